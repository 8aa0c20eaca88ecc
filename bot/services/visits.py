"""What polls brought, its entries told apart and read: values in, values out."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.core.backfill import chosen
from bot.core.display import clean_text
from bot.core.entries import (
    EntryData,
    EntryId,
    EntryIntent,
    Identity,
    KnownEntry,
    Novelty,
    decide_entries,
    effective_time,
    identify,
)
from bot.core.feeds import FeedData, FeedForUpdate, FeedId, FetchOutcome
from bot.core.reasons import Reason
from bot.extraction.reading import Reading
from bot.extraction.rules import Provenance
from bot.extraction.text import make_document
from bot.ports import Article, NoArticle
from bot.records import EntryToStore, LearntEntry
from bot.services.setup import Setup

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What one poll of one feed brought."""

    due: FeedForUpdate
    outcome: FetchOutcome
    articles: Mapping[str, Article | NoArticle] = field(default_factory=dict)
    """The texts of articles, or why there is none, by the entry's URL; for feeds that are read so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """An arrival, its entries told apart."""

    arrival: Arrival
    to_read: tuple[EntryIntent, ...] = ()
    to_learn: tuple[EntryIntent, ...] = ()
    unreadable: tuple[EntryIntent, ...] = ()
    """Those among them whose reading broke."""
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
class Read:
    """A new or changed entry, read and ready to be stored."""

    visit: Visit
    intent: EntryIntent
    entry: EntryToStore
    reading: Reading | None
    """None where no watch matched it."""

    @property
    def text(self) -> tuple[Reason, str] | None:
        """For a feed that is read by its articles: which text it was, and why not the article's."""
        return _text_read(self.visit.arrival, self.intent.data.url)

    @property
    def old(self) -> bool:
        edited = self.intent.known in self.visit.learnt and not self.intent.news
        return edited or self.intent in self.visit.left_out


def _text_read(arrival: Arrival, url: str) -> tuple[Reason, str] | None:
    if not arrival.due.feed.article:
        return None
    match arrival.articles.get(url):
        case Article():
            return Reason.ARTICLE_TEXT, ""
        case NoArticle(reason=reason, detail=detail):
            return Reason.FEED_TEXT, f"{reason}: {detail}"
        case None:
            return Reason.FEED_TEXT, "its article was not asked for"


Identities = tuple[Identity, ...]
"""Of the entries that an arrival brought, in their order."""


def identities_of(arrival: Arrival) -> Identities:
    if not isinstance(arrival.outcome, FeedData):
        return ()
    return tuple(map(identify, arrival.outcome.entries))


def tell_apart_and_read(
    arrivals: Sequence[Arrival],
    identities: Sequence[Identities],
    known: Sequence[tuple[KnownEntry, ...]],
    setup: Setup,
    now: datetime,
) -> tuple[list[Visit], list[Read]]:
    """Outside of the event loop: thousands of entries made alike take seconds to tell apart."""
    together = zip(arrivals, identities, known, strict=True)
    visits = [_visit(arrival, own, stored, now) for arrival, own, stored in together]
    read, unreadable = _read_all(visits, setup, now)
    return [replace(v, unreadable=tuple(unreadable.get(v.feed, ()))) for v in visits], read


def urls_to_read(
    arrival: Arrival, identities: Identities, known: tuple[KnownEntry, ...], now: datetime
) -> tuple[str, ...]:
    """The links of the entries that are to be read, each once."""
    visit = _visit(arrival, identities, known, now)
    return tuple(dict.fromkeys(intent.data.url for intent in visit.to_read if intent.data.url))


def _visit(arrival: Arrival, identities: Identities, known: tuple[KnownEntry, ...], now: datetime) -> Visit:
    if not isinstance(arrival.outcome, FeedData):
        return Visit(arrival=arrival)
    entries = arrival.outcome.entries
    intents = [i for i in decide_entries(known, entries, identities) if i.novelty is not Novelty.SEEN]
    left_out = _left_out(arrival.due, entries, intents, now)
    to_read, to_learn = _told_apart(intents, left_out, silently=arrival.due.feed.backfill.silently)
    return Visit(
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


def _read_all(
    visits: Iterable[Visit], setup: Setup, now: datetime
) -> tuple[list[Read], dict[FeedId, list[EntryIntent]]]:
    """In order of publication, so that stories grow in the order in which the news came out.

    What has one time keeps the order of arrival, and within a feed that of its titles. Beside them, by feed,
    the entries that cannot be read: one text that nobody foresaw must not cost its feed all others.
    """
    read: list[Read] = []
    unreadable: dict[FeedId, list[EntryIntent]] = {}
    for visit in visits:
        for intent in sorted(visit.to_read, key=lambda intent: intent.identity.title):
            try:
                read.append(_read(visit, intent, setup, now))
            except Exception:
                log.exception("%s: the entry %r could not be read", visit.feed, intent.identity.url)
                unreadable.setdefault(visit.feed, []).append(intent)
    return sorted(read, key=lambda item: item.entry.document.published), unreadable


def _read(visit: Visit, intent: EntryIntent, setup: Setup, now: datetime) -> Read:
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
    return Read(
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


def learnt_entry(visit: Visit, intent: EntryIntent, now: datetime) -> LearntEntry:
    data = intent.data
    return LearntEntry(
        feed=visit.feed,
        identity=replace(intent.identity, content=""),
        title=clean_text(data.title),
        url=data.url,
        first_seen=now,
        published=effective_time(data.published, now),
    )
