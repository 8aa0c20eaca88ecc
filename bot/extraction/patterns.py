"""Names and phrases in a document: one pass of a multi-pattern automaton over the folded text.

What the automaton gives is judged in plain Python, a tenth of a microsecond at a time, so the hot loops below
use tuples and look at one character before they ask for more.
"""

from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter

from ahocorasick_rs import AhoCorasick, Implementation

from bot.extraction.folding import Folded, fold
from bot.extraction.lexicon import AliasKind, Lexicon
from bot.extraction.meanings import Layer, Meaning, meanings_by_pattern
from bot.extraction.rules import Term
from bot.extraction.text import Document, Span
from bot.extraction.wordlists import SMALL_WORDS

_AROUND = 20
"""Characters on each side of an acronym that say whether it stands in text of all capitals."""

_UNSPACED = (("\u0e00", "\u1100"), ("\u1780", "\u1800"), ("\u2e80", "\ua4d0"), ("\uf900", "\ufb00"))

Hit = tuple[int, int, Meaning]
"""Half-open range of characters in the document, and what stands there."""


class Traces:
    """What the automaton saw in one document, not yet judged."""

    __slots__ = ("document", "folded", "found")

    def __init__(self, document: Document, folded: Folded, found: list[tuple[int, int, int]]) -> None:
        self.document = document
        self.folded = folded
        self.found = found
        """Number of the pattern, and half-open range of characters in the folded text."""


class Patterns:
    """Everything that is looked for by its words; immutable."""

    def __init__(self, lexicon: Lexicon, numbers: Mapping[Term, int], keys: Iterable[int]) -> None:
        """`numbers` names the terms of the rules; a rule cannot hold where none of its `keys` is seen."""
        by_pattern = meanings_by_pattern(lexicon, numbers)
        self._meanings = tuple(by_pattern.values())
        # Not the DFA: 578 MB at 100,000 patterns for no gain that text of an article's length would show.
        self._automaton = AhoCorasick(
            by_pattern.keys(), implementation=Implementation.ContiguousNFA, store_patterns=False
        )
        wanted = frozenset(keys)
        self._is_key = bytes(
            any(not wanted.isdisjoint(meaning.strong) for meaning in meanings) for meanings in self._meanings
        )

    def trace(self, document: Document) -> Traces:
        folded = fold(document.text)
        found = self._automaton.find_matches_as_indexes(folded.text, overlapping=True)
        return Traces(document, folded, found)

    def any_key(self, traces: Traces) -> bool:
        """Whether a key is seen, a longer name that may hide it left aside: cheap, and mostly no."""
        is_key = self._is_key
        keys = [trace for trace in traces.found if is_key[trace[0]]]
        return bool(keys) and any(True for _ in self._hits(traces, keys))

    def hits(self, traces: Traces) -> list[Hit]:
        """Phrases and mentions in order. A mention inside a longer name of anything else is none."""
        layers: tuple[list[Hit], list[Hit], list[Hit]] = ([], [], [])
        for hit in self._hits(traces, traces.found):
            layers[hit[2].layer].append(hit)
        kept = layers[Layer.PHRASES]
        kept += _longest(layers[Layer.SERIES])
        kept += (hit for hit in _longest(layers[Layer.NAMES]) if hit[2].entity is not None)
        kept.sort(key=_PLACE)
        return kept

    def _hits(self, traces: Traces, found: Iterable[tuple[int, int, int]]) -> Iterator[Hit]:
        document, folded, meanings = traces.document, traces.folded, self._meanings
        text, moved = folded.text, folded.moved
        for index, start, end in found:
            if start and text[start - 1].isalnum() and text[start].isalnum() and _one_word(text, start):
                continue
            after = text[end : end + 1]
            if after.isalnum() and after not in "se" and not (_unspaced(text[end - 1]) or _unspaced(after)):
                continue
            for meaning in meanings[index]:
                ending = _ending(meaning, text, end)
                if ending is None:
                    continue
                first, last = start, end + len(ending)
                if moved:
                    span = folded.span(first, last)
                    first, last = span.start, span.end
                if "\n" in document.text[first:last]:  # words on both sides of a paragraph break
                    continue
                if meaning.cased and not _case_fits(meaning, traces, folded.span(start, end), last, ending):
                    continue
                yield first, last, meaning


_PLACE = itemgetter(0, 1)


def _longest(hits: list[Hit]) -> Iterator[Hit]:
    """Of overlapping hits the leftmost, then the longest; all that share exactly its place."""
    hits.sort(key=lambda hit: (hit[0], -hit[1]))
    start = end = 0
    for hit in hits:
        if hit[0] >= end:
            start, end = hit[0], hit[1]
        if hit[0] == start and hit[1] == end:
            yield hit


def _ending(meaning: Meaning, text: str, end: int) -> str | None:
    """What is added to the pattern that ends at `end`, or None where it is part of a longer word."""
    for ending in meaning.endings:
        if text.startswith(ending, end) and _ends_word(text, end + len(ending)):
            return ending
    return None


def _one_word(text: str, at: int) -> bool:
    """Whether the letters or digits before and at `at` belong to one word."""
    return not (_unspaced(text[at - 1]) or _unspaced(text[at]))


def _ends_word(text: str, at: int) -> bool:
    """Whether a word may end before `at`; a full stop in U.S.A. ends none."""
    return at >= len(text) or not text[at].isalnum() or _unspaced(text[at - 1]) or _unspaced(text[at])


def _unspaced(character: str) -> bool:
    """Of a script without spaces between words: Thai to Khmer, Chinese and Japanese."""
    return character >= "\u0e00" and any(low <= character < high for low, high in _UNSPACED)


def _case_fits(meaning: Meaning, traces: Traces, bare: Span, last: int, ending: str) -> bool:
    """Whether the words, without their ending `bare`, have the capitals that the meaning asks for.

    `last` is where they end with it.
    """
    text = traces.document.text
    if meaning.kind is not AliasKind.ACRONYM:
        return text[bare.start].isupper()
    if ending == "s" and text[last - 1].isupper():
        return False
    words = text[bare.start : bare.end]
    return _capitals(words) == _capitals(meaning.text) and not _is_small_word(text, bare.start, bare.end)


def _capitals(text: str) -> list[bool]:
    return [character.isupper() for character in text if character.isalpha()]


def _is_small_word(text: str, start: int, end: int) -> bool:
    if text[start:end].lower() not in SMALL_WORDS:
        return False
    before = text[max(start - _AROUND, 0) : start].rpartition("\n")[2]
    after = text[end : end + _AROUND].partition("\n")[0]
    return (before + after).isupper()
