"""`wirewatch stories merge`: two stories become one."""

import asyncio
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


@click.command(epilog="Example: wirewatch stories merge 1f0c3b8a9d2e 77d0e4b1c5aa")
@click.argument("one", metavar="ID")
@click.argument("other", metavar="ID")
@config_option
def merge(*, one: str, other: str, folder: Path) -> None:
    """Make two stories one, since they tell of one happening.

    The one that was told stays; of two, the one seen first. The message of the other says so from then on,
    and its buttons lead to the one that stays. What comes in later and is like either joins it. Nothing is
    told once more: a bot that runs edits the messages within minutes. Only where the other was still waiting
    to be told, the one that stays is told in its place.

    Whoever muted the one that stays hears nothing of it still; a mute of the other does not quiet it.
    """
    from bot.cli.stories.known import change, known_story  # noqa: PLC0415  # see `run`
    from bot.services.curating import merge_stories  # noqa: PLC0415

    subject = f"stories merge {one} {other}"

    def work(records: "Records", setup: "Setup", author: str, now: datetime) -> "Story | NotDone":
        first, second = (known_story(records, subject, typed) for typed in (one, other))
        return merge_stories(records, first.id, second.id, setup, author=author, now=now)

    kept = asyncio.run(change(folder, subject, work))
    gone = other if kept.id == one else one
    reports, outlets = len(kept.reports), len(kept.outlets)
    click.echo(
        f"{gone} is part of {kept.id} now, which has {reports} reports of {outlets} "
        f"outlet{'' if outlets == 1 else 's'}."
    )
