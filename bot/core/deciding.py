"""When to speak: what becomes of a story when reports come in."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.alerts import Verdict
from bot.core.ledger import Change
from bot.core.reasons import Reason
from bot.core.stories import Story
from bot.extraction.facts import Slot
from bot.extraction.merging import SlotKey, slot_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """What the ledger holds since the reports came in that it did not hold before."""

    changes: tuple[Change, ...] = ()
    """Those that are worth telling."""
    disputed: tuple[SlotKey, ...] = ()
    """Slots of which an outlet now states another value."""
    settled: tuple[SlotKey, ...] = ()
    """Slots that are disputed no more."""


NOTHING = Learnt()


def decide_alert(
    before: Story, after: Story, learnt: Learnt, *, backfill: bool, outlets: Iterable[int]
) -> Verdict:
    """Speak of a story never told; of a told one when a fact is new or another one, or many outlets have it.

    `before` is the story without the reports, `backfill` says that all of them were already old when their
    feeds were first polled, and `outlets` are numbers of independent outlets that are news in themselves. A
    dispute is shown in the message and told to nobody: one misread sentence is enough for one.
    """
    if not before.told:
        return Verdict(announce=not backfill, reason=Reason.BACKFILL if backfill else Reason.FIRST_REPORT)
    if learnt.changes:
        return Verdict(announce=True, reason=_reason_of(learnt.changes))
    had, has = len(before.independent_outlets), len(after.independent_outlets)
    if any(had < number <= has for number in outlets):
        return Verdict(announce=True, reason=Reason.OUTLETS_REACHED)
    if learnt.disputed:
        return Verdict(announce=False, reason=Reason.DISPUTED)
    return Verdict(
        announce=False, reason=Reason.DISPUTE_ENDED if learnt.settled else Reason.REPEATED_COVERAGE
    )


def told_changes(before: Story, learnt: Learnt) -> tuple[Change, ...]:
    """What the alert marks as changed; to readers of a story's first message its facts are not new."""
    return learnt.changes if before.told else tuple(c for c in learnt.changes if c.before)


def last_of_each_slot(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Of several changes of one slot the last, in the order in which they were told."""
    last: dict[SlotKey, Change] = {}
    for change in changes:
        slot = slot_key(change.after.fact)
        last.pop(slot, None)
        last[slot] = change
    return tuple(last.values())


def _reason_of(changes: Iterable[Change]) -> Reason:
    """The gravest: a status before a correction before any other fact."""
    changes = tuple(changes)
    if any(change.after.fact.slot is Slot.STATUS for change in changes):
        return Reason.STATUS_CHANGED
    return Reason.CORRECTED if any(change.correction for change in changes) else Reason.FACT_CHANGED
