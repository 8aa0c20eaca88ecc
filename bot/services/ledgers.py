"""What the ledgers hold, kept between pieces of work: a year of reports takes a second to read and merge."""

from collections.abc import Hashable
from dataclasses import dataclass, field

from bot.core.ledger import Ledger, merged
from bot.core.occasions import Occasion, occasions
from bot.core.watches import Watch, WatchId
from bot.records import Records

_KEPT = 40_000
"""Assertions of all watches, some 50 MB; of a watch that has more only the latest look is kept."""


@dataclass(frozen=True, slots=True)
class Events:
    """A watch's events, as they are by one version of its ledger."""

    version: Hashable
    occasions: tuple[Occasion, ...]
    _ledgers: dict[str, Ledger] = field(default_factory=dict)

    def ledger(self, occasion: Occasion) -> Ledger:
        """What holds of one of them."""
        if occasion.key not in self._ledgers:
            self._ledgers[occasion.key] = merged(occasion.assertions)
        return self._ledgers[occasion.key]

    @property
    def size(self) -> int:
        return sum(len(occasion.assertions) for occasion in self.occasions)


class Ledgers:
    """Used within transactions alone, of which one runs at a time."""

    def __init__(self, kept: int = _KEPT) -> None:
        self._kept = kept
        self._known: dict[WatchId, Events] = {}

    def of(self, records: Records, watch: Watch) -> Events:
        version = records.ledger.version(watch.id)
        known = self._known.pop(watch.id, None)
        if known is None or known.version != version:
            known = Events(version, occasions(watch, records.ledger.assertions(watch.id)))
        self._known[watch.id] = known
        self._forget()
        return known

    def _forget(self) -> None:
        """Those that were not looked at for longest."""
        while len(self._known) > 1 and sum(events.size for events in self._known.values()) > self._kept:
            self._known.pop(next(iter(self._known)))
