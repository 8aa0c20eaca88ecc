"""A document's sentences with the entities in them, as the rules of events read them."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.extraction.lexicon import Entity, EntityId, EntityKind, Lexicon
from bot.extraction.matching import Mention
from bot.extraction.rules import EntityTerm
from bot.extraction.text import Document, Span, sentences

_LONGEST = 2_000
"""Characters. What runs on longer is a table or a trap, and the rules look at each pair of words in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An entity where it is mentioned."""

    span: Span
    entity: Entity

    @property
    def stands_for(self) -> frozenset[EntityId]:
        """Itself and, for a city or a person, its country."""
        return frozenset({self.entity.id, self.entity.country} - {None})  # type: ignore[arg-type]

    @property
    def country(self) -> EntityId | None:
        return self.entity.id if self.entity.kind is EntityKind.COUNTRY else self.entity.country


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence (or the title); spans of `named` are of the document, in order."""

    document: Document
    span: Span
    named: tuple[Named, ...]

    def within(self, span: Span) -> tuple[Named, ...]:
        """The entities mentioned inside `span`."""
        return tuple(n for n in self.named if span.start <= n.span.start and n.span.end <= span.end)

    @property
    def text(self) -> str:
        return self.document.cut(self.span)

    def cut(self, start: int, end: int) -> str:
        return self.document.text[start:end]


def lay_out(document: Document, mentions: Sequence[Mention], lexicon: Lexicon) -> tuple[Sentence, ...]:
    """The sentences in order, each with its entities, without endless ones. Mentions come in any order."""
    named = sorted(_resolve(mentions, lexicon), key=lambda n: (n.span.start, -n.span.end))
    laid: list[Sentence] = []
    at = 0
    for span in sentences(document):
        while at < len(named) and named[at].span.start < span.start:
            at += 1
        first = at
        while at < len(named) and named[at].span.start < span.end:
            at += 1
        inside = tuple(n for n in named[first:at] if n.span.end <= span.end)
        if span.end - span.start <= _LONGEST:
            laid.append(Sentence(document=document, span=span, named=inside))
    return tuple(laid)


def _resolve(mentions: Sequence[Mention], lexicon: Lexicon) -> list[Named]:
    return [
        Named(span=mention.span, entity=lexicon[mention.term.entity])
        for mention in mentions
        if isinstance(mention.term, EntityTerm) and mention.term.entity in lexicon
    ]
