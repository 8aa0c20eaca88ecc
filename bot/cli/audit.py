"""`wirewatch audit`: who changed what by a command or a button."""

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
    """Show who muted and unmuted what, and where; the newest first. A bot that runs may go on."""
    from bot.settings.loader import load  # noqa: PLC0415  # see `run`

    changes = asyncio.run(_read(load(folder).options.database, limit))
    if as_json:
        click.echo(json.dumps({"changes": list(map(_as_data, changes))}, ensure_ascii=False))
    elif not changes:
        click.echo("Nothing was changed by a command or a button yet.")
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
    where = f"in {change.channel}" if change.channel else "everywhere"
    return f"{change.at:%Y-%m-%dT%H:%M:%SZ}  {change.actor}  {change.action} {change.target}, {where}"
