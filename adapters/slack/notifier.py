"""Shows messages in Slack channels, and finds those whose fate is unknown."""

from collections.abc import Mapping
from datetime import datetime

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.addresses import Addresses
from adapters.slack.calls import Answered, CallOutcome, Lost, NotSent, Rejected, outcome_of_call
from adapters.slack.errors import outcome_of
from adapters.slack.history import metadata, not_read, search
from adapters.slack.renderer import SlackPayload, render
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
from bot.ports import Outgoing


class SlackNotifier:
    """Implements `bot.ports.Notifier`.

    Slack takes no idempotency key: every message is stamped with its delivery key instead, to be found by
    it. `link_names` and `parse` are never sent, for they would turn words into mentions.
    """

    def __init__(self, client: AsyncWebClient, channel_ids: Mapping[str, str]) -> None:
        """`client` must not retry by itself (`web_client`); `channel_ids` by name as operators write it."""
        self._client = client
        self._addresses = Addresses(channel_ids)

    async def post(self, outgoing: Outgoing) -> SendOutcome:
        name = outgoing.channel.name
        payload = _stamped(render(outgoing.message), outgoing.key)
        posted = await outcome_of_call(
            self._client.chat_postMessage(
                channel=self._addresses.known(name) or name,
                text=payload.text,
                blocks=payload.blocks,
                metadata=metadata(outgoing.key),
                mrkdwn=False,
                unfurl_links=False,
                unfurl_media=False,
            )
        )
        outcome = _send_outcome(posted)
        if isinstance(outcome, Sent):
            self._addresses.remember(name, outcome.receipt.channel_id)
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

    async def find(self, key: DeliveryKey, channel: Channel, since: datetime) -> FindOutcome:
        channel_id = await self._addresses.look_up(self._client, channel.name)
        if isinstance(channel_id, str):
            return await search(self._client, key, channel_id, since)
        unread = not_read(channel_id) if channel_id else None
        return unread if isinstance(unread, TryAgain) else _without_id(channel)


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
