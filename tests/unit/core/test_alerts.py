"""When to speak, and the deliveries that come of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.alerts import Pace, decide_alert, gravest, known_watches, plan_deliveries, route
from bot.core.channels import Channel, Platform, parse_channel
from bot.core.deliveries import Action, Delivery, DeliveryState
from bot.core.entries import EntryId
from bot.core.ledger import Assertion, Change
from bot.core.messages import Severity
from bot.core.reasons import Reason
from bot.core.stories import Story, StoryId
from bot.core.watches import Origin, Watch, WatchId
from bot.extraction.facts import Fact, Slot
from bot.extraction.rules import Rule
from bot.extraction.text import Span

NOW = datetime(2025, 11, 20, 12, tzinfo=UTC)
WAIT, INTERVAL = timedelta(seconds=30), timedelta(minutes=5)
ONE = Channel(platform=Platform.SLACK, name="#one")
TWO = Channel(platform=Platform.DISCORD, name="two")
UNTOLD = Story(id=StoryId("s1"), first_seen=NOW, updated=NOW, revision=0)
TOLD = replace(UNTOLD, revision=1)
CHANGE = Change(
    before=None,
    after=Assertion(
        event=WatchId("summit"),
        entry=EntryId(1),
        fact=Fact(
            slot=Slot.STATUS,
            value="postponed",
            shown="postponed",
            sentence=Span(start=0, end=9),
            evidence=Span(start=0, end=9),
            rule="test/1",
            confidence=1.0,
        ),
        sentence="Postponed.",
        outlet="harbour.example",
        url="",
        published=NOW,
    ),
)


def watch(name: str, severity: Severity, *channels: Channel) -> Watch:
    return Watch(
        id=WatchId(name),
        name=name,
        rule=Rule(),
        severity=severity,
        channels=channels,
        origin=Origin(file="w.yaml", line=1),
    )


def plan(existing: tuple[Delivery, ...] = (), *, announce: bool = True) -> tuple[Delivery, ...]:
    return plan_deliveries(
        TOLD, (ONE, TWO), existing, announce=announce, wait=WAIT, interval=INTERVAL, now=NOW
    )


def in_state(delivery: Delivery, state: DeliveryState) -> Delivery:
    return replace(delivery, state=state, dispatched_at=NOW)


@pytest.mark.parametrize(
    ("story", "changed", "backfill", "reason"),
    [
        (UNTOLD, False, False, Reason.FIRST_REPORT),
        (UNTOLD, True, True, Reason.BACKFILL),
        (TOLD, True, False, Reason.FACT_CHANGED),
        (TOLD, False, False, Reason.REPEATED_COVERAGE),
        (TOLD, False, True, Reason.REPEATED_COVERAGE),
    ],
)
def test_every_decision_has_its_reason(
    story: Story, *, changed: bool, backfill: bool, reason: Reason
) -> None:
    verdict = decide_alert(story, (CHANGE,) if changed else (), backfill=backfill)
    assert verdict.reason is reason
    assert verdict.announce is (reason in (Reason.FIRST_REPORT, Reason.FACT_CHANGED))


def test_a_first_report_is_posted_to_each_channel_after_its_wait() -> None:
    planned = plan()
    assert [d.channel for d in planned] == [ONE, TWO]
    assert {(d.action, d.revision, d.due_at) for d in planned} == {(Action.POST, 1, NOW + WAIT)}


def test_a_channel_that_was_told_nothing_is_not_told_of_a_mere_count() -> None:
    assert plan(announce=False) == ()


def test_a_message_still_to_be_sent_needs_no_second_row() -> None:
    assert plan(plan()) == ()


@pytest.mark.parametrize("state", [DeliveryState.SENT, DeliveryState.SENDING, DeliveryState.AMBIGUOUS])
def test_a_message_on_its_way_or_sent_is_edited_once_the_interval_is_over(state: DeliveryState) -> None:
    planned = plan(tuple(in_state(d, state) for d in plan()))
    assert {(d.action, d.revision, d.state, d.due_at) for d in planned} == {
        (Action.EDIT, 2, DeliveryState.PENDING, NOW + INTERVAL)
    }


def test_a_waiting_edit_takes_later_changes_along_and_stays_announced() -> None:
    posted = tuple(in_state(d, DeliveryState.SENT) for d in plan())
    edits = plan(posted)
    assert plan((*posted, *edits), announce=False) == edits


def test_a_quiet_edit_that_still_waits_becomes_one_to_notice() -> None:
    posted = tuple(in_state(d, DeliveryState.SENT) for d in plan())
    quiet = plan(posted, announce=False)
    assert [d.announce for d in quiet] == [False, False]
    loud = plan((*posted, *quiet))
    assert [(d.id, d.announce) for d in loud] == [(d.id, True) for d in quiet]


def test_a_message_that_nobody_saw_is_not_edited() -> None:
    assert plan(tuple(in_state(d, DeliveryState.PARKED) for d in plan())) == ()


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(DeliveryState)), max_size=12))
def test_however_a_story_goes_each_channel_has_one_post_and_no_revision_twice(
    steps: list[tuple[bool, DeliveryState]],
) -> None:
    rows: dict[str, Delivery] = {}
    for announce, state in steps:
        rows |= {d.id: d for d in plan(tuple(rows.values()), announce=announce)}
        rows |= {d.id: replace(d, state=state) for d in rows.values()}
    for channel in (ONE, TWO):
        mine = [d for d in rows.values() if d.channel == channel]
        assert len({d.revision for d in mine}) == len(mine)
        assert len([d for d in mine if d.action is Action.POST]) == (1 if mine else 0)
        assert len({d.key for d in mine}) <= 1


def test_watches_route_to_each_of_their_channels_once() -> None:
    watches = [watch("a", Severity.LOW, ONE, TWO), watch("b", Severity.HIGH, TWO)]
    assert set(route(watches)) == {ONE, TWO}
    assert len(route(watches)) == 2
    assert gravest(watches) is Severity.HIGH


def test_a_watch_no_longer_configured_is_left_out_and_the_gravest_comes_first() -> None:
    low, high = watch("a", Severity.LOW, ONE), watch("b", Severity.HIGH, TWO)
    ids = (WatchId("gone"), low.id, high.id)
    assert known_watches(ids, {low.id: low, high.id: high}) == (high, low)


def test_high_severity_has_a_wait_of_its_own() -> None:
    pace = Pace(group_wait=WAIT, group_wait_high=timedelta(0), group_interval=INTERVAL)
    assert [pace.wait(severity) for severity in Severity] == [WAIT, WAIT, timedelta(0)]


@pytest.mark.parametrize("text", ["slack:#diplomacy", "discord:diplomacy", "console"])
def test_a_channel_reads_as_it_is_written(text: str) -> None:
    assert str(parse_channel(text)) == text


@pytest.mark.parametrize("text", ["", "diplomacy", "slack:", "irc:#x", "console:x", "Slack:#x", "slack: "])
def test_what_names_no_channel_is_none(text: str) -> None:
    assert parse_channel(text) is None
