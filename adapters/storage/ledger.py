"""The ledger's assertions: facts as they were stated."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select
from sqlalchemy.dialects.sqlite import insert as upsert

from adapters.storage.columns import write
from adapters.storage.tables import facts
from bot.core.entries import EntryId
from bot.core.ledger import Assertion
from bot.core.watches import WatchId
from bot.extraction.facts import Fact, Interval, Modality, Occurrence, Slot
from bot.extraction.text import Span


class SqlLedger:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def assertions(self, event: WatchId) -> tuple[Assertion, ...]:
        query = select(facts).where(facts.c.event == event).order_by(facts.c.id)
        return tuple(to_assertion(row) for row in self._connection.execute(query))

    def add(self, assertions: Iterable[Assertion], seen: datetime) -> None:
        rows = [_columns(assertion, seen) for assertion in assertions]
        write(self._connection, upsert(facts).on_conflict_do_nothing(), rows)

    def id_of(self, assertion: Assertion) -> int:
        """The row that holds the assertion, which must have been added."""
        fact = assertion.fact
        query = select(facts.c.id).where(
            facts.c.event == assertion.event,
            facts.c.entry_id == assertion.entry,
            facts.c.occurrence == fact.occurrence,
            facts.c.slot == fact.slot,
            facts.c.value == fact.value,
        )
        return int(self._connection.execute(query).scalar_one())


def _columns(assertion: Assertion, seen: datetime) -> dict[str, Any]:
    fact = assertion.fact
    return {
        "event": assertion.event,
        "entry_id": assertion.entry,
        "occurrence": fact.occurrence,
        "slot": fact.slot,
        "value": fact.value,
        "shown": fact.shown,
        "first_day": fact.interval.first if fact.interval else None,
        "last_day": fact.interval.last if fact.interval else None,
        "sentence": assertion.sentence,
        "sentence_start": fact.sentence.start,
        "sentence_end": fact.sentence.end,
        "evidence_start": fact.evidence.start,
        "evidence_end": fact.evidence.end,
        "rule": fact.rule,
        "confidence": fact.confidence,
        "modality": fact.modality,
        "role": fact.role,
        "outlet": assertion.outlet,
        "url": assertion.url,
        "published": assertion.published,
        "seen": seen,
    }


def to_assertion(row: Row[Any]) -> Assertion:
    dated = row.first_day is not None
    return Assertion(
        event=WatchId(row.event),
        entry=EntryId(row.entry_id),
        fact=Fact(
            slot=Slot(row.slot),
            value=row.value,
            shown=row.shown,
            sentence=Span(start=row.sentence_start, end=row.sentence_end),
            evidence=Span(start=row.evidence_start, end=row.evidence_end),
            rule=row.rule,
            confidence=row.confidence,
            occurrence=Occurrence(row.occurrence),
            interval=Interval(first=row.first_day, last=row.last_day) if dated else None,
            modality=Modality(row.modality) if row.modality else None,
            role=row.role,
        ),
        sentence=row.sentence,
        outlet=row.outlet,
        url=row.url,
        published=row.published,
    )
