"""What is said: neutral messages made of stories, facts and answers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.core.answers.feedback import NOT_USEFUL, USEFUL
from bot.core.coverage import coverage
from bot.core.deliveries import DeliveryKey
from bot.core.fact_rows import change_rows, known_rows
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
    Span,
    Table,
    Text,
    Time,
)
from bot.core.routes import gravest
from bot.core.stories import Report, Story
from bot.core.story_summary import summary_spans
from bot.core.watches import Watch

_SOURCES_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """All that an alert's message is made of."""

    key: DeliveryKey
    story: Story
    watches: tuple[Watch, ...]
    """The watches that the channel hears of, the gravest first."""
    facts: Ledger
    """What the ledger holds for the first watch that keeps any facts."""
    changes: tuple[Change, ...]
    possible_repeat: bool = False


def alert_message(told: Told) -> Message:
    """One story as its channel sees it now."""
    story = told.story
    lead = _lead(story, told.changes)
    blocks: list[Block] = [
        Kicker(spans=_kicker(told)),
        Headline(spans=(link(lead.title or "(no title)", lead.url),)),
    ]
    if summary := summary_spans(story, told.facts, headline=lead.title):
        blocks.append(Paragraph(spans=summary))
    rows = [*change_rows(told.changes), *known_rows(told.facts), _sources(story)]
    blocks.append(Table(rows=tuple(rows)))
    blocks.append(Footnote(spans=(Text(text=_why(told, lead)),)))
    if told.possible_repeat:
        blocks.append(Footnote(spans=(Text(text="Possible repeat: the first copy's receipt was lost."),)))
    return Message(
        severity=gravest(told.watches),
        blocks=tuple(blocks),
        buttons=tuple(_buttons(told)),
    )


def merged_message(into: Story) -> Message:
    """What stands where a story was told that an operator made part of another."""
    lead = _lead(into)
    spans = (Text(text="Now told together with: "), link(lead.title or "(no title)", lead.url))
    return Message(blocks=(Paragraph(spans=spans),))


def _buttons(told: Told) -> Iterator[Button]:
    """At most five: one row on Discord."""
    followed = next((watch for watch in told.watches if watch.event), None)
    if followed and told.facts:
        yield Button(label="Timeline", verb="timeline", target=followed.id)
    yield Button(label="Why this?", verb="why", target=told.key)
    yield Button(label="Mute for 8 h", verb="mute", target=f"story {told.story.id}")
    yield Button(label="Useful", verb=USEFUL, target=told.key)
    yield Button(label="Not useful", verb=NOT_USEFUL, target=told.key)


def _lead(story: Story, changes: Sequence[Change] = ()) -> Report:
    """The report that speaks for the story: the one that brought the last change, else the first.

    One without a summary speaks only where there is no other.
    """
    changed = {change.after.entry for change in changes[-1:]}
    order = sorted(story.reports, key=lambda report: report.entry not in changed)
    return next((report for report in order if report.summary), order[0])


def _kicker(told: Told) -> tuple[Span, ...]:
    story = told.story
    names = " + ".join(watch.name for watch in told.watches)
    spans: list[Span] = [
        Text(text=f"{names} · {coverage(story)} · first seen "),
        Time(at=story.first_seen),
    ]
    if story.revision > 1:
        spans += [Text(text=", updated "), Time(at=story.updated), Text(text=f" (rev {story.revision})")]
    return tuple(spans)


def _sources(story: Story) -> Row:
    first_of: dict[str, Report] = {}
    for report in story.reports:
        first_of.setdefault(report.outlet, report)
    spans: list[Span] = []
    for outlet, report in list(first_of.items())[:_SOURCES_SHOWN]:
        spans += [Text(text=" · ")] if spans else []
        spans.append(link(outlet, report.url))
    if len(first_of) > _SOURCES_SHOWN:
        spans.append(Text(text=f" · {len(first_of) - _SOURCES_SHOWN} more"))
    return Row(label="Sources", spans=tuple(spans))


def _why(told: Told, lead: Report) -> str:
    watch = told.watches[0]
    return f"Why this: watch {watch.id} ({watch.origin}) matched {_matched(lead, watch)}"


def _matched(report: Report, watch: Watch) -> str:
    evidence = next((e for e in report.evidence if e.watch == watch.id), None)
    if evidence is None:
        return "another report of the same story"
    words = ", ".join(f"“{word}”" for word in evidence.words[:4])
    return f"{words} in the {'title' if evidence.in_title else 'text'}"
