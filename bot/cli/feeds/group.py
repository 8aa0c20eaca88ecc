"""`wirewatch feeds`: the feeds that are polled, and how they are."""

import click

from bot.cli.feeds.add import add
from bot.cli.feeds.list import listed
from bot.cli.feeds.opml import export, take_in
from bot.cli.feeds.retry import retry


@click.group()
def feeds() -> None:
    """List, add, retry, import and export feeds; a bot that runs may go on."""


for command in (listed, add, retry, take_in, export):
    feeds.add_command(command)
