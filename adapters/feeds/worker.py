"""Parsing in a process of its own, which can be killed: no feed holds up the loop or the other feeds."""

import asyncio
import signal
import sys
from datetime import timedelta

import anyio
from anyio import CapacityLimiter, to_process

from adapters.feeds.parsed import Parsed, Unparsed
from adapters.feeds.parsing import parse_feed
from bot.core.reasons import Reason

_MEMORY = 1 << 30
"""Bytes of address space of a worker: 40 MB are in use at rest, 80 MB after 2 MB of the smallest entries."""


class WorkerParser:
    """Feeds in, values out, at most `workers` at a time and `limit` for each.

    A feed that takes longer costs its worker, and that feed this poll. Workers end with the event loop.
    """

    def __init__(self, *, limit: timedelta = timedelta(seconds=5), workers: int = 2) -> None:
        self._limit = limit
        self._workers = CapacityLimiter(workers)
        self._turns = asyncio.Semaphore(workers)

    async def start(self) -> None:
        """Start one worker. Raises nothing: where none can be started, each parse says so."""
        await self._run_prepared()

    async def parse(self, body: bytes, content_type: str, url: str) -> Parsed:
        """What `parse_feed` gives, or why it gave nothing. Raises nothing."""
        async with self._turns:  # waiting for a turn is not the feed's fault: it does not count
            if not await self._run_prepared():
                return _failed("no parser process could be started")
            try:
                with anyio.fail_after(self._limit.total_seconds()):
                    return await to_process.run_sync(
                        parse_feed, body, content_type, url, cancellable=True, limiter=self._workers
                    )
            except TimeoutError:
                seconds = self._limit.total_seconds()
                return _failed(f"reading the feed took longer than {seconds:g} seconds and was stopped")
            except anyio.BrokenWorkerProcess:
                return _failed("the parser process ended while it read the feed")

    async def _run_prepared(self) -> bool:
        """Have a worker waiting, started now if none is: 0.2 ms for one that waits, its start otherwise."""
        try:
            await to_process.run_sync(prepare_worker, cancellable=True, limiter=self._workers)
        except (anyio.BrokenWorkerProcess, OSError):
            return False
        return True


def prepare_worker() -> None:
    """In the worker: leave Ctrl-C, which a terminal sends to all, to the main process, and bound memory."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - Windows has none

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        soft = _MEMORY if hard == resource.RLIM_INFINITY else min(_MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _failed(detail: str) -> Unparsed:
    return Unparsed(reason=Reason.PARSER_FAILED, detail=detail)
