"""`wirewatch audit`: who changed what, by a command, a button or an edit of the configuration."""

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.options import config_option, console

if TYPE_CHECKING:
    from bot.core.rights import Audited

_LIMIT = 50
_MOST = 10_000


@click.command(epilog="Example: wirewatch audit --limit 10")
@click.option(
    "--limit", type=click.IntRange(1, _MOST), default=_LIMIT, show_default=True, help="At most so many."
)
@click.option("--json", "as_json", is_flag=True, help="The result for a program, as one JSON object.")
@config_option
def audit(*, limit: int, as_json: bool, folder: Path) -> None:
    """Show who changed what, the newest first. A bot that runs may go on.

    Mutes and their ends, stories merged and split, feeds retried, and edits of the configuration that a bot
    took over or refused while it ran: of those, who made them is not known ("files").
    """
    from bot.settings.loader import load  # noqa: PLC0415  # see `run`

    changes = asyncio.run(_read(load(folder).options.database, limit))
    if as_json:
        click.echo(json.dumps({"changes": list(map(_as_data, changes))}, ensure_ascii=False))
    elif not changes:
        click.echo("Nothing was changed yet.")
    for change in () if as_json else changes:
        console().print(_line(change), markup=False)


async def _read(database: Path, limit: int) -> "tuple[Audited, ...]":
    from adapters.storage.readonly import ReadOnlyStore  # noqa: PLC0415

    store = ReadOnlyStore(database)
    try:
        return await store.transact(lambda records: records.audit.latest(limit))
    finally:
        await store.close()


def _as_data(change: "Audited") -> dict[str, object]:
    return {
        "at": f"{change.at:%Y-%m-%dT%H:%M:%SZ}",
        "actor": change.actor,
        "action": change.action,
        "target": change.target,
        "channel": str(change.channel) if change.channel else None,
    }


def _line(change: "Audited") -> str:
    from bot.core.rights import MUTING  # noqa: PLC0415

    where = f"in {change.channel}" if change.channel else "everywhere"
    said = f"{change.action} {change.target}{f', {where}' if change.action in MUTING else ''}"
    return f"{change.at:%Y-%m-%dT%H:%M:%SZ}  {change.actor}  {said}"
