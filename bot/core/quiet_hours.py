"""Quiet hours: the part of the day in which a channel is not to be disturbed, by the clock on its wall."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.wall_clock import moment

EVERY_DAY = frozenset(range(7))


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """From `start` to `end` by local time, over midnight where `end` is not later."""

    start: time
    end: time
    zone: str
    """Name of a time zone, as Europe/Berlin."""
    days: frozenset[int] = EVERY_DAY
    """Weekdays on which they begin, Monday 0."""


def quiet_until(quiet: QuietHours, now: datetime) -> datetime | None:
    """When the quiet hours that hold now end, in UTC; None outside of them.

    Equal `start` and `end` mean a whole day. Where the next quiet hours begin at that very moment, their end
    is not looked for.
    """
    today = now.astimezone(ZoneInfo(quiet.zone)).date()
    # Tomorrow's too: a clock that is set back over midnight shows the day before once more.
    windows = (_window(quiet, today + timedelta(days=n)) for n in (-1, 0, 1))
    return max((end for start, end in windows if start <= now < end), default=None)


def _window(quiet: QuietHours, day: date) -> tuple[datetime, datetime]:
    """Beginning and end of those that begin on that day; an empty stretch where none do."""
    zone = ZoneInfo(quiet.zone)
    start = moment(day, quiet.start, zone)
    if day.weekday() not in quiet.days:
        return start, start
    last = day if quiet.end > quiet.start else day + timedelta(days=1)
    return start, moment(last, quiet.end, zone, later=True)
