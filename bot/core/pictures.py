"""A small picture of how a story came about, as values: an adapter paints it."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A moment at which what is known changed; the picture numbers them from 1."""

    at: datetime
    label: str
    """Which fact, as readers call it: "Date"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Reports over time, with the moments at which facts changed."""

    begins: datetime
    step: timedelta
    """How much time a bar stands for."""
    bars: tuple[int, ...]
    """Reports in each step, from `begins` on; at least one bar, and one report in all."""
    turns: tuple[Turn, ...]
    """In order of time, within the bars' time."""
    alt: str
    """All that the picture shows, in words: at most 1,024 characters (Discord, the shorter of the limits)."""

    @property
    def ends(self) -> datetime:
        return self.begins + len(self.bars) * self.step
