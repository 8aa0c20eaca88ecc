"""Quiet hours by the clock on the wall, on the nights on which it jumps too."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.quiet_hours import EVERY_DAY, QuietHours, quiet_until
from bot.core.wall_clock import moment

BERLIN, NEW_YORK, LORD_HOWE, KOLKATA = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
)
ZONES = (BERLIN, NEW_YORK, LORD_HOWE, KOLKATA, "America/St_Johns", "America/Sao_Paulo")
SECOND = timedelta(seconds=1)


def quiet(start: str, end: str, zone: str = BERLIN, *days: int) -> QuietHours:
    return QuietHours(
        start=time.fromisoformat(start),
        end=time.fromisoformat(end),
        zone=zone,
        days=frozenset(days) or EVERY_DAY,
    )


def at(text: str) -> datetime:
    """A moment in UTC, as "2025-11-28 09:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "now", "until"),
    [
        (quiet("22:00", "07:00"), "2025-11-28 20:59:59", None),
        (quiet("22:00", "07:00"), "2025-11-28 21:00", "2025-11-29 06:00"),
        (quiet("22:00", "07:00"), "2025-11-29 05:59:59", "2025-11-29 06:00"),
        (quiet("22:00", "07:00"), "2025-11-29 06:00", None),
        (quiet("12:00", "13:30"), "2025-07-01 10:15", "2025-07-01 11:30"),
        (quiet("12:00", "13:30", KOLKATA), "2025-07-01 06:30", "2025-07-01 08:00"),
    ],
)
def test_quiet_from_start_to_end_by_local_time(hours: QuietHours, now: str, until: str | None) -> None:
    assert quiet_until(hours, at(now)) == (at(until) if until else None)


def test_days_are_those_on_which_quiet_hours_begin() -> None:
    """The night from Friday to Saturday is Friday's; 28 November 2025 was a Friday."""
    friday = quiet("22:00", "07:00", BERLIN, 4)
    assert quiet_until(friday, at("2025-11-29 03:00")) == at("2025-11-29 06:00")
    assert quiet_until(friday, at("2025-11-29 22:00")) is None
    assert quiet_until(friday, at("2025-11-28 03:00")) is None


def test_the_same_start_and_end_mean_a_whole_day() -> None:
    sunday = quiet("00:00", "00:00", KOLKATA, 6)
    assert quiet_until(sunday, at("2025-11-29 18:29:59")) is None
    assert quiet_until(sunday, at("2025-11-29 18:30")) == at("2025-11-30 18:30")
    assert quiet_until(sunday, at("2025-11-30 18:30")) is None


@pytest.mark.parametrize(
    ("zone", "start", "end", "begins", "ends"),
    [
        # Spring: a time that is left out is the moment of the jump.
        pytest.param(BERLIN, "22:00", "07:00", "2025-03-29 21:00", "2025-03-30 05:00", id="Berlin, 8 h"),
        pytest.param(BERLIN, "02:30", "07:00", "2025-03-30 01:00", "2025-03-30 05:00", id="Berlin, start"),
        pytest.param(BERLIN, "22:00", "02:30", "2025-03-29 21:00", "2025-03-30 01:00", id="Berlin, end"),
        pytest.param(NEW_YORK, "22:00", "07:00", "2025-03-09 03:00", "2025-03-09 11:00", id="New York, 8 h"),
        pytest.param(
            NEW_YORK, "02:15", "03:30", "2025-03-09 07:00", "2025-03-09 07:30", id="New York, start"
        ),
        pytest.param(LORD_HOWE, "22:00", "07:00", "2025-10-04 11:30", "2025-10-04 20:00", id="Lord Howe"),
        pytest.param(
            LORD_HOWE, "02:10", "02:40", "2025-10-04 15:30", "2025-10-04 15:40", id="Lord Howe, start"
        ),
        # Autumn: of a time shown twice the first for the start, the second for the end.
        pytest.param(BERLIN, "22:00", "07:00", "2025-10-25 20:00", "2025-10-26 06:00", id="Berlin, 10 h"),
        pytest.param(
            BERLIN, "02:30", "02:45", "2025-10-26 00:30", "2025-10-26 01:45", id="Berlin, both twice"
        ),
        pytest.param(
            NEW_YORK, "01:30", "07:00", "2025-11-02 05:30", "2025-11-02 12:00", id="New York, twice"
        ),
        pytest.param(NEW_YORK, "22:00", "01:30", "2025-11-02 02:00", "2025-11-02 06:30", id="New York, end"),
        pytest.param(
            LORD_HOWE, "22:00", "01:45", "2025-04-05 11:00", "2025-04-05 15:15", id="Lord Howe, end"
        ),
        pytest.param(KOLKATA, "22:00", "07:00", "2025-03-29 16:30", "2025-03-30 01:30", id="no jumps"),
    ],
)
def test_nights_on_which_the_clock_jumps(zone: str, start: str, end: str, begins: str, ends: str) -> None:
    hours = quiet(start, end, zone)
    assert quiet_until(hours, at(begins) - SECOND) is None
    assert quiet_until(hours, at(begins)) == at(ends)
    assert quiet_until(hours, at(ends) - SECOND) == at(ends)
    assert quiet_until(hours, at(ends)) is None


def test_where_two_days_overlap_the_later_end_counts() -> None:
    """In autumn a day that ends at the second 02:30 runs into the next, which began at the first."""
    assert quiet_until(quiet("02:30", "02:30"), at("2025-10-26 01:00")) == at("2025-10-27 01:30")


def test_hours_within_the_hour_that_is_left_out_are_none() -> None:
    hours = quiet("02:10", "02:50")
    night = [at("2025-03-30 00:00") + timedelta(minutes=n) for n in range(0, 180, 5)]
    assert [quiet_until(hours, now) for now in night] == [None] * len(night)


def test_a_clock_set_back_over_midnight_shows_the_day_before_once_more() -> None:
    """St. John's set its clocks from 00:01 back to 23:01: a night that began at midnight was still on."""
    hours = quiet("00:00", "06:00", "America/St_Johns", 6)  # a Sunday: 7 November 2010
    assert quiet_until(hours, at("2010-11-07 02:30")) == at("2010-11-07 09:30")
    assert quiet_until(hours, at("2010-11-07 02:45")) == at("2010-11-07 09:30")


def test_a_wall_clock_time_that_is_shown_once_is_that_moment() -> None:
    zone = ZoneInfo(BERLIN)
    assert moment(date(2025, 7, 1), time(8), zone) == at("2025-07-01 06:00")
    assert moment(date(2025, 7, 1), time(8), zone, later=True) == at("2025-07-01 06:00")


TIMES = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))
HOURS = st.builds(
    QuietHours,
    start=TIMES,
    end=TIMES,
    zone=st.sampled_from(ZONES),
    days=st.frozensets(st.integers(0, 6), min_size=1),
)
JUMPS = [at(day) for day in ("2025-03-30 01:00", "2025-10-26 01:00", "2025-03-09 07:00", "2025-11-02 06:00")]
JUMPS += [at(day) for day in ("2025-10-04 15:30", "2025-04-05 15:00", "2010-11-07 02:31", "2017-10-15 03:00")]
MOMENTS = st.builds(
    lambda jump, minutes: jump + timedelta(minutes=minutes),
    st.sampled_from(JUMPS),
    st.integers(-2 * 24 * 60, 2 * 24 * 60),
)


@given(HOURS, MOMENTS, st.floats(0, 1, exclude_max=True))
def test_every_moment_until_the_end_is_quiet_and_the_end_is_not(
    hours: QuietHours, now: datetime, share: float
) -> None:
    """Unless the next have begun by then: they may last a whole day, and an hour more in autumn."""
    until = quiet_until(hours, now)
    if until is None:
        return
    assert until > now
    between = min(now + (until - now) * share, until - timedelta(microseconds=1))
    assert quiet_until(hours, between) is not None
    zone = ZoneInfo(hours.zone)
    days = [(until + timedelta(days=n)).astimezone(zone).date() for n in (-1, 0, 1)]
    starts = [moment(day, hours.start, zone) for day in days]
    adjoined = any(until - timedelta(hours=1) <= start <= until for start in starts)
    assert adjoined or quiet_until(hours, until) is None


@given(HOURS, MOMENTS)
def test_away_from_jumps_it_is_what_the_clock_on_the_wall_shows(hours: QuietHours, now: datetime) -> None:
    """The naive rule, where no time of three days is shown twice or left out."""
    zone = ZoneInfo(hours.zone)
    around = {(now + timedelta(days=n)).astimezone(zone).utcoffset() for n in (-2, -1, 0, 1, 2)}
    if len(around) > 1:
        return
    wall = now.astimezone(zone)
    day_before = (wall.weekday() - 1) % 7
    evening = wall.weekday() in hours.days and wall.time() >= hours.start
    if hours.start < hours.end:
        expected = evening and wall.time() < hours.end
    else:
        expected = evening or (day_before in hours.days and wall.time() < hours.end)
    assert (quiet_until(hours, now) is not None) is expected
