"""Which sightings of a summit are of the one reported on, of an earlier one, of a later one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.extraction.events.drafts import Sighting
from bot.extraction.events.summits.phrases import Phrase
from bot.extraction.facts import Occurrence, Slot

LONG_AGO = timedelta(days=60)
"""An event that ended this long before publication is not the one reported on, but one before it."""
_MOST_OF_A_YEAR = timedelta(days=240)
_CHANGED = frozenset({"postponed", "cancelled"})


def by_occurrence(told: Sequence[tuple[Phrase, Sighting]]) -> list[Sighting]:
    """Each with the occurrence that the others leave it: after one that was held "the next" is a later one.

    A number below that of the summit told first is of an earlier one, a number above it of a later one.
    """
    current = [s for _, s in told if s.occurrence is Occurrence.CURRENT]
    held = any(d.slot is Slot.STATUS and d.value == "held" for s in current for d in s.drafts)
    first = next((number for s in current if (number := _number(s)) is not None), None)
    days = next((d.interval for s in current for d in s.drafts if d.interval is not None), None)
    changed = any(d.slot is Slot.STATUS and d.value in _CHANGED for s in current for d in s.drafts)
    after = None if changed or days is None else days.last + LONG_AGO
    return [
        replace(s, occurrence=_occurrence(phrase, s, first, current, held=held, after=after))
        for phrase, s in told
    ]


def latest_previous(sightings: list[Sighting]) -> list[Sighting]:
    """Of several earlier ones only the latest, so that their days and places do not mix."""
    numbers = {
        id(s): number for s in sightings if s.occurrence is Occurrence.PREVIOUS and (number := _number(s))
    }
    if len(set(numbers.values())) > 1:
        highest = max(numbers.values())
        sightings = [s for s in sightings if numbers.get(id(s), highest) == highest]
    days = {id(s): day for s in sightings if s.occurrence is Occurrence.PREVIOUS and (day := _last_day(s))}
    if not days:
        return sightings
    latest = max(days.values())
    return [s for s in sightings if id(s) not in days or latest - days[id(s)] <= LONG_AGO]


def _is_another(sighting: Sighting, current: Sequence[Sighting], after: date) -> bool:
    """Is it later, and in another country or another year? Else its days may only be better known."""
    day = _first_day(sighting)
    if day is None or day <= after:
        return False
    others = {d.value for s in current if s is not sighting for d in s.drafts if d.slot is Slot.HOST}
    hosts = {d.value for d in sighting.drafts if d.slot is Slot.HOST}
    return (_last_day(sighting) or day) > after + _MOST_OF_A_YEAR or bool(
        hosts and others and not hosts & others
    )


def _first_day(sighting: Sighting) -> date | None:
    return min((d.interval.first for d in sighting.drafts if d.interval is not None), default=None)


def _last_day(sighting: Sighting) -> date | None:
    return max((d.interval.last for d in sighting.drafts if d.interval is not None), default=None)


def _occurrence(
    phrase: Phrase,
    sighting: Sighting,
    first: int | None,
    current: Sequence[Sighting],
    *,
    held: bool,
    after: date | None,
) -> Occurrence:
    number = _number(sighting)
    if sighting.occurrence is not Occurrence.CURRENT:
        return sighting.occurrence
    if phrase.sentence.cut(phrase.head.start, phrase.head.end).lower() == "the next one":
        return Occurrence.NEXT
    if number is not None and first is not None and number != first:
        return Occurrence.PREVIOUS if number < first else Occurrence.NEXT
    if after is not None and _is_another(sighting, current, after):
        return Occurrence.NEXT
    later = (phrase.is_next and number is None) or _lies_ahead(phrase, sighting)
    return Occurrence.NEXT if held and later else Occurrence.CURRENT


def _lies_ahead(phrase: Phrase, sighting: Sighting) -> bool:
    """Is it still due, on days to come? Then it is not the one that was held."""
    published = phrase.sentence.document.published.date()
    due = any(d.slot is Slot.STATUS and d.value == "scheduled" for d in sighting.drafts)
    return due and any(d.interval is not None and d.interval.first > published for d in sighting.drafts)


def _number(sighting: Sighting) -> int | None:
    return next((int(d.value) for d in sighting.drafts if d.slot is Slot.EDITION), None)
