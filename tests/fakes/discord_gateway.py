"""The fake Discord's gateway: hello, identify or resume, events, heartbeats; zlib-stream where asked for."""

import json
import secrets
import zlib
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from fakes.discord_world import APPLICATION_ID, BOT, GUILD_ID, TOKEN, guild

_DISPATCH, _HEARTBEAT, _IDENTIFY, _RESUME, _RECONNECT, _INVALID, _HELLO, _ACK = 0, 1, 2, 6, 7, 9, 10, 11


class Connection:
    """One websocket and its compression."""

    def __init__(self, socket: web.WebSocketResponse, *, compressed: bool) -> None:
        self.socket = socket
        self._deflate = zlib.compressobj() if compressed else None

    async def send(self, payload: dict[str, Any]) -> None:
        text = json.dumps(payload)
        if self._deflate is None:
            await self.socket.send_str(text)
            return
        data = self._deflate.compress(text.encode()) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
        await self.socket.send_bytes(data)


@dataclass(kw_only=True)
class Gateway:
    """One session at a time; its events are kept, so that a resumed connection misses none."""

    url: str = ""
    identifies: list[dict[str, Any]] = field(default_factory=list)
    resumes: int = 0
    close_on_identify: int = 0
    connection: Connection | None = None
    _events: list[dict[str, Any]] = field(default_factory=list)
    _session: str = ""

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        connection = Connection(socket, compressed=request.query.get("compress") == "zlib-stream")
        await connection.send({"op": _HELLO, "d": {"heartbeat_interval": 41_250}})
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                await self._heard(connection, json.loads(message.data))
        if self.connection is connection:
            self.connection = None
        return socket

    async def event(self, name: str, data: dict[str, Any]) -> None:
        """Send an event, or keep it for the connection that resumes."""
        payload = {"op": _DISPATCH, "t": name, "s": len(self._events) + 1, "d": data}
        self._events.append(payload)
        if self.connection:
            await self.connection.send(payload)

    def reset(self) -> None:
        """Count from here on; a present connection stays."""
        self.identifies.clear()
        self.resumes = self.close_on_identify = 0

    async def drop(self, code: int) -> None:
        """Close the connection, as a deployment of Discord's does."""
        if self.connection:
            connection, self.connection = self.connection, None
            await connection.socket.close(code=code)

    async def _heard(self, connection: Connection, payload: dict[str, Any]) -> None:
        match payload["op"]:
            case 1:
                await connection.send({"op": _ACK})
            case 2:
                await self._identify(connection, payload["d"])
            case 6:
                await self._resume(connection, payload["d"])

    async def _identify(self, connection: Connection, data: dict[str, Any]) -> None:
        self.identifies.append({"intents": data["intents"], "compress": data["compress"]})
        refused = self.close_on_identify or (0 if data["token"] == TOKEN else 4004)
        if refused:
            await connection.socket.close(code=refused)
            return
        self.connection, self._events = connection, []
        self._session = secrets.token_hex(8)
        await self.event("READY", self._ready())
        await self.event("GUILD_CREATE", guild())

    async def _resume(self, connection: Connection, data: dict[str, Any]) -> None:
        self.resumes += 1
        if data["token"] != TOKEN or data["session_id"] != self._session:
            await connection.send({"op": _INVALID, "d": False})
            return
        seen = data["seq"]
        while seen < len(self._events):  # also those that come up meanwhile
            await connection.send(self._events[seen])
            seen += 1
        self.connection = connection
        await self.event("RESUMED", {})

    def _ready(self) -> dict[str, Any]:
        return {
            "v": 10,
            "user": BOT,
            "guilds": [{"id": GUILD_ID, "unavailable": True}],
            "session_id": self._session,
            "resume_gateway_url": self.url,
            "application": {"id": APPLICATION_ID, "flags": 0},
        }
