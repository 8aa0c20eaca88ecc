"""The ledger's assertions: facts as they were stated."""

from collections.abc import Hashable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from adapters.storage.columns import write
from adapters.storage.tables import facts
from bot.core.entries import EntryId
from bot.core.ledger import Assertion
from bot.core.watches import WatchId
from bot.extraction.facts import Fact, Interval, Modality, Occurrence, Slot
from bot.extraction.text import Span

_Said = tuple[Occurrence, Slot, str]
_STATE = upsert(facts).on_conflict_do_update(
    index_elements=["event", "entry_id", "occurrence", "slot", "value", "seen"], set_={"taken_back": None}
)
"""A conflict: it was taken back at that very moment, which was nothing then."""
_TAKE_BACK = update(facts).where(facts.c.id == bindparam("row")).values(taken_back=bindparam("at"))

_VERSION = select(
    func.count(),
    func.count(facts.c.taken_back),
    func.max(facts.c.id),
    func.max(facts.c.seen),
    func.max(facts.c.taken_back),
).where(facts.c.event == bindparam("watch"))


class SqlLedger:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def assertions(self, watch: WatchId) -> tuple[Assertion, ...]:
        query = select(facts).where(facts.c.event == watch).order_by(facts.c.seen, facts.c.id)
        return tuple(to_assertion(row) for row in self._connection.execute(query))

    def version(self, watch: WatchId) -> Hashable:
        # Moments beside counts: the id of a row is given again where a transaction was undone.
        return self._connection.engine, *self._connection.execute(_VERSION, {"watch": watch}).one()

    def watches_of(self, entry: EntryId) -> tuple[WatchId, ...]:
        query = (
            select(facts.c.event)
            .where(facts.c.entry_id == entry, facts.c.taken_back.is_(None))
            .distinct()
            .order_by(facts.c.event)
        )
        return tuple(WatchId(watch) for watch in self._connection.scalars(query))

    def state(self, watch: WatchId, entry: EntryId, facts: Sequence[Assertion], at: datetime) -> None:
        standing = self._standing(watch, entry)
        stated = {_said(assertion): assertion for assertion in reversed(facts)}
        gone = [{"row": row, "at": at} for said, row in standing.items() if said not in stated]
        write(self._connection, _TAKE_BACK, gone)
        new = dict.fromkeys(said for said in map(_said, facts) if said not in standing)
        rows = [_columns(replace(stated[said], watch=watch, entry=entry, seen=at)) for said in new]
        write(self._connection, _STATE, rows)

    def id_of(self, assertion: Assertion) -> int:
        """The row that holds the assertion, which must have been stated."""
        fact = assertion.fact
        query = select(facts.c.id).where(
            facts.c.event == assertion.watch,
            facts.c.entry_id == assertion.entry,
            facts.c.occurrence == fact.occurrence,
            facts.c.slot == fact.slot,
            facts.c.value == fact.value,
            facts.c.seen == assertion.seen,
        )
        return int(self._connection.execute(query).scalar_one())

    def _standing(self, watch: WatchId, entry: EntryId) -> dict[_Said, int]:
        """What the entry states, with the row that says so."""
        query = select(facts.c.occurrence, facts.c.slot, facts.c.value, facts.c.id).where(
            facts.c.event == watch, facts.c.entry_id == entry, facts.c.taken_back.is_(None)
        )
        rows = self._connection.execute(query)
        return {(Occurrence(occurrence), Slot(slot), value): row for occurrence, slot, value, row in rows}


def _said(assertion: Assertion) -> _Said:
    fact = assertion.fact
    return fact.occurrence, fact.slot, fact.value


def _columns(assertion: Assertion) -> dict[str, Any]:
    fact = assertion.fact
    return {
        "event": assertion.watch,
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
        "seen": assertion.seen,
    }


def to_assertion(row: Row[Any]) -> Assertion:
    dated = row.first_day is not None
    return Assertion(
        watch=WatchId(row.event),
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
        seen=row.seen,
        taken_back=row.taken_back,
    )
