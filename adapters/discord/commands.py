"""`/watch` in Discord, and the buttons of every message that Wirewatch ever posted."""

import asyncio
import logging

import aiohttp
import discord
from discord import app_commands

from adapters.discord import limits
from adapters.discord.layout import layout
from adapters.discord.renderer import render
from bot.core.messages import Headline, Message, Paragraph, Text
from bot.ports import Desk, Question

_log = logging.getLogger(__name__)
_VERSION = "v1:"
_FAILED = Message(
    blocks=(
        Headline(spans=(Text(text="Wirewatch could not answer"),)),
        Paragraph(spans=(Text(text="The error is in its log. Ask again in a moment."),)),
    )
)


class Answers:
    """Takes interactions to the desk and its answers back; every answer is seen by the asker alone."""

    def __init__(self) -> None:
        self.desk: Desk | None = None
        """Set before the gateway opens."""
        self._running: set[asyncio.Task[object]] = set()

    async def answer(self, interaction: discord.Interaction, verb: str, text: str = "") -> None:
        """Acknowledge first (Discord waits 3 s), then ask the desk."""
        task = asyncio.current_task()
        if task:
            self._running.add(task)
        try:
            await interaction.response.defer(ephemeral=True, thinking=True)
            await self._reply(interaction, verb, text)
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            _log.warning("Discord did not take the answer to /watch %s: %s", verb, error)
        finally:
            if task:
                self._running.discard(task)

    async def press(self, interaction: discord.Interaction, custom_id: str) -> None:
        """A button: `v1:verb:target`. Ids of other makes are not ours to answer."""
        if custom_id.startswith(_VERSION):
            verb, _, target = custom_id.removeprefix(_VERSION).partition(":")
            await self.answer(interaction, verb, target)

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

    async def _reply(self, interaction: discord.Interaction, verb: str, text: str) -> None:
        if self.desk is None:
            raise RuntimeError("an interaction came before the desk was set")
        question = Question(verb=verb, text=text, actor=f"discord:{interaction.user.id}")
        try:
            message = await self.desk.answer(question)
        except Exception:
            await _show(interaction, _FAILED)
            raise
        await _show(interaction, message)


def add_commands(tree: app_commands.CommandTree[discord.Client], answers: Answers) -> None:
    """Add `/watch` with its subcommands to `tree`."""
    # In servers only: what the team watches is not for everyone who can write the bot a direct message.
    watch = app_commands.Group(name="watch", description="Ask the news desk", guild_only=True)

    @watch.command(name="latest", description="What is known now about an event, with sources")
    @app_commands.describe(event="The event: type a few letters of its name")
    async def latest(interaction: discord.Interaction, event: str) -> None:
        await answers.answer(interaction, "latest", event)

    @latest.autocomplete("event")
    async def complete(_interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await answers.suggest(typed)

    @watch.command(name="feeds", description="The feeds in trouble, and when each is asked again")
    async def feeds(interaction: discord.Interaction) -> None:
        await answers.answer(interaction, "feeds")

    @watch.command(name="why", description="Why an alert was shown, and which watch asked for it")
    @app_commands.describe(item="A link, an id, or: last")
    async def why(interaction: discord.Interaction, item: str) -> None:
        await answers.answer(interaction, "why", item)

    @watch.command(name="help", description="What can be asked, with examples")
    async def show_help(interaction: discord.Interaction) -> None:
        await answers.answer(interaction, "help")

    tree.add_command(watch)


async def _show(interaction: discord.Interaction, message: Message) -> None:
    await interaction.edit_original_response(
        view=layout(render(message)), allowed_mentions=discord.AllowedMentions.none()
    )
