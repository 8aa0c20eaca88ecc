"""Neutral messages: what is said, before a platform decides how it looks.

A message is a sequence of blocks, a block a sequence of spans. Text in a span is never markup: an adapter
renders it as plain text whatever it holds.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.core.pictures import Picture


class Severity(StrEnum):
    """How urgent a watch is. Shown as a word and a shape, never as a colour alone."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"

    @property
    def shape(self) -> str:
        return {"low": "▽", "normal": "●", "high": "▲"}[self.value]

    @property
    def label(self) -> str:
        return f"{self.shape} {self.value.upper()}"


class Style(StrEnum):
    PLAIN = "plain"
    STRONG = "strong"
    STRUCK = "struck"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    text: str
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link to an article; `url` is http or https, checked by `safe_link`."""

    text: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A moment (aware, UTC); each reader sees it in their own zone where the platform can do that."""

    at: datetime


Span = Text | Link | Time


@dataclass(frozen=True, slots=True, kw_only=True)
class Kicker:
    """The small line over the headline."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    label: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Labelled rows: facts, sources, a help page's verbs."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    spans: tuple[Span, ...]


Block = Kicker | Headline | Paragraph | Table | Footnote


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """`verb` and `target` come back when it is pressed, as `v1:verb:target`, on any later day."""

    label: str
    verb: str
    target: str

    @property
    def action(self) -> str:
        """At most 100 characters (Discord's custom_id, the shorter of the two platforms' limits)."""
        return f"v1:{self.verb}:{self.target}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    blocks: tuple[Block, ...]
    severity: Severity | None = None
    buttons: tuple[Button, ...] = ()
    picture: Picture | None = None
    """Shown below the blocks where a platform can; nothing is told by it alone."""
    private: bool = False
    """For whoever asked alone, also where the answer was to be shared: it says why there is none."""


def with_severity(message: Message) -> tuple[Block, ...]:
    """The message's blocks, with its severity in front of the kicker or in its place."""
    if message.severity is None:
        return message.blocks
    label = Text(text=message.severity.label, style=Style.STRONG)
    match message.blocks:
        case (Kicker(spans=spans), *rest):
            return (Kicker(spans=(label, Text(text=" "), *spans)), *rest)
        case blocks:
            return (Kicker(spans=(label,)), *blocks)
