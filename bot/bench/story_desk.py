"""The joining half of a bot, for measurements: a database on disk, a transaction for every fifty entries."""

import asyncio
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from time import perf_counter

from adapters.storage.database import open_store
from bot.core.entries import EntryData, EntryId, identify
from bot.core.feeds import Feed, FeedId
from bot.core.joining import choose
from bot.core.stories import Report, Story, StoryId, story_id
from bot.extraction.sketch import Sketch, sketch
from bot.extraction.text import Document
from bot.records import EntryToStore, Records, Store

BATCH = 50
_FEED = Feed(id=FeedId("set"), url="https://set.example/", name="Set", interval=timedelta(hours=1))
_EMPTY = EntryData(guid="", url="", title="")


class StoryDesk:
    """Entries go in, stories come out."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._loop = asyncio.Runner()
        self._loop.run(store.transact(lambda records: records.feeds.sync([_FEED])))
        self.seconds = 0.0
        """That sketching and joining took since this was last set to 0."""

    def take(self, documents: Sequence[Document]) -> list[tuple[StoryId, bool]]:
        """Each document's story, and whether it was joined to it as a reprint."""
        found: list[tuple[StoryId, bool]] = []
        for start in range(0, len(documents), BATCH):
            batch = documents[start : start + BATCH]
            entries = self._entries(batch)
            began = perf_counter()
            sketches = [sketch(document) for document in batch]
            found += self._loop.run(
                self._store.transact(partial(_join_all, entries=entries, documents=batch, made=sketches))
            )
            self.seconds += perf_counter() - began
        return found

    def fill(self, documents: Sequence[Document], count: int) -> None:
        """Have `count` reports in the window, the documents over and over, each a story of its own."""
        sketches = [sketch(document) for document in documents]
        for start in range(0, count, 20 * BATCH):
            places = [place % len(documents) for place in range(start, min(start + 20 * BATCH, count))]
            batch = [documents[place] for place in places]
            made = [sketches[place] for place in places]
            entries = self._entries(batch)
            self._loop.run(
                self._store.transact(partial(_open_all, entries=entries, documents=batch, made=made))
            )

    def close(self) -> None:
        self._loop.run(self._store.close())
        self._loop.close()

    def _entries(self, documents: Sequence[Document]) -> tuple[EntryId, ...]:
        """Stored beforehand: what an entry itself costs is no part of joining it."""
        kept = [_to_store(document) for document in documents]
        return self._loop.run(self._store.transact(lambda records: records.entries.add(kept)))


@contextmanager
def story_desk() -> Iterator[StoryDesk]:
    """A desk with an empty database that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="wirewatch-bench-") as folder:
        desk = StoryDesk(open_store(Path(folder) / "bench.db"))
        try:
            yield desk
        finally:
            desk.close()


def _join_all(
    records: Records, *, entries: Sequence[EntryId], documents: Sequence[Document], made: Sequence[Sketch]
) -> list[tuple[StoryId, bool]]:
    return [_join(records, *one) for one in zip(entries, documents, made, strict=True)]


def _open_all(
    records: Records, *, entries: Sequence[EntryId], documents: Sequence[Document], made: Sequence[Sketch]
) -> list[StoryId]:
    return [_open(records, *one) for one in zip(entries, documents, made, strict=True)]


def _join(records: Records, entry: EntryId, document: Document, made: Sketch) -> tuple[StoryId, bool]:
    near = records.stories.near(made, document.published)
    joining = choose(near, made, document.published)
    if joining.story is None:
        return _open(records, entry, document, made), False
    records.stories.add_report(joining.story, _report(entry, document), made)
    return joining.story, joining.reprint_of is not None


def _open(records: Records, entry: EntryId, document: Document, made: Sketch) -> StoryId:
    story = story_id(str(entry))
    at = document.published
    records.stories.save(Story(id=story, first_seen=at, updated=at, revision=0))
    records.stories.add_report(story, _report(entry, document), made)
    return story


def _report(entry: EntryId, document: Document) -> Report:
    return Report(
        entry=entry,
        feed=_FEED.id,
        outlet="set.example",
        title=document.cut(document.title),
        url="",
        published=document.published,
        summary=(),
        evidence=(),
    )


def _to_store(document: Document) -> EntryToStore:
    return EntryToStore(
        feed=_FEED.id,
        identity=identify(_EMPTY),
        title=document.cut(document.title),
        url="",
        author="",
        first_seen=document.published,
        document=document,
    )
