"""Shows messages in Slack channels, and finds those whose fate is unknown."""

import logging

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.addresses import Addresses
from adapters.slack.calls import Answered, CallOutcome, Lost, NotSent, Rejected, outcome_of_call
from adapters.slack.errors import outcome_of
from adapters.slack.history import metadata, not_read, search
from adapters.slack.pictures import Pictures
from adapters.slack.renderer import SlackPayload, render
from adapters.slack.threads import obstacle
from bot.core.channels import Channel
from bot.core.deliveries import (
    DeliveryKey,
    FindOutcome,
    Receipt,
    SendOutcome,
    Sent,
    TryAgain,
    Unreadable,
    Unsure,
)
from bot.core.reasons import Reason
from bot.ports import Outgoing, Wanted

_log = logging.getLogger(__name__)


class SlackNotifier:
    """Implements `bot.ports.Notifier`.

    Slack takes no idempotency key: every message is stamped with its delivery key instead, to be found by
    it. `link_names` and `parse` are never sent, for they would turn words into mentions.
    """

    def __init__(
        self, client: AsyncWebClient, addresses: Addresses, pictures: Pictures | None = None
    ) -> None:
        """`client` must not retry by itself (`web_client`). Without `pictures` none is shown."""
        self._client = client
        self._addresses = addresses
        self._pictures = pictures

    async def post(self, outgoing: Outgoing) -> SendOutcome:
        head = outgoing.thread
        if head and (obstructed := await obstacle(self._client, head)):
            return obstructed
        name = outgoing.channel.name
        picture = await self._pictures.of(outgoing) if self._pictures else None
        payload = _stamped(render(outgoing.message, picture), outgoing.key)
        posted = await outcome_of_call(
            self._client.chat_postMessage(
                channel=head.channel_id if head else self._addresses.known(name) or name,
                thread_ts=head.message_id if head else None,
                text=payload.text,
                blocks=payload.blocks,
                metadata=metadata(outgoing.key),
                mrkdwn=False,
                unfurl_links=False,
                unfurl_media=False,
            )
        )
        outcome = _send_outcome(posted)
        if self._pictures:
            outcome = self._pictures.judged(outgoing.key, outcome)
        if isinstance(outcome, Sent):
            self._addresses.remember(name, outcome.receipt.channel_id)
            if head and not _threaded(posted):
                _log.warning("%s: a reply stands in the channel, its message is gone", outgoing.channel)
        return outcome

    async def edit(self, outgoing: Outgoing, receipt: Receipt) -> SendOutcome:
        payload = render(outgoing.message)
        edited = await outcome_of_call(
            self._client.chat_update(
                channel=receipt.channel_id,
                ts=receipt.message_id,
                text=payload.text,
                blocks=payload.blocks,
                metadata=metadata(outgoing.key),
            )
        )
        return _send_outcome(edited)

    async def find(self, wanted: Wanted) -> FindOutcome:
        if wanted.thread:
            return await search(self._client, wanted, wanted.thread.channel_id)
        channel_id = await self._addresses.look_up(self._client, wanted.channel.name)
        if isinstance(channel_id, str):
            return await search(self._client, wanted, channel_id)
        unread = not_read(channel_id) if channel_id else None
        return unread if isinstance(unread, TryAgain) else _without_id(wanted.channel)


def _threaded(posted: CallOutcome) -> bool:
    """Whether the answer says that the message is in a thread."""
    return isinstance(posted, Answered) and "thread_ts" in (posted.data.get("message") or {})


def _stamped(payload: SlackPayload, key: DeliveryKey) -> SlackPayload:
    """The payload with the key as its first block's id, where it is found should the metadata be gone.

    Not on edits: Slack wants new block ids in each version of a message.
    """
    match payload.blocks:
        case [first, *rest]:
            return SlackPayload(text=payload.text, blocks=[first | {"block_id": key}, *rest])
        case _:
            return payload


def _without_id(channel: Channel) -> Unreadable:
    detail = f"the id of {channel} is not known, and Slack's history is read by id"
    return Unreadable(detail=f"{detail}: set it in config/channels.yaml")


def _send_outcome(outcome: CallOutcome) -> SendOutcome:
    match outcome:
        case Answered(data={"channel": str(channel), "ts": str(ts)}):
            return Sent(receipt=Receipt(channel_id=channel, message_id=ts))
        case Answered():
            return Unsure(detail="Slack accepted the message without saying where it stands")
        case Rejected(error=error, after=after):
            return outcome_of(error, after)
        case NotSent(detail=detail):
            return TryAgain(reason=Reason.UNREACHABLE, detail=detail)
        case Lost(detail=detail):
            return Unsure(detail=detail)
