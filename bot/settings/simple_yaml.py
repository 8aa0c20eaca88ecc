"""The simple form of YAML that nearly every settings file has, read fast.

Block lists and mappings; lists and mappings in brackets, text in quotes without escapes and text without
quotes, each on one line; comments. At the first sign of anything else, and at every mistake, the file is
left to the full parser: what is read here means the same to both, and a property test compares them.
"""

import re

from bot.settings.mistakes import Mistake
from bot.settings.tree import Broken, Builder, Node

_NOT_SIMPLE = re.compile(
    "[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""Tabs, other line ends, control characters and the byte order mark."""

_QUOTED = r"""\"(?P<double>[^"\\\n]*)\"|'(?P<single>(?:[^'\n]|'')*)'"""
_FIRST = r"[^\W_]"  # a letter or a digit: nothing that has a meaning in YAML begins with one


def _words(excluded: str) -> re.Pattern[str]:
    """Text in quotes; or without, up to a comment, the colon behind a key, or a character of `excluded`."""
    plain = rf"{_FIRST}(?:[^ :#{excluded}]|:(?=[^ {excluded}])|(?<! )#| +(?=[^ :#{excluded}]))*"
    return re.compile(rf"{_QUOTED}|(?P<plain>{plain})")


_KEY = re.compile(rf"(?:{_QUOTED}|(?P<plain>{_FIRST}[\w-]{{0,60}})):(?= |$)")
_BLOCK = _words(r"\n")
_FLOW = _words(r"\n,\[\]{}")
_REST = re.compile(r" *(?: #.*)?$")
_SPACES = re.compile(r" *")
_DASH = re.compile(r"-(?: +(?=[^ #])|(?= *(?: #|$)))")


class _NotSimple(Exception):
    """The full parser has to read this file."""


def read_simple(text: str, file: str) -> tuple[Node | None, tuple[Mistake, ...]] | None:
    """The tree of one file and its mistakes of form, or None where the file is not in the simple form."""
    text = text.replace("\r\n", "\n")
    if _NOT_SIMPLE.search(text):
        return None
    reader = _Reader(file)
    try:
        for number, line in enumerate(text.split("\n")):
            reader.read(number, line)
        reader.close_to(-1)
    except (_NotSimple, Broken):
        return None
    return reader.builder.root, tuple(reader.builder.mistakes)


class _Reader:
    def __init__(self, file: str) -> None:
        self.builder = Builder(file)
        self._open: list[tuple[int, bool]] = []
        """Column and kind (True for a mapping) of each list and mapping in block form."""
        self._awaits: tuple[int, int] | None = None
        """Line and column behind a key or hyphen that still has no value."""
        self._line = 0
        self._text = ""

    def read(self, number: int, text: str) -> None:
        self._line, self._text = number, text
        column = len(text) - len(text.lstrip(" "))
        if column == len(text) or text[column] == "#":
            return
        if dash := _DASH.match(text, column):
            self._enter(column, mapping=False)
            self._item(dash)
        elif key := _KEY.match(text, column):
            self._enter(column, mapping=True)
            self._value(key)
        else:
            raise _NotSimple

    def close_to(self, column: int) -> None:
        """End every list and mapping that stands further right than `column`."""
        self._nothing()
        while self._open and self._open[-1][0] > column:
            self._open.pop()
            self.builder.end()

    def _enter(self, column: int, *, mapping: bool) -> None:
        """A hyphen or a key at `column`: it goes on with what is open there, or begins something."""
        outer, is_mapping = self._open[-1] if self._open else (-1, False)
        inside = column > outer or (column == outer and is_mapping and not mapping)
        if (self._awaits and inside) or (not self._open and self.builder.root is None):
            self._begin(column, mapping=mapping)
            return
        self.close_to(column)
        if self._open and self._open[-1] == (column, False) and mapping:
            self._open.pop()  # a list may stand in the column of the key it belongs to
            self.builder.end()
        if not self._open or self._open[-1] != (column, mapping):
            raise _NotSimple

    def _begin(self, column: int, *, mapping: bool) -> None:
        self._awaits = None
        self._open.append((column, mapping))
        self.builder.begin(self.builder.place(self._line, column), mapping=mapping)

    def _item(self, dash: re.Match[str]) -> None:
        """What follows a hyphen: nothing yet, another list, a mapping or a value."""
        column = dash.end()
        if _REST.match(self._text, column):
            self._awaits = (self._line, dash.start() + 1)
        elif inner := _DASH.match(self._text, column):
            self._begin(column, mapping=False)
            self._item(inner)
        elif key := _KEY.match(self._text, column):
            self._begin(column, mapping=True)
            self._value(key)
        else:
            self._whole(column)

    def _value(self, key: re.Match[str]) -> None:
        """A key and what follows it on its line."""
        self._scalar(key)
        if _REST.match(self._text, key.end()):
            self._awaits = (self._line, key.end())
        else:
            self._whole(_after_spaces(self._text, key.end()))

    def _nothing(self) -> None:
        """A key or hyphen was followed by nothing at all."""
        if self._awaits:
            self.builder.scalar(self.builder.place(*self._awaits), "", plain=True)
            self._awaits = None

    def _whole(self, column: int) -> None:
        """A value that ends with its line."""
        end = self._bracket(column) if self._text[column] in "[{" else self._word(_BLOCK, column)
        if not _REST.match(self._text, end):
            raise _NotSimple

    def _word(self, form: re.Pattern[str], column: int) -> int:
        found = form.match(self._text, column)
        if found is None:
            raise _NotSimple
        self._scalar(found)
        return found.end()

    def _scalar(self, found: re.Match[str]) -> None:
        double, single, plain = found.group("double", "single", "plain")
        place = self.builder.place(self._line, found.start())
        if plain is not None:
            self.builder.scalar(place, plain, plain=True)
        else:
            self.builder.scalar(place, double if single is None else single.replace("''", "'"), plain=False)

    def _bracket(self, column: int) -> int:
        """A list or mapping in brackets; returns the column behind it."""
        mapping = self._text[column] == "{"
        closing = "}" if mapping else "]"
        self.builder.begin(self.builder.place(self._line, column), mapping=mapping)
        at = _after_spaces(self._text, column + 1)
        while not self._text.startswith(closing, at):
            at = _after_spaces(self._text, self._pair(at) if mapping else self._entry(at))
            if self._text.startswith(",", at):
                at = _after_spaces(self._text, at + 1)
            elif not self._text.startswith(closing, at):
                raise _NotSimple
        self.builder.end()
        return at + 1

    def _pair(self, column: int) -> int:
        """A key and its value inside brackets."""
        at = self._word(_FLOW, column)
        if not self._text.startswith(": ", at):
            raise _NotSimple
        return self._inner(_after_spaces(self._text, at + 1))

    def _entry(self, column: int) -> int:
        """An item of a list in brackets; `[key: value]` is a list of one mapping."""
        key = _FLOW.match(self._text, column)
        if key is None or not self._text.startswith(": ", key.end()):
            return self._inner(column)
        self.builder.begin(self.builder.place(self._line, column), mapping=True)
        at = self._pair(column)
        self.builder.end()
        return at

    def _inner(self, column: int) -> int:
        if self._text.startswith(("[", "{"), column):
            return self._bracket(column)
        return self._word(_FLOW, column)


def _after_spaces(text: str, column: int) -> int:
    found = _SPACES.match(text, column)
    return found.end() if found else column
