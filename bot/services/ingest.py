"""Take in what one poll of one feed brought.

known entries -> which are new or changed -> read them -> one transaction:
    entries and documents -> story -> ledger -> alert -> deliveries -> the feed's own state
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from anyio import to_thread

from bot import faults
from bot.core.alerts import (
    Alert,
    Verdict,
    decide_alert,
    gravest,
    known_watches,
    plan_deliveries,
    route,
)
from bot.core.display import clean_text, domain_of
from bot.core.entries import EntryId, EntryIntent, Novelty, decide_entries, effective_time, identify
from bot.core.feeds import Backfill, FeedData, FeedForUpdate, FeedState, FetchFailed, FetchOutcome
from bot.core.ledger import Assertion, Change, changes, current, on_one_event, worth_telling
from bot.core.reasons import Reason
from bot.core.schedule import after_poll
from bot.core.stories import WINDOW, Evidence, Report, Story, choose_story, story_id
from bot.core.watches import WatchId
from bot.extraction.facts import Fact
from bot.extraction.reading import Reading
from bot.extraction.rules import Provenance
from bot.extraction.text import Document, make_document
from bot.faults import FaultPoint
from bot.ports import Clock
from bot.records import Decision, EntryToStore, Records, Store
from bot.services.setup import Current, Setup

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A new or changed entry, read and ready to be stored."""

    intent: EntryIntent
    entry: EntryToStore
    reading: Reading | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Visit:
    """One poll of one feed, as far as its entries need to know it."""

    due: FeedForUpdate
    now: datetime
    setup: Setup

    @property
    def provenance(self) -> Provenance:
        feed = self.due.feed
        return Provenance(feed=feed.id, tags=feed.tags, language=feed.language)

    @property
    def backfill(self) -> bool:
        """The feed's old entries, which its operator does not want told."""
        return self.due.state.last_success is None and self.due.feed.backfill is Backfill.NONE


class Ingest:
    def __init__(self, *, store: Store, setup: Current, clock: Clock) -> None:
        self._store = store
        self._setup = setup
        self._clock = clock

    async def __call__(self, due: FeedForUpdate, outcome: FetchOutcome) -> None:
        visit = _Visit(due=due, now=self._clock.now(), setup=self._setup())
        state = after_poll(due.feed, due.state, outcome, visit.now)
        _log_outcome(due, outcome)
        if not isinstance(outcome, FeedData):
            await self._store.transact(lambda records: records.feeds.save(due.feed.id, state))
            return
        faults.reach(FaultPoint.POLL_FETCHED)
        identities = [identify(data) for data in outcome.entries]
        known = await self._store.transact(lambda records: records.entries.known(due.feed.id, identities))
        intents = decide_entries(known, outcome.entries)
        fresh = [intent for intent in intents if intent.novelty is not Novelty.SEEN]
        read = await to_thread.run_sync(_read_all, visit, fresh)
        told = await self._store.transact(lambda records: _record(records, visit, state, read))
        faults.reach(FaultPoint.INGEST_COMMITTED)
        if fresh:
            log.info(
                "%s: %d entries, %d new or changed, %d told", due.feed.id, len(intents), len(fresh), told
            )


def _read_all(visit: _Visit, fresh: Iterable[EntryIntent]) -> list[_Read]:
    """In order of publication, so that stories grow in the order in which the news came out."""
    read = [_read(visit, intent) for intent in fresh]
    return sorted(read, key=lambda item: (item.entry.document.published, item.intent.identity.title))


def _read(visit: _Visit, intent: EntryIntent) -> _Read:
    data = intent.data
    published = effective_time(data.published, visit.now)
    document = make_document(title=data.title, body=data.body, published=published, plain=data.plain)
    entry = EntryToStore(
        feed=visit.due.feed.id,
        identity=intent.identity,
        title=document.cut(document.title),
        url=data.url,
        author=clean_text(data.author),
        first_seen=visit.now,
        document=document,
    )
    return _Read(intent=intent, entry=entry, reading=visit.setup.reader.read(document, visit.provenance))


def _record(records: Records, visit: _Visit, state: FeedState, read: Iterable[_Read]) -> int:
    told = 0
    for item in read:
        entry = _store_entry(records, item)
        if item.reading is None:
            records.alerts.note(Decision(at=visit.now, reason=Reason.NO_WATCH, entry=entry))
        else:
            told += _tell(records, visit, entry, item.entry, item.reading)
    records.feeds.save(visit.due.feed.id, state)
    faults.reach(FaultPoint.INGEST_BEFORE_COMMIT)
    return told


def _tell(records: Records, visit: _Visit, entry: EntryId, stored: EntryToStore, reading: Reading) -> bool:
    report = _report(entry, stored, reading, outlet=_outlet(visit, stored))
    before = _story_of(records, report, reading, visit.now)
    records.stories.save(before)
    records.stories.add_report(before.id, report, reading.sketch)
    learned = _learn(records, visit, before, report, reading=reading, document=stored.document)
    verdict = decide_alert(before, learned, backfill=visit.backfill)
    revision = before.revision + 1 if verdict.announce else before.revision
    story = replace(before, revision=revision, updated=visit.now)
    records.stories.save(story)
    records.alerts.note(
        Decision(at=visit.now, reason=verdict.reason, entry=entry, story=story.id, detail=report.outlet)
    )
    if verdict.announce:
        told_changes = learned if before.told else tuple(c for c in learned if c.before)
        records.alerts.add(Alert(story=story, reason=verdict.reason, changes=told_changes, at=visit.now))
    if story.told:
        _plan(records, records.stories.load(story.id), verdict, visit)
    return verdict.announce


def _plan(records: Records, story: Story, verdict: Verdict, visit: _Visit) -> None:
    setup, now = visit.setup, visit.now
    watches = known_watches(story.watches, setup.watches)
    wanted = route(watches)
    off = [channel for channel in wanted if channel not in setup.channels]
    if off and verdict.announce:
        detail = ", ".join(map(str, off))
        records.alerts.note(Decision(at=now, reason=Reason.PLATFORM_OFF, story=story.id, detail=detail))
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


def _store_entry(records: Records, item: _Read) -> EntryId:
    if item.intent.known is None:
        return records.entries.add(item.entry)
    records.entries.revise(item.intent.known, item.entry)
    return item.intent.known


def _outlet(visit: _Visit, stored: EntryToStore) -> str:
    return domain_of(stored.url) or clean_text(visit.due.feed.name)


def _report(entry: EntryId, stored: EntryToStore, reading: Reading, *, outlet: str) -> Report:
    document = stored.document
    return Report(
        entry=entry,
        outlet=outlet,
        title=stored.title,
        url=stored.url,
        published=document.published,
        summary=tuple(document.cut(sentence) for sentence in reading.summary.sentences),
        evidence=tuple(
            Evidence(
                watch=WatchId(match.watch),
                words=tuple(dict.fromkeys(document.cut(mention.span) for mention in match.evidence)),
                in_title=match.in_title,
            )
            for match in reading.matches
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
    records: Records, visit: _Visit, story: Story, report: Report, *, reading: Reading, document: Document
) -> tuple[Change, ...]:
    """Put the report's facts into the ledger; what the ledger holds now that it did not hold before."""
    learned: list[Change] = []
    entries = story.entries | {report.entry}
    for name, facts in reading.facts.items():
        watch = visit.setup.watches[WatchId(name)]
        before = on_one_event(records.ledger.assertions(watch.id), watch, entries)
        records.ledger.add((_assertion(watch.id, report, fact, document) for fact in facts), visit.now)
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


def _log_outcome(due: FeedForUpdate, outcome: FetchOutcome) -> None:
    if isinstance(outcome, FetchFailed):
        log.warning("%s: %s (%s)", due.feed.id, outcome.detail, outcome.reason)
    elif isinstance(outcome, FeedData) and outcome.repaired:
        log.info("%s: read leniently: %s", due.feed.id, outcome.repaired)
