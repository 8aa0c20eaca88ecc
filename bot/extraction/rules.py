"""What a watch looks for: a small tree of terms."""

from dataclasses import dataclass
from enum import StrEnum

from bot.extraction.lexicon import EntityId


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityTerm:
    """A mention of an entity, by any alias that is strong enough to stand alone."""

    entity: EntityId


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
    """Where all that a rule asks for must stand together."""

    DOCUMENT = "document"
    PARAGRAPH = "paragraph"
    SENTENCE = "sentence"
    TITLE = "title"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Holds where one `within` holds all of `all`, at least one of `any`, and the document none of `none`.

    An empty `all` or `any` asks for nothing; a rule with both empty never holds. The title counts as a
    paragraph and as a sentence of its own.
    """

    all: tuple[Term, ...] = ()
    any: tuple[Term, ...] = ()
    none: tuple[Term, ...] = ()
    within: Scope = Scope.DOCUMENT
