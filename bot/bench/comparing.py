"""One text's events, those of the gold held against those of the bot."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.bench.gold import Measured
from bot.bench.likeness import Happening, Value, pairs, same_role
from bot.extraction.facts import EventKind

EVENTS = "events"
"""What an outcome that is of no slot, but of the event itself, stands under."""
_UNCERTAIN = frozenset({"denied", "rumoured", "proposed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One slot of one event (or the event itself), held against the gold."""

    text: str
    kind: EventKind
    slot: str
    right: int = 0
    missed: tuple[str, ...] = ()
    """As the gold shows it."""
    false: tuple[str, ...] = ()
    """As the bot shows it."""


Used = Collection[tuple[EventKind, Measured]]


def used(happenings: Iterable[Happening]) -> Used:
    return {(happening.kind, slot) for happening in happenings for slot in happening.values}


def compare(
    text: str, gold: Sequence[Happening], told: Sequence[Happening], scored: Used | None
) -> Iterator[Outcome]:
    """What is right, missed and false. `scored` are the slots that count by kind; None is all."""
    aligned = dict(_aligned(gold, told))
    for place, happening in enumerate(gold):
        other = told[aligned[place]] if place in aligned else None
        yield from _held_against(text, happening, other, scored)
    for place, happening in enumerate(told):
        if place not in aligned.values() and not _is_uncertain(happening):
            yield from _held_against(text, None, happening, scored)


def _aligned(gold: Sequence[Happening], told: Sequence[Happening]) -> Iterator[tuple[int, int]]:
    """Places of the partners, the most alike first, then in order."""
    ranked = sorted(
        (-equal, one.previous != other.previous, i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(told)
        if one.kind is other.kind and (equal := _equal_values(one, other))
    )
    golden: set[int] = set()
    taken: set[int] = set()
    for _, _, i, j in ranked:
        if i not in golden and j not in taken:
            golden.add(i)
            taken.add(j)
            yield i, j


def _equal_values(gold: Happening, told: Happening) -> int:
    return sum(
        1 for slot, values in gold.values.items() for _ in pairs(slot, values, told.values.get(slot, ()))
    )


def _is_uncertain(told: Happening) -> bool:
    statuses = [value.shown for value in told.values.get(Measured.STATUS, ())]
    return bool(statuses) and _UNCERTAIN.issuperset(statuses)


def _held_against(
    text: str, gold: Happening | None, told: Happening | None, scored: Used | None
) -> Iterator[Outcome]:
    kind = gold.kind if gold is not None else told.kind if told is not None else EventKind.SUMMIT
    there = gold.values if gold is not None else {}
    said = told.values if told is not None else {}
    yield Outcome(
        text=text,
        kind=kind,
        slot=EVENTS,
        right=int(gold is not None and told is not None),
        missed=(_gist(there),) if told is None else (),
        false=(_gist(said),) if gold is None else (),
    )
    for slot in dict.fromkeys((*there, *said)):
        if scored is None or (kind, slot) in scored:
            yield from _outcomes(text, kind, slot, there.get(slot, ()), said.get(slot, ()))


def _outcomes(
    text: str, kind: EventKind, slot: Measured, gold: Sequence[Value], told: Sequence[Value]
) -> Iterator[Outcome]:
    found = list(pairs(slot, gold, told))
    missed = _shown_without(gold, [one for one, _ in found])
    false = _shown_without(told, [other for _, other in found])
    yield Outcome(text=text, kind=kind, slot=slot, right=len(found), missed=missed, false=false)
    if slot is Measured.MEMBERS:
        yield _as_a_whole(text, kind, gold, told, whole=not missed and not false)
    elif slot is Measured.PARTICIPANTS:
        for one, other in found:
            if one.role:
                yield _role(text, kind, one, other)


def _as_a_whole(
    text: str, kind: EventKind, gold: Sequence[Value], told: Sequence[Value], *, whole: bool
) -> Outcome:
    """Of parties only all of them are the right ones."""
    return Outcome(
        text=text,
        kind=kind,
        slot=Measured.PARTIES,
        right=int(whole),
        missed=(_joined(gold),) if gold and not whole else (),
        false=(_joined(told),) if told and not whole else (),
    )


def _role(text: str, kind: EventKind, gold: Value, told: Value) -> Outcome:
    right = same_role(gold, told)
    return Outcome(
        text=text,
        kind=kind,
        slot=Measured.ROLES,
        right=int(right),
        missed=() if right else (f"{gold.shown}: {gold.role}",),
        false=(f"{told.shown}: {told.role}",) if told.role and not right else (),
    )


def _shown_without(values: Sequence[Value], found: Sequence[Value]) -> tuple[str, ...]:
    return tuple(value.shown for value in values if not any(value is other for other in found))


def _joined(values: Sequence[Value]) -> str:
    return ", ".join(value.shown for value in values)


def _gist(values: Mapping[Measured, tuple[Value, ...]]) -> str:
    return "; ".join(f"{slot} {_joined(of)}" for slot, of in values.items())
