"""`wirewatch feeds retry`: feeds that are to be polled at once."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.options import config_option, operator
from bot.errors import UsageError

if TYPE_CHECKING:
    from bot.core.feeds import FeedId
    from bot.core.rights import Audited
    from bot.records import Records
    from bot.settings.configuration import Configuration

_NAMED = 5
"""Feeds that are kept by name of those that were retried together."""


@click.command(epilog="Example: wirewatch feeds retry harbour-wire")
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--failing", is_flag=True, help="Every feed that fails or was stopped.")
@click.option("--all", "everything", is_flag=True, help="Every feed.")
@config_option
def retry(*, ids: tuple[str, ...], failing: bool, everything: bool, folder: Path) -> None:
    """Poll these feeds at once, also those that were stopped.

    A bot that runs does it within seconds, any other when it is started.
    """
    from bot.settings.loader import load  # noqa: PLC0415  # see `run`

    if bool(ids) + failing + everything != 1:
        hint = "Give ids, or --failing, or --all; `wirewatch feeds list` shows them"
        raise UsageError("feeds retry", "say which feeds, in one way", hint=hint)
    configuration = load(folder)
    _check(configuration, ids)
    feeds = [feed.id for feed in configuration.feeds if not ids or feed.id in ids]
    count = asyncio.run(_retry(configuration.options.database, feeds, failing=failing))
    if count:
        click.echo(f"{count} feed{'' if count == 1 else 's'} will be polled at once.")
    else:
        click.echo(
            "No feed fails or was stopped." if failing else "No feed was polled yet: each is due anyway."
        )


def _check(configuration: "Configuration", ids: Sequence[str]) -> None:
    from bot.settings.mistakes import did_you_mean  # noqa: PLC0415

    known = {feed.id for feed in configuration.feeds}
    off = {feed.id for feed in configuration.off}
    for name in ids:
        if name in off:
            hint = "Take `enabled: false` out of feeds.yaml"
            raise UsageError(f"feeds retry {name}", "this feed is turned off", hint=hint)
        if name not in known:
            hint = did_you_mean(name, known) or "`wirewatch feeds list` shows the ids"
            raise UsageError(f"feeds retry {name}", "no feed has this id", hint=hint)


async def _retry(database: Path, feeds: "Sequence[FeedId]", *, failing: bool) -> int:
    """How many of the feeds are due now: known to the database and, if asked so, in trouble."""
    from adapters.storage.database import open_store  # noqa: PLC0415
    from bot.core.schedule import retried  # noqa: PLC0415

    def work(records: "Records") -> int:
        now, states = datetime.now(UTC), records.feeds.states()
        chosen = {feed: states[feed] for feed in feeds if feed in states}
        wanted = {feed: s for feed, s in chosen.items() if not failing or s.stopped or s.problem}
        records.feeds.save({feed: retried(state, now) for feed, state in wanted.items()})
        if wanted:
            records.audit.add(_change(tuple(wanted), now))
        return len(wanted)

    store = open_store(database, alone=False)
    try:
        return await store.transact(work)
    finally:
        await store.close()


def _change(feeds: "Sequence[FeedId]", now: datetime) -> "Audited":
    from bot.core.rights import Audited  # noqa: PLC0415

    more = f" and {len(feeds) - _NAMED} more" if len(feeds) > _NAMED else ""
    named = f"{'feed' if len(feeds) == 1 else 'feeds'} {', '.join(feeds[:_NAMED])}{more}"
    return Audited(at=now, actor=operator(), action="retry", target=named, channel=None)
