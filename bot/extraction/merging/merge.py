"""The current value of every slot, what it replaced, and what outlets say against it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import fsum
from typing import Generic

from bot.extraction.facts import MANY, Fact, Occurrence, Slot
from bot.extraction.merging.claims import CONFIDENT, C, SlotKey, in_order, slot_key
from bot.extraction.merging.contests import Contest, weight
from bot.extraction.merging.postponing import Report, date_contest, report_of
from bot.extraction.merging.reprints import prints
from bot.extraction.merging.rules import Rules
from bot.extraction.merging.stages import OFF, Known, Stages


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn(Generic[C]):
    """A value that came to hold."""

    at: datetime
    """When the report was published that made it hold."""
    claim: C
    """The newest that stated it then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged(Generic[C]):
    """What holds of one slot."""

    current: C
    """The newest claim that states the value, in words of its own."""
    replaced: tuple[C, ...] = ()
    """The values that held before, each as stated last then, the newest first."""
    disputed: tuple[C, ...] = ()
    """Other values that independent outlets still state against it, the most voted first."""
    votes: Mapping[str, float]
    """What each value that an outlet stands by counts for, the current one among them."""
    history: tuple[Turn[C], ...] = ()
    """Every value that came to hold, the oldest first; the last is the current one's."""


def merge(claims: Iterable[C]) -> dict[SlotKey, Merged[C]]:
    """What holds of one event. Depends on the set of the claims, not on their order.

    Claims that are not confident are left out, and so is what only repeats a sentence printed before. A slot
    holds the value with the most votes of outlets that stand by it, except that a postponement, an event that
    has taken place and a new date after a postponement hold at once. Of claims equal in all that a `Claim`
    has, the first given is taken. Time: n log n in the claims, and for each change of a slot's value as much
    as outlets have spoken of it.
    """
    ordered = in_order(claim for claim in claims if claim.fact.confidence >= CONFIDENT)
    merged: dict[SlotKey, Merged[C]] = {}
    for occurrence, slots in _by_slot(_originals(ordered)).items():
        told = _dates_told(claim for claim in ordered if claim.fact.occurrence is occurrence)
        for slot, said in slots.items():
            if slot in MANY:
                merged.update(_all_of(said))
        for slot, contest in _contests(slots, told):
            merged[SlotKey(occurrence, slot)] = _outcome(contest)
    return merged


def _originals(ordered: Sequence[C]) -> Iterator[C]:
    number_of = prints(claim.sentence for claim in ordered)
    seen: set[tuple[Occurrence, Slot, str, int]] = set()
    for claim in ordered:
        fact = claim.fact
        said = (fact.occurrence, fact.slot, fact.value, number_of[claim.sentence])
        if said not in seen:
            seen.add(said)
            yield claim


def _by_slot(claims: Iterable[C]) -> dict[Occurrence, dict[Slot, list[C]]]:
    by_slot: dict[Occurrence, dict[Slot, list[C]]] = {}
    for claim in claims:
        by_slot.setdefault(claim.fact.occurrence, {}).setdefault(claim.fact.slot, []).append(claim)
    return by_slot


def _dates_told(claims: Iterable[C]) -> Mapping[Report, Sequence[Fact]]:
    told: defaultdict[Report, list[Fact]] = defaultdict(list)
    for claim in claims:
        if claim.fact.slot is Slot.DATE:
            told[report_of(claim)].append(claim.fact)
    return told


def _contests(
    slots: Mapping[Slot, Sequence[C]], told: Mapping[Report, Sequence[Fact]]
) -> Iterator[tuple[Slot, Contest[C]]]:
    """Each slot of one value with all its claims heard; the status last, which is judged by the date."""
    statuses = slots.get(Slot.STATUS, ())
    off = [claim for claim in statuses if claim.fact.value in OFF]
    dates, moves = date_contest(slots.get(Slot.DATE, ()), off, told)
    rules: dict[Slot, Rules[C]] = {Slot.STATUS: Stages(Known(dates.reigns, moves, told))}
    for slot, said in slots.items():
        if slot not in MANY:
            yield slot, dates if slot is Slot.DATE else Contest(rules.get(slot, Rules()), said)


def _outcome(contest: Contest[C]) -> Merged[C]:
    *before, last = (reign.claim for reign in contest.reigns)
    replaced = {claim.fact.value: claim for claim in before if claim.fact.value != last.fact.value}
    newest_first = sorted(replaced.values(), key=before.index, reverse=True)
    return Merged(
        current=last,
        replaced=tuple(newest_first),
        disputed=contest.disputes(),
        votes=contest.votes(),
        history=tuple(Turn(at=reign.since, claim=reign.won_by) for reign in contest.reigns),
    )


def _all_of(claims: Sequence[C]) -> Iterator[tuple[SlotKey, Merged[C]]]:
    """Every value of a slot that holds many, each with the outlets that state it."""
    by_key: defaultdict[SlotKey, list[C]] = defaultdict(list)
    for claim in claims:
        by_key[slot_key(claim.fact)].append(claim)
    newest = claims[-1].published
    for key, said in by_key.items():
        of_outlet = {claim.outlet: weight(claim.fact, newest - claim.published) for claim in said}
        telling = [claim for claim in said if claim.fact.role] or said
        yield (
            key,
            Merged(
                current=telling[-1],
                votes={key.value: fsum(of_outlet.values())},
                history=(Turn(at=said[0].published, claim=said[0]),),
            ),
        )
