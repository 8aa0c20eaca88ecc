"""When what the bot says of an event is what the gold says of it.

Names are the same where they may mean the same entity of the lexicon or read alike. A person's name must hold
all the words that the gold gives. Words ("energy security") are the same without article, or where six of
ten of all their words are shared. Days are the same at both ends; an approximate date also fits one gold day
in it, for some write "around 5 December" as that day.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.bench.gold import GoldEvent, Measured
from bot.extraction.facts import MANY, Event, EventKind, Fact, Interval, Occurrence, Slot
from bot.extraction.folding import fold
from bot.extraction.lexicon import EntityId, Lexicon

BELIEVED = 0.5
"""What is less sure is kept as said, and never told as known: it counts as not said."""
_SHARED_WORDS = 0.6
_AROUND = timedelta(days=4)
"""From the first to the last of a day with two on either side."""
_WORDS = re.compile(r"[^\W_]+(?:['.&/][^\W_]+)*")
_ARTICLE = re.compile(r"^(?:the|an?) ")

_FREE = frozenset({Measured.AGENDA, Measured.OUTCOMES, Measured.TITLE, Measured.TARGET, Measured.MEASURE})
"""Slots in the words of the text."""
_NAMES = frozenset({Measured.PARTIES, Measured.IMPOSER, Measured.TARGET, Measured.HOST, Measured.CITY})
_SLOTS = {
    Slot.EDITION: Measured.EDITION,
    Slot.DATE: Measured.DATE,
    Slot.CITY: Measured.CITY,
    Slot.STATUS: Measured.STATUS,
    Slot.COUNT: Measured.COUNT,
    Slot.PARTICIPANT: Measured.PARTICIPANTS,
    Slot.AGENDA: Measured.AGENDA,
    Slot.OUTCOME: Measured.OUTCOMES,
    Slot.TITLE: Measured.TITLE,
    Slot.NUMBER: Measured.NUMBER,
    Slot.IMPOSER: Measured.IMPOSER,
    Slot.TARGET: Measured.TARGET,
    Slot.MEASURE: Measured.MEASURE,
    Slot.PACKAGE: Measured.PACKAGE,
}
"""Those that stand one for one; host and parties are put together from others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value of a slot, from the gold or from the bot."""

    shown: str
    keys: frozenset[str]
    """What it is known by: ids of entities, folded words. Two that share one are the same."""
    days: Interval | None = None
    approximate: bool = False
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event, from the gold or from the bot, in one form."""

    kind: EventKind
    values: Mapping[Measured, tuple[Value, ...]]
    """Parties stand under `MEMBERS`, each by itself; the role with its participant."""
    previous: bool


class Reckoner:
    """Brings events to the form in which they are held against each other."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._bearers: dict[str, set[str]] = {}
        for entity in lexicon.entities:
            for alias in entity.surfaces:
                self._bearers.setdefault(_plain(alias.text), set()).add(entity.id)

    def of_gold(self, event: GoldEvent) -> Happening:
        values = {slot: tuple(self._gold(slot, words)) for slot, words in event.said.items()}
        if Measured.PARTIES in values:
            values[Measured.MEMBERS] = values.pop(Measured.PARTIES)
        if event.days is not None:
            values[Measured.DATE] = (_day_value(event.days, approximate=False),)
        if event.roles:
            people = zip(event.said[Measured.PARTICIPANTS], event.roles, strict=True)
            values[Measured.PARTICIPANTS] = tuple(self._named(name, role) for name, role in people)
        _put_host(values, values.get(Measured.HOST, ()))
        return Happening(kind=event.kind, values=values, previous=event.previous)

    def of_bot(self, event: Event) -> Iterator[Happening]:
        """An event may tell of the one before it too: that is another happening."""
        for occurrence in Occurrence:
            believed = [f for f in event.facts if f.occurrence is occurrence and f.confidence >= BELIEVED]
            if believed:
                yield Happening(
                    kind=event.kind,
                    values=self._told(believed),
                    previous=occurrence is Occurrence.PREVIOUS,
                )

    def _told(self, facts: Sequence[Fact]) -> dict[Measured, tuple[Value, ...]]:
        by_slot: dict[Slot, list[Fact]] = {}
        for fact in facts:
            by_slot.setdefault(fact.slot, []).append(fact)
        kept = {slot: of if slot in MANY else [_surest(of)] for slot, of in by_slot.items()}
        values = {_SLOTS[slot]: tuple(map(self._fact, of)) for slot, of in kept.items() if slot in _SLOTS}
        if Slot.PARTIES in kept:
            values[Measured.MEMBERS] = tuple(self._members(kept[Slot.PARTIES][0]))
        _put_host(values, tuple(map(self._fact, kept.get(Slot.HOST, ()))))
        return values

    def _gold(self, slot: Measured, words: Iterable[str]) -> Iterator[Value]:
        for word in words:
            if slot is Measured.STATUS:
                yield _status(word)
            else:
                yield self._named(word) if slot in _NAMES else _word(word)

    def _named(self, name: str, role: str = "") -> Value:
        plain = _plain(name)
        return Value(shown=name, keys=frozenset({plain, *self._bearers.get(plain, ())}), role=role)

    def _fact(self, fact: Fact) -> Value:
        match fact.slot:
            case Slot.DATE if fact.interval is not None:
                return _day_value(fact.interval, approximate="~" in fact.value)
            case Slot.STATUS:
                return _status(fact.value)
            case Slot.EDITION | Slot.COUNT | Slot.NUMBER | Slot.PACKAGE:
                return _word(fact.value)
            case _:
                return self._entity(fact.value, fact.shown, fact.role)

    def _members(self, parties: Fact) -> Iterator[Value]:
        for party in parties.value.split(","):
            yield self._entity(party, "", "")

    def _entity(self, value: str, shown: str, role: str) -> Value:
        known = self._lexicon[EntityId(value)].name if value in self._lexicon else ""
        keys = {value, _plain(value), _plain(shown), _plain(known)} - {""}
        return Value(shown=shown or known or value, keys=frozenset(keys), role=role)


def same(slot: Measured, gold: Value, told: Value) -> bool:
    if gold.days is not None:
        return told.days is not None and _same_days(gold.days, told)
    if gold.keys & told.keys:
        return True
    if slot is Measured.PARTICIPANTS:
        return _tokens(gold.shown) <= _tokens(told.shown)
    return slot in _FREE and _shared(_tokens(gold.shown), _tokens(told.shown)) >= _SHARED_WORDS


def same_role(gold: Value, told: Value) -> bool:
    return _plain(gold.role) == _plain(told.role)


def pairs(slot: Measured, gold: Sequence[Value], told: Sequence[Value]) -> Iterator[tuple[Value, Value]]:
    """Each value with one of the other side that is the same, one to one; those that share a key first."""
    left = list(told)
    for one in sorted(gold, key=lambda value: not any(value.keys & other.keys for other in told)):
        fitting = [other for other in left if same(slot, one, other)]
        if fitting:
            best = max(fitting, key=lambda other: len(one.keys & other.keys))
            left.remove(best)
            yield one, best


def _put_host(values: dict[Measured, tuple[Value, ...]], host: tuple[Value, ...]) -> None:
    """Host and city in one value: sets differ in which of the two they call the host."""
    places = (*host, *values.get(Measured.CITY, ()))
    values.pop(Measured.HOST, None)
    if places:
        shown = ", ".join(dict.fromkeys(place.shown for place in places))
        values[Measured.HOST] = (Value(shown=shown, keys=frozenset().union(*(p.keys for p in places))),)


def _surest(facts: Sequence[Fact]) -> Fact:
    """The one that would be told as known: of equally sure ones the first; of days those named exactest.

    "Next month" beside "8 June" is no second opinion on the date, however sure.
    """
    surest = max(facts, key=lambda fact: fact.confidence)
    if surest.interval is None:
        return surest
    inside = [fact for fact in facts if fact.interval and _holds(surest.interval, fact.interval)]
    return min(inside, key=lambda fact: _length(fact.interval))


def _holds(outer: Interval, inner: Interval) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last


def _length(days: Interval | None) -> timedelta:
    return days.last - days.first if days else timedelta.max


def _same_days(gold: Interval, told: Value) -> bool:
    days = told.days
    if days is None or days == gold:
        return days is not None
    one_day = gold.first == gold.last
    return told.approximate and one_day and _holds(days, gold) and _length(days) <= _AROUND


def _day_value(days: Interval, *, approximate: bool) -> Value:
    shown = f"{days.first}" if days.first == days.last else f"{days.first}/{days.last}"
    return Value(shown=shown, keys=frozenset(), days=days, approximate=approximate)


def _status(word: str) -> Value:
    """What is expected is due, as far as the gold goes."""
    status = "scheduled" if word == "expected" else word
    return Value(shown=word, keys=frozenset({status}))


def _word(words: str) -> Value:
    return Value(shown=words, keys=frozenset({_plain(words)}))


def _plain(words: str) -> str:
    return _ARTICLE.sub("", fold(words).text.strip())


def _tokens(words: str) -> frozenset[str]:
    return frozenset(_WORDS.findall(_plain(words)))


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Jaccard: of all words of both the share that both have."""
    return len(one & other) / len(one | other) if one | other else 0.0
