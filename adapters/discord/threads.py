"""Threads below alerts: a reply goes into the thread of its message, which has the message's own id.

https://discord.com/developers/docs/topics/threads
"""

from typing import Final

import discord

from adapters.discord import limits
from adapters.discord.errors import THREAD_IS_THERE, Right
from adapters.discord.requests import Requests, once_more
from bot.core.channels import Channel
from bot.core.deliveries import Receipt, Refused, TryAgain
from bot.core.display import clean_text, shorten, utc
from bot.core.messages import Headline, Kicker, Message, Time

_ARCHIVED_AFTER: Final = 1_440
"""Minutes without a message; a later reply opens the thread again."""

_UNNAMED = "Updates"
_NO_BREAK = "\u200b"


async def open_thread(
    client: discord.Client, requests: Requests, channel: Channel, head: Receipt, *, name: str, until: float
) -> TryAgain | Refused | None:
    """Make the message's thread unless it is there; what keeps it from being made.

    The gateway tells of threads, so that Discord is asked only for the first reply and for archived ones.
    """
    if isinstance(client.get_channel(int(head.message_id)), discord.Thread):
        return None

    async def ask() -> None:
        try:
            await client.http.start_thread_with_message(
                head.channel_id, head.message_id, name=name, auto_archive_duration=_ARCHIVED_AFTER
            )
        except discord.HTTPException as error:
            if error.code != THREAD_IS_THERE:
                raise

    trouble = await requests.make(channel, int(head.channel_id), ask, right=Right.OPEN_THREAD, until=until)
    return once_more(trouble) if trouble else None


def thread_name(message: Message) -> str:
    """The headline, or else what stands above it, in one plain line of 1 to 100 characters."""
    for part in (Headline, Kicker):
        for block in message.blocks:
            if isinstance(block, part) and (name := _plain(block)):
                return name
    return _UNNAMED


def _plain(block: Headline | Kicker) -> str:
    words = "".join(utc(span.at) if isinstance(span, Time) else span.text for span in block.spans)
    line = " ".join(clean_text(words[: 4 * limits.THREAD_NAME]).split())
    return shorten(line.replace("@", f"@{_NO_BREAK}"), limits.THREAD_NAME)  # no name of anybody stays whole
