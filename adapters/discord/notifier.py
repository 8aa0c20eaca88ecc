"""Alerts in Discord channels: posted once, edited in place, replied to in threads, found by their key."""

import discord

from adapters.discord.directory import Directory
from adapters.discord.errors import Right
from adapters.discord.history import Search, receipt_of
from adapters.discord.layout import layout
from adapters.discord.renderer import render
from adapters.discord.requests import Requests, once_more
from adapters.discord.threads import open_thread, thread_name
from bot.core.deliveries import FindOutcome, Receipt, Refused, SendOutcome, Sent, TryAgain, Unreadable
from bot.core.reasons import Reason
from bot.ports import Outgoing, Wanted

_SILENT = discord.AllowedMentions.none()


class DiscordNotifier:
    """The port `bot.ports.Notifier` over a logged-in client whose trace is `attempt.tracing()`.

    A post carries its key as nonce, and discord.py asks Discord to enforce it: within minutes a second post
    of the same key gives the first message back.
    """

    def __init__(self, client: discord.Client, directory: Directory) -> None:
        self._client = client
        self._directory = directory
        self._requests = Requests(client)

    async def post(self, outgoing: Outgoing) -> SendOutcome:
        if outgoing.thread:
            return await self._reply(outgoing, outgoing.thread)
        channel_id = self._directory.find(outgoing.channel)
        if not isinstance(channel_id, int):
            return channel_id
        return await self._send(outgoing, channel_id, Right.POST, self._requests.deadline())

    async def edit(self, outgoing: Outgoing, receipt: Receipt) -> SendOutcome:
        view = layout(render(outgoing.message), outgoing.key)
        place = self._client.get_partial_messageable(int(receipt.channel_id))
        message = place.get_partial_message(int(receipt.message_id))
        done = await self._requests.make(
            outgoing.channel,
            int(receipt.channel_id),
            # Discord makes no previews in messages of components, so an edit needs no flag against them.
            lambda: message.edit(view=view, allowed_mentions=_SILENT),
        )
        if isinstance(done, discord.Message):
            return Sent(receipt=receipt)
        return once_more(done)

    async def find(self, wanted: Wanted) -> FindOutcome:
        channel_id = int(wanted.thread.channel_id) if wanted.thread else self._directory.find(wanted.channel)
        if isinstance(channel_id, TryAgain):
            return channel_id
        if isinstance(channel_id, Refused):
            return Unreadable(detail=channel_id.detail)
        may_read = self._directory.may_read_history(channel_id)
        if may_read is False:
            return Unreadable(detail=f"{wanted.channel}: the bot lacks the right Read Message History")
        return await Search(self._client, self._requests, wanted)(channel_id, may_read=may_read)

    async def _reply(self, outgoing: Outgoing, head: Receipt) -> SendOutcome:
        """Two requests at most, and only the second one makes a message."""
        until = self._requests.deadline()
        name = thread_name(outgoing.message)
        trouble = await open_thread(
            self._client, self._requests, outgoing.channel, head, name=name, until=until
        )
        if trouble:
            return trouble
        sent = await self._send(outgoing, int(head.message_id), Right.REPLY, until)
        if isinstance(sent, Refused) and sent.reason is Reason.NO_SUCH_CHANNEL:
            detail = f"{outgoing.channel}: the message's thread was deleted in Discord"
            return Refused(reason=Reason.MESSAGE_GONE, detail=detail)
        return sent

    async def _send(self, outgoing: Outgoing, place_id: int, right: Right, until: float) -> SendOutcome:
        view = layout(render(outgoing.message), outgoing.key)
        place = self._client.get_partial_messageable(place_id)
        done = await self._requests.make(
            outgoing.channel,
            place_id,
            lambda: place.send(view=view, nonce=outgoing.key, allowed_mentions=_SILENT, suppress_embeds=True),
            right=right,
            until=until,
        )
        return Sent(receipt=receipt_of(done)) if isinstance(done, discord.Message) else done
