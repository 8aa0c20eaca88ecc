"""What is said in the thread of a told story: what is new, and only that."""

from collections.abc import Sequence

from bot.core.alerts import Update
from bot.core.coverage import coverage
from bot.core.fact_rows import update_rows
from bot.core.messages import Block, Kicker, Message, Paragraph, Table, Text
from bot.core.pictures import Picture
from bot.core.reasons import Reason
from bot.core.routes import gravest
from bot.core.stories import Story
from bot.core.watches import Watch


def reply_message(
    story: Story, watches: Sequence[Watch], updates: Sequence[Update], *, picture: Picture | None = None
) -> Message:
    """What the updates tell, in their order, and the story's outlets where a number of them was reached.

    `watches` are those for which the channel hears of the story, the gravest first.
    """
    names = " + ".join(watch.name for watch in watches)
    blocks: list[Block] = [Kicker(spans=(Text(text=f"Update · {names}" if names else "Update"),))]
    if rows := update_rows(change for update in updates for change in update.changes):
        blocks.append(Table(rows=tuple(rows)))
    if not rows or any(update.reason is Reason.OUTLETS_REACHED for update in updates):
        blocks.append(Paragraph(spans=(Text(text=f"Now {coverage(story)}"),)))
    return Message(severity=gravest(watches), blocks=tuple(blocks), picture=picture)
