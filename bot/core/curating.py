"""What becomes of stories that an operator makes one, or parts, and of what was to be told of them."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from bot.core.channels import CONSOLE, Channel
from bot.core.deliveries import Action, Delivery, DeliveryState
from bot.core.entries import EntryId
from bot.core.reasons import Reason
from bot.core.stories import Story, StoryId, story_id

_SHOWN = frozenset({DeliveryState.SENDING, DeliveryState.AMBIGUOUS, DeliveryState.SENT})
_WAITING = frozenset({DeliveryState.PENDING, DeliveryState.HELD, DeliveryState.PARKED})


def kept_and_gone(one: Story, other: Story) -> tuple[Story, Story]:
    """Which of them stays, and which becomes part of it: the told one stays, else the one seen first."""
    kept, gone = sorted((one, other), key=lambda story: (not story.told, story.first_seen, story.id))
    return kept, gone


def parted_id(whole: StoryId, entries: Iterable[EntryId], at: datetime) -> StoryId:
    """Name of the story that is made of these reports of the whole at that moment."""
    return story_id("\0".join((whole, at.isoformat(), *map(str, sorted(entries)))))


def ended_by_merge(gone: Iterable[Delivery]) -> tuple[Delivery, ...]:
    """The posts and replies of the story that is no more which have not left, as they end.

    Its edits may leave: they say where its reports went. What stands in a digest under way was told by it.
    """
    return tuple(
        replace(row, state=DeliveryState.SUPERSEDED, reason=Reason.MERGED, detail="")
        for row in gone
        if row.action is not Action.EDIT and _is_to_come(row)
    )


def left_to_tell(ended: Iterable[Delivery], kept: Iterable[Delivery]) -> tuple[Channel, ...]:
    """The channels that were to hear of the story that is no more, and show none of the one that stays."""
    shown = {row.channel for row in kept if row.action is Action.POST and row.state in _SHOWN}
    posts = (row.channel for row in ended if row.action is Action.POST)
    return tuple(channel for channel in dict.fromkeys(posts) if channel not in shown)


def heard_of(whole: Iterable[Delivery], meant: Collection[Channel]) -> tuple[Channel, ...]:
    """The channels that were told of the whole, or are to be, and for which the part is `meant` too.

    The terminal is there in the place of all channels where no platform has a token.
    """
    posts = dict.fromkeys(row.channel for row in whole if row.action is Action.POST)
    return tuple(channel for channel in posts if channel in meant or (meant and channel == CONSOLE))


def _is_to_come(row: Delivery) -> bool:
    """Whether its message stands in no channel, as far as we know.

    One that may stand there from before a backup was restored is looked for by the other story's row.
    """
    if row.reason is Reason.RESTORED and not row.attempts:
        return row.state in _WAITING or row.state is DeliveryState.AMBIGUOUS
    perhaps_there = row.state is DeliveryState.PARKED and row.reason is Reason.HISTORY_UNREADABLE
    return row.state in _WAITING and row.held_for is None and not perhaps_there
