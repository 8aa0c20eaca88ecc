"""All rules over all phrases of a summit."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.extraction.dates import DateExpression
from bot.extraction.events.drafts import Draft, Sighting
from bot.extraction.events.links import doubted
from bot.extraction.events.modality import status_draft
from bot.extraction.events.places import place_of
from bot.extraction.events.sentences import Sentence
from bot.extraction.events.summits.editions import editions
from bot.extraction.events.summits.identity import Certainty
from bot.extraction.events.summits.occurrences import LONG_AGO, by_occurrence, latest_previous
from bot.extraction.events.summits.participants import participants
from bot.extraction.events.summits.parties import parties
from bot.extraction.events.summits.phrases import Occasion, Phrase
from bot.extraction.events.summits.places import places
from bot.extraction.events.summits.series import series
from bot.extraction.events.summits.statuses import denied, doubts, inferred, stated, statuses
from bot.extraction.events.summits.stretches import Dated, moved_by_years, stretched
from bot.extraction.events.summits.times import dates_of
from bot.extraction.events.summits.visits import Visit, date_of, is_for, leaders_of, visits_in
from bot.extraction.events.times import draft_of
from bot.extraction.facts import EventKind, Modality, Occurrence, Slot
from bot.extraction.lazily import lazy
from bot.extraction.lexicon import Lexicon

_ASKED = lazy(r"\b(?:asked|whether|if|unless|wonder\w*)\b", re.IGNORECASE)
"""A summit only asked about, of which the text states nothing else, is none that it tells of."""
_YEAR = lazy(r"\b(?:19|20)[0-9]{2}\b|\b(?:last|past|this)\b")
_MONTH = lazy(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
_ONCE_PLANNED = lazy(r"\b(?:had|originally|initially|was to|were to|earlier)\b")
_PRESENT = frozenset(
    {"hosts", "opens", "begins", "starts", "takes place", "kicks off", "is hosting", "is convening"}
)
_NAMING = frozenset({Slot.PARTIES, Slot.SERIES})
_PURPOSE = 0.95
_SAME_SENTENCE = 0.8
_ALONE = 0.6
"""Weights of a visit: for the event, told in the sentence that names it, told in another one."""


def sightings_of(occasion: Occasion, sentences: Sequence[Sentence], lexicon: Lexicon) -> tuple[Sighting, ...]:
    """What each phrase of `occasion` says, and then what its leaders' visits say."""
    told = [_told(phrase) for phrase in occasion.phrases]
    sightings = [_sighting(t.phrase, occasion, tuple(_drafts(t, occasion, lexicon))) for t in told]
    kept = latest_previous(by_occurrence(list(zip((t.phrase for t in told), sightings, strict=True))))
    if not any(d.slot not in _NAMING for s in kept for d in s.drafts) and any(
        _ASKED.search(p.sentence.cut(p.sentence.span.start, p.head.start)) for p in occasion.phrases
    ):
        return ()
    return (*kept, *_visits(occasion, kept, sentences, lexicon))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A phrase, and what several rules need of it."""

    phrase: Phrase
    dates: tuple[Dated, ...]
    """Those that are the summit's own."""
    said: tuple[Draft, ...]
    """What the words around it say of how it stands."""


def _told(phrase: Phrase) -> _Told:
    """With the phrase's occurrence: what ended months ago is a previous one, whatever it is called."""
    if phrase.plural:
        return _Told(phrase=phrase, dates=(), said=())
    dates = phrase.sentence.dates
    own, said = tuple(dates_of(phrase, dates)), tuple(statuses(phrase, dates))
    before = phrase.sentence.document.published.date() - LONG_AGO
    long_ago = any(expression.interval.last < before for expression, *_ in own)
    if long_ago and not any(d.value == "scheduled" for d in said):
        phrase = replace(phrase, occurrence=Occurrence.PREVIOUS)
    return _Told(phrase=phrase, dates=own, said=said)


def _sighting(phrase: Phrase, occasion: Occasion, drafts: tuple[Draft, ...]) -> Sighting:
    return Sighting(
        kind=EventKind.SUMMIT,
        sentence=phrase.sentence,
        words=phrase.whole,
        drafts=drafts,
        parties=occasion.identity.parties,
        certainty=phrase.certainty.confidence,
        occurrence=phrase.occurrence,
    )


def _drafts(told: _Told, occasion: Occasion, lexicon: Lexicon) -> Iterator[Draft]:
    phrase, identity = told.phrase, occasion.identity
    yield from parties(phrase, identity, lexicon)
    if phrase.plural:
        return  # "15 EU–Japan summits have been held": what is said of all is said of none
    yield from editions(phrase)
    yield from series(phrase)
    rejected = tuple(denied(phrase))
    none = phrase.sentence.cut(phrase.head.start, phrase.head.start + 3).lower() == "no "
    if none or rejected or (doubted(phrase.sentence, phrase.head.start) and phrase.verb is None):
        yield from rejected or doubts(phrase)
        if rejected:
            yield from places(phrase, identity.parties, lexicon, phrase.sentence.dates)
            yield from participants(phrase)
        return
    published = phrase.sentence.document.published.date()
    put = tuple(_status(told, published))
    ahead = any(d.value == "scheduled" and d.weight > _SAME_SENTENCE for d in put)
    for found, rule, weight in stretched(phrase, told.dates):
        expression = _year_after(found, phrase.sentence, published) if ahead else found
        yield draft_of(expression, rule, weight, published)
    yield from put
    yield from places(phrase, identity.parties, lexicon, phrase.sentence.dates)
    yield from participants(phrase)


def _status(told: _Told, published: date) -> Iterator[Draft]:
    """The closest words that say how it is put; where none do, the days tell."""
    phrase, own = told.phrase, [expression for expression, *_ in told.dates]
    said = told.said or tuple(doubts(phrase)) or tuple(stated(phrase))
    if said and own and all(_is_present(phrase.sentence, draft) for draft in said):
        said = tuple(d for d in inferred(own, published) if d.value == "held") or said
    yield from said or inferred(own, published)


def _is_present(sentence: Sentence, draft: Draft) -> bool:
    """Does a bare present say that it is due: "hosts the summit", which today and tomorrow is its holding?"""
    return sentence.cut(draft.evidence.start, draft.evidence.end).lower() in _PRESENT


def _year_after(expression: DateExpression, sentence: Sentence, published: date) -> DateExpression:
    """Of a summit still to come "late November" is the next one."""
    last = expression.interval.last
    said = sentence.cut(expression.span.start, expression.span.end)
    before = sentence.cut(sentence.span.start, expression.span.start)
    if last >= published or _YEAR.search(said) or not _MONTH.search(said) or _ONCE_PLANNED.search(before):
        return expression
    return moved_by_years(expression, 1)


def _visits(
    occasion: Occasion, kept: Sequence[Sighting], sentences: Sequence[Sentence], lexicon: Lexicon
) -> Iterator[Sighting]:
    """Dates and hosts of the leaders' visits; of one told by itself only what is not known yet."""
    current = [phrase for phrase in occasion.phrases if phrase.occurrence is Occurrence.CURRENT]
    countries = occasion.identity.parties
    if not current or occasion.identity.partial or len(countries) != 2:
        return
    visits = [(sentence, visit) for sentence in sentences for visit in visits_in(sentence, countries)]
    leaders = leaders_of(sentences, current, countries) if visits else frozenset()
    told = {d.slot for s in kept if s.occurrence is Occurrence.CURRENT for d in s.drafts}
    for sentence, visit in visits:
        near = [phrase for phrase in current if phrase.sentence is sentence]
        meant = any(is_for(visit, phrase) for phrase in near)
        if not meant and visit.who.entity.id not in leaders:
            continue
        weight = _PURPOSE if meant else _SAME_SENTENCE if near else _ALONE
        drafts = tuple(d for d in _visit(visit, lexicon, weight) if near or d.slot not in told)
        phrase = near[0] if near else replace(current[0], sentence=sentence, certainty=Certainty.PHRASE)
        yield _sighting(phrase, occasion, drafts)


def _visit(visit: Visit, lexicon: Lexicon, weight: float) -> Iterator[Draft]:
    published = visit.sentence.document.published.date()
    expression = date_of(visit, visit.sentence.dates)
    if expression is not None and expression.interval.last >= published - LONG_AGO:
        yield draft_of(expression, "date.visit/1", weight, published)
    for where in visit.where:
        yield from place_of(where, lexicon, "place.visit/1", weight)
    if visit.ahead is not None:
        yield status_draft(Modality.SCHEDULED, visit.ahead, "status.visit/1", weight)
