"""The sides of a meeting: persons, states and those who speak for them, in a row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.extraction.events.meetings.offices import OFFICES, TITLES, is_political
from bot.extraction.events.sentences import Sentence
from bot.extraction.lazily import lazy
from bot.extraction.lexicon import EntityId, EntityKind
from bot.extraction.names import Named
from bot.extraction.text import Span
from bot.extraction.wordlists import words

WORD = lazy(r"(?:Mrs?|Ms|Dr|Gen|Lt|Col|Maj|Sen|Gov|Rep|[A-Z])\.(?= )|[^\W_](?:[\w’'.-]*\w)?")
_POSSESSIVE = lazy(r"[’']s?(?= )")
_SEPARATOR = lazy(r",? (?:and|as well as|along with|together with|plus) |, | & |/| [–-] |[–-](?=[A-Z])")
_SPEAKS = lazy(r" (?:sa(?:id|ys)|add(?:s|ed)|told|not(?:es|ed)|announced|confirmed|explained|stated)\b")
"""After a name that a comma parts from the row: "will meet Lima, Mori said"."""
_MOST = 30
"""Words: the longest phrase of one participant, with office and apposition."""
_FOLLOWING = words(
    """
    began broke took fell failed resume resumes start starts went came in on at for to from by with and
    or but as after before during over about amid since until via when where while who which that is are
    was were will would has have had may could should did does to be also again then this next last later
    earlier early late today tomorrow yesterday said says agreed met meet meets meeting hold held holds
    holding discuss discussed discusses talks following ahead despite because if than near through under
    around between together separately both face virtually privately soon twice once
    """
)
"""What may follow a country that stands for itself: "met Iran in", not "met Iranian farmers"."""
_RANKS = {
    EntityKind.PERSON: 0,
    EntityKind.COUNTRY: 1,
    EntityKind.ORGANISATION: 2,
    EntityKind.CITY: 3,
}
NOT_NAMES = words(
    """
    in at on after before during following earlier later meanwhile today yesterday when while as but and
    however monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december
    """
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One participant: a person, a state, or an office of a state whose holder the text does not name."""

    named: Named
    is_office: bool = False
    """Somebody of that country: "Mongolia's Prime Minister", "Chinese officials"."""

    @property
    def is_person(self) -> bool:
        return self.named.entity.kind is EntityKind.PERSON

    @property
    def party(self) -> EntityId | None:
        """The country or organisation that takes part."""
        entity = self.named.entity
        return entity.country or (None if self.is_person else entity.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    span: Span
    actors: tuple[Actor, ...]

    @property
    def parties(self) -> frozenset[EntityId]:
        return frozenset(actor.party for actor in self.actors if actor.party is not None)

    @property
    def people(self) -> tuple[Named, ...]:
        return tuple(actor.named for actor in self.actors if actor.is_person)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    end: int
    actors: tuple[Actor, ...]
    persons: tuple[Named, ...] = ()
    """Whoever is named in it, political or not."""
    office: bool = False
    """It is an office without a name: after a person an apposition, "Xi Jinping, the Chinese president"."""


def side_after(sentence: Sentence, start: int, limit: int | None = None) -> Side | None:
    """The row of participants that begins at `start`, up to `limit`; None where something else does."""
    limit = sentence.span.end if limit is None else limit
    actors: list[Actor] = []
    at = end = start + (sentence.cut(start, start + 1) == " ")
    before: _Item | None = None
    comma = False
    while (item := _item(sentence, at, limit)) is not None:
        if comma and before is not None and _SPEAKS.match(sentence.document.text, item.end, limit):
            break
        if comma and before is not None and before.office and item.persons:
            actors = _by_name(actors, before, item)
        apposition = comma and before is not None and before.persons and item.office
        actors += () if apposition else item.actors
        end = item.end
        separator = _SEPARATOR.match(sentence.document.text, end, limit)
        if separator is None:
            break
        at, before, comma = separator.end(), item, separator[0] == ", "
    known = tuple({actor.named.entity.id: actor for actor in actors}.values())
    return Side(span=Span(start=start, end=end), actors=known) if known else None


def _by_name(actors: list[Actor], office: _Item, holder: _Item) -> list[Actor]:
    """As "his Kenyan counterpart, Juma Nkosi": the name says more, where the country is known of it too."""
    if all(person.entity.country for person in holder.persons):
        actors = actors[: len(actors) - len(office.actors)]
    return [*actors, *(Actor(named=person) for person in holder.persons)]


def in_role(sentence: Sentence, at: int) -> bool:
    roles = (person.role_span for person in sentence.names.people.values())
    return any(role is not None and role.start <= at < role.end for role in roles)


def _item(sentence: Sentence, start: int, limit: int) -> _Item | None:
    """One participant with the office; None where no name or office stands."""
    named: list[Named] = []
    office = unknown = heads = False
    at = end = start
    for _ in range(_MOST):
        name = _named_at(sentence, at) if at < limit else None
        word = None if name else WORD.match(sentence.document.text, at, limit)
        if name:
            named.append(name)
            at = end = name.span.end
            heads = True
        elif word and (title := _title(sentence, word)) is not None:
            office = office or title
            at = word.end()
            end, heads = (at, False) if title else (end, heads)
        elif word and word[0][0].isupper() and word[0].lower() not in NOT_NAMES:
            unknown, heads = True, False
            at = end = word.end()
        else:
            break
        possessive = _POSSESSIVE.match(sentence.document.text, at, limit)
        if possessive:
            at, heads = possessive.end(), False
            named = [n for n in named if n.entity.kind is not EntityKind.PERSON]  # "Modi's envoy" is another
        if sentence.cut(at, min(at + 1, limit)) != " ":
            break
        at += 1
    return _settled(sentence, named, end, limit, office=office, stands_alone=heads and not unknown)


def _title(sentence: Sentence, word: re.Match[str]) -> bool | None:
    """Is the word an office (True) or does it only go with one (False)?"""
    low = word[0].lower()
    if low in OFFICES:
        return True
    return False if low in TITLES or in_role(sentence, word.start()) else None


def _named_at(sentence: Sentence, at: int) -> Named | None:
    here = [n for n in sentence.named if n.span.start == at and n.entity.kind in _RANKS]
    return min(here, key=lambda n: _RANKS[n.entity.kind], default=None)


def _settled(
    sentence: Sentence, named: Sequence[Named], end: int, limit: int, *, office: bool, stands_alone: bool
) -> _Item | None:
    people = [n for n in named if n.entity.kind is EntityKind.PERSON]
    states = [n for n in named if n.entity.kind is not EntityKind.PERSON]
    if people:
        political = [n for n in people if is_political(n, sentence.names)]
        return _Item(end=end, actors=tuple(Actor(named=n) for n in political), persons=tuple(people))
    if office:
        speaking = [n for n in states if n.entity.kind is not EntityKind.CITY]
        return _Item(end=end, actors=tuple(Actor(named=n, is_office=True) for n in speaking), office=True)
    if states and stands_alone and (end >= limit or _may_end(sentence, end)):
        return _Item(end=end, actors=tuple(Actor(named=n) for n in states))
    return None


def _may_end(sentence: Sentence, end: int) -> bool:
    """Does the country stand for itself, and not before a noun: "Iranian farmers", "Iran-backed"?"""
    after = sentence.cut(end, min(sentence.span.end, end + 30))
    if after[:1] in {"-", "–", "’", "'"}:
        return False
    word = WORD.match(after, 1) if after[:1] == " " else None
    if word is None or not word[0][0].islower():
        return True
    return word[0] in _FOLLOWING or word[0].endswith(("ly", "ed"))
