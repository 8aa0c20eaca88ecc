"""The answer to `why`: which rule and words, which story, what was learnt, and what became of it where."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.answers.reason_words import reason_words
from bot.core.answers.sorry import buttons
from bot.core.answers.ways import ChannelTrace, channel_row
from bot.core.fact_rows import slot_label
from bot.core.ledger import Assertion
from bot.core.links import link
from bot.core.messages import (
    Footnote,
    Headline,
    Kicker,
    Message,
    Paragraph,
    Row,
    Span,
    Style,
    Table,
    Text,
    Time,
)
from bot.core.reasons import Reason
from bot.core.stories import Report, Story
from bot.core.watches import Watch
from bot.extraction.facts import Occurrence

_REPORTS_SHOWN = 8
_DECISIONS_SHOWN = 4
_FACTS_SHOWN = 6
_WORDS_SHOWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    at: datetime
    reason: Reason
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTrace:
    report: Report
    decisions: tuple[Decided, ...] = ()
    """In order of time."""
    stated: tuple[Assertion, ...] = ()
    """What it states of the watches' events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """All that is known of why a story was told, or was not."""

    story: Story
    watches: tuple[Watch, ...]
    reports: tuple[ReportTrace, ...]
    decisions: tuple[Decided, ...]
    """On the story as a whole."""
    channels: tuple[ChannelTrace, ...]


def traced(reports: Sequence[Report]) -> Sequence[Report]:
    """Those that the answer has room for: the newest."""
    return reports[-_REPORTS_SHOWN:]


def why_message(trace: Trace) -> Message:
    story = trace.story
    left = len(story.reports) - len(trace.reports)
    more = (
        (Footnote(spans=(Text(text=f"and {left} earlier {'report' if left == 1 else 'reports'}"),)),)
        if left > 0
        else ()
    )
    tables = (
        [_watch_row(watch) for watch in trace.watches],
        [_report_row(report, story, trace.watches) for report in trace.reports],
        [*_story_rows(trace), *(channel_row(channel) for channel in trace.channels)],
    )
    return Message(
        blocks=(
            Kicker(spans=_kicker(story)),
            Headline(spans=(Text(text=f"Why: {_title(story)}"),)),
            *(Table(rows=tuple(rows)) for rows in tables if rows),
            *more,
        ),
        buttons=buttons(
            [
                *((watch.name, "latest", watch.id) for watch in trace.watches if watch.event),
                ("Mute this story", "mute", f"story {story.id}"),
            ]
        ),
    )


def unmatched_message(title: str, url: str, outlet: str, decisions: Iterable[Decided]) -> Message:
    """Of an entry that is part of no story."""
    rows = [
        Row(label="Decided", spans=(Time(at=d.at), Text(text=f"  {reason_words(d.reason, d.detail)}")))
        for d in decisions
    ]
    command = f"wirewatch explain {url}" if url else "wirewatch explain"
    return Message(
        blocks=(
            Headline(spans=(Text(text=f"Why not: {title or '(no title)'}"),)),
            Paragraph(
                spans=(
                    Text(text="No watch matched it: it is part of no story, and nobody was told.  "),
                    link(outlet, url),
                )
            ),
            *((Table(rows=tuple(rows)),) if rows else ()),
            Footnote(spans=(Text(text=f"What each watch found in it, and what it lacks: {command}"),)),
        )
    )


def _title(story: Story) -> str:
    return next((report.title for report in story.reports if report.title), "(no title)")


def _kicker(story: Story) -> tuple[Span, ...]:
    first: tuple[Span, ...] = (Text(text=f"Story {story.id} · first seen "), Time(at=story.first_seen))
    if not story.told:
        return (*first, Text(text=" · never told"))
    times = "once" if story.revision == 1 else f"{story.revision} times"
    return (*first, Text(text=f" · told {times}, updated "), Time(at=story.updated))


def _watch_row(watch: Watch) -> Row:
    return Row(label="Watch", spans=(Text(text=f"{watch.id} ({watch.origin}) · {watch.severity.label}"),))


def _report_row(trace: ReportTrace, story: Story, watches: Sequence[Watch]) -> Row:
    report = trace.report
    spans: list[Span] = [
        Text(text=report.title or "(no title)", style=Style.STRONG),
        Text(text="  "),
        link(report.outlet, report.url),
        Text(text=" · "),
        Time(at=report.published),
    ]
    lines = (
        *_matched(report, watches),
        *_reprint(report, story),
        *_decided(trace.decisions, report.outlet),
        *_stated(trace.stated),
    )
    spans += [Text(text=f"\n{line}") for line in lines]
    return Row(label=report.outlet, spans=tuple(spans))


def _matched(report: Report, watches: Sequence[Watch]) -> Iterator[str]:
    known = {watch.id for watch in watches}
    for evidence in report.evidence:
        words = ", ".join(f"“{word}”" for word in evidence.words[:_WORDS_SHOWN]) or "its rule"
        gone = "" if evidence.watch in known else ", which is no longer configured"
        place = "title" if evidence.in_title else "text"
        yield f"Matched {words} in the {place} (watch {evidence.watch}{gone})"


def _reprint(report: Report, story: Story) -> Iterator[str]:
    if report.reprint_of is not None:
        outlet = next((r.outlet for r in story.reports if r.entry == report.reprint_of), "another outlet")
        yield f"Repeats {outlet} nearly word for word: no voice of its own"


def _decided(decisions: Sequence[Decided], outlet: str) -> Iterator[str]:
    """Without the outlet's name, which the row has for a label."""
    for decided in decisions[-_DECISIONS_SHOWN:]:
        yield reason_words(decided.reason, decided.detail.removeprefix(outlet).removeprefix(": "))


def _stated(stated: Sequence[Assertion]) -> Iterator[str]:
    now = (a.fact for a in stated if a.fact.occurrence is Occurrence.CURRENT)
    facts = tuple(dict.fromkeys(f"{slot_label(fact.slot)} {fact.shown}" for fact in now))
    if facts:
        more = f" +{len(facts) - _FACTS_SHOWN}" if len(facts) > _FACTS_SHOWN else ""
        yield f"States {' · '.join(facts[:_FACTS_SHOWN])}{more}"


def _story_rows(trace: Trace) -> Iterator[Row]:
    for decided in trace.decisions[-_DECISIONS_SHOWN:]:
        words = Text(text=f"  {reason_words(decided.reason, decided.detail)}")
        yield Row(label="Decided", spans=(Time(at=decided.at), words))
    if trace.story.told and not trace.channels:
        yield Row(label="Channels", spans=(Text(text=reason_words(Reason.NO_ROUTE)),))
