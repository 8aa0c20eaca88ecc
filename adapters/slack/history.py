"""Search of a channel's history for a message that may or may not have arrived."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import limits
from adapters.slack.calls import Answered, Lost, NotSent, Rejected, outcome_of_call
from adapters.slack.errors import REMEDIES, Remedy, explained
from bot.core.deliveries import DeliveryKey, FindOutcome, Found, NotFound, Receipt, TryAgain, Unreadable
from bot.core.reasons import Reason

EVENT_TYPE = "wirewatch_delivery"
"""Names our metadata among those of other apps."""
_WORTH_WAITING = frozenset({Remedy.WAIT_FOR_RATE, Remedy.WAIT_FOR_SLACK, Remedy.LOOK})


def metadata(key: DeliveryKey) -> dict[str, Any]:
    """Everyone in the workspace can read it, so it holds the opaque key and nothing else."""
    return {"event_type": EVENT_TYPE, "event_payload": {"key": key}}


async def search(client: AsyncWebClient, key: DeliveryKey, channel_id: str, since: datetime) -> FindOutcome:
    """Read the channel's messages from `since` (minus clock skew) on, for the one with `key`."""
    oldest = f"{(since - limits.CLOCK_SKEW).timestamp():.6f}"
    cursor = ""
    for _ in range(limits.HISTORY_PAGES):
        page = await outcome_of_call(
            client.conversations_history(
                channel=channel_id,
                oldest=oldest,
                inclusive=True,
                include_all_metadata=True,
                limit=limits.HISTORY_PAGE,
                cursor=cursor,
            )
        )
        if not isinstance(page, Answered):
            return not_read(page)
        for message in page.data.get("messages", ()):
            if _bears(message, key):
                return Found(receipt=Receipt(channel_id=channel_id, message_id=message["ts"]))
        cursor = (page.data.get("response_metadata") or {}).get("next_cursor", "")
        if not cursor:
            return NotFound()
    bound = limits.HISTORY_PAGES * limits.HISTORY_PAGE
    return Unreadable(detail=f"more than {bound:,} messages in the channel since the message was sent")


def _bears(message: Mapping[str, Any], key: DeliveryKey) -> bool:
    """Whether the message is stamped: in its metadata, or in a block where a proxy or an edit lost those."""
    payload = (message.get("metadata") or {}).get("event_payload") or {}
    return payload.get("key") == key or any(_block_bears(block, key) for block in message.get("blocks") or ())


def _block_bears(block: Mapping[str, Any], key: DeliveryKey) -> bool:
    if block.get("block_id") == key:
        return True
    return block.get("type") == "actions" and any(e.get("value") == key for e in block.get("elements", ()))


def not_read(outcome: Rejected | NotSent | Lost) -> TryAgain | Unreadable:
    """What a search ends with where a call of it had no answer: later perhaps, or never."""
    match outcome:
        case Rejected(error=error, after=after) if (remedy := REMEDIES.get(error)) in _WORTH_WAITING:
            limited = remedy is Remedy.WAIT_FOR_RATE
            reason = Reason.RATE_LIMITED if limited else Reason.UNREACHABLE
            return TryAgain(reason=reason, detail=explained(error), after=after)
        case Rejected(error=error):
            return Unreadable(detail=explained(error))
        case NotSent(detail=detail) | Lost(detail=detail):
            return TryAgain(reason=Reason.UNREACHABLE, detail=detail)
