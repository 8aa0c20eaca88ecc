"""Drafts out of words."""

import re
from collections.abc import Iterable

from bot.extraction.events.drafts import Aside, Draft
from bot.extraction.events.sentences import Sentence
from bot.extraction.facts import Modality, Slot
from bot.extraction.lazily import lazy
from bot.extraction.text import Span

UNBELIEVED = 0.45
"""The weight of what is only expected: kept, and never the current value."""
_ARTICLE = lazy(r"(?:the|an?|their|its)\s+", re.IGNORECASE)


def aside(sentence: Sentence, words: re.Match[str], drafts: Iterable[Draft]) -> Aside:
    """`words` are those of the sentence that say so."""
    return Aside(sentence=sentence, at=at(sentence, words.start(), words.end()), drafts=tuple(drafts))


def words_draft(
    sentence: Sentence, span: Span, *, slot: Slot, rule: str, weight: float, modality: Modality
) -> Draft:
    """Of words as they stand in `span` of the sentence's text: the value in lower case, no article."""
    shown = sentence.text[span.start : span.end]
    return Draft(
        slot=slot,
        value=_ARTICLE.sub("", shown.lower(), count=1) if _ARTICLE.match(shown) else shown.lower(),
        shown=shown,
        evidence=at(sentence, span.start, span.end),
        rule=rule,
        weight=weight,
        modality=modality,
    )


def outcome_draft(sentence: Sentence, span: Span, *, rule: str, weight: float, modality: Modality) -> Draft:
    """Of what came of talks; what is only to come of them has a weight that nobody believes."""
    held = modality is Modality.HELD
    return words_draft(
        sentence,
        span,
        slot=Slot.OUTCOME,
        rule=rule,
        weight=weight if held else UNBELIEVED,
        modality=modality,
    )


def at(sentence: Sentence, start: int, end: int) -> Span:
    """Offsets into the sentence's text as a span of the document."""
    return Span(start=sentence.span.start + start, end=sentence.span.start + end)
