"""From a happening with its sides to a sighting: drafts of who, when, where and how it is put."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.extraction.dates import DateExpression, Relation
from bot.extraction.events.drafts import Draft, Sighting
from bot.extraction.events.meetings.adjuncts import Beside
from bot.extraction.events.meetings.sides import Actor, Side
from bot.extraction.events.modality import status_draft
from bot.extraction.events.places import place_of
from bot.extraction.events.sentences import Sentence
from bot.extraction.events.times import MOVED, draft_of
from bot.extraction.facts import EventKind, Interval, Modality, Occurrence, Slot
from bot.extraction.lazily import lazy
from bot.extraction.lexicon import EntityId, Lexicon
from bot.extraction.text import Span
from bot.extraction.wordlists import words

_LONG_AGO = timedelta(days=60)
"""What ended this long before publication is not the event reported on, but one before it."""
_UNSURE = frozenset({Modality.DENIED, Modality.RUMOURED})
"""Of what is denied or only thought of nothing but that is known."""
_PASTS = words(
    "met spoke spoken sat saw had held went flew left came paid made took began was were led had been"
)
_WEEKDAY = lazy(
    r"(?:this |coming |late |early )*(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: [a-z]+)?", re.IGNORECASE
)
_WEEK = timedelta(days=7)
_DUE = frozenset({Modality.SCHEDULED, Modality.EXPECTED})
_TO_DAY = lazy(r"\b(?:to|until|till)(?: the)? $")
_PREVIOUS = lazy(r"\b(?:last|previous|previously)(?: (?!week|month|year|night)[a-z-]+){0,3} $")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A happening as one rule found it."""

    kind: EventKind
    sentence: Sentence
    words: Span
    """Those that tell of it: the evidence of its status."""
    rule: str
    """Its first part: "meeting.met"."""
    put: Modality | None
    beside: Beside
    sides: tuple[Side, ...] = ()
    certainty: float = 1.0
    refers_back: bool = False
    present: bool = False
    """It is told in the present tense, which with a day to come means the future: "meets Lima on Friday"."""
    extra: tuple[Draft, ...] = ()

    @property
    def actors(self) -> tuple[Actor, ...]:
        return tuple({a.named.entity.id: a for side in self.sides for a in side.actors}.values())


def in_present(verb: str) -> bool:
    """Is the first of the words, in lower case, a verb in the present tense: "meets", "leave for"?"""
    first = verb.partition(" ")[0]
    return not first.endswith(("ed", "ing")) and first not in _PASTS


def sighting(told: Told, lexicon: Lexicon) -> Sighting:
    """The sighting with its drafts; of what is denied only that it is."""
    published = told.sentence.document.published.date()
    told = _looking_ahead(told, published)
    put = _tensed(told, published)
    drafts = list(_status(told, put))
    visit = told.kind is EventKind.VISIT  # without its place it would be no visit
    if visit or put is not Modality.DENIED:
        drafts += _participants(told)
    if visit or put not in _UNSURE:
        drafts += _places(told, lexicon)
    if put not in _UNSURE:
        drafts += [*_dates(told, put, published), *told.extra]
    return Sighting(
        kind=told.kind,
        sentence=told.sentence,
        words=told.words,
        drafts=tuple(d if d.modality else replace(d, modality=put) for d in drafts),
        parties=frozenset(a.party for a in told.actors if a.party is not None),
        people=frozenset(a.named.entity.id for a in told.actors if a.is_person),
        certainty=told.certainty,
        occurrence=_occurrence(told, put, published),
        refers_back=told.refers_back,
    )


def _tensed(told: Told, published: date) -> Modality | None:
    """How it is put, where the day decides it: "his visit on 5 May", "meets Lima on Friday"."""
    first = next((d.interval for d in told.beside.dates), None)
    if first is None:
        # "He then flies on to Hanoi"; in a headline the present tells what has just happened.
        leaving = told.kind is EventKind.VISIT and told.present and told.sentence.text.endswith(".")
        return Modality.SCHEDULED if leaving and told.put is Modality.HELD else told.put
    over = told.refers_back and told.put in _DUE and first.last < published
    if told.put is None or over:
        return _by_day(first, published)
    ahead = told.put is Modality.HELD and told.present and published < first.first
    return Modality.SCHEDULED if ahead else told.put


def _looking_ahead(told: Told, published: date) -> Told:
    """With a day of the week that is to come, where the verb says so: "leaves on Tuesday for Paris"."""
    present = told.present and told.put is Modality.HELD and not told.sentence.is_title
    if not (present or told.put in _DUE):
        return told
    dates = tuple(_coming(told.sentence, d, published) for d in told.beside.dates)
    return replace(told, beside=replace(told.beside, dates=dates))


def _coming(sentence: Sentence, day: DateExpression, published: date) -> DateExpression:
    shown = sentence.cut(day.span.start, day.span.end)
    gone = day.interval.last < published <= day.interval.first + _WEEK
    if not gone or day.interval.first != day.interval.last or not _WEEKDAY.fullmatch(shown):
        return day
    next_one = day.interval.first + _WEEK
    return replace(
        day, interval=Interval(first=next_one, last=next_one), edtf=next_one.isoformat(), relation=None
    )


def _by_day(days: Interval, published: date) -> Modality | None:
    if days.last < published:
        return Modality.HELD
    return Modality.SCHEDULED if published < days.first else None


def _status(told: Told, put: Modality | None) -> Iterator[Draft]:
    if put is not None:
        weight = 0.95 if told.put is put else 0.7
        yield status_draft(put, told.words, _rule(told, "status"), weight)


def _participants(told: Told) -> Iterator[Draft]:
    for actor in told.actors:
        if actor.is_person:
            person = told.sentence.names.people.get(actor.named.entity.id)
            yield Draft(
                slot=Slot.PARTICIPANT,
                value=actor.named.entity.id,
                shown=actor.named.entity.name,
                evidence=actor.named.span,
                rule=_rule(told, "participant"),
                weight=0.95,
                role=person.role if person else "",
            )


def _dates(told: Told, put: Modality | None, published: date) -> Iterator[Draft]:
    dates = [d for d in told.beside.dates if put is not Modality.POSTPONED or _is_new(told, d)]
    for expression in dates[:1]:
        if put is Modality.HELD and published < expression.interval.first:
            return  # misread: what has happened is not to come
        rule = MOVED if put is Modality.POSTPONED else _rule(told, "date")
        yield draft_of(expression, rule, 0.95, published)


def _is_new(told: Told, expression: DateExpression) -> bool:
    """Of what is postponed only the new day counts: "to 5 May", "until autumn"."""
    before = told.sentence.cut(
        max(told.sentence.span.start, expression.span.start - 12), expression.span.start
    )
    return expression.relation is Relation.BY or _TO_DAY.search(before) is not None


def _places(told: Told, lexicon: Lexicon) -> Iterator[Draft]:
    for named in told.beside.places:
        yield from place_of(named, lexicon, _rule(told, "place"), 0.95)


def parties_draft(actors: Iterable[Actor], lexicon: Lexicon, evidence: Span, rule: str) -> Draft:
    """PARTIES of a meeting of states."""
    ids = sorted({actor.party for actor in actors if actor.party is not None})
    return Draft(
        slot=Slot.PARTIES,
        value=",".join(ids),
        shown=", ".join(_shown(party, lexicon) for party in ids),
        evidence=evidence,
        rule=rule,
        weight=0.9,
    )


def _shown(party: EntityId, lexicon: Lexicon) -> str:
    return lexicon[party].name if party in lexicon else party


def _occurrence(told: Told, put: Modality | None, published: date) -> Occurrence:
    """The last one, by its words or by days that are long gone."""
    before = told.sentence.cut(max(told.sentence.span.start, told.words.start - 40), told.words.start)
    past = put in {Modality.HELD, None}
    if past and (
        _PREVIOUS.search(before) or any(_is_long_ago(d.interval, published) for d in told.beside.dates)
    ):
        return Occurrence.PREVIOUS
    return Occurrence.CURRENT


def _is_long_ago(days: Interval, published: date) -> bool:
    return days.last < published - _LONG_AGO


def _rule(told: Told, slot: str) -> str:
    return f"{told.rule}.{slot}/1"
