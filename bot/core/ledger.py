"""The ledger: what was said of a watched event, by whom and when, and what holds now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.entries import EntryId
from bot.core.watches import Watch, WatchId
from bot.extraction.facts import EventKind, Occurrence, Slot
from bot.extraction.merging import Claim, Merged, SlotKey, merge, slot_key

NEWS = frozenset({Slot.EDITION, Slot.DATE, Slot.HOST, Slot.CITY, Slot.STATUS, Slot.OUTCOME, Slot.PACKAGE})
"""Slots of which a change is told."""

_EXPECTED: Mapping[EventKind, tuple[Slot, ...]] = {
    EventKind.SUMMIT: (Slot.EDITION, Slot.DATE, Slot.HOST, Slot.STATUS),
    EventKind.VISIT: (Slot.DATE, Slot.HOST, Slot.STATUS),
    EventKind.MEETING: (Slot.DATE, Slot.HOST, Slot.STATUS),
    EventKind.AGREEMENT: (Slot.DATE, Slot.STATUS),
    EventKind.SANCTION: (Slot.DATE, Slot.STATUS),
}
"""What every event of the kind has in the end. Not what only some have: an outcome, or a package."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion(Claim):
    """A fact as one report stated it."""

    watch: WatchId
    """The watch that keeps it."""
    entry: EntryId
    url: str
    seen: datetime
    """When we read it; `published` is when it was said."""
    taken_back: datetime | None = None
    """When the entry was found to state it no more; None while it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A slot that had no value, or another one; `before` is what held until now."""

    before: Assertion | None
    after: Assertion
    correction: bool = False
    """The outlet that stated `before` has taken it back itself."""


Ledger = Mapping[SlotKey, Merged[Assertion]]
"""What holds of one event, with what it replaced and what is said against it; a slot not there is unknown."""


def as_of(assertions: Iterable[Assertion], moment: datetime) -> tuple[Assertion, ...]:
    """The assertions as they stood then: what had been seen by that moment, and not been taken back by it."""
    return tuple(
        replace(a, taken_back=None) if a.taken_back else a
        for a in assertions
        if a.seen <= moment and (a.taken_back is None or a.taken_back > moment)
    )


def standing(assertions: Iterable[Assertion]) -> tuple[Assertion, ...]:
    """Those that were not taken back."""
    return tuple(a for a in assertions if a.taken_back is None)


def merged(assertions: Iterable[Assertion]) -> Ledger:
    """What those that stand come to, which are all on one event. Their order does not matter."""
    return merge(sorted(standing(assertions), key=lambda a: (a.url, a.entry)))


def current(assertions: Iterable[Assertion]) -> dict[SlotKey, Assertion]:
    """The assertion that holds for each slot, and for each value of a slot that holds many."""
    return {key: slot.current for key, slot in merged(assertions).items()}


def changes(before: Ledger, after: Ledger, assertions: Iterable[Assertion] = ()) -> tuple[Change, ...]:
    """What a reader who knew `before` learns from `after`, in the order of the slots.

    `assertions` are those of which `after` was made, also those taken back: without them no change is known
    to be a correction. A new value of a slot that holds many takes the place of none. A slot that nobody
    states any more is no change, since nothing has come in the place of its value: `after` lacks it.
    """
    told = tuple(assertions)
    return tuple(
        _change(before.get(slot), now.current, told)
        for slot, now in sorted(after.items(), key=lambda item: item[0])
        if slot not in before or before[slot].current.fact.value != now.current.fact.value
    )


def dispute_changes(before: Ledger, after: Ledger) -> tuple[tuple[SlotKey, ...], tuple[SlotKey, ...]]:
    """The slots whose dispute has begun, and those whose dispute has ended; of the slots that are news."""
    was, now = _disputed(before), _disputed(after)
    return tuple(sorted(now - was)), tuple(sorted(was - now))


def worth_telling(change: Change) -> bool:
    """Whether readers should hear of it: when, where and whether the event is, and what came of it.

    Not of the event before it. Not who takes part, what it is called or its countries, which the watch asks
    for; nor of each further name and topic, of which every report has its own choice: an alert shows them,
    and none is sent for them.
    """
    return is_news(slot_key(change.after.fact))


def is_news(key: SlotKey) -> bool:
    """Whether it is of the event itself, and a slot of which a change is told."""
    return key.occurrence is Occurrence.CURRENT and key.slot in NEWS


def unknown(watch: Watch, ledger: Ledger) -> tuple[Slot, ...]:
    """What every event of the watch's kind has in the end, and nobody has stated of this one.

    The country is not asked for where the city is known.
    """
    known = {key.slot for key in ledger if key.occurrence is Occurrence.CURRENT}
    if Slot.CITY in known:
        known.add(Slot.HOST)
    expected = _EXPECTED[watch.event.kind] if watch.event else ()
    return tuple(slot for slot in expected if slot not in known)


def _change(before: Merged[Assertion] | None, after: Assertion, told: tuple[Assertion, ...]) -> Change:
    held = before.current if before else None
    return Change(before=held, after=after, correction=held is not None and _is_taken_back(held, told))


def _is_taken_back(held: Assertion, told: tuple[Assertion, ...]) -> bool:
    """Whether its outlet stated it and states it nowhere now."""
    key = slot_key(held.fact)
    same = [a for a in told if a.outlet == held.outlet and _states(a, key, held.fact.value)]
    return bool(same) and not standing(same)


def _states(assertion: Assertion, key: SlotKey, value: str) -> bool:
    return assertion.fact.value == value and slot_key(assertion.fact) == key


def _disputed(ledger: Ledger) -> set[SlotKey]:
    return {key for key, slot in ledger.items() if slot.disputed and is_news(key)}
