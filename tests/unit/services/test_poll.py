"""Polling: who is asked, and that nobody waits for a slow one."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from adapters.storage.memory import MemoryStore
from bot.core.alerts import Pace
from bot.core.feeds import Feed, FeedData, FeedForUpdate, FeedId, FetchOutcome
from bot.core.schedule import after_poll
from bot.extraction.lexicon import Lexicon
from bot.extraction.reading import Reader
from bot.services.poll import Poll, PollLimits
from bot.services.setup import Current, Setup
from bot.services.visits import Arrival
from fakes.clock import FakeClock

NOW = datetime(2025, 11, 20, 9, tzinfo=UTC)


def feed(name: str, host: str = "") -> Feed:
    url = f"https://{host or name}.example/{name}"
    return Feed(id=FeedId(name), url=url, name=name, interval=timedelta(minutes=15))


class Source:
    """Answers at once, but for feeds that are held until their gate opens."""

    def __init__(self, clock: FakeClock) -> None:
        self.asked: list[str] = []
        self.gates: dict[str, asyncio.Event] = {}
        self.at_once = self.most = 0
        self.each_takes = timedelta(0)
        self.clock = clock

    async def fetch(self, due: FeedForUpdate) -> FetchOutcome:
        self.asked.append(due.feed.id)
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        await self.gates[due.feed.id].wait() if due.feed.id in self.gates else await asyncio.sleep(0)
        self.at_once -= 1
        self.clock.forward(self.each_takes)
        return FeedData(entries=())


class Desk:
    """A poll service whose ingest only keeps the feeds' states."""

    def __init__(self, feeds: Sequence[Feed], limits: PollLimits) -> None:
        self.clock, self.store = FakeClock(NOW), MemoryStore()
        self.source = Source(self.clock)
        self.taken: list[list[str]] = []
        self.poll = Poll(
            setup=Current(setup_of(feeds)),
            source=self.source,
            articles=as_it_is,
            ingest=self.ingest,  # type: ignore[arg-type]
            store=self.store,
            clock=self.clock,
            limits=limits,
        )

    async def ingest(self, arrivals: Sequence[Arrival]) -> None:
        self.taken.append([arrival.due.feed.id for arrival in arrivals])
        states = {
            a.due.feed.id: after_poll(a.due.feed, a.due.state, a.outcome, new=0, now=self.clock.now())
            for a in arrivals
        }
        await self.store.transact(lambda records: records.feeds.save(states))

    async def until(self, taken: int) -> None:
        """Let the loop turn until so many feeds were taken in."""
        for _ in range(1_000):
            if sum(map(len, self.taken)) >= taken:
                return
            await asyncio.sleep(0)
        raise AssertionError(f"only {self.taken} were taken in")


async def as_it_is(arrival: Arrival) -> Arrival:
    return arrival


def setup_of(feeds: Sequence[Feed]) -> Setup:
    nothing = timedelta(0)
    return Setup(
        feeds=tuple(feeds),
        watches={},
        reader=Reader(Lexicon(()), {}, {}),
        channels={},
        pace=Pace(group_wait=nothing, group_wait_high=nothing, group_interval=nothing),
    )


async def desk_of(feeds: Sequence[Feed], **limits: Any) -> Desk:
    desk = Desk(feeds, PollLimits(**limits))
    await desk.store.transact(lambda records: records.feeds.sync(feeds))
    return desk


async def test_every_due_feed_is_asked_once_and_none_before_its_time() -> None:
    desk = await desk_of([feed(f"f{n}") for n in range(300)])
    await desk.poll()
    await desk.poll.settle()
    await desk.poll.settle()
    assert sorted(desk.source.asked) == sorted(f"f{n}" for n in range(300))


async def test_to_settle_does_not_wait_for_what_comes_due_meanwhile() -> None:
    """`run --once` ends, however short the intervals and however many the feeds."""
    feeds = [replace(feed(f"f{n}"), interval=timedelta(seconds=1)) for n in range(20)]
    desk = await desk_of(feeds, at_once=1)
    desk.source.each_takes = timedelta(seconds=5)
    await desk.poll()
    await desk.poll.settle()
    assert len(desk.source.asked) == 20


async def test_no_more_are_asked_at_once_than_the_limit_says() -> None:
    desk = await desk_of([feed(f"f{n}") for n in range(50)], at_once=7)
    await desk.poll()
    await desk.poll.settle()
    assert desk.source.most == 7


async def test_one_host_is_asked_for_one_feed_at_a_time() -> None:
    desk = await desk_of([feed(f"f{n}", host="one") for n in range(20)])
    await desk.poll()
    await desk.poll.settle()
    assert desk.source.most == 1
    assert len(desk.source.asked) == 20


async def test_a_feed_that_takes_long_gives_its_place_to_another() -> None:
    desk = await desk_of([feed("drip"), feed("good")], at_once=1, patience=timedelta(0))
    gate = desk.source.gates["drip"] = asyncio.Event()
    await desk.poll()
    await desk.until(taken=1)
    assert desk.taken == [["good"]]
    gate.set()
    await desk.poll.settle()
    assert desk.taken == [["good"], ["drip"]]


async def test_a_feed_under_way_is_not_asked_again() -> None:
    desk = await desk_of([feed("drip")], patience=timedelta(0))
    gate = desk.source.gates["drip"] = asyncio.Event()
    for _ in range(3):
        await desk.poll()
        await asyncio.sleep(0)
    assert desk.source.asked == ["drip"]
    gate.set()
    await desk.poll.settle()


async def test_what_is_under_way_at_the_end_is_dropped_and_still_due_then() -> None:
    desk = await desk_of([feed("drip")])
    desk.source.gates["drip"] = asyncio.Event()
    await desk.poll()
    await asyncio.sleep(0)
    await desk.poll.finish()
    due = await desk.store.transact(lambda records: records.feeds.due(NOW, 10))
    assert list(due) == ["drip"]
