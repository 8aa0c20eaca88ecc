"""Operators add names to entities of other files, or write an entity anew."""

import pytest

from bot.extraction.lexicon import Alias, AliasKind, EntityKind
from bot.settings.examples import failed_examples

MINE = "entities/mine.yaml"


def aliases(configuration, entity="india"):
    return set(configuration.lexicon[entity].aliases)


def test_an_extension_adds_names_to_an_entity_of_another_file(loaded):
    found = loaded({MINE: "entities: [{extends: india, aliases: [Bharat], metonyms: [South Block]}]\n"})
    assert aliases(found) == {
        Alias(text="Indian", kind=AliasKind.DEMONYM),
        Alias(text="Bharat"),
        Alias(text="South Block", kind=AliasKind.METONYM),
    }
    assert found.lexicon["india"].name == "India"
    assert found.warnings == ()


def test_a_name_takes_the_kind_that_its_extension_gives_it(loaded):
    found = loaded({MINE: "entities: [{extends: india, weak: [Indian]}]\n"})
    assert aliases(found) == {Alias(text="Indian", kind=AliasKind.WEAK)}


def test_several_extensions_of_one_entity_add_up_also_from_files_before_it(loaded):
    found = loaded(
        {
            "entities/a.yaml": "entities: [{extends: india, aliases: [Bharat]}]\n",
            MINE: "entities: [{extends: india, aliases: [Bharat, Hindustan]}]\n",
        }
    )
    assert aliases(found) == {
        Alias(text="Indian", kind=AliasKind.DEMONYM),
        Alias(text="Bharat"),
        Alias(text="Hindustan"),
    }


def test_watches_match_the_names_of_an_extension(loaded, small):
    watch = small["watchlists/desk.yaml"].replace(
        "[India and Russia open talks]", "[Bharat and Russia open talks]"
    )
    extension = "entities: [{extends: india, aliases: [Bharat]}]\n"
    assert failed_examples(loaded({"watchlists/desk.yaml": watch, MINE: extension})) == ()
    assert len(failed_examples(loaded({"watchlists/desk.yaml": watch, MINE: "entities: []\n"}))) == 1


@pytest.mark.parametrize("file", ["entities/a.yaml", MINE])
def test_a_replacement_stands_alone_wherever_it_is_written(loaded, file):
    found = loaded({file: "entities: [{id: india, name: Bharat, kind: topic, replaces: true}]\n"})
    india = found.lexicon["india"]
    assert (india.name, india.kind, india.aliases) == ("Bharat", EntityKind.TOPIC, ())
    assert len(found.lexicon.entities) == 2
    assert found.warnings == ()


def test_a_replacement_may_be_extended(loaded):
    found = loaded(
        {
            MINE: (
                "entities:\n"
                "  - {id: india, name: Bharat, kind: country, replaces: true}\n"
                "  - {extends: india, acronyms: [IN]}\n"
            )
        }
    )
    assert aliases(found) == {Alias(text="IN", kind=AliasKind.ACRONYM)}


def test_an_entity_is_replaced_once(mistakes):
    again = "  - {id: india, name: Bharat, kind: country, replaces: true}\n"
    (found,) = mistakes({MINE: f"entities:\n{again}{again}"})
    assert (found.line, found.column) == (3, 10)
    assert "used twice" in found.what
    assert f"config/{MINE}:2:10" in found.hint


def test_the_same_id_twice_names_both_ways_out(mistakes):
    (found,) = mistakes({MINE: "entities: [{id: india, name: Hind, kind: topic}]\n"})
    assert "replaces: true" in found.hint
    assert "extends" in found.hint
