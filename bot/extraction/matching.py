"""Watches against documents: a multi-pattern automaton over folded text, then the rules on what it found."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

import re2

from bot.extraction.lexicon import AliasKind, Lexicon
from bot.extraction.patterns import Hit, Patterns
from bot.extraction.rules import EntityTerm, PhraseTerm, RegexTerm, Rule, Scope, Term
from bot.extraction.text import Document, Span, sentences

_EVIDENCE_EACH = 3
"""Mentions kept for each term: enough to show, little to store."""

_REGEX_HITS = 100
"""Places of one regular expression in one document; a pattern that finds more is no watch."""

_REGEX_MEMORY = 1 << 20
"""Bytes that RE2 may use for one pattern, an eighth of its default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words in the document that a term or an entity stands for."""

    span: Span
    term: Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A watch that a document satisfied, with the evidence: at least one mention for each thing asked."""

    watch: str
    evidence: tuple[Mention, ...]
    """In order; up to three mentions of each term that stands where the rule first holds."""
    in_title: bool
    """Whether any of the evidence stands in the title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """All that one pass over a document finds."""

    matches: tuple[Match, ...]
    """The watches that hold, in the order of the rules."""
    entities: tuple[Mention, ...]
    """Every mention of every entity of the lexicon, in order, none overlapping, weak aliases left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a watch holds or does not. It holds exactly where `match` is there."""

    watch: str
    match: Match | None
    seen: tuple[Mention, ...]
    """Up to three mentions of each term of `all` and `any`, wherever they stand, weak ones too."""
    missing: tuple[Term, ...]
    """Terms of `all` that no mention is strong enough for; those of `any` where none is seen."""
    blocked: tuple[Mention, ...]
    """Mentions of terms of `none`."""
    apart: bool
    """All that is asked for is there, but never together in one `within`."""


class Matcher:
    """Compiled once from the lexicon and all rules; immutable, shared by every caller."""

    def __init__(self, lexicon: Lexicon, rules: Mapping[str, Rule]) -> None:
        """`rules` by watch id. Raises `ValueError` naming the pattern where RE2 refuses one."""
        self._rules = dict(rules)
        self._watches = tuple(self._rules)
        terms = {term: None for rule in self._rules.values() for term in (*rule.all, *rule.any, *rule.none)}
        self._patterns = Patterns(lexicon, (term for term in terms if isinstance(term, PhraseTerm)))
        self._regexes = {term: _compile(term) for term in terms if isinstance(term, RegexTerm)}
        self._by_term: dict[Term, list[int]] = {}
        for number, rule in enumerate(self._rules.values()):
            for term in {*rule.all, *rule.any}:
                self._by_term.setdefault(term, []).append(number)

    def analyse(self, document: Document) -> Analysis:
        """Matches and entities out of one pass: what a caller that wants both should use."""
        reading = _Reading(document, self._patterns.find(document), self._regexes)
        held = (self._match(self._watches[number], reading) for number in self._candidates(reading))
        return Analysis(
            matches=tuple(match for match in held if match is not None), entities=_entities(reading.hits)
        )

    def match(self, document: Document) -> tuple[Match, ...]:
        """The watches that hold, in the order of the rules."""
        return self.analyse(document).matches

    def entities(self, document: Document) -> tuple[Mention, ...]:
        """Every mention of every entity of the lexicon, in order, weak aliases left out."""
        return _entities(self._patterns.find(document))

    def explain(self, document: Document, watch: str) -> Explanation:
        """Why `watch` holds for the document or does not. Raises `KeyError` for a watch it was not given."""
        rule = self._rules[watch]
        reading = _Reading(document, self._patterns.find(document), self._regexes)
        match = self._match(watch, reading)
        missing = [term for term in rule.all if not reading.strong(term)]
        missing += [] if any(map(reading.strong, rule.any)) else rule.any
        blocked = _mentions(reading, rule.none)
        apart = match is None and not missing and not blocked and bool(rule.all or rule.any)
        return Explanation(
            watch=watch,
            match=match,
            seen=_mentions(reading, (*rule.all, *rule.any)),
            missing=tuple(dict.fromkeys(missing)),
            blocked=blocked,
            apart=apart,
        )

    def _candidates(self, reading: "_Reading") -> list[int]:
        """Rules of which a positive term was seen; regular expressions may be seen until they are tried."""
        terms = (*reading.by_term, *self._regexes)
        return sorted({number for term in terms for number in self._by_term.get(term, ())})

    def _match(self, watch: str, reading: "_Reading") -> Match | None:
        rule = self._rules[watch]
        region = _first_region(rule, reading)
        if region is None or any(map(reading.strong, rule.none)):
            return None
        evidence = _mentions(reading, (*rule.all, *rule.any), region)
        title = reading.document.title
        in_title = any(mention.span.end <= title.end for mention in evidence)
        return Match(watch=watch, evidence=evidence, in_title=in_title)


class _Reading:
    """One document, what was found in it, and its regions, each worked out when first asked for."""

    def __init__(self, document: Document, hits: tuple[Hit, ...], regexes: Mapping[RegexTerm, Any]) -> None:
        self.document = document
        self.hits = hits
        self.by_term: dict[Term, list[Hit]] = {}
        for hit in hits:
            self.by_term.setdefault(hit.term, []).append(hit)
        self._regexes = regexes
        self._tried: dict[Term, list[Hit]] = {}

    def of(self, term: Term) -> list[Hit]:
        if not isinstance(term, RegexTerm):
            return self.by_term.get(term, [])
        if term not in self._tried:
            self._tried[term] = list(_regex_hits(term, self._regexes[term], self.document.text))
        return self._tried[term]

    def strong(self, term: Term) -> list[Hit]:
        return [hit for hit in self.of(term) if hit.strong]

    def regions(self, scope: Scope) -> tuple[Span, ...]:
        """Where a rule of that scope may hold, in order; the title is first where it is one."""
        match scope:
            case Scope.DOCUMENT:
                return (Span(start=0, end=len(self.document.text)),)
            case Scope.TITLE:
                return (self.document.title,)
            case Scope.PARAGRAPH:
                return (self.document.title, *self.document.paragraphs)
            case Scope.SENTENCE:
                return self._sentences

    @cached_property
    def _sentences(self) -> tuple[Span, ...]:
        return sentences(self.document)


def _first_region(rule: Rule, reading: _Reading) -> Span | None:
    """The first region that holds all of `all` and one of `any`; None for a rule that asks for nothing."""
    if not (rule.all or rule.any):
        return None
    if any(not reading.strong(term) for term in _cheapest_first(rule.all)):
        return None
    regions = reading.regions(rule.within)
    starts = [region.start for region in regions]

    def places(term: Term) -> set[int]:
        spans = (hit.span for hit in reading.strong(term))
        found = ((bisect_right(starts, span.start) - 1, span.end) for span in spans)
        return {index for index, end in found if index >= 0 and end <= regions[index].end}

    wanted = [places(term) for term in rule.all]
    if rule.any:
        wanted.append({index for term in rule.any for index in places(term)})
    together = set.intersection(*wanted)
    return regions[min(together)] if together else None


def _cheapest_first(terms: Iterable[Term]) -> list[Term]:
    return sorted(terms, key=lambda term: isinstance(term, RegexTerm))


def _mentions(reading: _Reading, terms: Iterable[Term], region: Span | None = None) -> tuple[Mention, ...]:
    """Up to three mentions of each term, in order of place; the first strong one is among them."""
    chosen: dict[Mention, None] = {}
    for term in dict.fromkeys(terms):
        inside = [hit for hit in reading.of(term) if region is None or _within(hit.span, region)]
        first = next((hit for hit in inside if hit.strong), None)
        others = [hit for hit in inside if hit is not first]
        for hit in islice(([first] if first else []) + others, _EVIDENCE_EACH):
            chosen[Mention(span=hit.span, term=hit.term)] = None
    return tuple(sorted(chosen, key=lambda mention: mention.span))


def _within(span: Span, region: Span) -> bool:
    return region.start <= span.start and span.end <= region.end


def _entities(hits: Iterable[Hit]) -> tuple[Mention, ...]:
    """Of several at one place the strong before the metonym, then the lexicon's first.

    Of a series and the parties named in it, the parties.
    """
    named = [hit for hit in hits if isinstance(hit.term, EntityTerm) and hit.kind is not AliasKind.WEAK]
    kept: list[Mention] = []
    for hit in sorted(named, key=lambda hit: (hit.span.end - hit.span.start, not hit.strong)):
        at = bisect_right(kept, hit.span.start, key=_start)
        before, after = kept[at - 1 : at] if at else [], kept[at : at + 1]
        if all(m.span.end <= hit.span.start for m in before) and all(
            hit.span.end <= m.span.start for m in after
        ):
            kept.insert(at, Mention(span=hit.span, term=hit.term))
    return tuple(kept)


def _start(mention: Mention) -> int:
    return mention.span.start


def _compile(term: RegexTerm) -> Any:
    options = re2.Options()
    options.log_errors = False
    options.max_mem = _REGEX_MEMORY
    try:
        return re2.compile(term.pattern, options)
    except (re2.error, UnicodeEncodeError) as error:
        raise ValueError(f"regular expression {term.pattern!r} is refused: {error}") from error


def _regex_hits(term: RegexTerm, regex: Any, text: str) -> Iterator[Hit]:
    for found in islice(regex.finditer(text), _REGEX_HITS):
        start, end = found.span()
        if start < end:
            yield Hit(span=Span(start=start, end=end), term=term)
