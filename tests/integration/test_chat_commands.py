"""`wirewatch audit` and `wirewatch feedback` beside a bot that holds the database."""

import asyncio
import getpass
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.storage.database import SqliteStore
from bot.core.answers.feedback import Feedback
from bot.core.channels import Channel, Platform
from bot.core.deliveries import DeliveryKey
from bot.core.stories import StoryId
from bot.core.watches import WatchId
from fakes.wirewatch import run

SAID = Feedback(
    key=DeliveryKey("k1"),
    actor="slack:U1",
    useful=True,
    at=datetime(2025, 11, 20, 12, tzinfo=UTC),
    story=StoryId("s1"),
    headline="Leaders [meet]",
    watches=(WatchId("summit"),),
    channel=Channel(platform=Platform.SLACK, name="#desk"),
)


def command(*words: str, config: Path) -> str:
    ended = run(*words, "--config", str(config), cwd=config.parent)
    assert (ended.returncode, ended.stderr) == (0, ""), ended.stderr
    return ended.stdout


@pytest.mark.usefixtures("bot")
def test_the_operators_own_change_is_kept_with_the_others(config: Path) -> None:
    assert "Nothing was changed" in command("audit", config=config)
    command("ask", "mute", "source", "harbour", config=config)
    (change,) = json.loads(command("audit", "--json", config=config))["changes"]
    datetime.fromisoformat(change.pop("at"))
    assert change == {
        "actor": f"cli:{getpass.getuser()}",
        "action": "mute",
        "target": "source harbour",
        "channel": None,
    }
    assert "mute source harbour, everywhere" in command("audit", "--limit", "1", config=config)


def test_feedback_is_counted_by_watch_and_exported_whole(bot: SqliteStore, config: Path) -> None:
    assert "Nobody has pressed" in command("feedback", config=config)
    asyncio.run(bot.transact(lambda records: records.feedback.save(SAID)))
    assert command("feedback", config=config) == "summit: 1 of 1 useful\n"
    assert json.loads(command("feedback", "--json", config=config))["feedback"] == [
        {
            "story": "s1",
            "headline": "Leaders [meet]",
            "watches": ["summit"],
            "channel": "slack:#desk",
            "actor": "slack:U1",
            "useful": True,
            "at": "2025-11-20T12:00:00Z",
        }
    ]
