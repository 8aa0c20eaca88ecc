"""The answer of `explain` for programs."""

from bot.cli.subject import Subject, place, reasons
from bot.core.watches import Watch
from bot.extraction.findings import Explanation, Mention, PartExplanation
from bot.extraction.query import format_part, format_rule
from bot.extraction.text import Document


def as_json(subject: Subject, found: list[tuple[Watch, Explanation]]) -> dict[str, object]:
    document = subject.document
    return {
        "entry": subject.entry,
        "url": subject.url,
        "feed": subject.feed.id if subject.feed else None,
        "published": document.published.isoformat().replace("+00:00", "Z"),
        "title": document.cut(document.title),
        "text": document.text,
        "watches": [_watch_as_json(subject, watch, explanation) for watch, explanation in found],
    }


def _watch_as_json(subject: Subject, watch: Watch, explanation: Explanation) -> dict[str, object]:
    document, rule = subject.document, watch.rule
    return {
        "watch": watch.id,
        "name": watch.name,
        "file": watch.origin.file,
        "line": watch.origin.line,
        "rule": format_rule(rule),
        "held": explanation.match is not None,
        "because": list(reasons(subject, rule, explanation)),
        "salience": explanation.salience,
        "min_salience": rule.min_salience,
        "too_slight": explanation.too_slight,
        "apart": explanation.apart,
        "missing": list(map(format_part, explanation.missing)),
        "blocked": [_mention_as_json(document, mention) for mention in explanation.blocked],
        "filtered": [name.value for name in explanation.filtered],
        "parts": [_part_as_json(document, part) for part in explanation.parts],
    }


def _part_as_json(document: Document, part: PartExplanation) -> dict[str, object]:
    return {
        "part": format_part(part.part),
        "role": part.role.value,
        "held": part.held,
        "note": part.note.value if part.note else None,
        "mentions": [_mention_as_json(document, mention) for mention in part.mentions],
        "parts": [_part_as_json(document, inner) for inner in part.parts],
    }


def _mention_as_json(document: Document, mention: Mention) -> dict[str, object]:
    span = mention.span
    return {
        "text": document.cut(span),
        "start": span.start,
        "end": span.end,
        "place": place(document, span),
        "of": format_part(mention.term),
    }
