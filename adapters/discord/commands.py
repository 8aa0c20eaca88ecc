"""`/watch` in Discord, and `Why this?` in the menu of every message."""

from collections.abc import Iterable, Iterator

import discord
from discord import app_commands

from adapters.discord.answers import Answers

_WHY = "v1:why:"
"""How the id of a button begins that asks why, followed by the key of its message."""


def add_commands(tree: app_commands.CommandTree[discord.Client], answers: Answers) -> None:
    """Add `/watch` with its subcommands to `tree`."""
    # In servers only: what the team watches is not for everyone who can write the bot a direct message.
    watch = app_commands.Group(name="watch", description="Ask the news desk", guild_only=True)

    _add_event_commands(watch, answers)
    _add_report_commands(watch, answers)
    _add_silence_commands(watch, answers)
    _add_overviews(watch, answers)
    tree.add_command(watch)
    _add_why_menu(tree, answers)


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
    @watch.command(
        name="digest",
        description="The digest of this channel: what is held, when it comes; now: a look at it",
    )
    @app_commands.describe(what="Nothing, or: now")
    async def digest(interaction: discord.Interaction, what: str = "") -> None:
        await answers.answer(interaction, "digest", what)

    @watch.command(name="list", description="The watches of this channel")
    async def show_list(interaction: discord.Interaction) -> None:
        await answers.answer(interaction, "list")

    @watch.command(name="feeds", description="The feeds in trouble, and when each is asked again")
    async def feeds(interaction: discord.Interaction) -> None:
        await answers.answer(interaction, "feeds")

    @watch.command(name="help", description="What can be asked, with examples")
    async def show_help(interaction: discord.Interaction) -> None:
        await answers.answer(interaction, "help")


def _add_why_menu(tree: app_commands.CommandTree[discord.Client], answers: Answers) -> None:
    """`Why this?` in a message's own menu, for messages with a link or a button of ours."""

    async def why_this(interaction: discord.Interaction, message: discord.Message) -> None:
        await answers.answer(interaction, "why", _subject(message))

    menu = app_commands.ContextMenu(name="Why this?", callback=why_this)
    menu.guild_only = True
    tree.add_command(menu)


def _subject(message: discord.Message) -> str:
    """What a message is about: the key in its button `why`, else the first link in its words."""
    for component in _walked(message.components):
        custom_id = getattr(component, "custom_id", None) or ""
        if custom_id.startswith(_WHY):
            return str(custom_id.removeprefix(_WHY))
    return next((word for word in message.content.split() if word.startswith(("https://", "http://"))), "")


def _walked(components: Iterable[object]) -> Iterator[object]:
    for component in components:
        yield component
        yield from _walked(getattr(component, "children", ()))


def _asked(words: str, **options: str) -> str:
    """As it would be typed elsewhere: `words key:value`, without the options that were left out."""
    given = (f"{key.replace('_', '-')}:{value}" for key, value in options.items() if value)
    return " ".join((words, *given)).strip()
