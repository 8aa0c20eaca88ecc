"""Take in what polls brought, many feeds at once.

known entries -> which are new or changed -> read them -> one transaction:
    entries and documents -> story -> ledger -> alert -> deliveries -> the feeds' own states and notices
"""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from anyio import to_thread

from bot import faults
from bot.core.display import clean_text, domain_of
from bot.core.entries import (
    EntryId,
    KnownEntry,
)
from bot.core.feeds import FeedData, FeedId, FeedState, FetchFailed
from bot.core.health import decide_notice
from bot.core.notices import Notice
from bot.core.planning import notice_delivery
from bot.core.reasons import Reason
from bot.core.schedule import after_poll
from bot.errors import StorageError
from bot.extraction.reading import Reading
from bot.faults import FaultPoint
from bot.ports import Clock
from bot.records import Decision, Records, Store
from bot.services.setup import Current, Setup
from bot.services.tell import Matched, tell
from bot.services.visits import (
    Arrival,
    Identities,
    Read,
    Visit,
    identities_of,
    learnt_entry,
    tell_apart_and_read,
)

log = logging.getLogger(__name__)

_BROKE = FetchFailed(
    reason=Reason.PARSER_FAILED, detail="its entries could not be taken in: the log says where"
)


class Ingest:
    def __init__(self, *, store: Store, setup: Current, clock: Clock) -> None:
        self._store = store
        self._setup = setup
        self._clock = clock

    async def __call__(self, arrivals: Sequence[Arrival]) -> None:
        """Raises `StorageError`; nothing of these polls is kept then, and the feeds stay due."""
        try:
            await self._take_in(arrivals)
        except StorageError:
            raise
        except Exception:
            if len(arrivals) > 1:
                for arrival in arrivals:  # the others are not to suffer for one
                    await self([arrival])
                return
            log.exception("%s: its entries could not be taken in", arrivals[0].due.feed.id)
            await self._take_in([replace(arrivals[0], outcome=_BROKE)])

    async def _take_in(self, arrivals: Sequence[Arrival]) -> None:
        setup, now = self._setup(), self._clock.now()
        for arrival in arrivals:
            _log_outcome(arrival)
        faults.reach(FaultPoint.POLL_FETCHED)
        # Not in the transaction: what is made there holds up every other.
        identities = await to_thread.run_sync(lambda: [identities_of(arrival) for arrival in arrivals])
        known = await self._store.transact(lambda records: _known(records, arrivals, identities))
        visits, read = await to_thread.run_sync(tell_apart_and_read, arrivals, identities, known, setup, now)
        told = await self._store.transact(lambda records: _record(records, visits, read, setup, now))
        faults.reach(FaultPoint.INGEST_COMMITTED)
        if read:
            log.info("polls: %d, entries new or changed: %d, told: %d", len(arrivals), len(read), told)


def _known(
    records: Records, arrivals: Sequence[Arrival], identities: Sequence[Identities]
) -> list[tuple[KnownEntry, ...]]:
    together = zip(arrivals, identities, strict=True)
    return [records.entries.known(arrival.due.feed.id, own) if own else () for arrival, own in together]


def _record(
    records: Records, visits: Sequence[Visit], read: Sequence[Read], setup: Setup, now: datetime
) -> int:
    """How many entries will be told."""
    records.entries.learn(
        [
            learnt_entry(visit, i, now)
            for visit in visits
            for i in visit.to_learn + visit.unreadable
            if i.known is None
        ]
    )
    ids = _store_entries(records, read)
    records.alerts.note([*_untold(visits, read, ids, now)])
    for item, entry in zip(read, ids, strict=True):
        if item.intent.known is not None:
            _take_back(records, entry, item.reading, now)
    matched = [
        _matched(item, entry, item.reading)
        for item, entry in zip(read, ids, strict=True)
        if item.reading is not None
    ]
    told = tell(records, matched, setup, now) if matched else 0
    _keep_states(records, visits, setup, now)
    faults.reach(FaultPoint.INGEST_BEFORE_COMMIT)
    return told


def _store_entries(records: Records, read: Sequence[Read]) -> list[EntryId]:
    added = iter(records.entries.add([item.entry for item in read if item.intent.known is None]))
    ids = []
    for item in read:
        if item.intent.known is None:
            ids.append(next(added))
        else:
            records.entries.revise(item.intent.known, item.entry)
            ids.append(item.intent.known)
    return ids


def _take_back(records: Records, entry: EntryId, reading: Reading | None, now: datetime) -> None:
    """An entry that was edited so that a watch matches it no more states nothing of that watch's events."""
    matched = {match.watch for match in reading.matches} if reading else set()
    for watch in records.ledger.watches_of(entry):
        if watch not in matched:
            records.ledger.state(watch, entry, (), now)


def _untold(
    visits: Iterable[Visit], read: Iterable[Read], ids: Iterable[EntryId], now: datetime
) -> Iterable[Decision]:
    for item, entry in zip(read, ids, strict=True):
        if item.reading is None:
            yield Decision(at=now, reason=Reason.NO_WATCH, entry=entry)
            if item.text:
                reason, detail = item.text
                yield Decision(at=now, reason=reason, entry=entry, detail=detail)
    for visit in visits:
        for intent in visit.unreadable:
            detail = f"{visit.feed}: {intent.data.url or intent.identity.title}"
            yield Decision(at=now, reason=Reason.UNREADABLE, detail=detail)
        if visit.to_learn:
            detail = f"{visit.feed}: {len(visit.to_learn)} entries were there before its first poll"
            yield Decision(at=now, reason=Reason.BACKFILL, detail=detail)


def _matched(item: Read, entry: EntryId, reading: Reading) -> Matched:
    outlet = domain_of(item.entry.url) or clean_text(item.visit.arrival.due.feed.name)
    return Matched(
        entry=entry, stored=item.entry, reading=reading, outlet=outlet, old=item.old, text=item.text
    )


def _keep_states(records: Records, visits: Iterable[Visit], setup: Setup, now: datetime) -> None:
    states: dict[FeedId, FeedState] = {}
    for visit in visits:
        feed, before = visit.arrival.due.feed, visit.arrival.due.state
        after = after_poll(feed, before, visit.arrival.outcome, new=visit.new, now=now)
        states[feed.id], notice = decide_notice(feed, before, after, now)
        if notice:
            _give_notice(records, notice, setup)
    records.feeds.save(states)


def _give_notice(records: Records, notice: Notice, setup: Setup) -> None:
    log.warning("%s: %s", notice.feed, notice.detail)
    if setup.operators is None:
        records.notices.add(notice)
        return
    last = records.deliveries.last_notice(setup.operators)
    delivery = notice_delivery(notice, setup.operators, last)
    first = delivery.notice if delivery.notice != notice.id else None
    records.notices.add(replace(notice, told_with=first))
    records.deliveries.save(delivery)


def _log_outcome(arrival: Arrival) -> None:
    feed, outcome = arrival.due.feed.id, arrival.outcome
    if isinstance(outcome, FetchFailed):
        begins = not arrival.due.state.failures  # a trouble that lasts is said once here too
        log.log(
            logging.WARNING if begins else logging.INFO, "%s: %s (%s)", feed, outcome.detail, outcome.reason
        )
    elif isinstance(outcome, FeedData) and outcome.repaired:
        log.info("%s: read leniently: %s", feed, outcome.repaired)
