"""When a place is left alone."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.circuits import Circuit, after_outcome
from bot.core.deliveries import Receipt, Refused, SendOutcome, Sent, TryAgain, Unsure
from bot.core.reasons import Reason

NOW = datetime(2025, 11, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
FORBIDDEN = Refused(reason=Reason.NOT_ALLOWED, detail="no right")
SENT = Sent(receipt=Receipt(channel_id="C1", message_id="1"))
AWAY = TryAgain(reason=Reason.UNREACHABLE, detail="no answer")


def after(*outcomes: SendOutcome) -> Circuit:
    circuit = Circuit()
    for outcome in outcomes:
        circuit = after_outcome(circuit, outcome, NOW)
    return circuit


@pytest.mark.parametrize("reason", [Reason.NOT_ALLOWED, Reason.NO_SUCH_CHANNEL, Reason.TOKEN_REFUSED])
def test_three_refusals_in_a_row_shut_it_for_an_hour(reason: Reason) -> None:
    refused = Refused(reason=reason, detail="no")
    assert after(refused, refused).lets_through(NOW)
    shut = after(refused, refused, refused)
    assert shut.tripped
    assert not shut.lets_through(NOW + HOUR - timedelta(seconds=1))
    assert shut.lets_through(NOW + HOUR)


def test_after_the_hour_one_refusal_shuts_it_again_and_one_success_opens_it() -> None:
    shut = after(FORBIDDEN, FORBIDDEN, FORBIDDEN)
    assert not after_outcome(shut, FORBIDDEN, NOW + HOUR).lets_through(NOW + HOUR)
    assert after_outcome(shut, SENT, NOW + HOUR) == Circuit()


@pytest.mark.parametrize(
    "between", [SENT, Refused(reason=Reason.MESSAGE_REFUSED, detail="too long")], ids=["sent", "its message"]
)
def test_an_answer_that_is_about_the_message_breaks_the_row(between: SendOutcome) -> None:
    assert not after(FORBIDDEN, FORBIDDEN, between, FORBIDDEN).tripped


@pytest.mark.parametrize(
    "between",
    [Unsure(detail="lost"), TryAgain(reason=Reason.RATE_LIMITED, detail="wait")],
    ids=["lost", "limited"],
)
def test_what_says_nothing_about_the_right_does_not_break_it(between: SendOutcome) -> None:
    assert after(FORBIDDEN, FORBIDDEN, between, FORBIDDEN).tripped


def test_an_unreachable_platform_is_asked_ever_more_seldom() -> None:
    waits = [(after(*[AWAY] * times).open_until or NOW) - NOW for times in range(1, 8)]
    assert waits == sorted(waits)
    assert waits[0] == timedelta(seconds=2)
    assert waits[-1] == timedelta(minutes=15)
    assert not after(*[AWAY] * 9).tripped


def test_a_clock_that_is_set_back_keeps_nothing_shut() -> None:
    assert after(*[FORBIDDEN] * 3).lets_through(NOW - timedelta(days=1))
