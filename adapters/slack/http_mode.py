"""HTTP mode: Slack calls us. For workspaces that allow no Socket Mode, behind a proxy that speaks TLS."""

import asyncio
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from time import time
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from adapters.slack.app import PATH
from adapters.slack.reception import Reception
from adapters.slack.signatures import Headers, Signatures, Verdict
from adapters.slack.underway import Underway
from bot.errors import AddressInUse

BODY = 2**20
"""Bytes. What Slack sends is far smaller; a message with all its blocks has some 100 KB."""
_READING = 3.0
"""Seconds for a body: Slack itself waits no longer for an answer."""
_PATIENCE = 2.0
_REFUSED = {Verdict.FORGED: 401, Verdict.EARLY: 503}
"""What was taken is remembered by a process alone: what the one before may have taken is taken no more. Slack
sends an event again, signed anew, and tells whoever typed a command that it failed."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    status: int
    text: str = ""


class HttpMode:
    """Receives commands, button presses and events until it is closed."""

    def __init__(
        self,
        *,
        signing_secret: str,
        reception: Reception,
        underway: Underway,
        host: str,
        port: int,
        clock: Callable[[], float] = time,
    ) -> None:
        """`port` 0 takes any; `clock` gives seconds of Unix time."""
        self._signatures = Signatures(signing_secret, clock())
        self._reception = reception
        self._underway = underway
        self._host = host
        self._port = port
        self._clock = clock
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        return f"http://{self._host}:{self._port}{PATH}"

    async def open(self) -> None:
        """Raises `AddressInUse`."""
        # aiohttp refuses a body that reaches the limit, so ours is one more.
        application = web.Application(client_max_size=BODY + 1)
        application.add_routes([web.post(PATH, self._receive)])
        # What is signed are the bytes that travel, and nobody's archive is unpacked.
        self._runner = web.AppRunner(application, access_log=None, auto_decompress=False)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._host, self._port).start()
        except OSError as error:
            await self.close()
            hint = "Choose another with `slack: {port: ...}` in wirewatch.yaml"
            problem = f"cannot listen on {self._host}:{self._port} ({error.strerror})"
            raise AddressInUse("Slack", problem, hint=hint) from None
        self._port = self._runner.addresses[0][1]
        _log.info("Slack: commands are heard at %s", self.url)

    async def close(self) -> None:
        """Hear no more, and let answers under way end."""
        runner, self._runner = self._runner, None
        if runner is not None:
            await runner.cleanup()
        await self._underway.end(_PATIENCE)

    def answer(self, headers: Headers, body: bytes) -> Answer:
        """What Slack, or whoever else, is told. What is to be done for it begins and is not waited for."""
        if len(body) > BODY:
            return Answer(status=413)
        verdict = self._signatures.check(headers, body, self._clock())
        if verdict is Verdict.EARLY:
            _log.warning("Slack: a request was not taken, since it was signed before the start")
        if verdict in _REFUSED:
            return Answer(status=_REFUSED[verdict])
        try:
            payload = _payload(body)
        except UnicodeDecodeError:
            return Answer(status=401)  # Slack writes UTF-8
        except (ValueError, RecursionError):
            return Answer(status=400)
        if payload.get("type") == "url_verification":
            return Answer(status=200, text=str(payload.get("challenge", "")))
        if verdict is Verdict.GENUINE:
            self._reception.take(payload)
        return Answer(status=200)

    async def _receive(self, request: web.Request) -> web.Response:
        if not self._signatures.plausible(request.headers, self._clock()):
            return web.Response(status=401)
        try:
            async with asyncio.timeout(_READING):
                body = await request.read()
        except TimeoutError:
            return web.Response(status=408)
        answer = self.answer(request.headers, body)
        return web.Response(status=answer.status, text=answer.text)


def _payload(body: bytes) -> dict[str, Any]:
    """An event is JSON; a command is a form; an interaction is JSON in the one field of a form.

    Raises `ValueError` (a `UnicodeDecodeError` where it is no UTF-8) and `RecursionError`. The content type
    is not asked, as nobody has signed it.
    """
    text = body.decode()
    if not text.startswith("{"):
        form = dict(parse_qsl(text, keep_blank_values=True, errors="strict"))
        if "payload" not in form or "command" in form:
            return form
        text = form["payload"]
    payload = json.loads(text)
    if not isinstance(payload, dict):
        raise ValueError("it is no object")  # noqa: TRY004 -- what is wrong is the text
    return payload
