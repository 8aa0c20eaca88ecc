"""What every store knows of stories: which are near a report, which reports moved, which were parted."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.storage.database import make_engine, open_store, records_on
from adapters.storage.memory import MemoryStore
from adapters.storage.tables import metadata
from bot.core.entries import EntryData, EntryId, identify
from bot.core.feeds import Feed, FeedId
from bot.core.joining import NEIGHBOURS, WINDOW, choose
from bot.core.stories import Evidence, Report, Story, StoryId
from bot.core.watches import WatchId
from bot.extraction.sketch import Sketch, sketch
from bot.extraction.text import Document, make_document
from bot.records import EntryToStore, Records, Store

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
FEED = Feed(id=FeedId("port"), url="https://port.example/", name="Port", interval=timedelta(minutes=5))
SUMMIT = WatchId("summit")
FERRY = "Ferry sinks off Mombasa, 12 rescued by fishing boats at dawn"
TAX = "Parliament in Nairobi votes for a tax on sugar"


def document(title: str, at: datetime = NOW) -> Document:
    return make_document(title=title, body="", published=at, plain=True)


def made(title: str) -> Sketch:
    return sketch(document(title))


@pytest_asyncio.fixture(params=["sqlite", "memory"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    opened = MemoryStore() if request.param == "memory" else open_store(tmp_path / "wirewatch.db")
    await opened.transact(lambda records: records.feeds.sync([FEED]))
    yield opened
    await opened.close()


def add_entry(records: Records, title: str, at: datetime = NOW) -> EntryId:
    data = EntryData(guid="", url="", title=title)
    kept = EntryToStore(
        feed=FEED.id,
        identity=identify(data),
        title=title,
        url="",
        author="",
        first_seen=at,
        document=document(title, at),
    )
    (added,) = records.entries.add([kept])
    return added


def open_story(records: Records, story: str, *, told: bool = True, at: datetime = NOW) -> StoryId:
    name = StoryId(story)
    records.stories.save(Story(id=name, first_seen=at, updated=at, revision=1 if told else 0))
    return name


def report(entry: EntryId, title: str, at: datetime = NOW, watch: WatchId = SUMMIT) -> Report:
    evidence = (Evidence(watch=watch, words=("Ferry",), in_title=True),)
    return Report(
        entry=entry,
        feed=FEED.id,
        outlet="port.example",
        title=title,
        url="",
        published=at,
        summary=(),
        evidence=evidence,
    )


def add(
    records: Records,
    story: str,
    title: str,
    *,
    at: datetime = NOW,
    watch: WatchId = SUMMIT,
    told: bool = True,
) -> EntryId:
    """A report with that title, in a story that is opened where it is not there yet."""
    entry = add_entry(records, title, at)
    if records.stories.find(StoryId(story)) is None:
        open_story(records, story, told=told, at=at)
    records.stories.add_report(StoryId(story), report(entry, title, at, watch), made(title))
    return entry


def near(records: Records, title: str, at: datetime = NOW) -> set[tuple[EntryId, StoryId]]:
    found = records.stories.near(made(title), at).neighbours
    return {(neighbour.entry, neighbour.story) for neighbour in found}


async def test_only_what_shares_telling_words_is_near(store: Store) -> None:
    def work(records: Records) -> tuple[object, object]:
        ferry = add(records, "ferry", FERRY)
        add(records, "tax", TAX)
        return near(records, "Ferry sank near Mombasa"), {(ferry, "ferry")}

    found, expected = await store.transact(work)
    assert found == expected


async def test_what_is_out_of_the_window_is_not_near(store: Store) -> None:
    def work(records: Records) -> list[int]:
        add(records, "ferry", FERRY)
        moments = (NOW - WINDOW, NOW + WINDOW, NOW + WINDOW + timedelta(seconds=1))
        return [len(near(records, FERRY, at)) for at in moments]

    assert await store.transact(work) == [1, 1, 0]


async def test_a_revised_report_is_found_by_what_it_says_now(store: Store) -> None:
    def work(records: Records) -> list[int]:
        entry = add(records, "ferry", FERRY)
        records.stories.add_report(StoryId("ferry"), report(entry, TAX), made(TAX))
        return [len(near(records, title)) for title in (FERRY, TAX)]

    assert await store.transact(work) == [0, 1]


async def test_a_report_that_moved_is_near_as_one_of_its_new_story(store: Store) -> None:
    def work(records: Records) -> None:
        first, second = add(records, "one", FERRY), add(records, "one", TAX)
        other = open_story(records, "other")
        records.stories.move([first], other)
        assert near(records, FERRY) == {(first, other)}
        assert [records.stories.of_entry(entry) for entry in (first, second)] == ["other", "one"]
        assert records.stories.load(other).entries == {first}
        assert records.stories.load(StoryId("one")).entries == {second}

    await store.transact(work)


async def test_stories_that_were_parted_are_said_to_be_where_both_are_near(store: Store) -> None:
    def work(records: Records) -> None:
        for story in ("one", "two", "three"):
            add(records, story, f"{FERRY} {story}")
        assert records.stories.near(made(FERRY), NOW).apart == frozenset()
        for _ in range(2):
            records.stories.keep_apart(StoryId("one"), StoryId("two"))
        assert records.stories.near(made(FERRY), NOW).apart == {("one", "two"), ("two", "one")}
        assert records.stories.near(made(TAX), NOW).apart == frozenset()

    await store.transact(work)


async def test_a_story_that_was_merged_and_a_reprint_come_back_as_they_were(store: Store) -> None:
    def work(records: Records) -> None:
        first = add(records, "one", FERRY)
        second = add_entry(records, FERRY)
        again = replace(report(second, FERRY), reprint_of=first)
        records.stories.add_report(StoryId("one"), again, made(FERRY))
        merged = replace(records.stories.load(StoryId("one")), merged_into=StoryId("two"))
        records.stories.save(merged)
        assert records.stories.find(StoryId("one")) == merged
        assert merged.reports == (report(first, FERRY), again)
        assert records.stories.find(StoryId("two")) is None

    await store.transact(work)


async def test_the_latest_stories_of_a_watch_are_those_told_that_it_matched(store: Store) -> None:
    def work(records: Records) -> list[str]:
        for number in range(4):
            add(records, f"s{number}", f"{FERRY} {number}", at=NOW + timedelta(hours=number))
        add(records, "untold", TAX, told=False)
        add(records, "other", TAX, at=NOW + timedelta(days=1), watch=WatchId("sugar"))
        return [story.id for story in records.stories.latest_of(SUMMIT, 3)]

    assert await store.transact(work) == ["s3", "s2", "s1"]


WORDS = [
    "ferry",
    "sinks",
    "Mombasa",
    "harbour",
    "dawn",
    "rescued",
    "boats",
    "Friday",
    "sugar",
    "tax",
    "Nairobi",
    "vote",
    "bridge",
    "opened",
    "queen",
]
TITLES = st.lists(st.sampled_from(WORDS), min_size=4, max_size=9, unique=True).map(" ".join)


def stream(records: Records, titles: Sequence[str]) -> list[tuple[str, float, object]]:
    """Each title's story, as the bot places it; every third entry is revised to say what the next says."""
    records.feeds.sync([FEED])
    placed = []
    for number, title in enumerate(titles):
        at = NOW + timedelta(hours=number)
        entry = add_entry(records, title, at)
        joining = choose(records.stories.near(made(title), at), made(title), at)
        story = joining.story or open_story(records, f"s{number}", at=at)
        records.stories.add_report(story, report(entry, title, at), made(title))
        if number % 3 == 2:
            said = titles[(number + 1) % len(titles)]
            records.stories.add_report(story, report(entry, said, at), made(said))
        placed.append((story, joining.score, joining.nearest))
    return placed


def in_new_stores(titles: Sequence[str]) -> tuple[object, object]:
    engine = make_engine(Path(":memory:"))
    with engine.begin() as connection:
        metadata.create_all(connection)
        in_sqlite = stream(records_on(connection), titles)
    engine.dispose()
    return in_sqlite, asyncio.run(MemoryStore().transact(lambda records: stream(records, titles)))


@settings(max_examples=20, deadline=None)
@given(st.lists(TITLES, max_size=12))
def test_both_stores_join_the_same_entries_to_the_same_stories(titles: list[str]) -> None:
    in_sqlite, in_memory = in_new_stores(titles)
    assert in_sqlite == in_memory


@settings(max_examples=20, deadline=None)
@given(st.lists(TITLES, max_size=NEIGHBOURS - 1), TITLES)
def test_an_identical_document_is_near_whatever_else_is_stored(others: list[str], title: str) -> None:
    """As many other stories may have the same words."""

    def work(records: Records) -> bool:
        records.feeds.sync([FEED])
        add(records, "wanted", title)
        for number, other in enumerate(others):
            add(records, f"s{number}", other)
        return "wanted" in {story for _, story in near(records, title)}

    assert asyncio.run(MemoryStore().transact(work))
