"""APScheduler in one process: a handful of ticks; due times live in the database."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger(__name__)


class SchedulerJobs:
    """`Jobs` on the running event loop."""

    def __init__(self) -> None:
        # A tick that is still at work when its next time comes is no news; the scheduler would warn of it.
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._running: set[asyncio.Task[None]] = set()

    def every(self, interval: timedelta, name: str, job: Callable[[], Awaitable[None]]) -> None:
        """The first call comes at once. A call that fails is logged and tried again at its next time."""

        async def tick() -> None:
            task = asyncio.current_task()
            if task is not None:
                self._running.add(task)
                task.add_done_callback(self._running.discard)
            try:
                await job()
            except Exception:
                log.exception("%s failed; it will be tried again in %s", name, interval)

        self._scheduler.add_job(
            tick,
            "interval",
            seconds=interval.total_seconds(),
            id=name,
            next_run_time=datetime.now(UTC),
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
        )

    def start(self) -> None:
        self._scheduler.start()

    async def stop(self, patience: timedelta) -> None:
        # The scheduler's own shutdown(wait=True) cancels running coroutines: draining is ours.
        if not self._scheduler.running:
            return
        self._scheduler.pause()
        running = tuple(self._running)
        if running:
            _, late = await asyncio.wait(running, timeout=patience.total_seconds())
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        self._scheduler.shutdown(wait=False)
