"""What every store keeps, whatever it stands on."""

import asyncio
from collections.abc import AsyncIterator, Callable, Hashable
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TypeVar

import pytest
import pytest_asyncio
from hypothesis import given, strategies

from adapters.storage.database import SqliteStore, make_engine, open_store, records_on
from adapters.storage.memory import MemoryStore
from adapters.storage.readonly import ReadOnlyStore
from adapters.storage.tables import metadata
from bot.core.alerts import Alert, Update
from bot.core.channels import Channel, parse_channel
from bot.core.deliveries import (
    Action,
    Delivery,
    DeliveryKey,
    DeliveryState,
    Receipt,
    delivery_id,
    dispatch,
)
from bot.core.digests import Digest, DigestId, DigestKind
from bot.core.entries import EntryData, EntryId, Identity, identify
from bot.core.feeds import (
    Feed,
    FeedId,
    FeedState,
    Move,
    Rhythm,
    Seen,
    Validators,
    Wishes,
)
from bot.core.ledger import Assertion, Change
from bot.core.notices import Notice, NoticeId
from bot.core.reasons import Reason
from bot.core.silences import Silence, SilenceId, SilenceKind
from bot.core.stories import Evidence, Report, Story, StoryId
from bot.core.watches import WatchId
from bot.errors import StorageError
from bot.extraction.facts import Fact, Interval, Modality, Occurrence, Slot
from bot.extraction.sketch import sketch
from bot.extraction.text import Span, make_document
from bot.records import Decision, EntryToStore, LearntEntry, Milestone, Records, Store

T = TypeVar("T")
NOW = datetime(2025, 11, 20, 12, 0, 0, 123456, tzinfo=UTC)
FEED = Feed(
    id=FeedId("harbour"),
    url="https://harbour.example/feed",
    name="Harbour",
    interval=timedelta(minutes=5),
)
CHANNEL = parse_channel("slack:#diplomacy")
assert CHANNEL is not None
DOCUMENT = make_document(title="Leaders meet", body="<p>They met in the capital.</p>", published=NOW)
SUMMIT = WatchId("summit")


def entry(title: str = "Leaders meet") -> EntryToStore:
    data = EntryData(guid=title, url="https://harbour.example/1", title=title)
    return EntryToStore(
        feed=FEED.id,
        identity=identify(data),
        title=title,
        url=data.url,
        author="",
        first_seen=NOW,
        document=DOCUMENT,
    )


def report(number: EntryId, *, title: str = "Leaders meet") -> Report:
    return Report(
        entry=number,
        feed=FEED.id,
        outlet="harbour.example",
        title=title,
        url="https://harbour.example/1",
        published=NOW,
        summary=("They met in the capital.",),
        evidence=(Evidence(watch=SUMMIT, words=("Leaders",), in_title=True),),
    )


STORY = Story(id=StoryId("s1"), first_seen=NOW, updated=NOW, revision=1)
SKETCH = sketch(DOCUMENT, ())


def assertion(number: EntryId, value: str = "2025-12-05") -> Assertion:
    day = datetime(2025, 12, 5, tzinfo=UTC).date()
    fact = Fact(
        slot=Slot.DATE,
        value=value,
        shown=value,
        sentence=Span(start=13, end=37),
        evidence=Span(start=13, end=17),
        rule="date/1",
        confidence=0.75,
        interval=Interval(first=day, last=day),
    )
    return Assertion(
        watch=SUMMIT,
        entry=number,
        fact=fact,
        sentence="They met in the capital.",
        outlet="harbour.example",
        url="https://harbour.example/1",
        published=NOW,
        seen=NOW,
    )


def participant(number: EntryId, person: str, *, role: str = "") -> Assertion:
    stated = assertion(number, person)
    fact = replace(stated.fact, slot=Slot.PARTICIPANT, interval=None, modality=Modality.EXPECTED, role=role)
    return replace(stated, fact=fact)


def due(records: Records, now: datetime = NOW) -> tuple[Delivery, ...]:
    """All that is due, one after another."""
    found: list[Delivery] = []
    while row := records.deliveries.next_due(
        CHANNEL, DeliveryState.PENDING, now, found[-1] if found else None
    ):
        found.append(row)
    return tuple(found)


def delivery(revision: int = 1, *, key: str = "k1") -> Delivery:
    return Delivery(
        id=delivery_id(DeliveryKey(key), revision),
        key=DeliveryKey(key),
        thread=DeliveryKey(key),
        story=STORY.id,
        channel=CHANNEL,
        revision=revision,
        action=Action.POST if revision == 1 else Action.EDIT,
        state=DeliveryState.PENDING,
        due_at=NOW,
    )


@pytest_asyncio.fixture(params=["sqlite", "memory"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    opened = MemoryStore() if request.param == "memory" else open_store(tmp_path / "wirewatch.db")
    await opened.transact(lambda records: records.feeds.sync([FEED]))
    yield opened
    await opened.close()


def in_new_sqlite(work: Callable[[Records], T]) -> T:
    """What `work` makes of an empty database that is gone afterwards, fast enough to try many."""
    engine = make_engine(Path(":memory:"))
    with engine.begin() as connection:
        metadata.create_all(connection)
        found = work(records_on(connection))
    engine.dispose()
    return found


def add_story(records: Records) -> EntryId:
    (added,) = records.entries.add([entry()])
    records.stories.save(STORY)
    records.stories.add_report(STORY.id, report(added), SKETCH)
    return added


STATE = FeedState(
    validators=Validators(etag='W/"é"', last_modified="yesterday"),
    next_poll=NOW,
    last_success=NOW - timedelta(hours=1),
    failures=3,
    failing_since=NOW - timedelta(minutes=30),
    problem=Reason.TIMED_OUT,
    problem_detail="no answer in 30 s",
    stopped=True,
    told=Reason.UNREACHABLE,
    move=Move(url="https://harbour.example/new", times=2),
    wishes=Wishes(ttl=timedelta(minutes=90), skip_hours=frozenset({0, 23}), skip_days=frozenset({6})),
    rhythm=Rhythm(gap=timedelta(hours=7, microseconds=1), gaps=5, last_news=NOW - timedelta(hours=1)),
    seen=Seen(body=b"\x00body\xff", entries=bytes(range(16))),
)


async def test_a_feeds_state_comes_back_as_it_was(store: Store) -> None:
    fresh = FeedState()
    assert await store.transact(lambda records: records.feeds.states()) == {FEED.id: fresh}
    same = [f.name for f in fields(STATE) if getattr(STATE, f.name) == getattr(fresh, f.name)]
    assert same == [], "each part of a state is to be tried with something else than what it starts with"
    await store.transact(lambda records: records.feeds.save({FEED.id: STATE}))
    assert await store.transact(lambda records: records.feeds.states()) == {FEED.id: STATE}


async def test_a_feed_that_moved_is_polled_anew_and_one_that_did_not_keeps_its_state(store: Store) -> None:
    await store.transact(lambda records: records.feeds.save({FEED.id: STATE}))
    await store.transact(lambda records: records.feeds.sync([FEED]))
    assert (await store.transact(lambda records: records.feeds.states()))[FEED.id] == STATE
    moved = replace(FEED, url="https://harbour.example/new")
    await store.transact(lambda records: records.feeds.sync([moved]))
    assert (await store.transact(lambda records: records.feeds.states()))[FEED.id] == FeedState()
    assert list(await store.transact(lambda records: records.feeds.due(NOW, 5))) == [FEED.id]


def feed(name: str) -> Feed:
    return replace(FEED, id=FeedId(name), url=f"https://{name}.example/feed")


async def test_feeds_never_polled_come_first_as_they_were_synced_then_those_that_wait_longest(
    store: Store,
) -> None:
    names = ["lima", "delhi", "oslo", "baku", "rome", "cairo"]

    def poll(records: Records) -> list[str]:
        records.feeds.sync([feed(name) for name in names])
        ahead = {"lima": -1, "oslo": -3, "rome": 0, "cairo": 1}
        records.feeds.save(
            {FeedId(name): FeedState(next_poll=NOW + timedelta(seconds=s)) for name, s in ahead.items()}
        )
        return [*records.feeds.due(NOW, 9)]

    assert await store.transact(poll) == ["delhi", "baku", "oslo", "lima", "rome"]
    assert [*await store.transact(lambda r: r.feeds.due(NOW, 4))] == ["delhi", "baku", "oslo", "lima"]
    assert [*await store.transact(lambda r: r.feeds.due(NOW, 1))] == ["delhi"]


async def test_a_due_feed_comes_with_its_state(store: Store) -> None:
    state = replace(STATE, stopped=False)
    await store.transact(lambda records: records.feeds.save({FEED.id: state}))
    assert await store.transact(lambda records: records.feeds.due(NOW, 1)) == {FEED.id: state}


async def test_a_stopped_feed_is_not_due_until_its_state_says_otherwise(store: Store) -> None:
    for stopped in (True, False):
        for next_poll in (None, NOW):
            state = FeedState(next_poll=next_poll, stopped=stopped)
            await store.transact(lambda r, state=state: r.feeds.save({FEED.id: state}))
            due = await store.transact(lambda records: records.feeds.due(NOW, 5))
            assert bool(due) is not stopped


async def test_a_feed_that_is_left_out_is_not_due_and_keeps_its_state_until_it_is_asked_for_again(
    store: Store,
) -> None:
    state = FeedState(next_poll=NOW, failures=1)

    def leave_out(records: Records) -> None:
        records.feeds.save({FEED.id: state})
        records.feeds.sync([feed("delhi")])

    await store.transact(leave_out)
    assert [*await store.transact(lambda records: records.feeds.due(NOW, 5))] == ["delhi"]
    assert (await store.transact(lambda records: records.feeds.states()))[FEED.id] == state
    await store.transact(lambda records: records.feeds.sync([FEED]))
    assert await store.transact(lambda records: records.feeds.due(NOW, 5)) == {FEED.id: state}


async def test_many_states_are_saved_at_once_and_those_of_feeds_nobody_synced_are_not_kept(
    store: Store,
) -> None:
    states = {FeedId(f"f{n}"): FeedState(failures=n) for n in range(500)}
    await store.transact(lambda records: records.feeds.sync([feed(name) for name in states]))
    await store.transact(lambda records: records.feeds.save({**states, FeedId("nobody"): STATE}))
    await store.transact(lambda records: records.feeds.save({}))
    assert await store.transact(lambda r: r.feeds.states()) == {FEED.id: FeedState(), **states}


STATES = strategies.builds(
    FeedState,
    next_poll=strategies.none() | strategies.integers(-3, 3).map(lambda hours: NOW + timedelta(hours=hours)),
    stopped=strategies.booleans(),
)
SYNCED = strategies.lists(strategies.sampled_from(["a", "b", "c", "d", "e"]), unique=True)
STEPS = strategies.lists(
    strategies.tuples(SYNCED, strategies.dictionaries(strategies.sampled_from(["a", "b", "c"]), STATES)),
    max_size=4,
)


@given(steps=STEPS, limit=strategies.integers(0, 6))
def test_both_stores_call_the_same_feeds_due_whatever_was_synced_and_saved(
    steps: list[tuple[list[str], dict[str, FeedState]]], limit: int
) -> None:
    def run(records: Records) -> list[tuple[str, FeedState]]:
        for names, states in steps:
            records.feeds.sync([feed(name) for name in names])
            records.feeds.save({FeedId(name): state for name, state in states.items()})
        return [*records.feeds.due(NOW, limit).items()]

    assert in_new_sqlite(run) == asyncio.run(MemoryStore().transact(run))


async def test_an_entry_is_known_by_its_identity_and_by_its_new_one_after_a_change(store: Store) -> None:
    (added,) = await store.transact(lambda records: records.entries.add([entry()]))
    await store.transact(lambda records: records.entries.revise(added, entry("Leaders met")))
    (known,) = await store.transact(lambda records: records.entries.known(FEED.id, [entry().identity]))
    assert (known.id, known.identity) == (added, entry("Leaders met").identity)
    assert await store.transact(lambda records: records.feeds.counts()) == {FEED.id: 1}


async def test_entries_are_numbered_in_their_order_whatever_was_kept_before(store: Store) -> None:
    first = await store.transact(lambda r: r.entries.add([entry(str(n)) for n in range(300)]))
    assert await store.transact(lambda records: records.entries.add(())) == ()
    second = await store.transact(lambda r: r.entries.add([entry(str(n)) for n in range(300, 303)]))
    assert list(first + second) == sorted({*first, *second})
    loaded = await store.transact(lambda records: records.entries.load(first + second))
    assert [stored.kept.title for stored in loaded] == [str(n) for n in range(303)]


def learnt(title: str = "Leaders meet") -> LearntEntry:
    kept = entry(title)
    return LearntEntry(
        feed=FEED.id,
        identity=kept.identity,
        title=title,
        url=kept.url,
        first_seen=NOW,
        published=NOW - timedelta(hours=1),
    )


async def test_an_entry_that_was_only_learnt_is_known_and_counted_and_has_nothing_to_read(
    store: Store,
) -> None:
    await store.transact(lambda records: records.entries.learn([learnt(), learnt("Leaders part")]))
    await store.transact(lambda records: records.entries.learn(()))
    wanted = [replace(entry().identity, url="", title="")]
    (known,) = await store.transact(lambda records: records.entries.known(FEED.id, wanted))
    assert known.identity == replace(entry().identity, content="")
    assert await store.transact(lambda records: records.feeds.counts()) == {FEED.id: 2}
    assert await store.transact(lambda records: records.entries.load([known.id])) == ()
    day = timedelta(days=1)
    assert await store.transact(lambda records: records.entries.published(NOW - day, NOW + day)) == ()
    assert await store.transact(lambda records: records.entries.at_url(entry().url)) == ()


async def test_a_learnt_entry_that_is_revised_has_a_document_from_then_on(store: Store) -> None:
    later = replace(entry("Leaders met"), first_seen=NOW + timedelta(days=1))

    def revise(records: Records) -> EntryId:
        records.entries.learn([learnt()])
        (known,) = records.entries.known(FEED.id, [entry().identity])
        records.entries.revise(known.id, later)
        return known.id

    revised = await store.transact(revise)
    (stored,) = await store.transact(lambda records: records.entries.load([revised]))
    document = replace(DOCUMENT, published=NOW - timedelta(hours=1))
    assert stored.kept == replace(later, first_seen=NOW, document=document)
    assert await store.transact(lambda r: r.entries.at_url(entry().url)) == (revised,)
    (known,) = await store.transact(lambda r: r.entries.known(FEED.id, [later.identity]))
    assert known.identity == later.identity
    (next_one,) = await store.transact(lambda r: r.entries.add([entry("Leaders part")]))
    assert next_one > revised


async def test_only_entries_that_share_a_voter_of_the_same_feed_are_looked_at(store: Store) -> None:
    other = replace(FEED, id=FeedId("delhi"))
    nothing = Identity(guid="", url="", title="", content="")

    def look(records: Records) -> list[int]:
        records.feeds.sync([other])
        records.entries.add([entry()])
        records.entries.add([replace(entry(), feed=other.id)])
        wanted = [
            replace(nothing, guid="Leaders meet"),
            replace(nothing, url="https://harbour.example/1"),
            replace(nothing, title="leaders meet"),
            replace(nothing, guid="leaders met"),
            nothing,
        ]
        return [len(records.entries.known(FEED.id, [identity])) for identity in wanted]

    assert await store.transact(look) == [1, 1, 1, 0, 0]


async def test_any_number_of_entries_is_looked_up(store: Store) -> None:
    many = [replace(entry().identity, guid=str(number), url="", title="") for number in range(1_001)]
    wanted = [*many, entry().identity]
    await store.transact(lambda records: records.entries.add([entry()]))
    assert len(await store.transact(lambda records: records.entries.known(FEED.id, wanted))) == 1


# What a text may hold when it comes out of a feed: neither NUL nor halves of surrogate pairs.
WORDS = strategies.text(
    strategies.characters(exclude_characters="\0", exclude_categories=("Cs",)), min_size=1
)


@given(identity=strategies.builds(Identity, guid=WORDS, url=WORDS, title=WORDS, content=strategies.just("c")))
def test_whatever_a_voter_holds_an_entry_is_known_by_each_of_them(identity: Identity) -> None:
    nothing = Identity(guid="", url="", title="", content="")
    voters = [replace(nothing, **{name: getattr(identity, name)}) for name in ("guid", "url", "title")]

    def look(records: Records) -> list[list[Identity]]:
        records.feeds.sync([FEED])
        records.entries.add([replace(entry(), identity=identity)])
        found = [records.entries.known(FEED.id, [voter]) for voter in voters]
        return [[known.identity for known in one] for one in found]

    assert in_new_sqlite(look) == [[identity]] * 3
    assert asyncio.run(MemoryStore().transact(look)) == [[identity]] * 3


async def test_a_story_comes_back_with_its_reports_and_their_evidence(store: Store) -> None:
    added = await store.transact(add_story)
    loaded = await store.transact(lambda records: records.stories.load(STORY.id))
    assert loaded == replace(STORY, reports=(report(added),))
    assert await store.transact(lambda records: records.stories.of_entry(added)) == STORY.id
    assert await store.transact(lambda records: records.stories.latest(5)) == (loaded,)


async def test_a_revised_report_takes_the_place_of_the_old_one(store: Store) -> None:
    added = await store.transact(add_story)
    revised = report(added, title="Leaders met")
    await store.transact(lambda records: records.stories.add_report(STORY.id, revised, SKETCH))
    assert (await store.transact(lambda records: records.stories.load(STORY.id))).reports == (revised,)


async def test_an_untold_story_is_not_among_the_latest(store: Store) -> None:
    await store.transact(add_story)
    await store.transact(lambda records: records.stories.save(replace(STORY, revision=0)))
    assert await store.transact(lambda records: records.stories.latest(5)) == ()


async def test_an_assertion_comes_back_as_it_was_and_is_kept_once(store: Store) -> None:
    added = await store.transact(add_story)
    for _ in range(2):
        await store.transact(lambda records: records.ledger.state(SUMMIT, added, [assertion(added)], NOW))
    assert await store.transact(lambda records: records.ledger.assertions(SUMMIT)) == (assertion(added),)


async def test_an_entry_states_many_participants_each_with_an_office_and_in_either_event(
    store: Store,
) -> None:
    added = await store.transact(add_story)
    lavrov = participant(added, "sergey-lavrov", role="Foreign Minister")
    stated = (
        lavrov,
        participant(added, "maxim-oreshkin"),
        replace(lavrov, fact=replace(lavrov.fact, occurrence=Occurrence.PREVIOUS)),
    )
    await store.transact(lambda records: records.ledger.state(SUMMIT, added, stated, NOW))
    assert await store.transact(lambda records: records.ledger.assertions(SUMMIT)) == stated


async def test_what_an_alert_told_of_slots_with_many_values_is_kept_for_each_value(store: Store) -> None:
    added = await store.transact(add_story)
    people = [participant(added, name) for name in ("sergey-lavrov", "maxim-oreshkin")]
    told = tuple(Change(before=None, after=person) for person in people)

    def tell(records: Records) -> tuple[Change, ...]:
        records.ledger.state(SUMMIT, added, people, NOW)
        records.alerts.add(Alert(story=STORY, reason=Reason.FACT_CHANGED, changes=told, at=NOW))
        return records.alerts.changes(STORY.id)

    assert await store.transact(tell) == told


async def test_the_last_change_of_a_slot_is_what_an_alert_told(store: Store) -> None:
    added = await store.transact(add_story)
    first, second = assertion(added), assertion(added, "2025-12-04")
    told = [Change(before=None, after=first), Change(before=first, after=second)]

    def tell(records: Records) -> tuple[Change, ...]:
        records.ledger.state(SUMMIT, added, [first, second], NOW)
        for change in told:
            alert = Alert(story=STORY, reason=Reason.FACT_CHANGED, changes=(change,), at=NOW)
            records.alerts.add(alert)
        return records.alerts.changes(STORY.id)

    assert await store.transact(tell) == (told[1],)


async def test_decisions_are_kept_in_order_and_counted(store: Store) -> None:
    added = await store.transact(add_story)
    noted = [
        Decision(at=NOW, reason=reason, entry=added, story=STORY.id, detail="x")
        for reason in (Reason.FIRST_REPORT, Reason.REPEATED_COVERAGE)
    ]
    await store.transact(lambda records: records.alerts.note(noted))
    await store.transact(lambda records: records.alerts.note(()))
    assert await store.transact(lambda records: records.alerts.decisions(STORY.id)) == tuple(noted)
    assert await store.transact(lambda records: records.alerts.decisions_on(added)) == tuple(noted)
    assert (await store.transact(lambda r: r.alerts.reasons()))[Reason.FIRST_REPORT] == 1


async def test_decisions_are_forgotten_from_the_oldest_on(store: Store) -> None:
    await store.transact(add_story)
    early, late = (
        Decision(at=NOW + timedelta(hours=hours), reason=Reason.FIRST_REPORT, story=STORY.id)
        for hours in (0, 1)
    )
    await store.transact(lambda records: records.alerts.note([early, late]))
    await store.transact(lambda records: records.alerts.forget(late.at))
    assert await store.transact(lambda records: records.alerts.decisions(STORY.id)) == (late,)
    assert await store.transact(lambda r: r.alerts.reasons()) == {Reason.FIRST_REPORT: 1}


async def test_what_alerts_told_after_a_revision_comes_in_order(store: Store) -> None:
    def tell(records: Records) -> tuple[Update, ...]:
        added = add_story(records)
        records.ledger.state(SUMMIT, added, [assertion(added), assertion(added, "2025-12-04")], NOW)
        told = [
            (),
            (Change(before=None, after=assertion(added)),),
            (Change(before=assertion(added), after=assertion(added, "2025-12-04"), correction=True),),
        ]
        for revision, told_changes in enumerate(told, start=1):
            story = replace(STORY, revision=revision)
            alert = Alert(story=story, reason=Reason.FACT_CHANGED, changes=told_changes, at=NOW)
            records.alerts.add(alert)
        return records.alerts.updates(STORY.id, 1)

    two, three = await store.transact(tell)
    assert (two.revision, three.revision) == (2, 3)
    assert [change.correction for change in three.changes] == [True]
    assert three.changes[0].before == two.changes[0].after


async def test_a_delivery_comes_back_as_it_was(store: Store) -> None:
    await store.transact(add_story)
    sending = dispatch(replace(delivery(), detail="x", possible_repeat=True, announce=False), NOW)
    await store.transact(lambda records: records.deliveries.save(sending))
    assert await store.transact(lambda records: records.deliveries.of_story(STORY.id)) == (sending,)
    assert await store.transact(lambda r: r.deliveries.in_state(DeliveryState.SENDING)) == (sending,)
    assert await store.transact(lambda r: r.deliveries.counts()) == {DeliveryState.SENDING: 1}
    assert await store.transact(lambda r: r.deliveries.story_of(sending.key)) == STORY.id


@pytest.mark.parametrize(
    ("first_state", "expected"),
    [
        (DeliveryState.SENDING, []),
        (DeliveryState.AMBIGUOUS, []),
        (DeliveryState.PENDING, [1]),
        (DeliveryState.SENT, [2]),
        (DeliveryState.PARKED, [2]),
        (DeliveryState.HELD, [2]),
    ],
)
async def test_no_revision_overtakes_another(
    store: Store, first_state: DeliveryState, expected: list[int]
) -> None:
    def keep(records: Records) -> list[int]:
        add_story(records)
        records.deliveries.save(replace(delivery(1), state=first_state))
        records.deliveries.save(delivery(2))
        return [d.revision for d in due(records)]

    assert await store.transact(keep) == expected


async def test_what_is_not_due_waits(store: Store) -> None:
    await store.transact(add_story)
    await store.transact(lambda records: records.deliveries.save(delivery()))
    early = NOW - timedelta(microseconds=1)
    assert await store.transact(lambda r: due(r, early)) == ()
    assert await store.transact(lambda r: r.deliveries.channels_due(early)) == ()
    assert await store.transact(lambda r: r.deliveries.channels_due(NOW)) == (CHANNEL,)


async def test_a_reply_waits_for_what_comes_before_it_in_its_thread(store: Store) -> None:
    reply = replace(delivery(2), key=DeliveryKey("r1"), action=Action.REPLY)

    def keep(records: Records) -> list[tuple[Delivery, ...]]:
        add_story(records)
        seen = []
        for row in (replace(delivery(1), state=DeliveryState.AMBIGUOUS), reply, delivery(1)):
            records.deliveries.save(row)
            seen.append(due(records))
        return seen

    assert await store.transact(keep) == [(), (), (delivery(1),)]


async def test_messages_that_left_are_counted_without_replies_edits_and_notices(store: Store) -> None:
    def left(number: int, **more: object) -> Delivery:
        row = delivery(key=f"k{number}")
        at = NOW + timedelta(minutes=number)
        return replace(row, **{"state": DeliveryState.SENT, "dispatched_at": at} | more)

    def keep(records: Records) -> tuple[tuple[datetime, ...], datetime | None]:
        add_story(records)
        records.notices.add(notice(1))
        for row in (
            left(0),
            left(2, state=DeliveryState.AMBIGUOUS),
            left(1, state=DeliveryState.SENDING),
            left(3, action=Action.REPLY),
            left(4, action=Action.EDIT),
            left(5, state=DeliveryState.PARKED),
            left(6, story=None, notice=NoticeId("n1")),
            left(7, channel=Channel(platform=CHANNEL.platform, name="#other")),
        ):
            records.deliveries.save(row)
        since = NOW + timedelta(minutes=1)
        return records.deliveries.posts_since(CHANNEL, since), records.deliveries.last_dispatch()

    moments, last = await store.transact(keep)
    assert moments == (NOW + timedelta(minutes=1), NOW + timedelta(minutes=2))
    assert last == NOW + timedelta(minutes=7)


DIGEST = Digest(
    id=DigestId("d1"), channel=CHANNEL, kind=DigestKind.HELD, since=NOW, until=NOW + timedelta(hours=1)
)


async def test_what_is_held_stands_in_one_digest(store: Store) -> None:
    held = replace(delivery(), state=DeliveryState.HELD, reason=Reason.CAP)
    bringing = replace(
        delivery(key="k2"), story=None, digest=DIGEST.id, state=DeliveryState.SENT, dispatched_at=NOW
    )

    def keep(records: Records) -> list[tuple[Delivery, ...]]:
        add_story(records)
        assert records.digests.add(DIGEST)
        assert not records.digests.add(replace(DIGEST, since=DIGEST.until))
        for row in (held, bringing):
            records.deliveries.save(row)
        before = records.deliveries.held(CHANNEL)
        records.deliveries.hold_for(DIGEST.id, CHANNEL)
        return [before, records.deliveries.held(CHANNEL), records.deliveries.held_for(DIGEST.id)]

    taken = replace(held, held_for=DIGEST.id, tells=STORY.revision)
    assert await store.transact(keep) == [(held,), (), (taken,)]
    assert await store.transact(lambda r: r.digests.load(DIGEST.id)) == DIGEST
    assert await store.transact(lambda r: r.deliveries.in_state(DeliveryState.SENT)) == (bringing,)
    assert await store.transact(lambda r: r.deliveries.posts_since(CHANNEL, NOW)) == (NOW,)


@pytest.mark.parametrize("told", [True, False])
async def test_what_a_digest_holds_ends_with_it(store: Store, *, told: bool) -> None:
    """Told, it remembers why it was held; left out, no digest has it."""
    held = replace(delivery(), state=DeliveryState.HELD, reason=Reason.CAP, held_for=DIGEST.id, tells=1)
    other = replace(delivery(key="k2"), state=DeliveryState.HELD, reason=Reason.CAP)

    def keep(records: Records) -> tuple[Delivery, ...]:
        add_story(records)
        records.digests.add(DIGEST)
        for row in (held, other):
            records.deliveries.save(row)
        if told:
            records.deliveries.told_by(DIGEST.id)
        else:
            records.deliveries.left_out_of(DIGEST.id, Reason.SILENCED)
        return records.deliveries.of_story(held.story)

    over = replace(held, state=DeliveryState.SUPERSEDED)
    ended = (
        replace(over, reason=Reason.IN_DIGEST, detail=Reason.CAP)
        if told
        else replace(over, reason=Reason.SILENCED, held_for=None)
    )
    assert await store.transact(keep) == (ended, other)


async def test_the_last_digest_of_a_kind_is_the_one_for_the_latest_moment(store: Store) -> None:
    def made(number: int, kind: DigestKind = DigestKind.DAILY) -> Digest:
        until = NOW + timedelta(days=number)
        return replace(DIGEST, id=DigestId(f"{kind}{number}"), kind=kind, until=until)

    def keep(records: Records) -> tuple[Digest | None, Digest | None]:
        for one in (made(1), made(3), made(2), made(9, DigestKind.WEEKLY)):
            records.digests.add(one)
        other = Channel(platform=CHANNEL.platform, name="#other")
        return (
            records.digests.last(CHANNEL, DigestKind.DAILY),
            records.digests.last(other, DigestKind.DAILY),
        )

    assert await store.transact(keep) == (made(3), None)


@pytest.mark.parametrize(
    ("state", "reason", "updated", "revision", "found"),
    [
        (DeliveryState.SENT, None, NOW, 1, True),
        (DeliveryState.HELD, Reason.CAP, NOW, 1, True),
        (DeliveryState.SUPERSEDED, Reason.IN_DIGEST, NOW, 1, True),
        (DeliveryState.SUPERSEDED, Reason.SILENCED, NOW, 1, False),
        (DeliveryState.SENT, None, NOW + timedelta(hours=1), 1, False),
        (DeliveryState.SENT, None, NOW - timedelta(microseconds=1), 1, False),
        (DeliveryState.SENT, None, NOW, 0, False),
    ],
)
async def test_a_digest_of_a_time_holds_the_channels_stories_of_it(
    store: Store,
    state: DeliveryState,
    reason: Reason | None,
    updated: datetime,
    revision: int,
    *,
    found: bool,
) -> None:
    def keep(records: Records) -> tuple[StoryId, ...]:
        add_story(records)
        records.stories.save(replace(STORY, updated=updated, revision=revision))
        for number in (1, 2):
            records.deliveries.save(replace(delivery(number), state=state, reason=reason))
        return records.digests.stories(DIGEST)

    assert await store.transact(keep) == ((STORY.id,) if found else ())


def silence(number: int, *, minutes: int = 60, ended: datetime | None = None) -> Silence:
    return Silence(
        id=SilenceId(f"s{number}"),
        kind=SilenceKind.WATCH,
        target=SUMMIT,
        channel=CHANNEL if number % 2 else None,
        author="slack:U1",
        why="too loud",
        at=NOW + timedelta(minutes=number),
        until=NOW + timedelta(minutes=minutes),
        ended=ended,
        ended_by="slack:U2" if ended else "",
    )


async def test_silences_hold_from_their_beginning_until_they_are_over_or_ended(store: Store) -> None:
    over = silence(2, minutes=5)
    ended = silence(3, ended=NOW + timedelta(minutes=9))
    kept = [silence(1), over, silence(3), silence(4, minutes=30), silence(11), ended]

    def keep(records: Records) -> tuple[list[str], list[str]]:
        for one in kept:
            records.silences.save(one)
        active = records.silences.active(NOW + timedelta(minutes=10))
        return [one.id for one in active], [one.id for one in records.silences.latest(3)]

    assert await store.transact(keep) == (["s4", "s1"], ["s11", "s4", "s3"])
    assert ended in await store.transact(lambda records: records.silences.latest(9))


async def test_a_milestone_is_when_it_was_passed_last(store: Store) -> None:
    assert await store.transact(lambda r: r.milestones.at(Milestone.RESTORED)) is None
    for at in (NOW, NOW + timedelta(days=1)):
        await store.transact(lambda r, at=at: r.milestones.pass_by(Milestone.RESTORED, at))
    assert await store.transact(lambda r: r.milestones.at(Milestone.RESTORED)) == NOW + timedelta(days=1)
    assert await store.transact(lambda r: r.milestones.at(Milestone.BEGAN)) is None


async def test_a_receipt_is_kept_and_teaches_the_channels_id(store: Store) -> None:
    receipt = Receipt(channel_id="C1", message_id="1.2")
    await store.transact(add_story)
    await store.transact(lambda records: records.deliveries.save(delivery()))
    assert await store.transact(lambda r: r.deliveries.receipt(DeliveryKey("k1"))) is None
    await store.transact(lambda r: r.deliveries.keep_receipt(DeliveryKey("k1"), receipt, NOW))
    assert await store.transact(lambda r: r.deliveries.receipt(DeliveryKey("k1"))) == receipt
    assert await store.transact(lambda r: r.deliveries.channel_ids()) == {CHANNEL: "C1"}


async def test_a_replys_receipt_teaches_no_channels_id(store: Store) -> None:
    """Discord's names the thread."""
    reply = replace(delivery(), key=DeliveryKey("r1"), action=Action.REPLY)

    def keep(records: Records) -> None:
        add_story(records)
        records.deliveries.save(reply)
        records.deliveries.keep_receipt(reply.key, Receipt(channel_id="T1", message_id="2"), NOW)

    await store.transact(keep)
    assert await store.transact(lambda r: r.deliveries.channel_ids()) == {}


def notice(number: int, *, hours: int = 0) -> Notice:
    return Notice(
        id=NoticeId(f"n{number}"),
        feed=FEED.id,
        name="Harbour",
        reason=Reason.GONE,
        detail="It answers 410",
        at=NOW + timedelta(hours=hours),
    )


async def test_a_notice_comes_back_as_it_was_and_is_kept_once(store: Store) -> None:
    again = replace(notice(1), detail="Derived again")
    for one in (notice(1), again):
        await store.transact(lambda records, one=one: records.notices.add(one))
    assert await store.transact(lambda records: records.notices.together(NoticeId("n1"))) == (notice(1),)
    assert await store.transact(lambda records: records.notices.latest(5)) == (notice(1),)


async def test_the_latest_notices_are_the_newest_first(store: Store) -> None:
    kept = [notice(1, hours=1), notice(2, hours=3), notice(3, hours=2), notice(0, hours=1)]

    def add(records: Records) -> tuple[Notice, ...]:
        for one in kept:
            records.notices.add(one)
        return records.notices.latest(3)

    assert [one.id for one in await store.transact(add)] == ["n2", "n3", "n0"]


async def test_notices_told_together_come_in_order_of_time(store: Store) -> None:
    first, later = notice(1), replace(notice(2, hours=1), told_with=NoticeId("n1"))

    def add(records: Records) -> tuple[Notice, ...]:
        for one in (first, replace(later, id=NoticeId("n3"), at=NOW + timedelta(hours=2)), later, notice(4)):
            records.notices.add(one)
        return records.notices.together(first.id)

    assert [one.id for one in await store.transact(add)] == ["n1", "n2", "n3"]


async def test_the_last_notice_of_a_channel_is_the_one_due_last(store: Store) -> None:
    bringing = replace(delivery(), story=None, notice=NoticeId("n1"))
    key = DeliveryKey("k9")
    later = replace(
        bringing,
        id=delivery_id(key, 1),
        key=key,
        thread=key,
        notice=NoticeId("n2"),
        due_at=NOW + timedelta(hours=1),
    )

    def keep(records: Records) -> tuple[Delivery | None, Delivery | None]:
        add_story(records)
        for one in (notice(1), notice(2)):
            records.notices.add(one)
        for row in (later, bringing, delivery(key="k2")):
            records.deliveries.save(row)
        other = Channel(platform=CHANNEL.platform, name="#other")
        return records.deliveries.last_notice(CHANNEL), records.deliveries.last_notice(other)

    assert await store.transact(keep) == (later, None)


async def test_a_delivery_may_bring_a_notice_and_is_of_no_story_then(store: Store) -> None:
    bringing = replace(delivery(), story=None, notice=NoticeId("n1"))
    telling = delivery(key="k2")

    def keep(records: Records) -> None:
        add_story(records)
        records.notices.add(notice(1))
        records.deliveries.save(bringing)
        records.deliveries.save(telling)

    await store.transact(keep)
    assert await store.transact(due) == (bringing, telling)
    assert await store.transact(lambda records: records.deliveries.of_story(STORY.id)) == (telling,)
    assert await store.transact(lambda records: records.deliveries.story_of(bringing.key)) is None
    sent = replace(bringing, state=DeliveryState.SENT)
    await store.transact(lambda records: records.deliveries.save(sent))
    assert await store.transact(lambda r: r.deliveries.in_state(DeliveryState.SENT)) == (sent,)


async def test_entries_come_back_as_they_were_kept(store: Store) -> None:
    untitled = make_document(title="", body="<p>First.</p><p>Second.</p>", published=NOW)
    bare = make_document(title="Nothing more", body="", published=NOW)
    kept = [entry(), replace(entry("Other"), document=untitled), replace(entry("Third"), document=bare)]
    added = await store.transact(lambda records: records.entries.add(kept))
    loaded = await store.transact(lambda records: records.entries.load([*reversed(added), EntryId(99)]))
    assert [(stored.id, stored.kept) for stored in loaded] == [*zip(added, kept, strict=True)][::-1]


async def test_a_revised_entry_keeps_when_it_was_published_and_first_seen(store: Store) -> None:
    (added,) = await store.transact(lambda records: records.entries.add([entry()]))
    later = NOW + timedelta(days=1)
    changed = make_document(title="Leaders met", body="Done.", published=later)
    revised = replace(entry("Leaders met"), first_seen=later, document=changed)
    await store.transact(lambda records: records.entries.revise(added, revised))
    (stored,) = await store.transact(lambda records: records.entries.load([added]))
    assert stored.kept == replace(revised, first_seen=NOW, document=replace(changed, published=NOW))


async def test_entries_are_listed_by_time_of_publication_from_one_moment_up_to_another(store: Store) -> None:
    def add(records: Records) -> tuple[EntryId, ...]:
        moments = [NOW + timedelta(hours=n) for n in (2, 0, 1, 3)]
        made = [replace(entry(str(at)), document=replace(DOCUMENT, published=at)) for at in moments]
        return records.entries.add(made)

    third, first, second, _ = await store.transact(add)
    three = NOW + timedelta(hours=3)
    assert await store.transact(lambda r: r.entries.published(NOW, three)) == (first, second, third)
    assert await store.transact(lambda r: r.entries.published(three, NOW)) == ()


async def test_the_entries_of_an_article_are_found_by_any_form_of_its_url(store: Store) -> None:
    other = replace(FEED, id=FeedId("delhi"))

    def add(records: Records) -> tuple[EntryId, ...]:
        records.feeds.sync([other])
        later = replace(DOCUMENT, published=NOW + timedelta(hours=1))
        elsewhere = replace(entry(), feed=other.id, document=later)
        return records.entries.add([elsewhere, entry()])

    late, early = await store.transact(add)
    found = await store.transact(lambda r: r.entries.at_url("http://www.harbour.example/1/?utm_source=x"))
    assert found == (early, late)
    assert await store.transact(lambda r: r.entries.at_url("https://harbour.example/2")) == ()


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
async def test_a_transaction_that_fails_keeps_nothing(store: Store) -> None:
    def fail(records: Records) -> None:
        records.entries.add([entry()])
        raise ValueError("half way")

    with pytest.raises(ValueError, match="half way"):
        await store.transact(fail)
    assert await store.transact(lambda records: records.entries.known(FEED.id, [entry().identity])) == ()


async def test_a_store_that_is_only_read_sees_what_is_kept_and_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "wirewatch.db"
    writing: SqliteStore = open_store(path)
    await writing.transact(lambda records: records.feeds.sync([FEED]))
    reading = ReadOnlyStore(path)
    (added,) = await writing.transact(lambda records: records.entries.add([entry()]))
    (stored,) = await reading.transact(lambda records: records.entries.load([added]))
    assert stored.kept == entry()
    with pytest.raises(StorageError, match="readonly"):
        await reading.transact(lambda records: records.entries.add([entry("Leaders part")]))
    await writing.close()
    assert len(await reading.transact(lambda r: r.entries.published(NOW, NOW + timedelta(1)))) == 1
    await reading.close()


# --- The ledger ----------------------------------------------------------------------

THEN, LATER = NOW + timedelta(hours=1), NOW + timedelta(hours=2)


async def state(store: Store, entry: EntryId, at: datetime, *values: str) -> tuple[Assertion, ...]:
    """The entry states these dates from then on; all that the ledger keeps."""

    def work(records: Records) -> tuple[Assertion, ...]:
        records.ledger.state(SUMMIT, entry, [assertion(entry, value) for value in values], at)
        return records.ledger.assertions(SUMMIT)

    return await store.transact(work)


async def test_what_an_entry_states_no_more_is_taken_back_then_and_kept(store: Store) -> None:
    added = await store.transact(add_story)
    await state(store, added, NOW, "2025-12-05")
    assert await state(store, added, THEN, "2025-12-04") == (
        replace(assertion(added), taken_back=THEN),
        replace(assertion(added, "2025-12-04"), seen=THEN),
    )


async def test_what_an_entry_states_still_is_left_as_it_was(store: Store) -> None:
    added = await store.transact(add_story)
    await state(store, added, NOW, "2025-12-05")
    kept = await state(store, added, THEN, "2025-12-05", "2025-12-04")
    assert kept == (assertion(added), replace(assertion(added, "2025-12-04"), seen=THEN))


async def test_an_entry_is_known_by_the_watches_of_which_it_states_something_now(store: Store) -> None:
    added = await store.transact(add_story)
    await state(store, added, NOW, "2025-12-05")
    assert await store.transact(lambda r: r.ledger.watches_of(added)) == (SUMMIT,)
    await state(store, added, THEN)
    assert await store.transact(lambda r: r.ledger.watches_of(added)) == ()


async def test_a_value_stated_again_after_it_was_taken_back_is_a_new_row(store: Store) -> None:
    added = await store.transact(add_story)
    await state(store, added, NOW, "2025-12-05")
    await state(store, added, THEN)
    assert await state(store, added, LATER, "2025-12-05") == (
        replace(assertion(added), taken_back=THEN),
        replace(assertion(added), seen=LATER),
    )


async def test_a_value_taken_back_and_stated_at_one_moment_stands(store: Store) -> None:
    added = await store.transact(add_story)
    for values in (("2025-12-05",), (), ("2025-12-05",)):
        kept = await state(store, added, NOW, *values)
    assert kept == (assertion(added),)


@pytest.mark.parametrize("seed", range(5))
async def test_a_ledger_of_one_version_holds_one_thing(store: Store, seed: int) -> None:
    """What was read of a version may be kept, also where a transaction was undone in between."""
    random, known = Random(seed), dict[Hashable, tuple[Assertion, ...]]()  # noqa: S311 -- to be repeated
    one = await store.transact(add_story)
    (other,) = await store.transact(lambda records: records.entries.add([entry("Another title")]))
    for number in range(40):
        values = random.sample(["2025-12-04", "2025-12-05", "2025-12-08"], random.randrange(4))
        held = await state(store, random.choice([one, other]), NOW + number * timedelta(seconds=1), *values)
        version = await store.transact(lambda records: records.ledger.version(SUMMIT))
        assert known.setdefault(version, held) == held
        assert await store.transact(lambda records: records.ledger.version(SUMMIT)) == version
    assert len(known) > 5


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
async def test_what_was_undone_is_no_version(store: Store) -> None:
    added = await store.transact(add_story)
    undone: list[Hashable] = []

    def undo(records: Records) -> None:
        records.ledger.state(SUMMIT, added, [assertion(added)], NOW)
        undone.append(records.ledger.version(SUMMIT))
        raise ValueError("undone")

    with pytest.raises(ValueError, match="undone"):
        await store.transact(undo)
    await state(store, added, THEN, "2025-12-08")
    assert [await store.transact(lambda records: records.ledger.version(SUMMIT))] != undone


async def test_an_entry_takes_back_only_what_it_stated_itself_and_of_that_watch(store: Store) -> None:
    added = await store.transact(add_story)
    other = (await store.transact(lambda records: records.entries.add([entry("Another title")])))[0]
    of_other_watch = replace(assertion(added), watch=WatchId("visits"))
    await state(store, added, NOW, "2025-12-05")
    await state(store, other, NOW, "2025-12-05")
    await store.transact(lambda r: r.ledger.state(of_other_watch.watch, added, [of_other_watch], NOW))
    kept = await state(store, added, THEN)
    assert kept == (replace(assertion(added), taken_back=THEN), assertion(other))
    assert await store.transact(lambda r: r.ledger.assertions(of_other_watch.watch)) == (of_other_watch,)


async def test_assertions_come_in_the_order_in_which_they_were_seen(store: Store) -> None:
    added = await store.transact(add_story)
    await state(store, added, LATER, "2025-12-04")
    kept = await state(store, added, LATER + timedelta(hours=1), "2025-12-03", "2025-12-02")
    assert [a.fact.value for a in kept] == ["2025-12-04", "2025-12-03", "2025-12-02"]


async def test_a_change_tells_of_the_row_that_was_meant_of_two_with_its_value(store: Store) -> None:
    added = await store.transact(add_story)
    await state(store, added, NOW, "2025-12-05")
    await state(store, added, THEN, "2025-12-04")
    taken_back, between, again = await state(store, added, LATER, "2025-12-05")
    change = Change(before=between, after=again, correction=True)

    def tell(records: Records) -> tuple[Change, ...]:
        records.alerts.add(Alert(story=STORY, reason=Reason.CORRECTED, changes=(change,), at=LATER))
        return records.alerts.changes(STORY.id)

    assert await store.transact(tell) == (change,)
    assert taken_back.fact == again.fact
