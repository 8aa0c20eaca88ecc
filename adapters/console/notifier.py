"""Alerts in the terminal, as they would look in a channel."""

import itertools
import json
from dataclasses import replace
from datetime import UTC

from rich.console import Console
from rich.padding import Padding
from rich.style import Style as RichStyle
from rich.table import Table as RichTable
from rich.text import Text as RichText

from bot.core.deliveries import FindOutcome, Receipt, SendOutcome, Sent, Unreadable
from bot.core.display import clean_text, edges, utc
from bot.core.messages import (
    Footnote,
    Headline,
    Kicker,
    Link,
    Message,
    Paragraph,
    Row,
    Span,
    Style,
    Table,
    Text,
    with_severity,
)
from bot.ports import Outgoing, Wanted

_STYLES = {
    Style.PLAIN: RichStyle(),
    Style.STRONG: RichStyle(bold=True),
    Style.STRUCK: RichStyle(strike=True, dim=True),
    Style.QUIET: RichStyle(dim=True),
}
_LABEL_WIDTH = 12


class ConsoleNotifier:
    """`Notifier` for a terminal or a pipe: prints, and remembers nothing.

    A process killed between printing and its receipt prints once more: a terminal cannot be searched.
    """

    def __init__(self, console: Console, *, as_json: bool = False) -> None:
        """With `as_json`, one JSON object a line, for programs."""
        self._console = console
        self._as_json = as_json

    async def post(self, outgoing: Outgoing) -> SendOutcome:
        return self._print(outgoing)

    async def edit(self, outgoing: Outgoing, receipt: Receipt) -> SendOutcome:
        if outgoing.announce:
            self._print(outgoing)
        return Sent(receipt=receipt)

    async def find(self, wanted: Wanted) -> FindOutcome:  # noqa: ARG002
        return Unreadable(detail="a terminal keeps no history")

    def _print(self, outgoing: Outgoing) -> SendOutcome:
        channel = str(outgoing.channel)
        head = outgoing.thread.message_id if outgoing.thread else None
        if self._as_json:
            thread = {"thread": head} if head else {}
            line = {"key": outgoing.key, "channel": channel, **thread, **as_json(outgoing.message)}
            self._console.out(json.dumps(line, ensure_ascii=False), highlight=False)
        else:
            self._console.print(render_reply(outgoing.message, head) if head else render(outgoing.message))
        return Sent(receipt=Receipt(channel_id=channel, message_id=outgoing.key))


def render(message: Message) -> RichTable:
    """The message as a block of terminal lines. Nothing in it is ever read as markup."""
    block = RichTable.grid(padding=0)
    block.add_column(overflow="fold")
    for part in with_severity(message):
        match part:
            case Kicker(spans=spans):
                block.add_row(_line(spans))
            case Headline(spans=spans):
                headline = _line(spans)
                headline.stylize(RichStyle(bold=True))
                block.add_row(headline)
            case Paragraph(spans=spans):
                block.add_row(Padding(_line(spans), (0, 0, 0, 2)))
            case Table(rows=rows):
                block.add_row(Padding(_table(rows), (0, 0, 0, 2)))
            case Footnote(spans=spans):
                footnote = _line(spans)
                footnote.stylize(RichStyle(dim=True))
                block.add_row(Padding(footnote, (0, 0, 0, 2)))
    if message.buttons:
        block.add_row(RichText(" ".join(f"[{button.label}]" for button in message.buttons)))
    block.add_row("")
    return block


def render_reply(message: Message, head: str) -> RichTable:
    """The message set in below a line that names the one it replies to, without what nobody can press."""
    block = RichTable.grid(padding=0)
    block.add_column(overflow="fold")
    block.add_row(RichText(f"↳ {head}", style=_STYLES[Style.QUIET]))
    block.add_row(Padding(render(replace(message, buttons=())), (0, 0, 0, 2)))
    return block


def as_json(message: Message) -> dict[str, object]:
    """The message for a program: its text by part, labels and links kept."""
    lines: dict[str, object] = {"severity": message.severity}
    for part in message.blocks:
        match part:
            case Table(rows=rows):
                lines["facts"] = [{"label": row.label, "text": plain(row.spans)} for row in rows]
            case _:
                lines[type(part).__name__.lower()] = plain(part.spans)
    links = {span.url for part in message.blocks for span in _spans_of(part) if isinstance(span, Link)}
    return {**lines, "links": sorted(links)}


def plain(spans: tuple[Span, ...]) -> str:
    return "".join(_words(span) for span in spans)


def _spans_of(part: Kicker | Headline | Paragraph | Table | Footnote) -> tuple[Span, ...]:
    if isinstance(part, Table):
        return tuple(itertools.chain.from_iterable(row.spans for row in part.rows))
    return part.spans


def _table(rows: tuple[Row, ...]) -> RichTable:
    width = max((len(row.label) for row in rows), default=0)
    grid = RichTable.grid(padding=(0, 2))
    grid.add_column(
        style="dim", min_width=_LABEL_WIDTH, width=min(width, 32) if width > _LABEL_WIDTH else None
    )
    grid.add_column(overflow="fold")
    for row in rows:
        grid.add_row(RichText(clean_text(row.label)), _line(row.spans))
    return grid


def _line(spans: tuple[Span, ...]) -> RichText:
    line = RichText()
    for span in spans:
        style = _STYLES[span.style] if isinstance(span, Text) else RichStyle()
        if isinstance(span, Link):
            style = RichStyle(link=span.url)
        line.append(_words(span), style=style)
    return line


def _words(span: Span) -> str:
    match span:
        case Text(text=text) | Link(text=text):
            lead, bare, tail = edges(text)
            return f"{lead}{clean_text(bare)}{tail}"
        case _:
            today = span.at.astimezone(UTC)
            return utc(today)
