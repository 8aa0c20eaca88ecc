"""`wirewatch run`: the bot."""

import asyncio
import logging
import os
from pathlib import Path

import click

from bot.cli.options import config_option, console, page_options, with_page


@click.command()
@config_option
@page_options
@click.option("--once", is_flag=True, help="Poll every feed once, deliver what is to be told, and end.")
@click.option("--json", "as_json", is_flag=True, help="Alerts shown here as JSON, one a line.")
def run(*, folder: Path, host: str | None, port: int | None, once: bool, as_json: bool) -> None:
    """Poll the configured feeds and tell the channels, until Ctrl-C.

    With SLACK_BOT_TOKEN and SLACK_APP_TOKEN, or DISCORD_TOKEN, in the environment or in .env it posts there;
    with neither it shows the alerts here.
    """
    from bot import faults  # noqa: PLC0415  # what they bring in would slow every other command
    from bot.app import parts, running  # noqa: PLC0415
    from bot.settings.secrets import read_secrets  # noqa: PLC0415

    if fault := os.environ.get("WIREWATCH_FAULT"):
        faults.arm(fault)
    logging.getLogger("bot").setLevel(logging.INFO)
    order = running.Order(
        folder=folder,
        load=lambda: with_page(parts.load_checked(folder), host, port),
        secrets=read_secrets(os.environ),
        console=console(),
        once=once,
        as_json=as_json,
    )
    asyncio.run(running.run(order))
