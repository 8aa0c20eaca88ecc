"""`wirewatch demo`: the whole bot on sample feeds, with no token and no network."""

import asyncio
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from bot.cli.options import config_option, console, page_options, with_page
from bot.core.feeds import Feed, FeedId
from bot.errors import ConfigError
from bot.settings.configuration import Configuration

if TYPE_CHECKING:
    from bot.app.running import Bot, Order
    from bot.settings.secrets import Secrets

_INTERVAL = timedelta(seconds=3)
_LATER_AFTER = timedelta(seconds=12)


@click.command()
@config_option
@page_options
@click.option(
    "--feeds",
    "seeds",
    type=click.Path(path_type=Path),
    default=Path("seeds"),
    show_default=True,
    help="A folder with feeds/*.xml and feeds/*.json; files under later/ supersede those of the same name.",
)
@click.option("--once", is_flag=True, help="Poll every feed once, show the alerts, and end.")
@click.option("--json", "as_json", is_flag=True, help="Alerts shown here as JSON, one a line.")
def demo(*, folder: Path, host: str | None, port: int | None, seeds: Path, once: bool, as_json: bool) -> None:
    """Show Wirewatch at work on sample feeds served on loopback.

    With tokens in the environment or in .env it posts to Slack and Discord, and remembers what it posted in
    data/demo.db; without, it shows the alerts here and starts anew each time.
    """
    from bot.app import parts, running  # noqa: PLC0415  # what it brings in would slow every other command
    from bot.settings.secrets import read_secrets  # noqa: PLC0415

    feeds = seeds / "feeds"
    if not feeds.is_dir():
        raise ConfigError(str(feeds), "there is no such folder", hint="Give one with --feeds")
    secrets = read_secrets(os.environ)
    with _database(secrets) as database:

        def load() -> Configuration:
            configuration = with_page(parts.load_checked(folder), host, port)
            return hurried(replace(configuration, options=replace(configuration.options, database=database)))

        order = running.Order(
            folder=folder, load=load, secrets=secrets, console=console(), once=once, as_json=as_json
        )
        asyncio.run(_demonstrate(order, seeds))


def hurried(configuration: Configuration) -> Configuration:
    """Much faster than in earnest and without a cap, so that a story can be seen to grow in any channel."""
    options = configuration.options
    alerts = replace(
        options.alerts,
        group_wait=timedelta(seconds=2),
        group_wait_high=timedelta(seconds=1),
        group_interval=timedelta(seconds=5),
    )
    policies = {
        channel: replace(policy, posts_per_hour=None) for channel, policy in configuration.policies.items()
    }
    return replace(configuration, options=replace(options, alerts=alerts), policies=policies)


async def _demonstrate(order: "Order", seeds: Path) -> None:
    from adapters.feeds.fetching.guard import allow  # noqa: PLC0415  # as above
    from adapters.feeds.samples import SampleServer  # noqa: PLC0415
    from bot.app import running  # noqa: PLC0415

    server = SampleServer(seeds / "feeds", seeds / "later", _LATER_AFTER)
    await server.start()
    try:
        feeds = tuple(_feed(name, url) for name, url in server.feeds)
        load = order.load
        order = replace(order, load=lambda: replace(load(), feeds=feeds), allowed=(allow(*server.address),))
        await running.run(order, started=lambda bot: None if order.as_json else _greet(order.console, bot))
    finally:
        await server.close()
    if not order.as_json and not order.once:
        order.console.print("Ended. Nothing is left running.", style="dim")


def _feed(name: str, url: str) -> Feed:
    shown = name.replace("-", " ").title()
    return Feed(id=FeedId(name), url=url, name=shown, interval=_INTERVAL)


def _greet(out: Console, bot: "Bot") -> None:
    where = ", ".join(p.capitalize() for p in bot.platforms) or "this terminal"
    out.print(f"Wirewatch polls {bot.feeds} sample feeds on loopback and tells {where}.", style="bold")
    if bot.page is not None:
        out.print(f"Status page: {bot.page.url}   Ctrl-C ends it.")
    if not bot.platforms:
        out.print("To post to Slack or Discord, copy .env.example to .env and put a token in.", style="dim")
    out.print()


@contextmanager
def _database(secrets: "Secrets") -> Iterator[Path]:
    """With a platform, a file that remembers what was posted; else one that goes with the demonstration."""
    if secrets.slack or secrets.discord_token:
        yield Path("data/demo.db")
        return
    with tempfile.TemporaryDirectory(prefix="wirewatch-demo-") as folder:
        yield Path(folder) / "demo.db"
