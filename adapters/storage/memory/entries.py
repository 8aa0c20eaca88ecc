"""Entries, in dictionaries."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from bot.core.entries import EntryId, Identity, KnownEntry, canonical_url
from bot.core.feeds import FeedId
from bot.records import EntryToStore, LearntEntry, StoredEntry

_Voter = tuple[FeedId, str, str]


class MemoryEntries:
    def __init__(self) -> None:
        self._kept: dict[EntryId, EntryToStore | LearntEntry] = {}
        self._by_voter: dict[_Voter, set[EntryId]] = {}
        self.counts: Counter[FeedId] = Counter()

    def known(self, feed: FeedId, wanted: Iterable[Identity]) -> tuple[KnownEntry, ...]:
        voters = (voter for identity in wanted for voter in _voters(feed, identity))
        found = {entry for voter in voters for entry in self._by_voter.get(voter, ())}
        return tuple(KnownEntry(id=entry, identity=self._kept[entry].identity) for entry in sorted(found))

    def add(self, entries: Sequence[EntryToStore]) -> tuple[EntryId, ...]:
        return tuple(self._add(entry) for entry in entries)

    def learn(self, entries: Sequence[LearntEntry]) -> None:
        for entry in entries:
            self._add(replace(entry, identity=replace(entry.identity, content="")))

    def revise(self, entry: EntryId, changed: EntryToStore) -> None:
        before = self._kept[entry]
        for voter in _voters(before.feed, before.identity):
            self._by_voter[voter].discard(entry)
        document = replace(changed.document, published=_published(before))
        kept = replace(changed, feed=before.feed, first_seen=before.first_seen, document=document)
        self._keep(entry, kept)

    def published(self, since: datetime, until: datetime) -> tuple[EntryId, ...]:
        dated = ((kept.document.published, entry) for entry, kept in self._read())
        return tuple(entry for at, entry in sorted(dated) if since <= at < until)

    def at_url(self, url: str) -> tuple[EntryId, ...]:
        wanted = canonical_url(url)
        dated = (
            (kept.document.published, entry) for entry, kept in self._read() if kept.identity.url == wanted
        )
        return tuple(entry for _, entry in sorted(dated))

    def load(self, wanted: Iterable[EntryId]) -> tuple[StoredEntry, ...]:
        found = ((entry, self._kept.get(entry)) for entry in wanted)
        return tuple(
            StoredEntry(id=entry, kept=kept) for entry, kept in found if isinstance(kept, EntryToStore)
        )

    def _add(self, entry: EntryToStore | LearntEntry) -> EntryId:
        added = EntryId(len(self._kept) + 1)
        self._keep(added, entry)
        self.counts[entry.feed] += 1
        return added

    def _keep(self, entry: EntryId, kept: EntryToStore | LearntEntry) -> None:
        self._kept[entry] = kept
        for voter in _voters(kept.feed, kept.identity):
            self._by_voter.setdefault(voter, set()).add(entry)

    def _read(self) -> Iterator[tuple[EntryId, EntryToStore]]:
        """Those with a document."""
        return ((entry, kept) for entry, kept in self._kept.items() if isinstance(kept, EntryToStore))


def _published(kept: EntryToStore | LearntEntry) -> datetime:
    return kept.published if isinstance(kept, LearntEntry) else kept.document.published


def _voters(feed: FeedId, identity: Identity) -> tuple[_Voter, ...]:
    named = (("guid", identity.guid), ("url", identity.url), ("title", identity.title))
    return tuple((feed, name, value) for name, value in named if value)
