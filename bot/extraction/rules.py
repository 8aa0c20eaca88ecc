"""What a watch looks for: a tree of terms, and where they must stand together."""

from dataclasses import dataclass
from enum import StrEnum

from bot.extraction.lexicon import EntityId


class Also(StrEnum):
    """What else may stand for an entity, where a watch says so; alone, none of it makes a match otherwise."""

    METONYM = "metonym"  # the Kremlin for Russia
    WEAK = "weak"  # an ambiguous alias
    PEOPLE = "people"  # a person whose `country` is the entity
    CITIES = "cities"  # a city whose `country` is the entity


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityTerm:
    """A mention of an entity, by any alias that is strong enough to stand alone, or by what `also` admits."""

    entity: EntityId
    also: frozenset[Also] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseTerm:
    """Words in this order, whatever their case, accents and dashes; plurals and possessives included."""

    phrase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegexTerm:
    """An RE2 pattern over the document's own text."""

    pattern: str


Term = EntityTerm | PhraseTerm | RegexTerm


class Scope(StrEnum):
    """A stretch of the document."""

    DOCUMENT = "document"
    PARAGRAPH = "paragraph"
    SENTENCE = "sentence"
    TITLE = "title"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Any stretch of so many words, within one paragraph."""

    count: int


Within = Scope | Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A part of a rule that is itself made of parts.

    Holds in a stretch of text where one `within` of it holds every part of `all` and at least one of `any`,
    and the stretch holds none of `none`. A group within the title looks at the title, wherever it stands.
    """

    all: "tuple[Part, ...]" = ()
    any: "tuple[Part, ...]" = ()
    none: "tuple[Part, ...]" = ()
    within: Within = Scope.DOCUMENT


Part = Term | Group


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a whole document must be like, and where it must come from.

    Holds where one `within` holds every part of `all` and at least one of `any`, and the document none of
    `none`. An empty `all` or `any` asks for nothing; a rule with both empty never holds. The title counts as
    a paragraph and as a sentence of its own.
    """

    all: tuple[Part, ...] = ()
    any: tuple[Part, ...] = ()
    none: tuple[Part, ...] = ()
    within: Within = Scope.DOCUMENT
    min_salience: float = 0.0
    """0 to 1: how central to the document the matched things must be."""
    feeds: frozenset[str] = frozenset()
    """Ids of feeds; empty for any."""
    tags: frozenset[str] = frozenset()
    """Tags of feeds, at least one of which the entry's feed must have; empty for any."""
    languages: frozenset[str] = frozenset()
    """Languages of feeds as `en`; empty for any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a document comes from, as far as rules may ask."""

    feed: str = ""
    tags: frozenset[str] = frozenset()
    language: str = ""
