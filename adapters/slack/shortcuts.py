"""The message shortcut "Why this?": which story a message is about."""

from collections.abc import Iterator, Mapping
from typing import Any

from adapters.slack.history import EVENT_TYPE

_WHY_BUTTON = "v1:why:"


def meant(message: Mapping[str, Any]) -> str:
    """What `why` is asked about: the key of a message of ours, else the first link in it, else nothing."""
    return _stamp(message) or _button(message) or next(_links(message.get("blocks")), "")


def _stamp(message: Mapping[str, Any]) -> str:
    stamp = message.get("metadata") or {}
    if stamp.get("event_type") != EVENT_TYPE:
        return ""
    return str((stamp.get("event_payload") or {}).get("key", ""))


def _button(message: Mapping[str, Any]) -> str:
    elements = (
        element
        for block in message.get("blocks") or ()
        if block.get("type") == "actions"
        for element in block.get("elements") or ()
    )
    actions = (str(element.get("action_id", "")) for element in elements)
    ours = (action for action in actions if action.startswith(_WHY_BUTTON))
    return next(ours, "").removeprefix(_WHY_BUTTON)


def _links(part: Any) -> Iterator[str]:
    """Addresses in `rich_text`, which is what Slack makes of what people and we write."""
    if isinstance(part, list):
        for item in part:
            yield from _links(item)
    elif isinstance(part, dict):
        if part.get("type") == "link" and isinstance(part.get("url"), str):
            yield part["url"]
        yield from _links(part.get("elements"))
