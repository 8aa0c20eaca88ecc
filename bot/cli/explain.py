"""`wirewatch explain`: why each watch holds for one entry, or does not."""

import asyncio
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.options import config_option, console
from bot.core.entries import EntryId
from bot.core.feeds import FeedId
from bot.errors import UsageError

if TYPE_CHECKING:
    from bot.cli.subject import Subject
    from bot.core.feeds import Feed
    from bot.records import Records, StoredEntry
    from bot.settings.configuration import Configuration

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_LARGEST = 2**63 - 1
"""The largest number that SQLite gives an entry."""


@click.command()
@click.argument("entry", required=False)
@click.option("--watch", "wanted", metavar="ID", multiple=True, help="Only this watch; can be given again.")
@click.option("--title", default="", help="The headline, where the text holds the body alone.")
@click.option("--published", metavar="DATE", help="The text's day.  [default: today]")
@click.option(
    "--feed", "feed", metavar="ID", help="The feed that the entry is of, for rules that ask for it."
)
@click.option("--json", "as_json", is_flag=True, help="The result for a program.")
@config_option
def explain(
    *,
    entry: str | None,
    wanted: tuple[str, ...],
    title: str,
    published: str | None,
    feed: str | None,
    as_json: bool,
    folder: Path,
) -> None:
    """Show for each watch why it holds for ENTRY or does not: what was seen, where, and what is missing.

    ENTRY is the URL or the number of an entry that the bot has stored, a file, or - for standard input.
    Without it the text is --title alone. Nothing is stored or sent.
    """
    from bot.app.parts import make_reader  # noqa: PLC0415  # see `run`
    from bot.cli import explain_json, explain_shown  # noqa: PLC0415
    from bot.cli.watches import chosen  # noqa: PLC0415
    from bot.settings.loader import load  # noqa: PLC0415

    configuration = load(folder)
    watches = chosen(configuration, wanted)
    of_feed = _feed(configuration, feed)
    if entry and (entry.isdecimal() or _ADDRESS.match(entry)):
        subject = _stored(configuration, entry, of_feed)
    else:
        subject = _given(entry, title, published, of_feed)
    reader = make_reader(replace(configuration, watches=watches))
    found = [(watch, reader.explain(subject.document, watch.id, subject.provenance)) for watch in watches]
    if as_json:
        click.echo(json.dumps(explain_json.as_json(subject, found), ensure_ascii=False, indent=2))
    else:
        explain_shown.show(subject, found, console())


def _feed(configuration: "Configuration", wanted: str | None) -> "Feed | None":
    from bot.settings.mistakes import did_you_mean  # noqa: PLC0415

    if wanted is None:
        return None
    feeds = {feed.id: feed for feed in configuration.feeds}
    if found := feeds.get(FeedId(wanted)):
        return found
    hint = did_you_mean(wanted, feeds) or "Give the id that it has in feeds.yaml"
    raise UsageError(f"--feed {wanted}", "no enabled feed has this id", hint=hint)


def _given(entry: str | None, title: str, published: str | None, feed: "Feed | None") -> "Subject":
    from bot.cli.subject import Subject  # noqa: PLC0415
    from bot.cli.texts import document_of  # noqa: PLC0415

    if not entry and not title:
        hint = "Give a stored entry's URL or number, a file, - for standard input, or --title"
        raise UsageError("explain", "there is nothing to explain", hint=hint)
    document = document_of(Path(entry) if entry else None, title=title, published=published)
    return Subject(document=document, feed=feed)


def _stored(configuration: "Configuration", entry: str, feed: "Feed | None") -> "Subject":
    from adapters.storage.readonly import ReadOnlyStore  # noqa: PLC0415
    from bot.cli.past import unknown_feed  # noqa: PLC0415
    from bot.cli.subject import Subject  # noqa: PLC0415

    store = ReadOnlyStore(configuration.options.database)
    found = asyncio.run(store.transact(lambda records: _find(records, entry)))
    of_feed = [stored for stored in found if feed is None or stored.kept.feed == feed.id]
    if not of_feed:
        where = f" of the feed {feed.id}" if feed else ""
        hint = "For an article that the bot did not store, give its text: a file, or - for standard input"
        raise UsageError(entry, f"{configuration.options.database} holds no such entry{where}", hint=hint)
    stored = of_feed[-1]
    feeds = {known.id: known for known in configuration.feeds}
    return Subject(
        document=stored.kept.document,
        feed=feeds.get(stored.kept.feed) or unknown_feed(stored.kept.feed),
        entry=stored.id,
        url=stored.kept.url,
        others=tuple(dict.fromkeys(other.kept.feed for other in found if other is not stored)),
    )


def _find(records: "Records", entry: str) -> "tuple[StoredEntry, ...]":
    if _ADDRESS.match(entry):
        return records.entries.load(records.entries.at_url(entry))
    return records.entries.load((EntryId(min(int(entry[:20]), _LARGEST)),))
