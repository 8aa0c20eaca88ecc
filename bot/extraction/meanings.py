"""What each pattern may stand for: aliases of entities, phrases of rules, lookalikes that mean nothing."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum

from bot.extraction.folding import fold
from bot.extraction.lexicon import LOOKALIKES, Alias, AliasKind, Entity, EntityId, EntityKind, Lexicon
from bot.extraction.rules import Also, EntityTerm, PhraseTerm, Term
from bot.extraction.wordlists import EVERYDAY_NAMES

STRONG = frozenset({AliasKind.NAME, AliasKind.ACRONYM, AliasKind.DEMONYM})
"""The aliases that make a match without help."""

_ADMITTED = {AliasKind.METONYM: Also.METONYM, AliasKind.WEAK: Also.WEAK}
_SPEAKING_FOR = {EntityKind.PERSON: Also.PEOPLE, EntityKind.CITY: Also.CITIES}


class Layer(IntEnum):
    """What hides what: within a layer the longest hit stands alone, and layers do not see one another."""

    PHRASES = 0  # all stand
    SERIES = 1  # called after those who meet in it, so that it hides no other mention
    NAMES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What one folded pattern stands for, and what may be added to it."""

    text: str
    endings: tuple[str, ...]
    layer: Layer
    kind: AliasKind | None
    """None for a phrase."""
    cased: bool
    """Whether its capitals matter."""
    entity: EntityId | None
    """None for a phrase and for a lookalike."""
    strong: tuple[int, ...]
    """The numbers of the terms that it satisfies."""
    weak: tuple[int, ...]
    """The numbers of the terms that it is a mention of and does not satisfy."""


class _Readers:
    """Which terms of the rules a mention counts for."""

    def __init__(self, numbers: Mapping[Term, int]) -> None:
        self._of: dict[EntityId, list[tuple[frozenset[Also], int]]] = {}
        for term, number in numbers.items():
            if isinstance(term, EntityTerm):
                self._of.setdefault(term.entity, []).append((term.also, number))

    def strong(self, entity: Entity, kind: AliasKind) -> tuple[int, ...]:
        admitted = _ADMITTED.get(kind)
        own = [n for also, n in self._of.get(entity.id, ()) if kind in STRONG or admitted in also]
        role = _SPEAKING_FOR.get(entity.kind)
        if role is None or entity.country is None or kind not in STRONG:
            return tuple(own)
        return (*own, *(n for also, n in self._of.get(entity.country, ()) if role in also))

    def weak(self, entity: Entity, kind: AliasKind) -> tuple[int, ...]:
        admitted = _ADMITTED.get(kind)
        return tuple(
            n for also, n in self._of.get(entity.id, ()) if kind not in STRONG and admitted not in also
        )


def meanings_by_pattern(lexicon: Lexicon, numbers: Mapping[Term, int]) -> dict[str, tuple[Meaning, ...]]:
    """Every folded pattern to look for. `numbers` are those by which the rules know their terms."""
    found: dict[str, tuple[Meaning, ...]] = {}
    for meaning in (*_of_lexicon(lexicon, _Readers(numbers)), *_of_phrases(numbers), *_of_lookalikes()):
        for pattern in _forms(meaning):
            found[pattern] = (*found.get(pattern, ()), meaning)
    return found


def _of_lexicon(lexicon: Lexicon, readers: _Readers) -> Iterator[Meaning]:
    for entity in lexicon.entities:
        layer = Layer.SERIES if entity.kind is EntityKind.SERIES else Layer.NAMES
        terms = _once_for_each_kind(entity, readers)
        for alias in dict.fromkeys(entity.surfaces):
            strong, weak = terms(alias)
            yield _meaning(alias.text, alias.kind, layer, entity=entity.id, strong=strong, weak=weak)


def _once_for_each_kind(
    entity: Entity, readers: _Readers
) -> Callable[[Alias], tuple[tuple[int, ...], tuple[int, ...]]]:
    """Aliases of one kind share their tuples: a large lexicon is mostly made of them."""
    known: dict[AliasKind, tuple[tuple[int, ...], tuple[int, ...]]] = {}

    def terms(alias: Alias) -> tuple[tuple[int, ...], tuple[int, ...]]:
        if alias.kind not in known:
            known[alias.kind] = readers.strong(entity, alias.kind), readers.weak(entity, alias.kind)
        return known[alias.kind]

    return terms


def _of_phrases(numbers: Mapping[Term, int]) -> Iterable[Meaning]:
    return (
        _meaning(term.phrase, None, Layer.PHRASES, strong=(number,))
        for term, number in numbers.items()
        if isinstance(term, PhraseTerm)
    )


def _of_lookalikes() -> Iterable[Meaning]:
    return (_meaning(text, AliasKind.NAME, Layer.NAMES) for text in LOOKALIKES)


_PLAIN_ENDINGS = ("'s", "")
_ENDINGS = ("'s", "s", "")
_ENDINGS_AFTER_A_HISS = ("'s", "es", "")
_HISSES = ("s", "x", "z", "ch", "sh")


def _meaning(
    text: str,
    kind: AliasKind | None,
    layer: Layer,
    *,
    entity: EntityId | None = None,
    strong: tuple[int, ...] = (),
    weak: tuple[int, ...] = (),
) -> Meaning:
    return Meaning(
        text=text,
        endings=_endings(text, kind),
        layer=layer,
        kind=kind,
        cased=kind is AliasKind.ACRONYM or (kind is not None and text.lower() in EVERYDAY_NAMES),
        entity=entity,
        strong=strong,
        weak=weak,
    )


def _endings(text: str, kind: AliasKind | None) -> tuple[str, ...]:
    if kind in {AliasKind.METONYM, AliasKind.WEAK}:
        return _PLAIN_ENDINGS
    hisses = text.lower().endswith(_HISSES) and kind is not AliasKind.ACRONYM
    return _ENDINGS_AFTER_A_HISS if hisses else _ENDINGS


def _forms(meaning: Meaning) -> Iterator[str]:
    """The folded patterns of a meaning: as written, and treaties for treaty."""
    folded = fold(meaning.text).text.strip()
    if not folded:
        return
    yield folded
    if "s" in meaning.endings and folded.endswith("y") and folded[-2:-1] not in "aeiou":
        yield folded[:-1] + "ies"
