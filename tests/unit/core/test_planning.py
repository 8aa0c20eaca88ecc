"""What is to be delivered so that each channel shows a story as it is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.channels import Channel, Platform
from bot.core.deliveries import Action, Delivery, DeliveryState
from bot.core.planning import plan_deliveries
from bot.core.stories import Story, StoryId

NOW = datetime(2025, 11, 20, 12, tzinfo=UTC)
WAIT, INTERVAL = timedelta(seconds=30), timedelta(minutes=5)
ONE = Channel(platform=Platform.SLACK, name="#one")
TWO = Channel(platform=Platform.DISCORD, name="two")
TOLD = Story(id=StoryId("s1"), first_seen=NOW, updated=NOW, revision=1)
SHOWN = [DeliveryState.SENT, DeliveryState.SENDING, DeliveryState.AMBIGUOUS]


def plan(
    existing: tuple[Delivery, ...] = (), *, announce: bool = True, now: datetime = NOW
) -> tuple[Delivery, ...]:
    return plan_deliveries(
        TOLD, (ONE, TWO), existing, announce=announce, wait=WAIT, interval=INTERVAL, now=now
    )


def in_state(rows: tuple[Delivery, ...], state: DeliveryState) -> tuple[Delivery, ...]:
    return tuple(replace(row, state=state, dispatched_at=NOW) for row in rows)


def test_a_first_report_is_posted_to_each_channel_after_its_wait() -> None:
    planned = plan()
    assert [d.channel for d in planned] == [ONE, TWO]
    assert {(d.action, d.revision, d.due_at) for d in planned} == {(Action.POST, 1, NOW + WAIT)}
    assert all(d.key == d.thread for d in planned)


def test_a_channel_that_was_told_nothing_is_not_told_of_a_mere_count() -> None:
    assert plan(announce=False) == ()


@pytest.mark.parametrize("state", [DeliveryState.PENDING, DeliveryState.HELD, DeliveryState.PARKED])
def test_a_message_still_to_be_seen_needs_no_second_row(state: DeliveryState) -> None:
    """It is written when it leaves, also in a digest, or when its cause is mended."""
    assert plan(tuple(replace(row, state=state) for row in plan())) == ()


@pytest.mark.parametrize("state", SHOWN)
def test_news_edit_the_message_and_go_into_its_thread_once_the_interval_is_over(state: DeliveryState) -> None:
    posted = in_state(plan(), state)
    edits, replies = plan(posted)[::2], plan(posted)[1::2]
    assert [(d.action, d.revision, d.due_at) for d in edits] == [(Action.EDIT, 2, NOW + INTERVAL)] * 2
    assert [(d.action, d.revision, d.due_at) for d in replies] == [(Action.REPLY, 3, NOW + INTERVAL)] * 2
    assert [d.key for d in edits] == [d.thread for d in replies] == [d.key for d in posted]
    assert not {d.key for d in replies} & {d.key for d in posted}


def test_a_mere_count_edits_the_message_and_no_more() -> None:
    planned = plan(in_state(plan(), DeliveryState.SENT), announce=False)
    assert [(d.action, d.announce) for d in planned] == [(Action.EDIT, False)] * 2


def test_what_waits_takes_later_news_along() -> None:
    posted = in_state(plan(), DeliveryState.SENT)
    waiting = plan(posted)
    later = plan((*posted, *waiting), now=NOW + timedelta(minutes=1))
    assert {d.id for d in later} <= {d.id for d in waiting}
    assert {d.due_at for d in later} == {NOW + INTERVAL}


def test_news_after_a_count_add_the_reply_to_the_waiting_edit() -> None:
    posted = in_state(plan(), DeliveryState.SENT)
    quiet = plan(posted, announce=False)
    loud = plan((*posted, *quiet))
    assert [d.action for d in loud] == [Action.EDIT, Action.REPLY] * 2
    assert [(d.id, d.announce) for d in loud[::2]] == [(d.id, True) for d in quiet]


def test_replies_keep_their_interval_whatever_edits_come_between() -> None:
    posted = in_state(plan(), DeliveryState.SENT)
    first = tuple(
        replace(row, state=DeliveryState.SENT, dispatched_at=NOW + INTERVAL) for row in plan(posted)
    )
    later = NOW + INTERVAL + timedelta(minutes=2)
    planned = plan((*posted, *first), now=later)
    assert {row.due_at for row in planned} == {NOW + 2 * INTERVAL}


@pytest.mark.parametrize("held_for", [None, "digest"])
def test_a_story_that_was_muted_or_told_in_a_digest_gets_a_message_with_its_next_news(
    held_for: str | None,
) -> None:
    over = tuple(replace(row, state=DeliveryState.SUPERSEDED, held_for=held_for) for row in plan())
    assert plan(over, announce=False) == ()
    assert [(d.action, d.revision) for d in plan(over)] == [(Action.POST, 2)] * 2
    assert [d.key for d in plan(over)] == [d.key for d in over]


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(DeliveryState)), max_size=12))
def test_however_a_story_goes_a_channel_shows_one_message_and_no_revision_comes_twice(
    steps: list[tuple[bool, DeliveryState]],
) -> None:
    rows: dict[str, Delivery] = {}
    for announce, state in steps:
        rows |= {d.id: d for d in plan(tuple(rows.values()), announce=announce)}
        waiting = (DeliveryState.PENDING, DeliveryState.HELD, DeliveryState.AMBIGUOUS)
        rows |= {d.id: replace(d, state=state) for d in rows.values() if d.state in waiting}
    for channel in (ONE, TWO):
        mine = [d for d in rows.values() if d.channel == channel]
        heads = [d for d in mine if d.action is Action.POST]
        assert len({d.revision for d in mine}) == len(mine)
        assert len([d for d in heads if d.state in SHOWN]) <= 1
        assert len({d.thread for d in mine}) <= 1
        replies = [d.key for d in mine if d.action is Action.REPLY]
        assert len(set(replies)) == len(replies)
