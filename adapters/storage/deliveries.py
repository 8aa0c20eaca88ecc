"""Deliveries and their receipts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, func, select, tuple_, update
from sqlalchemy.dialects.sqlite import insert as upsert

from adapters.storage.columns import channel_of
from adapters.storage.tables import deliveries, receipts, stories
from bot.core.channels import Channel
from bot.core.deliveries import Action, Delivery, DeliveryId, DeliveryKey, DeliveryState, Receipt
from bot.core.digests import DigestId
from bot.core.notices import NoticeId
from bot.core.reasons import Reason
from bot.core.stories import StoryId

_OPEN = (DeliveryState.PENDING, DeliveryState.SENDING, DeliveryState.AMBIGUOUS)
"""States that hold up what comes later in a thread."""
_LEFT = (DeliveryState.SENDING, DeliveryState.AMBIGUOUS, DeliveryState.SENT)

_INSERT = upsert(deliveries)
_SAVE = _INSERT.on_conflict_do_update(
    index_elements=["id"], set_={column.name: _INSERT.excluded[column.name] for column in deliveries.c}
)
"""Made once: to make and compile it took longer than to run it."""


class SqlDeliveries:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, delivery: Delivery) -> None:
        self._connection.execute(_SAVE, _columns(delivery))

    def of_story(self, story: StoryId) -> tuple[Delivery, ...]:
        query = select(deliveries).where(deliveries.c.story_id == story)
        return self._read(query.order_by(deliveries.c.thread, deliveries.c.revision))

    def in_state(self, state: DeliveryState) -> tuple[Delivery, ...]:
        return self._read(_in_order().where(deliveries.c.state == state))

    def channels_due(self, now: datetime) -> tuple[Channel, ...]:
        waiting = deliveries.c.state.in_((DeliveryState.PENDING, DeliveryState.AMBIGUOUS))
        query = (
            select(deliveries.c.channel)
            .where(waiting, deliveries.c.due_at <= now, ~_waits_for_another())
            .group_by(deliveries.c.channel)
            .order_by(func.min(deliveries.c.due_at), deliveries.c.channel)
        )
        return tuple(channel_of(channel) for channel in self._connection.scalars(query))

    def next_due(
        self, channel: Channel, state: DeliveryState, now: datetime, after: Delivery | None = None
    ) -> Delivery | None:
        query = _NEXT
        if after:
            query = query.where(tuple_(deliveries.c.due_at, deliveries.c.id) > (after.due_at, after.id))
        wanted = {"wanted_channel": str(channel), "wanted_state": state, "now": now}
        row = self._connection.execute(query, wanted).one_or_none()
        return _delivery(row) if row else None

    def counts(self) -> Mapping[DeliveryState, int]:
        query = select(deliveries.c.state, func.count()).group_by(deliveries.c.state)
        return {DeliveryState(state): count for state, count in self._connection.execute(query)}

    def posts_since(self, channel: Channel, since: datetime) -> tuple[datetime, ...]:
        query = (
            select(deliveries.c.dispatched_at)
            .where(
                deliveries.c.channel == str(channel),
                deliveries.c.state.in_(_LEFT),
                deliveries.c.action == Action.POST,
                deliveries.c.notice_id.is_(None),
                deliveries.c.dispatched_at >= since,
            )
            .order_by(deliveries.c.dispatched_at)
        )
        return tuple(self._connection.scalars(query))

    def held(self, channel: Channel) -> tuple[Delivery, ...]:
        return self._where(
            deliveries.c.channel == str(channel),
            deliveries.c.state == DeliveryState.HELD,
            deliveries.c.held_for.is_(None),
        )

    def held_for(self, digest: DigestId) -> tuple[Delivery, ...]:
        return self._where(deliveries.c.held_for == digest)

    def hold_for(self, digest: DigestId, channel: Channel) -> None:
        revision = select(stories.c.revision).where(stories.c.id == deliveries.c.story_id).scalar_subquery()
        self._connection.execute(
            update(deliveries)
            .where(
                deliveries.c.channel == str(channel),
                deliveries.c.state == DeliveryState.HELD,
                deliveries.c.held_for.is_(None),
            )
            .values(held_for=digest, tells=func.coalesce(revision, 0))
        )

    def told_by(self, digest: DigestId) -> None:
        self._connection.execute(
            update(deliveries)
            .where(deliveries.c.held_for == digest)
            .values(
                state=DeliveryState.SUPERSEDED,
                reason=Reason.IN_DIGEST,
                detail=func.coalesce(deliveries.c.reason, ""),
            )
        )

    def left_out_of(self, digest: DigestId, reason: Reason) -> None:
        self._connection.execute(
            update(deliveries)
            .where(deliveries.c.held_for == digest)
            .values(state=DeliveryState.SUPERSEDED, reason=reason, held_for=None)
        )

    def last_dispatch(self) -> datetime | None:
        found: datetime | None = self._connection.scalar(select(func.max(deliveries.c.dispatched_at)))
        return found

    def keep_receipt(self, key: DeliveryKey, receipt: Receipt, at: datetime) -> None:
        values = {
            "key": key,
            "channel_id": receipt.channel_id,
            "message_id": receipt.message_id,
            "at": at,
        }
        self._connection.execute(
            upsert(receipts).values(values).on_conflict_do_update(index_elements=["key"], set_=values)
        )

    def receipt(self, key: DeliveryKey) -> Receipt | None:
        row = self._connection.execute(select(receipts).where(receipts.c.key == key)).one_or_none()
        return Receipt(channel_id=row.channel_id, message_id=row.message_id) if row else None

    def channel_ids(self) -> Mapping[Channel, str]:
        query = (
            select(deliveries.c.channel, receipts.c.channel_id)
            .join(receipts, receipts.c.key == deliveries.c.key)
            # A reply's receipt may name the thread as its channel.
            .where(deliveries.c.key == deliveries.c.thread)
            .distinct()
        )
        return {channel_of(channel): given for channel, given in self._connection.execute(query)}

    def story_of(self, key: DeliveryKey) -> StoryId | None:
        found = self._connection.scalar(select(deliveries.c.story_id).where(deliveries.c.key == key).limit(1))
        return StoryId(found) if found else None

    def last_notice(self, channel: Channel) -> Delivery | None:
        query = (
            select(deliveries)
            .where(deliveries.c.notice_id.is_not(None), deliveries.c.channel == str(channel))
            .order_by(deliveries.c.due_at.desc(), deliveries.c.id)
            .limit(1)
        )
        row = self._connection.execute(query).one_or_none()
        return _delivery(row) if row else None

    def _where(self, *conditions: ColumnElement[bool]) -> tuple[Delivery, ...]:
        return self._read(_in_order().where(*conditions))

    def _read(self, query: Select[Any]) -> tuple[Delivery, ...]:
        return tuple(_delivery(row) for row in self._connection.execute(query))


def _in_order() -> Select[Any]:
    return select(deliveries).order_by(deliveries.c.due_at, deliveries.c.id)


def _waits_for_another() -> ColumnElement[bool]:
    earlier = deliveries.alias()
    return (
        select(earlier.c.id)
        .where(
            earlier.c.thread == deliveries.c.thread,
            earlier.c.revision < deliveries.c.revision,
            earlier.c.state.in_(_OPEN),
        )
        .exists()
    )


_NEXT = (
    _in_order()
    .where(
        deliveries.c.channel == bindparam("wanted_channel"),
        deliveries.c.state == bindparam("wanted_state"),
        deliveries.c.due_at <= bindparam("now"),
        ~_waits_for_another(),
    )
    .limit(1)
)


def _columns(delivery: Delivery) -> dict[str, Any]:
    return {
        "id": delivery.id,
        "key": delivery.key,
        "thread": delivery.thread,
        "story_id": delivery.story,
        "notice_id": delivery.notice,
        "digest_id": delivery.digest,
        "channel": str(delivery.channel),
        "revision": delivery.revision,
        "action": delivery.action,
        "state": delivery.state,
        "due_at": delivery.due_at,
        "attempts": delivery.attempts,
        "dispatched_at": delivery.dispatched_at,
        "reason": delivery.reason,
        "detail": delivery.detail,
        "possible_repeat": delivery.possible_repeat,
        "announce": delivery.announce,
        "tells": delivery.tells,
        "held_for": delivery.held_for,
    }


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(
        id=DeliveryId(row.id),
        key=DeliveryKey(row.key),
        thread=DeliveryKey(row.thread),
        story=StoryId(row.story_id) if row.story_id else None,
        notice=NoticeId(row.notice_id) if row.notice_id else None,
        digest=DigestId(row.digest_id) if row.digest_id else None,
        channel=channel_of(row.channel),
        revision=row.revision,
        action=Action(row.action),
        state=DeliveryState(row.state),
        due_at=row.due_at,
        attempts=row.attempts,
        dispatched_at=row.dispatched_at,
        reason=Reason(row.reason) if row.reason else None,
        detail=row.detail,
        possible_repeat=row.possible_repeat,
        announce=row.announce,
        tells=row.tells,
        held_for=DigestId(row.held_for) if row.held_for else None,
    )
