"""A platform in memory, which keeps what it was sent and fails as it is told."""

import itertools
from collections import deque
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.channels import Channel
from bot.core.deliveries import (
    DeliveryKey,
    FindOutcome,
    Found,
    NotFound,
    Receipt,
    Refused,
    SendOutcome,
    Sent,
    Unsure,
)
from bot.core.messages import Headline, Message, Table
from bot.core.reasons import Reason
from bot.ports import Clock, Outgoing, Wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One message as the channel shows it now."""

    at: datetime
    key: DeliveryKey
    channel: Channel
    message: Message
    thread: Receipt | None = None
    """The message that it replies to."""
    edits: int = 0

    @property
    def text(self) -> str:
        return text_of(self.message)


class FakeNotifier:
    """Implements `bot.ports.Notifier`."""

    def __init__(self, clock: Clock) -> None:
        self.shown: dict[str, Shown] = {}
        self.requests = 0
        self.next_outcomes: deque[SendOutcome] = deque()
        """Given instead of accepting; an `Unsure` is given after the message was accepted."""
        self.history: FindOutcome | None = None
        """What every search answers, instead of what the channel holds."""
        self._clock = clock
        self._numbers = itertools.count(1)

    async def post(self, outgoing: Outgoing) -> SendOutcome:
        self.requests += 1
        outcome = self.next_outcomes.popleft() if self.next_outcomes else None
        if outcome is not None and not isinstance(outcome, Unsure):
            return outcome
        if outgoing.thread and outgoing.thread.message_id not in self.shown:
            return Refused(reason=Reason.MESSAGE_GONE, detail="no such message")
        number = str(next(self._numbers))
        self.shown[number] = Shown(
            at=self._clock.now(),
            key=outgoing.key,
            channel=outgoing.channel,
            message=outgoing.message,
            thread=outgoing.thread,
        )
        return outcome or Sent(receipt=Receipt(channel_id=str(outgoing.channel), message_id=number))

    async def edit(self, outgoing: Outgoing, receipt: Receipt) -> SendOutcome:
        self.requests += 1
        if self.next_outcomes:
            return self.next_outcomes.popleft()
        before = self.shown.get(receipt.message_id)
        if before is None:
            return Refused(reason=Reason.MESSAGE_GONE, detail="no such message")
        self.shown[receipt.message_id] = replace(before, message=outgoing.message, edits=before.edits + 1)
        return Sent(receipt=receipt)

    async def find(self, wanted: Wanted) -> FindOutcome:
        if self.history is not None:
            return self.history
        for number, shown in reversed(self.shown.items()):
            place = (shown.channel, shown.thread) == (wanted.channel, wanted.thread)
            asked = wanted.keys is None or shown.key in wanted.keys
            if place and asked and shown.at >= wanted.since:
                receipt = Receipt(channel_id=str(shown.channel), message_id=number)
                return Found(receipt=receipt, key=shown.key, at=shown.at)
        return NotFound()

    def replies_to(self, number: str) -> list[Shown]:
        """What the thread of a message holds, in order; `number` is the message's place among all, from 1."""
        return [s for s in self.shown.values() if s.thread and s.thread.message_id == number]


def text_of(message: Message) -> str:
    """All words of the message, a block or row a line."""
    lines = []
    for block in message.blocks:
        rows = block.rows if isinstance(block, Table) else (block,)
        for row in rows:
            label = f"{row.label}: " if isinstance(block, Table) else ""
            lines.append(
                label + "".join(s.text if hasattr(s, "text") else f"{s.at:%H:%M}" for s in row.spans)
            )
    return "\n".join(lines)


def headline_of(message: Message) -> str:
    return next("".join(s.text for s in b.spans) for b in message.blocks if isinstance(b, Headline))
