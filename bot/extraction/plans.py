"""Rules compiled: terms numbered, and for each rule which terms it cannot hold without."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from bot.extraction.rules import Group, Part, RegexTerm, Rule, Scope, Term, Within, Words

Need = tuple[int, ...]
"""Numbers of terms of which at least one must be seen. A set of one takes four times the memory."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Leaf:
    term: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Branch:
    all: "tuple[Node, ...]"
    any: "tuple[Node, ...]"
    none: "tuple[Node, ...]"
    within: Within
    anchors: tuple[Need, ...]
    """Of each of them something stands in every place that holds all the parts.

    None where the title alone may be enough, and where no places are looked for.
    """
    around: Need
    """What decides whether a window of words holds all the parts; empty where no window is asked for."""
    excludes: bool
    """Whether a part forbids something, so that a wider stretch may hold less than a narrower one."""

    @property
    def asks(self) -> bool:
        """A branch that only forbids never holds."""
        return bool(self.all or self.any)


Node = Leaf | Branch


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Plan:
    """One rule, ready to be held against documents."""

    watch: str
    rule: Rule
    branch: Branch
    needs: tuple[Need, ...]
    """Of each of them something must be seen; those that a regular expression may satisfy are left out."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Plans:
    """All rules in order, and how to come from a term to those that it may make hold."""

    all: tuple[Plan, ...]
    numbers: Mapping[Term, int]
    by_key: Mapping[int, tuple[int, ...]]
    """Places in `all` by the number of a term; a rule stands under all terms of one of its needs."""
    untriggered: tuple[int, ...]
    """Places of the rules that only a regular expression may trigger: they are tried on every document."""


_ONE_PLACE = (Scope.DOCUMENT, Scope.TITLE)


def compile_rules(rules: Mapping[str, Rule]) -> Plans:
    numbers = {term: number for number, term in enumerate(dict.fromkeys(_terms(rules.values())))}
    regexes = frozenset(number for term, number in numbers.items() if isinstance(term, RegexTerm))
    leaves = {term: Leaf(term=number) for term, number in numbers.items()}
    plans = tuple(_plan(watch, rule, leaves, regexes) for watch, rule in rules.items())
    by_key, untriggered = _triggers(plans)
    return Plans(all=plans, numbers=numbers, by_key=by_key, untriggered=untriggered)


def _terms(rules: Iterable[Rule]) -> Iterable[Term]:
    for rule in rules:
        for part in (*rule.all, *rule.any, *rule.none):
            yield from _terms_of(part)


def _terms_of(part: Part) -> Iterable[Term]:
    if not isinstance(part, Group):
        yield part
        return
    for inner in (*part.all, *part.any, *part.none):
        yield from _terms_of(inner)


def _plan(watch: str, rule: Rule, leaves: Mapping[Term, Leaf], regexes: frozenset[int]) -> Plan:
    branch = _branch(rule, leaves)
    needs = tuple(need for need in _needs(branch) if regexes.isdisjoint(need))
    return Plan(watch=watch, rule=rule, branch=branch, needs=needs)


def _branch(group: Rule | Group, leaves: Mapping[Term, Leaf]) -> Branch:
    wanted = tuple(_node(part, leaves) for part in group.all)
    choice = tuple(_node(part, leaves) for part in group.any)
    forbidden = tuple(_node(part, leaves) for part in group.none)
    return Branch(
        all=wanted,
        any=choice,
        none=forbidden,
        within=group.within,
        anchors=tuple(_anchors(wanted, choice)) if group.within not in _ONE_PLACE else (),
        around=_around((*wanted, *choice)) if isinstance(group.within, Words) else (),
        excludes=any(map(_excludes, (*wanted, *choice))),
    )


def _node(part: Part, leaves: Mapping[Term, Leaf]) -> Node:
    return _branch(part, leaves) if isinstance(part, Group) else leaves[part]


def _possible(node: Node) -> bool:
    if isinstance(node, Leaf):
        return True
    return node.asks and all(map(_possible, node.all)) and (not node.any or any(map(_possible, node.any)))


def _needs(branch: Branch) -> list[Need]:
    """Conditions that are each necessary; together they may still not be enough."""
    needs = [need for node in branch.all for need in _needs_of(node)]
    choice = [_needs_of(node) for node in branch.any if _possible(node)]
    if choice:
        needs.append(_union(min(alternative, key=len) for alternative in choice))
    return needs


def _needs_of(node: Node) -> list[Need]:
    return [(node.term,)] if isinstance(node, Leaf) else _needs(node)


def _anchors(wanted: Iterable[Node], choice: Iterable[Node]) -> list[Need]:
    """Sets of terms of each of which one stands in every place that holds all the parts."""
    sets = [found for node in wanted for found in _anchors_of(node)]
    choices = [_anchors_of(node) for node in choice if _possible(node)]
    if choices and all(choices):
        sets.append(_union(min(found, key=len) for found in choices))
    return sets


def _anchors_of(node: Node) -> list[Need]:
    if isinstance(node, Leaf):
        return [(node.term,)]
    return [] if node.within is Scope.TITLE else _anchors(node.all, node.any)


def _around(nodes: Iterable[Node]) -> Need:
    return _union(_around_of(node) for node in nodes)


def _around_of(node: Node) -> Need:
    if isinstance(node, Leaf):
        return (node.term,)
    return () if node.within is Scope.TITLE else _around((*node.all, *node.any))


def _union(needs: Iterable[Need]) -> Need:
    return tuple(dict.fromkeys(chain.from_iterable(needs)))


def _excludes(node: Node) -> bool:
    return isinstance(node, Branch) and (bool(node.none) or node.excludes)


def _triggers(plans: tuple[Plan, ...]) -> tuple[dict[int, tuple[int, ...]], tuple[int, ...]]:
    """Each rule under the need whose terms the fewest rules ask for: as a rule of thumb the rarest."""
    asked = Counter(term for plan in plans for need in plan.needs for term in need)
    by_key: dict[int, list[int]] = {}
    untriggered = []
    for place, plan in enumerate(plans):
        if plan.needs:
            for term in min(plan.needs, key=lambda need: sum(asked[term] for term in need)):
                by_key.setdefault(term, []).append(place)
        elif _possible(plan.branch):
            untriggered.append(place)
    return {term: tuple(places) for term, places in by_key.items()}, tuple(untriggered)
