"""Timelines: much to send, platforms that limit, refuse, hang or are away."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from adapters.storage.database import open_store
from bot.core.admission import ChannelPolicy
from bot.core.channels import Channel, Platform
from bot.core.deliveries import Action, DeliveryState, Refused, TryAgain, Unsure, WhenUnsure
from bot.core.entries import Identity
from bot.core.feeds import Feed, FeedId
from bot.core.planning import plan_deliveries
from bot.core.reasons import Reason
from bot.core.stories import Evidence, Report, Story, StoryId
from bot.extraction.reading import Reader
from bot.extraction.sketch.making import sketch
from bot.extraction.text import make_document
from bot.records import EntryToStore, Records
from bot.services.deliver import Deliver
from bot.services.doubts import Promise
from bot.services.pacing import Pacing
from bot.services.setup import Current, Setup
from fakes.clock import FakeClock
from fakes.newsroom import DAY, LEXICON, OIL, PACE, channel
from fakes.strict_notifier import StrictNotifier

NOW = DAY.replace(hour=9)
SECOND = timedelta(seconds=1)
ONE, TWO = channel("slack:#one"), channel("slack:#two")
MANY = tuple(channel(f"discord:c{number}") for number in range(100))
FEED = Feed(id=FeedId("wire"), url="https://wire.example/f", name="Wire", interval=timedelta(minutes=5))
DOCUMENT = make_document(title="Russian oil", body="Exports fell.", published=NOW)
SKETCH = sketch(DOCUMENT)
FORBIDDEN = Refused(reason=Reason.NOT_ALLOWED, detail="no right")


class Traffic:
    """A bot that only delivers, with alerts that are made by hand."""

    def __init__(self, path: Path) -> None:
        self.clock = FakeClock(NOW)
        self.store = open_store(path)
        self.notifier = StrictNotifier(self.clock)
        watches = {OIL.id: replace(OIL, channels=(ONE, TWO, *MANY))}
        channels = (ONE, TWO, *MANY)
        setup = Setup(
            feeds=(FEED,),
            watches=watches,
            reader=Reader(LEXICON, {OIL.id: OIL.rule}, {}),
            channels={c: c for c in channels},
            pace=PACE,
            policies=dict.fromkeys(channels, ChannelPolicy(posts_per_hour=None)),
        )
        self.setup = Current(setup)
        self.pacing = Pacing()
        self.deliver = self.delivering()
        self.made = 0

    def delivering(self, **given) -> Deliver:
        return Deliver(
            store=self.store,
            notifiers={Platform.SLACK: self.notifier, Platform.DISCORD: self.notifier},
            setup=self.setup,
            promise=Promise(settle=timedelta(seconds=60), when_unsure=WhenUnsure.RESEND),
            clock=self.clock,
            pacing=self.pacing,
            **given,
        )

    async def alerts(self, number: int, *channels: Channel) -> None:
        """So many stories, each for all of the channels, due now."""
        await self.store.transact(lambda records: self._queue(records, number, channels))

    def _queue(self, records: Records, number: int, channels: Iterable[Channel]) -> None:
        now = self.clock.now()
        records.feeds.sync([FEED])
        titles = [f"Russian oil, part {self.made + n}" for n in range(number)]
        entries = records.entries.add([_entry(title, now) for title in titles])
        for title, entry in zip(titles, entries, strict=True):
            self.made += 1
            story = Story(id=StoryId(f"s{self.made:05}"), first_seen=now, updated=now, revision=1)
            records.stories.save(story)
            records.stories.add_report(story.id, _report(entry, title, now), SKETCH)
            planned = plan_deliveries(
                story, channels, (), announce=True, wait=timedelta(), interval=PACE.group_interval, now=now
            )
            for row in planned:
                records.deliveries.save(row)

    async def run(self, span: timedelta, step: timedelta = SECOND) -> None:
        end = self.clock.now() + span
        while self.clock.now() < end:
            await self.deliver.drain()
            self.clock.forward(step)
        await self.deliver.drain()

    async def counts(self) -> Counter[DeliveryState]:
        return Counter(await self.store.transact(lambda records: records.deliveries.counts()))

    def shown_in(self, wanted: Channel) -> list[datetime]:
        return [shown.at for shown in self.notifier.shown.values() if shown.channel == wanted]


def _entry(title: str, now: datetime) -> EntryToStore:
    url = f"https://wire.example/{title.replace(' ', '-')}"
    identity = Identity(guid=url, url=url, title=title, content="")
    return EntryToStore(
        feed=FEED.id, identity=identity, title=title, url=url, author="", first_seen=now, document=DOCUMENT
    )


def _report(entry, title: str, now: datetime) -> Report:
    return Report(
        entry=entry,
        feed=FEED.id,
        outlet="wire.example",
        title=title,
        url="",
        published=now,
        summary=(),
        evidence=(Evidence(watch=OIL.id, words=("oil",), in_title=True),),
    )


@pytest_asyncio.fixture
async def traffic(tmp_path: Path) -> AsyncIterator[Traffic]:
    made = Traffic(tmp_path / "w.db")
    yield made
    await made.deliver.finish(timedelta(seconds=1))
    await made.store.close()


async def test_500_alerts_to_one_channel_meet_no_limit_and_hold_up_no_other(traffic: Traffic) -> None:
    """R17: at most 1 % rate limited; another channel's message leaves at once meanwhile."""
    await traffic.alerts(500, ONE)
    await traffic.run(100 * SECOND)
    await traffic.alerts(1, TWO)
    since = traffic.clock.now()
    await traffic.run(450 * SECOND)
    assert traffic.notifier.limited <= 5
    assert len(traffic.shown_in(ONE)) == 500
    (other,) = traffic.shown_in(TWO)
    assert other - since <= SECOND


async def test_nothing_is_sent_inside_of_a_retry_after_and_others_are_unhurt(traffic: Traffic) -> None:
    traffic.notifier.limit(ONE, timedelta(seconds=30))
    await traffic.alerts(5, ONE)
    await traffic.run(10 * SECOND)
    await traffic.alerts(1, TWO)
    await traffic.run(30 * SECOND)
    assert traffic.notifier.limited == 1
    assert len(traffic.shown_in(ONE)) == 5
    assert min(traffic.shown_in(ONE)) >= NOW + timedelta(seconds=30)
    assert traffic.shown_in(TWO) == [NOW + 10 * SECOND]


async def test_a_channel_that_refuses_three_times_is_left_alone_for_an_hour(traffic: Traffic) -> None:
    """R18: its other rows stay pending; then one try, and all the rest where the cause is mended."""
    await traffic.alerts(8, ONE)
    traffic.notifier.next_outcomes.extend([FORBIDDEN] * 4)
    await traffic.run(timedelta(minutes=59), 30 * SECOND)
    assert traffic.notifier.requests == 3
    assert [(shut.place, shut.detail) for shut in traffic.pacing.shut(traffic.clock.now())] == [
        (ONE, "no right")
    ]
    assert await traffic.counts() == {DeliveryState.PARKED: 3, DeliveryState.PENDING: 5}
    await traffic.run(timedelta(minutes=10), 30 * SECOND)
    assert traffic.notifier.requests == 4
    await traffic.run(timedelta(minutes=60), 30 * SECOND)
    assert traffic.pacing.shut(traffic.clock.now()) == ()
    assert await traffic.counts() == {DeliveryState.PARKED: 4, DeliveryState.SENT: 4}


@pytest.mark.parametrize(
    "fault",
    [
        FORBIDDEN,
        Refused(reason=Reason.NO_SUCH_CHANNEL, detail="gone"),
        Refused(reason=Reason.TOKEN_REFUSED, detail="revoked"),
        TryAgain(reason=Reason.RATE_LIMITED, detail="wait", after=SECOND),
    ],
    ids=lambda fault: fault.reason,
)
async def test_no_fault_makes_more_than_50_invalid_requests_in_ten_minutes(
    traffic: Traffic, fault: Refused | TryAgain
) -> None:
    """A hundred channels side by side; the token's refusal shuts the platform for all of them."""
    requests: list[datetime] = []

    async def refuse(_outgoing):
        requests.append(traffic.clock.now())
        await asyncio.sleep(0)
        return fault

    traffic.notifier.post = refuse
    await traffic.alerts(3, *MANY)
    await traffic.run(timedelta(minutes=21), 60 * SECOND)
    assert requests
    for begin in requests:
        assert sum(1 for at in requests if begin <= at < begin + timedelta(minutes=10)) <= 50
    if fault.reason is Reason.TOKEN_REFUSED:
        assert len(requests) <= 50


async def test_slack_gets_no_more_than_its_budget_of_messages(traffic: Traffic) -> None:
    """Five channels could take 300 posts a minute; the workspace gets 200."""
    places = tuple(channel(f"slack:#p{number}") for number in range(5))
    await traffic.alerts(60, *places)
    await traffic.run(timedelta(seconds=90))
    times = sorted(shown.at for shown in traffic.notifier.shown.values())
    assert len(times) == 300
    for begin in times:
        assert sum(1 for at in times if begin <= at < begin + timedelta(minutes=1)) <= 200


async def test_edits_beyond_their_budget_wait_and_let_messages_pass(traffic: Traffic) -> None:
    places = tuple(channel(f"slack:#p{number}") for number in range(60))
    await traffic.alerts(1, *places)
    await traffic.run(SECOND)

    def change(records: Records) -> None:
        rows = records.deliveries.of_story(StoryId("s00001"))
        for row in rows:
            edit = replace(row, id=f"{row.thread}-2", revision=2, action=Action.EDIT)
            records.deliveries.save(replace(edit, state=DeliveryState.PENDING, attempts=0))

    await traffic.store.transact(change)
    await traffic.alerts(1, *places)
    await traffic.run(5 * SECOND)
    edits = sum(shown.edits for shown in traffic.notifier.shown.values())
    assert edits == 50
    assert len(traffic.notifier.shown) == 120
    await traffic.run(60 * SECOND)
    assert sum(shown.edits for shown in traffic.notifier.shown.values()) == 60


async def test_a_day_without_the_platform_ends_in_one_digest_a_channel(traffic: Traffic) -> None:
    """R15: few requests while it is away; on return what waited too long is told at once."""
    await traffic.alerts(30, ONE, TWO)
    away = TryAgain(reason=Reason.UNREACHABLE, detail="no answer")
    traffic.notifier.next_outcomes.extend([away] * 10_000)
    await traffic.run(timedelta(hours=23), timedelta(minutes=20))
    assert traffic.notifier.requests <= 2 * (4 * 23 + 6)
    await traffic.alerts(3, ONE)
    traffic.notifier.next_outcomes.clear()
    await traffic.run(timedelta(minutes=20), 60 * SECOND)
    assert len(traffic.shown_in(ONE)) == 1 + 3
    assert len(traffic.shown_in(TWO)) == 1
    counts = await traffic.counts()
    assert counts == {DeliveryState.SUPERSEDED: 60, DeliveryState.SENT: 5}


async def test_a_request_that_hangs_holds_up_no_other_channel(traffic: Traffic) -> None:
    """R13: head-of-line wait of other channels."""
    hangs, arrived, post = asyncio.Event(), asyncio.Event(), traffic.notifier.post

    async def slow(outgoing):
        if outgoing.channel == ONE:
            await hangs.wait()
        else:
            arrived.set()
        return await post(outgoing)

    traffic.notifier.post = slow
    await traffic.alerts(1, ONE)
    await traffic.deliver()
    await traffic.alerts(1, TWO)
    await traffic.deliver()
    await asyncio.wait_for(arrived.wait(), 10)
    assert traffic.shown_in(ONE) == []
    hangs.set()
    await traffic.deliver.drain()
    assert len(traffic.shown_in(ONE)) == len(traffic.shown_in(TWO)) == 1


class Hanging:
    """Lets requests in one channel hang, the first so many, until they are let go."""

    def __init__(self, traffic: Traffic, number: int) -> None:
        self._post, self._number = traffic.notifier.post, number
        self.go_on = asyncio.Event()
        self.begun: list[str] = []
        traffic.notifier.post = self.post

    async def post(self, outgoing):
        self.begun.append(outgoing.key)
        if len(self.begun) <= self._number:
            await self.go_on.wait()
        return await self._post(outgoing)


async def turns(number: int = 200) -> None:
    for _ in range(number):
        await asyncio.to_thread(int)


async def test_a_request_that_hangs_holds_up_only_its_own_story(traffic: Traffic) -> None:
    """R13: the channel's other stories go on once it is late."""
    traffic.deliver = traffic.delivering(in_time=timedelta(0))
    hanging = Hanging(traffic, 1)
    place = channel("discord:one")
    await traffic.alerts(3, place)
    while len(traffic.shown_in(place)) < 2:
        await traffic.deliver()
        await turns(1)
    assert await traffic.counts() == {DeliveryState.SENDING: 1, DeliveryState.SENT: 2}
    hanging.go_on.set()
    await traffic.deliver.drain()
    assert len(traffic.shown_in(place)) == 3
    assert len(hanging.begun) == len(set(hanging.begun)) == 3


async def test_a_platform_that_hangs_gets_three_requests_a_channel(traffic: Traffic) -> None:
    """More would mend nothing; where the bot ends meanwhile they are in doubt, and none is forgotten."""
    traffic.deliver = traffic.delivering(in_time=timedelta(0))
    hanging = Hanging(traffic, 10)
    await traffic.alerts(10, channel("discord:one"))
    for _ in range(20):
        await traffic.deliver()
        await turns(10)
    assert len(hanging.begun) == 3
    await traffic.deliver.finish(timedelta(0))
    assert await traffic.counts() == {DeliveryState.AMBIGUOUS: 3, DeliveryState.PENDING: 7}


async def test_a_search_that_hangs_holds_up_no_message_and_is_made_once(traffic: Traffic) -> None:
    """Two searches for one message could each send it again."""
    place = channel("discord:one")
    await traffic.alerts(1, place)
    traffic.notifier.next_outcomes.append(Unsure(detail="lost"))
    await traffic.deliver.drain()
    traffic.clock.forward(timedelta(seconds=61))
    traffic.deliver = traffic.delivering(in_time=timedelta(0))
    go_on, find, searches = asyncio.Event(), traffic.notifier.find, []

    async def slow(wanted):
        searches.append(wanted)
        await go_on.wait()
        return await find(wanted)

    traffic.notifier.find = slow
    await traffic.alerts(2, place)
    while len(traffic.shown_in(place)) < 2:
        await traffic.deliver()
        await turns(1)
    await traffic.deliver()
    await turns(20)
    assert len(searches) == 1
    go_on.set()
    await traffic.deliver.drain()
    assert len(traffic.shown_in(place)) == 3


async def test_a_token_that_is_refused_is_told_to_whoever_runs_the_bot(traffic: Traffic) -> None:
    """R18: 401 ends the bot as a wrong token does at the start."""
    heard = []
    traffic.deliver = traffic.delivering(token_refused=lambda *what: heard.append(what))
    traffic.notifier.next_outcomes.append(Refused(reason=Reason.TOKEN_REFUSED, detail="revoked"))
    await traffic.alerts(1, ONE)
    await traffic.deliver.drain()
    assert heard == [(Platform.SLACK, "revoked")]
