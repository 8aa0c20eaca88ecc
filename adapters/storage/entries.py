"""Entries, with what identity needs, and their documents."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, insert, or_, select, update

from adapters.storage.tables import documents, entries
from bot.core.entries import EntryId, Identity, KnownEntry, canonical_url
from bot.core.feeds import FeedId
from bot.extraction.text import Document, Span
from bot.records import EntryToStore, StoredEntry

T = TypeVar("T")

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

    def published(self, since: datetime, until: datetime) -> tuple[EntryId, ...]:
        return self._ids(entries.c.published >= since, entries.c.published < until)

    def at_url(self, url: str) -> tuple[EntryId, ...]:
        return self._ids(entries.c.url_key == canonical_url(url))

    def load(self, wanted: Iterable[EntryId]) -> tuple[StoredEntry, ...]:
        return tuple(stored for batch in _batched(wanted, _BATCH) for stored in self._load(batch))

    def _load(self, batch: tuple[EntryId, ...]) -> Iterator[StoredEntry]:
        query = (
            select(entries, documents.c.text, documents.c.title_end)
            .join(documents, documents.c.entry_id == entries.c.id)
            .where(entries.c.id.in_(batch))
        )
        rows = {row.id: row for row in self._connection.execute(query)}
        return (_stored(rows[entry]) for entry in batch if entry in rows)

    def _ids(self, *conditions: ColumnElement[bool]) -> tuple[EntryId, ...]:
        query = select(entries.c.id).where(*conditions).order_by(entries.c.published, entries.c.id)
        return tuple(EntryId(entry) for entry in self._connection.scalars(query))


def _batched(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    rest = iter(items)
    while batch := tuple(islice(rest, size)):
        yield batch


def _known(row: Row[Any, Any, Any, Any, Any]) -> KnownEntry:
    identity = Identity(guid=row.guid, url=row.url_key, title=row.title_key, content=row.content_key)
    return KnownEntry(id=EntryId(row.id), identity=identity)


def _stored(row: Row[Any]) -> StoredEntry:
    kept = EntryToStore(
        feed=FeedId(row.feed_id),
        identity=Identity(guid=row.guid, url=row.url_key, title=row.title_key, content=row.content_key),
        title=row.title,
        url=row.url,
        author=row.author,
        first_seen=row.first_seen,
        document=_document(row.text, row.title_end, row.published),
    )
    return StoredEntry(id=EntryId(row.id), kept=kept)


def _document(text: str, title_end: int, published: datetime) -> Document:
    """The document whose text this is: after the title, each line is a paragraph."""
    at = title_end + 1 if title_end else 0
    paragraphs: list[Span] = []
    for line in text[at:].split("\n") if at < len(text) else ():
        paragraphs.append(Span(start=at, end=at + len(line)))
        at += len(line) + 1
    return Document(
        text=text, title=Span(start=0, end=title_end), paragraphs=tuple(paragraphs), published=published
    )


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
