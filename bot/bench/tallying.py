"""Outcomes, added up to figures."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from bot.bench.comparing import EVENTS, Outcome
from bot.bench.gold import Measured
from bot.extraction.facts import EventKind

_PROMISED = (Measured.EDITION, Measured.DATE, Measured.HOST, Measured.PARTIES, Measured.STATUS)
"""The slots of a summit that a watch tells: the figures under `summit` are of these."""


@dataclass(slots=True)
class _Counts:
    right: int = 0
    missed: int = 0
    false: int = 0

    def add(self, outcome: Outcome) -> None:
        self.right += outcome.right
        self.missed += len(outcome.missed)
        self.false += len(outcome.false)

    def scores(self) -> dict[str, float]:
        told, there = self.right + self.false, self.right + self.missed
        return {
            "precision": _share(self.right, told),
            "recall": _share(self.right, there),
            "f1": _share(2 * self.right, told + there),
            "gold": there,
        }


class Tally:
    def __init__(self, *, texts: int) -> None:
        self.texts = texts
        self.empty = 0
        """Texts without an event."""
        self.disturbed = 0
        """Of those the ones in which one is told."""
        self.seconds = 0.0
        self.outcomes: list[Outcome] = []

    def figures(self) -> dict[str, object]:
        of_slots = [outcome for outcome in self.outcomes if outcome.slot != EVENTS]
        of_events = [outcome for outcome in self.outcomes if outcome.slot == EVENTS]
        by_kind = _groups(of_slots, lambda outcome: outcome.kind)
        promised = [o for o in by_kind.get(EventKind.SUMMIT, ()) if o.slot in _PROMISED]
        return {
            "texts": self.texts,
            "summit": {**_scores(promised), **_by_slot(promised)},
            **_by_slot(of_slots),
            "events": {
                **_scores(of_events),
                **{kind: _scores(of) for kind, of in _groups(of_events, lambda o: o.kind).items()},
            },
            "kinds": {kind: _by_slot(of) for kind, of in by_kind.items()},
            "false_texts": _share(self.disturbed, self.empty),
            "ms_per_text": _share(1000 * self.seconds, self.texts),
        }


def merged(tallies: Collection[Tally]) -> Tally:
    whole = Tally(texts=sum(tally.texts for tally in tallies))
    for tally in tallies:
        whole.empty += tally.empty
        whole.disturbed += tally.disturbed
        whole.seconds += tally.seconds
        whole.outcomes += tally.outcomes
    return whole


def _groups(outcomes: Iterable[Outcome], key: Callable[[Outcome], str]) -> dict[str, list[Outcome]]:
    """In the order of first appearance."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(str(key(outcome)), []).append(outcome)
    return groups


def _by_slot(outcomes: Iterable[Outcome]) -> dict[str, dict[str, float]]:
    groups = _groups(outcomes, lambda outcome: outcome.slot)
    return {slot: _scores(groups[slot]) for slot in map(str, Measured) if slot in groups}


def _scores(outcomes: Iterable[Outcome]) -> dict[str, float]:
    counts = _Counts()
    for outcome in outcomes:
        counts.add(outcome)
    return counts.scores()


def _share(part: float, whole: float) -> float:
    return round(part / whole, 4) if whole else 0.0
