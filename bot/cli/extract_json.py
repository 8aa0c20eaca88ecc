"""What a text says, for a program."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.extraction.facts import Event, Fact
    from bot.extraction.matching import Match
    from bot.extraction.reading import Reading
    from bot.extraction.text import Document


def document_as_json(document: "Document", reading: "Reading") -> dict[str, object]:
    """`facts` are those that watches ask for; `events` all that the text tells of, each with its facts."""
    summary = reading.summary
    return {
        "published": document.published.date().isoformat(),
        "title": document.cut(document.title),
        "text": document.text,
        "matches": [_match(document, match) for match in reading.matches],
        "facts": [
            {"watch": watch, **_fact(document, fact)}
            for watch, facts in reading.facts.items()
            for fact in facts
        ],
        "events": [_event(document, event) for event in reading.events],
        "summary": [document.cut(sentence) for sentence in summary.sentences],
        "no_summary_because": None if summary.sentences else summary.reason,
    }


def _match(document: "Document", match: "Match") -> dict[str, object]:
    return {
        "watch": match.watch,
        "in_title": match.in_title,
        "evidence": [
            {"text": document.cut(mention.span), "start": mention.span.start, "end": mention.span.end}
            for mention in match.evidence
        ],
    }


def _event(document: "Document", event: "Event") -> dict[str, object]:
    return {
        "kind": event.kind,
        "name": event.name,
        "occurrence": event.occurrence,
        "parties": sorted(event.parties),
        "facts": [_fact(document, fact) for fact in event.facts],
    }


def _fact(document: "Document", fact: "Fact") -> dict[str, object]:
    interval = fact.interval
    return {
        "slot": fact.slot,
        "value": fact.value,
        "shown": fact.shown,
        "role": fact.role or None,
        "first_day": interval.first.isoformat() if interval else None,
        "last_day": interval.last.isoformat() if interval else None,
        "modality": fact.modality,
        "occurrence": fact.occurrence,
        "confidence": fact.confidence,
        "rule": fact.rule,
        "evidence": document.cut(fact.evidence),
        "start": fact.evidence.start,
        "end": fact.evidence.end,
        "sentence": document.cut(fact.sentence),
    }
