"""New lines for the text of feeds.yaml: what stands there stays, comments and order and all."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

_PLAIN = re.compile(r"[^\W\d_](?:[\w .()'/&-]*[\w.()'/&-])?")
"""What YAML takes for the text that it is, in a mapping on one line; everything else is quoted."""
_NO_TEXT = frozenset(("null", "true", "false"))
_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFeed:
    """A feed to be written, all texts on one line and fit for display; what is empty is left out."""

    id: str
    name: str
    url: str
    interval: str = ""
    folder: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


def with_feeds(text: str, feeds: Sequence[NewFeed]) -> str:
    """The text of a feeds.yaml with `feeds` at the end of its list, one a line as in the starter file."""
    mark, text = text[: text.startswith(_BYTE_ORDER_MARK)], text.removeprefix(_BYTE_ORDER_MARK)
    newline = "\r\n" if "\r\n" in text else "\n"
    if text and not text.endswith("\n"):
        text += newline
    return mark + _extended(text, [_item(feed) for feed in feeds], newline)


def _extended(text: str, items: Sequence[str], newline: str) -> str:
    key, listed = _listed(text)
    if listed is None:
        return text + _block(["feeds:", *(f"  - {item}" for item in items)], newline)
    indent = "  "
    if isinstance(listed, SequenceNode) and listed.value:
        end = _end(listed.value[-1], text)
        if listed.flow_style:
            return text[:end] + "".join(f", {item}" for item in items) + text[end:]
        indent = " " * listed.start_mark.column
    else:
        end = key.end_mark.index
        if text[listed.start_mark.index : listed.end_mark.index]:  # brackets with nothing in them, or a null
            text = text[: listed.start_mark.index] + text[listed.end_mark.index :]
    at = text.index("\n", end) + 1
    return text[:at] + _block([f"{indent}- {item}" for item in items], newline) + text[at:]


def _block(lines: Sequence[str], newline: str) -> str:
    return "".join(line + newline for line in lines)


def _listed(text: str) -> tuple[Any, Any]:
    """The nodes of the key `feeds` and of what stands behind it; None for both where there is no such key."""
    try:
        root = YAML(typ="safe").compose(text)
    except YAMLError:  # the parser in C refuses some of what YAML 1.2 allows, and is ten times as fast
        root = YAML(typ="safe", pure=True).compose(text)
    pairs = root.value if isinstance(root, MappingNode) else ()
    return next(((key, value) for key, value in pairs if key.value == "feeds"), (None, None))


def _end(node: Any, text: str) -> int:
    """Where a node ends in `text`, without the blank lines and comments that its mark counts in."""
    if isinstance(node, ScalarNode) or node.flow_style:
        end: int = node.end_mark.index
        return len(text[:end].rstrip()) if isinstance(node, ScalarNode) and node.style in {"|", ">"} else end
    parts = [part for pair in node.value for part in pair] if isinstance(node, MappingNode) else node.value
    return max((_end(part, text) for part in parts), default=node.start_mark.index)


def _item(feed: NewFeed) -> str:
    written = {
        "id": _scalar(feed.id),
        "name": _scalar(feed.name),
        "url": json.dumps(feed.url, ensure_ascii=False),
        "interval": _scalar(feed.interval),
        "folder": _folder(feed.folder),
        "tags": f"[{', '.join(map(_scalar, feed.tags))}]" if feed.tags else "",
    }
    return "{" + ", ".join(f"{key}: {value}" for key, value in written.items() if value) + "}"


def _folder(names: Sequence[str]) -> str:
    if any("/" in name for name in names):
        return f"[{', '.join(map(_scalar, names))}]"
    return _scalar("/".join(names))


def _scalar(text: str) -> str:
    """`text` as YAML; a duration needs no quotes either. Empty for nothing."""
    plain = _PLAIN.fullmatch(text) and text.casefold() not in _NO_TEXT
    return text if plain or re.fullmatch(r"[0-9]+[smhd]|", text) else json.dumps(text, ensure_ascii=False)
