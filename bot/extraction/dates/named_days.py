"""Days by their names in the calendar: 5 December, 2025-12-05, December 4-5, the week of March 16."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from bot.extraction.dates import days
from bot.extraction.dates.days import Direction
from bot.extraction.dates.inference import (
    AMBIGUOUS,
    EXPLICIT,
    ITS_YEAR,
    YEAR_INFERRED,
    lists,
    near_years,
    year_said,
)
from bot.extraction.dates.values import Reading
from bot.extraction.dates.words import Kind, Setting, day_number, month_number, weekday_number


def _read_numeric(match: re.Match[str], _: Setting) -> Reading:
    """05/12/2025, 5.12.2025: the day first, as most of the world writes it, unless it cannot be."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if second > 12:
        return days.one_day(date(year, first, second), confidence=EXPLICIT)
    confidence = EXPLICIT if first > 12 or first == second or "." in match[0] else AMBIGUOUS
    return days.one_day(date(year, second, first), confidence=confidence)


def _read_iso(match: re.Match[str], _: Setting) -> Reading:
    return days.one_day(date(int(match["year"]), int(match["m"]), int(match["d"])), confidence=EXPLICIT)


def _read_day(match: re.Match[str], setting: Setting) -> Reading | None:
    month, day = month_number(match["month"]), day_number(match["day"])
    year = year_said(match, setting)
    if year is not None:
        return days.one_day(date(year, month, day), confidence=EXPLICIT)
    candidates = [days.one_day(d, confidence=YEAR_INFERRED) for d in _in_near_years(setting, month, day)]
    named = match["anyweekday"]
    fitting = [c for c in candidates if named and c.interval.first.weekday() == weekday_number(named)]
    direction = Direction.PAST if (match["which"] or "").lower() == "last" else setting.direction()
    return days.choose(fitting or candidates, setting.reference, direction)


def _in_near_years(setting: Setting, month: int, day: int) -> Iterator[date]:
    for year in near_years(setting):
        try:
            yield date(year, month, day)
        except ValueError:
            continue  # 29 February of most years


def _read_day_range(match: re.Match[str], setting: Setting) -> Reading | None:
    """4-5 December; 30 November – 2 December 2025: what one end leaves out, the other gives."""
    month1, month2 = match["month1"] or match["month2"], match["month2"] or match["month1"]
    ends = (
        (month_number(month1), day_number(match["day1"])),
        (month_number(month2), day_number(match["day2"])),
    )
    year2 = match["year2"] or match["year1"]
    years = [int(year2)] if year2 else near_years(setting)
    confidence = EXPLICIT if year2 else YEAR_INFERRED
    candidates = [days.stretch(*_range_in(year, *ends), confidence=confidence) for year in years]
    reading = days.choose(candidates, setting.reference, setting.direction())
    return None if reading is None or _apart(match, reading) else reading


def _range_in(year: int, first: tuple[int, int], last: tuple[int, int]) -> tuple[date, date]:
    """The range that ends in `year`; it may start in the year before (30 December to 2 January)."""
    return date(year - 1 if first[0] > last[0] else year, *first), date(year, *last)


def _apart(match: re.Match[str], reading: Reading) -> bool:
    """Are they two days ("4 and 9 December"), and no range ("between 4 and 9 December")?"""
    return lists(match) and reading.interval.last - reading.interval.first > timedelta(days=1)


def _read_week_of(match: re.Match[str], setting: Setting) -> Reading | None:
    day = _read_day(match, setting)
    return day and days.week_of(day.interval.first, confidence=day.confidence)


KINDS = (
    Kind(
        name="iso day",
        template=r"<year>-(?P<m>[01][0-9])-(?P<d>[0-3][0-9])(?![0-9-])",
        read=_read_iso,
    ),
    Kind(
        name="numeric day",
        template=r"(?P<first>[0-9]{1,2})(?P<sep>[/.])(?P<second>[0-9]{1,2})(?P=sep)<year>(?!/)",
        read=_read_numeric,
    ),
    Kind(
        name="week of",
        template=(
            "the week (?:of|beginning|starting) (?:<anyweekday>,? )?(?P<which>)<month> <day>" + ITS_YEAR
        ),
        read=_read_week_of,
    ),
    Kind(
        name="range of days, month first",
        template=(
            "(?:(?:from"
            "|between) )?(?:<anyweekday1>,? )?<month1> (?:the )?<day1>(?:,? <year1>,?)?"
            "<dash>(?:<anyweekday2>,? )?(?:<month2> )?(?:the )?<day2>(?:,? <year2>)?"
        ),
        read=_read_day_range,
    ),
    Kind(
        name="range of days, day first",
        template=(
            "(?:(?:from"
            "|between) )?(?:<anyweekday1>,? )?<day1>(?: (?:of )?<month1>(?:,? <year1>)?)?"
            "<dash>(?:<anyweekday2>,? )?<day2> (?:of )?<month2>(?:,? <year2>)?"
        ),
        read=_read_day_range,
    ),
    Kind(
        name="day, month first",
        template=("(?:<anyweekday>,? (?:the )?)?(?:<which> )?<month> (?:the )?<day>" + ITS_YEAR),
        read=_read_day,
    ),
    Kind(
        name="day, day first",
        template=("(?:<anyweekday>,? )?(?:the )?<day> ?(?:of )?(?:<which> )?<month>" + ITS_YEAR),
        read=_read_day,
    ),
)
"""In the order in which they are asked: ranges before their first day."""
