"""What the kinds of named dates share: how sure each is, and what a left-out year or a word before tells."""

import re
from collections.abc import Callable

from bot.extraction.dates import days
from bot.extraction.dates.values import Reading
from bot.extraction.dates.words import Setting
from bot.extraction.wordlists import words

EXPLICIT = 0.95
YEAR_INFERRED = 0.85
BARE = 0.8
AMBIGUOUS = 0.5

BEFORE_MONTH = words(
    "in by since until till of from during through before after between and for to last next this late early"
)
"""Words after which a name such as May, March or April is a month."""

ITS_YEAR = "(?:,? (?:of )?<year>|,? (?:of )?<which2> year(?!\\w))?"
"""Template of the year after a day or a month: "2026", ", 2026", "of next year"."""


def year_said(match: re.Match[str], setting: Setting) -> int | None:
    """The year as said, or as "next year" in "in June next year"; None where the text leaves it out."""
    if match["year"]:
        return int(match["year"])
    if match["which2"]:
        return setting.reference.year + {"last": -1, "next": 1}.get(match["which2"].lower(), 0)
    return None


def near_years(setting: Setting) -> range:
    return range(setting.reference.year - 1, setting.reference.year + 2)


def pick(
    which: str, setting: Setting, in_year: Callable[[int], Reading], *, far: int = days.FAR
) -> Reading | None:
    """The stretch of "last March", "next winter", "this spring", or the one that the tense asks for."""
    reference = setting.reference
    candidates = [in_year(year) for year in near_years(setting)]
    if which in {"last", "past", "previous"}:
        return max(
            (c for c in candidates if c.interval.last < reference),
            key=lambda c: c.interval.last,
            default=None,
        )
    if which in {"next", "coming"}:
        return min(
            (c for c in candidates if c.interval.first > reference),
            key=lambda c: c.interval.first,
            default=None,
        )
    if which in {"this", "current"}:
        return candidates[1]
    return days.choose(candidates, reference, setting.direction(), far=far)


def lists(match: re.Match[str]) -> bool:
    """Does the "and" list two dates, rather than close a "between"?"""
    return match["dash"].strip().lower() in {"and", "&"} and not match[0].lower().startswith("between")
