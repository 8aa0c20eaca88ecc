"""Words of a text as a sketch needs them: stemmed, hashed, with what their shape says."""

import hashlib
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from bot.extraction.folding import fold
from bot.extraction.sketch.common_stems import usual_share
from bot.extraction.wordlists import words

_KEY = b"wirewatch sketch 2"
"""Keyed, so that a hash is the same in every process, and nobody can make two words fall together."""

_WORD = re.compile(r"((?<=[^\W_]) )?([^\W_]+(?:[.,]\d+)*)")
"""With the space before it where nothing else parts it from the word before."""
_STOP_WORDS = words(
    """
    a about after again against all also am an and any are as at be because been before being between
    both but by can could did do does doing down during each few for from further had has have having he
    her here hers him his how i if in into is it its itself just may me might more most must my no nor
    not of off on once one only or other our out over own per same she should so some such than that the
    their them then there these they this those through to too two under until up upon us very was we
    were what when where which while who whom why will with would you your
    """
)
_SITE_WORDS = words(
    """
    account ad ads advertise advertisement browser caption click clicks comment comments confirmation cookie
    cookies copyright email embed facebook folder gallery image inbox javascript junk link log login mail
    newsletter newsletters notification notifications password please posted privacy profile register
    registering registration reserved saved saving share sign signed slideshow spam subscribe subscriber
    subscription terms tweet twitter updated verification video
    """
)
_SITE_TALK = 2
"""So many of them in a sentence, and it is the site that speaks: one alone is in many a report."""
_ENDINGS = (
    "ingly",
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ies",
    "ied",
    "ers",
    "es",
    "ed",
    "er",
    "ly",
    "s",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One written form."""

    folded: str
    stem: str
    """Empty where the word is too common to say anything."""
    key: int
    capital: bool
    number: bool
    site: bool
    usual: float
    """Share of all documents of news that hold the stem."""
    rarity: float
    """What that makes it worth: the logarithm of it, negative."""


class Token(NamedTuple):
    word: Word
    follows: bool
    """Only a space stands between it and the one before."""


def tokens(text: str) -> list[Token]:
    """The words of a sentence, in order."""
    return [Token(_word(written), bool(space)) for space, written in _WORD.findall(text)]


def is_site_talk(sentence: Sequence[Token]) -> bool:
    """Whether it is about the page ("sign in", "click on the link in our email"), not about the news."""
    return sum([token.word.site for token in sentence]) >= _SITE_TALK


@lru_cache(maxsize=50_000)
def key_of(name: str) -> int:
    """Hash of 63 bits: what SQLite holds in an integer that is not negative."""
    digest = hashlib.blake2b(name.encode("utf-8", "replace"), digest_size=8, key=_KEY).digest()
    return int.from_bytes(digest) >> 1


@lru_cache(maxsize=50_000)
def _word(written: str) -> Word:
    folded = fold(written).text
    stem = "" if folded in _STOP_WORDS or len(folded) < 2 else _stem(folded)
    usual = usual_share(stem)
    return Word(
        folded=folded,
        stem=stem,
        key=key_of(stem),
        capital=written[0].isupper(),
        number=folded[:1].isdigit(),
        site=folded in _SITE_WORDS,
        usual=usual,
        rarity=math.log(usual),
    )


def _stem(word: str) -> str:
    """The word less one ending, four letters at least kept: it only has to be the same in both reports."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
