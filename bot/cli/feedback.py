"""`wirewatch feedback`: what people said of the alerts they got."""

import asyncio
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.options import config_option, console

if TYPE_CHECKING:
    from bot.core.answers.feedback import Feedback


@click.command(epilog="Example: wirewatch feedback --json > feedback.json")
@click.option("--json", "as_json", is_flag=True, help="All that was said, as one JSON object.")
@config_option
def feedback(*, as_json: bool, folder: Path) -> None:
    """Show how many people found the alerts of each watch useful; no rule changes by it.

    With --json each answer of each person, for a table or a program. A bot that runs may go on.
    """
    from bot.settings.loader import load  # noqa: PLC0415  # see `run`

    said = asyncio.run(_read(load(folder).options.database))
    if as_json:
        click.echo(json.dumps({"feedback": list(map(_as_data, said))}, ensure_ascii=False))
    else:
        _show(said)


async def _read(database: Path) -> "tuple[Feedback, ...]":
    from adapters.storage.readonly import ReadOnlyStore  # noqa: PLC0415

    store = ReadOnlyStore(database)
    try:
        return await store.transact(lambda records: records.feedback.all())
    finally:
        await store.close()


def _as_data(said: "Feedback") -> dict[str, object]:
    return {
        "story": said.story,
        "headline": said.headline,
        "watches": list(said.watches),
        "channel": str(said.channel),
        "actor": said.actor,
        "useful": said.useful,
        "at": f"{said.at:%Y-%m-%dT%H:%M:%SZ}",
    }


def _show(said: "tuple[Feedback, ...]") -> None:
    if not said:
        click.echo("Nobody has pressed Useful or Not useful yet.")
        return
    useful = Counter(watch for one in said if one.useful for watch in one.watches)
    total = Counter(watch for one in said for watch in one.watches)
    for watch, count in total.most_common():
        console().print(f"{watch}: {useful[watch]} of {count} useful", markup=False)
