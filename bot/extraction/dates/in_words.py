"""Years and decades written in words, as transcripts do, and the end of the year."""

import re
from dataclasses import replace

from bot.extraction.dates import days
from bot.extraction.dates.inference import BARE, EXPLICIT
from bot.extraction.dates.values import Part, Reading
from bot.extraction.dates.words import Kind, Setting, month_number, number
from bot.extraction.wordlists import words

_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_DECADES = {
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}
_AT_YEAR_END = words("by at before until till since around from after")


def _read_year(match: re.Match[str], _: Setting) -> Reading:
    """Nineteen ninety-seven; the year two thousand."""
    year = 2000
    if match["tens"]:
        units = number(match["units"]) if match["units"] else 0
        year = 1900 + 10 * (_TENS.index(match["tens"].lower()) + 2) + units
    if match["month"]:
        return days.month_of(year, month_number(match["month"]), confidence=EXPLICIT)
    return days.year_of(year, confidence=BARE)


def _read_decade(match: re.Match[str], setting: Setting) -> Reading | None:
    """The nineties, the late '90s: those of the last century; "in his sixties" is an age."""
    if not match["the"] and setting.part is None:
        return None
    decade = int(match["short"]) if match["short"] else _DECADES[match["decade"].lower()]
    return days.decade_of(1900 + decade, confidence=BARE)


def _read_year_end(match: re.Match[str], setting: Setting) -> Reading | None:
    """As "the end of the year" is read; "since year-end" is that of the last."""
    before = setting.word_before()
    if not setting.bounded and before not in _AT_YEAR_END:
        return None  # year-end results
    year = setting.reference.year - (before in {"since", "from"})
    if match["year"]:
        year = int(match["year"])
    return replace(days.year_of(year, confidence=BARE), part=Part.LATE)


KINDS = (
    Kind(
        name="year in words",
        template=(
            rf"(?:<month>,? |the year )?nineteen (?P<tens>{'|'.join(_TENS)})"
            rf"(?:(?: |-)(?P<units>{_UNITS}))?(?![\w-])"
            r"|the year two thousand(?! and)(?![\w-])"
        ),
        read=_read_year,
    ),
    Kind(
        name="decade in words",
        template=(rf"(?P<the>the )?(?:(?P<decade>{'|'.join(_DECADES)})|['’](?P<short>[3-9]0)s)(?!\w)"),
        read=_read_decade,
    ),
    Kind(
        name="year-end",
        template=r"(?:the )?year(?:['’]s | |-)end(?!\w)(?:,? <year>)?",
        read=_read_year_end,
    ),
)
