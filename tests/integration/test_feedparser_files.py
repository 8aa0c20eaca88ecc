"""The feed parser's own test files through the whole path: fetched, guarded, parsed, told apart, stored."""

import logging
import tarfile
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web

from adapters.feeds.client import HttpFeedSource
from adapters.feeds.fetching.guard import allow
from adapters.feeds.fetching.http import GuardedHttp, HttpSettings
from adapters.feeds.parsing.worker import WorkerParser
from adapters.storage.database import open_store
from bot.core.alerts import Pace
from bot.core.feeds import Feed, FeedId
from bot.core.messages import Severity
from bot.core.watches import Origin, Watch, WatchId
from bot.extraction.lexicon import Lexicon
from bot.extraction.reading import Reader
from bot.extraction.rules import PhraseTerm, Rule
from bot.services.ingest import Ingest
from bot.services.poll import Poll, PollLimits
from bot.services.setup import Current, Setup
from bot.services.visits import Arrival
from fakes.clock import FakeClock

EVERYTHING = WatchId("everything")


def files_of(shared_data: Path) -> dict[str, bytes]:
    path = shared_data / "feeds" / "feedparser-tests.tar.gz"
    with tarfile.open(path) as archive:
        found = ((member.name, archive.extractfile(member)) for member in archive if member.isfile())
        return {name: file.read() for name, file in found if file and not Path(name).name.startswith(".")}


@asynccontextmanager
async def serving(files: Mapping[str, bytes]) -> AsyncIterator[str]:
    bodies = list(files.values())

    async def answer(request: web.Request) -> web.Response:
        body = bodies[int(request.match_info["number"])]
        return web.Response(body=body, headers={"Content-Type": "application/xml"})

    app = web.Application()
    app.router.add_get("/{number}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def setup_of(feeds: tuple[Feed, ...]) -> Setup:
    nothing = timedelta(0)
    rule = Rule(any=(PhraseTerm(phrase="example"), PhraseTerm(phrase="title")))
    watch = Watch(
        id=EVERYTHING,
        name="Everything",
        rule=rule,
        severity=Severity.NORMAL,
        channels=(),
        origin=Origin(file="w.yaml", line=1),
    )
    return Setup(
        feeds=feeds,
        watches={EVERYTHING: watch},
        reader=Reader(Lexicon(()), {EVERYTHING: rule}, {}),
        channels={},
        pace=Pace(group_wait=nothing, group_wait_high=nothing, group_interval=nothing),
    )


async def as_it_is(arrival: Arrival) -> Arrival:
    return arrival


async def test_each_is_stored_or_refused_for_a_reason_and_nothing_breaks(
    shared_data: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    files = files_of(shared_data)
    clock = FakeClock(datetime(2026, 1, 5, tzinfo=UTC))
    async with serving(files) as server, GuardedHttp(_settings(server)) as http:
        feeds = tuple(
            Feed(id=FeedId(f"f{n}"), url=f"{server}/{n}", name=name, interval=timedelta(hours=1))
            for n, name in enumerate(files)
        )
        setup, store = Current(setup_of(feeds)), open_store(tmp_path / "w.db")
        await store.transact(lambda records: records.feeds.sync(feeds))
        source = HttpFeedSource(http, WorkerParser())
        await source.open()
        poll = Poll(
            setup=setup,
            source=source,
            articles=as_it_is,
            ingest=Ingest(store=store, setup=setup, clock=clock),
            store=store,
            clock=clock,
            limits=PollLimits(per_host=20),
        )
        with caplog.at_level(logging.ERROR):
            await poll()
            await poll.settle()
        states = await store.transact(lambda records: records.feeds.states())
        counts = await store.transact(lambda records: records.feeds.counts())
        await store.close()
    assert caplog.records == []
    assert len(files) > 2_000
    read = sum(1 for state in states.values() if state.last_success)
    refused = Counter(str(state.problem) for state in states.values() if state.problem)
    assert read + refused.total() == len(files)
    assert read > 0.98 * len(files), refused
    assert sum(counts.values()) > 450  # the others hold nothing but a feed's head, or markup


def _settings(server: str) -> HttpSettings:
    return HttpSettings(allowed=(allow("127.0.0.1", int(server.rpartition(":")[2])),), per_host=20)
