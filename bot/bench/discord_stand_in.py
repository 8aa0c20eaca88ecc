"""As much of Discord as a bot needs to be asked commands: `python -m bot.bench.discord_stand_in`.

Orders: `connect` waits for a connection, `ask` sends commands.
"""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from bot.bench.asked import Asked, happened, paced
from bot.bench.stand_ins import serve

Json = dict[str, Any]

_DISPATCH, _HELLO, _ACK = 0, 10, 11
_BOT = {"id": "900", "username": "wirewatch", "discriminator": "0", "avatar": None, "bot": True}
_APPLICATION = {
    "id": "901", "name": "Wirewatch", "description": "", "icon": None, "flags": 0, "owner": _BOT,
    "bot_public": False, "bot_require_code_grant": False, "verify_key": "",
}  # fmt: skip
_GUILD, _CHANNEL = "1000", "1001"
_QUESTIONS: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("latest", {"event": "summit"}),
    ("timeline", {"event": "summit"}),
    ("search", {"query": "summit"}),
    ("list", {}),
    ("feeds", {}),
)


class Discord:
    def __init__(self) -> None:
        self.base = ""
        self._asked = Asked()
        self._numbers = 5_000
        self._events = 0
        self._gateway: web.WebSocketResponse | None = None

    def application(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/gateway", self._connection)
        app.router.add_post("/api/interactions/{id}/{name}/callback", self._acknowledged)
        app.router.add_patch("/api/webhooks/{id}/{name}/messages/@original", self._answered)
        app.router.add_route("*", "/api/{path:.*}", self._call)
        return app

    def ready(self, base: str) -> None:
        self.base = base

    async def connect(self) -> Mapping[str, object]:
        return {"connected": await happened(lambda: self._gateway is not None)}

    async def ask(self, count: int, every: float) -> Mapping[str, object]:
        """Send so many commands, one every so many seconds, and wait for what comes of them."""
        self._asked = Asked()
        await paced(count, every, self._command)
        await self._asked.settled()
        return self._asked.figures()

    async def _call(self, request: web.Request) -> web.Response:
        match request.method, request.match_info["path"].rpartition("/")[2]:
            case "GET", "@me" if "users" in request.path:
                return _json(_BOT)
            case "GET", "@me":
                return _json(_APPLICATION)
            case "PUT", "commands":
                commands = await request.json()
                given = {"application_id": _APPLICATION["id"], "version": "1", "description": ""}
                return _json([given | one | {"id": f"{2_000 + n}"} for n, one in enumerate(commands)])
        return _json([])

    async def _connection(self, request: web.Request) -> web.WebSocketResponse:
        """Uncompressed, whatever is asked for: the library reads both."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": _HELLO, "d": {"heartbeat_interval": 41_250}})
        async for frame in socket:
            match json.loads(frame.data)["op"]:
                case 1:  # a heartbeat
                    await socket.send_json({"op": _ACK})
                case 2:  # who it is
                    self._gateway = socket
                    await self._event("READY", self._ready())
        return socket

    async def _acknowledged(self, request: web.Request) -> web.Response:
        kind = (await request.json())["type"]
        self._asked.acknowledge(request.match_info["name"])
        about = {"id": request.match_info["id"], "type": 2, "response_message_loading": True}
        return _json({"interaction": about, "resource": {"type": kind}})

    async def _answered(self, request: web.Request) -> web.Response:
        body = await request.json()
        self._asked.answer(request.match_info["name"], json.dumps(body))
        return _json(_message(body))

    async def _command(self, number: int) -> None:
        """Each by somebody else, since one person may not ask so much."""
        self._numbers += 1
        name = f"interaction-{self._numbers}"
        self._asked.send(name)
        question = _QUESTIONS[number % len(_QUESTIONS)]
        await self._event("INTERACTION_CREATE", _interaction(name, self._numbers, *question))

    async def _event(self, name: str, data: Json) -> None:
        self._events += 1
        if self._gateway is not None:
            await self._gateway.send_json({"op": _DISPATCH, "t": name, "s": self._events, "d": data})

    def _ready(self) -> Json:
        gateway = f"{self.base.replace('http', 'ws', 1)}gateway"
        return {
            "v": 10, "user": _BOT, "guilds": [], "session_id": "s", "resume_gateway_url": gateway,
            "application": _APPLICATION,
        }  # fmt: skip


def _json(data: object) -> web.Response:
    """Labelled as Discord labels it, without a charset: discord.py reads no other label as JSON."""
    return web.Response(body=json.dumps(data).encode(), headers={"Content-Type": "application/json"})


def _interaction(name: str, number: int, verb: str, options: Mapping[str, str]) -> Json:
    """`/watch` in a channel of a server, by the person with that number."""
    given = [{"type": 3, "name": key, "value": value} for key, value in options.items()]
    user = {"id": f"{number}", "username": "asker", "discriminator": "0", "avatar": None}
    return {
        "id": f"{number}", "application_id": _APPLICATION["id"], "type": 2, "token": name, "version": 1,
        "guild_id": _GUILD, "channel_id": _CHANNEL, "locale": "en-GB", "entitlements": [],
        "channel": {"id": _CHANNEL, "type": 0, "name": "desk", "position": 0}, "attachment_size_limit": 0,
        "member": {"user": user, "roles": [], "joined_at": None, "flags": 0, "permissions": "0",
                   "deaf": False, "mute": False},
        "data": {"id": "2000", "name": "watch", "type": 1,
                 "options": [{"type": 1, "name": verb, "options": given}]},
    }  # fmt: skip


def _message(body: Json) -> Json:
    return {
        "id": "3000", "channel_id": _CHANNEL, "type": 0, "content": "", "author": _BOT, "components": [],
        "timestamp": "2026-03-02T12:00:00.000000+00:00", "edited_timestamp": None, "tts": False,
        "mention_everyone": False, "mentions": [], "mention_roles": [], "attachments": [], "embeds": [],
        "pinned": False, "flags": body.get("flags") or 0,
    }  # fmt: skip


async def _main() -> None:
    discord = Discord()
    await serve(discord.application(), discord.ready, {"connect": discord.connect, "ask": discord.ask})


if __name__ == "__main__":
    asyncio.run(_main())
