"""What a rule that holds can show for it, and how central that is to the document."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from bot.extraction.evaluation import Seen, first_place, holds
from bot.extraction.findings import Mention
from bot.extraction.places import Place, inside
from bot.extraction.plans import Branch, Leaf, Node
from bot.extraction.rules import Term
from bot.extraction.text import Span

_EVIDENCE_EACH = 3
"""Mentions kept for each term: enough to show, little to store."""


def evidence(branch: Branch, place: Place, seen: Seen, terms: Sequence[Term]) -> tuple[Mention, ...]:
    """What stands for the parts of `branch`, which holds in `place`, in order; `terms` by their numbers."""
    return in_order(_evidence_of_parts(branch, place, seen, terms))


def in_order(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted(dict.fromkeys(mentions), key=_span))


def _evidence(node: Node, stretch: Place, seen: Seen, terms: Sequence[Term]) -> Iterator[Mention]:
    if isinstance(node, Leaf):
        yield from mentions(node, stretch, seen, terms)
    elif (place := first_place(node, stretch, seen)) is not None:
        yield from _evidence_of_parts(node, place, seen, terms)


def _evidence_of_parts(branch: Branch, place: Place, seen: Seen, terms: Sequence[Term]) -> Iterator[Mention]:
    for node in (*branch.all, *branch.any):
        yield from _evidence(node, place, seen, terms)


def mentions(leaf: Leaf, stretch: Place, seen: Seen, terms: Sequence[Term]) -> Iterator[Mention]:
    """Up to three, the first that counts alone among them."""
    strong = list(islice(inside(seen.strong(leaf.term), stretch), _EVIDENCE_EACH))
    weak = islice(inside(seen.weak(leaf.term), stretch), _EVIDENCE_EACH)
    others = sorted((*strong[1:], *weak))
    for start, end in islice((*strong[:1], *others), _EVIDENCE_EACH):
        yield Mention(span=Span(start=start, end=end), term=terms[leaf.term])


def centrality(branch: Branch, place: Place, seen: Seen) -> float:
    """0 to 1: the salience, in the whole document, of the least central part of what holds in `place`."""
    return min(_saliences_of_parts(branch, place, seen), default=0.0)


def _saliences_of_parts(branch: Branch, place: Place, seen: Seen) -> Iterator[float]:
    """One for each part of `all`, and one for the alternatives that are there: they stand for one thing."""
    for node in branch.all:
        yield from _saliences(node, place, seen)
    if branch.any:
        there = (node for node in branch.any if isinstance(node, Leaf) or holds(node, place, seen))
        yield seen.salience(frozenset(term for node in there for term in _wanted(node)))


def _saliences(node: Node, stretch: Place, seen: Seen) -> Iterator[float]:
    if isinstance(node, Leaf):
        yield seen.salience(frozenset((node.term,)))
    elif (place := first_place(node, stretch, seen)) is not None:
        yield from _saliences_of_parts(node, place, seen)


def _wanted(node: Node) -> Iterator[int]:
    if isinstance(node, Leaf):
        yield node.term
        return
    for inner in (*node.all, *node.any):
        yield from _wanted(inner)


def _span(mention: Mention) -> Span:
    return mention.span
