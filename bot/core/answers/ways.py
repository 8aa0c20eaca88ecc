"""What became of a story in each channel: what leads there, and each message, edit and reply."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.answers.reason_words import reason_words
from bot.core.channels import Channel
from bot.core.deliveries import Action, Delivery, DeliveryState
from bot.core.messages import Row, Span, Text, Time
from bot.core.reasons import Reason

_DELIVERIES_SHOWN = 5
_WHAT = {Action.POST: "Message", Action.EDIT: "Edit", Action.REPLY: "Reply in its thread"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryTrace:
    delivery: Delivery
    until: datetime | None = None
    """The moment of the digest that tells of it instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelTrace:
    channel: Channel
    led_by: tuple[str, ...]
    """As "watch oil" and "route desk"; nothing where none leads there any more."""
    deliveries: tuple[DeliveryTrace, ...] = ()
    on: bool = True


def channel_row(trace: ChannelTrace) -> Row:
    led = f"Led here by {', '.join(trace.led_by)}" if trace.led_by else "Nothing leads here any more"
    spans: list[Span] = [Text(text=led)]
    if not trace.on:
        spans.append(Text(text=f"\n{reason_words(Reason.PLATFORM_OFF)}"))
    elif not trace.deliveries:
        spans.append(Text(text="\nNothing was sent here"))
    for line in _deliveries(trace.deliveries):
        spans += [Text(text="\n"), *line]
    return Row(label=str(trace.channel), spans=tuple(spans))


def _deliveries(traces: Sequence[DeliveryTrace]) -> Iterator[tuple[Span, ...]]:
    """Of the edits the last alone: each replaces the one before."""
    edits = [trace for trace in traces if trace.delivery.action is Action.EDIT]
    others = [trace for trace in traces if trace.delivery.action is not Action.EDIT]
    for trace in others[-_DELIVERIES_SHOWN:]:
        yield _delivery(trace)
    if edits:
        number = (Text(text=f" (edit {len(edits)})"),) if len(edits) > 1 else ()
        yield (*_delivery(edits[-1]), *number)


def _delivery(trace: DeliveryTrace) -> tuple[Span, ...]:
    delivery = trace.delivery
    what = _WHAT[delivery.action]
    why = f" · {reason_words(delivery.reason, delivery.detail)}" if delivery.reason else ""
    match delivery.state:
        case DeliveryState.SENT:
            return Text(text=f"{what} sent "), Time(at=delivery.dispatched_at or delivery.due_at)
        case DeliveryState.PENDING:
            return Text(text=f"{what} waits until "), Time(at=delivery.due_at), Text(text=why)
        case DeliveryState.HELD if trace.until:
            return Text(text=f"{what} held for the digest of "), Time(at=trace.until), Text(text=why)
        case DeliveryState.HELD:
            return Text(text=f"{what} held until "), Time(at=delivery.due_at), Text(text=why)
        case DeliveryState.SENDING | DeliveryState.AMBIGUOUS:
            return (Text(text=f"{what} is on its way{why}"),)
        case DeliveryState.SUPERSEDED | DeliveryState.PARKED:
            return (Text(text=f"{what} was not sent{why}"),)
