"""Facts of events: what a text states of the event that is watched, and of no other."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.extraction.events import facts_for, find_events
from bot.extraction.facts import EventKind, EventOfInterest, Fact, Interval, Occurrence, Slot
from bot.extraction.lexicon import Alias, AliasKind, EntityId, EntityKind, Lexicon
from bot.extraction.matching import Matcher
from bot.extraction.text import Document, make_document
from fakes.entities import entity

PUBLISHED = datetime(2026, 4, 15, 8, tzinfo=UTC)


LEXICON = Lexicon(
    [
        entity("Japan", EntityKind.COUNTRY, Alias(text="Japanese", kind=AliasKind.DEMONYM)),
        entity("France", EntityKind.COUNTRY, Alias(text="French", kind=AliasKind.DEMONYM)),
        entity("Brazil", EntityKind.COUNTRY, Alias(text="Brazilian", kind=AliasKind.DEMONYM)),
        entity("Kenya", EntityKind.COUNTRY),
        entity("Tokyo", EntityKind.CITY, country="japan"),
        entity("Paris", EntityKind.CITY, country="france"),
        entity("Aiko Mori", EntityKind.PERSON, Alias(text="Mori"), country="japan"),
        entity("Luc Garnier", EntityKind.PERSON, Alias(text="Garnier"), country="france"),
        entity("Ines Petit", EntityKind.PERSON, Alias(text="Petit"), country="france"),
        entity("Rosa Lima", EntityKind.PERSON, Alias(text="Lima"), country="brazil"),
        entity("G20", EntityKind.ORGANISATION),
        entity("ASEAN", EntityKind.ORGANISATION),
    ]
)
MATCHER = Matcher(LEXICON, {})
PARTIES = (EntityId("france"), EntityId("japan"))
SUMMIT = EventOfInterest(kind=EventKind.SUMMIT, parties=PARTIES, series="Japan–France Annual Summit")


def read(body: str, title: str = "") -> Document:
    return make_document(title=title, body=body, published=PUBLISHED, plain=True)


def facts_in(document: Document, event: EventOfInterest) -> tuple[Fact, ...]:
    return facts_for(find_events(document, MATCHER.entities(document), LEXICON), event, LEXICON)


def facts_of(body: str, title: str = "", event: EventOfInterest = SUMMIT) -> tuple[Fact, ...]:
    document = read(body, title)
    return facts_in(document, event)


def values(facts: tuple[Fact, ...], slot: Slot, occurrence: Occurrence = Occurrence.CURRENT) -> list[str]:
    return [fact.value for fact in facts if fact.slot is slot and fact.occurrence is occurrence]


def current(text: str) -> dict[str, list[str]]:
    """The values of the current occurrence by slot, slots without a fact left out."""
    facts = facts_of(text)
    return {slot: found for slot in Slot if (found := values(facts, slot))}


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        ("Leaders prepare the 14th Japan–France Annual Summit.", "14"),
        ("Leaders prepare the 14th annual Japan-France summit.", "14"),
        ("Leaders prepare the 14th annual summit between Japan and France.", "14"),
        ("Leaders prepare the 14th edition of the Japan–France summit.", "14"),
        ("The inaugural Japan-France summit is due in May.", "1"),
        ("Tokyo will host the fourteenth Japan-France summit.", "14"),
        ("Tokyo will host the twenty-first Japan-France summit.", "21"),
        ("Japan and France will hold their 14th annual summit in May.", "14"),
    ],
)
def test_the_number_beside_the_series_or_its_parties_is_the_edition(text, edition):
    assert current(text)[Slot.EDITION] == [edition]


@pytest.mark.parametrize(
    "text",
    [
        "Mori and Garnier will speak at the 20th G20 summit.",
        "Japan and France attended the 46th ASEAN Summit.",
        "Japan and France have held 13 annual summits.",
        "It was the second Japan-France summit since the war.",
        "It is the first Japan-France summit in Paris.",
        "The 14th Brazil-Japan summit was held as France watched.",
        "Japan and France marked the 80th anniversary before the Japan-France summit.",
    ],
)
def test_a_number_of_anything_else_is_no_edition(text):
    assert Slot.EDITION not in current(text)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The Japan–France summit is scheduled for 4-5 May.", "2026-05-04/2026-05-05"),
        ("The Japan–France summit will be held in Tokyo on May 4.", "2026-05-04"),
        ("The summit between Mori and Garnier is set for around May 4.", "2026-05-04~"),
        ("The Japan-France summit, due early next month, will discuss trade.", "2026-05-01~/2026-05-10~"),
        ("On May 4, Japan and France will hold their annual summit.", "2026-05-04"),
        ("The May 4-5 Japan-France summit will discuss trade.", "2026-05-04/2026-05-05"),
        ("Japan and France will hold an annual summit by the end of June.", "../2026-06-30~"),
        ("Mori and Garnier held the Japan-France summit in Tokyo on Monday.", "2026-04-13"),
        ("Garnier to visit Tokyo on May 4-5 for annual summit with Mori", "2026-05-04/2026-05-05"),
        (
            "President Luc Garnier will visit Japan early next month, when the Japan–France summit is due.",
            "2026-05-01~/2026-05-10~",
        ),
        ("The Japan-France summit, originally set for May 4, has been postponed to June 9.", "2026-06-09"),
        ("Japan has postponed its summit with France until autumn.", "2026-23"),
    ],
)
def test_a_date_tied_to_the_summit_is_its_date(text, edtf):
    assert current(text)[Slot.DATE] == [edtf]


@pytest.mark.parametrize(
    "text",
    [
        "Petit met Mori in Tokyo on April 13 to prepare the Japan-France summit.",
        "Minister Ines Petit will travel to Tokyo on April 20 ahead of the annual Japan-France summit.",
        "The Japan-France summit was postponed on Tuesday.",
        "Tokyo postponed the Japan-France summit on Tuesday.",
        "Officials denied that the Japan-France summit will be held on May 4.",
        "Since the last Japan-France summit trade has grown; exports fell on Monday.",
        "The G20 summit will be held on May 4; the Japan-France summit has no date.",
        "Lima and Garnier will hold a summit on May 4, before the annual Japan-France summit.",
    ],
)
def test_a_date_of_anything_else_is_not_the_summits(text):
    assert Slot.DATE not in current(text)


def test_a_leaders_visit_told_in_another_sentence_gives_the_date_with_less_confidence():
    alone = (
        "President Luc Garnier will visit Japan on May 4-5. He will attend the annual Japan-France summit."
    )
    (told,) = [fact for fact in facts_of(alone) if fact.slot is Slot.DATE]
    (stated,) = [
        fact
        for fact in facts_of("The Japan-France summit will be held on May 4-5.")
        if fact.slot is Slot.DATE
    ]
    assert told.value == stated.value
    assert 0.4 < told.confidence < stated.confidence


def test_a_leaders_visit_gives_no_date_where_the_text_dates_the_summit_itself():
    text = "President Luc Garnier will visit Japan on May 4. The Japan-France summit will be held on May 5."
    assert current(text)[Slot.DATE] == ["2026-05-05"]


@pytest.mark.parametrize(
    ("text", "host", "city"),
    [
        ("The Japan-France summit will be held in Tokyo.", "japan", ["tokyo"]),
        ("The Japan-France summit will be held in Japan.", "japan", []),
        ("Japan will host the 14th Japan-France summit.", "japan", []),
        ("Japan is to host President Luc Garnier for the annual summit with Mori.", "japan", []),
        ("Garnier to visit Tokyo for annual summit with Mori", "japan", ["tokyo"]),
        ("The Japan-France summit was hosted by France.", "france", []),
    ],
)
def test_the_place_of_the_summit_gives_its_host(text, host, city):
    found = current(text)
    assert (found[Slot.HOST], found.get(Slot.CITY, [])) == ([host], city)


def test_the_place_of_a_preparatory_meeting_is_not_the_summits():
    found = current("Ahead of the Japan-France summit, Petit met officials in Tokyo.")
    assert Slot.CITY not in found
    assert Slot.HOST not in found


@pytest.mark.parametrize(
    "text",
    [
        "The Japan–France summit is near.",
        "The French-Japanese summit is near.",
        "The Mori-Garnier summit is near.",
        "The annual summit between PM Mori and Luc Garnier is near.",
        "Japan's summit with France is near.",
        "Japan, France to hold annual summit",
    ],
)
def test_parties_are_those_that_the_text_names_beside_the_summit(text):
    assert current(text)[Slot.PARTIES] == ["france,japan"]


@pytest.mark.parametrize(
    "text",
    [
        "Japan beat France at the chess summit.",
        "Japan-France business summit opens in Tokyo on May 4.",
        "The Japan-France-Brazil summit opens in Tokyo on May 4.",
        "Lima and Garnier will hold a summit in Tokyo on May 4.",
        "The summit between Nkosi and Garnier was held in Tokyo on May 4, 2025.",
        "Nkosi and Garnier will hold a summit in Japan on May 4.",
        "Mori and Garnier met on the sidelines of the G20 summit in Tokyo on May 4.",
        "Climbers from Japan and France reached the summit.",
        "The Brazil summit of Japan and France was held on May 4, 2025, said nobody.",
    ],
)
def test_a_summit_of_others_gives_no_facts(text):
    assert [slot for slot in current(text) if slot is not Slot.PARTIES] == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The Japan-France summit will be held in May.", "scheduled"),
        ("Aides prepare the upcoming Japan-France summit.", "scheduled"),
        ("Mori and Garnier held the 14th Japan-France summit.", "held"),
        ("The Japan-France summit took place in Tokyo.", "held"),
        ("The Japan-France summit has been postponed.", "postponed"),
        ("Tokyo postpones the Japan-France summit", "postponed"),
        ("The Japan-France summit, scheduled for May 4, was cancelled.", "cancelled"),
        ("The Japan-France summit was called off.", "cancelled"),
    ],
)
def test_the_strongest_word_about_the_summit_is_its_status(text, status):
    assert current(text)[Slot.STATUS] == [status]


@pytest.mark.parametrize(
    "text",
    [
        "The Japan-France summit has not been postponed.",
        "Tokyo denied that the Japan-France summit was cancelled.",
        "The Japan-France summit could be cancelled.",
        "It is unclear whether the Japan-France summit will be held.",
    ],
)
def test_a_status_denied_or_only_thought_of_is_none(text):
    assert Slot.STATUS not in current(text)


def test_the_last_summit_is_the_previous_occurrence():
    text = (
        "Aides prepare the 14th Japan-France summit. The last summit took place in Paris on June 8-9, 2025."
    )
    previous = {f.slot: f.value for f in facts_of(text) if f.occurrence is Occurrence.PREVIOUS}
    assert previous == {
        Slot.PARTIES: "france,japan",
        Slot.DATE: "2025-06-08/2025-06-09",
        Slot.CITY: "paris",
        Slot.HOST: "france",
        Slot.STATUS: "held",
    }
    assert Slot.DATE not in current(text)


def test_a_summit_that_ended_months_ago_is_a_previous_one_though_the_text_does_not_say_last():
    facts = facts_of("The 13th Japan-France summit was held in Paris in June 2025.")
    assert {fact.occurrence for fact in facts} == {Occurrence.PREVIOUS}


def test_in_the_report_of_a_summit_the_next_one_is_a_later_event():
    text = "The Japan-France summit was held in Tokyo on Monday. The next summit will be held in Paris."
    assert current(text)[Slot.CITY] == ["tokyo"]


def test_the_summit_is_the_one_that_was_named_before():
    text = "Aides prepare the Japan-France summit. The summit will be held on May 4."
    named = facts_of("The Japan-France summit will be held on May 4.")
    meant = facts_of(text)
    assert values(meant, Slot.DATE) == values(named, Slot.DATE) == ["2026-05-04"]
    certain = {f.slot: f.confidence for f in named}
    assert all(f.confidence < certain[f.slot] for f in meant if f.slot is Slot.DATE)


def test_after_another_summit_the_summit_is_the_other_one():
    text = (
        "Aides prepare the Japan-France summit. The G20 summit drew Lima. The summit will be held on May 4."
    )
    assert Slot.DATE not in current(text)


def test_a_series_without_parties_is_known_by_its_name():
    event = EventOfInterest(kind=EventKind.SUMMIT, series="ASEAN Summit")
    facts = facts_of(
        "The 46th ASEAN Summit will be held on May 4. The G20 summit was held on May 5, 2025.", event=event
    )
    assert values(facts, Slot.EDITION) == ["46"]
    assert values(facts, Slot.DATE) == ["2026-05-04"]


def test_sanctions_have_a_date_and_a_status():
    event = EventOfInterest(kind=EventKind.SANCTION, parties=PARTIES)
    facts = facts_of("Japan imposed sanctions on France on Monday.", event=event)
    assert values(facts, Slot.STATUS) == ["imposed"]
    assert values(facts, Slot.DATE) == ["2026-04-13"]


def test_a_fact_shows_its_value_to_a_reader_and_names_its_rule():
    facts = {f.slot: f for f in facts_of("The 14th Japan-France summit will be held in Tokyo around May 5.")}
    assert {slot: fact.shown for slot, fact in facts.items()} == {
        Slot.EDITION: "14th",
        Slot.DATE: "around 5 May 2026",
        Slot.CITY: "Tokyo",
        Slot.HOST: "Japan",
        Slot.PARTIES: "France, Japan",
        Slot.STATUS: "scheduled",
    }
    assert facts[Slot.DATE].rule == "date.scheduled/1"
    assert facts[Slot.DATE].interval == Interval(first=date(2026, 5, 3), last=date(2026, 5, 7))


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("on May 4-5", "4–5 May 2026"),
        ("from 30 April to 2 May", "30 April – 2 May 2026"),
        ("early next month", "early May 2026"),
        ("in mid-May", "mid-May 2026"),
        ("by the end of May", "by the end of May 2026"),
        ("in the third quarter", "the 3rd quarter of 2026"),
        ("in autumn", "autumn 2026"),
        ("in 2027", "2027"),
    ],
)
def test_a_date_is_shown_as_it_was_said(said, shown):
    (fact,) = [f for f in facts_of(f"The Japan-France summit will be held {said}.") if f.slot is Slot.DATE]
    assert fact.shown == shown


def test_an_endless_sentence_is_not_read():
    """The rules look at pairs of words: a sentence without an end would cost the square of its length."""
    assert facts_of("The Japan-France summit will be held on May 4" + ", and so on" * 300 + ".") == ()


def test_a_text_that_never_names_the_event_has_no_facts():
    assert facts_of("Japan and France signed a treaty in Tokyo on Monday.") == ()
    assert facts_of("", title="Tokyo") == ()


WORDS = """
The the last next 14th annual summit Japan-France Japan France Mori Garnier Lima G20 Tokyo Paris between and
with will be held was postponed to visit host in on May 4-5 2025 early next month . , ? ( ) –
"""
TEXTS = st.lists(st.sampled_from([*WORDS.split(), "\n"]), max_size=40).map(" ".join)


@settings(deadline=None, max_examples=150)
@given(body=TEXTS | st.text(max_size=60), title=TEXTS | st.text(max_size=20), kind=st.sampled_from(EventKind))
def test_every_fact_of_any_text_has_its_evidence_in_a_sentence_of_it(body, title, kind):
    document = read(body, title)
    event = EventOfInterest(kind=kind, parties=PARTIES)
    for fact in facts_in(document, event):
        assert fact.sentence.start <= fact.evidence.start < fact.evidence.end <= fact.sentence.end
        assert fact.sentence.end <= len(document.text)
        assert 0 < fact.confidence <= 1
        assert fact.value
        assert fact.shown
        assert (fact.interval is not None) == (fact.slot is Slot.DATE)
        assert fact.interval is None or fact.interval.first <= fact.interval.last
