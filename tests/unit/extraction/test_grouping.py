"""Which sightings are of one event, which event an aside is about, and which events a watch asks for."""

from datetime import UTC, date, datetime

import pytest

from bot.extraction.events.attaching import attach
from bot.extraction.events.drafts import Aside, Draft, Sighting
from bot.extraction.events.grouping import events_of, group
from bot.extraction.events.interest import concerns, facts_for
from bot.extraction.events.sentences import Sentence, lay_out
from bot.extraction.facts import Event, EventKind, EventOfInterest, Fact, Interval, Occurrence, Slot
from bot.extraction.lexicon import Entity, EntityId, EntityKind, Lexicon
from bot.extraction.names import Names
from bot.extraction.text import Span, make_document

TEXT = "Mori met Garnier. They spoke of trade. Lima arrived. Nothing else was said. The day ended."
DOCUMENT = make_document(title="", body=TEXT, published=datetime(2026, 4, 15, tzinfo=UTC), plain=True)
SENTENCES = lay_out(DOCUMENT, Names(named=(), people={}))
LEXICON = Lexicon(
    [
        Entity(id=EntityId("asean"), name="ASEAN", kind=EntityKind.ORGANISATION),
        Entity(id=EntityId("sco"), name="Shanghai Cooperation Organisation", kind=EntityKind.ORGANISATION),
    ]
)


def draft(slot: Slot, value: str, place: int, day: date | None = None, weight: float = 0.9) -> Draft:
    return Draft(
        slot=slot,
        value=value,
        shown=value,
        evidence=SENTENCES[place].span,
        rule="test/1",
        weight=weight,
        interval=Interval(first=day, last=day) if day else None,
    )


def sighting(
    kind: EventKind,
    *drafts: Draft,
    people: str = "",
    parties: str = "",
    place: int = 0,
    refers_back: bool = False,
) -> Sighting:
    sentence: Sentence = SENTENCES[place]
    return Sighting(
        kind=kind,
        sentence=sentence,
        words=Span(start=sentence.span.start, end=sentence.span.start + 4),
        drafts=drafts,
        people=frozenset(map(EntityId, people.split())),
        parties=frozenset(map(EntityId, parties.split())),
        refers_back=refers_back,
    )


MEETING, VISIT = EventKind.MEETING, EventKind.VISIT
MONDAY, JUNE = date(2026, 4, 13), date(2026, 6, 4)


def test_the_same_people_are_one_meeting_and_others_another():
    groups = group(
        [
            sighting(MEETING, people="mori garnier"),
            sighting(MEETING, people="mori lima"),
            sighting(MEETING, people="mori garnier petit"),
        ]
    )
    assert [len(g.sightings) for g in groups] == [2, 1]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (draft(Slot.DATE, "a", 0, MONDAY), draft(Slot.DATE, "b", 1, JUNE)),
        (draft(Slot.CITY, "tokyo", 0), draft(Slot.CITY, "paris", 1)),
        (draft(Slot.EDITION, "2", 0), draft(Slot.EDITION, "3", 1)),
    ],
)
def test_days_that_never_meet_two_cities_or_two_numbers_are_two_events(first, second):
    groups = group(
        [sighting(MEETING, first, people="mori lima"), sighting(MEETING, second, people="mori lima")]
    )
    assert len(groups) == 2


def test_what_has_been_moved_may_have_two_dates():
    moved = (draft(Slot.STATUS, "postponed", 1), draft(Slot.DATE, "b", 1, JUNE))
    groups = group(
        [
            sighting(MEETING, draft(Slot.DATE, "a", 0, MONDAY), people="mori lima"),
            sighting(MEETING, *moved, people="mori lima"),
        ]
    )
    assert len(groups) == 1


def test_the_talks_are_those_told_last_and_none_where_none_were():
    back = sighting(MEETING, draft(Slot.CITY, "tokyo", 1), place=1, refers_back=True)
    assert group([back]) == []
    (only,) = group([sighting(MEETING, people="mori lima"), back])
    assert only.sightings[1] is back


def test_a_visit_and_a_meeting_of_one_person_are_two_events():
    groups = group(
        [sighting(VISIT, people="mori", parties="japan kenya"), sighting(MEETING, people="mori lima")]
    )
    assert [g.kind for g in groups] == [VISIT, MEETING]


def aside(place: int, value: str = "trade") -> Aside:
    return Aside(
        sentence=SENTENCES[place], at=SENTENCES[place].span, drafts=(draft(Slot.AGENDA, value, place),)
    )


def agenda(groups) -> list[list[str]]:
    events = [event for known in groups for event in events_of(known)]
    return [[fact.value for fact in event.facts if fact.slot is Slot.AGENDA] for event in events]


def test_an_aside_is_of_the_event_in_its_sentence_else_of_the_one_told_last():
    groups = group(
        [
            sighting(MEETING, draft(Slot.CITY, "tokyo", 0), people="mori garnier"),
            sighting(VISIT, draft(Slot.HOST, "japan", 2), people="lima", place=2),
        ]
    )
    attach([aside(0, "here"), aside(1, "after"), aside(3, "later")], groups)
    assert agenda(groups) == [["here", "after"], ["later"]]


def test_an_aside_far_from_any_event_is_of_none():
    groups = group([sighting(MEETING, draft(Slot.CITY, "tokyo", 0), people="mori garnier")])
    attach([aside(4)], groups)
    assert agenda(groups) == [[]]


def test_of_one_event_only_the_strongest_status_is_told():
    (known,) = group(
        [
            sighting(MEETING, draft(Slot.STATUS, "scheduled", 0), people="mori lima"),
            sighting(MEETING, draft(Slot.STATUS, "cancelled", 1), people="mori lima", place=1),
        ]
    )
    (event,) = events_of(known)
    assert [fact.value for fact in event.facts] == ["cancelled"]


def event(kind: EventKind, parties: str = "", name: str = "", topics: str = "", *facts: Fact) -> Event:
    return Event(
        kind=kind,
        facts=facts,
        parties=frozenset(map(EntityId, parties.split())),
        name=name,
        topics=frozenset(topics.split()),
    )


def interest(kind: EventKind, parties: str = "", series: str = "") -> EventOfInterest:
    return EventOfInterest(kind=kind, parties=tuple(map(EntityId, parties.split())), series=series)


SUMMIT = EventKind.SUMMIT


@pytest.mark.parametrize(
    ("told", "asked", "wanted"),
    [
        (event(SUMMIT, "france japan"), interest(SUMMIT, "japan france"), True),
        (event(SUMMIT, "france japan kenya"), interest(SUMMIT, "japan france"), False),
        (event(SUMMIT, "japan"), interest(SUMMIT, "japan france"), False),
        (event(MEETING, "france japan"), interest(SUMMIT, "japan france"), False),
        (event(MEETING, "france japan kenya"), interest(MEETING, "japan"), True),
        (event(SUMMIT, "france japan", topics="business"), interest(SUMMIT, "japan france"), False),
        (
            event(SUMMIT, "france japan", topics="business"),
            interest(SUMMIT, "japan france", "Business Summit"),
            True,
        ),
        (event(SUMMIT, "asean", name="the 46th ASEAN Summit"), interest(SUMMIT, series="ASEAN Summit"), True),
        (
            event(SUMMIT, "sco", name="the summit"),
            interest(SUMMIT, series="Shanghai Cooperation Organisation"),
            True,
        ),
        (event(SUMMIT, "asean", name="the summit"), interest(SUMMIT, series="G20 Summit"), False),
    ],
)
def test_a_watch_asks_for_events_of_its_kind_and_parties_or_of_its_series(told, asked, wanted):
    assert concerns(told, asked, LEXICON) is wanted


def fact(value: str, occurrence: Occurrence = Occurrence.CURRENT, confidence: float = 0.9) -> Fact:
    span = Span(start=0, end=4)
    return Fact(
        slot=Slot.CITY,
        value=value,
        shown=value,
        sentence=span,
        evidence=span,
        rule="test/1",
        confidence=confidence,
        occurrence=occurrence,
    )


def test_of_two_events_that_state_the_same_the_surer_fact_is_kept_and_the_current_come_first():
    events = [
        event(MEETING, "japan", "", "", fact("tokyo", Occurrence.PREVIOUS)),
        event(MEETING, "japan", "", "", fact("paris", confidence=0.6)),
        event(MEETING, "japan", "", "", fact("paris", confidence=0.8)),
    ]
    facts = facts_for(events, interest(MEETING, "japan"), LEXICON)
    assert [(f.value, f.confidence) for f in facts] == [("paris", 0.8), ("tokyo", 0.9)]
