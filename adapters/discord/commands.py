"""`/watch` in Discord, and the buttons of every message that Wirewatch ever posted."""

import asyncio
import logging
from collections.abc import Callable

import aiohttp
import discord
from discord import app_commands

from adapters.discord import limits
from adapters.discord.layout import layout
from adapters.discord.renderer import render
from bot.core.channels import Channel
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
        self.declared: Callable[[int], Channel | None] = lambda _: None
        """The channel of an id, where an operator named it."""
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
        question = Question(
            verb=verb,
            text=text,
            actor=f"discord:{interaction.user.id}",
            channel=self.declared(_channel_id(interaction)),
        )
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

    _add_event_commands(watch, answers)
    _add_report_commands(watch, answers)
    _add_silence_commands(watch, answers)
    _add_overviews(watch, answers)
    tree.add_command(watch)


def _add_event_commands(watch: app_commands.Group, answers: Answers) -> None:
    @watch.command(name="latest", description="What is known now about an event, with sources")
    @app_commands.describe(
        event="The event: type a few letters of its name",
        since="Only what changed since then: 7d, or 2025-12-01",
        as_of="The answer of that day: 2025-12-01",
    )
    @app_commands.rename(as_of="as-of")
    async def latest(interaction: discord.Interaction, event: str, since: str = "", as_of: str = "") -> None:
        await answers.answer(interaction, "latest", _asked(event, since=since, as_of=as_of))

    @watch.command(name="timeline", description="How the facts of an event came about, the newest first")
    @app_commands.describe(event="The event: type a few letters of its name", page="Ten a page")
    async def timeline(
        interaction: discord.Interaction, event: str, page: app_commands.Range[int, 1, 999] = 1
    ) -> None:
        await answers.answer(interaction, "timeline", _asked(event, page=str(page)))

    async def complete(_interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await answers.suggest(typed)

    latest.autocomplete("event")(complete)
    timeline.autocomplete("event")(complete)


def _add_report_commands(watch: app_commands.Group, answers: Answers) -> None:
    @watch.command(name="search", description="Stored reports that hold these words, the newest first")
    @app_commands.describe(
        query='Words that must all be there; "in quotes" together; -not this one',
        source="A feed's id or an outlet's domain",
        since="Published from this day on: 2025-11-01",
        until="Published before this day: 2025-12-01",
        limit="How many to show",
    )
    @app_commands.rename(since="from", until="to")
    async def search(  # noqa: PLR0917 -- called by Discord's own names
        interaction: discord.Interaction,
        query: str,
        source: str = "",
        since: str = "",
        until: str = "",
        limit: app_commands.Range[int, 1, 25] = 10,
    ) -> None:
        options = {"source": source, "from": since, "to": until, "limit": str(limit)}
        await answers.answer(interaction, "search", _asked(query, **options))

    @watch.command(name="why", description="Why an alert was shown, and which watch asked for it")
    @app_commands.describe(item="A link, an id, or: last")
    async def why(interaction: discord.Interaction, item: str) -> None:
        await answers.answer(interaction, "why", item)


def _add_silence_commands(watch: app_commands.Group, answers: Answers) -> None:
    @watch.command(name="mute", description="Quiet for a while in this channel; alone: what is muted")
    @app_commands.describe(
        target="story, watch, source or channel, and which: watch russian-oil",
        duration="How long: 30m, 8h, 3d",
        reason="Why, for your team",
    )
    @app_commands.rename(duration="for")
    async def mute(
        interaction: discord.Interaction, target: str = "", duration: str = "", reason: str = ""
    ) -> None:
        because = f" because {reason}" if reason else ""
        await answers.answer(interaction, "mute", _asked(target, **{"for": duration}) + because)

    @watch.command(name="unmute", description="End a mute sooner")
    @app_commands.describe(target="Its id, or what was muted")
    async def unmute(interaction: discord.Interaction, target: str) -> None:
        await answers.answer(interaction, "unmute", target)


def _add_overviews(watch: app_commands.Group, answers: Answers) -> None:
    @watch.command(name="list", description="The watches of this channel")
    async def show_list(interaction: discord.Interaction) -> None:
        await answers.answer(interaction, "list")

    @watch.command(name="feeds", description="The feeds in trouble, and when each is asked again")
    async def feeds(interaction: discord.Interaction) -> None:
        await answers.answer(interaction, "feeds")

    @watch.command(name="help", description="What can be asked, with examples")
    async def show_help(interaction: discord.Interaction) -> None:
        await answers.answer(interaction, "help")


def _asked(words: str, **options: str) -> str:
    """As it would be typed elsewhere: `words key:value`, without the options that were left out."""
    given = (f"{key.replace('_', '-')}:{value}" for key, value in options.items() if value)
    return " ".join((words, *given)).strip()


def _channel_id(interaction: discord.Interaction) -> int:
    """Of the channel where it is asked, also where that is in a thread; 0 where Discord does not say."""
    channel = interaction.channel
    return channel.parent_id if isinstance(channel, discord.Thread) else interaction.channel_id or 0


async def _show(interaction: discord.Interaction, message: Message) -> None:
    await interaction.edit_original_response(
        view=layout(render(message)), allowed_mentions=discord.AllowedMentions.none()
    )
