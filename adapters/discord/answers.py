"""Interactions on their way to the desk, and its answers on theirs back."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

import aiohttp
import discord
from discord import app_commands

from adapters.discord import limits
from adapters.discord.layout import layout
from adapters.discord.renderer import render
from bot.core.answers.sharing import SHARE, shared_by
from bot.core.answers.sorry import FAILED
from bot.core.channels import Channel
from bot.core.messages import Message
from bot.ports import Desk, Question

_log = logging.getLogger(__name__)
_VERSION = "v1:"
_Show = Callable[[discord.Interaction, Message], Awaitable[None]]


class Answers:
    """Takes interactions to the desk and its answers back; but for a shared one, only the asker sees them."""

    def __init__(self) -> None:
        self.desk: Desk | None = None
        """Set before the gateway opens."""
        self.declared: Callable[[int], Channel | None] = lambda _: None
        """The channel of an id, where an operator named it."""
        self._running: set[asyncio.Task[object]] = set()

    async def answer(self, interaction: discord.Interaction, verb: str, text: str = "") -> None:
        """Acknowledge first (Discord waits 3 s), then ask the desk."""
        with self._under_way(verb):
            await interaction.response.defer(ephemeral=True, thinking=True)
            await self._reply(interaction, verb, text, _show)

    async def press(self, interaction: discord.Interaction, custom_id: str) -> None:
        """A button: `v1:verb:target`. Ids of other makes are not ours to answer."""
        if custom_id.startswith(_VERSION):
            verb, _, target = custom_id.removeprefix(_VERSION).partition(":")
            await (
                self.share(interaction, target) if verb == SHARE else self.answer(interaction, verb, target)
            )

    async def share(self, interaction: discord.Interaction, asked: str) -> None:
        """Show everyone in the channel what the desk answers to `asked`, a verb and its words.

        Where it answers nothing, the asker alone is told why.
        """
        with self._under_way(SHARE):
            await interaction.response.defer()  # for a button: nothing is shown yet, and the answer stays
            await self._reply(interaction, SHARE, asked, _post)

    async def suggest(self, typed: str) -> list[app_commands.Choice[str]]:
        choices = await self.desk.suggest(typed) if self.desk else ()
        return [
            app_commands.Choice(name=choice.label[: limits.CHOICE_NAME], value=choice.value)
            for choice in choices[: limits.CHOICES]
        ]

    async def stop(self) -> None:
        """End the answers under way: Discord lets the asker ask again."""
        running = [task for task in self._running if task is not asyncio.current_task()]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    @contextmanager
    def _under_way(self, verb: str) -> Iterator[None]:
        """What `stop` ends; a failure of Discord's is logged, for nobody is left to be told."""
        task = asyncio.current_task()
        if task:
            self._running.add(task)
        try:
            yield
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            _log.warning("Discord did not take the answer to /watch %s: %s", verb, error)
        finally:
            if task:
                self._running.discard(task)

    async def _reply(self, interaction: discord.Interaction, verb: str, text: str, show: _Show) -> None:
        if self.desk is None:
            raise RuntimeError("an interaction came before the desk was set")
        question = Question(
            verb=verb,
            text=text,
            actor=f"discord:{interaction.user.id}",
            channel=self.declared(_channel_id(interaction)),
            manages=interaction.permissions.manage_guild,
            groups=roles_of(interaction.user),
        )
        try:
            message = await self.desk.answer(question)
        except Exception:
            await show(interaction, FAILED)
            raise
        await show(interaction, message)


def roles_of(user: discord.User | discord.Member) -> frozenset[str]:
    """The roles of a member, as a configuration names them; they come with the interaction."""
    roles = user.roles if isinstance(user, discord.Member) else ()
    return frozenset(f"discord:{role.id}" for role in roles)


def _channel_id(interaction: discord.Interaction) -> int:
    """Of the channel where it is asked, also where that is in a thread; 0 where Discord does not say."""
    channel = interaction.channel
    return channel.parent_id if isinstance(channel, discord.Thread) else interaction.channel_id or 0


async def _show(interaction: discord.Interaction, message: Message) -> None:
    """To the asker alone, in place of what was deferred."""
    await interaction.edit_original_response(
        view=layout(render(message)), allowed_mentions=discord.AllowedMentions.none()
    )


async def _post(interaction: discord.Interaction, message: Message) -> None:
    """To everyone in the channel; why there is no answer, to the asker alone."""
    await interaction.followup.send(
        view=layout(render(shared_by(message, interaction.user.display_name))),
        ephemeral=message.private,
        allowed_mentions=discord.AllowedMentions.none(),
    )
