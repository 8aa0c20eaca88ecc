"""Patterns that tell one modality from another."""

import re
from collections.abc import Iterable, Iterator

from bot.extraction.facts import Modality
from bot.extraction.lazily import lazy

Meanings = Iterable[tuple[Modality, str]]
"""For each modality the words that mean it, as alternatives set apart by " | "."""

_MONTH = lazy(r"\bMay\b")


class AnyCase:
    """A pattern in lower case, looked for in any; only "May" stays apart from "may".

    A third of what `re.IGNORECASE` costs, which hides from the engine how each alternative begins.
    """

    __slots__ = ("_pattern",)

    def __init__(self, pattern: str) -> None:
        self._pattern = re.compile(pattern)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The matches, in lower case, at their places in `text`."""
        return self._pattern.finditer(lowered(text))

    def search(self, text: str) -> re.Match[str] | None:
        return self._pattern.search(lowered(text))


def lowered(text: str) -> str:
    """The same in lower case and as long, with the month's name as it was."""
    low = text.lower()
    if len(low) != len(text):  # a Turkish capital İ becomes two characters
        return text
    return _with_month(low, text) if "May" in text else low


def _with_month(low: str, text: str) -> str:
    for month in _MONTH.finditer(text):
        low = f"{low[: month.start()]}May{low[month.end() :]}"
    return low


def first_of(meanings: Meanings) -> tuple[tuple[Modality, AnyCase], ...]:
    """A pattern for each, in the order in which they are to be tried."""
    return tuple((modality, AnyCase(rf"\b(?:{either(words)})(?!\w)")) for modality, words in meanings)


def any_of(meanings: Meanings) -> AnyCase:
    """One pattern for all; `meant` tells which it was."""
    named = "|".join(rf"(?P<{modality}>{either(words)})" for modality, words in meanings)
    return AnyCase(rf"\b(?:{named})(?!\w)")


def meant(match: re.Match[str]) -> Modality:
    return Modality(match.lastgroup or "")


def either(words: str) -> str:
    """A pattern of alternatives that are set apart by " | ", over as many lines as they take."""
    return " ".join(words.split()).replace(" | ", "|")
