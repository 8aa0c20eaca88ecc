"""How often a feed brings news, and what follows from it."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.feeds import Rhythm
from bot.core.rhythm import fell_quiet, observed, worth_waiting

NOW = datetime(2025, 11, 18, 9, 0, tzinfo=UTC)  # a Tuesday
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def after_news(moments: Iterable[datetime], rhythm: Rhythm = Rhythm()) -> Rhythm:
    for at in moments:
        rhythm = observed(rhythm, new=1, now=at)
    return rhythm


def regular(gap: timedelta, gaps: int, start: datetime = NOW) -> Rhythm:
    return after_news(start + n * gap for n in range(gaps + 1))


def later(rhythm: Rhythm, gap: timedelta, gaps: int) -> Rhythm:
    """After so many regular gaps more."""
    start = rhythm.last_news
    assert start is not None
    return after_news((start + n * gap for n in range(1, gaps + 1)), rhythm)


@pytest.mark.parametrize("new", [0, 50])
def test_the_first_poll_only_starts_the_clock(new: int) -> None:
    assert observed(Rhythm(), new=new, now=NOW) == Rhythm(last_news=NOW)


def test_polls_without_news_change_nothing() -> None:
    before = regular(HOUR, 3)
    assert observed(before, new=0, now=NOW + DAY) == before


@given(st.timedeltas(MINUTE, 30 * DAY), st.integers(1, 40))
def test_a_regular_feed_has_its_own_gap(gap: timedelta, gaps: int) -> None:
    rhythm = regular(gap, gaps)
    assert (rhythm.gap, rhythm.gaps) == (gap, gaps)


@given(st.lists(st.timedeltas(timedelta(0), 30 * DAY), min_size=1, max_size=30))
def test_the_average_lies_among_the_gaps(gaps: list[timedelta]) -> None:
    rhythm, at = Rhythm(last_news=NOW), NOW
    for gap in gaps:
        at += gap
        rhythm = observed(rhythm, new=1, now=at)
    rounding = timedelta(microseconds=len(gaps))
    assert rhythm.gap is not None
    assert min(gaps) - rounding <= rhythm.gap <= max(gaps) + rounding


def test_the_average_follows_a_changed_habit() -> None:
    weekly = regular(7 * DAY, 20)
    hourly = later(weekly, HOUR, 21 * 24)
    assert hourly.gap is not None
    assert hourly.gap < 2 * HOUR
    weekly_again = later(hourly, 7 * DAY, 10)
    assert weekly_again.gap is not None
    assert weekly_again.gap > 4 * DAY


def test_a_burst_is_no_habit() -> None:
    burst = later(regular(7 * DAY, 20), 15 * MINUTE, 40)
    assert burst.gap is not None
    assert burst.gap > 6 * DAY


def test_a_clock_set_back_makes_no_negative_gap() -> None:
    assert observed(regular(HOUR, 1), new=1, now=NOW - DAY).gap == HOUR


def test_what_cannot_be_read_is_neither_silence_nor_a_gap() -> None:
    hourly = regular(HOUR, 10)
    assert hourly.last_news is not None
    back = hourly.last_news + 49 * HOUR
    assert observed(hourly, new=0, now=back, unread=48 * HOUR).last_news == back - HOUR
    assert observed(hourly, new=1, now=back, unread=48 * HOUR).gap == HOUR


def test_nothing_is_worth_waiting_just_after_news_or_before_anything_is_known() -> None:
    assert worth_waiting(Rhythm(), NOW) == timedelta(0)
    assert worth_waiting(Rhythm(gap=7 * DAY, gaps=9, last_news=NOW), NOW) == timedelta(0)


@given(
    st.timedeltas(timedelta(0), 90 * DAY), st.timedeltas(timedelta(0), 90 * DAY), st.timedeltas(MINUTE, DAY)
)
def test_the_longer_the_silence_the_longer_the_wait(
    silence: timedelta, gap: timedelta, more: timedelta
) -> None:
    rhythm = Rhythm(gap=gap, gaps=9, last_news=NOW)
    assert worth_waiting(rhythm, NOW + silence) <= worth_waiting(rhythm, NOW + silence + more)


def test_the_wait_stays_at_a_quarter_of_the_gap_until_long_overdue() -> None:
    hourly = Rhythm(gap=HOUR, gaps=9, last_news=NOW)
    waits = [worth_waiting(hourly, NOW + n * HOUR) for n in (1, 6, 12, 24, 48)]
    assert waits == [15 * MINUTE, 15 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR]


WEDNESDAY_NOON = datetime(2025, 11, 19, 12, 0, tzinfo=UTC)
FRIDAY_EVENING = datetime(2025, 11, 21, 18, 0, tzinfo=UTC)
THURSDAY_EVENING = FRIDAY_EVENING - DAY


@pytest.mark.parametrize(
    ("gap", "last_news", "silence", "quiet"),
    [
        (10 * MINUTE, WEDNESDAY_NOON, 12 * HOUR, False),
        (10 * MINUTE, WEDNESDAY_NOON, 24 * HOUR, False),
        (10 * MINUTE, WEDNESDAY_NOON, 25 * HOUR, True),
        (HOUR, FRIDAY_EVENING, 62 * HOUR, False),
        (HOUR, FRIDAY_EVENING, 79 * HOUR, True),
        (HOUR, THURSDAY_EVENING, 62 * HOUR, False),
        (HOUR, THURSDAY_EVENING, 97 * HOUR, True),
        (DAY, FRIDAY_EVENING, 3 * DAY, False),
        (DAY, FRIDAY_EVENING, 8 * DAY, False),
        (DAY, FRIDAY_EVENING, 8 * DAY + HOUR, True),
        (7 * DAY, FRIDAY_EVENING, 50 * DAY, False),
        (7 * DAY, FRIDAY_EVENING, 57 * DAY, True),
    ],
    ids=[
        "a wire's night",
        "a wire's day",
        "longer than a day",
        "a weekend of Saturday and Sunday",
        "no news all Monday",
        "a weekend of Friday and Saturday",
        "four days at most",
        "a daily's long weekend",
        "eight days of a daily",
        "longer than that",
        "seven weeks of a weekly",
        "longer than eight",
    ],
)
def test_silence_is_unusual_beyond_eight_gaps_and_a_working_day(
    gap: timedelta, last_news: datetime, silence: timedelta, *, quiet: bool
) -> None:
    assert fell_quiet(Rhythm(gap=gap, gaps=8, last_news=last_news), last_news + silence) is quiet


@pytest.mark.parametrize("rhythm", [Rhythm(), Rhythm(last_news=NOW), regular(MINUTE, 7)])
def test_a_feed_that_is_hardly_known_never_falls_quiet(rhythm: Rhythm) -> None:
    assert not fell_quiet(rhythm, NOW + 1000 * DAY)
