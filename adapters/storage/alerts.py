"""Alerts with what they told as changed, and the reasons for everything told and untold."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, select

from adapters.storage.columns import write
from adapters.storage.ledger import SqlLedger, to_assertion
from adapters.storage.tables import alerts, changes, decisions, facts
from bot.core.alerts import Alert, Update
from bot.core.deciding import last_of_each_slot
from bot.core.entries import EntryId
from bot.core.ledger import Assertion, Change
from bot.core.reasons import Reason
from bot.core.stories import StoryId
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
                "correction": change.correction,
            }
            for change in alert.changes
        ]
        write(self._connection, insert(changes), rows)

    def changes(self, story: StoryId) -> tuple[Change, ...]:
        query = (
            select(changes)
            .join(alerts, alerts.c.id == changes.c.alert_id)
            .where(alerts.c.story_id == story)
            .order_by(alerts.c.id, changes.c.after_fact)
        )
        return last_of_each_slot(self._change(row) for row in self._connection.execute(query).all())

    def updates(self, story: StoryId, after: int) -> tuple[Update, ...]:
        query = (
            select(alerts)
            .where(alerts.c.story_id == story, alerts.c.revision > after)
            .order_by(alerts.c.revision, alerts.c.id)
        )
        return tuple(
            Update(
                revision=row.revision,
                reason=Reason(row.reason),
                changes=self._changes_of(row.id),
                at=row.at,
            )
            for row in self._connection.execute(query).all()
        )

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
        return self._decisions(decisions.c.story_id == story)

    def decisions_on(self, entry: EntryId) -> tuple[Decision, ...]:
        return self._decisions(decisions.c.entry_id == entry)

    def forget(self, before: datetime) -> None:
        self._connection.execute(delete(decisions).where(decisions.c.at < before))

    def reasons(self) -> Mapping[Reason, int]:
        query = select(decisions.c.reason, func.count()).group_by(decisions.c.reason)
        return {Reason(reason): count for reason, count in self._connection.execute(query)}

    def _decisions(self, wanted: ColumnElement[bool]) -> tuple[Decision, ...]:
        query = select(decisions).where(wanted).order_by(decisions.c.id)
        return tuple(_decision(row) for row in self._connection.execute(query))

    def _changes_of(self, alert: int) -> tuple[Change, ...]:
        query = select(changes).where(changes.c.alert_id == alert).order_by(changes.c.after_fact)
        return tuple(self._change(row) for row in self._connection.execute(query).all())

    def _change(self, row: Row[Any]) -> Change:
        return Change(
            before=self._assertion(row.before_fact) if row.before_fact else None,
            after=self._assertion(row.after_fact),
            correction=row.correction,
        )

    def _assertion(self, fact: int) -> Assertion:
        return to_assertion(self._connection.execute(select(facts).where(facts.c.id == fact)).one())


def _decision(row: Row[Any]) -> Decision:
    return Decision(
        at=row.at,
        reason=Reason(row.reason),
        detail=row.detail,
        entry=EntryId(row.entry_id) if row.entry_id is not None else None,
        story=StoryId(row.story_id) if row.story_id else None,
    )
