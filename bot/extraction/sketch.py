"""A small fingerprint of a document, by which reports of one happening are recognised."""

import hashlib
import math
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.extraction.folding import fold
from bot.extraction.matching import Mention
from bot.extraction.rules import EntityTerm
from bot.extraction.text import Document
from bot.extraction.wordlists import words

SAME_STORY = 0.38
"""Similarity from which two documents, close in time, are taken to report one happening."""

_KEPT = 64
"""Terms of a sketch. A lead and its first paragraphs have some 60; shared background comes later."""

_KEY = b"wirewatch sketch 1"
"""Keyed, so that the sketch is the same in every process; a new way to sketch gets a new key."""

_ENTITY_SHARE = 0.3
_LEAD = 2000
"""Characters that are sketched: the inverted pyramid puts the happening first and the background last."""

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

_NEWS_WORDS = words(
    """
    according ahead amid announce call chief country day expect foreign government head hold host host
    includ leader lead make meet meeting minist ministry month monday tuesday wednesday thursday friday
    saturday sunday new news next offici official people plan president prime report said say second set
    sourc state statement sunday take talk tell time today told top week year yesterday
    """
)
"""Stems that so many stories hold that sharing them says little."""
_NEWS_WEIGHT = 0.35
_TITLE_WEIGHT = 2.0
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
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
class Sketch:
    """What a document is about, in some 64 hashed terms. Says nothing by itself; made to be compared."""

    terms: tuple[tuple[int, float], ...]
    """Hash of 64 bits and weight, by hash; the weights' squares sum to 1 unless there are none."""
    entities: tuple[str, ...]
    """Ids of the entities mentioned, sorted."""

    def to_json(self) -> list[list[int | float | str]]:
        """Hashes, weights and entities, as JSON may hold them."""
        hashes: list[int | float | str] = [term for term, _ in self.terms]
        weights: list[int | float | str] = [weight for _, weight in self.terms]
        return [hashes, weights, list(self.entities)]


def from_json(stored: Iterable[Iterable[int | float | str]]) -> Sketch:
    """What `Sketch.to_json` gave."""
    hashes, weights, entities = stored
    terms = zip(map(int, hashes), map(float, weights), strict=True)
    return Sketch(terms=tuple(terms), entities=tuple(map(str, entities)))


def sketch(document: Document, entities: Iterable[Mention]) -> Sketch:
    """The sketch of a document whose mentions are `entities`."""
    weights: defaultdict[str, float] = defaultdict(float)
    title, lead = document.cut(document.title), document.text[document.title.end : document.title.end + _LEAD]
    for text, factor in ((title, _TITLE_WEIGHT), (lead, 1.0)):
        for stem in _stems(text):
            weights[stem] += factor
    terms = ((_hash(stem), _weight(stem, count)) for stem, count in weights.items())
    ids = {mention.term.entity for mention in entities if isinstance(mention.term, EntityTerm)}
    return Sketch(terms=_normalised(terms), entities=tuple(sorted(ids)))


def similarity(a: Sketch, b: Sketch) -> float:
    """0 to 1: cosine of the terms, raised where the documents name the same entities."""
    other = dict(b.terms)
    cosine = math.fsum(weight * other.get(term, 0.0) for term, weight in a.terms)
    if not a.entities or not b.entities:
        return min(cosine, 1.0)
    shared = len(set(a.entities) & set(b.entities))
    overlap = shared / (math.sqrt(len(a.entities) * len(b.entities)) + 1)  # one country in common says little
    return min(max(cosine, (1 - _ENTITY_SHARE) * cosine + _ENTITY_SHARE * overlap), 1.0)


def _stems(text: str) -> list[str]:
    return [
        _stem(word) for word in _WORD.findall(fold(text).text) if word not in _STOP_WORDS and len(word) > 1
    ]


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    """The word less one ending, four letters at least kept: it only has to be the same in both reports."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=20_000)
def _hash(stem: str) -> int:
    digest = hashlib.blake2b(stem.encode("utf-8", "replace"), digest_size=8, key=_KEY).digest()
    return int.from_bytes(digest)


def _weight(stem: str, count: float) -> float:
    damped = _NEWS_WEIGHT if stem in _NEWS_STEMS else 1.0
    return damped * (1 + math.log(count))


def _normalised(terms: Iterable[tuple[int, float]]) -> tuple[tuple[int, float], ...]:
    """The heaviest terms, scaled to unit length, by hash. Four decimals: compact, and exact in JSON."""
    kept = sorted(terms, key=lambda term: (-term[1], term[0]))[:_KEPT]
    length = math.sqrt(math.fsum(weight * weight for _, weight in kept))
    return tuple(sorted((term, round(weight / length, 4)) for term, weight in kept))


_NEWS_STEMS = frozenset(map(_stem, _NEWS_WORDS))
