"""Timelines: news find their way where a message is gone, cannot be edited, or takes no replies."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.deliveries import Action, Delivery, DeliveryState, Refused, Unsure
from bot.core.reasons import Reason
from fakes.newsroom import AROUND, AROUND_TOO, DIPLOMACY, EXACT, Newsroom, report

LATER = report(
    "Putin to visit India on 8-9 December for annual summit",
    "The 23rd India–Russia annual summit will be held on 8–9 December 2025 in New Delhi. "
    "Officials of both countries have prepared the agenda of the talks anew.",
    outlet="courier",
)
STEP = timedelta(seconds=30)


async def rows(room: Newsroom) -> tuple[Delivery, ...]:
    def read(records):
        (story,) = records.stories.latest(10)
        return records.deliveries.of_story(story.id)

    return await room.store.transact(read)


async def told(room: Newsroom) -> None:
    await room.at("09:00").publishes("harbour", AROUND)
    await room.until("09:01", step=STEP)
    assert len(room.headlines()) == 1


async def changed(room: Newsroom, at: int = 10) -> None:
    await room.at(f"{at}:00").publishes("courier", EXACT)
    await room.until(f"{at}:07", step=STEP)


async def test_a_deleted_message_comes_back_once_with_the_story_as_it_is(room: Newsroom) -> None:
    await told(room)
    room.notifier.shown.clear()
    await changed(room)
    (text,) = room.texts()
    assert "(rev 2)" in text
    assert "4–5 December 2025" in text
    assert room.replies() == []


async def test_later_news_go_to_the_message_that_took_its_place(room: Newsroom) -> None:
    await told(room)
    room.notifier.shown.clear()
    await changed(room)
    await room.at("11:00").publishes("courier", LATER)
    await room.until("11:07", step=STEP)
    (text,) = room.texts()
    assert "8–9 December 2025" in text
    assert len(room.replies()) == 1


async def test_a_deleted_message_does_not_come_back_for_a_count(room: Newsroom) -> None:
    await told(room)
    room.notifier.shown.clear()
    await room.at("10:00").publishes("delhi", AROUND_TOO)
    await room.until("10:07", step=STEP)
    assert room.texts() == []
    await changed(room, at=11)
    assert len(room.texts()) == 1


async def test_a_message_that_cannot_be_edited_stays_and_its_thread_tells_the_news(room: Newsroom) -> None:
    await told(room)
    room.notifier.next_outcomes.append(Refused(reason=Reason.NOT_EDITABLE, detail="the window is over"))
    await changed(room)
    (text,) = room.texts()
    assert "around 5 December 2025" in text
    assert len(room.replies()) == 1
    requests = room.notifier.requests
    await room.at("11:00").publishes("courier", LATER)
    await room.until("11:07", step=STEP)
    assert len(room.replies()) == 2
    assert room.notifier.requests == requests + 1, "no edit was tried again"


async def lock_the_thread(room: Newsroom) -> None:
    """The edit succeeds, and the reply after it is refused."""
    await told(room)
    await room.at("10:00").publishes("courier", EXACT)
    post = room.notifier.post

    async def locked(outgoing):
        if outgoing.thread and outgoing.thread.message_id == "1":
            room.notifier.requests += 1
            return Refused(reason=Reason.THREAD_CLOSED, detail="locked")
        return await post(outgoing)

    room.notifier.post = locked


async def test_news_for_a_locked_thread_go_into_a_new_message_and_later_ones_into_its_thread(
    room: Newsroom,
) -> None:
    await lock_the_thread(room)
    await room.until("10:07", step=STEP)
    first, second = room.texts()
    assert "(rev 2)" in first
    assert "(rev 2)" in second
    await room.at("11:00").publishes("courier", LATER)
    await room.until("11:07", step=STEP)
    first, second = room.texts()
    assert "8–9" in second
    assert "8–9" not in first
    assert [shown.thread.message_id for shown in room.notifier.shown.values() if shown.thread] == ["2"]


async def test_the_old_message_is_not_taken_for_the_new_one_whose_answer_was_lost(room: Newsroom) -> None:
    """The old one still stands in the channel; only the new one's own key counts."""
    await lock_the_thread(room)
    locked = room.notifier.post

    async def lost(outgoing):
        if outgoing.thread is None:
            room.notifier.post = locked
            return Unsure(detail="reset before it arrived")
        return await locked(outgoing)

    room.notifier.post = lost
    (old,) = room.notifier.shown
    as_new = room.clock.now() + timedelta(hours=1)  # as if the clocks differed: only its key tells it apart
    room.notifier.shown[old] = replace(room.notifier.shown[old], at=as_new)
    await room.until("10:12", step=STEP)
    assert len(room.texts()) == 2
    posts = [row for row in await rows(room) if row.action is Action.POST]
    assert len({row.key for row in posts}) == 2
    assert {row.state for row in posts} == {DeliveryState.SENT}


@pytest.mark.parametrize("reason", [Reason.NO_SUCH_CHANNEL, Reason.NOT_ALLOWED])
async def test_a_channel_that_is_archived_or_gone_keeps_the_news_parked_with_the_reason(
    room: Newsroom, reason: Reason
) -> None:
    room.notifier.next_outcomes.append(Refused(reason=reason, detail="is_archived"))
    await room.at("09:00").publishes("harbour", AROUND)
    await room.until("09:05", step=STEP)
    (row,) = await rows(room)
    assert (row.state, row.reason, row.detail) == (DeliveryState.PARKED, reason, "is_archived")
    assert room.headlines(DIPLOMACY) == []
    await room.restart()
    await room.until("09:06", step=STEP)
    assert room.headlines() == [AROUND.title]
