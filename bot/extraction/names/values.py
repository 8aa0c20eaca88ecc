"""A named thing in its place, and what a text says of the persons in it."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.extraction.lexicon import Entity, EntityId, EntityKind
from bot.extraction.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An entity where it is mentioned."""

    span: Span
    """The name alone: "Ushakov", without "Presidential Aide"."""
    entity: Entity

    @property
    def stands_for(self) -> frozenset[EntityId]:
        """Itself and, for a city or a person, its country."""
        return frozenset({self.entity.id, self.entity.country} - {None})  # type: ignore[arg-type]

    @property
    def country(self) -> EntityId | None:
        return self.entity.id if self.entity.kind is EntityKind.COUNTRY else self.entity.country


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody whom the text names, with what it says of the office."""

    entity: Entity
    """The lexicon's, or one made from the text: the id is the full name ("maxim-oreshkin"), the country for
    which the office speaks, None where the text does not tell."""
    role: str = ""
    """As the text has it: "Deputy Head of the Presidential Administration"; empty where it gives none."""
    role_span: Span | None = None
    """Where the text gives it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    named: tuple[Named, ...]
    """Every mention in order, none overlapping except a city and its country that share their words."""
    people: Mapping[EntityId, Person]
    """Every person among `named`, by id."""
