"""Routes become values; what can take no story, and watches that nobody hears of, are warned of."""

from pathlib import Path

import pytest

from bot.core.channels import Channel, Platform
from bot.core.messages import Severity
from bot.core.routes import Route
from bot.core.watches import Origin
from bot.settings.loader import load

DESK = Channel(platform=Platform.SLACK, name="#desk")
DISCORD = Channel(platform=Platform.DISCORD, name="desk")
WATCH = "watchlists/desk.yaml"
FEEDS = """\
feeds:
  - {id: a, name: A, url: https://a.example/rss, tags: [asia], language: en}
  - {id: b, name: B, url: https://b.example/rss, tags: [old], language: hi, enabled: false}
"""


@pytest.fixture
def warnings(loaded, small):
    """What is warned of with these routes, and the watch of this severity, with its channels or without."""

    def find(routes: str, severity: str = "normal", *, without: bool = False) -> list[str]:
        watch = small[WATCH].replace(
            "    match:\n      all", f"    severity: {severity}\n    match:\n      all"
        )
        if without:
            watch = watch.replace("    channels: ['slack:#desk', 'discord:desk']\n", "")
        files = {"routes.yaml": f"routes:\n{routes}", "feeds.yaml": FEEDS, WATCH: watch}
        return [str(warning) for warning in loaded(files).warnings]

    return find


def test_a_route_arrives_with_its_conditions_and_its_line(loaded):
    routes = """\
routes:
  - channels: ["slack:#desk", discord:desk, "slack:#desk"]
    id: grave
    watches: [talks]
    severity: high
    tags: [asia, old]
    languages: [en]
  - {id: all, channels: [discord:desk], tags: }
"""
    grave, everything = loaded({"routes.yaml": routes, "feeds.yaml": FEEDS}).routes
    assert grave == Route(
        id="grave",
        channels=(DESK, DISCORD),
        origin=Origin(file="config/routes.yaml", line=3),
        watches=frozenset({"talks"}),
        at_least=Severity.HIGH,
        tags=frozenset({"asia", "old"}),
        languages=frozenset({"en"}),
    )
    assert everything == Route(
        id="all", channels=(DISCORD,), origin=Origin(file="config/routes.yaml", line=8)
    )


def test_an_origin_does_not_tell_how_the_machine_is_laid_out(write, small, tmp_path, monkeypatch):
    write({**small, "routes.yaml": "routes: [{id: all, channels: [console]}]"})
    monkeypatch.chdir("/")
    (route,) = load(tmp_path / "config").routes
    assert str(route.origin) == "config/routes.yaml:1"


@pytest.mark.parametrize("content", ["", "routes:\n", "routes: []\n"])
def test_a_folder_may_have_no_route(loaded, content):
    assert loaded({"routes.yaml": content}).routes == ()


def test_a_channel_that_only_a_route_names_is_in_use(loaded, small):
    channels = f'{small["channels.yaml"]}  "slack:#grave":\n'
    routes = 'routes: [{id: grave, channels: ["slack:#grave"]}]'
    assert loaded({"channels.yaml": channels, "routes.yaml": routes}).warnings == ()


ROUTE = "  - {{id: r, channels: ['slack:#desk', 'discord:desk'], {}}}\n"


@pytest.mark.parametrize(
    "route", ["watches: [talks]", "severity: normal", "tags: [asia, old]", "languages: [en]"]
)
def test_a_watch_that_a_route_takes_may_leave_its_channels_out(warnings, route):
    assert warnings(ROUTE.format(route), without=True) == []


@pytest.mark.parametrize("route", ["severity: high", "tags: [old]", "languages: [hi]"])
def test_a_watch_that_nobody_would_hear_of_is_warned_of_and_so_is_the_route(warnings, route):
    unheard, never = sorted(warnings(ROUTE.format(route), without=True), reverse=True)
    assert unheard.startswith(
        'config/watchlists/desk.yaml:2:9: the watch "talks" names no channel, and no route'
    )
    assert never.startswith("config/routes.yaml:2:")


def test_a_route_of_other_watches_does_not_take_a_watch(loaded, small):
    other = "  - {id: other, name: Other, match: {any: [x]}, examples: {match: [x], no_match: [y]}}\n"
    routes = "routes: [{id: r, watches: [talks], channels: [console]}]"
    (warning,) = loaded({WATCH: small[WATCH] + other, "routes.yaml": routes}).warnings
    assert str(warning).startswith('config/watchlists/desk.yaml:11:10: the watch "other" names no channel')


@pytest.mark.parametrize(
    ("route", "place", "words"),
    [
        ("severity: high", "2:66", "every watch is below it, so it can take no story"),
        ("severity: high, watches: [talks]", "2:66", "each of its watches is below it, so it can"),
        ("tags: [old]", "2:62", "no feed that is polled has one of these tags, so it can"),
        ("languages: [fr, hi]", "2:67", "no feed that is polled has one of these languages"),
    ],
)
def test_a_route_that_can_take_no_story_is_warned_of(warnings, route, place, words):
    (warning,) = warnings(ROUTE.format(route))
    assert warning.startswith(f"config/routes.yaml:{place}: ")
    assert words in warning


def test_a_route_that_needs_the_help_of_a_graver_watch_is_warned_of(loaded, small):
    """A story is as grave as its gravest watch, which the route need not name."""
    graver = small[WATCH].replace("id: talks", "id: grave\n    severity: high")
    routes = "routes:\n  - {id: r, watches: [talks], severity: high, channels: [console]}\n"
    (warning,) = loaded({"watchlists/grave.yaml": graver, "routes.yaml": routes}).warnings
    assert str(warning).startswith("config/routes.yaml:2:41: ")
    assert "only where a graver watch found the same one" in str(warning)


def test_without_feeds_only_their_lack_is_warned_of(loaded, small):
    routes = "routes: [{id: r, languages: [en], channels: ['slack:#desk', 'discord:desk']}]"
    watch = small[WATCH].replace("    channels: ['slack:#desk', 'discord:desk']\n", "")
    (warning,) = loaded({"feeds.yaml": "", "routes.yaml": routes, WATCH: watch}).warnings
    assert "there is no feed to poll" in str(warning)


def test_the_example_in_the_starter_file_can_be_put_into_use(write):
    """Without their # the lines load without a warning, in the folder that they stand in."""
    starter = Path(__file__).parents[3] / "config"
    files = {
        path.relative_to(starter).as_posix(): path.read_text("utf-8") for path in starter.rglob("*.yaml")
    }
    files["routes.yaml"] = files["routes.yaml"].replace("\n#  ", "\n  ")
    found = load(write(files))
    assert [str(warning) for warning in found.warnings] == []
    assert len(found.routes) == 1
