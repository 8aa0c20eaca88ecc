"""How well the bot reads the days that news names, against expressions marked by hand (TIMEX3).

What counts is the expressions of type DATE with a place in the calendar: days, weeks, weekends, months,
quarters, halves, seasons, years, decades. One is found where a date of the bot overlaps it; a date of the bot
is false where it overlaps nothing that is marked at all, for clock times and durations may hold one.

The marks give the unit that is spoken of and its vagueness apart ("early December" is December, its start),
where the bot gives the days. Both say the same, so before days are held against days the bot's are brought to
the unit: a part of a month, a year or the like to the whole, what is around a day to that day. Of a range
each end counts too, for the set marks "between 1982 and 1992" as two years.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

from bot.bench.sets import open_lines, set_file
from bot.bench.timex import days_of, units_of
from bot.errors import UsageError
from bot.extraction.boundaries import sentence_ranges
from bot.extraction.dates import DateExpression, find_dates
from bot.extraction.facts import Interval
from bot.extraction.text import Span

_FILES = ("dates/tempeval*.jsonl.gz", "tempeval*.jsonl.gz")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An expression marked by hand."""

    span: Span
    interval: Interval | None
    """None for what is no date, or none of the calendar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    text: str
    written: date
    marks: tuple[Mark, ...]


def run(data: Path | None) -> Mapping[str, object]:
    """`value_f1` is the F1 of finding times `equal`, the share of the found whose days are those marked.

    `strict_f1` asks for the same words and the same days; `ms_per_sentence` is the time of reading alone.
    `data` is the set, gzipped or not, or a folder that holds it. Raises `UsageError` where there is no set.
    """
    return measure(read_items(set_file("dates", data, _FILES, needs="a set of texts with marked dates")))


def measure(items: Iterable[Item]) -> dict[str, object]:
    """The figures of `run` for items already read."""
    tally = _Tally()
    for item in items:
        sentences = list(_sentences(item.text))
        before = perf_counter()
        told = [date for span in sentences for date in find_dates(item.text, item.written, within=span)]
        tally.seconds += perf_counter() - before
        tally.sentences += len(sentences)
        tally.add(item.marks, told)
    return tally.figures()


def read_items(path: Path) -> Iterator[Item]:
    """The items, in order. Raises `UsageError` where the file is something else."""
    try:
        with open_lines(path) as lines:
            for line in lines:
                yield _item(json.loads(line))
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        hint = "It must be lines of JSON with dct, text and timexes (start, end, type, value)."
        raise UsageError("bench dates", f"{path} cannot be read: {error!r}", hint=hint) from error


def _item(record: dict[str, Any]) -> Item:
    marks = tuple(
        Mark(
            span=Span(start=timex["start"], end=timex["end"]),
            interval=days_of(timex["value"]) if timex["type"] == "DATE" and timex["value"] else None,
        )
        for timex in record["timexes"]
    )
    return Item(text=record["text"], written=date.fromisoformat(record["dct"][:10]), marks=marks)


def _sentences(text: str) -> Iterator[Span]:
    """A line is a paragraph."""
    start = 0
    for line in text.splitlines(keepends=True):
        for first, last in sentence_ranges(text, start, start + len(line.rstrip())):
            yield Span(start=first, end=last)
        start += len(line)


@dataclass(slots=True)
class _Tally:
    marked: int = 0
    found: int = 0
    equal: int = 0
    strict: int = 0
    """Found, equal, and of the same words."""
    right: int = 0
    """Dates of the bot that overlap a marked date."""
    false: int = 0
    """Dates of the bot that overlap nothing marked."""
    sentences: int = 0
    seconds: float = 0.0

    def add(self, marks: Iterable[Mark], told: Iterable[DateExpression]) -> None:
        marks, told = list(marks), list(told)
        for mark in marks:
            if mark.interval is not None:
                self._find(mark, [date for date in told if _overlap(mark.span, date.span)])
        for expression in told:
            touched = [mark for mark in marks if _overlap(mark.span, expression.span)]
            self.right += any(mark.interval is not None for mark in touched)
            self.false += not touched

    def _find(self, mark: Mark, dates: list[DateExpression]) -> None:
        equal = [expression for expression in dates if mark.interval in units_of(expression)]
        self.marked += 1
        self.found += bool(dates)
        self.equal += bool(equal)
        self.strict += any(expression.span == mark.span for expression in equal)

    def figures(self) -> dict[str, object]:
        told = self.right + self.false
        precision, recall = _share(self.right, told), _share(self.found, self.marked)
        equal = _share(self.equal, self.found)
        return {
            "value_f1": round(_harmonic(precision, recall) * equal, 4),
            "strict_f1": round(_share(2 * self.strict, told + self.marked), 4),
            "precision": round(precision, 4),
            "recall": round(recall, 4),
            "equal": round(equal, 4),
            "ms_per_sentence": round(1000 * _share(self.seconds, self.sentences), 4),
        }


def _harmonic(precision: float, recall: float) -> float:
    return _share(2 * precision * recall, precision + recall)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
