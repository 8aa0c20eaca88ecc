"""`wirewatch stories list`: the stories that were told last."""

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.options import config_option, console
from bot.errors import UsageError

if TYPE_CHECKING:
    from bot.cli.stories.shown import Listed
    from bot.records import Records
    from bot.settings.configuration import Configuration

_LIMIT = 20
_MOST = 1_000
"""A page of a terminal is far shorter, and each story is read with all its reports."""


@click.command("list", epilog="Example: wirewatch stories list --watch india-russia-summit --limit 5")
@click.option("--watch", "watch", metavar="ID", help="Only those with a report that this watch matched.")
@click.option(
    "--limit", type=click.IntRange(1, _MOST), default=_LIMIT, show_default=True, help="At most so many."
)
@click.option("--json", "as_json", is_flag=True, help="The result for a program, as one JSON object.")
@config_option
def listed(*, watch: str | None, limit: int, as_json: bool, folder: Path) -> None:
    """Show the stories told last, and where.

    The one updated last comes first. "None yet": it is to be told, and waits, is held or was muted.
    """
    from bot.cli.stories import shown  # noqa: PLC0415  # see `run`
    from bot.settings.loader import load  # noqa: PLC0415

    configuration = load(folder)
    _check(configuration, watch)
    rows = asyncio.run(_read(configuration.options.database, watch, limit))
    if as_json:
        click.echo(json.dumps(shown.list_as_json(rows), ensure_ascii=False))
    else:
        shown.show_list(rows, console())


def _check(configuration: "Configuration", watch: str | None) -> None:
    from bot.settings.mistakes import did_you_mean  # noqa: PLC0415

    known = [known.id for known in configuration.watches]
    if watch is not None and watch not in known:
        hint = did_you_mean(watch, known) or "`wirewatch ask list` shows what is watched"
        raise UsageError(f"--watch {watch}", "no watch has this id", hint=hint)


async def _read(database: Path, watch: str | None, limit: int) -> "tuple[Listed, ...]":
    from adapters.storage.readonly import ReadOnlyStore  # noqa: PLC0415
    from bot.cli.stories.shown import Listed, told_in  # noqa: PLC0415
    from bot.core.watches import WatchId  # noqa: PLC0415

    def work(records: "Records") -> "tuple[Listed, ...]":
        kept = records.stories
        found = kept.latest_of(WatchId(watch), limit) if watch else kept.latest(limit)
        return tuple(
            Listed(story=story, told_in=told_in(records.deliveries.of_story(story.id))) for story in found
        )

    store = ReadOnlyStore(database)
    try:
        return await store.transact(work)
    finally:
        await store.close()
