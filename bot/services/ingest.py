"""Take in what polls brought, many feeds at once.

known entries -> which are new or changed -> read them -> one transaction:
    entries and documents -> story -> ledger -> alert -> deliveries -> the feeds' own states and notices
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from anyio import to_thread

from bot import faults
from bot.core.alerts import notice_delivery
from bot.core.backfill import chosen
from bot.core.display import clean_text, domain_of
from bot.core.entries import (
    EntryData,
    EntryId,
    EntryIntent,
    KnownEntry,
    Novelty,
    decide_entries,
    effective_time,
    identify,
)
from bot.core.feeds import FeedData, FeedForUpdate, FeedId, FeedState, FetchFailed, FetchOutcome
from bot.core.health import decide_notice
from bot.core.notices import Notice
from bot.core.reasons import Reason
from bot.core.schedule import after_poll
from bot.errors import StorageError
from bot.extraction.reading import Reading
from bot.extraction.rules import Provenance
from bot.extraction.text import make_document
from bot.faults import FaultPoint
from bot.ports import Article, Clock, NoArticle
from bot.records import Decision, EntryToStore, LearntEntry, Records, Store
from bot.services.setup import Current, Setup
from bot.services.tell import Matched, tell

log = logging.getLogger(__name__)

_BROKE = FetchFailed(
    reason=Reason.PARSER_FAILED, detail="its entries could not be taken in: the log says where"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What one poll of one feed brought."""

    due: FeedForUpdate
    outcome: FetchOutcome
    articles: Mapping[str, Article | NoArticle] = field(default_factory=dict)
    """The texts of articles, or why there is none, by the entry's URL; for feeds that are read so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Visit:
    """An arrival, its entries told apart."""

    arrival: Arrival
    to_read: tuple[EntryIntent, ...] = ()
    to_learn: tuple[EntryIntent, ...] = ()
    left_out: frozenset[EntryIntent] = frozenset()
    """New ones that nobody is to be told of: they were there before the feed was asked for."""
    learnt: frozenset[EntryId] = frozenset()
    """Known entries that were only learnt, at the feed's first poll."""
    new: int = 0

    @property
    def feed(self) -> FeedId:
        return self.arrival.due.feed.id

    @property
    def provenance(self) -> Provenance:
        feed = self.arrival.due.feed
        return Provenance(feed=feed.id, tags=feed.tags, language=feed.language)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A new or changed entry, read and ready to be stored."""

    visit: _Visit
    intent: EntryIntent
    entry: EntryToStore
    reading: Reading | None

    @property
    def old(self) -> bool:
        edited = self.intent.known in self.visit.learnt and not self.intent.news
        return edited or self.intent in self.visit.left_out


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
        known = await self._store.transact(lambda records: [_known(records, a) for a in arrivals])
        visits, read = await to_thread.run_sync(_tell_apart_and_read, arrivals, known, setup, now)
        told = await self._store.transact(lambda records: _record(records, visits, read, setup, now))
        faults.reach(FaultPoint.INGEST_COMMITTED)
        if read:
            log.info("%d feeds: %d entries new or changed, %d told", len(arrivals), len(read), told)


def _tell_apart_and_read(
    arrivals: Sequence[Arrival], known: Sequence[tuple[KnownEntry, ...]], setup: Setup, now: datetime
) -> tuple[list[_Visit], list[_Read]]:
    """Outside of the event loop: thousands of entries made alike take seconds to tell apart."""
    visits = [_visit(arrival, of, now) for arrival, of in zip(arrivals, known, strict=True)]
    return visits, _read_all(visits, setup, now)


def urls_to_read(arrival: Arrival, known: tuple[KnownEntry, ...], now: datetime) -> tuple[str, ...]:
    """The links of the entries that are to be read, each once."""
    visit = _visit(arrival, known, now)
    return tuple(dict.fromkeys(intent.data.url for intent in visit.to_read if intent.data.url))


def _known(records: Records, arrival: Arrival) -> tuple[KnownEntry, ...]:
    if not isinstance(arrival.outcome, FeedData) or not arrival.outcome.entries:
        return ()
    return records.entries.known(arrival.due.feed.id, [identify(data) for data in arrival.outcome.entries])


def _visit(arrival: Arrival, known: tuple[KnownEntry, ...], now: datetime) -> _Visit:
    if not isinstance(arrival.outcome, FeedData):
        return _Visit(arrival=arrival)
    entries = arrival.outcome.entries
    intents = [i for i in decide_entries(known, entries) if i.novelty is not Novelty.SEEN]
    left_out = _left_out(arrival.due, entries, intents, now)
    to_read, to_learn = _told_apart(intents, left_out, silently=arrival.due.feed.backfill.silently)
    return _Visit(
        arrival=arrival,
        to_read=to_read,
        to_learn=to_learn,
        left_out=left_out,
        learnt=frozenset(entry.id for entry in known if not entry.identity.content),
        new=sum(1 for intent in intents if intent.known is None),
    )


def _left_out(
    due: FeedForUpdate, entries: Sequence[EntryData], intents: Iterable[EntryIntent], now: datetime
) -> frozenset[EntryIntent]:
    """Entries of a first poll that are not to be told, as its backfill says."""
    if due.state.last_success is not None:
        return frozenset()
    wanted = {entries[place] for place in chosen(due.feed.backfill, entries, now)}
    return frozenset(i for i in intents if i.known is None and i.data not in wanted)


def _told_apart(
    intents: Iterable[EntryIntent], left_out: frozenset[EntryIntent], *, silently: bool
) -> tuple[tuple[EntryIntent, ...], tuple[EntryIntent, ...]]:
    """Those to be read and those to be learnt."""
    to_read, to_learn = [], []
    for intent in intents:
        if intent.data.read and (silently or intent not in left_out):
            to_read.append(intent)
        elif intent.known is None:
            to_learn.append(intent)
    return tuple(to_read), tuple(to_learn)


def _read_all(visits: Iterable[_Visit], setup: Setup, now: datetime) -> list[_Read]:
    """In order of publication, so that stories grow in the order in which the news came out.

    What has one time keeps the order of arrival, and within a feed that of its titles.
    """
    read = [
        _read(visit, intent, setup, now)
        for visit in visits
        for intent in sorted(visit.to_read, key=lambda intent: intent.identity.title)
    ]
    return sorted(read, key=lambda item: item.entry.document.published)


def _read(visit: _Visit, intent: EntryIntent, setup: Setup, now: datetime) -> _Read:
    data = _with_article(intent.data, visit.arrival.articles.get(intent.data.url))
    published = effective_time(data.published, now)
    document = make_document(title=data.title, body=data.body, published=published, plain=data.plain)
    entry = EntryToStore(
        feed=visit.feed,
        identity=intent.identity,
        title=document.cut(document.title),
        url=data.url,
        author=clean_text(data.author),
        first_seen=now,
        document=document,
    )
    return _Read(
        visit=visit, intent=intent, entry=entry, reading=setup.reader.read(document, visit.provenance)
    )


def _with_article(data: EntryData, article: Article | NoArticle | None) -> EntryData:
    if not isinstance(article, Article):
        return data
    return replace(
        data,
        title=data.title or article.title,
        body=article.text,
        plain=True,
        author=data.author or article.author,
        published=data.published or article.published,
    )


def _record(
    records: Records, visits: Sequence[_Visit], read: Sequence[_Read], setup: Setup, now: datetime
) -> int:
    """How many entries will be told."""
    records.entries.learn([_learnt(visit, intent, now) for visit in visits for intent in visit.to_learn])
    ids = _store_entries(records, read)
    records.alerts.note([*_untold(visits, read, ids, now), *_texts(read, ids, now)])
    told = sum(
        tell(records, _matched(item, entry, item.reading), setup, now)
        for item, entry in zip(read, ids, strict=True)
        if item.reading is not None
    )
    _keep_states(records, visits, setup, now)
    faults.reach(FaultPoint.INGEST_BEFORE_COMMIT)
    return told


def _store_entries(records: Records, read: Sequence[_Read]) -> list[EntryId]:
    added = iter(records.entries.add([item.entry for item in read if item.intent.known is None]))
    ids = []
    for item in read:
        if item.intent.known is None:
            ids.append(next(added))
        else:
            records.entries.revise(item.intent.known, item.entry)
            ids.append(item.intent.known)
    return ids


def _learnt(visit: _Visit, intent: EntryIntent, now: datetime) -> LearntEntry:
    data = intent.data
    return LearntEntry(
        feed=visit.feed,
        identity=replace(intent.identity, content=""),
        title=clean_text(data.title),
        url=data.url,
        first_seen=now,
        published=effective_time(data.published, now),
    )


def _untold(
    visits: Iterable[_Visit], read: Iterable[_Read], ids: Iterable[EntryId], now: datetime
) -> Iterable[Decision]:
    for item, entry in zip(read, ids, strict=True):
        if item.reading is None:
            yield Decision(at=now, reason=Reason.NO_WATCH, entry=entry)
    for visit in visits:
        if visit.to_learn:
            detail = f"{visit.feed}: {len(visit.to_learn)} entries were there before its first poll"
            yield Decision(at=now, reason=Reason.BACKFILL, detail=detail)


def _texts(read: Iterable[_Read], ids: Iterable[EntryId], now: datetime) -> Iterable[Decision]:
    """For feeds that are read by their articles: which text it was, and why not the article's."""
    for item, entry in zip(read, ids, strict=True):
        if not item.visit.arrival.due.feed.article:
            continue
        match item.visit.arrival.articles.get(item.intent.data.url):
            case Article():
                yield Decision(at=now, reason=Reason.ARTICLE_TEXT, entry=entry)
            case NoArticle(reason=reason, detail=detail):
                yield Decision(at=now, reason=Reason.FEED_TEXT, entry=entry, detail=f"{reason}: {detail}")
            case None:
                yield Decision(at=now, reason=Reason.FEED_TEXT, entry=entry, detail="it was not asked for")


def _matched(item: _Read, entry: EntryId, reading: Reading) -> Matched:
    outlet = domain_of(item.entry.url) or clean_text(item.visit.arrival.due.feed.name)
    return Matched(entry=entry, stored=item.entry, reading=reading, outlet=outlet, old=item.old)


def _keep_states(records: Records, visits: Iterable[_Visit], setup: Setup, now: datetime) -> None:
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
