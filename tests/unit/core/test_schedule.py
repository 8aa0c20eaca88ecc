"""When a feed is polled again."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.feeds import (
    Feed,
    FeedData,
    FeedId,
    FeedState,
    FetchFailed,
    FetchOutcome,
    NotModified,
    Validators,
)
from bot.core.reasons import Reason
from bot.core.schedule import after_poll

NOW = datetime(2025, 11, 18, 9, 0, tzinfo=UTC)
QUARTER = timedelta(minutes=15)
DAY = timedelta(hours=24)


def feed(interval: timedelta = QUARTER, name: str = "gazette") -> Feed:
    return Feed(id=FeedId(name), url="https://gazette.example/feed", name="Gazette", interval=interval)


def failed(reason: Reason = Reason.HTTP_ERROR, retry_after: timedelta | None = None) -> FetchFailed:
    return FetchFailed(reason=reason, detail="gazette.example has trouble (500)", retry_after=retry_after)


def wait(
    outcome: FetchOutcome, *, interval: timedelta = QUARTER, failures: int = 0, name: str = "gazette"
) -> timedelta:
    after = after_poll(feed(interval, name), FeedState(failures=failures), outcome, NOW)
    assert after.next_poll is not None
    return after.next_poll - NOW


DATA = FeedData(entries=())


@given(st.text(min_size=1, max_size=20))
def test_a_poll_that_went_well_is_repeated_after_the_interval_give_or_take_a_tenth(name: str) -> None:
    assert 0.9 * QUARTER <= wait(DATA, name=name) <= 1.1 * QUARTER


def test_feeds_with_one_interval_spread_out() -> None:
    assert len({wait(DATA, name=f"feed-{n}") for n in range(100)}) == 100


def test_the_same_feed_always_gets_the_same_wait() -> None:
    assert wait(DATA) == wait(NotModified())


@pytest.mark.parametrize("seconds", [1, 5, 59])
def test_an_interval_under_a_minute_is_kept_to_the_second(seconds: int) -> None:
    assert wait(DATA, interval=timedelta(seconds=seconds)) == timedelta(seconds=seconds)


def test_a_success_clears_the_problem_and_keeps_the_new_validators() -> None:
    before = FeedState(
        failures=3, problem=Reason.TIMED_OUT, problem_detail="slow", validators=Validators(etag='"old"')
    )
    given_now = Validators(last_modified="Tue, 18 Nov 2025 09:00:00 GMT")
    after = after_poll(feed(), before, FeedData(entries=(), validators=given_now), NOW)
    assert after == FeedState(validators=given_now, next_poll=after.next_poll, last_success=NOW)


def test_a_304_counts_as_success_and_keeps_what_it_does_not_repeat() -> None:
    before = FeedState(validators=Validators(etag='"1"', last_modified="then"), failures=1)
    after = after_poll(feed(), before, NotModified(validators=Validators(etag='"2"')), NOW)
    assert after.validators == Validators(etag='"2"', last_modified="then")
    assert (after.failures, after.last_success) == (0, NOW)


def test_a_failure_is_counted_and_leaves_the_rest_as_it_was() -> None:
    before = FeedState(validators=Validators(etag='"1"'), last_success=NOW - DAY, failures=1)
    after = after_poll(feed(), before, failed(), NOW)
    assert (after.failures, after.problem) == (2, Reason.HTTP_ERROR)
    assert after.problem_detail == "gazette.example has trouble (500)"
    assert (after.validators, after.last_success) == (before.validators, before.last_success)


def test_failures_never_make_a_feed_be_polled_sooner_than_its_interval() -> None:
    assert wait(failed()) == wait(DATA)


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 5), (1, 10), (2, 20), (3, 40)], ids=["1st", "2nd", "3rd", "4th"]
)
def test_a_short_interval_doubles_with_each_failure(failures: int, seconds: int) -> None:
    assert wait(failed(), interval=timedelta(seconds=5), failures=failures) == timedelta(seconds=seconds)


@pytest.mark.parametrize("failures", [9, 20, 10**6])
def test_the_back_off_ends_at_six_hours(failures: int) -> None:
    six = timedelta(hours=6)
    assert 0.9 * six <= wait(failed(), failures=failures) <= 1.1 * six


@pytest.mark.parametrize("asked", [timedelta(minutes=40), timedelta(hours=23)])
def test_a_server_is_never_asked_earlier_than_it_wants(asked: timedelta) -> None:
    assert wait(failed(retry_after=asked)) == asked


def test_a_short_retry_after_does_not_shorten_the_interval() -> None:
    assert wait(failed(retry_after=timedelta(seconds=1))) == wait(DATA)


def test_a_server_can_ask_for_a_day_and_no_more() -> None:
    assert wait(failed(retry_after=timedelta(days=300))) == DAY


def test_a_feed_that_is_gone_is_asked_once_a_day() -> None:
    assert wait(failed(Reason.GONE)) == DAY


@given(
    st.timedeltas(timedelta(seconds=1), timedelta(days=7)),
    st.integers(0, 1000),
    st.none() | st.timedeltas(timedelta(0), timedelta(days=365)),
    st.sampled_from(Reason),
)
def test_after_any_failure_the_wait_lies_between_the_interval_and_a_day(
    interval: timedelta, failures: int, asked: timedelta | None, reason: Reason
) -> None:
    waited = wait(failed(reason, asked), interval=interval, failures=failures)
    assert 0.9 * interval <= waited <= max(DAY, 1.1 * interval)
