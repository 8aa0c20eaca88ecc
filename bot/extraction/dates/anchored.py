"""Dates counted from the one named before them: the next day, the following month, a week later."""

import re
from dataclasses import replace
from datetime import timedelta

from bot.extraction.dates import days
from bot.extraction.dates.values import Reading
from bot.extraction.dates.words import Kind, Setting
from bot.extraction.facts import Interval

_CONFIDENCE = 0.65
_LONGEST = timedelta(days=7)
"""A stretch after which there is a next day that can be told."""


def _read_following(match: re.Match[str], setting: Setting) -> Reading | None:
    return _counted(setting.anchor, match["unit"].lower(), 1) if setting.anchor else None


def _read_later(match: re.Match[str], setting: Setting) -> Reading | None:
    """Years and months to themselves; a week later is about that day."""
    if setting.anchor is None:
        return None
    back = match["way"].lower() == "earlier"
    unit = match["unit"].lower()
    if unit != "week":
        return _counted(setting.anchor, unit, -1 if back else 1)
    if setting.anchor.last - setting.anchor.first > _LONGEST:
        return None
    week = timedelta(weeks=1)
    day = setting.anchor.first - week if back else setting.anchor.last + week
    reading = days.one_day(day, confidence=_CONFIDENCE)
    return replace(reading, edtf=reading.edtf + "~", approximate=True)


def _counted(anchor: Interval, unit: str, step: int) -> Reading | None:
    day = anchor.last if step > 0 else anchor.first
    match unit:
        case "week":
            return days.week_of(day + timedelta(weeks=step), confidence=_CONFIDENCE)
        case "month":
            return days.month_of(day.year, day.month + step, confidence=_CONFIDENCE)
        case "year":
            return days.year_of(day.year + step, confidence=_CONFIDENCE)
        case _ if anchor.last - anchor.first <= _LONGEST:
            return days.one_day(day + timedelta(days=step), confidence=_CONFIDENCE)
        case _:
            return None


KINDS = (
    Kind(
        name="following unit",
        template=(
            "the (?:(?=next (?:day|morning|afternoon|evening))next|following)"
            " (?P<unit>day|morning|afternoon|evening|week|month|year)(?!\\w)"
        ),
        read=_read_following,
    ),
    Kind(
        name="unit later",
        template="(?:a|one) (?P<unit>day|week|month|year) (?P<way>later|earlier)(?!\\w)",
        read=_read_later,
    ),
)
