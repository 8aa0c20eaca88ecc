"""The words that dates are made of, and a small language to write patterns with them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bot.extraction.dates.days import Direction
from bot.extraction.dates.values import Part, Reading
from bot.extraction.facts import Interval

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "fifty": 50,
}
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}

# Months that are also words or names count only with a capital, and so do all short forms.
_FRAGMENTS = {
    "month": (
        r"(?:January|February|April|June|July|September|October|November|December|(?-i:May|MAY|March|MARCH"
        r"|August|AUGUST|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?))(?!\w)"
    ),
    "day": r"(?:[12][0-9]|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![0-9\w%]|[.,][0-9]{3}(?![0-9])|\.[0-9])",
    "year": r"(?:1[5-9]|20|21)[0-9]{2}(?![0-9%]|[.,][0-9])",
    "weekday": r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?!\w)",
    "anyweekday": (
        r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
        r"|(?-i:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\b\.?)(?!\w)"
    ),
    "season": r"(?:spring|summer|autumn|fall|winter)(?!\w)",
    "number": rf"(?:[1-9][0-9]?|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})(?!\w)",
    "ordinal": rf"(?:{'|'.join(_ORDINALS)})(?!\w)",
    "dash": r"(?: ?[-–—] ?| (?:to|through|until|till|and|&) )",
    "which": "(?:this|next|last|coming|this coming|past|current|previous)",
}


def pattern(template: str) -> re.Pattern[str]:
    """`<day1>` stands for a fragment in a group of that name, a space for white space within a line."""

    def fragment(match: re.Match[str]) -> str:
        return f"(?P<{match[0][1:-1]}>{_FRAGMENTS[match[1]]})"

    names = "|".join(_FRAGMENTS)
    filled = re.sub(rf"(?<!\?P)<({names})[0-9]?>", fragment, template)
    # Gaps never cross a line: a line is a paragraph. Three characters bound what a match may look at.
    return re.compile(filled.replace(" ", "(?:[ \\t\u00a0\u2009\u202f]{1,3})"), re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a reader may know beside the matched words."""

    text: str
    reference: date
    start: int
    """Where the date itself starts."""
    direction: Callable[[], Direction]
    """Asked only where it matters: it reads the words around."""
    part: Part | None = None
    bounded: bool = False
    """A word such as by, since or around stands before: what follows is meant as a date."""
    anchor: Interval | None = None
    """The days of the date named shortly before, which "the next day" is counted from."""

    def word_before(self) -> str:
        """The word before the date in lower case; empty at the start of a line or after punctuation."""
        match = _LAST_WORD.search(self.text[max(0, self.start - 24) : self.start])
        return match[1].lower() if match else ""


_LAST_WORD = re.compile("([^\\W\\d_]+)['’]?[ \\t\u00a0(“\"]{1,3}$")


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of expression: its name, its words, and how they are read; None where they are no date."""

    name: str
    template: str
    """What `pattern` makes a pattern of."""
    read: Callable[[re.Match[str], Setting], Reading | None]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when first asked for: all together they would take a third of the time of an import."""
        return pattern(self.template)


def month_number(word: str) -> int:
    return _MONTHS.index(word[:3].lower()) + 1


def weekday_number(word: str) -> int:
    """Monday is 0."""
    return _WEEKDAYS.index(word[:3].lower())


def season_number(word: str) -> int:
    return _SEASONS[word.lower()]


def number(word: str) -> int:
    return _NUMBERS.get(word.lower()) or int(word)


def ordinal(word: str) -> int:
    return _ORDINALS[word.lower()]


def day_number(word: str) -> int:
    return int(re.sub(r"\D", "", word))
