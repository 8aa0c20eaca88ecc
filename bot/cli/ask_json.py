"""An answer for a program: the neutral message as data."""

from bot.core.messages import Block, Link, Span, Table, Text, Time
from bot.services.answer import Reply


def as_data(reply: Reply) -> dict[str, object]:
    """`answered`, `severity`, `blocks` with `rows` or `spans`, and `buttons`; times in ISO 8601, UTC."""
    message = reply.message
    return {
        "answered": reply.answered,
        "severity": message.severity,
        "blocks": [_block(block) for block in message.blocks],
        "buttons": [{"label": b.label, "verb": b.verb, "target": b.target} for b in message.buttons],
    }


def _block(block: Block) -> dict[str, object]:
    kind = type(block).__name__.lower()
    if isinstance(block, Table):
        return {"kind": kind, "rows": [{"label": r.label, "spans": _spans(r.spans)} for r in block.rows]}
    return {"kind": kind, "spans": _spans(block.spans)}


def _spans(spans: tuple[Span, ...]) -> list[dict[str, str]]:
    return [_span(span) for span in spans]


def _span(span: Span) -> dict[str, str]:
    match span:
        case Link(text=text, url=url):
            return {"text": text, "url": url}
        case Time(at=at):
            return {"time": at.isoformat()}
        case Text(text=text, style=style):
            return {"text": text, "style": style}
