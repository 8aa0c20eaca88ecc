"""What is to be delivered so that each channel shows a story as it is now."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.channels import Channel
from bot.core.deliveries import (
    Action,
    Delivery,
    DeliveryKey,
    DeliveryState,
    delivery_id,
    delivery_key,
)
from bot.core.digests import Digest
from bot.core.notices import Notice
from bot.core.reasons import Reason
from bot.core.stories import Story, StoryId

_NOTICE_WAIT = timedelta(minutes=1)
_NOTICE_INTERVAL = timedelta(minutes=15)
_SHOWN = frozenset({DeliveryState.SENDING, DeliveryState.AMBIGUOUS, DeliveryState.SENT})
_TO_COME = frozenset({DeliveryState.PENDING, DeliveryState.HELD})


def plan_deliveries(
    story: Story,
    channels: Iterable[Channel],
    existing: Iterable[Delivery],
    *,
    announce: bool,
    wait: timedelta,
    interval: timedelta,
    now: datetime,
) -> tuple[Delivery, ...]:
    """The rows to store, for the channels that the story goes to and those that show it already.

    A channel that shows no message of it gets one after `wait`, if the change is announced. One whose message
    is still to leave, or held for a digest, needs nothing: what is said is written when it leaves. Otherwise
    the message is edited, and what is announced goes into its thread too; each at most once in an `interval`,
    and what still waits takes all later changes along.
    """
    by_channel: dict[Channel, list[Delivery]] = {}
    for delivery in sorted(existing, key=lambda d: d.revision):
        by_channel.setdefault(delivery.channel, []).append(delivery)
    planned: list[Delivery] = []
    for channel in dict.fromkeys([*channels, *by_channel]):
        rows = by_channel.get(channel, [])
        # A later one stands in place of those before it.
        head = next((row for row in reversed(rows) if row.action is Action.POST), None)
        if head and head.state in _SHOWN:
            planned += _plan_update(head, rows, announce=announce, interval=interval, now=now)
        elif announce and not (head and (head.state in _TO_COME or _may_be_mended(head))):
            planned.append(_post_of(story.id, channel, rows, now + wait))
    return tuple(planned)


def notice_delivery(notice: Notice, channel: Channel, last: Delivery | None) -> Delivery:
    """The row that tells operators of the notice: `last`, their last one, where it has not left yet.

    Many feeds fail together where a network does: one message tells of all of them, and the next follows
    after `_NOTICE_INTERVAL`.
    """
    if last and last.state is DeliveryState.PENDING and not last.attempts:
        return last
    due_at = notice.at + _NOTICE_WAIT
    if last:
        due_at = max(due_at, last.due_at + _NOTICE_INTERVAL)
    return replace(_post(delivery_key(notice.id, channel), channel, due_at), notice=notice.id)


def digest_delivery(digest: Digest) -> Delivery:
    """The row that brings the digest at its time."""
    key = delivery_key(digest.id, digest.channel)
    return replace(_post(key, digest.channel, digest.until), digest=digest.id)


def message_anew(
    failed: Delivery, thread: Iterable[Delivery], now: datetime
) -> tuple[Delivery, tuple[Delivery, ...]]:
    """A message in place of the one that `failed` could neither change nor reply to, and what ends with it.

    It tells the story as it is when it leaves, so that what was still to follow in the thread is over.
    """
    if failed.story is None:
        raise ValueError(f"delivery {failed.id} tells of no story")
    rows = sorted(thread, key=lambda row: row.revision)
    over = tuple(
        replace(row, state=DeliveryState.SUPERSEDED, reason=Reason.SUPERSEDED)
        for row in rows
        if row.state in _TO_COME and row.id != failed.id
    )
    return _post_of(failed.story, failed.channel, rows, now), over


def _plan_update(
    head: Delivery, rows: Sequence[Delivery], *, announce: bool, interval: timedelta, now: datetime
) -> tuple[Delivery, ...]:
    edit = _waiting(rows, Action.EDIT)
    planned = [replace(edit, announce=edit.announce or announce)] if edit else []
    after = rows[-1].revision
    if not edit and not _is_closed(head, rows):
        due_at = _next_time(rows, Action.EDIT, interval, now)
        planned.append(_follow_up(head, Action.EDIT, after + 1, due_at, announce=announce))
        after += 1
    if announce and not _waiting(rows, Action.REPLY):
        due_at = _next_time(rows, Action.REPLY, interval, now)
        planned.append(_follow_up(head, Action.REPLY, after + 1, due_at, announce=True))
    return tuple(planned)


def _is_closed(head: Delivery, rows: Iterable[Delivery]) -> bool:
    """Whether the platform said that the message can be edited no more."""
    return any(row.reason is Reason.NOT_EDITABLE and row.revision > head.revision for row in rows)


def _waiting(rows: Iterable[Delivery], action: Action) -> Delivery | None:
    return next((row for row in rows if row.action is action and row.state in _TO_COME), None)


def _next_time(rows: Iterable[Delivery], action: Action, interval: timedelta, now: datetime) -> datetime:
    """An `interval` after the last message of that sort, or after the one that it updates."""
    times = [
        row.dispatched_at
        for row in rows
        if row.action in (action, Action.POST) and row.state in _SHOWN and row.dispatched_at
    ]
    return max(now, max(times, default=now) + interval)


def _may_be_mended(row: Delivery) -> bool:
    """Parked: it is tried again at the next start, and then tells what is new as well."""
    return row.state is DeliveryState.PARKED


def _follow_up(
    head: Delivery, action: Action, revision: int, due_at: datetime, *, announce: bool
) -> Delivery:
    own = action is Action.REPLY and head.story
    return replace(
        _post(head.thread, head.channel, due_at),
        id=delivery_id(head.thread, revision),
        key=delivery_key(own, head.channel, revision) if own else head.thread,
        story=head.story,
        revision=revision,
        action=action,
        announce=announce,
    )


def _post_of(story: StoryId, channel: Channel, rows: Sequence[Delivery], due_at: datetime) -> Delivery:
    """The message of a story; where one was planned before, in its place.

    Where that one was seen, the new one has a key of its own: a search must not take the old one for it.
    """
    post = replace(_post(delivery_key(story, channel), channel, due_at), story=story)
    if not rows:
        return post
    thread, revision = rows[-1].thread, rows[-1].revision + 1
    seen = any(row.action is Action.POST and row.state in _SHOWN for row in rows)
    return replace(
        post,
        id=delivery_id(thread, revision),
        key=delivery_key(story, channel, revision) if seen else post.key,
        thread=thread,
        revision=revision,
    )


def _post(key: DeliveryKey, channel: Channel, due_at: datetime) -> Delivery:
    """The first row of a message, whatever it tells of."""
    return Delivery(
        id=delivery_id(key, 1),
        key=key,
        thread=key,
        channel=channel,
        revision=1,
        action=Action.POST,
        state=DeliveryState.PENDING,
        due_at=due_at,
    )
