"""The answer to `latest`: what holds of a watched event, with its sources, and what nobody has said."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.core.answers.sorry import buttons
from bot.core.answers.timeline import development_row
from bot.core.fact_rows import slot_label, sourced_rows, turn_spans, unknown_rows
from bot.core.ledger import Change, Ledger
from bot.core.links import link
from bot.core.messages import (
    Block,
    Button,
    Footnote,
    Headline,
    Kicker,
    Message,
    Paragraph,
    Row,
    Table,
    Text,
    Time,
)
from bot.core.occasions import Development
from bot.core.stories import Story
from bot.core.watches import Watch
from bot.extraction.facts import Slot

_SHOWN = 20
"""Changes since a moment; the timeline has them all."""

_OTHERS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of the event that a watch follows now, or followed at a moment."""

    watch: Watch
    facts: Ledger
    unknown: tuple[Slot, ...]
    """What is usually said of such an event and nobody has stated."""
    developments: tuple[Development, ...]
    """The oldest first."""
    label: str = ""
    """Which of the watch's events it is; empty where there was one only."""
    others: tuple[str, ...] = ()
    """The watch's other events: those before it, and the one after it where that is spoken of already."""
    last: Story | None = None
    """The story told last; not shown of another moment."""
    as_of: datetime | None = None
    """When it was known so; None: now."""


def latest_message(known: Known, since: datetime | None = None) -> Message:
    """The facts with their sources; with `since` only what has changed from then on."""
    blocks: list[Block] = [
        *_moment(known),
        Headline(spans=(Text(text=known.watch.name),)),
        *(_changed(known, since) if since else _held(known)),
        *_others(known),
        *_last_report(known),
    ]
    return Message(blocks=tuple(blocks), buttons=_offers(known))


def _moment(known: Known) -> Iterator[Block]:
    label = (Text(text=f"{known.label} · "),) if known.label else ()
    if known.as_of:
        yield Kicker(spans=(*label, Text(text="As it was known on "), Time(at=known.as_of)))
    elif known.label:
        yield Kicker(spans=(Text(text=known.label),))


def _held(known: Known) -> Iterator[Block]:
    if known.facts:
        rows = [*_last_change(known), *sourced_rows(known.facts), *unknown_rows(known.unknown)]
        yield Table(rows=tuple(rows))
    else:
        yield Paragraph(spans=(Text(text=_nothing(known)),))


def _nothing(known: Known) -> str:
    if known.watch.event is None:
        return "This watch keeps no facts of an event; `search` finds its reports."
    return "Nothing was known of it then." if known.as_of else "No fact is known yet."


def _last_change(known: Known) -> Iterator[Row]:
    """The last time that something else came to hold, as long as it does."""
    last = next((d for d in reversed(known.developments) if d.before), None)
    if last:
        change = Change(before=last.before, after=last.after)
        spans = (Time(at=last.at), Text(text=f"  {slot_label(last.after.fact.slot)}  "), *turn_spans(change))
        yield Row(label="Changed last", spans=spans)


def _changed(known: Known, since: datetime) -> Iterator[Block]:
    new = [development for development in known.developments if development.at >= since]
    if not new:
        yield Paragraph(spans=(Text(text="Nothing has changed since "), Time(at=since), Text(text=".")))
        return
    yield Paragraph(spans=(Text(text="Changed since "), Time(at=since), Text(text=", the newest first:")))
    yield Table(rows=tuple(development_row(one) for one in reversed(new[-_SHOWN:])))
    if left := len(new[:-_SHOWN]):
        yield Footnote(spans=(Text(text=f"and {left} more: /watch timeline {known.watch.id}"),))


def _others(known: Known) -> Iterator[Block]:
    if known.others:
        named = "; ".join(known.others[-_OTHERS:])
        yield Footnote(spans=(Text(text=f"Other events: {named} (of:… asks for one of them)"),))


def _last_report(known: Known) -> Iterator[Block]:
    story = known.last
    if known.as_of:
        return
    if story is None or not story.reports:
        yield Footnote(spans=(Text(text="No story of it was told yet."),))
        return
    last = story.reports[-1]
    outlets = len(story.outlets)
    yield Footnote(
        spans=(
            Text(text=f"Last story: {last.title or '(no title)'}  "),
            link(last.outlet, last.url),
            Text(text=f" · {outlets} {'outlet' if outlets == 1 else 'outlets'} · "),
            Time(at=story.updated),
        )
    )


def _offers(known: Known) -> tuple[Button, ...]:
    watch, story = known.watch.id, known.last
    why = [("Why this?", "why", story.id)] if story else []
    return buttons([("Timeline", "timeline", watch), *why, ("Mute 8 h", "mute", f"watch {watch}")])
