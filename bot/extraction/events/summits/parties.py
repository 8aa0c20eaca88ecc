"""PARTIES: who takes part, where the text itself says so."""

from collections.abc import Iterator

from bot.extraction.events.drafts import Draft
from bot.extraction.events.sentences import Sentence
from bot.extraction.events.summits.identity import Certainty, Identity
from bot.extraction.events.summits.phrases import Phrase
from bot.extraction.facts import Slot
from bot.extraction.lazily import lazy
from bot.extraction.lexicon import EntityId, EntityKind, Lexicon
from bot.extraction.names import Named
from bot.extraction.text import Span

_ADJECTIVE = lazy(r"^(?:arab|ibero|african|nordic)$|(?:ic|ican|ean|ish|ese)$")
"""It tells of what kind a summit is, not who meets: "the Arab-Islamic summit"."""


def parties(phrase: Phrase, identity: Identity, lexicon: Lexicon) -> Iterator[Draft]:
    """All the parties of the summit, when the phrase, its subject or its sentence names them all."""
    vague = any(map(_ADJECTIVE.search, identity.unknown))
    if phrase.certainty is Certainty.COREFERENCE or identity.partial or vague:
        return
    where = phrase.sentence.named
    if phrase.certainty is Certainty.PHRASE:
        held = phrase.holders.subject
        where = phrase.sentence.within(phrase.whole) + (phrase.sentence.within(held.span) if held else ())
    spans = {party: _nearest(party, where, phrase) for party in identity.parties}
    shown = {party: lexicon[party].name if party in lexicon else party for party in identity.parties}
    for name in identity.unknown:
        spans[party_id(name)] = _said(name, phrase.sentence)
        span = spans[party_id(name)]
        shown[party_id(name)] = phrase.sentence.cut(span.start, span.end) if span else name
    for party in (party for party, span in spans.items() if span is None):
        spans[party] = _nearest(party, phrase.sentence.named, phrase)
    if phrase.certainty is Certainty.PHRASE:  # a short name inside it: "the AU–EU summit"
        spans = {party: span or phrase.head for party, span in spans.items()}
    known = [span for span in spans.values() if span is not None]
    if len(known) < len(spans) or not known:
        return
    ids = sorted(spans)
    yield Draft(
        slot=Slot.PARTIES,
        value=",".join(ids),
        shown=", ".join(shown[party] for party in ids),
        evidence=_cover([*known, phrase.head]),
        rule=f"parties.{phrase.certainty}/1",
        weight=1.0,
    )


def party_id(name: str) -> EntityId:
    """Of a name that the lexicon does not know: "Central Asia" is central-asia."""
    return EntityId("-".join(name.lower().split()))


def _nearest(party: EntityId, named: tuple[Named, ...], phrase: Phrase) -> Span | None:
    """The mention of the party that stands nearest to the noun."""
    spans = [n.span for n in named if party in n.stands_for and n.entity.kind is not EntityKind.CITY]
    spans = spans or [n.span for n in named if party in n.stands_for]
    return min(spans, key=lambda span: abs(span.start - phrase.head.end), default=None)


def _said(name: str, sentence: Sentence) -> Span | None:
    at = sentence.text.lower().find(name)
    if at < 0:
        return None
    return Span(start=sentence.span.start + at, end=sentence.span.start + at + len(name))


def _cover(spans: list[Span]) -> Span:
    return Span(start=min(span.start for span in spans), end=max(span.end for span in spans))
