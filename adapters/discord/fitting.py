"""Blocks as lines of text in little room: every span is shortened evenly before anything is left out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from adapters.discord import limits, markdown
from bot.core.messages import (
    Block,
    Footnote,
    Headline,
    Kicker,
    Link,
    Message,
    Paragraph,
    Span,
    Style,
    Table,
    Text,
    Time,
    with_severity,
)

FOOT = 1_000
"""The most that footnotes take: they tell why an alert came, and must not crowd out what it says."""

CUT = "…"
_SPAN_LIMITS = (limits.EMBED_DESCRIPTION, 1_500, 600, 250, 120, 60)
"""Tried in turn until all fits: a long report loses words before it loses a source."""

Write = Callable[[Span, int], str]
"""A span as text of at most so many characters, its markup not counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    prefix: str
    spans: tuple[Span, ...]


def halves(message: Message) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The blocks with the severity in words, and apart from them the footnotes at the end."""
    blocks = with_severity(message)
    foot = tuple(takewhile(lambda block: isinstance(block, Footnote), reversed(blocks)))[::-1]
    return blocks[: len(blocks) - len(foot)], foot


def lines(blocks: Sequence[Block]) -> list[Line]:
    return [line for block in blocks for line in _lines(block)]


def in_markdown(span: Span, limit: int) -> str:
    match span:
        case Link(text=text, url=url):
            return markdown.link(text, url, limit)
        case Time(at=at):
            return markdown.moment(at)
        case Text(text=text, style=Style.STRONG):
            return markdown.strong(markdown.plain(text, limit))
        case Text(text=text, style=Style.STRUCK):
            return markdown.struck(markdown.plain(text, limit))
        case Text(text=text):
            return markdown.escape(markdown.plain(text, limit))


def fitted(lines: Sequence[Line], room: int, write: Write = in_markdown) -> str:
    """The lines as one text of at most `room`; empty where they show nothing."""
    text = ""
    for span_limit in _SPAN_LIMITS:
        text, whole = _composed(lines, room, write, span_limit)
        if whole:
            break
    return text


def _lines(block: Block) -> Iterator[Line]:
    match block:
        case Kicker(spans=spans) | Footnote(spans=spans):
            yield Line(prefix="-# ", spans=spans)
        case Headline(spans=spans):
            yield Line(prefix="### ", spans=spans)
        case Paragraph(spans=spans):
            yield Line(prefix="", spans=spans)
        case Table(rows=rows):
            for row in rows:
                label = (Text(text=row.label, style=Style.STRONG), Text(text=" ")) if row.label else ()
                yield Line(prefix="", spans=(*label, *row.spans))


def _composed(lines: Sequence[Line], room: int, write: Write, span_limit: int) -> tuple[str, bool]:
    """The lines as one text of at most `room`, and whether all of them are in it."""
    written: list[str] = []
    left = room - len(f"\n{CUT}")
    for line in lines:
        text, whole = _written(line, left, write, span_limit)
        if text:
            written.append(text)
            left -= markdown.size(text) + 1
        if not whole:
            return "\n".join([*written, CUT]), False
    return "\n".join(written), True


def _written(line: Line, room: int, write: Write, span_limit: int) -> tuple[str, bool]:
    parts: list[str] = []
    for span in line.spans:
        part = write(span, span_limit)
        if markdown.size(line.prefix + markdown.join([*parts, part])) > room:
            return _with_prefix(line.prefix, parts), False
        parts.append(part)
    return _with_prefix(line.prefix, parts), True


def _with_prefix(prefix: str, parts: list[str]) -> str:
    """Empty where the parts show nothing: a lone prefix would stand there as typed."""
    text = markdown.join(parts).strip()
    return f"{prefix}{text}" if text else ""
