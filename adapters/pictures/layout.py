"""Where the parts of a picture stand: pixels, and the few words beside the bars."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.display import day
from bot.core.pictures import Picture
from bot.core.picturing import step_name

WIDTH, HEIGHT = 800, 320
LEFT, RIGHT = 32, WIDTH - 32
TITLE, MARKS, TOP, FLOOR, AXIS, LEGEND = 16, 64, 96, 232, 242, 282
"""From above: the title, the middle of the numbered marks, the highest bar's top, the floor of the bars, the
times below it and what the numbers mean."""
_TICKS = 5
"""Times on the axis: more would touch one another."""
_TOUCHING = 34
"""Marks closer than this become one."""
_DAY = timedelta(days=1)
_YEAR = timedelta(days=250)
"""From such a length on the axis tells months and years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    left: float
    right: float
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One turn, or several that would stand on one another."""

    x: float
    first: int
    last: int

    @property
    def label(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


def title(picture: Picture) -> str:
    return f"Reports per {step_name(picture.step).removeprefix('1 ')}"


def dates(picture: Picture) -> str:
    first, last = picture.begins, picture.ends - timedelta(microseconds=1)
    ends = f" to {_date(last)}" if last.date() != first.date() else ""
    return f"{_date(first)}{ends}, UTC"


def bars(picture: Picture) -> Iterator[Bar]:
    """A step without a report has no bar; the least bar can still be seen."""
    most, width = max(picture.bars), _bar_width(picture)
    gap = min(width / 5, 6)
    for number, count in enumerate(picture.bars):
        if count:
            left = LEFT + number * width
            high = max((FLOOR - TOP) * count / most, 4)
            yield Bar(left=left + gap / 2, right=left + width - gap / 2, top=FLOOR - high)


def ticks(picture: Picture) -> Iterator[tuple[float, str]]:
    """Where a bar begins, and when; a day is named once."""
    every = -(-len(picture.bars) // _TICKS)
    before = ""
    for number in range(0, len(picture.bars), every):
        at = picture.begins + number * picture.step
        label = _tick(at, picture)
        day_of = label.rpartition(" ")[0] if picture.step < _DAY else ""
        yield LEFT + number * _bar_width(picture), label.removeprefix(before) if before else label
        before = f"{day_of} " if day_of else ""


def marks(picture: Picture) -> list[Mark]:
    made: list[Mark] = []
    for number, turn in enumerate(picture.turns, start=1):
        x = LEFT + (RIGHT - LEFT) * min(max((turn.at - picture.begins) / _length(picture), 0), 1)
        if made and x - made[-1].x < _TOUCHING:
            made[-1] = Mark(x=made[-1].x, first=made[-1].first, last=number)
        else:
            made.append(Mark(x=x, first=number, last=number))
    return made


def legend(picture: Picture) -> list[str]:
    """What each number means; the same fact is named once, with all of its numbers."""
    numbers: dict[str, list[str]] = {}
    for number, turn in enumerate(picture.turns, start=1):
        numbers.setdefault(turn.label, []).append(str(number))
    return [f"{', '.join(of)} {label}" for label, of in numbers.items()]


def _bar_width(picture: Picture) -> float:
    return (RIGHT - LEFT) / len(picture.bars)


def _length(picture: Picture) -> timedelta:
    return len(picture.bars) * picture.step


def _tick(at: datetime, picture: Picture) -> str:
    if picture.step < _DAY:
        return f"{day(at)} {at:%H:%M}"
    return f"{day(at).partition(' ')[2]} {at.year}" if _length(picture) > _YEAR else day(at)


def _date(at: datetime) -> str:
    return f"{day(at)} {at.year}"
