"""Asides: agenda, outcomes and counts of talks, told by sentences that need not name them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.extraction.events.asides import asides_in
from bot.extraction.events.drafts import Draft
from bot.extraction.events.sentences import Sentence, lay_out
from bot.extraction.facts import EventKind, Modality, Slot
from bot.extraction.lexicon import Alias, AliasKind, EntityKind, Lexicon
from bot.extraction.matching import Matcher
from bot.extraction.names import Named, Names, Person
from bot.extraction.rules import EntityTerm
from bot.extraction.text import make_document
from fakes.entities import entity

PUBLISHED = datetime(2026, 4, 15, 8, tzinfo=UTC)


LEXICON = Lexicon(
    [
        entity("Japan", EntityKind.COUNTRY, Alias(text="Japanese", kind=AliasKind.DEMONYM)),
        entity("France", EntityKind.COUNTRY, Alias(text="French", kind=AliasKind.DEMONYM)),
        entity("Brazil", EntityKind.COUNTRY, Alias(text="Brazilian", kind=AliasKind.DEMONYM)),
        entity("Kenya", EntityKind.COUNTRY, Alias(text="Kenyan", kind=AliasKind.DEMONYM)),
        entity("Tokyo", EntityKind.CITY, country="japan"),
        entity("Paris", EntityKind.CITY, country="france"),
        entity("Aiko Mori", EntityKind.PERSON, Alias(text="Mori"), country="japan"),
        entity("Luc Garnier", EntityKind.PERSON, Alias(text="Garnier"), country="france"),
        entity("Rosa Lima", EntityKind.PERSON, Alias(text="Lima"), country="brazil"),
        entity("Nils Holt", EntityKind.PERSON, Alias(text="Holt")),
        entity("G20", EntityKind.ORGANISATION),
        entity("ASEAN", EntityKind.ORGANISATION),
        entity("Veltrix", EntityKind.ORGANISATION),
        entity("Oranda", EntityKind.ORGANISATION),
    ]
)
MATCHER = Matcher(LEXICON, {})


def sentences_of(body: str, title: str = "") -> tuple[Sentence, ...]:
    """With the lexicon's names alone: what rules make of names is not the matter here."""
    document = make_document(title=title, body=body, published=PUBLISHED, plain=True)
    named = tuple(
        Named(span=mention.span, entity=LEXICON[mention.term.entity])
        for mention in MATCHER.entities(document)
        if isinstance(mention.term, EntityTerm)
    )
    people = {n.entity.id: Person(entity=n.entity) for n in named if n.entity.kind is EntityKind.PERSON}
    return lay_out(document, Names(named=named, people=people))


def drafts_of(body: str, title: str = "") -> list[Draft]:
    return [d for s in sentences_of(body, title) for aside in asides_in(s) for d in aside.drafts]


def values(body: str, slot: Slot, title: str = "") -> list[str]:
    return [draft.value for draft in drafts_of(body, title) if draft.slot is slot]


def believed(body: str, slot: Slot) -> list[str]:
    return [draft.value for draft in drafts_of(body) if draft.slot is slot and draft.weight >= 0.5]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("The summit will focus on fisheries and satellites.", ["fisheries", "satellites"]),
        ("Their talks in Tokyo centred on steel, wheat and visas.", ["steel", "wheat", "visas"]),
        ("The discussions covered migration.", ["migration"]),
        ("Mori and Garnier discussed fisheries in Tokyo on Monday.", ["fisheries"]),
        ("The two leaders are expected to review progress on the wheat accord.", ["wheat accord"]),
        ("The ministers exchanged views on the drought.", ["drought"]),
        ("Both sides took stock of rail links.", ["rail links"]),
        ("The presidents will take up the issue of visas and the ferry line.", ["visas", "ferry line"]),
        ("Mori met Garnier in Paris to discuss rail links.", ["rail links"]),
        ("Mori discussed with Garnier the drought in the Sahel.", ["drought in the sahel"]),
        ("Mori, who flew in on Sunday, discussed wheat with Garnier.", ["wheat"]),
        ("Mori held talks with Garnier in Paris on Monday on the drought.", ["drought"]),
        ("Japan and France resumed negotiations over fishing quotas.", ["fishing quotas"]),
        ("France will host an emergency summit on the drought.", ["drought"]),
        ("The summit is to consider visas and the wheat deal.", ["visas", "wheat deal"]),
        ("Mori met Garnier in Paris over the ferry line.", ["ferry line"]),
        (
            "Mori and Garnier discussed the Northern Rail Corridor (NRC) and wheat.",
            ["northern rail corridor", "wheat"],
        ),
        ("The two foreign ministers discussed, among other things, wheat.", ["wheat"]),
        ("The summit, which runs until Friday, is to examine wheat and the drought.", ["wheat", "drought"]),
        ("The presidents are to look into visas, wheat and steel.", ["visas", "wheat", "steel"]),
        ("Mori and Garnier are to meet in Paris to work on visas.", ["visas"]),
        ("Envoys met in Paris to narrow their differences on a fish tax.", ["fish tax"]),
    ],
)
def test_what_the_verb_of_talks_governs_is_the_agenda(text, items):
    assert values(text, Slot.AGENDA) == items


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Wheat, steel and visas topped the agenda when Mori met Garnier.", ["wheat", "steel", "visas"]),
        ("Water security and peacekeeping are on the agenda.", ["water security", "peacekeeping"]),
        ("Visas, wheat and steel will be discussed.", ["visas", "wheat", "steel"]),
        ("Mori has put the drought high on the agenda.", ["drought"]),
        ("The drought will be among the topics.", ["drought"]),
        ("Rail links will dominate the talks, officials said.", ["rail links"]),
        ("Cyber crime will figure prominently in the talks with Japan.", ["cyber crime"]),
        ("At the summit, fisheries were also discussed by the leaders.", ["fisheries"]),
        ("With wheat and steel topping the agenda, Mori flew to Paris.", ["wheat", "steel"]),
        ("Mori visits Paris next week, and debt is high on the agenda.", ["debt"]),
        ("The agenda includes wheat, debt relief and steel.", ["wheat", "debt relief", "steel"]),
        ("High on the agenda are wheat and the ferry line.", ["wheat", "ferry line"]),
        ("Topics to be discussed at the summit include visas and wheat.", ["visas", "wheat"]),
        (
            "Paris hosts the summit today, with visas, wheat and debt on the table.",
            ["visas", "wheat", "debt"],
        ),
        ("Wheat is on the agenda of the gathering.", ["wheat"]),
        ("The ferry line is the main topic of the talks.", ["ferry line"]),
    ],
)
def test_the_subject_of_an_agenda_and_what_it_includes_are_the_agenda(text, items):
    assert values(text, Slot.AGENDA) == items


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("The leaders of ASEAN failed to break the deadlock over fish quotas.", ["fish quotas"]),
        ("Mori and Garnier ended their talks without a deal on steel.", ["steel"]),
        ("The G20 leaders failed to agree on wheat.", ["wheat"]),
        ("The council of Kenya failed to agree on a budget.", []),
        ("The leaders met without Garnier on Monday.", []),
    ],
)
def test_what_talks_failed_over_was_their_agenda(text, items):
    assert values(text, Slot.AGENDA) == items


@pytest.mark.parametrize(
    ("listed", "items"),
    [
        ("wheat, steel, and visas", ["wheat", "steel", "visas"]),
        ("wheat, steel as well as visas", ["wheat", "steel", "visas"]),
        (
            "oil and gas, research and development, and sport",
            ["oil and gas", "research and development", "sport"],
        ),
        ("trade and investment", ["trade and investment"]),
        ("air defence and reconstruction", ["air defence", "reconstruction"]),
        ("economic and trade ties", ["economic and trade ties"]),
        ("political, economic and cultural ties", ["political, economic and cultural ties"]),
        ("energy and food security", ["energy and food security"]),
        ("the war in Kenya and wheat", ["war in kenya", "wheat"]),
        ("the situation in Kenya and Brazil", ["situation in kenya and brazil"]),
        ("the crisis in Kenya and French tariffs", ["crisis in kenya", "french tariffs"]),
        (
            "the exit of Kenya, Brazil and Japan and the candidates for the chair",
            ["exit of kenya, brazil and japan", "candidates for the chair"],
        ),
        ("relations between Kenya and Brazil", ["relations between kenya and brazil"]),
        ("Japanese and French tariffs", ["japanese and french tariffs"]),
        ("rail links and efforts in bodies such as ASEAN and the G20", ["rail links", "efforts in bodies"]),
        ("a range of issues, including wheat, steel and visas", ["wheat", "steel", "visas"]),
        ("ways to boost cooperation in wheat, steel and rail", ["wheat", "steel", "rail"]),
        ("wheat and steel before flying to Paris", ["wheat", "steel"]),
        ("wheat, a source close to Garnier said", ["wheat"]),
        ("wheat and signed an accord", ["wheat"]),
        ("each other", []),
        ("a range of issues", []),
    ],
)
def test_a_list_is_parted_into_whole_things(listed, items):
    assert values(f"The two leaders discussed {listed}.", Slot.AGENDA) == items


def test_in_a_headline_commas_alone_part_a_list():
    assert values("", Slot.AGENDA, title="Mori, Garnier discuss wheat, steel") == ["wheat", "steel"]


def test_an_item_has_at_most_eight_words_and_a_list_ten_items():
    long = "the return of old paintings from the museums of the coast to the museums of the hills"
    assert values(f"The leaders discussed {long}.", Slot.AGENDA) == [
        "return of old paintings from the museums"
    ]
    many = ", ".join(f"point{chr(97 + n)} fees" for n in range(14))
    assert len(values(f"The leaders discussed {many} and wheat.", Slot.AGENDA)) == 10


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The summit will focus on wheat.", Modality.SCHEDULED),
        ("The summit will likely focus on wheat.", Modality.EXPECTED),
        ("The leaders are expected to discuss wheat.", Modality.EXPECTED),
        ("The leaders are set to discuss wheat.", Modality.SCHEDULED),
        ("The leaders discussed wheat.", Modality.HELD),
        ("Mori met Garnier to discuss wheat.", Modality.HELD),
        ("Mori will meet Garnier to discuss wheat.", Modality.SCHEDULED),
        ("Garnier invited Mori to Paris to discuss wheat.", Modality.PROPOSED),
        ("Kenya cancelled a summit with France on wheat.", Modality.CANCELLED),
        ("Wheat topped the agenda.", Modality.HELD),
        ("Wheat is on the agenda.", Modality.SCHEDULED),
        ("The two sides will hold talks focused on wheat.", Modality.SCHEDULED),
    ],
)
def test_the_modality_of_an_agenda_is_that_of_its_verb(text, modality):
    assert [draft.modality for draft in drafts_of(text)] == [modality]


@pytest.mark.parametrize(
    "text",
    [
        "The film focuses on love and war.",
        "Coach Dario Vent discussed injuries with French reporters.",
        "The board discussed dividends and buybacks.",
        "The board meeting focused on dividends and buybacks.",
        "Analysts at the summit focused on wheat.",
        "Business leaders of Japan and France discussed wheat.",
        "Holt discussed his novel.",
        "Garnier focused on pensions in his speech to parliament.",
        "Veltrix and Oranda discussed a merger.",
        "Lawmakers discussed the budget.",
        "Pensions are high on the government's agenda.",
        "The two firms said that the wheat loan will be reviewed.",
        "Wheat prices will be raised in May.",
        "Mori and Garnier discussed the league with Lima.",
        "Wheat topped the agenda of the city council.",
        "The leaders did not discuss wheat.",
        "Garnier declined to discuss wheat with Mori.",
        "The leaders may discuss wheat.",
        "Mori and Garnier could discuss wheat.",
        "Wheat is not on the agenda.",
        "Did Mori and Garnier discuss wheat?",
        "Garnier hopes to discuss wheat with Mori.",
        "Mori and Garnier will hold talks on Monday.",
        "Mori and Garnier held talks on the sidelines of the G20 summit.",
        "Japan announced a package for Kenya, focused on wheat.",
        "The wheat law is under review by Japan and France.",
        "Kenya launched a dialogue with France on wheat.",
        "The two leaders reviewed a guard of honour.",
    ],
)
def test_what_is_no_talk_of_states_or_is_denied_has_no_agenda(text):
    assert values(text, Slot.AGENDA) == []


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("The two sides signed 9 MoUs covering wheat and steel.", "9 mous"),
        ("Seven agreements were signed during the visit.", "seven agreements"),
        ("The summit ended with the signing of 9 MoUs/Agreements.", "9 mous/agreements"),
        ("A total of 11 agreements and MoUs were inked during the visit.", "11 agreements and mous"),
        (
            "The two sides signed a memorandum of understanding on rail.",
            "memorandum of understanding on rail",
        ),
        ("The leaders signed a dozen accords.", "dozen accords"),
        ("Leaders adopted the Port Alder Declaration.", "port alder declaration"),
        ("Kenya and France issued a joint communiqué after the talks.", "joint communiqué"),
        ("A joint statement was issued after the talks.", "joint statement"),
        ("Mori and Garnier signed an agreement on rail links in Paris.", "agreement on rail links"),
        ("The countries agreed to set up a wheat commission.", "agreed to set up a wheat commission"),
        ("The 7 ASEAN leaders on Monday agreed a ferry pact.", "ferry pact"),
        ("The 25th session, held in Paris on 12 May, adopted the Paris Charter.", "paris charter"),
        ("The first summit resulted in a joint action plan.", "joint action plan"),
        ("The leaders backed the final communiqué.", "final communiqué"),
        ("The summit ended with the leaders approving a joint rail authority.", "joint rail authority"),
        ("The leaders decided to reopen consulates in May.", "decided to reopen consulates"),
        ("Japan and France agreed on a road map for steel.", "agreed on a road map for steel"),
        ("Kenya and France launched a strategic dialogue.", "strategic dialogue"),
        ("At the summit, Japan announced a $5bn credit line for Kenya.", "$5bn credit line"),
        (
            "Japan and Kenya elevated their ties to a strategic partnership.",
            "elevated their ties to a strategic partnership",
        ),
    ],
)
def test_what_states_sign_issue_agree_and_found_is_an_outcome(text, outcome):
    assert believed(text, Slot.OUTCOME) == [outcome]


def test_papers_joined_by_and_are_an_outcome_each():
    text = "The presidents signed a declaration on wheat and 15 agreements on rail and steel."
    assert believed(text, Slot.OUTCOME) == ["declaration on wheat", "15 agreements"]


def test_a_titled_paper_is_shown_with_its_title():
    text = "After the talks, a Joint Statement titled “Fields and Seas: A Way Ahead” was released."
    draft = drafts_of(text)[0]
    assert draft.shown == "Joint Statement “Fields and Seas: A Way Ahead”"
    assert text[draft.evidence.start : draft.evidence.end] == (
        "Joint Statement titled “Fields and Seas: A Way Ahead”"
    )


def test_a_statement_is_told_with_what_it_is_about():
    text = "A separate Joint Statement on the growth of rail links up to 2035 was also released."
    assert believed(text, Slot.OUTCOME) == ["joint statement on the growth of rail links up to 2035"]


@pytest.mark.parametrize(
    "text",
    [
        "The leaders are expected to sign a wheat agreement.",
        "The leaders will sign 9 MoUs.",
        "A joint statement will be issued after the summit.",
        "Ministers gathered in Paris to sign an agreement on wheat.",
    ],
)
def test_what_is_only_hoped_for_is_kept_and_never_believed(text):
    (draft,) = drafts_of(text)
    assert draft.slot is Slot.OUTCOME
    assert draft.modality in {Modality.EXPECTED, Modality.SCHEDULED}
    assert draft.weight < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "The club signed 3 players.",
        "The striker signed a three-year contract with the French club.",
        "Veltrix and Oranda signed three agreements.",
        "Veltrix signed a deal with Kenya.",
        "Kenya and France exchanged prisoners.",
        "The leaders failed to agree on a joint statement.",
        "The leaders did not sign the declaration.",
        "The talks ended without a joint declaration.",
        "Mori and Garnier agreed to meet again.",
        "Mori and Garnier agreed to hold another summit.",
        "The company agreed to set up a plant in Kenya.",
        "Garnier agreed to become chairman.",
        "Garnier hopes that Japan and Kenya agree on the terms.",
        "The wheat accord signed in 1986 is old.",
        "Japan and France discussed the agreement.",
        "Japan and France signed an agreement on rail links.",
        "Separately, the two leaders signed an agreement on rail links.",
        "Had the leaders agreed on a communiqué, the talks would have ended well.",
        "China launched a satellite.",
        "Garnier came with a plan.",
        "Mori and Garnier agreed to postpone their summit by two months.",
    ],
)
def test_what_is_none_of_states_or_did_not_happen_is_no_outcome(text):
    assert believed(text, Slot.OUTCOME) == []


@pytest.mark.parametrize(
    ("text", "count", "kind"),
    [
        ("So far, 22 annual summits have taken place in Paris and Tokyo.", "22", EventKind.SUMMIT),
        ("Fifteen Japan–France summits have been held.", "15", EventKind.SUMMIT),
        ("The two countries have held twenty-two annual summits so far.", "22", EventKind.SUMMIT),
        ("Twelve summits were held between the two sides to date.", "12", EventKind.SUMMIT),
        ("The two have met 14 times since 2013.", "14", EventKind.MEETING),
        ("Mori and Garnier have met four times in person.", "4", EventKind.MEETING),
        ("Mori and Garnier have met in person four times.", "4", EventKind.MEETING),
    ],
)
def test_the_number_of_all_up_to_now_is_the_count(text, count, kind):
    found = [(d, aside.kinds) for s in sentences_of(text) for aside in asides_in(s) for d in aside.drafts]
    assert [(draft.value, draft.shown, kinds) for draft, kinds in found] == [
        (count, f"{count} so far", frozenset({kind}))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "So far, 22 business summits have been held in Paris.",
        "Mori and Garnier have met more than 40 times.",
        "Mori and Garnier have met three times this year.",
        "Climbers have scaled 14 summits.",
        "The two countries will hold two summits.",
        "The two teams have met 14 times in the league.",
        "In the past five years, 3 summits have been held.",
        "It was their third summit.",
    ],
)
def test_other_numbers_and_inexact_ones_are_no_count(text):
    assert values(text, Slot.COUNT) == []


PIECES = (
    "The two leaders",
    "Mori and Garnier",
    "discussed",
    "will focus on",
    "talks on",
    "the agenda",
    "topped",
    "signed",
    "agreed to",
    "9 MoUs",
    "joint statement",
    "wheat",
    "and",
    ",",
    "such as",
    "“",
    "”",
    "İ",
    "in Paris",
    "have met 4 times",
    "summits have been held",
    "were",
    "of",
    "the",
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=24).map(" ".join))
def test_what_an_aside_quotes_stands_in_its_sentence(text):
    """Any text is read without failing, and every draft has a value and evidence inside its sentence."""
    for sentence in sentences_of(text):
        for aside in asides_in(sentence):
            assert sentence.span.start <= aside.at.start < aside.at.end <= sentence.span.end
            assert aside.drafts
            for draft in aside.drafts:
                assert sentence.span.start <= draft.evidence.start < draft.evidence.end <= sentence.span.end
                assert draft.value
                assert 0 < draft.weight <= 1
