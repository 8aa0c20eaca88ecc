"""The words of a sentence that say something, and how alike two sentences are by them."""

from bot.extraction.lazily import lazy
from bot.extraction.wordlists import words

_COMMON = words(
    "a an the of in on at to for from by with and or but as is are was were be been has have had will would"
    " that which who this these those it its he his she her they their said says also not no into over after"
    " before between during than"
)
_WORD = lazy(r"\w+")


def content(text: str) -> frozenset[str]:
    """Its words in lower case, without those that every sentence has."""
    return frozenset(_WORD.findall(text.lower())) - _COMMON


def repeats(one: frozenset[str], other: frozenset[str], *, fifths: int = 4) -> bool:
    """Four fifths of the shorter one's words stand in the other too; no words are repeated by nothing."""
    shorter = min(len(one), len(other))
    return 0 < fifths * shorter <= 5 * len(one & other)


def stems(text: str) -> frozenset[str]:
    """Beginnings of its words: enough to see that "talks" stands for "talk" and "killing" for "killed"."""
    return frozenset(map(stem, content(text)))


def stem(word: str) -> str:
    """The word in lower case less an ending, at most six letters of it."""
    lower = word.lower()
    for ending in ("ing", "ed", "es", "s"):
        if lower.endswith(ending) and len(lower) - len(ending) >= 3:
            lower = lower[: -len(ending)]
            break
    return lower[:6]
