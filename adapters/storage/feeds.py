"""Feeds and their polling state."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from adapters.storage.columns import write
from adapters.storage.tables import entries, feeds
from bot.core.feeds import Feed, FeedId, FeedState, Move, Rhythm, Seen, Validators, Wishes
from bot.core.reasons import Reason

_insert = upsert(feeds)
_START_ANEW = _insert.on_conflict_do_update(
    index_elements=["id"],
    set_={column.name: _insert.excluded[column.name] for column in feeds.c if not column.primary_key},
)
_UPDATE = update(feeds).where(feeds.c.id == bindparam("feed"))
_STORED = select(feeds.c.id, feeds.c.url, feeds.c.active, feeds.c.position)

# Two statements, since an OR of them would be looked for among all the feeds that wait.
_POLLED = select(feeds).where(feeds.c.active, ~feeds.c.stopped).limit(bindparam("limit"))
_NEVER_POLLED = _POLLED.where(feeds.c.next_poll.is_(None)).order_by(feeds.c.position)
_COME_DUE = _POLLED.where(feeds.c.next_poll <= bindparam("now")).order_by(feeds.c.next_poll, feeds.c.position)

_COUNTS = select(entries.c.feed_id, func.count()).group_by(entries.c.feed_id)


class SqlFeeds:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def sync(self, wanted: Iterable[Feed]) -> None:
        stored = {row.id: row for row in self._connection.execute(_STORED)}
        new: list[dict[str, Any]] = []
        changed: list[dict[str, Any]] = []
        for position, feed in enumerate(wanted):
            row = stored.pop(feed.id, None)
            if row is None or row.url != feed.url:
                new.append(_FRESH | {"id": feed.id, "url": feed.url, "active": True, "position": position})
            elif not row.active or row.position != position:
                changed.append({"feed": feed.id, "active": True, "position": position})
        left_out = (row for row in stored.values() if row.active)
        changed += ({"feed": row.id, "active": False, "position": row.position} for row in left_out)
        write(self._connection, _START_ANEW, new)
        write(self._connection, _UPDATE, changed)

    def due(self, now: datetime, limit: int) -> Mapping[FeedId, FeedState]:
        rows = [*self._connection.execute(_NEVER_POLLED, {"limit": limit})]
        rows += self._connection.execute(_COME_DUE, {"now": now, "limit": limit - len(rows)})
        return {FeedId(row.id): _state(row) for row in rows}

    def states(self) -> Mapping[FeedId, FeedState]:
        return {FeedId(row.id): _state(row) for row in self._connection.execute(select(feeds))}

    def save(self, states: Mapping[FeedId, FeedState]) -> None:
        rows = [{"feed": feed, **_columns(state)} for feed, state in states.items()]
        write(self._connection, _UPDATE, rows)

    def counts(self) -> Mapping[FeedId, int]:
        return {FeedId(feed): count for feed, count in self._connection.execute(_COUNTS)}


def _columns(state: FeedState) -> dict[str, Any]:
    return {
        "etag": state.validators.etag,
        "last_modified": state.validators.last_modified,
        "next_poll": state.next_poll,
        "last_success": state.last_success,
        "failures": state.failures,
        "failing_since": state.failing_since,
        "problem": state.problem,
        "problem_detail": state.problem_detail,
        "stopped": state.stopped,
        "told": state.told,
        "move_url": state.move.url,
        "move_times": state.move.times,
        "ttl": state.wishes.ttl,
        "skip_hours": _listed(state.wishes.skip_hours),
        "skip_days": _listed(state.wishes.skip_days),
        "gap": state.rhythm.gap,
        "gaps": state.rhythm.gaps,
        "last_news": state.rhythm.last_news,
        "seen_body": state.seen.body,
        "seen_entries": state.seen.entries,
    }


def _state(row: Row[Any]) -> FeedState:
    return FeedState(
        validators=Validators(etag=row.etag, last_modified=row.last_modified),
        next_poll=row.next_poll,
        last_success=row.last_success,
        failures=row.failures,
        failing_since=row.failing_since,
        problem=Reason(row.problem) if row.problem else None,
        problem_detail=row.problem_detail,
        stopped=row.stopped,
        told=Reason(row.told) if row.told else None,
        move=Move(url=row.move_url, times=row.move_times),
        wishes=Wishes(ttl=row.ttl, skip_hours=_numbers(row.skip_hours), skip_days=_numbers(row.skip_days)),
        rhythm=Rhythm(gap=row.gap, gaps=row.gaps, last_news=row.last_news),
        seen=Seen(body=row.seen_body, entries=row.seen_entries),
    )


def _listed(numbers: frozenset[int]) -> str:
    return " ".join(str(number) for number in sorted(numbers)) if numbers else ""


def _numbers(listed: str) -> frozenset[int]:
    return frozenset(int(number) for number in listed.split())


_FRESH = _columns(FeedState())
