"""Poll the feeds that are due.

    due -> in line by host -> fetch, many at once -> articles -> taken in, together with what else has arrived

Nothing waits for a slow feed: its place soon goes to another, and it is taken in when it arrives.
What waits for its turn is in the database too, since a feed stays due until its poll is stored.
"""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol
from urllib.parse import urlsplit

from bot.core.feeds import Feed, FeedData, FeedForUpdate, FeedId, FetchFailed, FetchOutcome
from bot.core.reasons import Reason
from bot.errors import StorageError
from bot.ports import Clock, FeedSource
from bot.records import Store
from bot.services.ingest import Ingest
from bot.services.setup import Current, Setup
from bot.services.turns import Turns
from bot.services.visits import Arrival

log = logging.getLogger(__name__)

_MOST_UNDER_WAY = 600
"""Requests at once, slow ones and all; each may hold a socket, of which a process has 1,024 by default."""
_LOADED = 1_000
"""Due feeds that are read from the database at a time."""
_TOGETHER = 64
"""Polls that are taken in at a time; deliveries wait for their transaction..."""
_ENTRIES_TOGETHER = 2_000
"""...and entries among them, where one feed alone does not hold more."""
_HOLD = timedelta(seconds=30)
"""After a failure of the database: to ask servers for what cannot be kept would be rude."""


class Articles(Protocol):
    async def __call__(self, arrival: Arrival) -> Arrival:
        """The arrival with the texts of its articles, where its feed is to be read so. Raises nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PollLimits:
    at_once: int = 100
    """Feeds asked at once, not counting those that have taken longer than `patience`."""
    per_host: int = 1
    patience: timedelta = timedelta(seconds=2)
    """How long a request keeps its place among those at once."""


class Poll:
    """Each call takes up what is due; `settle` waits for all of it."""

    def __init__(
        self,
        *,
        setup: Current,
        source: FeedSource,
        articles: Articles,
        ingest: Ingest,
        store: Store,
        clock: Clock,
        limits: PollLimits = PollLimits(),
    ) -> None:
        self._setup = setup
        self._source = source
        self._articles = articles
        self._ingest = ingest
        self._store = store
        self._clock = clock
        self._limits = limits
        self._turns = Turns(limits.per_host)
        self._under_way: set[FeedId] = set()
        self._asking: set[asyncio.Task[None]] = set()
        self._prompt: set[asyncio.Task[None]] = set()
        """Those that still hold a place."""
        self._arrived: list[Arrival] = []
        self._taking_in: asyncio.Task[None] | None = None
        self._held_until: datetime | None = None
        self._stopping = False
        self._feeds = _FeedsById()

    async def __call__(self) -> None:
        await self._take_up(self._clock.now())

    async def _take_up(self, now: datetime) -> None:
        if len(self._turns) > _LOADED // 2 or (self._held_until and now < self._held_until):
            return
        limit = _LOADED + len(self._under_way)  # those are still due as far as the database knows
        due = await self._store.transact(lambda records: records.feeds.due(now, limit))
        feeds = self._feeds(self._setup())
        for feed_id, state in due.items():
            if feed_id in feeds and feed_id not in self._under_way:
                update = FeedForUpdate(feed=feeds[feed_id], state=state)
                self._under_way.add(feed_id)
                self._turns.join(update, _host(update.url))
        self._ask_more()

    async def settle(self) -> None:
        """Wait until nothing is under way and all that is due by now has been asked for."""
        now = self._clock.now()  # a feed that comes due meanwhile would keep us for ever
        while True:
            while running := (*self._asking, *([self._taking_in] if self._taking_in else ())):
                await asyncio.wait(running)
            await self._take_up(now)
            if not self._under_way:
                return

    async def finish(self) -> None:
        """Drop what is still being fetched; let what is being stored be stored."""
        self._stopping = True
        for task in self._asking:
            task.cancel()
        await asyncio.gather(*self._asking, return_exceptions=True)
        if self._taking_in:
            await asyncio.wait([self._taking_in])

    def _ask_more(self) -> None:
        while (
            not self._stopping
            and len(self._prompt) < self._limits.at_once
            and len(self._asking) < _MOST_UNDER_WAY
            and len(self._arrived) < 2 * _TOGETHER  # parsed feeds take memory: they are taken in first
            and sum(map(_size, self._arrived)) < 2 * _ENTRIES_TOGETHER
            and (turn := self._turns.next())
        ):
            task = asyncio.create_task(self._ask(*turn))
            self._asking.add(task)
            self._prompt.add(task)
            patience = self._limits.patience.total_seconds()
            slow = asyncio.get_running_loop().call_later(patience, self._give_place, task)
            task.add_done_callback(partial(self._asked, slow))

    async def _ask(self, due: FeedForUpdate, host: str) -> None:
        try:
            outcome = await self._fetch(due, host)
            arrival = await self._articles(Arrival(due=due, outcome=outcome))
        except BaseException:
            self._under_way.discard(due.feed.id)
            raise
        self._arrived.append(arrival)
        if self._taking_in is None:
            self._taking_in = asyncio.create_task(self._take_in())

    async def _fetch(self, due: FeedForUpdate, host: str) -> FetchOutcome:
        try:
            return await self._source.fetch(due)
        except Exception as bug:
            # A source raises nothing; where it does, the server must not be asked again every second.
            log.exception("%s: asking for it broke", due.feed.id)
            detail = f"asking for it broke ({type(bug).__name__}): the log says where"
            return FetchFailed(reason=Reason.PARSER_FAILED, detail=detail)
        finally:
            self._turns.done(host)

    def _give_place(self, task: asyncio.Task[None]) -> None:
        self._prompt.discard(task)
        self._ask_more()

    def _asked(self, slow: asyncio.TimerHandle, task: asyncio.Task[None]) -> None:
        slow.cancel()
        self._asking.discard(task)
        self._prompt.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("a feed could not be polled; it will be tried again", exc_info=error)
        self._ask_more()

    async def _take_in(self) -> None:
        try:
            while self._arrived:
                await self._keep(self._next_batch())
                self._ask_more()
        finally:
            self._taking_in = None

    def _next_batch(self) -> list[Arrival]:
        size = _size(self._arrived[0])
        count = 1
        while count < min(_TOGETHER, len(self._arrived)):
            size += _size(self._arrived[count])
            if size > _ENTRIES_TOGETHER:
                break
            count += 1
        batch, self._arrived = self._arrived[:count], self._arrived[count:]
        return batch

    async def _keep(self, batch: list[Arrival]) -> None:
        try:
            await self._ingest(batch)
        except StorageError as error:
            self._held_until = self._clock.now() + _HOLD
            log.error("polling pauses for %s seconds: %s", _HOLD.seconds, error)  # noqa: TRY400 - it says all
        finally:
            self._under_way.difference_update(arrival.due.feed.id for arrival in batch)


class _FeedsById:
    """The feeds of a setup by their ids, made once for each setup."""

    def __init__(self) -> None:
        self._setup: Setup | None = None
        self._feeds: Mapping[FeedId, Feed] = {}

    def __call__(self, setup: Setup) -> Mapping[FeedId, Feed]:
        if setup is not self._setup:
            self._setup, self._feeds = setup, {feed.id: feed for feed in setup.feeds}
        return self._feeds


def _size(arrival: Arrival) -> int:
    """In entries."""
    return len(arrival.outcome.entries) if isinstance(arrival.outcome, FeedData) else 0


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url
