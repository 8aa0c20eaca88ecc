"""The article that the project was made from: all that it states of its events, and nothing else."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.extraction.events import find_events
from bot.extraction.facts import Event, EventKind, Occurrence, Slot
from bot.extraction.matching import Matcher
from bot.extraction.text import Document, make_document
from bot.settings.loader import load

_CONFIG = Path(__file__).resolve().parents[2] / "config"
PUTIN, MODI, JAISHANKAR, LAVROV = "vladimir-putin", "narendra-modi", "s-jaishankar", "sergey-lavrov"


@pytest.fixture(scope="module")
def document(shared_data: Path) -> Document:
    (article,) = (shared_data / "seed").glob("*.txt")
    published = datetime(2025, 11, 19, tzinfo=UTC)
    return make_document(title="", body=article.read_text("utf-8"), published=published, plain=True)


@pytest.fixture(scope="module")
def events(document: Document) -> tuple[Event, ...]:
    lexicon = load(_CONFIG).lexicon
    return find_events(document, Matcher(lexicon, {}).entities(document), lexicon)


def one(
    events: tuple[Event, ...], kind: EventKind, *people: str, of: Occurrence = Occurrence.CURRENT
) -> Event:
    """The event of that kind in which all of `people` take part."""
    found = [
        e
        for e in events
        if e.kind is kind and e.occurrence is of and set(people) <= set(values(e, Slot.PARTICIPANT))
    ]
    assert len(found) == 1, [(e.kind, e.name) for e in found]
    return found[0]


def values(event: Event, slot: Slot) -> list[str]:
    return [fact.value for fact in event.facts if fact.slot is slot]


def test_the_summit_ahead(events):
    summit = one(events, EventKind.SUMMIT, MODI, PUTIN)
    assert values(summit, Slot.EDITION) == ["23"]
    assert values(summit, Slot.PARTIES) == ["india,russia"]
    assert values(summit, Slot.HOST) == ["india"]
    assert values(summit, Slot.DATE) == ["2025-12-05~"]
    assert values(summit, Slot.STATUS) == ["scheduled"]
    assert values(summit, Slot.COUNT) == ["22"]
    assert values(summit, Slot.AGENDA) == [
        "defence cooperation",
        "energy security",
        "trade expansion",
        "connectivity",
        "cooperative efforts in multilateral forums",
    ]


def test_the_minister_who_prepares_the_summit_is_no_participant_of_it(events):
    assert sorted(values(one(events, EventKind.SUMMIT, PUTIN), Slot.PARTICIPANT)) == [MODI, PUTIN]


def test_the_summit_before(events):
    previous = one(events, EventKind.SUMMIT, of=Occurrence.PREVIOUS)
    assert values(previous, Slot.DATE) == ["2024-07-08/2024-07-09"]
    assert values(previous, Slot.CITY) == ["moscow"]
    assert values(previous, Slot.STATUS) == ["held"]
    outcomes = [fact.shown for fact in previous.facts if fact.slot is Slot.OUTCOME]
    assert "9 MoUs/Agreements" in outcomes
    assert any("India-Russia: Enduring and Expanding Partnership" in outcome for outcome in outcomes)


def test_the_meeting_in_the_kremlin_with_the_officials_and_their_offices(events):
    meeting = one(events, EventKind.MEETING, JAISHANKAR, PUTIN)
    assert values(meeting, Slot.DATE) == ["2025-11-18"]
    assert values(meeting, Slot.CITY) == ["moscow"]
    assert values(meeting, Slot.STATUS) == ["held"]
    offices = {fact.shown: fact.role for fact in meeting.facts if fact.slot is Slot.PARTICIPANT}
    assert offices["Maxim Oreshkin"] == "Deputy Head of the Presidential Administration"
    assert offices["Yury Ushakov"] == "Presidential Aide"
    assert offices["Maxim Reshetnikov"] == "Minister of Economic Development"
    assert offices["Andrey Rudenko"] == "Deputy Foreign Minister"


def test_the_talks_with_lavrov_are_a_meeting_of_their_own(events):
    talks = one(events, EventKind.MEETING, JAISHANKAR, LAVROV)
    assert sorted(values(talks, Slot.PARTICIPANT)) == [JAISHANKAR, LAVROV]


def test_the_visit_expected_early_next_month(events):
    visit = one(events, EventKind.VISIT, PUTIN)
    assert values(visit, Slot.HOST) == ["india"]
    assert values(visit, Slot.DATE) == ["2025-12-01~/2025-12-10~"]


def test_every_fact_stands_in_its_sentence(document, events):
    for fact in (fact for event in events for fact in event.facts):
        assert fact.sentence.start <= fact.evidence.start < fact.evidence.end <= fact.sentence.end
        assert fact.sentence.end <= len(document.text)
