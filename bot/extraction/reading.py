"""One document read against all watches: the extraction core's front door."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from bot.extraction.events import facts_for, find_events
from bot.extraction.facts import Event, EventOfInterest, Fact, Occurrence, Slot
from bot.extraction.lexicon import Lexicon
from bot.extraction.matching import Analysis, Explanation, Match, Matcher
from bot.extraction.rules import Provenance, Rule
from bot.extraction.sketch import Sketch, sketch
from bot.extraction.summary import Summary, summarise
from bot.extraction.text import Document, Span

_ANYWHERE = Provenance()
_ASIDE = frozenset({Slot.AGENDA, Slot.COUNT, Slot.SERIES})
"""With these in focus summaries told the day and the place of an event less often than a plain lead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a document says to the watches that it matched."""

    matches: tuple[Match, ...]
    events: tuple[Event, ...]
    """All that the document tells of, whoever asks."""
    facts: Mapping[str, tuple[Fact, ...]]
    """By id of the watch, for watches that keep an event's facts: those of the events that it asks for."""
    summary: Summary
    sketch: Sketch


def focus_of(facts: Iterable[Fact]) -> tuple[Span, ...]:
    """What a summary should state of them: of the event itself, not of the one before, and no topics."""
    wanted = (f for f in facts if f.occurrence is Occurrence.CURRENT and f.slot not in _ASIDE)
    return tuple(dict.fromkeys(fact.evidence for fact in wanted))


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
        events = find_events(document, found.entities, self._lexicon)
        facts = {
            match.watch: facts_for(events, self._events[match.watch], self._lexicon)
            for match in found.matches
            if match.watch in self._events
        }
        focus = focus_of(chain.from_iterable(facts.values()))
        return Reading(
            matches=found.matches,
            events=events,
            facts=facts,
            summary=summarise(document, focus=focus),
            sketch=sketch(
                document, found.entities, chain.from_iterable(match.evidence for match in found.matches)
            ),
        )
