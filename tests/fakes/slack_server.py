"""A Slack that speaks the wire protocol on loopback: Web API, Socket Mode, response URLs.

Run as `python -m fakes.slack_server`; its base URL is the first line it prints. It takes the bot token
xoxb-test and the app token xapp-test. What happened is read, and faults are set, under /_fake/:

    GET  messages, calls, files
    POST faults      {"method": "chat.postMessage", "mode": ..., "seconds": 1, "times": 1}
         modes: reset_before_accept, reset_after_accept, late_accept, hang, ratelimited, status_500, not_json,
         plain_text, broken_json, error (with "error"); methods "socket" and "response_url" know one:
         refusing; "socket" also deaf, which answers no ping; "upload" is where the bytes of files go
    POST files       {"ready": false}   from now on no uploaded file can be shown
    POST late        {"one_in": 4, "seconds": 5}   one message in four is shown late
    POST ahead       {"seconds": 3600}   by which its clock is ahead from now on
    POST until       {"texts": [...], "seconds": 10}   waits for messages with them; gives {"missing": [...]}
    POST scopes      {"grant": [...], "revoke": [...]}
    POST pages       {"size": 2}    the most that a page of a list holds
    POST settle      wait for what is accepted late
    POST acked       wait for an envelope to be acknowledged
    POST left        wait until nobody is connected
    POST reset       forget all but who is connected
    POST command     {"text": "latest x", "user": "U1"}   gives {"acked_after": seconds, "responses": [...]}
    POST action      {"action_id": "v1:why:s1"}            gives the same; both take a "channel"
    POST delete      {"ts": "1700000000.000001"}
    POST disconnect  {"mode": "asked" | "warned" | "crowded" | "closed"}   gives {"reconnected": true}
    POST greeted     {"times": 2}                          wait for so many connections since the last reset
    POST refreshes   {"times": 200}                        see `slack_refreshes`
"""

import argparse
import asyncio
import json
import signal
import time
from collections.abc import Awaitable, Callable
from functools import partial

from aiohttp import WSMsgType, web

from fakes.late import Lateness, missing_after
from fakes.slack_refreshes import refreshed
from fakes.slack_rules import complaint
from fakes.slack_world import PATIENCE, Json, Workspace, perform


def api(workspace: Workspace) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def handle(request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        args = await _arguments(request)
        workspace.calls.append({"method": method, "args": args})
        authorization = request.headers.get("Authorization", "")
        act = partial(perform, workspace, method, args, authorization)
        fault = workspace.fault(method) or _late(workspace, method, args)
        if fault:
            return await _misbehave(workspace, request, fault, act)
        scopes = {"x-oauth-scopes": ",".join(sorted(workspace.scopes))}
        return web.json_response(act(), headers=scopes)

    return handle


def _late(workspace: Workspace, method: str, args: Json) -> Json | None:
    """A message that is late by its key."""
    key = json.dumps(args["metadata"]) if method == "chat.postMessage" and args.get("metadata") else ""
    seconds = workspace.lateness.of(key)
    return None if seconds is None else {"mode": "late_accept", "seconds": seconds}


async def _arguments(request: web.Request) -> Json:
    if request.content_type == "application/json":
        return dict(await request.json())
    return dict(request.query) | dict(await request.post())


async def _misbehave(
    workspace: Workspace, request: web.Request, fault: Json, act: Callable[[], Json]
) -> web.StreamResponse:
    mode = fault["mode"]
    if mode in ANSWERS:
        return ANSWERS[mode](fault)
    if mode == "reset_after_accept":
        act()
    elif mode == "late_accept":
        workspace.tasks.add(asyncio.create_task(_later(fault["seconds"], act)))
    elif mode == "hang":
        await asyncio.sleep(PATIENCE)
    elif mode != "reset_before_accept":
        raise ValueError(mode)
    return _reset(request)


def _ratelimited(fault: Json) -> web.Response:
    headers = {"Retry-After": str(int(fault["seconds"]))}
    return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)


ANSWERS: dict[str, Callable[[Json], web.Response]] = {
    "ratelimited": _ratelimited,
    "status_500": lambda _: web.Response(status=500, text="server error"),
    "not_json": lambda _: web.Response(text="<html>proxy</html>", content_type="text/html"),
    "plain_text": lambda _: web.Response(text="hello from a proxy"),
    "broken_json": lambda _: web.Response(text='{"ok": tr', content_type="application/json"),
    "error": lambda fault: web.json_response({"ok": False, "error": fault["error"]}),
}


def _reset(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _later(seconds: float, act: Callable[[], Json]) -> None:
    await asyncio.sleep(seconds)
    act()


def socket(workspace: Workspace) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def handle(request: web.Request) -> web.StreamResponse:
        workspace.calls.append({"method": "socket", "args": {"open": len(workspace.sockets)}})
        fault = workspace.fault("socket")
        if fault is not None and fault["mode"] != "deaf":
            workspace.tickets.discard(request.query["ticket"])
            return web.Response(status=500)
        if request.query.get("ticket") not in workspace.tickets:
            return web.Response(status=403)
        workspace.tickets.discard(request.query["ticket"])  # good for one use
        connection = web.WebSocketResponse(autoping=fault is None)
        await connection.prepare(request)
        await connection.send_json({"type": "hello", "num_connections": 1})
        workspace.sockets.append(connection)
        workspace.greeted += 1
        await workspace.tell()
        async for frame in connection:
            if frame.type is WSMsgType.TEXT:
                envelope = json.loads(frame.data)["envelope_id"]
                workspace.acks[envelope] = time.monotonic()
                connection.setdefault("acked", []).append(envelope)
                await workspace.tell()
        workspace.sockets.remove(connection)
        await workspace.tell()
        return connection

    return handle


def respond(workspace: Workspace) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def handle(request: web.Request) -> web.StreamResponse:
        body = await request.json()
        told = workspace.responses.setdefault(request.match_info["number"], [])
        fault = workspace.fault("response_url")
        refused = fault is not None or complaint(body.get("text", ""), body.get("blocks", [])) is not None
        if refused or len(told) >= 5:  # docs.slack.dev/interactivity/handling-user-interaction: five uses
            told.append({"refused": body})
            await workspace.tell()
            return web.Response(status=500 if fault else 404)
        told.append(body)
        await workspace.tell()
        return web.Response(text="ok")

    return handle


def upload(workspace: Workspace) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """Where the bytes of a file go; the address alone is the right to it."""

    async def handle(request: web.Request) -> web.StreamResponse:
        workspace.calls.append(
            {"method": "upload", "args": {"authorized": "Authorization" in request.headers}}
        )
        if fault := workspace.fault("upload"):
            return await _misbehave(workspace, request, fault, dict)
        file = workspace.files.get(request.match_info["file"])
        if file is None:
            return web.Response(status=404)
        file["body"] = await request.read()
        return web.Response(text=f"OK - {len(file['body'])}")

    return handle


REASONS = {"asked": "refresh_requested", "warned": "warning", "crowded": "too_many_websockets"}


class Control:
    """The endpoints under /_fake/, for tests."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def messages(self, _: web.Request) -> web.Response:
        return web.json_response(self._workspace.messages)

    async def calls(self, _: web.Request) -> web.Response:
        return web.json_response(self._workspace.calls)

    async def uploads(self, _: web.Request) -> web.Response:
        files = self._workspace.files.items()
        told = {
            file: held | {"body": None, "png": held["body"].startswith(b"\x89PNG\r\n\x1a\n")}
            for file, held in files
        }
        return web.json_response(told)

    async def files(self, request: web.Request) -> web.Response:
        self._workspace.files_ready = (await request.json())["ready"]
        return web.json_response({})

    async def faults(self, request: web.Request) -> web.Response:
        fault = {"seconds": 1, "times": 1} | await request.json()
        self._workspace.faults.append(fault)
        return web.json_response(fault)

    async def late(self, request: web.Request) -> web.Response:
        self._workspace.lateness = Lateness(**await request.json())
        return web.json_response({})

    async def ahead(self, request: web.Request) -> web.Response:
        self._workspace.ahead = (await request.json())["seconds"]
        return web.json_response({})

    async def until(self, request: web.Request) -> web.Response:
        order = await request.json()
        missing = await missing_after(order["seconds"], order["texts"], lambda: self._workspace.messages)
        return web.json_response({"missing": missing})

    async def scopes(self, request: web.Request) -> web.Response:
        change = await request.json()
        self._workspace.scopes |= set(change.get("grant", ()))
        self._workspace.scopes -= set(change.get("revoke", ()))
        return web.json_response(sorted(self._workspace.scopes))

    async def pages(self, request: web.Request) -> web.Response:
        self._workspace.page_size = (await request.json())["size"]
        return web.json_response({})

    async def acked(self, _: web.Request) -> web.Response:
        return web.json_response({"acked": await self._workspace.wait(lambda: bool(self._workspace.acks))})

    async def left(self, _: web.Request) -> web.Response:
        return web.json_response({"left": await self._workspace.wait(lambda: not self._workspace.sockets)})

    async def delete(self, request: web.Request) -> web.Response:
        """A member deletes the message; its replies stay."""
        ts = (await request.json())["ts"]
        self._workspace.messages = [m for m in self._workspace.messages if m["ts"] != ts]
        return web.json_response({})

    async def reset(self, _: web.Request) -> web.Response:
        self._workspace.reset()
        return web.json_response({})

    async def settle(self, _: web.Request) -> web.Response:
        """Wait for what was accepted late."""
        await asyncio.gather(*self._workspace.tasks)
        return web.json_response({})

    async def command(self, request: web.Request) -> web.Response:
        given = await request.json()
        payload = {
            "command": given.get("command", "/watch"),
            "text": given.get("text", ""),
            "user_id": given.get("user", "U00000001"),
            "user_name": "asha",
            "team_id": "T00000001",
            "channel_id": given.get("channel", "C00000001"),
            "channel_name": "diplomacy",
            "trigger_id": f"1.2.{next(self._workspace.numbers)}",
        }
        return await self._ask("slash_commands", payload)

    async def action(self, request: web.Request) -> web.Response:
        given = await request.json()
        user = {"id": given.get("user", "U00000001"), "username": "asha", "team_id": "T00000001"}
        action = {
            "type": "button",
            "action_id": given["action_id"],
            "block_id": "auto1",
            "value": given.get("value", ""),
            "text": {"type": "plain_text", "text": "Button"},
            "action_ts": "1700000000.000001",
        }
        payload = {
            "type": "block_actions",
            "user": user,
            "team": {"id": "T00000001", "domain": "fake"},
            "channel": {"id": given.get("channel", "C00000001"), "name": "diplomacy"},
            "container": {"type": "message", "message_ts": "1700000000.000001"},
            "trigger_id": f"1.2.{next(self._workspace.numbers)}",
            "actions": [action],
        }
        return await self._ask("interactive", payload)

    async def disconnect(self, request: web.Request) -> web.Response:
        """End the sockets, as Slack does after asking for it or networks do without; wait for a new one."""
        workspace = self._workspace
        mode = (await request.json())["mode"]
        before = workspace.greeted
        for connection in tuple(workspace.sockets):
            if mode in REASONS:
                await connection.send_json({"type": "disconnect", "reason": REASONS[mode]})
            else:
                await connection.close()
        return web.json_response({"reconnected": await workspace.wait(lambda: workspace.greeted > before)})

    async def greeted(self, request: web.Request) -> web.Response:
        """Wait until that many connections were asked for since the last reset."""
        times = (await request.json())["times"]

        def enough() -> bool:
            return sum(call["method"] == "socket" for call in self._workspace.calls) >= times

        return web.json_response({"greeted": await self._workspace.wait(enough)})

    async def refreshes(self, request: web.Request) -> web.Response:
        return web.json_response(await refreshed(self._workspace, (await request.json())["times"]))

    async def _ask(self, kind: str, payload: Json) -> web.Response:
        """Send an envelope over a socket, and wait for its ack and its first response."""
        workspace = self._workspace
        number = str(next(workspace.numbers))
        envelope = f"envelope-{number}"
        if not await workspace.wait(lambda: bool(workspace.sockets)):
            return web.json_response({"error": "no socket is connected"}, status=409)
        sent = time.monotonic()
        await workspace.sockets[-1].send_json(
            {
                "type": kind,
                "envelope_id": envelope,
                "accepts_response_payload": kind == "slash_commands",
                "payload": payload | {"response_url": f"{workspace.base}response/{number}"},
            }
        )
        await workspace.wait(lambda: envelope in workspace.acks and number in workspace.responses)
        acked = workspace.acks.get(envelope)
        return web.json_response(
            {
                "acked_after": None if acked is None else acked - sent,
                "responses": workspace.responses.get(number, []),
            }
        )


def application(workspace: Workspace) -> web.Application:
    control = Control(workspace)
    app = web.Application(client_max_size=2**22)
    app.router.add_route("*", "/{method:[a-zA-Z]+[.][a-zA-Z.]+}", api(workspace))
    app.router.add_get("/socket", socket(workspace))
    app.router.add_post("/response/{number}", respond(workspace))
    app.router.add_post("/upload/{file}", upload(workspace))
    app.router.add_get("/_fake/files", control.uploads)
    for name in ("messages", "calls"):
        app.router.add_get(f"/_fake/{name}", getattr(control, name))
    for name in (
        "faults",
        "files",
        "late",
        "ahead",
        "until",
        "scopes",
        "pages",
        "settle",
        "acked",
        "left",
        "reset",
        "command",
        "action",
        "disconnect",
        "refreshes",
        "greeted",
        "delete",
    ):
        app.router.add_post(f"/_fake/{name}", getattr(control, name))
    return app


async def serve(port: int) -> None:
    workspace = Workspace()
    runner = web.AppRunner(application(workspace), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    workspace.base = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    print(workspace.base, flush=True)  # noqa: T201 - how a test learns the port
    await stop.wait()
    for connection in tuple(workspace.sockets):
        await connection.close()
    await runner.cleanup()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    asyncio.run(serve(parser.parse_args().port))
