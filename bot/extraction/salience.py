"""How central to a document the thing mentioned at some places is: 0 not at all, 1 what it is about.

Newswire tells the most important thing first, so places count more than numbers: the title, the opening
sentence, then how soon the first mention comes and how much of the document has one. A place in the dateline
("MOSCOW, March 3 (Reuters) -") says where the reporter sat, and hardly counts.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from bot.extraction.boundaries import sentence_ranges
from bot.extraction.text import Document, Span

_TITLE = 0.6
_LEAD = 0.4
_SPREAD = 0.4
_OFTEN = 0.8
_EARLY = 0.2
"""What each sign takes away from the doubt at most. Chosen on half of 14,668 wire items tagged with what is
central to them, on which F1 changes by less than .025 where any one of these changes by a quarter."""

_DATELINE_ALONE = 0.1

_LONGEST_LEAD = 400
"""Characters: a first paragraph without full stops is a table or a list, not one sentence."""
_HALF_OFTEN = 3
"""Mentions that count for half of what any number can."""
_FAR = 600
"""Characters, some hundred words: a first mention there counts half of one at the beginning."""

DATELINE_SEEN = 120
_CAPITALS = r"[A-Z][A-Z.'’]+(?:[ /-][A-Z][A-Z.'’]*)*"
_WORDS = r"[A-Z][\w.'’]+(?:[ -][A-Z][\w.'’]*){0,2}"
_DATE = r"(?:, ?[A-Z][\w.]+(?: \d{1,2})?){0,3}"
_AGENCY = r" ?\([A-Z][\w ./-]{1,30}\)"
_DASH = r" ?[-–—]{1,2} "
DATELINE = re.compile(
    rf"(?:{_CAPITALS}{_DATE}(?:{_AGENCY})?(?:{_DASH}|: )|{_WORDS}{_DATE}{_AGENCY}(?:{_DASH}|:? )|{_WORDS}: )"
)


def salience(document: Document, spans: Sequence[Span]) -> float:
    """0 to 1 for the thing mentioned at `spans`, in order; 0 where there are none.

    Each sign of being central takes away a part of what speaks against it, so more mentions never make less.
    """
    if not spans:
        return 0.0
    told = _told(document, spans)
    if not told:
        return _DATELINE_ALONE
    doubt = 1.0
    for sign in _signs(document, told):
        doubt *= 1.0 - sign
    return 1.0 - doubt


def _told(document: Document, spans: Sequence[Span]) -> Sequence[Span]:
    """The mentions outside the dateline."""
    if not document.paragraphs:
        return spans
    start = document.paragraphs[0].start
    dateline = DATELINE.match(document.text, start, start + DATELINE_SEEN)
    if dateline is None:
        return spans
    return [span for span in spans if not start <= span.start < dateline.end()]


def _signs(document: Document, spans: Sequence[Span]) -> tuple[float, ...]:
    title = document.title.end
    in_title = spans[0].start < title
    if not document.paragraphs:
        return (_TITLE, _LEAD, _SPREAD)
    in_body = [span for span in spans if span.start >= title]
    lead = _lead_end(document)
    in_lead = bool(in_body) and in_body[0].start < lead
    return (
        _TITLE * in_title,
        (_LEAD if title else _TITLE) * in_lead,
        _SPREAD * _share(document, in_body),
        _OFTEN * len(spans) / (len(spans) + _HALF_OFTEN),
        _EARLY * (_FAR / (_FAR + in_body[0].start - title) if in_body else 0.0),
    )


def _lead_end(document: Document) -> int:
    """Where the body's first sentence ends."""
    first = document.paragraphs[0]
    _, end = next(sentence_ranges(document.text, first.start, first.end))
    return min(end, first.start + _LONGEST_LEAD)


def _share(document: Document, spans: Sequence[Span]) -> float:
    """Of the paragraphs, those that hold a mention."""
    starts = [paragraph.start for paragraph in document.paragraphs]
    return len({bisect_right(starts, span.start) for span in spans}) / len(starts)
