"""Dates: what was postponed gets a new one from whoever is first to tell it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.extraction.facts import Fact, Modality
from bot.extraction.merging.claims import C, Claim, agree, says_less
from bot.extraction.merging.contests import Contest, Reign
from bot.extraction.merging.rules import LAGGARDS, Rules

Report = tuple[str, datetime]
"""Outlet and time, by which claims of one report are known."""


def report_of(claim: Claim) -> Report:
    return claim.outlet, claim.published


@dataclass(frozen=True, slots=True)
class Move:
    """The first date told after a postponement."""

    at: datetime
    fact: Fact


class Dates(Rules[C]):
    """A date that disagrees with all known ones, told with a postponement or after it, holds at once."""

    def __init__(self, postponed: Sequence[Claim], told: Mapping[Report, Sequence[Fact]]) -> None:
        """`postponed` tell of the event that it is postponed or cancelled, in order of time.

        `told` are the dates that each report tells.
        """
        self.moves: list[Move] = []
        self._told = told
        self._postponed = list(reversed(postponed))
        self._open = False
        self._said: dict[str, Fact] = {}
        self._old: dict[str, Fact] = {}

    def turns(self, claim: C, holder: C | None) -> bool:
        self._open = self._is_open(claim, holder)
        known = [f for f in self._said.values() if holder is None or not says_less(f, holder.fact)]
        moved = self._open and not any(agree(claim.fact, fact) for fact in known)
        if moved:
            self._open = False
            self.moves.append(Move(claim.published, claim.fact))
            self._old.update((fact.value, fact) for fact in known)
            self._said.clear()
        self._said[claim.fact.value] = claim.fact
        return moved

    def may_hold(self, claim: C) -> bool:
        """Not what held before the event was postponed, while outlets may not have heard of that."""
        if not self.moves or claim.published > self.moves[-1].at + LAGGARDS:
            return True
        moved = self.moves[-1].fact
        return agree(claim.fact, moved) or not any(agree(claim.fact, old) for old in self._old.values())

    def _is_open(self, claim: C, holder: C | None) -> bool:
        """Whether the event has been postponed since its date was last told anew."""
        is_open = self._open or (claim.fact.modality is Modality.POSTPONED)
        while self._postponed and self._postponed[-1].published <= claim.published:
            is_open = self._is_news(self._postponed.pop(), holder) or is_open
        return is_open

    def _is_news(self, postponed: Claim, holder: C | None) -> bool:
        """A report that tells the date already known tells of the postponement already known."""
        dates = self._told.get(report_of(postponed), ())
        if not self.moves or holder is None:
            return True
        if dates:
            return not any(agree(fact, holder.fact) for fact in dates)
        return postponed.published > self.moves[-1].at + LAGGARDS


def date_contest(
    claims: Sequence[C], postponed: Sequence[Claim], told: Mapping[Report, Sequence[Fact]]
) -> tuple[Contest[C], Sequence[Move]]:
    rules = Dates[C](postponed, told)
    return Contest(rules, claims), rules.moves


def holding_at(reigns: Sequence[Reign[C]], at: datetime) -> Fact | None:
    """The date that held then."""
    return next((reign.claim.fact for reign in reversed(reigns) if reign.since <= at), None)
