"""An edited configuration: taken over at once, or refused and said."""

import asyncio
import gc
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.rights import MANAGERS
from bot.errors import ConfigError
from bot.services.reload import Fingerprint, Reload
from bot.services.setup import Setup
from fakes.newsroom import OIL, SUMMIT, Newsroom, report

RELOADS = 1_000
PUBLISHED = 100
"""Entries that come in while the configuration is reloaded again and again."""


class Files:
    """A configuration whose edits a test makes: each counts up, and may be a mistake."""

    def __init__(self, room: Newsroom) -> None:
        self.room = room
        self.edits = 0
        self.mistake = False

    def edit(self, *, mistake: bool = False) -> None:
        self.edits += 1
        self.mistake = mistake

    def fingerprint(self) -> Fingerprint:
        return frozenset({("diplomacy.yaml", self.edits, 0)})

    def load(self) -> Setup:
        if self.mistake:
            raise ConfigError("diplomacy.yaml:3:5", "no entity is called “indai”")
        return self.room.make_setup()


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.fixture
def files(room: Newsroom) -> Files:
    return Files(room)


@pytest.fixture
def reload(room: Newsroom, files: Files) -> Reload:
    return Reload(
        fingerprint=files.fingerprint, load=files.load, setup=room.setup, store=room.store, clock=room.clock
    )


async def test_files_that_did_not_change_are_not_loaded(room: Newsroom, files: Files, reload: Reload) -> None:
    before = room.setup()
    files.mistake = True
    await reload()
    assert room.setup() is before
    assert reload.problem is None


async def test_a_watch_added_by_an_edit_hears_the_next_entry(
    room: Newsroom, files: Files, reload: Reload, caplog: pytest.LogCaptureFixture
) -> None:
    room.watches = (SUMMIT,)
    room.setup.swap(room.make_setup())
    room.watches = (SUMMIT, OIL)
    files.edit()
    caplog.set_level("INFO")
    await reload()
    assert "configuration reloaded: 1 watch added" in caplog.text
    await room.at("09:00").publishes("harbour", report("Russian oil exports fall", "Exports fell."))
    await room.until("09:02")
    assert "slack:#energy" in room.channels_used()


async def test_a_mistake_changes_nothing_and_is_said_until_it_is_mended(
    room: Newsroom, files: Files, reload: Reload, caplog: pytest.LogCaptureFixture
) -> None:
    before = room.setup()
    files.edit(mistake=True)
    await reload()
    assert room.setup() is before
    assert reload.problem is not None
    assert "diplomacy.yaml:3:5: no entity is called “indai”" in reload.problem.explanation
    assert "stays in force" in caplog.text
    caplog.clear()
    await reload()
    assert caplog.text == ""  # said once, not at every look
    files.edit()
    await reload()
    assert reload.problem is None
    assert room.setup() is not before


async def test_what_was_taken_over_and_what_was_refused_is_kept_with_when(
    room: Newsroom, files: Files, reload: Reload
) -> None:
    room.watches, room.rights = (SUMMIT,), MANAGERS
    files.edit()
    await reload()
    room.at("09:00")
    files.edit(mistake=True)
    await reload()
    await reload()
    kept = await room.store.transact(lambda records: records.audit.latest(9))
    assert [(one.actor, one.action, one.target) for one in kept] == [
        ("files", "reload", "refused: diplomacy.yaml:3:5: no entity is called “indai”"),
        ("files", "reload", "1 watch removed, rights changed"),
    ]
    assert kept[0].at == room.clock.now()


async def test_a_delivery_whose_watch_was_removed_is_parked_with_the_reason(
    room: Newsroom, files: Files, reload: Reload
) -> None:
    await room.at("09:00").publishes("harbour", report("India and Russia prepare summit"))
    room.watches = (OIL,)
    files.edit()
    await reload()
    await room.until("09:05")
    assert room.headlines() == []
    reasons = {d.reason for d in await room.store.transact(lambda r: r.deliveries.in_state("parked"))}
    assert reasons == {"no_watch"}


async def test_a_thousand_reloads_under_load_lose_nothing_repeat_nothing_and_leave_nothing_behind(
    room: Newsroom, files: Files, reload: Reload
) -> None:
    months = ("January", "March", "May", "July")
    entries = [
        report(f"India and Russia prepare summit number {n} in {months[n % 4]} {1900 + n}")
        for n in range(PUBLISHED)
    ]
    # One story each: what they say is the same but for a number, so their sketches must not join them.
    room.watches = (replace(SUMMIT, event=None), OIL)
    room.setup.swap(room.make_setup())
    grown: list[tuple[int, int]] = []
    for turn in range(RELOADS):
        if turn % (RELOADS // PUBLISHED) == 0:
            room.source.publish("harbour", entries[turn // (RELOADS // PUBLISHED)])
        files.edit(mistake=turn % 3 == 2)
        room.clock.forward(room.setup().feeds[0].interval / 5)
        await asyncio.gather(reload(), room.work())
        if turn in (RELOADS // 4, RELOADS - 1):
            gc.collect()
            grown.append((len(asyncio.all_tasks()), open_files()))
    files.edit()
    await reload()
    for _ in range(PUBLISHED):  # what is still to be sent goes out, a second apart
        room.clock.forward(room.setup().feeds[0].interval)
        await room.work()
    told = await room.store.transact(lambda records: records.stories.latest(2 * PUBLISHED))
    assert sum(len(story.reports) for story in told) == PUBLISHED
    assert len(room.notifier.shown) == len(told)
    assert grown[0] == grown[1]
