"""Feeds: what an operator asked to poll, what is stored about it, what a poll brought."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NewType

from bot.core.entries import EntryData
from bot.core.reasons import Reason

FeedId = NewType("FeedId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backfill:
    """Which of the entries that a feed holds at its first poll are told; the others are learnt, and no more.

    They must pass every limit that is given; `Backfill()` tells all of them.
    """

    latest: int | None = None
    """The newest so many of them."""
    since: datetime | None = None
    within: timedelta | None = None
    """Published at most so long before the poll."""
    silently: bool = False
    """What is not told is read all the same: the ledger learns its facts, and stories their beginnings."""


BACKFILL_ALL = Backfill()
BACKFILL_NONE = Backfill(latest=0)
BACKFILL_SILENT = Backfill(latest=0, silently=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A polled source, as the operator wrote it."""

    id: FeedId
    url: str
    name: str
    interval: timedelta
    """Between two polls while the feed is lively; never less, give or take a tenth."""
    longest_interval: timedelta = timedelta(0)
    """Between two polls of a feed that seldom has news; `interval` where this is shorter."""
    backfill: Backfill = BACKFILL_ALL
    tags: frozenset[str] = frozenset()
    """The operator's own words for it, which rules may ask for."""
    language: str = ""
    """As `en`; empty where the operator did not say."""
    folder: tuple[str, ...] = ()
    """Where it stands in the operator's own order of feeds, outermost first."""
    article: bool = False
    """Read the text of the linked page rather than what the feed gives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What the server gave for conditional requests; echoed byte for byte."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the last body looked like: entries that come again byte for byte need not be read again."""

    body: bytes = b""
    """A hash of the whole body; empty before the first poll."""
    entries: bytes = b""
    """Hashes of its entries, eight bytes each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How the publisher wants a feed to be polled, as the feed itself says."""

    ttl: timedelta | None = None
    """How long it stays fresh (RSS `ttl`, `sy:updatePeriod` and `sy:updateFrequency`)."""
    skip_hours: frozenset[int] = frozenset()
    """Hours of the day, UTC, in which nothing is to be asked."""
    skip_days: frozenset[int] = frozenset()
    """Days of the week, Monday 0, UTC, in which nothing is to be asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How often the feed brings something new."""

    gap: timedelta | None = None
    """Between two polls that brought new entries, on average; None before there were two."""
    gaps: int = 0
    """How many of them the average knows."""
    last_news: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A permanent redirect, seen in so many polls one after another."""

    url: str = ""
    """Where it leads; empty where the feed answers at its own address."""
    times: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What the last polls left behind. A feed never polled has `FeedState()`."""

    validators: Validators = Validators()
    next_poll: datetime | None = None
    last_success: datetime | None = None
    failures: int = 0
    """Consecutive failed polls."""
    failing_since: datetime | None = None
    problem: Reason | None = None
    problem_detail: str = ""
    stopped: bool = False
    """Not polled until an operator asks for it (`wirewatch feeds retry`) or changes its address."""
    told: Reason | None = None
    """The trouble that the operators were told of, and not yet that it is over."""
    move: Move = Move()
    wishes: Wishes = Wishes()
    rhythm: Rhythm = Rhythm()
    seen: Seen = Seen()


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedForUpdate:
    """A feed that is due, with what is stored about it."""

    feed: Feed
    state: FeedState

    @property
    def url(self) -> str:
        """Where it is polled: at its new address once it has moved for good."""
        return self.state.move.url if self.moved else self.feed.url

    @property
    def moved(self) -> bool:
        return self.state.move.times >= MOVED_AFTER

    @property
    def only_identities(self) -> bool:
        """Its entries need not be read: what the feed held before it was asked for is not told."""
        backfill = self.feed.backfill
        return self.state.last_success is None and backfill.latest == 0 and not backfill.silently


MOVED_AFTER = 3
"""Polls that a permanent redirect is watched before it is followed for good (R27): some are mistakes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the server's answer says about the next request."""

    fresh_for: timedelta | None = None
    """Cache-Control's max-age, less Age, or Expires."""
    retry_after: timedelta | None = None
    """What the server asked for (Retry-After); never polled earlier."""
    moved_to: str = ""
    """The address at the end of permanent redirects alone (301, 308)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedData:
    """A fetched and parsed feed: the entries that are not known byte for byte, in the order of the feed."""

    entries: tuple[EntryData, ...]
    known: int = 0
    """Entries left out, since the last body held them too, byte for byte."""
    validators: Validators = Validators()
    title: str = ""
    repaired: str = ""
    """What was wrong with the body where it had to be read leniently; empty for a well-formed feed."""
    terms: Terms = Terms()
    wishes: Wishes = Wishes()
    seen: Seen = Seen()


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """Nothing new: a 304, or the very bytes of the last body. Nothing was parsed."""

    validators: Validators = Validators()
    terms: Terms = Terms()


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchFailed:
    """The poll brought nothing. `detail` is one line for the operator and holds no byte of the feed."""

    reason: Reason
    detail: str
    terms: Terms = Terms()


FetchOutcome = FeedData | NotModified | FetchFailed
