"""Which words a sentence holds: the one look at it that most sentences get."""

from functools import lru_cache

from bot.extraction.lazily import lazy

_WORD = lazy(r"[a-z]+")


@lru_cache(maxsize=8)
def vocabulary(text: str) -> frozenset[str]:
    """Its words in lower case; kept, because the rules of meetings and of visits ask one after the other."""
    return frozenset(_WORD.findall(text.lower()))
