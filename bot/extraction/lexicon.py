"""Entities with a canonical name and typed aliases."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

EntityId = NewType("EntityId", str)


class EntityKind(StrEnum):
    COUNTRY = "country"
    CITY = "city"
    PERSON = "person"
    ORGANISATION = "organisation"
    SERIES = "series"  # of events: the India–Russia Annual Summit
    TOPIC = "topic"


class AliasKind(StrEnum):
    NAME = "name"  # India, Republic of India
    ACRONYM = "acronym"  # SCO: matched only in its own case
    DEMONYM = "demonym"  # Indian, Russians
    METONYM = "metonym"  # Kremlin, New Delhi: alone it makes no match
    WEAK = "weak"  # ambiguous by itself: alone it makes no match


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    text: str
    kind: AliasKind = AliasKind.NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    id: EntityId
    name: str
    """The canonical name, as shown; always an alias of kind `name` too."""
    kind: EntityKind
    aliases: tuple[Alias, ...] = ()
    country: EntityId | None = None
    """Where it lies (a city) or what it speaks for (a person)."""

    @property
    def surfaces(self) -> tuple[Alias, ...]:
        """Everything that the entity may be called, its canonical name first."""
        return (Alias(text=self.name), *self.aliases)


LOOKALIKES = (
    "American Indian",
    "English Channel",
    "French fries",
    "German shepherd",
    "Guinea pig",
    "Indian Ocean",
    "Indian Wells",
    "Native American",
    "New Mexico",
    "West Indian",
)
"""Names that hold the name of something else and are no mention of it, unless the lexicon knows them."""


class Lexicon:
    """The entities an operator and we know, by id."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._by_id = {entity.id: entity for entity in entities}

    def __contains__(self, entity_id: str) -> bool:
        return entity_id in self._by_id

    def __getitem__(self, entity_id: EntityId) -> Entity:
        return self._by_id[entity_id]

    @property
    def entities(self) -> tuple[Entity, ...]:
        return tuple(self._by_id.values())
