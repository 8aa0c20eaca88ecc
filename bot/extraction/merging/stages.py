"""Statuses: an event comes nearer step by step, and a step told once makes history of the ones before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Generic

from bot.extraction.facts import Fact
from bot.extraction.merging.claims import C, agree
from bot.extraction.merging.contests import Reign
from bot.extraction.merging.postponing import Move, Report, holding_at, report_of
from bot.extraction.merging.rules import LAGGARDS, STILL, Firmness, Rules

OFF = frozenset({"postponed", "cancelled"})
_DONE = frozenset({"held", "concluded", "signed", "ratified", "imposed", "extended", "lifted"})
_TO_COME = frozenset({"scheduled", "proposed", "rumoured"})
_CONTRARY = OFF | {"denied"}
_ZONES = timedelta(days=1)
"""An event of Tokyo's 5th may be reported as held while it is the 4th in UTC."""


@dataclass(frozen=True, slots=True)
class Known(Generic[C]):
    """What the claims on the date say, by which those on the status are judged."""

    reigns: Sequence[Reign[C]]
    moves: Sequence[Move]
    told: Mapping[Report, Sequence[Fact]]
    """The dates that each report tells."""


class Stages(Rules[C]):
    def __init__(self, dates: Known[C]) -> None:
        self._dates = dates
        self._turned: C | None = None
        """The claim that turned the status last."""

    def ignores(self, claim: C, holder: C | None) -> bool:
        """That it was postponed, of an event that has its new date."""
        again = self._turned
        if holder is None or again is None or again.fact.value != "scheduled":
            return False
        if claim.fact.value not in OFF or holder.fact.value != "scheduled":
            return False
        told = self._dates.told.get(report_of(claim), ())
        known = holding_at(self._dates.reigns, claim.published)
        if told and known:
            return any(agree(fact, known) for fact in told)
        return claim.published <= again.published + LAGGARDS

    def turns(self, claim: C, holder: C | None) -> bool:
        turned = self._turns(claim, holder.fact.value if holder else "")
        first = holder is None and self.firmness(claim) is Firmness.STATED
        if turned or (first and claim.fact.value in OFF | _DONE):
            self._turned = claim
        return turned

    def firmness(self, claim: C) -> Firmness:
        match claim.fact.value:
            case "denied":
                return Firmness.DENIED
            case "proposed" | "rumoured":
                return Firmness.SOFT
            case "held" if not self._has_come(claim):
                return Firmness.SOFT
            case _:
                return Firmness.STATED

    def may_hold(self, claim: C) -> bool:
        """Not the plan of before, while outlets may not have heard that it was changed or carried out."""
        if self._turned is None or claim.fact.value != "scheduled":
            return True
        patience = STILL if self._turned.fact.value in _DONE else LAGGARDS
        return self._turned.fact.value == "scheduled" or claim.published > self._turned.published + patience

    def contradict(self, a: Fact, b: Fact) -> bool:
        """An earlier step of the same way is no contradiction."""
        return a.value != b.value and bool({a.value, b.value} & _CONTRARY)

    def _turns(self, claim: C, held: str) -> bool:
        value = claim.fact.value
        if value in OFF:
            return held in _TO_COME
        if value == "held":
            return held in _TO_COME | {"postponed"} and self._has_come(claim)
        if value == "scheduled":
            return held in OFF and self._has_new_date(claim)
        return value in _DONE and held in _TO_COME

    def _has_come(self, claim: C) -> bool:
        date = holding_at(self._dates.reigns, claim.published)
        interval = date.interval if date else None
        return interval is None or interval.first <= claim.published.date() + _ZONES

    def _has_new_date(self, claim: C) -> bool:
        """Whether its report tells the date to which the event was moved since it was called off."""
        off = self._turned
        told = self._dates.told.get(report_of(claim), ())
        return (
            off is not None
            and off.published < claim.published
            and any(
                off.published <= move.at <= claim.published and agree(fact, move.fact)
                for move in self._dates.moves
                for fact in told
            )
        )
