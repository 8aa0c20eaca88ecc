"""Visits: who goes to which country, when, and whether it happened."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.extraction.events.drafts import Sighting
from bot.extraction.events.sentences import lay_out
from bot.extraction.events.visiting import sight_visits
from bot.extraction.facts import EventKind, Modality, Occurrence, Slot
from bot.extraction.lexicon import Alias, AliasKind, Entity, EntityKind, Lexicon
from bot.extraction.matching import Matcher
from bot.extraction.names import find_names
from bot.extraction.text import make_document
from fakes.entities import entity

PUBLISHED = datetime(2026, 4, 15, 8, tzinfo=UTC)


def person(name: str, of: str) -> Entity:
    return entity(name, EntityKind.PERSON, Alias(text=name.rpartition(" ")[2]), country=of)


LEXICON = Lexicon(
    [
        entity("Japan", EntityKind.COUNTRY, Alias(text="Japanese", kind=AliasKind.DEMONYM)),
        entity("France", EntityKind.COUNTRY, Alias(text="French", kind=AliasKind.DEMONYM)),
        entity("Kenya", EntityKind.COUNTRY, Alias(text="Kenyan", kind=AliasKind.DEMONYM)),
        entity("Brazil", EntityKind.COUNTRY, Alias(text="Brazilian", kind=AliasKind.DEMONYM)),
        entity("Tokyo", EntityKind.CITY, country="japan"),
        entity("Paris", EntityKind.CITY, country="france"),
        entity("Lyon", EntityKind.CITY, country="france"),
        entity("Nairobi", EntityKind.CITY, country="kenya"),
        person("Aiko Mori", "japan"),
        person("Luc Garnier", "france"),
        person("Rosa Lima", "brazil"),
    ]
)
MATCHER = Matcher(LEXICON, {})
MORI, GARNIER, LIMA = "aiko-mori", "luc-garnier", "rosa-lima"


def seen(body: str, title: str = "") -> list[Sighting]:
    document = make_document(title=title, body=body, published=PUBLISHED, plain=True)
    names = find_names(document, MATCHER.entities(document), LEXICON)
    return [s for sentence in lay_out(document, names) for s in sight_visits(sentence, LEXICON)]


def values(sighting: Sighting, slot: Slot) -> list[str]:
    return [draft.value for draft in sighting.drafts if draft.slot is slot]


def value(sighting: Sighting, slot: Slot) -> str | None:
    return next(iter(values(sighting, slot)), None)


@pytest.mark.parametrize(
    "text",
    [
        "Mori visited France.",
        "Japanese Prime Minister Aiko Mori will visit France.",
        "Mori to visit France",
        "Mori is on a three-day visit to France.",
        "Mori paid a state visit to France.",
        "Mori's visit to France drew crowds.",
        "The visit of Prime Minister Mori to France drew crowds.",
        "A visit by Mori to France drew crowds.",
        "Seven deals were signed during Prime Minister Mori's visit to France.",
        "Mori arrived in France.",
        "Mori travelled to France for talks.",
        "Mori left for France on a three-day visit.",
        "Mori is in France for talks on trade.",
        "Mori wrapped up her trip to France.",
        "Mori's France trip drew crowds.",
        "France hosted Mori.",
        "France is to host Prime Minister Aiko Mori for a summit.",
        "As France gears up to host Prime Minister Mori, trade grows.",
        "Mori met Lima before flying to France.",
        "Mori, who arrived in France, spoke of trade.",
        "Mori leaves on Tuesday morning for France.",
        "From Kenya, Mori proceeds to France.",
    ],
)
def test_guest_and_country_are_those_of_the_visit(text):
    (sighting,) = seen(text)
    assert values(sighting, Slot.HOST) == ["france"]
    assert MORI in sighting.people
    assert sighting.parties >= {"japan", "france"}
    assert sighting.kind is EventKind.VISIT


@pytest.mark.parametrize(
    ("text", "edtf", "status"),
    [
        ("Mori was in France in March to meet Lima.", "2026-03", "held"),
        ("Mori left France on Monday at the end of a two-day visit.", "2026-04-13", "held"),
        ("Mori is in France, where she began a state visit on Monday.", "2026-04-13", "held"),
        (
            "Mori will pay a two-day official visit to France from May 4.",
            "2026-05-04/2026-05-05",
            "scheduled",
        ),
        ("Mori travels to France on Tuesday.", "2026-04-21", "scheduled"),
        ("Mori travelled to France on Tuesday.", "2026-04-14", "held"),
        ("Mori To Visit France On May 4", "2026-05-04", "scheduled"),
        ("Mori kicks off a two-day trip to France on Tuesday.", "2026-04-21", "scheduled"),
        ("Mori is due in Paris on May 4 for a two-day visit.", "2026-05-04", "scheduled"),
        ("Mori flew into Paris on Tuesday.", "2026-04-14", "held"),
        ("Mori will call Lima when she travels to Paris on May 4.", "2026-05-04", "scheduled"),
    ],
)
def test_a_stay_with_its_days_is_a_visit(text, edtf, status):
    (sighting,) = seen(text)
    assert (value(sighting, Slot.DATE), value(sighting, Slot.STATUS)) == (edtf, status)
    assert values(sighting, Slot.HOST) == ["france"]


@pytest.mark.parametrize(
    "text",
    [
        "Mori left France on Monday.",
        "Mori will be in Paris on May 4 for the summit.",
        "Mori will be in Paris on May 4 for the 26th meeting of the council.",
        "Mori last came to France in 2023 for the G20 summit.",
    ],
)
def test_leaving_and_sitting_in_a_council_are_no_visits(text):
    assert seen(text) == []


def test_he_who_opens_the_sentence_goes_on_to_the_next_country():
    text = "Mori met Garnier in Tokyo. She will rest for two days before going on to Nairobi."
    assert [values(s, Slot.PARTICIPANT) for s in seen(text) if "kenya" in s.parties] == [[MORI]]


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("Mori arrived in Paris on Monday.", "paris"),
        ("Mori will travel to the French capital Paris.", "paris"),
        ("Mori touched down in Lyon on Monday.", "lyon"),
        ("Mori visited Paris, France.", "paris"),
        ("Mori's Paris trip drew crowds.", "paris"),
    ],
)
def test_a_city_is_kept_with_its_country(text, city):
    (sighting,) = seen(text)
    assert (values(sighting, Slot.CITY), values(sighting, Slot.HOST)) == ([city], ["france"])


@pytest.mark.parametrize(
    "text",
    [
        "Mori will visit France, Kenya and Brazil.",
        "Mori will pay visits to France, Kenya and Brazil.",
        "Mori will travel to France, Kenya and then Brazil.",
    ],
)
def test_each_country_of_a_tour_is_a_visit(text):
    hosts = [value(sighting, Slot.HOST) for sighting in seen(text)]
    assert hosts == ["france", "kenya", "brazil"]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Mori will visit France on May 4-5.", "2026-05-04/2026-05-05"),
        ("Mori will visit France early next month.", "2026-05-01~/2026-05-10~"),
        ("On May 4, Mori will visit France.", "2026-05-04"),
        ("Mori will on May 4 arrive in Paris.", "2026-05-04"),
        ("Mori's visit to France on May 4 will be brief.", "2026-05-04"),
        ("Mori leaves on May 4 for France.", "2026-05-04"),
        ("Mori will visit France after the vote on May 4.", None),
        ("Mori visited France, said a ministry report of May 4.", None),
    ],
)
def test_the_day_is_the_one_beside_the_visit(text, edtf):
    (sighting,) = seen(text)
    assert value(sighting, Slot.DATE) == edtf


@pytest.mark.parametrize(
    ("text", "status", "modality"),
    [
        ("Mori visited France.", "held", Modality.HELD),
        ("Mori visits France", "held", Modality.HELD),
        ("Mori then flies on to France.", "scheduled", Modality.SCHEDULED),
        ("Mori visits France on May 4", "scheduled", Modality.SCHEDULED),
        ("Mori will visit France.", "scheduled", Modality.SCHEDULED),
        ("Mori is expected to visit France.", "scheduled", Modality.EXPECTED),
        ("Garnier invited Mori to visit France.", "proposed", Modality.PROPOSED),
        ("Mori may visit France.", "rumoured", Modality.RUMOURED),
        ("Mori has no plans to visit France.", "denied", Modality.DENIED),
        ("Mori postponed her visit to France.", "postponed", Modality.POSTPONED),
        ("Mori's visit to France was called off.", "cancelled", Modality.CANCELLED),
        ("Mori's visit to France drew crowds.", None, None),
    ],
)
def test_the_status_says_how_the_text_puts_it(text, status, modality):
    (sighting,) = seen(text)
    found = [(d.value, d.modality) for d in sighting.drafts if d.slot is Slot.STATUS]
    assert found == ([(status, modality)] if status else [])


@pytest.mark.parametrize(
    "text", ["Mori will not visit France on May 4.", "Mori might visit France on May 4."]
)
def test_what_is_denied_or_only_thought_of_has_no_day(text):
    (sighting,) = seen(text)
    assert {d.slot for d in sighting.drafts} == {Slot.STATUS, Slot.PARTICIPANT, Slot.HOST}


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Mori postponed her visit to France, planned for May 4.", None),
        ("Mori postponed her visit to France to May 4.", "2026-05-04"),
    ],
)
def test_of_a_postponed_visit_only_the_new_day_counts(text, edtf):
    (sighting,) = seen(text)
    assert value(sighting, Slot.DATE) == edtf


@pytest.mark.parametrize(
    ("text", "guests"),
    [
        ("Mori met Garnier in Tokyo. She will visit Kenya on May 4.", [MORI]),
        ("On Monday, Mori met Garnier. She will visit Kenya on May 4.", [MORI]),
        ("Prime Minister Mori will visit France and meet Lima. She will visit Kenya on May 4.", [MORI]),
        ("Mori spoke with Lima and will visit Kenya.", [MORI]),
        ("Mori spoke of trade. She smiled. She will visit Kenya on May 4.", [MORI]),
        ("Trade with Mori and Garnier fell. He will visit Kenya on May 4.", None),
    ],
)
def test_he_and_she_are_the_subject_told_before_or_nobody(text, guests):
    kenya = [s for s in seen(text) if "kenya" in s.parties]
    assert [values(s, Slot.PARTICIPANT) for s in kenya] == ([guests] if guests else [])


@pytest.mark.parametrize(
    "text",
    [
        "If Mori visits France, trade will grow.",
        "When will Mori visit France?",
        "Mori has never visited France.",
    ],
)
def test_a_visit_only_asked_about_is_none(text):
    assert seen(text) == []


def test_several_guests_travel_together():
    (sighting,) = seen("Mori and Lima will visit France.")
    assert values(sighting, Slot.PARTICIPANT) == [MORI, LIMA]


def test_a_guest_has_the_role_that_the_text_gives():
    (sighting,) = seen("Foreign Minister Aiko Mori will visit France.")
    assert [d.role for d in sighting.drafts if d.slot is Slot.PARTICIPANT] == ["Foreign Minister"]


def test_the_visit_that_nobody_is_named_for_is_the_one_told_before():
    (sighting,) = seen("The visit will take place on May 4.")
    assert sighting.refers_back
    assert {d.slot: d.value for d in sighting.drafts} == {Slot.STATUS: "scheduled", Slot.DATE: "2026-05-04"}


def test_a_visit_of_months_ago_is_a_previous_one():
    (sighting,) = seen("Mori visited France in June 2025.")
    assert sighting.occurrence is Occurrence.PREVIOUS


@pytest.mark.parametrize(
    "text",
    [
        "Mori visited a factory.",
        "Mori visited Paris Motors, a carmaker.",
        "Mori visited French troops.",
        "Mori returned to Tokyo.",
        "Mori arrived in Japan on Monday.",
        "Tourists visited France in record numbers.",
        "The team arrived in Paris for the final.",
        "Brazil host France in Sunday's friendly.",
        "Brazilian striker Joao arrived in Paris for a medical.",
        "Actor Ken Sato visited France to promote his film.",
        "Prices came to France later.",
        "Mori was flown to France for medical treatment.",
        "Sales went to Japan and France.",
        "Mori said that France and Japan were close.",
        "Mori lives in France.",
        "Mori visited the Paris plant of a carmaker.",
        "The visiting French minister spoke of trade.",
        "A trip to Paris costs more in May.",
    ],
)
def test_other_journeys_are_no_visits(text):
    assert seen(text) == []


WORDS = """
Mori Garnier Japan France Paris visit visits visited to in on the The his ’s state will not arrived travel
trip May 4 and , . ? “ President of by host hosted for invited if Kenya
"""
TEXTS = st.lists(st.sampled_from([*WORDS.split(), "\n"]), max_size=40).map(" ".join)


@settings(deadline=None, max_examples=150)
@given(body=TEXTS | st.text(max_size=60))
def test_every_draft_of_any_text_lies_in_its_sentence(body):
    for sighting in seen(body):
        inside = sighting.sentence.span
        assert inside.start <= sighting.words.start < sighting.words.end <= inside.end
        assert sighting.kind is EventKind.VISIT
        for draft in sighting.drafts:
            assert inside.start <= draft.evidence.start < draft.evidence.end <= inside.end
            assert 0 < draft.weight <= 1
            assert draft.value
            assert draft.shown
