"""Documents to search, in each kind of store."""

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection, MetaData, insert, update

from adapters.storage import tables
from adapters.storage.entries import SqlEntries
from adapters.storage.memory.entries import MemoryEntries
from adapters.storage.memory.search import MemorySearch
from adapters.storage.memory.stories import MemoryStories
from adapters.storage.search import SqlSearch
from bot.core.entries import EntryData, EntryId, identify
from bot.core.feeds import FeedId
from bot.core.stories import Report, Story, StoryId
from bot.extraction.sketch import sketch
from bot.extraction.text import make_document
from bot.records import EntryToStore, Hit, LearntEntry, SearchFor

NOW = datetime(2025, 11, 20, 12, tzinfo=UTC)
FEEDS = ("harbour", "lighthouse")


def to_store(
    title: str,
    body: str = "",
    *,
    at: datetime = NOW,
    feed: str = FEEDS[0],
    url: str = "https://harbour.example/1",
) -> EntryToStore:
    return EntryToStore(
        feed=FeedId(feed),
        identity=identify(EntryData(guid=title, url=url, title=title)),
        title=title,
        url=url,
        author="",
        first_seen=NOW,
        document=make_document(title=title, body=body, published=at, plain=True),
    )


def only_learnt(entry: EntryToStore) -> LearntEntry:
    return LearntEntry(
        feed=entry.feed,
        identity=entry.identity,
        title=entry.title,
        url=entry.url,
        first_seen=entry.first_seen,
        published=entry.document.published,
    )


class Shelf:
    """Where documents stand and are looked for."""

    def put(self, *entries: EntryToStore) -> tuple[EntryId, ...]:
        raise NotImplementedError

    def learn(self, entry: EntryToStore) -> None:
        raise NotImplementedError

    def revise(self, number: EntryId, entry: EntryToStore) -> None:
        raise NotImplementedError

    def report(self, number: EntryId, story: str) -> None:
        raise NotImplementedError

    def look_for(self, wanted: SearchFor) -> tuple[Hit, ...]:
        raise NotImplementedError

    def find(self, words: str, **terms: object) -> tuple[Hit, ...]:
        return self.look_for(replace(SearchFor(words=words), **terms))

    def titles(self, words: str, **terms: object) -> list[str]:
        return [hit.title for hit in self.find(words, **terms)]


class MemoryShelf(Shelf):
    def __init__(self) -> None:
        self._entries = MemoryEntries()
        self._stories = MemoryStories()

    def put(self, *entries: EntryToStore) -> tuple[EntryId, ...]:
        return self._entries.add(entries)

    def learn(self, entry: EntryToStore) -> None:
        self._entries.learn([only_learnt(entry)])

    def revise(self, number: EntryId, entry: EntryToStore) -> None:
        self._entries.revise(number, entry)

    def report(self, number: EntryId, story: str) -> None:
        opened = Story(id=StoryId(story), first_seen=NOW, updated=NOW, revision=0)
        report = Report(
            entry=number,
            feed=FeedId(FEEDS[0]),
            outlet="harbour.example",
            title="",
            url="",
            published=NOW,
            summary=(),
            evidence=(),
        )
        self._stories.save(opened)
        self._stories.add_report(
            opened.id, report, sketch(make_document(title="", body="", published=NOW), ())
        )

    def look_for(self, wanted: SearchFor) -> tuple[Hit, ...]:
        return MemorySearch(self._entries, self._stories).find(wanted)


class SqlShelf(Shelf):
    """Rows of the tables that search reads, written on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._entries = SqlEntries(connection)
        filled = {"failures": 0, "problem_detail": "", "seen_body": b"", "seen_entries": b""}
        rows = [{"id": feed, "url": f"https://{feed}.example/feed", **filled} for feed in FEEDS]
        connection.execute(insert(tables.feeds), rows)

    def put(self, *entries: EntryToStore) -> tuple[EntryId, ...]:
        return self._entries.add(entries)

    def learn(self, entry: EntryToStore) -> None:
        self._entries.learn([only_learnt(entry)])

    def revise(self, number: EntryId, entry: EntryToStore) -> None:
        if self._connection.dialect.name == "sqlite":
            self._entries.revise(number, entry)
            return
        row = {"text": entry.document.text, "title_end": entry.document.title.end}
        documents = tables.documents
        self._connection.execute(update(documents).where(documents.c.entry_id == number).values(row))

    def report(self, number: EntryId, story: str) -> None:
        opened = {"id": story, "first_seen": NOW, "updated": NOW, "revision": 0}
        self._connection.execute(insert(tables.stories), opened)
        row = {"entry_id": number, "story_id": story, "outlet": "", "title": "", "url": ""}
        row |= {"published": NOW, "summary": [], "sketch": {}}
        self._connection.execute(insert(tables.reports), row)

    def look_for(self, wanted: SearchFor) -> tuple[Hit, ...]:
        return SqlSearch(self._connection).find(wanted)


def make_tables(connection: Connection) -> None:
    """Those that search reads, on PostgreSQL, where the store as a whole has no tables yet."""
    searched = MetaData()
    for table in (tables.feeds, tables.entries, tables.documents, tables.stories, tables.reports):
        for column in table.to_metadata(searched).c:
            if column.name in {"seen_body", "seen_entries"}:
                column.server_default = None  # SQLite writes bytes in another way
    searched.create_all(connection)
