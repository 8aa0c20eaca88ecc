"""Cards as discord.py's views and embeds, with the delivery key inside them.

The platform forgets a nonce within minutes. For later, the key is stamped into the ids of the container and
of its first text, or into the address of the embed: Discord keeps them as they were sent and gives them back
with the channel's history. No reader sees an id, nor the address of an embed that has no title.
https://discord.com/developers/docs/components/reference#anatomy-of-a-component
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import discord
from discord import ui

from adapters.discord import limits
from adapters.discord.renderer import Card, CardButton, EmbedCard
from bot.core.deliveries import DeliveryKey

_LARGEST_ID = 2**31 - 1  # int32 in Discord's API description
_ADDRESS = "https://wirewatch.invalid/"  # a name that never leads anywhere (RFC 2606)
_STAMPED = re.compile(re.escape(_ADDRESS) + r"([0-9a-f]{1,8})-([0-9a-f]{1,8})")
_FILE = "story.png"
_IN_REQUEST = f"attachment://{_FILE}"  # reference, Uploading Files
_View = ui.LayoutView
Stamp = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Painted:
    png: bytes
    alt: str
    """At most `limits.ALT`."""

    def file(self) -> discord.File:
        """For one request: discord.py closes it afterwards."""
        return discord.File(BytesIO(self.png), filename=_FILE, description=self.alt)


def stamp(key: DeliveryKey) -> Stamp:
    """Two different component ids, 62 bits together, that name `key`."""
    digest = hashlib.blake2b(key.encode(), digest_size=8).digest()
    # Ids count up from 1 for components that bring none: ours keep clear of those.
    first, second = (
        limits.COMPONENTS + 1 + int.from_bytes(half, "big") % (_LARGEST_ID - limits.COMPONENTS - 1)
        for half in (digest[:4], digest[4:])
    )
    return first, second if second != first else limits.COMPONENTS + first % limits.COMPONENTS + 1


def stamp_of(message: discord.Message) -> Stamp | None:
    """The two numbers in which `message`, of either look, carries a key; None where it carries none."""
    for component in message.components:
        if isinstance(component, discord.Container):
            inner = next((c.id for c in component.children if isinstance(c, discord.TextDisplay)), None)
            if component.id and inner and min(component.id, inner) > limits.COMPONENTS:
                return component.id, inner
    for embed in message.embeds:
        if found := _STAMPED.fullmatch(embed.url or ""):
            return int(found[1], 16), int(found[2], 16)
    return None


def layout(card: Card, key: DeliveryKey | None = None, painted: Painted | None = None) -> _View:
    """A view of `card`, needs a running event loop. The picture's file travels beside it.

    It is stopped: discord.py would otherwise keep it in memory to call its buttons, and a button here carries
    its meaning in its id instead, which works after a restart as well.
    """
    outer, inner = stamp(key) if key else (None, None)
    items = _items(card, inner, painted)
    container: ui.Container[_View] = ui.Container(*items, accent_colour=card.accent, id=outer)
    view = _View(timeout=None)
    view.add_item(container)
    view.stop()
    return view


def embed(card: EmbedCard, key: DeliveryKey, painted: Painted | None = None) -> discord.Embed:
    """The embed of `card`, without its buttons. The picture's file travels beside it."""
    outer, inner = stamp(key)
    made = discord.Embed(
        description=card.description, colour=card.accent, url=f"{_ADDRESS}{outer:x}-{inner:x}"
    )
    if card.footer:
        made.set_footer(text=card.footer)
    if painted:
        made.set_image(url=_IN_REQUEST)
    return made


def rows(buttons: tuple[CardButton, ...]) -> ui.View:
    """What stands below an embed, needs a running event loop; stopped as `layout` is, and perhaps empty."""
    view = ui.View(timeout=None)
    for number, button in enumerate(buttons):
        view.add_item(
            ui.Button(label=button.label, custom_id=button.custom_id, row=number // limits.ROW_BUTTONS)
        )
    view.stop()
    return view


def _items(card: Card, first_id: int | None, painted: Painted | None) -> Iterator[ui.Item[_View]]:
    for index, text in enumerate(card.texts):
        if index:
            yield ui.Separator()
        yield ui.TextDisplay(text, id=None if index else first_id)
    if painted:
        yield ui.MediaGallery(discord.MediaGalleryItem(_IN_REQUEST, description=painted.alt))
    for start in range(0, len(card.buttons), limits.ROW_BUTTONS):
        yield ui.ActionRow(
            *(
                ui.Button(label=button.label, custom_id=button.custom_id)
                for button in card.buttons[start : start + limits.ROW_BUTTONS]
            )
        )
