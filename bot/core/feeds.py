"""Feeds: what an operator asked to poll, what is stored about it, what a poll brought."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from bot.core.entries import EntryData
from bot.core.reasons import Reason

FeedId = NewType("FeedId", str)


class Backfill(StrEnum):
    """What the first poll of a feed does with the entries it already holds."""

    ALL = "all"  # they are matched and told like any other
    NONE = "none"  # they are stored and known, and nobody is told


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A polled source, as the operator wrote it."""

    id: FeedId
    url: str
    name: str
    interval: timedelta
    backfill: Backfill = Backfill.ALL
    tags: frozenset[str] = frozenset()
    """The operator's own words for it, which rules may ask for."""
    language: str = ""
    """As `en`; empty where the operator did not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What the server gave for conditional requests; echoed byte for byte."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What the last polls left behind. A feed never polled has `FeedState()`."""

    validators: Validators = Validators()
    next_poll: datetime | None = None
    last_success: datetime | None = None
    failures: int = 0
    """Consecutive failed polls."""
    problem: Reason | None = None
    problem_detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedForUpdate:
    """A feed that is due, with what is stored about it."""

    feed: Feed
    state: FeedState


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedData:
    """A fetched and parsed feed: entries in the order in which the feed gave them."""

    entries: tuple[EntryData, ...]
    validators: Validators = Validators()
    title: str = ""
    repaired: str = ""
    """What was wrong with the body where it had to be read leniently; empty for a well-formed feed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """304: nothing new, nothing parsed."""

    validators: Validators = Validators()


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchFailed:
    """The poll brought nothing. `detail` is one line for the operator and holds no byte of the feed."""

    reason: Reason
    detail: str
    retry_after: timedelta | None = None
    """What the server asked for (Retry-After); never polled earlier."""


FetchOutcome = FeedData | NotModified | FetchFailed
