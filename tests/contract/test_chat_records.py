"""What every store keeps of what people do in chat."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from adapters.storage.database import open_store
from adapters.storage.memory import MemoryStore
from bot.core.answers.feedback import Feedback
from bot.core.channels import Channel, Platform
from bot.core.deliveries import DeliveryKey
from bot.core.rights import Audited
from bot.core.stories import StoryId
from bot.core.watches import WatchId
from bot.records import Store

NOW = datetime(2025, 11, 20, 12, 0, 0, 123456, tzinfo=UTC)
DESK = Channel(platform=Platform.SLACK, name="#desk")
SAID = Feedback(
    key=DeliveryKey("k1"),
    actor="slack:U1",
    useful=True,
    at=NOW,
    story=StoryId("s1"),
    headline="Leaders meet",
    watches=(WatchId("summit"), WatchId("oil")),
    channel=DESK,
)


@pytest_asyncio.fixture(params=["sqlite", "memory"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    opened = MemoryStore() if request.param == "memory" else open_store(tmp_path / "wirewatch.db")
    yield opened
    await opened.close()


async def test_changes_are_given_back_whole_the_newest_first(store: Store) -> None:
    """Of two at one moment the one that was added later is the newer."""
    changes = [
        Audited(
            at=NOW + timedelta(minutes=minute), actor="slack:U1", action=action, target="t", channel=where
        )
        for minute, action, where in (
            (0, "mute", DESK),
            (5, "unmute", None),
            (5, "mute", DESK),
            (1, "x", None),
        )
    ]
    for change in changes:
        await store.transact(lambda records, change=change: records.audit.add(change))
    assert await store.transact(lambda r: r.audit.latest(9)) == (
        changes[2],
        changes[1],
        changes[3],
        changes[0],
    )
    assert await store.transact(lambda r: r.audit.latest(1)) == (changes[2],)


async def test_of_one_person_and_alert_what_was_said_last_is_kept(store: Store) -> None:
    others = (replace(SAID, actor="slack:U2"), replace(SAID, key=DeliveryKey("k2"), watches=()))
    changed = replace(SAID, useful=False, at=NOW + timedelta(hours=1), headline="Leaders met")
    for said in (SAID, *others, changed, changed):
        await store.transact(lambda records, said=said: records.feedback.save(said))
    assert await store.transact(lambda records: records.feedback.all()) == (*others, changed)
