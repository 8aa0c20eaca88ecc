"""What a date expression is, found and half-read."""

from dataclasses import dataclass
from enum import StrEnum

from bot.extraction.facts import Interval
from bot.extraction.text import Span


class Granularity(StrEnum):
    """The unit in which the text speaks; a range of days is still of days."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"


class Relation(StrEnum):
    """How a happening stands to the days named; without one it lies in them."""

    BY = "by"  # by, until, through, no later than
    BEFORE = "before"
    AFTER = "after"
    SINCE = "since"  # since, from


class Part(StrEnum):
    """Which part of a longer stretch is meant: thirds, halves, or the side of today."""

    EARLY = "early"
    MID = "mid"
    LATE = "late"
    FIRST_HALF = "first half"
    SECOND_HALF = "second half"
    EARLIER = "earlier"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateExpression:
    """Words that name calendar days."""

    span: Span
    """With the words that change the meaning (around, early, by), without a plain "on" or "in"."""
    interval: Interval
    """The days named. With a `relation` they are its bound: "by 5 December" names 5 December."""
    edtf: str
    """EDTF level 2: "2025-12-05", "2025-12-05~", "2026-41" (second half), "../2030"."""
    approximate: bool
    """The text itself is not sure of the days: around, about, early, late."""
    relation: Relation | None
    part: Part | None
    """Which part of a month, a year or the like is meant: what a reader is shown as "early December"."""
    granularity: Granularity
    confidence: float
    """0 to 1: whole dates near 1, an inferred year or a weekday less, vague stretches around .6."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a kind of expression was read as, before what stands in front of it is applied."""

    interval: Interval
    edtf: str
    granularity: Granularity
    confidence: float
    approximate: bool = False
    part: Part | None = None
    """Where the words themselves name a part: "year-end" is the end of the year."""
