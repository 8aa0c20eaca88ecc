"""How the facts of an event came about."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from bot.core.ledger import Assertion, Ledger, is_news
from bot.extraction.facts import Slot
from bot.extraction.merging import Merged


@dataclass(frozen=True, slots=True, kw_only=True)
class Development:
    """A slot that got its first value, or another one."""

    at: datetime
    """When the report was published with which `after` came to hold."""
    slot: Slot
    before: Assertion | None
    """What held until then; None for the first value, and for each of a slot that holds many."""
    after: Assertion


def developments(ledger: Ledger) -> tuple[Development, ...]:
    """Those of the event itself that are news, the oldest first; a dispute that changed nothing is none."""
    found = (
        d for key, slot in sorted(ledger.items(), key=lambda item: item[0]) if is_news(key) for d in _of(slot)
    )
    return tuple(sorted(found, key=lambda development: development.at))


def _of(slot: Merged[Assertion]) -> Iterator[Development]:
    for before, turn in pairwise((None, *slot.history)):
        if turn:
            claim = turn.claim
            held = before.claim if before else None
            yield Development(at=turn.at, slot=claim.fact.slot, before=held, after=claim)
