from datetime import UTC, datetime

import pytest

from bot.bench.extraction import HOSTILE
from bot.extraction.facts import EventKind, EventOfInterest, Slot
from bot.extraction.lexicon import Entity, EntityId, EntityKind, Lexicon
from bot.extraction.matching import Filter
from bot.extraction.query import parse_query
from bot.extraction.reading import Reader
from bot.extraction.rules import Provenance
from bot.extraction.text import make_document

KENYA, PERU = EntityId("kenya"), EntityId("peru")
LEXICON = Lexicon(
    [
        Entity(id=KENYA, name="Kenya", kind=EntityKind.COUNTRY),
        Entity(id=PERU, name="Peru", kind=EntityKind.COUNTRY),
    ]
)
READER = Reader(
    LEXICON,
    {
        "summit": parse_query("entity:kenya entity:peru summit"),
        "coffee": parse_query("coffee feed:markets"),
    },
    {"summit": EventOfInterest(kind=EventKind.SUMMIT, parties=(KENYA, PERU))},
)


def document(title, body=""):
    published = datetime(2026, 3, 2, 9, tzinfo=UTC)
    return make_document(title=title, body=body, published=published)


SUMMIT = document(
    "Kenya and Peru to hold summit on 9 April", "The leaders will meet in Lima, officials said."
)


def test_a_document_that_no_watch_matches_is_not_read():
    assert READER.read(document("Rain expected")) is None


def test_a_document_is_read_for_the_watches_that_it_matches():
    reading = READER.read(SUMMIT)
    assert reading is not None
    assert [match.watch for match in reading.matches] == ["summit"]
    assert Slot.DATE in {fact.slot for fact in reading.facts["summit"]}


def test_where_a_document_comes_from_counts():
    coffee = document("Coffee prices fall")
    assert READER.read(coffee) is None
    reading = READER.read(coffee, Provenance(feed="markets"))
    assert reading is not None
    assert [match.watch for match in reading.matches] == ["coffee"]


def test_a_document_is_read_anyway_where_asked():
    reading = READER.read_anyway(document("Rain expected", "Rain is expected in the whole country tomorrow."))
    assert reading.matches == ()
    assert reading.summary.sentences


def test_a_watch_is_explained():
    assert READER.explain(SUMMIT, "summit").match is not None
    assert READER.explain(document("Coffee"), "coffee", Provenance(feed="rain")).filtered == (Filter.FEED,)


def test_a_watch_that_is_not_there_cannot_be_explained():
    with pytest.raises(KeyError):
        READER.explain(SUMMIT, "tea")


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_is_read_to_its_end(piece):
    """How long it takes is measured by `wirewatch bench extraction`."""
    body = piece * (20_000 // len(piece))
    reading = READER.read_anyway(document("", body))
    for fact in (fact for event in reading.events for fact in event.facts):
        assert fact.sentence.start <= fact.evidence.start < fact.evidence.end <= fact.sentence.end
