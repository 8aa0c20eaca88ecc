"""`wirewatch stories show`: one story with its reports."""

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.options import config_option, console

if TYPE_CHECKING:
    from bot.cli.stories.shown import Shown
    from bot.records import Records


@click.command(epilog="Example: wirewatch stories show 1f0c3b8a9d2e")
@click.argument("story", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="The result for a program, as one JSON object.")
@config_option
def show(*, story: str, as_json: bool, folder: Path) -> None:
    """Show a story's reports, and why each was joined.

    Each with its entry's id, outlet, time and title. Of a story that was made part of another one, that one
    is shown.
    """
    from bot.cli.stories import shown  # noqa: PLC0415  # see `run`
    from bot.settings.loader import load  # noqa: PLC0415

    found = asyncio.run(_read(load(folder).options.database, story))
    if as_json:
        click.echo(json.dumps(shown.story_as_json(found), ensure_ascii=False))
    else:
        shown.show_story(found, console())


async def _read(database: Path, story: str) -> "Shown":
    from adapters.storage.readonly import ReadOnlyStore  # noqa: PLC0415
    from bot.cli.stories.known import known_story  # noqa: PLC0415
    from bot.cli.stories.shown import Shown, joined_by, told_in  # noqa: PLC0415
    from bot.core.reasons import Reason  # noqa: PLC0415
    from bot.services.answering.stories import standing  # noqa: PLC0415

    def work(records: "Records") -> "Shown":
        asked = known_story(records, f"stories show {story}", story)
        found = standing(records, asked.id) or asked
        decided = records.alerts.decisions(found.id)
        return Shown(
            story=found,
            asked=asked.id,
            told_in=told_in(records.deliveries.of_story(found.id)),
            joined_by={
                report.entry: joined_by(records.alerts.decisions_on(report.entry)) for report in found.reports
            },
            curated=tuple(one for one in decided if one.reason in (Reason.MERGED, Reason.SPLIT)),
        )

    store = ReadOnlyStore(database)
    try:
        return await store.transact(work)
    finally:
        await store.close()
