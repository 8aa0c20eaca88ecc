"""The whole bot on a fake clock: real extraction, decisions and SQLite; feeds and platform in memory.

A scenario is a timeline:

    await room.at("09:00").publishes("harbour", report("Leaders to meet"))
    await room.until("09:05")
    assert room.alerts() == [...]
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Self

from adapters.storage.database import SqliteStore, open_store
from bot.core.admission import ChannelPolicy
from bot.core.alerts import Pace
from bot.core.channels import Channel, Platform, parse_channel
from bot.core.deliveries import WhenUnsure
from bot.core.entries import EntryData
from bot.core.feeds import BACKFILL_ALL, Backfill, Feed, FeedId
from bot.core.messages import Severity
from bot.core.rates import Rate
from bot.core.rights import Rights
from bot.core.routes import Route
from bot.core.silences import SilenceKind, make_silence
from bot.core.watches import Origin, Watch, WatchId
from bot.extraction.facts import EventKind, EventOfInterest
from bot.extraction.lexicon import Alias, AliasKind, Entity, EntityId, EntityKind, Lexicon
from bot.extraction.reading import Reader
from bot.extraction.rules import EntityTerm, PhraseTerm, Rule, Scope
from bot.services.answer import NewsDesk
from bot.services.articles import FetchArticles
from bot.services.deliver import Deliver
from bot.services.digest import MakeDigests
from bot.services.doubts import Promise
from bot.services.ingest import Ingest
from bot.services.poll import Poll
from bot.services.restoring import notice_restored
from bot.services.setup import Current, Setup
from fakes.clock import FakeClock
from fakes.feed_source import FakeArticleSource, FakeFeedSource
from fakes.notifier import FakeNotifier, Shown, headline_of

DAY = datetime(2025, 11, 20, tzinfo=UTC)
STEP = timedelta(seconds=5)
FEEDS = ("harbour", "delhi", "courier")

INDIA, RUSSIA = EntityId("india"), EntityId("russia")
LEXICON = Lexicon(
    [
        Entity(
            id=INDIA,
            name="India",
            kind=EntityKind.COUNTRY,
            aliases=(Alias(text="Indian", kind=AliasKind.DEMONYM),),
        ),
        Entity(
            id=RUSSIA,
            name="Russia",
            kind=EntityKind.COUNTRY,
            aliases=(Alias(text="Russian", kind=AliasKind.DEMONYM),),
        ),
        Entity(id=EntityId("new-delhi"), name="New Delhi", kind=EntityKind.CITY, country=INDIA),
        Entity(id=EntityId("moscow"), name="Moscow", kind=EntityKind.CITY, country=RUSSIA),
    ]
)


def channel(text: str) -> Channel:
    parsed = parse_channel(text)
    assert parsed is not None
    return parsed


DIPLOMACY = channel("slack:#diplomacy")
SUMMIT = Watch(
    id=WatchId("india-russia-summit"),
    name="India–Russia annual summit",
    rule=Rule(
        all=(EntityTerm(entity=INDIA), EntityTerm(entity=RUSSIA)),
        any=(PhraseTerm(phrase="summit"),),
        within=Scope.PARAGRAPH,
    ),
    severity=Severity.HIGH,
    channels=(DIPLOMACY,),
    origin=Origin(file="config/watchlists/diplomacy.yaml", line=3),
    event=EventOfInterest(
        kind=EventKind.SUMMIT, parties=(INDIA, RUSSIA), series="India–Russia Annual Summit"
    ),
)
OIL = Watch(
    id=WatchId("russian-oil"),
    name="Russian oil",
    rule=Rule(all=(EntityTerm(entity=RUSSIA),), any=(PhraseTerm(phrase="oil"),)),
    severity=Severity.NORMAL,
    channels=(channel("slack:#energy"), channel("discord:energy")),
    origin=Origin(file="config/watchlists/energy.yaml", line=3),
)
PACE = Pace(
    group_wait=timedelta(seconds=30),
    group_wait_high=timedelta(seconds=2),
    group_interval=timedelta(minutes=5),
)

EVERYONE = Rights(everyone=True)
UNHURRIED = Rate(most=10_000)
"""The clock stands while a scenario asks."""


def report(title: str, body: str = "", *, url: str = "", outlet: str = "harbour") -> EntryData:
    """An entry of that outlet; its link and guid follow from the title unless given."""
    link = url or f"https://{outlet}.example/{title.lower().replace(' ', '-')}"
    return EntryData(guid=link, url=link, title=title, body=f"<p>{body}</p>" if body else "")


AROUND = report(
    "Putin to visit India for annual summit",
    "The 23rd India–Russia annual summit is scheduled around December 5 in New Delhi. "
    "Officials of both countries are preparing the agenda of the talks.",
)
AROUND_TOO = report(
    "Annual India-Russia summit: Putin to visit India",
    "The 23rd India–Russia annual summit is scheduled around December 5 in New Delhi, officials said. "
    "Preparing the agenda of the talks is under way in both countries.",
    outlet="delhi",
)
EXACT = report(
    "Putin to visit India on 4-5 December for annual summit",
    "The 23rd India–Russia annual summit will be held on 4–5 December 2025 in New Delhi. "
    "Officials of both countries have prepared the agenda of the talks.",
    outlet="courier",
)


@dataclass(kw_only=True)
class Newsroom:
    """Everything that one process would hold; `restart` gives the next process on the same database."""

    path: Path
    clock: FakeClock = field(default_factory=lambda: FakeClock(DAY))
    source: FakeFeedSource = field(default_factory=FakeFeedSource)
    articles: FakeArticleSource = field(default_factory=FakeArticleSource)
    read_by_article: tuple[str, ...] = ()
    watches: tuple[Watch, ...] = (SUMMIT, OIL)
    backfill: Backfill = BACKFILL_ALL
    operators: Channel | None = None
    platforms: tuple[Platform, ...] = (Platform.SLACK, Platform.DISCORD)
    when_unsure: WhenUnsure = WhenUnsure.RESEND
    routes: tuple[Route, ...] = ()
    policies: Mapping[Channel, ChannelPolicy] = field(default_factory=dict)
    outlets: tuple[int, ...] = ()
    rights: Rights = EVERYONE
    rate: Rate = UNHURRIED
    day: date = field(default_factory=DAY.date)
    """The day of the moments that are given as a time alone."""

    def __post_init__(self) -> None:
        self.notifier = FakeNotifier(self.clock)
        self.clock.set(datetime.combine(self.day, time(), UTC))
        self._start()

    def _start(self) -> None:
        self.store: SqliteStore = open_store(self.path)
        self.setup = Current(self.make_setup())
        self.deliver = Deliver(
            store=self.store,
            notifiers=dict.fromkeys(self.platforms, self.notifier),
            setup=self.setup,
            promise=Promise(settle=timedelta(seconds=60), when_unsure=self.when_unsure),
            clock=self.clock,
        )
        self.poll = Poll(
            setup=self.setup,
            source=self.source,
            articles=FetchArticles(source=self.articles, store=self.store, clock=self.clock),
            ingest=Ingest(store=self.store, setup=self.setup, clock=self.clock),
            store=self.store,
            clock=self.clock,
        )
        self.make_digests = MakeDigests(store=self.store, setup=self.setup, clock=self.clock)
        self.desk = NewsDesk(store=self.store, setup=self.setup, clock=self.clock, rate=self.rate)

    def make_setup(self) -> Setup:
        named = [*self.watches, *self.routes]
        channels = {c for naming in named for c in naming.channels if c.platform in self.platforms}
        return Setup(
            feeds=tuple(self._feed(name) for name in FEEDS),
            watches={watch.id: watch for watch in self.watches},
            reader=Reader(
                LEXICON,
                {watch.id: watch.rule for watch in self.watches},
                {watch.id: watch.event for watch in self.watches if watch.event},
            ),
            channels={c: c for c in channels},
            pace=PACE,
            operators=self.operators,
            routes=self.routes,
            policies=self.policies,
            outlets=self.outlets,
            rights=self.rights,
        )

    def _feed(self, name: str) -> Feed:
        return Feed(
            id=FeedId(name),
            url=f"https://{name}.example/feed",
            name=name.title(),
            interval=timedelta(seconds=30),
            backfill=self.backfill,
            article=name in self.read_by_article,
        )

    async def open(self) -> Self:
        await self.store.transact(lambda records: records.feeds.sync(self.setup().feeds))
        notifiers = dict.fromkeys(self.platforms, self.notifier)
        await notice_restored(self.store, notifiers, self.setup(), self.clock.now())
        await self.deliver.recover()
        return self

    async def close(self) -> None:
        await self.poll.finish()
        await self.deliver.finish(timedelta(seconds=1))
        await self.store.close()

    async def restart(self) -> None:
        await self.close()
        self._start()
        await self.open()

    def at(self, moment: str) -> Self:
        """Move the clock to `HH:MM`, `HH:MM:SS` or `YYYY-MM-DD HH:MM`; nothing happens on the way."""
        self.clock.set(self._moment(moment))
        return self

    def _moment(self, moment: str) -> datetime:
        day, _, clock = moment.rpartition(" ")
        self.day = date.fromisoformat(day) if day else self.day
        return datetime.combine(self.day, time.fromisoformat(clock), UTC)

    async def publishes(self, feed: str, *entries: EntryData) -> None:
        """The feed now holds the entries, and the bot works once."""
        self.source.publish(feed, *entries)
        await self.work()

    async def until(self, moment: str, *, step: timedelta = STEP) -> None:
        """Let the bot work every few seconds until then."""
        end = self._moment(moment)
        while self.clock.now() < end:
            self.clock.set(min(end, self.clock.now() + step))
            await self.work()

    async def work(self) -> None:
        await self.poll()
        await self.poll.settle()
        await self.make_digests()
        await self.deliver.drain()

    async def mute(
        self, kind: SilenceKind, target: str, until: str, *, wanted: Channel | None = DIPLOMACY
    ) -> None:
        """Somebody mutes the target in the channel; None: everywhere."""
        now = self.clock.now()
        silence = make_silence(kind, target, wanted, "slack:U1", "too loud", now, self._moment(until))
        await self.store.transact(lambda records: records.silences.save(silence))

    def headlines(self, wanted: Channel = DIPLOMACY) -> list[str]:
        """Headlines that the channel shows, in order."""
        return [headline_of(shown.message) for shown in self._heads(wanted)]

    def texts(self, wanted: Channel = DIPLOMACY) -> list[str]:
        return [shown.text for shown in self._heads(wanted)]

    def replies(self, wanted: Channel = DIPLOMACY) -> list[str]:
        """What stands in the threads of the channel, in order."""
        return [s.text for s in self.notifier.shown.values() if s.channel == wanted and s.thread]

    def _heads(self, wanted: Channel) -> list[Shown]:
        return [s for s in self.notifier.shown.values() if s.channel == wanted and not s.thread]

    def channels_used(self) -> Iterable[str]:
        return sorted({str(s.channel) for s in self.notifier.shown.values()})
