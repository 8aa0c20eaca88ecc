"""Requests to Discord, each made once, and what came of it as a value."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

import aiohttp
import discord

from adapters.discord.attempt import RateLimitedAnswer, ServerFaultAnswer, one_request
from adapters.discord.errors import Right, Trouble, explain
from bot.core.channels import Channel
from bot.core.deliveries import Refused, TryAgain, Unsure
from bot.core.reasons import Reason

_PATIENCE = 30.0
"""Seconds for one delivery's requests, waiting for a known rate limit included: well below the time after
which an unanswered delivery is searched for (60 s by default)."""

_EVERYWHERE = 0
"""No channel has this id: it stands for the rate limit over all of them."""

_T = TypeVar("_T")


class Requests:
    """Makes requests through a logged-in client whose trace is `attempt.tracing()`."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client
        self._not_before: dict[int, float] = {}
        """By id of channel or thread, in the loop's time: asking earlier would only bring another 429."""

    def deadline(self) -> float:
        """When requests that begin now must have ended, in the loop's time."""
        return asyncio.get_running_loop().time() + _PATIENCE

    async def make(
        self,
        channel: Channel,
        place_id: int,
        request: Callable[[], Awaitable[_T]],
        *,
        right: Right = Right.POST,
        until: float | None = None,
    ) -> _T | Trouble:
        """One request in the channel, or in the thread of it that has the id, and what came instead.

        `right` is what the bot may lack for it; `until` as `deadline` gives it, for the second of two.
        """
        if self._client.user is None or self._client.is_closed():
            return TryAgain(reason=Reason.UNREACHABLE, detail=f"{channel}: not connected to Discord")
        if wait := self._wait(place_id):
            return TryAgain(
                reason=Reason.RATE_LIMITED, detail=f"{channel}: Discord asked to wait", after=wait
            )
        with one_request() as attempt:
            try:
                async with asyncio.timeout_at(until or self.deadline()):
                    return await request()
            except RateLimitedAnswer as error:
                self._hold_back(_EVERYWHERE if error.everywhere else place_id, error.after)
                return explain(error, channel, left=attempt.left, right=right)
            except (ServerFaultAnswer, discord.DiscordException, aiohttp.ClientError, OSError) as error:
                return explain(error, channel, left=attempt.left, right=right)
            except (ValueError, KeyError, TypeError, RuntimeError) as error:
                # An answer that is not Discord's JSON, or the client closed meanwhile; else a bug of ours.
                if not attempt.left and not self._client.is_closed():
                    raise
                return explain(error, channel, left=attempt.left, right=right)

    def _wait(self, place_id: int) -> timedelta | None:
        now = asyncio.get_running_loop().time()
        until = max(self._not_before.get(_EVERYWHERE, 0.0), self._not_before.get(place_id, 0.0))
        return timedelta(seconds=until - now) if until > now else None

    def _hold_back(self, place_id: int, after: timedelta | None) -> None:
        if after is not None:
            self._not_before[place_id] = asyncio.get_running_loop().time() + after.total_seconds()


def once_more(trouble: Trouble) -> TryAgain | Refused:
    """What makes no message (an edit, a search, a thread) is simply done again: twice is the same as once."""
    if isinstance(trouble, Unsure):
        return TryAgain(reason=Reason.UNREACHABLE, detail=trouble.detail)
    return trouble
