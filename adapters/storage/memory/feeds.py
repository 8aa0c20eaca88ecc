"""Feeds and what operators were told about them, in dictionaries."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from heapq import nsmallest

from adapters.storage.memory.entries import MemoryEntries
from bot.core.feeds import Feed, FeedId, FeedState
from bot.core.notices import Notice, NoticeId

_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


class MemoryFeeds:
    def __init__(self, entries: MemoryEntries) -> None:
        self._entries = entries
        self._urls: dict[FeedId, str] = {}
        self._states: dict[FeedId, FeedState] = {}
        self._active: tuple[FeedId, ...] = ()

    def sync(self, feeds: Iterable[Feed]) -> None:
        wanted = tuple(feeds)
        for feed in wanted:
            if self._urls.get(feed.id) != feed.url:
                self._urls[feed.id] = feed.url
                self._states[feed.id] = FeedState()
        self._active = tuple(feed.id for feed in wanted)

    def due(self, now: datetime, limit: int) -> Mapping[FeedId, FeedState]:
        waiting = (
            (state.next_poll or _BEFORE_ALL, position, feed, state)
            for position, feed in enumerate(self._active)
            if not (state := self._states[feed]).stopped
        )
        come = nsmallest(limit, (item for item in waiting if item[0] <= now))
        return {feed: state for _, _, feed, state in come}

    def states(self) -> Mapping[FeedId, FeedState]:
        return dict(self._states)

    def save(self, states: Mapping[FeedId, FeedState]) -> None:
        self._states |= {feed: state for feed, state in states.items() if feed in self._states}

    def counts(self) -> Mapping[FeedId, int]:
        return dict(self._entries.counts)


class MemoryNotices:
    def __init__(self) -> None:
        self._notices: dict[NoticeId, Notice] = {}

    def add(self, notice: Notice) -> None:
        self._notices.setdefault(notice.id, notice)

    def together(self, first: NoticeId) -> tuple[Notice, ...]:
        of_it = (notice for notice in self._notices.values() if first in (notice.id, notice.told_with))
        return tuple(sorted(of_it, key=lambda notice: (notice.at, notice.id)))

    def latest(self, limit: int) -> tuple[Notice, ...]:
        by_id = sorted(self._notices.values(), key=lambda notice: notice.id)
        return tuple(sorted(by_id, key=lambda notice: notice.at, reverse=True)[:limit])
