"""What each entry says of a watch's event, as far as it tells which event is meant."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.core.entries import EntryId
from bot.core.ledger import Assertion, standing
from bot.core.watches import Watch
from bot.extraction.facts import EventKind, Fact, Interval, Occurrence, Slot
from bot.extraction.merging import CONFIDENT

_NUMBERS = (Slot.EDITION, Slot.PACKAGE)
_GUESTS = (Slot.PARTICIPANT, Slot.IMPOSER)
_COUPLED = 6
"""Persons of a meeting that are taken in pairs: more are a delegation, and would be very many pairs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What one entry says of the event that it reports on."""

    entry: EntryId
    outlet: str
    url: str
    published: datetime
    assertions: tuple[Assertion, ...]
    """All of the entry, also those that were taken back and those on the events before and after."""
    stands: bool
    """Whether any of them stands; of the others only where they belong is of interest."""
    number: Fact | None
    days: Fact | None
    guests: frozenset[str]
    """Who comes, meets or imposes: what keeps two events of the same days apart."""
    names: Mapping[str, str]
    """Of guests, for readers."""
    statuses: frozenset[str]

    @property
    def day(self) -> date | None:
        """The middle of its days."""
        return middle(self.days.interval) if self.days and self.days.interval else None


def accounts(watch: Watch, assertions: Iterable[Assertion]) -> tuple[Account, ...]:
    """One for each entry, in order of publication; the order of `assertions` does not matter."""
    by_entry: dict[EntryId, list[Assertion]] = {}
    for assertion in assertions:
        by_entry.setdefault(assertion.entry, []).append(assertion)
    return tuple(sorted((_account(watch, said) for said in by_entry.values()), key=_order))


def middle(days: Interval) -> date:
    return days.first + (days.last - days.first) / 2


def _account(watch: Watch, said: list[Assertion]) -> Account:
    stands = standing(said)
    read = stands or tuple(said)
    facts = sorted((a.fact for a in read if _tells(a.fact)), key=lambda f: (-f.confidence, f.value))
    first = min(read, key=lambda a: (a.published, a.outlet, a.url))
    guests = {} if watch.follows_one else _guests(watch, facts)
    return Account(
        entry=first.entry,
        outlet=first.outlet,
        url=first.url,
        published=first.published,
        assertions=tuple(said),
        stands=bool(stands),
        number=next((f for f in facts if f.slot in _NUMBERS), None),
        days=next((f for f in facts if f.slot is Slot.DATE and f.interval), None),
        guests=frozenset(guests),
        names=guests,
        statuses=frozenset(f.value for f in facts if f.slot is Slot.STATUS),
    )


def _tells(fact: Fact) -> bool:
    return fact.occurrence is Occurrence.CURRENT and fact.confidence >= CONFIDENT


def _guests(watch: Watch, facts: Iterable[Fact]) -> dict[str, str]:
    """By id; of a meeting each two who meet, since a minister may meet several counterparts in a day."""
    found = {f.value: f.shown for f in facts if f.slot in _GUESTS}
    if watch.event and watch.event.kind is EventKind.MEETING and 1 < len(found) <= _COUPLED:
        ids = sorted(found)
        return {f"{a}+{b}": f"{found[a]}, {found[b]}" for i, a in enumerate(ids) for b in ids[i + 1 :]}
    return found or _countries(watch, facts)


def _countries(watch: Watch, facts: Iterable[Fact]) -> dict[str, str]:
    """The parties that the watch does not ask for itself."""
    asked = set(watch.event.parties) if watch.event else set()
    stated = (party for f in facts if f.slot is Slot.PARTIES for party in f.value.split(","))
    return {party: party for party in stated if party not in asked}


def _order(account: Account) -> tuple[datetime, str, str, EntryId]:
    return account.published, account.outlet, account.url, account.entry
