"""Ticks on the real scheduler and event loop."""

import asyncio
from datetime import timedelta

import pytest

from adapters.scheduling.jobs import SchedulerJobs

SOON = timedelta(milliseconds=5)
PATIENCE = timedelta(seconds=5)


async def test_a_job_that_fails_is_logged_and_called_again(caplog: pytest.LogCaptureFixture) -> None:
    jobs, calls, again = SchedulerJobs(), [0], asyncio.Event()

    async def fail() -> None:
        calls[0] += 1
        if calls[0] > 1:
            again.set()
        raise ValueError("broken")

    jobs.every(SOON, "poll", fail)
    jobs.start()
    async with asyncio.timeout(5):
        await again.wait()
    await jobs.stop(PATIENCE)
    assert "poll failed" in caplog.text


async def test_a_call_still_at_work_is_not_started_twice_and_is_waited_for_at_the_end() -> None:
    jobs = SchedulerJobs()
    under_way, finished, most = 0, 0, 0
    release, others = asyncio.Event(), asyncio.Event()
    ticks = 0

    async def slow() -> None:
        nonlocal under_way, finished, most
        under_way += 1
        most = max(most, under_way)
        await release.wait()
        under_way -= 1
        finished += 1

    async def count() -> None:
        nonlocal ticks
        ticks += 1
        if ticks == 10:
            others.set()

    jobs.every(SOON, "slow", slow)
    jobs.every(SOON, "count", count)
    jobs.start()
    async with asyncio.timeout(5):
        await others.wait()
    asyncio.get_running_loop().call_soon(release.set)
    await jobs.stop(PATIENCE)
    assert (most, finished) == (1, 1)


async def test_what_does_not_end_in_time_is_cancelled() -> None:
    jobs, started, cancelled = SchedulerJobs(), asyncio.Event(), asyncio.Event()

    async def endless() -> None:
        started.set()
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    jobs.every(SOON, "endless", endless)
    jobs.start()
    await started.wait()
    await jobs.stop(timedelta(0))
    assert cancelled.is_set()


async def test_stopping_what_was_never_started_does_nothing() -> None:
    await SchedulerJobs().stop(PATIENCE)
