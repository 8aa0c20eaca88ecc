"""When to speak."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.core.deciding import NOTHING, Learnt, decide_alert, last_of_each_slot, told_changes
from bot.core.entries import EntryId
from bot.core.feeds import FeedId
from bot.core.ledger import Assertion, Change
from bot.core.reasons import Reason
from bot.core.stories import Report, Story, StoryId
from bot.core.watches import WatchId
from bot.extraction.facts import Fact, Occurrence, Slot
from bot.extraction.merging import SlotKey
from bot.extraction.text import Span

NOW = datetime(2025, 11, 20, 12, tzinfo=UTC)
UNTOLD = Story(id=StoryId("s1"), first_seen=NOW, updated=NOW, revision=0)
TOLD = replace(UNTOLD, revision=1)


def stated(slot: Slot, value: str, entry: int = 1) -> Assertion:
    return Assertion(
        watch=WatchId("summit"),
        entry=EntryId(entry),
        fact=Fact(
            slot=slot,
            value=value,
            shown=value,
            sentence=Span(start=0, end=9),
            evidence=Span(start=0, end=9),
            rule="test/1",
            confidence=1.0,
        ),
        sentence="Postponed.",
        outlet="harbour.example",
        url="",
        published=NOW,
        seen=NOW,
    )


def reports(*outlets: str, reprints: int = 0) -> tuple[Report, ...]:
    """One report of each outlet, the last `reprints` of them copies of the first."""
    return tuple(
        Report(
            entry=EntryId(number),
            feed=FeedId(outlet),
            outlet=outlet,
            title="",
            url="",
            published=NOW,
            summary=(),
            evidence=(),
            reprint_of=EntryId(0) if number >= len(outlets) - reprints else None,
        )
        for number, outlet in enumerate(outlets)
    )


DATE = Change(before=stated(Slot.DATE, "2025-12-05"), after=stated(Slot.DATE, "2025-12-04"))
STATUS = Change(before=None, after=stated(Slot.STATUS, "cancelled"))
CORRECTION = replace(DATE, correction=True)
DISPUTE = SlotKey(Occurrence.CURRENT, Slot.DATE)


@pytest.mark.parametrize(
    ("before", "learnt", "reason", "announce"),
    [
        (UNTOLD, NOTHING, Reason.FIRST_REPORT, True),
        (TOLD, Learnt(changes=(DATE,)), Reason.FACT_CHANGED, True),
        (TOLD, Learnt(changes=(CORRECTION,)), Reason.CORRECTED, True),
        (TOLD, Learnt(changes=(CORRECTION, STATUS)), Reason.STATUS_CHANGED, True),
        (TOLD, Learnt(disputed=(DISPUTE,)), Reason.DISPUTED, False),
        (TOLD, Learnt(settled=(DISPUTE,)), Reason.DISPUTE_ENDED, False),
        (TOLD, Learnt(changes=(DATE,), disputed=(DISPUTE,)), Reason.FACT_CHANGED, True),
        (TOLD, NOTHING, Reason.REPEATED_COVERAGE, False),
    ],
    ids=lambda value: value.name if isinstance(value, Reason) else None,
)
def test_every_decision_has_its_reason(
    before: Story, learnt: Learnt, reason: Reason, *, announce: bool
) -> None:
    verdict = decide_alert(before, before, learnt, backfill=False, outlets=())
    assert (verdict.reason, verdict.announce) == (reason, announce)


def test_what_was_old_when_its_feed_was_first_polled_opens_no_story_for_readers() -> None:
    verdict = decide_alert(UNTOLD, UNTOLD, Learnt(changes=(DATE,)), backfill=True, outlets=(1,))
    assert (verdict.reason, verdict.announce) == (Reason.BACKFILL, False)


@pytest.mark.parametrize(
    ("had", "has", "reason"),
    [
        (reports("a"), reports("a", "b", "c"), Reason.OUTLETS_REACHED),
        (reports("a"), reports("a", "b", "c", "d", "e"), Reason.OUTLETS_REACHED),  # the number was passed by
        (reports("a", "b", "c"), reports("a", "b", "c", "d"), Reason.REPEATED_COVERAGE),
        (reports("a"), reports("a", "b", "c", reprints=1), Reason.REPEATED_COVERAGE),
        (reports("a", "b"), reports("a", "b", "b"), Reason.REPEATED_COVERAGE),
    ],
    ids=["reached", "passed by", "reached before", "by reprints only", "by one outlet again"],
)
def test_a_number_of_independent_outlets_is_news_once(
    had: tuple[Report, ...], has: tuple[Report, ...], reason: Reason
) -> None:
    before, after = replace(TOLD, reports=had), replace(TOLD, reports=has)
    verdict = decide_alert(before, after, NOTHING, backfill=False, outlets=(3,))
    assert (verdict.reason, verdict.announce) == (reason, reason is Reason.OUTLETS_REACHED)


def test_to_those_who_read_of_it_first_its_facts_are_not_new() -> None:
    learnt = Learnt(changes=(STATUS, DATE))
    assert told_changes(UNTOLD, learnt) == (DATE,)
    assert told_changes(TOLD, learnt) == (STATUS, DATE)


def test_of_several_changes_of_one_slot_the_last_is_shown() -> None:
    later = Change(before=DATE.after, after=stated(Slot.DATE, "2025-12-03"))
    assert last_of_each_slot([DATE, STATUS, later]) == (STATUS, later)
