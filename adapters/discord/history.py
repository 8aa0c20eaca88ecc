"""Search of a channel, or of one thread, for a message that may or may not have arrived."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial

import discord

from adapters.discord import limits
from adapters.discord.layout import Stamp, stamp, stamp_of
from adapters.discord.requests import Requests, once_more
from bot.core.deliveries import DeliveryKey, FindOutcome, Found, NotFound, Receipt, TryAgain, Unreadable
from bot.core.reasons import Reason
from bot.ports import Wanted


class Search:
    """One search: page by page from the newest message, and so up to the newest that fits."""

    def __init__(self, client: discord.Client, requests: Requests, wanted: Wanted) -> None:
        self._client = client
        self._requests = requests
        self._wanted = wanted
        self._keys: Mapping[Stamp, DeliveryKey] = {stamp(key): key for key in wanted.keys or ()}

    async def __call__(self, channel_id: int, *, may_read: bool | None) -> FindOutcome:
        """`may_read` is whether the bot has the right to; None where nobody can tell."""
        thread = self._wanted.thread
        place_id = int(thread.message_id) if thread else channel_id
        position: discord.Message | None = None
        for _page in range(limits.HISTORY_MESSAGES // limits.HISTORY_PAGE):
            page = await self._requests.make(
                self._wanted.channel, place_id, partial(self._page, place_id, position)
            )
            if not isinstance(page, list):
                again = once_more(page)
                if thread and again.reason is Reason.NO_SUCH_CHANNEL:
                    return NotFound()  # no thread yet, so no reply
                return again if isinstance(again, TryAgain) else Unreadable(detail=again.detail)
            if found := next(filter(None, map(self._fitting, page)), None):
                return found
            if len(page) < limits.HISTORY_PAGE:
                return self._absent(seen=bool(page or position or may_read))
            position = page[-1]
        return Unreadable(
            detail=f"{self._wanted.channel}: more than {limits.HISTORY_MESSAGES} messages since then"
        )

    async def _page(self, place_id: int, before: discord.Message | None) -> list[discord.Message]:
        since: datetime = self._wanted.since - limits.CLOCK_SKEW
        history = self._client.get_partial_messageable(place_id).history(
            limit=limits.HISTORY_PAGE, before=before, after=since, oldest_first=False
        )
        return [message async for message in history]

    def _fitting(self, message: discord.Message) -> Found | None:
        carried = stamp_of(message)
        key = self._keys.get(carried) if carried else None
        if self._wanted.keys is None:
            fits = carried is not None and message.author == self._client.user
        else:
            fits = key is not None
        return Found(receipt=receipt_of(message), key=key, at=message.created_at) if fits else None

    def _absent(self, *, seen: bool) -> FindOutcome:
        """Discord shows an empty history, not an error, where the right to read it is missing."""
        if seen:
            return NotFound()
        channel = self._wanted.channel
        return Unreadable(detail=f"{channel}: Discord shows no messages, and does not say whether it may")


def receipt_of(message: discord.Message) -> Receipt:
    return Receipt(channel_id=str(message.channel.id), message_id=str(message.id))
