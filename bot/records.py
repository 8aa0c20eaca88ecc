"""What the bot keeps: one Protocol for each kind of record, used inside one transaction.

All methods are synchronous and see the transaction's own writes. They raise `StorageError` where the
database cannot be read or written; nothing of the transaction is kept then.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from bot.core.alerts import Alert
from bot.core.channels import Channel
from bot.core.deliveries import Delivery, DeliveryKey, DeliveryState, Receipt
from bot.core.entries import EntryId, Identity, KnownEntry
from bot.core.feeds import Feed, FeedId, FeedState
from bot.core.ledger import Assertion, Change
from bot.core.notices import Notice, NoticeId
from bot.core.reasons import Reason
from bot.core.stories import Candidate, Report, Story, StoryId
from bot.core.watches import WatchId
from bot.extraction.sketch import Sketch
from bot.extraction.text import Document

T = TypeVar("T")


class FeedRecords(Protocol):
    def sync(self, feeds: Iterable[Feed]) -> None:
        """Poll these feeds and no others.

        The state of one whose URL changed starts anew; one that is left out keeps its state and is not due.
        """

    def due(self, now: datetime, limit: int) -> Mapping[FeedId, FeedState]:
        """At most `limit` feeds whose time has come, and those never polled, the longest waiting first.

        A feed that is stopped, or not among those synced last, is never due.
        """

    def states(self) -> Mapping[FeedId, FeedState]:
        """Of every feed ever synced."""

    def save(self, states: Mapping[FeedId, FeedState]) -> None: ...

    def counts(self) -> Mapping[FeedId, int]:
        """Stored entries by feed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryToStore:
    feed: FeedId
    identity: Identity
    title: str
    url: str
    author: str
    first_seen: datetime
    document: Document
    """`document.published` is the effective time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LearntEntry:
    """An entry that need not be read: enough to know it again."""

    feed: FeedId
    identity: Identity
    title: str
    url: str
    first_seen: datetime
    published: datetime
    """The effective time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEntry:
    """An entry as it was kept, with its document."""

    id: EntryId
    kept: EntryToStore


class EntryRecords(Protocol):
    def known(self, feed: FeedId, wanted: Iterable[Identity]) -> tuple[KnownEntry, ...]:
        """The feed's entries that share a guid, a URL or a title with one of `wanted`."""

    def add(self, entries: Sequence[EntryToStore]) -> tuple[EntryId, ...]:
        """In their order."""

    def learn(self, entries: Sequence[LearntEntry]) -> None:
        """Keep what identity needs; such an entry has no document and is not among `published` ones."""

    def revise(self, entry: EntryId, changed: EntryToStore) -> None:
        """Replace what the entry says; when it was first seen and published stays.

        Its revision is counted up; one that was only learnt has a document from now on.
        """

    def published(self, since: datetime, until: datetime) -> tuple[EntryId, ...]:
        """The entries published from `since` on and before `until`, in order of publication."""

    def at_url(self, url: str) -> tuple[EntryId, ...]:
        """The entries of all feeds that lead to this article, in order of publication."""

    def load(self, wanted: Iterable[EntryId]) -> tuple[StoredEntry, ...]:
        """Those of the wanted entries that are stored, in the order in which they were asked for."""


class StoryRecords(Protocol):
    def candidates(self, since: datetime, until: datetime) -> tuple[Candidate, ...]:
        """Stories with a report published between the two moments."""

    def of_entry(self, entry: EntryId) -> StoryId | None: ...

    def load(self, story: StoryId) -> Story: ...

    def save(self, story: Story) -> None:
        """The story itself; its reports are added one by one."""

    def add_report(self, story: StoryId, report: Report, sketch: Sketch) -> None:
        """Also replaces an earlier version of the same entry's report."""

    def latest(self, limit: int) -> tuple[Story, ...]:
        """Told stories, the one updated last first."""


class LedgerRecords(Protocol):
    def assertions(self, event: WatchId) -> tuple[Assertion, ...]: ...

    def add(self, assertions: Iterable[Assertion], seen: datetime) -> None:
        """Those that the same entry has not stated already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Why something was told or left untold, for `/watch why`."""

    at: datetime
    reason: Reason
    detail: str = ""
    entry: EntryId | None = None
    story: StoryId | None = None


class AlertRecords(Protocol):
    def add(self, alert: Alert) -> None: ...

    def changes(self, story: StoryId) -> tuple[Change, ...]:
        """What the story's alerts told as changed: for each slot the last, in order of telling."""

    def note(self, decisions: Sequence[Decision]) -> None: ...

    def decisions(self, story: StoryId) -> tuple[Decision, ...]:
        """In order of time."""

    def reasons(self) -> Mapping[Reason, int]:
        """How many decisions were made for each reason."""


class DeliveryRecords(Protocol):
    def save(self, delivery: Delivery) -> None:
        """Add the row, or replace the one with the same id."""

    def of_story(self, story: StoryId) -> tuple[Delivery, ...]: ...

    def in_state(self, state: DeliveryState) -> tuple[Delivery, ...]: ...

    def due(self, state: DeliveryState, now: datetime) -> tuple[Delivery, ...]:
        """Due deliveries in that state, the longest waiting first.

        Of each message only the lowest revision that is not final: no revision overtakes another.
        """

    def counts(self) -> Mapping[DeliveryState, int]: ...

    def keep_receipt(self, key: DeliveryKey, receipt: Receipt, at: datetime) -> None: ...

    def receipt(self, key: DeliveryKey) -> Receipt | None: ...

    def channel_ids(self) -> Mapping[Channel, str]:
        """The platforms' ids of channels, as the receipts give them."""

    def story_of(self, key: DeliveryKey) -> StoryId | None: ...

    def last_notice(self, channel: Channel) -> Delivery | None:
        """The channel's delivery of notices that is or was due last."""


class NoticeRecords(Protocol):
    def add(self, notice: Notice) -> None: ...

    def together(self, first: NoticeId) -> tuple[Notice, ...]:
        """The notice and those that are told with it, in order of time."""

    def latest(self, limit: int) -> tuple[Notice, ...]:
        """The newest first."""


class Records(Protocol):
    @property
    def feeds(self) -> FeedRecords: ...

    @property
    def entries(self) -> EntryRecords: ...

    @property
    def stories(self) -> StoryRecords: ...

    @property
    def ledger(self) -> LedgerRecords: ...

    @property
    def alerts(self) -> AlertRecords: ...

    @property
    def deliveries(self) -> DeliveryRecords: ...

    @property
    def notices(self) -> NoticeRecords: ...


class Store(Protocol):
    async def transact(self, work: Callable[[Records], T]) -> T:
        """Run `work` in one transaction: all of it is kept, or nothing where it raises."""

    async def close(self) -> None: ...
