"""Where a visit leads: the countries and cities of a row, and when it takes place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.extraction.dates import DateExpression, Relation
from bot.extraction.events.meetings.adjuncts import Beside, dates_beside, opening, stands_as_place
from bot.extraction.events.meetings.sides import Side
from bot.extraction.events.modality.verbs import chain_start
from bot.extraction.events.sentences import Sentence
from bot.extraction.facts import Interval
from bot.extraction.lazily import lazy
from bot.extraction.lexicon import EntityId, EntityKind
from bot.extraction.names import Named
from bot.extraction.text import Span

_BEFORE_PLACE = lazy(
    r" (?:the )?(?:(?:[\w’'-]+ ){0,4}?(?:capital|city|town|resort|kingdom|republic|nation|country|neighbou?r)"
    r"(?: (?:of|city))?,? |(?:neighbou?ring|nearby|war-torn|both|arch-rival|ally|nuclear-armed) )?"
)
_NEXT = lazy(r",? and (?:then (?:to )?)?|, | as well as | & |/|, then (?:to )?| then ")
_A_NOUN = lazy(r" (?!(?:on|in|at|for|to|from|and|or|but|as|after|before|during|this|next|last)\b)[a-z]")
"""After "the" and a city: "the Tokyo site"."""
PLACES = frozenset({EntityKind.CITY, EntityKind.COUNTRY})
_NUMBERS = ("two", "three", "four", "five", "six", "seven")
_DAYS = lazy(rf"\b({'|'.join(_NUMBERS)})-day\b", re.IGNORECASE)
_DAYS_REACH = 40
"""Characters before "visit": "a three-day official state"."""
_FROM_REACH = 12
"""Characters: "starting" and the like."""
_MOST = 8
"""Stops of a tour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """A country or city, or both where the text names both: "Paris, France"."""

    named: Named
    end: int


def destinations(sentence: Sentence, start: int) -> tuple[Destination, ...]:
    """The places that follow `start`, which a verb or preposition of going ends; one for each country."""
    found: list[Destination] = []
    opens = _BEFORE_PLACE.match(sentence.document.text, start, sentence.span.end)
    at = opens.end() if opens else start
    for _ in range(_MOST):
        place = _place_at(sentence, at)
        if place is None:
            break
        found.append(place)
        following = _NEXT.match(sentence.document.text, place.end, sentence.span.end)
        if following is None:
            break
        at = following.end()
    return tuple(found)


def _place_at(sentence: Sentence, at: int) -> Destination | None:
    here = [n for n in sentence.named if n.span.start == at and n.entity.kind in PLACES]
    if not here or not stands_as_place(sentence, here[0]):
        return None
    after = sentence.cut(here[0].span.end, min(sentence.span.end, here[0].span.end + 16))
    if sentence.cut(at - 4, at) == "the " and here[0].entity.kind is EntityKind.CITY and _A_NOUN.match(after):
        return None
    city = next((n for n in here if n.entity.kind is EntityKind.CITY), None)
    return Destination(named=city or here[0], end=here[0].span.end)


def by_country(found: tuple[Destination, ...]) -> Iterator[Destination]:
    """One for each country, its city rather than itself."""
    chosen: dict[EntityId | None, Destination] = {}
    for place in found:
        known = chosen.get(place.named.country)
        if known is None or known.named.entity.kind is EntityKind.COUNTRY:
            chosen[place.named.country] = place
    yield from chosen.values()


def when(sentence: Sentence, words: Span, end: int, guest: Side | None) -> Beside:
    """The dates after the place, between guest and verb, or at the sentence's opening."""
    stretches = [Span(start=end, end=sentence.span.end), words]
    first = min(words.start, guest.span.start) if guest else words.start
    if guest and guest.span.end < words.start:
        stretches.append(Span(start=chain_start(sentence, words.start), end=words.start))
    if (opened := opening(sentence, first)) is not None:
        stretches.append(opened)
    return Beside(dates=dates_beside(sentence, tuple(stretches)) or _lasting(sentence, words, end))


def _lasting(sentence: Sentence, words: Span, end: int) -> tuple[DateExpression, ...]:
    """The days of "a two-day visit to Kenya from 2 March"."""
    days = _DAYS.search(sentence.cut(max(sentence.span.start, words.start - _DAYS_REACH), words.end))
    first = next((d for d in sentence.dates if end < d.span.start <= end + _FROM_REACH), None)
    if days is None or first is None or first.relation is not Relation.SINCE:
        return ()
    begins = first.interval.first
    if begins != first.interval.last:
        return ()
    ends = begins + timedelta(days=_NUMBERS.index(days[1].lower()) + 1)
    edtf = f"{begins.isoformat()}/{ends.isoformat()}"
    return (replace(first, interval=Interval(first=begins, last=ends), edtf=edtf, relation=None),)
