"""Tell of one matched entry: its story, what the ledger learns from it, whether to speak, and to whom."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.alerts import (
    Alert,
    Verdict,
    decide_alert,
    gravest,
    known_watches,
    plan_deliveries,
    route,
)
from bot.core.entries import EntryId
from bot.core.ledger import Assertion, Change, changes, current, on_one_event, worth_telling
from bot.core.reasons import Reason
from bot.core.stories import WINDOW, Evidence, Report, Story, choose_story, story_id
from bot.core.watches import WatchId
from bot.extraction.facts import Fact
from bot.extraction.reading import Reading
from bot.extraction.text import Document
from bot.records import Decision, EntryToStore, Records
from bot.services.setup import Setup


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """A stored entry that watches matched."""

    entry: EntryId
    stored: EntryToStore
    reading: Reading
    outlet: str
    old: bool
    """It was already there when its feed was first polled, and nobody is to be told of such entries."""
    text: tuple[Reason, str] | None = None
    """Which text was read, where it could be the article's or the feed's."""


def tell(records: Records, matched: Matched, setup: Setup, now: datetime) -> bool:
    """Record what the entry changes; whether somebody will be told."""
    report = _report(matched)
    before = _story_of(records, report, matched.reading, now)
    records.stories.save(before)
    records.stories.add_report(before.id, report, matched.reading.sketch)
    learned = _learn(records, matched, before, report, setup=setup, now=now)
    verdict = decide_alert(before, learned, backfill=matched.old)
    revision = before.revision + 1 if verdict.announce else before.revision
    story = replace(before, revision=revision, updated=now)
    records.stories.save(story)
    decided = [matched.text] if matched.text else []
    decided.append((verdict.reason, report.outlet))
    records.alerts.note(
        [
            Decision(at=now, reason=reason, entry=report.entry, story=story.id, detail=detail)
            for reason, detail in decided
        ]
    )
    if verdict.announce:
        told_changes = learned if before.told else tuple(c for c in learned if c.before)
        records.alerts.add(Alert(story=story, reason=verdict.reason, changes=told_changes, at=now))
    if story.told:
        _plan(records, records.stories.load(story.id), verdict, setup, now)
    return verdict.announce


def _plan(records: Records, story: Story, verdict: Verdict, setup: Setup, now: datetime) -> None:
    watches = known_watches(story.watches, setup.watches)
    wanted = route(watches)
    off = [channel for channel in wanted if channel not in setup.channels]
    if off and verdict.announce:
        detail = ", ".join(map(str, off))
        records.alerts.note([Decision(at=now, reason=Reason.PLATFORM_OFF, story=story.id, detail=detail)])
    planned = plan_deliveries(
        story,
        dict.fromkeys(setup.channels[channel] for channel in wanted if channel in setup.channels),
        records.deliveries.of_story(story.id),
        announce=verdict.announce,
        wait=setup.pace.wait(gravest(watches)),
        interval=setup.pace.group_interval,
        now=now,
    )
    for delivery in planned:
        records.deliveries.save(delivery)


def _report(matched: Matched) -> Report:
    document = matched.stored.document
    return Report(
        entry=matched.entry,
        outlet=matched.outlet,
        title=matched.stored.title,
        url=matched.stored.url,
        published=document.published,
        summary=tuple(document.cut(sentence) for sentence in matched.reading.summary.sentences),
        evidence=tuple(
            Evidence(
                watch=WatchId(match.watch),
                words=tuple(dict.fromkeys(document.cut(mention.span) for mention in match.evidence)),
                in_title=match.in_title,
            )
            for match in matched.reading.matches
        ),
    )


def _story_of(records: Records, report: Report, reading: Reading, now: datetime) -> Story:
    """The story that the report belongs to, as it was without it; a new one where there is none."""
    known = records.stories.of_entry(report.entry) or choose_story(
        records.stories.candidates(report.published - WINDOW, report.published + WINDOW), reading.sketch
    )
    if known:
        return records.stories.load(known)
    return Story(id=story_id(report.entry, now), first_seen=now, updated=now, revision=0)


def _learn(
    records: Records, matched: Matched, story: Story, report: Report, *, setup: Setup, now: datetime
) -> tuple[Change, ...]:
    """Put the report's facts into the ledger; what the ledger holds now that it did not hold before."""
    learned: list[Change] = []
    entries = story.entries | {report.entry}
    facts: Mapping[str, tuple[Fact, ...]] = matched.reading.facts
    for name, found in facts.items():
        watch = setup.watches[WatchId(name)]
        before = on_one_event(records.ledger.assertions(watch.id), watch, entries)
        document = matched.stored.document
        records.ledger.add((_assertion(watch.id, report, fact, document) for fact in found), now)
        after = on_one_event(records.ledger.assertions(watch.id), watch, entries)
        learned += (c for c in changes(current(before), current(after)) if worth_telling(c))
    return tuple(learned)


def _assertion(event: WatchId, report: Report, fact: Fact, document: Document) -> Assertion:
    return Assertion(
        event=event,
        entry=report.entry,
        fact=fact,
        sentence=document.cut(fact.sentence),
        outlet=report.outlet,
        url=report.url,
        published=report.published,
    )
