"""Any button of any message that was ever shown is answered, also when what it is about has gone (R42)."""

import re

import pytest

from bot.ports import Question
from fakes.newsroom import DIPLOMACY, Newsroom, report
from fakes.notifier import text_of

EVERY_BUTTON_EVER = (
    "v1:why:{key}",
    "v1:why:{story}",
    "v1:timeline:{watch}",
    "v1:timeline:{watch} 1",
    "v1:latest:{watch}",
    "v1:search:summit",
    "v1:mute:story {story}",
    "v1:mute:watch {watch}",
    "v1:mute:source {source}",
    "v1:mute:channel {channel}",
    "v1:unmute:{silence}",
    "v1:unmute:{story}",
    "v1:useful:{key}",
    "v1:not-useful:{key}",
    "v1:share:latest {watch}",
    "v1:share:timeline {watch}",
    "v1:share:search summit",
    "v1:share:list",
    "v1:share:feeds",
    "v1:share:why {story}",
    "v1:digest:{channel}",
    "v1:digest:now {channel}",
)
"""Never take one out, also where nothing makes it any more: it still stands under an old message."""
GONE = {
    "key": "0123456789abcdef",
    "story": "0123456789ab",
    "watch": "taken-out-of-the-file",
    "source": "no-such-feed",
    "silence": "01234567",
    "channel": "slack:#closed",
}
LASTING = {"v1:search:summit", "v1:share:search summit", "v1:share:list", "v1:share:feeds"}
"""What names nothing that can go."""


async def press(room: Newsroom, action: str) -> tuple[bool, str]:
    _, verb, target = action.split(":", 2)
    reply = await room.desk.reply(Question(verb=verb, text=target, actor="slack:U7", channel=DIPLOMACY))
    return reply.answered, text_of(reply.message)


@pytest.mark.parametrize("action", EVERY_BUTTON_EVER)
async def test_a_button_is_answered_also_after_a_restart(room: Newsroom, action: str) -> None:
    await room.at("09:00").publishes(
        "harbour", report("India and Russia prepare 23rd annual summit", "It is due on December 5.")
    )
    await room.until("09:01")
    (shown,) = room.notifier.shown.values()
    story = await room.store.transact(lambda records: records.deliveries.story_of(shown.key))
    await press(room, f"v1:mute:story {story}")
    (silence,) = await room.store.transact(lambda records: records.silences.latest(1))
    await room.restart()
    names = {"key": shown.key, "story": story, "silence": silence.id, "channel": DIPLOMACY}
    pressed = action.format(**names, watch="india-russia-summit", source="harbour")
    assert len(pressed) <= 100  # Discord's custom_id
    assert (await press(room, pressed))[0], pressed


@pytest.mark.parametrize("action", sorted({*EVERY_BUTTON_EVER} - LASTING))
async def test_a_button_about_what_has_gone_says_so_and_what_to_do(room: Newsroom, action: str) -> None:
    answered, text = await press(room, action.format(**GONE))
    assert not answered, text
    assert " (ref " in text
    cause, way_on = re.split(r"[.:] ", text, maxsplit=1)
    assert cause
    assert len(way_on) > len("(ref 0000)")


async def test_a_button_of_a_later_version_is_answered_too(room: Newsroom) -> None:
    answered, text = await press(room, "v1:translate:0123456789ab")
    assert not answered
    assert "`/watch help` lists what there is." in text
