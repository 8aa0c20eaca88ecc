"""Timelines: a restart, and a database that is replaced by yesterday's copy of itself."""

import shutil
from pathlib import Path

from bot.core.reasons import Reason
from fakes.newsroom import Newsroom, report

OLD = report(
    "India and Russia prepare annual summit",
    "The 23rd India–Russia annual summit is scheduled around December 5 in New Delhi.",
)
STEEL = report(
    "Mills of India and Russia end steel summit in Jamshedpur without accord",
    "Their owners want lower duties on coils and slabs. A mediator from Geneva is to be named in spring.",
)
DATE = report(
    "India and Russia set date of annual summit",
    "The 23rd India–Russia annual summit will be held on 4–5 December in New Delhi.",
    outlet="courier",
)
HELD = report(
    "India-Russia annual summit cancelled",
    "The 23rd India–Russia annual summit in New Delhi has been cancelled.",
    outlet="delhi",
)


async def restored(room: Newsroom, copy: Path) -> Newsroom:
    """The process ends, yesterday's database takes the place of today's, and a new process begins."""
    await room.close()
    for name in (f"{room.path.name}-wal", f"{room.path.name}-shm"):
        room.path.with_name(name).unlink(missing_ok=True)
    shutil.copy(copy, room.path)
    room._start()
    return await room.open()


async def copied(room: Newsroom, to: Path) -> None:
    await room.close()
    shutil.copy(room.path, to)
    room._start()
    await room.open()


async def test_a_restore_of_yesterdays_copy_repeats_nothing(room: Newsroom, tmp_path: Path) -> None:
    await room.at("2025-11-19 09:00").publishes("harbour", OLD)
    await room.until("09:10")
    await copied(room, tmp_path / "copy.db")
    await room.at("2025-11-20 09:00").publishes("harbour", STEEL)
    await room.until("09:10")
    await room.publishes("courier", DATE)
    await room.until("09:20")
    before = [(shown.key, shown.thread) for shown in room.notifier.shown.values()]
    assert (len(room.headlines()), len(room.replies())) == (2, 1)
    await restored(room.at("12:00"), tmp_path / "copy.db")
    await room.until("13:00")
    assert [(shown.key, shown.thread) for shown in room.notifier.shown.values()] == before
    reasons = await room.store.transact(lambda records: records.alerts.reasons())
    assert reasons[Reason.FIRST_REPORT] == 2


async def test_what_nobody_was_told_before_the_restore_is_told_after_it(
    room: Newsroom, tmp_path: Path
) -> None:
    await room.at("2025-11-19 09:00").publishes("harbour", OLD)
    await room.until("09:10")
    await copied(room, tmp_path / "copy.db")
    await room.at("2025-11-20 09:00").publishes("harbour", STEEL)
    await room.until("09:10")
    room.at("10:00")
    room.source.publish("delhi", HELD)  # the machine had broken by then
    await restored(room.at("12:00"), tmp_path / "copy.db")
    await room.until("13:00")
    assert len(room.headlines()) == 2
    (reply,) = room.replies()
    assert "cancelled" in reply


async def test_a_story_that_goes_on_after_a_restore_is_edited_where_it_stands(
    room: Newsroom, tmp_path: Path
) -> None:
    await room.at("2025-11-19 09:00").publishes("harbour", report("Rain at sea"))
    await room.publishes("harbour", STEEL)
    await room.until("09:10")
    await copied(room, tmp_path / "copy.db")
    await room.at("2025-11-20 09:00").publishes("harbour", OLD)
    await room.until("09:10")
    await restored(room.at("12:00"), tmp_path / "copy.db")
    await room.until("12:30")
    await room.publishes("courier", DATE)
    await room.until("13:00")
    assert len(room.headlines()) == 2
    assert "4–5 December" in room.texts()[1]
    assert len(room.replies()) == 1


async def test_being_down_for_a_night_is_no_restore(room: Newsroom) -> None:
    await room.at("2025-11-19 09:00").publishes("harbour", OLD)
    await room.until("09:10")
    await room.close()
    room.at("2025-11-20 09:00")
    room.source.publish("courier", DATE)
    room._start()
    await room.open()
    await room.until("09:10")
    assert len(room.headlines()) == 1
    assert len(room.replies()) == 1
