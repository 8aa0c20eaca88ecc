"""Neutral messages as Discord shows them: one container of markdown texts, or one embed; buttons below.

Pure. What does not fit is shortened evenly, span by span, before anything is left out from the end.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from adapters.discord import limits, markdown
from adapters.discord.fitting import CUT, FOOT, fitted, halves, lines
from bot.core.display import clean_text, domain_of, length, shorten, utc
from bot.core.messages import Button, Link, Message, Severity, Span, Text, Time

_ROWS = 5
"""Rows of buttons: with container, texts, picture and separator below the 40 components."""

_ACCENTS = {Severity.LOW: 0x8A94A6, Severity.NORMAL: 0x2F6FDE, Severity.HIGH: 0xD64532}


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
class EmbedCard:
    """The same as an embed: all of it in the description, line by line, but for the footnotes.

    Kicker and rows are lines as well. An embed's author shows neither times in the reader's zone nor links,
    and its fields take two lines for a fact of three words.
    """

    description: str
    """Markdown, never empty."""
    footer: str = ""
    """Plain text: Discord reads no markdown, no mention and no address in a footer."""
    buttons: tuple[CardButton, ...] = ()
    accent: int | None = None


def render(message: Message) -> Card:
    """The card of `message`, whatever its texts hold and however long they are."""
    body, foot = halves(message)
    small = fitted(lines(foot), FOOT)
    large = fitted(lines(body), limits.DISPLAY - markdown.size(small))
    return Card(
        texts=tuple(text for text in (large, small) if text) or (CUT,),
        buttons=tuple(_buttons(message.buttons)),
        accent=_accent(message),
    )


def render_embed(message: Message) -> EmbedCard:
    """The embed of `message`; description and footer together stay far below what one embed may hold."""
    body, foot = halves(message)
    return EmbedCard(
        description=fitted(lines(body), limits.EMBED_DESCRIPTION) or CUT,
        footer=fitted([replace(line, prefix="") for line in lines(foot)], FOOT, _in_words),
        buttons=tuple(_buttons(message.buttons)),
        accent=_accent(message),
    )


def _in_words(span: Span, limit: int) -> str:
    match span:
        case Time(at=at):
            return utc(at)
        case Text(text=text):
            return markdown.plain(text, limit)
        case Link(text=text, url=url):
            words, domain = markdown.plain(text, limit), shorten(domain_of(url), limits.URL)
            return f"{words} ({domain})" if domain and domain != words else words


def _accent(message: Message) -> int | None:
    return _ACCENTS[message.severity] if message.severity else None


def _buttons(buttons: tuple[Button, ...]) -> Iterator[CardButton]:
    """Those that Discord takes: it refuses a whole message for one id that is too long or there twice."""
    fit = {button.action: button for button in reversed(buttons) if length(button.action) <= limits.CUSTOM_ID}
    kept = [button for button in buttons if fit.get(button.action) is button]
    for button in kept[: _ROWS * limits.ROW_BUTTONS]:
        label = shorten(clean_text(button.label), limits.BUTTON_LABEL)
        yield CardButton(label=label or button.verb, custom_id=button.action)
