"""Neutral messages as Discord shows them: one container of markdown texts, with its buttons below.

Pure. What does not fit is shortened evenly, span by span, before anything is left out from the end.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from adapters.discord import limits, markdown
from bot.core.display import clean_text, length, shorten
from bot.core.messages import (
    Block,
    Button,
    Footnote,
    Headline,
    Kicker,
    Link,
    Message,
    Paragraph,
    Severity,
    Span,
    Style,
    Table,
    Text,
    Time,
    with_severity,
)

_SPAN_LIMITS = (limits.DISPLAY, 1_500, 600, 250, 120, 60)
"""Tried in turn until all fits: a long report loses words before it loses a source."""

_FOOT = 1_000
"""The most that footnotes take: they tell why an alert came, and must not crowd out what it says."""

_ROWS = 5
"""Rows of buttons: with container, texts and separator far below the 40 components."""

_ACCENTS = {Severity.LOW: 0x8A94A6, Severity.NORMAL: 0x2F6FDE, Severity.HIGH: 0xD64532}
_CUT = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardButton:
    label: str
    custom_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A message within Discord's limits: one or two markdown texts with a line between them, and buttons."""

    texts: tuple[str, ...]
    buttons: tuple[CardButton, ...] = ()
    accent: int | None = None
    """Colour of the edge, as 0xRRGGBB. It repeats what the severity's word and shape say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    prefix: str
    spans: tuple[Span, ...]


def render(message: Message) -> Card:
    """The card of `message`, whatever its texts hold and however long they are."""
    blocks = list(with_severity(message))
    foot: list[Block] = []
    while blocks and isinstance(blocks[-1], Footnote):
        foot.insert(0, blocks.pop())
    body = [line for block in blocks for line in _lines(block)]
    return Card(
        texts=_fitted(body, [line for block in foot for line in _lines(block)]),
        buttons=tuple(_buttons(message.buttons)),
        accent=_ACCENTS[message.severity] if message.severity else None,
    )


def _lines(block: Block) -> Iterator[_Line]:
    match block:
        case Kicker(spans=spans) | Footnote(spans=spans):
            yield _Line(prefix="-# ", spans=spans)
        case Headline(spans=spans):
            yield _Line(prefix="### ", spans=spans)
        case Paragraph(spans=spans):
            yield _Line(prefix="", spans=spans)
        case Table(rows=rows):
            for row in rows:
                label = (Text(text=row.label, style=Style.STRONG), Text(text=" ")) if row.label else ()
                yield _Line(prefix="", spans=(*label, *row.spans))


def _fitted(body: list[_Line], foot: list[_Line]) -> tuple[str, ...]:
    texts: tuple[str, str] = ("", "")
    for span_limit in _SPAN_LIMITS:
        small, small_whole = _composed(foot, span_limit, _FOOT)
        large, large_whole = _composed(body, span_limit, limits.DISPLAY - markdown.size(small))
        texts = (large, small)
        if small_whole and large_whole:
            break
    return tuple(text for text in texts if text) or (_CUT,)


def _composed(lines: list[_Line], span_limit: int, room: int) -> tuple[str, bool]:
    """The lines as one text of at most `room`, and whether all of them are in it."""
    written: list[str] = []
    left = room - len(f"\n{_CUT}")
    for line in lines:
        text, whole = _written(line, span_limit, left)
        if text:
            written.append(text)
            left -= markdown.size(text) + 1
        if not whole:
            return "\n".join([*written, _CUT]), False
    return "\n".join(written), True


def _written(line: _Line, span_limit: int, room: int) -> tuple[str, bool]:
    parts: list[str] = []
    for span in line.spans:
        part = _span(span, span_limit)
        if markdown.size(line.prefix + markdown.join([*parts, part])) > room:
            return _with_prefix(line.prefix, parts), False
        parts.append(part)
    return _with_prefix(line.prefix, parts), True


def _with_prefix(prefix: str, parts: list[str]) -> str:
    """Empty where the parts show nothing: a lone prefix would stand there as typed."""
    text = markdown.join(parts).strip()
    return f"{prefix}{text}" if text else ""


def _span(span: Span, limit: int) -> str:
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


def _buttons(buttons: tuple[Button, ...]) -> Iterator[CardButton]:
    """Those that Discord takes: it refuses a whole message for one id that is too long or there twice."""
    fit = {button.action: button for button in reversed(buttons) if length(button.action) <= limits.CUSTOM_ID}
    kept = [button for button in buttons if fit.get(button.action) is button]
    for button in kept[: _ROWS * limits.ROW_BUTTONS]:
        label = shorten(clean_text(button.label), limits.BUTTON_LABEL)
        yield CardButton(label=label or button.verb, custom_id=button.action)
