"""Cards as discord.py's layout views, with the delivery key inside them.

The platform forgets a nonce within minutes. For later, the key is stamped into the ids of the container and
of its first text: Discord keeps the component ids that a message was sent with and gives them back with the
channel's history, and no reader sees them.
https://discord.com/developers/docs/components/reference#anatomy-of-a-component
"""

import hashlib
from collections.abc import Iterator

import discord
from discord import ui

from adapters.discord import limits
from adapters.discord.renderer import Card
from bot.core.deliveries import DeliveryKey

_LARGEST_ID = 2**31 - 1  # int32 in Discord's API description
_View = ui.LayoutView
Stamp = tuple[int, int]


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
    """The two ids in which `message` carries a key; None where it has none but those that Discord gives."""
    for component in message.components:
        if isinstance(component, discord.Container):
            inner = next((c.id for c in component.children if isinstance(c, discord.TextDisplay)), None)
            if component.id and inner and min(component.id, inner) > limits.COMPONENTS:
                return component.id, inner
    return None


def layout(card: Card, key: DeliveryKey | None = None) -> _View:
    """A view of `card`, needs a running event loop.

    It is stopped: discord.py would otherwise keep it in memory to call its buttons, and a button here carries
    its meaning in its id instead, which works after a restart as well.
    """
    outer, inner = stamp(key) if key else (None, None)
    container: ui.Container[_View] = ui.Container(*_items(card, inner), accent_colour=card.accent, id=outer)
    view = _View(timeout=None)
    view.add_item(container)
    view.stop()
    return view


def _items(card: Card, first_id: int | None) -> Iterator[ui.Item[_View]]:
    for index, text in enumerate(card.texts):
        if index:
            yield ui.Separator()
        yield ui.TextDisplay(text, id=None if index else first_id)
    for start in range(0, len(card.buttons), limits.ROW_BUTTONS):
        yield ui.ActionRow(
            *(
                ui.Button(label=button.label, custom_id=button.custom_id)
                for button in card.buttons[start : start + limits.ROW_BUTTONS]
            )
        )
