"""Poll the feeds that are due.

    due -> fetch, all at once -> ingest, in the order of the feeds

Ingesting in a fixed order gives the same stories from the same feeds, however their servers race. A feed that
takes longer than `PATIENCE` is ingested when it arrives: it delays nobody else.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from bot.core.feeds import FeedForUpdate, FeedId, FeedState, FetchOutcome
from bot.ports import Clock, FeedSource
from bot.records import Store
from bot.services.setup import Current

log = logging.getLogger(__name__)

PATIENCE = timedelta(seconds=2)
"""How long one round waits for its slowest feed before it ingests the others without it."""

Ingest = Callable[[FeedForUpdate, FetchOutcome], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class _Fetch:
    due: FeedForUpdate
    task: asyncio.Task[FetchOutcome]


class Poll:
    """One call is one round; feeds still under way from an earlier round are left alone."""

    def __init__(
        self, *, setup: Current, source: FeedSource, ingest: Ingest, store: Store, clock: Clock
    ) -> None:
        self._setup = setup
        self._source = source
        self._ingest = ingest
        self._store = store
        self._clock = clock
        self._under_way: set[FeedId] = set()
        self._late: set[asyncio.Task[None]] = set()

    async def __call__(self) -> None:
        now = self._clock.now()
        states = await self._store.transact(lambda records: records.feeds.states())
        fetches = []
        for feed in self._setup().feeds:
            state = states.get(feed.id, FeedState())
            if feed.id in self._under_way or (state.next_poll and state.next_poll > now):
                continue
            self._under_way.add(feed.id)
            due = FeedForUpdate(feed=feed, state=state)
            fetches.append(_Fetch(due, asyncio.create_task(self._source.fetch(due))))
        if fetches:
            await self._collect(fetches)

    async def settle(self) -> None:
        """Wait for the feeds that were slower than their round."""
        while self._late:
            await asyncio.wait(self._late)

    async def finish(self) -> None:
        """Drop what is still being fetched; let what is being stored be stored."""
        for task in self._late:
            task.cancel()
        await asyncio.gather(*self._late, return_exceptions=True)

    async def _collect(self, fetches: list[_Fetch]) -> None:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + PATIENCE.total_seconds()
        waiting = list(fetches)
        try:
            while waiting:
                fetch = waiting[0]
                done, _ = await asyncio.wait([fetch.task], timeout=max(0.0, deadline - loop.time()))
                if done:
                    await self._keep(fetch)
                else:
                    self._keep_later(fetch)
                waiting.pop(0)
        finally:
            for fetch in waiting:  # a round that is cancelled takes its requests with it
                fetch.task.cancel()
                self._under_way.discard(fetch.due.feed.id)

    def _keep_later(self, fetch: _Fetch) -> None:
        late = asyncio.create_task(self._keep(fetch))
        self._late.add(late)
        late.add_done_callback(self._kept)

    def _kept(self, late: asyncio.Task[None]) -> None:
        self._late.discard(late)
        if not late.cancelled() and (error := late.exception()):
            log.error("a slow feed could not be stored; it will be polled again", exc_info=error)

    async def _keep(self, fetch: _Fetch) -> None:
        try:
            await self._ingest(fetch.due, await fetch.task)
        finally:
            fetch.task.cancel()
            self._under_way.discard(fetch.due.feed.id)
