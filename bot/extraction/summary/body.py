"""The sentences of a document's body, each judged when it is first asked for."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.extraction.lazily import lazy
from bot.extraction.summary.contents import content, stems
from bot.extraction.summary.fitness import Fitness, judge
from bot.extraction.summary.leaning import Needs, leans, needs, opens_quote
from bot.extraction.summary.openings import told_from
from bot.extraction.text import Document, Span, sentences

_GLUE = lazy(r"(?<=[a-z]{2}[.!?])(?=[A-Z][a-z]+ [a-z])|(?<=[a-z][.!?][\"”])(?=[A-Z][a-z]+ [a-z])")
"""Where pages that lost their line breaks run one sentence into the next: "in the chest.Police found"."""

_OPENING = 8
"""Sentences among which the first one is looked for."""
_SEARCHED = 40
"""Sentences in which the words of a fact are looked for again: a summary rarely reaches beyond."""
_TELLS = lazy(r"[0-9]|(?<![^ ])[A-Z]")
"""A number or a name; words such as "will be held" are said of anything."""
_AFTER_A_PLACE = "(-–—"
"""With these a sentence begins where a place's full stop was taken for its end: "RENO, Nev. (AP) —"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A sentence of the body, without its dateline."""

    span: Span
    text: str
    fitness: Fitness
    content: frozenset[str]
    """Empty where it is unfit."""
    leans: bool
    opens_quote: bool
    """Shown only with the sentence after it, which ends the quotation."""


class Body:
    """Judging costs more than finding the sentences, and most of them are never candidates."""

    def __init__(self, document: Document) -> None:
        start = document.paragraphs[0].start
        self.document = document
        self.title = stems(document.cut(document.title))
        self._title_content = content(document.cut(document.title))
        self._spans = _unglued(document.text, (s for s in sentences(document) if s.start >= start))
        self._ends = [span.end for span in self._spans]
        self._starts = [span.start for span in self._spans]
        self._paragraphs = [paragraph.start for paragraph in document.paragraphs]
        self._openings = frozenset(self._paragraphs)
        self._told: dict[int, Told] = {}
        self._needs: dict[int, Needs] = {}

    def __len__(self) -> int:
        return len(self._spans)

    def __getitem__(self, place: int) -> Told:
        told = self._told.get(place)
        if told is None:
            told = self._told[place] = self._tell(place)
        return told

    def fit(self, place: int) -> bool:
        return 0 <= place < len(self._spans) and self[place].fitness > Fitness.UNFIT

    def alone(self, place: int) -> bool:
        """It can be shown without the sentence before or after it."""
        return self.fit(place) and not self[place].leans and not self[place].opens_quote

    def needs(self, place: int) -> Needs:
        known = self._needs.get(place)
        if known is None:
            known = self._needs[place] = needs(self[place].text)
        return known

    def place_of(self, at: int) -> int:
        """The sentence that holds the character `at`, or the next one."""
        return bisect_right(self._ends, at)

    def stating(self, span: Span) -> frozenset[int]:
        """Places of the sentences that hold `span`, and of those with its words where these tell a thing."""
        own = self.overlapping(span)
        words = self.document.cut(span)
        if not own or not _TELLS.search(words):
            return frozenset(own)
        near = (place for place in self.places(_SEARCHED) if words in self[place].text)
        return frozenset({*own, *near})

    def overlapping(self, span: Span) -> range:
        """Places of the sentences that share a character with `span`."""
        if span.end <= span.start:
            return range(0)
        return range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end))

    def places(self, most: int) -> Iterator[int]:
        """Of the first `most` sentences, those that may be shown."""
        return (place for place in range(min(most, len(self._spans))) if self.fit(place))

    def _only_title(self, said: frozenset[str]) -> bool:
        return bool(self._title_content) and said <= self._title_content

    def _inside_quote(self, start: int) -> bool:
        """A quotation of the paragraph is still open there, and does not end with this sentence either.

        Shown by itself, what somebody claims would read as what the reporter found.
        """
        text = self.document.text
        begin = self._paragraphs[bisect_right(self._paragraphs, start) - 1]
        return _open_quotes(text, begin, start) and _open_quotes(text, begin, self._end_of(start))

    def _end_of(self, start: int) -> int:
        return self._ends[bisect_right(self._ends, start)]

    def _is_first(self, place: int) -> bool:
        """Nothing that could be shown stands before it."""
        return place < _OPENING and not any(map(self.fit, range(place)))

    def _tell(self, place: int) -> Told:
        span = self._spans[place]
        start = span.start
        if start in self._openings or self.document.text[start] in _AFTER_A_PLACE:
            start = told_from(self.document.text, span.start, span.end)
        text = self.document.text[start : span.end]
        fitness = judge(text, only=len(self._spans) == 1)
        said = content(text) if fitness else frozenset[str]()
        if fitness and (self._only_title(said) or self._inside_quote(start)):
            fitness = Fitness.UNFIT
        return Told(
            span=Span(start=start, end=span.end),
            text=text,
            fitness=fitness,
            content=said,
            leans=bool(fitness) and leans(text, first=self._is_first(place)),
            opens_quote=bool(fitness) and opens_quote(text),
        )


def _unglued(text: str, spans: Iterable[Span]) -> list[Span]:
    if _GLUE.search(text) is None:
        return list(spans)
    parts: list[Span] = []
    for span in spans:
        cuts = [_cut(text, span.start, found.start()) for found in _GLUE.finditer(text, span.start, span.end)]
        ends = zip([span.start, *cuts], [*cuts, span.end], strict=True)
        parts += [Span(start=start, end=end) for start, end in ends]
    return parts


def _cut(text: str, start: int, at: int) -> int:
    """Where the next sentence begins: before a straight mark that ends no quotation, it opens one."""
    opens = text[at - 1] == '"' and text.count('"', start, at) % 2 == 1
    return at - 1 if opens else at


def _open_quotes(text: str, start: int, end: int) -> bool:
    curly = text.count("“", start, end) > text.count("”", start, end)
    return curly or text.count('"', start, end) % 2 == 1
