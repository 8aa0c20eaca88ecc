"""Discord looked over by REST alone: the token, the clock, and the bot's rights in each channel."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from email.utils import parsedate_to_datetime
from functools import partial
from types import SimpleNamespace

import aiohttp
import discord
from discord.http import Route

from adapters.discord import limits
from adapters.discord.attempt import RateLimitedAnswer, ServerFaultAnswer, one_request, tracing
from adapters.discord.directory import Directory, bare
from adapters.discord.errors import TOKEN_HINT
from adapters.discord.notifier import DiscordNotifier
from adapters.discord.quiet import quieten
from adapters.discord.rights import findings, wishes
from bot.core.channels import Channel, Platform
from bot.core.deliveries import Receipt
from bot.ports import Clock, Notifier
from bot.services.doctor import Check, Finding, Verdict, clock_finding

_PATIENCE = 60.0
"""Seconds for everything that is asked before a test message."""
_FAILURES = (
    RateLimitedAnswer,
    ServerFaultAnswer,
    discord.DiscordException,
    aiohttp.ClientError,
    OSError,
    TimeoutError,
    ValueError,  # an answer that is not Discord's JSON; the two below too
    KeyError,
    TypeError,
)
_Place = tuple[discord.TextChannel, discord.Member]


class DiscordExaminer:
    """Implements `bot.services.doctor.Examiner`; no gateway is opened, and no command is registered."""

    def __init__(
        self,
        token: str,
        *,
        channel_ids: Mapping[str, str],
        clock: Clock,
        api_url: str | None = None,
        embeds: bool = False,
        pictures: bool = False,
    ) -> None:
        """`channel_ids` as for `Directory`; the last two, whether an operator asks for them.

        The address holds for the whole process, see `platform`.
        """
        quieten()
        if api_url:
            Route.BASE = api_url.rstrip("/")
        trace = tracing()
        trace.on_request_end.append(self._note_date)
        self._client = discord.Client(intents=discord.Intents(guilds=True), http_trace=trace)
        self._token = token
        self._ids = dict(channel_ids)
        self._notifier = DiscordNotifier(self._client, Directory(self._client, self._ids))
        self._clock = clock
        self._wishes = wishes(embeds=embeds, pictures=pictures)
        self._skew: timedelta | None = None

    @property
    def platform(self) -> Platform:
        return Platform.DISCORD

    @property
    def notifier(self) -> Notifier:
        return self._notifier

    async def examine(self, channels: Sequence[Channel]) -> tuple[Finding, ...]:
        if trouble := await self._attempt(lambda: self._client.login(self._token)):
            return (trouble,)
        user = self._client.user
        found = [_about(Check.TOKEN, Verdict.WELL, f"DISCORD_TOKEN is good: {user}")]
        if self._skew is not None:
            found.append(clock_finding(Platform.DISCORD, self._skew, limits.CLOCK_SKEW))
        places: list[_Place] = []
        if trouble := await self._attempt(lambda: self._places(places)):
            return (*found, trouble)
        found += [finding for channel in channels for finding in self._channel(channel, places)]
        self._notifier = DiscordNotifier(self._client, Directory(self._client, self._ids))
        return tuple(found)

    async def remove(self, receipts: Sequence[Receipt]) -> str:
        """A thread cannot be deleted with the rights that the bot has: it is left empty, and archived."""
        for receipt in reversed(receipts):
            if trouble := await self._attempt(partial(self._delete, receipt)):
                return trouble.detail
        heads = {receipt.message_id for receipt in receipts}
        for thread in {receipt.channel_id for receipt in receipts} & heads:
            archiving = self._client.http.edit_channel
            if trouble := await self._attempt(partial(archiving, int(thread), archived=True)):
                return trouble.detail
        return ""

    async def close(self) -> None:
        await self._client.close()

    async def _delete(self, receipt: Receipt) -> None:
        await self._client.http.delete_message(int(receipt.channel_id), int(receipt.message_id))

    async def _note_date(
        self, _session: aiohttp.ClientSession, _context: SimpleNamespace, ended: aiohttp.TraceRequestEndParams
    ) -> None:
        if date := ended.response.headers.get("Date"):
            self._skew = self._clock.now() - parsedate_to_datetime(date)

    async def _attempt(self, call: Callable[[], Awaitable[object]]) -> Finding | None:
        with one_request():
            try:
                async with asyncio.timeout(_PATIENCE):
                    await call()
            except discord.LoginFailure:
                return _about(Check.TOKEN, Verdict.WRONG_TOKEN, "Discord refuses DISCORD_TOKEN", TOKEN_HINT)
            except _FAILURES as error:
                return _about(
                    Check.TOKEN, Verdict.MEND, _said(error), "Check the network and discordstatus.com"
                )
        return None

    async def _places(self, places: list[_Place]) -> None:
        """Every text channel of the bot's servers, with the bot as a member there."""
        assert self._client.user is not None  # noqa: S101 -- it is logged in
        async for known in self._client.fetch_guilds(limit=None, with_counts=False):
            guild = await self._client.fetch_guild(known.id, with_counts=False)
            me = await guild.fetch_member(self._client.user.id)
            channels = await guild.fetch_channels()
            places += [(channel, me) for channel in channels if isinstance(channel, discord.TextChannel)]

    def _channel(self, channel: Channel, places: Sequence[_Place]) -> list[Finding]:
        wanted = bare(self._ids.get(channel.name, channel.name))
        fitting = [place for place in places if wanted in {str(place[0].id), place[0].name.casefold()}]
        if len(fitting) != 1:
            return [_not_one(channel, len(fitting))]
        [(place, me)] = fitting
        self._ids[channel.name] = str(place.id)
        return [*findings(channel, place.permissions_for(me), self._wishes)]


def _not_one(channel: Channel, count: int) -> Finding:
    found = f"{count} text channels of that name" if count else "no such text channel"
    out = "Check the name, invite the bot (`wirewatch invite-url discord`), or set the id in channels.yaml"
    detail = f"the bot's servers have {found}"
    return Finding(subject=channel, check=Check.CHANNEL, verdict=Verdict.MEND, detail=detail, way_out=out)


def _about(check: Check, verdict: Verdict, detail: str, way_out: str = "") -> Finding:
    return Finding(subject=Platform.DISCORD, check=check, verdict=verdict, detail=detail, way_out=way_out)


def _said(error: Exception) -> str:
    """Without the error's own words, which repeat addresses and bodies."""
    match error:
        case RateLimitedAnswer():
            return "Discord asks to wait"
        case ServerFaultAnswer(status=status) | discord.HTTPException(status=status):
            return f"Discord answered with status {status}"
        case _:
            return f"no answer from Discord ({type(error).__name__})"
