"""A slot's value as one rule read it, before the phrase it belongs to makes it a fact."""

from dataclasses import dataclass

from bot.extraction.facts import Interval, Slot
from bot.extraction.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    slot: Slot
    value: str
    shown: str
    evidence: Span
    rule: str
    weight: float
    """0 to 1: how sure the rule is that the words mean this; the phrase's own certainty comes on top."""
    interval: Interval | None = None
