"""The Socket Mode connection, and the next one before it ends.

The SDK's client is not used. It closes a connection before it opens the next, drops what was under way on
it, acknowledges over another connection than the one that brought the envelope, repeats a failed handshake
with a ticket that is used up, and asks for a new one every five seconds for as long as Slack is away.
"""

import asyncio
import json
import logging
import random
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.calls import Answered, Rejected, outcome_of_call
from adapters.slack.errors import REMEDIES, Remedy
from adapters.slack.reception import Reception
from adapters.slack.underway import Underway, end

HANDSHAKE = 20.0
"""Seconds for a new connection. The ticket in its URL is good for one use, and for a short time only."""
_SILENCE = 20.0
"""Seconds without a sign of life, after which a connection counts as broken."""
_STEADY = 60.0
"""Seconds after which the end of a connection is no sign of trouble."""
_LINGER = 30.0
"""Seconds that a connection is still heard after it asked to be replaced. Slack ends it after some ten."""
_LONGEST = 60.0
_PATIENCE = 2.0
"""Seconds that answers under way, and Slack's part of the closing handshake, get at the end."""
_MOST = 2
"""Connections of one bot at once; Slack takes ten of an app (.../apis/events-api/using-socket-mode)."""
_CROWDED = "too_many_websockets"
_NOT_CONNECTED = (aiohttp.ClientError, OSError, ValueError)
"""Times that ran out are among them: `TimeoutError` is an `OSError`."""

_log = logging.getLogger(__name__)


class _TokenRefused(Exception):
    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


def backoff(tries: int) -> float:
    """Seconds to wait after that many tries that came to nothing: none after none, then 1 to 60."""
    return random.uniform(1.0, min(_LONGEST, 2.0 ** min(tries, 6))) if tries else 0.0  # noqa: S311 -- keeps no secret


class Socket:
    """Receives commands and button presses until it is closed, through reconnections."""

    def __init__(
        self,
        reception: Reception,
        app_token: str,
        client: AsyncWebClient,
        underway: Underway,
        *,
        handshake: float = HANDSHAKE,
        silence: float = _SILENCE,
        wait: Callable[[int], Awaitable[None]] | None = None,
        refused: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Times in seconds; `wait` pauses after that many tries in vain. Only within a running loop.

        `refused` is told what Slack says once it takes the token no more; nothing is asked for then.
        """
        self._reception = reception
        self._app_token = app_token
        self._client = client
        self._underway = underway
        self._handshake = handshake
        self._silence = silence
        self._wait = wait or _pause
        self._refused = refused
        self._session = aiohttp.ClientSession()
        self._tasks = set[asyncio.Task[None]]()
        self._open = dict[aiohttp.ClientWebSocketResponse, None]()
        """The oldest first."""
        self._in_vain = 0
        """Connections in a row that could not be made or did not last."""

    async def open(self, url: str) -> None:
        """Connect to the URL that `apps.connections.open` gave. Raises `TimeoutError`."""
        try:
            async with asyncio.timeout(self._handshake):
                connection = await self._connected(url)
        except _NOT_CONNECTED:
            raise TimeoutError from None
        self._keep(self._heard(connection))

    async def close(self) -> None:
        """Hear no more, let answers under way end, and leave no task and no connection."""
        await end(self._tasks)
        for connection in tuple(self._open):  # a task that never began has closed none
            await self._end(connection)
        await self._underway.end(_PATIENCE)
        await self._session.close()

    async def _connected(self, url: str) -> aiohttp.ClientWebSocketResponse:
        connection = await self._session.ws_connect(
            url,
            # aiohttp sends a ping after this time of silence, and waits half as long for any answer.
            heartbeat=self._silence * 2 / 3,
            proxy=self._client.proxy,
            ssl=self._client.ssl or True,
            timeout=aiohttp.ClientWSTimeout(ws_close=_PATIENCE),
        )
        self._open[connection] = None
        return connection

    async def _end(self, connection: aiohttp.ClientWebSocketResponse) -> None:
        self._open.pop(connection, None)
        with suppress(*_NOT_CONNECTED):
            await connection.close()

    def _keep(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _heard(self, connection: aiohttp.ClientWebSocketResponse) -> None:
        """Hear one connection until its end, and see to it that there is another."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        replaced = crowded = False
        with suppress(*_NOT_CONNECTED):
            async with asyncio.timeout(None) as limit:
                async for frame in connection:
                    reason = await self._taken(connection, frame)
                    if reason == _CROWDED:
                        crowded = True
                        break  # ours is closed before another is asked for
                    if reason and not replaced:
                        replaced = True
                        limit.reschedule(loop.time() + _LINGER)
                        self._judge(began)
                        self._keep(self._connect())
        await self._end(connection)
        if not replaced:
            self._judge(began, ended=True, crowded=crowded)
            await self._connect()

    def _judge(self, began: float, *, ended: bool = False, crowded: bool = False) -> None:
        """Count what makes the next attempt wait."""
        lasted = asyncio.get_running_loop().time() - began >= _STEADY
        if lasted:
            self._in_vain = 0
        if crowded or (ended and not lasted):
            self._in_vain += 1

    async def _connect(self) -> None:
        """Open the next connection, however long that takes, with a new ticket each time."""
        while True:
            await self._wait(self._in_vain)
            while len(self._open) >= _MOST:  # one that lingers, while its successor is to be replaced too
                await self._end(next(iter(self._open)))
            try:
                url = await self._ticket()
                async with asyncio.timeout(self._handshake):
                    connection = await self._connected(url)
            except _TokenRefused as refusal:
                self._refused(refusal.error)
                return
            except _NOT_CONNECTED as error:
                self._in_vain += 1
                why = type(error).__name__
                _log.warning("Slack: not connected (%s), trying again", why)
            else:
                _log.info("Slack: connected again")
                self._keep(self._heard(connection))
                return

    async def _ticket(self) -> str:
        """The URL of a new connection. Raises `ConnectionError`, after the time that Slack asks to wait.

        Raises `_TokenRefused` where waiting mends nothing.
        """
        opening = self._client.apps_connections_open(app_token=self._app_token)
        match await outcome_of_call(opening):
            case Answered(data={"url": str(url)}):
                return url
            case Rejected(error=error) if REMEDIES.get(error) is Remedy.FIX_TOKEN:
                raise _TokenRefused(error)
            case Rejected(error=error, after=after):
                _log.warning("Slack: takes no connection for commands now (%s)", error)
                await asyncio.sleep(after.total_seconds() if after else 0)
        raise ConnectionError

    async def _taken(
        self, connection: aiohttp.ClientWebSocketResponse, frame: aiohttp.WSMessage
    ) -> str | None:
        """Take what came: acknowledged first, over the connection that brought it.

        Gives the reason where Slack asks to end the connection.
        """
        message = _read(frame)
        if message.get("type") == "disconnect":
            return str(message.get("reason"))
        if isinstance(envelope := message.get("envelope_id"), str):
            with suppress(*_NOT_CONNECTED):  # then Slack sends it again, and it is known
                await connection.send_json({"envelope_id": envelope})
            if isinstance(payload := message.get("payload"), dict):
                self._reception.take(payload)
        return None


async def _pause(tries: int) -> None:
    await asyncio.sleep(backoff(tries))


def _read(frame: aiohttp.WSMessage) -> dict[str, Any]:
    """The JSON object in a frame; empty where there is none."""
    try:
        message = json.loads(frame.data) if frame.type is aiohttp.WSMsgType.TEXT else None
    except (ValueError, RecursionError):
        return {}
    return message if isinstance(message, dict) else {}
