"""The office before a name, as the text gives it."""

from dataclasses import dataclass

from bot.extraction.lazily import lazy
from bot.extraction.lexicon import EntityId
from bot.extraction.names.office_words import (
    ABBREVIATED,
    HONORIFICS,
    LOOSE,
    MODIFIERS,
    NOT_IN_OFFICE,
    OFFICES,
    PERSONS,
    PLURALS,
    RANKS,
    ROYAL,
    STATE_OFFICES,
)
from bot.extraction.names.speakers import Speakers, spoken_for
from bot.extraction.names.tokens import Tokens
from bot.extraction.text import Span
from bot.extraction.wordlists import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Words before or after a name that say who it is."""

    role: str = ""
    """In the singular; empty where the words are an honorific or a trade ("Mr", "analyst")."""
    span: Span
    noun: str = ""
    """The noun of the role, in lower case: what makes "Deputy Foreign Minister" a minister."""
    title: str = ""
    """The word right before the name, in lower case, where it is one of the title."""
    countries: tuple[EntityId, ...] = ()
    """For which it speaks; of "French and German ministers" both, in order."""
    plural: bool = False
    strong: bool = True
    """Enough to make one capitalised word a name: not so "analyst", "rival", "star"."""

    @property
    def rank(self) -> int:
        """Of two offices of one person the higher is shown."""
        if not self.role:
            return 0
        if self.noun in RANKS or self.noun in ROYAL:
            return 1
        return 2 if self.noun in ABBREVIATED or self.noun == "counterpart" else 3


_REACH = 90
"""Characters before a name in which its office is read: the longest we know has 80."""
OF_MOST = 10
"""Words of "of the Presidential Administration" and the like."""
LINKS = frozenset({"of", "for", "to", "at"})
IN_OF_PHRASE = frozenset({"the", "and", "of", "&", "for", "on", "in"})
JOINTS = frozenset({"and", "&", ","})
_WITH_PORTFOLIO = frozenset({"minister", "ministers", "secretary", "commissioner"})
_NO_PORTFOLIO = words(
    "when while then after before earlier with where from meanwhile both also however that this but and the"
)
_FORMER = lazy(
    r"\b([Ff]ormer|[Ee]x|[Tt]hen|[Ll]ate|[Oo]usted|[Dd]eposed|[Ee]xiled)[ -](?:[\w.’'-]{1,20} ){1,3}$"
)
_LOOSE_BEFORE = lazy(rf"(?:\b(?:{'|'.join(sorted(LOOSE))}) ){{1,3}}$")
_OF_COUNTRY = lazy(r" of (?:the )?$")


def office_before(text: str, at: int, speakers: Speakers) -> Office | None:
    """The office whose words end before `at`, where the name begins, or the comma before it."""
    tokens = Tokens(text, max(0, at - _REACH), at)
    place = last = len(tokens) - 1
    while place >= 0 and _is_form_of_address(tokens, place):
        place -= 1
    noun = _noun_before(tokens, place)
    if noun is not None:
        return office_of(text, tokens, noun, place, speakers)
    return _address(text, tokens, place + 1, speakers) if place < last else None


def _is_form_of_address(tokens: Tokens, place: int) -> bool:
    lower = tokens.lower(place)
    return (lower in HONORIFICS or lower in RANKS) and tokens.is_capital(place)


def _address(text: str, tokens: Tokens, first: int, speakers: Speakers) -> Office:
    """Only "Mr", "Gen." or "Crown Prince"."""
    last = len(tokens) - 1
    shown = [at for at in range(first, last + 1) if tokens.lower(at) in RANKS or tokens.lower(at) in ROYAL]
    if not shown:
        return Office(span=Span(start=tokens.start(first), end=tokens.end(last)), title=tokens.lower(last))
    role = Span(start=tokens.start(shown[0]), end=tokens.end(shown[-1]))
    return Office(
        role=text[role.start : role.end],
        span=role,
        noun=tokens.lower(shown[0]),
        title=tokens.lower(last),
        countries=_countries(text, role.start, speakers),
    )


def is_noun(word: str) -> bool:
    """Of an office or a trade, in lower case."""
    bare = _current(word)
    return bare in OFFICES or bare in PLURALS or bare in PERSONS


def _current(word: str) -> str:
    return word.removeprefix("then-").removeprefix("ex-")


def _noun_before(tokens: Tokens, place: int) -> int | None:
    """Where the noun of the office stands: last of all, or before an "of the State Duma"."""
    if place < 0:
        return None
    if is_noun(tokens.lower(place)):
        return place
    for at in range(place, max(0, place - OF_MOST), -1):
        lower = tokens.lower(at)
        if lower in LINKS and is_noun(tokens.lower(at - 1)):
            return at - 1 if at < place else None
        if tokens.is_first(at) or not (tokens.is_capital(at) or lower in IN_OF_PHRASE):
            return None
    return None


def office_of(text: str, tokens: Tokens, noun: int, end: int, speakers: Speakers) -> Office:
    """The office with its noun at `noun`, which ends with the token `end`."""
    head = _current(tokens.lower(noun))
    singular = PLURALS.get(head, head).lower()
    plural = head in PLURALS or (head.endswith("s") and head in PERSONS)
    if singular not in OFFICES:
        span = Span(start=tokens.start(noun), end=tokens.end(end))
        return Office(span=span, noun=singular, plural=plural, strong=False)
    first = _first_of(tokens, noun, speakers)
    whole = Span(start=tokens.start(first), end=tokens.end(end))
    span, countries = _without_country(text, whole, tokens.end(noun), speakers)
    countries = countries or _told_inside(tokens, first, noun, speakers)
    role = text[span.start : span.end]
    if head in PLURALS:
        at = tokens.start(noun) - span.start
        role = role[:at] + _like(PLURALS[head], role[at]) + role[at + len(head) :]
    if countries and (former := _FORMER.search(text, max(0, span.start - 40), span.start)):
        role, countries = f"{former[1]} {role}", ()
    speaks = tokens.lower(noun) == head and not any(
        tokens.lower(at) in NOT_IN_OFFICE for at in range(first, noun)
    )
    return Office(
        role=role,
        span=span,
        noun=singular,
        title=head if noun == end else "",
        countries=countries if speaks else (),
        plural=plural,
        strong=tokens.is_capital(noun) or singular in STATE_OFFICES,
    )


def _like(word: str, initial: str) -> str:
    return word[0].upper() + word[1:] if initial.isupper() else word


def _first_of(tokens: Tokens, noun: int, speakers: Speakers) -> int:
    """Where the office begins: before its noun stand modifiers, joined by "and"."""
    first = noun
    ministerial = tokens.is_capital(noun) and tokens.lower(noun) in _WITH_PORTFOLIO
    if _WITH_PORTFOLIO & {tokens.lower(noun)} and _is_after_country(tokens, noun - 1, speakers):
        first = noun - 1
    while not tokens.is_first(first):
        at = first - 1
        if tokens.lower(at) in JOINTS and first > 1:
            if tokens.lower(at) == "," and not (tokens.is_capital(first) and tokens.is_capital(first - 2)):
                break
            if not (_modifies(tokens, first - 2, speakers) or _is_double(tokens, first)):
                break
            first -= 2
        elif _modifies(tokens, at, speakers) or (ministerial and _is_portfolio(tokens, at, speakers)):
            first = at
        else:
            break
    return first


def _modifies(tokens: Tokens, at: int, speakers: Speakers) -> bool:
    lower = tokens.lower(at)
    fits = lower in MODIFIERS or (lower in OFFICES and tokens.is_capital(at))
    return fits and not _ends_name(tokens, at, speakers)


def _is_portfolio(tokens: Tokens, at: int, speakers: Speakers) -> bool:
    """Any word with a capital that names nothing else: "Petrochemicals" before "Minister"."""
    word = tokens.text(at)
    ordinary = tokens.lower(at) in LOOSE or tokens.lower(at) in _NO_PORTFOLIO
    return (
        word[0].isupper()
        and len(word) > 3
        and word.isalpha()
        and not ordinary
        and not _ends_name(tokens, at, speakers)
    )


def _is_after_country(tokens: Tokens, at: int, speakers: Speakers) -> bool:
    """Whatever one word stands between a country and "minister": "Kenyan ethics minister"."""
    if (
        at < 1
        or not tokens.text(at).isalpha()
        or tokens.lower(at) in LOOSE
        or _ends_name(tokens, at, speakers)
    ):
        return False
    owner = tokens.text(at - 1)
    possessive = owner.removesuffix("'s").removesuffix("’s")
    return _ends_at(tokens.end(at - 1), speakers) or _ends_at(
        tokens.start(at - 1) + len(possessive), speakers
    )


def _ends_at(at: int, speakers: Speakers) -> bool:
    return speakers.ending(at) is not None


def _is_double(tokens: Tokens, first: int) -> bool:
    """One person with two offices, as the possessive tells: "Qatar's Prime Minister and Foreign Minister"."""
    at = first - 2
    if not (is_noun(tokens.lower(at)) and tokens.is_capital(at) and tokens.is_capital(first)):
        return False
    while at > 0 and tokens.lower(at - 1) in MODIFIERS:
        at -= 1
    return at > 0 and tokens.text(at - 1).endswith(("'s", "’s"))


def _ends_name(tokens: Tokens, at: int, speakers: Speakers) -> bool:
    """Does the name of a country or a body end here? A ministry's belongs to the office."""
    if speakers.ending(tokens.end(at)) is None:
        return False
    return tokens.lower(at) not in {"ministry", "department"} and not is_noun(tokens.lower(at))


def _without_country(
    text: str, span: Span, noun_end: int, speakers: Speakers
) -> tuple[Span, tuple[EntityId, ...]]:
    """The office less "of Kenya" at its end, and for whom it speaks by that or by what stands before it."""
    countries = _countries(text, span.start, speakers)
    named = speakers.ending(span.end)
    if named is None or named.span.start <= noun_end:
        return span, countries
    of = _OF_COUNTRY.search(text, noun_end, named.span.start)
    if of is None:
        return span, countries
    return Span(start=span.start, end=of.start()), countries or spoken_for(named)


def _told_inside(tokens: Tokens, first: int, noun: int, speakers: Speakers) -> tuple[EntityId, ...]:
    """For whom it speaks by a body's name in the office itself: "Treasury Secretary"."""
    inside = (speakers.ending(tokens.end(at)) for at in range(first, noun + 1))
    return next((spoken_for(one) for one in inside if one is not None), ())


def _countries(text: str, at: int, speakers: Speakers) -> tuple[EntityId, ...]:
    """Of "Egypt's newly appointed |minister", "French and German |ministers", "Kenyan |president"."""
    if loose := _LOOSE_BEFORE.search(text, max(0, at - 40), at):
        at = loose.start()
    named = speakers.before(at)
    if named is None:
        return ()
    start = named.span.start
    joint = next((joint for joint in (" and ", ", ") if text.endswith(joint, 0, start)), "")
    other = speakers.before(start - len(joint) + 1) if joint else None
    return (spoken_for(other) if other is not None else ()) + spoken_for(named)
