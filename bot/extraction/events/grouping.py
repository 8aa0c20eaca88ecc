"""Which sightings tell of the same event, in reading order, and the event that they make together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.extraction.events.drafts import Draft, Sighting
from bot.extraction.facts import Event, EventKind, Fact, Interval, Modality, Occurrence, Slot
from bot.extraction.lexicon import EntityId

_STRONGEST_FIRST = (
    "cancelled",
    "postponed",
    "lifted",
    "extended",
    "imposed",
    "ratified",
    "signed",
    "concluded",
    "held",
    "scheduled",
    "proposed",
    "denied",
    "rumoured",
)
"""Of several in one text the strongest is the news: what was due and has been postponed is postponed."""


class Group:
    """Sightings of one event, with what they say together, kept up as they come: there may be hundreds."""

    def __init__(
        self,
        kind: EventKind,
        sightings: Iterable[Sighting],
        *,
        name: str,
        topics: frozenset[str] = frozenset(),
    ) -> None:
        self.kind = kind
        self.name = name
        self.topics = topics
        self.sightings: list[Sighting] = []
        self.parties: frozenset[EntityId] = frozenset()
        """Those who take part; of sanctions those hit too: "five Russian officials" are Russia's."""
        self.people: frozenset[EntityId] = frozenset()
        """Who takes part, as far as the text names them."""
        self.values: dict[Slot, set[str]] = {}
        self.days: set[Interval] = set()
        for sighting in sightings:
            self.add(sighting)

    def add(self, sighting: Sighting) -> None:
        self.sightings.append(sighting)
        self.parties |= sighting.parties
        self.people |= sighting.people
        for draft in sighting.drafts:
            self.values.setdefault(draft.slot, set()).add(draft.value)
            if draft.interval is not None:
                self.days.add(draft.interval)
            if draft.slot is Slot.TARGET:
                hit = sighting.sentence.within(draft.evidence)
                self.parties = self.parties.union(*(named.stands_for for named in hit))
            if draft.slot is Slot.PARTICIPANT:
                self.people |= {EntityId(draft.value)}


def group(sightings: Iterable[Sighting]) -> list[Group]:
    """The events of `sightings`, which come in reading order; what refers back to nothing is left out."""
    groups: list[Group] = []
    for sighting in sightings:
        of_kind = [g for g in groups if g.kind is sighting.kind]
        known = next((g for g in reversed(of_kind) if _same(g, sighting)), None)
        if known is not None:
            known.add(sighting)
        elif not sighting.refers_back:
            words = sighting.sentence.cut(sighting.words.start, sighting.words.end)
            groups.append(Group(sighting.kind, [sighting], name=words))
    return groups


def _same(known: Group, sighting: Sighting) -> bool:
    return not _conflict(known, sighting) and (sighting.refers_back or _alike(known, sighting))


def _alike(known: Group, sighting: Sighting) -> bool:
    match sighting.kind:
        case EventKind.SANCTION:
            alike = _share(known, sighting, Slot.IMPOSER) and _share(known, sighting, Slot.TARGET)
        case EventKind.AGREEMENT:
            alike = _nested(known.parties, sighting.parties) and _one_thing(known, sighting)
        case EventKind.VISIT:
            same_guest = _nested(known.people, sighting.people) and bool(known.people or known.parties)
            alike = same_guest and _nested(known.parties, sighting.parties)
        case _ if known.people and sighting.people:
            alike = _nested(known.people, sighting.people) and _nested(known.parties, sighting.parties)
        case _:
            alike = bool(sighting.parties) and _nested(known.parties, sighting.parties)
    return alike


def _nested(a: frozenset[EntityId], b: frozenset[EntityId]) -> bool:
    return a <= b or b <= a


def _values(known: Group, sighting: Sighting, slot: Slot) -> tuple[set[str], set[str]]:
    """What each of the two says of the slot."""
    return known.values.get(slot, set()), {d.value for d in sighting.drafts if d.slot is slot}


def _share(known: Group, sighting: Sighting, slot: Slot) -> bool:
    """Do both name some of the same, or does one of them name none?"""
    mine, theirs = _values(known, sighting, slot)
    return not mine or not theirs or bool(mine & theirs)


def _one_thing(known: Group, sighting: Sighting) -> bool:
    """Is it the same agreement: called alike, as far as both are called something?"""
    for slot in (Slot.TITLE, Slot.NUMBER):
        mine, theirs = (set(" ".join(said).split()) for said in _values(known, sighting, slot))
        if mine and theirs and not mine & theirs:
            return False
    return True


def _conflict(known: Group, sighting: Sighting) -> bool:
    """Two cities, two numbers, or days that never meet, are two events."""
    if not all(_share(known, sighting, slot) for slot in (Slot.CITY, Slot.EDITION, Slot.PACKAGE)):
        return True
    other = [d.interval for d in sighting.drafts if d.interval is not None]
    moved = {"postponed", "extended"} & set().union(*_values(known, sighting, Slot.STATUS))
    return bool(known.days and other and not moved) and not any(
        _overlap(a, b) for a in known.days for b in other
    )


def _overlap(a: Interval, b: Interval) -> bool:
    return a.first <= b.last and b.first <= a.last


def events_of(known: Group) -> Iterator[Event]:
    """One event for each occurrence of which something is stated, the current one first."""
    everything = [(s.occurrence, _fact(d, s)) for s in known.sightings for d in s.drafts]
    parties = [fact for _, fact in everything if fact.slot is Slot.PARTIES]
    for occurrence in Occurrence:
        facts = [fact for of, fact in everything if of is occurrence]
        if facts and not any(fact.slot is Slot.PARTIES for fact in facts):
            # Those who meet again are those who met before.
            facts += [replace(fact, occurrence=occurrence) for fact in parties]
        if facts:
            yield Event(
                kind=known.kind,
                facts=tuple(_settled(facts)),
                parties=known.parties,
                name=known.name,
                topics=known.topics,
            )


def _fact(draft: Draft, sighting: Sighting) -> Fact:
    return Fact(
        slot=draft.slot,
        value=draft.value,
        shown=draft.shown,
        sentence=sighting.sentence.span,
        evidence=draft.evidence,
        rule=draft.rule,
        confidence=round(draft.weight * sighting.certainty, 2),
        occurrence=sighting.occurrence,
        interval=draft.interval,
        modality=draft.modality or _put(draft, sighting),
        role=draft.role,
    )


def _put(draft: Draft, sighting: Sighting) -> Modality | None:
    """When and where something is, is put as the words beside it put that it is at all."""
    if draft.slot not in {Slot.DATE, Slot.HOST, Slot.CITY, Slot.PARTICIPANT}:
        return None
    return next((d.modality for d in sighting.drafts if d.slot is Slot.STATUS), None)


def _settled(facts: Sequence[Fact]) -> list[Fact]:
    """What the event's facts come to: one status, one name, no date that only says another less precisely."""
    names = [f for f in facts if f.slot is Slot.SERIES]
    fullest = max(names, key=lambda f: (len(f.value.split()), f.confidence), default=None)
    days = [f.interval for f in facts if f.slot is Slot.DATE and f.interval]
    kept = (
        f
        for f in _one_status(facts)
        if (f.slot is not Slot.SERIES or f is fullest)
        and not (f.interval and any(_holds(f.interval, other) for other in days))
    )
    return _best(kept)


def _holds(outer: Interval, inner: Interval) -> bool:
    return outer != inner and outer.first <= inner.first and inner.last <= outer.last


def _one_status(facts: Sequence[Fact]) -> Iterator[Fact]:
    """Only the strongest status: what was postponed is no longer scheduled."""
    said = {fact.value for fact in facts if fact.slot is Slot.STATUS}
    strongest = next((status for status in _STRONGEST_FIRST if status in said), None)
    return (f for f in facts if f.slot is not Slot.STATUS or strongest is None or f.value == strongest)


def _best(facts: Iterable[Fact]) -> list[Fact]:
    """Of equal facts the surest, then the first."""
    best: dict[tuple[Slot, str], Fact] = {}
    for fact in facts:
        key = (fact.slot, fact.value)
        if key not in best or fact.confidence > best[key].confidence:
            best[key] = fact
    order = {slot: place for place, slot in enumerate(Slot)}
    return sorted(best.values(), key=lambda f: (order[f.slot], f.evidence.start, f.evidence.end, f.value))
