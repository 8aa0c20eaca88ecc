"""Fetching over loopback HTTP: each outcome, and what is asked of a server."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote, urlsplit
from urllib.request import urlopen

import pytest

from adapters.feeds.client import HttpFeedSource
from adapters.feeds.fetching.guard import Allowance, allow
from adapters.feeds.fetching.http import Answer, Failure, GuardedHttp, HttpSettings, Request
from adapters.feeds.parsing.parse import parse_feed
from adapters.feeds.parsing.parsed import Body, Parsed
from adapters.feeds.samples import SampleServer
from bot.core.feeds import (
    BACKFILL_NONE,
    MOVED_AFTER,
    Feed,
    FeedData,
    FeedForUpdate,
    FeedId,
    FeedState,
    FetchFailed,
    FetchOutcome,
    Move,
    NotModified,
    Terms,
    Validators,
)
from bot.core.reasons import Reason
from fakes import feed_server
from fakes.processes import running

NOW = datetime(2000, 1, 1, tzinfo=UTC)


class DirectParser:
    """Parses in the test's own process: what the worker does, without its start."""

    def __init__(self) -> None:
        self.parsed: list[Body] = []

    async def start(self) -> None:
        pass

    async def parse(self, body: Body) -> Parsed:
        self.parsed.append(body)
        return parse_feed(body)


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
async def http(only_server: tuple[Allowance, ...]) -> AsyncIterator[GuardedHttp]:
    settings = HttpSettings(allowed=only_server, contact="https://desk.example/bot")
    async with GuardedHttp(settings, now=lambda: NOW) as http:
        yield http


@pytest.fixture
def parser() -> DirectParser:
    return DirectParser()


@pytest.fixture
def source(http: GuardedHttp, parser: DirectParser) -> HttpFeedSource:
    return HttpFeedSource(http, parser)


def due(url: str, state: FeedState | None = None) -> FeedForUpdate:
    feed = Feed(id=FeedId("sample"), url=url, name="Sample", interval=timedelta(minutes=15))
    return FeedForUpdate(feed=feed, state=state or FeedState())


async def fetch(source: HttpFeedSource, url: str, validators: Validators | None = None) -> FetchOutcome:
    return await source.fetch(due(url, FeedState(validators=validators or Validators())))


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
        ("part", Reason.HTTP_ERROR, "206"),
        ("empty", Reason.NOT_A_FEED, "nothing"),
        ("large", Reason.TOO_LARGE, "10 MB"),
        ("bomb", Reason.BOMB, "swells"),
        ("many-headers", Reason.TOO_LARGE, "64 KB of headers"),
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
    assert outcome.terms == Terms(retry_after=asked)


async def test_a_feed_without_entries_is_a_feed(source: HttpFeedSource, server: str) -> None:
    outcome = await fetch(source, f"{server}/no-entries")
    assert isinstance(outcome, FeedData)
    assert (outcome.entries, outcome.title) == ((), "Quiet")


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
    settings = HttpSettings(allowed=only_server, timeout=timedelta(milliseconds=200))
    async with GuardedHttp(settings) as http:
        outcome = await http.get(Request(url=f"{server}/drip"))
    assert isinstance(outcome, Failure)
    assert outcome.reason is Reason.TIMED_OUT


@pytest.mark.parametrize("via", ["", "redirect?to=/"], ids=["asked", "redirected"])
@pytest.mark.parametrize("per_host", [1, 3])
async def test_one_host_is_asked_for_no_more_at_once_than_is_set(
    server: str, only_server: tuple[Allowance, ...], per_host: int, via: str
) -> None:
    """Also where another host's redirects lead to it."""
    most = f"{server}/_fake/most/reset"
    async with GuardedHttp(HttpSettings(allowed=only_server, per_host=per_host)) as http:
        await http.get(Request(url=most))
        asked = [Request(url=f"{server}/{via}busy-host/{n}") for n in range(7)]
        assert all(isinstance(a, Answer) for a in await asyncio.gather(*map(http.get, asked)))
    assert told(server, "most") == per_host


async def test_waiting_for_a_hosts_turn_is_no_part_of_the_time_that_a_request_has(
    server: str, only_server: tuple[Allowance, ...]
) -> None:
    """Five drips end one after another, and then a good answer is still read."""
    settings = HttpSettings(allowed=only_server, timeout=timedelta(milliseconds=100))
    async with GuardedHttp(settings) as http:
        paths = [*["drip"] * 5, "good"]
        *drips, good = await asyncio.gather(*(http.get(Request(url=f"{server}/{path}")) for path in paths))
    assert all(isinstance(drip, Failure) for drip in drips)
    assert isinstance(good, Answer)


async def test_a_port_that_nobody_listens_on_is_unreachable() -> None:
    with socket.socket() as held:  # bound and not listening: it stays closed and nobody else gets it
        held.bind(("127.0.0.1", 0))
        async with GuardedHttp(HttpSettings(allowed=(allow("127.0.0.0/8"),))) as http:
            outcome = await http.get(Request(url=f"http://127.0.0.1:{held.getsockname()[1]}/"))
    assert isinstance(outcome, Failure)
    assert (outcome.reason, outcome.status) == (Reason.UNREACHABLE, None)


async def test_a_server_without_tls_is_unreachable_over_https(source: HttpFeedSource, server: str) -> None:
    outcome = await fetch(source, server.replace("http:", "https:") + "/good")
    assert isinstance(outcome, FetchFailed)
    assert (outcome.reason, "TLS" in outcome.detail) == (Reason.UNREACHABLE, True)


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


async def test_a_request_outside_of_open_and_close_is_a_mistake_of_ours() -> None:
    http = GuardedHttp(HttpSettings())
    with pytest.raises(RuntimeError, match="open"):
        await http.get(Request(url="http://harbour.example/"))


async def test_the_bytes_of_the_last_body_are_not_parsed_again(
    source: HttpFeedSource, parser: DirectParser, server: str
) -> None:
    first = await fetch(source, f"{server}/fresh")
    assert isinstance(first, FeedData)
    again = await source.fetch(due(f"{server}/fresh", FeedState(seen=first.seen)))
    assert again == NotModified(validators=first.validators, terms=first.terms)
    assert len(parser.parsed) == 1


async def test_other_bytes_are_parsed_against_the_last_body(
    source: HttpFeedSource, parser: DirectParser, server: str
) -> None:
    first = await fetch(source, f"{server}/fresh")
    assert isinstance(first, FeedData)
    seen = replace(first.seen, body=b"other")
    again = await source.fetch(due(f"{server}/fresh", FeedState(seen=seen)))
    assert isinstance(again, FeedData)
    assert parser.parsed[-1].seen == seen
    assert (again.known, again.entries) == (2, ())


async def test_a_first_poll_that_tells_nothing_asks_for_identities_alone(
    source: HttpFeedSource, parser: DirectParser, server: str
) -> None:
    wanted = due(f"{server}/good")
    await source.fetch(replace(wanted, feed=replace(wanted.feed, backfill=BACKFILL_NONE)))
    await source.fetch(wanted)
    assert [body.only_identities for body in parser.parsed] == [True, False]


async def test_a_feed_that_moved_is_asked_at_its_new_address(source: HttpFeedSource, server: str) -> None:
    state = FeedState(move=Move(url=f"{server}/good", times=MOVED_AFTER))
    outcome = await source.fetch(due(f"{server}/missing", state))
    assert isinstance(outcome, FeedData)
    assert outcome.terms.moved_to == ""


async def test_the_terms_of_an_answer_are_told(source: HttpFeedSource, server: str) -> None:
    outcome = await fetch(source, f"{server}/fresh")
    assert isinstance(outcome, FeedData)
    assert outcome.terms == Terms(fresh_for=timedelta(minutes=9))


@pytest.mark.parametrize(
    ("query", "moved"),
    [
        ("status=301", True),
        ("status=308", True),
        ("status=301&then=308", True),
        ("status=302", False),
        ("status=303", False),
        ("status=307", False),
        ("status=301&then=302", False),
        ("status=302&then=301", False),
    ],
)
async def test_a_feed_has_moved_where_every_redirect_is_permanent(
    source: HttpFeedSource, server: str, query: str, *, moved: bool
) -> None:
    outcome = await fetch(source, f"{server}/redirect?to=/good&{query}")
    assert isinstance(outcome, FeedData)
    assert outcome.terms.moved_to == (f"{server}/good" if moved else "")


async def test_a_permanent_redirect_that_ends_in_a_304_is_told_too(
    source: HttpFeedSource, server: str
) -> None:
    url = f"{server}/redirect?status=301&to=/conditional"
    outcome = await fetch(source, url, Validators(etag=feed_server.ETAG))
    assert isinstance(outcome, NotModified)
    assert outcome.terms.moved_to == f"{server}/conditional"


async def test_a_304_leaves_the_connection_open_for_the_next_request(http: GuardedHttp, server: str) -> None:
    asked = Request(url=f"{server}/conditional", headers={"If-None-Match": feed_server.ETAG})
    await http.get(asked)
    before = told(server, "connections")
    answer = await http.get(asked)
    assert isinstance(answer, Answer)
    assert (answer.status, answer.body) == (304, b"")
    assert told(server, "connections") == before


async def test_a_long_body_is_read_whole(http: GuardedHttp, server: str) -> None:
    answer = await http.get(Request(url=f"{server}/long"))
    assert isinstance(answer, Answer)
    assert len(answer.body) > 9 * 2**20


async def test_a_request_may_ask_for_less_than_the_settings_let_through(
    http: GuardedHttp, server: str
) -> None:
    assert isinstance(await http.get(Request(url=f"{server}/good", max_body=100)), Failure)
    assert isinstance(await http.get(Request(url=f"{server}/good", max_body=10_000)), Answer)


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


@asynccontextmanager
async def of(server: SampleServer) -> AsyncIterator[HttpFeedSource]:
    host, port = server.address
    async with GuardedHttp(HttpSettings(allowed=(allow(host, port),))) as http:
        yield HttpFeedSource(http, DirectParser())


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
