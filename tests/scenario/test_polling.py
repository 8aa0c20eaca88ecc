"""Timelines: what feeds do, and what readers and operators hear of it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.core.entries import EntryData
from bot.core.feeds import Backfill, FeedForUpdate, FeedId, FeedState, FetchFailed, FetchOutcome, Terms
from bot.core.reasons import Reason
from bot.errors import StorageError
from bot.ports import Article, Question
from fakes.newsroom import DAY, DIPLOMACY, Newsroom, channel, report

OPERATORS = channel("slack:#operators")
DOWN = FetchFailed(reason=Reason.UNREACHABLE, detail="harbour.example accepts no connection")
SUMMIT = report(
    "Putin to visit India for annual summit",
    "The 23rd India–Russia annual summit is scheduled around December 5 in New Delhi.",
)


MINUTE = timedelta(minutes=1)
OIL = report("Russian oil exports fall", "Exports fell in May.")


@asynccontextmanager
async def newsroom(path: Path, **options: Any) -> AsyncIterator[Newsroom]:
    room = await Newsroom(path=path / "w.db", **options).open()
    try:
        yield room
    finally:
        await room.close()


@pytest_asyncio.fixture
async def watched(tmp_path: Path) -> AsyncIterator[Newsroom]:
    """A room whose operators have a channel."""
    async with newsroom(tmp_path, operators=OPERATORS) as room:
        yield room


async def state_of(room: Newsroom, feed: str = "harbour") -> FeedState:
    states = await room.store.transact(lambda records: records.feeds.states())
    return states[FeedId(feed)]


def reports(count: int, begin: int = 0) -> list[EntryData]:
    """So many happenings, the newest first, a day apart so that none is another's story."""
    return [
        replace(
            report(f"India and Russia hold summit in {place}", f"The summit in {place} is about {place}."),
            published=DAY - timedelta(days=4 * number),
        )
        for number, place in enumerate(("Agra", "Kazan", "Goa", "Sochi", "Pune")[begin : begin + count])
    ]


async def test_a_feed_that_fails_for_long_is_told_once_and_once_more_when_it_is_well(
    watched: Newsroom,
) -> None:
    await watched.at("08:00").publishes("harbour", SUMMIT)
    watched.source.answers("harbour", DOWN)
    await watched.until("10:00", step=MINUTE)
    assert [text for text in watched.texts(OPERATORS) if "harbour.example" in text]
    assert len(watched.texts(OPERATORS)) == 1
    watched.source.answers("harbour", None)
    await watched.until("20:00", step=MINUTE)
    assert len(watched.texts(OPERATORS)) == 2
    assert "well again" in watched.texts(OPERATORS)[1]


async def test_a_failure_of_a_few_minutes_is_told_to_nobody(watched: Newsroom) -> None:
    await watched.at("08:00").publishes("harbour", SUMMIT)
    watched.source.answers("harbour", DOWN)
    await watched.until("08:05")
    watched.source.answers("harbour", None)
    await watched.until("09:00")
    assert watched.texts(OPERATORS) == []


async def test_a_feed_that_is_gone_is_told_at_once_and_asked_no_more(watched: Newsroom) -> None:
    watched.source.answers("harbour", FetchFailed(reason=Reason.GONE, detail="harbour.example: gone (410)"))
    await watched.at("08:00").work()
    asked = watched.source.asked.count(FeedId("harbour"))
    await watched.until("12:00", step=MINUTE)
    assert watched.source.asked.count(FeedId("harbour")) == asked == 1
    assert len(watched.texts(OPERATORS)) == 1
    answer = await watched.desk.answer(Question(verb="feeds"))
    assert "feeds retry harbour" in str(answer)


async def test_feeds_that_fail_together_are_told_in_one_message(watched: Newsroom) -> None:
    for feed in ("harbour", "delhi", "courier"):
        watched.source.answers(feed, FetchFailed(reason=Reason.GONE, detail="gone (410)"))
    await watched.at("08:00").work()
    await watched.until("09:00")
    (text,) = watched.texts(OPERATORS)
    assert "Feeds in trouble: 3" in text


async def test_operators_hear_of_feeds_at_most_every_quarter_of_an_hour(watched: Newsroom) -> None:
    for minute, feed in ((0, "harbour"), (2, "delhi"), (4, "courier")):
        watched.source.answers(feed, FetchFailed(reason=Reason.GONE, detail="gone (410)"))
        await watched.at(f"08:{minute:02}").work()
    await watched.until("08:10")
    assert len(watched.texts(OPERATORS)) == 1
    await watched.until("09:00")
    assert len(watched.texts(OPERATORS)) == 2


async def test_no_channel_for_operators_means_no_message_but_the_notice_is_kept(room: Newsroom) -> None:
    room.source.answers("harbour", FetchFailed(reason=Reason.GONE, detail="harbour.example: gone (410)"))
    await room.at("08:00").work()
    notices = await room.store.transact(lambda records: records.notices.latest(5))
    assert [(notice.feed, notice.reason) for notice in notices] == [("harbour", Reason.GONE)]
    assert room.notifier.requests == 0


async def test_nothing_is_asked_inside_a_retry_after_also_not_by_a_new_process(room: Newsroom) -> None:
    busy = FetchFailed(
        reason=Reason.HTTP_ERROR, detail="busy (503)", terms=Terms(retry_after=timedelta(hours=1))
    )
    room.source.answers("harbour", busy)
    await room.at("08:00").work()
    for minute in range(1, 60, 7):
        await room.restart()
        await room.at(f"08:{minute:02}").work()
    assert room.source.asked.count(FeedId("harbour")) == 1
    await room.at("09:00").work()
    assert room.source.asked.count(FeedId("harbour")) == 2


@pytest.mark.parametrize(
    ("backfill", "told"),
    [
        (Backfill(), 5),
        (Backfill(latest=0), 0),
        (Backfill(latest=0, silently=True), 0),
        (Backfill(latest=2), 2),
        (Backfill(since=DAY - timedelta(days=5)), 2),
        (Backfill(within=timedelta(days=9)), 3),
    ],
    ids=["all", "none", "silent", "latest 2", "since a day", "within nine days"],
)
async def test_a_first_poll_tells_what_its_backfill_says_and_later_ones_only_what_is_new(
    tmp_path: Path, backfill: Backfill, told: int
) -> None:
    async with newsroom(tmp_path, backfill=backfill) as room:
        await room.at("08:00").publishes("harbour", *reports(5))
        await room.until("08:10")
        assert len(room.headlines()) == told
        await room.publishes("harbour", OIL)
        await room.until("08:20")
        assert len(room.headlines()) == told
        assert room.headlines(channel("slack:#energy")) == [OIL.title]


async def test_what_is_read_silently_is_known_when_somebody_asks(tmp_path: Path) -> None:
    async with newsroom(tmp_path, backfill=Backfill(latest=0, silently=True)) as room:
        await room.at("08:00").publishes("harbour", SUMMIT)
        await room.until("08:10")
        answer = str(await room.desk.answer(Question(verb="latest", text="india-russia-summit")))
        assert room.headlines() == []
        assert "New Delhi" in answer


async def test_a_touched_body_of_an_old_entry_is_no_news(tmp_path: Path) -> None:
    async with newsroom(tmp_path, backfill=Backfill(latest=0)) as room:
        await room.at("08:00").publishes("harbour", SUMMIT)
        room.source.replaces("harbour", replace(SUMMIT, body=f"{SUMMIT.body}<p>Corrected.</p>"))
        await room.until("08:30")
        assert room.headlines() == []


async def test_an_old_entry_whose_headline_tells_something_new_is_told(tmp_path: Path) -> None:
    async with newsroom(tmp_path, backfill=Backfill(latest=0)) as room:
        await room.at("08:00").publishes("harbour", SUMMIT)
        new = replace(SUMMIT, title="Putin cancels visit to India, annual summit postponed to March 2026")
        room.source.replaces("harbour", new)
        await room.until("08:30")
        assert room.headlines() == [new.title]


async def test_a_feed_that_drops_its_entries_and_brings_them_back_tells_nothing_twice(room: Newsroom) -> None:
    await room.at("08:00").publishes("harbour", *reports(3))
    await room.until("08:10")
    room.source.replaces("harbour")
    await room.until("08:20")
    room.source.replaces("harbour", *reports(3))
    await room.until("09:00")
    assert len(room.headlines()) == 3


async def test_articles_are_read_where_the_operator_wants_them_and_the_feeds_text_where_there_is_none(
    tmp_path: Path,
) -> None:
    async with newsroom(tmp_path, read_by_article=("harbour",)) as room:
        short = [report("Leaders to meet", outlet="harbour"), report("Ministers to meet", outlet="harbour")]
        room.articles.pages[short[0].url] = Article(
            text="The India–Russia annual summit will be held on 5 December 2025 in New Delhi."
        )
        await room.at("08:00").publishes("harbour", *short)
        await room.until("08:05")
        assert room.headlines() == [short[0].title]
        assert sorted(room.articles.asked) == sorted(entry.url for entry in short)
        reasons = await room.store.transact(lambda records: records.alerts.reasons())
        assert (reasons[Reason.ARTICLE_TEXT], reasons[Reason.FEED_TEXT]) == (1, 1)
        (shown,) = room.notifier.shown.values()
        why = await room.desk.answer(Question(verb="why", text=shown.key))
        assert "Read in full on the article's own page" in str(why)


async def test_an_entry_that_cannot_be_read_costs_no_other(watched: Newsroom) -> None:
    """A bug in reading one entry must not stop the others, of its own feed either, and is not repeated."""
    reader = watched.setup().reader

    class Breaking:
        def read(self, document: object, provenance: object) -> object:
            if "poison" in document.text:  # type: ignore[attr-defined]
                raise RuntimeError("an entry that nobody foresaw")
            return reader.read(document, provenance)  # type: ignore[arg-type]

    watched.setup.swap(replace(watched.setup(), reader=Breaking()))  # type: ignore[arg-type]
    await watched.at("08:00").publishes("harbour", report("poison"), SUMMIT)
    await watched.until("08:05")
    assert watched.headlines(DIPLOMACY) == [SUMMIT.title]
    assert (await state_of(watched)).problem is None
    reasons = await watched.store.transact(lambda records: records.alerts.reasons())
    assert reasons[Reason.UNREADABLE] == 1


async def test_what_cannot_be_stored_costs_its_own_feed_alone(watched: Newsroom) -> None:
    """A bug in telling of one entry: its feed fails, and those that arrived with it do not."""
    watched.setup.swap(replace(watched.setup(), watches={}))  # the reader still asks for them
    watched.source.publish("delhi", report("Rain closes the harbour", outlet="delhi"))
    await watched.at("08:00").publishes("harbour", SUMMIT)
    assert (await state_of(watched)).problem is Reason.PARSER_FAILED
    assert (await state_of(watched, "delhi")).problem is None


async def test_a_source_that_breaks_is_not_asked_again_at_once(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(feed: FeedForUpdate) -> FetchOutcome:
        room.source.asked.append(feed.feed.id)
        raise RuntimeError("a bug")

    monkeypatch.setattr(room.source, "fetch", broken)
    await room.at("08:00").work()
    await room.until("08:00:20")
    assert room.source.asked.count(FeedId("harbour")) == 1
    assert (await state_of(room)).problem is Reason.PARSER_FAILED


async def test_while_the_database_cannot_be_written_servers_are_left_alone(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(_: object) -> None:
        raise StorageError("w.db", "the disk is full")

    monkeypatch.setattr(room.poll, "_ingest", full)
    await room.at("08:00").work()
    asked = len(room.source.asked)
    await room.until("08:00:25")
    assert len(room.source.asked) == asked
    monkeypatch.undo()
    await room.until("08:01")
    assert (await state_of(room)).last_success is not None
