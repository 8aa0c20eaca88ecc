"""Parsing in processes of their own, which can be killed: no feed holds up the loop or the other feeds."""

import asyncio
import math
import signal
import sys
from datetime import timedelta
from pathlib import Path

import anyio
from anyio import CapacityLimiter, to_process

from adapters.feeds.parsing.parse import parse_feed
from adapters.feeds.parsing.parsed import Body, Parsed, Unparsed
from bot.core.reasons import Reason

_MEMORY = 256 * 2**20
"""Bytes that a feed may take beyond what the worker has at rest; R25 of the requirements."""
_FILES = 32
"""Open files of a worker: its two pipes, and a module now and then that is imported late."""
_STATM = Path("/proc/self/statm")


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

    async def parse(self, body: Body) -> Parsed:
        """What `parse_feed` gives, or why it gave nothing. Raises nothing."""
        async with self._turns:  # waiting for a turn is not the feed's fault: it does not count
            if not await self._run_prepared():
                return _failed("no parser process could be started")
            seconds = self._limit.total_seconds()
            try:
                with anyio.fail_after(seconds):
                    return await to_process.run_sync(
                        parse_within, body, seconds, cancellable=True, limiter=self._workers
                    )
            except TimeoutError:
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


_prepared = False


def prepare_worker() -> None:
    """In the worker, once: leave Ctrl-C, which a terminal sends to all, to the main process; set bounds."""
    global _prepared  # noqa: PLW0603 - a process has its limits once
    if _prepared:
        return
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - Windows has none

        _lower(resource.RLIMIT_CORE, 0)
        _lower(resource.RLIMIT_NOFILE, _FILES)
        if _STATM.exists():  # elsewhere the memory at rest is not to be had, nor is its limit kept
            _lower(resource.RLIMIT_AS, _address_space() + _MEMORY)
    _prepared = True


def parse_within(body: Body, seconds: float) -> Parsed:
    """In the worker: `parse_feed`, for so many seconds of the processor and one.

    The main process stops it sooner, unless that one is stuck itself.
    """
    prepare_worker()
    if sys.platform == "win32":
        return parse_feed(body)
    import resource  # noqa: PLC0415

    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, math.ceil(used.ru_utime + used.ru_stime + seconds) + 1)
    try:
        return parse_feed(body)
    finally:  # what the process is given next may not be a feed
        _lower(resource.RLIMIT_CPU, resource.getrlimit(resource.RLIMIT_CPU)[1])


def _lower(kind: int, wanted: int) -> None:
    """Set the soft limit alone, so that it can be set again."""
    import resource  # noqa: PLC0415

    _, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def _address_space() -> int:
    import resource  # noqa: PLC0415

    return int(_STATM.read_text("ascii").split()[0]) * resource.getpagesize()


def _failed(detail: str) -> Unparsed:
    return Unparsed(reason=Reason.PARSER_FAILED, detail=detail)
