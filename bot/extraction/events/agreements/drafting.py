"""Drafts that agreements and sanctions have in common."""

from bot.extraction.events.agreements.words import Words
from bot.extraction.events.drafts import Draft
from bot.extraction.events.modality import status_draft
from bot.extraction.events.sentences import Sentence
from bot.extraction.facts import Modality, Slot
from bot.extraction.lexicon import EntityId, Lexicon
from bot.extraction.text import Span


def as_written(sentence: Sentence, slot: Slot, span: Span, rule: str, weight: float) -> Draft:
    """The words at `span` themselves."""
    shown = sentence.cut(span.start, span.end)
    return Draft(slot=slot, value=shown.lower(), shown=shown, evidence=span, rule=rule, weight=weight)


def as_entity(
    party: EntityId, slot: Slot, span: Span, lexicon: Lexicon, *, rule: str, weight: float
) -> Draft:
    """The entity that the words at `span` stand for."""
    return Draft(
        slot=slot, value=party, shown=name_of(party, lexicon), evidence=span, rule=rule, weight=weight
    )


def name_of(party: EntityId, lexicon: Lexicon) -> str:
    """As it is shown."""
    return lexicon[party].name if party in lexicon else party


def status_of(words: Words, verb: int, done: str, modality: Modality, *, rule: str, weight: float) -> Draft:
    """STATUS: `done` where it has come about, else how the words put it."""
    span = words.span(verb)
    if modality is not Modality.HELD:
        return status_draft(modality, span, f"{rule.split('/', 1)[0]}-status/1", weight)
    return Draft(
        slot=Slot.STATUS,
        value=done,
        shown=done,
        evidence=span,
        rule=rule,
        weight=weight,
        modality=modality,
    )
