"""Feeds and entries, in dictionaries."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.core.entries import EntryId, Identity, KnownEntry, canonical_url
from bot.core.feeds import Feed, FeedId, FeedState
from bot.records import EntryToStore, StoredEntry

_Voter = tuple[FeedId, str, str]


class MemoryEntries:
    def __init__(self) -> None:
        self._kept: dict[EntryId, EntryToStore] = {}
        self._by_voter: dict[_Voter, set[EntryId]] = {}
        self.counts: Counter[FeedId] = Counter()

    def known(self, feed: FeedId, wanted: Iterable[Identity]) -> tuple[KnownEntry, ...]:
        voters = (voter for identity in wanted for voter in _voters(feed, identity))
        found = {entry for voter in voters for entry in self._by_voter.get(voter, ())}
        return tuple(KnownEntry(id=entry, identity=self._kept[entry].identity) for entry in sorted(found))

    def add(self, entry: EntryToStore) -> EntryId:
        added = EntryId(len(self._kept) + 1)
        self._keep(added, entry)
        self.counts[entry.feed] += 1
        return added

    def revise(self, entry: EntryId, changed: EntryToStore) -> None:
        before = self._kept[entry]
        for voter in _voters(before.feed, before.identity):
            self._by_voter[voter].discard(entry)
        document = replace(changed.document, published=before.document.published)
        kept = replace(changed, feed=before.feed, first_seen=before.first_seen, document=document)
        self._keep(entry, kept)

    def published(self, since: datetime, until: datetime) -> tuple[EntryId, ...]:
        dated = ((kept.document.published, entry) for entry, kept in self._kept.items())
        return tuple(entry for at, entry in sorted(dated) if since <= at < until)

    def at_url(self, url: str) -> tuple[EntryId, ...]:
        wanted = canonical_url(url)
        dated = (
            (kept.document.published, entry)
            for entry, kept in self._kept.items()
            if kept.identity.url == wanted
        )
        return tuple(entry for _, entry in sorted(dated))

    def load(self, wanted: Iterable[EntryId]) -> tuple[StoredEntry, ...]:
        return tuple(StoredEntry(id=entry, kept=self._kept[entry]) for entry in wanted if entry in self._kept)

    def _keep(self, entry: EntryId, kept: EntryToStore) -> None:
        self._kept[entry] = kept
        for voter in _voters(kept.feed, kept.identity):
            self._by_voter.setdefault(voter, set()).add(entry)


def _voters(feed: FeedId, identity: Identity) -> tuple[_Voter, ...]:
    named = (("guid", identity.guid), ("url", identity.url), ("title", identity.title))
    return tuple((feed, name, value) for name, value in named if value)


class MemoryFeeds:
    def __init__(self, entries: MemoryEntries) -> None:
        self._entries = entries
        self._urls: dict[FeedId, str] = {}
        self._states: dict[FeedId, FeedState] = {}

    def sync(self, feeds: Iterable[Feed]) -> None:
        for feed in feeds:
            if self._urls.get(feed.id) != feed.url:
                self._urls[feed.id] = feed.url
                self._states[feed.id] = FeedState()

    def states(self) -> Mapping[FeedId, FeedState]:
        return dict(self._states)

    def save(self, feed: FeedId, state: FeedState) -> None:
        self._states[feed] = state

    def counts(self) -> Mapping[FeedId, int]:
        return dict(self._entries.counts)
