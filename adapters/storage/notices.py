"""What operators were told about feeds."""

from typing import Any

from sqlalchemy import Connection, Row, or_, select
from sqlalchemy.dialects.sqlite import insert as upsert

from adapters.storage.tables import notices
from bot.core.feeds import FeedId
from bot.core.notices import Notice, NoticeId
from bot.core.reasons import Reason


class SqlNotices:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, notice: Notice) -> None:
        """Keep it, once: a notice that was derived again is the one that is there."""
        values = {
            "id": notice.id,
            "feed_id": notice.feed,
            "name": notice.name,
            "reason": notice.reason,
            "detail": notice.detail,
            "at": notice.at,
            "told_with": notice.told_with,
        }
        self._connection.execute(upsert(notices).values(values).on_conflict_do_nothing())

    def together(self, first: NoticeId) -> tuple[Notice, ...]:
        of_it = or_(notices.c.id == first, notices.c.told_with == first)
        query = select(notices).where(of_it).order_by(notices.c.at, notices.c.id)
        return tuple(_notice(row) for row in self._connection.execute(query))

    def latest(self, limit: int) -> tuple[Notice, ...]:
        query = select(notices).order_by(notices.c.at.desc(), notices.c.id).limit(limit)
        return tuple(_notice(row) for row in self._connection.execute(query))


def _notice(row: Row[Any]) -> Notice:
    return Notice(
        id=NoticeId(row.id),
        feed=FeedId(row.feed_id),
        name=row.name,
        reason=Reason(row.reason),
        detail=row.detail,
        at=row.at,
        told_with=NoticeId(row.told_with) if row.told_with else None,
    )
