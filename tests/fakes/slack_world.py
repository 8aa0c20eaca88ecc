"""What the fake Slack remembers, and what its Web API methods do with it."""

import asyncio
import itertools
import json
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from fakes.late import Lateness
from fakes.slack_rules import complaint

if TYPE_CHECKING:
    from aiohttp import web

Json = dict[str, Any]

BOT_TOKEN = "xoxb-test"
APP_TOKEN = "xapp-test"
CHANNELS = {"C00000001": "diplomacy", "C00000002": "general", "C00000003": "archived", "C00000004": "private"}
CLOSED = {"C00000003": "is_archived", "C00000004": "not_in_channel"}
SCOPES = frozenset({"chat:write", "commands", "channels:history", "groups:history"})
"""Without files:write, as the manifest has them: a test of pictures grants it."""
PATIENCE = 10.0


class SlackError(Exception):
    """An answer with ok false; the first argument is Slack's word for it."""


class Workspace:
    """Everything the fake remembers."""

    def __init__(self) -> None:
        self.base = ""
        self.sockets: list[web.WebSocketResponse] = []
        self.greeted = 0
        self.numbers = itertools.count(1)
        self.news = asyncio.Condition()
        self.reset()

    def reset(self) -> None:
        """Forget all but who is connected."""
        self.messages: list[Json] = []
        self.calls: list[Json] = []
        self.faults: list[Json] = []
        self.scopes = set(SCOPES)
        self.tickets: set[str] = set()
        self.acks: dict[str, float] = {}
        self.responses: dict[str, list[Json]] = {}
        self.tasks: set[asyncio.Task[None]] = set()
        self.page_size = 1_000
        self.lateness = Lateness()
        self.ahead = 0.0
        """Seconds by which its clock is ahead."""
        self.files: dict[str, Json] = {}
        self.files_ready = True
        """Whether a file can be shown as soon as its upload is completed."""

    def fault(self, method: str) -> Json | None:
        """The next fault set for the method, used up."""
        for fault in self.faults:
            if fault["method"] == method and fault["times"] > 0:
                fault["times"] -= 1
                return fault
        return None

    def stamp(self) -> str:
        return f"{int(time.time() + self.ahead)}.{next(self.numbers):06d}"

    def channel(self, given: str) -> str:
        by_name = {f"#{name}": channel_id for channel_id, name in CHANNELS.items()}
        channel_id = by_name.get(given, given)
        if channel_id not in CHANNELS:
            raise SlackError("channel_not_found")
        if channel_id in CLOSED:
            raise SlackError(CLOSED[channel_id])
        return channel_id

    def need(self, scope: str) -> None:
        if scope not in self.scopes:
            raise SlackError("missing_scope")

    async def tell(self) -> None:
        async with self.news:
            self.news.notify_all()

    async def wait(self, happened: Callable[[], bool]) -> bool:
        async with self.news:
            with suppress(TimeoutError):
                await asyncio.wait_for(self.news.wait_for(happened), PATIENCE)
        return happened()


def auth_test(_: Workspace, __: Json) -> Json:
    return {
        "url": "https://fake.slack.example/",
        "team": "Fake",
        "user": "wirewatch",
        "team_id": "T00000001",
        "user_id": "U00000000",
        "bot_id": "B00000001",
    }


def connections_open(workspace: Workspace, _: Json) -> Json:
    ticket = f"ticket-{next(workspace.numbers)}"
    workspace.tickets.add(ticket)
    return {"url": f"{workspace.base.replace('http', 'ws', 1)}socket?ticket={ticket}"}


def post_message(workspace: Workspace, args: Json) -> Json:
    workspace.need("chat:write")
    channel = workspace.channel(args["channel"])
    text, blocks = args.get("text", ""), args.get("blocks", [])
    if problem := complaint(text, blocks):
        raise SlackError(problem)
    files = [block["slack_file"]["id"] for block in blocks if block["type"] == "image"]
    if any(not workspace.files.get(file, {}).get("completed") or not workspace.files_ready for file in files):
        raise SlackError("invalid_blocks")
    head = _parent(workspace, channel, args["thread_ts"]) if "thread_ts" in args else None
    named = [{"block_id": f"auto{number}"} | block for number, block in enumerate(blocks)]
    message = {
        "channel": channel,
        "ts": workspace.stamp(),
        "text": text,
        "blocks": named,
        "metadata": args.get("metadata"),
        "edits": 0,
        "first": {"text": text, "blocks": named},
    }
    # To a message that is gone Slack replies in the channel, without an error (slack-go/slack issue 1571).
    threaded = {"thread_ts": head["ts"]} if head else {}
    workspace.messages.append(message | threaded)
    return {
        "channel": channel,
        "ts": message["ts"],
        "message": {"text": text, "blocks": named} | threaded,
    }


def _parent(workspace: Workspace, channel: str, ts: str) -> Json | None:
    return next((m for m in workspace.messages if m["channel"] == channel and m["ts"] == ts), None)


def update(workspace: Workspace, args: Json) -> Json:
    workspace.need("chat:write")
    channel = workspace.channel(args["channel"])
    found = [m for m in workspace.messages if m["channel"] == channel and m["ts"] == args["ts"]]
    if not found:
        raise SlackError("message_not_found")
    if problem := complaint(args.get("text", ""), args.get("blocks", [])):
        raise SlackError(problem)
    message = found[0]
    message |= {key: args[key] for key in ("text", "blocks", "metadata") if key in args}
    message["edits"] += 1
    return {"channel": channel, "ts": message["ts"], "text": message["text"]}


def delete(workspace: Workspace, args: Json) -> Json:
    workspace.need("chat:write")
    channel = workspace.channel(args["channel"])
    message = _parent(workspace, channel, args["ts"])
    if message is None:
        raise SlackError("message_not_found")
    workspace.messages.remove(message)
    return {"channel": channel, "ts": args["ts"]}


def history(workspace: Workspace, args: Json) -> Json:
    workspace.need("channels:history")
    channel = workspace.channel(args["channel"])
    oldest = float(args.get("oldest", 0))
    found = [
        m
        for m in workspace.messages
        if m["channel"] == channel and float(m["ts"]) >= oldest and "thread_ts" not in m
    ]
    return _messages(found[::-1], args, workspace.page_size)


def replies(workspace: Workspace, args: Json) -> Json:
    """The head of the thread and its replies, oldest first."""
    workspace.need("channels:history")
    channel = workspace.channel(args["channel"])
    head = _parent(workspace, channel, args["ts"])
    if head is None:
        raise SlackError("thread_not_found")
    oldest = float(args.get("oldest", 0))
    found = [m for m in workspace.messages if m.get("thread_ts") == head["ts"] and float(m["ts"]) >= oldest]
    return _messages([head, *found], args, workspace.page_size)


def _messages(found: list[Json], args: Json, most: int) -> Json:
    page, cursor = _page(found, args, most)
    if args.get("include_all_metadata") not in {"1", "true"}:
        page = [{key: value for key, value in m.items() if key != "metadata"} for m in page]
    return {"messages": page, "has_more": bool(cursor), "response_metadata": {"next_cursor": cursor}}


def list_channels(workspace: Workspace, args: Json) -> Json:
    workspace.need("channels:read")
    channels = [{"id": key, "name": name} for key, name in CHANNELS.items()]
    page, cursor = _page(channels, args, workspace.page_size)
    return {"channels": page, "response_metadata": {"next_cursor": cursor}}


def _page(items: list[Json], args: Json, most: int) -> tuple[list[Json], str]:
    start = int(args.get("cursor") or 0)
    end = start + min(int(args.get("limit", 100)), most)
    return items[start:end], str(end) if end < len(items) else ""


def upload_url(workspace: Workspace, args: Json) -> Json:
    workspace.need("files:write")
    if not args["filename"] or int(args["length"]) < 1:
        raise SlackError("missing_argument")
    file = f"F{next(workspace.numbers):08d}"
    workspace.files[file] = {"length": int(args["length"]), "body": b"", "completed": False}
    # On another host than the API, as Slack's are on files.slack.com.
    return {
        "file_id": file,
        "upload_url": f"{workspace.base.replace('127.0.0.1', 'localhost')}upload/{file}",
    }


def complete_upload(workspace: Workspace, args: Json) -> Json:
    """Shared nowhere: what `channel_id` would do is not faked."""
    workspace.need("files:write")
    files = json.loads(args["files"])
    for file in files:
        held = workspace.files.get(file["id"])
        if held is None or len(held["body"]) != held["length"]:
            raise SlackError("file_not_found")
        held["completed"] = True
    return {"files": [{"id": file["id"], "title": file.get("title")} for file in files]}


METHODS: dict[str, Callable[[Workspace, Json], Json]] = {
    "auth.test": auth_test,
    "chat.delete": delete,
    "apps.connections.open": connections_open,
    "chat.postMessage": post_message,
    "chat.update": update,
    "conversations.history": history,
    "conversations.list": list_channels,
    "conversations.replies": replies,
    "files.completeUploadExternal": complete_upload,
    "files.getUploadURLExternal": upload_url,
}


def perform(workspace: Workspace, method: str, args: Json, authorization: str) -> Json:
    """Slack's answer to a call."""
    token = APP_TOKEN if method == "apps.connections.open" else BOT_TOKEN
    if authorization != f"Bearer {token}":
        return {"ok": False, "error": "invalid_auth"}
    try:
        return {"ok": True} | METHODS[method](workspace, args)
    except KeyError:
        return {"ok": False, "error": "invalid_arguments" if method in METHODS else "unknown_method"}
    except SlackError as error:
        return {"ok": False, "error": error.args[0]}
