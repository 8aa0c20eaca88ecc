"""Operators make two stories one, and take reports out of one; both while the bot is at work."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest_asyncio

from bot.core.deliveries import Action, Delivery, DeliveryState
from bot.core.entries import EntryId
from bot.core.feeds import BACKFILL_SILENT
from bot.core.messages import Severity
from bot.core.reasons import Reason
from bot.core.silences import SilenceKind
from bot.core.stories import Story, StoryId
from bot.core.watches import Origin, Watch, WatchId
from bot.extraction.rules import PhraseTerm, Rule
from bot.ports import Question
from bot.services.answering.stories import standing
from bot.services.curating import NotDone, merge_stories, split_story
from fakes.newsroom import DAY, DIPLOMACY, OIL, SUMMIT, Newsroom, channel, report

VISIT = report(
    "Putin to visit India for annual summit",
    "The 23rd India–Russia annual summit is scheduled around December 5 in New Delhi. "
    "Officials of both countries are preparing the agenda of the talks.",
)
VISIT_AGAIN = report(
    "Annual India-Russia summit: Putin to visit New Delhi",
    "Officials of both countries are preparing the agenda of the 23rd India–Russia annual summit, scheduled "
    "around December 5 in New Delhi.",
    outlet="courier",
)
TRAWLERS = report(
    "Trawler quotas divide herring skippers",
    "Herring, sprats and nets of a finer mesh: skippers quarrelled over who may trawl which bank, while "
    "inspectors counted undersized cod.",
    outlet="delhi",
)
TRAWLERS_AGAIN = report(
    "Herring skippers quarrel over trawler quotas",
    "Skippers quarrelled over herring, sprats and the mesh of nets, and who may trawl which bank; inspectors "
    "had counted undersized cod.",
    outlet="courier",
)
REFINERY = report(
    "Refinery fire halts Russian oil deliveries",
    "Flames at a refinery near Omsk have halted deliveries of Russian oil by rail; four firemen were hurt.",
    outlet="delhi",
)
STEP = timedelta(seconds=30)
ENERGY = channel("slack:#energy")
FISHERY = Watch(
    id=WatchId("fishery"),
    name="Fishery",
    rule=Rule(any=(PhraseTerm(phrase="trawler"),)),
    severity=Severity.HIGH,
    channels=(DIPLOMACY,),
    origin=Origin(file="config/watchlists/fishery.yaml", line=3),
)


@pytest_asyncio.fixture
async def room(tmp_path: Path) -> AsyncIterator[Newsroom]:
    newsroom = Newsroom(path=tmp_path / "wirewatch.db", watches=(SUMMIT, OIL, FISHERY))
    await newsroom.open()
    yield newsroom
    await newsroom.close()


@pytest_asyncio.fixture
async def two(room: Newsroom) -> AsyncIterator[Newsroom]:
    """Two stories, each told in #diplomacy."""
    await room.at("09:00").publishes("harbour", VISIT)
    await room.at("09:01").publishes("delhi", TRAWLERS)
    await room.until("09:02", step=STEP)
    assert len(room.headlines()) == 2
    yield room


@pytest_asyncio.fixture
async def mixed(room: Newsroom) -> AsyncIterator[Newsroom]:
    """One story, told in #diplomacy, with the reports of two happenings."""
    await room.at("09:00").publishes("harbour", VISIT)
    await room.at("09:01").publishes("delhi", TRAWLERS)
    await merge(room, VISIT.title, TRAWLERS.title)
    await room.until("09:20", step=STEP)
    yield room


@pytest_asyncio.fixture
async def quiet(tmp_path: Path) -> AsyncIterator[Newsroom]:
    """Two stories of which nobody is told, since their reports were there before the bot was."""
    newsroom = Newsroom(
        path=tmp_path / "wirewatch.db", watches=(SUMMIT, OIL, FISHERY), backfill=BACKFILL_SILENT
    )
    await newsroom.open()
    await newsroom.at("09:00").publishes("harbour", VISIT, REFINERY)
    yield newsroom
    await newsroom.close()


async def stories(room: Newsroom) -> dict[str, Story]:
    """The stories that stand, told or not, by the title of each of their reports."""

    def read(records) -> dict[str, Story]:
        entries = records.entries.published(DAY - timedelta(days=9), DAY + timedelta(days=9))
        found = [story for entry in entries if (story := records.stories.of_entry(entry))]
        loaded = [records.stories.load(story) for story in dict.fromkeys(found)]
        return {report.title: story for story in loaded for report in story.reports}

    return await room.store.transact(read)


async def rows(room: Newsroom, story: StoryId) -> tuple[Delivery, ...]:
    return await room.store.transact(lambda records: records.deliveries.of_story(story))


async def merge(room: Newsroom, *titles: str) -> Story:
    found = await stories(room)
    one, other = (found[title].id for title in titles)
    merged = await merge_ids(room, one, other)
    assert isinstance(merged, Story)
    return merged


async def merge_ids(room: Newsroom, one: StoryId, other: StoryId) -> Story | NotDone:
    now = room.clock.now()
    return await room.store.transact(
        lambda records: merge_stories(records, one, other, room.setup(), author="ops", now=now)
    )


async def split(room: Newsroom, story: StoryId, entries: Iterable[EntryId]) -> Story | NotDone:
    now, taken = room.clock.now(), tuple(entries)
    return await room.store.transact(
        lambda records: split_story(records, story, taken, room.setup(), author="ops", now=now)
    )


async def split_off(room: Newsroom, *titles: str) -> Story:
    whole = (await stories(room))[titles[0]]
    new = await split(room, whole.id, [r.entry for r in whole.reports if r.title in titles])
    assert isinstance(new, Story)
    return new


async def stands(room: Newsroom, story: StoryId) -> StoryId | None:
    found = await room.store.transact(lambda records: standing(records, story))
    return found.id if found else None


# merged


async def test_the_message_of_the_story_that_is_no_more_says_where_it_is_told_and_the_other_counts_both(
    two: Newsroom,
) -> None:
    before = two.notifier.requests
    merged = await merge(two, TRAWLERS.title, VISIT.title)
    assert merged.id == (await stories(two))[VISIT.title].id  # it was first
    assert {report.title for report in merged.reports} == {VISIT.title, TRAWLERS.title}
    await two.until("09:20", step=STEP)
    visit, gone = two.texts()
    assert "2 outlets" in visit
    assert "delhi.example" in visit
    assert gone == f"Now told together with: {VISIT.title}"
    assert two.replies() == []
    assert two.notifier.requests == before + 2


async def test_a_merge_is_remembered_over_a_restart(two: Newsroom) -> None:
    gone = (await stories(two))[TRAWLERS.title].id
    merged = await merge(two, VISIT.title, TRAWLERS.title)
    await two.restart()
    await two.until("09:20", step=STEP)
    assert two.texts()[1].startswith("Now told together with")
    assert await stands(two, gone) == merged.id


async def test_what_comes_in_later_and_is_like_either_joins_the_one_that_stays(two: Newsroom) -> None:
    merged = await merge(two, VISIT.title, TRAWLERS.title)
    await two.at("09:10").publishes("courier", VISIT_AGAIN, TRAWLERS_AGAIN)
    await two.until("09:30", step=STEP)
    assert {story.id for story in (await stories(two)).values()} == {merged.id}
    assert len([text for text in two.texts() if "Now told" not in text]) == 1
    assert "3 outlets" in two.texts()[0]


async def test_an_entry_of_the_story_that_is_no_more_that_is_changed_stays_where_it_went(
    two: Newsroom,
) -> None:
    merged = await merge(two, VISIT.title, TRAWLERS.title)
    two.source.replaces("delhi", replace(TRAWLERS, title=f"{TRAWLERS.title}: 12 hurt"))
    await two.until("09:20", step=STEP)
    assert (await stories(two))[f"{TRAWLERS.title}: 12 hurt"].id == merged.id
    assert two.texts()[1].startswith("Now told together with")


async def test_the_one_that_was_told_stays_though_the_other_was_first(quiet: Newsroom) -> None:
    await quiet.at("09:10").publishes("delhi", TRAWLERS)
    found = await stories(quiet)
    assert [found[title].told for title in (REFINERY.title, TRAWLERS.title)] == [False, True]
    merged = await merge(quiet, REFINERY.title, TRAWLERS.title)
    assert merged.id == found[TRAWLERS.title].id
    assert merged.first_seen == found[REFINERY.title].first_seen < found[TRAWLERS.title].first_seen


async def test_of_two_that_nobody_is_told_of_nothing_is_told(quiet: Newsroom) -> None:
    merged = await merge(quiet, VISIT.title, REFINERY.title)
    await quiet.until("09:20", step=STEP)
    assert not merged.told
    assert quiet.notifier.requests == 0


async def test_merged_into_one_that_is_merged_leads_to_the_last(two: Newsroom) -> None:
    await two.at("09:03").publishes("delhi", REFINERY)
    await two.until("09:05", step=STEP)
    found = await stories(two)
    await merge(two, TRAWLERS.title, REFINERY.title)
    await two.until("09:30", step=STEP)
    last = await merge(two, VISIT.title, TRAWLERS.title)
    await two.restart()
    await two.until("09:50", step=STEP)
    for title in (VISIT.title, TRAWLERS.title, REFINERY.title):
        assert await stands(two, found[title].id) == last.id
    assert len(last.reports) == 3
    assert two.texts(ENERGY) == [f"Now told together with: {TRAWLERS.title}"]


async def test_a_story_that_is_part_of_another_cannot_be_merged_once_more(two: Newsroom) -> None:
    gone = (await stories(two))[TRAWLERS.title].id
    kept = await merge(two, VISIT.title, TRAWLERS.title)
    refused = await merge_ids(two, gone, kept.id)
    assert isinstance(refused, NotDone)
    assert f"{gone} is part of {kept.id}" in refused.problem
    assert isinstance(await merge_ids(two, kept.id, kept.id), NotDone)
    assert isinstance(await merge_ids(two, kept.id, StoryId("nothing")), NotDone)
    assert (await stories(two))[VISIT.title] == kept


async def test_where_the_one_that_is_no_more_was_still_waiting_the_other_is_told_in_its_place(
    room: Newsroom,
) -> None:
    """Its post ends as merged, and the channel that it was for hears of the story all the same, once."""
    await room.at("09:00").publishes("harbour", VISIT)
    await room.at("09:01").publishes("delhi", REFINERY)  # normal severity: half a minute of waiting
    gone = (await stories(room))[REFINERY.title].id
    await merge(room, VISIT.title, REFINERY.title)
    await room.until("09:20", step=STEP)
    ended = await rows(room, gone)
    assert {(row.state, row.reason) for row in ended} == {(DeliveryState.SUPERSEDED, Reason.MERGED)}
    assert len(room.texts()) == 1
    (text,) = room.texts(ENERGY)
    assert "2 outlets" in text
    assert VISIT.title in text


async def test_a_channel_that_was_told_of_the_one_that_is_no_more_is_not_told_again(room: Newsroom) -> None:
    room.source.publish("delhi", REFINERY)
    await room.at("09:00").publishes("harbour", VISIT)
    await room.until("09:01", step=STEP)
    await merge(room, VISIT.title, REFINERY.title)
    await room.until("09:20", step=STEP)
    assert room.texts(ENERGY) == [f"Now told together with: {VISIT.title}"]


async def test_waiting_replies_of_the_one_that_is_no_more_end(two: Newsroom) -> None:
    gone = (await stories(two))[TRAWLERS.title].id
    (post,) = await rows(two, gone)
    waits = replace(post, id="reply", key="reply", action=Action.REPLY, state=DeliveryState.HELD, revision=2)
    await two.store.transact(lambda records: records.deliveries.save(waits))
    await merge(two, VISIT.title, TRAWLERS.title)
    found = {row.id: row for row in await rows(two, gone)}
    assert found["reply"].state is DeliveryState.SUPERSEDED
    assert found["reply"].reason is Reason.MERGED


async def test_a_mute_of_the_one_that_is_no_more_does_not_quiet_the_other(two: Newsroom) -> None:
    """Whoever muted one half had the other half in their channel, and goes on hearing of it."""
    await two.mute(SilenceKind.STORY, (await stories(two))[TRAWLERS.title].id, "12:00")
    await merge(two, VISIT.title, TRAWLERS.title)
    await two.at("09:10").publishes("courier", NEW_DATE)
    await two.until("09:30", step=STEP)
    assert len(two.replies()) == 1


async def test_a_mute_of_the_one_that_stays_holds_on(two: Newsroom) -> None:
    await two.mute(SilenceKind.STORY, (await stories(two))[VISIT.title].id, "12:00")
    await merge(two, VISIT.title, TRAWLERS.title)
    await two.at("09:10").publishes("courier", NEW_DATE)
    await two.until("09:30", step=STEP)
    assert two.replies() == []


NEW_DATE = report(
    "Putin to visit India on 4-5 December for annual summit",
    "The 23rd India–Russia annual summit will be held on 4–5 December 2025 in New Delhi. "
    "Officials of both countries are preparing the agenda of the talks.",
    outlet="courier",
)


async def test_an_old_button_leads_to_the_story_that_stays(two: Newsroom) -> None:
    (post,) = await rows(two, (await stories(two))[TRAWLERS.title].id)
    await merge(two, VISIT.title, TRAWLERS.title)
    for asked in (post.key, "last"):
        reply = await two.desk.reply(Question(verb="why", text=asked, actor="slack:U1", channel=DIPLOMACY))
        assert reply.answered
        assert VISIT.title in str(reply.message)
        assert Reason.MERGED in await reasons(two)


async def reasons(room: Newsroom) -> set[Reason]:
    return set(await room.store.transact(lambda records: records.alerts.reasons()))


async def test_only_the_one_that_stays_is_among_the_last_told(two: Newsroom) -> None:
    merged = await merge(two, VISIT.title, TRAWLERS.title)
    latest = await two.store.transact(lambda records: records.stories.latest(10))
    assert [story.id for story in latest] == [merged.id]


# split


async def test_what_is_split_off_is_told_once_and_the_old_message_shows_the_rest(mixed: Newsroom) -> None:
    told = len(mixed.texts())
    new = await split_off(mixed, TRAWLERS.title)
    await mixed.until("09:40", step=STEP)
    assert len(mixed.texts()) == told + 1
    assert TRAWLERS.title in mixed.texts()[-1]
    assert "1 outlet " in mixed.texts()[-1]
    assert "1 outlet " in mixed.texts()[0]
    assert "delhi.example" not in mixed.texts()[0]
    assert mixed.replies() == []
    assert new.first_seen == DAY.replace(hour=9, minute=1)


async def test_a_split_is_remembered_over_a_restart_and_later_reports_go_to_the_nearer(
    mixed: Newsroom,
) -> None:
    new = await split_off(mixed, TRAWLERS.title)
    await mixed.restart()
    await mixed.until("09:25", step=STEP)
    told = len(mixed.texts())
    await mixed.publishes("courier", VISIT_AGAIN, TRAWLERS_AGAIN)
    await mixed.until("09:50", step=STEP)
    found = await stories(mixed)
    assert found[TRAWLERS_AGAIN.title].id == new.id == found[TRAWLERS.title].id
    assert found[VISIT_AGAIN.title].id == found[VISIT.title].id != new.id
    assert len(mixed.texts()) == told
    assert "2 outlets" in mixed.texts()[-1]


async def test_an_entry_that_was_split_off_and_is_changed_stays_where_it_went(mixed: Newsroom) -> None:
    new = await split_off(mixed, TRAWLERS.title)
    mixed.source.replaces("delhi", replace(TRAWLERS, title=f"{TRAWLERS.title}: 12 hurt"))
    await mixed.until("09:40", step=STEP)
    assert (await stories(mixed))[f"{TRAWLERS.title}: 12 hurt"].id == new.id


async def test_what_was_split_can_be_merged_and_split_again(mixed: Newsroom) -> None:
    first = await split_off(mixed, TRAWLERS.title)
    await mixed.until("09:40", step=STEP)
    await merge(mixed, VISIT.title, TRAWLERS.title)
    await mixed.until("10:00", step=STEP)
    found = await stories(mixed)
    assert found[VISIT.title].id == found[TRAWLERS.title].id
    second = await split_off(mixed, TRAWLERS.title)
    assert second.id != first.id
    await mixed.until("10:20", step=STEP)
    living = [text for text in mixed.texts() if "Now told together with" not in text]
    assert len(living) == 2


async def test_where_the_whole_is_still_to_be_told_both_are_told_once(room: Newsroom) -> None:
    room.source.publish("delhi", TRAWLERS)
    await room.at("09:00").publishes("harbour", VISIT)
    await merge(room, VISIT.title, TRAWLERS.title)
    await split_off(room, TRAWLERS.title)
    assert room.notifier.requests == 0
    await room.restart()
    await room.until("09:20", step=STEP)
    assert sorted(room.headlines()) == sorted([VISIT.title, TRAWLERS.title])


async def test_of_one_that_nobody_is_told_of_no_part_is_told(quiet: Newsroom) -> None:
    await merge(quiet, VISIT.title, REFINERY.title)
    new = await split_off(quiet, REFINERY.title)
    await quiet.until("09:20", step=STEP)
    assert not new.told
    assert quiet.notifier.requests == 0


async def test_a_part_is_told_only_in_channels_that_it_is_meant_for(room: Newsroom) -> None:
    """The whole went to two teams; the refinery's fire is for one of them."""
    room.source.publish("delhi", REFINERY)
    await room.at("09:00").publishes("harbour", VISIT)
    await merge(room, VISIT.title, REFINERY.title)
    await room.until("09:10", step=STEP)
    told = len(room.texts()), len(room.texts(ENERGY))
    await split_off(room, REFINERY.title)
    await room.until("09:30", step=STEP)
    assert (len(room.texts()), len(room.texts(ENERGY))) == (told[0], told[1] + 1)


async def test_all_reports_none_and_strange_ones_cannot_be_split_off(two: Newsroom) -> None:
    found = await stories(two)
    visit, trawlers = found[VISIT.title], found[TRAWLERS.title]
    for entries in (visit.entries, (), trawlers.entries, visit.entries | trawlers.entries):
        assert isinstance(await split(two, visit.id, entries), NotDone)
    assert isinstance(await split(two, StoryId("nothing"), visit.entries), NotDone)
    assert await stories(two) == found


async def test_both_merges_at_one_moment_lead_to_the_last(two: Newsroom) -> None:
    """The edit of the first one leaves only after its story's new home has gone too."""
    await two.at("09:03").publishes("delhi", REFINERY)
    await two.until("09:05", step=STEP)
    await merge(two, TRAWLERS.title, REFINERY.title)
    await merge(two, VISIT.title, TRAWLERS.title)
    await two.until("09:40", step=STEP)
    assert two.texts(ENERGY) == [f"Now told together with: {VISIT.title}"]
    assert two.texts()[1] == f"Now told together with: {VISIT.title}"
