"""What the watches would have told of entries that came out earlier.

    entries in order of publication -> the bot's own ingestion, into a store of its own -> what it would tell

Nothing is sent, and the clock follows the entries: the same entries give the same answer at any time.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape
from itertools import groupby

from bot.core.channels import Channel
from bot.core.entries import EntryData
from bot.core.feeds import BACKFILL_ALL, Feed, FeedData, FeedForUpdate, FeedId, FeedState
from bot.core.ledger import Change
from bot.core.messages import Severity
from bot.core.reasons import Reason
from bot.core.routes import gravest, routed, subject_of
from bot.core.stories import Report, Story
from bot.core.watches import Watch, WatchId
from bot.records import EntryToStore, Store
from bot.services.ingest import Ingest
from bot.services.noting import Notebook, NotedAlert, NotingStore
from bot.services.setup import Current, Setup
from bot.services.visits import Arrival

_TITLE_LAYERS = 3
"""How often a title is unescaped on its way into a document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastEntry:
    """An entry with its feed and the moment (aware, UTC) at which it came out."""

    feed: Feed
    at: datetime
    data: EntryData


@dataclass(frozen=True, slots=True, kw_only=True)
class PastAlert:
    """An alert that would have been told."""

    at: datetime
    reason: Reason
    story: Story
    """As it was then, the report that brought the alert among its reports."""
    outlets: tuple[str, ...]
    """Those that the story's message names in the end."""
    report: Report
    """The report that brought the alert."""
    changes: tuple[Change, ...]
    watches: tuple[Watch, ...]
    """The gravest first."""
    channels: tuple[Channel, ...]
    """Those that its watches and the routes name."""

    @property
    def severity(self) -> Severity:
        return gravest(self.watches)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What one watch came to."""

    entries: int
    """Entries that it matched."""
    stories: int
    alerts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PastNews:
    """The answer: every alert in order of time, and what each watch came to."""

    entries: int
    first: datetime | None
    last: datetime | None
    """When the first and the last of the entries came out; None where there was no entry."""
    alerts: tuple[PastAlert, ...]
    tallies: Mapping[WatchId, Tally]
    reasons: Mapping[Reason, int]
    """How many decisions were made for each reason."""


class Backtest:
    """One run; `add` takes the entries, in any number of portions, and `news` ends it."""

    def __init__(self, *, store: Store, setup: Setup) -> None:
        """`store` is empty, and for this run alone."""
        self._clock = _FollowingClock()
        self._setup = setup
        self._notebook = Notebook()
        self._store = NotingStore(store, self._notebook)
        self._ingest = Ingest(store=self._store, setup=Current(setup), clock=self._clock)
        self._feeds: set[FeedId] = set()
        self._entries = 0
        self._first: datetime | None = None

    async def add(
        self, entries: Iterable[PastEntry], *, done: Callable[[int], None] = lambda _: None
    ) -> None:
        """Take the entries in, which come in order of time. `done` is told how many were, again and again."""
        for (at, _), group in groupby(entries, key=lambda entry: (entry.at, entry.feed.id)):
            together = tuple(group)
            await self._publish(together[0].feed, at, tuple(entry.data for entry in together))
            done(len(together))

    async def news(self) -> PastNews:
        decisions = self._notebook.decisions
        told = dict.fromkeys(decision.story for decision in decisions if decision.story)
        stories = await self._store.transact(lambda records: [records.stories.load(story) for story in told])
        outlets = {story.id: story.outlets for story in stories}
        alerts = tuple(_alert(noted, self._setup, outlets[noted.story.id]) for noted in self._notebook.alerts)
        return PastNews(
            entries=self._entries,
            first=self._first,
            last=self._clock.at,
            alerts=alerts,
            tallies={watch: _tally(watch, stories, alerts) for watch in self._setup.watches},
            reasons=Counter(decision.reason for decision in decisions),
        )

    async def _publish(self, feed: Feed, at: datetime, data: tuple[EntryData, ...]) -> None:
        if feed.id not in self._feeds:
            await self._store.transact(lambda records: records.feeds.sync([feed]))
            self._feeds.add(feed.id)
        self._clock.at = at
        self._first = self._first or at
        self._entries += len(data)
        due = FeedForUpdate(feed=replace(feed, backfill=BACKFILL_ALL), state=FeedState())
        await self._ingest([Arrival(due=due, outcome=FeedData(entries=data))])


def from_stored(kept: EntryToStore) -> EntryData:
    """A stored entry as a feed would have to give it, so that the same document is made of it again."""
    document = kept.document
    title = document.cut(document.title)
    for _ in range(_TITLE_LAYERS):
        title = escape(title, quote=False)
    return EntryData(
        guid=kept.identity.guid,
        url=kept.url,
        title=title,
        body="\n\n".join(map(document.cut, document.paragraphs)),
        plain=True,
        published=document.published,
        author=kept.author,
    )


def _alert(noted: NotedAlert, setup: Setup, outlets: tuple[str, ...]) -> PastAlert:
    story = noted.story
    subject = subject_of(story, setup.watches, setup.feed_of)
    return PastAlert(
        at=noted.alert.at,
        reason=noted.alert.reason,
        story=story,
        report=next((r for r in story.reports if r.entry == noted.entry), story.reports[-1]),
        outlets=outlets,
        changes=noted.alert.changes,
        watches=subject.watches,
        channels=tuple(routed(subject, setup.routes)),
    )


def _tally(watch: WatchId, stories: Iterable[Story], alerts: Iterable[PastAlert]) -> Tally:
    matched = [
        [report for report in story.reports if any(e.watch == watch for e in report.evidence)]
        for story in stories
    ]
    return Tally(
        entries=sum(map(len, matched)),
        stories=sum(1 for reports in matched if reports),
        alerts=sum(1 for alert in alerts if any(told.id == watch for told in alert.watches)),
    )


class _FollowingClock:
    """`Clock` that stands at the entry being taken in. Read only while one is."""

    def __init__(self) -> None:
        self.at: datetime | None = None

    def now(self) -> datetime:
        if self.at is None:
            raise RuntimeError("the clock of a backtest was read before its first entry")
        return self.at
