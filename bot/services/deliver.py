"""Bring deliveries to their channels, each exactly once.

    claim (marked `sending`, committed) -> one request -> receipt (committed)

Whatever ends the process between the two commits leaves a row that says so; `recover` and `search` find out
from the channel itself whether the message stands there.
"""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from bot import faults
from bot.core.channels import Channel, Platform
from bot.core.deliveries import (
    Action,
    Delivery,
    DeliveryKey,
    DeliveryState,
    Found,
    Receipt,
    Refused,
    SendOutcome,
    Sent,
    Unsure,
    Way,
    WhenUnsure,
    after_find,
    after_restart,
    after_send,
    delivery_key,
    suspect,
    way_on,
)
from bot.core.entries import entry_name
from bot.core.planning import message_anew
from bot.core.reasons import Reason
from bot.core.stories import StoryId, story_id
from bot.faults import FaultPoint
from bot.ports import Clock, Notifier, Wanted
from bot.records import Milestone, Records, Store
from bot.services.claiming import Claim, claim
from bot.services.pacing import Pacing
from bot.services.setup import Current

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """How a lost answer is dealt with."""

    settle: timedelta
    """Longer than any request lives: only then does a channel's history prove that a message is not there."""
    when_unsure: WhenUnsure


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
        pacing: Pacing | None = None,
    ) -> None:
        self._store = store
        self._notifiers = notifiers
        self._setup = setup
        self._promise = promise
        self._clock = clock
        self._busy: dict[Channel, asyncio.Task[None]] = {}
        self._pacing = pacing or Pacing()
        self._stopping = False

    async def recover(self) -> None:
        """At start: requests that an earlier process left without an answer are in doubt."""
        await self._store.transact(self._recover)
        faults.reach(FaultPoint.RECOVER_SUSPECTED)

    async def __call__(self) -> None:
        """Start a task for each idle channel that has something due."""
        now = self._clock.now()
        for channel in await self._store.transact(lambda records: records.deliveries.channels_due(now)):
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
        """Drain, then count the deliveries that still wait for their time, an answer or a platform.

        A digest whose time has not come is for a later run.
        """
        await self.drain()
        waiting = await self._store.transact(
            lambda records: (
                *records.deliveries.in_state(DeliveryState.PENDING),
                *records.deliveries.in_state(DeliveryState.AMBIGUOUS),
            )
        )
        now = self._clock.now()
        return sum(1 for row in waiting if row.digest is None or row.due_at <= now)

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
        return channel.platform in self._notifiers and self._pacing.lets_through(channel, now)

    async def _serve(self, channel: Channel) -> None:
        """Everything due in one channel: first find out what is in doubt, then send."""
        await self._search(channel)
        while not self._stopping and self._may_send(channel, self._clock.now()):
            now = self._clock.now()
            if not (allowed := self._pacing.begin(channel, now)):
                return
            try:
                if not await self._serve_one(channel, allowed, now):
                    return
            finally:
                self._pacing.end(channel)

    async def _serve_one(self, channel: Channel, allowed: frozenset[Action], now: datetime) -> bool:
        """Whether something was there to send."""
        claimed = None
        faults.reach(FaultPoint.DELIVER_BEFORE_CLAIM)
        work = partial(claim, channel=channel, setup=self._setup(), now=now, allowed=allowed)
        try:
            claimed = await self._store.transact(work)
        finally:
            self._pacing.chosen(channel, allowed, claimed.delivery.action if claimed else None, now)
        if claimed is None:
            return False
        faults.reach(FaultPoint.DELIVER_CLAIMED)
        outcome = await self._send(claimed)
        faults.reach(FaultPoint.DELIVER_ANSWERED)
        await self._settle(claimed.delivery, outcome)
        faults.reach(FaultPoint.DELIVER_RECORDED)
        return True

    async def _send(self, claimed: Claim) -> SendOutcome:
        notifier = self._notifiers[claimed.delivery.channel.platform]
        try:
            if claimed.receipt is None:
                return await notifier.post(claimed.outgoing)
            return await notifier.edit(claimed.outgoing, claimed.receipt)
        except Exception as bug:
            # A notifier raises nothing; where it does, the message may have left, and must not be forgotten.
            log.exception("%s: the notifier broke", claimed.delivery.channel)
            return Unsure(detail=f"the notifier broke: {type(bug).__name__}")

    async def _settle(self, delivery: Delivery, outcome: SendOutcome) -> None:
        now = self._clock.now()
        settled = after_send(delivery, outcome, now, settle=self._promise.settle)
        self._pacing.learn(delivery.channel, outcome, now, due_at=settled.due_at)

        def record(records: Records) -> None:
            if isinstance(outcome, Sent):
                _keep_receipt(records, delivery, outcome.receipt, now)
            _save(records, settled)
            if isinstance(outcome, Refused) and way_on(delivery, outcome.reason) is Way.ANEW:
                _post_anew(records, settled, now)
            faults.reach(FaultPoint.DELIVER_BEFORE_RECEIPT)

        await self._store.transact(record)
        _log_settled(settled)

    async def _search(self, channel: Channel) -> None:
        now, last = self._clock.now(), None
        while not self._stopping and self._may_send(channel, self._clock.now()):
            doubtful = await self._store.transact(
                partial(_next_doubtful, channel=channel, now=now, after=last)
            )
            if doubtful is None:
                return
            last = doubtful[0]
            await self._search_one(*doubtful)

    async def _search_one(self, delivery: Delivery, wanted: Wanted) -> None:
        outcome = await self._notifiers[delivery.channel.platform].find(wanted)
        faults.reach(FaultPoint.RECOVER_SEARCHED)
        now = self._clock.now()
        settled = after_find(delivery, outcome, now, unsure=self._promise.when_unsure)
        self._pacing.learn_of_search(settled, outcome, now)

        def record(records: Records) -> None:
            if isinstance(outcome, Found):
                _keep_receipt(records, delivery, outcome.receipt, now)
            _save(records, settled)

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


def _keep_receipt(records: Records, delivery: Delivery, receipt: Receipt, now: datetime) -> None:
    """A message is also the head of its thread from now on, in place of one that it replaces."""
    records.deliveries.keep_receipt(delivery.key, receipt, now)
    if delivery.action is Action.POST and delivery.key != delivery.thread:
        records.deliveries.keep_receipt(delivery.thread, receipt, now)


def _post_anew(records: Records, failed: Delivery, now: datetime) -> None:
    if failed.story is None:
        return
    rows = records.deliveries.of_story(failed.story)
    post, over = message_anew(failed, (row for row in rows if row.thread == failed.thread), now)
    for row in (*over, post):
        records.deliveries.save(row)


def _save(records: Records, settled: Delivery) -> None:
    """Keep the row; what a digest told has ended with it."""
    if settled.state is DeliveryState.SENT and settled.digest is not None:
        for row in records.deliveries.held_for(settled.digest):
            records.deliveries.save(
                replace(row, state=DeliveryState.SUPERSEDED, reason=Reason.IN_DIGEST, detail=row.reason or "")
            )
    if settled.state is DeliveryState.SENT and settled.reason is Reason.FOUND_IN_HISTORY and settled.story:
        settled = replace(settled, tells=settled.tells or records.stories.revision(settled.story))
    records.deliveries.save(settled)


def _next_doubtful(
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
    names = (entry_name(entry.kept.feed, entry.kept.identity) for entry in entries)
    return {delivery_key(story_id(name), channel) for name in names}


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
