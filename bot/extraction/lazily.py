"""Patterns that are compiled when first used.

The rules of events are some five hundred regular expressions. Compiling them all takes a quarter of a second,
which every command would pay at its start, also those that read no document.
"""

import re
from typing import Any, cast


class _Lazy:
    """Stands for a compiled pattern; each method is looked up once and then the pattern's own."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._pattern, self._flags), name)  # `re` keeps what it compiled
        setattr(self, name, found)
        return found


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`; a mistake in `pattern` is raised when it is first used."""
    return cast("re.Pattern[str]", _Lazy(pattern, flags))
