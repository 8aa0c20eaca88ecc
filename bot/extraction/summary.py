"""Summaries of whole sentences, word for word: they cannot invent."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.extraction.text import Document, Span, sentences
from bot.extraction.wordlists import words


class SummaryReason(StrEnum):
    """Why these sentences, or why none."""

    FOCUS = "focus"  # at least one was chosen because it states what the reader watches
    LEAD = "lead"  # the first ones that can stand by themselves
    NO_TEXT = "no_text"  # the entry has a title at most
    TOO_SHORT = "too_short"  # there is a body, but no sentence in it that tells something


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    sentences: tuple[Span, ...]
    """Whole sentences of the body, in the order of the document; empty with NO_TEXT and TOO_SHORT."""
    reason: SummaryReason


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    place: int
    """Among the sentences of the body, the unfit ones counted too."""
    span: Span
    content: frozenset[str]
    """Its words in lower case, without those that every sentence has."""
    leans: bool
    """It starts with a word that points back, and makes sense only after the sentence before it."""


_LONG = 400
"""Characters. Two such sentences would fill an alert; a longer one is taken where there is no other."""
_CONSIDERED = 120
"""Sentences, beside those in focus: what a news item has to say stands in them, and it bounds the work."""
_SHORT = 25
_FEWEST_WORDS = 5
_SURELY_WHOLE = 8

_BACKWARD = re.compile(
    r"[\"“‘'(]*(?:He|She|It|They|We|This|That|These|Those|His|Her|Its|Their|Both|Such|Here|There|However|But"
    r"|And|Or|So|Yet|Also|Then|Thus|Hence|Moreover|Furthermore|Meanwhile|Nevertheless|Nonetheless|Therefore"
    r"|Instead|Still|Besides|Otherwise|Additionally|Similarly|Consequently|Accordingly|Afterwards?|Later"
    r"|Earlier|In addition|In turn|In contrast|By contrast|As a result|On the other hand|For example"
    r"|For instance|At the same time|The (?:former|latter|pair|duo|two))(?!\w)"
)
_BOILERPLATE = re.compile(
    r"^(?:also read|read (?:also|more|the full)|see also|watch(?: live)?:|click here|subscribe|sign up"
    r"|follow us|share this|download the|advertisement|photo(?: credit)?:|image(?: credit)?:|picture:"
    r"|file photo|representational image|source:|with inputs? from|editing by|reporting by|written by"
    r"|all rights reserved|copyright|©|join our|get the latest|catch all|stay tuned|disclaimer"
    r"|this (?:article|story) (?:was|has been|is)\b|published by|updated:|published:|trending|recommended"
    r"|more (?:on|from) this)|\b(?:our newsletter|our app|whatsapp channel|telegram channel|terms of (?:use"
    r"|service)|privacy policy|use cookies"
    r"|subscribe (?:to|now)|click here|read more|getty images|\(photo\b|syndicated feed)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|should|shall|do|does|did"
    r"|said|says|told|took|came|went|met|held|spoke|broke|struck|won|lost|left|made|gave|fell|rose|flew|died"
    r"|wrote|led|ran|sat|saw|paid|hit|began|became|got|sent|spent|shot|grew|drew|cut|put|set|stood"
    r"|thought|brought|bought|sought|kept|found|let|read|to (?:visit|meet|hold|host|sign|discuss|attend"
    r"|travel)|\w{2,}ed)\b|\b[A-Z]\w+ [a-z]{2,}(?:es|s)\b|\w['’](?:s|re|ve|ll)\s"
)
_COMMON = words(
    "a an the of in on at to for from by with and or but as is are was were be been has have had will would"
    " that which who this these those it its he his she her they their said says also not no into over after"
    " before between during than"
)
_WORD = re.compile(r"\w+")


def summarise(document: Document, *, focus: Iterable[Span] = (), at_most: int = 3) -> Summary:
    """At most `at_most` sentences that cover the spans of `focus` best, filled up from the lead.

    A sentence that points back (He, This, However) comes only with the one before it. Questions, the
    publisher's own announcements, repetitions and what only says the title again are left out.
    """
    if not document.paragraphs:
        return Summary(sentences=(), reason=SummaryReason.NO_TEXT)
    candidates = _candidates(document)
    wanted = [[c for c in candidates if _overlap(c.span, span)] for span in dict.fromkeys(focus)]
    in_focus = [{c.place for c in group} for group in wanted]
    likely = [c for c in candidates if c.place < _CONSIDERED or any(c.place in group for group in in_focus)]
    short = [c for c in likely if c.span.end - c.span.start <= _LONG]
    chosen = _choose(short or likely, in_focus, at_most)
    if not chosen:
        return Summary(sentences=(), reason=SummaryReason.TOO_SHORT)
    focused = any(c in group for group in wanted for c in chosen)
    return Summary(
        sentences=tuple(c.span for c in sorted(chosen, key=_place)),
        reason=SummaryReason.FOCUS if focused else SummaryReason.LEAD,
    )


def _place(candidate: _Candidate) -> int:
    return candidate.place


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _candidates(document: Document) -> list[_Candidate]:
    """The sentences of the body that can be shown; those that lean stay, for a chance with a neighbour."""
    title = _content(document.cut(document.title))
    body = [span for span in sentences(document) if span.start >= document.paragraphs[0].start]
    return [
        _Candidate(
            place=place,
            span=span,
            content=_content(text),
            leans=_BACKWARD.match(text) is not None,
        )
        for place, span in enumerate(body)
        if _tells(text := document.cut(span)) and not (title and _content(text) <= title)
    ]


def _content(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower())) - _COMMON


def _tells(text: str) -> bool:
    """A whole sentence that states something, rather than a question, a caption or an announcement."""
    length = len(text.split())
    bare = text.rstrip("\"”’') ")
    if len(text) < _SHORT or length < _FEWEST_WORDS or bare.endswith(("?", ":")):
        return False
    # Verbs in the present are not told from plurals here: a long sentence with its full stop has one.
    whole = length >= _SURELY_WHOLE and bare.endswith((".", "!", "…"))
    return (whole or _VERB.search(text) is not None) and _BOILERPLATE.search(text) is None


def _choose(candidates: Sequence[_Candidate], wanted: Sequence[set[int]], at_most: int) -> list[_Candidate]:
    """Greedy: what covers most of what is not yet covered, the earlier of equals; then the lead."""
    by_place = {c.place: c for c in candidates}
    chosen: list[_Candidate] = []
    open_spans = [places for places in wanted if places]
    refused: set[int] = set()
    while len(chosen) < at_most:
        left = [c for c in candidates if c.place not in refused]
        if not left:
            break
        best = max(left, key=lambda c: (sum(c.place in places for places in open_spans), -c.place))
        refused.add(best.place)
        group = _with_support(best, by_place, chosen)
        if group is None or len(chosen) + len(group) > at_most or any(_repeats(c, chosen) for c in group):
            continue
        chosen += group
        refused |= {c.place for c in group}
        open_spans = [places for places in open_spans if not places & set(map(_place, group))]
    return chosen


def _with_support(
    candidate: _Candidate, by_place: dict[int, _Candidate], chosen: Sequence[_Candidate]
) -> list[_Candidate] | None:
    """The candidate and, where it leans, the sentence before it; None where that one cannot be shown."""
    before = by_place.get(candidate.place - 1)
    if not candidate.leans or before in chosen:
        return [candidate]
    return None if before is None or before.leans else [before, candidate]


def _repeats(candidate: _Candidate, chosen: Sequence[_Candidate]) -> bool:
    """Four fifths of the shorter one's words stand in the other too."""
    return any(
        5 * len(candidate.content & other.content) >= 4 * min(len(candidate.content), len(other.content))
        for other in chosen
    )
