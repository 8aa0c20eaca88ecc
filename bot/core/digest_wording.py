"""What a digest says: many stories in one message, each in one row."""

from collections.abc import Iterable, Iterator, Sequence

from bot.core.digests import Digest, DigestItem, DigestKind
from bot.core.display import length, shorten, utc
from bot.core.fact_rows import change_spans
from bot.core.ledger import Change
from bot.core.links import link
from bot.core.messages import (
    Footnote,
    Headline,
    Kicker,
    Link,
    Message,
    Row,
    Severity,
    Span,
    Table,
    Text,
    Time,
)
from bot.core.reasons import Reason
from bot.core.routes import gravest
from bot.core.stories import Story

_SHOWN = 25
"""Stories in one digest: more are not read, and can be searched."""
_ROOM = 3_500
"""Of all rows together, so that no platform has to cut them and what is left out is counted. Discord takes
4,000 characters (components/reference, Text Display): the rest is for headline, escapes and styles."""
_BESIDE_A_LINK = 40
"""Its outlet's domain, which platforms show with it, and brackets."""
_TITLE = 160
_CHANGES = 3
_HELD_BY = {
    Reason.QUIET_HOURS: "quiet hours",
    Reason.CAP: "held by the channel's cap",
    Reason.STALE: "waiting",
}


def digest_message(digest: Digest, items: Sequence[DigestItem], *, more: int = 0) -> Message:
    """The gravest stories, as many as there is room for, and how many there are besides.

    `more` are stories of the digest that are not among `items`.
    """
    gravest_first = sorted(items, key=lambda item: list(Severity).index(_severity(item)), reverse=True)
    rows = tuple(_that_fit(map(_row, gravest_first[:_SHOWN])))
    total = len(items) + more
    return Message(
        severity=_severity(gravest_first[0]) if items else None,
        blocks=(
            Kicker(spans=_span_of_time(digest)),
            Headline(spans=_summed_up(digest, items, total)),
            *((Table(rows=rows),) if rows else ()),
            *_rest(total - len(rows)),
        ),
    )


def _span_of_time(digest: Digest) -> tuple[Span, ...]:
    return Text(text="Digest · "), Time(at=digest.since), Text(text=" to "), Time(at=digest.until)


def _summed_up(digest: Digest, items: Iterable[DigestItem], total: int) -> tuple[Span, ...]:
    held = digest.kind is DigestKind.HELD
    name = "Digest" if held else f"{digest.kind.capitalize()} digest"
    count = _count(total, "story", "stories") if total else "nothing to tell"
    if held and total:
        return Text(text=f"{name}: {count}, {_held_by(items)} until "), Time(at=digest.until)
    return Text(text=f"{name}: {count} since "), Time(at=digest.since)


def _held_by(items: Iterable[DigestItem]) -> str:
    reasons = {item.held for item in items if item.held}
    return _HELD_BY.get(reasons.pop(), "held") if len(reasons) == 1 else "held"


def _rest(left: int) -> tuple[Footnote, ...]:
    return (Footnote(spans=(Text(text=f"and {left} more: `/watch search`"),)),) if left else ()


def _that_fit(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows for which there is room; the first one always."""
    taken = 0
    for row in rows:
        size = length(row.label) + sum(map(_size, row.spans))
        if taken and taken + size > _ROOM:
            return
        taken += size
        yield row


def _row(item: DigestItem) -> Row:
    """Headline, number of outlets, watches, and what changed last."""
    story = item.story
    names = " + ".join(watch.name for watch in item.watches)
    told = " · ".join(filter(None, (_count(len(story.outlets), "outlet", "outlets"), names)))
    spans: list[Span] = [_headline(story, item.changes), Text(text=f" · {told}")]
    for change in item.changes[-_CHANGES:]:
        spans += [Text(text=" · Corrected: " if change.correction else " · "), *change_spans(change)]
    return Row(label=_severity(item).label, spans=tuple(spans))


def _headline(story: Story, changes: Sequence[Change]) -> Span:
    """That of the report that brought the last change, else of the first; a merged story has none."""
    changed = {change.after.entry for change in changes[-1:]}
    lead = min(story.reports, key=lambda report: report.entry not in changed, default=None)
    return link(shorten(lead.title, _TITLE) or "(no title)", lead.url) if lead else Text(text="(no title)")


def _severity(item: DigestItem) -> Severity:
    return gravest(item.watches)


def _size(span: Span) -> int:
    match span:
        case Link(text=text, url=url):
            return length(text) + length(url) + _BESIDE_A_LINK
        case Text(text=text):
            return length(text)
        case Time(at=at):
            return length(utc(at))


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
