"""The content of a YAML file as plain data that remembers where each key and value stands."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.settings.mistakes import Mistake, Place, mistake, shown

_MAX_DEPTH = 20
"""The deepest that a settings file means is seven; deeper nesting is a mistake, and costs time."""

_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NUMERIC = "+-.0123456789"
_INT = re.compile(r"[-+]?[0-9]{1,20}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]{1,3})?")
_UNSHOWABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(slots=True, kw_only=True, eq=False)
class Node:
    """A value of the file: `data` is plain, `children` the nodes of a list or a mapping."""

    place: Place
    data: Any
    children: "Sequence[Node] | dict[str, Node] | None" = None
    keys: Mapping[str, Place] = field(default_factory=dict)
    """Where each key of a mapping stands."""

    def child(self, step: str | int) -> "Node | None":
        """The node one step down, or None where there is none."""
        if isinstance(self.children, dict):
            return self.children.get(step) if isinstance(step, str) else None
        if self.children is not None and isinstance(step, int) and step < len(self.children):
            return self.children[step]
        return None


def empty_tree(file: str) -> Node:
    """The tree of a file that holds nothing."""
    return Node(place=Place(file=file, line=1, column=1), data={}, children={})


class Broken(Exception):
    """The file cannot be read beyond this mistake."""

    def __init__(self, found: Mistake) -> None:
        super().__init__(str(found))
        self.mistake = found


class Builder:
    """Is told of scalars, and of lists and mappings that begin and end, and builds the tree.

    In a mapping, keys and values come by turns.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Node | None = None
        self.mistakes: list[Mistake] = []
        self._open: list[tuple[Node, str | None]] = []
        """Lists and mappings under construction, each with its anchor."""
        self._keys: list[Node | None] = []
        """For each of them the key that waits for its value; None in a list."""
        self._anchors: dict[str, Node] = {}

    def say(self, place: Place, what: str, hint: str = "") -> None:
        self.mistakes.append(mistake(place, what, hint=hint))

    def begin(self, place: Place, *, mapping: bool, anchor: str | None = None) -> None:
        if len(self._open) == _MAX_DEPTH:
            raise Broken(mistake(place, "this is nested too deeply to be a setting"))
        if mapping:
            node = Node(place=place, data={}, children={}, keys={})
        else:
            node = Node(place=place, data=[], children=[])
        self._open.append((node, anchor))
        self._keys.append(None)

    def end(self) -> None:
        self._keys.pop()
        self._add(*self._open.pop())

    def scalar(self, place: Place, text: str, *, plain: bool, anchor: str | None = None) -> None:
        """A scalar; `plain` without quotes, so that it may stand for a number, true, false or nothing."""
        if plain and not text and self._keys and (key := self._keys[-1]):
            place = key.place  # nothing stands nowhere: parsers place it at the key that comes next
        if not text.isprintable() and _UNSHOWABLE.search(text):
            what = "this text holds a control character or half of a character"
            self.say(place, what, "Remove it, or the escape that stands for it.")
            text = _UNSHOWABLE.sub("", text)
        self._add(Node(place=place, data=_value(text) if plain else text), anchor)

    def alias(self, place: Place, name: str) -> None:
        if name not in self._anchors:
            self.say(place, f"*{name} refers to an anchor that is not set before this line")
        self._add(self._anchors.get(name) or Node(place=place, data=None), None)

    def _add(self, node: Node, anchor: str | None) -> None:
        """A node is complete: give it to the list or mapping it stands in."""
        if anchor:
            self._anchors[anchor] = node
        if not self._open:
            self.root = node
            return
        parent = self._open[-1][0]
        if isinstance(parent.children, list):
            parent.children.append(node)
            parent.data.append(node.data)
        elif (key := self._keys[-1]) is None:
            self._keys[-1] = node
        else:
            self._keys[-1] = None
            self._set(parent, key, node)

    def _set(self, parent: Node, key: Node, value: Node) -> None:
        if isinstance(key.data, list | dict):
            what = "a key must be a word, and this is a list or a mapping"
            self.say(key.place, what, "Put the key in quotes.")
            return
        name = key.data if isinstance(key.data, str) else _as_word(key.data)
        if name in parent.keys:
            hint = f"It stands in line {parent.keys[name].line} already: keep one of the two."
            self.say(key.place, f"the key {shown(name)} stands twice", hint)
            return
        parent.keys[name] = key.place  # type: ignore[index]
        parent.children[name] = value  # type: ignore[index]
        parent.data[name] = value.data


def _as_word(data: object) -> str:
    """A key that looks like a value, as the word it is."""
    return "null" if data is None else str(data).lower() if isinstance(data, bool) else str(data)


def _value(text: str) -> str | int | float | bool | None:
    """A scalar without quotes, by the core schema of YAML 1.2."""
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if text[0] not in _NUMERIC:
        return text
    if _INT.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text
