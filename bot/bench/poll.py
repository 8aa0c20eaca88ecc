"""How fast feeds are polled, through to stored and matched, against a server in another process on loopback.

Everything is as in earnest: the guard, one request at a time to a host, parsing in worker processes, SQLite
with every commit on the disk, the configured watches. Only the clock is moved on, so that feeds are due.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from time import perf_counter
from urllib.request import urlopen

from adapters.feeds.client import HttpFeedSource
from adapters.feeds.fetching.guard import allow
from adapters.feeds.fetching.http import GuardedHttp, HttpSettings
from adapters.feeds.parsing.worker import WorkerParser
from adapters.storage.database import open_store
from bot.app.parts import make_setup
from bot.bench.feed_farm import ENTRIES, address
from bot.bench.usage import LoopLag, cpu_seconds, peak_rss_mb
from bot.core.feeds import BACKFILL_NONE, Feed, FeedId
from bot.records import Store
from bot.services.ingest import Ingest
from bot.services.poll import Poll
from bot.services.setup import Current
from bot.services.visits import Arrival
from bot.settings.loader import load

FEEDS = 10_000
_HOSTS = 500
_SOME = 1_000
"""Feeds of the measurements that take long for each; the first two are of all feeds."""
_PLAIN = 50
"""Feeds that the plain loop is timed on."""
_IDLE_TICKS = 200
_BEGIN = datetime(2026, 3, 10, tzinfo=UTC)


def run(data: Path | None, *, feeds: int = FEEDS) -> Mapping[str, object]:
    """Feeds a second and CPU seconds for 1,000 feeds, by what they hold; megabytes; milliseconds.

    `data` is not looked at: the feeds are made up.
    """
    del data
    with (
        tempfile.TemporaryDirectory(prefix="wirewatch-bench-") as folder,
        farm("bot.bench.feed_farm", min(_HOSTS, feeds)) as (port, pid),
    ):
        outlets = _Farm(port=port, pid=pid)
        figures = asyncio.run(_measure(Path(folder), outlets, feeds))
        return {**figures, "plain_loop_seconds_per_1000": _plain_loop(outlets, min(_PLAIN, feeds))}


@dataclass(slots=True)
class _Clock:
    at: datetime = _BEGIN

    def now(self) -> datetime:
        return self.at


@dataclass(frozen=True, slots=True, kw_only=True)
class _Farm:
    port: int
    pid: int

    def url(self, feed: int) -> str:
        return f"http://{address(feed % _HOSTS)}:{self.port}/{feed}"

    def hold(self, first: int, mode: str = "etags", every: int = 1) -> None:
        """From now on each feed, or every so many of them, holds the entries from number `first` on."""
        with urlopen(f"http://{address(0)}:{self.port}/set/{first}/{mode}/{every}"):
            pass


@dataclass(frozen=True, slots=True, kw_only=True)
class _Timed:
    feeds: int
    seconds: float
    cpu: float

    @property
    def per_second(self) -> float:
        return round(self.feeds / self.seconds, 1)

    @property
    def cpu_per_1000(self) -> float:
        return round(1_000 * self.cpu / self.feeds, 2)


@dataclass(slots=True, kw_only=True)
class _Desk:
    """The polling half of a bot."""

    farm: _Farm
    poll: Poll
    setup: Current
    store: Store
    clock: _Clock = field(default_factory=_Clock)
    feeds: int = 0

    async def take(self, count: int) -> None:
        """Poll the first `count` feeds of the farm and no others."""
        self.feeds = count
        feeds = tuple(_feed(number, self.farm) for number in range(count))
        await self.store.transact(lambda records: records.feeds.sync(feeds))
        self.setup.swap(replace(self.setup(), feeds=feeds))

    async def timed(self, what: str) -> _Timed:
        """Poll all of them once."""
        progress(what, self.feeds)
        self.clock.at += timedelta(days=1)
        wall, cpu = perf_counter(), cpu_seconds(without=self.farm.pid)
        await self.poll()
        await self.poll.settle()
        return _Timed(
            feeds=self.feeds,
            seconds=perf_counter() - wall,
            cpu=cpu_seconds(without=self.farm.pid) - cpu,
        )


async def _measure(folder: Path, farm: _Farm, feeds: int) -> dict[str, object]:
    timed: dict[str, _Timed] = {}
    async with _desk(folder, farm) as desk:
        with LoopLag() as lag:
            await desk.take(feeds)
            timed["first"] = await desk.timed("first poll, backfill: none")
            timed["unchanged"] = await desk.timed("unchanged")
            idle = await _idle_percent(desk)
            await desk.take(min(_SOME, feeds))
            alone = await desk.timed("unchanged")
            farm.hold(2)
            timed["changed"] = await desk.timed("2 of 50 entries new")
            farm.hold(2 + ENTRIES)
            timed["new"] = await desk.timed("all entries new")
            farm.hold(4 + ENTRIES, every=20)
            timed["few_changed"] = await desk.timed("5 % of the feeds changed")
            farm.hold(4 + ENTRIES, "bare", every=20)
            timed["without_validators"] = await desk.timed("unchanged, without validators")
        return {
            "feeds": feeds,
            **{f"{name}_per_second": of.per_second for name, of in timed.items()},
            "cpu_seconds": {name: of.cpu_per_1000 for name, of in timed.items()},
            "cost_of_a_feed_among_all_to_among_1000": round(
                timed["unchanged"].cpu_per_1000 / alone.cpu_per_1000, 2
            ),
            "peak_rss_mb": peak_rss_mb(),
            "loop_lag_ms_p99": lag.percentile(99),
            "idle_cpu_percent": idle,
            **await desk.store.transact(
                lambda records: {
                    "entries": sum(records.feeds.counts().values()),
                    "reasons": {str(reason): count for reason, count in records.alerts.reasons().items()},
                }
            ),
        }


@asynccontextmanager
async def _desk(folder: Path, farm: _Farm) -> AsyncIterator[_Desk]:
    configuration = load(Path(os.environ.get("WIREWATCH_CONFIG", "config")))
    setup, clock = Current(make_setup(configuration, ())), _Clock()
    store = open_store(folder / "bench.db")
    async with GuardedHttp(HttpSettings(allowed=(allow("127.0.0.0/8", farm.port),))) as http:
        source = HttpFeedSource(http, WorkerParser(workers=2))
        await source.open()
        poll = Poll(
            setup=setup,
            source=source,
            articles=no_articles,
            ingest=Ingest(store=store, setup=setup, clock=clock),
            store=store,
            clock=clock,
        )
        try:
            yield _Desk(farm=farm, poll=poll, setup=setup, store=store, clock=clock)
        finally:
            await poll.finish()
            await store.close()


async def no_articles(arrival: Arrival) -> Arrival:
    return arrival


def _feed(number: int, farm: _Farm) -> Feed:
    return Feed(
        id=FeedId(f"outlet-{number}"),
        url=farm.url(number),
        name=f"Outlet {number}",
        interval=timedelta(minutes=15),
        backfill=BACKFILL_NONE,
    )


async def _idle_percent(desk: _Desk) -> float:
    """Of one core, while nothing is due and the bot looks once a second."""
    before = cpu_seconds(without=desk.farm.pid)
    for _ in range(_IDLE_TICKS):
        await desk.poll()
    return round(100 * (cpu_seconds(without=desk.farm.pid) - before) / _IDLE_TICKS, 2)


@contextmanager
def farm(module: str, hosts: int) -> Iterator[tuple[int, int]]:
    """A server of feeds in a process of its own; its port and its process id."""
    command = [sys.executable, "-m", module, str(hosts)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:  # noqa: S603 - our own
        try:
            line = process.stdout.readline() if process.stdout else b""
            yield int(line), process.pid
        finally:
            process.terminate()


def _plain_loop(farm: _Farm, feeds: int) -> float:
    """What a loop over feedparser takes, which reads each feed whole, whether it knows its entries or not."""
    import feedparser  # noqa: PLC0415 - in worker processes otherwise

    progress("a plain loop over feedparser", feeds)
    farm.hold(0, "bare")
    started = perf_counter()
    for number in range(feeds):
        with urlopen(farm.url(number)) as answer:  # noqa: S310 - our own server
            feedparser.parse(BytesIO(answer.read()))
    return round(1_000 * (perf_counter() - started) / feeds, 1)


def progress(what: str, feeds: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"{feeds:,} feeds: {what}\n")
