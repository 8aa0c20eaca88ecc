"""Neutral messages as Slack blocks.

Every word goes into `rich_text` or `plain_text` elements, in which Slack reads no markup and no mention;
`mrkdwn` is used nowhere.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from adapters.slack import limits
from adapters.slack.pictures import Uploaded
from adapters.slack.plain import plain
from adapters.slack.spans import beside, fitting, ready
from bot.core.display import length, safe_url, shorten, utc
from bot.core.messages import (
    Block,
    Button,
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
    Time,
    with_severity,
)

Json = dict[str, Any]

_CAPS = {
    Kicker: limits.SMALL_PRINT,
    Headline: limits.HEADLINE,
    Paragraph: limits.PARAGRAPH,
    Footnote: limits.SMALL_PRINT,
}
_STYLES = {Style.STRONG: "bold", Style.STRUCK: "strike", Style.QUIET: "italic"}
_CUT = Paragraph(spans=(Text(text="…"),))
"""Stands for the blocks that a message has too many of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackPayload:
    """The arguments `text` and `blocks` of `chat.postMessage`, as JSON."""

    text: str
    blocks: list[Json]


def render(message: Message, picture: Uploaded | None = None) -> SlackPayload:
    """The message within Slack's limits, whatever it holds. `picture` is its own, where it can be shown."""
    alt = ready(picture.alt, limits.ALT) if picture else ""
    image = [_image(picture.file, alt)] if picture else []
    return SlackPayload(text=plain(message, alt), blocks=_blocks(message, image))


def weight(json: object) -> int:
    """Code units of all strings in a block: an upper bound of what Slack counts as its text."""
    match json:
        case str():
            return length(json)
        case dict():
            return sum(weight(value) for value in json.values())
        case list():
            return sum(weight(value) for value in json)
        case _:
            return 0


def _blocks(message: Message, image: list[Json]) -> list[Json]:
    below = [*image, *_actions(message.buttons)]
    room = limits.BLOCK_TEXT - weight(below)
    made: list[Json] = []
    for block in _at_most(with_severity(message), limits.BLOCKS - len(below)):
        elements = _elements(block, room)
        if elements:
            made.append(_rich_text(elements))
            room -= weight(made[-1])
    return made + below


def _image(file: str, alt: str) -> Json:
    return {"type": "image", "slack_file": {"id": file}, "alt_text": alt}


def _at_most(blocks: tuple[Block, ...], count: int) -> tuple[Block, ...]:
    return blocks if len(blocks) <= count else (*blocks[: count - 1], _CUT)


def _rich_text(elements: list[Json]) -> Json:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}


_FRAME = weight(_rich_text([]))


def _elements(block: Block, room: int) -> list[Json]:
    """The elements of a block, which weigh at most `room` with the block around them."""
    parts = _table(block.rows) if isinstance(block, Table) else fitting(block.spans, _CAPS[type(block)])
    bold = isinstance(block, Headline)
    room -= _FRAME
    elements: list[Json] = []
    for span in parts:
        made = _fit(span, room, bold=bold)
        room -= weight(made)
        elements += made
    return elements


def _table(rows: Iterable[Row]) -> Iterator[Span]:
    for number, row in enumerate(rows):
        if number:
            yield Text(text="\n")
        if label := ready(row.label, limits.LABEL):
            yield Text(text=label, style=Style.STRONG)
            yield Text(text="  ")
        yield from fitting(row.spans, limits.ROW)


def _fit(span: Span, room: int, *, bold: bool) -> list[Json]:
    """The span as elements that weigh at most `room`: as it is, else as words, else cut, else nothing."""
    words = _words(span)
    frame = weight(_text(""))
    builders: tuple[Callable[[], list[Json]], ...] = (
        lambda: _made(span, bold=bold),
        lambda: [_text(words, bold=bold)],
        lambda: [_text(shorten(words, room - frame), bold=bold)],
    )
    made = next((made for build in builders if weight(made := build()) <= room), [])
    return [element for element in made if element.get("text") != ""]  # Slack refuses those without text


def _made(span: Span, *, bold: bool) -> list[Json]:
    match span:
        case Time(at=at):
            return [_date(at)]
        case Link(text=text, url=url):
            safe = safe_url(url, limits.URL)
            made = _link(text, safe, bold=bold) if safe else _text(text, bold=bold)
            domain = beside(span)
            return [made, _text(domain)] if domain else [made]
        case Text(text=text, style=style):
            return [_text(text, style, bold=bold)]


def _words(span: Span) -> str:
    return utc(span.at) if isinstance(span, Time) else span.text


def _text(text: str, style: Style = Style.PLAIN, *, bold: bool = False) -> Json:
    styles = {_STYLES[style]: True} if style in _STYLES else {}
    if bold:
        styles["bold"] = True
    element: Json = {"type": "text", "text": text}
    return element | {"style": styles} if styles else element


def _link(text: str, url: str, *, bold: bool) -> Json:
    element: Json = {"type": "link", "url": url, "text": text}
    return element | {"style": {"bold": True}} if bold else element


def _date(at: datetime) -> Json:
    return {
        "type": "date",
        "timestamp": int(at.timestamp()),
        "format": "{date_short_pretty} {time}",
        "fallback": utc(at),
    }


def _actions(buttons: Iterable[Button]) -> list[Json]:
    """One block of buttons; a button that says or does the same as an earlier one would be refused."""
    usable = {button.action: button for button in buttons if length(button.action) <= limits.ACTION_ID}
    made = [_button(button) for button in tuple(usable.values())[: limits.ACTIONS]]
    return [{"type": "actions", "elements": made}] if made else []


def _button(button: Button) -> Json:
    label = ready(button.label, limits.BUTTON_TEXT) or button.verb
    return {
        "type": "button",
        "text": {"type": "plain_text", "text": label, "emoji": False},
        "action_id": button.action,
        "value": button.target[: limits.BUTTON_VALUE],
    }
