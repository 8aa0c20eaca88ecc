"""When and where: the dates and places of the clause that tells of a deed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from bot.extraction.dates import DateExpression, Relation
from bot.extraction.events.agreements.words import Words
from bot.extraction.events.drafts import Draft
from bot.extraction.events.places import place_of
from bot.extraction.events.sentences import Sentence
from bot.extraction.events.times import draft_of
from bot.extraction.lazily import lazy
from bot.extraction.lexicon import EntityKind, Lexicon
from bot.extraction.names import Named
from bot.extraction.text import Span

LONG_AGO = timedelta(days=60)
"""What was signed or imposed longer than this before publication is background, not the news."""

_NOT_ITS = lazy(
    r"\b(?:for|of|from|than|covering|through|the|period|till|until|every|each|by (?!the end)the)\s$",
    re.IGNORECASE,
)
_UNTIL = lazy(r"(?:until|till|through|up to|thru)\b", re.IGNORECASE)
_BEFORE_UNTIL = lazy(r"\b(?:until|till|through|up to|to|for)(?: the)? $", re.IGNORECASE)
_DUE_FOR = lazy(r"\b(?:scheduled|set|due|planned|slated|expected|pencilled in) (?:for|by|in|on) (?:the )?$")
_IN = lazy(
    r"\b(?:in|at|inside)(?: the)?"
    r"(?: (?:[\w’'-]+ ){0,3}(?:capital|city|town|resort|port|city of|capital of)(?: of)?)? $",
    re.IGNORECASE,
)
_VISITING = lazy(
    r"\b(?:visits?|trips?|tours?|travels?) (?:to|of|in) (?:the )?$|\b(?:visiting|in visit to) $",
    re.IGNORECASE,
)
_REACH = 48
_THERE = lazy(r"(?:^| )there\b")
_TO = lazy(r"\b(?:to|for|visiting|visited)(?: the)? $")
_PLACES = frozenset({EntityKind.CITY, EntityKind.COUNTRY})
_TOLD_BEFORE = 300


def dates_in(words: Words, stretches: Iterable[Span], *, lasts: bool) -> list[DateExpression]:
    """The dates of the deed in `stretches`, best first; not those of other things or of an end (`lasts`)."""
    if not words.dated:
        return []
    return [
        date
        for stretch in stretches
        for date in words.sentence.dates
        if stretch.start <= date.span.start and date.span.end <= stretch.end
        if _is_its(words.sentence, date, stretch, lasts=lasts)
    ]


def _is_its(sentence: Sentence, date: DateExpression, stretch: Span, *, lasts: bool) -> bool:
    if date.relation in {Relation.SINCE, Relation.AFTER}:
        return False
    before = sentence.cut(
        max(stretch.start - 12, sentence.span.start, date.span.start - _REACH), date.span.start
    )
    said = sentence.cut(date.span.start, date.span.end)
    if _UNTIL.match(said) or (lasts and (date.relation is not None or _BEFORE_UNTIL.search(before))):
        return False
    return _DUE_FOR.search(before) is not None or _NOT_ITS.search(before) is None


def is_past(sentence: Sentence, date: DateExpression) -> bool:
    """Did it end long before the text was published?"""
    return date.interval.last < sentence.document.published.date() - LONG_AGO


def date_draft(sentence: Sentence, date: DateExpression, rule: str, weight: float) -> Draft:
    """The DATE that the words give."""
    return draft_of(date, rule, weight, sentence.document.published.date())


def places_in(
    words: Words, stretches: Sequence[Span], topic_from: int, lexicon: Lexicon, rule: str
) -> Iterator[Draft]:
    """The CITY and HOST of the deed. From `topic_from` on a country may be what the agreement is about."""
    best: tuple[float, Named] | None = None
    sentence = words.sentence
    for stretch in stretches:
        for named in sentence.within(stretch):
            weight = _weight(sentence, named, stretch, topic_from)
            if weight and (best is None or weight > best[0]):
                best = (weight, named)
    best = best or _there(words, stretches)
    if best is not None:
        yield from place_of(best[1], lexicon, rule, best[0])


def _there(words: Words, stretches: Sequence[Span]) -> tuple[float, Named] | None:
    """The place that "there" means: the last that the words before it went to or were in."""
    stretch = next((s for s in stretches if _THERE.search(words.sentence.cut(s.start, s.end))), None)
    if stretch is None:
        return None
    for named in reversed(words.sentence.names.named):
        reached = words.sentence.span.start - _TOLD_BEFORE <= named.span.start < stretch.start
        before = words.sentence.cut(max(0, named.span.start - _REACH), named.span.start)
        if reached and named.entity.kind in _PLACES and (_IN.search(before) or _TO.search(before)):
            return 0.7, named
    return None


def _weight(sentence: Sentence, named: Named, stretch: Span, topic_from: int) -> float:
    """How sure it is that the deed is done there; 0 where it is not."""
    if named.entity.kind not in _PLACES:
        return 0.0
    before = sentence.cut(
        max(sentence.span.start, stretch.start - 4, named.span.start - _REACH), named.span.start
    )
    if not _IN.search(before):
        return 0.7 if _VISITING.search(before) else 0.0
    if named.entity.kind is EntityKind.CITY:
        return 0.95
    about = topic_from <= named.span.start and _ABOUT.search(sentence.cut(topic_from, named.span.start))
    return 0.0 if about else 0.9


_ABOUT = lazy(r"\b(?:on|for|of|about|regarding)\b(?! (?:\w+day|\d|[A-Z]\w+ \d))")
"""Behind these a country is what the agreement is about, unless it is a date."""
