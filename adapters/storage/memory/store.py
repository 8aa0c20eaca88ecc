"""`Store` without a database."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from adapters.storage.memory.alerts import MemoryAlerts
from adapters.storage.memory.audit import MemoryAudit
from adapters.storage.memory.deliveries import (
    MemoryDeliveries,
    MemoryDigests,
    MemoryMilestones,
    MemorySilences,
)
from adapters.storage.memory.entries import MemoryEntries
from adapters.storage.memory.feedback import MemoryFeedback
from adapters.storage.memory.feeds import MemoryFeeds, MemoryNotices
from adapters.storage.memory.ledger import MemoryLedger
from adapters.storage.memory.search import MemorySearch
from adapters.storage.memory.stories import MemoryStories
from bot.records import Records

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class MemoryRecords:
    feeds: MemoryFeeds
    entries: MemoryEntries
    stories: MemoryStories
    deliveries: MemoryDeliveries
    digests: MemoryDigests
    search: MemorySearch
    ledger: MemoryLedger = field(default_factory=MemoryLedger)
    alerts: MemoryAlerts = field(default_factory=MemoryAlerts)
    notices: MemoryNotices = field(default_factory=MemoryNotices)
    silences: MemorySilences = field(default_factory=MemorySilences)
    audit: MemoryAudit = field(default_factory=MemoryAudit)
    feedback: MemoryFeedback = field(default_factory=MemoryFeedback)
    milestones: MemoryMilestones = field(default_factory=MemoryMilestones)


class MemoryStore:
    """Each transaction runs where it is asked for, since there is no disk to wait for.

    Unlike a database it cannot take back the half of a transaction that failed: a store in which work has
    raised is to be thrown away.
    """

    def __init__(self) -> None:
        entries, stories = MemoryEntries(), MemoryStories()
        deliveries = MemoryDeliveries(stories)
        self._records = MemoryRecords(
            feeds=MemoryFeeds(entries),
            entries=entries,
            stories=stories,
            deliveries=deliveries,
            digests=MemoryDigests(deliveries, stories),
            search=MemorySearch(entries, stories),
        )

    async def transact(self, work: Callable[[Records], T]) -> T:
        return work(self._records)

    async def close(self) -> None:
        """Nothing to let go of."""
