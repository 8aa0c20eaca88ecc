"""Entries, with what identity needs, and their documents."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, insert, or_, select, update

from adapters.storage.tables import documents, entries
from bot.core.entries import EntryId, Identity, KnownEntry
from bot.core.feeds import FeedId
from bot.records import EntryToStore

_BATCH = 200
"""Entries looked up at once; three values each, far below the 32,766 variables that SQLite takes."""
_IDENTITY = (
    entries.c.id,
    entries.c.guid,
    entries.c.url_key,
    entries.c.title_key,
    entries.c.content_key,
)


class SqlEntries:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def known(self, feed: FeedId, wanted: Iterable[Identity]) -> tuple[KnownEntry, ...]:
        found: dict[EntryId, KnownEntry] = {}
        for batch in _batched(wanted, _BATCH):
            shares_a_voter = or_(
                entries.c.guid.in_({identity.guid for identity in batch} - {""}),
                entries.c.url_key.in_({identity.url for identity in batch} - {""}),
                entries.c.title_key.in_({identity.title for identity in batch} - {""}),
            )
            query = select(*_IDENTITY).where(entries.c.feed_id == feed, shares_a_voter)
            found |= {row.id: _known(row) for row in self._connection.execute(query)}
        return tuple(found.values())

    def add(self, entry: EntryToStore) -> EntryId:
        values = {
            "feed_id": entry.feed,
            "first_seen": entry.first_seen,
            "published": entry.document.published,
            **_what_it_says(entry),
        }
        statement = insert(entries).values(values).returning(entries.c.id)
        added = EntryId(self._connection.execute(statement).scalar_one())
        self._connection.execute(insert(documents).values(entry_id=added, **_text(entry)))
        return added

    def revise(self, entry: EntryId, changed: EntryToStore) -> None:
        self._connection.execute(update(entries).where(entries.c.id == entry).values(_what_it_says(changed)))
        self._connection.execute(
            update(documents).where(documents.c.entry_id == entry).values(_text(changed))
        )


def _batched(items: Iterable[Identity], size: int) -> Iterator[tuple[Identity, ...]]:
    rest = iter(items)
    while batch := tuple(islice(rest, size)):
        yield batch


def _known(row: Row[Any, Any, Any, Any, Any]) -> KnownEntry:
    identity = Identity(guid=row.guid, url=row.url_key, title=row.title_key, content=row.content_key)
    return KnownEntry(id=EntryId(row.id), identity=identity)


def _what_it_says(entry: EntryToStore) -> dict[str, Any]:
    return {
        "guid": entry.identity.guid,
        "url_key": entry.identity.url,
        "title_key": entry.identity.title,
        "content_key": entry.identity.content,
        "title": entry.title,
        "url": entry.url,
        "author": entry.author,
    }


def _text(entry: EntryToStore) -> dict[str, Any]:
    return {"text": entry.document.text, "title_end": entry.document.title.end}
