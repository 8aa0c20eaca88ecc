"""Entries, with what identity needs, and their documents."""

from typing import Any

from sqlalchemy import Connection, insert, select, update

from adapters.storage.tables import documents, entries
from bot.core.entries import EntryId, Identity, KnownEntry
from bot.core.feeds import FeedId
from bot.records import EntryToStore


class SqlEntries:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def known(self, feed: FeedId) -> tuple[KnownEntry, ...]:
        columns = (
            entries.c.id,
            entries.c.guid,
            entries.c.url_key,
            entries.c.title_key,
            entries.c.content_key,
        )
        rows = self._connection.execute(select(*columns).where(entries.c.feed_id == feed))
        return tuple(
            KnownEntry(
                id=EntryId(row.id),
                identity=Identity(
                    guid=row.guid, url=row.url_key, title=row.title_key, content=row.content_key
                ),
            )
            for row in rows
        )

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
