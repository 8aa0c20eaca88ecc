"""What a measurement costs: processor time, memory, and how long the event loop keeps others waiting."""

import asyncio
import os
import resource
import sys
from contextlib import suppress
from pathlib import Path
from time import perf_counter, process_time
from types import TracebackType
from typing import Self

_PERIOD = 0.01
"""Seconds between two looks at the event loop."""


def cpu_seconds(*, without: int) -> float:
    """Of this process and of its children that are still alive, but for the process `without`.

    Children are counted where the system has /proc; elsewhere this process alone.
    """
    children = (pid for pid in _children() if pid != without)
    return process_time() + sum(map(_cpu_of, children))


def peak_rss_mb() -> float:
    """Megabytes that this process has held at most."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (2**20 if sys.platform == "darwin" else 2**10), 1)  # macOS counts bytes


def rss_mb() -> float:
    """Megabytes that this process holds now; where the system does not say, the most that it has held."""
    with suppress(OSError):
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return round(pages * resource.getpagesize() / 2**20, 1)
    return peak_rss_mb()


class LoopLag:
    """While it is open: how much later than asked for the event loop comes back to a sleeper."""

    def __init__(self) -> None:
        self._lags: list[float] = []
        self._watching: asyncio.Task[None] | None = None

    def __enter__(self) -> Self:
        self._watching = asyncio.create_task(self._watch())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._watching:
            self._watching.cancel()

    def percentile(self, of_100: int) -> float:
        """Milliseconds."""
        ordered = sorted(self._lags)
        return round(1_000 * ordered[min(len(ordered) - 1, len(ordered) * of_100 // 100)], 1)

    async def _watch(self) -> None:
        while True:
            started = perf_counter()
            await asyncio.sleep(_PERIOD)
            self._lags.append(perf_counter() - started - _PERIOD)


def _children() -> list[int]:
    found: list[int] = []
    for task in Path("/proc/self/task").glob("*/children"):
        with suppress(OSError):
            found += map(int, task.read_text().split())
    return found


def _cpu_of(pid: int) -> float:
    with suppress(OSError, ValueError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        user, system = int(fields[11]), int(fields[12])  # utime and stime, counted from the state on
        return (user + system) / os.sysconf("SC_CLK_TCK")
    return 0.0
