"""Which of a document's events a watch asks for."""

from collections.abc import Iterable

from bot.extraction.events.summits.candidates import WORD, plain, telling_words
from bot.extraction.facts import Event, EventKind, EventOfInterest, Fact, Occurrence
from bot.extraction.lexicon import Lexicon


def facts_for(events: Iterable[Event], interest: EventOfInterest, lexicon: Lexicon) -> tuple[Fact, ...]:
    """The facts of the events that `interest` asks for, those of the current occurrence first."""
    wanted = [event for event in events if concerns(event, interest, lexicon)]
    found = [fact for event in wanted for fact in event.facts]
    kept: dict[tuple[object, ...], Fact] = {}
    for fact in sorted(found, key=lambda f: -f.confidence):
        kept.setdefault((fact.occurrence, fact.slot, fact.value), fact)
    in_order = [fact for fact in found if kept[fact.occurrence, fact.slot, fact.value] is fact]
    return tuple(sorted(in_order, key=lambda f: f.occurrence is Occurrence.PREVIOUS))


def concerns(event: Event, interest: EventOfInterest, lexicon: Lexicon) -> bool:
    """Is it of the kind, and of these parties (a summit of them alone) or of this series?"""
    if event.kind is not interest.kind:
        return False
    asked = telling_words(interest.series)
    if event.topics - frozenset(plain(word) for word in WORD.findall(interest.series)):
        return False  # a business summit, or that of the heads of government, unless the watch names it
    wanted = frozenset(interest.parties)
    if wanted:
        return event.parties == wanted if event.kind is EventKind.SUMMIT else wanted <= event.parties
    return bool(asked) and asked <= _words(event, lexicon)


def _words(event: Event, lexicon: Lexicon) -> frozenset[str]:
    names = [event.name, *(lexicon[party].name for party in event.parties if party in lexicon)]
    return frozenset(plain(word) for name in names for word in WORD.findall(name))
