"""Entities of made-up lexicons."""

from bot.extraction.lexicon import Alias, Entity, EntityId, EntityKind


def entity(name: str, kind: EntityKind, *aliases: Alias, country: str | None = None) -> Entity:
    """Its id is the name in lower case, with hyphens."""
    return Entity(
        id=EntityId(name.lower().replace(" ", "-")),
        name=name,
        kind=kind,
        aliases=aliases,
        country=EntityId(country) if country else None,
    )
