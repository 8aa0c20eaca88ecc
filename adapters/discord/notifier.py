"""Alerts in Discord channels: posted once, edited in place, found again by their key."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

import aiohttp
import discord

from adapters.discord import limits
from adapters.discord.attempt import RateLimitedAnswer, ServerFaultAnswer, one_request
from adapters.discord.directory import Directory
from adapters.discord.errors import Trouble, explain
from adapters.discord.layout import carries, layout
from adapters.discord.renderer import render
from bot.core.channels import Channel
from bot.core.deliveries import (
    DeliveryKey,
    FindOutcome,
    Found,
    NotFound,
    Receipt,
    Refused,
    SendOutcome,
    Sent,
    TryAgain,
    Unreadable,
    Unsure,
)
from bot.core.reasons import Reason
from bot.ports import Outgoing

_PATIENCE = 30.0
"""Seconds for one request, waiting for a known rate limit included: well below the time after which an
unanswered delivery is searched for (60 s by default)."""

_EVERYWHERE = 0
"""No channel has this id: it stands for the rate limit over all of them."""

_SILENT = discord.AllowedMentions.none()
_T = TypeVar("_T")


class DiscordNotifier:
    """The port `bot.ports.Notifier` over a logged-in client whose trace is `attempt.tracing()`.

    A post carries its key as nonce, and discord.py asks Discord to enforce it: within minutes a second post
    of the same key gives the first message back.
    """

    def __init__(self, client: discord.Client, directory: Directory) -> None:
        self._client = client
        self._directory = directory
        self._not_before: dict[int, float] = {}
        """By channel id, in the loop's time: asking earlier would only bring another 429."""

    async def post(self, outgoing: Outgoing) -> SendOutcome:
        channel_id = self._directory.find(outgoing.channel)
        if not isinstance(channel_id, int):
            return channel_id
        view = layout(render(outgoing.message), outgoing.key)
        place = self._client.get_partial_messageable(channel_id)
        done = await self._attempt(
            outgoing.channel,
            channel_id,
            lambda: place.send(view=view, nonce=outgoing.key, allowed_mentions=_SILENT, suppress_embeds=True),
        )
        return Sent(receipt=_receipt(done)) if isinstance(done, discord.Message) else done

    async def edit(self, outgoing: Outgoing, receipt: Receipt) -> SendOutcome:
        view = layout(render(outgoing.message), outgoing.key)
        place = self._client.get_partial_messageable(int(receipt.channel_id))
        message = place.get_partial_message(int(receipt.message_id))
        done = await self._attempt(
            outgoing.channel,
            int(receipt.channel_id),
            # Discord makes no previews in messages of components, so an edit needs no flag against them.
            lambda: message.edit(view=view, allowed_mentions=_SILENT),
        )
        if isinstance(done, discord.Message):
            return Sent(receipt=receipt)
        return _once_more(done)

    async def find(self, key: DeliveryKey, channel: Channel, since: datetime) -> FindOutcome:
        channel_id = self._directory.find(channel)
        if isinstance(channel_id, TryAgain):
            return channel_id
        if isinstance(channel_id, Refused):
            return Unreadable(detail=channel_id.detail)
        if self._directory.may_read_history(channel_id) is False:
            return Unreadable(detail=f"{channel}: the bot lacks the right Read Message History")
        after = since - limits.CLOCK_SKEW
        return await self._search(key, channel, channel_id, after)

    async def _search(
        self, key: DeliveryKey, channel: Channel, channel_id: int, after: datetime
    ) -> FindOutcome:
        """Page by page, oldest first, because the message stands near the beginning of the search."""
        place = self._client.get_partial_messageable(channel_id)
        position: datetime | discord.Message = after
        for _page in range(limits.HISTORY_MESSAGES // limits.HISTORY_PAGE):
            page = await self._attempt(channel, channel_id, partial(_page_of, place, position))
            if not isinstance(page, list):
                again = _once_more(page)
                return again if isinstance(again, TryAgain) else Unreadable(detail=again.detail)
            for message in page:
                if carries(message, key):
                    return Found(receipt=_receipt(message))
            if len(page) < limits.HISTORY_PAGE:
                return self._absent(channel, channel_id, anything=bool(page) or position is not after)
            position = page[-1]
        return Unreadable(detail=f"{channel}: more than {limits.HISTORY_MESSAGES} messages since then")

    def _absent(self, channel: Channel, channel_id: int, *, anything: bool) -> FindOutcome:
        """Discord shows an empty history, not an error, where the right to read it is missing."""
        if anything or self._directory.may_read_history(channel_id):
            return NotFound()
        return Unreadable(detail=f"{channel}: Discord shows no messages, and does not say whether it may")

    async def _attempt(
        self, channel: Channel, channel_id: int, request: Callable[[], Awaitable[_T]]
    ) -> _T | Trouble:
        if self._client.user is None or self._client.is_closed():
            return TryAgain(reason=Reason.UNREACHABLE, detail=f"{channel}: not connected to Discord")
        if wait := self._wait(channel_id):
            return TryAgain(
                reason=Reason.RATE_LIMITED, detail=f"{channel}: Discord asked to wait", after=wait
            )
        with one_request() as attempt:
            try:
                async with asyncio.timeout(_PATIENCE):
                    return await request()
            except RateLimitedAnswer as error:
                self._hold_back(_EVERYWHERE if error.everywhere else channel_id, error.after)
                return explain(error, channel, left=attempt.left)
            except (ServerFaultAnswer, discord.DiscordException, aiohttp.ClientError, OSError) as error:
                return explain(error, channel, left=attempt.left)
            except (ValueError, KeyError, TypeError, RuntimeError) as error:
                # An answer that is not Discord's JSON, or the client closed meanwhile; else a bug of ours.
                if not attempt.left and not self._client.is_closed():
                    raise
                return explain(error, channel, left=attempt.left)

    def _wait(self, channel_id: int) -> timedelta | None:
        now = asyncio.get_running_loop().time()
        until = max(self._not_before.get(_EVERYWHERE, 0.0), self._not_before.get(channel_id, 0.0))
        return timedelta(seconds=until - now) if until > now else None

    def _hold_back(self, channel_id: int, after: timedelta | None) -> None:
        if after is not None:
            self._not_before[channel_id] = asyncio.get_running_loop().time() + after.total_seconds()


async def _page_of(
    place: discord.PartialMessageable, start: datetime | discord.Message
) -> list[discord.Message]:
    history = place.history(limit=limits.HISTORY_PAGE, after=start, oldest_first=True)
    return [message async for message in history]


def _once_more(trouble: Trouble) -> TryAgain | Refused:
    """An edit or a search that may have happened is simply made again: twice is the same as once."""
    if isinstance(trouble, Unsure):
        return TryAgain(reason=Reason.UNREACHABLE, detail=trouble.detail)
    return trouble


def _receipt(message: discord.Message) -> Receipt:
    return Receipt(channel_id=str(message.channel.id), message_id=str(message.id))
