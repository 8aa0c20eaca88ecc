"""Bring deliveries to their channels, each exactly once.

    claim (marked `sending`, committed) -> one request -> receipt (committed)

Whatever ends the process between the two commits leaves a row that says so; `recover` and the search for what
is in doubt find out from the channel itself whether the message stands there.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from bot import faults
from bot.core.channels import Channel, Platform
from bot.core.deliveries import (
    Action,
    Delivery,
    DeliveryState,
    Refused,
    SendOutcome,
    Unsure,
    after_find,
    after_send,
)
from bot.core.reasons import Reason
from bot.faults import FaultPoint
from bot.ports import Clock, Notifier, Wanted
from bot.records import Records, Store
from bot.services import doubts
from bot.services.claiming import Claim, claim
from bot.services.doubts import Promise
from bot.services.pacing import Pacing
from bot.services.settling import log_settled, record_answer, record_finding
from bot.services.setup import Current

log = logging.getLogger(__name__)

IN_TIME = timedelta(seconds=1)
"""The longest that a channel's other stories wait for one request (R13)."""
_MOST_LATE = 3
"""Requests of one channel that may hang at once: where a platform hangs, more of them mend nothing."""


class Deliver:
    """Each call starts what is due; channels go side by side.

    Within a channel one request follows another, except that one which hangs is no longer waited for: the
    other stories go on, and its own waits for it, as a thread's rows never overtake one another.
    """

    def __init__(
        self,
        *,
        store: Store,
        notifiers: Mapping[Platform, Notifier],
        setup: Current,
        promise: Promise,
        clock: Clock,
        pacing: Pacing | None = None,
        in_time: timedelta = IN_TIME,
        token_refused: Callable[[Platform, str], None] = lambda *_: None,
    ) -> None:
        """`token_refused` hears which platform took a token no more, and its words."""
        self._store = store
        self._notifiers = notifiers
        self._setup = setup
        self._promise = promise
        self._clock = clock
        self._busy: dict[Channel, asyncio.Task[None]] = {}
        self._late: dict[asyncio.Task[None], Channel] = {}
        self._searched: set[Channel] = set()
        self._pacing = pacing or Pacing()
        self._in_time = in_time.total_seconds()
        self._token_refused = token_refused
        self._stopping = False

    async def recover(self) -> None:
        """At start: requests that an earlier process left without an answer are in doubt."""
        now = self._clock.now()
        await self._store.transact(partial(doubts.recover, promise=self._promise, now=now))
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
        while under_way := self._under_way():
            await asyncio.gather(*under_way)
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
        return sum(1 for row in waiting if row.digest is None or row.attempts or row.due_at <= now)

    async def finish(self, patience: timedelta) -> None:
        """Start no more requests; wait `patience` for those under way, and note the others as in doubt."""
        self._stopping = True
        if under_way := self._under_way():
            _, late = await asyncio.wait(under_way, timeout=patience.total_seconds())
            for task in late | self._late.keys():
                task.cancel()
            await asyncio.gather(*under_way, *self._late, return_exceptions=True)
        await self._store.transact(partial(doubts.suspect_interrupted, promise=self._promise))

    def _under_way(self) -> tuple[asyncio.Task[None], ...]:
        return (*self._busy.values(), *self._late)

    def _idle(self, channel: Channel, task: asyncio.Task[None]) -> None:
        self._busy.pop(channel)
        _log_failure(channel, task)

    def _may_send(self, channel: Channel, now: datetime) -> bool:
        return (
            not self._stopping
            and channel.platform in self._notifiers
            and sum(1 for hanging in self._late.values() if hanging == channel) < _MOST_LATE
            and self._pacing.lets_through(channel, now)
        )

    async def _serve(self, channel: Channel) -> None:
        """Everything due in one channel: first find out what is in doubt, then send."""
        if channel not in self._searched:
            self._searched.add(channel)
            await self._unless_late(channel, self._search(channel))
        while self._may_send(channel, self._clock.now()):
            now = self._clock.now()
            allowed = self._pacing.begin(channel, now)
            if not allowed or not await self._serve_one(channel, allowed, now):
                return

    async def _unless_late(self, channel: Channel, work: Coroutine[Any, Any, None]) -> None:
        """Wait for `work` as long as others may be kept waiting; it goes on by itself after that."""
        task = asyncio.create_task(work)
        try:
            done, _ = await asyncio.wait({task}, timeout=self._in_time)
        except asyncio.CancelledError:
            task.cancel()
            await asyncio.wait({task})
            raise
        if done:
            task.result()
        else:
            self._late[task] = channel
            task.add_done_callback(self._no_longer_late)

    def _no_longer_late(self, task: asyncio.Task[None]) -> None:
        _log_failure(self._late.pop(task), task)

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
                self._pacing.end(channel)
        if claimed is None:
            return False
        await self._unless_late(channel, self._carry_out(claimed))
        return True

    async def _carry_out(self, claimed: Claim) -> None:
        try:
            faults.reach(FaultPoint.DELIVER_CLAIMED)
            outcome = await self._send(claimed)
            faults.reach(FaultPoint.DELIVER_ANSWERED)
            await self._settle(claimed.delivery, outcome)
            faults.reach(FaultPoint.DELIVER_RECORDED)
        finally:
            self._pacing.end(claimed.delivery.channel)

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
            record_answer(records, delivery, outcome, settled, now)
            faults.reach(FaultPoint.DELIVER_BEFORE_RECEIPT)

        await self._store.transact(record)
        log_settled(settled)
        if isinstance(outcome, Refused) and outcome.reason is Reason.TOKEN_REFUSED:
            self._token_refused(delivery.channel.platform, outcome.detail)

    async def _search(self, channel: Channel) -> None:
        """Once at a time in a channel: two that search for one message could each send it again."""
        last = None
        now = self._clock.now()
        try:
            while not self._stopping and self._pacing.lets_through(channel, self._clock.now()):
                doubtful = await self._store.transact(
                    partial(doubts.next_doubtful, channel=channel, now=now, after=last)
                )
                if doubtful is None:
                    return
                last = doubtful[0]
                await self._search_one(*doubtful)
        finally:
            self._searched.discard(channel)

    async def _search_one(self, delivery: Delivery, wanted: Wanted) -> None:
        outcome = await self._notifiers[delivery.channel.platform].find(wanted)
        faults.reach(FaultPoint.RECOVER_SEARCHED)
        now = self._clock.now()
        settled = after_find(delivery, outcome, now, unsure=self._promise.when_unsure)
        self._pacing.learn_of_search(settled, outcome, now)
        await self._store.transact(
            partial(record_finding, delivery=delivery, outcome=outcome, settled=settled, now=now)
        )
        log_settled(settled)


def _log_failure(channel: Channel, task: asyncio.Task[None]) -> None:
    if not task.cancelled() and task.exception():
        log.error("deliveries to %s failed", channel, exc_info=task.exception())
