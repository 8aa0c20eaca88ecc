"""Whatever is configured, an alert reaches a channel or has a reason why it does not."""

import asyncio
from dataclasses import replace
from datetime import time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.storage.memory import MemoryStore
from bot.core.admission import ChannelPolicy
from bot.core.channels import Channel, Platform
from bot.core.deliveries import DeliveryState, WhenUnsure
from bot.core.feeds import BACKFILL_ALL, Feed, FeedData, FeedForUpdate, FeedId, FeedState
from bot.core.messages import Severity
from bot.core.quiet_hours import QuietHours
from bot.core.reasons import Reason
from bot.core.routes import Route, RouteId
from bot.core.silences import SilenceKind, make_silence
from bot.core.watches import Origin
from bot.extraction.reading import Reader
from bot.records import Records
from bot.services.deliver import Deliver
from bot.services.doubts import Promise
from bot.services.ingest import Ingest
from bot.services.setup import Current, Setup
from bot.services.visits import Arrival
from fakes.clock import FakeClock
from fakes.newsroom import DAY, LEXICON, OIL, PACE, SUMMIT, channel, report
from fakes.notifier import FakeNotifier

CHANNELS = (channel("slack:#one"), channel("slack:#two"), channel("discord:three"))
NEWS = (
    report("India and Russia prepare annual summit", "The summit is scheduled around December 5."),
    report("China buys less Russian oil in October", "Customs in Beijing counted a tenth fewer barrels."),
    report("Oil on the table as India and Russia hold summit", "Russian oil will be discussed on Friday."),
)
READER = Reader(LEXICON, {w.id: w.rule for w in (SUMMIT, OIL)}, {SUMMIT.id: SUMMIT.event})
FEED = Feed(
    id=FeedId("wire"),
    url="https://wire.example/feed",
    name="Wire",
    interval=timedelta(minutes=5),
    backfill=BACKFILL_ALL,
    tags=frozenset({"agency"}),
    language="en",
)
some_channels = st.lists(st.sampled_from(CHANNELS), max_size=2, unique=True).map(tuple)
routes = st.builds(
    Route,
    id=st.just(RouteId("r")),
    channels=st.lists(st.sampled_from(CHANNELS), min_size=1, max_size=2, unique=True).map(tuple),
    origin=st.just(Origin(file="routes.yaml", line=1)),
    watches=st.sampled_from([frozenset(), frozenset({SUMMIT.id})]),
    at_least=st.sampled_from(Severity),
    tags=st.sampled_from([frozenset(), frozenset({"agency"}), frozenset({"official"})]),
    languages=st.sampled_from([frozenset(), frozenset({"en"}), frozenset({"hi"})]),
)
policies = st.builds(
    ChannelPolicy,
    quiet_hours=st.sampled_from([None, QuietHours(start=time(8), end=time(10), zone="UTC")]),
    posts_per_hour=st.sampled_from([None, 0, 1, 6]),
    high_breaks_through=st.booleans(),
)


@settings(max_examples=40)
@given(
    summit=some_channels,
    oil=some_channels,
    some_routes=st.lists(routes, max_size=2),
    how=st.fixed_dictionaries(dict.fromkeys(CHANNELS, policies)),
    platforms=st.sets(st.sampled_from([Platform.SLACK, Platform.DISCORD])),
    muted=st.booleans(),
)
def test_every_alert_reaches_a_channel_or_a_reason(
    summit: tuple[Channel, ...],
    oil: tuple[Channel, ...],
    some_routes: list[Route],
    how: dict[Channel, ChannelPolicy],
    platforms: set[Platform],
    *,
    muted: bool,
) -> None:
    watches = (replace(SUMMIT, channels=summit), replace(OIL, channels=oil))
    setup = Setup(
        feeds=(FEED,),
        watches={watch.id: watch for watch in watches},
        reader=READER,
        channels={c: c for c in CHANNELS if c.platform in platforms},
        pace=PACE,
        routes=tuple(some_routes),
        policies=how,
    )
    asyncio.run(_tell_everything(setup, muted=muted))


async def _tell_everything(setup: Setup, *, muted: bool) -> None:
    store, clock, current = MemoryStore(), FakeClock(DAY.replace(hour=9)), Current(setup)
    notifier = FakeNotifier(clock)
    deliver = Deliver(
        store=store,
        notifiers=dict.fromkeys(Platform, notifier),
        setup=current,
        promise=Promise(settle=timedelta(seconds=60), when_unsure=WhenUnsure.RESEND),
        clock=clock,
    )
    now = clock.now()
    silence = make_silence(SilenceKind.WATCH, SUMMIT.id, None, "u", "", now, now + timedelta(days=1))

    def begin(records: Records) -> None:
        records.feeds.sync([FEED])
        if muted:
            records.silences.save(silence)

    await store.transact(begin)
    due = FeedForUpdate(feed=FEED, state=FeedState())
    await Ingest(store=store, setup=current, clock=clock)([Arrival(due=due, outcome=FeedData(entries=NEWS))])
    for hours in range(3):
        for seconds in range(60, 70, 2):  # Slack takes a message a second and channel
            clock.set(now + timedelta(hours=hours, seconds=seconds))
            await deliver.drain()
    shown = "\n".join(message.text for message in notifier.shown.values())
    await store.transact(lambda records: _explained(records, setup, shown))


def _explained(records: Records, setup: Setup, shown: str) -> None:
    for story in records.stories.latest(10):
        rows = records.deliveries.of_story(story.id)
        reasons = {decision.reason for decision in records.alerts.decisions(story.id)}
        assert rows or reasons & {Reason.NO_ROUTE, Reason.PLATFORM_OFF}
        for row in rows:
            assert row.channel in setup.channels.values()
            if row.state is DeliveryState.SUPERSEDED:
                assert row.reason in (Reason.SILENCED, Reason.IN_DIGEST)
                assert row.reason is Reason.IN_DIGEST or Reason.SILENCED in reasons
            else:
                assert row.state is DeliveryState.SENT
        told = [row for row in rows if row.reason is not Reason.SILENCED]
        assert any(report.title in shown for report in story.reports) is bool(told)
