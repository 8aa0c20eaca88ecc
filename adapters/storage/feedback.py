"""What was said of alerts: one row for each person and alert."""

from typing import Any

from sqlalchemy import Connection, Row, select
from sqlalchemy.dialects.sqlite import insert as upsert

from adapters.storage.columns import channel_of
from adapters.storage.tables import feedback as table
from bot.core.answers.feedback import Feedback
from bot.core.deliveries import DeliveryKey
from bot.core.stories import StoryId
from bot.core.watches import WatchId


class SqlFeedback:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, feedback: Feedback) -> None:
        values = {
            "key": feedback.key,
            "actor": feedback.actor,
            "useful": feedback.useful,
            "at": feedback.at,
            "story_id": feedback.story,
            "headline": feedback.headline,
            "watches": list(feedback.watches),
            "channel": str(feedback.channel),
        }
        self._connection.execute(
            upsert(table).values(values).on_conflict_do_update(index_elements=["key", "actor"], set_=values)
        )

    def all(self) -> tuple[Feedback, ...]:
        query = select(table).order_by(table.c.at, table.c.key, table.c.actor)
        return tuple(map(_feedback, self._connection.execute(query)))


def _feedback(row: Row[Any]) -> Feedback:
    return Feedback(
        key=DeliveryKey(row.key),
        actor=row.actor,
        useful=row.useful,
        at=row.at,
        story=StoryId(row.story_id),
        headline=row.headline,
        watches=tuple(map(WatchId, row.watches)),
        channel=channel_of(row.channel),
    )
