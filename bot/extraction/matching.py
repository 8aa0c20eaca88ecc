"""Watches against documents: what the automaton saw triggers rules, and only those are evaluated."""

from collections.abc import Mapping
from functools import cached_property

from bot.extraction.evaluation import Seen, first_place, may_hold
from bot.extraction.evidence import centrality, evidence
from bot.extraction.explaining import explain_plan
from bot.extraction.findings import (
    Explanation,
    Filter,
    Match,
    Mention,
    Note,
    PartExplanation,
    Role,
)
from bot.extraction.lexicon import Lexicon
from bot.extraction.naming import named
from bot.extraction.patterns import Patterns
from bot.extraction.plans import Plan, compile_rules
from bot.extraction.regexes import compile_regex
from bot.extraction.rules import Provenance, RegexTerm, Rule
from bot.extraction.text import Document

__all__ = [
    "Analysis",
    "Explanation",
    "Filter",
    "Match",
    "Matcher",
    "Mention",
    "Note",
    "PartExplanation",
    "Role",
    "fitting",
]

_ANYWHERE = Provenance()


class Analysis:
    """All that one pass over a document finds."""

    def __init__(self, matches: tuple[Match, ...], seen: Seen) -> None:
        self.matches = matches
        """The watches that hold, in the order of the rules."""
        self._seen = seen

    @cached_property
    def entities(self) -> tuple[Mention, ...]:
        """Every mention of every entity of the lexicon, in order, none overlapping, weak aliases left out.

        Worked out when first asked for: most documents match nothing, and then nobody asks.
        """
        return named(self._seen.hits)


class Matcher:
    """Compiled once from the lexicon and all rules; immutable, shared by every caller."""

    def __init__(self, lexicon: Lexicon, rules: Mapping[str, Rule]) -> None:
        """`rules` by watch id. Raises `RegexRefused`, a `ValueError`, where RE2 refuses a pattern."""
        self._plans = compile_rules(rules)
        self._by_watch = {plan.watch: plan for plan in self._plans.all}
        self._terms = tuple(self._plans.numbers)
        self._regexes = {
            number: compile_regex(term.pattern)
            for term, number in self._plans.numbers.items()
            if isinstance(term, RegexTerm)
        }
        self._patterns = Patterns(lexicon, self._plans.numbers, self._plans.by_key)

    def analyse(self, document: Document, provenance: Provenance = _ANYWHERE) -> Analysis:
        """Matches and entities out of one pass: what a caller that wants both should use."""
        seen = self._see(document)
        held = (self._match(plan, seen, provenance) for plan in self._candidates(seen))
        return Analysis(tuple(match for match in held if match is not None), seen)

    def match(self, document: Document, provenance: Provenance = _ANYWHERE) -> tuple[Match, ...]:
        """The watches that hold, in the order of the rules."""
        return self.analyse(document, provenance).matches

    def entities(self, document: Document) -> tuple[Mention, ...]:
        """Every mention of every entity of the lexicon, in order, weak aliases left out."""
        return named(self._see(document).hits)

    def explain(self, document: Document, watch: str, provenance: Provenance = _ANYWHERE) -> Explanation:
        """Why `watch` holds for the document or does not. Raises `KeyError` for a watch it was not given."""
        plan, seen = self._by_watch[watch], self._see(document)
        place = first_place(plan.branch, seen.places.whole, seen)
        return explain_plan(
            plan,
            seen,
            self._terms,
            place=place,
            match=self._match(plan, seen, provenance),
            salience=centrality(plan.branch, place, seen) if place else None,
            filtered=_filtered(plan.rule, provenance),
        )

    def _see(self, document: Document) -> Seen:
        return Seen(self._patterns, self._patterns.trace(document), self._regexes)

    def _candidates(self, seen: Seen) -> list[Plan]:
        """Rules of which enough was seen, in order."""
        places = set(self._plans.untriggered)
        if seen.any_key:
            by_key = self._plans.by_key
            places.update(*(by_key[term] for term in seen.strong_by_term if term in by_key))
        plans = (self._plans.all[place] for place in sorted(places))
        return [plan for plan in plans if may_hold(plan, seen)]

    def _match(self, plan: Plan, seen: Seen, provenance: Provenance) -> Match | None:
        place = (
            None if _filtered(plan.rule, provenance) else first_place(plan.branch, seen.places.whole, seen)
        )
        if place is None:
            return None
        salience = centrality(plan.branch, place, seen)
        if salience < plan.rule.min_salience:
            return None
        shown = evidence(plan.branch, place, seen, self._terms)
        in_title = any(mention.span.end <= seen.document.title.end for mention in shown)
        return Match(watch=plan.watch, evidence=shown, in_title=in_title, salience=salience)


def fitting(rule: Rule) -> Provenance:
    """Where a document may come from so that the rule is not kept from holding: for tests of its words."""
    return Provenance(
        feed=min(rule.feeds, default=""), tags=rule.tags, language=min(rule.languages, default="")
    )


def _filtered(rule: Rule, provenance: Provenance) -> tuple[Filter, ...]:
    """What of the document's origin the rule does not admit."""
    found = []
    if rule.feeds and provenance.feed not in rule.feeds:
        found.append(Filter.FEED)
    if rule.tags and rule.tags.isdisjoint(provenance.tags):
        found.append(Filter.TAG)
    if rule.languages and not _speaks(provenance.language, rule.languages):
        found.append(Filter.LANGUAGE)
    return tuple(found)


def _speaks(language: str, wanted: frozenset[str]) -> bool:
    """Whether it is one of them, or a kind of one: en-GB is en."""
    spoken = language.lower()
    return any(spoken == one.lower() or spoken.startswith(f"{one.lower()}-") for one in wanted)
