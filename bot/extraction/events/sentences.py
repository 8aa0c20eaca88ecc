"""A document's sentences with the names and dates in them, as the rules of events read them."""

from dataclasses import dataclass
from functools import cached_property

from bot.extraction.dates import DateExpression, find_dates
from bot.extraction.names import Named, Names
from bot.extraction.salience import DATELINE, DATELINE_SEEN
from bot.extraction.text import Document, Span, sentences

_LONGEST = 2_000
"""Characters. What runs on longer is a table or a trap, and the rules look at each pair of words in it."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Sentence:
    """One sentence, or the title. Spans of `named` and `dates` are of the document."""

    document: Document
    names: Names
    """Of the whole document."""
    place: int
    """Among the document's sentences, from 0; the title is the first where there is one."""
    span: Span
    named: tuple[Named, ...]

    @cached_property
    def text(self) -> str:
        return self.document.cut(self.span)

    @cached_property
    def dates(self) -> tuple[DateExpression, ...]:
        """Read when first asked for: only sentences that tell of an event need them."""
        return find_dates(self.document.text, self.document.published.date(), within=self.span)

    @cached_property
    def told_from(self) -> int:
        """Where the sentence itself begins: after "MOSCOW, March 3 (Agency) –"."""
        reach = min(self.span.start + DATELINE_SEEN, self.span.end)
        dateline = DATELINE.match(self.document.text, self.span.start, reach)
        return dateline.end() if dateline and not self.is_title else self.span.start

    @property
    def is_title(self) -> bool:
        return self.span == self.document.title

    def within(self, span: Span) -> tuple[Named, ...]:
        """The names mentioned inside `span`."""
        return tuple(n for n in self.named if span.start <= n.span.start and n.span.end <= span.end)

    def cut(self, start: int, end: int) -> str:
        return self.document.text[start:end]


def lay_out(document: Document, names: Names) -> tuple[Sentence, ...]:
    """The sentences in order, each with its names, without endless ones."""
    named = names.named
    laid: list[Sentence] = []
    at = 0
    for place, span in enumerate(sentences(document)):
        while at < len(named) and named[at].span.start < span.start:
            at += 1
        first = at
        while at < len(named) and named[at].span.start < span.end:
            at += 1
        inside = tuple(n for n in named[first:at] if n.span.end <= span.end)
        if span.end - span.start <= _LONGEST:
            laid.append(Sentence(document=document, names=names, place=place, span=span, named=inside))
    return tuple(laid)
