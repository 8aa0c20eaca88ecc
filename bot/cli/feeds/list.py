"""`wirewatch feeds list`: every configured feed and how its polls went."""

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.options import config_option, console

if TYPE_CHECKING:
    from bot.cli.feeds.shown import Kept

_STATES = ("ok", "new", "failing", "stopped", "quiet", "off")


@click.command("list", epilog="Example: wirewatch feeds list --state failing")
@click.option("--state", "state", type=click.Choice(_STATES), help="Only the feeds in this state.")
@click.option("--json", "as_json", is_flag=True, help="The result for a program, as one JSON object.")
@config_option
def listed(*, state: str | None, as_json: bool, folder: Path) -> None:
    """Show the feeds: when each was read last and will be next, its entries, and what is wrong with it.

    \b
    ok       its last poll went well
    new      not polled yet
    failing  its last poll went wrong; it is tried again
    stopped  not polled any more, until `wirewatch feeds retry`
    quiet    nothing new for far longer than usual
    off      turned off in feeds.yaml
    """  # noqa: D301 -- click's mark for lines that stay as they are
    from bot.cli.feeds import shown  # noqa: PLC0415  # see `run`
    from bot.settings.loader import load  # noqa: PLC0415

    configuration = load(folder)
    database = configuration.options.database
    kept = asyncio.run(_kept(database)) if database.exists() else shown.Kept()
    rows = [
        *(shown.standing(feed, kept) for feed in configuration.feeds),
        *(shown.standing(feed, kept, off=True) for feed in configuration.off),
    ]
    chosen = [row for row in rows if state in (None, row.state)]
    if as_json:
        click.echo(json.dumps(shown.as_json(chosen), ensure_ascii=False))
    else:
        shown.show(chosen, console())


async def _kept(database: Path) -> "Kept":
    from adapters.storage.readonly import ReadOnlyStore  # noqa: PLC0415
    from bot.cli.feeds.shown import Kept  # noqa: PLC0415

    store = ReadOnlyStore(database)
    try:
        return await store.transact(lambda records: Kept(records.feeds.states(), records.feeds.counts()))
    finally:
        await store.close()
