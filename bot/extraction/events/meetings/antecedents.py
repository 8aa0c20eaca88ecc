"""Whom "he" and "the two presidents" mean."""

import re

from bot.extraction.events.meetings.offices import is_political
from bot.extraction.events.meetings.sides import Actor, Side, side_after
from bot.extraction.events.sentences import Sentence
from bot.extraction.lazily import lazy
from bot.extraction.lexicon import EntityKind
from bot.extraction.names import Named
from bot.extraction.text import Span

_ENDS = lazy(r"[.!?][\"”’)]?\s+(?=[\"“A-Z])|\n")
_ABBREVIATED = lazy(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Sen|Sept|Oct|Nov|Dec|Jan|Feb|Aug|St)\.\s+$")
_REACH = 500
"""Characters: a long sentence before this one."""
_DEPTH = 3
"""Sentences that open with "he" one after another."""
_HE = lazy(r"(?:He|She)\b")
_OPENING = lazy(
    r"(?:On|In|At|Earlier|Later|Separately|Meanwhile)\b[^,]{0,60}, |(?:Earlier|Separately|Meanwhile),? "
)
_TWO = lazy(
    r"\b[Tt]he (?:two|pair of) (?:countries[’'] |nations[’'] )?(leaders|presidents|prime ministers|premiers"
    r"|foreign ministers|defen[cs]e ministers|ministers|chancellors)$"
)
_BOTH = 2
_THEY = lazy(r"(?:^|\b)(?:[Tt]he (?:two|pair)|[Bb]oth(?: men| leaders| sides)?|They)$")
_ROLES = {
    "leaders": re.compile(
        r"president|prime minister|premier|chancellor|king|emir|sultan|crown prince|taoiseach", re.IGNORECASE
    ),
    "ministers": re.compile(r"minister", re.IGNORECASE),
}


def he(sentence: Sentence, at: Span, depth: int = _DEPTH) -> Side | None:
    """The person whom "he" at `at` takes up: the subject of the sentence before, or the one person in it."""
    before = _sentence_before(sentence)
    if before is None:
        return None
    if _HE.match(before.text):
        return he(before, at, depth - 1) if depth > 1 else None
    opening = _OPENING.match(before.text)
    row = side_after(before, before.span.start + (opening.end() if opening else 0))
    people = row.people if row is not None and row.people else _political(before)
    known = {n.entity.id: n for n in people}
    if len(known) != 1:
        return None
    (named,) = known.values()
    return Side(span=at, actors=(Actor(named=Named(span=at, entity=named.entity)),))


def the_two(sentence: Sentence, end: int) -> Side | None:
    """The only two persons named before who hold the office: "the two presidents"."""
    before = sentence.cut(max(sentence.span.start, end - 50), end)
    match = _TWO.search(before)
    if match is None:
        return _both(sentence, end, before)
    kind = match[1].lower()
    wanted = _ROLES.get(kind) or re.compile(re.escape(kind.removesuffix("s")), re.IGNORECASE)
    named = {
        n.entity.id: n
        for n in sentence.names.named
        if n.span.start < sentence.span.start and wanted.search(_role(sentence, n))
    }
    if len(named) != _BOTH:
        return None
    at = Span(start=end - len(match[0]), end=end)
    return Side(span=at, actors=tuple(Actor(named=Named(span=at, entity=n.entity)) for n in named.values()))


def _both(sentence: Sentence, end: int, before: str) -> Side | None:
    """The only two persons of the last sentence before that names any: "They will meet"."""
    match = _THEY.search(before)
    told = _persons_before(sentence) if match else ()
    named = {n.entity.id: n for n in told}
    if match is None or len(named) != _BOTH:
        return None
    at = Span(start=end - len(match[0]), end=end)
    return Side(span=at, actors=tuple(Actor(named=Named(span=at, entity=n.entity)) for n in named.values()))


def _persons_before(sentence: Sentence) -> tuple[Named, ...]:
    before = _sentence_before(sentence)
    for _ in range(_DEPTH):
        if before is None or (named := _political(before)):
            break
        before = _sentence_before(before)
    return named if before is not None else ()


def _role(sentence: Sentence, named: Named) -> str:
    person = sentence.names.people.get(named.entity.id)
    return person.role if person else ""


def _political(sentence: Sentence) -> tuple[Named, ...]:
    return tuple(
        n for n in sentence.named if n.entity.kind is EntityKind.PERSON and is_political(n, sentence.names)
    )


def _sentence_before(sentence: Sentence) -> Sentence | None:
    text = sentence.document.text
    end = sentence.span.start
    while end > 0 and text[end - 1].isspace():
        end -= 1
    reach = max(0, end - _REACH)
    starts = [
        m.end()
        for m in _ENDS.finditer(text, reach, end)
        if m.end() < end and not _ABBREVIATED.search(text[max(0, m.end() - 8) : m.end()])
    ]
    start = starts[-1] if starts else reach
    if end <= start:
        return None
    named = tuple(n for n in sentence.names.named if start <= n.span.start and n.span.end <= end)
    span = Span(start=start, end=end)
    return Sentence(
        document=sentence.document, names=sentence.names, place=sentence.place - 1, span=span, named=named
    )
