"""Towns that words beside a meeting point to without naming them: "here", "at the Kremlin"."""

from collections.abc import Iterator

from bot.extraction.events.sentences import Sentence
from bot.extraction.lazily import lazy
from bot.extraction.lexicon import Entity, EntityId, EntityKind
from bot.extraction.names import Named
from bot.extraction.salience import DATELINE, DATELINE_SEEN
from bot.extraction.text import Span

_HERE = lazy(r"(?<!and )\bhere\b(?! (?:are|is|was|were)\b)")
_SEATS = {
    "kremlin": ("moscow", "Moscow", "russia"),
    "white house": ("washington", "Washington", "united-states"),
    "elysee": ("paris", "Paris", "france"),
    "élysée": ("paris", "Paris", "france"),
    "downing street": ("london", "London", "united-kingdom"),
    "hyderabad house": ("new-delhi", "New Delhi", "india"),
    "great hall of the people": ("beijing", "Beijing", "china"),
}
"""Houses in which heads of state and government receive, as agencies name them, and where they stand."""
_SEAT = lazy(rf"\b(?:[Ii]n|[Aa]t) (?:the )?(?i:({'|'.join(_SEATS)}))\b(?![’'-])")


def pointed_to(sentence: Sentence, stretches: tuple[Span, ...]) -> Iterator[Named]:
    """The towns, the surest first."""
    for stretch in stretches:
        text = sentence.cut(stretch.start, stretch.end)
        if (seat := _SEAT.search(text)) is not None:
            at = Span(start=stretch.start + seat.start(1), end=stretch.start + seat.end(1))
            yield _house(seat[1].lower(), at)
        if (here := _HERE.search(text)) is not None:
            at = Span(start=stretch.start + here.start(), end=stretch.start + here.end())
            yield from _standing_at(_dateline(sentence), at)


def _house(name: str, at: Span) -> Named:
    town, shown, country = _SEATS[name]
    entity = Entity(id=EntityId(town), name=shown, kind=EntityKind.CITY, country=EntityId(country))
    return Named(span=at, entity=entity)


def _standing_at(towns: Iterator[Named], at: Span) -> Iterator[Named]:
    """The first of them, as told by the words at `at`."""
    return (Named(span=at, entity=named.entity) for named in list(towns)[:1])


def _dateline(sentence: Sentence) -> Iterator[Named]:
    document = sentence.document
    start = document.paragraphs[0].start if document.paragraphs else 0
    line = DATELINE.match(document.text, start, start + DATELINE_SEEN)
    for named in sentence.names.named:
        if line and named.entity.kind is EntityKind.CITY and start <= named.span.start < line.end():
            yield named
