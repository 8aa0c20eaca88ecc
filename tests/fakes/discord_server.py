"""A Discord of our own: the REST and gateway protocol as far as the bot speaks it, with faults on order.

Run as `python -m fakes.discord_server [--nonce-seconds S]`. Prints its base URL; the API is under `api/v10`,
the gateway at `ws://.../gateway`, what tests order and look at under `_fake/`. The token is "discord-test".
"""

import argparse
import asyncio
import json
import socket
import struct
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from fakes.discord_gateway import Gateway
from fakes.discord_world import (
    APPLICATION_ID,
    BOT,
    GUILD_ID,
    TOKEN,
    USER,
    ApiError,
    Fault,
    World,
    check_body,
    guild,
    message_object,
    walk,
)
from fakes.late import Lateness, missing_after

_PATIENCE = 5.0
"""Seconds that a test's question to the bot may take; Discord itself gives 3 for the acknowledgement."""
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def _json(data: Any, *, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """JSON as Discord labels it, without a charset: discord.py reads no other label as JSON."""
    label = {"Content-Type": "application/json"}
    return web.Response(body=json.dumps(data).encode(), status=status, headers=label | (headers or {}))


async def _sent(request: web.Request) -> tuple[dict[str, Any], list[bytes]]:
    """The body, and the files of one in parts: the JSON is one of these then (reference, Uploading Files)."""
    if not request.content_type.startswith("multipart/"):
        return await request.json(), []
    form = await request.post()
    body, files = json.loads(str(form["payload_json"])), []
    while isinstance(part := form.get(f"files[{len(files)}]"), web.FileField):
        part.file.seek(0)
        files.append(part.file.read())
    return body, files


class Interactions:
    """Questions on their way to the bot, by their token, and what it answered so far."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        self._world, self._gateway = world, gateway
        self._waiting: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self._callbacks: dict[str, dict[str, Any]] = {}

    async def ask(self, kind: int, data: dict[str, Any], **more: Any) -> dict[str, Any]:
        """Send INTERACTION_CREATE; the callback and, where it was deferred, the message that followed."""
        number = self._world.new_id()
        token = f"interaction-{number}"
        future = self._waiting[token] = asyncio.get_running_loop().create_future()
        payload = {
            "id": number, "application_id": APPLICATION_ID, "type": kind, "token": token, "version": 1,
            "guild_id": GUILD_ID,
            "member": {"user": USER, "roles": data.pop("roles", []), "joined_at": None, "flags": 0,
                       "permissions": data.pop("permissions", "0"),
                       "deaf": False, "mute": False},
            "data": data, "attachment_size_limit": 0, "entitlements": [], "locale": "en-GB",
        }  # fmt: skip
        await self._gateway.event("INTERACTION_CREATE", payload | self._place(data.pop("in", "1002")) | more)
        try:
            return await asyncio.wait_for(future, _PATIENCE)
        except TimeoutError:
            raise ApiError(504, 0, "the bot did not answer") from None

    def _place(self, channel_id: str) -> dict[str, Any]:
        """A channel, or a thread, as the place of an interaction."""
        thread = self._world.threads.get(channel_id)
        return {"channel_id": channel_id, "channel": thread or {"id": channel_id, "type": 0}}

    def acknowledge(self, token: str, body: dict[str, Any]) -> None:
        self._find(token)
        if token in self._callbacks:
            raise ApiError(400, 40060, "Interaction has already been acknowledged.")
        self._callbacks[token] = body
        if body["type"] not in {5, 6}:
            self._waiting[token].set_result({"callback": body})

    def complete(self, token: str, body: dict[str, Any]) -> dict[str, Any]:
        """The edit of the original answer, which a deferred one waits for."""
        future = self._find(token)
        check_body(body)
        deferred = self._callbacks[token]
        flags = (body.get("flags") or 0) | (deferred.get("data") or {}).get("flags", 0)
        message = message_object(self._world.new_id(), "1002", body | {"flags": flags})
        if not future.done():
            future.set_result({"callback": deferred, "message": message, "body": body})
        return message

    def follow(self, token: str, body: dict[str, Any]) -> dict[str, Any]:
        """A message after the acknowledgement; the first one after a deferred update is the answer."""
        future = self._find(token)
        check_body(body)
        message = message_object(self._world.new_id(), "1002", body)
        if not future.done() and self._callbacks[token]["type"] == 6:
            future.set_result({"callback": self._callbacks[token], "message": message, "body": body})
        return message

    def _find(self, token: str) -> asyncio.Future[dict[str, Any]]:
        if token not in self._waiting:
            raise ApiError(404, 10062, "Unknown interaction")
        return self._waiting[token]


class Api:
    """The routes under /api/v10."""

    def __init__(self, world: World, gateway: Gateway, interactions: Interactions) -> None:
        self._world, self._gateway, self._interactions = world, gateway, interactions

    def routes(self) -> list[web.RouteDef]:
        base = "/api/v10"
        messages = base + "/channels/{channel}/messages"
        return [
            web.get(base + "/users/@me", self._me),
            web.get(base + "/oauth2/applications/@me", self._application),
            web.get(base + "/applications/@me", self._application),
            web.put(base + "/applications/{application}/commands", self._commands),
            web.post(messages, self._create),
            web.get(messages, self._history),
            web.patch(messages + "/{message}", self._edit),
            web.delete(messages + "/{message}", self._remove),
            web.patch(base + "/channels/{channel}", self._archive),
            web.get(base + "/users/@me/guilds", self._guilds),
            web.get(base + "/guilds/{guild}", self._guild),
            web.get(base + "/guilds/{guild}/channels", self._channels),
            web.get(base + "/guilds/{guild}/members/{member}", self._member),
            web.post(messages + "/{message}/threads", self._open_thread),
            web.post(base + "/interactions/{id}/{token}/callback", self._callback),
            web.patch(base + "/webhooks/{application}/{token}/messages/@original", self._original),
            web.post(base + "/webhooks/{application}/{token}", self._follow),
            web.get("/gateway", self._gateway.serve),
        ]

    async def _me(self, _request: web.Request) -> web.Response:
        return _json(BOT)

    async def _application(self, _request: web.Request) -> web.Response:
        about = {"id": APPLICATION_ID, "name": "Wirewatch", "description": "", "icon": None, "flags": 0}
        about |= {"bot_public": False, "bot_require_code_grant": False, "owner": USER, "verify_key": ""}
        return _json(about)

    async def _commands(self, request: web.Request) -> web.Response:
        self._world.commands = [
            {"description": ""}
            | command
            | {"id": self._world.new_id(), "application_id": APPLICATION_ID, "version": "1"}
            for command in await request.json()
        ]
        return _json(self._world.commands)

    async def _create(self, request: web.Request) -> web.Response:
        return _json(self._world.create(request.match_info["channel"], *await _sent(request)))

    async def _edit(self, request: web.Request) -> web.Response:
        where = request.match_info
        return _json(self._world.edit(where["channel"], where["message"], *await _sent(request)))

    async def _remove(self, request: web.Request) -> web.Response:
        self._world.remove(request.match_info["channel"], request.match_info["message"])
        return web.Response(status=204)

    async def _archive(self, request: web.Request) -> web.Response:
        return _json(self._world.archive(request.match_info["channel"]))

    async def _guilds(self, request: web.Request) -> web.Response:
        return _json([] if "after" in request.query else [{"id": GUILD_ID, "name": "Desk"}])

    async def _guild(self, _request: web.Request) -> web.Response:
        return _json({k: v for k, v in guild().items() if k not in {"channels", "members", "threads"}})

    async def _channels(self, _request: web.Request) -> web.Response:
        return _json(guild(told_everything=True)["channels"])

    async def _member(self, _request: web.Request) -> web.Response:
        return _json(guild()["members"][0])

    async def _history(self, request: web.Request) -> web.Response:
        before, limit = int(request.query.get("before", 0)), int(request.query.get("limit", 50))
        return _json(self._world.history(request.match_info["channel"], before, limit))

    async def _open_thread(self, request: web.Request) -> web.Response:
        where, body = request.match_info, await request.json()
        thread = self._world.open_thread(where["channel"], where["message"], body)
        await self._gateway.event("THREAD_CREATE", thread | {"newly_created": True})
        return _json(thread, status=201)

    async def _callback(self, request: web.Request) -> web.Response:
        body = await request.json()
        self._interactions.acknowledge(request.match_info["token"], body)
        about = {"id": request.match_info["id"], "type": 2, "response_message_loading": body["type"] == 5}
        return _json({"interaction": about, "resource": {"type": body["type"]}})

    async def _original(self, request: web.Request) -> web.Response:
        return _json(self._interactions.complete(request.match_info["token"], await request.json()))

    async def _follow(self, request: web.Request) -> web.Response:
        return _json(self._interactions.follow(request.match_info["token"], await request.json()))


class Control:
    """The routes under /_fake: what tests order and look at."""

    def __init__(self, world: World, gateway: Gateway, interactions: Interactions) -> None:
        self._world, self._gateway, self._interactions = world, gateway, interactions

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/_fake/messages", self._messages),
            web.get("/_fake/commands", self._registered),
            web.get("/_fake/calls", self._calls),
            web.get("/_fake/threads", self._threads),
            web.get("/_fake/gateway", self._connections),
            web.post("/_fake/faults", self._fault),
            web.post("/_fake/late", self._late),
            web.post("/_fake/ahead", self._ahead),
            web.post("/_fake/until", self._until),
            web.post("/_fake/forget-nonces", self._forget),
            web.post("/_fake/reset", self._reset),
            web.post("/_fake/delete", self._delete),
            web.post("/_fake/message", self._foreign),
            web.post("/_fake/gateway", self._order),
            web.post("/_fake/command", self._command),
            web.post("/_fake/autocomplete", self._complete),
            web.post("/_fake/button", self._button),
            web.post("/_fake/menu", self._menu),
        ]

    async def _messages(self, _request: web.Request) -> web.Response:
        return _json(self._world.messages)

    async def _registered(self, _request: web.Request) -> web.Response:
        return _json(self._world.commands)

    async def _threads(self, _request: web.Request) -> web.Response:
        return _json(list(self._world.threads.values()))

    async def _calls(self, _request: web.Request) -> web.Response:
        return _json(self._world.calls)

    async def _connections(self, _request: web.Request) -> web.Response:
        seen = {"identifies": self._gateway.identifies, "resumes": self._gateway.resumes}
        return _json(seen | {"connected": self._gateway.connection is not None})

    async def _fault(self, request: web.Request) -> web.Response:
        self._world.faults.append(Fault(**await request.json()))
        return web.Response(status=204)

    async def _late(self, request: web.Request) -> web.Response:
        """One message in `one_in` loses its connection, and is shown up to `seconds` later."""
        self._world.lateness = Lateness(**await request.json())
        return web.Response(status=204)

    async def _ahead(self, request: web.Request) -> web.Response:
        self._world.ahead = (await request.json())["seconds"]
        return web.Response(status=204)

    async def _until(self, request: web.Request) -> web.Response:
        """Wait at most `seconds` for messages with these `texts`; which are in none of them."""
        order = await request.json()
        missing = await missing_after(order["seconds"], order["texts"], lambda: self._world.messages)
        return _json({"missing": missing})

    async def _forget(self, _request: web.Request) -> web.Response:
        self._world.nonces.clear()
        return web.Response(status=204)

    async def _foreign(self, request: web.Request) -> web.Response:
        """The newest message once more: by another `author`, or `bare` of the ids that it was sent with."""
        order = await request.json()
        body = json.loads(json.dumps(self._world.messages[-1]["sent"]))
        if order.get("bare"):
            for part in (*walk(body["components"]), *body.get("embeds", [])):
                part.pop("id", None)
                part.pop("url", None)
        message = message_object(self._world.new_id(), order["channel"], body, sent=body)
        message["author"] = BOT | {"id": order.get("author", BOT["id"])}
        self._world.messages.append(message)
        return web.Response(status=204)

    async def _delete(self, request: web.Request) -> web.Response:
        """A member deletes a message, or a thread, which no other can take the place of."""
        order = await request.json()
        if "message" in order:
            self._world.delete(order["message"])
        if thread := self._world.threads.pop(order.get("thread", ""), None):
            self._world.deleted_threads.add(thread["id"])
            about = {name: thread[name] for name in ("id", "guild_id", "parent_id", "type")}
            await self._gateway.event("THREAD_DELETE", about)
        return web.Response(status=204)

    async def _reset(self, _request: web.Request) -> web.Response:
        self._world.reset()
        self._gateway.reset()
        return web.Response(status=204)

    async def _order(self, request: web.Request) -> web.Response:
        order = await request.json()
        self._gateway.close_on_identify = order.get("close_on_identify", 0)
        if "drop" in order:
            await self._gateway.drop(order["drop"])
        if "event" in order:
            await self._gateway.event(order["event"], order["data"])
        return web.Response(status=204)

    async def _command(self, request: web.Request) -> web.Response:
        return _json(await self._interactions.ask(2, self._invocation(await request.json())))

    async def _complete(self, request: web.Request) -> web.Response:
        data = self._invocation(await request.json())
        for option in data["options"][0]["options"]:
            option["focused"] = True
        return _json(await self._interactions.ask(4, data))

    async def _button(self, request: web.Request) -> web.Response:
        """A press on a message's button, or on one of a message that is long gone from the fake's memory."""
        body = await request.json()
        known = next((m for m in self._world.messages if m["id"] == body.get("message")), None)
        message = known or message_object(self._world.new_id(), "1002", {})
        data = {"custom_id": body["custom_id"], "component_type": 2, "in": body.get("channel", "1002")}
        data |= {"permissions": body.get("permissions", "0"), "roles": body.get("roles", [])}
        return _json(await self._interactions.ask(3, data, message=message))

    async def _menu(self, request: web.Request) -> web.Response:
        """A command of a message's menu, on the newest message or on one of a member with `content`."""
        body = await request.json()
        command = next(c for c in self._world.commands if c["name"] == body["name"])
        said = message_object(self._world.new_id(), "1002", {}) | {"content": body.get("content", "")}
        message = said if "content" in body else self._world.messages[-1]
        data = {"id": command["id"], "name": command["name"], "type": command["type"]}
        data |= {"target_id": message["id"], "resolved": {"messages": {message["id"]: message}}}
        return _json(await self._interactions.ask(2, data))

    def _invocation(self, body: dict[str, Any]) -> dict[str, Any]:
        """`{"verb": "latest", "options": {...}}` as the client of a member sends it."""
        watch = next((c for c in self._world.commands if c["name"] == "watch"), None)
        verbs = {option["name"] for option in watch["options"]} if watch else set()
        if watch is None or body["verb"] not in verbs:
            raise ApiError(400, 50035, f"/watch {body['verb']} is not registered; there are {sorted(verbs)}")
        options = [{"type": 3, "name": n, "value": v} for n, v in body.get("options", {}).items()]
        verb = {"type": 1, "name": body["verb"], "options": options}
        return {"id": watch["id"], "name": "watch", "type": 1, "options": [verb]}


def application(nonce_seconds: float) -> tuple[web.Application, Gateway]:
    world, gateway = World(nonce_seconds=nonce_seconds), Gateway()
    interactions = Interactions(world, gateway)
    app = web.Application(middlewares=[_api_answers(world)])
    app.add_routes(Api(world, gateway, interactions).routes())
    app.add_routes(Control(world, gateway, interactions).routes())
    return app, gateway


def _api_answers(world: World) -> Any:
    @web.middleware
    async def answer(request: web.Request, handler: _Handler) -> web.StreamResponse:
        try:
            if not request.path.startswith("/api/"):
                return await handler(request)
            return await _api(world, request, handler)
        except ApiError as error:
            return _json({"code": error.code, "message": error.message}, status=error.status)

    return answer


async def _api(world: World, request: web.Request, handler: _Handler) -> web.StreamResponse:
    world.calls.append({"method": request.method, "path": request.path, "query": dict(request.query)})
    # Interactions carry their own token in the path; everything else wants the bot's.
    own = "/interactions/" in request.path or "/webhooks/" in request.path
    if not own and request.headers.get("Authorization") != f"Bot {TOKEN}":
        raise ApiError(401, 0, "401: Unauthorized")
    fault = world.fault(request.method, request.path)
    if fault is None:
        late = await _lateness(world, request)
        return await handler(request) if late is None else _accept_later(world, request, handler, late)
    match fault.mode:
        case "reset_before_accept":
            return _reset(request)
        case "reset_after_accept":
            await handler(request)
            return _reset(request)
        case "status_after_accept":
            await handler(request)
            return _json({"code": fault.code, "message": "fault"}, status=fault.status)
        case "not_json":
            await handler(request)
            return web.Response(text="<html>", content_type="text/html")
        case "ratelimited":
            return _rate_limited(fault)
        case _:
            raise ApiError(fault.status, fault.code, "fault")


async def _lateness(world: World, request: web.Request) -> float | None:
    posts = request.method == "POST" and request.path.endswith("/messages")
    return world.lateness.of((await _sent(request))[0].get("nonce") or "") if posts else None


def _accept_later(world: World, request: web.Request, handler: _Handler, seconds: float) -> web.Response:
    async def accept() -> None:
        await asyncio.sleep(seconds)
        await handler(request)

    task = asyncio.create_task(accept())
    world.accepting.add(task)
    task.add_done_callback(world.accepting.discard)
    return _reset(request)


def _rate_limited(fault: Fault) -> web.Response:
    """429 as it comes from Discord itself, through its proxy (discord.py looks for `Via`)."""
    body = {
        "message": "You are being rate limited.",
        "retry_after": fault.seconds,
        "global": fault.everywhere,
    }
    return _json(body, status=429, headers={"Retry-After": str(fault.seconds), "Via": "1.1 fake"})


def _reset(request: web.Request) -> web.Response:
    """RST instead of an answer."""
    if request.transport is not None:
        raw = request.transport.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        request.transport.abort()
    return web.Response()


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--nonce-seconds", type=float, default=180.0)
    app, gateway = application(arguments.parse_args().nonce_seconds)
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    gateway.url = f"ws://127.0.0.1:{port}/gateway"
    print(f"http://127.0.0.1:{port}/", flush=True)  # noqa: T201 - the address, for who started it
    web.run_app(app, sock=listener, print=None, shutdown_timeout=0.5)


if __name__ == "__main__":
    main()
