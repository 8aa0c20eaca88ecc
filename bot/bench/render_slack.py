"""What Slack would refuse or read as markup in a rendered message, told without the renderer's help."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from adapters.slack import limits
from adapters.slack.renderer import SlackPayload
from bot.core.display import length

Json = Mapping[str, Any]

_MENTIONS = frozenset({"user", "usergroup", "channel", "broadcast", "team", "emoji", "color"})
"""Elements that name somebody, or become something else than their text."""
_UNESCAPED = re.compile("[<>]|&(?!amp;|lt;|gt;)")
_URL = re.compile(r"https?://[!-~]+")
_STYLES = frozenset({"bold", "italic", "strike"})


def beyond_limits(payload: SlackPayload) -> Iterator[str]:
    """What breaks a limit of Slack's or of our own table."""
    blocks = payload.blocks
    if not 0 < length(payload.text) <= limits.TEXT:
        yield f"text of {length(payload.text)}"
    if len(blocks) > limits.BLOCKS:
        yield f"{len(blocks)} blocks"
    if (shown := sum(length(part) for part in _shown(blocks))) > limits.BLOCK_TEXT:
        yield f"{shown} characters in blocks"
    for element in objects(blocks):
        yield from _beyond(element)
    actions = [element["action_id"] for element in objects(blocks) if "action_id" in element]
    if len(set(actions)) < len(actions):
        yield "an action_id twice"


def unescaped(payload: SlackPayload) -> Iterator[str]:
    """What Slack could read as markup."""
    if found := _UNESCAPED.search(payload.text):
        yield f"text holds {found.group()}"
    for element in objects(payload.blocks):
        if element.get("type") in {"mrkdwn", "markdown"} or element.get("emoji"):
            yield f"{element.get('type')} reads markup"
        if element.get("type") == "link" and not _URL.fullmatch(element["url"]):
            yield "a link to no web address"
        if not set(element.get("style") or ()) <= _STYLES:
            yield "a style of its own"


def mentions(payload: SlackPayload) -> Iterator[str]:
    yield from (f"{e['type']}" for e in objects(payload.blocks) if e.get("type") in _MENTIONS)
    yield from re.findall("<[!@#][^>]*>", payload.text)


def texts(payload: SlackPayload) -> Iterator[str]:
    """All that a reader is shown."""
    yield payload.text
    yield from (
        element["text"] for element in objects(payload.blocks) if isinstance(element.get("text"), str)
    )


def objects(json: object) -> Iterator[Json]:
    if isinstance(json, Mapping):
        yield json
        json = list(json.values())
    if isinstance(json, Sequence) and not isinstance(json, str):
        for item in json:
            yield from objects(item)


def _shown(blocks: object) -> Iterator[str]:
    for element in objects(blocks):
        yield from (element[key] for key in ("text", "url", "fallback") if isinstance(element.get(key), str))


def _beyond(element: Json) -> Iterator[str]:
    match element:
        case {"type": "actions", "elements": elements} if not 0 < len(elements) <= limits.ACTIONS:
            yield f"{len(elements)} buttons"
        case {"type": "button", "text": {"text": label}, "action_id": action, "value": value}:
            if not 0 < length(label) <= limits.BUTTON_TEXT:
                yield f"a button's label of {length(label)}"
            if not 0 < length(action) <= limits.ACTION_ID or length(value) > limits.BUTTON_VALUE:
                yield "a button's action or value"
        case {"type": "rich_text" | "rich_text_section", "elements": []}:
            yield "rich text of nothing"
        case {"type": "link", "url": url} if length(url) > limits.URL:
            yield f"a link of {length(url)}"
        case {"type": "text", "text": ""}:
            yield "an empty text"
