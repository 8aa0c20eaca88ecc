"""`wirewatch backtest`: what the watches would have told."""

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.cli.options import config_option, console

if TYPE_CHECKING:
    from bot.cli.past import FeedFiles, Period
    from bot.core.feeds import Feed, FeedId
    from bot.services.backtest import Backtest, PastNews
    from bot.settings.configuration import Configuration

_SINCE = "30d"
"""Of stored entries, unless asked otherwise; of a folder, everything."""

_WHEN = "A date, or a span before now: 12h, 30d, 2w."


@click.command()
@click.option("--since", metavar="WHEN", help=f"{_WHEN}  [default: {_SINCE}; with --feeds: everything]")
@click.option("--until", metavar="WHEN", help="As --since; a day with all its hours.  [default: now]")
@click.option("--watch", "wanted", metavar="ID", multiple=True, help="Only this watch; can be given again.")
@click.option(
    "--feeds",
    "files",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Take the entries from the feed files of this folder, not from the database.",
)
@click.option("--json", "as_json", is_flag=True, help="The result for a program, as one JSON object.")
@config_option
def backtest(
    *,
    since: str | None,
    until: str | None,
    wanted: tuple[str, ...],
    files: Path | None,
    as_json: bool,
    folder: Path,
) -> None:
    """Show what the watches, as configured now, would have told of the entries that the bot has stored.

    Every channel counts as connected, and nothing is sent. The database is only read; the bot may be running.
    """
    from bot.cli import backtest_shown, past  # noqa: PLC0415  # see `run`
    from bot.cli.watches import chosen  # noqa: PLC0415
    from bot.settings.loader import load  # noqa: PLC0415

    now = datetime.now(UTC)
    asked = past.period(since or (None if files else _SINCE), until, now)
    configuration = load(folder)
    watches = chosen(configuration, wanted)
    feeds = {feed.id: feed for feed in configuration.feeds}
    configuration = replace(configuration, watches=watches)
    read = past.read_files(files, feeds, now) if files else None
    news = asyncio.run(_of_files(configuration, read, asked) if read else _of_database(configuration, asked))
    unread = read.unread if read else {}
    for name, reason in unread.items():
        click.echo(f"left out  {name}: {reason}", err=True)
    if as_json:
        click.echo(json.dumps(backtest_shown.as_json(news, unread), ensure_ascii=False))
    else:
        backtest_shown.show(news, watches, console())


async def _of_files(configuration: "Configuration", read: "FeedFiles", asked: "Period") -> "PastNews":
    entries = [entry for entry in read.entries if entry.at in asked]
    run = _backtest(configuration)
    with _progress(len(entries)) as done:
        await run.add(entries, done=done)
    return await run.news()


async def _of_database(configuration: "Configuration", asked: "Period") -> "PastNews":
    from adapters.storage.readonly import ReadOnlyStore  # noqa: PLC0415
    from bot.cli.past import stored  # noqa: PLC0415

    feeds: dict[FeedId, Feed] = {feed.id: feed for feed in configuration.feeds}
    source = ReadOnlyStore(configuration.options.database)
    ids = await source.transact(lambda records: records.entries.published(asked.since, asked.until))
    run = _backtest(configuration)
    with _progress(len(ids)) as done:
        async for portion in stored(source, ids, feeds):
            await run.add(portion, done=done)
    await source.close()
    return await run.news()


def _backtest(configuration: "Configuration") -> "Backtest":
    from adapters.storage.memory import MemoryStore  # noqa: PLC0415
    from bot.app.parts import make_setup  # noqa: PLC0415
    from bot.core.channels import Platform  # noqa: PLC0415
    from bot.services.backtest import Backtest  # noqa: PLC0415

    return Backtest(store=MemoryStore(), setup=make_setup(configuration, Platform))


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int], None]]:
    """A bar on standard error, where that is a terminal."""
    shown = Console(stderr=True)
    columns = (TextColumn("entries"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=shown, transient=True, disable=not shown.is_terminal) as progress:
        task = progress.add_task("", total=total)
        yield lambda count: progress.advance(task, count)
