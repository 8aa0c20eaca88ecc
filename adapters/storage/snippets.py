"""What is shown of a document that was found: some words of its text around those searched for."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from bot.core.display import shorten
from bot.extraction.text import Span

BEGIN, END = "\x02", "\x03"
"""Put around what was searched for; no document holds them, since its text is cleaned of controls."""

_WORDS = 16
_BEFORE = 4
"""Words shown in front of the first that was searched for."""
_LONGEST = 240
"""Characters: some scripts put no blanks between words, and some addresses are long."""
_CUT = "…"


def read_marks(marked: str) -> tuple[str, tuple[Span, ...]]:
    """The text, and what stood between BEGIN and END in it."""
    plain: list[str] = []
    marks: list[Span] = []
    at = 0
    for number, piece in enumerate(re.split(f"[{BEGIN}{END}]", marked)):
        plain.append(piece)
        if number % 2 and piece:
            marks.append(Span(start=at, end=at + len(piece)))
        at += len(piece)
    return "".join(plain), tuple(marks)


def snippet(text: str, marks: Sequence[Span], title_end: int) -> tuple[tuple[str, bool], ...]:
    """Stretches of one line, True for what is marked; from behind the title on, which is shown by itself.

    The text's beginning where only the title has marks; nothing where there is no more than a title.
    """
    line = text.replace("\n", " ")
    whole = [_widened(line, mark) for mark in marks if mark.start >= title_end]
    start, end = _window(line, whole[0].start if whole else title_end, title_end)
    shown = shorten(line[start:end], _LONGEST)
    if shown != line[start:end]:
        end = start + len(shown) - len(_CUT)
    before = ((f"{_CUT} ", False),) if line[title_end:start].strip() else ()
    after = ((f" {_CUT}", False),) if line[end:].strip() else ()
    return (*before, *_pieces(line, whole, start, end), *after)


def _window(line: str, first: int, title_end: int) -> tuple[int, int]:
    """From some words in front of `first` on; where these are very long, from `first`."""
    words = [found.span() for found in re.compile(r"\S+").finditer(line, title_end)]
    index = next((index for index, (_, end) in enumerate(words) if end > first), 0)
    shown = words[max(index - _BEFORE, 0) :][:_WORDS]
    if not shown:
        return title_end, title_end
    start, end = shown[0][0], shown[-1][1]
    return (start if first - start <= _LONGEST // 3 else first), end


def _pieces(line: str, marks: Sequence[Span], start: int, end: int) -> Iterator[tuple[str, bool]]:
    at = start
    for mark in marks:
        begin, stop = max(mark.start, at), min(mark.end, end)
        if begin < stop:
            yield from ((line[at:begin], False),) if at < begin else ()
            yield line[begin:stop], True
            at = stop
    if at < end:
        yield line[at:end], False


def _widened(line: str, mark: Span) -> Span:
    """With the rest of the characters at its edges: an index may take a mark or a joiner as a word's end."""
    start, end = mark.start, mark.end
    while start > 0 and _joined(line, start):
        start -= 1
    while end < len(line) and _joined(line, end):
        end += 1
    return Span(start=start, end=end)


def _joined(line: str, at: int) -> bool:
    """Whether a reader sees what stands on both sides as one character."""
    before, after = line[at - 1], line[at]
    return (
        unicodedata.category(after)[0] == "M"
        or after in "\u200c\u200d"
        or before == "\u200d"
        or unicodedata.combining(before) == 9  # a virama joins letters
    )
