"""Discord as a place to post to and to be asked from."""

import asyncio
import logging
from collections.abc import Callable, Mapping

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from adapters.discord import limits
from adapters.discord.client import DeskClient
from adapters.discord.directory import Directory
from adapters.discord.errors import TOKEN_HINT
from adapters.discord.looks import Look
from adapters.discord.notifier import DiscordNotifier
from bot.core.channels import Platform
from bot.errors import AuthenticationFailed, PlatformUnreachable, WirewatchError
from bot.ports import Desk, Notifier, Painter

_log = logging.getLogger(__name__)
_CONNECT_PATIENCE = 60.0
"""Seconds from the first request until the gateway is ready."""

_CLOSE_PATIENCE = 5.0
"""Seconds for a polite goodbye; discord.py would wait 30 for a gateway that does not answer."""

_API = Route.BASE
_GATEWAY = DiscordWebSocket.DEFAULT_GATEWAY
_SUBJECT = "Discord"


class DiscordPlatform:
    """The port `bot.ports.ChatPlatform`. Connects once; a closed one is not opened again."""

    def __init__(
        self,
        token: str,
        *,
        channel_ids: Mapping[str, str],
        api_url: str | None = None,
        gateway_url: str | None = None,
        style: Look = Look.COMPONENTS,
        painter: Painter | None = None,
        lost: Callable[[WirewatchError], None] = lambda _: None,
    ) -> None:
        """`channel_ids` as for `Directory`; the addresses default to Discord's own.

        `style` is of what goes to channels: a command is answered in components, which need no right that
        the bot may lack and are mostly for one person. Without `painter` there are no pictures.
        `lost` is told, once, that Discord closed the connection for good after `connect`: no question is
        heard any more.
        """
        self._token = token
        self._api_url = api_url
        self._gateway_url = gateway_url
        self._lost = lost
        self._client = DeskClient()
        directory = Directory(self._client, channel_ids)
        self._client.answers.declared = directory.declared
        self._notifier = DiscordNotifier(self._client, directory, look=style, painter=painter)
        self._gateway: asyncio.Task[None] | None = None

    @property
    def platform(self) -> Platform:
        return Platform.DISCORD

    @property
    def notifier(self) -> Notifier:
        return self._notifier

    async def connect(self, desk: Desk) -> None:
        self._client.answers.desk = desk
        _point_at(self._api_url, self._gateway_url)
        try:
            async with asyncio.timeout(_CONNECT_PATIENCE):
                await self._client.login(self._token)
                await self._open_gateway()
        except BaseException as error:
            await self.close()
            # `from None`: discord.py's errors repeat addresses and bodies, which help nobody mend a token.
            if (known := _explained(error)) is not None:
                raise known from None
            raise

    async def close(self) -> None:
        await self._client.answers.stop()
        try:
            async with asyncio.timeout(_CLOSE_PATIENCE):
                await self._client.close()
        except TimeoutError:
            await self._client.http.close()
        if self._gateway:
            # The closed socket ends it, except while it waits between two attempts to reconnect.
            await asyncio.wait({self._gateway}, timeout=0.1)
            self._gateway.cancel()
            await asyncio.gather(self._gateway, return_exceptions=True)

    async def _open_gateway(self) -> None:
        self._gateway = asyncio.create_task(self._client.connect(), name="discord gateway")
        ready = asyncio.create_task(self._client.wait_until_ready(), name="discord ready")
        try:
            await asyncio.wait({self._gateway, ready}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            ready.cancel()
        if self._gateway.done():
            self._gateway.result()
            raise ConnectionError("the gateway closed the connection")
        self._gateway.add_done_callback(self._note_end)

    def _note_end(self, gateway: asyncio.Task[None]) -> None:
        """discord.py reconnects by itself; its task ends on `close` and where reconnecting is pointless."""
        if not gateway.cancelled() and (error := gateway.exception()):
            known = _explained(error) or _unreachable(f"the connection ended with {type(error).__name__}")
            _log.error("%s", known)
            self._lost(known)


def _point_at(api_url: str | None, gateway_url: str | None) -> None:
    """discord.py knows its addresses as class attributes only, so they hold for the whole process."""
    Route.BASE = api_url.rstrip("/") if api_url else _API
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url) if gateway_url else _GATEWAY


def _explained(error: BaseException) -> AuthenticationFailed | PlatformUnreachable | None:
    """`error` as what an operator can mend; None for a bug or a cancellation."""
    match error:
        case discord.LoginFailure() | discord.HTTPException(status=401):
            return AuthenticationFailed(_SUBJECT, "refused the token in DISCORD_TOKEN", hint=TOKEN_HINT)
        case _ if (code := _close_code(error)) in limits.FATAL_CLOSES:
            return _fatal(code)
        case discord.HTTPException(status=status):
            return _unreachable(f"answered with status {status} while connecting")
        case TimeoutError():
            return _unreachable(f"was not ready after {_CONNECT_PATIENCE:.0f} s")
        case discord.DiscordException() | aiohttp.ClientError() | OSError():
            return _unreachable(f"cannot be reached ({type(error).__name__})")
    return None


def _close_code(error: BaseException) -> int:
    """The gateway's close code; 0 for any other error."""
    if isinstance(error, discord.PrivilegedIntentsRequired):
        return 4014
    return error.code if isinstance(error, discord.ConnectionClosed) else 0


def _fatal(code: int) -> AuthenticationFailed:
    if code == 4004:
        return AuthenticationFailed(_SUBJECT, "refused the token in DISCORD_TOKEN (4004)", hint=TOKEN_HINT)
    return AuthenticationFailed(
        _SUBJECT,
        f"closed the connection for good ({code})",
        hint="Check the bot's page in Discord's developer portal; Wirewatch asks for no privileged intent",
    )


def _unreachable(problem: str) -> PlatformUnreachable:
    return PlatformUnreachable(
        _SUBJECT, problem, hint="Check the network and discordstatus.com, then start again"
    )
