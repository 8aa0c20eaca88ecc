"""Pictures of how a story came about: in the replies of its thread, where the operator wants them."""

from dataclasses import replace

from bot.core.messages import Message
from fakes.newsroom import AROUND, EXACT, Newsroom, report

LATER = report(
    "India-Russia annual summit now on 11-12 December",
    "The 23rd India–Russia annual summit will be held on 11–12 December 2025 in New Delhi. "
    "Officials of both countries gave no reason for the new date of the talks.",
    outlet="courier",
)


async def told(room: Newsroom) -> tuple[list[Message], list[Message]]:
    """The messages of a story that develops over hours: those at the head of threads, and replies."""
    await room.at("09:00").publishes("harbour", AROUND)
    await room.until("12:00")
    await room.publishes("courier", EXACT)
    await room.until("15:00")
    await room.publishes("courier", LATER)
    await room.until("15:30")
    shown = room.notifier.shown.values()
    heads = [message.message for message in shown if message.thread is None]
    return heads, [message.message for message in shown if message.thread]


async def test_replies_show_the_story_so_far_and_the_message_at_the_top_stays_light(room: Newsroom) -> None:
    room.setup.swap(replace(room.setup(), pictures=True))
    (head,), replies = await told(room)
    assert head.picture is None
    first, last = (reply.picture for reply in replies)
    assert first is not None
    assert last is not None
    assert (sum(first.bars), sum(last.bars)) == (2, 3)
    assert [turn.label for turn in first.turns] == ["Date"]
    assert [turn.label for turn in last.turns] == ["Date", "Date"]
    assert "→ 4–5 December" in last.alt
    assert "→ 11–12 December" in last.alt


async def test_there_is_none_unless_the_operator_wants_it(room: Newsroom) -> None:
    heads, replies = await told(room)
    assert [message.picture for message in heads + replies] == [None, None, None]
