"""The discord.py client: the guilds intent and nothing more, commands, buttons."""

import logging
from collections.abc import Callable
from typing import Any

import discord
from discord import app_commands

from adapters.discord.answers import Answers
from adapters.discord.attempt import tracing
from adapters.discord.commands import add_commands
from adapters.discord.quiet import quieten
from adapters.discord.translations import Translations

_LAST_GUILD = 0.1
"""Seconds without a further server after which the list counts as told (discord.py: 2). A server that comes
later is marked unavailable until then, and its channels are waited for, not refused."""

_LONGEST_WAIT = 30.0
"""Seconds; discord.py raises `RateLimited` rather than wait longer, and takes no smaller number."""

_log = logging.getLogger(__name__)


class DeskClient(discord.Client):
    """A client that answers through `answers` and posts with one request an attempt."""

    def __init__(self) -> None:
        quieten()
        super().__init__(
            intents=discord.Intents(guilds=True),  # no privileged intent
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            guild_ready_timeout=_LAST_GUILD,
            max_ratelimit_timeout=_LONGEST_WAIT,
            http_trace=tracing(),
        )
        self.answers = Answers()
        self.tree: app_commands.CommandTree[discord.Client] = app_commands.CommandTree(self)
        add_commands(self.tree, self.answers)
        parsers = self._connection.parsers
        parsers.update({event: _forgiving(event, parse) for event, parse in parsers.items()})

    async def setup_hook(self) -> None:
        """Part of `login`: tell Discord the commands. One PUT replaces all; unchanged ones cost nothing."""
        await self.tree.set_translator(Translations())
        await self.tree.sync()

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Buttons; commands take their own way through the tree."""
        if interaction.type is discord.InteractionType.component and interaction.data:
            await self.answers.press(interaction, str(interaction.data.get("custom_id", "")))


def _forgiving(event: str, parse: Callable[[Any], None]) -> Callable[[Any], None]:
    """An event that discord.py cannot read would end the connection for good: it is passed over instead.

    Discord adds to its events at any time, and of all of them the bot needs few.
    """

    def attempt(data: Any) -> None:
        try:
            parse(data)
        except Exception:  # noqa: BLE001 -- whatever Discord may send
            _log.exception("Discord: an event %s could not be read", event)

    return attempt
