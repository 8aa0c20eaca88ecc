"""Longer stretches by their names in the calendar: months, quarters, halves, seasons, years, decades."""

import re
from dataclasses import replace
from datetime import date, timedelta

from bot.extraction.dates import days
from bot.extraction.dates.inference import (
    BARE,
    BEFORE_MONTH,
    EXPLICIT,
    ITS_YEAR,
    YEAR_INFERRED,
    lists,
    pick,
    year_said,
)
from bot.extraction.dates.values import Granularity, Reading
from bot.extraction.dates.words import Kind, Setting, month_number, ordinal, season_number
from bot.extraction.wordlists import words

_NOT_YEARS = re.compile(
    "[ -](?:people|men|women|children|troops|soldiers|workers|jobs|homes|miles|km|kilometres|metres|meters"
    "|feet|tons|tonnes|barrels|dollars|euros|rupees|crore|pounds|points|percent|per cent|deaths|dead|killed"
    "|votes|seats|times|hours|strong)"
)
"""After four digits: they count."""
_COUNTING = words("some nearly almost over than least only another estimated flight no number")
_FAR_QUARTER = 200
"""Days. The quarter just over is the one spoken of, not that of next year ("to restructure after a
third-quarter loss", read in October)."""
_SURNAME = re.compile(r" [A-Z]")
_DAY_BEFORE = re.compile(r"\b[0-9]{1,2}(?:st|nd|rd|th)?(?: of)? $")
"""Before a month: a day that it does not have, for 31 February is not February."""


def _read_week_of_month(match: re.Match[str], setting: Setting) -> Reading | None:
    """Seven days each from the first: "the first week of December" is 1 to 7 December, about."""
    reference = setting.reference
    if match["month"] is None:
        shift = {"last": -1, "next": 1}.get(match["which"].lower(), 0)
        month = days.month_of(reference.year, reference.month + shift, confidence=BARE).interval
    else:
        number = month_number(match["month"])
        year = int(match["year"]) if match["year"] else None
        chosen = pick("", setting, lambda near: days.month_of(year or near, number, confidence=BARE))
        if chosen is None:
            return None
        month = chosen.interval
    nth = match["nth"].lower()
    first = (
        month.last - timedelta(days=6)
        if nth in {"last", "final"}
        else month.first + timedelta(days=7 * ordinal(nth) - 7)
    )
    week = days.stretch(first, first + timedelta(days=6), granularity=Granularity.WEEK, confidence=BARE)
    return replace(week, edtf=week.edtf.replace("/", "~/") + "~", approximate=True)


def _read_month(match: re.Match[str], setting: Setting) -> Reading | None:
    month = month_number(match["month"])
    year = year_said(match, setting)
    if year is not None:
        return days.month_of(year, month, confidence=EXPLICIT)
    which = (match["which"] or "").lower()
    if not which and (_other_word(match, setting) or _DAY_BEFORE.search(setting.text[: setting.start][-9:])):
        return None
    return pick(which, setting, lambda year: days.month_of(year, month, confidence=BARE))


def _other_word(match: re.Match[str], setting: Setting) -> bool:
    """Is this May the minister, March the demonstration, June a first name?"""
    if setting.bounded or setting.part:
        return _possessed_may(match, setting)
    before = setting.word_before()
    if before in BEFORE_MONTH - {"and"}:
        return _possessed_may(match, setting)
    if _SURNAME.match(setting.text, match.end()):
        return True
    name = match["month"]
    unsure = name.lower() in {"may", "march"} or name.islower() or (len(name) < 4 and not name.endswith("."))
    return unsure and before != "and"


def _possessed_may(match: re.Match[str], setting: Setting) -> bool:
    return match["month"].lower() == "may" and setting.text.startswith(("'s", "’s"), match.end())


def _read_month_range(match: re.Match[str], setting: Setting) -> Reading | None:
    """March to May 2026; between June and August."""
    month1, month2 = month_number(match["month1"]), month_number(match["month2"])
    year2 = match["year2"]
    confidence = EXPLICIT if year2 else BARE
    if lists(match):
        return None  # two months, each read by itself

    def in_year(year: int) -> Reading:
        first = date(year - (month1 > month2), month1, 1)
        last = days.months(year, month2, 1).last
        return days.stretch(first, last, granularity=Granularity.MONTH, confidence=confidence)

    return in_year(int(year2)) if year2 else pick("", setting, in_year)


def _read_quarter(match: re.Match[str], setting: Setting) -> Reading | None:
    quarter = ordinal(match["ordinal"]) if match["ordinal"] else int(match["q"])
    year = match["year"] or match["year1"]
    if year:
        return days.quarter_of(int(year), quarter, confidence=EXPLICIT)
    which = (match["which"] or "").lower()
    if which:
        shift = {"last": -1, "next": 1}.get(which, 0)
        return days.quarter_of(setting.reference.year + shift, quarter, confidence=BARE)
    return pick("", setting, lambda year: days.quarter_of(year, quarter, confidence=BARE), far=_FAR_QUARTER)


def _read_half(match: re.Match[str], setting: Setting) -> Reading | None:
    """The first half of 2026; of this year. Halves of months are a part before a month, in `finder`."""
    half = 1 if (match["half"] or match["short"]).lower() in {"first", "h1"} else 2
    if match["year"]:
        return days.half_of(int(match["year"]), half, confidence=EXPLICIT)
    year = setting.reference.year + {"last": -1, "next": 1}.get((match["which"] or "this").lower(), 0)
    return days.half_of(year, half, confidence=BARE)


def _read_season(match: re.Match[str], setting: Setting) -> Reading | None:
    season = season_number(match["season"])
    if match["year"]:
        return days.season_of(int(match["year"]), season, confidence=EXPLICIT)
    which = (match["which"] or "").lower()
    meant = setting.bounded or setting.part or setting.word_before() in BEFORE_MONTH
    fall_is_a_word = match["season"].lower() == "fall" and not match["the"]
    if not which and (not meant or fall_is_a_word):
        return None
    return pick(which, setting, lambda year: days.season_of(year, season, confidence=BARE))


def _read_year_range(match: re.Match[str], _: Setting) -> Reading | None:
    """Whole years: 2026–2030, 2025-26."""
    first, last = int(match["year"]), int(match["last"])
    last = last if last > 99 else first - first % 100 + last
    if last <= first or lists(match):
        return None
    years = days.stretch(
        date(first, 1, 1), date(last, 12, 31), granularity=Granularity.YEAR, confidence=YEAR_INFERRED
    )
    return replace(years, edtf=f"{first:04d}/{last:04d}")


def _read_year(match: re.Match[str], setting: Setting) -> Reading | None:
    year = int(match["year"])
    meant = setting.part is not None or setting.word_before() in BEFORE_MONTH
    if not 1900 <= year < 2100 and not meant:
        return None
    if setting.word_before() in _COUNTING or _NOT_YEARS.match(setting.text, match.end()):
        return None
    return days.year_of(year, confidence=YEAR_INFERRED if meant else BARE)


def _read_decade(match: re.Match[str], _: Setting) -> Reading | None:
    return days.decade_of(int(match["decade"]), confidence=EXPLICIT)


KINDS = (
    Kind(
        name="week of a month",
        template=(
            "(?:the )?(?P<nth>first|second|third|fourth|last|final) week (?:of|in) (?:<month>|<which>"
            " month(?!\\w))"
            "(?:,? (?:of )?<year>)?"
        ),
        read=_read_week_of_month,
    ),
    Kind(
        name="range of months",
        template="(?:(?:from|between) )?<month1><dash><month2>(?: (?:of )?<year2>)?",
        read=_read_month_range,
    ),
    Kind(
        name="month",
        template=("(?:<which> )?<month>" + ITS_YEAR),
        read=_read_month,
    ),
    Kind(
        name="quarter",
        template=(
            "(?:the )?(?:<year1> )?(?:<ordinal>(?: |-)quarter|Q(?P<q>[1-4]))(?!\\w)"
            "(?:,? (?:of )?(?:(?:fiscal|the year) )?(?:<year>|<which> year))?"
        ),
        read=_read_quarter,
    ),
    Kind(
        name="half of a year",
        template=(
            "(?:the )?(?:(?P<half>first|second) half of|(?P<short>H[12])) (?:<year>|<which> year|the year)"
        ),
        read=_read_half,
    ),
    Kind(
        name="season",
        template="(?:<which> |(?P<the>the) )?<season>(?: (?:of )?<year>)?",
        read=_read_season,
    ),
    Kind(
        name="decade",
        template="(?:the )?(?P<decade>(?:1[5-9]|20)[0-9]0)['’]?s(?!\\w)",
        read=_read_decade,
    ),
    Kind(
        name="range of years",
        template="(?:(?:from|between) )?<year><dash>(?P<last>(?:1[5-9]|20|21)?[0-9]{2})(?![0-9\\w-])",
        read=_read_year_range,
    ),
    Kind(name="year", template="(?:fiscal |the year )?<year>(?![-\\w/])", read=_read_year),
)
"""In the order in which they are asked: the longer way to say a thing before the shorter."""
