"""Agreements of states: who signs, agrees on or ratifies what, when and where; and what is none."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.extraction.events.agreements import sight_agreements
from bot.extraction.events.drafts import Sighting
from bot.extraction.events.sentences import lay_out
from bot.extraction.facts import EventKind, Slot
from bot.extraction.lexicon import Alias, AliasKind, EntityKind, Lexicon
from bot.extraction.matching import Matcher
from bot.extraction.names import find_names
from bot.extraction.text import make_document
from fakes.entities import entity

PUBLISHED = datetime(2026, 4, 15, 8, tzinfo=UTC)  # a Wednesday


def demonym(text: str) -> Alias:
    return Alias(text=text, kind=AliasKind.DEMONYM)


LEXICON = Lexicon(
    [
        entity("Japan", EntityKind.COUNTRY, demonym("Japanese")),
        entity("France", EntityKind.COUNTRY, demonym("French")),
        entity("Brazil", EntityKind.COUNTRY, demonym("Brazilian")),
        entity("Kenya", EntityKind.COUNTRY, demonym("Kenyan")),
        entity("Chile", EntityKind.COUNTRY, demonym("Chilean")),
        entity("Tokyo", EntityKind.CITY, country="japan"),
        entity("Paris", EntityKind.CITY, country="france"),
        entity("Lyon", EntityKind.CITY, country="france"),
        entity("Nairobi", EntityKind.CITY, country="kenya"),
        entity("Aiko Mori", EntityKind.PERSON, Alias(text="Mori"), country="japan"),
        entity("Luc Garnier", EntityKind.PERSON, Alias(text="Garnier"), country="france"),
        entity("Rosa Lima", EntityKind.PERSON, Alias(text="Lima"), country="brazil"),
        entity("ASEAN", EntityKind.ORGANISATION),
        entity("European Union", EntityKind.ORGANISATION, Alias(text="EU", kind=AliasKind.ACRONYM)),
        entity("Mercosur", EntityKind.ORGANISATION),
        entity("Petrolux", EntityKind.ORGANISATION),
    ]
)
MATCHER = Matcher(LEXICON, {})


def sightings(text: str, title: str = "") -> list[Sighting]:
    document = make_document(title=title, body=text, published=PUBLISHED, plain=True)
    names = find_names(document, MATCHER.entities(document), LEXICON)
    return [s for sentence in lay_out(document, names) for s in sight_agreements(sentence, LEXICON)]


def read(text: str, title: str = "") -> dict[Slot, list[str]]:
    """The values of all sightings by slot."""
    drafts = [draft for sighting in sightings(text, title) for draft in sighting.drafts]
    return {slot: [d.value for d in drafts if d.slot is slot] for slot in {d.slot for d in drafts}}


@pytest.mark.parametrize(
    "text",
    [
        "Japan and France signed a fisheries treaty.",
        "Japan signed a fisheries treaty with France.",
        "A fisheries treaty was signed by Japan and France.",
        "A fisheries treaty between France and Japan was signed on Monday.",
        "The fisheries treaty with France was signed by Japan.",
        "Prime Minister Aiko Mori and President Luc Garnier signed a fisheries treaty.",
        "Japan on Monday signed in Paris a fisheries treaty with France.",
        "The governments of Japan and France signed a fisheries treaty.",
        "Japanese officials and the French foreign minister signed a fisheries treaty.",
        "Mori met Garnier in Paris and signed a fisheries treaty.",
        "Mori, who is visiting Kenya this week, signed a fisheries treaty with France.",
        "Japan said it had signed a fisheries treaty with France.",
        "Mori and Garnier witnessed the signing of a fisheries treaty.",
        "The signing of the fisheries treaty between Japan and France took place in Paris.",
        "Meeting in Nairobi on Monday, Japan and France signed a fisheries treaty.",
        "On Monday evening Japan and France signed a fisheries treaty.",
        "Officials from Japan and France inked the fisheries treaty.",
        "The Japan–France fisheries treaty was signed on Monday.",
    ],
)
def test_the_parties_are_those_who_sign_and_those_they_sign_with(text):
    found = read(text)
    assert found[Slot.PARTIES] == ["france,japan"]
    assert found[Slot.STATUS] == ["signed"]
    assert found[Slot.TITLE] == ["fisheries treaty"]


@pytest.mark.parametrize(
    "title",
    [
        "Japan, France sign fisheries treaty",
        "Japan and France ink fisheries treaty in Paris",
        "Japan-France fisheries treaty signed",
        "Mori, Garnier sign fisheries treaty as talks end",
    ],
)
def test_a_headline_is_read_alike(title):
    found = read("", title)
    assert found[Slot.PARTIES] == ["france,japan"]
    assert found[Slot.STATUS] == ["signed"]
    assert found[Slot.TITLE] == ["fisheries treaty"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Japan and France agreed on a trade deal.", "concluded"),
        ("Japan and France reached a trade deal on Monday.", "concluded"),
        ("Japan and France clinched a long-awaited trade deal.", "concluded"),
        ("Japan struck a trade deal with France.", "concluded"),
        ("Japan and France concluded negotiations on a trade deal.", "concluded"),
        ("Japan and France finalised their trade deal.", "concluded"),
        ("Japan and France will sign a trade deal on Friday.", "scheduled"),
        ("Japan and France are expected to sign a trade deal next week.", "scheduled"),
        ("The Japanese parliament ratified the trade deal with France.", "ratified"),
        ("Japanese lawmakers approved the trade deal with France.", "ratified"),
        ("Japan became the first state to ratify the trade deal with France.", "ratified"),
        ("Japan refused to sign the trade deal with France.", "denied"),
        ("Japan denied that it had signed a trade deal with France.", "denied"),
        ("Japan could sign a trade deal with France.", "rumoured"),
        ("The signing of the trade deal between Japan and France is scheduled for May 4.", "scheduled"),
        ("The signing of the trade deal between Japan and France was postponed.", "postponed"),
        ("Japan postponed the signing of the trade deal with France.", "postponed"),
    ],
)
def test_the_verb_and_how_it_is_put_give_the_status(text, status):
    found = read(text)
    assert found[Slot.STATUS] == [status]
    assert found[Slot.PARTIES] == ["france,japan"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Japan and France signed a memorandum of understanding on ports.", "memorandum of understanding"),
        ("Japan and France signed a new five-year nuclear cooperation pact.", "nuclear cooperation pact"),
        (
            "Japan and France signed the Comprehensive Economic Partnership Agreement.",
            "comprehensive economic partnership agreement",
        ),
        ("Japan and France signed a trade and investment agreement.", "trade and investment agreement"),
        ("Japan and France signed an agreement on visa-free travel.", "agreement on visa-free travel"),
        ("Japan and France signed an EU-brokered ceasefire deal.", "ceasefire deal"),
    ],
)
def test_the_title_is_what_it_is_called_without_article_number_and_praise(text, title):
    assert read(text)[Slot.TITLE] == [title]


def test_a_plain_deal_has_no_title():
    assert Slot.TITLE not in read("Japan and France signed a deal.")


@pytest.mark.parametrize(
    ("text", "number", "shown"),
    [
        ("Japan and France signed 9 MoUs.", "9", "9 MoUs"),
        ("Japan and France signed seven agreements in Paris.", "7", "seven agreements"),
        ("Nine agreements were signed during Mori's visit to France.", "9", "Nine agreements"),
        ("Garnier and Mori oversaw the exchange of a dozen agreements.", "12", "dozen agreements"),
    ],
)
def test_the_number_of_agreements_is_told(text, number, shown):
    found = [d for s in sightings(text) for d in s.drafts if d.slot is Slot.NUMBER]
    assert [(d.value, d.shown) for d in found] == [(number, shown)]


@pytest.mark.parametrize(
    "text",
    [
        "Japan and France signed a $9 billion trade deal.",
        "Japan and France signed a 9-year trade deal.",
        "Japan and France signed the 2026 trade deal.",
    ],
)
def test_a_sum_or_a_year_is_no_number_of_agreements(text):
    found = read(text)
    assert found[Slot.PARTIES] == ["france,japan"]
    assert Slot.NUMBER not in found


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Japan and France signed a security pact on Monday.", "2026-04-13"),
        ("On April 10, Japan and France signed a security pact.", "2026-04-10"),
        ("Japan and France on Monday signed a security pact.", "2026-04-13"),
        ("Japan and France will sign a security pact on April 20.", "2026-04-20"),
        (
            "A security pact was signed in Paris by Japan and France on April 10, officials said.",
            "2026-04-10",
        ),
        ("Mori met Garnier in Paris on Monday and signed a security pact.", "2026-04-13"),
    ],
)
def test_the_date_of_the_deed_is_its_date(text, day):
    assert read(text)[Slot.DATE] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "Japan and France signed a security pact to replace one of May 4, 1998.",
        "Japan and France signed a security pact, which expires in 2031.",
        "Japan and France signed a security pact for 2027-2030.",
        "Japan and France signed a security pact valid until May 4, 2031.",
        "Japan and France signed a security pact, said Mori, who left on Monday.",
        "Japan may sign a security pact with France on April 20.",
        "Mori arrived on Monday and signed a security pact with France.",
    ],
)
def test_a_date_of_anything_else_is_not_its_date(text):
    found = read(text)
    assert found[Slot.PARTIES] == ["france,japan"]
    assert Slot.DATE not in found


@pytest.mark.parametrize(
    ("text", "city", "host"),
    [
        ("Japan and France signed a security pact in Nairobi on Monday.", ["nairobi"], ["kenya"]),
        ("In Nairobi, Japan and France signed a security pact.", ["nairobi"], ["kenya"]),
        (
            "Japan and France signed a pact on cyber defence in the Kenyan capital Nairobi.",
            ["nairobi"],
            ["kenya"],
        ),
        ("Japan and France signed a security pact in Kenya.", [], ["kenya"]),
        ("Japan and France signed a security pact during Mori's visit to Paris.", ["paris"], ["france"]),
        ("Japan and France signed a security pact to protect shipping off Kenya.", [], []),
        ("Japan and France signed a pact on peacekeeping in Kenya.", [], []),
        ("Japan and France signed a security pact, said a minister in Nairobi.", [], []),
    ],
)
def test_the_place_of_the_deed_gives_city_and_host(text, city, host):
    found = read(text)
    assert (found.get(Slot.CITY, []), found.get(Slot.HOST, [])) == (city, host)


def test_bodies_of_states_are_parties():
    assert read("ASEAN and the European Union signed a trade deal.")[Slot.PARTIES] == ["asean,european-union"]


def test_a_body_unknown_as_one_is_a_party_to_what_only_states_conclude():
    assert read("Mercosur and Japan concluded a free trade agreement.")[Slot.PARTIES] == ["japan,mercosur"]
    assert read("Petrolux and Japan signed a supply deal.") == {}


def test_the_two_sides_are_those_that_the_text_named():
    text = "Mori received Garnier on Monday. The two sides signed nine MoUs."
    assert read(text)[Slot.PARTIES] == ["france,japan"]
    visiting = "During Mori's visit to Paris, the two sides signed nine MoUs."
    assert read(visiting)[Slot.PARTIES] == ["france,japan"]
    assert read("Mori received Garnier and Lima on Monday. The two sides signed nine MoUs.") == {}
    assert read("The two sides signed nine MoUs.") == {}


@pytest.mark.parametrize(
    "text",
    [
        # sport and entertainment
        "The French club signs an agreement with the Brazilian striker.",
        "Paris signed a two-year deal with the Kenyan runner.",
        "Lyon sign Brazilian midfielder in record transfer deal.",
        "The Japanese singer signed a record deal in Paris.",
        "Kenya's football federation signed a sponsorship deal with a French brand.",
        "France signed a kit deal with Sportissimo.",
        # business
        "Petrolux signed a contract with a Japanese refiner.",
        "Japan's Hoshino and France's Dulac signed a merger agreement.",
        "The Kenyan government signed an agreement with Streamflix.",
        "Kenya signs deal with Acme Motors to build buses",
        "French tycoon Marc Dulac signed an agreement with Kenya.",
        # other senses and things in force
        "Japan and France agreed that the talks should go on.",
        "Mori signed copies of her book in Paris.",
        "Under the trade deal between Japan and France tariffs fell.",
        "The trade deal with France is a sign of hope, Japan said.",
        "Garnier signed a law on pensions in Paris.",
        "Japan praised the security pact signed last year by France and Kenya.",
        "France is close to signing a trade deal with Japan.",
        "French parties signed a coalition agreement.",
        "Kenyan teachers reached a wage deal with the government.",
        "France won the deal of the day.",
        "The ministers of Japan and France agreed on a roadmap.",
    ],
)
def test_what_companies_clubs_and_stars_sign_is_no_agreement_of_states(text):
    assert read(text) == {}
    assert read("", text.rstrip(".")) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Lima visited Japan, where France and Kenya signed a security pact.",
        "After talks with Lima, France and Kenya signed a security pact.",
        "Brazil criticised Japan before France and Kenya signed a security pact.",
        "France, unlike Brazil, signed a security pact with Kenya.",
        "France and Kenya signed a security pact, Lima said in Tokyo.",
    ],
)
def test_others_in_the_sentence_are_no_parties(text):
    assert read(text)[Slot.PARTIES] == ["france,kenya"]


def test_each_agreement_of_one_deed_is_an_event_of_its_own():
    pact, papers = sightings("Japan and France signed a security pact and nine MoUs in Paris.")
    assert pact.kind is EventKind.AGREEMENT
    assert [d.value for d in pact.drafts if d.slot is Slot.TITLE] == ["security pact"]
    assert [d.value for d in papers.drafts if d.slot is Slot.NUMBER] == ["9"]
    assert pact.parties == papers.parties == {"japan", "france"}


def test_what_stands_in_apposition_is_the_same_agreement():
    (sighting,) = sightings("Japan and France signed a security pact, the first defence treaty of its sort.")
    assert sighting.parties == {"japan", "france"}


@pytest.mark.parametrize(
    ("text", "title", "status"),
    [
        # a clause about the agreement
        ("It is a fisheries accord that Japan and France signed on Monday.", "fisheries accord", "signed"),
        ("It is a fisheries accord which Japan and France will sign.", "fisheries accord", "scheduled"),
        # a phrase of company
        ("Talks ended with Mori and Garnier signing a fisheries accord.", "fisheries accord", "signed"),
        # idioms
        ("Japan and France shook hands on a fisheries accord.", "fisheries accord", "concluded"),
        ("Japan signed off on a fisheries accord with France.", "fisheries accord", "signed"),
        # the deed as a noun, time and place between
        (
            "Lima welcomed the conclusion in Tokyo last month of a fisheries accord by Japan and France.",
            "fisheries accord",
            "concluded",
        ),
    ],
)
def test_other_frames_tell_the_same(text, title, status):
    found = read(text)
    assert found[Slot.PARTIES] == ["france,japan"]
    assert (found[Slot.TITLE], found[Slot.STATUS]) == ([title], [status])


def test_without_those_who_sign_they_are_the_two_that_the_text_named_last():
    named = "Mori received Garnier on Monday. "
    assert read(f"{named}Nine MoUs were signed.")[Slot.PARTIES] == ["france,japan"]
    assert read(f"{named}Their foreign ministers signed a fisheries treaty.")[Slot.PARTIES] == [
        "france,japan"
    ]
    assert read(f"{named}A ceasefire was agreed on.") == {}
    assert Slot.PARTIES not in read(f"{named}A fisheries treaty was signed, Lima said.")
    assert read(f"{named}The leaders adopted a joint statement.") == {}


@pytest.mark.parametrize(
    "text",
    [
        "Mori flew to Nairobi. Japan and France signed a security pact there.",
        "Mori, who was in Nairobi, signed there a security pact with France.",
    ],
)
def test_there_is_the_place_named_last(text):
    assert read(text)[Slot.CITY] == ["nairobi"]


def test_a_day_on_which_somebody_said_so_is_no_date_of_it():
    found = read("A trade deal between Japan and France is to be signed, the presidency announced on Sunday.")
    assert found[Slot.PARTIES] == ["france,japan"]
    assert Slot.DATE not in found


WORDS = """
The the a new nine 9 trade security treaty agreement deal pact MoUs memorandum of understanding Japan France
Japan-France French Mori Garnier who which said EU Petrolux Tokyo Paris between and with by to signed sign
signing reached agreed ratified was were will been on in Monday May 4 2025 for , . ; ( ) “ ” – - it had two
sides
"""
TEXTS = st.lists(st.sampled_from(WORDS.split()), max_size=40).map(" ".join)


@settings(deadline=None, max_examples=200)
@given(body=TEXTS | st.text(max_size=60), title=TEXTS | st.text(max_size=20))
def test_every_draft_of_any_text_lies_in_its_sentence(body, title):
    for sighting in sightings(body, title):
        within = sighting.sentence.span
        assert within.start <= sighting.words.start < sighting.words.end <= within.end
        for draft in sighting.drafts:
            assert within.start <= draft.evidence.start < draft.evidence.end <= within.end
            assert draft.value
            assert draft.shown
            assert 0 < draft.weight <= 1
            assert (draft.interval is not None) == (draft.slot is Slot.DATE)
