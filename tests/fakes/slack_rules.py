"""What the fake Slack refuses in a message: documented limits, and the shapes of the blocks we may send."""

import re
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

TEXT_KEYS = ("text", "url", "fallback")
BLOCK_TYPES = ("rich_text", "actions", "section", "header", "context", "divider", "image")


def complaint(text: str, blocks: list[Json]) -> str | None:
    """Slack's error for a message with this text and these blocks; None where it takes them."""
    if not text and not blocks:
        return "no_text"
    if (
        units(text) > 4_000
    ):  # Slack posts more as several messages, and refuses to edit: both are defects here
        return "msg_too_long"
    if sum(units(part) for part in strings(blocks)) > 13_200:
        return "msg_blocks_too_long"
    return "invalid_blocks" if list(flaws(blocks)) else None


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def strings(json: object) -> Iterator[str]:
    """All text that blocks show or lead to."""
    if isinstance(json, list):
        for item in json:
            yield from strings(item)
    elif isinstance(json, dict):
        for key, value in json.items():
            if isinstance(value, str) and key in TEXT_KEYS:
                yield value
            else:
                yield from strings(value)


def flaws(blocks: list[Json]) -> Iterator[str]:
    if len(blocks) > 50:
        yield f"{len(blocks)} blocks"
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(set(ids)) < len(ids) or any(not 0 < len(block_id) <= 255 for block_id in ids):
        yield "block_id"
    for block in blocks:
        if block.get("type") not in BLOCK_TYPES:
            yield f"type {block.get('type')}"
        elif block["type"] == "rich_text":
            yield from _flaws_of_rich_text(block)
        elif block["type"] == "image":
            yield from _flaws_of_image(block)
        elif block["type"] == "actions":
            yield from _flaws_of_actions(block)


def _flaws_of_image(block: Json) -> Iterator[str]:
    match block:
        case {"slack_file": {"id": str(file)}, "alt_text": str(alt)} if 0 < units(alt) <= 2_000:
            if not re.fullmatch("F[A-Z0-9]{8,}", file) or set(block["slack_file"]) != {"id"}:
                yield f"file {file}"
        case _:
            yield f"image {block}"


def _flaws_of_rich_text(block: Json) -> Iterator[str]:
    if not block["elements"]:
        yield "rich_text without elements"
    for section in block["elements"]:
        if section.get("type") != "rich_text_section":
            yield f"rich_text holds {section.get('type')}"
        for element in section["elements"]:
            yield from _flaws_of_element(element)


def _flaws_of_element(element: Json) -> Iterator[str]:
    match element:
        case {"type": "text", "text": str(text)} if text:
            pass
        case {"type": "link", "url": str(url)}:
            if not url.startswith(("http://", "https://")) or len(url) > 3_000 or " " in url:
                yield f"link to {url}"
        case {"type": "date", "timestamp": int(), "format": str()}:
            pass
        case _:
            yield f"element {element}"
    style = element.get("style", {})
    if any(kind not in {"bold", "italic", "strike", "code"} for kind in style):
        yield f"style {style}"


def _flaws_of_actions(block: Json) -> Iterator[str]:
    elements = block["elements"]
    if not 0 < len(elements) <= 25:
        yield f"{len(elements)} actions"
    actions = [element["action_id"] for element in elements]
    if len(set(actions)) < len(actions):
        yield "action_id given twice"
    for element in elements:
        text = element["text"]
        if text.get("type") != "plain_text" or not 0 < units(text["text"]) <= 75:
            yield f"button text {text}"
        if not 0 < len(element["action_id"]) <= 255 or units(element.get("value", "")) > 2_000:
            yield "button action"
