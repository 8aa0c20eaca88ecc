"""`wirewatch stories split`: reports of a story become one of their own."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.options import config_option

if TYPE_CHECKING:
    from bot.core.stories import Story
    from bot.records import Records
    from bot.services.curating import NotDone
    from bot.services.setup import Setup


@click.command(epilog="Example: wirewatch stories split 1f0c3b8a9d2e 4711 4720")
@click.argument("story", metavar="ID")
@click.argument("entries", metavar="ENTRY...", nargs=-1, required=True, type=click.INT)
@config_option
def split(*, story: str, entries: Sequence[int], folder: Path) -> None:
    """Make some reports a story of their own.

    They tell of another happening than the rest. `wirewatch stories show` gives the ids of the entries. Where
    the whole was told, the new story is told as well, and the old message is edited. What comes in later
    joins the nearer of both. A mute of the whole does not quiet the new story. `wirewatch stories merge`
    makes them one again.
    """
    from bot.cli.stories.known import change, known_story  # noqa: PLC0415  # see `run`
    from bot.core.entries import EntryId  # noqa: PLC0415
    from bot.services.curating import split_story  # noqa: PLC0415

    subject = f"stories split {story}"
    wanted = tuple(map(EntryId, dict.fromkeys(entries)))

    def work(records: "Records", setup: "Setup", author: str, now: datetime) -> "Story | NotDone":
        whole = known_story(records, subject, story)
        return split_story(records, whole.id, wanted, setup, author=author, now=now)

    new = asyncio.run(change(folder, subject, work))
    said = f"{new.id} is a story of its own now, with {len(new.reports)} of {story}'s reports"
    click.echo(f"{said}; it is told where {story} was." if new.told else f"{said}.")
