"""The `text` of a Slack message: complete by itself, for notifications and for readers who hear it."""

import re

from adapters.slack import limits
from adapters.slack.spans import beside, fitting
from bot.core.display import length, shorten, utc
from bot.core.messages import Block, Link, Message, Span, Style, Table, Text, Time, with_severity

_NOTHING = "Wirewatch has nothing to show here."
"""Slack refuses a message without text."""
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
"""All that Slack asks to be escaped: docs.slack.dev/messaging/formatting-message-text#escaping."""


def plain(message: Message, alt: str = "") -> str:
    """Severity, headline, facts and sources as lines, escaped once, within Slack's limit.

    `alt` is what its picture tells, last: who hears this text is not read the picture's own.
    """
    lines = [line for block in with_severity(message) for line in _lines(block)]
    lines += [f"Picture: {alt}"] if alt else []
    return escaped("\n".join(lines).strip() or _NOTHING, limits.TEXT)


def escaped(text: str, limit: int) -> str:
    """`text` escaped in a single pass, cut so that it is within `limit` once escaped."""
    cost = 0
    for index, character in enumerate(text):
        cost += length(_ESCAPES.get(character, character))
        if cost > limit:
            text = shorten(text, length(text[:index]))
            break
    return re.sub("[&<>]", lambda found: _ESCAPES[found.group()], text)


def _lines(block: Block) -> list[str]:
    if not isinstance(block, Table):
        return [_line(block.spans)]
    return [f"{_line((Text(text=row.label),))}: {_line(row.spans)}" for row in block.rows]


def _line(spans: tuple[Span, ...]) -> str:
    return "".join(_words(span) for span in fitting(spans, limits.TEXT_PART)).strip()


def _words(span: Span) -> str:
    match span:
        case Time(at=at):
            return utc(at)
        case Link(text=text):
            return text + beside(span)
        case Text(text=text, style=Style.STRUCK):
            return f"was {text}"  # there is no strike here, and an old value must not read as the new one
        case Text(text=text):
            return text
