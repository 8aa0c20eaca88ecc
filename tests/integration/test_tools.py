"""The operator's tools: why a watch holds, and what the watches would have told."""

import importlib
import inspect
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from anyio import to_thread
from hypothesis import given
from hypothesis import strategies as st

from adapters.feeds.samples import SampleServer
from adapters.storage.database import open_store
from bot.bench import BENCHES
from bot.core.entries import EntryData, identify
from bot.core.feeds import Feed, FeedId
from bot.extraction.text import Document, make_document
from bot.records import EntryToStore, Records
from bot.services.backtest import from_stored
from fakes.wirewatch import run, write_configuration

DAY = datetime(2025, 11, 20, tzinfo=UTC)
SUMMIT = "The 23rd India–Russia annual summit is scheduled around December 5 in New Delhi."
WATCHES = """\
watches:
  - id: india-russia-summit
    name: India–Russia annual summit
    event: {kind: summit, parties: [india, russia], series: India–Russia Annual Summit}
    match: {all: [entity: india, entity: russia], any: [summit], none: [cricket], within: paragraph}
    severity: high
    channels: ["slack:#diplomacy", "discord:diplomacy"]
  - id: harbour-summits
    name: Summits in Harbour
    match: {all: [summit], min_salience: 0.3, feeds: [harbour]}
    channels: ["slack:#diplomacy"]
"""


def wirewatch(*args: str, cwd: Path, given: str | None = None) -> tuple[int, str, str]:
    """Exit code and both streams of the command, with `given` on its standard input."""
    if given is None:
        ended = run(*args, cwd=cwd)
    else:
        ended = subprocess.run(  # noqa: S603 - our own command
            [str(Path(sys.executable).with_name("wirewatch")), *args],
            cwd=cwd,
            input=given,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    return ended.returncode, ended.stdout, ended.stderr


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a configuration of two feeds and two watches, and no database yet."""
    feeds = {name: f"https://{name}.example/feed" for name in ("harbour", "delhi")}
    config = write_configuration(tmp_path, feeds, database=tmp_path / "news.db")
    (config / "watchlists" / "diplomacy.yaml").write_text(WATCHES, encoding="utf-8")
    return tmp_path


def entry(feed: str, title: str, body: str, at: datetime) -> EntryToStore:
    link = f"https://{feed}.example/{title.lower().replace(' ', '-')}"
    document = make_document(title=title, body=body, published=at, plain=True)
    return EntryToStore(
        feed=FeedId(feed),
        identity=identify(EntryData(guid=link, url=link, title=title, body=body)),
        title=title,
        url=link,
        author="",
        first_seen=at,
        document=document,
    )


ENTRIES = (
    entry("harbour", "Leaders to meet", SUMMIT, DAY),
    entry("delhi", "Leaders are to meet", f"{SUMMIT}\n\nOfficials prepare it.", DAY + timedelta(hours=1)),
    entry("delhi", "Rain again", "More rain is expected.", DAY + timedelta(hours=2)),
    entry(
        "delhi",
        "Dates of the summit set",
        "The India–Russia annual summit will be held on December 4-5 in New Delhi, the Kremlin said.",
        DAY + timedelta(days=3),
    ),
)


@pytest_asyncio.fixture
async def stored(desk: Path) -> Path:
    """The desk with ENTRIES in its database, numbered from 1."""
    await fill(desk / "news.db", ENTRIES)
    return desk


async def fill(database: Path, entries: tuple[EntryToStore, ...]) -> None:
    store = open_store(database)

    def add(records: Records) -> None:
        names = dict.fromkeys(entry.feed for entry in entries)
        records.feeds.sync(Feed(id=n, url="", name=n, interval=timedelta(hours=1)) for n in names)
        for item in entries:
            records.entries.add([item])

    await store.transact(add)
    await store.close()


def explained(*args: str, cwd: Path, given: str | None = None) -> dict[str, Any]:
    code, out, err = wirewatch("explain", *args, "--json", cwd=cwd, given=given)
    assert (code, err) == (0, "")
    return dict(json.loads(out))


def by_watch(answer: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {watch["watch"]: watch for watch in answer["watches"]}


def backtested(*args: str, cwd: Path) -> dict[str, Any]:
    code, out, err = wirewatch("backtest", *args, "--json", cwd=cwd)
    assert (code, err) == (0, "")
    return dict(json.loads(out.splitlines()[-1]))


def headlines(news: Mapping[str, Any]) -> list[str]:
    return [alert["headline"] for alert in news["alerts"]]


@pytest.mark.parametrize("name", ["explain", "backtest", "bench"])
def test_every_tool_has_help(name: str, tmp_path: Path) -> None:
    code, out, err = wirewatch(name, "--help", cwd=tmp_path)
    assert (code, err) == (0, "")
    assert out.startswith(f"Usage: wirewatch {name}")


# explain


def test_a_watch_that_holds_is_shown_with_its_rule_place_and_marked_words(desk: Path) -> None:
    code, out, err = wirewatch("explain", "-", "--title", "Leaders to meet", cwd=desk, given=SUMMIT)
    assert (code, err) == (0, "")
    assert "holds   india-russia-summit  config/watchlists/diplomacy.yaml:2" in out
    shown = " ".join(out.split())  # however wide the terminal is
    assert "entity:india AND entity:russia AND summit NOT cricket within:paragraph" in shown
    assert "The 23rd [India]–[Russia] annual [summit] is scheduled" in shown
    assert "“India” (paragraph 1)" in shown


def test_a_watch_that_does_not_hold_says_what_is_missing_and_what_forbids_it(desk: Path) -> None:
    text = "India play cricket."
    watch = by_watch(explained("-", cwd=desk, given=text))["india-russia-summit"]
    assert watch["held"] is False
    assert watch["missing"] == ["entity:russia", "summit"]
    assert [(m["text"], m["start"], m["end"]) for m in watch["blocked"]] == [("cricket", 11, 18)]
    _, out, _ = wirewatch("explain", "-", "--watch", "india-russia-summit", cwd=desk, given=text)
    assert "[India] play [!cricket]." in out
    assert "missing: entity:russia" in out
    assert "forbidden, but seen: “cricket” (paragraph 1)" in out


def test_what_stands_apart_is_said_to_be_there_and_apart(desk: Path) -> None:
    watch = by_watch(explained("-", cwd=desk, given="India waits.\n\nRussia holds a summit."))
    assert watch["india-russia-summit"]["apart"] is True
    assert watch["india-russia-summit"]["because"] == [
        "everything is there, but never together within one paragraph"
    ]


def test_a_rule_that_asks_for_a_feed_says_so_and_holds_for_that_feed(desk: Path) -> None:
    watch = ("--watch", "harbour-summits")
    (fails,) = explained("-", *watch, cwd=desk, given="A summit.")["watches"]
    assert (fails["held"], fails["filtered"]) == (False, ["feed"])
    assert "--feed" in fails["because"][0]
    (holds,) = explained("-", *watch, "--feed", "harbour", cwd=desk, given="A summit.")["watches"]
    assert (holds["held"], holds["because"]) == (True, [])
    assert holds["salience"] >= holds["min_salience"] == 0.3


def test_a_thing_named_in_passing_is_said_to_be_not_central_enough(desk: Path) -> None:
    body = "\n\n".join(["Rain fell on the coast for another day, and the ferries stayed in port."] * 30)
    args = ("-", "--watch", "harbour-summits", "--feed", "harbour", "--title", "Rain")
    (watch,) = explained(*args, cwd=desk, given=f"{body}\n\nA summit was put off.")["watches"]
    assert watch["too_slight"] is True
    assert watch["salience"] < 0.3


def test_every_mention_is_the_text_at_its_place(desk: Path) -> None:
    answer = explained("-", "--title", "Summit nears", cwd=desk, given=SUMMIT)
    mentions = [m for w in answer["watches"] for part in w["parts"] for m in part["mentions"]]
    assert mentions
    assert all(answer["text"][m["start"] : m["end"]] == m["text"] for m in mentions)


def test_a_stored_entry_is_found_by_its_number_and_by_any_form_of_its_url(stored: Path) -> None:
    by_number = explained("1", cwd=stored)
    link = "http://www.harbour.example/leaders-to-meet/?utm_source=chat"
    assert by_number == explained(link, cwd=stored)
    assert (by_number["entry"], by_number["feed"], by_number["title"]) == (1, "harbour", "Leaders to meet")
    assert {name: w["held"] for name, w in by_watch(by_number).items()} == {
        "india-russia-summit": True,
        "harbour-summits": True,
    }


async def test_of_an_article_in_two_feeds_the_latest_is_taken_unless_one_is_named(desk: Path) -> None:
    same = tuple(entry("harbour", "Talks", "A summit.", DAY + timedelta(hours=n)) for n in range(2))
    delhi = entry("delhi", "Talks", "A summit.", DAY)
    await fill(desk / "news.db", (same[1], EntryToStore(**_fields(delhi, url=same[0]))))
    _, out, _ = await to_thread.run_sync(lambda: wirewatch("explain", same[0].url, cwd=desk))
    assert "feed harbour" in out
    assert "also in delhi: choose with --feed" in out
    of_delhi = await to_thread.run_sync(lambda: explained(same[0].url, "--feed", "delhi", cwd=desk))
    assert of_delhi["feed"] == "delhi"


def _fields(of: EntryToStore, *, url: EntryToStore) -> dict[str, Any]:
    fields = {name: getattr(of, name) for name in EntryToStore.__slots__}
    return fields | {"url": url.url, "identity": url.identity}


def test_an_html_file_is_read_as_html(desk: Path) -> None:
    (desk / "article.html").write_text(f"<p>{SUMMIT}</p><script>cricket</script>", encoding="utf-8")
    assert by_watch(explained("article.html", cwd=desk))["india-russia-summit"]["held"] is True


# backtest


def test_reports_of_one_story_are_one_alert_and_new_facts_another(stored: Path) -> None:
    news = backtested("--since", "2025-11-01", "--watch", "india-russia-summit", cwd=stored)
    first, second = news["alerts"]
    assert (first["headline"], first["reason"]) == ("Leaders to meet", "first_report")
    assert first["outlets"][:2] == ["harbour.example", "delhi.example"]
    assert first["time"] == "2025-11-20T00:00:00Z"
    assert first["channels"] == ["discord:diplomacy", "slack:#diplomacy"]
    assert first["why"][0]["origin"] == "config/watchlists/diplomacy.yaml:2"
    assert second["time"] == "2025-11-23T00:00:00Z"
    assert (news["entries"], news["watches"]["india-russia-summit"]["entries"]) == (4, 3)


def test_entries_are_chosen_by_the_day_on_which_they_were_published(stored: Path) -> None:
    def entries(*args: str) -> int:
        return int(backtested(*args, cwd=stored)["entries"])

    assert entries("--since", "2025-11-20T00:30Z") == 3
    assert entries("--since", "2025-11-01", "--until", "2025-11-20") == 3
    assert entries("--since", "2025-11-01", "--until", "2025-11-20T01:00Z") == 1
    assert entries("--since", "2025-11-24") == 0


@pytest.mark.parametrize("form", [(), ("--json",)], ids=["table", "json"])
def test_two_runs_give_the_same_bytes_and_leave_the_database_as_it_was(
    stored: Path, form: tuple[str, ...]
) -> None:
    before = (stored / "news.db").read_bytes()
    args = ("backtest", "--since", "2025-11-01", *form)
    first, second = (wirewatch(*args, cwd=stored) for _ in range(2))
    assert first == second
    assert (first[0], first[2]) == (0, "")
    assert (stored / "news.db").read_bytes() == before


async def test_the_database_is_read_while_a_bot_holds_it(stored: Path) -> None:
    bot = open_store(stored / "news.db")
    late = entry("harbour", "Rain", "Rain.", DAY + timedelta(hours=5))
    await bot.transact(lambda records: records.entries.add([late]))
    news = await to_thread.run_sync(lambda: backtested("--since", "2025-11-01", cwd=stored))
    await bot.close()
    assert news["entries"] == len(ENTRIES) + 1


def test_the_table_sums_up_what_each_watch_came_to(stored: Path) -> None:
    code, out, _ = wirewatch("backtest", "--since", "2025-11-01", cwd=stored)
    assert code == 0
    assert "2025-11-20 00:00Z" in out
    assert "▲ HIGH" in out
    assert "first report" in out
    assert out.splitlines()[-1].endswith("Nothing was sent.")
    totals = [line.split() for line in out.splitlines() if line.startswith("india-russia-summit  ")]
    assert totals[-1][1:4] == ["3", "2", "2"]


def test_a_time_without_entries_says_so(stored: Path) -> None:
    code, out, _ = wirewatch("backtest", "--since", "2001-01-01", "--until", "2001-02-01", cwd=stored)
    assert code == 0
    assert "nothing would have been told" in out


@pytest_asyncio.fixture
async def server(tmp_path: Path) -> AsyncIterator[SampleServer]:
    (tmp_path / "feeds").mkdir()
    server = SampleServer(tmp_path / "feeds")
    await server.start()
    yield server
    await server.close()


async def test_what_the_bot_told_is_what_a_backtest_says_it_would_have_told(
    tmp_path: Path, server: SampleServer
) -> None:
    for name in ("harbour", "delhi"):
        items = "".join(
            f"<item><title>{item.title}</title><link>{item.url}</link><guid>{item.url}</guid>"
            f"<pubDate>{item.document.published:%a, %d %b %Y %H:%M:%S GMT}</pubDate><description>"
            f"{'&lt;p&gt;'.join(map(item.document.cut, item.document.paragraphs))}</description></item>"
            for item in ENTRIES
            if item.feed == name
        )
        text = f'<rss version="2.0"><channel><title>{name}</title>{items}</channel></rss>'
        (tmp_path / "feeds" / f"{name}.xml").write_text(text, encoding="utf-8")
    config = write_configuration(tmp_path, dict(server.feeds), database=tmp_path / "news.db")
    (config / "watchlists" / "diplomacy.yaml").write_text(WATCHES, encoding="utf-8")
    code, told, _ = await to_thread.run_sync(lambda: wirewatch("run", "--once", "--json", cwd=tmp_path))
    assert code == 0
    shown = {json.loads(line)["key"] for line in told.splitlines()}

    def again(*args: str) -> dict[str, Any]:
        return backtested("--since", "2025-11-01", *args, cwd=tmp_path)

    of_database = await to_thread.run_sync(again)
    of_files = await to_thread.run_sync(lambda: again("--feeds", "feeds"))
    assert len({alert["story"] for alert in of_database["alerts"]}) == len(shown)
    assert headlines(of_database) == headlines(of_files)


FEED = '<rss version="2.0"><channel><title>F</title>{}</channel></rss>'
ITEM = "<item><title>{}</title><guid>{}</guid>{}<description>{}</description></item>"


def test_an_undated_entry_counts_as_published_with_the_latest_and_a_damaged_file_is_named(desk: Path) -> None:
    (desk / "old").mkdir()
    dated = ITEM.format("Rain", 1, "<pubDate>Thu, 20 Nov 2025 09:00:00 GMT</pubDate>", "Rain.")
    undated = ITEM.format("Leaders to meet", 2, "", SUMMIT)
    (desk / "old" / "harbour.xml").write_text(FEED.format(dated + undated), encoding="utf-8")
    (desk / "old" / "page.xml").write_text("<!doctype html><html></html>", encoding="utf-8")
    code, out, err = wirewatch("backtest", "--feeds", "old", "--json", cwd=desk)
    news = json.loads(out)
    assert code == 0
    assert "page.xml" in err
    assert set(news["unread"]) == {"page.xml"}
    assert {alert["time"] for alert in news["alerts"]} == {"2025-11-20T09:00:00Z"}
    assert headlines(news) == ["Leaders to meet"]
    assert set(news["alerts"][0]["watches"]) == {"india-russia-summit", "harbour-summits"}


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("explain", "99"), 2, "99"),
        (("explain", "9" * 40), 2, "no such entry"),
        (("explain", "https://harbour.example/never"), 2, "https://harbour.example/never"),
        (("explain", "1", "--feed", "delhi"), 2, "of the feed delhi"),
        (("explain", "1", "--feed", "delhy"), 2, '"delhi"'),
        (("explain", "1", "--watch", "india-rusia-summit"), 2, '"india-russia-summit"'),
        (("explain",), 2, "nothing to explain"),
        (("explain", "missing.txt"), 2, "missing.txt"),
        (("explain", "--title", "x", "--published", "soon"), 2, "--published soon"),
        (("backtest", "--since", "soon"), 2, "30d"),
        (("backtest", "--since", "0001-01-01T00:00+05:00"), 2, "--since"),
        (("backtest", "--since", "2025-11-20", "--until", "2025-11-01"), 2, "--until"),
        (("backtest", "--watch", "summit"), 2, "harbour-summits"),
        (("backtest", "--feeds", "nowhere"), 2, "nowhere"),
        (("backtest", "--feeds", "config"), 2, "no feed"),
        (
            ("bench", "nonsense"),
            2,
            "dates, extraction, facts, feeds, hostile, match",
        ),
        (("bench", "watches", "--data", "nowhere"), 2, "nowhere"),
        (("backtest", "--config", "nowhere"), 78, "nowhere"),
    ],
    ids=lambda value: " ".join(value)[:60] if isinstance(value, tuple) else None,
)
def test_what_cannot_be_done_ends_with_a_sentence_and_its_exit_code(
    stored: Path, args: tuple[str, ...], code: int, said: str
) -> None:
    ended, out, err = wirewatch(*args, cwd=stored)
    assert (ended, out) == (code, "")
    assert said in err
    assert "Traceback" not in err


@pytest.mark.parametrize("args", [("backtest",), ("explain", "1")], ids=" ".join)
def test_without_a_database_the_way_to_one_is_said(desk: Path, args: tuple[str, ...]) -> None:
    code, out, err = wirewatch(*args, cwd=desk)
    assert (code, out) == (1, "")
    assert "wirewatch run" in err
    assert not (desk / "news.db").exists()


def test_a_file_that_is_no_database_is_said_to_be_none(desk: Path) -> None:
    (desk / "news.db").write_text("no database", encoding="utf-8")
    code, _, err = wirewatch("backtest", cwd=desk)
    assert code == 1
    assert "news.db" in err
    assert "Traceback" not in err


TITLES = st.text(alphabet="ab <>&;amplt#'\"–é", max_size=20)
PARAGRAPHS = st.lists(st.text(alphabet="cd <>&;amplt.", max_size=30).map("c".__add__), max_size=4)
"""Never like a title: a first line that repeats the title is dropped each time."""


def _document(title: str, paragraphs: list[str]) -> Document:
    return make_document(title=title, body="\n\n".join(paragraphs), published=DAY, plain=True)


@given(title=TITLES, paragraphs=PARAGRAPHS)
def test_a_stored_entry_becomes_the_same_document_again(title: str, paragraphs: list[str]) -> None:
    document = _document(title, paragraphs)
    kept = EntryToStore(
        feed=FeedId("f"),
        identity=identify(EntryData(title=title)),
        title=title,
        url="",
        author="",
        first_seen=DAY,
        document=document,
    )
    again = from_stored(kept)
    assert make_document(title=again.title, body=again.body, published=DAY, plain=again.plain) == document


@pytest.mark.parametrize("name", BENCHES)
def test_every_benchmark_takes_the_data_it_is_given(name: str) -> None:
    run = importlib.import_module(f"bot.bench.{name}").run
    given, *sizes = inspect.signature(run).parameters.values()
    assert given.name == "data"
    assert all(size.default is not size.empty for size in sizes)
