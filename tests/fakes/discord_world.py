"""What the fake Discord knows: one server with a few channels, their messages, nonces and faults to come."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

from fakes.late import Lateness

TOKEN = "discord-test"
EPOCH_MS = 1_420_070_400_000  # resources: reference#snowflakes
APPLICATION_ID, BOT_ID, GUILD_ID = "901", "900", "1000"
EDITORS = "1101"
"""A role of the server; nobody has it who is not said to."""
CHANNELS = {
    "1001": "general",
    "1002": "diplomacy",
    "1003": "read-only",
    "1004": "no-history",
    "1005": "energy",
    "1006": "no-threads",
    "1007": "no-replies",
    "1008": "untold",
    "1009": "hidden",
    "1010": "no-files",
    "1011": "no-embeds",
}
UNTOLD = frozenset({"1008"})  # the gateway does not list them
SEND, READ, HISTORY, OPEN_THREADS, REPLY = 0x800, 0x400, 0x10000, 1 << 35, 1 << 38
EMBED, ATTACH = 0x4000, 0x8000
# Rights that the bot lacks.
NO_ACCESS = {
    "1003": SEND, "1004": HISTORY, "1006": OPEN_THREADS, "1007": REPLY, "1009": READ, "1010": ATTACH,
    "1011": EMBED,
}  # fmt: skip
COMPONENTS_V2 = 1 << 15
SUPPRESS_EMBEDS = 1 << 2
EPHEMERAL = 1 << 6
USER = {"id": "700", "username": "asker", "discriminator": "0", "avatar": None, "global_name": "Asker"}
BOT = {"id": BOT_ID, "username": "wirewatch", "discriminator": "0", "avatar": None, "bot": True}


class ApiError(Exception):
    """What Discord answers instead of doing it."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


@dataclass(kw_only=True)
class Fault:
    """Meets the next `times` requests whose method and path fit."""

    mode: str
    method: str = ""
    path: str = ""
    times: int = 1
    status: int = 500
    code: int = 0
    seconds: float = 1.0
    everywhere: bool = False

    def meets(self, method: str, path: str) -> bool:
        return self.times > 0 and self.method in {"", method} and self.path in path


@dataclass(kw_only=True)
class World:
    nonce_seconds: float
    messages: list[dict[str, Any]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    calls: list[dict[str, Any]] = field(default_factory=list)
    commands: list[dict[str, Any]] = field(default_factory=list)
    nonces: dict[str, tuple[float, dict[str, Any]]] = field(default_factory=dict)
    threads: dict[str, dict[str, Any]] = field(default_factory=dict)
    deleted_threads: set[str] = field(default_factory=set)
    lateness: Lateness = field(default_factory=Lateness)
    ahead: float = 0.0
    """Seconds by which its clock is ahead."""
    accepting: set[asyncio.Task[None]] = field(default_factory=set)
    _last_id: int = 0

    def reset(self) -> None:
        """As just started; ids go on counting by the time."""
        for kept in (self.messages, self.faults, self.calls, self.nonces, self.threads, self.deleted_threads):
            kept.clear()
        self.lateness = Lateness()
        self.ahead, self._last_id = 0.0, 0

    def new_id(self) -> str:
        """A snowflake of the present, larger than every one before it."""
        now = (int((time.time() + self.ahead) * 1000) - EPOCH_MS) << 22
        self._last_id = max(now, self._last_id + 1)
        return str(self._last_id)

    def fault(self, method: str, path: str) -> Fault | None:
        fault = next((f for f in self.faults if f.meets(method, path)), None)
        if fault:
            fault.times -= 1
        return fault

    def create(self, channel_id: str, body: dict[str, Any], files: list[bytes]) -> dict[str, Any]:
        """A new message, or the earlier one with the same enforced nonce."""
        self.may(channel_id, REPLY if channel_id in self.threads else SEND)
        check_body(body)
        if body.get("embeds"):
            self.may(channel_id, EMBED)
        attachments = self._attached(channel_id, body, files)
        nonce = body.get("nonce")
        if nonce and body.get("enforce_nonce") and nonce in self.nonces:
            until, message = self.nonces[nonce]
            if time.monotonic() < until:
                return message
        message = self._message(channel_id, body) | {"attachments": attachments}
        self.messages.append(message)
        if nonce:
            self.nonces[nonce] = (time.monotonic() + self.nonce_seconds, message)
        return message

    def edit(
        self, channel_id: str, message_id: str, body: dict[str, Any], files: list[bytes]
    ) -> dict[str, Any]:
        """What the request leaves out stays as it was (resources/message, Edit Message)."""
        message = self._find(channel_id, message_id)
        if message["flags"] & COMPONENTS_V2 and not body.get("flags", COMPONENTS_V2) & COMPONENTS_V2:
            raise ApiError(400, 50035, "Invalid Form Body: flag IS_COMPONENTS_V2 cannot be removed")
        kept = {name: message[name] for name in ("flags", "content", "embeds", "components")}
        kept["flags"] |= body.get("flags") or 0
        # Without a word where the right is missing: discord-api-docs, issue 2601.
        new = {"embeds": []} if NO_ACCESS.get(self._parent(channel_id)) == EMBED else {}
        changed = kept | body | new | {"flags": kept["flags"]}
        check_body(changed)
        if "attachments" in body:
            message["attachments"] = self._attached(channel_id, body, files)
        message |= {
            "flags": changed["flags"],
            "content": changed["content"] or "",
            "embeds": shown_embeds(changed),
            "components": numbered(changed["components"] or []),
            "edited_timestamp": _now(),
        }
        message["edits"].append(body)
        return message

    def _attached(self, channel_id: str, body: dict[str, Any], files: list[bytes]) -> list[dict[str, Any]]:
        """Each file as the message gives it back; reference, Uploading Files."""
        if files:
            self.may(channel_id, ATTACH)
        told = body.get("attachments") or []
        used = {address.removeprefix("attachment://") for address in pictures(body)}
        if len(told) != len(files) or used - {about["filename"] for about in told}:
            raise ApiError(400, 50035, "Invalid Form Body: attachments")
        if any(len(about.get("description") or "") > 1_024 for about in told):
            raise ApiError(400, 50035, "Invalid Form Body: attachments: description")
        return [self._attachment(about, files[int(about["id"])]) for about in told]

    def _attachment(self, about: dict[str, Any], data: bytes) -> dict[str, Any]:
        number = self.new_id()
        address = f"https://cdn.invalid/{number}/{about['filename']}"
        kind = "image/png" if data.startswith(b"\x89PNG") else "application/octet-stream"
        about = {"filename": about["filename"], "description": about.get("description"), "content_type": kind}
        return about | {"id": number, "size": len(data), "url": address, "proxy_url": address}

    def delete(self, message_id: str) -> None:
        """As a member does it; the thread of the message stays."""
        self.messages = [m for m in self.messages if m["id"] != message_id]

    def remove(self, channel_id: str, message_id: str) -> None:
        """As the bot does it with messages of its own."""
        self.delete(self._find(channel_id, message_id)["id"])

    def archive(self, thread_id: str) -> dict[str, Any]:
        """As the bot may with a thread that it opened."""
        thread = self.threads[thread_id]
        thread["thread_metadata"]["archived"] = True
        return thread

    def open_thread(self, channel_id: str, message_id: str, body: dict[str, Any]) -> dict[str, Any]:
        """The thread of a message has the message's id, and cannot be made twice."""
        self.may(channel_id, OPEN_THREADS)
        self._find(channel_id, message_id)
        if not 1 <= len(body["name"]) <= 100:
            raise ApiError(400, 50035, "Invalid Form Body: name")
        if message_id in self.threads or message_id in self.deleted_threads:
            raise ApiError(400, 160004, "A thread has already been created for this message")
        thread = {
            "id": message_id, "type": 11, "parent_id": channel_id, "guild_id": GUILD_ID, "owner_id": BOT_ID,
            "name": body["name"], "message_count": 0, "member_count": 1, "rate_limit_per_user": 0,
            "sent": body,
            "thread_metadata": {
                "archived": False, "locked": False, "archive_timestamp": _now(),
                "auto_archive_duration": body["auto_archive_duration"],
            },
        }  # fmt: skip
        self.threads[message_id] = thread
        return thread

    def history(self, channel_id: str, before: int, limit: int) -> list[dict[str, Any]]:
        """The newest `limit` messages before the snowflake (0: the newest of all), without their nonces."""
        self.may(channel_id, READ)
        if NO_ACCESS.get(self._parent(channel_id)) == HISTORY:
            return []  # no error where the right to read history is missing
        own = [m for m in self.messages if m["channel_id"] == channel_id]
        earlier = [m for m in own if not before or int(m["id"]) < before]
        return [{k: v for k, v in m.items() if k != "nonce"} for m in earlier[: -limit - 1 : -1]]

    def may(self, channel_id: str, right: int) -> None:
        """In a thread the rights are those of its channel."""
        channel_id = self._parent(channel_id)
        if channel_id not in CHANNELS:
            raise ApiError(404, 10003, "Unknown Channel")
        if NO_ACCESS.get(channel_id) == right:
            raise ApiError(403, 50013, "Missing Permissions")

    def _parent(self, channel_id: str) -> str:
        thread = self.threads.get(channel_id)
        return str(thread["parent_id"]) if thread else channel_id

    def _find(self, channel_id: str, message_id: str) -> dict[str, Any]:
        self.may(channel_id, READ)
        for message in self.messages:
            if (message["id"], message["channel_id"]) == (message_id, channel_id):
                return message
        raise ApiError(404, 10008, "Unknown Message")

    def _message(self, channel_id: str, body: dict[str, Any]) -> dict[str, Any]:
        return message_object(
            self.new_id(),
            channel_id,
            body,
            nonce=body.get("nonce"),
            allowed_mentions=body.get("allowed_mentions"),
            sent=body,
            edits=[],
        )


def message_object(message_id: str, channel_id: str, body: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A message as the API gives it; `more` is for tests to look at."""
    return {
        "id": message_id,
        "channel_id": channel_id,
        "type": 0,
        "content": body.get("content") or "",
        "author": BOT,
        "timestamp": _now(),
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": shown_embeds(body),
        "pinned": False,
        "flags": body.get("flags") or 0,
        "components": numbered(body.get("components") or []),
    } | more


def numbered(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Components with an id each, as Discord completes them: counting up, past ids that are taken."""
    taken = {c["id"] for c in walk(components) if c.get("id")}
    free = (number for number in range(1, 1_000) if number not in taken)

    def complete(component: dict[str, Any]) -> dict[str, Any]:
        whole = {"spoiler": False, "accent_color": None} if component["type"] == 17 else {}
        whole |= component
        whole["id"] = component.get("id") or next(free)
        if "components" in component:
            whole["components"] = [complete(child) for child in component["components"]]
        return whole

    return [complete(component) for component in components]


def check_body(body: dict[str, Any]) -> None:
    """The documented limits of a message, of components or of embeds."""
    parts = list(walk(body.get("components") or []))
    texts = [part["content"] for part in parts if part["type"] == 10]
    ids = [part["id"] for part in parts if part.get("id")]
    custom_ids = [part["custom_id"] for part in parts if part["type"] == 2]
    items = [item for part in parts if part["type"] == 12 for item in part["items"]]
    newer = bool((body.get("flags") or 0) & COMPONENTS_V2)
    older = bool(body.get("content") or body.get("embeds"))
    problems = (
        (not parts and not older, "message is empty"),
        (any(part["type"] not in {1, 2} for part in parts) and not newer, "IS_COMPONENTS_V2 is missing"),
        (older and newer, "content or embeds beside IS_COMPONENTS_V2"),
        (len(body.get("content") or "") > 2_000, "content"),
        (len(parts) > 40, "more than 40 components"),
        (any(not text for text in texts) or sum(len(text) for text in texts) > 4_000, "display characters"),
        (any(part["type"] == 12 and not 1 <= len(part["items"]) <= 10 for part in parts), "gallery"),
        (any(len(item.get("description") or "") > 1_024 for item in items), "description of a picture"),
        (len(set(ids)) != len(ids) or any(not 0 <= i < 2**31 for i in ids), "component ids"),
        (len(set(custom_ids)) != len(custom_ids), "custom_id is there twice"),
        (any(not 1 <= len(custom_id) <= 100 for custom_id in custom_ids), "custom_id is too long"),
        (any(len(part["label"]) > 80 for part in parts if part["type"] == 2), "label is too long"),
        (any(not 1 <= len(part["components"]) <= 5 for part in parts if part["type"] == 1), "action row"),
        (len(body.get("nonce") or "") > 25, "nonce is too long"),
        *check_embeds(body.get("embeds") or []),
    )
    for wrong, problem in problems:
        if wrong:
            raise ApiError(400, 50035, f"Invalid Form Body: {problem}")


def check_embeds(embeds: list[dict[str, Any]]) -> Any:
    """resources/message, Embed Limits; a text of an embed that is there must not be empty."""
    total = 0
    for embed in embeds:
        fields = embed.get("fields", [])
        texts = [
            (embed.get("title"), 256),
            (embed.get("description"), 4_096),
            (embed.get("footer", {}).get("text"), 2_048),
            (embed.get("author", {}).get("name"), 256),
            *((field["name"], 256) for field in fields),
            *((field["value"], 1_024) for field in fields),
        ]
        present = [(text, most) for text, most in texts if text is not None]
        total += sum(len(text) for text, _most in present)
        yield any(not 1 <= len(text.strip()) <= len(text) <= most for text, most in present), "embed text"
        yield not present and "image" not in embed, "embed is empty"
        yield len(fields) > 25, "embed fields"
        yield not embed.get("url", "https://").startswith(("https://", "http://")), "embed url"
    yield len(embeds) > 10 or total > 6_000, "embeds are too large"


def shown_embeds(body: dict[str, Any]) -> list[dict[str, Any]]:
    """As they were sent, completed; the flag takes all of them away."""
    if (body.get("flags") or 0) & SUPPRESS_EMBEDS:
        return []
    return [{"type": "rich"} | embed for embed in body.get("embeds") or []]


def pictures(body: dict[str, Any]) -> Any:
    """The addresses of files in the same request."""
    shown = [embed["image"]["url"] for embed in body.get("embeds") or [] if "image" in embed]
    for part in walk(body.get("components") or []):
        shown += [item["media"]["url"] for item in part.get("items") or []]
    return [address for address in shown if address.startswith("attachment://")]


def guild(*, told_everything: bool = False) -> dict[str, Any]:
    """The server as GUILD_CREATE tells it, or REST, which leaves no channel out.

    The bot holds all rights but those of `NO_ACCESS`.
    """
    everyone = {
        "id": GUILD_ID, "name": "@everyone", "position": 0,
        "permissions": str(SEND | READ | HISTORY | OPEN_THREADS | REPLY | EMBED | ATTACH),
        "color": 0, "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False, "managed": False, "mentionable": False, "flags": 0,
    }  # fmt: skip
    editors = everyone | {"id": EDITORS, "name": "editors", "position": 1, "permissions": "0"}
    channels = [
        {
            "id": channel_id, "type": 0, "name": name, "position": 0, "parent_id": None, "nsfw": False,
            "permission_overwrites": [
                {"id": GUILD_ID, "type": 0, "allow": "0", "deny": str(NO_ACCESS.get(channel_id, 0))}
            ],
        }
        for channel_id, name in CHANNELS.items()
        if told_everything or channel_id not in UNTOLD
    ]  # fmt: skip
    member = {
        "user": BOT, "roles": [], "joined_at": _now(), "deaf": False, "mute": False, "flags": 0, "nick": None,
    }  # fmt: skip
    return {
        "id": GUILD_ID, "name": "Desk", "owner_id": "700", "unavailable": False, "member_count": 2,
        "roles": [everyone, editors], "channels": channels, "members": [member], "emojis": [], "stickers": [],
        "features": [], "threads": [], "voice_states": [], "presences": [], "verification_level": 0,
        "default_message_notifications": 0, "joined_at": _now(), "large": False,
    }  # fmt: skip


def walk(components: list[dict[str, Any]]) -> Any:
    for component in components:
        yield component
        yield from walk(component.get("components") or [])


def _now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S.000000+00:00", time.gmtime())
