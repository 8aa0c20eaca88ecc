"""Whatever operators do to stories, nothing is lost and nothing stands twice."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.storage.memory.store import MemoryStore
from bot.core.deliveries import Action, DeliveryState
from bot.core.entries import EntryData, EntryId, identify
from bot.core.feeds import FeedId
from bot.core.planning import plan_deliveries
from bot.core.stories import Evidence, Report, Story, StoryId, story_id
from bot.extraction.lexicon import Lexicon
from bot.extraction.reading import Reader
from bot.extraction.sketch import sketch
from bot.extraction.text import make_document
from bot.records import EntryToStore
from bot.services.answering.stories import standing
from bot.services.curating import merge_stories, split_story
from bot.services.setup import Setup
from fakes.newsroom import DAY, OIL, PACE

ACTS = st.lists(
    st.tuples(st.sampled_from(["merge", "split"]), st.integers(0, 9), st.integers(0, 9), st.integers(0, 31)),
    max_size=12,
)


@settings(deadline=None, max_examples=60)
@given(acts=ACTS)
def test_whatever_is_merged_and_split_each_entry_is_in_one_story_that_stands(
    acts: list[tuple[str, int, int, int]],
) -> None:
    """... none that stands is empty, all others lead to one, and the channel has one message of each."""
    setup = Setup(feeds=(), watches={OIL.id: OIL}, reader=Reader(Lexicon(()), {}, {}), channels={}, pace=PACE)

    def work(records) -> None:
        entries = _five_stories(records)
        ids = [records.stories.of_entry(entry) for entry in entries]
        for step, (act, one, other, taken) in enumerate(acts):
            now = DAY + timedelta(seconds=step)
            story, second = ids[one % len(ids)], ids[other % len(ids)]
            if act == "merge":
                merge_stories(records, story, second, setup, author="ops", now=now)
            else:
                chosen = [entry for place, entry in enumerate(entries) if taken >> place & 1]
                new = split_story(records, story, chosen, setup, author="ops", now=now)
                ids += [new.id] if isinstance(new, Story) else []
        _check(records, entries, ids)

    asyncio.run(MemoryStore().transact(work))


def _five_stories(records) -> list[EntryId]:
    return [_told_story(records, number) for number in range(5)]


def _told_story(records, number: int) -> EntryId:
    data = EntryData(guid=str(number), url=f"https://harbour.example/{number}", title=f"Trawler {number}")
    document = make_document(title=data.title, body="", published=DAY)
    kept = EntryToStore(
        feed=FeedId("harbour"),
        identity=identify(data),
        title=data.title,
        url=data.url,
        author="",
        first_seen=DAY,
        document=document,
    )
    (entry,) = records.entries.add([kept])
    story = Story(id=story_id(data.guid), first_seen=DAY, updated=DAY, revision=1)
    records.stories.save(story)
    records.stories.add_report(
        story.id,
        Report(
            entry=entry,
            feed=kept.feed,
            outlet="harbour.example",
            title=data.title,
            url=data.url,
            published=DAY,
            summary=(),
            evidence=(Evidence(watch=OIL.id, words=("Trawler",), in_title=True),),
        ),
        sketch(document, ()),
    )
    planned = plan_deliveries(
        story, OIL.channels, (), announce=True, wait=timedelta(0), interval=timedelta(0), now=DAY
    )
    for row in planned:  # every other one has left
        records.deliveries.save(replace(row, state=DeliveryState.SENT) if number % 2 else row)
    return entry


def _check(records, entries: list[EntryId], ids: list[StoryId]) -> None:
    known = [records.stories.load(story) for story in dict.fromkeys(ids)]
    living = [story for story in known if story.merged_into is None]
    assert sorted(report.entry for story in living for report in story.reports) == entries
    assert all(story.reports for story in living)
    assert not any(story.reports or story.told for story in known if story.merged_into)
    for story in known:
        last = standing(records, story.id)
        assert last in living
        there = [
            row.channel
            for row in records.deliveries.of_story(story.id)
            if row.action is Action.POST and row.state in (DeliveryState.SENT, DeliveryState.PENDING)
        ]
        assert len(set(there)) == len(there)
        assert last != story or set(there) == set(OIL.channels)
