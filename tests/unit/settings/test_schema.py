"""The published schemas are those of the models, and agree with the loader on the starter configuration."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from bot.settings.loader import load
from bot.settings.schema import schema_text, schemas

CONFIG = Path(__file__).parents[3] / "config"
NAMES = ("channels", "entities", "feeds", "routes", "watchlist", "wirewatch")


def files_of(name: str) -> list[Path]:
    folder = {"entities": CONFIG / "entities", "watchlist": CONFIG / "watchlists"}.get(name)
    return sorted(folder.rglob("*.yaml")) if folder else [CONFIG / f"{name}.yaml"]


def test_there_is_a_schema_for_each_sort_of_file():
    assert sorted(schemas()) == sorted(NAMES)
    assert sorted(path.name for path in (CONFIG / "schema").iterdir()) == [f"{n}.schema.json" for n in NAMES]


@pytest.mark.parametrize("name", NAMES)
def test_the_published_schema_is_up_to_date(name):
    """If this fails: write `schema_text(schemas()[name])` into config/schema again."""
    published = (CONFIG / "schema" / f"{name}.schema.json").read_text(encoding="utf-8")
    assert published == schema_text(schemas()[name])


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one_and_takes_the_starter_configuration(name):
    schema = json.loads(schema_text(schemas()[name]))
    Draft202012Validator.check_schema(schema)
    for path in files_of(name):
        data = YAML(typ="safe", pure=True).load(path)
        assert [error.message for error in Draft202012Validator(schema).iter_errors(data)] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_key_is_described(name):
    schema = schemas()[name]
    for part in (schema, *schema.get("$defs", {}).values()):
        for key, prop in part.get("properties", {}).items():
            assert prop.get("description"), key


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("feeds", {"feeds": [{"id": "a", "name": "A"}]}),
        ("feeds", {"feeds": [{"id": "A b", "name": "A", "url": "https://a.example"}]}),
        ("feeds", {"defaults": {"interval": 15}}),
        ("feeds", {"defaults": {"backfill": "latest"}}),
        ("feeds", {"feeds": [{"id": "a", "name": "A", "url": "https://a.example", "folder": "/"}]}),
        ("watchlist", {"watches": [{"id": "a", "name": "A", "channels": ["x"], "match": {"any": ["x"]}}]}),
        (
            "watchlist",
            {"watches": [{"id": "a", "name": "A", "channels": ["console"], "match": {"any": [{}]}}]},
        ),
        ("entities", {"entities": [{"id": "a", "name": "A", "kind": "planet"}]}),
        ("channels", {"channels": {"slack": None}}),
        ("channels", {"channels": {"slack:#x": {"quiet_hours": {"from": "25:00", "to": "07:00"}}}}),
        ("channels", {"channels": {"slack:#x": {"quiet_hours": {"from": "22:00"}}}}),
        ("channels", {"channels": {"slack:#x": {"digest": "daily"}}}),
        ("channels", {"defaults": {"posts_per_hour": 1001}}),
        ("channels", {"defaults": {"id": "C0123456789"}}),
        ("routes", {"routes": [{"id": "a"}]}),
        ("routes", {"routes": [{"id": "a", "channels": ["x"]}]}),
        ("wirewatch", {"status_page": True}),
        ("wirewatch", {"alerts": {"outlets": [5.5]}}),
        ("wirewatch", {"fetch": {"max_body": "2 MB"}}),
    ],
)
def test_a_schema_refuses_what_the_loader_refuses(name, data):
    assert list(Draft202012Validator(schemas()[name]).iter_errors(data))


@pytest.mark.parametrize("backfill", ["all", "none", "silent", "latest 10", "since 2025-11-01", "since 7d"])
@pytest.mark.parametrize("folder", ["World", "World/Asia", ["TV/Radio", "Asia"]], ids=str)
def test_the_schema_takes_each_form_of_a_feeds_values(backfill, folder):
    feed = {"id": "a", "name": "A", "url": "https://a.example", "backfill": backfill, "folder": folder}
    assert list(Draft202012Validator(schemas()["feeds"]).iter_errors({"feeds": [feed]})) == []


ITEMS = [
    "summit",
    {"entity": "india", "also": ["people"]},
    {"regex": "pacts?"},
    {"title": "summit"},
    {"title": ["summit", {"entity": "india"}]},
    {"title": {"any": ["summit", "talks"]}},
    {"near": ["summit", {"any": ["talks"]}], "words": 5},
    {"query": "summit NOT cup"},
    {"all": [{"any": ["a", {"all": ["b"], "within": "20 words"}]}], "none": None},
]


def with_item(item):
    match = {"all": [item], "within": "sentence", "min_salience": 0.3, "feeds": ["a"], "languages": ["en"]}
    return {"watches": [{"id": "a", "name": "A", "channels": ["console"], "match": match}]}


@pytest.mark.parametrize("item", ITEMS, ids=str)
def test_the_schema_takes_each_sort_of_item(item):
    assert list(Draft202012Validator(schemas()["watchlist"]).iter_errors(with_item(item))) == []


@pytest.mark.parametrize(
    "item",
    [
        1,
        ["summit"],
        {"colour": "red"},
        {"entity": "india", "also": ["dogs"]},
        {"entity": "india", "regex": "x"},
        {"near": "summit"},
        {"none": ["cup"]},
        {"all": ["a"], "within": "20 letters"},
        {"all": ["a"], "feeds": ["a"]},
    ],
    ids=str,
)
def test_the_schema_refuses_what_is_no_item(item):
    assert list(Draft202012Validator(schemas()["watchlist"]).iter_errors(with_item(item)))


def test_the_schema_takes_a_line_of_search_syntax_as_a_rule():
    watch = {"id": "a", "name": "A", "channels": ["console"], "match": "summit NOT cup"}
    assert list(Draft202012Validator(schemas()["watchlist"]).iter_errors({"watches": [watch]})) == []


@pytest.mark.parametrize(
    "item",
    [
        {"extends": "india", "weak": ["Hind"]},
        {"id": "india", "name": "India", "kind": "country", "replaces": True},
    ],
    ids=["extension", "replacement"],
)
def test_the_schema_takes_what_changes_an_entity(item):
    assert list(Draft202012Validator(schemas()["entities"]).iter_errors({"entities": [item]})) == []


@pytest.mark.parametrize(
    "manners",
    [
        {"quiet_hours": "off", "posts_per_hour": "unlimited", "digest": False},
        {"quiet_hours": {"from": "22:00", "to": "7:00", "days": ["mon", "sunday"]}, "posts_per_hour": 0},
        {"digest": [{"every": "week", "on": "monday", "at": "08:00", "zone": "UTC"}]},
        {"digest": {"every": "day", "at": "08:00"}, "high_breaks_through": True},
    ],
    ids=str,
)
def test_the_schema_takes_each_way_a_channel_may_want_to_be_told(manners):
    file = {"defaults": manners, "channels": {"slack:#desk": {"id": "C0123456789", **manners}}}
    assert list(Draft202012Validator(schemas()["channels"]).iter_errors(file)) == []


def test_defaults_are_shown_as_operators_write_them():
    text = schema_text(schemas()["wirewatch"])
    assert '"default": "30s"' in text
    assert '"default": "10MB"' in text


def test_the_starter_configuration_loads_without_a_warning():
    assert load(CONFIG).warnings == ()
