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
    """What can be known of an event; which slots a kind has, its reader says."""

    EDITION = "edition"
    DATE = "date"
    HOST = "host"  # the country
    CITY = "city"
    PARTIES = "parties"
    STATUS = "status"
    SERIES = "series"
    COUNT = "count"  # how many of the series have been held so far
    PARTICIPANT = "participant"
    AGENDA = "agenda"
    OUTCOME = "outcome"
    TITLE = "title"  # of an agreement: its name, or what it is called
    NUMBER = "number"  # how many agreements
    IMPOSER = "imposer"  # of sanctions
    TARGET = "target"
    MEASURE = "measure"  # travel ban, asset freeze, oil embargo
    PACKAGE = "package"  # the 19th of the European Union


MANY = frozenset(
    {Slot.PARTICIPANT, Slot.AGENDA, Slot.OUTCOME, Slot.TITLE, Slot.IMPOSER, Slot.TARGET, Slot.MEASURE}
)
"""Slots that hold several values side by side, each a fact of its own; of the others one value holds."""


class Modality(StrEnum):
    """How the words that state a fact put it."""

    HELD = "held"  # it has happened, or is happening
    SCHEDULED = "scheduled"  # a plain future: will, is due, is set for
    EXPECTED = "expected"  # expected, likely, tentatively
    PROPOSED = "proposed"  # offered, suggested, invited, discussed as a plan
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    DENIED = "denied"
    RUMOURED = "rumoured"  # could, may, reports say, considering


class Occurrence(StrEnum):
    """Which event of a series a fact is about, as the text itself places it."""

    CURRENT = "current"  # the one reported on: upcoming, under way, or just held
    PREVIOUS = "previous"  # "the last summit was held ..."
    NEXT = "next"  # after the one reported on: "the next summit will be held in Paris"


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
    commas ("india,russia"), an entity id ("new-delhi", "maxim-oreshkin"), a status ("scheduled"), words in
    lower case ("energy security", "9 mous")."""
    shown: str
    """For a reader: "23rd", "around 5 December 2025", "India, Russia", "New Delhi", "Energy security"."""
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
    modality: Modality | None = None
    """How the text puts the event where it states this; None where it only names it ("the 23rd summit")."""
    role: str = ""
    """Of a participant: the office as the text itself gives it, anywhere ("Deputy Foreign Minister")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event as a document tells it: all that it states of the same happening."""

    kind: EventKind
    facts: tuple[Fact, ...]
    """In order of slot, then place; of equal facts the surest."""
    parties: frozenset[EntityId] = frozenset()
    """Countries and organisations that take part, known by name or through those who speak for them."""
    name: str = ""
    """What the text calls it where it first names it: "the 26th SCO Summit"."""
    topics: frozenset[str] = frozenset()
    """Words of a summit's name that set it apart from the parties' regular one: "climate"."""

    @property
    def occurrence(self) -> Occurrence:
        """All its facts are of the same one."""
        return self.facts[0].occurrence if self.facts else Occurrence.CURRENT
