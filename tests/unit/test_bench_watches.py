"""`bench watches`: what is told of an item, and what is measured of that."""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.bench.homes import home
from bot.bench.tag_names import names_of_organisation, names_of_person
from bot.bench.tagged import Item, newswire_file, read_items
from bot.bench.tagging import OrganisationTagger, PersonTagger, PlaceTagger
from bot.bench.watches import measure, run
from bot.errors import UsageError
from bot.extraction.lexicon import Alias, AliasKind, Entity, EntityId, EntityKind, Lexicon
from bot.extraction.text import Document, make_document


def entity(name: str, kind: EntityKind, country: str | None = None, **names: str) -> Entity:
    aliases = tuple(Alias(text=text, kind=AliasKind(sort)) for sort, text in names.items())
    home_of = EntityId(country) if country else None
    return Entity(
        id=EntityId(name.lower().replace(" ", "-")), name=name, kind=kind, aliases=aliases, country=home_of
    )


LEXICON = Lexicon(
    [
        entity("United States", EntityKind.COUNTRY, acronym="U.S."),
        entity("Canada", EntityKind.COUNTRY, demonym="Canadian"),
        entity("Germany", EntityKind.COUNTRY),
        entity("Hong Kong", EntityKind.CITY, "china"),
        entity("Toronto", EntityKind.CITY, "canada"),
        entity("Federal Reserve", EntityKind.ORGANISATION, "united-states"),
    ]
)
PLACES = PlaceTagger(LEXICON, frozenset({"usa", "canada", "west-germany", "hong-kong", "aruba"}))


def read(title: str, body: str = "") -> Document:
    return make_document(title=title, body=body, published=datetime(1987, 3, 1, tzinfo=UTC), plain=True)


@pytest.mark.parametrize(
    ("title", "tag"),
    [
        ("Canada raises rates", "canada"),
        ("Toronto raises taxes", "canada"),
        ("Federal Reserve raises rates", "usa"),
        ("Germany raises rates", "west-germany"),
        ("Hong Kong raises rates", "hong-kong"),
        ("Aruba raises rates", "aruba"),
    ],
    ids=["name", "city", "institution", "name of the time", "own tag", "unknown to the lexicon"],
)
def test_a_country_is_told_by_what_belongs_to_it(title: str, tag: str):
    assert PLACES.tags(read(title)) == {tag}


def test_a_country_named_once_in_passing_is_not_told():
    body = "\n\n".join(["The harbour was quiet and the boats stayed in."] * 20)
    assert PLACES.tags(read("Boats stay in", f"{body}\n\nOne went to Canada.")) == frozenset()


def test_the_signs_of_home_count_only_where_no_place_is_central():
    signs = "Acme Inc earned 3 dollars a share."
    assert PLACES.tags(read("Acme earns more", signs)) == {"usa"}
    assert PLACES.tags(read("Acme of Canada earns more", signs)) == {"canada"}


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Acme <ACM> said it earned more.", "united-states"),
        ("Acme <ACM.L> said it earned more.", "united-kingdom"),
        ("Acme <ACM.XX> said it earned more.", None),
        ("Acme Plc said it earned 3 mln stg.", "united-kingdom"),
        ("Acme Inc said it earned more.", None),
        ("Acme said it earned 3 dollars.", None),
        ("Acme Inc said it earned 3 Canadian dollars.", None),
        ("Acme Inc said it earned 3 mln U.S. dlrs.", None),
    ],
    ids=[
        "a listing in New York",
        "a listing elsewhere",
        "an exchange that nobody knows",
        "form and money agree",
        "form alone",
        "money alone",
        "money of a country that is named",
        "money named because it is foreign",
    ],
)
def test_home_is_a_listing_or_two_signs_that_agree(text: str, country: str | None):
    assert home(read("Acme earns more", text)) == country


PEOPLE = PersonTagger(frozenset({"james-baker", "howard-baker", "reagan", "john-doe", "okoye"}))


@pytest.mark.parametrize(
    ("title", "body", "told"),
    [
        ("Reagan to speak", "He speaks today.", {"reagan"}),
        ("Reagan administration to speak", "It speaks today.", set()),
        ("Baker to speak", "Nobody said which one.", set()),
        ("Baker to speak", "James Baker speaks today. Baker will travel.", {"james-baker"}),
        ("Baker to speak", "Howard Baker speaks today. Baker will travel.", {"howard-baker"}),
        ("Okoye to speak", "He speaks today.", {"okoye"}),
        ("Doe to speak", "John Doe speaks today.", {"john-doe"}),
    ],
    ids=[
        "a surname without a namesake",
        "what is called after a person",
        "a shared surname alone",
        "a shared surname and a full name",
        "the other bearer of the surname",
        "one word that no table knows",
        "two words that no table knows",
    ],
)
def test_a_person_is_told_where_the_document_says_who_it_is(title: str, body: str, told: set[str]):
    assert PEOPLE.tags(read(title, body)) == told


def test_a_shared_surname_goes_to_the_bearer_named_last_before_it():
    came = "It was noon.\n\nJames Baker left. Howard Baker came. "
    document = read("Two men meet", came + "Baker sat down. Baker spoke.\n\nBaker rose.\n\nBaker went home.")
    assert PEOPLE.tags(document) == {"howard-baker"}


@pytest.mark.parametrize(
    "title",
    ["International Coffee Organization meets", "ICO meets", "International Coffee Organisation meets"],
)
def test_an_organisation_is_told_by_name_in_either_spelling_and_by_acronym(title: str):
    assert OrganisationTagger(frozenset({"ico-coffee"})).tags(read(title)) == {"ico-coffee"}


def test_an_acronym_keeps_its_case():
    assert OrganisationTagger(frozenset({"imf", "isa", "xyz"})).tags(read("Isa and xyz meet")) == frozenset()


def test_a_tag_without_a_row_is_its_own_name():
    assert names_of_person("john-doe").strong == ("John Doe",)
    assert names_of_person("john-doe").other == ("Doe",)
    assert names_of_organisation("rice-board").strong == ("rice board",)
    assert names_of_organisation("xyz").other == ("XYZ",)


def item(title: str, places: tuple[str, ...] = (), people: tuple[str, ...] = ()) -> Item:
    tags = {"places": frozenset(places), "people": frozenset(people), "orgs": frozenset[str]()}
    return Item(document=read(title), tags=tags)


def test_precision_recall_and_f1_are_over_all_items_together():
    items = [
        item("Canada raises rates", ("canada",)),
        item("Canada raises taxes", ("canada",)),
        item("Canada raises hopes"),
        item("Boats stay in", ("canada",)),
    ]
    figures = measure(items, LEXICON)
    assert figures["places"] == {"precision": 0.6667, "recall": 0.6667, "f1": 0.6667}


def test_the_baseline_takes_every_item_that_holds_the_words_whatever_they_mean():
    items = [item("A baker speaks", (), ()), item("James Baker speaks", (), ("james-baker",))]
    figures = measure(items, LEXICON)
    assert figures["people"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert figures["naive"]["people"] == {"precision": 0.5, "recall": 1.0, "f1": 0.6667}  # type: ignore[index]


def test_a_kind_without_a_tag_scores_nothing():
    figures = measure([item("Boats stay in")], LEXICON)
    assert figures["orgs"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0}


RECORD = {
    "title": "ACME <ACM> EARNS MORE",
    "text": "It earned more.\n    It said so.\n",
    "places": ["usa"],
    "people": [],
    "orgs": [],
}


def write(path: Path, *records: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, records)).encode()))
    return path


def test_the_set_may_be_given_as_its_file_or_as_a_folder_that_holds_it(tmp_path: Path):
    inside = write(tmp_path / "watches" / "reuters-x.jsonl.gz", RECORD)
    assert newswire_file(tmp_path) == newswire_file(tmp_path / "watches") == newswire_file(inside) == inside


def test_codes_in_titles_are_text_and_indented_lines_begin_paragraphs(tmp_path: Path):
    [read_item] = read_items(write(tmp_path / "set.gz", RECORD))
    document = read_item.document
    assert document.cut(document.title) == "ACME <ACM> EARNS MORE"
    assert [document.cut(p) for p in document.paragraphs] == ["It earned more.", "It said so."]


def test_a_set_that_is_absent_is_said_with_the_way_out(tmp_path: Path):
    for data in (None, tmp_path):
        with pytest.raises(UsageError, match="Give --data"):
            run(data)


@pytest.mark.parametrize("record", [{"title": "x"}, [1], {**RECORD, "text": None}])
def test_a_file_of_another_kind_is_said_with_what_it_must_be(tmp_path: Path, record: object):
    path = write(tmp_path / "set.gz", record)
    with pytest.raises(UsageError, match="It must be lines of JSON"):
        list(read_items(path))
