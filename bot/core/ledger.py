"""The ledger: what was said of a watched event, by whom and when, and what holds now."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bot.core.entries import EntryId
from bot.core.watches import Watch, WatchId
from bot.extraction.facts import Occurrence, Slot
from bot.extraction.merging import Claim, Merged, SlotKey, merge

NEWS = frozenset({Slot.EDITION, Slot.DATE, Slot.HOST, Slot.CITY, Slot.STATUS, Slot.OUTCOME, Slot.PACKAGE})
"""Slots of which a change is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion(Claim):
    """A fact as one report stated it."""

    event: WatchId
    """The watch whose event it is about."""
    entry: EntryId
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A slot that had no value, or another one; `before` is what held until now."""

    before: Assertion | None
    after: Assertion


Ledger = Mapping[SlotKey, Merged[Assertion]]
"""What holds of one event, with what it replaced and what is said against it."""


def on_one_event(
    assertions: Iterable[Assertion], watch: Watch, entries: Collection[EntryId]
) -> tuple[Assertion, ...]:
    """Those that are on the event that the story of `entries` tells of: all, where the watch follows one."""
    return tuple(a for a in assertions if watch.follows_one or a.entry in entries)


def merged(assertions: Iterable[Assertion]) -> Ledger:
    """What the assertions come to, which are all on one event. Their order does not matter."""
    return merge(sorted(assertions, key=lambda assertion: assertion.entry))


def current(assertions: Iterable[Assertion]) -> dict[SlotKey, Assertion]:
    """The assertion that holds for each slot, and for each value of a slot that holds many."""
    return {key: slot.current for key, slot in merged(assertions).items()}


def changes(before: Mapping[SlotKey, Assertion], after: Mapping[SlotKey, Assertion]) -> tuple[Change, ...]:
    """What a reader who knew `before` learns from `after`, in the order of the slots.

    A new value of a slot that holds many takes the place of none.
    """
    return tuple(
        Change(before=before.get(slot), after=now)
        for slot, now in sorted(after.items())
        if slot not in before or before[slot].fact.value != now.fact.value
    )


def worth_telling(change: Change) -> bool:
    """Whether readers should hear of it: when, where and whether the event is, and what came of it.

    Not of the event before it. Not who takes part, what it is called or its countries, which the watch asks
    for; nor of each further name and topic, of which every report has its own choice: an alert shows them,
    and none is sent for them.
    """
    fact = change.after.fact
    return fact.occurrence is Occurrence.CURRENT and fact.slot in NEWS
