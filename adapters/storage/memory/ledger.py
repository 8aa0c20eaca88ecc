"""The ledger's assertions, in dictionaries."""

from collections.abc import Hashable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.core.entries import EntryId
from bot.core.ledger import Assertion
from bot.core.watches import WatchId
from bot.extraction.facts import Occurrence, Slot

_Said = tuple[Occurrence, Slot, str]
_Row = tuple[EntryId, _Said, datetime]


class MemoryLedger:
    def __init__(self) -> None:
        self._store = object()
        self._versions: dict[WatchId, int] = {}
        self._rows: dict[WatchId, dict[_Row, Assertion]] = {}
        self._standing: dict[tuple[WatchId, EntryId], dict[_Said, _Row]] = {}

    def assertions(self, watch: WatchId) -> tuple[Assertion, ...]:
        return tuple(sorted(self._rows.get(watch, {}).values(), key=lambda assertion: assertion.seen))

    def version(self, watch: WatchId) -> Hashable:
        return self._store, self._versions.get(watch, 0)

    def watches_of(self, entry: EntryId) -> tuple[WatchId, ...]:
        return tuple(sorted(watch for (watch, of), said in self._standing.items() if of == entry and said))

    def state(self, watch: WatchId, entry: EntryId, facts: Sequence[Assertion], at: datetime) -> None:
        self._versions[watch] = self._versions.get(watch, 0) + 1
        rows = self._rows.setdefault(watch, {})
        standing = self._standing.setdefault((watch, entry), {})
        stated = {_said(assertion): assertion for assertion in reversed(facts)}
        for said in standing.keys() - stated.keys():
            row = standing.pop(said)
            rows[row] = replace(rows[row], taken_back=at)
        for said in map(_said, facts):
            if said not in standing:
                row = standing[said] = (entry, said, at)
                known = rows.get(row, stated[said])
                rows[row] = replace(known, watch=watch, entry=entry, seen=at, taken_back=None)


def _said(assertion: Assertion) -> _Said:
    fact = assertion.fact
    return fact.occurrence, fact.slot, fact.value
