"""The row of participants before a verb: its subject, read backwards from it."""

from collections.abc import Sequence

from bot.extraction.events.meetings.offices import TITLES
from bot.extraction.events.meetings.sides import NOT_NAMES, WORD, Side, in_role, side_after
from bot.extraction.events.sentences import Sentence
from bot.extraction.lazily import lazy
from bot.extraction.lexicon import EntityKind
from bot.extraction.text import Span
from bot.extraction.wordlists import words

_MOST = 30
"""Words: the longest row of names with their offices that an agency puts before a verb."""
_REACH = 320
"""Characters: the same."""
_PREPOSITIONS = words(
    "in at on to from of with by for near over against about across into than via inside outside"
)
_JOINTS = words("and & as well along together with plus")
_GAP = lazy(r"[ ,&/()–-]{1,3}|[’']s? |,?")


def side_before(sentence: Sentence, end: int, *, owns: bool = False) -> Side | None:
    """The row of participants that ends at `end`; where it `owns` what follows, whatever rules it."""
    for start in _starts(sentence, end, owns=owns):
        side = side_after(sentence, start, end)
        if side is not None and side.span.end == end:
            return side
    return None


def _starts(sentence: Sentence, end: int, *, owns: bool) -> list[int]:
    """Where a row that ends at `end` may begin, the furthest first: not inside "in Beijing, Xi"."""
    tokens = _tokens_before(sentence, end)
    row: list[Span] = []
    for token in reversed(tokens):
        gap = sentence.cut(token.end, row[-1].start if row else end)
        if not _GAP.fullmatch(gap) or not _belongs(sentence, token):
            break
        row.append(token)
    joined = False
    while row and sentence.cut(row[-1].start, row[-1].end).lower() in _JOINTS:
        joint = row.pop()
        # With something that is no name: "between him and Mori, Garnier"; "As Mori met Garnier" is a clause.
        joined = joined or sentence.cut(joint.start, joint.end) != "As"
    row.reverse()
    if row and not owns and (joined or _is_governed(sentence, tokens, row)):
        row = _after_comma(sentence, row)
    return [token.start for token in row]


def _is_governed(sentence: Sentence, tokens: Sequence[Span], row: Sequence[Span]) -> bool:
    first = len(tokens) - 1 - [t.start for t in reversed(tokens)].index(row[0].start)
    before = sentence.cut(tokens[first - 1].start, tokens[first - 1].end).lower() if first else ""
    own = sentence.cut(row[0].start, row[0].end).lower()
    return own in _PREPOSITIONS or before in _PREPOSITIONS


def _after_comma(sentence: Sentence, row: list[Span]) -> list[Span]:
    for place in range(1, len(row)):
        if "," in sentence.cut(row[place - 1].end, row[place].start):
            rest = row[place:]
            return [] if _is_country_of(sentence, row[place - 1], rest[0]) else rest
    return []


def _is_country_of(sentence: Sentence, city: Span, country: Span) -> bool:
    """As "Beijing, China"."""
    lies = {n.entity.country for n in sentence.named if n.span == city and n.entity.kind is EntityKind.CITY}
    return any(n.span == country and n.entity.id in lies for n in sentence.named)


def _tokens_before(sentence: Sentence, end: int) -> list[Span]:
    """Names and the words between them."""
    tokens: list[Span] = []
    at = max(sentence.span.start, end - _REACH)
    for named in sentence.named:
        if at <= named.span.start and named.span.end <= end:
            tokens += _plain_words(sentence, at, named.span.start)
            tokens.append(named.span)
            at = named.span.end
    return [*tokens, *_plain_words(sentence, at, end)][-_MOST:]


def _plain_words(sentence: Sentence, start: int, end: int) -> list[Span]:
    found = WORD.finditer(sentence.document.text, start, end)
    return [Span(start=word.start(), end=word.end()) for word in found]


def _belongs(sentence: Sentence, token: Span) -> bool:
    """May the word stand in a row of participants?"""
    if any(n.span == token for n in sentence.named):
        return True
    text = sentence.cut(token.start, token.end)
    low = text.lower()
    if low in TITLES or low in _JOINTS or in_role(sentence, token.start):
        return True
    return text[0].isupper() and low not in NOT_NAMES
