"""The stretches of a document in which a part of a rule may hold."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from bot.extraction.boundaries import sentence_ranges
from bot.extraction.text import Document

Place = tuple[int, int]
"""Half-open range of characters in the document."""

_WORD = re.compile(
    r"[\u0e00-\u10ff\u1780-\u17ff\u2e80-\ua4cf\uf900-\ufaff]"  # scripts without spaces: a character is a word
    r"|\w+(?:['’]\w+)*"
)


class Places:
    """The stretches of one document, each kind worked out when first asked for."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.whole: Place = (0, len(document.text))
        self.title: Place = (document.title.start, document.title.end)
        self._sentences: dict[Place, tuple[Place, ...]] = {}
        self._words: dict[Place, tuple[list[int], list[int]]] = {}

    @cached_property
    def paragraphs(self) -> tuple[Place, ...]:
        """Title and paragraphs, those that hold something, in order."""
        spans = (self._document.title, *self._document.paragraphs)
        return tuple((span.start, span.end) for span in spans if span.start < span.end)

    @cached_property
    def sentences(self) -> tuple[Place, ...]:
        """The title, which counts as one, and the sentences, in order."""
        return tuple(sentence for block in self.paragraphs for sentence in self.sentences_of(block))

    def sentences_of(self, block: Place) -> tuple[Place, ...]:
        """Those of one of the `paragraphs`: mostly only the few that hold what is asked for are wanted."""
        if block not in self._sentences:
            own = (block,) if block == self.title else tuple(sentence_ranges(self._document.text, *block))
            self._sentences[block] = own
        return self._sentences[block]

    def windows(self, block: Place, count: int) -> "Windows":
        if block not in self._words:
            found = [word.span() for word in _WORD.finditer(self._document.text, *block)]
            self._words[block] = [start for start, _ in found], [end for _, end in found]
        return Windows(block, count, *self._words[block])


class Windows:
    """All stretches of `count` words of a block, or the whole of a shorter one.

    Each is known by the number of its first word, and has the marks and spaces about its words too.
    """

    def __init__(self, block: Place, count: int, starts: Sequence[int], ends: Sequence[int]) -> None:
        """`starts` and `ends` are those of the block's words."""
        self.block = block
        self._count = count
        self._starts = starts
        self._ends = ends
        self._last = max(0, len(starts) - count)

    def __len__(self) -> int:
        return self._last + 1

    def __getitem__(self, first: int) -> Place:
        after = first + self._count
        return (
            self._ends[first - 1] if first else self.block[0],
            self._starts[after] if after < len(self._starts) else self.block[1],
        )

    def first_holding(self, place: Place) -> int:
        """The first window that reaches to the end of `place`."""
        return min(max(0, bisect_left(self._starts, place[1]) - self._count), self._last)

    def holding(self, place: Place) -> range:
        """The windows that hold `place`; one at least, which does not where `place` has too many words."""
        first = self.first_holding(place)
        return range(first, max(first, min(bisect_right(self._ends, place[0]), self._last)) + 1)


def inside(places: Sequence[Place], stretch: Place) -> Iterator[Place]:
    """Those of `places`, which are in order, that stand wholly in `stretch`."""
    for at in range(bisect_left(places, (stretch[0],)), len(places)):
        place = places[at]
        if place[0] >= stretch[1]:
            return
        if place[1] <= stretch[1]:
            yield place


def any_inside(places: Sequence[Place], stretch: Place) -> bool:
    if not places:
        return False
    if stretch[0] <= places[0][0] and places[0][1] <= stretch[1]:
        return True
    return next(inside(places, stretch), None) is not None


def around(blocks: Sequence[Place], places: Iterable[Place], stretch: Place) -> Iterator[Place]:
    """What of the blocks lies in `stretch`, of those blocks in which one of `places` begins, in order."""
    return cut(beginning_in(blocks, places), stretch)


def beginning_in(blocks: Sequence[Place], places: Iterable[Place]) -> list[Place]:
    """The blocks in which one of `places` begins, in order."""
    found = {bisect_right(blocks, place[0], key=_start) - 1 for place in places}
    return [blocks[index] for index in sorted(found) if index >= 0]


def cut(blocks: Iterable[Place], stretch: Place) -> Iterator[Place]:
    for start, end in blocks:
        first, last = max(start, stretch[0]), min(end, stretch[1])
        if first < last:
            yield first, last


def _start(place: Place) -> int:
    return place[0]
