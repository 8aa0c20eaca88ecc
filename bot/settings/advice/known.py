"""What the lexicon says about entities, as far as warnings ask."""

import re
from functools import cached_property, lru_cache

from bot.extraction.lexicon import AliasKind, EntityId, EntityKind, Lexicon
from bot.extraction.rules import Also, EntityTerm, PhraseTerm, Term

_STRONG = frozenset((AliasKind.NAME, AliasKind.ACRONYM, AliasKind.DEMONYM))
_OF_COUNTRY = {Also.PEOPLE: EntityKind.PERSON, Also.CITIES: EntityKind.CITY}
_OF_NAMES = {Also.METONYM: AliasKind.METONYM, Also.WEAK: AliasKind.WEAK}


class Known:
    """A lexicon, and what follows from a mention."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def admits(self, entity: EntityId, also: Also) -> bool:
        """Whether `also` lets anything at all stand for the entity."""
        if also in _OF_COUNTRY:
            return (entity, _OF_COUNTRY[also]) in self._speaking
        return any(alias.kind is _OF_NAMES[also] for alias in self._lexicon[entity].aliases)

    def implies(self, term: Term, other: Term) -> bool:
        """Whether `other` is seen wherever `term` is, so far as their words tell."""
        match term, other:
            case EntityTerm(), EntityTerm():
                return term.entity == other.entity and term.also <= other.also
            case PhraseTerm(phrase=phrase), PhraseTerm(phrase=inner):
                return _holds(phrase, inner)
            case EntityTerm(entity=entity, also=also), PhraseTerm(phrase=inner) if not also:
                return all(_holds(name, inner) for name in self._names(entity))
        return term == other

    def _names(self, entity: EntityId) -> tuple[str, ...]:
        surfaces = self._lexicon[entity].surfaces
        return tuple(alias.text for alias in surfaces if alias.kind in _STRONG)

    @cached_property
    def _speaking(self) -> frozenset[tuple[EntityId, EntityKind]]:
        entities = self._lexicon.entities
        return frozenset((entity.country, entity.kind) for entity in entities if entity.country)


def _holds(phrase: str, inner: str) -> bool:
    """Whether the words of `inner` stand side by side in `phrase`."""
    return _spaced(inner) in _spaced(phrase)


@lru_cache(maxsize=4_096)
def _spaced(phrase: str) -> str:
    return f" {' '.join(words_of(phrase))} "


def words_of(phrase: str) -> list[str]:
    return re.findall(r"\w+", phrase.casefold())
