"""One request at a time to a host, and a pause between the starts of two."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

_HOSTS = 1000
_PATIENCE = 60.0
"""Seconds that a request waits for its time; Crawl-delay is at most half of it, Retry-After may be days."""


class Pace:
    """Knows the hosts asked last. `seconds` is any clock that never goes back, `wait` sleeps by it."""

    def __init__(self, *, seconds: Callable[[], float], wait: Callable[[float], Awaitable[object]]) -> None:
        self._seconds = seconds
        self._wait = wait
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._earliest: OrderedDict[str, float] = OrderedDict()

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        turn = self._turns.setdefault(host, asyncio.Lock())
        async with turn:
            yield

    async def begin(self, host: str, pause: float) -> bool:
        """Wait until a request may start; the next one may not for `pause` seconds after it.

        False, without waiting, where that would take too long.
        """
        left = self._earliest.get(host, 0.0) - self._seconds()
        if left > _PATIENCE:
            return False
        if left > 0:
            await self._wait(left)
        self.rest(host, pause)
        return True

    def rest(self, host: str, pause: float) -> None:
        """Ask nothing of the host for so many seconds from now."""
        self._earliest[host] = max(self._earliest.get(host, 0.0), self._seconds() + pause)
        self._earliest.move_to_end(host)
        if len(self._earliest) > _HOSTS:
            self._earliest.popitem(last=False)
