"""One immutable cleaned text per entry, whose spans never move."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.extraction.boundaries import sentence_ranges
from bot.extraction.markup import html_line, html_paragraphs, plain_paragraphs


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Half-open range of characters in `Document.text`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Cleaned text of an entry: the title, then the paragraphs, one a line.

    Every span of every match, fact and summary is a range of `text`, so that what was extracted can always
    be shown in its place and derived again.
    """

    text: str
    title: Span
    """Empty where the entry has no title."""
    paragraphs: tuple[Span, ...]
    """The body's paragraphs, in order, without the title."""
    published: datetime
    """Aware, UTC: what "next month" is counted from."""

    def cut(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def beginning(self, length: int) -> "Document":
        """As much of it as fits into `length` characters, up to a paragraph's end where one does."""
        if len(self.text) <= length:
            return self
        whole = tuple(paragraph for paragraph in self.paragraphs if paragraph.end <= length)
        first = tuple(Span(start=p.start, end=length) for p in self.paragraphs[:1] if p.start < length)
        paragraphs = whole or first
        end = paragraphs[-1].end if paragraphs else min(self.title.end, length)
        title = Span(start=0, end=min(self.title.end, length))
        return Document(text=self.text[:end], title=title, paragraphs=paragraphs, published=self.published)


_UNSEEN = re.compile(
    "["
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # control characters; those that are white space collapse instead
    "\u00ad\u200b\u2060\ufeff"  # invisible break opportunities and joiners
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction: text that reads other than it is written
    "\ufff9-\ufffb"
    "\U000e0000-\U000e007f"  # tags: letters that nobody sees
    "]+"
)
_SURROGATES = re.compile("[\ud800-\udfff]")

_REST = r"(?:[^.!?]|\.(?=\S)){0,120}\.?"  # of the same sentence; web addresses hold full stops
_BOILERPLATE = (
    r"The post .{1,400}? (?:first )?appeared (?:first )?on .{1,200}",
    rf"(?:Read|See|View) more(?: (?:at|on|about|here|in|from)\b{_REST})?",
    rf"(?:Read|See|View) (?:the )?(?:full|whole|rest|original|complete)\b{_REST}",
    rf"(?:Continue|Keep) reading\b{_REST}",
    rf"(?:Click|Tap) here (?:to|for)\b{_REST}",
    rf"This (?:article|story|post) (?:was )?(?:first|originally) (?:appeared|published)\b{_REST}",
)
_ENDING = re.compile(rf"(?:^|(?<=[.!?…\])\"”’]) ?)(?:{'|'.join(_BOILERPLATE)})$")
_TRUNCATED = re.compile(r" *(?:\[(?:…|\.{3}|&hellip;|\+\d+ chars)\]|\(more\))$")
_POINTERS = " →»>›"
_ENDING_SEEN = 700
"""Characters at a paragraph's end in which boilerplate is looked for: the longest kind takes some 640."""


def make_document(*, title: str, body: str, published: datetime, plain: bool = False) -> Document:
    """The document of an entry whose title may hold markup and whose body is HTML, or text where `plain`.

    Takes any string at all. Time is linear in its length.
    """
    heading = _clean(html_line(_printable(title)))
    printable = _printable(body)
    raw = plain_paragraphs(printable) if plain else html_paragraphs(printable)
    paragraphs = _without_boilerplate([p for p in map(_clean, raw) if p], heading)
    return _lay_out(heading, paragraphs, published)


def sentences(document: Document) -> tuple[Span, ...]:
    """The sentences in order: the title as one, then those of each paragraph."""
    title = (document.title,) if document.title.end > document.title.start else ()
    return title + tuple(
        Span(start=start, end=end)
        for paragraph in document.paragraphs
        for start, end in sentence_ranges(document.text, paragraph.start, paragraph.end)
    )


def _printable(text: str) -> str:
    """What a parser may be given: no lone surrogates, no unseen characters."""
    return _UNSEEN.sub("", _SURROGATES.sub("\ufffd", text))


def _clean(text: str) -> str:
    """One line, single spaces. Decoding entities may have brought unseen characters back."""
    return " ".join(_printable(text).split())


def _without_boilerplate(paragraphs: list[str], title: str) -> list[str]:
    """Less a first paragraph that repeats the title, less what publishers' software adds at the end."""
    kept = (
        paragraphs[1:]
        if paragraphs and title and _letters(paragraphs[0]) == _letters(title)
        else paragraphs[:]
    )
    while kept:
        last = kept.pop()
        shorter = _without_ending(last)
        if shorter:
            kept.append(shorter)
        if shorter == last:
            break
    return kept


def _without_ending(paragraph: str) -> str:
    cut = max(len(paragraph) - _ENDING_SEEN, 0)
    ending = paragraph[cut:]
    bare = ending.rstrip(_POINTERS)
    shorter = _ENDING.sub("", bare)
    return (paragraph[:cut] + _TRUNCATED.sub("", ending if shorter == bare else shorter)).rstrip()


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _lay_out(title: str, paragraphs: Iterable[str], published: datetime) -> Document:
    lines = [title] if title else []
    at = len(title) + 1 if title else 0
    spans: list[Span] = []
    for paragraph in paragraphs:
        spans.append(Span(start=at, end=at + len(paragraph)))
        lines.append(paragraph)
        at += len(paragraph) + 1
    return Document(
        text="\n".join(lines),
        title=Span(start=0, end=len(title)),
        paragraphs=tuple(spans),
        published=published,
    )
