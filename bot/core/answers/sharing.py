"""Which answers can be shown to the whole channel, and the button for it."""

from dataclasses import replace

from bot.core.answers.sorry import buttons, short
from bot.core.messages import Footnote, Message, Text

SHARE = "share"
SHARED = frozenset({"latest", "timeline", "search", "list", "feeds", "why"})
"""Verbs whose answer is the same for everybody, and changes nothing."""
_BESIDE = 4
"""Buttons that are left with it in one row on Discord, which takes five."""


def with_share(message: Message, verb: str, text: str) -> Message:
    """The answer with a button that asks the same again for everybody, where that can be.

    It cannot where the question is longer than what a button holds.
    """
    if verb not in SHARED:
        return message
    asked = " ".join((verb, *text.split()))
    offer = buttons([("Share", SHARE, asked)])
    return replace(message, buttons=(*message.buttons[:_BESIDE], *offer)) if offer else message


def shared_by(message: Message, name: str) -> Message:
    """The answer as the whole channel sees it, with the name of who shows it; a private one as it is."""
    if message.private or not name:
        return message
    footnote = Footnote(spans=(Text(text=f"Shared by {short(name)}"),))
    return replace(message, blocks=(*message.blocks, footnote))
