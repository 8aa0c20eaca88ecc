"""How fast feeds are polled, through to stored and matched, against a server in another process on loopback.

Everything is as in earnest: the guard, one request at a time to a host, parsing in worker processes, SQLite
with every commit on the disk, the configured watches. Only the clock is moved on, so that feeds are due.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from time import perf_counter
from urllib.request import urlopen

from bot.bench.desks import PollingDesk, farm, polling_desk, progress
from bot.bench.feed_farm import ENTRIES, address
from bot.bench.usage import LoopLag, cpu_seconds, peak_rss_mb
from bot.core.feeds import BACKFILL_NONE, Feed, FeedId

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
    with farm("bot.bench.feed_farm", min(_HOSTS, feeds)) as (port, pid):
        outlets = _Farm(port=port, pid=pid)
        figures = asyncio.run(_measure(outlets, feeds))
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
class _Rounds:
    """Polls of the first so many feeds of the farm."""

    farm: _Farm
    desk: PollingDesk
    clock: _Clock
    feeds: int = 0

    async def take(self, count: int) -> None:
        self.feeds = count
        await self.desk.take([_feed(number, self.farm) for number in range(count)])

    async def timed(self, what: str) -> _Timed:
        """Poll all of them once."""
        progress(what, self.feeds)
        self.clock.at += timedelta(days=1)
        wall, cpu = perf_counter(), cpu_seconds(without=self.farm.pid)
        await self.desk.poll()
        await self.desk.poll.settle()
        return _Timed(
            feeds=self.feeds,
            seconds=perf_counter() - wall,
            cpu=cpu_seconds(without=self.farm.pid) - cpu,
        )


async def _measure(farm: _Farm, feeds: int) -> dict[str, object]:
    timed: dict[str, _Timed] = {}
    clock = _Clock()
    async with polling_desk(farm.port, clock) as desk:
        rounds = _Rounds(farm=farm, desk=desk, clock=clock)
        with LoopLag() as lag:
            await rounds.take(feeds)
            timed["first"] = await rounds.timed("first poll, backfill: none")
            timed["unchanged"] = await rounds.timed("unchanged")
            idle = await _idle_percent(rounds)
            await rounds.take(min(_SOME, feeds))
            alone = await rounds.timed("unchanged")
            farm.hold(2)
            timed["changed"] = await rounds.timed("2 of 50 entries new")
            farm.hold(2 + ENTRIES)
            timed["new"] = await rounds.timed("all entries new")
            farm.hold(4 + ENTRIES, every=20)
            timed["few_changed"] = await rounds.timed("5 % of the feeds changed")
            farm.hold(4 + ENTRIES, "bare", every=20)
            timed["without_validators"] = await rounds.timed("unchanged, without validators")
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


def _feed(number: int, farm: _Farm) -> Feed:
    return Feed(
        id=FeedId(f"outlet-{number}"),
        url=farm.url(number),
        name=f"Outlet {number}",
        interval=timedelta(minutes=15),
        backfill=BACKFILL_NONE,
    )


async def _idle_percent(rounds: _Rounds) -> float:
    """Of one core, while nothing is due and the bot looks once a second."""
    before = cpu_seconds(without=rounds.farm.pid)
    for _ in range(_IDLE_TICKS):
        await rounds.desk.poll()
    return round(100 * (cpu_seconds(without=rounds.farm.pid) - before) / _IDLE_TICKS, 2)


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
