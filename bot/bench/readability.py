"""What can be wrong with a summary, as far as its words show it: coarser checks than the rules they check."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

_BACK = re.compile(
    r"[\"“‘'(]*(?:He|She|It|They|This(?! (?:year|month|week))|That|These|Those|His|Her|Its|Their|However"
    r"|But|And|So(?! far)|Also|Then|Thus|Moreover|Meanwhile|Therefore|Instead|Still|In addition"
    r"|As a result|The (?:latter|former|pair|duo))\b"
)
_ANNOUNCED = re.compile(
    r"\b(?:click here|subscribe\b|sign up|newsletter|cookies?|also read|read more|follow us"
    r"|all rights reserved|getty images|privacy policy|terms of use|(?:posted|updated|published):)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A sentence of a summary, with what the bench knows of its place."""

    text: str
    verbatim: bool
    follows: bool
    """Straight after the sentence that stands before it in its text, or first in a text."""
    in_lead: bool = False


def _dangles(summary: Sequence[Shown]) -> bool:
    return any(_BACK.match(sentence.text) and not sentence.follows for sentence in summary)


def _asks(summary: Sequence[Shown]) -> bool:
    return any(sentence.text.rstrip("\"”’') ").endswith("?") for sentence in summary)


def _announces(summary: Sequence[Shown]) -> bool:
    return any(_ANNOUNCED.search(sentence.text) for sentence in summary)


def _cuts_quotes(summary: Sequence[Shown]) -> bool:
    """In the summary as a whole: what one sentence opens the next may close."""
    text = " ".join(sentence.text for sentence in summary)
    return text.count("“") != text.count("”") or text.count('"') % 2 == 1


def _repeats(summary: Sequence[Shown]) -> bool:
    words = [frozenset(_WORD.findall(sentence.text.lower())) for sentence in summary]
    return any(5 * len(a & b) >= 4 * min(len(a), len(b)) for a, b in combinations(words, 2))


CHECKS: Mapping[str, Callable[[Sequence[Shown]], bool]] = {
    "dangling": _dangles,
    "questions": _asks,
    "announcements": _announces,
    "cut_quotes": _cuts_quotes,
    "repeated": _repeats,
}
