"""Deliveries and their receipts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from adapters.storage.tables import deliveries, receipts
from bot.core.channels import CONSOLE, Channel, parse_channel
from bot.core.deliveries import Action, Delivery, DeliveryId, DeliveryKey, DeliveryState, Receipt
from bot.core.notices import NoticeId
from bot.core.reasons import Reason
from bot.core.stories import StoryId

_FINAL = (DeliveryState.SENT, DeliveryState.PARKED, DeliveryState.SUPERSEDED)


class SqlDeliveries:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, delivery: Delivery) -> None:
        values = _columns(delivery)
        self._connection.execute(
            upsert(deliveries).values(values).on_conflict_do_update(index_elements=["id"], set_=values)
        )

    def of_story(self, story: StoryId) -> tuple[Delivery, ...]:
        return self._where(deliveries.c.story_id == story)

    def in_state(self, state: DeliveryState) -> tuple[Delivery, ...]:
        return self._where(deliveries.c.state == state)

    def due(self, state: DeliveryState, now: datetime) -> tuple[Delivery, ...]:
        earlier = deliveries.alias()
        waits_for_another = (
            select(earlier.c.id)
            .where(
                earlier.c.key == deliveries.c.key,
                earlier.c.revision < deliveries.c.revision,
                earlier.c.state.not_in(_FINAL),
            )
            .exists()
        )
        return self._where(deliveries.c.state == state, deliveries.c.due_at <= now, ~waits_for_another)

    def counts(self) -> Mapping[DeliveryState, int]:
        query = select(deliveries.c.state, func.count()).group_by(deliveries.c.state)
        return {DeliveryState(state): count for state, count in self._connection.execute(query)}

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
            .distinct()
        )
        return {_channel(channel): given for channel, given in self._connection.execute(query)}

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
        query = select(deliveries).where(*conditions).order_by(deliveries.c.due_at, deliveries.c.id)
        return tuple(_delivery(row) for row in self._connection.execute(query))


def _columns(delivery: Delivery) -> dict[str, Any]:
    return {
        "id": delivery.id,
        "key": delivery.key,
        "story_id": delivery.story,
        "notice_id": delivery.notice,
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
    }


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(
        id=DeliveryId(row.id),
        key=DeliveryKey(row.key),
        story=StoryId(row.story_id) if row.story_id else None,
        notice=NoticeId(row.notice_id) if row.notice_id else None,
        channel=_channel(row.channel),
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
    )


def _channel(text: str) -> Channel:
    """Every stored channel was a `Channel` before it was written."""
    return parse_channel(text) or CONSOLE
