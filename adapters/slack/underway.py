"""The tasks that answer something right now, so that closing can wait for them and end them."""

import asyncio
from collections.abc import Coroutine, Iterable, Iterator
from contextlib import contextmanager
from typing import Any


class Underway:
    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any] | None] = set()

    def begin(self, work: Coroutine[Any, Any, Any]) -> None:
        """Let `work` run as a task of its own, counted from now on."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    @contextmanager
    def noted(self) -> Iterator[None]:
        """Count the current task among those under way."""
        task = asyncio.current_task()
        self._tasks.add(task)
        try:
            yield
        finally:
            self._tasks.discard(task)

    async def end(self, patience: float) -> None:
        """Wait at most `patience` seconds for all of them, then cancel the rest."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + patience
        while tasks := {task for task in self._tasks if task is not None}:  # one may begin another
            _, late = await asyncio.wait(tasks, timeout=max(0.0, deadline - loop.time()))
            await end(late)
            self._tasks -= tasks


async def end(tasks: Iterable[asyncio.Future[Any] | None]) -> None:
    """Cancel the tasks and wait until each has ended."""
    running = [task for task in tasks if task is not None]
    for task in running:
        task.cancel()
    await asyncio.gather(*running, return_exceptions=True)
