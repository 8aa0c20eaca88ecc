"""As much of Slack as a bot needs to be asked by Socket Mode: `python -m bot.bench.slack_stand_in`.

Orders: `connect` waits for a connection, `ask` sends commands, `refresh` does so while one connection after
another has to be replaced.
"""

import asyncio
import json
from collections.abc import Mapping

from aiohttp import web

from bot.bench.asked import PATIENCE, Asked, happened, paced
from bot.bench.stand_ins import Order, serve

CHANNEL = "C00000001"
_QUESTIONS = ("latest summit", "timeline summit", "search summit", "list", "feeds")
_OVERLAP = 0.05
"""Seconds for which commands come by an old connection and by the new one, then until the old one ends."""


class Slack:
    def __init__(self) -> None:
        self.base = ""
        self._asked = Asked()
        self._numbers = 0
        self._open: list[web.WebSocketResponse] = []
        """Commands are sent by these, the oldest first."""
        self._connected = self._most = 0

    def application(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/socket", self._socket)
        app.router.add_post("/answer/{name}", self._answer)
        app.router.add_route("*", "/{method}", self._call)
        return app

    def ready(self, base: str) -> None:
        self.base = base

    async def connect(self) -> Mapping[str, object]:
        return {"connected": await happened(lambda: bool(self._open))}

    async def ask(self, count: int, every: float) -> Mapping[str, object]:
        """Send so many commands, one every so many seconds, and wait for what comes of them."""
        self._asked = Asked()
        await paced(count, every, self._command)
        await self._asked.settled()
        return self._asked.figures()

    async def refresh(self, times: int, each: float, every: float) -> Mapping[str, object]:
        """As `ask`, while a new connection is asked for so many times, once in `each` seconds."""
        self._most = self._connected
        asking = asyncio.create_task(self.ask(round(times * each / every), every))
        await paced(times, each, self._replace)
        return {"refreshes": times, "most_sockets": self._most, **await asking}

    async def _call(self, request: web.Request) -> web.Response:
        """Every method is well; what would be listed is nothing."""
        answer: dict[str, object] = {
            "ok": True,
            "channels": [],
            "messages": [],
            "user_id": "U0",
            "team_id": "T0",
        }
        if request.match_info["method"] == "apps.connections.open":
            answer["url"] = f"{self.base.replace('http', 'ws', 1)}socket"
        return web.json_response(answer)

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._connected += 1
        self._most = max(self._most, self._connected)
        await socket.send_json({"type": "hello"})
        self._open.append(socket)
        async for frame in socket:
            self._asked.acknowledge(json.loads(frame.data)["envelope_id"])
        self._connected -= 1
        if socket in self._open:
            self._open.remove(socket)
        return socket

    async def _answer(self, request: web.Request) -> web.Response:
        self._asked.answer(request.match_info["name"], (await request.json())["text"])
        return web.Response(text="ok")

    async def _command(self, number: int) -> None:
        """Each by somebody else, since one person may not ask so much; by all connections in turn."""
        await self._until_open(1)
        self._numbers += 1
        name = f"envelope-{self._numbers}"
        payload = {
            "command": "/watch",
            "text": _QUESTIONS[number % len(_QUESTIONS)],
            "user_id": f"U{self._numbers:08}",
            "team_id": "T0",
            "channel_id": CHANNEL,
            "trigger_id": name,
            "response_url": f"{self.base}answer/{name}",
        }
        self._asked.send(name)
        envelope = {"type": "slash_commands", "envelope_id": name, "payload": payload}
        await self._open[number % len(self._open)].send_json(envelope)

    async def _replace(self, _: int) -> None:
        await self._until_open(1)
        old = self._open[0]
        await old.send_json({"type": "disconnect", "reason": "refresh_requested"})
        await self._until_open(2)
        await asyncio.sleep(_OVERLAP)
        self._open.remove(old)
        await asyncio.sleep(_OVERLAP)
        await old.close()

    async def _until_open(self, connections: int) -> None:
        """Raises `TimeoutError` where the bot does not connect."""
        if not await happened(lambda: len(self._open) >= connections):
            raise TimeoutError(f"fewer than {connections} connections for {PATIENCE:.0f} s")


async def _main() -> None:
    slack = Slack()
    orders: Mapping[str, Order] = {"connect": slack.connect, "ask": slack.ask, "refresh": slack.refresh}
    await serve(slack.application(), slack.ready, orders)


if __name__ == "__main__":
    asyncio.run(_main())
