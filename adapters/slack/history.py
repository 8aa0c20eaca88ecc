"""Search of a channel, or of one thread, for a message that may or may not have arrived."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import limits
from adapters.slack.calls import Answered, CallOutcome, Lost, NotSent, Rejected, outcome_of_call
from adapters.slack.errors import REMEDIES, Remedy, explained
from bot.core.deliveries import DeliveryKey, FindOutcome, Found, NotFound, Receipt, TryAgain, Unreadable
from bot.core.reasons import Reason
from bot.ports import Wanted

EVENT_TYPE = "wirewatch_delivery"
"""Names our metadata among those of other apps."""
_WORTH_WAITING = frozenset({Remedy.WAIT_FOR_RATE, Remedy.WAIT_FOR_SLACK, Remedy.LOOK})


def metadata(key: DeliveryKey) -> dict[str, Any]:
    """Everyone in the workspace can read it, so it holds the opaque key and nothing else."""
    return {"event_type": EVENT_TYPE, "event_payload": {"key": key}}


async def search(client: AsyncWebClient, wanted: Wanted, channel_id: str) -> FindOutcome:
    """Read from `wanted.since` (minus clock skew) on, for the newest message that fits."""
    newest: Found | None = None
    cursor = ""
    for _ in range(limits.HISTORY_PAGES):
        page = await _page(client, wanted, channel_id, cursor)
        if is_gone(page):
            return NotFound()  # nothing stands below a message that is not there
        if not isinstance(page, Answered):
            return not_read(page)
        newest = _newest(page.data.get("messages", ()), wanted, channel_id) or newest
        cursor = (page.data.get("response_metadata") or {}).get("next_cursor", "")
        # A channel comes newest first; a thread comes oldest first, and is read to its end.
        if not cursor or (newest and wanted.thread is None):
            return newest or NotFound()
    bound = limits.HISTORY_PAGES * limits.HISTORY_PAGE
    return newest or Unreadable(
        detail=f"more than {bound:,} messages in the channel since the message was sent"
    )


def is_gone(outcome: CallOutcome) -> bool:
    """Whether Slack says that the message at the head of the thread does not exist."""
    return isinstance(outcome, Rejected) and REMEDIES.get(outcome.error) is Remedy.LET_GO


async def _page(client: AsyncWebClient, wanted: Wanted, channel_id: str, cursor: str) -> CallOutcome:
    oldest = f"{(wanted.since - limits.CLOCK_SKEW).timestamp():.6f}"
    if wanted.thread is None:
        reading = client.conversations_history(
            channel=channel_id,
            oldest=oldest,
            inclusive=True,
            include_all_metadata=True,
            limit=limits.HISTORY_PAGE,
            cursor=cursor,
        )
    else:
        reading = client.conversations_replies(
            channel=channel_id,
            ts=wanted.thread.message_id,
            oldest=oldest,
            inclusive=True,
            include_all_metadata=True,
            limit=limits.HISTORY_PAGE,
            cursor=cursor,
        )
    return await outcome_of_call(reading)


def _newest(messages: Iterable[Mapping[str, Any]], wanted: Wanted, channel_id: str) -> Found | None:
    """Slack's `ts` is the time of a message with padded digits: the order of text is the order of time."""
    head = wanted.thread.message_id if wanted.thread else None  # comes with its replies
    fitting = [(m["ts"], key) for m in messages if m["ts"] != head and (key := _key_of(m, wanted.keys))]
    if not fitting:
        return None
    ts, key = max(fitting)
    receipt = Receipt(channel_id=channel_id, message_id=ts)
    return Found(receipt=receipt, key=key, at=datetime.fromtimestamp(float(ts), UTC))


def _key_of(message: Mapping[str, Any], keys: frozenset[DeliveryKey] | None) -> DeliveryKey | None:
    """The key that the message is stamped with, where it is one of `keys`.

    Its metadata name it. The first block, and a button about the message itself, do so too where a proxy or
    an edit lost those; but buttons may speak of other messages, so they are never asked beside metadata.
    """
    stamp = message.get("metadata") or {}
    if stamp.get("event_type") == EVENT_TYPE:
        key = (stamp.get("event_payload") or {}).get("key")
        return DeliveryKey(key) if key and (keys is None or key in keys) else None
    named = (name for block in message.get("blocks") or () for name in _names(block))
    return next((DeliveryKey(name) for name in named if name in (keys or ())), None)


def _names(block: Mapping[str, Any]) -> Iterator[str]:
    yield block.get("block_id", "")
    if block.get("type") == "actions":
        yield from (element.get("value", "") for element in block.get("elements", ()))


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
