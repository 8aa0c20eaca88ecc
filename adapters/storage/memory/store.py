"""`Store` without a database."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from adapters.storage.memory.entries import MemoryEntries
from adapters.storage.memory.feeds import MemoryFeeds, MemoryNotices
from adapters.storage.memory.news import MemoryAlerts, MemoryDeliveries, MemoryLedger, MemoryStories
from bot.records import Records

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class MemoryRecords:
    feeds: MemoryFeeds
    entries: MemoryEntries
    stories: MemoryStories = field(default_factory=MemoryStories)
    ledger: MemoryLedger = field(default_factory=MemoryLedger)
    alerts: MemoryAlerts = field(default_factory=MemoryAlerts)
    deliveries: MemoryDeliveries = field(default_factory=MemoryDeliveries)
    notices: MemoryNotices = field(default_factory=MemoryNotices)


class MemoryStore:
    """Each transaction runs where it is asked for, since there is no disk to wait for.

    Unlike a database it cannot take back the half of a transaction that failed: a store in which work has
    raised is to be thrown away.
    """

    def __init__(self) -> None:
        entries = MemoryEntries()
        self._records = MemoryRecords(feeds=MemoryFeeds(entries), entries=entries)

    async def transact(self, work: Callable[[Records], T]) -> T:
        return work(self._records)

    async def close(self) -> None:
        """Nothing to let go of."""
