"""Which event an aside is about: "trade and energy are on the agenda"."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.extraction.events.drafts import Aside, Sighting
from bot.extraction.events.grouping import Group
from bot.extraction.facts import EventKind, Modality, Occurrence, Slot
from bot.extraction.lazily import lazy
from bot.extraction.lexicon import EntityId, EntityKind

_REACH = 2
_REACH_OF_LEADERS = 8
"""Sentences over which an aside still speaks of the event told last; what "the leaders" do, of a summit."""
_FURTHER = 0.85
"""How sure an aside is of its event where another sentence named it."""

_LEADERS = lazy(
    r"\b(?:(?:two |three |\w+ )?leaders|heads of (?:state|government)|presidents|prime ministers)\b",
    re.IGNORECASE,
)
_REPORTS = lazy(r"\b(?:said|says|told|telling|announced|according to|added|noted|confirmed)\b")
_AHEAD = {Modality.SCHEDULED, Modality.EXPECTED}

Told = tuple[Group, Sighting]


def attach(asides: Iterable[Aside], groups: Sequence[Group]) -> None:
    """Each aside to the event named nearest to it in its sentence, else to the one told last before it.

    "Mori and Lima discussed trade" is said of the talks of these two, and "the leaders will discuss trade" of
    the summit, wherever they were told of.
    """
    told: dict[int, list[Told]] = {}
    for group in groups:
        for sighting in group.sightings:
            told.setdefault(sighting.sentence.place, []).append((group, sighting))
    for aside in asides:
        possible = _Possible(aside, told)
        if here := possible.away(0):
            group, sighting = min(here, key=lambda pair: _distance(pair[1], aside))
            group.add(_with(sighting, aside, 1.0))
        elif found := _before(aside, possible):
            group, sighting = max(found, key=lambda pair: (pair[1].sentence.place, pair[1].words.start))
            group.add(_with(sighting, aside, _FURTHER))


class _Possible:
    """What an aside may be about, by how many sentences before it was told."""

    def __init__(self, aside: Aside, told: Mapping[int, Sequence[Told]]) -> None:
        self._told = told
        self._place = aside.sentence.place
        here = [s for g, s in told.get(self._place, ()) if g.kind is EventKind.AGREEMENT]
        self._kinds = aside.kinds & _may_bring(aside, here)
        self._of_today = any(d.modality in _AHEAD or d.slot is Slot.COUNT for d in aside.drafts)

    def away(self, sentences: int) -> list[Told]:
        """What is still to be discussed is not of a summit long over, and a count is of the series today."""
        return [
            (g, s)
            for g, s in self._told.get(self._place - sentences, ())
            if g.kind in self._kinds and not (self._of_today and s.occurrence is Occurrence.PREVIOUS)
        ]

    def within(self, sentences: int) -> Iterator[Told]:
        return (pair for away in range(1, sentences + 1) for pair in self.away(away))

    def latest(self, people: frozenset[EntityId]) -> list[Told]:
        """What was told last of an event in which all of them take part, however far before."""
        for away in range(1, self._place + 1):
            if found := [(g, s) for g, s in self.away(away) if people <= g.people]:
                return found
        return []


def _before(aside: Aside, possible: _Possible) -> list[Told]:
    """Of the events told before it those it can be about, the likeliest kind only."""
    speaking = _speaking(aside)
    if len(speaking) > 1 and (theirs := possible.latest(speaking)):
        return theirs
    if not speaking and _LEADERS.search(aside.sentence.cut(aside.sentence.span.start, aside.at.end)):
        summits = [(g, s) for g, s in possible.within(_REACH_OF_LEADERS) if g.kind is EventKind.SUMMIT]
        if summits:
            return summits
    return [
        (g, s)
        for g, s in possible.within(_REACH)
        if not s.sentence.is_title and speaking <= (g.people or speaking)
    ]


def _may_bring(aside: Aside, here: Sequence[Sighting]) -> frozenset[EventKind]:
    """What is signed is an event of its own; "9 MoUs" are also what came of a summit or a visit."""
    if not here or any(draft.slot is not Slot.OUTCOME for draft in aside.drafts):
        return frozenset(EventKind)
    several = any(draft.slot is Slot.NUMBER for s in here for draft in s.drafts)
    return frozenset({EventKind.SUMMIT, EventKind.VISIT}) if several else frozenset()


def _speaking(aside: Aside) -> frozenset[EntityId]:
    """The persons named before the words of the aside who do what it says, not those who report it."""
    sentence = aside.sentence
    before = [
        n for n in sentence.named if n.span.end <= aside.at.start and n.entity.kind is EntityKind.PERSON
    ]
    return frozenset(
        n.entity.id for n in before if not _REPORTS.search(sentence.cut(n.span.end, aside.at.start))
    )


def _distance(sighting: Sighting, aside: Aside) -> int:
    return max(aside.at.start - sighting.words.end, sighting.words.start - aside.at.end, 0)


def _with(sighting: Sighting, aside: Aside, certainty: float) -> Sighting:
    return replace(
        sighting,
        sentence=aside.sentence,
        words=aside.at,
        drafts=aside.drafts,
        certainty=sighting.certainty * certainty,
    )
