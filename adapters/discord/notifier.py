"""Alerts in Discord channels: posted once, edited in place, replied to in threads, found by their key."""

from collections.abc import Awaitable, Callable

import discord

from adapters.discord import limits
from adapters.discord.directory import Directory
from adapters.discord.errors import Right, Trouble
from adapters.discord.history import Search, receipt_of
from adapters.discord.layout import Painted
from adapters.discord.looks import Dress, Look, dresses
from adapters.discord.requests import Requests, once_more
from adapters.discord.threads import open_thread, thread_name
from bot.core.deliveries import FindOutcome, Receipt, Refused, SendOutcome, Sent, TryAgain, Unreadable
from bot.core.display import clean_text, shorten
from bot.core.pictures import Picture
from bot.core.reasons import Reason
from bot.ports import Outgoing, Painter, Wanted


class DiscordNotifier:
    """The port `bot.ports.Notifier` over a logged-in client whose trace is `attempt.tracing()`.

    A post carries its key as nonce, and discord.py asks Discord to enforce it: within minutes a second post
    of the same key gives the first message back. A message that Discord refuses, of which it has made
    nothing, is tried in a plainer dress.
    """

    def __init__(
        self,
        client: discord.Client,
        directory: Directory,
        *,
        look: Look = Look.COMPONENTS,
        painter: Painter | None = None,
    ) -> None:
        self._client = client
        self._directory = directory
        self._look = look
        self._painter = painter
        self._requests = Requests(client)

    async def post(self, outgoing: Outgoing) -> SendOutcome:
        if outgoing.thread:
            return await self._reply(outgoing, outgoing.thread)
        channel_id = self._directory.find(outgoing.channel)
        if not isinstance(channel_id, int):
            return channel_id
        return await self._send(outgoing, channel_id, channel_id, Right.POST, self._requests.deadline())

    async def edit(self, outgoing: Outgoing, receipt: Receipt) -> SendOutcome:
        channel_id, until = int(receipt.channel_id), self._requests.deadline()
        place = self._client.get_partial_messageable(channel_id)
        message = place.get_partial_message(int(receipt.message_id))
        done = await _in_turn(
            await self._dresses(outgoing.message.picture, channel_id),
            lambda dress: self._requests.make(
                outgoing.channel, channel_id, lambda: dress.edit(message, outgoing), until=until
            ),
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
        """A request for the thread, which makes no message, and then those of any other post."""
        until = self._requests.deadline()
        name = thread_name(outgoing.message)
        trouble = await open_thread(
            self._client, self._requests, outgoing.channel, head, name=name, until=until
        )
        if trouble:
            return trouble
        sent = await self._send(outgoing, int(head.message_id), int(head.channel_id), Right.REPLY, until)
        if isinstance(sent, Refused) and sent.reason is Reason.NO_SUCH_CHANNEL:
            detail = f"{outgoing.channel}: the message's thread was deleted in Discord"
            return Refused(reason=Reason.MESSAGE_GONE, detail=detail)
        return sent

    async def _send(
        self, outgoing: Outgoing, place_id: int, channel_id: int, right: Right, until: float
    ) -> SendOutcome:
        """To the channel, or to the place in it that is its thread."""
        place = self._client.get_partial_messageable(place_id)
        done = await _in_turn(
            await self._dresses(outgoing.message.picture, channel_id),
            lambda dress: self._requests.make(
                outgoing.channel, place_id, lambda: dress.send(place, outgoing), right=right, until=until
            ),
        )
        return Sent(receipt=receipt_of(done)) if isinstance(done, discord.Message) else done

    async def _dresses(self, picture: Picture | None, channel_id: int) -> tuple[Dress, ...]:
        """As the bot's rights allow; where nobody can tell them, without what needs one.

        Discord refuses a new embed without Embed Links, and drops an edited one without a word; it refuses
        a picture without Attach Files.
        """
        rights = self._directory.rights(channel_id) or discord.Permissions.none()
        painted = await self._painted(picture) if picture and rights.attach_files else None
        return dresses(self._look if rights.embed_links else Look.COMPONENTS, painted)

    async def _painted(self, picture: Picture) -> Painted | None:
        png = await self._painter.paint(picture) if self._painter else None
        return Painted(png=png, alt=shorten(clean_text(picture.alt), limits.ALT)) if png else None


async def _in_turn(
    dresses: tuple[Dress, ...], request: Callable[[Dress], Awaitable[discord.Message | Trouble]]
) -> discord.Message | Trouble:
    """What came of the first request that was not refused for its message; else of the last."""
    *fine, plainest = dresses
    for dress in fine:
        done = await request(dress)
        if not (isinstance(done, Refused) and done.reason is Reason.MESSAGE_REFUSED):
            return done
    return await request(plainest)
