"""The persons of one document as they become known, and who is meant by a surname."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from bot.extraction.folding import fold
from bot.extraction.lazily import lazy
from bot.extraction.lexicon import AliasKind, Entity, EntityId, EntityKind, Lexicon
from bot.extraction.names.offices import Office
from bot.extraction.names.runs import FIRST, SUFFIX, kind_of, plain
from bot.extraction.names.values import Person

_APART = lazy(r"[\W_]+")


class Acquaintance:
    """One person, with the best office that the text has told so far."""

    __slots__ = ("at", "country", "entity", "name", "office")

    def __init__(self, name: str, entity: Entity | None, at: int) -> None:
        self.name = name
        self.entity = entity
        """The lexicon's; None where the text alone knows the person."""
        self.at = at
        """Where the full name first stands."""
        self.office: Office | None = None
        self.country: EntityId | None = entity.country if entity is not None else None

    def learn(self, office: Office | None, country: EntityId | None = None) -> None:
        self.country = self.country or country
        if office is None or not office.role:
            return
        if self.office is None or office.rank > self.office.rank:
            self.office = office


_MOST_OF_A_NAME = 20
"""Persons kept by one surname: beyond two the text must say the office anyway."""


class People:
    """Whom a document has named."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._by_name: dict[str, Acquaintance] = {}
        self._by_surname: dict[str, list[Acquaintance]] = {}
        self._by_given: dict[str, list[Acquaintance]] = {}

    def known(self, entity: Entity, at: int) -> Acquaintance:
        """A person of the lexicon."""
        return self._by_name.get(entity.id) or self._add(entity.id, entity.name, entity, at)

    def introduced(self, name: str, at: int) -> Acquaintance:
        """A person by the full name, as the text has it."""
        key = _key(name)
        found = self._by_name.get(key)
        return found or self._add(key, name, None, at)

    def by_surname(self, name: str) -> Acquaintance | None:
        """The one person so called, by the last name or compound."""
        return _only(self._by_surname.get(_key(name)))

    def by_given(self, name: str) -> Acquaintance | None:
        return _only(self._by_given.get(_key(name)))

    def is_borne(self, name: str) -> bool:
        """Whether anybody has it as a surname."""
        return _key(name) in self._by_surname

    def is_shared(self, name: str) -> bool:
        return len(self._by_surname.get(_key(name), ())) > 1

    def bearing(self, name: str, office: Office) -> Acquaintance | None:
        """Of those who share a surname the one with that office."""
        return _only(
            [one for one in self._by_surname[_key(name)] if one.office and one.office.noun == office.noun]
        )

    def weakly(self, name: str) -> Entity | None:
        """The lexicon's person with this weak alias, if one alone has it."""
        return weak_aliases(self._lexicon).get(_key(name))

    def __iter__(self) -> Iterator[Acquaintance]:
        return iter(self._by_name.values())

    def _add(self, key: str, name: str, entity: Entity | None, at: int) -> Acquaintance:
        self._by_name[key] = one = Acquaintance(name, entity, at)
        for surname in surnames(name):
            bearers = self._by_surname.setdefault(surname, [])
            if len(bearers) < _MOST_OF_A_NAME:
                bearers.append(one)
        given = _key(name.split(" ", 1)[0])
        if given not in surnames(name):
            self._by_given.setdefault(given, []).append(one)
        return one

    def person(self, one: Acquaintance) -> Person:
        """As the readers of events see it."""
        role = one.office.role if one.office else ""
        span = one.office.span if one.office else None
        entity = one.entity or self.made(one)
        if entity.country is None and one.country is not None:
            entity = replace(entity, country=one.country)  # the lexicon does not tell that he speaks for NATO
        return Person(entity=entity, role=role, role_span=span)

    def made(self, one: Acquaintance) -> Entity:
        identity = self._identity(one.name)
        if identity in self._lexicon:
            known = self._lexicon[identity]
            if known.kind is EntityKind.PERSON:
                return known
            identity = EntityId(f"{identity}-person")
        return Entity(id=identity, name=one.name, kind=EntityKind.PERSON, country=one.country)

    @staticmethod
    def _identity(name: str) -> EntityId:
        folded = fold(name).text
        return EntityId(_APART.sub("-", folded).strip("-") or folded)


def _only(found: list[Acquaintance] | None) -> Acquaintance | None:
    return found[0] if found is not None and len(found) == 1 else None


@lru_cache(maxsize=16_384)
def _key(name: str) -> str:
    return plain(name).replace(".", "").replace("’", "'")


_COMPOUND = lazy(
    r" (?=(?:bin|ibn|bint|van|von|de|del|della|da|dos|do|di|du|la|le|el|al|abu|ben|ould|ter|ten|den|der) )",
    re.IGNORECASE,
)


@lru_cache(maxsize=16_384)
def surnames(name: str) -> tuple[str, ...]:
    """What a full name's bearer is called later: the last word, with its particles; in China the first."""
    words = [w for w in name.split(" ") if not kind_of(plain(w)) & SUFFIX] or name.split(" ")
    found = [words[-1]]
    parts = _COMPOUND.split(" ".join(words), maxsplit=1)
    if len(parts) == 2 and parts[0]:
        found.append(parts[1])
    if len(words) in {2, 3} and kind_of(plain(words[0])) & FIRST:
        found.append(words[0])
    return tuple(dict.fromkeys(_key(one) for one in found))


@lru_cache(maxsize=4)
def weak_aliases(lexicon: Lexicon) -> Mapping[str, Entity]:
    """Persons by their weak aliases, those left out that two have. Kept: a lexicon serves many documents."""
    found: dict[str, Entity | None] = {}
    for entity in lexicon.entities:
        if entity.kind is EntityKind.PERSON:
            for alias in entity.aliases:
                if alias.kind is AliasKind.WEAK:
                    found[_key(alias.text)] = None if _key(alias.text) in found else entity
    return {key: entity for key, entity in found.items() if entity is not None}
