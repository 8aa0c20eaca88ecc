"""Meetings: who met whom, when, where, and whether it happened."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.extraction.events.drafts import Sighting
from bot.extraction.events.meetings import sight_meetings
from bot.extraction.events.sentences import lay_out
from bot.extraction.facts import EventKind, Modality, Occurrence, Slot
from bot.extraction.lexicon import Alias, AliasKind, Entity, EntityKind, Lexicon
from bot.extraction.matching import Matcher
from bot.extraction.names import find_names
from bot.extraction.text import make_document
from fakes.entities import entity

PUBLISHED = datetime(2026, 4, 15, 8, tzinfo=UTC)


def country(name: str, demonym: str) -> Entity:
    return entity(name, EntityKind.COUNTRY, Alias(text=demonym, kind=AliasKind.DEMONYM))


def person(name: str, of: str) -> Entity:
    return entity(name, EntityKind.PERSON, Alias(text=name.rpartition(" ")[2]), country=of)


LEXICON = Lexicon(
    [
        country("Japan", "Japanese"),
        country("France", "French"),
        country("Brazil", "Brazilian"),
        country("Kenya", "Kenyan"),
        country("Qatar", "Qatari"),
        entity("Tokyo", EntityKind.CITY, country="japan"),
        entity("Paris", EntityKind.CITY, country="france"),
        entity("Nairobi", EntityKind.CITY, country="kenya"),
        entity("Geneva", EntityKind.CITY, country="switzerland"),
        person("Aiko Mori", "japan"),
        person("Luc Garnier", "france"),
        person("Ines Petit", "france"),
        person("Rosa Lima", "brazil"),
        person("Juma Nkosi", "kenya"),
        entity("European Union", EntityKind.ORGANISATION, Alias(text="EU", kind=AliasKind.ACRONYM)),
        entity("Hamas", EntityKind.ORGANISATION),
    ]
)
MATCHER = Matcher(LEXICON, {})
MORI, GARNIER, LIMA, PETIT, NKOSI = "aiko-mori", "luc-garnier", "rosa-lima", "ines-petit", "juma-nkosi"


def seen(body: str, title: str = "") -> list[Sighting]:
    document = make_document(title=title, body=body, published=PUBLISHED, plain=True)
    names = find_names(document, MATCHER.entities(document), LEXICON)
    return [s for sentence in lay_out(document, names) for s in sight_meetings(sentence, LEXICON)]


def values(sighting: Sighting, slot: Slot) -> list[str]:
    return [draft.value for draft in sighting.drafts if draft.slot is slot]


def value(sighting: Sighting, slot: Slot) -> str | None:
    return next(iter(values(sighting, slot)), None)


def told(text: str) -> Sighting:
    """The one meeting that names somebody."""
    (sighting,) = [s for s in seen(text) if not s.refers_back]
    return sighting


@pytest.mark.parametrize(
    "text",
    [
        "Mori met Garnier.",
        "Mori met with Garnier.",
        "Mori held talks with Garnier.",
        "Mori had a meeting with Garnier.",
        "Mori and Garnier met.",
        "Mori and Garnier held a second round of talks.",
        "Mori, Garnier hold talks",
        "Mori meets Garnier",
        "Mori will on Friday meet French President Luc Garnier.",
        "Japanese Prime Minister Aiko Mori met French President Luc Garnier.",
        "Aiko Mori, the Japanese prime minister, met Luc Garnier, the French president.",
        "Mori received Garnier at her residence.",
        "Mori was received by Garnier.",
        "Mori called on President Garnier.",
        "Talks between Mori and Garnier lasted an hour.",
        "Mori's meeting with Garnier lasted an hour.",
        "The Mori-Garnier meeting lasted an hour.",
        "Mori briefed reporters after her talks with Garnier.",
        "After talks with Garnier, Mori spoke of progress.",
        "Mori spoke with Garnier by phone.",
        "Mori and Garnier spoke by telephone.",
        "Mori held a telephone conversation with Garnier.",
        "Mori will travel to Paris for talks with Garnier.",
        "Mori flew to Paris to meet Garnier.",
        "Mori sat down with Garnier.",
    ],
)
def test_both_who_meet_are_its_participants(text):
    sighting = told(text)
    assert set(values(sighting, Slot.PARTICIPANT)) == sighting.people == {MORI, GARNIER}
    assert sighting.parties == {"japan", "france"}
    assert sighting.kind is EventKind.MEETING


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Mori met Garnier, Lima and Nkosi in Geneva.", {MORI, GARNIER, LIMA, NKOSI}),
        ("Mori and Lima met French President Luc Garnier and Ines Petit.", {MORI, LIMA, GARNIER, PETIT}),
        ("In Paris, Mori met Garnier.", {MORI, GARNIER}),
        ("After talks with Lima, Mori met Garnier.", {MORI, GARNIER}),
    ],
)
def test_several_on_a_side_all_take_part_and_nobody_else(text, people):
    assert people in [s.people for s in seen(text)]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Japan and France held talks in Geneva.", "france,japan"),
        ("The second round of Japan-France talks was held in Geneva.", "france,japan"),
        ("Japanese and French negotiators met in Geneva.", "france,japan"),
        ("Japanese and French negotiators will gather in Geneva.", "france,japan"),
        ("The foreign ministers of Japan, Kenya and Brazil met in Nairobi.", "brazil,japan,kenya"),
        ("Delegations from Japan and the EU will meet on Friday.", "european-union,japan"),
        ("Talks between Japan and Hamas were held in Geneva.", "hamas,japan"),
    ],
)
def test_states_that_meet_are_its_parties(text, parties):
    sighting = told(text)
    assert values(sighting, Slot.PARTIES) == [parties]
    assert values(sighting, Slot.PARTICIPANT) == []


def test_an_office_without_a_name_makes_its_country_take_part():
    sighting = told("Mori met Qatar's emir in Geneva.")
    assert (sighting.people, sighting.parties) == ({MORI}, {"japan", "qatar"})


def test_the_leader_is_the_one_person_of_another_country_named_before():
    (sighting,) = seen("As France is to host Garnier's allies, Mori met the leader in Tokyo.")
    assert sighting.people == {MORI, GARNIER}


def test_the_two_presidents_are_the_only_two_named():
    text = "President Luc Garnier rang President Rosa Lima. The two presidents met in Nairobi on Monday."
    assert {GARNIER, LIMA} in [s.people for s in seen(text) if value(s, Slot.CITY) == "nairobi"]


def test_the_two_are_the_only_two_of_the_sentence_before():
    text = "Garnier was greeted at the airport by Lima. The two will have a meeting on May 4."
    assert {GARNIER, LIMA} in [s.people for s in seen(text) if value(s, Slot.DATE) == "2026-05-04"]


def test_a_name_after_the_office_is_who_holds_it():
    sighting = told(
        "Ines Petit, the foreign secretary, met her Kenyan opposite number, Juma Nkosi, in Paris."
    )
    assert sighting.people == {PETIT, NKOSI}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Mori had a pull-aside with Garnier.", {MORI, GARNIER}),
        ("Mori will see Garnier in Geneva on May 4.", {MORI, GARNIER}),
        ("Mori and Garnier sat down together in Geneva.", {MORI, GARNIER}),
        ("Mori last met Garnier in Geneva.", {MORI, GARNIER}),
        ("Mori, named as mediator by her peers, met Garnier.", {MORI, GARNIER}),
        ("Mori will meet Garnier, Lima said.", {MORI, GARNIER}),
        ("MORI TO MEET GARNIER", {MORI, GARNIER}),
        ("Mori Meets With Garnier", {MORI, GARNIER}),
    ],
)
def test_other_ways_to_say_that_two_meet_name_the_same_two(text, people):
    assert told(text).people == people


@pytest.mark.parametrize(
    "text",
    [
        "Mori sees Garnier as a rival.",
        "Mori met Leo Roche, chief executive of a bank, on Monday.",
        "Mori saw Garnier win the vote.",
        "Mori gathered her aides in Tokyo on Monday.",
        "Mori chaired a meeting of senior officials in Tokyo on Monday.",
        "Crowds gathered in Paris on Monday.",
        "Mori will host her counterparts Garnier and Lima in Tokyo.",
        "Mori travels to Paris for the annual leaders' meeting with Garnier.",
        "Mori will hold a meeting with Garnier in Paris, their first summit.",
        "Health ministers met a delegation of nurses.",
    ],
)
def test_other_gatherings_and_other_senses_of_the_verbs_are_no_meetings(text):
    assert seen(text) == []


@pytest.mark.parametrize(
    ("text", "city", "day"),
    [
        ("Mori conferred in Nairobi on Monday with Garnier.", "nairobi", "2026-04-13"),
        ("Mori, in Geneva to prepare the vote, held talks with Garnier on Monday.", "geneva", "2026-04-13"),
        (
            "Mori travels to Paris this Thursday, where she will be received by Garnier.",
            "paris",
            "2026-04-16",
        ),
        ("Mori will meet Garnier at the Elysee Palace.", "paris", None),
        ("Mori met Garnier on the margins of the U.N. session in Geneva on Monday.", "geneva", "2026-04-13"),
        ("Mori met Garnier. Lima waited here.", None, None),
    ],
)
def test_the_place_told_around_the_meeting_is_where_it_is(text, city, day):
    sighting = next(s for s in seen(text) if s.people == {MORI, GARNIER})
    assert (value(sighting, Slot.CITY), value(sighting, Slot.DATE)) == (city, day)


def test_here_is_the_town_from_which_the_report_comes():
    assert value(told("PARIS, April 15 (AFP) - Mori met Garnier here on Monday."), Slot.CITY) == "paris"
    assert value(told("Mori met Garnier here on Monday."), Slot.CITY) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Mori meets Garnier on Tuesday.", "2026-04-21"),
        ("Mori will have a meeting with Garnier on Tuesday.", "2026-04-21"),
        ("Mori met Garnier on Tuesday.", "2026-04-14"),
        ("Mori received Garnier on Tuesday.", "2026-04-14"),
    ],
)
def test_a_weekday_is_the_next_one_where_the_verb_looks_ahead(text, day):
    assert value(told(text), Slot.DATE) == day


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Foreign ministers of the member states met on Monday.", ["european-union"]),
        ("The foreign ministers will convene in Geneva on May 4.", ["european-union"]),
        ("The foreign ministers of the three countries met on Monday.", None),
        ("Foreign ministers met reporters on Monday.", None),
    ],
)
def test_ministers_of_a_body_are_those_of_whose_summit_the_text_told(text, parties):
    found = seen(f"The European Union summit opens in May. {text}")
    assert [values(s, Slot.PARTIES) for s in found] == ([parties] if parties else [])


def test_leaders_whose_summit_is_due_meet_at_it_and_nowhere_else():
    roles = "Prime Minister Aiko Mori and President Luc Garnier are busy."
    summit = f"{roles} The Japan-France summit is due in May."
    assert seen(f"{summit} Mori will sit down with Garnier.") == []
    assert seen(f"{summit} Mori will sit down with Garnier in Geneva.") != []
    assert seen(f"{roles} Mori will sit down with Garnier.") != []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Mori will visit Paris and meet Garnier.", "scheduled"),
        ("Mori visited Paris and met Garnier.", "held"),
    ],
)
def test_verbs_joined_by_and_share_their_auxiliary(text, status):
    assert value(told(text), Slot.STATUS) == status


@pytest.mark.parametrize(
    "text",
    [
        "EU leaders met in Paris.",
        "Mori hosted Garnier for a summit in Tokyo.",
        "Mori will meet Garnier on May 4 for the 14th Summit.",
    ],
)
def test_what_is_a_summit_is_told_as_a_summit_and_not_here(text):
    assert seen(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Mori travelled to Paris on Monday and met Garnier.",
        "Mori visited Paris on Monday and held talks with Garnier.",
        "Mori flew to Paris on Monday, where she met Garnier.",
    ],
)
def test_who_went_there_to_meet_met_there(text):
    sighting = next(s for s in seen(text) if s.people == {MORI, GARNIER})
    assert (value(sighting, Slot.CITY), value(sighting, Slot.DATE)) == ("paris", "2026-04-13")


def test_ministers_of_whom_it_is_not_said_whose_meet_where_and_when_it_is_told():
    sighting = told("The foreign ministers of the three countries met in Nairobi on Monday.")
    assert (sighting.parties, value(sighting, Slot.CITY)) == (frozenset(), "nairobi")
    assert seen("The foreign ministers of the three countries met again.") == []


def test_who_seeks_or_cancels_a_meeting_is_to_take_part():
    sighting = told("Aides of Lima said that Mori had cancelled a meeting with Garnier.")
    assert sighting.people == {MORI, GARNIER}


def test_a_city_that_hosts_others_is_the_place():
    assert value(told("Geneva hosted a meeting of Mori and Garnier."), Slot.CITY) == "geneva"


def test_meetings_in_the_plural_are_one_with_each():
    text = "Mori held bilateral meetings with Kenya's president and Brazil's foreign minister."
    assert [s.parties for s in seen(text)] == [{"japan", "kenya"}, {"japan", "brazil"}]


@pytest.mark.parametrize(
    ("text", "day", "city"),
    [
        ("Mori met Garnier in Paris on Monday.", "2026-04-13", "paris"),
        ("On Monday, Mori met Garnier in Paris.", "2026-04-13", "paris"),
        ("In Paris on Monday, Mori met Garnier.", "2026-04-13", "paris"),
        ("Mori on Monday met Garnier in Paris to discuss the war in Kenya.", "2026-04-13", "paris"),
        ("Mori will hold talks with Garnier in the French capital Paris on May 4.", "2026-05-04", "paris"),
        ("Mori held talks in Paris on Monday with Garnier.", "2026-04-13", "paris"),
        ("The Mori-Garnier talks in Paris on May 4 will be brief.", "2026-05-04", "paris"),
        ("Mori met Garnier to discuss the famine in Kenya.", None, None),
        ("Mori met Garnier before flying to Nairobi on Tuesday.", None, None),
        ("Mori met Garnier, who arrived in Tokyo on Friday.", None, None),
    ],
)
def test_day_and_city_are_those_that_stand_beside_the_meeting(text, day, city):
    sighting = next(s for s in seen(text) if s.people == {MORI, GARNIER})
    assert (value(sighting, Slot.DATE), value(sighting, Slot.CITY)) == (day, city)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Mori met Garnier.", "held"),
        ("Mori will meet Garnier.", "scheduled"),
        ("Mori to meet Garnier", "scheduled"),
        ("Mori is expected to meet Garnier.", "scheduled"),
        ("Mori meets Garnier on May 4.", "scheduled"),
        ("Mori's meeting with Garnier on May 4 is awaited.", "scheduled"),
        ("Mori could meet Garnier.", "rumoured"),
        ("Mori proposed a meeting with Garnier.", "proposed"),
        ("Mori invited Garnier to meet in Tokyo.", None),
        ("Mori cancelled a meeting with Garnier.", "cancelled"),
        ("Mori and Garnier were to have met in Geneva.", "denied"),
        ("Talks between Mori and Garnier have been postponed.", "postponed"),
    ],
)
def test_the_status_says_how_the_text_puts_it(text, status):
    found = [value(s, Slot.STATUS) for s in seen(text) if s.people == {MORI, GARNIER}]
    assert found == ([status] if status else [])


def test_of_what_is_denied_only_the_denial_is_kept():
    sighting = told("Tokyo denied that Mori and Garnier will meet in Geneva on May 4.")
    assert [(d.slot, d.value, d.modality) for d in sighting.drafts] == [
        (Slot.STATUS, "denied", Modality.DENIED)
    ]
    assert sighting.people == {MORI, GARNIER}


def test_what_is_only_thought_of_has_no_day_and_no_place():
    sighting = told("Mori could meet Garnier in Geneva on May 4.")
    assert {d.slot for d in sighting.drafts} == {Slot.STATUS, Slot.PARTICIPANT}


@pytest.mark.parametrize(
    "text",
    [
        "No date is fixed for a meeting of Mori and Garnier.",
        "If Mori meets Garnier, trade will be discussed.",
        "Will Mori meet Garnier?",
        "It is unclear whether Mori will meet Garnier.",
    ],
)
def test_a_meeting_only_asked_about_is_none(text):
    assert seen(text) == []


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        ("The second round of Japan-France talks was held in Geneva.", "2"),
        ("Japan and France will hold a 5th round of talks in Geneva.", "5"),
        ("Japan and France held the third round of trade talks.", "3"),
        ("Japan and France held talks in Geneva.", None),
        ("Japan and France held talks in the second week of May.", None),
    ],
)
def test_the_number_of_the_round_is_the_edition(text, edition):
    assert value(told(text), Slot.EDITION) == edition


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Petit and Nkosi were part of the meeting.", {PETIT, NKOSI}),
        ("Officials including Ines Petit and Juma Nkosi were present at the talks.", {PETIT, NKOSI}),
        ("Petit also attended the talks.", {PETIT}),
        ("Mori was accompanied by Petit.", {PETIT}),
        ("The talks were also attended by Petit.", {PETIT}),
    ],
)
def test_those_who_were_there_too_belong_to_the_meeting_told_before(text, people):
    (sighting,) = [s for s in seen(text) if s.people]
    assert sighting.refers_back
    assert set(values(sighting, Slot.PARTICIPANT)) == sighting.people == people


def test_a_role_is_kept_as_the_text_gives_it():
    (sighting,) = seen("Deputy Foreign Minister Ines Petit attended the meeting.")
    assert [d.role for d in sighting.drafts if d.slot is Slot.PARTICIPANT] == ["Deputy Foreign Minister"]


def test_the_talks_that_nobody_is_named_for_are_those_told_before():
    (sighting,) = seen("The talks were held in Geneva on Monday.")
    assert sighting.refers_back
    assert {d.slot: d.value for d in sighting.drafts} == {
        Slot.STATUS: "held",
        Slot.DATE: "2026-04-13",
        Slot.CITY: "geneva",
        Slot.HOST: "switzerland",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Nkosi would not attend the talks.",
        "The meeting could change everything.",
        "The talks with creditors are to resume in May.",
        "The board meeting will be held in Geneva on Monday.",
    ],
)
def test_what_is_not_said_of_its_being_held_says_nothing_of_the_meeting_before(text):
    assert [s for s in seen(text) if s.refers_back and s.drafts] == []


def test_what_was_held_months_ago_is_a_previous_meeting():
    assert told("Mori met Garnier in Paris in June 2025.").occurrence is Occurrence.PREVIOUS
    assert told("Mori met Garnier in Paris on Monday.").occurrence is Occurrence.CURRENT


@pytest.mark.parametrize(
    "text",
    [
        "Brazil and France met in the final in Paris on Sunday.",
        "Brazil meet France in Paris on Sunday.",
        "Kenya host Brazil in the quarter-finals on Sunday.",
        "Arsenal meet Chelsea on Sunday.",
        "The club held talks with the striker in Paris.",
        "Contract talks with the goalkeeper stalled in Paris.",
        "The talk of the title race is Paris.",
        "Its earnings met expectations in Japan.",
        "Nairobi Airlines met its deadline in France.",
        "The board met in Paris on Monday.",
        "Shareholders of a French bank met in Tokyo.",
        "The company held talks with creditors in Paris.",
        "Actor Ken Sato met director Ana Cruz in Paris.",
        "Mori met expectations.",
        "Mori met Brazilian striker Joao.",
        "Mori met French farmers.",
        "Mori welcomed Garnier's decision.",
        "Japan called on France to return to talks.",
        "Mori received a letter from Garnier.",
        "Mori met her deadline in Paris.",
        "The film follows two friends who meet in Paris.",
        "Lovers meet in Tokyo.",
    ],
)
def test_sport_show_and_business_are_no_meetings(text):
    assert [s for s in seen(text) if not s.refers_back] == []


def test_a_sports_match_watched_by_leaders_is_not_their_contest():
    assert seen("Mori and Garnier met in the final debate before the vote.") == []


WORDS = """
Mori Garnier Japan France Japan-France and met with meets held talks between meeting the The his on Monday in
Paris will to not , . ’s ? “ second round of President was received by called call spoke attended if
"""
TEXTS = st.lists(st.sampled_from([*WORDS.split(), "\n"]), max_size=40).map(" ".join)


@settings(deadline=None, max_examples=150)
@given(body=TEXTS | st.text(max_size=60))
def test_every_draft_of_any_text_lies_in_its_sentence(body):
    for sighting in seen(body):
        inside = sighting.sentence.span
        assert inside.start <= sighting.words.start < sighting.words.end <= inside.end
        assert sighting.kind is EventKind.MEETING
        for draft in sighting.drafts:
            assert inside.start <= draft.evidence.start < draft.evidence.end <= inside.end
            assert 0 < draft.weight <= 1
            assert draft.value
            assert draft.shown
