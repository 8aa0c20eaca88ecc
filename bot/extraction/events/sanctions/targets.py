"""TARGET: whom or what sanctions hit, as entities where the words are exactly one, else as written."""

from collections.abc import Iterator

from bot.extraction.events.agreements.clauses import VERBS
from bot.extraction.events.agreements.drafting import as_written
from bot.extraction.events.agreements.words import Words
from bot.extraction.events.drafts import Draft
from bot.extraction.events.sanctions.verbs import DEEDS, FREEZING, LISTING
from bot.extraction.facts import Slot
from bot.extraction.lexicon import AliasKind, EntityId, EntityKind
from bot.extraction.names import Named
from bot.extraction.wordlists import words as listed

_ENDS = listed(
    """
    over for after before by until till as amid because that which who whom whose including following
    accused accusing suspected allegedly alleged due with despite during under when while where if unless
    since but said says saying is are was were has have had will would could should may might to from
    against on at related without deemed believed responsible citing into upon about through within it they
    he she so barring pending effective starting beginning amidst amongst whilst today yesterday tomorrow
    involved according worth
    """
)
"""Words that end the phrase of a target."""
_TIED = listed("linked tied connected close belonging related supplying")
"""They go on: "entities linked to the militia"."""
_LEADING = listed("the a an its their his her both also")
KINDS = listed(
    """
    officials official company companies firm firms entities entity individuals individual people persons
    banks bank tankers tanker vessels vessel ships ship fleet ministers minister judges judge oligarchs
    oligarch leaders leader generals general networks network militia militias exchange exchanges refinery
    refineries refiners traders trader lawmakers politicians businessmen businesspeople businessman
    executives diplomats members army military junta commanders commander nationals citizens organisations
    organizations groups group producers chipmakers airlines airline ministry agencies officers officer
    settlers hackers propagandists lenders institutions terminal terminals port ports subsidiaries
    manufacturers suppliers shippers brokers cartel cartels gang gangs president
    """
)
"""Whom states put on lists. Projects, posts and sums of money are sanctioned otherwise."""
_REFERRING = listed(
    """
    him her them it us country countries regime nation state itself each other another others bloc group two
    both
    """
)
"""Alone they name nobody."""
_LONGEST = 16
"""Words of one phrase."""
_OTHER_DEEDS = (
    VERBS | _ENDS | frozenset(DEEDS) | LISTING | FREEZING | {"also", "then", "later", "banned", "barred"}
)
"""After "and" they begin another deed."""
COUNTS = listed(
    """
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty dozens several more over nearly hundreds another
    """
)
_COUNTING = COUNTS | listed("dozen almost some scores multiple additional around about at")


def target_end(words: Words, first: int, limit: int) -> int:
    """The place where the phrase that begins at `first` ends."""
    k = first
    while k < min(limit, first + _LONGEST):
        low = words.low[k]
        tied = low in _TIED or (k > first and words.low[k - 1] in _TIED)
        if not (tied or low in {"-", "&"} or k in words.inside) and _ends(words, first, k, limit):
            return k
        k += 1
    return k


def _ends(words: Words, first: int, k: int, limit: int) -> bool:
    low = words.low[k]
    after = words.low[k + 1] if k + 1 < limit else ""
    if low == ",":
        return not _list_goes_on(words, k, limit)
    if low == "in":
        return not _place_of_theirs(words, k)
    if low == "and":
        return after in _OTHER_DEEDS
    timed = k in words.dated and not low.isdigit()
    return timed or low in _ENDS or not words.raw[k][0].isalnum() or (low in VERBS and k > first)


def _list_goes_on(words: Words, comma: int, limit: int) -> bool:
    """As in "Iran, Russia and Syria": after the comma a name or a number, and an "and" soon."""
    k = comma + 1
    k += k < limit and words.low[k] == "and"
    if k >= limit or not (k in words.names or _counts(words, k)):
        return False
    end = words.after(k) if k in words.names else k + 1
    closed = end >= len(words) or words.low[end] in {"and", ",", "&", "."} or words.low[end] in _ENDS
    soon = words.sentence.is_title or "and" in words.low[k - 1 : min(limit, k + 9)]
    return soon and (closed or comma - 1 not in words.inside)


def _counts(words: Words, k: int) -> bool:
    return words.low[k] in _COUNTING or words.low[k].isdigit()


def _place_of_theirs(words: Words, place: int) -> bool:
    """As in "firms in Dubai", not "Syria in June", nor "Russia in Brussels"."""
    after = place + 1
    after += after < len(words) and words.low[after] == "the"
    return after in words.names and after not in words.dated and place - 1 not in words.inside


def target_drafts(words: Words, first: int, end: int, weight: float) -> Iterator[Draft]:
    """A draft for each target in the words from `first` to `end`."""
    parts = list(_parts(words, first, end))
    if not all(_stands_alone(words, *part) for part in parts):
        parts = [(first, end)]
    for begin, stop in parts:
        start = next((k for k in range(begin, stop) if words.low[k] not in _LEADING), stop)
        if not all(words.low[k] in _REFERRING for k in range(start, stop)):
            yield _draft(words, start, stop, weight)


def _parts(words: Words, first: int, end: int) -> Iterator[tuple[int, int]]:
    begin = first
    for k in range(first, end + 1):
        if k == end or (words.low[k] in {",", "and", "&"} and k not in words.inside):
            if k > begin:
                yield begin, k
            begin = k + 1


def _stands_alone(words: Words, first: int, end: int) -> bool:
    """A name, or a phrase with its own number or name."""
    named = first in words.names or (
        words.low[first] in _LEADING and first + 1 < end and first + 1 in words.names
    )
    return named or _counts(words, first)


def _exact(words: Words, first: int, end: int) -> Named | None:
    """The entity that the words are, with nothing beside its name; "Russians" are not Russia."""
    named = words.names.get(first)
    if named is None or words.after(first) != end or words.possessive(first):
        return None
    said = words.sentence.cut(named.span.start, named.span.end).lower()
    people = any(a.kind is AliasKind.DEMONYM and a.text.lower() == said for a in named.entity.aliases)
    return None if people else named


def _draft(words: Words, first: int, end: int, weight: float) -> Draft:
    span = words.cover(first, end)
    named = _exact(words, first, end)
    if named is None:
        return as_written(words.sentence, Slot.TARGET, span, "sanction.target/1", weight)
    return Draft(
        slot=Slot.TARGET,
        value=named.entity.id,
        shown=named.entity.name,
        evidence=span,
        rule="sanction.target/1",
        weight=weight,
    )


def foreign(words: Words, first: int, end: int, imposers: frozenset[EntityId]) -> bool:
    """Does the target lie outside those who impose: another country, a company or person by name?"""
    if first >= end:
        return False
    span = words.cover(first, end)
    named = (n for n in words.sentence.named if span.start <= n.span.start < span.end)  # "Tokyo-based" too
    return any(
        n.entity.kind is not EntityKind.SERIES and n.entity.id not in imposers and n.country not in imposers
        for n in named
    )


def listable(words: Words, first: int, end: int) -> bool:
    """Is it somebody or something that states put on lists?"""
    inside = [words.inside[k] for k in range(first, end) if k in words.inside]
    by_name = any(n.entity.kind in {EntityKind.PERSON, EntityKind.ORGANISATION} for n in inside)
    kind = any(words.low[k] in KINDS for k in range(first, end))
    counted = _counts(words, first) and bool(inside)
    return kind or by_name or counted or _exact(words, first, end) is not None
