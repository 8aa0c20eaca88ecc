"""Claims on an event, which of them speak of the same slot, and when two of them agree."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import NamedTuple, TypeVar

from bot.extraction.facts import MANY, Fact, Interval, Modality, Occurrence, Slot

CONFIDENT = 0.5
"""A fact below this is kept as said, and never becomes the current value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A fact as one report states it. What shares outlet and time is of the same report."""

    fact: Fact
    sentence: str
    """The text of the sentence that states it."""
    outlet: str
    published: datetime
    """Aware, UTC."""


C = TypeVar("C", bound=Claim)


class SlotKey(NamedTuple):
    """What has one current value: a slot, or of slots that hold many values each of them."""

    occurrence: Occurrence
    slot: Slot
    value: str = ""
    """Empty but for the slots in `MANY`."""


def slot_key(fact: Fact) -> SlotKey:
    return SlotKey(fact.occurrence, fact.slot, fact.value if fact.slot in MANY else "")


def in_order(claims: Iterable[C]) -> list[C]:
    """By time; of what one report says itself the surer last, so that it holds. The rest only breaks ties."""
    return sorted(claims, key=_order)


def agree(a: Fact, b: Fact) -> bool:
    """Whether both can be true as said: the same value, or days of which one holds the other."""
    return a.value == b.value or _holds(a.interval, b.interval) or _holds(b.interval, a.interval)


def says_less(fact: Fact, known: Fact) -> bool:
    """Whether it only says less precisely what is known: "early December" of "4-5 December"."""
    return fact.interval != known.interval and _holds(fact.interval, known.interval)


def _holds(outer: Interval | None, inner: Interval | None) -> bool:
    if outer is None or inner is None:
        return False
    return outer.first <= inner.first and inner.last <= outer.last


_plain_order = attrgetter(
    "published",
    "fact.confidence",
    "fact.value",
    "outlet",
    "sentence",
    "fact.shown",
    "fact.role",
    "fact.rule",
    "fact.evidence.start",
    "fact.evidence.end",
    "fact.sentence.start",
    "fact.sentence.end",
)


def _order(claim: Claim) -> tuple[object, ...]:
    days, modality = claim.fact.interval, claim.fact.modality
    # A date without days and a fact without modality come first: None cannot be compared.
    return (
        *_plain_order(claim),
        (days.first, days.last) if days else (),
        modality or Modality.HELD,
        modality is None,
    )
