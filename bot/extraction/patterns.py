"""Names and phrases in a document: one pass of a multi-pattern automaton over the folded text."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, Implementation

from bot.extraction.folding import Folded, fold
from bot.extraction.lexicon import LOOKALIKES, AliasKind, EntityId, EntityKind, Lexicon
from bot.extraction.rules import EntityTerm, PhraseTerm, Term
from bot.extraction.text import Document, Span
from bot.extraction.wordlists import words

_STRONG = frozenset({None, AliasKind.NAME, AliasKind.ACRONYM, AliasKind.DEMONYM})

_SMALL_WORDS = words(
    """
    a all am an and any are as ask at be but by can did do for get go had has he her him his how i if in
    is it its let may me my no not now of off on one or our out see she so the to too up us was way we
    who why will with you
    """
)
"""In text that is all capitals these are words, not acronyms: GIVE US TIME, WHO WILL WIN."""

_ALSO_WORDS = words("bush chad china cook march polish quad rice swede target turkey visa")
"""Names that are everyday words too: they count only with a capital."""

_AROUND = 20
"""Characters on each side of an acronym that say whether it stands in text of all capitals."""

_UNSPACED = (("\u0e00", "\u1100"), ("\u1780", "\u1800"), ("\u2e80", "\ua4d0"), ("\uf900", "\ufb00"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A term at a place of the document; `kind` is None for a phrase or a regular expression."""

    span: Span
    term: Term
    kind: AliasKind | None = None

    @property
    def strong(self) -> bool:
        """Whether it makes a match without help."""
        return self.kind in _STRONG


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meaning:
    """What one folded pattern stands for, and what may be added to it."""

    text: str
    endings: tuple[str, ...]
    term: EntityTerm | PhraseTerm | None
    """None for a lookalike, which hides what it holds and means nothing itself."""
    kind: AliasKind | None
    cased: bool
    """Whether its capitals matter."""


class Patterns:
    """Everything that is looked for by its words; immutable."""

    def __init__(self, lexicon: Lexicon, phrases: Iterable[PhraseTerm]) -> None:
        meanings: dict[str, list[_Meaning]] = {}
        for meaning in (*_of_lexicon(lexicon), *_of_phrases(phrases), *_of_lookalikes()):
            for pattern in _forms(meaning):
                meanings.setdefault(pattern, []).append(meaning)
        self._meanings = tuple(meanings.values())
        # Not the DFA: 578 MB at 100,000 patterns for no gain that text of an article's length would show.
        self._automaton = AhoCorasick(meanings.keys(), implementation=Implementation.ContiguousNFA)
        self._series = {e.id for e in lexicon.entities if e.kind is EntityKind.SERIES}

    def find(self, document: Document) -> tuple[Hit, ...]:
        """Phrases and mentions in order. A mention inside a longer name of anything else is none.

        A series is called after those who meet in it, so its name hides no other mention.
        """
        phrases: list[Hit] = []
        series: list[Hit] = []
        others: list[Hit] = []
        for hit in sorted(self._hits(document), key=_place):
            if isinstance(hit.term, EntityTerm):
                (series if hit.term.entity in self._series else others).append(hit)
            else:
                (others if hit.term is _NOTHING else phrases).append(hit)
        kept = (*phrases, *_longest(series), *_longest(others))
        return tuple(sorted((hit for hit in kept if hit.term is not _NOTHING), key=_place))

    def _hits(self, document: Document) -> Iterator[Hit]:
        folded = fold(document.text)
        blocks = _Blocks(document)
        for index, start, end in self._automaton.find_matches_as_indexes(folded.text, overlapping=True):
            if _continues_word(folded.text, start):
                continue
            for meaning in self._meanings[index]:
                hit = _hit(meaning, document, folded, start, end)
                if hit is not None and blocks.holds(hit.span):
                    yield hit


_NOTHING = PhraseTerm(phrase="")
"""What a lookalike is called between being found and being dropped."""


class _Blocks:
    """Title and paragraphs: words on both sides of a paragraph break are no phrase."""

    def __init__(self, document: Document) -> None:
        self._blocks = (document.title, *document.paragraphs)
        self._starts = [block.start for block in self._blocks]

    def holds(self, span: Span) -> bool:
        return span.end <= self._blocks[bisect_right(self._starts, span.start) - 1].end


def _place(hit: Hit) -> tuple[int, int]:
    return hit.span.start, -hit.span.end


def _longest(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Of overlapping hits in order the leftmost, then the longest; all that share exactly its place."""
    last: Span | None = None
    for hit in hits:
        if last is None or hit.span.start >= last.end:
            last = hit.span
        if hit.span == last:
            yield hit


def _of_lexicon(lexicon: Lexicon) -> Iterator[_Meaning]:
    for entity in lexicon.entities:
        for alias in entity.surfaces:
            yield _meaning(alias.text, EntityTerm(entity=EntityId(entity.id)), alias.kind)


def _of_phrases(phrases: Iterable[PhraseTerm]) -> Iterator[_Meaning]:
    return (_meaning(term.phrase, term, None) for term in phrases)


def _of_lookalikes() -> Iterator[_Meaning]:
    return (_meaning(text, None, AliasKind.NAME) for text in LOOKALIKES)


def _meaning(text: str, term: EntityTerm | PhraseTerm | None, kind: AliasKind | None) -> _Meaning:
    endings: tuple[str, ...] = ("'s", "")
    if kind not in {AliasKind.METONYM, AliasKind.WEAK}:
        hisses = text.lower().endswith(("s", "x", "z", "ch", "sh"))
        endings = ("'s", "es" if hisses and kind is not AliasKind.ACRONYM else "s", "")
    cased = kind is AliasKind.ACRONYM or (kind is not None and text.lower() in _ALSO_WORDS)
    return _Meaning(text=text, endings=endings, term=term, kind=kind, cased=cased)


def _forms(meaning: _Meaning) -> Iterator[str]:
    """The folded patterns of a meaning: as written, and treaties for treaty."""
    folded = fold(meaning.text).text.strip()
    if not folded:
        return
    yield folded
    if "s" in meaning.endings and folded.endswith("y") and folded[-2:-1] not in "aeiou":
        yield folded[:-1] + "ies"


def _hit(meaning: _Meaning, document: Document, folded: Folded, start: int, end: int) -> Hit | None:
    for ending in meaning.endings:
        after = end + len(ending)
        if folded.text.startswith(ending, end) and _ends_word(folded.text, after):
            span = folded.span(start, after)
            if not meaning.cased or _case_fits(meaning, document, folded.span(start, end), span, ending):
                return Hit(span=span, term=meaning.term or _NOTHING, kind=meaning.kind)
    return None


def _continues_word(text: str, at: int) -> bool:
    """Whether the characters before and at `at` belong to one word."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    return before.isalnum() and after.isalnum() and not (_unspaced(before) or _unspaced(after))


def _ends_word(text: str, at: int) -> bool:
    """Whether a word may end before `at`; a full stop in U.S.A. ends none."""
    return at >= len(text) or not text[at].isalnum() or _unspaced(text[at - 1]) or _unspaced(text[at])


def _unspaced(character: str) -> bool:
    """Of a script without spaces between words: Thai to Khmer, Chinese and Japanese."""
    return character >= _UNSPACED[0][0] and any(low <= character < high for low, high in _UNSPACED)


def _case_fits(meaning: _Meaning, document: Document, bare: Span, whole: Span, ending: str) -> bool:
    """Whether the words, without their ending `bare`, have the capitals that the meaning asks for."""
    if meaning.kind is not AliasKind.ACRONYM:
        return document.text[bare.start].isupper()
    if ending == "s" and document.text[whole.end - 1].isupper():
        return False
    return _capitals(document.cut(bare)) == _capitals(meaning.text) and not _is_small_word(document, bare)


def _capitals(text: str) -> list[bool]:
    return [character.isupper() for character in text if character.isalpha()]


def _is_small_word(document: Document, span: Span) -> bool:
    if document.cut(span).lower() not in _SMALL_WORDS:
        return False
    before = document.text[max(span.start - _AROUND, 0) : span.start].rpartition("\n")[2]
    after = document.text[span.end : span.end + _AROUND].partition("\n")[0]
    return (before + after).isupper()
