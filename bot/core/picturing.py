"""Which picture shows how a story came about: its reports over time, and when its facts changed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from bot.core.coverage import coverage
from bot.core.display import clean_text, isolate, shorten, utc
from bot.core.fact_rows import slot_label
from bot.core.ledger import Assertion, Change
from bot.core.pictures import Picture, Turn
from bot.core.stories import Story

_HOUR, _DAY, _WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
_STEPS = (_HOUR / 4, _HOUR, 3 * _HOUR, 6 * _HOUR, _DAY, _WEEK, 4 * _WEEK, 52 * _WEEK)
"""Beyond the last the bars grow in number: 24 of them are longer than the web is old."""
_UNITS = {"week": _WEEK, "day": _DAY, "hour": _HOUR, "minute": timedelta(minutes=1)}
_BARS = 24
"""So many are told apart at the width of a message."""
_MONDAY = datetime(2001, 1, 1, tzinfo=UTC)
"""Steps are counted from here, so that days begin at midnight and weeks on Monday."""
_TURNS = 8
"""Changes shown, the latest: with more of them `alt` would outgrow its limit."""
_VALUE = 22
_ALT = 1_024  # Discord: the description of a media item
_UNSAID = str.maketrans(dict.fromkeys("<>@`"))
"""Nothing that a platform could take for a mention or markup, whatever it makes of an alternative text."""


def picture_of(story: Story, changes: Iterable[Change]) -> Picture | None:
    """None where there is nothing to see: reports of one moment, or a single one.

    `changes` in the order in which they were told; those stated by reports that are not the story's any
    more are left out. Times are when reports were published.
    """
    published = {report.entry: report.published for report in story.reports}
    times = sorted(published.values())
    if len(times) < 2:
        return None
    begins, step, bars = _binned(times)
    if len(bars) < 2:
        return None
    told = sorted(
        ((published[c.after.entry], c) for c in changes if c.after.entry in published),
        key=lambda turn: turn[0],
    )
    shown = told[-_TURNS:]
    peak = max(range(len(bars)), key=bars.__getitem__)
    said = (
        f"Reports over time: {len(times)} by {coverage(story)}, from {utc(times[0])} to {utc(times[-1])}.",
        f"Most within {step_name(step)}: {bars[peak]}, from {utc(begins + peak * step)}.",
        _changes_in_words(shown, len(told) - len(shown)),
    )
    return Picture(
        begins=begins,
        step=step,
        bars=bars,
        turns=tuple(Turn(at=at, label=slot_label(change.after.fact.slot)) for at, change in shown),
        alt=shorten(" ".join(said), _ALT),
    )


def step_name(step: timedelta) -> str:
    """In the largest unit that holds it exactly: "15 minutes", "1 hour", "4 weeks"."""
    count, unit = next(
        (step // size, unit) for unit, size in _UNITS.items() if not step % size or unit == "minute"
    )
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def _binned(times: Sequence[datetime]) -> tuple[datetime, timedelta, tuple[int, ...]]:
    """When the bars begin, how long each is and how many reports it has; `times` are in order."""
    for step in _STEPS:
        first, last = (_step_of(at, step) for at in (times[0], times[-1]))
        if last - first < _BARS:
            break
    count = Counter(_step_of(at, step) for at in times)
    return _MONDAY + first * step, step, tuple(count[number] for number in range(first, last + 1))


def _step_of(at: datetime, step: timedelta) -> int:
    return (at - _MONDAY) // step


def _changes_in_words(shown: Sequence[tuple[datetime, Change]], earlier: int) -> str:
    if not shown:
        return "No fact changed."
    words = "; ".join(f"{number}: {_words(*turn)}" for number, turn in enumerate(shown, start=1))
    before = f" ({earlier} earlier not shown)" if earlier else ""
    return f"Facts changed{before}: {words}."


def _words(at: datetime, change: Change) -> str:
    now = _value(change.after)
    value = f"{_value(change.before)} → {now}" if change.before else now
    return f"{slot_label(change.after.fact.slot)} {value} ({utc(at)})"


def _value(assertion: Assertion) -> str:
    """The value as outlets write it, in one line."""
    plain = " ".join(clean_text(assertion.fact.shown[: 4 * _VALUE]).translate(_UNSAID).split())
    return isolate(shorten(plain, _VALUE))
