"""Holidays whose day is the same wherever the news is from, and Thanksgiving as the United States keep it.

What countries hold on different days (Labour Day, Independence Day, Easter) names no day here.
"""

import re
from datetime import date

from bot.extraction.dates import days
from bot.extraction.dates.inference import ITS_YEAR, pick, year_said
from bot.extraction.dates.values import Reading
from bot.extraction.dates.words import Kind, Setting
from bot.extraction.wordlists import words

_CONFIDENCE = 0.75
_FIXED = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
}
_BEFORE = words("on at over by before since until till after around during")


def _read(match: re.Match[str], setting: Setting) -> Reading | None:
    name = " ".join(match["holiday"].lower().replace("’", "'").split())
    which = (match["which"] or "").lower()
    bare = name in {"christmas", "thanksgiving"}
    if bare and not (which or setting.bounded or setting.word_before() in _BEFORE):
        return None  # a Christmas tree

    def in_year(year: int) -> Reading:
        return days.one_day(_day(name, year), confidence=_CONFIDENCE)

    year = year_said(match, setting)
    return in_year(year) if year is not None else pick(which, setting, in_year)


def _day(name: str, year: int) -> date:
    return date(year, *_FIXED[name]) if name in _FIXED else _thanksgiving(year)


def _thanksgiving(year: int) -> date:
    """The fourth Thursday of November (5 U.S.C. 6103)."""
    return date(year, 11, 22 + (3 - date(year, 11, 22).weekday()) % 7)


KINDS = (
    Kind(
        name="holiday",
        template=(
            "(?:<which> )?(?P<holiday>(?-i:Christmas(?: Eve| Day)?|New Year['’]s (?:Eve|Day)|Boxing Day"
            "|Thanksgiving(?: Day)?))(?!\\w|(?-i: [A-Z]))" + ITS_YEAR
        ),
        read=_read,
    ),
)
