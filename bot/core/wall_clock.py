"""The clock on the wall of a time zone, with the two nights a year on which it jumps."""

from bisect import bisect_left
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def moment(day: date, at: time, zone: ZoneInfo, *, later: bool = False) -> datetime:
    """When the clock shows that time of that day, in UTC.

    A time that it shows twice is the first of the two moments, or the `later` one. A time that it leaves out
    is the moment at which it jumps.
    """
    wall = datetime.combine(day, at, tzinfo=zone)
    before, after = (wall.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if after < before:
        return _jump(after, before, zone)
    return after if later else before


def _jump(early: datetime, late: datetime, zone: ZoneInfo) -> datetime:
    """When between the two the offset becomes that of `late`, to the second as zones have it."""
    new = late.astimezone(zone).utcoffset()

    def jumped(seconds: int) -> bool:
        return (early + timedelta(seconds=seconds)).astimezone(zone).utcoffset() == new

    length = int((late - early).total_seconds())
    return early + timedelta(seconds=bisect_left(range(length), True, key=jumped))  # noqa: FBT003 -- what is looked for
