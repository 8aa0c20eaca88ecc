"""Places inside of a text value: where a character of it stands in the file, and its line with a caret."""

import re
import unicodedata

from bot.settings.mistakes import TOKEN, Place

_ANCHOR = re.compile(r"&\S+\s+")
_BLOCK = re.compile(r"[|>][^\n]*\n[ \n]*")
_ESCAPE = re.compile(r"\\(?:x..|u.{4}|U.{8}|.)")
_CONTINUED = re.compile(r"\\\r?\n[ \t]*")
_FOLD = re.compile(r"[ \t]*\n\s*")
_SIDE = 60
"""Characters of the line that are shown on each side of the place."""


def place_inside(place: Place, value: str, offset: int, text: str) -> Place:
    """Where the character `offset` of `value`, a text that stands at `place` of the file `text`, is written.

    Quotes, escapes and folded lines of YAML take other room in the file than in the value.
    """
    lines = text.split("\n")
    if place.line > len(lines):  # YAML counts rarer line breaks too
        return place
    begin = sum(len(line) + 1 for line in lines[: place.line - 1]) + place.column - 1
    at = _walk(text, begin, value[:offset])
    before = text[:at]
    return Place(file=place.file, line=before.count("\n") + 1, column=at - before.rfind("\n"))


def _walk(text: str, at: int, value: str) -> int:
    """Where, after the beginning at `at`, all characters of `value` have been written."""
    if anchor := _ANCHOR.match(text, at):
        at = anchor.end()
    quote = text[at : at + 1]
    if quote in {"'", '"'}:
        at += 1
    elif block := _BLOCK.match(text, at):
        at = block.end()
    for character in value:
        while quote == '"' and (continued := _CONTINUED.match(text, at)):
            at = continued.end()
        at += _room(text, at, character, quote)
    return at


def _room(text: str, at: int, character: str, quote: str) -> int:
    """How many characters of `text` stand for the one of the value."""
    if quote == '"' and (escape := _ESCAPE.match(text, at)):
        return len(escape.group())
    if quote == "'" and text.startswith("''", at):
        return 2
    if character.isspace() and (fold := _FOLD.match(text, at)):
        return len(fold.group())
    return 0 if character.isspace() and not text[at : at + 1].isspace() else 1


def excerpt(place: Place, text: str) -> str:
    """The line of `place` and, under it, a caret; nothing where the line holds a token."""
    line = "".join(text.split("\n")[place.line - 1 : place.line]).rstrip("\r").replace("\t", " ")
    if not line or TOKEN.search(line):
        return ""
    start = max(place.column - 1 - _SIDE, 0)
    before = line[start : place.column - 1]
    shown = line[start : place.column - 1 + _SIDE]
    return f"    {shown}\n    {' ' * _width(before)}^"


def _width(text: str) -> int:
    """Columns of a terminal."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
