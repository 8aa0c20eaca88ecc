"""Words that a rule cannot do without: a sentence that has none of them costs a look at its words."""

import re
from collections.abc import Iterator
from itertools import islice

from bot.extraction.wordlists import words

_SPACES = str.maketrans(dict.fromkeys(",.:;!?'’‘“”\"()[]/–—-…", " "))

_MOST = 12
"""Matches of one pattern in a sentence: it has few verbs, and each costs the reading of its clause."""


def few(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The first matches in the text."""
    return islice(pattern.finditer(text), _MOST)


def words_in(text: str) -> frozenset[str]:
    """Every word of the text in lower case, without hyphens and apostrophes."""
    return frozenset(text.lower().translate(_SPACES).split())


def forms(verbs: str) -> frozenset[str]:
    """The regular forms of verbs parted by white space: discuss, discusses, discussed, discussing."""
    found: set[str] = set()
    for verb in words(verbs):
        stem = verb.removesuffix("e")
        found |= {verb, f"{verb}s", f"{stem}es", f"{stem}ed", f"{stem}ing"}
    return frozenset(found)
