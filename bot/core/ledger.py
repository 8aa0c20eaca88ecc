"""The ledger: what was said of a watched event, by whom and when, and what holds now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.core.entries import EntryId
from bot.core.watches import WatchId
from bot.extraction.facts import Fact, Interval, Occurrence, Slot

CONFIDENT = 0.5
"""A fact below this is kept as said, and never becomes the current value."""

SlotOf = tuple[Occurrence, Slot]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """A fact as one report stated it."""

    event: WatchId
    """The watch whose event it is about."""
    entry: EntryId
    fact: Fact
    sentence: str
    """The text of the sentence that states it."""
    outlet: str
    url: str
    published: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A slot that had no value, or another one; `before` is what held until now."""

    before: Assertion | None
    after: Assertion


def current(assertions: Iterable[Assertion]) -> dict[SlotOf, Assertion]:
    """The assertion that holds for each slot: the latest, unless it only says less precisely what was known.

    Depends on the set of assertions alone, not on the order in which they arrived.
    """
    held: dict[SlotOf, Assertion] = {}
    confident = (a for a in assertions if a.fact.confidence >= CONFIDENT)
    for assertion in sorted(confident, key=_order):
        slot = (assertion.fact.occurrence, assertion.fact.slot)
        known = held.get(slot)
        if known is None or not _says_less(assertion.fact, known.fact):
            held[slot] = assertion
    return held


def changes(before: dict[SlotOf, Assertion], after: dict[SlotOf, Assertion]) -> tuple[Change, ...]:
    """What a reader who knew `before` learns from `after`, in the order of the slots."""
    return tuple(
        Change(before=before.get(slot), after=now)
        for slot, now in sorted(after.items())
        if slot not in before or before[slot].fact.value != now.fact.value
    )


def worth_telling(change: Change) -> bool:
    """Whether readers should hear of it: news of the event itself, not of the one before it.

    Who takes part is what the watch asks for, so naming them anew is no news.
    """
    fact = change.after.fact
    return fact.occurrence is Occurrence.CURRENT and fact.slot is not Slot.PARTIES


def _order(assertion: Assertion) -> tuple[datetime, float, EntryId, str]:
    """By time; of what one report says itself, the more precise or confident last, so that it holds."""
    fact = assertion.fact
    return (assertion.published, fact.confidence, assertion.entry, fact.value)


def _says_less(fact: Fact, known: Fact) -> bool:
    if fact.interval is None or known.interval is None:
        return False
    return fact.interval != known.interval and _contains(fact.interval, known.interval)


def _contains(outer: Interval, inner: Interval) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last
