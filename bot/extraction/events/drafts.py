"""What one rule read, before it is known which event it belongs to."""

from dataclasses import dataclass

from bot.extraction.events.sentences import Sentence
from bot.extraction.facts import EventKind, Interval, Modality, Occurrence, Slot
from bot.extraction.lexicon import EntityId
from bot.extraction.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A slot's value as one rule read it."""

    slot: Slot
    value: str
    shown: str
    evidence: Span
    rule: str
    weight: float
    """0 to 1: how sure the rule is that the words mean this; the certainty of the event comes on top."""
    interval: Interval | None = None
    modality: Modality | None = None
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Words that tell of one event, and what they say of it."""

    kind: EventKind
    sentence: Sentence
    words: Span
    """Those that tell of it: "the 14th Japan–France summit", "held talks with"."""
    drafts: tuple[Draft, ...]
    parties: frozenset[EntityId] = frozenset()
    """Countries and organisations that take part, by name or through those who speak for them."""
    people: frozenset[EntityId] = frozenset()
    """Who takes part, as far as persons are named. With different people they are different events."""
    certainty: float = 1.0
    """0 to 1: how sure it is that there is such an event at all."""
    occurrence: Occurrence = Occurrence.CURRENT
    refers_back: bool = False
    """It names nobody itself ("the talks"): what it says is about the event of its kind told last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """What a sentence says of an event that it need not name: "Trade and energy are on the agenda"."""

    sentence: Sentence
    at: Span
    """The words that say so: the event named nearest to them, or told last, is meant."""
    drafts: tuple[Draft, ...]
    kinds: frozenset[EventKind] = frozenset({EventKind.SUMMIT, EventKind.MEETING, EventKind.VISIT})
    """What it can be about."""
