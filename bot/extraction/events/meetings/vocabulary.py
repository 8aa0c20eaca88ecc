"""Which words a sentence holds: the one look at it that most sentences get."""

import re
from functools import lru_cache

_WORD = re.compile(r"[a-z]+")


@lru_cache(maxsize=8)
def vocabulary(text: str) -> frozenset[str]:
    """Its words in lower case; kept, because the rules of meetings and of visits ask one after the other."""
    return frozenset(_WORD.findall(text.lower()))
