"""Entries, with what identity needs, and their documents."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import count, islice
from typing import Any, TypeVar

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Row,
    Select,
    bindparam,
    func,
    insert,
    select,
    union,
    update,
)
from sqlalchemy.dialects.sqlite import insert as upsert

from adapters.storage.columns import write
from adapters.storage.search.sqlite import index_from, index_one
from adapters.storage.tables import documents, entries
from bot.core.entries import EntryId, Identity, KnownEntry, canonical_url
from bot.core.feeds import FeedId
from bot.extraction.text import Document, Span
from bot.records import EntryToStore, LearntEntry, StoredEntry

T = TypeVar("T")

_BATCH = 200
"""Entries loaded at once; far below the 32,766 variables that SQLite takes."""


def _sharing(column: Column[str], wanted: str) -> Select[int]:
    """Ids of the feed's entries with one of the wanted values, which come as a list in JSON.

    So the statement stays the same for any number of values, and is compiled once.
    """
    values = func.json_each(bindparam(wanted)).table_valued("value").c.value
    return select(entries.c.id).where(entries.c.feed_id == bindparam("feed"), column.in_(select(values)))


# A union, since SQLite reads the whole feed for an OR of three lists: where a feed has 2,000 entries and two
# are wanted, that takes 2.8 ms in place of 0.04.
_KNOWN = select(
    entries.c.id, entries.c.guid, entries.c.url_key, entries.c.title_key, entries.c.content_key
).where(
    entries.c.id.in_(
        union(
            _sharing(entries.c.guid, "guids"),
            _sharing(entries.c.url_key, "urls"),
            _sharing(entries.c.title_key, "titles"),
        )
    )
)
_LAST_ID = select(func.coalesce(func.max(entries.c.id), 0))
_ADD = insert(entries)
_ADD_TEXT = insert(documents)
_HAS_TEXT = select(documents.c.entry_id).where(documents.c.entry_id == bindparam("entry"))
_upsert = upsert(documents)
_PUT_TEXT = _upsert.on_conflict_do_update(
    index_elements=["entry_id"],
    set_={"text": _upsert.excluded.text, "title_end": _upsert.excluded.title_end},
)
_REVISE = update(entries).where(entries.c.id == bindparam("entry")).values(revision=entries.c.revision + 1)


class SqlEntries:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def known(self, feed: FeedId, wanted: Iterable[Identity]) -> tuple[KnownEntry, ...]:
        identities = tuple(wanted)
        values = {
            "feed": feed,
            "guids": _listed(identity.guid for identity in identities),
            "urls": _listed(identity.url for identity in identities),
            "titles": _listed(identity.title for identity in identities),
        }
        return tuple(_known(row) for row in self._connection.execute(_KNOWN, values))

    def add(self, entries: Sequence[EntryToStore]) -> tuple[EntryId, ...]:
        # Nobody else writes during a transaction, so the ids that come next are known beforehand.
        first = self._connection.execute(_LAST_ID).scalar_one() + 1
        numbered = [*zip(count(first), entries, strict=False)]
        write(self._connection, _ADD, [{"id": number, **_columns(entry)} for number, entry in numbered])
        write(
            self._connection, _ADD_TEXT, [{"entry_id": number, **_text(entry)} for number, entry in numbered]
        )
        if numbered:
            index_from(self._connection, first)
        return tuple(EntryId(number) for number, _ in numbered)

    def learn(self, entries: Sequence[LearntEntry]) -> None:
        write(self._connection, _ADD, [_learnt(entry) for entry in entries])

    def revise(self, entry: EntryId, changed: EntryToStore) -> None:
        self._connection.execute(_REVISE, {"entry": entry, **_what_it_says(changed)})
        was_read = self._connection.scalar(_HAS_TEXT, {"entry": entry})
        self._connection.execute(_PUT_TEXT, {"entry_id": entry, **_text(changed)})
        if not was_read:
            index_one(self._connection, entry)

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
        query = (
            select(entries.c.id)
            .join(documents, documents.c.entry_id == entries.c.id)
            .where(*conditions)
            .order_by(entries.c.published, entries.c.id)
        )
        return tuple(EntryId(entry) for entry in self._connection.scalars(query))


def _batched(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    rest = iter(items)
    while batch := tuple(islice(rest, size)):
        yield batch


def _listed(values: Iterable[str]) -> str:
    """The values that are given; an empty one is no vote.

    They hold no NUL, at which SQLite would cut them: whoever reads a feed leaves none in.
    """
    return json.dumps([value for value in values if value])


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


def _columns(entry: EntryToStore) -> dict[str, Any]:
    return {
        "feed_id": entry.feed,
        "first_seen": entry.first_seen,
        "published": entry.document.published,
        **_what_it_says(entry),
    }


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


def _learnt(entry: LearntEntry) -> dict[str, Any]:
    return {
        "feed_id": entry.feed,
        "first_seen": entry.first_seen,
        "published": entry.published,
        "guid": entry.identity.guid,
        "url_key": entry.identity.url,
        "title_key": entry.identity.title,
        "content_key": "",
        "title": entry.title,
        "url": entry.url,
        "author": "",
    }


def _text(entry: EntryToStore) -> dict[str, Any]:
    return {"text": entry.document.text, "title_end": entry.document.title.end}
