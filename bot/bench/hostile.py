"""What hostile feeds do to the others: 20 of them among 200, and 200 that drip beside 100 good ones.

In real time, against a server in another process on loopback. It takes about two minutes.
"""

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.app.parts import SystemClock
from bot.bench.desks import farm, polling_desk, progress
from bot.bench.feed_farm import address
from bot.bench.hostile_farm import KINDS
from bot.bench.usage import LoopLag, peak_rss_mb, rss_mb
from bot.core.feeds import Feed, FeedForUpdate, FeedId, FetchFailed, FetchOutcome
from bot.ports import FeedSource
from bot.services.poll import Poll

_TICK = 1.0
"""Seconds, as in the bot."""
_INTERVAL = timedelta(seconds=20)
_SECONDS = 50.0
"""Of each of the two measurements: two polls of each feed, and the time-outs of those that drip."""


def run(data: Path | None, *, seconds: float = _SECONDS) -> Mapping[str, object]:
    """Milliseconds of loop lag, megabytes of growth, how late good feeds were as a share of their interval.

    `data` is not looked at.
    """
    del data
    hostile = [*KINDS, *KINDS][:18]
    mixed = [
        *(f"good/{n}" for n in range(180)),
        *(f"{kind}/{n}" for n, kind in enumerate(hostile)),
        "endless",
        "headers",
    ]
    drips = [*(f"drip/{n}" for n in range(200)), *(f"good/{n}" for n in range(100))]
    with farm("bot.bench.hostile_farm", len(drips)) as (port, _):
        return {
            "hostile_20_of_200": asyncio.run(_measure("20 hostile feeds of 200", mixed, port, seconds)),
            "drips_200_beside_100": asyncio.run(_measure("200 that drip beside 100", drips, port, seconds)),
        }


@dataclass(slots=True)
class _Watched:
    """`FeedSource` that notes how late each feed is asked, and what became of the hostile ones."""

    source: FeedSource | None = None
    late: list[float] = field(default_factory=list)
    """Of good feeds, in shares of the interval."""
    polls: Counter[str] = field(default_factory=Counter)
    outcomes: dict[str, Counter[str]] = field(default_factory=dict)

    def of(self, source: FeedSource) -> FeedSource:
        self.source = source
        return self

    async def fetch(self, feed: FeedForUpdate) -> FetchOutcome:
        kind = feed.feed.name.partition("/")[0]
        if kind == "good" and feed.state.next_poll:
            late = (datetime.now(UTC) - feed.state.next_poll) / feed.feed.interval
            self.late.append(late)
        self.polls[kind] += 1
        if self.source is None:
            raise RuntimeError("there is no source to watch yet")
        outcome = await self.source.fetch(feed)
        told = str(outcome.reason) if isinstance(outcome, FetchFailed) else "read"
        self.outcomes.setdefault(kind, Counter())[told] += 1
        return outcome


async def _measure(what: str, names: list[str], port: int, seconds: float) -> dict[str, object]:
    progress(what, len(names))
    watched = _Watched()
    desk_open = polling_desk(port, SystemClock(), watched=watched.of, time_limit=timedelta(seconds=15))
    async with desk_open as desk:
        await desk.take([_feed(number, name, port) for number, name in enumerate(names)])
        before = rss_mb()
        with LoopLag() as lag:
            await _tick(desk.poll, seconds)
    return {
        "loop_lag_ms_p99": lag.percentile(99),
        "loop_lag_ms_max": lag.percentile(100),
        "rss_growth_mb": round(max(peak_rss_mb(), before) - before, 1),
        "good_polls": watched.polls["good"],
        "good_late_share_max": round(max(watched.late, default=0.0), 3),
        "hostile": {
            kind: dict(told) for kind, told in sorted(watched.outcomes.items()) if kind != "good"
        },
    }  # fmt: skip


async def _tick(poll: Poll, seconds: float) -> None:
    """One look a second, as the bot's scheduler has it."""
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    while loop.time() < end:
        await poll()
        await asyncio.sleep(_TICK)


def _feed(number: int, name: str, port: int) -> Feed:
    url = f"http://{address(number)}:{port}/{name}"
    return Feed(id=FeedId(f"f{number}"), url=url, name=name, interval=_INTERVAL)
