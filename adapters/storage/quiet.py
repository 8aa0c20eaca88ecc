"""Silences, digests, and the moments worth remembering."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, or_, select
from sqlalchemy.dialects.sqlite import insert as upsert

from adapters.storage.columns import channel_of
from adapters.storage.tables import deliveries as rows
from adapters.storage.tables import digests, milestones, silences, stories
from bot.core.channels import Channel
from bot.core.deliveries import DeliveryState
from bot.core.digests import Digest, DigestId, DigestKind
from bot.core.reasons import Reason
from bot.core.silences import Silence, SilenceId, SilenceKind
from bot.core.stories import StoryId
from bot.records import Milestone


class SqlSilences:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, silence: Silence) -> None:
        values = {
            "id": silence.id,
            "kind": silence.kind,
            "target": silence.target,
            "channel": str(silence.channel) if silence.channel else None,
            "author": silence.author,
            "why": silence.why,
            "at": silence.at,
            "until": silence.until,
            "ended": silence.ended,
            "ended_by": silence.ended_by,
        }
        self._connection.execute(
            upsert(silences).values(values).on_conflict_do_update(index_elements=["id"], set_=values)
        )

    def active(self, now: datetime) -> tuple[Silence, ...]:
        query = (
            select(silences)
            .where(
                silences.c.at <= now,
                silences.c.until > now,
                or_(silences.c.ended.is_(None), silences.c.ended > now),
            )
            .order_by(silences.c.until, silences.c.id)
        )
        return tuple(_silence(row) for row in self._connection.execute(query))

    def latest(self, limit: int) -> tuple[Silence, ...]:
        query = select(silences).order_by(silences.c.at.desc(), silences.c.id).limit(limit)
        return tuple(_silence(row) for row in self._connection.execute(query))


class SqlDigests:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, digest: Digest) -> bool:
        values = {
            "id": digest.id,
            "channel": str(digest.channel),
            "kind": digest.kind,
            "since": digest.since,
            "until": digest.until,
        }
        statement = upsert(digests).values(values).on_conflict_do_nothing().returning(digests.c.id)
        return self._connection.execute(statement).one_or_none() is not None

    def load(self, digest: DigestId) -> Digest:
        return _digest(self._connection.execute(select(digests).where(digests.c.id == digest)).one())

    def last(self, channel: Channel, kind: DigestKind) -> Digest | None:
        query = (
            select(digests)
            .where(digests.c.channel == str(channel), digests.c.kind == kind)
            .order_by(digests.c.until.desc())
            .limit(1)
        )
        row = self._connection.execute(query).one_or_none()
        return _digest(row) if row else None

    def stories(self, digest: Digest) -> tuple[StoryId, ...]:
        not_told = (rows.c.state == DeliveryState.SUPERSEDED) & (rows.c.reason == Reason.SILENCED)
        query = (
            select(stories.c.id)
            .join(rows, rows.c.story_id == stories.c.id)
            .where(
                rows.c.channel == str(digest.channel),
                ~not_told,
                stories.c.revision > 0,
                stories.c.updated >= digest.since,
                stories.c.updated < digest.until,
            )
            .group_by(stories.c.id)
            .order_by(stories.c.first_seen, stories.c.id)
        )
        return tuple(StoryId(story) for story in self._connection.scalars(query))


class SqlMilestones:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def at(self, milestone: Milestone) -> datetime | None:
        found: datetime | None = self._connection.scalar(
            select(milestones.c.at).where(milestones.c.name == milestone)
        )
        return found

    def pass_by(self, milestone: Milestone, at: datetime) -> None:
        statement = upsert(milestones).values(name=milestone, at=at)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["name"], set_={"at": statement.excluded.at})
        )


def _silence(row: Row[Any]) -> Silence:
    return Silence(
        id=SilenceId(row.id),
        kind=SilenceKind(row.kind),
        target=row.target,
        channel=channel_of(row.channel) if row.channel else None,
        author=row.author,
        why=row.why,
        at=row.at,
        until=row.until,
        ended=row.ended,
        ended_by=row.ended_by,
    )


def _digest(row: Row[Any]) -> Digest:
    return Digest(
        id=DigestId(row.id),
        channel=channel_of(row.channel),
        kind=DigestKind(row.kind),
        since=row.since,
        until=row.until,
    )
