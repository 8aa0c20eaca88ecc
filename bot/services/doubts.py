"""Deliveries in doubt, and what to search their channel for."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.channels import Channel
from bot.core.deliveries import (
    Action,
    Delivery,
    DeliveryKey,
    DeliveryState,
    WhenUnsure,
    after_restart,
    delivery_key,
    suspect,
)
from bot.core.entries import entry_names
from bot.core.reasons import Reason
from bot.core.stories import StoryId, story_id
from bot.ports import Wanted
from bot.records import Milestone, Records


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """How a lost answer is dealt with."""

    settle: timedelta
    """Longer than any request lives: only then does a channel's history prove that a message is not there."""
    when_unsure: WhenUnsure


def suspect_interrupted(records: Records, promise: Promise) -> None:
    for delivery in records.deliveries.in_state(DeliveryState.SENDING):
        detail = "the process ended while the request was under way"
        records.deliveries.save(suspect(delivery, detail, settle=promise.settle))


def recover(records: Records, promise: Promise, now: datetime) -> None:
    """At start: requests that an earlier process left without an answer are in doubt."""
    suspect_interrupted(records, promise)
    for delivery in records.deliveries.in_state(DeliveryState.PARKED):
        records.deliveries.save(after_restart(delivery, now))


def next_doubtful(
    records: Records, channel: Channel, now: datetime, after: Delivery | None
) -> tuple[Delivery, Wanted] | None:
    """The channel's next delivery in doubt, with what to search for."""
    delivery = records.deliveries.next_due(channel, DeliveryState.AMBIGUOUS, now, after)
    if delivery is None:
        return None
    keys, since = {delivery.key}, delivery.dispatched_at or delivery.due_at
    if delivery.reason is Reason.RESTORED and delivery.story is not None:
        known = records.milestones.at(Milestone.KNOWN_UNTIL)
        since = known or since
        keys |= _other_keys(records, delivery.story, channel) if delivery.action is Action.POST else set()
    thread = records.deliveries.receipt(delivery.thread) if delivery.action is Action.REPLY else None
    return delivery, Wanted(keys=frozenset(keys), channel=channel, since=since, thread=thread)


def _other_keys(records: Records, story: StoryId, channel: Channel) -> set[DeliveryKey]:
    """Keys that the message has if another of the reports came in first, in the database's other life."""
    entries = records.entries.load(records.stories.load(story).entries)
    names = [entry_names(entry.kept.feed, entry.kept.identity) for entry in entries]
    return {delivery_key(story_id(name), channel) for both in names for name in both}
