"""Names in a row: "the leaders of Japan, Kenya and France", "PM Mori and President Luc Garnier"."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.extraction.events.sentences import Sentence
from bot.extraction.lazily import lazy
from bot.extraction.names import Named
from bot.extraction.text import Span
from bot.extraction.wordlists import words

_WORD = lazy(r"[^\W_](?:[\w.’']*[\w])?")
_BETWEEN = lazy(r"\.?,? ?|[-–—/]| & |[’'] ")
_LEADERS_OF = lazy(
    r"\b(?:leaders|presidents|heads of (?:state|government)|members|states) of (?:the )?$", re.IGNORECASE
)
_MOST = 40
"""Words: the longest list of leaders with their titles that an agency puts into one phrase."""

TITLES = words(
    """
    the a an and both his her its their as well of for between with president presidents prime minister
    ministers pm pms premier premiers chancellor chancellors king queen emir sultan crown prince
    princess leader leaders head heads state states government governments counterpart counterparts
    foreign external affairs defence defense chief chiefs secretary general secretary-general mr mrs ms
    dr sir sheikh gen country countries nation nations members member side sides then new visiting host
    former colleague colleagues capitals chairman chairperson eam republic kingdom union commission
    council taoiseach prime-minister vice deputy high representative grouping bloc alliance body club
    leadership delegation delegations officials him them
    """
)
"""Words that may stand between the names of a row without ending it."""

_OF_REGIONS = frozenset(
    [
        "south asian",
        "southeast asian",
        "east asian",
        "central asian",
        "west african",
        "east african",
        "southern african",
        "african",
        "latin american",
        "south american",
        "central american",
        "arab",
        "gulf",
        "european",
        "asian",
        "pacific",
        "caribbean",
    ]
)
"""In front of a name these say where it is: "the West African bloc ECOWAS"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Names that belong together, in order."""

    span: Span
    named: tuple[Named, ...]
    unknown: tuple[str, ...]
    """Capitalised words among them that no name covers, as written: "Nkosi"."""


def row_after(sentence: Sentence, start: int) -> Row | None:
    """The names that follow `start` with nothing but titles, commas and "and" before and among them."""
    tail = sentence.cut(start, sentence.span.end)
    found = [Span(start=start + m.start(), end=start + m.end()) for m in _some(_WORD.finditer(tail))]
    return _row(sentence, start, found, forward=True)


def row_before(sentence: Sentence, end: int) -> Row | None:
    """The names that end at `end`, read backwards: the subject of a verb."""
    reach = max(sentence.span.start, end - 300)
    head = sentence.cut(reach, end)
    found = [Span(start=reach + m.start(), end=reach + m.end()) for m in _WORD.finditer(head)]
    return _row(sentence, end, found[:-_MOST:-1], forward=False)


def _some(matches: Iterable[re.Match[str]]) -> Iterable[re.Match[str]]:
    return (match for _, match in zip(range(_MOST), matches, strict=False))


def _row(sentence: Sentence, edge: int, found: Sequence[Span], *, forward: bool) -> Row | None:
    named: list[Named] = []
    unknown: list[Span] = []
    start = edge
    for word in found:
        gap = sentence.cut(edge, word.start) if forward else sentence.cut(word.end, edge)
        if gap and not _BETWEEN.fullmatch(gap) and not _possessive(gap):
            break
        if forward and "," in gap and _closed(sentence, start, edge):
            break
        covering = [n for n in sentence.named if n.span.start <= word.start < n.span.end]
        if covering:
            named += [n for n in covering if n not in named]
        elif not _is_title(sentence, word):
            text = sentence.cut(word.start, word.end)
            if not text[0].isupper() or (not named and not forward and not _of_leaders(sentence, word)):
                break
            unknown.append(word)
        edge = word.end if forward else word.start
    if not named and not unknown:
        return None
    spans = [*(n.span for n in named), *unknown]
    strange = _joined(sentence, sorted(unknown))
    return Row(
        span=Span(start=min(s.start for s in spans), end=max(s.end for s in spans)),
        named=tuple(sorted(named, key=_start)),
        unknown=tuple(name for name in strange if not (named and name.lower() in _OF_REGIONS)),
    )


def _of_leaders(sentence: Sentence, word: Span) -> bool:
    before = sentence.cut(max(sentence.span.start, word.start - 40), word.start)
    return _LEADERS_OF.search(before) is not None


def _closed(sentence: Sentence, start: int, edge: int) -> bool:
    """Has the row come to its "and": what follows a comma then is a clause of its own?"""
    said = sentence.cut(start, edge)
    return " and " in said and "," not in said.rpartition(" and ")[2]


def _start(named: Named) -> int:
    return named.span.start


def _possessive(gap: str) -> bool:
    return gap.lower() in {"'s ", "’s ", "'s", "’s", "' ", "’ "}


def _is_title(sentence: Sentence, word: Span) -> bool:
    if sentence.cut(word.start, word.end).lower().removesuffix("’s").removesuffix("'s") in TITLES:
        return True
    roles = (person.role_span for person in sentence.names.people.values())
    return any(role is not None and role.start <= word.start < role.end for role in roles)


def _joined(sentence: Sentence, found: Sequence[Span]) -> tuple[str, ...]:
    """Neighbouring words are one name: "Central Asia"."""
    joined: list[Span] = []
    for word in found:
        if joined and sentence.cut(joined[-1].end, word.start) == " ":
            joined[-1] = Span(start=joined[-1].start, end=word.end)
        else:
            joined.append(word)
    return tuple(sentence.cut(word.start, word.end) for word in joined)
