"""Fetching over loopback HTTP: each outcome, what the guard keeps out, and how a worker may end."""

import asyncio
import json
import os
import signal
import socket
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote, urlsplit
from urllib.request import urlopen

import pytest
from anyio import to_process

from adapters.feeds.client import FetchSettings, HttpFeedSource
from adapters.feeds.guard import Allowance, allow
from adapters.feeds.parsed import Parsed, ParsedFeed, Unparsed
from adapters.feeds.parsing import parse_feed
from adapters.feeds.samples import SampleServer
from adapters.feeds.worker import WorkerParser
from bot.core.feeds import (
    Feed,
    FeedData,
    FeedForUpdate,
    FeedId,
    FeedState,
    FetchFailed,
    FetchOutcome,
    NotModified,
    Validators,
)
from bot.core.reasons import Reason
from fakes import feed_server
from fakes.processes import running

NOW = datetime(2000, 1, 1, tzinfo=UTC)


class DirectParser:
    """Parses in the test's own process: what the worker does, without its start."""

    async def start(self) -> None:
        pass

    async def parse(self, body: bytes, content_type: str, url: str) -> Parsed:
        return parse_feed(body, content_type, url)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with running("fakes.feed_server") as url:
        yield url


@pytest.fixture
def only_server(server: str) -> tuple[Allowance, ...]:
    parts = urlsplit(server)
    assert parts.hostname
    return (allow(parts.hostname, parts.port),)


@pytest.fixture
async def source(only_server: tuple[Allowance, ...]) -> AsyncIterator[HttpFeedSource]:
    settings = FetchSettings(allowed=only_server, contact="https://desk.example/bot")
    async with HttpFeedSource(settings, DirectParser(), now=lambda: NOW) as source:
        yield source


async def fetch(source: HttpFeedSource, url: str, validators: Validators | None = None) -> FetchOutcome:
    feed = Feed(id=FeedId("sample"), url=url, name="Sample", interval=timedelta(minutes=15))
    state = FeedState(validators=validators or Validators())
    return await source.fetch(FeedForUpdate(feed=feed, state=state))


def told(server: str, what: str) -> object:
    with urlopen(f"{server}/_fake/{what}") as answer:  # noqa: S310 - our own loopback server
        return json.load(answer)


def calls(server: str, path: str) -> int:
    counted = told(server, "calls")
    assert isinstance(counted, dict)
    return counted.get(path, 0)


async def test_a_feed_comes_as_its_entries_in_order(source: HttpFeedSource, server: str) -> None:
    outcome = await fetch(source, f"{server}/good")
    assert isinstance(outcome, FeedData)
    assert [entry.guid for entry in outcome.entries] == ["gazette-1", "gazette-2"]
    assert outcome.title == "Harbour Gazette"
    assert outcome.repaired == ""


async def test_a_relative_link_is_meant_on_the_address_that_answered(
    source: HttpFeedSource, server: str
) -> None:
    outcome = await fetch(source, f"{server}/good")
    assert isinstance(outcome, FeedData)
    assert outcome.entries[1].url == f"{server}/quay"


async def test_validators_go_back_byte_for_byte_and_a_304_is_not_modified(
    source: HttpFeedSource, server: str
) -> None:
    first = await fetch(source, f"{server}/conditional")
    assert isinstance(first, FeedData)
    assert first.validators == Validators(etag=feed_server.ETAG, last_modified=feed_server.MODIFIED)
    second = await fetch(source, f"{server}/conditional", first.validators)
    assert second == NotModified(validators=first.validators)


async def test_a_server_is_told_who_asks_and_sees_no_cookie(source: HttpFeedSource, server: str) -> None:
    await fetch(source, f"{server}/good")
    headers = told(server, "headers")
    assert isinstance(headers, dict)
    assert headers["User-Agent"].startswith("Wirewatch/")
    assert headers["User-Agent"].endswith("(+https://desk.example/bot)")
    assert headers["Accept-Encoding"] == "gzip"
    assert "Cookie" not in headers


@pytest.mark.parametrize(
    ("path", "reason", "words"),
    [
        ("missing", Reason.HTTP_ERROR, "404"),
        ("forbidden", Reason.HTTP_ERROR, "403"),
        ("broken", Reason.HTTP_ERROR, "500"),
        ("gone", Reason.GONE, "410"),
        ("unasked-304", Reason.HTTP_ERROR, "304"),
        ("redirect-nowhere", Reason.HTTP_ERROR, "302"),
        ("page", Reason.NOT_A_FEED, "web page"),
        ("nothing", Reason.NOT_A_FEED, "nothing"),
        ("laughs", Reason.PARSER_FAILED, "entities"),
        ("large", Reason.TOO_LARGE, "2 MB"),
        ("bomb", Reason.TOO_LARGE, "2 MB"),
        ("gzip-damaged", Reason.HTTP_ERROR, "damaged"),
        ("gzip-twice", Reason.HTTP_ERROR, "compresses"),
        ("brotli", Reason.HTTP_ERROR, "compresses"),
        ("huge-headers", Reason.HTTP_ERROR, "breaks HTTP"),
        ("hang-up", Reason.UNREACHABLE, "closed the connection"),
        ("chain/6", Reason.HTTP_ERROR, "redirects more than 5 times"),
    ],
)
async def test_each_failure_is_a_value_that_names_the_host_and_the_cause(
    source: HttpFeedSource, server: str, path: str, reason: Reason, words: str
) -> None:
    outcome = await fetch(source, f"{server}/{path}")
    assert isinstance(outcome, FetchFailed)
    assert (outcome.reason, words in outcome.detail) == (reason, True), outcome
    assert "127.0.0.1" in outcome.detail
    assert "\n" not in outcome.detail


@pytest.mark.parametrize(
    ("path", "asked"), [("busy", timedelta(seconds=120)), ("busy-until", timedelta(minutes=10))]
)
async def test_retry_after_is_reported_from_seconds_and_from_a_date(
    source: HttpFeedSource, server: str, path: str, asked: timedelta
) -> None:
    outcome = await fetch(source, f"{server}/{path}")
    assert isinstance(outcome, FetchFailed)
    assert outcome.retry_after == asked


async def test_a_feed_without_entries_is_a_feed(source: HttpFeedSource, server: str) -> None:
    outcome = await fetch(source, f"{server}/no-entries")
    assert outcome == FeedData(entries=(), title="Quiet")


@pytest.mark.parametrize("path", ["gzip", "chain/5", "odd-etag"])
async def test_compressed_and_redirected_feeds_arrive(source: HttpFeedSource, server: str, path: str) -> None:
    outcome = await fetch(source, f"{server}/{path}")
    assert isinstance(outcome, FeedData)
    assert len(outcome.entries) == 2


async def test_a_feed_in_latin_1_is_read_as_such(source: HttpFeedSource, server: str) -> None:
    outcome = await fetch(source, f"{server}/latin-1")
    assert isinstance(outcome, FeedData)
    assert outcome.entries[0].title == "Fähre line reopens"


async def test_a_drip_ends_with_the_total_timeout(server: str, only_server: tuple[Allowance, ...]) -> None:
    settings = FetchSettings(allowed=only_server, timeout=timedelta(milliseconds=200))
    async with HttpFeedSource(settings, DirectParser()) as source:
        outcome = await fetch(source, f"{server}/drip")
    assert isinstance(outcome, FetchFailed)
    assert outcome.reason is Reason.TIMED_OUT


async def test_one_host_is_asked_for_one_feed_at_a_time(source: HttpFeedSource, server: str) -> None:
    await asyncio.gather(*(fetch(source, f"{server}/busy-host/{n}") for n in range(5)))
    assert told(server, "most") == 1


async def test_a_port_that_nobody_listens_on_is_unreachable() -> None:
    with socket.socket() as held:  # bound and not listening: it stays closed and nobody else gets it
        held.bind(("127.0.0.1", 0))
        settings = FetchSettings(allowed=(allow("127.0.0.0/8"),))
        async with HttpFeedSource(settings, DirectParser()) as source:
            outcome = await fetch(source, f"http://127.0.0.1:{held.getsockname()[1]}/")
    assert isinstance(outcome, FetchFailed)
    assert outcome.reason is Reason.UNREACHABLE


async def test_a_server_without_tls_is_unreachable_over_https(source: HttpFeedSource, server: str) -> None:
    outcome = await fetch(source, server.replace("http:", "https:") + "/good")
    assert isinstance(outcome, FetchFailed)
    assert (outcome.reason, "TLS" in outcome.detail) == (Reason.UNREACHABLE, True)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0x7f.0.0.1", "[::ffff:127.0.0.1]"])
@pytest.mark.parametrize("redirected", [False, True], ids=["asked", "redirected"])
async def test_no_spelling_of_an_address_reaches_what_was_not_allowed(
    source: HttpFeedSource, server: str, host: str, *, redirected: bool
) -> None:
    port = urlsplit(str(told(server, "inner"))).port
    target = f"http://{host}:{port}/secret"
    url = f"{server}/redirect?to={quote(target, safe='')}" if redirected else target
    outcome = await fetch(source, url)
    assert isinstance(outcome, FetchFailed)
    assert outcome.reason is Reason.REFUSED_ADDRESS
    assert "fetch.allow_private" in outcome.detail
    assert calls(server, "/secret") == 0


@pytest.mark.parametrize("host", ["127.1", "2130706433", "0177.0.0.1", "[64:ff9b::7f00:1]"])
async def test_short_and_octal_addresses_reach_nothing(
    source: HttpFeedSource, server: str, host: str
) -> None:
    port = urlsplit(str(told(server, "inner"))).port
    assert isinstance(await fetch(source, f"http://{host}:{port}/secret"), FetchFailed)
    assert calls(server, "/secret") == 0


@pytest.mark.parametrize(
    "target",
    [
        "ftp://files.example/feed",
        "file:///etc/hosts",
        "http://user:word@host.example/",
        "gopher://host.example/",
    ],
)
async def test_a_redirect_to_another_kind_of_address_is_refused(
    source: HttpFeedSource, server: str, target: str
) -> None:
    outcome = await fetch(source, f"{server}/redirect?to={quote(target, safe='')}")
    assert isinstance(outcome, FetchFailed)
    assert outcome.reason is Reason.REFUSED_ADDRESS
    assert "word" not in outcome.detail.replace("password", "")


async def test_a_redirect_loop_ends(source: HttpFeedSource, server: str) -> None:
    before = calls(server, "/redirect")
    loop = f"{server}/redirect?to=" + quote("?to=?", safe="")
    outcome = await fetch(source, loop)
    assert isinstance(outcome, FetchFailed)
    assert outcome.reason is Reason.HTTP_ERROR
    assert calls(server, "/redirect") - before <= 6


@pytest.mark.parametrize("url", ["http://[bad", "http://ho st.example/", "http://" + "a" * 300 + ".example/"])
async def test_an_address_that_cannot_be_is_a_failure_and_no_exception(
    source: HttpFeedSource, url: str
) -> None:
    assert isinstance(await fetch(source, url), FetchFailed)


async def test_a_proxy_of_the_environment_is_not_used(
    source: HttpFeedSource, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", str(told(server, "inner")))
    assert isinstance(await fetch(source, f"{server}/good"), FeedData)


def many_entries(count: int) -> bytes:
    return b'<rss version="2.0"><channel>' + b"<item><title>x</title></item>" * count + b"</channel></rss>"


async def test_a_feed_that_takes_too_long_costs_one_poll_and_its_worker() -> None:
    parser = WorkerParser(limit=timedelta(milliseconds=300))
    await parser.start()
    pid = await to_process.run_sync(os.getpid)
    slow = await parser.parse(many_entries(60_000), "", "http://slow.example/")
    assert isinstance(slow, Unparsed)
    assert (slow.reason, "0.3 seconds" in slow.detail) == (Reason.PARSER_FAILED, True)
    assert isinstance(await parser.parse(many_entries(1), "", "http://quick.example/"), ParsedFeed)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


async def test_ctrl_c_in_the_terminal_does_not_end_a_worker() -> None:
    parser = WorkerParser()
    await parser.start()
    pid = await to_process.run_sync(os.getpid)
    os.kill(pid, signal.SIGINT)
    assert isinstance(await parser.parse(many_entries(1), "", "http://feed.example/"), ParsedFeed)
    assert await to_process.run_sync(os.getpid) == pid


async def test_a_worker_that_was_killed_from_outside_is_replaced() -> None:
    parser = WorkerParser()
    await parser.start()
    pid = await to_process.run_sync(os.getpid)
    os.kill(pid, signal.SIGKILL)
    results = [await parser.parse(many_entries(1), "", "http://feed.example/") for _ in range(2)]
    assert isinstance(results[-1], ParsedFeed)


def test_workers_end_with_the_event_loop() -> None:
    async def work() -> int:
        parser = WorkerParser()
        await parser.start()
        return await to_process.run_sync(os.getpid)

    pid = asyncio.run(work())
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    now, later = tmp_path / "now", tmp_path / "later"
    now.mkdir()
    later.mkdir()
    for name in ("b.xml", "a.json", "c.atom", "notes.txt"):
        (now / name).write_text(feed_server.RSS)
    (now / "a.json").write_text('{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1"}]}')
    (later / "b.xml").write_text(feed_server.RSS.replace("gazette-1", "gazette-9"))
    return now, later


@pytest.fixture
async def samples(folders: tuple[Path, Path]) -> AsyncIterator[tuple[SampleServer, list[float]]]:
    seconds = [100.0]
    server = SampleServer(*folders, timedelta(seconds=30), seconds=lambda: seconds[0])
    await server.start()
    yield server, seconds
    await server.close()


def of(server: SampleServer) -> HttpFeedSource:
    host, port = server.address
    return HttpFeedSource(FetchSettings(allowed=(allow(host, port),)), DirectParser())


async def test_sample_feeds_are_listed_by_name_without_other_files(
    samples: tuple[SampleServer, list[float]],
) -> None:
    server, _ = samples
    assert [name for name, _ in server.feeds] == ["a", "b", "c"]


async def test_every_sample_feed_can_be_fetched_and_is_not_modified_after(
    samples: tuple[SampleServer, list[float]],
) -> None:
    server, _ = samples
    async with of(server) as source:
        for _, url in server.feeds:
            first = await fetch(source, url)
            assert isinstance(first, FeedData)
            assert first.entries
            assert first.repaired == ""
            by_date = Validators(last_modified=first.validators.last_modified)
            assert isinstance(await fetch(source, url, first.validators), NotModified)
            assert isinstance(await fetch(source, url, by_date), NotModified)


async def test_a_later_sample_stands_in_once_its_time_has_come(
    samples: tuple[SampleServer, list[float]],
) -> None:
    server, seconds = samples
    url = dict(server.feeds)["b"]
    async with of(server) as source:
        first = await fetch(source, url)
        assert isinstance(first, FeedData)
        seconds[0] += 29
        assert isinstance(await fetch(source, url, first.validators), NotModified)
        seconds[0] += 1
        second = await fetch(source, url, first.validators)
    assert isinstance(second, FeedData)
    assert second.entries[0].guid == "gazette-9"


async def test_an_edited_sample_shows_at_the_next_poll(
    samples: tuple[SampleServer, list[float]], folders: tuple[Path, Path]
) -> None:
    server, _ = samples
    url = dict(server.feeds)["c"]
    async with of(server) as source:
        first = await fetch(source, url)
        assert isinstance(first, FeedData)
        (folders[0] / "c.atom").write_text(feed_server.RSS.replace("gazette-1", "gazette-5"))
        second = await fetch(source, url, first.validators)
    assert isinstance(second, FeedData)
    assert second.entries[0].guid == "gazette-5"


@pytest.mark.parametrize("name", ["notes.txt", "none.xml", "..%2Flater%2Fb.xml"])
async def test_only_the_listed_samples_are_served(
    samples: tuple[SampleServer, list[float]], name: str
) -> None:
    server, _ = samples
    host, port = server.address
    async with of(server) as source:
        outcome = await fetch(source, f"http://{host}:{port}/feeds/{name}")
    assert isinstance(outcome, FetchFailed)
    assert "404" in outcome.detail
