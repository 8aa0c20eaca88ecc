"""From a document to its sketch."""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from bot.extraction.lexicon import EntityId
from bot.extraction.matching import Mention
from bot.extraction.rules import EntityTerm
from bot.extraction.sketch.common_stems import RARE
from bot.extraction.sketch.days import ages_in, days_in
from bot.extraction.sketch.shingles import shingles
from bot.extraction.sketch.tokens import Token, Word, is_site_talk, key_of, tokens
from bot.extraction.text import Document, sentences

KEPT = 64
"""Words of a sketch. On two public sets 50 to 128 joined equally well, and each costs time wherever it is
compared."""
_KEPT_PAIRS = 16
_KEPT_ENTITIES = 16
_BEGINNING = 2500
"""Characters that are read: the inverted pyramid puts the happening first and the background last."""
_READ = 300
"""Words that are read, of those characters."""
_DATED = 150
"""Words in which days and ages are those of the happening; further down they are those of earlier ones."""
_TITLE_WEIGHT = 2.0
_ASIDE_WEIGHT = 0.6
"""Of a sentence that shares no word with the title: links to other stories, the site's own words."""
_TITLE_CASE = 0.6
"""A title more of whose words have capitals than this writes all words so, and shows no names."""
_ENTITY_SHARE = 0.3
"""Of the reports that are joined each names entities that are watched: sharing them says little."""

_ASKED_SHARE = 0.8
"""Nearly every report that a watch matched has the words that it asks for."""


class Kind(IntEnum):
    WORD = 0
    NAME = 1
    """A word with a capital inside a sentence, or an entity of the lexicon."""
    PAIR = 2
    """Two such words in a row: a person's full name."""


class Term(NamedTuple):
    key: int
    """Hash of 63 bits."""
    said: float
    """How often it is said, damped."""
    kind: Kind
    usual: float
    """Share of documents that hold it as long as nothing else is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What a document is about. Says nothing by itself; made to be weighed and compared."""

    terms: tuple[Term, ...]
    """By key, each once."""
    days: tuple[int, ...]
    """Ordinals of the calendar days that it names, in order."""
    ages: tuple[int, ...]
    """Keys of the ages that it names, in order."""
    shingles: tuple[int, ...]
    """The lowest hashes of its runs of words, in order."""


@dataclass(slots=True)
class _Tally:
    counts: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    words: dict[str, Word] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    pairs: dict[str, None] = field(default_factory=dict)

    def add(self, sentence: Sequence[Token], weight: float, *, capitals: bool) -> None:
        before = ""
        for place, (word, follows) in enumerate(sentence):
            if not word.stem:
                before = ""
                continue
            self.counts[word.stem] += weight
            self.words[word.stem] = word
            named = capitals and word.capital and not word.number
            if named and place:
                self.names.add(word.stem)
            if named and before and follows:
                self.pairs.setdefault(f"{before} {word.folded}")
            before = word.folded if named else ""

    def terms(self, asked: Collection[str]) -> dict[int, Term]:
        damped = [
            (1 + math.log(count) if count > 1 else count, self.words[stem])
            for stem, count in self.counts.items()
        ]
        damped.sort(key=lambda term: (term[0] * term[1].rarity, term[1].key))
        words = [
            Term(
                word.key,
                count,
                Kind.NAME if word.stem in self.names else Kind.WORD,
                max(word.usual, _ASKED_SHARE) if word.stem in asked else word.usual,
            )
            for count, word in damped[:KEPT]
        ]
        pairs = [Term(key_of(f"pair {pair}"), 1.0, Kind.PAIR, RARE) for pair in [*self.pairs][:_KEPT_PAIRS]]
        return {term.key: term for term in (*words, *pairs)}


def sketch(document: Document, mentions: Iterable[Mention] = (), asked: Iterable[Mention] = ()) -> Sketch:
    """The sketch of a document; the entities among `mentions` are names in it, whatever their words.

    `asked` is what the watches that it matched asked for: every report that it is compared with has that.
    """
    asked = tuple(asked)
    tally, days, ages, keys = _Tally(), set[int](), set[int](), list[int]()
    head = document.beginning(_BEGINNING)
    in_title: set[str] = set()
    published = document.published.date()
    for span in sentences(head):
        if len(keys) >= _READ:
            break
        sentence = tokens(head.cut(span))
        title = span == head.title
        if not title and is_site_talk(sentence):
            continue
        if title:
            in_title = {token.word.stem for token in sentence} - {""}
        if len(keys) < _DATED:
            days.update(days_in(sentence, published))
            ages.update(ages_in(sentence))
        aside = bool(in_title) and not any(token.word.stem in in_title for token in sentence)
        weight = _TITLE_WEIGHT if title else _ASIDE_WEIGHT if aside else 1.0
        tally.add(sentence, weight, capitals=not (title and _is_title_case(sentence)))
        keys += (token.word.key for token in sentence)
    terms = tally.terms(_stems(document, asked)) | _entities(mentions, _ids(asked))
    return Sketch(
        terms=tuple(sorted(terms.values())),
        days=tuple(sorted(days)),
        ages=tuple(sorted(ages)),
        shingles=shingles(keys),
    )


def _stems(document: Document, asked: Iterable[Mention]) -> set[str]:
    said = (token.word.stem for mention in asked for token in tokens(document.cut(mention.span)))
    return set(said) - {""}


def _entities(mentions: Iterable[Mention], asked: Collection[EntityId]) -> dict[int, Term]:
    shares = {name: _ASKED_SHARE if name in asked else _ENTITY_SHARE for name in sorted(_ids(mentions))}
    named = (
        Term(key_of(f"entity {name}"), 1.0, Kind.NAME, share)
        for name, share in list(shares.items())[:_KEPT_ENTITIES]
    )
    return {term.key: term for term in named}


def _ids(mentions: Iterable[Mention]) -> set[EntityId]:
    return {mention.term.entity for mention in mentions if isinstance(mention.term, EntityTerm)}


def _is_title_case(title: Sequence[Token]) -> bool:
    content = [token.word.capital for token in title if token.word.stem]
    return len(content) > 3 and sum(content) > _TITLE_CASE * len(content)
