"""TIMEX3 values as calendar days, and the bot's dates in the same terms."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

from bot.extraction.dates import DateExpression, Granularity
from bot.extraction.dates.days import months
from bot.extraction.facts import Interval

_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month: the meteorological seasons of the northern half, as the bot reads them."""


def days_of(value: str) -> Interval | None:
    """The days of a value such as 1998-08-07, 1998-W32, 1998-Q3, 1998-SU or 199; None for any other."""
    for shape, read in _SHAPES:
        if match := shape.fullmatch(value):
            with suppress(ValueError):  # 30 February, week 60
                return read(match)
    return None


def _day(match: re.Match[str]) -> Interval:
    return _from(date.fromisoformat(match[1]), 1)


def _week(match: re.Match[str]) -> Interval:
    return _from(date.fromisocalendar(int(match[1]), int(match[2]), 1), 7)


def _weekend(match: re.Match[str]) -> Interval:
    return _from(date.fromisocalendar(int(match[1]), int(match[2]), 6), 2)


def _month(match: re.Match[str]) -> Interval:
    return months(int(match[1]), int(match[2]), 1)


def _quarter(match: re.Match[str]) -> Interval:
    return months(int(match[1]), 3 * int(match[2]) - 2, 3)


def _half(match: re.Match[str]) -> Interval:
    return months(int(match[1]), 6 * int(match[2]) - 5, 6)


def _season(match: re.Match[str]) -> Interval:
    return months(int(match[1]), _SEASONS[match[2]], 3)


def _year(match: re.Match[str]) -> Interval:
    return months(int(match[1]), 1, 12)


def _decade(match: re.Match[str]) -> Interval:
    return months(10 * int(match[1]), 1, 120)


_SHAPES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Interval]], ...] = tuple(
    (re.compile(shape), read)
    for shape, read in (
        (r"(\d{4}-\d\d-\d\d)(?:T.*)?", _day),
        (r"(\d{4})-W(\d\d?)", _week),
        (r"(\d{4})-W(\d\d?)-WE", _weekend),
        (r"(\d{4})-(0[1-9]|1[0-2])", _month),
        (r"(\d{4})-Q([1-4])", _quarter),
        (r"(\d{4})-H([12])", _half),
        (r"(\d{4})-(SP|SU|FA|WI)", _season),
        (r"(\d{4})", _year),
        (r"(\d{3})X?", _decade),
    )
)


def _from(first: date, count: int) -> Interval:
    return Interval(first=first, last=first + timedelta(days=count - 1))


def units_of(expression: DateExpression) -> tuple[Interval, ...]:
    """What the text speaks of: of "early December" December, of "around 5 December" that day.

    Of a range ("between 1982 and 1992") the range, its first unit and its last, for its ends may be marked
    one by one.
    """
    if expression.part is not None:
        return (_whole(expression.interval.first, expression.granularity),)
    if expression.approximate:
        return (_middle(expression),)
    interval = expression.interval
    first, last = (_whole(day, expression.granularity) for day in (interval.first, interval.last))
    return (interval, first, last)


def _middle(expression: DateExpression) -> Interval:
    """A day that was widened to both sides."""
    interval = expression.interval
    if expression.granularity is not Granularity.DAY:
        return interval
    return _from(interval.first + (interval.last - interval.first) // 2, 1)


def _whole(day: date, unit: Granularity) -> Interval:
    if unit is Granularity.DAY:
        return _from(day, 1)
    if unit is Granularity.WEEK:
        return _from(day - timedelta(days=day.weekday()), 7)
    if unit is Granularity.SEASON:
        # January and February are of the winter that began the year before.
        return months(day.year - (day.month < 3), (day.month // 3 or 4) * 3, 3)
    if unit is Granularity.DECADE:
        return months(day.year - day.year % 10, 1, 120)
    count = _MONTHS[unit]
    return months(day.year, (day.month - 1) // count * count + 1, count)


_MONTHS = {Granularity.MONTH: 1, Granularity.QUARTER: 3, Granularity.HALF: 6, Granularity.YEAR: 12}
