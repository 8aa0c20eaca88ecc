"""What the bot keeps: one Protocol for each kind of record, used inside one transaction.

All methods are synchronous and see the transaction's own writes. They raise `StorageError` where the
database cannot be read or written; nothing of the transaction is kept then.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeVar

from bot.core.alerts import Alert, Update
from bot.core.answers.feedback import Feedback
from bot.core.channels import Channel
from bot.core.deliveries import Delivery, DeliveryKey, DeliveryState, Receipt
from bot.core.digests import Digest, DigestId, DigestKind
from bot.core.entries import EntryId, Identity, KnownEntry
from bot.core.feeds import Feed, FeedId, FeedState
from bot.core.joining import Neighbourhood
from bot.core.ledger import Assertion, Change
from bot.core.notices import Notice, NoticeId
from bot.core.reasons import Reason
from bot.core.rights import Audited
from bot.core.silences import Silence
from bot.core.stories import Report, Story, StoryId
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
    def near(self, sketch: Sketch, published: datetime) -> Neighbourhood:
        """What a report published then is held against: the few that share most of its telling words.

        What it costs does not grow with what is stored.
        """

    def of_entry(self, entry: EntryId) -> StoryId | None: ...

    def load(self, story: StoryId) -> Story: ...

    def revision(self, story: StoryId) -> int:
        """The story's alone, without reading its reports."""

    def find(self, story: StoryId) -> Story | None: ...

    def save(self, story: Story) -> None:
        """The story itself; its reports are added one by one."""

    def add_report(self, story: StoryId, report: Report, sketch: Sketch) -> None:
        """Also replaces an earlier version of the same entry's report."""

    def move(self, entries: Iterable[EntryId], to: StoryId) -> None:
        """The reports of these entries belong to that story from now on."""

    def keep_apart(self, a: StoryId, b: StoryId) -> None:
        """Remember that these two are not one happening."""

    def latest(self, limit: int) -> tuple[Story, ...]:
        """Told stories, the one updated last first."""

    def latest_of(self, watch: WatchId, limit: int) -> tuple[Story, ...]:
        """Those of them with a report that the watch matched."""


class LedgerRecords(Protocol):
    def assertions(self, watch: WatchId) -> tuple[Assertion, ...]:
        """All of the watch's events, those taken back among them, in order of their being seen."""

    def version(self, watch: WatchId) -> Hashable:
        """Another one whenever `assertions` gives something else; quickly told."""

    def watches_of(self, entry: EntryId) -> tuple[WatchId, ...]:
        """Those of whose events the entry states something now, in order."""

    def state(self, watch: WatchId, entry: EntryId, facts: Sequence[Assertion], at: datetime) -> None:
        """What the entry says of the watch's events from that moment on.

        What it had stated and states no more is taken back then, and kept; what it still states is left.
        """


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

    def updates(self, story: StoryId, after: int) -> tuple[Update, ...]:
        """The story's alerts beyond that revision, in order."""

    def note(self, decisions: Sequence[Decision]) -> None: ...

    def decisions(self, story: StoryId) -> tuple[Decision, ...]:
        """In order of time."""

    def decisions_on(self, entry: EntryId) -> tuple[Decision, ...]:
        """In order of time."""

    def forget(self, before: datetime) -> None:
        """Drop the decisions made before then."""

    def reasons(self) -> Mapping[Reason, int]:
        """How many decisions were made for each reason."""


class DeliveryRecords(Protocol):
    def save(self, delivery: Delivery) -> None:
        """Add the row, or replace the one with the same id."""

    def of_story(self, story: StoryId) -> tuple[Delivery, ...]:
        """By thread and revision."""

    def in_state(self, state: DeliveryState) -> tuple[Delivery, ...]: ...

    def channels_due(self, now: datetime) -> tuple[Channel, ...]:
        """Channels for which `next_due` has something, pending or in doubt, the longest waiting first."""

    def next_due(
        self, channel: Channel, state: DeliveryState, now: datetime, after: Delivery | None = None
    ) -> Delivery | None:
        """The channel's due delivery in that state that waits longest; behind `after` in that order.

        Of each thread only the lowest revision that has not ended: no revision overtakes another.
        """

    def counts(self) -> Mapping[DeliveryState, int]: ...

    def posts_since(self, channel: Channel, since: datetime) -> tuple[datetime, ...]:
        """When stories and digests left for the channel from then on, in order; replies do not count."""

    def held(self, channel: Channel) -> tuple[Delivery, ...]:
        """What is held for a digest and stands in none yet, in the order in which it was due."""

    def held_for(self, digest: DigestId) -> tuple[Delivery, ...]:
        """What that digest tells of."""

    def hold_for(self, digest: DigestId, channel: Channel) -> None:
        """All that is `held` in the channel stands in that digest, and tells of its story as it is now."""

    def told_by(self, digest: DigestId) -> None:
        """What that digest tells of has ended with it; why each was held is its detail."""

    def left_out_of(self, digest: DigestId, reason: Reason) -> None:
        """What that digest would have told of has ended untold, for that reason."""

    def last_dispatch(self) -> datetime | None:
        """When a request last left for any channel."""

    def keep_receipt(self, key: DeliveryKey, receipt: Receipt, at: datetime) -> None: ...

    def receipt(self, key: DeliveryKey) -> Receipt | None: ...

    def channel_ids(self) -> Mapping[Channel, str]:
        """The platforms' ids of channels, as the receipts give them."""

    def story_of(self, key: DeliveryKey) -> StoryId | None: ...

    def last_notice(self, channel: Channel) -> Delivery | None:
        """The channel's delivery of notices that is or was due last."""


class DigestRecords(Protocol):
    def add(self, digest: Digest) -> bool:
        """Whether it was new; one that is there already is left as it is."""

    def load(self, digest: DigestId) -> Digest: ...

    def last(self, channel: Channel, kind: DigestKind) -> Digest | None:
        """The one for the latest moment."""

    def stories(self, digest: Digest) -> tuple[StoryId, ...]:
        """The stories of its channel updated in its time, the first seen first; without silenced ones."""


class SilenceRecords(Protocol):
    def save(self, silence: Silence) -> None:
        """Add it, or replace the one with the same id."""

    def active(self, now: datetime) -> tuple[Silence, ...]:
        """Those that hold, the one that ends first in front."""

    def latest(self, limit: int) -> tuple[Silence, ...]:
        """Also those that are over, the newest first."""


class AuditRecords(Protocol):
    def add(self, change: Audited) -> None: ...

    def latest(self, limit: int) -> tuple[Audited, ...]:
        """The newest first."""


class FeedbackRecords(Protocol):
    def save(self, feedback: Feedback) -> None:
        """Add it, or replace what the same person said of the same alert."""

    def all(self) -> tuple[Feedback, ...]:
        """In order of time."""


class Milestone(StrEnum):
    BEGAN = "began"  # the bot was first at work with this database
    RESTORED = "restored"  # the database was found to be an older copy of itself
    KNOWN_UNTIL = "known_until"  # the last message that it knew of then
    TOLD_UNTIL = "told_until"  # the newest one in the channels


class MilestoneRecords(Protocol):
    """When something last was so."""

    def at(self, milestone: Milestone) -> datetime | None: ...

    def pass_by(self, milestone: Milestone, at: datetime) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFor:
    """What to search stored documents for."""

    words: str
    """As typed: words that must all be there, "phrases in quotes", -words that must not."""
    sources: tuple[str, ...] = ()
    """Feed ids or outlets' domains, one of which it must be from; empty: any."""
    since: datetime | None = None
    until: datetime | None = None
    """Published from `since` on and before `until`."""
    limit: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A document that was found."""

    entry: EntryId
    feed: FeedId
    title: str
    url: str
    published: datetime
    snippet: tuple[tuple[str, bool], ...]
    """Stretches of the text around the words; True for those that were searched for."""
    story: StoryId | None


class SearchRecords(Protocol):
    def find(self, wanted: SearchFor) -> tuple[Hit, ...]:
        """The newest first; none where `words` holds no word."""


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

    @property
    def digests(self) -> DigestRecords: ...

    @property
    def silences(self) -> SilenceRecords: ...

    @property
    def audit(self) -> AuditRecords: ...

    @property
    def feedback(self) -> FeedbackRecords: ...

    @property
    def milestones(self) -> MilestoneRecords: ...

    @property
    def search(self) -> SearchRecords: ...


class Store(Protocol):
    async def transact(self, work: Callable[[Records], T]) -> T:
        """Run `work` in one transaction: all of it is kept, or nothing where it raises."""

    async def close(self) -> None: ...
