"""The calendar: stretches of days, their EDTF forms, and the choice between candidates."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from enum import Enum

from bot.extraction.dates.values import Granularity, Part, Reading
from bot.extraction.facts import Interval

FAR = 300
_NEAR = 60
"""Days. A year is left out where the day is near: what lies 300 days back and 60 ahead is ahead, whatever the
tense says ("the summit was scheduled for December 5", read in November)."""

_AROUND = timedelta(days=2)


class Direction(Enum):
    """On which side of the reference the text speaks."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


def one_day(day: date, *, confidence: float) -> Reading:
    return Reading(
        interval=Interval(first=day, last=day),
        edtf=day.isoformat(),
        granularity=Granularity.DAY,
        confidence=confidence,
    )


def stretch(
    first: date, last: date, *, granularity: Granularity = Granularity.DAY, confidence: float
) -> Reading:
    """Days from `first` to `last`; raises `ValueError` where they are in the wrong order."""
    if last < first:
        raise ValueError(f"{first} lies after {last}")
    edtf = f"{first.isoformat()}/{last.isoformat()}"
    return Reading(
        interval=Interval(first=first, last=last), edtf=edtf, granularity=granularity, confidence=confidence
    )


def week_of(day: date, *, confidence: float) -> Reading:
    """Monday to Sunday (ISO 8601); EDTF has no weeks, so its days are written out."""
    monday = day - timedelta(days=day.weekday())
    return stretch(monday, monday + timedelta(days=6), granularity=Granularity.WEEK, confidence=confidence)


def weekend_of(day: date, *, confidence: float) -> Reading:
    """Saturday and Sunday of the week that holds `day`."""
    saturday = day + timedelta(days=5 - day.weekday())
    return stretch(saturday, saturday + timedelta(days=1), confidence=confidence)


def month_of(year: int, month: int, *, confidence: float) -> Reading:
    """`month` may run over: 13 is January of the next year, 0 December of the last."""
    year, month = shifted(year, month)
    return Reading(
        interval=months(year, month, 1),
        edtf=f"{year:04d}-{month:02d}",
        granularity=Granularity.MONTH,
        confidence=confidence,
    )


def quarter_of(year: int, quarter: int, *, confidence: float) -> Reading:
    """EDTF writes quarters as months 33 to 36. `quarter` may run over, as a month may."""
    year, quarter = year + (quarter - 1) // 4, (quarter - 1) % 4 + 1
    return Reading(
        interval=months(year, 3 * quarter - 2, 3),
        edtf=f"{year:04d}-{32 + quarter}",
        granularity=Granularity.QUARTER,
        confidence=confidence,
    )


def half_of(year: int, half: int, *, confidence: float) -> Reading:
    """EDTF writes half-years as months 40 and 41."""
    return Reading(
        interval=months(year, 6 * half - 5, 6),
        edtf=f"{year:04d}-{39 + half}",
        granularity=Granularity.HALF,
        confidence=confidence,
    )


def season_of(year: int, season: int, *, confidence: float) -> Reading:
    """Meteorological seasons of the northern half; 1 is spring, 4 winter, which ends in the next year.

    EDTF writes them as months 21 to 24.
    """
    return Reading(
        interval=months(year, 3 * season, 3),
        edtf=f"{year:04d}-{20 + season}",
        granularity=Granularity.SEASON,
        confidence=confidence,
    )


def year_of(year: int, *, confidence: float) -> Reading:
    return Reading(
        interval=months(year, 1, 12),
        edtf=f"{year:04d}",
        granularity=Granularity.YEAR,
        confidence=confidence,
    )


def decade_of(year: int, *, confidence: float) -> Reading:
    return Reading(
        interval=Interval(first=date(year, 1, 1), last=date(year + 9, 12, 31)),
        edtf=f"{year // 10:03d}X",
        granularity=Granularity.DECADE,
        confidence=confidence,
    )


def months(year: int, month: int, count: int) -> Interval:
    """`count` whole months from the first of `month`."""
    last_year, last_month = shifted(year, month + count - 1)
    return Interval(
        first=date(year, month, 1),
        last=date(last_year, last_month, monthrange(last_year, last_month)[1]),
    )


def shifted(year: int, month: int) -> tuple[int, int]:
    """Year and month with the month brought back between 1 and 12."""
    return year + (month - 1) // 12, (month - 1) % 12 + 1


def choose(
    candidates: Iterable[Reading], reference: date, direction: Direction, *, far: int = FAR
) -> Reading | None:
    """The candidate nearest to the reference, on the side that the text speaks of; None without any.

    What lies more than `far` days off gives way to what is near.
    """
    nearest = sorted(candidates, key=lambda reading: _distance(reading.interval, reference))
    if not nearest:
        return None
    fitting = [reading for reading in nearest if _lies(reading.interval, reference, direction)]
    best = fitting[0] if fitting else nearest[0]
    implausible = _distance(best.interval, reference) > far
    return nearest[0] if implausible and _distance(nearest[0].interval, reference) <= _NEAR else best


def _distance(interval: Interval, reference: date) -> int:
    if interval.first <= reference <= interval.last:
        return 0
    return min(abs((interval.first - reference).days), abs((interval.last - reference).days))


def _lies(interval: Interval, reference: date, direction: Direction) -> bool:
    if direction is Direction.PAST:
        return interval.first <= reference
    return direction is Direction.UNKNOWN or interval.last >= reference


def part_of(reading: Reading, part: Part, reference: date) -> Interval | None:
    """The days of a part of a longer stretch; None where the stretch has no such part."""
    whole = reading.interval
    if part is Part.EARLIER:
        return Interval(first=whole.first, last=reference) if whole.first <= reference else None
    if part is Part.LATER:
        return Interval(first=reference, last=whole.last) if reference <= whole.last else None
    if part in {Part.FIRST_HALF, Part.SECOND_HALF}:
        return _half(whole, second=part is Part.SECOND_HALF)
    return _third(whole, (Part.EARLY, Part.MID, Part.LATE).index(part))


def _half(whole: Interval, *, second: bool) -> Interval:
    days = (whole.last - whole.first).days + 1
    if days > 31:
        count = _month_count(whole) // 2
        return _months_from(whole.first, count if second else 0, count)
    middle = whole.first + timedelta(days=days // 2)
    if second:
        return Interval(first=middle, last=whole.last)
    return Interval(first=whole.first, last=middle - timedelta(days=1))


def _third(whole: Interval, third: int) -> Interval:
    """Ten days of a month, the last third with the rest; whole months of more; 2, 3, 2 days of a week."""
    days = (whole.last - whole.first).days + 1
    if days > 31:
        count = _month_count(whole) // 3
        return _months_from(whole.first, third * count, count)
    starts = (0, 2, 5, days) if days == 7 else (0, 10, 20, days)
    first = whole.first + timedelta(days=starts[third])
    return Interval(first=first, last=whole.first + timedelta(days=starts[third + 1] - 1))


def _month_count(whole: Interval) -> int:
    return 12 * (whole.last.year - whole.first.year) + whole.last.month - whole.first.month + 1


def _months_from(first: date, skipped: int, count: int) -> Interval:
    year, month = shifted(first.year, first.month + skipped)
    return months(year, month, count)


def around(interval: Interval) -> Interval:
    """Two days to each side of a single day: "around December 5"; longer stretches are vague enough."""
    if interval.first != interval.last:
        return interval
    return Interval(first=interval.first - _AROUND, last=interval.last + _AROUND)
