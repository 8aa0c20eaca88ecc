"""Bring deliveries to their channels, each exactly once.

    claim (marked `sending`, committed) -> one request -> receipt (committed)

Whatever ends the process between the two commits leaves a row that says so; `recover` and `search` find out
from the channel itself whether the message stands there.
"""

import asyncio
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from bot import faults
from bot.core.alerts import known_watches
from bot.core.channels import Channel, Platform
from bot.core.deliveries import (
    Action,
    Delivery,
    DeliveryState,
    Found,
    Receipt,
    SendOutcome,
    Sent,
    Unsure,
    WhenUnsure,
    after_find,
    after_restart,
    after_send,
    dispatch,
    gap_after,
    suspect,
)
from bot.core.feed_wording import notice_message
from bot.core.ledger import Ledger, merged, on_one_event
from bot.core.messages import Message
from bot.core.reasons import Reason
from bot.core.stories import Story, StoryId
from bot.core.watches import Watch, WatchId
from bot.core.wording import Told, alert_message
from bot.faults import FaultPoint
from bot.ports import Clock, Notifier, Outgoing
from bot.records import Records, Store
from bot.services.setup import Current

log = logging.getLogger(__name__)

_NO_WATCH = "its watch is no longer configured"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """How a lost answer is dealt with."""

    settle: timedelta
    """Longer than any request lives: only then does a channel's history prove that a message is not there."""
    when_unsure: WhenUnsure


@dataclass(frozen=True, slots=True)
class _Claim:
    delivery: Delivery
    outgoing: Outgoing
    receipt: Receipt | None


class Deliver:
    """Each call starts what is due; channels go side by side, and within a channel one after another."""

    def __init__(
        self,
        *,
        store: Store,
        notifiers: Mapping[Platform, Notifier],
        setup: Current,
        promise: Promise,
        clock: Clock,
    ) -> None:
        self._store = store
        self._notifiers = notifiers
        self._setup = setup
        self._promise = promise
        self._clock = clock
        self._busy: dict[Channel, asyncio.Task[None]] = {}
        self._held: dict[Channel, datetime] = {}
        self._stopping = False

    async def recover(self) -> None:
        """At start: requests that an earlier process left without an answer are in doubt."""
        await self._store.transact(self._recover)
        faults.reach(FaultPoint.RECOVER_SUSPECTED)

    async def __call__(self) -> None:
        """Start a task for each idle channel that has something due."""
        now = self._clock.now()
        due = await self._store.transact(
            lambda records: (
                *records.deliveries.due(DeliveryState.PENDING, now),
                *records.deliveries.due(DeliveryState.AMBIGUOUS, now),
            )
        )
        for channel in dict.fromkeys(delivery.channel for delivery in due):
            if channel not in self._busy and self._may_send(channel, now):
                task = asyncio.create_task(self._serve(channel))
                self._busy[channel] = task
                task.add_done_callback(partial(self._idle, channel))

    async def drain(self) -> None:
        """Wait until nothing is due or under way; what is in doubt or waits for later is left."""
        await self()
        while self._busy:
            await asyncio.gather(*self._busy.values())
            await self()

    async def unfinished(self) -> int:
        """Drain, then count the deliveries that still wait for their time, an answer or a platform."""
        await self.drain()
        counts = await self._store.transact(lambda records: records.deliveries.counts())
        return sum(counts.get(state, 0) for state in (DeliveryState.PENDING, DeliveryState.AMBIGUOUS))

    async def finish(self, patience: timedelta) -> None:
        """Start no more requests; wait `patience` for those under way, and note the others as in doubt."""
        self._stopping = True
        under_way = tuple(self._busy.values())
        if under_way:
            _, late = await asyncio.wait(under_way, timeout=patience.total_seconds())
            for task in late:
                task.cancel()
            await asyncio.gather(*under_way, return_exceptions=True)
        await self._store.transact(self._suspect_interrupted)

    def _idle(self, channel: Channel, task: asyncio.Task[None]) -> None:
        self._busy.pop(channel)
        if not task.cancelled() and task.exception():
            log.error("deliveries to %s failed", channel, exc_info=task.exception())

    def _may_send(self, channel: Channel, now: datetime) -> bool:
        held_until = self._held.get(channel)
        return channel.platform in self._notifiers and not (held_until and held_until > now)

    async def _serve(self, channel: Channel) -> None:
        """Everything due in one channel: first find out what is in doubt, then send."""
        await self._search(channel)
        while not self._stopping and self._may_send(channel, self._clock.now()):
            faults.reach(FaultPoint.DELIVER_BEFORE_CLAIM)
            claim = await self._store.transact(lambda records: self._claim(records, channel))
            if claim is None:
                return
            faults.reach(FaultPoint.DELIVER_CLAIMED)
            outcome = await self._send(claim)
            faults.reach(FaultPoint.DELIVER_ANSWERED)
            await self._settle(claim.delivery, outcome)
            faults.reach(FaultPoint.DELIVER_RECORDED)

    async def _send(self, claim: _Claim) -> SendOutcome:
        notifier = self._notifiers[claim.delivery.channel.platform]
        try:
            if claim.receipt is None:
                return await notifier.post(claim.outgoing)
            return await notifier.edit(claim.outgoing, claim.receipt)
        except Exception as bug:
            # A notifier raises nothing; where it does, the message may have left, and must not be forgotten.
            log.exception("%s: the notifier broke", claim.delivery.channel)
            return Unsure(detail=f"the notifier broke: {type(bug).__name__}")

    def _claim(self, records: Records, channel: Channel) -> _Claim | None:
        now = self._clock.now()
        for delivery in records.deliveries.due(DeliveryState.PENDING, now):
            if delivery.channel != channel:
                continue
            receipt = records.deliveries.receipt(delivery.key)
            if delivery.action is Action.EDIT and receipt is None:
                # Its message was never sent, or nobody knows where it stands.
                records.deliveries.save(
                    replace(delivery, state=DeliveryState.SUPERSEDED, reason=Reason.SUPERSEDED)
                )
                continue
            message = _message(records, delivery, self._setup().watches)
            if message is None:
                records.deliveries.save(
                    replace(delivery, state=DeliveryState.PARKED, reason=Reason.NO_WATCH, detail=_NO_WATCH)
                )
                continue
            claimed = dispatch(delivery, now)
            records.deliveries.save(claimed)
            outgoing = Outgoing(
                key=delivery.key,
                channel=channel,
                message=message,
                announce=delivery.announce,
            )
            return _Claim(claimed, outgoing, receipt)
        return None

    async def _settle(self, delivery: Delivery, outcome: SendOutcome) -> None:
        now = self._clock.now()
        settled = after_send(delivery, outcome, now, settle=self._promise.settle)
        limited = settled.reason is Reason.RATE_LIMITED
        self._held[delivery.channel] = settled.due_at if limited else now + gap_after(delivery.channel)

        def record(records: Records) -> None:
            if isinstance(outcome, Sent):
                records.deliveries.keep_receipt(delivery.key, outcome.receipt, now)
            records.deliveries.save(settled)
            faults.reach(FaultPoint.DELIVER_BEFORE_RECEIPT)

        await self._store.transact(record)
        _log_settled(settled)

    async def _search(self, channel: Channel) -> None:
        now = self._clock.now()
        doubtful = await self._store.transact(
            lambda records: records.deliveries.due(DeliveryState.AMBIGUOUS, now)
        )
        for delivery in doubtful:
            if delivery.channel == channel and not self._stopping:
                await self._search_one(delivery)

    async def _search_one(self, delivery: Delivery) -> None:
        notifier = self._notifiers[delivery.channel.platform]
        since = delivery.dispatched_at or delivery.due_at
        outcome = await notifier.find(delivery.key, delivery.channel, since)
        faults.reach(FaultPoint.RECOVER_SEARCHED)
        now = self._clock.now()
        settled = after_find(delivery, outcome, now, unsure=self._promise.when_unsure)

        def record(records: Records) -> None:
            if isinstance(outcome, Found):
                records.deliveries.keep_receipt(delivery.key, outcome.receipt, now)
            records.deliveries.save(settled)

        await self._store.transact(record)
        _log_settled(settled)

    def _suspect_interrupted(self, records: Records) -> None:
        for delivery in records.deliveries.in_state(DeliveryState.SENDING):
            detail = "the process ended while the request was under way"
            records.deliveries.save(suspect(delivery, detail, settle=self._promise.settle))

    def _recover(self, records: Records) -> None:
        self._suspect_interrupted(records)
        now = self._clock.now()
        for delivery in records.deliveries.in_state(DeliveryState.PARKED):
            records.deliveries.save(after_restart(delivery, now))


def _message(records: Records, delivery: Delivery, watches: Mapping[WatchId, Watch]) -> Message | None:
    """What is to be shown; None where no watch asks for the story any more."""
    if delivery.notice is not None:
        return notice_message(records.notices.together(delivery.notice))
    if delivery.story is None:
        raise ValueError(f"delivery {delivery.id} tells of nothing")
    content = told(records, delivery, delivery.story, watches)
    return alert_message(content) if content.watches else None


def told(records: Records, delivery: Delivery, of: StoryId, watches: Mapping[WatchId, Watch]) -> Told:
    """What the delivery's message about the story is made of, as the records stand now."""
    story = records.stories.load(of)
    matched = known_watches(story.watches, watches)
    heard = tuple(watch for watch in matched if delivery.channel in watch.channels) or matched
    return Told(
        key=delivery.key,
        story=story,
        watches=heard,
        facts=_facts(records, heard, story),
        changes=records.alerts.changes(story.id),
        possible_repeat=delivery.possible_repeat,
    )


def _facts(records: Records, watches: Iterable[Watch], story: Story) -> Ledger:
    for watch in watches:
        facts = merged(on_one_event(records.ledger.assertions(watch.id), watch, story.entries))
        if facts:
            return facts
    return {}


def _log_settled(delivery: Delivery) -> None:
    level = logging.INFO if delivery.state is DeliveryState.SENT else logging.WARNING
    log.log(
        level,
        "%s to %s: %s%s",
        delivery.action,
        delivery.channel,
        delivery.state,
        f" ({delivery.reason}: {delivery.detail})" if delivery.detail else "",
        extra={"delivery": delivery.id},
    )
