"""Quarters that are told by another: the year-ago quarter, the latest period, "from $10 a year earlier".

News of results names its quarter once and compares with it from then on. Which one it is, is looked up in the
text before; without one such words tell no days, save a plain comparison, which is with the year before.
"""

import re

from bot.extraction.dates import days
from bot.extraction.dates.days import Direction
from bot.extraction.dates.inference import BARE
from bot.extraction.dates.values import Reading
from bot.extraction.dates.words import Kind, Setting, month_number, ordinal, pattern

_REACH = 1200
"""Characters looked back for the quarter spoken of: some six paragraphs of newswire. It bounds the work."""
_NAMED = pattern("<ordinal>(?: |-)quarter(?!\\w)(?: of <year>)?")
_ENDED = pattern(" (?:that )?(?:ended|ending|to) <month>")
_COMPARED = re.compile(
    r"\b(?:compared (?:with|to)|from|than|versus|vs|against|for|in|since)\b(?:[^.;\n]|\.(?=\d)){0,90}$",
    re.IGNORECASE,
)


def _spoken(setting: Setting) -> tuple[int, int] | None:
    """Year and number of the quarter named last before the date; the most recent of that number."""
    before = setting.text[max(0, setting.start - _REACH) : setting.start]
    named = max(_NAMED.finditer(before), key=lambda match: match.start(), default=None)
    return _number(named, setting) if named else None


def _number(named: re.Match[str], setting: Setting) -> tuple[int, int] | None:
    quarter = ordinal(named["ordinal"])
    if named["year"]:
        return int(named["year"]), quarter
    years = (setting.reference.year, setting.reference.year - 1)
    candidates = [days.quarter_of(year, quarter, confidence=BARE) for year in years]
    chosen = days.choose(candidates, setting.reference, Direction.PAST)
    return (chosen.interval.first.year, quarter) if chosen else None


def _read_year_before(match: re.Match[str], setting: Setting) -> Reading | None:
    """The quarter a year before the one spoken of; without one the year before, where things are compared."""
    spoken = _spoken(setting)
    period = match["period"] or match["same"]
    compared = (
        period
        or match["attribute"]
        or _COMPARED.search(setting.text[max(0, setting.start - 120) : setting.start])
    )
    if spoken and compared:
        return days.quarter_of(spoken[0] - 1, spoken[1], confidence=BARE)
    if period or not compared or match["ago"]:
        return None
    return days.year_of(setting.reference.year - 1, confidence=BARE)


def _read_quarter_of_year(match: re.Match[str], setting: Setting) -> Reading | None:
    """The 1988 quarter, last year's period."""
    spoken = _spoken(setting)
    year = int(match["year"]) if match["year"] else setting.reference.year - 1
    return days.quarter_of(year, spoken[1], confidence=BARE) if spoken else None


def _read_the_quarter(match: re.Match[str], setting: Setting) -> Reading | None:
    """The quarter, the latest period: the one spoken of, or the three months to the month it ended in."""
    ended = _ENDED.match(setting.text, match.end())
    if ended:
        return _to_month(month_number(ended["month"]), setting)
    spoken = _spoken(setting)
    return days.quarter_of(*spoken, confidence=BARE) if spoken else None


def _to_month(month: int, setting: Setting) -> Reading | None:
    """Only quarters of the calendar: those of other years of account end in other months."""
    if month % 3:
        return None
    years = (setting.reference.year - 1, setting.reference.year)
    candidates = [days.quarter_of(year, month // 3, confidence=BARE) for year in years]
    return days.choose(candidates, setting.reference, Direction.PAST)


KINDS = (
    Kind(
        name="quarter of the year before",
        template=(
            "(?:the )?(?P<same>same|corresponding|comparable) (?:quarter|period) "
            "(?:of )?(?:last year|a year (?:ago|earlier)|the (?:previous|prior) year)(?!\\w)"
            "|(?P<attribute>(?:the )?year-(?:ago|earlier)(?!\\w))(?: (?P<period>quarter|period)(?!\\w))?"
            "|a year (?:(?P<ago>ago)|earlier)(?!\\w)"
        ),
        read=_read_year_before,
    ),
    Kind(
        name="quarter of a year named",
        template="(?:the <year>|last year['’]s) (?:quarter|period)(?!\\w)",
        read=_read_quarter_of_year,
    ),
    Kind(
        name="quarter spoken of",
        template=("the (?:(?:latest|most recent|fiscal|just-ended) quarter|latest period|quarter)(?!\\w)"),
        read=_read_the_quarter,
    ),
)
"""In the order in which they are asked, before all other kinds."""
