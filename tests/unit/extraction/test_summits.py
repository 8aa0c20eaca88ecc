"""Summits of anybody: whose each phrase is, which phrases are of one summit, and what is said of it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.extraction.events import find_events
from bot.extraction.facts import Event, EventKind, Modality, Occurrence, Slot
from bot.extraction.lexicon import Alias, AliasKind, EntityKind, Lexicon
from bot.extraction.matching import Matcher
from bot.extraction.text import make_document
from bot.extraction.wordlists import words
from fakes.entities import entity

PUBLISHED = datetime(2026, 4, 15, 8, tzinfo=UTC)


LEXICON = Lexicon(
    [
        entity("Japan", EntityKind.COUNTRY, Alias(text="Japanese", kind=AliasKind.DEMONYM)),
        entity("France", EntityKind.COUNTRY, Alias(text="French", kind=AliasKind.DEMONYM)),
        entity("Kenya", EntityKind.COUNTRY, Alias(text="Kenyan", kind=AliasKind.DEMONYM)),
        entity("Chile", EntityKind.COUNTRY),
        entity("Tokyo", EntityKind.CITY, country="japan"),
        entity("Nairobi", EntityKind.CITY, country="kenya"),
        entity("Aiko Mori", EntityKind.PERSON, Alias(text="Mori"), country="japan"),
        entity("Luc Garnier", EntityKind.PERSON, Alias(text="Garnier"), country="france"),
        entity("Ines Petit", EntityKind.PERSON, Alias(text="Petit"), country="france"),
        entity("G20", EntityKind.ORGANISATION),
        entity("ASEAN", EntityKind.ORGANISATION),
        entity("SCO", EntityKind.ORGANISATION),
        entity("East Asia Summit", EntityKind.SERIES),
    ]
)
MATCHER = Matcher(LEXICON, {})


def summits(body: str, title: str = "") -> list[Event]:
    document = make_document(title=title, body=body, published=PUBLISHED, plain=True)
    events = find_events(document, MATCHER.entities(document), LEXICON)
    return [event for event in events if event.kind is EventKind.SUMMIT]


def values(event: Event, slot: Slot) -> list[str]:
    return [fact.value for fact in event.facts if fact.slot is slot]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("The leaders of Japan, Kenya and France held a trilateral summit in Nairobi.", "france,japan,kenya"),
        ("The summit between Japan, Kenya and France opened on Monday.", "france,japan,kenya"),
        ("Prime Minister Mori and President Luc Garnier will hold a summit on May 4.", "france,japan"),
        ("The 46th ASEAN Summit will be held in May.", "asean"),
        ("ASEAN leaders will hold their annual summit in May.", "asean"),
        ("The Japan–ASEAN summit opened on Monday.", "asean,japan"),
        ("The third Gulf–Central Asia summit was held in Nairobi.", "central-asia,gulf"),
        ("The inaugural Central Asia–Japan summit took place in Tokyo.", "central-asia,japan"),
        ("The Tokyo–Nairobi summit opened on Monday.", "japan,kenya"),
        ("The Japan–Kenya summit with Prime Minister Haruto Sano opened on Monday.", "japan,kenya"),
        ("Kenya will host Garnier for the annual summit between him and its president.", "france,kenya"),
    ],
)
def test_the_parties_are_those_in_the_phrase_or_those_who_hold_it(text, parties):
    (event,) = summits(text)
    assert values(event, Slot.PARTIES) == [parties]


@pytest.mark.parametrize(
    "text",
    [
        "Climbers from Japan reached the summit of the mountain on Monday.",
        "The Falcons' summit meeting with the Rovers ended in a draw.",
        "A Japan–France business summit opens in Tokyo on May 4.",
        "Tokyo hosts a chess summit on May 4.",
        "The developer summit of Acme Cloud will be held on May 4.",
        "After a hard climb they rested below the summit.",
        "It was a summit of modern cooking, wrote the French critic.",
        "The two clubs at the summit of French football meet in Tokyo on Sunday.",
    ],
)
def test_mountains_matches_and_trade_fairs_are_no_summits(text):
    assert summits(text) == []


def test_each_summit_of_a_text_keeps_its_own_facts():
    first, second = summits(
        "The G20 summit will be held in Nairobi on 20 May."
        " The Japan–France summit is set for 4 June in Tokyo."
    )
    assert (values(first, Slot.PARTIES), values(first, Slot.CITY)) == (["g20"], ["nairobi"])
    assert (values(second, Slot.PARTIES), values(second, Slot.CITY)) == (["france,japan"], ["tokyo"])
    assert values(first, Slot.DATE) == ["2026-05-20"]
    assert values(second, Slot.DATE) == ["2026-06-04"]


def test_one_party_named_later_is_the_summit_told_before():
    (event,) = summits(
        "The Japan–France summit is set for 4 June."
        " Officials say the summit with Garnier will be held in Tokyo."
    )
    assert values(event, Slot.CITY) == ["tokyo"]


def test_a_headline_before_the_names_means_the_one_summit_of_the_text():
    (event,) = summits("The Japan–France summit is set for 4 June.", title="Summit to be held in Tokyo")
    assert values(event, Slot.CITY) == ["tokyo"]


def test_what_the_text_takes_up_again_after_the_last_summit_is_of_the_last_summit():
    current, previous = summits(
        "Aides prepare the 14th Japan–France summit. The last summit was held in Tokyo in May 2025."
        " The summit was hosted by Japan."
    )
    assert current.occurrence is Occurrence.CURRENT
    assert values(previous, Slot.HOST) == ["japan"]
    assert values(current, Slot.HOST) == []


def test_last_week_is_no_word_for_the_previous_summit():
    (event,) = summits("Last week's Japan–France summit was held in Tokyo.")
    assert event.occurrence is Occurrence.CURRENT


def test_of_several_summits_together_nothing_is_said_of_one():
    (event,) = summits("So far 13 Japan–France summits have been held in Tokyo.")
    assert {fact.slot for fact in event.facts} <= {Slot.PARTIES, Slot.COUNT}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("The summit between Mori and Garnier will be held in May.", ["aiko-mori", "luc-garnier"]),
        ("Mori and Garnier held the Japan–France summit in Tokyo.", ["aiko-mori", "luc-garnier"]),
        ("Mori will attend the G20 summit in Nairobi in May.", ["aiko-mori"]),
        ("Petit met Mori in Tokyo to prepare the Japan–France summit.", []),
        ("Petit said the Japan–France summit would be held in May.", []),
        ("Mori will not attend the G20 summit in Nairobi.", []),
    ],
)
def test_who_takes_part_is_named_in_the_summit_or_attends_it(text, people):
    (event,) = summits(text)
    assert sorted(values(event, Slot.PARTICIPANT)) == people


def test_a_participants_role_is_the_one_that_the_text_gives():
    (event,) = summits(
        "Prime Minister Aiko Mori and President Luc Garnier will hold the Japan–France summit in May."
    )
    roles = {fact.value: fact.role for fact in event.facts if fact.slot is Slot.PARTICIPANT}
    assert roles == {"aiko-mori": "Prime Minister", "luc-garnier": "President"}


@pytest.mark.parametrize(
    ("text", "status", "modality"),
    [
        ("The Japan–France summit will be held in May.", "scheduled", Modality.SCHEDULED),
        ("The Japan–France summit is expected to take place in May.", "scheduled", Modality.EXPECTED),
        ("The Japan–France summit took place in Tokyo.", "held", Modality.HELD),
        ("Japan and Chile signed a treaty at the Japan–Chile summit in Tokyo.", "held", Modality.HELD),
        (
            "Japan and Chile will sign a treaty at the Japan–Chile summit in May.",
            "scheduled",
            Modality.SCHEDULED,
        ),
        ("Japan and Chile will sign a treaty at the Japan–Chile summit.", None, None),
        ("Garnier proposed a summit with Mori.", "proposed", Modality.PROPOSED),
        ("Officials denied that a summit between Mori and Garnier is planned.", "denied", Modality.DENIED),
        (
            "Mori and Garnier are considering a summit between Japan and France.",
            "rumoured",
            Modality.RUMOURED,
        ),
        ("The Japan–France summit was called off.", "cancelled", Modality.CANCELLED),
    ],
)
def test_the_status_says_how_the_text_puts_the_summit(text, status, modality):
    (event,) = summits(text)
    assert [(f.value, f.modality) for f in event.facts if f.slot is Slot.STATUS] == (
        [(status, modality)] if status else []
    )


def test_a_date_is_put_as_the_summit_is():
    (event,) = summits("The Japan–France summit is expected to take place in Tokyo on 4 June.")
    (day,) = [fact for fact in event.facts if fact.slot is Slot.DATE]
    assert day.modality is Modality.EXPECTED


def test_a_date_that_only_says_another_less_precisely_is_left_out():
    (event,) = summits("The Japan–France summit will be held in June. The summit is set for 4 June.")
    assert values(event, Slot.DATE) == ["2026-06-04"]


@pytest.mark.parametrize(
    ("text", "series"),
    [
        ("The 14th Annual Japan–France Summit will be held in May.", ["annual japan–france summit"]),
        ("The 46th ASEAN Summit opened on Monday.", ["asean summit"]),
        ("Japan's summit with France opened on Monday.", []),
    ],
)
def test_a_series_is_a_proper_name(text, series):
    (event,) = summits(text)
    assert values(event, Slot.SERIES) == series


def test_a_city_before_the_noun_is_its_place():
    (event,) = summits("The Nairobi G20 summit opened on Monday.")
    assert (values(event, Slot.CITY), values(event, Slot.HOST)) == (["nairobi"], ["kenya"])


def test_a_summit_named_by_its_series_alone_needs_no_parties():
    (event,) = summits("The East Asia Summit will be held in Tokyo in May.")
    assert values(event, Slot.CITY) == ["tokyo"]
    assert values(event, Slot.PARTIES) == []


def told(event: Event, *slots: Slot) -> dict[Slot, list[str]]:
    return {slot: values(event, slot) for slot in slots}


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        ("The 26th meeting of the Council of Heads of State of the ASEAN opened in Nairobi on Monday.", "26"),
        ("The 12th session of the ASEAN Conference of Heads of Government was held in Tokyo.", "12"),
        ("Nairobi hosts the 36th ordinary session of the ASEAN Council at the summit level.", "36"),
        ("The 31st ASEAN Leaders' Meeting will be held in Tokyo in May.", "31"),
        ("Kenya will be the venue of the 30th edition of the ASEAN summit.", "30"),
    ],
)
def test_a_meeting_of_heads_of_state_is_a_summit_whatever_its_body_is_called(text, edition):
    (event,) = summits(text)
    assert told(event, Slot.PARTIES, Slot.EDITION) == {Slot.PARTIES: ["asean"], Slot.EDITION: [edition]}


@pytest.mark.parametrize(
    "text",
    [
        "The 26th meeting of the committee of experts of the ASEAN opened in Nairobi on Monday.",
        "ASEAN business leaders like coffee, a survey found.",
        "The leaders of the opposition will meet in Nairobi on May 4.",
        "ASEAN trade ministers will meet in Nairobi on May 4.",
        "Union leaders gather in Tokyo on May 4.",
        "The league leaders meet Rovers in Nairobi on Sunday.",
        "ASEAN leaders have long promised to meet such targets.",
        "The annual meeting of the company's shareholders will be held in Tokyo on May 4.",
    ],
)
def test_other_meetings_and_other_leaders_are_no_summits(text):
    assert summits(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "ASEAN leaders will gather in Nairobi on May 4.",
        "ASEAN's ten leaders are to come together in Nairobi on May 4.",
        "Leaders of the ASEAN, a forum founded long ago, are due to meet in Nairobi on May 4.",
        "The heads of state of the ASEAN meet in Nairobi on May 4.",
        "Kenya is to play host to ASEAN leaders in Nairobi on May 4.",
        "Kenya takes over the chair of ASEAN, whose leaders are due in Nairobi on May 4.",
        "The ASEAN leaders are expected in Nairobi on May 4.",
    ],
)
def test_leaders_of_a_bloc_who_gather_hold_a_summit_without_the_word(text):
    (event,) = summits(text)
    assert told(event, Slot.PARTIES, Slot.CITY, Slot.DATE, Slot.STATUS) == {
        Slot.PARTIES: ["asean"],
        Slot.CITY: ["nairobi"],
        Slot.DATE: ["2026-05-04"],
        Slot.STATUS: ["scheduled"],
    }


@pytest.mark.parametrize(
    ("text", "date", "city"),
    [
        (
            "The ASEAN summit on food prices, to be held in Nairobi on 4 May, is short.",
            "2026-05-04",
            "nairobi",
        ),
        ("The ASEAN summit, which Kenya will host on 4 May, is short.", "2026-05-04", None),
        ("On 4 May Nairobi hosts the ASEAN summit.", "2026-05-04", "nairobi"),
        ("Mori will be in Nairobi on 4 May for the ASEAN summit.", "2026-05-04", "nairobi"),
        ("The ASEAN summit, Mori said on Monday, will open in Nairobi on 4 May.", "2026-05-04", "nairobi"),
        ("The sides have settled on 4 May for the ASEAN summit.", "2026-05-04", None),
        ("Mori will fly to Nairobi on 2 May for the ASEAN summit.", None, "nairobi"),
        ("The ASEAN summit will be short, Mori told reporters in Tokyo on Monday.", None, None),
        ("Kenya on Monday announced plans for the ASEAN summit.", None, None),
        ("After the ASEAN summit Mori will visit Nairobi on 4 May.", None, None),
        ("The ASEAN summit on the war in Chile will be short.", None, None),
        ("Mori met Garnier in Tokyo on Monday ahead of the ASEAN summit.", None, None),
        ("The ASEAN summit ends on Friday.", None, None),
    ],
)
def test_a_day_and_a_place_are_the_summits_unless_something_else_claims_them(text, date, city):
    (event,) = summits(text)
    assert values(event, Slot.DATE) == ([date] if date else [])
    assert values(event, Slot.CITY) == ([city] if city else [])


def test_here_is_the_town_of_the_dateline():
    (event,) = summits("NAIROBI, April 15 (Agency) - The 48th ASEAN summit will be held here on 4 May.")
    assert values(event, Slot.CITY) == ["nairobi"]


def test_where_a_reporter_was_told_is_not_where_the_summit_is():
    (event,) = summits("NAIROBI, April 15 (Agency) - The ASEAN summit is near, Mori told reporters here.")
    assert values(event, Slot.CITY) == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The ASEAN summit planned for 4 May in Nairobi is off.", "cancelled"),
        ("The ASEAN summit stands cancelled.", "cancelled"),
        ("The ASEAN leaders have agreed to push back the ASEAN summit.", "postponed"),
        ("Kenya has offered Nairobi as the venue for the ASEAN summit.", "proposed"),
        ("Kenya has offered to convene an emergency ASEAN summit.", "proposed"),
        ("Kenya dismissed as untrue reports that an ASEAN summit was being arranged.", "denied"),
        ("Kenya rounded off the ASEAN summit in Nairobi.", "held"),
        ("The ASEAN summit adopted a declaration on food.", "held"),
        ("Nairobi hosts the ASEAN summit today and tomorrow.", "held"),
        ("The ASEAN summit gets under way in Nairobi on 4 May.", "scheduled"),
        ("The ASEAN summit, with a long-delayed deal in view, opens in Nairobi on 4 May.", "scheduled"),
        ("The ASEAN summit could be held in Nairobi on 4 May.", "rumoured"),
    ],
)
def test_a_status_is_told_by_many_verbs(text, status):
    (event,) = summits(text)
    assert values(event, Slot.STATUS) == [status]


def test_a_rumoured_day_is_told_as_rumoured():
    (event,) = summits("The ASEAN summit could be held in Nairobi on 4 May.")
    (day,) = [fact for fact in event.facts if fact.slot is Slot.DATE]
    assert day.modality is Modality.RUMOURED


def test_days_side_by_side_are_one_stretch():
    (event,) = summits("Nairobi hosts the ASEAN summit today and tomorrow.")
    assert values(event, Slot.DATE) == ["2026-04-15/2026-04-16"]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("The ASEAN summit opened in Nairobi with Prime Minister Mori in the chair.", ["aiko-mori"]),
        ("Mori headed the Japanese delegation to the ASEAN summit.", ["aiko-mori"]),
        ("The ASEAN summit, chaired by Mori, opened on Monday.", ["aiko-mori"]),
        ("The ASEAN summit opened on Monday, Mori said.", []),
        ("Petit travelled to Tokyo ahead of the ASEAN summit.", []),
    ],
)
def test_those_who_chair_or_lead_a_delegation_take_part(text, people):
    (event,) = summits(text)
    assert values(event, Slot.PARTICIPANT) == people


def test_the_one_counted_before_is_a_previous_one():
    current, previous = summits(
        "The 14th ASEAN summit will be held in Nairobi on 4 May. The 13th was held in Tokyo in May 2025."
    )
    assert told(current, Slot.EDITION, Slot.CITY) == {Slot.EDITION: ["14"], Slot.CITY: ["nairobi"]}
    assert told(previous, Slot.EDITION, Slot.CITY) == {Slot.EDITION: ["13"], Slot.CITY: ["tokyo"]}
    assert previous.occurrence is Occurrence.PREVIOUS


def test_after_one_that_was_held_a_day_ahead_is_of_the_next():
    current, following = summits(
        "The ASEAN summit ended in Nairobi on Tuesday. The leaders will meet again in Tokyo on 4 May."
    )
    assert values(current, Slot.CITY) == ["nairobi"]
    assert (following.occurrence, values(following, Slot.CITY)) == (Occurrence.NEXT, ["tokyo"])


def test_of_two_earlier_ones_only_the_latest_is_kept():
    events = summits(
        "The 14th ASEAN summit will be held on 4 May. The 12th summit was held in Tokyo in May 2024."
        " The 13th summit was held in Nairobi in May 2025."
    )
    assert [values(e, Slot.CITY) for e in events if e.occurrence is Occurrence.PREVIOUS] == [["nairobi"]]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The two-day ASEAN summit opens in Tokyo on 4 May.", "2026-05-04/2026-05-05"),
        ("ASEAN leaders concluded a three-day summit in Tokyo on 10 April.", "2026-04-08/2026-04-10"),
        ("The G20 summit begins in Tokyo on 4 May and ends on 6 May.", "2026-05-04/2026-05-06"),
        ("The G20 summit opens on 4 May and runs until the following day.", "2026-05-04/2026-05-05"),
        ("The G20 summit opens in Tokyo on Tuesday.", "2026-04-21"),
        ("Mori thanked the delegates on Monday, wrapping up the G20 summit in Tokyo.", "2026-04-13"),
        ("By June 30, Nairobi and Tokyo want a Japan–Kenya summit.", "../2026-06-30"),
        ("Luc Garnier last came to Tokyo in May 2023 for the G20 summit.", "2023-05"),
    ],
)
def test_the_days_are_as_many_as_the_text_says(text, days):
    (event,) = summits(text)
    assert values(event, Slot.DATE) == [days]


@pytest.mark.parametrize(
    "text",
    [
        "Luc Garnier arrives in Tokyo on 4 May for the annual Japan–France summit.",
        "The G20 summit in Tokyo ends on 6 May.",
        "No date has been set for the G20 summit, Mori said on Monday.",
    ],
)
def test_a_day_of_arrival_or_the_last_day_alone_is_no_date(text):
    (event,) = summits(text)
    assert values(event, Slot.DATE) == []


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("The last G20 summit, also in Nairobi, was held in 2024.", "nairobi"),
        ("Nairobi, the Kenyan capital, is where the G20 leaders are due to gather in May.", "nairobi"),
        ("Preparations are under way in Tokyo for the 21st G20 summit.", "tokyo"),
        ("Japan and Kenya will hold a summit of their own in Nairobi.", "nairobi"),
        ("Mori dismissed reports that a Japan–France summit would be held in Nairobi.", "nairobi"),
    ],
)
def test_a_place_is_told_in_an_aside_before_it_and_where_it_is_denied(text, city):
    (event,) = summits(text)
    assert values(event, Slot.CITY) == [city]


def test_a_place_where_sherpas_prepare_it_is_not_its_place():
    (event,) = summits("Sherpas met in Nairobi to prepare the G20 summit, due in Tokyo in May.")
    assert values(event, Slot.CITY) == ["tokyo"]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Hosted by Prime Minister Aiko Mori, the G20 summit opened in Tokyo on Monday.", ["aiko-mori"]),
        ("The G20 summit opened in Tokyo on Monday with Aiko Mori welcoming the guests.", ["aiko-mori"]),
        ("Aiko Mori, who chaired the G20 summit on Monday, spoke of growth.", ["aiko-mori"]),
        ("Luc Garnier will take part in the works of the 21st G20 summit.", ["luc-garnier"]),
        (
            "The G20 summit was held in Tokyo on Monday, bringing together Mori and Garnier.",
            ["aiko-mori", "luc-garnier"],
        ),
        ("Aiko Mori has summoned ASEAN leaders to Tokyo on 4 May for a summit.", []),
        ("The G20 summit opened in Tokyo on Monday, said Aiko Mori.", []),
    ],
)
def test_who_hosts_it_or_takes_part_in_its_works_takes_part_not_who_only_calls_or_speaks(text, people):
    (event,) = summits(text)
    assert values(event, Slot.PARTICIPANT) == people


def test_a_summit_months_after_the_one_told_is_the_next():
    current, later = summits(
        "The G20 summit opens in Tokyo on 4 May."
        " Kenya has offered to host the leaders in Nairobi in May 2028."
    )
    assert (values(current, Slot.CITY), values(later, Slot.CITY)) == (["tokyo"], ["nairobi"])
    assert (current.occurrence, later.occurrence) == (Occurrence.CURRENT, Occurrence.NEXT)


def test_leaders_who_had_met_met_at_the_previous_one():
    current, previous = summits(
        "The G20 summit opens in Tokyo on 4 May. The leaders had last met in Nairobi in March."
    )
    assert (values(current, Slot.CITY), values(previous, Slot.CITY)) == (["tokyo"], ["nairobi"])
    assert previous.occurrence is Occurrence.PREVIOUS


def test_the_summit_of_two_is_still_theirs_where_one_of_them_is_named_beside_it():
    (event,) = summits(
        "The Japan–ASEAN summit will be held in Tokyo on 4 May. For ASEAN, Garnier will not be at the summit."
    )
    assert values(event, Slot.PARTIES) == ["asean,japan"]


def test_an_adjective_is_no_party():
    (event,) = summits("The Arab-Islamic summit will be held in Nairobi in May.")
    assert values(event, Slot.PARTIES) == []
    assert values(event, Slot.CITY) == ["nairobi"]


@pytest.mark.parametrize(
    "council",
    [
        "The 25th meeting of the SCO Council of Heads of Government",
        "The meeting of the Council of Heads of Government of the SCO",
        "The 25th meeting of the SCO Council of Prime Ministers",
    ],
)
def test_prime_ministers_of_a_bloc_meet_at_another_event_than_its_presidents(council):
    first, second = summits(
        f"The SCO summit will be held in Tokyo on 4 May. {council} will be held in Nairobi on 9 October."
    )
    assert (values(first, Slot.CITY), first.topics) == (["tokyo"], frozenset())
    assert (values(second, Slot.CITY), second.topics) == (["nairobi"], frozenset({"government"}))


def test_heads_of_state_and_government_meet_at_the_summit_itself():
    (event,) = summits(
        "The SCO summit will be held in Tokyo on 4 May."
        " The meeting of the Council of Heads of State and Government of the SCO is the 25th."
    )
    assert event.topics == frozenset()


def test_of_a_list_without_end_only_the_first_summits_are_read():
    named = summits(", ".join(f"the {n}th Japan–Kenya summit" for n in range(4, 60)) + " took place.")
    assert len({fact.value for event in named for fact in event.facts if fact.slot is Slot.EDITION}) <= 6


def test_the_event_after_something_else_was_told_of_is_not_the_summit():
    (event,) = summits(
        "The ASEAN summit is near. A chess festival opens in Tokyo. The event will be held on 4 May."
    )
    assert values(event, Slot.DATE) == []


WORDS = sorted(
    words(
        """
        ASEAN leaders summit the of in on for Nairobi Mori will meet held 14th session heads state , . - May 4
        which was and said it hosts gather their Council Tuesday ( ) Japan France
        """
    )
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
def test_whatever_the_text_each_fact_lies_in_its_sentence(text):
    for event in summits(text):
        for fact in event.facts:
            assert fact.sentence.start <= fact.evidence.start < fact.evidence.end <= fact.sentence.end


def test_those_who_call_it_off_are_its_parties():
    (event,) = summits("Japan and France have called off a summit that was due to be held in Nairobi.")
    assert (values(event, Slot.PARTIES), values(event, Slot.STATUS)) == (["france,japan"], ["cancelled"])


def test_whoever_meets_to_prepare_it_does_not_hold_it():
    (event,) = summits(
        "Foreign ministers of the G20 met in Tokyo on Monday to prepare for the group's summit"
        " in Nairobi in May."
    )
    assert values(event, Slot.STATUS) == ["scheduled"]
    assert values(event, Slot.CITY) == ["nairobi"]


def test_no_summit_is_none():
    for event in summits("No summit of Japan and France has been scheduled, officials said."):
        assert values(event, Slot.STATUS) in ([], ["denied"])


def test_the_leaders_own_summit_is_theirs():
    (event,) = summits("ASEAN leaders will first hold their own annual summit in Tokyo on May 4.")
    assert (values(event, Slot.PARTIES), values(event, Slot.DATE)) == (["asean"], ["2026-05-04"])
