"""One document read against all watches: the extraction core's front door."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from bot.extraction.events import extract_facts
from bot.extraction.facts import EventOfInterest, Fact
from bot.extraction.lexicon import Lexicon
from bot.extraction.matching import Analysis, Explanation, Match, Matcher
from bot.extraction.rules import Provenance, Rule
from bot.extraction.sketch import Sketch, sketch
from bot.extraction.summary import Summary, summarise
from bot.extraction.text import Document

_ANYWHERE = Provenance()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a document says to the watches that it matched."""

    matches: tuple[Match, ...]
    facts: Mapping[str, tuple[Fact, ...]]
    """By id of the watch, for watches that keep an event's facts."""
    summary: Summary
    sketch: Sketch


class Reader:
    """Compiled once from the configuration; immutable, so that a reload swaps the whole."""

    def __init__(
        self, lexicon: Lexicon, rules: Mapping[str, Rule], events: Mapping[str, EventOfInterest]
    ) -> None:
        """`rules` and `events` by id of their watch; a watch without an event keeps no facts."""
        self._lexicon = lexicon
        self._events = events
        self._matcher = Matcher(lexicon, rules)

    def read(self, document: Document, provenance: Provenance = _ANYWHERE) -> Reading | None:
        """None where no watch matched: nothing but the matching is paid for then."""
        found = self._matcher.analyse(document, provenance)
        return self._read(document, found) if found.matches else None

    def read_anyway(self, document: Document, provenance: Provenance = _ANYWHERE) -> Reading:
        """Also what no watch asked for, as far as it can be had: the summary of the document."""
        return self._read(document, self._matcher.analyse(document, provenance))

    def explain(self, document: Document, watch: str, provenance: Provenance = _ANYWHERE) -> Explanation:
        """Why `watch` holds for the document or does not. Raises `KeyError` for a watch it was not given."""
        return self._matcher.explain(document, watch, provenance)

    def _read(self, document: Document, found: Analysis) -> Reading:
        facts = {
            match.watch: extract_facts(document, self._events[match.watch], found.entities, self._lexicon)
            for match in found.matches
            if match.watch in self._events
        }
        focus = dict.fromkeys(fact.sentence for fact in chain.from_iterable(facts.values()))
        return Reading(
            matches=found.matches,
            facts=facts,
            summary=summarise(document, focus=focus),
            sketch=sketch(document, found.entities),
        )
