"""`wirewatch feeds` as an operator uses it: the real process, its streams, its exit codes and the file it writes."""

# ruff: noqa: E501 -- files as readers of feeds write them

import asyncio
import getpass
import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.feeds.opml import Opml, read_opml
from adapters.storage.database import SqliteStore, open_store
from bot.core.feeds import MOVED_AFTER, Feed, FeedId, FeedState, Move, Rhythm, Validators
from bot.core.reasons import Reason
from bot.settings.loader import load
from fakes.processes import running
from fakes.wirewatch import run, write_configuration

_ROOT = Path(__file__).parents[2]
DAY = datetime(2025, 11, 20, 9, 30, tzinfo=UTC)
STATES = {
    "well": FeedState(last_success=DAY, next_poll=DAY + timedelta(hours=1)),
    "failing": FeedState(last_success=DAY, next_poll=DAY, failures=4, failing_since=DAY, problem=Reason.TIMED_OUT, problem_detail="failing.example did not answer"),
    "stopped": FeedState(validators=Validators(etag="x"), failures=3, failing_since=DAY, problem=Reason.GONE, problem_detail="stopped.example says [410]", stopped=True),
    "quiet": FeedState(last_success=DAY, next_poll=DAY, told=Reason.FELL_QUIET, rhythm=Rhythm(last_news=DAY)),
    "moved": FeedState(last_success=DAY, next_poll=DAY, move=Move(url="https://new.example/rss", times=MOVED_AFTER)),
}  # fmt: skip
URLS = {name: f"https://{name}.example/rss" for name in (*STATES, "fresh")}
OFF = "  - {id: off, name: Off, url: 'https://off.example/rss', enabled: false, folder: World}\n"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A configuration of six feeds, one more that is turned off, and no database yet."""
    folder = write_configuration(tmp_path, URLS, database=tmp_path / "wirewatch.db")
    with (folder / "feeds.yaml").open("a", encoding="utf-8") as file:
        file.write(OFF)
    return folder


@contextmanager
def bot(config: Path, states: dict[str, FeedState]) -> Iterator[SqliteStore]:
    """The database with these states, held as a bot that runs holds it."""
    store = open_store(config.parent / "wirewatch.db")
    feeds = [Feed(id=FeedId(n), url=u, name=n, interval=timedelta(hours=1)) for n, u in URLS.items()]
    asyncio.run(store.transact(lambda records: records.feeds.sync(feeds)))
    asyncio.run(store.transact(lambda records: records.feeds.save({FeedId(n): s for n, s in states.items()})))
    yield store
    asyncio.run(store.close())


def wirewatch(*args: str, config: Path) -> tuple[int, str, str]:
    ended = run("feeds", *args, "--config", str(config), cwd=config.parent)
    assert "Traceback" not in ended.stderr, ended.stderr
    return ended.returncode, ended.stdout, ended.stderr


def listed(*args: str, config: Path) -> dict[str, dict[str, object]]:
    code, out, err = wirewatch("list", "--json", *args, config=config)
    assert (code, err) == (0, "")
    return {feed["id"]: feed for feed in json.loads(out)["feeds"]}


# list


def test_before_there_is_a_database_no_feed_was_polled(config: Path):
    code, out, err = wirewatch("list", config=config)
    assert (code, err) == (0, "")
    assert out.count("not polled yet") == len(URLS)
    assert out.splitlines()[-1] == "7 feeds: 6 new, 1 off."
    assert not (config.parent / "wirewatch.db").exists()


def test_beside_a_running_bot_each_feed_is_shown_with_its_trouble_in_words(config: Path):
    with bot(config, STATES):
        found = listed(config=config)
        code, out, _ = wirewatch("list", config=config)
    assert {name: feed["state"] for name, feed in found.items()} == {
        "well": "ok",
        "failing": "failing",
        "stopped": "stopped",
        "quiet": "quiet",
        "moved": "ok",
        "fresh": "new",
        "off": "off",
    }
    assert found["well"]["last_success"] == "2025-11-20T09:30:00Z"
    assert found["failing"]["detail"] == "failing.example did not answer, since 20 Nov 2025, 09:30 UTC"
    assert found["moved"]["moved_to"] == "https://new.example/rss"
    assert code == 0
    for words in (
        "2025-11-20 10:30Z",
        "stopped.example says [410]",
        "wirewatch feeds retry stopped",
        "nothing new since 20 Nov 2025",
        "https://new.example/rss",
    ):
        assert words in out


@pytest.mark.parametrize("state", ["ok", "new", "failing", "stopped", "quiet", "off"])
def test_feeds_can_be_shown_by_state(config: Path, state: str):
    with bot(config, STATES):
        found = listed("--state", state, config=config)
    assert found
    assert {feed["state"] for feed in found.values()} == {state}


# retry


def test_a_stopped_feed_is_due_again_beside_a_running_bot(config: Path):
    with bot(config, STATES) as store:
        code, out, err = wirewatch("retry", "stopped", config=config)
        states = asyncio.run(store.transact(lambda records: records.feeds.states()))
        due = asyncio.run(store.transact(lambda records: records.feeds.due(datetime.now(UTC), 100)))
    assert (code, out, err) == (0, "1 feed will be polled at once.\n", "")
    assert not states[FeedId("stopped")].stopped
    assert states[FeedId("stopped")].validators == Validators(etag="x")
    assert FeedId("stopped") in due
    assert states[FeedId("failing")] == STATES["failing"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--failing",), "2 feeds will be polled at once.\n"),
        (("--all",), "6 feeds will be polled at once.\n"),
        (("well", "quiet"), "2 feeds will be polled at once.\n"),
    ],
)
def test_many_feeds_can_be_retried(config: Path, arguments: tuple[str, ...], said: str):
    with bot(config, STATES):
        assert wirewatch("retry", *arguments, config=config) == (0, said, "")


def test_who_asked_for_a_feed_is_kept_with_which(config: Path):
    with bot(config, STATES) as store:
        wirewatch("retry", "well", config=config)
        wirewatch("retry", "--all", config=config)
        every, one = asyncio.run(store.transact(lambda records: records.audit.latest(9)))
    assert (one.actor, one.action, one.target) == (f"cli:{getpass.getuser()}", "retry", "feed well")
    assert every.target.startswith("feeds ")
    assert every.target.endswith(" and 1 more")


def test_where_no_feed_is_in_trouble_none_is_retried(config: Path):
    with bot(config, {"well": STATES["well"]}) as store:
        assert wirewatch("retry", "--failing", config=config) == (0, "No feed fails or was stopped.\n", "")
        assert asyncio.run(store.transact(lambda records: records.audit.latest(9))) == ()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("stoped",), 'no feed has this id. Did you mean "stopped"?'),
        (("qqqq",), "`wirewatch feeds list` shows the ids"),
        (("off",), "turned off"),
        ((), "say which feeds"),
        (("well", "--all"), "say which feeds"),
    ],
)
def test_a_retry_of_nothing_is_refused_with_the_way_out(config: Path, arguments: tuple[str, ...], words: str):
    code, out, err = wirewatch("retry", *arguments, config=config)
    assert (code, out) == (2, "")
    assert words in err


def test_before_there_is_a_database_nothing_can_be_retried(config: Path):
    code, _, err = wirewatch("retry", "--all", config=config)
    assert code == 1
    assert "`wirewatch run` makes it" in err


# add


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with running("fakes.site_server") as url:
        yield url


def test_the_feed_of_a_site_is_found_and_written_behind_the_others(config: Path, site: str):
    before = (config / "feeds.yaml").read_text(encoding="utf-8")
    code, out, err = wirewatch(
        "add", f"{site}/news.rss", "--folder", "World / Coasts", "--interval", "30m", config=config
    )
    assert (code, err) == (0, "")
    assert "config/feeds.yaml: added harbour-gazette, Harbour Gazette (2 entries now)" in out
    line = f'  - {{id: harbour-gazette, name: Harbour Gazette, url: "{site}/news.rss", interval: 30m, folder: World/Coasts}}\n'
    assert (config / "feeds.yaml").read_text(encoding="utf-8") == before + line
    feed = load(config).feeds[-1]
    assert (feed.folder, feed.interval) == (("World", "Coasts"), timedelta(minutes=30))


def test_where_a_site_has_several_feeds_the_first_is_only_taken_if_asked_so(config: Path, site: str):
    before = (config / "feeds.yaml").read_text(encoding="utf-8")
    code, _, err = wirewatch("add", site, config=config)
    assert code == 2
    assert "there are 2 feeds" in err
    assert "/news.rss" in err
    assert (config / "feeds.yaml").read_text(encoding="utf-8") == before
    code, _, _ = wirewatch("add", site, "--yes", "--id", "gazette", "--name", "The Gazette", config=config)
    assert code == 0
    feed = load(config).feeds[-1]
    assert (feed.id, feed.name, feed.url) == ("gazette", "The Gazette", f"{site}/news.rss")


def test_on_a_terminal_one_of_several_feeds_can_be_chosen(config: Path, site: str):
    ours, theirs = pty.openpty()
    os.write(ours, b"2\n")
    ended = subprocess.run(  # noqa: S603 - our own command
        [str(Path(sys.executable).with_name("wirewatch")), "feeds", "add", site, "--config", str(config)],
        cwd=config.parent,
        stdin=theirs,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    os.close(ours)
    os.close(theirs)
    assert ended.returncode == 0, ended.stderr
    assert "Which one" in ended.stderr
    assert load(config).feeds[-1].url == f"{site}/comments/feed"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/page", "no feed was found there"),
        ("/busy", "(429)"),
        ("/missing", "(404)"),
        ("/bomb", "127.0.0.1"),
    ],
)
def test_a_site_without_a_feed_is_said_to_have_none(config: Path, path: str, words: str):
    before = (config / "feeds.yaml").read_text(encoding="utf-8")
    with running("fakes.feed_server") as url:
        code, out, err = wirewatch("add", f"{url}{path}", config=config)
    assert (code, out) == (2, "")
    assert words in err
    assert (config / "feeds.yaml").read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("http://www.well.example/rss/",), "the feed well has this address already"),
        (("https://off.example/rss",), "the feed off has this address already"),
        (("https://x.example", "--id", "well"), "a feed has this id already"),
        (("https://x.example", "--id", "My Feed"), "Write my-feed"),
        (("http://10.0.0.1/rss",), "10.0.0.1"),
    ],
)
def test_what_cannot_be_added_is_refused_before_anything_is_written(
    config: Path, arguments: tuple[str, ...], words: str
):
    before = (config / "feeds.yaml").read_text(encoding="utf-8")
    code, out, err = wirewatch("add", *arguments, config=config)
    assert (code, out) == (2, "")
    assert words in err
    assert (config / "feeds.yaml").read_text(encoding="utf-8") == before


def test_a_setting_that_would_be_wrong_leaves_the_file_as_it_was(config: Path, site: str):
    before = (config / "feeds.yaml").read_text(encoding="utf-8")
    code, _, err = wirewatch("add", f"{site}/news.rss", "--interval", "30", config=config)
    assert code == 2
    assert "is not a duration" in err
    assert "Nothing was changed" in err
    assert (config / "feeds.yaml").read_text(encoding="utf-8") == before


# import and export

LIST = """<?xml version="1.0"?>
<opml version="2.0"><body>
<outline text="TV/Radio"><outline text="Coasts">
<outline text="Quay: Radio" xmlUrl="https://quay.example/rss" category="/Sea,own"/>
</outline></outline>
<outline text="Мир" xmlUrl="https://mir.example/rss"/>
<outline text="Well" xmlUrl="https://www.well.example/rss/"/>
<outline text="Well" xmlUrl="https://other-well.example/rss"/>
<outline text="Secret" xmlUrl="https://me:hunter2@secret.example/rss"/>
<outline text="No address" type="rss"/>
</body></opml>
"""


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "list.opml"
    path.write_text(LIST, encoding="utf-8")
    return str(path)


def test_a_list_comes_in_with_its_folders_and_what_cannot_is_told(config: Path, file: str):
    code, out, err = wirewatch("import", file, config=config)
    assert code == 0
    assert out == "config/feeds.yaml: 3 feeds came in, 3 left out.\n"
    assert err.splitlines() == [
        "left out  line 10: No address: it has no address (xmlUrl)",
        "left out  line 7: Well: the feed well has this address already",
        "left out  line 9: Secret: the address holds a user name or a password",
    ]
    feeds = load(config).feeds[-3:]
    assert [(feed.id, feed.name, feed.folder, feed.tags) for feed in feeds] == [
        ("quay-radio", "Quay: Radio", ("TV/Radio", "Coasts"), {"sea", "own"}),
        ("mir-example", "Мир", (), frozenset()),
        ("well-2", "Well", (), frozenset()),
    ]


def test_a_dry_run_changes_nothing(config: Path, file: str):
    before = (config / "feeds.yaml").read_text(encoding="utf-8")
    code, out, _ = wirewatch("import", file, "--dry-run", config=config)
    assert code == 0
    assert "quay-radio  https://quay.example/rss\n" in out
    assert out.endswith("config/feeds.yaml: 3 feeds would come in, 3 left out.\n")
    assert (config / "feeds.yaml").read_text(encoding="utf-8") == before


def test_a_second_import_brings_nothing(config: Path, file: str):
    wirewatch("import", file, config=config)
    before = (config / "feeds.yaml").read_text(encoding="utf-8")
    code, out, err = wirewatch("import", file, config=config)
    assert (code, out) == (2, "")
    assert "no feed that could come in" in err
    assert (config / "feeds.yaml").read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('<!DOCTYPE opml [<!ENTITY a "b">]><opml/>', "declares entities"),
        ("<rss/>", "no OPML file"),
        (None, "cannot be read: No such file"),
    ],
)
def test_what_is_no_list_is_refused(config: Path, content: str | None, words: str):
    path = config.parent / "x.opml"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    code, out, err = wirewatch("import", str(path), config=config)
    assert (code, out) == (2, "")
    assert words in err


def test_what_is_exported_comes_in_elsewhere_as_it_was(config: Path, file: str, tmp_path: Path):
    wirewatch("import", file, config=config)
    target = tmp_path / "out.opml"
    code, out, err = wirewatch("export", str(target), config=config)
    assert (code, out) == (0, f"{target}: 9 feeds.\n")
    assert err == "left out  turned off in feeds.yaml: off\n"
    other = write_configuration(tmp_path / "other", {}, database=tmp_path / "other.db")
    (other / "feeds.yaml").write_text("# mine\nfeeds:\n", encoding="utf-8")
    assert wirewatch("import", str(target), config=other)[0] == 0
    theirs, ours = load(other).feeds, load(config).feeds
    assert {(feed.name, feed.url, feed.folder, feed.tags) for feed in theirs} == {
        (feed.name, feed.url, feed.folder, feed.tags) for feed in ours
    }
    code, out, _ = wirewatch("export", "-", config=other)
    found = read_opml(out.encode())
    assert isinstance(found, Opml)
    assert {replace(feed, line=0) for feed in found.feeds} == {
        replace(feed, line=0)
        for feed in read_opml(target.read_bytes()).feeds  # type: ignore[union-attr]
    }


def test_five_thousand_feeds_come_in_at_once(config: Path, tmp_path: Path):
    outlines = "".join(f'<outline text="Outlet" xmlUrl="https://h{n}.example/rss"/>' for n in range(5_000))
    path = tmp_path / "many.opml"
    path.write_text(f"<opml><body><outline text='World'>{outlines}</outline></body></opml>", encoding="utf-8")
    code, out, err = wirewatch("import", str(path), config=config)
    assert (code, out, err) == (0, "config/feeds.yaml: 5,000 feeds came in.\n", "")
    feeds = load(config).feeds
    assert len({feed.id for feed in feeds}) == len(feeds) == 5_000 + len(URLS)


@pytest.mark.parametrize("args", [(), ("list",), ("add",), ("retry",), ("import",), ("export",)], ids=str)
def test_every_command_shows_how_it_is_used(args: tuple[str, ...], tmp_path: Path):
    ended = run("feeds", *args, "--help", cwd=tmp_path)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("Usage: wirewatch feeds")
    assert not args or "Example: wirewatch feeds" in ended.stdout


def test_the_starter_configuration_can_be_listed_and_exported():
    code, out, _ = wirewatch("export", "-", config=_ROOT / "config")
    found = read_opml(out.encode())
    assert (code, isinstance(found, Opml)) == (0, True)
