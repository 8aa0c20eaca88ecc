"""Text folded for comparison: case, accents, dashes, quotes and spaces set aside, and the way back.

Most characters fold to one character, so most offsets need no map: 99 % of news text is folded by one
`str.translate`. Only where a character expands (ß, ligatures), vanishes (soft hyphen, combining mark) or
where spaces and dashes run together, a piece is noted, and offsets are found by bisection.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from bot.extraction.text import Span

_SINGLE_QUOTES = "‘’‚‛ʹʼʻˈ′‵´`＇"
_DOUBLE_QUOTES = "“”„‟″«»＂"
_MINUS = "\u2212"  # the one dash that Unicode classes as a symbol
_STROKES = {
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ı": "i",
    "ł": "l",
    "ŧ": "t",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
}
"""Letters that Unicode does not decompose, as newsrooms write them without the letter at hand."""

_MARKS = (
    (0x0300, 0x036F),  # diacritics
    (0x0640, 0x0640),  # the Arabic stretching line
    (0x064B, 0x065F),  # Arabic vowel signs, which newspapers leave out
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE00, 0xFE0F),  # variation selectors
    (0xFE20, 0xFE2F),
)
_HANGUL = range(0xAC00, 0xD7A4)


class _Table(dict[int, str]):
    """What each character folds to, worked out when first met. Bounded by the size of Unicode."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A stretch whose length changed; between pieces offsets run in step."""

    start: int
    end: int
    folded_start: int
    folded_end: int


class Folded:
    """Folded text that can say where each stretch of it stands in the original."""

    __slots__ = ("_ends", "_original_length", "_pieces", "text")

    def __init__(self, text: str, original_length: int, pieces: tuple[_Piece, ...] = ()) -> None:
        self.text = text
        self._original_length = original_length
        self._pieces = pieces
        self._ends = [piece.folded_end for piece in pieces]

    @property
    def moved(self) -> bool:
        """Whether any offset differs from the original's: rare, and what a tight loop wants to know."""
        return bool(self._pieces)

    def span(self, start: int, end: int) -> Span:
        """The original characters that `text[start:end]` came from, whole characters and their marks."""
        if not self._pieces:
            return Span(start=start, end=end)
        first = self._original(start)[0]
        return Span(start=first, end=first if end <= start else self._end(end))

    def _original(self, at: int) -> tuple[int, int]:
        """Half-open range of original characters behind the folded character `at`."""
        index = bisect_right(self._ends, at)
        if index < len(self._pieces) and self._pieces[index].folded_start <= at:
            return self._pieces[index].start, self._pieces[index].end
        before = self._pieces[index - 1] if index else _Piece(start=0, end=0, folded_start=0, folded_end=0)
        original = before.end + at - before.folded_end
        return original, min(original + 1, self._original_length)

    def _end(self, folded_end: int) -> int:
        end = self._original(folded_end - 1)[1]
        index = bisect_left(self._ends, folded_end)
        while index < len(self._pieces) and self._pieces[index].start <= end:
            piece = self._pieces[index]
            if piece.folded_start == piece.folded_end == folded_end:
                end = piece.end  # a mark that vanished belongs to the letter before it
            index += 1
        return end


def fold(text: str) -> Folded:
    """Fold `text`. Dashes become spaces, so that India–Russia, India-Russia and India Russia are one."""
    folded = text.translate(_TABLE)
    resizing = "" if text.isascii() else "".join(c for c in set(text) if len(_TABLE[ord(c)]) != 1)
    if not resizing and "  " not in folded:
        return Folded(folded, len(text))
    return _fold_in_pieces(text, resizing)


def _fold_in_pieces(text: str, resizing: str) -> Folded:
    spaces = "".join(re.escape(c) for c in set(text) if _TABLE[ord(c)] == " ")
    wanted = [f"[{re.escape(resizing)}]+"] if resizing else []
    wanted += [f"[{spaces}]{{2,}}"] if spaces else []
    parts: list[str] = []
    pieces: list[_Piece] = []
    done = length = 0
    for found in re.finditer("|".join(wanted), text):
        start, end = found.span()
        between = text[done:start].translate(_TABLE)
        changed = " " if text[start] not in resizing else found.group().translate(_TABLE)
        length += len(between)
        pieces.append(_Piece(start=start, end=end, folded_start=length, folded_end=length + len(changed)))
        parts += (between, changed)
        length += len(changed)
        done = end
    parts.append(text[done:].translate(_TABLE))
    return Folded("".join(parts), len(text), tuple(pieces))


def _fold_character(character: str) -> str:
    category = unicodedata.category(character)
    if category in {"Pd", "Zs"} or character.isspace():
        return " "
    if category == "Cf" or _is_mark(character):
        return ""
    if category[0] in "LN" and ord(character) not in _HANGUL:
        return _fold_letter(character)
    return character.casefold()


def _fold_letter(character: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", character) if not _is_mark(c))
    if not bare.isalnum() or any(map(unicodedata.combining, bare)):
        bare = character  # ½, or a letter whose mark is part of it: が is not か
    return "".join(_STROKES.get(c, c) for c in bare.casefold() if not _is_mark(c))


def _is_mark(character: str) -> bool:
    return any(low <= ord(character) <= high for low, high in _MARKS)


def _pairs(characters: Iterable[str], folded: str) -> dict[int, str]:
    return {ord(character): folded for character in characters}


_TABLE = _Table(_pairs(_SINGLE_QUOTES, "'") | _pairs(_DOUBLE_QUOTES, '"') | _pairs(_MINUS, " "))
