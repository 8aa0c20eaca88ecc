"""Which Discord channel an operator means by a name."""

from collections.abc import Mapping

import discord

from bot.core.channels import Channel, Platform
from bot.core.deliveries import Refused, TryAgain
from bot.core.reasons import Reason

Place = int | TryAgain | Refused


class Directory:
    """Channels by name: first the operator's own ids, then the servers that the bot is in."""

    def __init__(self, client: discord.Client, channel_ids: Mapping[str, str]) -> None:
        """`channel_ids` gives the id of a channel's name, as the operator writes it in watchlists."""
        self._client = client
        self._ids = {bare(name): value for name, value in channel_ids.items()}
        self._declared = {
            value: Channel(platform=Platform.DISCORD, name=name) for name, value in channel_ids.items()
        }

    def find(self, channel: Channel) -> Place:
        """The id of `channel`, or why there is none. Asks nobody: the gateway keeps discord.py's list."""
        place = self._place(channel)
        if isinstance(place, int):
            self._declared.setdefault(str(place), channel)
        return place

    def declared(self, channel_id: int) -> Channel | None:
        """The channel as an operator names it; None where its id is neither configured nor was looked for."""
        return self._declared.get(str(channel_id))

    def _place(self, channel: Channel) -> Place:
        name = self._ids.get(bare(channel.name), bare(channel.name))
        if name.isascii() and name.isdigit():
            return int(name)
        named = [c.id for c in self._text_channels() if bare(c.name) == name]
        if len(named) == 1:
            return named[0]
        if not named and not self._complete():
            return TryAgain(
                reason=Reason.UNREACHABLE,
                detail=f"{channel}: Discord has not yet told which channels there are",
            )
        return Refused(reason=Reason.NO_SUCH_CHANNEL, detail=_not_one(channel, len(named)))

    def may_read_history(self, channel_id: int) -> bool | None:
        """Whether the bot has the right to read earlier messages; None where discord.py cannot tell."""
        rights = self.rights(channel_id)
        return rights.view_channel and rights.read_message_history if rights else None

    def rights(self, channel_id: int) -> discord.Permissions | None:
        """What the bot may do in a channel, or in a thread of it; None where discord.py cannot tell."""
        place = self._client.get_channel(channel_id)
        channel = place.parent if isinstance(place, discord.Thread) else place
        if not isinstance(channel, discord.TextChannel):
            return None
        return channel.permissions_for(channel.guild.me)

    def _text_channels(self) -> list[discord.TextChannel]:
        return [channel for guild in self._client.guilds for channel in guild.text_channels]

    def _complete(self) -> bool:
        """False while the gateway is still telling, and while a server is away on Discord's side."""
        return self._client.is_ready() and not any(guild.unavailable for guild in self._client.guilds)


def bare(name: str) -> str:
    """Discord shows channel names in lower case; the `#` before them is not part of a name."""
    return name.strip().removeprefix("#").casefold()


def _not_one(channel: Channel, count: int) -> str:
    found = f"{count} channels of that name" if count else "no text channel of that name"
    return (
        f"{channel}: the bot's servers have {found}. Check the name, invite the bot to the server, "
        "or set the channel's id in config/channels.yaml"
    )
