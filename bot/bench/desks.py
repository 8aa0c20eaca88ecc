"""The polling half of a bot, for measurements against a server of feeds in another process on loopback."""

import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from adapters.feeds.client import HttpFeedSource
from adapters.feeds.fetching.guard import allow
from adapters.feeds.fetching.http import GuardedHttp, HttpSettings
from adapters.feeds.parsing.worker import WorkerParser
from adapters.storage.database import open_store
from bot.app.parts import make_setup
from bot.core.feeds import Feed
from bot.ports import Clock, FeedSource
from bot.records import Store
from bot.services.ingest import Ingest
from bot.services.poll import Poll
from bot.services.setup import Current
from bot.services.visits import Arrival
from bot.settings.loader import load

_log = logging.getLogger("bot.services.ingest")


@dataclass(frozen=True, slots=True, kw_only=True)
class PollingDesk:
    poll: Poll
    setup: Current
    store: Store

    async def take(self, feeds: Sequence[Feed]) -> None:
        """Poll these feeds and no others."""
        await self.store.transact(lambda records: records.feeds.sync(feeds))
        self.setup.swap(replace(self.setup(), feeds=tuple(feeds)))


@asynccontextmanager
async def polling_desk(
    port: int,
    clock: Clock,
    *,
    watched: Callable[[FeedSource], FeedSource] = lambda source: source,
    time_limit: timedelta = timedelta(seconds=30),
) -> AsyncIterator[PollingDesk]:
    """Everything as in earnest, with the configured watches, on a database of its own.

    Only servers on loopback that listen on `port` are asked; `watched` may look at what is asked of them.
    """
    configuration = load(Path(os.environ.get("WIREWATCH_CONFIG", "config")))
    setup = Current(make_setup(configuration, ()))
    settings = HttpSettings(allowed=(allow("127.0.0.0/8", port),), timeout=time_limit)
    with tempfile.TemporaryDirectory(prefix="wirewatch-bench-") as folder:
        store = open_store(Path(folder) / "bench.db")
        async with GuardedHttp(settings) as http:
            source = HttpFeedSource(http, WorkerParser(workers=2))
            await source.open()
            poll = Poll(
                setup=setup,
                source=watched(source),
                articles=_no_articles,
                ingest=Ingest(store=store, setup=setup, clock=clock),
                store=store,
                clock=clock,
            )
            level = _log.level
            _log.setLevel(logging.ERROR)  # feeds that fail are what is measured
            try:
                yield PollingDesk(poll=poll, setup=setup, store=store)
            finally:
                _log.setLevel(level)
                await poll.finish()
        await store.close()


async def _no_articles(arrival: Arrival) -> Arrival:
    return arrival


@contextmanager
def farm(module: str, hosts: int) -> Iterator[tuple[int, int]]:
    """The server of that module, on so many addresses of loopback; its port and its process id."""
    command = [sys.executable, "-m", module, str(hosts)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:  # noqa: S603 - our own
        try:
            line = process.stdout.readline() if process.stdout else b""
            yield int(line), process.pid
        finally:
            process.terminate()


def progress(what: str, feeds: int) -> None:
    """On a terminal only."""
    if sys.stderr.isatty():
        sys.stderr.write(f"{feeds:,} feeds: {what}\n")
