"""What is said: neutral messages made of stories, facts and answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.core.alerts import gravest
from bot.core.deliveries import DeliveryKey
from bot.core.fact_rows import change_rows, known_rows, sourced_rows
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
        buttons=(Button(label="Why this?", verb="why", target=told.key),),
    )


def facts_message(watch: Watch, facts: Ledger, stories: Iterable[Story]) -> Message:
    """Answer to `latest`: the facts as the ledger holds them now, with their sources, and the last story."""
    blocks: list[Block] = [Headline(spans=(Text(text=watch.name),))]
    if rows := sourced_rows(facts):
        blocks.append(Table(rows=tuple(rows)))
    else:
        unknown = "no fact is known yet" if watch.event else "this watch keeps no facts of an event"
        blocks.append(Paragraph(spans=(Text(text=f"{unknown.capitalize()}."),)))
    last = next(iter(stories), None)
    if last is None:
        blocks.append(Footnote(spans=(Text(text="No report of it yet."),)))
    else:
        lead = _lead(last)
        outlets = len(last.outlets)
        spans = (
            Text(text="Last report: "),
            link(lead.title, lead.url),
            Text(text=f" · {_count(outlets, 'outlet')} · "),
            Time(at=last.updated),
        )
        blocks.append(Footnote(spans=spans))
    return Message(blocks=tuple(blocks))


def why_message(told: Told, reasons: Iterable[str]) -> Message:
    """Answer to `why`: rule and place, matched words, what each report did."""
    rows = [
        Row(
            label=report.outlet,
            spans=(Text(text=_matched(report, watch)),),
        )
        for watch in told.watches
        for report in told.story.reports
        if any(evidence.watch == watch.id for evidence in report.evidence)
    ]
    rules = [Row(label="Watch", spans=(Text(text=f"{w.id} ({w.origin})"),)) for w in told.watches]
    decided = [Row(label="Decided", spans=(Text(text=reason),)) for reason in reasons]
    lead = _lead(told.story)
    return Message(
        blocks=(
            Headline(spans=(Text(text=f"Why: {lead.title}"),)),
            Table(rows=(*rules, *rows, *decided)),
        )
    )


def help_message(events: Iterable[Watch]) -> Message:
    """Answer to `help`: examples first."""
    examples = [Row(label=f"/watch latest {watch.id}", spans=(Text(text=watch.name),)) for watch in events]
    verbs = (
        Row(label="/watch latest <event>", spans=(Text(text="the facts now, each with its source"),)),
        Row(label="/watch why <id>", spans=(Text(text="why an alert was told"),)),
        Row(label="/watch feeds", spans=(Text(text="the feeds in trouble, and when each is asked again"),)),
        Row(label="/watch help", spans=(Text(text="this page"),)),
    )
    return Message(
        blocks=(
            Headline(spans=(Text(text="Ask Wirewatch"),)),
            Table(rows=tuple(examples[:5])),
            Table(rows=verbs),
        )
    )


def sorry_message(problem: str, suggestions: Iterable[str], reference: str) -> Message:
    """An answer that cannot be given: what is wrong, what to try, and what to find in the log."""
    tries = ", ".join(suggestions)
    hint = f" Did you mean: {tries}?" if tries else ""
    return Message(blocks=(Paragraph(spans=(Text(text=f"{problem}{hint} (ref {reference})"),)),))


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
        Text(text=f"{names} · {_count(len(story.outlets), 'outlet')} · first seen "),
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


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
