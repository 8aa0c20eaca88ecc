"""All rules over all phrases of an event, and of equal facts the best."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from bot.extraction.dates import DateExpression, find_dates
from bot.extraction.events.drafts import Draft
from bot.extraction.events.editions import editions
from bot.extraction.events.links import doubted
from bot.extraction.events.parties import parties
from bot.extraction.events.phrases import Phrase, find_phrases
from bot.extraction.events.places import place_of, places
from bot.extraction.events.sentences import Sentence, lay_out
from bot.extraction.events.statuses import STRONGEST_FIRST, status_of, statuses
from bot.extraction.events.times import dates_of, draft_of
from bot.extraction.events.visits import Visit, date_of, is_for, leaders_of, visits_in
from bot.extraction.facts import EventKind, EventOfInterest, Fact, Occurrence, Slot
from bot.extraction.lexicon import Lexicon
from bot.extraction.matching import Mention
from bot.extraction.text import Document

_LONG_AGO = timedelta(days=60)
"""An event that ended this long before publication is not the one reported on, but one before it."""

_PURPOSE = 0.95
_SAME_SENTENCE = 0.8
_ALONE = 0.6
"""Weights of a visit: for the event, told in the sentence that names it, told in another one."""


def extract_facts(
    document: Document, event: EventOfInterest, entities: tuple[Mention, ...], lexicon: Lexicon
) -> tuple[Fact, ...]:
    """What `document` states of `event`, by slot and place; of equal facts the surest, then the first.

    `entities` are the document's mentions, as `Matcher.entities` gives them. Never what the text does not
    say: a date, place or number counts only where words of holding and scheduling tie it to the event.
    """
    sentences = lay_out(document, entities, lexicon)
    phrases = find_phrases(sentences, event)
    if not phrases:
        return ()
    facts = _of_one_occurrence({phrase: tuple(_facts_of(phrase, event, lexicon)) for phrase in phrases})
    facts += _facts_of_visits(sentences, phrases, event, lexicon, facts)
    return tuple(_best(_one_status(facts)))


def _of_one_occurrence(by_phrase: Mapping[Phrase, tuple[Fact, ...]]) -> list[Fact]:
    """Where the event has been held, "the next summit" is a later one, which has no place here."""
    held = any(
        fact.value == "held" and fact.occurrence is Occurrence.CURRENT
        for facts in by_phrase.values()
        for fact in facts
    )
    return [f for phrase, facts in by_phrase.items() if not (held and phrase.is_next) for f in facts]


def _facts_of(phrase: Phrase, event: EventOfInterest, lexicon: Lexicon) -> Iterator[Fact]:
    published = phrase.sentence.document.published.date()
    dates = _dates(phrase.sentence)
    own = tuple(dates_of(phrase, dates))
    placed = _placed(phrase, [expression for expression, *_ in own], published)
    drafts = [*editions(placed), *parties(placed, event, lexicon)]
    if not doubted(phrase.sentence, phrase.head.start):
        drafts += (draft_of(expression, rule, weight, published) for expression, rule, weight in own)
        drafts += statuses(placed, event.kind, dates)
        drafts += places(placed, event, lexicon, dates) if event.kind is not EventKind.SANCTION else ()
    for draft in drafts:
        yield _fact(draft, placed)


def _dates(sentence: Sentence) -> tuple[DateExpression, ...]:
    document = sentence.document
    return find_dates(document.text, document.published.date(), within=sentence.span)


def _placed(phrase: Phrase, own: Iterable[DateExpression], published: date) -> Phrase:
    """The phrase with its occurrence: what ended months ago is a previous one, whatever it is called."""
    if any(expression.interval.last < published - _LONG_AGO for expression in own):
        return replace(phrase, occurrence=Occurrence.PREVIOUS)
    return phrase


def _fact(draft: Draft, phrase: Phrase) -> Fact:
    return Fact(
        slot=draft.slot,
        value=draft.value,
        shown=draft.shown,
        sentence=phrase.sentence.span,
        evidence=draft.evidence,
        rule=draft.rule,
        confidence=round(draft.weight * phrase.certainty.confidence, 2),
        occurrence=phrase.occurrence,
        interval=draft.interval,
    )


def _facts_of_visits(
    sentences: tuple[Sentence, ...],
    phrases: tuple[Phrase, ...],
    event: EventOfInterest,
    lexicon: Lexicon,
    known: list[Fact],
) -> Iterator[Fact]:
    """Dates and hosts of the leaders' visits; of one told by itself only what is not known yet."""
    current = [phrase for phrase in phrases if phrase.occurrence is Occurrence.CURRENT]
    if event.kind is not EventKind.SUMMIT or not current:
        return
    leaders = leaders_of(sentences, phrases, event)
    told = {fact.slot for fact in known if fact.occurrence is Occurrence.CURRENT}
    for sentence in sentences:
        near = [phrase for phrase in current if phrase.sentence is sentence]
        for visit in visits_in(sentence, event):
            meant = any(is_for(visit, phrase) for phrase in near)
            if not meant and visit.who.entity.id not in leaders:
                continue
            weight = _PURPOSE if meant else _SAME_SENTENCE if near else _ALONE
            phrase = near[0] if near else replace(current[0], sentence=sentence)
            drafts = _visit(visit, lexicon, weight)
            yield from (_fact(draft, phrase) for draft in drafts if near or draft.slot not in told)


def _visit(visit: Visit, lexicon: Lexicon, weight: float) -> Iterator[Draft]:
    published = visit.sentence.document.published.date()
    expression = date_of(visit, _dates(visit.sentence))
    if expression is not None and expression.interval.last >= published - _LONG_AGO:
        yield draft_of(expression, "date.visit/1", weight, published)
    for where in visit.where:
        yield from place_of(where, lexicon, "place.visit/1", weight)
    if visit.ahead is not None:
        yield status_of("scheduled", visit.ahead, "status.visit/1", weight)


def _one_status(facts: list[Fact]) -> Iterator[Fact]:
    """Of each occurrence only the strongest status: what was postponed is no longer scheduled."""
    strongest: dict[Occurrence, int] = {}
    for fact in facts:
        if fact.slot is Slot.STATUS:
            rank = STRONGEST_FIRST.index(fact.value)
            strongest[fact.occurrence] = min(rank, strongest.get(fact.occurrence, rank))
    for fact in facts:
        if fact.slot is not Slot.STATUS or fact.value == STRONGEST_FIRST[strongest[fact.occurrence]]:
            yield fact


def _best(facts: Iterable[Fact]) -> Iterator[Fact]:
    best: dict[tuple[Slot, Occurrence, str], Fact] = {}
    for fact in facts:
        key = (fact.slot, fact.occurrence, fact.value)
        if key not in best or fact.confidence > best[key].confidence:
            best[key] = fact
    order = {slot: place for place, slot in enumerate(Slot)}
    yield from sorted(
        best.values(), key=lambda f: (order[f.slot], f.occurrence, f.evidence.start, f.evidence.end, f.value)
    )
