"""A right folder becomes values, and a doubtful one warns."""

# ruff: noqa: E501 -- settings files as an operator writes them

from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path

import pytest

from bot.core.channels import CONSOLE, Channel, Platform
from bot.core.deliveries import WhenUnsure
from bot.core.feeds import BACKFILL_ALL, BACKFILL_NONE, BACKFILL_SILENT, Backfill, Feed
from bot.core.messages import Severity
from bot.core.watches import Origin
from bot.extraction.facts import EventKind, EventOfInterest
from bot.extraction.lexicon import Alias, AliasKind, EntityKind
from bot.extraction.rules import EntityTerm, PhraseTerm, RegexTerm, Rule, Scope
from bot.settings.configuration import (
    AlertOptions,
    DeliveryOptions,
    DiscordOptions,
    FetchOptions,
    Options,
    SlackOptions,
    StatusPageOptions,
)
from bot.settings.feed_values import show_backfill
from bot.settings.loader import load

DESK = Channel(platform=Platform.SLACK, name="#desk")

EVERYTHING = {
    "wirewatch.yaml": """\
database: var/news.db
status_page: {host: 0.0.0.0, port: 80}
fetch:
  contact: desk@paper.example
  timeout: 45s
  max_body: 500KB
  max_compressed: 100KB
  concurrency: 20
  per_host: 2
  parsers: 4
  allow_private: [127.0.0.0/8, "fd00::/8"]
operators: {channel: "slack:#desk"}
alerts: {group_wait: 1m, group_wait_high: 0s, group_interval: 10m, outlets: [3, 9, 27], keep_decisions: 7d,
  pictures: true}
delivery: {settle: 2m, when_unsure: hold}
slack: {api_url: http://127.0.0.1:9/api/}
discord: {api_url: https://d.example/api, gateway_url: wss://d.example}
""",
    "feeds.yaml": """\
# a comment
defaults: {interval: 10m, longest_interval: 3h, backfill: none, article: true}
feeds:
  - {id: a, name: Outlet A, url: https://a.example/rss}
  - id: b
    name: >-
      Outlet
      B
    url: "http://b.example:8080/feed?x=1#top"
    interval: 1h
    longest_interval: 2h
    backfill: all
    article: false
    folder: World / Asia
  - {id: c, name: Outlet C, url: https://c.example/, enabled: false}
""",
    "channels.yaml": 'channels:\n  slack:#desk: C0123456789\n  "discord:desk": 123456789012345678\n',
    "entities/one.yaml": """\
entities:
  - id: india
    name: India
    kind: country
    aliases: [Bharat, Bharat]
    demonyms: [Indian]
    metonyms: [South Block]
    acronyms: [IN]
    weak: [Hind]
""",
    "entities/more/two.yml": "entities: [{id: delhi, name: New Delhi, kind: city, country: india}]\n",
    "watchlists/desk.yaml": """\
watches:
  - name: Talks
    id: talks
    event: {kind: summit, parties: &parties [india, delhi], series: Talks of Delhi}
    match:
      all: [entity: india, entity: delhi]
      any: [summit, "annual  talks", {regex: '(?i)\\bpact\\b'}]
      none:
        - chess
        - entity: delhi
      within: paragraph
    severity: high
    channels: ["slack:#desk", discord:desk, console, console]
    examples:
      match:
        - India and New Delhi
          hold a summit
      no_match: [no]
""",
}


def test_every_setting_arrives(write):
    options = load(write(EVERYTHING)).options
    assert options == Options(
        database=Path("var/news.db"),
        status_page=StatusPageOptions(host="0.0.0.0", port=80),  # noqa: S104 -- what the file says
        fetch=FetchOptions(
            contact="desk@paper.example",
            timeout=timedelta(seconds=45),
            max_body=500 * 1024,
            max_compressed=100 * 1024,
            concurrency=20,
            per_host=2,
            parsers=4,
            allow_private=(ip_network("127.0.0.0/8"), ip_network("fd00::/8")),
        ),
        alerts=AlertOptions(
            group_wait=timedelta(minutes=1),
            group_wait_high=timedelta(0),
            group_interval=timedelta(minutes=10),
            outlets=(3, 9, 27),
            keep_decisions=timedelta(days=7),
            pictures=True,
        ),
        operators=DESK,
        delivery=DeliveryOptions(settle=timedelta(minutes=2), when_unsure=WhenUnsure.HOLD),
        slack=SlackOptions(api_url="http://127.0.0.1:9/api/"),
        discord=DiscordOptions(api_url="https://d.example/api", gateway_url="wss://d.example"),
    )


def test_a_feed_takes_what_it_does_not_say_from_the_defaults_and_a_disabled_one_is_left_out(write):
    feeds = load(write(EVERYTHING)).feeds
    assert feeds == (
        Feed(
            id="a",
            name="Outlet A",
            url="https://a.example/rss",
            interval=timedelta(minutes=10),
            longest_interval=timedelta(hours=3),
            backfill=BACKFILL_NONE,
            article=True,
        ),
        Feed(
            id="b",
            name="Outlet B",
            url="http://b.example:8080/feed?x=1#top",
            interval=timedelta(hours=1),
            longest_interval=timedelta(hours=2),
            backfill=BACKFILL_ALL,
            article=False,
            folder=("World", "Asia"),
        ),
    )


def test_channels_keep_their_platforms_ids_as_text(write):
    discord = Channel(platform=Platform.DISCORD, name="desk")
    assert load(write(EVERYTHING)).channels == {DESK: "C0123456789", discord: "123456789012345678"}


def test_entities_of_all_files_and_folders_are_one_lexicon(write):
    india, delhi = sorted(
        load(write(EVERYTHING)).lexicon.entities, key=lambda entity: entity.id, reverse=True
    )
    assert india.aliases == (
        Alias(text="Bharat"),
        Alias(text="IN", kind=AliasKind.ACRONYM),
        Alias(text="Indian", kind=AliasKind.DEMONYM),
        Alias(text="South Block", kind=AliasKind.METONYM),
        Alias(text="Hind", kind=AliasKind.WEAK),
    )
    assert (delhi.kind, delhi.country) == (EntityKind.CITY, "india")


def test_a_watch_knows_its_rule_its_event_and_the_line_of_its_id(write):
    (watch,) = load(write(EVERYTHING)).watches
    assert watch.rule == Rule(
        all=(EntityTerm(entity="india"), EntityTerm(entity="delhi")),
        any=(
            PhraseTerm(phrase="summit"),
            PhraseTerm(phrase="annual talks"),
            RegexTerm(pattern=r"(?i)\bpact\b"),
        ),
        none=(PhraseTerm(phrase="chess"), EntityTerm(entity="delhi")),
        within=Scope.PARAGRAPH,
    )
    assert watch.event == EventOfInterest(
        kind=EventKind.SUMMIT, parties=("india", "delhi"), series="Talks of Delhi"
    )
    assert watch.origin == Origin(file="config/watchlists/desk.yaml", line=3)
    assert watch.severity is Severity.HIGH
    assert watch.channels == (DESK, Channel(platform=Platform.DISCORD, name="desk"), CONSOLE)


def test_examples_keep_their_places(write):
    match, no_match = load(write(EVERYTHING)).examples["talks"]
    assert (match.text, match.matches) == ("India and New Delhi hold a summit", True)
    assert str(match.place) == "config/watchlists/desk.yaml:16:11"
    assert (no_match.text, no_match.matches) == ("no", False)


def test_a_folder_with_nothing_but_a_watch_has_every_default(write):
    watch = "watches: [{id: a, name: A, match: {any: [x]}, channels: [console]}]\n"
    options = load(write({"watchlists/a.yaml": watch})).options
    assert options == Options(
        database=Path("data/wirewatch.db"),
        status_page=StatusPageOptions(host="127.0.0.1", port=8017),
        fetch=FetchOptions(
            contact="",
            timeout=timedelta(seconds=30),
            max_body=10 * 1024 * 1024,
            max_compressed=3 * 1024 * 1024,
            concurrency=100,
            per_host=1,
            parsers=2,
            allow_private=(),
        ),
        alerts=AlertOptions(
            group_wait=timedelta(seconds=30),
            group_wait_high=timedelta(seconds=2),
            group_interval=timedelta(minutes=5),
            outlets=(5, 20),
            keep_decisions=timedelta(days=30),
        ),
        operators=None,
        delivery=DeliveryOptions(settle=timedelta(seconds=60), when_unsure=WhenUnsure.RESEND),
        slack=SlackOptions(api_url=None),
        discord=DiscordOptions(api_url=None, gateway_url=None),
    )


def test_a_feed_without_defaults_is_asked_every_quarter_of_an_hour_and_told_from_the_first_poll(loaded):
    (feed,) = loaded().feeds
    assert (feed.interval, feed.longest_interval) == (timedelta(minutes=15), timedelta(hours=1))
    assert (feed.backfill, feed.article, feed.folder) == (BACKFILL_ALL, False, ())


@pytest.mark.parametrize(
    ("written", "backfill"),
    [
        ("all", BACKFILL_ALL),
        ("none", BACKFILL_NONE),
        ("silent", BACKFILL_SILENT),
        ("latest 10", Backfill(latest=10)),
        ("latest  10", Backfill(latest=10)),
        ("since 2025-11-01", Backfill(since=datetime(2025, 11, 1, tzinfo=UTC))),
        ("since 7d", Backfill(within=timedelta(days=7))),
    ],
)
def test_a_backfill_is_all_or_none_or_so_many_or_since_a_day(loaded, small, written, backfill):
    (feed,) = loaded({"feeds.yaml": small["feeds.yaml"].replace("}", f", backfill: {written}}}")}).feeds
    assert feed.backfill == backfill
    assert " ".join(written.split()) == show_backfill(backfill)


@pytest.mark.parametrize(
    ("written", "folder"),
    [
        ("World", ("World",)),
        ("/World//Asia/", ("World", "Asia")),
        ("'Мир / Азия'", ("Мир", "Азия")),
        ("[TV/Radio, Asia]", ("TV/Radio", "Asia")),
    ],
)
def test_a_folder_is_a_path_or_a_list_where_names_hold_slashes(loaded, small, written, folder):
    (feed,) = loaded({"feeds.yaml": small["feeds.yaml"].replace("}", f", folder: {written}}}")}).feeds
    assert feed.folder == folder


def test_the_status_page_can_be_off(loaded):
    assert loaded({"wirewatch.yaml": "status_page: false\n"}).options.status_page is None


@pytest.mark.parametrize("written", ["[]", ""])
def test_no_number_of_outlets_makes_a_told_story_speak_again_where_none_is_written(loaded, written):
    assert loaded({"wirewatch.yaml": f"alerts: {{outlets: {written}}}\n"}).options.alerts.outlets == ()


def test_a_byte_order_mark_and_windows_line_ends_are_read(loaded, small):
    content = b"\xef\xbb\xbf" + small["feeds.yaml"].replace("\n", "\r\n").encode()
    assert loaded({"feeds.yaml": content}).feeds == loaded().feeds


def test_words_that_other_yaml_versions_take_for_values_stay_words(loaded, small):
    files = {
        "watchlists/desk.yaml": small["watchlists/desk.yaml"].replace("summit, talks", "no, on, 2025-12-05")
    }
    phrases = [term.phrase for term in loaded(files).watches[0].rule.any]
    assert phrases == ["no", "on", "2025-12-05"]


def test_a_folder_in_order_has_no_warnings(loaded):
    assert loaded().warnings == ()


def test_a_channel_that_only_operators_are_told_in_is_in_use(loaded):
    channels = 'channels: {"slack:#desk": , "discord:desk": , "slack:#ops": }'
    options = 'operators: {channel: "slack:#ops"}'
    assert loaded({"channels.yaml": channels, "wirewatch.yaml": options}).warnings == ()


@pytest.mark.parametrize(
    ("files", "place", "words"),
    [
        pytest.param(
            {"feeds.yaml": "feeds:\n- {id: a, name: A, url: https://a.example/x}\n- {id: b, name: B, url: http://www.a.example/x/}\n"},
            "config/feeds.yaml:3:25",
            "config/feeds.yaml:2:25 already",
            id="one address twice",
        ),
        pytest.param(
            {"feeds.yaml": "feeds: [{id: a, name: A, url: https://a.example, interval: 30s}]"},
            "config/feeds.yaml:1:60",
            "every 30s",
            id="asked too often",
        ),
        pytest.param({"feeds.yaml": ""}, "config/feeds.yaml:1:1", "no feed", id="no feed"),
        pytest.param(
            {"channels.yaml": 'channels: {"slack:#desk": , "discord:desk": , "slack:#other": }'},
            "config/channels.yaml:1:47",
            '"slack:#other"',
            id="unused channel",
        ),
        pytest.param(
            {"entities/b.yaml": "entities: [{id: bharat, name: Bharat, kind: topic, aliases: [INDIA]}]"},
            "config/entities/countries.yaml:2:23",
            '"india" and of "bharat". "bharat" has it at config/entities/b.yaml:1:62:',
            id="one name for two entities",
        ),
        pytest.param(
            {"entities/b.yaml": "entities: [{id: oslo, name: Oslo, kind: city, country: oslo}]"},
            "config/entities/b.yaml:1:56",
            "is no country",
            id="a city as a country",
        ),
        pytest.param(
            {"wirewatch.yaml": "delivery: {settle: 5s}"}, "config/wirewatch.yaml:1:20", "60s or more", id="settle"
        ),
        pytest.param(
            {"wirewatch.yaml": 'operators: {channel: "slack:#desk"}', "channels.yaml": 'channels: {"slack:#desk": , "discord:desk": , "slack:#ops": }'},
            "config/channels.yaml:1:47",
            '"slack:#ops"',
            id="unused beside a channel of operators",
        ),
        pytest.param({"feed.yaml": ""}, "config/feed.yaml", 'mean "feeds.yaml"?', id="misspelt file"),
        pytest.param({"feeds.yml": ""}, "config/feeds.yml", "Keep only feeds.yaml", id="two spellings of a file"),
    ],
)  # fmt: skip
def test_what_was_hardly_meant_is_warned_of(loaded, files, place, words):
    (warning,) = loaded(files).warnings
    assert str(warning).startswith(f"{place}: ")
    assert words in str(warning)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("      no_match: [India wins the cup]\n", "", "a text under no_match"),
        ("      match: [India and Russia open talks]\n", "", "a text under match"),
        ("any: [summit, talks]", "any: [summit, talks]\n      none: [talks]", "it never counts"),
        ("any: [summit, talks]", "any: [summit, talks]\n      none: [entity: india]", "can never match"),
    ],
)
def test_a_watch_that_is_not_tested_or_contradicts_itself_is_warned_of(loaded, small, old, new, words):
    (warning,) = loaded({"watchlists/desk.yaml": small["watchlists/desk.yaml"].replace(old, new)}).warnings
    assert words in str(warning)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "10.1.2.3", "[::1]", "feeds.internal"])
def test_hosts_of_ones_own_may_be_asked_often(loaded, host):
    feed = f"feeds: [{{id: a, name: A, url: 'http://{host}:8000/', interval: 1s}}]"
    assert loaded({"feeds.yaml": feed}).warnings == ()


def test_a_thousand_feeds_and_five_hundred_watches_keep_order_and_places(loaded, small):
    """The size that operators may grow to; how long it takes is a benchmark's matter."""
    feed, watch = small["feeds.yaml"].splitlines()[1], small["watchlists/desk.yaml"].split("\n", 1)[1]
    feeds = "\n".join(feed.replace("harbour-wire", f"feed-{number}") for number in range(1000))
    watches = "".join(watch.replace("id: talks", f"id: talks-{number}") for number in range(500))
    found = loaded({"feeds.yaml": f"feeds:\n{feeds}\n", "watchlists/desk.yaml": f"watches:\n{watches}"})
    assert found.feeds[999].id == "feed-999"
    assert found.watches[499].origin.line == 2 + 499 * 9
