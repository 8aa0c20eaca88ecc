"""PARTIES: who takes part, where the text itself says so."""

from collections.abc import Iterator

from bot.extraction.events.drafts import Draft
from bot.extraction.events.phrases import Certainty, Phrase
from bot.extraction.events.sentences import Named
from bot.extraction.facts import EventOfInterest, Slot
from bot.extraction.lexicon import EntityId, EntityKind, Lexicon
from bot.extraction.text import Span


def parties(phrase: Phrase, event: EventOfInterest, lexicon: Lexicon) -> Iterator[Draft]:
    """All the parties of the event, when the phrase or its sentence names them all."""
    if phrase.certainty is Certainty.COREFERENCE or not event.parties:
        return
    named = (
        phrase.sentence.within(phrase.whole)
        if phrase.certainty is Certainty.PHRASE
        else phrase.sentence.named
    )
    spans = [_nearest(party, named, phrase) for party in event.parties]
    known = [span for span in spans if span is not None]
    if len(known) < len(spans):
        return
    ids = sorted(event.parties)
    yield Draft(
        slot=Slot.PARTIES,
        value=",".join(ids),
        shown=", ".join(lexicon[party].name if party in lexicon else party for party in ids),
        evidence=_cover([*known, phrase.head]),
        rule=f"parties.{phrase.certainty}/1",
        weight=1.0,
    )


def _nearest(party: EntityId, named: tuple[Named, ...], phrase: Phrase) -> Span | None:
    """The mention of the party that stands nearest to the noun."""
    spans = [n.span for n in named if party in n.stands_for and n.entity.kind is not EntityKind.CITY]
    spans = spans or [n.span for n in named if party in n.stands_for]
    return min(spans, key=lambda span: abs(span.start - phrase.head.end), default=None)


def _cover(spans: list[Span]) -> Span:
    return Span(start=min(span.start for span in spans), end=max(span.end for span in spans))
