"""`wirewatch ask`: what `/watch` answers in chat, in the terminal."""

import asyncio
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from bot.cli.options import config_option, console, operator

if TYPE_CHECKING:
    from bot.core.channels import Platform
    from bot.ports import Question
    from bot.services.answer import Reply
    from bot.settings.configuration import Configuration
    from bot.settings.secrets import Secrets

_NO_ANSWER = 1


def _complete(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    from bot.core.answers.overviews import VERBS  # noqa: PLC0415  # see `run`

    return [CompletionItem(verb) for verb in VERBS if verb.startswith(typed)]


@click.command(
    epilog="Example: wirewatch ask latest india-russia-summit since:7d",
    # In a search -word leaves out what holds the word: no option may be short, not even -h.
    context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]},
)
@click.argument("verb", default="help", shell_complete=_complete)
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
@click.option("--json", "as_json", is_flag=True, help="The answer for a program, as one JSON object.")
@config_option
@click.pass_context
def ask(context: click.Context, *, verb: str, words: tuple[str, ...], as_json: bool, folder: Path) -> None:
    """Ask what the bot knows, as with /watch in chat; `wirewatch ask help` tells what can be asked.

    A bot that runs may go on. Only mute and unmute change anything: for all channels.
    """
    from adapters.console.notifier import render  # noqa: PLC0415  # see `run`
    from bot.cli.ask_json import as_data  # noqa: PLC0415
    from bot.ports import Question  # noqa: PLC0415
    from bot.settings.loader import load  # noqa: PLC0415

    # Who is at the terminal can write the files.
    question = Question(verb=verb, text=as_typed(words), actor=operator(), manages=True)
    reply = asyncio.run(_ask(load(folder), question))
    if as_json:
        click.echo(json.dumps(as_data(reply), ensure_ascii=False))
    else:
        console().print(render(replace(reply.message, buttons=())))  # nobody can press them here
    if not reply.answered:
        context.exit(_NO_ANSWER)


def as_typed(words: tuple[str, ...]) -> str:
    """The words as one line; the quotes that the shell took from words with spaces are set again."""
    return " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)


def _platforms(secrets: "Secrets") -> "tuple[Platform, ...]":
    """Those that a bot with these tokens is on: where messages went, and what can be muted."""
    from bot.core.channels import Platform  # noqa: PLC0415

    tokens = {Platform.SLACK: secrets.slack, Platform.DISCORD: secrets.discord_token}
    return tuple(platform for platform, token in tokens.items() if token)


async def _ask(configuration: "Configuration", question: "Question") -> "Reply":
    from adapters.storage.database import open_store  # noqa: PLC0415
    from bot.app.parts import SystemClock, make_setup  # noqa: PLC0415
    from bot.services.answer import NewsDesk  # noqa: PLC0415
    from bot.services.setup import Current  # noqa: PLC0415
    from bot.settings.secrets import read_secrets  # noqa: PLC0415

    store = open_store(configuration.options.database, alone=False)
    try:
        setup = Current(make_setup(configuration, _platforms(read_secrets(os.environ))))
        return await NewsDesk(store=store, setup=setup, clock=SystemClock()).reply(question)
    finally:
        await store.close()
