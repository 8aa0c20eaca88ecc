"""Alerts with what they told as changed, and the reasons for everything told and untold."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, func, insert, select

from adapters.storage.columns import write
from adapters.storage.ledger import SqlLedger, to_assertion
from adapters.storage.tables import alerts, changes, decisions, facts
from bot.core.alerts import Alert
from bot.core.entries import EntryId
from bot.core.ledger import Assertion, Change
from bot.core.reasons import Reason
from bot.core.stories import StoryId
from bot.extraction.merging import SlotKey, slot_key
from bot.records import Decision

_NOTE = insert(decisions)


class SqlAlerts:
    def __init__(self, connection: Connection, ledger: SqlLedger) -> None:
        self._connection = connection
        self._ledger = ledger

    def add(self, alert: Alert) -> None:
        values = {
            "story_id": alert.story.id,
            "revision": alert.story.revision,
            "reason": alert.reason,
            "at": alert.at,
        }
        statement = insert(alerts).values(values).returning(alerts.c.id)
        added = self._connection.execute(statement).scalar_one()
        rows = [
            {
                "alert_id": added,
                "after_fact": self._ledger.id_of(change.after),
                "before_fact": self._ledger.id_of(change.before) if change.before else None,
            }
            for change in alert.changes
        ]
        write(self._connection, insert(changes), rows)

    def changes(self, story: StoryId) -> tuple[Change, ...]:
        query = (
            select(changes.c.before_fact, changes.c.after_fact)
            .join(alerts, alerts.c.id == changes.c.alert_id)
            .where(alerts.c.story_id == story)
            .order_by(alerts.c.id, changes.c.after_fact)
        )
        last: dict[SlotKey, Change] = {}
        for before, after in self._connection.execute(query).all():
            change = Change(before=self._assertion(before) if before else None, after=self._assertion(after))
            slot = slot_key(change.after.fact)
            last.pop(slot, None)
            last[slot] = change
        return tuple(last.values())

    def note(self, decisions: Sequence[Decision]) -> None:
        rows = [
            {
                "at": decision.at,
                "reason": decision.reason,
                "detail": decision.detail,
                "entry_id": decision.entry,
                "story_id": decision.story,
            }
            for decision in decisions
        ]
        write(self._connection, _NOTE, rows)

    def decisions(self, story: StoryId) -> tuple[Decision, ...]:
        query = select(decisions).where(decisions.c.story_id == story).order_by(decisions.c.id)
        return tuple(
            Decision(
                at=row.at,
                reason=Reason(row.reason),
                detail=row.detail,
                entry=EntryId(row.entry_id) if row.entry_id is not None else None,
                story=story,
            )
            for row in self._connection.execute(query)
        )

    def reasons(self) -> Mapping[Reason, int]:
        query = select(decisions.c.reason, func.count()).group_by(decisions.c.reason)
        return {Reason(reason): count for reason, count in self._connection.execute(query)}

    def _assertion(self, fact: int) -> Assertion:
        return to_assertion(self._connection.execute(select(facts).where(facts.c.id == fact)).one())
