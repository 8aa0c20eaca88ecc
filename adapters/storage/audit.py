"""Who changed what by a command or a button."""

from typing import Any

from sqlalchemy import Connection, Row, insert, select

from adapters.storage.tables import audit
from bot.core.channels import parse_channel
from bot.core.rights import Audited


class SqlAudit:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, change: Audited) -> None:
        self._connection.execute(
            insert(audit).values(
                at=change.at,
                actor=change.actor,
                action=change.action,
                target=change.target,
                channel=str(change.channel) if change.channel else None,
            )
        )

    def latest(self, limit: int) -> tuple[Audited, ...]:
        query = select(audit).order_by(audit.c.at.desc(), audit.c.id.desc()).limit(limit)
        return tuple(map(_audited, self._connection.execute(query)))


def _audited(row: Row[Any]) -> Audited:
    return Audited(
        at=row.at,
        actor=row.actor,
        action=row.action,
        target=row.target,
        channel=parse_channel(row.channel) if row.channel else None,
    )
