"""What becomes of a delivery with each answer of a platform."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.channels import parse_channel
from bot.core.deliveries import (
    Action,
    Delivery,
    DeliveryState,
    Found,
    NotFound,
    Receipt,
    Refused,
    Sent,
    TryAgain,
    Unreadable,
    Unsure,
    WhenUnsure,
    after_find,
    after_restart,
    after_send,
    delivery_id,
    delivery_key,
    dispatch,
)
from bot.core.digests import DigestId
from bot.core.reasons import Reason
from bot.core.stories import StoryId

NOW = datetime(2025, 11, 20, 12, tzinfo=UTC)
SETTLE = timedelta(seconds=60)
CHANNEL = parse_channel("slack:#diplomacy")
assert CHANNEL is not None
KEY = delivery_key(StoryId("s1"), CHANNEL)
PENDING = Delivery(
    id=delivery_id(KEY, 1),
    key=KEY,
    thread=KEY,
    story=StoryId("s1"),
    channel=CHANNEL,
    revision=1,
    action=Action.POST,
    state=DeliveryState.PENDING,
    due_at=NOW,
)
SENDING = dispatch(PENDING, NOW)
RECEIPT = Receipt(channel_id="C1", message_id="1.2")


def test_a_request_is_noted_before_it_leaves() -> None:
    assert (SENDING.state, SENDING.attempts, SENDING.dispatched_at) == (DeliveryState.SENDING, 1, NOW)


def test_an_accepted_message_is_sent() -> None:
    assert after_send(SENDING, Sent(receipt=RECEIPT), NOW, settle=SETTLE).state is DeliveryState.SENT


def test_a_lost_answer_is_looked_for_only_once_every_request_of_its_time_has_ended() -> None:
    doubtful = after_send(SENDING, Unsure(detail="reset"), NOW + timedelta(seconds=9), settle=SETTLE)
    assert (doubtful.state, doubtful.due_at) == (DeliveryState.AMBIGUOUS, NOW + SETTLE)


def test_a_lost_answer_to_an_edit_is_simply_edited_again() -> None:
    edit = replace(SENDING, action=Action.EDIT)
    assert after_send(edit, Unsure(detail="reset"), NOW, settle=SETTLE).state is DeliveryState.PENDING


def test_a_lost_answer_to_a_reply_is_looked_for_as_that_of_a_message() -> None:
    reply = replace(SENDING, action=Action.REPLY)
    assert after_send(reply, Unsure(detail="reset"), NOW, settle=SETTLE).state is DeliveryState.AMBIGUOUS


@pytest.mark.parametrize("state", DeliveryState)
def test_readers_know_what_may_have_left_or_stands_in_a_digest(state: DeliveryState) -> None:
    row = replace(PENDING, state=state, tells=3)
    left = state in (DeliveryState.SENDING, DeliveryState.AMBIGUOUS, DeliveryState.SENT)
    assert row.told == (3 if left else 0)
    assert replace(row, held_for=DigestId("d1")).told == 3


def test_a_rate_limit_is_obeyed_to_the_second() -> None:
    limited = TryAgain(reason=Reason.RATE_LIMITED, detail="429", after=timedelta(seconds=30))
    assert after_send(SENDING, limited, NOW, settle=SETTLE).due_at == NOW + timedelta(seconds=30)


def test_an_unreachable_platform_is_tried_for_ever_with_growing_waits() -> None:
    unreachable = TryAgain(reason=Reason.UNREACHABLE, detail="refused")
    waits = []
    delivery = SENDING
    for _ in range(40):
        delivery = after_send(delivery, unreachable, NOW, settle=SETTLE)
        assert delivery.state is DeliveryState.PENDING
        waits.append(delivery.due_at - NOW)
        delivery = dispatch(delivery, NOW)
    assert waits == sorted(waits)
    assert waits[-1] <= timedelta(minutes=15)


def test_an_unexplained_error_is_parked_after_five_tries_where_it_can_be_seen() -> None:
    error = TryAgain(reason=Reason.PLATFORM_ERROR, detail="fatal_error")
    delivery = PENDING
    states = []
    for _ in range(5):
        delivery = after_send(dispatch(delivery, NOW), error, NOW, settle=SETTLE)
        states.append(delivery.state)
    assert states == [DeliveryState.PENDING] * 4 + [DeliveryState.PARKED]
    assert delivery.reason is Reason.GAVE_UP


@pytest.mark.parametrize("reason", [Reason.NO_SUCH_CHANNEL, Reason.NOT_ALLOWED, Reason.TOKEN_REFUSED])
def test_what_an_operator_can_mend_is_tried_again_at_the_next_start(reason: Reason) -> None:
    parked = after_send(SENDING, Refused(reason=reason, detail="x"), NOW, settle=SETTLE)
    assert parked.state is DeliveryState.PARKED
    assert after_restart(parked, NOW).state is DeliveryState.PENDING


def test_what_nobody_can_mend_stays_parked() -> None:
    refused = Refused(reason=Reason.MESSAGE_REFUSED, detail="invalid_blocks")
    parked = after_send(SENDING, refused, NOW, settle=SETTLE)
    assert after_restart(parked, NOW) == parked


AMBIGUOUS = after_send(SENDING, Unsure(detail="reset"), NOW, settle=SETTLE)


def test_a_message_found_in_its_channel_is_sent_and_not_sent_again() -> None:
    found = after_find(AMBIGUOUS, Found(receipt=RECEIPT), NOW, unsure=WhenUnsure.RESEND)
    assert (found.state, found.reason) == (DeliveryState.SENT, Reason.FOUND_IN_HISTORY)


def test_a_message_that_is_not_there_is_sent_again_without_a_mark() -> None:
    again = after_find(AMBIGUOUS, NotFound(), NOW, unsure=WhenUnsure.RESEND)
    assert (again.state, again.possible_repeat) == (DeliveryState.PENDING, False)


@pytest.mark.parametrize(
    ("policy", "state", "marked"),
    [(WhenUnsure.RESEND, DeliveryState.PENDING, True), (WhenUnsure.HOLD, DeliveryState.PARKED, False)],
)
def test_an_unreadable_history_is_never_silent(
    policy: WhenUnsure, state: DeliveryState, *, marked: bool
) -> None:
    settled = after_find(AMBIGUOUS, Unreadable(detail="missing_scope"), NOW, unsure=policy)
    assert (settled.state, settled.possible_repeat) == (state, marked)
    assert settled.reason is Reason.HISTORY_UNREADABLE


def test_a_history_that_does_not_answer_now_is_asked_later() -> None:
    later = after_find(
        AMBIGUOUS,
        TryAgain(reason=Reason.RATE_LIMITED, detail="429", after=timedelta(seconds=7)),
        NOW,
        unsure=WhenUnsure.RESEND,
    )
    assert (later.state, later.due_at) == (DeliveryState.AMBIGUOUS, NOW + timedelta(seconds=7))


def test_a_key_fits_the_shortest_place_that_a_platform_has_for_it() -> None:
    assert len(KEY) <= 25  # Discord: nonce
    assert KEY == delivery_key(StoryId("s1"), CHANNEL) != delivery_key(StoryId("s2"), CHANNEL)
