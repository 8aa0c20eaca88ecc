"""Countries and organisations in a text, by where their names begin and end."""

from collections.abc import Mapping, Sequence

from bot.extraction.lexicon import EntityId, EntityKind
from bot.extraction.names.values import Named

_SPEAKING = frozenset({EntityKind.COUNTRY, EntityKind.ORGANISATION, EntityKind.CITY})
_POSSESSIVES = ("'s", "’s")


class Speakers:
    """Whom an office may speak for: what stands before it, "Kenya's" or "Kenyan", or after it, "of Kenya"."""

    __slots__ = ("_by_end", "_by_start", "_text")

    def __init__(self, text: str, named: Sequence[Named]) -> None:
        self._text = text
        speaking = [n for n in named if n.entity.kind in _SPEAKING]
        self._by_end: Mapping[int, Named] = {n.span.end: n for n in speaking}
        self._by_start: Mapping[int, Named] = {n.span.start: n for n in speaking}

    def ending(self, at: int) -> Named | None:
        return self._by_end.get(at)

    def beginning(self, at: int) -> Named | None:
        return self._by_start.get(at)

    def before(self, at: int) -> Named | None:
        """Whose name, perhaps possessive, ends before the space at `at - 1`."""
        end = at - 1
        if self._text.endswith(_POSSESSIVES, 0, end):
            return self._by_end.get(end - 2) or self._by_end.get(end)
        if self._text.endswith(("'", "’"), 0, end):
            return self._by_end.get(end - 1) or self._by_end.get(end)
        return self._by_end.get(end)

    def owning(self, at: int) -> EntityId | None:
        """The country in "Kenya's |Rosa Lima": no office is told, but for whom."""
        if not self._text.endswith((*(f"{mark} " for mark in _POSSESSIVES), "s' ", "s’ "), 0, at):
            return None
        named = self.before(at)
        return named.entity.id if named is not None and named.entity.kind is EntityKind.COUNTRY else None

    def named_from(self, at: int) -> EntityId | None:
        """The country or organisation whose name begins at `at`, perhaps after an article."""
        named = self._by_start.get(at + 4 if self._text.startswith("the ", at) else at)
        return next(iter(spoken_for(named)), None) if named is not None else None


def spoken_for(named: Named) -> tuple[EntityId, ...]:
    """For whom an office of it speaks: a city's mayor for no country."""
    if named.entity.kind is EntityKind.CITY:
        return ()
    return (named.entity.country or named.entity.id,)
