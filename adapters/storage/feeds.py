"""Feeds and their polling state."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from adapters.storage.tables import entries, feeds
from bot.core.feeds import Feed, FeedId, FeedState, Validators
from bot.core.reasons import Reason


class SqlFeeds:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def sync(self, wanted: Iterable[Feed]) -> None:
        stored = {row.id: row.url for row in self._connection.execute(select(feeds.c.id, feeds.c.url))}
        for feed in wanted:
            if feed.id not in stored:
                values = {"id": feed.id, "url": feed.url, **_columns(FeedState())}
                self._connection.execute(insert(feeds).values(values))
            elif stored[feed.id] != feed.url:
                self._connection.execute(
                    update(feeds).where(feeds.c.id == feed.id).values(url=feed.url, **_columns(FeedState()))
                )

    def states(self) -> Mapping[FeedId, FeedState]:
        return {FeedId(row.id): _state(row) for row in self._connection.execute(select(feeds))}

    def save(self, feed: FeedId, state: FeedState) -> None:
        self._connection.execute(update(feeds).where(feeds.c.id == feed).values(_columns(state)))

    def counts(self) -> Mapping[FeedId, int]:
        query = select(entries.c.feed_id, func.count()).group_by(entries.c.feed_id)
        return {FeedId(feed): count for feed, count in self._connection.execute(query)}


def _columns(state: FeedState) -> dict[str, Any]:
    return {
        "etag": state.validators.etag,
        "last_modified": state.validators.last_modified,
        "next_poll": state.next_poll,
        "last_success": state.last_success,
        "failures": state.failures,
        "problem": state.problem,
        "problem_detail": state.problem_detail,
    }


def _state(row: Row[Any]) -> FeedState:
    return FeedState(
        validators=Validators(etag=row.etag, last_modified=row.last_modified),
        next_poll=row.next_poll,
        last_success=row.last_success,
        failures=row.failures,
        problem=Reason(row.problem) if row.problem else None,
        problem_detail=row.problem_detail,
    )
