"""When to speak, and where: decisions on a story as it grows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.channels import Channel
from bot.core.deliveries import Action, Delivery, DeliveryKey, DeliveryState, delivery_id, delivery_key
from bot.core.ledger import Change
from bot.core.messages import Severity
from bot.core.notices import Notice
from bot.core.reasons import Reason
from bot.core.stories import Story
from bot.core.watches import Watch, WatchId


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How long to gather before speaking, and how often a told message may change its count."""

    group_wait: timedelta
    group_wait_high: timedelta
    group_interval: timedelta

    def wait(self, severity: Severity) -> timedelta:
        return self.group_wait_high if severity is Severity.HIGH else self.group_wait


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a story's new report is told; `announce` is what readers should notice."""

    announce: bool
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """The decision to tell a story, once for each revision."""

    story: Story
    reason: Reason
    changes: tuple[Change, ...]
    at: datetime


_NOTICE_WAIT = timedelta(minutes=1)
_NOTICE_INTERVAL = timedelta(minutes=15)


def decide_alert(story: Story, changes: tuple[Change, ...], *, backfill: bool) -> Verdict:
    """Speak of a story never told, and of a told one when a fact is new or has changed.

    `story` is as it was before this report; `backfill` says that the report was already old when its feed was
    first polled.
    """
    if backfill and not story.told:
        return Verdict(announce=False, reason=Reason.BACKFILL)
    if not story.told:
        return Verdict(announce=True, reason=Reason.FIRST_REPORT)
    if changes:
        return Verdict(announce=True, reason=Reason.FACT_CHANGED)
    return Verdict(announce=False, reason=Reason.REPEATED_COVERAGE)


def route(watches: Iterable[Watch]) -> tuple[Channel, ...]:
    """The channels of the watches, each once."""
    return tuple(sorted({channel for watch in watches for channel in watch.channels}))


def gravest(watches: Iterable[Watch]) -> Severity:
    """The highest severity among the watches; low where there are none."""
    return max((watch.severity for watch in watches), key=_rank, default=Severity.LOW)


def known_watches(ids: Iterable[WatchId], watches: Mapping[WatchId, Watch]) -> tuple[Watch, ...]:
    """The watches still configured, the gravest first."""
    found = [watches[watch_id] for watch_id in ids if watch_id in watches]
    return tuple(sorted(found, key=lambda watch: -_rank(watch.severity)))


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
    """The rows to store so that each channel shows the story as it is now.

    A channel that has no message yet gets one after `wait`, if the change is announced. One whose message is
    still to be sent needs nothing: the message is written when it leaves. Otherwise the message is edited, at
    most once in an `interval`; edits that are still waiting are made into one.
    """
    by_channel: dict[Channel, list[Delivery]] = {}
    for delivery in sorted(existing, key=lambda d: d.revision):
        by_channel.setdefault(delivery.channel, []).append(delivery)
    planned: list[Delivery] = []
    for channel in dict.fromkeys([*channels, *by_channel]):
        before = by_channel.get(channel)
        if before:
            planned += _plan_edit(before, announce=announce, interval=interval, now=now)
        elif announce:
            post = _post(delivery_key(story.id, channel), channel, now + wait)
            planned.append(replace(post, story=story.id))
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


def _plan_edit(
    existing: list[Delivery], *, announce: bool, interval: timedelta, now: datetime
) -> tuple[Delivery, ...]:
    first, last = existing[0], existing[-1]
    if first.state is DeliveryState.PARKED:
        return ()  # nobody saw the message, so there is nothing to edit
    if last.state is DeliveryState.PENDING:
        if last.action is Action.POST:
            return ()
        return (replace(last, announce=last.announce or announce),)
    revision = last.revision + 1
    edit = replace(
        last,
        id=delivery_id(last.key, revision),
        revision=revision,
        action=Action.EDIT,
        state=DeliveryState.PENDING,
        due_at=max(now, (last.dispatched_at or now) + interval),
        attempts=0,
        dispatched_at=None,
        reason=None,
        detail="",
        announce=announce,
    )
    return (edit,)


def _post(key: DeliveryKey, channel: Channel, due_at: datetime) -> Delivery:
    """The first row of a message, whatever it tells of."""
    return Delivery(
        id=delivery_id(key, 1),
        key=key,
        channel=channel,
        revision=1,
        action=Action.POST,
        state=DeliveryState.PENDING,
        due_at=due_at,
    )


def _rank(severity: Severity) -> int:
    return list(Severity).index(severity)
