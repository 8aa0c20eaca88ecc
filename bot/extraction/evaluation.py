"""Compiled rules against one document: where each part first holds."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import islice
from typing import Any

from bot.extraction.patterns import Hit, Patterns, Traces
from bot.extraction.places import (
    Place,
    Places,
    Windows,
    any_inside,
    around,
    beginning_in,
    cut,
    inside,
)
from bot.extraction.plans import Branch, Leaf, Need, Node, Plan
from bot.extraction.rules import Scope, Words
from bot.extraction.salience import salience
from bot.extraction.text import Span

_REGEX_HITS = 100
"""Places of one regular expression in one document; a pattern that finds more is no watch."""


class Seen:
    """What stands in one document, each thing worked out when first asked for."""

    def __init__(self, patterns: Patterns, traces: Traces, regexes: Mapping[int, Any]) -> None:
        self.document = traces.document
        self.places = Places(traces.document)
        self._patterns = patterns
        self._traces = traces
        self._regexes = regexes
        self._tried: dict[int, list[Place]] = {}
        self._saliences: dict[frozenset[int], float] = {}

    @cached_property
    def any_key(self) -> bool:
        """Whether any term is seen that triggers rules; asked before anything else is worked out."""
        return self._patterns.any_key(self._traces)

    @cached_property
    def hits(self) -> list[Hit]:
        """Phrases and mentions of the whole lexicon, in order."""
        return self._patterns.hits(self._traces)

    @cached_property
    def strong_by_term(self) -> dict[int, list[Place]]:
        """Where each seen term is satisfied; regular expressions are not among them."""
        found: dict[int, list[Place]] = {}
        for start, end, meaning in self.hits:
            for term in meaning.strong:
                found.setdefault(term, []).append((start, end))
        return found

    @cached_property
    def terms(self) -> frozenset[int]:
        """The keys of `strong_by_term`."""
        return frozenset(self.strong_by_term)

    @cached_property
    def _weak_by_term(self) -> dict[int, list[Place]]:
        found: dict[int, list[Place]] = {}
        for start, end, meaning in self.hits:
            for term in meaning.weak:
                found.setdefault(term, []).append((start, end))
        return found

    def strong(self, term: int) -> list[Place]:
        """Where a term is satisfied, in order."""
        if term not in self._regexes:
            return self.strong_by_term.get(term, _NOWHERE)
        if term not in self._tried:
            self._tried[term] = list(_regex_places(self._regexes[term], self.document.text))
        return self._tried[term]

    def salience(self, terms: frozenset[int]) -> float:
        """How central to the document is what any of the terms stands for, 0 to 1."""
        if terms not in self._saliences:
            places = sorted({place for term in terms for place in self.strong(term)})
            spans = [Span(start=start, end=end) for start, end in places]
            self._saliences[terms] = salience(self.document, spans)
        return self._saliences[terms]

    def weak(self, term: int) -> list[Place]:
        """Where a term is mentioned by names that do not count alone, in order."""
        return self._weak_by_term.get(term, _NOWHERE)


_NOWHERE: list[Place] = []


def may_hold(plan: Plan, seen: Seen) -> bool:
    """Whether something of each need is there: cheap, and mostly no."""
    terms = seen.terms
    for need in plan.needs:  # noqa: SIM110 - a generator here takes as long as all the rest
        if terms.isdisjoint(need):
            return False
    return True


def holds(node: Node, stretch: Place, seen: Seen) -> bool:
    if isinstance(node, Leaf):
        return any_inside(seen.strong(node.term), stretch)
    return first_place(node, stretch, seen) is not None


def first_place(branch: Branch, stretch: Place, seen: Seen) -> Place | None:
    """The first place of the kind the branch asks for that holds all it asks for; None where none does."""
    if not branch.asks or any(holds(node, stretch, seen) for node in branch.none):
        return None
    return next(
        (place for place in _candidates(branch, stretch, seen) if _together(branch, place, seen)), None
    )


def _together(branch: Branch, place: Place, seen: Seen) -> bool:
    if not all(holds(node, place, seen) for node in branch.all):
        return False
    return not branch.any or any(holds(node, place, seen) for node in branch.any)


def _candidates(branch: Branch, stretch: Place, seen: Seen) -> Iterable[Place]:
    match branch.within:
        case Scope.DOCUMENT:
            return (stretch,)
        case Scope.TITLE:
            return (seen.places.title,)
        case Scope.PARAGRAPH:
            return _blocks(branch, seen.places.paragraphs, stretch, seen)
        case Scope.SENTENCE:
            return _sentences(branch, stretch, seen)
        case Words(count=count):
            return _windows(branch, count, stretch, seen)


def _blocks(branch: Branch, blocks: tuple[Place, ...], stretch: Place, seen: Seen) -> Iterator[Place]:
    if not branch.anchors:
        return cut(blocks, stretch)
    return around(blocks, _rarest(branch.anchors, stretch, seen), stretch)


def _sentences(branch: Branch, stretch: Place, seen: Seen) -> Iterator[Place]:
    """Only paragraphs that hold all that has to be there are parted into sentences."""
    if not branch.anchors:
        yield from cut(seen.places.sentences, stretch)
        return
    rarest = list(_rarest(branch.anchors, stretch, seen))
    for block in beginning_in(seen.places.paragraphs, rarest):
        if all(any(any_inside(seen.strong(term), block) for term in anchor) for anchor in branch.anchors):
            near = (place for place in rarest if block[0] <= place[0] < block[1])
            yield from around(seen.places.sentences_of(block), near, stretch)


def _rarest(anchors: tuple[Need, ...], stretch: Place, seen: Seen) -> Iterator[Place]:
    """Where the terms of one anchor stand, of that with the fewest places in the document."""
    rarest = min(anchors, key=lambda anchor: sum(len(seen.strong(term)) for term in anchor))
    return (place for term in rarest for place in inside(seen.strong(term), stretch))


def _windows(branch: Branch, count: int, stretch: Place, seen: Seen) -> Iterator[Place]:
    for block in _blocks(branch, seen.places.paragraphs, stretch, seen):
        windows = seen.places.windows(block, count)
        for begin in sorted(set(_begins(branch, windows, seen))):
            yield windows[begin]


def _begins(branch: Branch, windows: Windows, seen: Seen) -> Iterator[int]:
    """The numbers of the windows that decide.

    Between two windows in which something comes in, nothing is gained, so these decide; but where a part
    forbids something, every window about an anchor does.
    """
    if not branch.anchors:
        yield from range(len(windows))
        return
    for place in _rarest(branch.anchors, windows.block, seen):
        near = windows.holding(place)
        if branch.excludes:
            yield from near
            continue
        reach = windows[near[0]][0], windows[near[-1]][1]
        for term in branch.around:
            entries = (windows.first_holding(other) for other in inside(seen.strong(term), reach))
            yield from (entry for entry in entries if entry in near)
        yield near[0]


def _regex_places(regex: Any, text: str) -> Iterator[Place]:
    for found in islice(regex.finditer(text), _REGEX_HITS):
        start, end = found.span()
        if start < end:
            yield start, end
