"""Whose summit a candidate names: read from the phrase, from the subject that holds it, from the sentence."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.extraction.events.sentences import Sentence
from bot.extraction.events.summits.blocs import is_bloc
from bot.extraction.events.summits.candidates import WORD, Candidate, fits, plain
from bot.extraction.lazily import lazy
from bot.extraction.lexicon import EntityId, EntityKind
from bot.extraction.names import Named


class Certainty(StrEnum):
    """How the text ties the phrase to the event, best first."""

    PHRASE = "phrase"  # the parties or the series stand in the phrase, or hold it
    SENTENCE = "sentence"  # the sentence names two countries, and nobody else
    COREFERENCE = "coreference"  # "the summit", after the event was named

    @property
    def confidence(self) -> float:
        return {"phrase": 0.95, "sentence": 0.85, "coreference": 0.8}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What tells one summit from another."""

    parties: frozenset[EntityId] = frozenset()
    series: frozenset[EntityId] = frozenset()
    unknown: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    partial: bool = False
    """One country alone, which meets somebody whom the phrase does not name."""

    @property
    def empty(self) -> bool:
        return not (self.parties or self.series or self.unknown or self.topics)

    def fits(self, other: "Identity") -> bool:
        """May both be the same summit? A partial one fits whatever holds its party."""
        if self.topics != other.topics or self.unknown != other.unknown:
            return False
        if self.series and other.series:
            return self.series == other.series
        if self.partial or other.partial:
            return self.parties <= other.parties or other.parties <= self.parties
        return self.parties == other.parties


_TWO = 2
_EARLY = 40
"""Characters: a title and an adjective before the subject's name."""

_JOINED_BEFORE = lazy(r"\b([A-Z][\w.’-]+) (?:and|&) (?:[\w’]+ ){0,4}$")
_JOINED_AFTER = lazy(r" (?:and|&) (?:[a-zA-Z’]+ ){0,3}?([A-Z][\w.’-]+)")
_SINGLES_OUT = lazy(
    r"\b(?:annual|bilateral|trilateral|upcoming|next|planned|proposed|their|first|[0-9]+(?:st|nd|rd|th))\b"
)
_INDEFINITE = lazy(r"(?:an?|any|no|another) ")
_THREE = lazy(r"\b(?:trilateral|three-way|tripartite)\b")


def identify(candidate: Candidate, *, first: bool) -> tuple[Identity, Certainty | None]:
    """Whose summit it is; no certainty where only what was told before can say. `first`: nothing was yet."""
    topics = candidate.topics | _rank(candidate)
    direct = _identity(candidate.named, set(candidate.unknown), topics)
    if _complete(direct, candidate.named) and not _names_one_side(candidate):
        return direct, Certainty.PHRASE
    named, unknown = list(candidate.named), set(candidate.unknown)
    if (row := candidate.holders.subject) is not None:
        named += row.named
        unknown |= {name.lower() for name in row.unknown}
    if (row := candidate.holders.guests) is not None:
        named += [n for n in row.named if n.entity.kind is not EntityKind.CITY]
    if candidate.named and (first_named := _proposer(candidate)) is not None:
        named.append(first_named)
    direct = _identity(named, unknown, topics)
    if _complete(direct, named):
        alone = _names_one_side(candidate) and len(direct.parties) < _TWO and not direct.unknown
        return replace(direct, partial=alone), Certainty.PHRASE
    if _may_complete(candidate, direct, first=first):
        around = _countries(candidate)
        if direct.parties <= around and len(around) == (3 if _THREE.search(candidate.words) else 2):
            return Identity(parties=around, topics=direct.topics), Certainty.SENTENCE
    if not direct.parties and (bloc := _bloc_before(candidate)) is not None:
        return _identity([bloc], set(), direct.topics), Certainty.SENTENCE
    if direct.parties:
        return Identity(parties=direct.parties, topics=direct.topics, partial=True), Certainty.PHRASE
    return direct, Certainty.PHRASE if direct.topics else None


def _rank(candidate: Candidate) -> frozenset[str]:
    """A council of prime ministers is another event than the summit of the same body's presidents."""
    if not any(n.entity.id in _OF_BOTH_RANKS for n in candidate.named):
        return frozenset()
    words = candidate.sentence.cut(candidate.head.start, candidate.end)
    return frozenset({"government"}) if _OF_GOVERNMENTS.search(words) else frozenset()


def _complete(identity: Identity, named: Iterable[Named]) -> bool:
    bloc = any(n.entity.kind is EntityKind.ORGANISATION for n in named)
    return bool(identity.series or identity.unknown or len(identity.parties) > 1 or bloc)


def _bloc_before(candidate: Candidate) -> Named | None:
    """The one body whose leaders meet that the sentence names before: "Sherpas of the G20 ... the summit"."""
    if candidate.unknown or candidate.topics or candidate.words.startswith("separate"):
        return None
    sentence = candidate.sentence
    told = [n for n in sentence.named if sentence.told_from <= n.span.start < candidate.head.start]
    roles = [p.role_span for p in sentence.names.people.values() if p.role_span is not None]
    blocs = {
        n.entity.id: n
        for n in told
        if is_bloc(n) and not any(role.start <= n.span.start < role.end for role in roles)
    }
    return next(iter(blocs.values())) if len(blocs) == 1 else None


def _names_one_side(candidate: Candidate) -> bool:
    """A summit "with the United States and Canada", whose own side the phrase leaves out."""
    in_head = any(n.span.end <= candidate.noun.start for n in candidate.named)
    return not in_head and candidate.sentence.cut(candidate.noun.end, candidate.noun.end + 6) == " with "


def _identity(named: Iterable[Named], unknown: set[str], topics: frozenset[str]) -> Identity:
    parties: set[EntityId] = set()
    series: set[EntityId] = set()
    nobody = set(unknown)
    people: set[str] = set()
    for n in named:
        match n.entity.kind:
            case EntityKind.SERIES:
                series.add(n.entity.id)
            case EntityKind.TOPIC:
                pass
            case EntityKind.ORGANISATION:
                parties |= _MEANT.get(n.entity.id, {n.entity.id})
            case _ if n.country is not None:
                parties |= _MEANT.get(n.country, {n.country})
            case _:
                people.add(n.entity.id)
    for name in nobody & _MEANT.keys():
        parties |= _MEANT[name]
    nobody -= _MEANT.keys()
    if not parties:
        parties |= {EntityId(_BODY_OF[of]) for of in series & _BODY_OF.keys()}
    if len(parties) < 2:
        nobody |= people  # beside two countries a person of none told speaks for one of them
    return Identity(
        parties=frozenset(parties), series=frozenset(series), unknown=frozenset(nobody), topics=topics
    )


_OF_BOTH_RANKS = frozenset({"sco", "cis"})
"""Bodies whose presidents meet once a year, and whose prime ministers meet another time."""
_OF_GOVERNMENTS = lazy(
    r"^(?!.*\bof state\b).*\b(?:heads? of government|prime ministers)\b", re.IGNORECASE | re.DOTALL
)
_MEANT: Mapping[str, frozenset[EntityId]] = {
    "european-council": frozenset({EntityId("european-union")}),
    "weimar-triangle": frozenset({EntityId("france"), EntityId("germany"), EntityId("poland")}),
    "au": frozenset({EntityId("african-union")}),
    "nam": frozenset({EntityId("non-aligned-movement")}),
}
"""Whose leaders sit in a body that has no members of its own, and short names that alone mean too much."""
_BODY_OF = {
    "quad-summit": "quad",
    "chogm": "commonwealth",
    "cis-summit": "cis",
    "african-union-summit": "african-union",
    "non-aligned-summit": "non-aligned-movement",
}
"""Who meets in a series whose name hides them: their short name alone is no mention."""


def _may_complete(candidate: Candidate, direct: Identity, *, first: bool) -> bool:
    singled_out = bool(direct.parties) or _SINGLES_OUT.search(candidate.words) is not None
    strangers = any(
        n.entity.kind in {EntityKind.ORGANISATION, EntityKind.SERIES}
        or (n.country is None and n.entity.kind is not EntityKind.TOPIC)
        or _joined_to_a_stranger(candidate.sentence, n)
        for n in candidate.sentence.named
    )
    definite = first and not _INDEFINITE.match(candidate.words)
    return (singled_out or definite) and not strangers and not direct.topics and not candidate.places


def _countries(candidate: Candidate) -> frozenset[EntityId]:
    """Those of the sentence, cities of theirs included; none where only cities are named: they are places."""
    told = [
        n
        for n in candidate.sentence.named
        if n.span.start >= candidate.sentence.told_from
        and not (n.entity.kind is EntityKind.CITY and n.span.start >= candidate.end)
    ]
    if all(n.entity.kind is EntityKind.CITY for n in told):
        return frozenset()
    return frozenset(n.country for n in told if n.country is not None)


def _proposer(candidate: Candidate) -> Named | None:
    """Whoever the sentence begins with, where it is about a summit "with" others: "Mexico has proposed"."""
    sentence = candidate.sentence
    named = [n for n in sentence.named if n.span.start >= sentence.told_from]
    if not _names_one_side(candidate) or not named or named[0].span.start >= candidate.head.start:
        return None
    first = named[0]
    early = first.span.start - sentence.told_from <= _EARLY
    before = {n.country or n.entity.id for n in named if n.span.end <= candidate.head.start}
    meant = first.country or first.entity.id
    return first if early and before <= {meant, None} and first.entity.kind is not EntityKind.CITY else None


def _joined_to_a_stranger(sentence: Sentence, named: Named) -> bool:
    """Does it stand beside a name that nobody knows: "Somebody and Garnier"?"""
    start = max(sentence.span.start, named.span.start - 60)
    if match := _JOINED_BEFORE.search(sentence.cut(start, named.span.start)):
        return not _known_at(sentence, start + match.start(1))
    if match := _JOINED_AFTER.match(sentence.cut(named.span.end, sentence.span.end)):
        return not _known_at(sentence, named.span.end + match.start(1))
    return False


def _known_at(sentence: Sentence, at: int) -> bool:
    word = WORD.match(sentence.cut(at, sentence.span.end))
    known = any(n.span.start <= at < n.span.end for n in sentence.named)
    return known or (word is not None and fits(plain(word[0])))
