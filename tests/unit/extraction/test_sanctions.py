"""Sanctions: who imposes, extends or lifts what on whom, and when; and what is no such news."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.extraction.events.drafts import Sighting
from bot.extraction.events.sanctions import sight_sanctions
from bot.extraction.events.sentences import lay_out
from bot.extraction.facts import EventKind, Slot
from bot.extraction.lexicon import Alias, AliasKind, Entity, EntityId, EntityKind, Lexicon
from bot.extraction.matching import Matcher
from bot.extraction.names import find_names
from bot.extraction.text import make_document
from fakes.entities import entity

PUBLISHED = datetime(2026, 4, 15, 8, tzinfo=UTC)  # a Wednesday


def demonym(text: str) -> Alias:
    return Alias(text=text, kind=AliasKind.DEMONYM)


def acronym(text: str) -> Alias:
    return Alias(text=text, kind=AliasKind.ACRONYM)


LEXICON = Lexicon(
    [
        entity("United States", EntityKind.COUNTRY, acronym("US"), acronym("U.S."), demonym("American")),
        entity("Japan", EntityKind.COUNTRY, demonym("Japanese")),
        entity("France", EntityKind.COUNTRY, demonym("French")),
        entity("Ruritania", EntityKind.COUNTRY, demonym("Ruritanian")),
        entity("Zubrowka", EntityKind.COUNTRY, demonym("Zubrowkan")),
        entity("Belgium", EntityKind.COUNTRY, demonym("Belgian")),
        entity("Washington", EntityKind.CITY, country="united-states"),
        entity("Tokyo", EntityKind.CITY, country="japan"),
        entity("Brussels", EntityKind.CITY, country="belgium"),
        entity("Strelsau", EntityKind.CITY, country="ruritania"),
        entity("Aiko Mori", EntityKind.PERSON, Alias(text="Mori"), country="japan"),
        entity("European Union", EntityKind.ORGANISATION, acronym("EU")),
        entity("UN Security Council", EntityKind.ORGANISATION),
        Entity(
            id=EntityId("council-of-the-eu"),
            name="Council of the European Union",
            kind=EntityKind.ORGANISATION,
        ),
        entity("US Treasury", EntityKind.ORGANISATION, Alias(text="U.S. Treasury")),
        entity("Ruroil", EntityKind.ORGANISATION),
        entity("Zubgas", EntityKind.ORGANISATION),
    ]
)
MATCHER = Matcher(LEXICON, {})


def sightings(text: str, title: str = "") -> list[Sighting]:
    document = make_document(title=title, body=text, published=PUBLISHED, plain=True)
    names = find_names(document, MATCHER.entities(document), LEXICON)
    return [s for sentence in lay_out(document, names) for s in sight_sanctions(sentence, LEXICON)]


def read(text: str, title: str = "") -> dict[Slot, list[str]]:
    """The values of all sightings by slot."""
    drafts = [draft for sighting in sightings(text, title) for draft in sighting.drafts]
    return {slot: [d.value for d in drafts if d.slot is slot] for slot in {d.slot for d in drafts}}


@pytest.mark.parametrize(
    ("text", "imposers", "targets"),
    [
        ("Japan imposed sanctions on Ruritania.", ["japan"], ["ruritania"]),
        (
            "Japan and France slapped new sanctions on Ruroil and Zubgas.",
            ["japan", "france"],
            ["ruroil", "zubgas"],
        ),
        ("The European Union announced sanctions against Ruritania.", ["european-union"], ["ruritania"]),
        (
            "Washington blacklisted five Ruritanian chipmakers.",
            ["united-states"],
            ["five ruritanian chipmakers"],
        ),
        ("Brussels sanctioned 12 Ruritanian judges.", ["european-union"], ["12 ruritanian judges"]),
        ("The U.S. Treasury imposed sanctions on Ruroil.", ["united-states"], ["ruroil"]),
        ("Japan's foreign ministry announced sanctions on Ruritania.", ["japan"], ["ruritania"]),
        ("Prime Minister Aiko Mori announced sanctions on Ruritania.", ["japan"], ["ruritania"]),
        (
            "Japan sanctioned 44 tankers of Ruritania's shadow fleet.",
            ["japan"],
            ["44 tankers of ruritania's shadow fleet"],
        ),
        ("France hit Ruritania with new sanctions.", ["france"], ["ruritania"]),
        ("Ruroil was hit with sanctions by France.", ["france"], ["ruroil"]),
        (
            "Ruritania's central bank was placed under sanctions by Japan.",
            ["japan"],
            ["ruritania's central bank"],
        ),
        ("Ruroil was blacklisted by Japan and France.", ["japan", "france"], ["ruroil"]),
        (
            "Sanctions were imposed on Ruritania by the UN Security Council.",
            ["un-security-council"],
            ["ruritania"],
        ),
        ("Japan added three Ruritanian banks to its sanctions list.", ["japan"], ["three ruritanian banks"]),
        ("Japan froze the assets of two Ruritanian generals.", ["japan"], ["two ruritanian generals"]),
        ("Japan adopted the EU's sanctions against Ruritania.", ["japan"], ["ruritania"]),
        ("EU sanctions against Ruritania took effect.", ["european-union"], ["ruritania"]),
        ("Japan said on Monday it had imposed sanctions on Ruritania.", ["japan"], ["ruritania"]),
        ("France, which hosts the talks, imposed sanctions on Ruritania.", ["france"], ["ruritania"]),
        (
            "The EU responded by sanctioning three Ruritanian ministers.",
            ["european-union"],
            ["three ruritanian ministers"],
        ),
        (
            "Japan imposed sanctions on two Ruritanian banks and four Zubrowkan traders.",
            ["japan"],
            ["two ruritanian banks", "four zubrowkan traders"],
        ),
        (
            "Japan imposed sanctions on Ruritania, Zubrowka and Ruroil.",
            ["japan"],
            ["ruritania", "zubrowka", "ruroil"],
        ),
        (
            "Japan banned 12 Ruritanian officials from entering the country.",
            ["japan"],
            ["12 ruritanian officials"],
        ),
    ],
)
def test_who_imposes_on_whom(text, imposers, targets):
    found = read(text)
    assert found[Slot.IMPOSER] == imposers
    assert found[Slot.TARGET] == targets
    assert found[Slot.STATUS] == ["imposed"]


@pytest.mark.parametrize(
    ("title", "imposers", "targets"),
    [
        ("US sanctions Ruroil, Zubgas", ["united-states"], ["ruroil", "zubgas"]),
        (
            "US sanctions 12 Ruritanian officials over crackdown",
            ["united-states"],
            ["12 ruritanian officials"],
        ),
        ("Japan slaps sanctions on Ruritania", ["japan"], ["ruritania"]),
        ("EU adopts new Ruritania sanctions", ["european-union"], ["ruritania"]),
        ("Ruroil hit with sanctions by Japan", ["japan"], ["ruroil"]),
    ],
)
def test_a_headline_is_read_alike(title, imposers, targets):
    found = read("", title)
    assert (found[Slot.IMPOSER], found[Slot.TARGET]) == (imposers, targets)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Japan imposed sanctions on Ruritania.", "imposed"),
        ("Japan tightened sanctions on Ruritania.", "imposed"),
        ("Japan extended its sanctions on Ruritania until 2027.", "extended"),
        ("Japan renewed sanctions against Ruritania for another year.", "extended"),
        ("Japan lifted sanctions on Ruritania.", "lifted"),
        ("Japan eased its sanctions on Ruritania.", "lifted"),
        ("Sanctions on Ruritania were lifted by Japan.", "lifted"),
        ("Japan will impose sanctions on Ruritania on Friday.", "scheduled"),
        ("Japan is considering new sanctions on Ruritania.", "rumoured"),
        ("Japan could impose sanctions on Ruritania.", "rumoured"),
        ("Japan proposed new sanctions against Ruritania.", "proposed"),
        ("The UN Security Council voted on Friday to lift its sanctions on Ruritania.", "lifted"),
        ("The UN Security Council voted to impose sanctions on Ruritania.", "imposed"),
    ],
)
def test_the_verb_and_how_it_is_put_give_the_status(text, status):
    found = read(text)
    assert found[Slot.STATUS] == [status]
    assert found[Slot.TARGET] == ["ruritania"]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("Japan imposed travel bans on 12 Ruritanian officials.", ["travel bans"]),
        ("Japan imposed an asset freeze and a travel ban on Ruroil.", ["asset freeze", "travel ban"]),
        ("Japan imposed an arms embargo on Ruritania.", ["arms embargo"]),
        ("Japan imposed export controls on three Ruritanian firms.", ["export controls"]),
        ("Japan imposed sanctions on Ruritania, including a ban on coal imports.", ["ban on coal imports"]),
    ],
)
def test_what_sanctions_consist_of(text, measures):
    assert read(text)[Slot.MEASURE] == measures


@pytest.mark.parametrize(
    ("text", "number", "shown"),
    [
        ("The EU adopted its 19th package of sanctions against Ruritania.", "19", "19th package"),
        ("The EU adopted the twenty-first sanctions package against Ruritania.", "21", "21st package"),
        ("The EU approved a third package of sanctions on Ruritania.", "3", "3rd package"),
    ],
)
def test_the_number_of_the_package(text, number, shown):
    (sighting,) = sightings(text)
    assert [(d.value, d.shown) for d in sighting.drafts if d.slot is Slot.PACKAGE] == [(number, shown)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Japan imposed sanctions on Ruritania on Monday.", "2026-04-13"),
        ("On April 10, Japan imposed sanctions on Ruritania.", "2026-04-10"),
        ("Japan on Monday imposed sanctions on Ruritania over its elections.", "2026-04-13"),
        ("Japan sanctioned two Ruritanian generals on April 10.", "2026-04-10"),
        ("Japan extended its sanctions on Ruritania on Monday.", "2026-04-13"),
        ("EU sanctions against Ruritania took effect on Monday.", "2026-04-13"),
    ],
)
def test_the_date_of_the_deed_is_its_date(text, day):
    assert read(text)[Slot.DATE] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "Japan extended its sanctions on Ruritania until April 20, 2027.",
        "Japan imposed sanctions on Ruritania over the vote of April 10.",
        "Japan imposed sanctions on Ruritania, Mori said on Monday.",
        "Japan could impose sanctions on Ruritania on Friday.",
    ],
)
def test_a_date_of_anything_else_is_not_its_date(text):
    found = read(text)
    assert found[Slot.TARGET] == ["ruritania"]
    assert Slot.DATE not in found


@pytest.mark.parametrize(
    "text",
    [
        # in force
        "US sanctions on Ruritanian oil buyers loom over the talks.",
        "Despite sanctions, Ruritania sells oil to Japan.",
        "Ruroil, which is under US sanctions, sells oil to Japan.",
        "The EU's sanctions against Ruritania have hurt exports.",
        "US sanctions Ruritania faces are severe, Mori said.",
        "Japan buys oil from sanctioned Ruritanian firms.",
        "Ruritania will not talk until sanctions on Ruroil are lifted.",
        "If Japan imposes sanctions on Ruritania, oil will rise.",
        "Mori criticised US sanctions on Ruritania.",
        "Ruritania evaded sanctions imposed by Japan in 2014.",
        # sport
        "The federation imposed sanctions on the Ruritanian club.",
        "The league sanctioned three Ruritanian players for doping.",
        "The Japanese striker was sanctioned by the league.",
        # approval
        "The Japanese government sanctioned the bridge project.",
        "Japan sanctioned 40 crore for the port.",
        "The board sanctioned spending on the Tokyo plant.",
        "Japan sanctioned leave for its own officials.",
        # business and regulators
        "The regulator imposed sanctions on a Japanese bank.",
        "Ruroil imposed a ban on smoking.",
        "Zubgas lifted its forecast on Monday as Japan kept sanctions.",
        # at home
        "Japan imposed a ban on plastic bags.",
        "Japan imposed export controls on rice.",
    ],
)
def test_sanctions_in_force_approvals_and_penalties_are_no_event(text):
    assert read(text) == {}
    assert read("", text.rstrip(".")) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Mori denounced the new sanctions that France slapped on Ruritania on Friday.",
        "Mori denounced new sanctions imposed by France on Ruritania.",
        "France prolonged by six months the travel bans and asset freezes in place against Ruritania.",
        "Mori spoke of sanctions. Those on Ruritania — an asset freeze — were lifted by France.",
    ],
)
def test_other_frames_tell_the_same(text):
    found = read(text)
    assert (found[Slot.IMPOSER], found[Slot.TARGET]) == (["france"], ["ruritania"])


def test_a_package_is_one_of_sanctions_where_the_text_spoke_of_them():
    package = "The 23rd package, adopted by the EU on April 10, includes a ban on gas imports."
    found = read(f"The EU slapped sanctions on Ruritania. {package}")
    assert (found[Slot.PACKAGE], found[Slot.DATE]) == (["23"], ["2026-04-10"])
    assert found[Slot.MEASURE] == ["ban on gas imports"]
    assert read(package) == {}


def test_a_body_of_a_bloc_acts_for_the_bloc():
    text = "The Council of the European Union imposed sanctions on Ruritania."
    assert read(text)[Slot.IMPOSER] == ["european-union"]


def test_a_sighting_has_the_imposers_as_parties_and_no_target_among_them():
    (sighting,) = sightings("Japan and France imposed sanctions on Ruritania.")
    assert sighting.kind is EventKind.SANCTION
    assert sighting.parties == {"japan", "france"}
    assert not sighting.refers_back


WORDS = """
The the a its new 12 19th package of sanctions sanction sanctioned sanctions on against Japan Ruritania
Ruritanian Ruroil EU US Washington officials banks travel ban bans asset freeze assets imposed impose lifted
extended until blacklisted hit with under placed by was were will and which said it Monday May 4 2025 , . ;
( ) “ ” – - in for to from
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
