"""Meetings of ministers whom the text does not name: "the foreign ministers of the four will meet"."""

import re

from bot.extraction.events.meetings.adjuncts import beside
from bot.extraction.events.meetings.offices import is_elsewhere
from bot.extraction.events.meetings.sides import Actor, Side
from bot.extraction.events.meetings.telling import Told, in_present
from bot.extraction.events.modality import hypothetical, stated_modality
from bot.extraction.events.modality.verbs import chain_start
from bot.extraction.events.sentences import Sentence
from bot.extraction.facts import EventKind
from bot.extraction.lazily import lazy
from bot.extraction.lexicon import EntityKind
from bot.extraction.names import Named
from bot.extraction.text import Span

_MINISTERS = lazy(
    r"\b(?:(?:foreign|defen[cs]e|finance|trade|energy|interior|economy|agriculture|environment|health)"
    r" (?:ministers|chiefs)|sherpas)(?P<whose> (?:of|from) (?:the |all )?[\w -]{3,40})?$",
    re.IGNORECASE,
)
_OWN = lazy(
    r"$| of the (?:two|three|four|five|six|seven|eight|nine|ten|twenty)$"
    r"| of the (?:\w+ )?(?:members?|member states|bloc|grouping|group|alliance|organi[sz]ation|council"
    r"|community|union|forum)(?: [\w-]+){0,2}$",
    re.IGNORECASE,
)
"""Those of a body that the text has named before: "of the member states"."""
_SUMMIT = lazy(r"[’']?s? (?:[\w-]+ ){0,3}?(?:[Ss]ummit|[Ll]eaders|\([A-Z]+\))")


def meeting_of_ministers(sentence: Sentence, verb: Span) -> Told | None:
    """A meeting of which only place or day is told; without either there is nothing to tell."""
    whose = _whose(sentence, verb)
    if whose is None or hypothetical(sentence, verb) or is_elsewhere(sentence):
        return None
    found = beside(sentence, (Span(start=verb.end, end=sentence.span.end),))
    if not found.places and not found.dates:
        return None
    body = _body(sentence) if _OWN.fullmatch(whose) else None
    if body is None and not (found.places and found.dates):
        return None
    return Told(
        kind=EventKind.MEETING,
        sentence=sentence,
        words=verb,
        rule="meeting.ministers",
        put=stated_modality(sentence, verb),
        beside=found,
        sides=(Side(span=verb, actors=(Actor(named=body, is_office=True),)),) if body else (),
        certainty=0.8,
        present=in_present(sentence.cut(verb.start, verb.end).lower()),
    )


def _whose(sentence: Sentence, verb: Span) -> str | None:
    """What is said of whose ministers they are; None where no ministers are the subject."""
    before = sentence.cut(sentence.span.start, chain_start(sentence, verb.start)).rstrip(" ,")
    ministers = _MINISTERS.search(before)
    return (ministers["whose"] or "") if ministers else None


def _body(sentence: Sentence) -> Named | None:
    """The organisation whose summit, leaders or short name the text has told of before."""
    text = sentence.document.text
    for named in sentence.names.named:
        if named.span.start >= sentence.span.end:
            return None
        if named.entity.kind is EntityKind.ORGANISATION and _SUMMIT.match(text, named.span.end):
            return named
    return None
