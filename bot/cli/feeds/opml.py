"""`wirewatch feeds import` and `export`: lists of feeds of and for other readers, as OPML."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.options import config_option
from bot.errors import UsageError

if TYPE_CHECKING:
    from adapters.feeds.opml import Opml, OpmlFeed
    from bot.settings.configuration import Configuration
    from bot.settings.feeds_lines import NewFeed

_DEEPEST = 10
"""Folders in one another that feeds.yaml takes."""


@click.command("import", epilog="Example: wirewatch feeds import subscriptions.opml --dry-run")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--dry-run", is_flag=True, help="Only say what would come in.")
@config_option
def take_in(*, file: Path, dry_run: bool, folder: Path) -> None:
    """Write the feeds of an OPML file (- for standard input) into feeds.yaml, in their folders.

    What cannot be taken is listed with the reason, the rest comes in.
    A bot that runs takes it over by itself.
    """
    from bot.settings.feeds_yaml import add_feeds  # noqa: PLC0415  # see `run`
    from bot.settings.loader import load  # noqa: PLC0415
    from bot.settings.sources import shown_path, top_file  # noqa: PLC0415

    configuration = load(folder)
    opml = _read(file)
    new, left_out = _sorted_out(opml, configuration)
    for line in (*opml.bad, *left_out):
        click.echo(f"left out  {line}", err=True)
    if opml.repaired:
        click.echo(f"note      {opml.repaired}: it was read leniently", err=True)
    if not new:
        hint = "Nothing was changed"
        raise UsageError(str(file), "it holds no feed that could come in", hint=hint)
    target = shown_path(top_file(folder, "feeds")) if dry_run else add_feeds(folder, new)
    for feed in new if dry_run else ():
        click.echo(f"{feed.id}  {feed.url}")
    count = f"{len(new):,} feed{'' if len(new) == 1 else 's'}"
    rest = len(opml.bad) + len(left_out)
    left = f", {rest:,} left out" if rest else ""
    click.echo(f"{target}: {count} {'would come in' if dry_run else 'came in'}{left}.")


@click.command(epilog="Example: wirewatch feeds export feeds.opml")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True), default="-")
@config_option
def export(*, file: Path, folder: Path) -> None:
    """Write the polled feeds with their folders into an OPML file (- for standard output)."""
    from adapters.feeds.opml import OpmlFeed, write_opml  # noqa: PLC0415  # see `run`
    from bot.settings.loader import load  # noqa: PLC0415

    configuration = load(folder)
    feeds = (
        OpmlFeed(url=feed.url, title=feed.name, folder=feed.folder, tags=tuple(sorted(feed.tags)))
        for feed in configuration.feeds
    )
    content = write_opml(feeds, "Feeds of Wirewatch")
    if str(file) == "-":
        sys.stdout.buffer.write(content)
    else:
        _write(file, content)
        click.echo(f"{file}: {len(configuration.feeds):,} feeds.")
    if configuration.off:
        off = ", ".join(feed.id for feed in configuration.off)
        click.echo(f"left out  turned off in feeds.yaml: {off}", err=True)


def _read(file: Path) -> "Opml":
    from adapters.feeds.opml import NotOpml, read_opml  # noqa: PLC0415

    try:
        content = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise UsageError(str(file), f"cannot be read: {error.strerror}") from error
    opml = read_opml(content)
    if isinstance(opml, NotOpml):
        raise UsageError(str(file), opml.problem, hint="Export it once more from your reader, as OPML")
    return opml


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        raise UsageError(str(file), f"cannot be written: {error.strerror}") from error


def _sorted_out(opml: "Opml", configuration: "Configuration") -> "tuple[list[NewFeed], list[str]]":
    """The feeds that can come in, and a line for each that cannot."""
    from bot.cli.feeds.written import host_of, known_by_address, one_line  # noqa: PLC0415
    from bot.core.entries import canonical_url  # noqa: PLC0415
    from bot.settings.addresses import address_problem  # noqa: PLC0415
    from bot.settings.feeds_yaml import NewIds  # noqa: PLC0415

    known = known_by_address(configuration)
    ids = NewIds(known.values())
    new: list[NewFeed] = []
    left_out: list[str] = []
    for feed in opml.feeds:
        name = one_line(feed.title) or host_of(feed.url)
        configured = known.get(canonical_url(feed.url))
        problem = (
            f"the feed {configured} has this address already" if configured else address_problem(feed.url)
        )
        if problem:
            left_out.append(f"line {feed.line}: {name}: {problem}")
            continue
        new.append(_new(feed, ids.make(name, host_of(feed.url)), name))
    return new, left_out


def _new(feed: "OpmlFeed", feed_id: str, name: str) -> "NewFeed":
    from bot.cli.feeds.written import one_line  # noqa: PLC0415
    from bot.settings.checks import id_of  # noqa: PLC0415
    from bot.settings.feeds_lines import NewFeed  # noqa: PLC0415

    return NewFeed(
        id=feed_id,
        name=name,
        url=feed.url,
        folder=tuple(filter(None, map(one_line, feed.folder)))[:_DEEPEST],
        tags=tuple(dict.fromkeys(filter(None, map(id_of, feed.tags)))),
    )
