"""Which event an aside is about: "trade and energy are on the agenda"."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.extraction.events.drafts import Aside, Sighting
from bot.extraction.events.grouping import Group
from bot.extraction.facts import EventKind, Modality, Occurrence, Slot
from bot.extraction.lexicon import EntityId, EntityKind

_REACH = 2
_REACH_OF_LEADERS = 8
"""Sentences over which an aside still speaks of the event told last; what "the leaders" do, of a summit."""
_FURTHER = 0.85
"""How sure an aside is of its event where another sentence named it."""

_LEADERS = re.compile(
    r"\b(?:(?:two |three |\w+ )?leaders|heads of (?:state|government)|presidents|prime ministers)\b",
    re.IGNORECASE,
)
_REPORTS = re.compile(r"\b(?:said|says|told|telling|announced|according to|added|noted|confirmed)\b")
_AHEAD = {Modality.SCHEDULED, Modality.EXPECTED}

Told = tuple[Group, Sighting]


def attach(asides: Iterable[Aside], groups: Sequence[Group]) -> None:
    """Each aside to the event named nearest to it in its sentence, else to the one told last before it.

    "Mori and Lima discussed trade" is said of the talks of these two, and "the leaders will discuss trade" of
    the summit, wherever they were told of.
    """
    signed = [s for g in groups if g.kind is EventKind.AGREEMENT for s in g.sightings]
    known = {id(g): list(g.sightings) for g in groups}
    for aside in asides:
        kinds = aside.kinds & _may_bring(aside, signed)
        told = [(g, s) for g in groups if g.kind in kinds for s in known[id(g)] if _may_be_of(aside, s)]
        here = [(g, s) for g, s in told if s.sentence is aside.sentence]
        if here:
            group, sighting = min(here, key=lambda pair: _distance(pair[1], aside))
            group.sightings.append(_with(sighting, aside, 1.0))
        elif found := _before(aside, told):
            group, sighting = max(found, key=lambda pair: (pair[1].sentence.place, pair[1].words.start))
            group.sightings.append(_with(sighting, aside, _FURTHER))


def _before(aside: Aside, told: Sequence[Told]) -> list[Told]:
    """Of the events told before it those it can be about, the likeliest kind only."""
    speaking = _speaking(aside)
    earlier = [(g, s) for g, s in told if _ahead(aside, s) > 0]
    theirs = [(g, s) for g, s in earlier if speaking <= g.people]
    if len(speaking) > 1 and theirs:
        return theirs
    if not speaking and _LEADERS.search(aside.sentence.cut(aside.sentence.span.start, aside.at.end)):
        summits = [(g, s) for g, s in earlier if g.kind is EventKind.SUMMIT]
        near = [(g, s) for g, s in summits if _ahead(aside, s) <= _REACH_OF_LEADERS]
        if near:
            return near
    return [
        (g, s)
        for g, s in earlier
        if _ahead(aside, s) <= _REACH and not s.sentence.is_title and speaking <= (g.people or speaking)
    ]


def _may_be_of(aside: Aside, sighting: Sighting) -> bool:
    """What is still to be discussed is not of a summit long over, and a count is of the series today."""
    of_today = any(draft.modality in _AHEAD or draft.slot is Slot.COUNT for draft in aside.drafts)
    return not (of_today and sighting.occurrence is Occurrence.PREVIOUS)


def _may_bring(aside: Aside, signed: Sequence[Sighting]) -> frozenset[EventKind]:
    """What is signed is an event of its own; "9 MoUs" are also what came of a summit or a visit."""
    here = [s for s in signed if s.sentence is aside.sentence]
    if not here or any(draft.slot is not Slot.OUTCOME for draft in aside.drafts):
        return frozenset(EventKind)
    several = any(draft.slot is Slot.NUMBER for s in here for draft in s.drafts)
    return frozenset({EventKind.SUMMIT, EventKind.VISIT}) if several else frozenset()


def _ahead(aside: Aside, sighting: Sighting) -> int:
    """How many sentences after the sighting the aside stands."""
    return aside.sentence.place - sighting.sentence.place


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
