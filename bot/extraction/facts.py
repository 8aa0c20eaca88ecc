"""Facts: one slot of an event, each with the sentence that states it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.extraction.lexicon import EntityId
from bot.extraction.text import Span


class EventKind(StrEnum):
    SUMMIT = "summit"
    VISIT = "visit"
    MEETING = "meeting"
    AGREEMENT = "agreement"
    SANCTION = "sanction"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventOfInterest:
    """The event that a watch keeps facts of: a summit of India and Russia, in the series of that name."""

    kind: EventKind
    parties: tuple[EntityId, ...] = ()
    series: str = ""


class Slot(StrEnum):
    EDITION = "edition"
    DATE = "date"
    HOST = "host"  # the country
    CITY = "city"
    PARTIES = "parties"
    STATUS = "status"


class Occurrence(StrEnum):
    """Which event of a series a fact is about, as the text itself places it."""

    CURRENT = "current"  # the one reported on: upcoming, under way, or just held
    PREVIOUS = "previous"  # "the last summit was held ..."


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Calendar days, both inclusive."""

    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One slot's value. Two facts agree exactly when slot, occurrence and `value` are equal."""

    slot: Slot
    value: str
    """Canonical: "23", an EDTF date ("2025-12-05~", "2025-12-04/2025-12-05"), entity ids sorted and joined by
    commas ("india,russia"), an entity id ("new-delhi"), a status ("scheduled")."""
    shown: str
    """For a reader: "23rd", "around 5 December 2025", "India, Russia", "New Delhi"."""
    sentence: Span
    """The whole sentence (or title) that states it."""
    evidence: Span
    """The words that state it, inside `sentence`."""
    rule: str
    """Name and version of the rule that found it, as `date.scheduled/1`: what to run to derive it again."""
    confidence: float
    """0 to 1; below .5 it is kept as said, and never becomes the current value."""
    occurrence: Occurrence = Occurrence.CURRENT
    interval: Interval | None = None
    """The days that a date covers; None for every other slot."""
