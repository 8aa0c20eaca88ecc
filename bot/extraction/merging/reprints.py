"""Which sentences only repeat one that was printed before: a wire's text in many papers is one voice."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from bot.extraction.folding import fold

_SAME = 0.9
"""Share of words in common (Jaccard) from which two sentences are one, but for an editor's comma or title."""
_WORD = re.compile(r"\w+")
_AGENCY = re.compile(r"\([^()\n]{2,40}\) |[^\n]{1,60}?(?:[:–—]|(?<=[ )-])-) ")
"""What stands before a wire's first sentence: "MOSCOW, Nov 28 (Interfax) - ", "New Delhi: ", "(ANI) "."""
_ENOUGH = 8
"""Words that must be left without it: of a headline, what stands before a colon is half of what it says."""


def prints(sentences: Iterable[str]) -> dict[str, int]:
    """The number of the print that each sentence repeats or opens; they come in order of time.

    A sentence is held against the first of each print, and only against those that share two of its rarest
    words, without which they could not have nine words of ten in common: linear in practice.
    """
    words = {sentence: _words(sentence) for sentence in sentences}
    ordered = _rarest_first(dict.fromkeys(words.values()))
    number_of = _numbered(ordered)
    return {sentence: number_of[found] for sentence, found in words.items()}


def _numbered(ordered: Mapping[frozenset[str], Sequence[str]]) -> dict[frozenset[str], int]:
    numbers: dict[frozenset[str], int] = {}
    opened: defaultdict[tuple[str, ...], list[frozenset[str]]] = defaultdict(list)
    for words, rarest in ordered.items():
        pairs = _pairs(rarest)
        known = next((print_ for pair in pairs for print_ in opened[pair] if _alike(words, print_)), None)
        numbers[words] = len(numbers) if known is None else numbers[known]
        if known is None:
            for pair in pairs:
                opened[pair].append(words)
    return numbers


def _pairs(rarest: Sequence[str]) -> list[tuple[str, ...]]:
    """Pairs of the rarest words, one of which a sentence alike has too: it lacks a tenth of them at most."""
    lacking = len(rarest) - math.ceil(len(rarest) * _SAME - 1e-9)
    return list(combinations(rarest[: lacking + 2], 2)) or [tuple(rarest)]


def _rarest_first(sentences: Iterable[frozenset[str]]) -> dict[frozenset[str], list[str]]:
    kept = tuple(sentences)
    count = Counter(word for words in kept for word in words)
    rank = {word: n for n, word in enumerate(sorted(count, key=lambda word: (count[word], word)))}
    return {words: sorted(words, key=rank.__getitem__) for words in kept}


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    shared = len(a & b)
    return shared >= _SAME * (len(a) + len(b) - shared)


@lru_cache(maxsize=2_048)  # some 7 MB; a ledger is merged again with every report on its event
def _words(sentence: str) -> frozenset[str]:
    agency = _AGENCY.match(sentence)
    words = _WORD.findall(fold(sentence[agency.end() :] if agency else sentence).text)
    if agency and len(words) < _ENOUGH:
        words = _WORD.findall(fold(sentence).text)
    return frozenset(words) or frozenset((sentence,))
