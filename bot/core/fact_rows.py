"""What the ledger holds of an event, as rows of a message."""

from collections.abc import Iterable, Iterator

from bot.core.display import day
from bot.core.ledger import NEWS, Assertion, Change, Ledger
from bot.core.links import link
from bot.core.messages import Row, Span, Style, Text, Time
from bot.extraction.facts import MANY, Occurrence, Slot
from bot.extraction.merging import Merged, SlotKey

_NAMES = {
    Slot.EDITION: "Edition",
    Slot.DATE: "Date",
    Slot.HOST: "Host",
    Slot.CITY: "City",
    Slot.PARTIES: "Parties",
    Slot.STATUS: "Status",
    Slot.SERIES: "Series",
    Slot.COUNT: "Held so far",
    Slot.PARTICIPANT: "Participant",
    Slot.AGENDA: "Agenda",
    Slot.OUTCOME: "Outcome",
    Slot.TITLE: "Title",
    Slot.NUMBER: "Agreements",
    Slot.IMPOSER: "Imposed by",
    Slot.TARGET: "Target",
    Slot.MEASURE: "Measure",
    Slot.PACKAGE: "Package",
}
_NAMES_OF_SEVERAL = {
    Slot.PARTICIPANT: "Participants",
    Slot.OUTCOME: "Outcomes",
    Slot.TITLE: "Titles",
    Slot.TARGET: "Targets",
    Slot.MEASURE: "Measures",
}
_KNOWN = (
    ("Edition", (Slot.EDITION,)),
    ("Package", (Slot.PACKAGE,)),
    ("Title", (Slot.TITLE,)),
    ("Date", (Slot.DATE,)),
    ("Host", (Slot.CITY, Slot.HOST)),
    ("Parties", (Slot.PARTIES,)),
    ("Status", (Slot.STATUS,)),
    ("Imposed by", (Slot.IMPOSER,)),
    ("Against", (Slot.TARGET,)),
    ("Measures", (Slot.MEASURE,)),
    ("Agreements", (Slot.NUMBER,)),
    ("Agenda", (Slot.AGENDA,)),
    ("Outcomes", (Slot.OUTCOME,)),
)
"""What an alert says of the event, in this order. Who takes part would fill it: `latest` tells that."""
_LAST_HELD = (Slot.DATE, Slot.CITY)
_TAKEN_AS_READ = frozenset(
    (occurrence, slot)
    for occurrence in (Occurrence.PREVIOUS, Occurrence.NEXT)
    for slot in (Slot.PARTIES, Slot.STATUS, Slot.SERIES)
)
"""Of the event before and the one after, readers want to know when and where it was or will be."""
_LABELS = {Occurrence.CURRENT: "{}", Occurrence.PREVIOUS: "Last {}", Occurrence.NEXT: "Next {}"}
_VALUES_SHOWN = 3
_SENTENCES_SHOWN = 3


def change_rows(changes: Iterable[Change]) -> list[Row]:
    return [Row(label=change_label(change), spans=change_spans(change)) for change in changes]


def change_label(change: Change) -> str:
    """What sort of change it is; an outlet's own correction is marked as one."""
    if change.correction:
        return "Corrected"
    return "What changed" if change.before else "New"


def change_spans(change: Change) -> tuple[Span, ...]:
    """The slot, the old value struck through, the new one, and who says so and when."""
    return (_slot_of(change), *_turned(change), Text(text=f" ({_told_by(change.after)})"))


def update_rows(changes: Iterable[Change]) -> list[Row]:
    """The changes with the sentences that state them: for a message that holds nothing else."""
    return [_update_row(change) for change in changes]


def known_rows(facts: Ledger) -> list[Row]:
    """What holds, when the last one was, and what outlets say otherwise; no row where there is nothing."""
    known = " · ".join(
        f"{label} {shown}" for label, slots in _KNOWN if (shown := _shown(facts, Occurrence.CURRENT, slots))
    )
    rows = (("Known", known), ("Last held", _shown(facts, Occurrence.PREVIOUS, _LAST_HELD)))
    return [Row(label=label, spans=(Text(text=text),)) for label, text in rows if text] + _dispute_row(facts)


def sourced_rows(facts: Ledger) -> list[Row]:
    """One row for each slot, with the sentences that state its values, and one for what disputes it."""
    slots = dict.fromkeys((key.occurrence, key.slot) for key in facts)
    shown = sorted(slots.keys() - _TAKEN_AS_READ, key=_slot_order)
    return [row for occurrence, slot in shown for row in _rows_of(facts, occurrence, slot)]


def _rows_of(facts: Ledger, occurrence: Occurrence, slot: Slot) -> Iterator[Row]:
    values = _values(facts, occurrence, slot)
    name = _NAMES_OF_SEVERAL.get(slot, _NAMES[slot]) if len(values) > 1 else _NAMES[slot]
    label = _LABELS[occurrence].format(name if occurrence is Occurrence.CURRENT else name.lower())
    if slot in MANY:
        yield Row(label=label, spans=tuple(_of_many(values)))
        return
    (held,) = values
    yield Row(label=label, spans=(*_value(held), *_source(held.current)))
    for key, claim in _disputes({SlotKey(occurrence, slot): held}):
        words = (Text(text=f"{_NAMES[key.slot]}  "), Text(text=claim.fact.shown, style=Style.STRONG))
        yield Row(label="Disputed", spans=(*words, *_source(claim)))


def _update_row(change: Change) -> Row:
    """A status is what the row is called; of other slots the row says whether they are new or changed."""
    said = (*_turned(change), *_source(change.after))
    if change.after.fact.slot is Slot.STATUS and not change.correction:
        return Row(label=_NAMES[Slot.STATUS], spans=said)
    return Row(label=change_label(change), spans=(_slot_of(change), *said))


def _slot_of(change: Change) -> Text:
    return Text(text=f"{_NAMES[change.after.fact.slot]}  ")


def _turned(change: Change) -> tuple[Span, ...]:
    now = Text(text=change.after.fact.shown, style=Style.STRONG)
    return _in_place_of(change.before, now) if change.before else (now,)


def _in_place_of(before: Assertion, now: Text) -> tuple[Span, ...]:
    return Text(text=before.fact.shown, style=Style.STRUCK), Text(text=" → "), now


def _dispute_row(facts: Ledger) -> list[Row]:
    disputed = [
        f"{_NAMES[key.slot]} {claim.fact.shown} ({_told_by(claim)})" for key, claim in _disputes(facts)
    ]
    return [Row(label="Disputed", spans=(Text(text=" · ".join(disputed)),))] if disputed else []


def _disputes(facts: Ledger) -> Iterator[tuple[SlotKey, Assertion]]:
    """Of the event itself, and of what is told when it changes; of another city not the country too."""
    disputed = [key for key in facts if key.occurrence is Occurrence.CURRENT and facts[key].disputed]
    for key in sorted(disputed, key=lambda key: _slot_order(key[:2])):
        by_city = key.slot is Slot.HOST and SlotKey(key.occurrence, Slot.CITY) in disputed
        if key.slot in NEWS and not by_city:
            yield from ((key, claim) for claim in facts[key].disputed)


def _shown(facts: Ledger, occurrence: Occurrence, slots: Iterable[Slot]) -> str:
    """The slots' values; of many those that most outlets tell."""
    return ", ".join(words for slot in slots if (words := _first_few(_values(facts, occurrence, slot))))


def _first_few(values: list[Merged[Assertion]]) -> str:
    words = ", ".join(value.current.fact.shown for value in values[:_VALUES_SHOWN])
    return f"{words} +{len(values) - _VALUES_SHOWN}" if len(values) > _VALUES_SHOWN else words


def _values(facts: Ledger, occurrence: Occurrence, slot: Slot) -> list[Merged[Assertion]]:
    if slot not in MANY:
        held = facts.get(SlotKey(occurrence, slot))
        return [held] if held else []
    found = [facts[key] for key in facts if (key.occurrence, key.slot) == (occurrence, slot)]
    return sorted(found, key=lambda held: (-sum(held.votes.values()), held.current.fact.value))


def _value(held: Merged[Assertion]) -> tuple[Span, ...]:
    """The value that holds, with the one before it struck through."""
    now = Text(text=held.current.fact.shown, style=Style.STRONG)
    return _in_place_of(held.replaced[0], now) if held.replaced else (now,)


def _of_many(values: Iterable[Merged[Assertion]]) -> Iterator[Span]:
    """The values, those that one sentence states together, with that sentence."""
    by_sentence: dict[tuple[int, str], list[Assertion]] = {}
    for held in values:
        by_sentence.setdefault((held.current.entry, held.current.sentence), []).append(held.current)
    groups = list(by_sentence.values())
    for number, stated in enumerate(groups[:_SENTENCES_SHOWN]):
        if number:
            yield Text(text="\n")
        yield Text(text=", ".join(map(_with_role, stated)), style=Style.STRONG)
        yield from _source(stated[0])
    if more := sum(map(len, groups[_SENTENCES_SHOWN:])):
        yield Text(text=f"\n+{more}")


def _with_role(assertion: Assertion) -> str:
    fact = assertion.fact
    return f"{fact.shown} ({fact.role})" if fact.role else fact.shown


def _source(assertion: Assertion) -> tuple[Span, ...]:
    return (
        Text(text="  "),
        link(assertion.outlet, assertion.url),
        Text(text=" · "),
        Time(at=assertion.published),
        Text(text=f"\n“{assertion.sentence}”", style=Style.QUIET),
    )


def _slot_order(slot: tuple[Occurrence, Slot]) -> tuple[int, int]:
    return (list(Occurrence).index(slot[0]), list(Slot).index(slot[1]))


def _told_by(assertion: Assertion) -> str:
    return f"{assertion.outlet}, {day(assertion.published)}"


def unknown_rows(slots: Iterable[Slot]) -> list[Row]:
    """Slots that nobody has stated, each said to be unknown."""
    unsaid = Text(text="nobody has said yet", style=Style.QUIET)
    return [Row(label=_NAMES[slot], spans=(unsaid,)) for slot in slots]


def slot_label(slot: Slot) -> str:
    return _NAMES[slot]


def turn_spans(change: Change) -> tuple[Span, ...]:
    """The old value struck through, the new one, and the sentence that states it with its outlet."""
    after = change.after
    said = Text(text=f"\n“{after.sentence}”", style=Style.QUIET)
    return (*_turned(change), Text(text="  "), link(after.outlet, after.url), said)
