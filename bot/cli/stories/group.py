"""`wirewatch stories`: what the reports were joined into, and how to put that right."""

import click

from bot.cli.stories.list import listed
from bot.cli.stories.merge import merge
from bot.cli.stories.show import show
from bot.cli.stories.split import split


@click.group()
def stories() -> None:
    """List and show stories, make two one, or take reports out of one; a bot that runs may go on."""


for command in (listed, show, merge, split):
    stories.add_command(command)
