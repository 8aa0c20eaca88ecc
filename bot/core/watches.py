"""Watches: what a team wants to hear of, and where."""

from dataclasses import dataclass
from typing import NewType

from bot.core.channels import Channel
from bot.core.messages import Severity
from bot.extraction.facts import EventKind, EventOfInterest
from bot.extraction.rules import Rule

WatchId = NewType("WatchId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where the operator wrote it: the answer to "which rule, and where do I change it"."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    id: WatchId
    name: str
    rule: Rule
    severity: Severity
    channels: tuple[Channel, ...]
    origin: Origin
    event: EventOfInterest | None = None
    """The event whose facts the watch keeps; None for a watch on a topic."""

    @property
    def follows_one(self) -> bool:
        """Are all its facts of one event, as of a series of summits? Visits to a country are many events.

        Where they are many, only reports of one story speak of the same one.
        """
        return self.event is not None and (self.event.kind is EventKind.SUMMIT or bool(self.event.series))
