"""The Socket Mode connection: the SDK's client, with the ends tied that it leaves loose."""

import asyncio
import logging
from contextlib import suppress
from time import time
from typing import Any

from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.underway import Underway, end

HANDSHAKE = 20.0
"""Seconds for a new connection. The ticket in its URL is good for one use, and for a short time only."""
_PATIENCE = 2.0
"""Seconds that answers under way, and Slack's part of the closing handshake, get at the end."""

_log = logging.getLogger(__name__)


class Socket(SocketModeClient):
    """Receives commands and button presses until it is closed, through reconnections."""

    def __init__(
        self, app: AsyncApp, app_token: str, web_client: AsyncWebClient, underway: Underway, handshake: float
    ) -> None:
        """Starts a task: only within a running loop, and always to be closed."""
        super().__init__(app_token=app_token, logger=web_client.logger, web_client=web_client)
        self._app = app
        self._underway = underway
        self._handshake = handshake
        self.socket_mode_request_listeners.append(self._dispatch)

    async def open(self, url: str) -> None:
        """Connect to the URL that `apps.connections.open` gave. Raises `TimeoutError`."""
        self.wss_uri = url
        async with asyncio.timeout(self._handshake):
            await super().connect()  # type: ignore[no-untyped-call]

    async def connect(self) -> None:
        """Connect again, with a new ticket where the last one may be used up.

        The SDK by itself repeats a failed handshake with the same ticket, and so for ever.
        """
        while not self.closed:
            try:
                async with asyncio.timeout(self._handshake):
                    await super().connect()  # type: ignore[no-untyped-call]
            except TimeoutError:
                _log.warning("Slack: not connected, commands are not heard; connecting again")
                self.wss_uri = None
            else:
                _log.info("Slack: connected again")
                return

    async def close(self) -> None:
        """Let answers under way end, then leave no task and no connection."""
        self.closed = True
        self.auto_reconnect_enabled = False
        await self._underway.end(_PATIENCE)
        await end((self.message_processor, self.current_session_monitor, self.message_receiver))
        if self.current_session is not None:
            with suppress(TimeoutError):
                async with asyncio.timeout(_PATIENCE):
                    await self.current_session.close()
        await self.aiohttp_client_session.close()

    async def run_message_listeners(self, message: dict[str, Any], raw_message: str) -> None:
        if self.closed:
            return
        with self._underway.noted():
            await super().run_message_listeners(message, raw_message)

    async def _dispatch(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        started = time()
        response = await run_async_bolt_app(self._app, request)
        await send_async_response(client, request, response, started)
