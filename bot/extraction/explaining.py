"""Why a rule holds for a document or does not, part by part."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from bot.extraction.evaluation import Seen, first_place, holds
from bot.extraction.evidence import evidence, in_order, mentions
from bot.extraction.findings import Explanation, Filter, Match, Mention, Note, PartExplanation, Role
from bot.extraction.places import Place
from bot.extraction.plans import Branch, Leaf, Node, Plan
from bot.extraction.rules import Group, Part, Rule, Scope, Term


def explain_plan(
    plan: Plan,
    seen: Seen,
    terms: Sequence[Term],
    *,
    place: Place | None,
    match: Match | None,
    salience: float | None,
    filtered: tuple[Filter, ...],
) -> Explanation:
    """`terms` by their numbers; `place` is where the words first hold together, None where they never do."""
    parts = _Explainer(seen, terms).parts(plan.rule, plan.branch, seen.places.whole, place)
    missing = () if place else _missing(parts)
    forbidding = [part for part in parts if part.role is Role.NONE and part.held]
    return Explanation(
        watch=plan.watch,
        match=match,
        seen=in_order(_everywhere(plan.branch, seen, terms)),
        missing=missing,
        blocked=in_order(chain.from_iterable(part.mentions for part in forbidding)),
        apart=place is None and not missing and not forbidding and plan.branch.asks,
        parts=parts,
        filtered=filtered,
        salience=salience,
        too_slight=salience is not None and salience < plan.rule.min_salience,
    )


def _everywhere(branch: Branch, seen: Seen, terms: Sequence[Term]) -> Iterator[Mention]:
    for node in (*branch.all, *branch.any):
        if isinstance(node, Leaf):
            yield from mentions(node, seen.places.whole, seen, terms)
        else:
            yield from _everywhere(node, seen, terms)


def _missing(parts: Sequence[PartExplanation]) -> tuple[Part, ...]:
    choice = [part for part in parts if part.role is Role.ANY]
    missing = [part.part for part in parts if part.role is Role.ALL and not part.held]
    if not any(part.held for part in choice):
        missing += [part.part for part in choice]
    return tuple(dict.fromkeys(missing))


class _Explainer:
    def __init__(self, seen: Seen, terms: Sequence[Term]) -> None:
        self._seen = seen
        self._terms = terms

    def parts(
        self, group: Rule | Group, branch: Branch, stretch: Place, place: Place | None
    ) -> tuple[PartExplanation, ...]:
        """What is wanted is looked for in `place`, where the group holds, if it does; else in `stretch`."""
        wanted = place or stretch
        return (
            *self._list(Role.ALL, group.all, branch.all, wanted),
            *self._list(Role.ANY, group.any, branch.any, wanted),
            *self._list(Role.NONE, group.none, branch.none, stretch),
        )

    def _list(
        self, role: Role, parts: Iterable[Part], nodes: Iterable[Node], stretch: Place
    ) -> Iterator[PartExplanation]:
        for part, node in zip(parts, nodes, strict=True):
            if isinstance(part, Group) and isinstance(node, Branch):
                yield self._group(part, node, role, stretch)
            elif isinstance(node, Leaf):
                yield self._term(part, node, role, stretch)

    def _term(self, term: Part, leaf: Leaf, role: Role, stretch: Place) -> PartExplanation:
        found = tuple(mentions(leaf, stretch, self._seen, self._terms))
        held = holds(leaf, stretch, self._seen)
        note = None if held else Note.WEAK if found else Note.NOT_SEEN
        return PartExplanation(part=term, role=role, held=held, mentions=found, note=note)

    def _group(self, group: Group, branch: Branch, role: Role, stretch: Place) -> PartExplanation:
        place = first_place(branch, stretch, self._seen)
        wanted = place or (self._seen.places.title if group.within is Scope.TITLE else stretch)
        parts = self.parts(group, branch, stretch, wanted)
        return PartExplanation(
            part=group,
            role=role,
            held=place is not None,
            mentions=evidence(branch, place, self._seen, self._terms) if place else (),
            parts=parts,
            note=None if place else _why_not(parts),
        )


def _why_not(parts: Sequence[PartExplanation]) -> Note:
    if any(part.held for part in parts if part.role is Role.NONE):
        return Note.FORBIDDEN
    wanted = [part for part in parts if part.role is not Role.NONE]
    if not any(part.held for part in wanted):
        return Note.NOT_SEEN
    return Note.INCOMPLETE if _missing(parts) else Note.APART
