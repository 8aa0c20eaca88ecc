"""`wirewatch feeds add`: a site's feed, found and written into feeds.yaml."""

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from bot.cli.options import config_option
from bot.errors import UsageError

if TYPE_CHECKING:
    from adapters.feeds.finding.discovery import FoundFeed
    from bot.settings.configuration import Configuration, FetchOptions


@click.command(
    epilog="Example: wirewatch feeds add harbour-gazette.example --folder World/Coasts --interval 30m"
)
@click.argument("url")
@click.option("--id", "feed_id", metavar="ID", help="Its short name.  [default: made of its name]")
@click.option("--name", help="The outlet's name.  [default: the feed's own]")
@click.option("--folder", "place", metavar="A/B", help="The folder that it stands in.")
@click.option("--interval", metavar="TIME", help="How often it is asked, as 30m, if not as the others are.")
@click.option("--yes", is_flag=True, help="Take the best one where the site has several feeds.")
@config_option
def add(
    *,
    url: str,
    feed_id: str | None,
    name: str | None,
    place: str | None,
    interval: str | None,
    yes: bool,
    folder: Path,
) -> None:
    """Find the feed of a site, or at URL itself, and write it into feeds.yaml.

    A bot that runs takes it over by itself.
    """
    from bot.cli.feeds.written import host_of, known_by_address, one_line  # noqa: PLC0415  # see `run`
    from bot.core.entries import canonical_url  # noqa: PLC0415
    from bot.settings.feeds_lines import NewFeed  # noqa: PLC0415
    from bot.settings.feeds_yaml import NewIds, add_feeds  # noqa: PLC0415
    from bot.settings.loader import load  # noqa: PLC0415

    configuration = load(folder)
    _check_id(configuration, feed_id)
    known = known_by_address(configuration)
    _refuse_known(known.get(canonical_url(url)), url)
    found = _chosen(_find(configuration.options.fetch, url), url, yes=yes)
    _refuse_known(known.get(canonical_url(found.url)), found.url)
    title = one_line(name or found.title) or host_of(found.url)
    feed = NewFeed(
        id=feed_id or NewIds(known.values()).make(title, host_of(found.url)),
        name=title,
        url=found.url,
        interval=interval or "",
        folder=tuple(filter(None, map(one_line, (place or "").split("/")))),
    )
    file = add_feeds(folder, [feed])
    click.echo(f"{file}: added {feed.id}, {feed.name} ({found.entries} entries now), {feed.url}")
    click.echo("A bot that runs takes it over within seconds.")


def _check_id(configuration: "Configuration", wanted: str | None) -> None:
    from bot.settings.checks import id_of  # noqa: PLC0415

    if wanted is None:
        return
    if id_of(wanted) != wanted:
        hint = f"Write {id_of(wanted)}" if id_of(wanted) else "Use small letters, digits and hyphens"
        raise UsageError(f"--id {wanted}", "this is not an id", hint=hint)
    if wanted in {feed.id for feed in (*configuration.feeds, *configuration.off)}:
        raise UsageError(f"--id {wanted}", "a feed has this id already", hint="Choose another")


def _refuse_known(feed_id: str | None, url: str) -> None:
    if feed_id is not None:
        hint = "Nothing was changed; `wirewatch feeds list` shows how it is"
        raise UsageError(url, f"the feed {feed_id} has this address already", hint=hint)


def _find(options: "FetchOptions", url: str) -> "tuple[FoundFeed, ...]":
    """The feeds of the site, the best first. Raises `UsageError` where none was found."""
    from adapters.feeds.fetching.http import Failure, GuardedHttp  # noqa: PLC0415
    from adapters.feeds.finding.discovery import find_feeds  # noqa: PLC0415
    from bot.app.http import http_settings  # noqa: PLC0415
    from bot.cli.feeds.written import one_line  # noqa: PLC0415

    async def find() -> "tuple[FoundFeed, ...] | Failure":
        async with GuardedHttp(http_settings(options)) as http:
            return await find_feeds(http, url)

    with Console(stderr=True).status(f"Looking for feeds at {one_line(url)}"):  # on a terminal alone
        found = asyncio.run(find())
    if isinstance(found, Failure):
        raise UsageError(url, found.detail, hint="Nothing was changed")
    if not found:
        hint = "Look for one on its pages, and give that address"
        raise UsageError(url, "no feed was found there", hint=hint)
    return found


def _chosen(found: "Sequence[FoundFeed]", url: str, *, yes: bool) -> "FoundFeed":
    from bot.cli.feeds.written import one_line  # noqa: PLC0415

    if len(found) == 1:
        return found[0]
    for number, feed in enumerate(found, start=1):
        shown = (
            f"{one_line(feed.title) or 'without a title'}, {feed.kind}, {feed.entries} entries, {feed.url}"
        )
        click.echo(f"{number:>2}  {shown}", err=True)
    if yes:
        return found[0]
    if not sys.stdin.isatty():
        hint = "Give the address of the one that you want, or --yes for the first"
        raise UsageError(url, f"there are {len(found)} feeds", hint=hint)
    number = click.prompt("Which one", type=click.IntRange(1, len(found)), default=1, err=True)
    return found[number - 1]
