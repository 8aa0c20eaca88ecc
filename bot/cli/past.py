"""Entries that came out earlier: those the bot stored, or those of a folder of feed files."""

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.feeds.parsing.parse import parse_feed
from adapters.feeds.parsing.parsed import Body, ParsedFeed, Unparsed
from bot.core.entries import EntryId, effective_time
from bot.core.feeds import Feed, FeedId
from bot.errors import UsageError
from bot.records import Store, StoredEntry
from bot.services.backtest import PastEntry, from_stored

_ENDINGS = frozenset((".xml", ".rss", ".atom", ".rdf", ".json"))
_PORTION = 200
"""Stored entries in memory at once."""
_SPAN = re.compile(r"(\d{1,5})([hdw])")
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
_DAY = re.compile(r"\d{4}-?\d{2}-?\d{2}")
_LAST_DAY = datetime(9999, 12, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From `since` on and before `until`; both aware, in UTC."""

    since: datetime
    until: datetime

    def __contains__(self, at: datetime) -> bool:
        return self.since <= at < self.until


ALL_TIME = Period(since=datetime.min.replace(tzinfo=UTC), until=datetime.max.replace(tzinfo=UTC))


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFiles:
    entries: tuple[PastEntry, ...]
    """In order of time."""
    unread: Mapping[str, str]
    """Files in which no feed could be read, each with the reason."""


def period(since: str | None, until: str | None, now: datetime) -> Period:
    """What `--since` and `--until` name; without one of them, everything on that side.

    Raises `UsageError` naming the option that is no moment, or where nothing is between the two.
    """
    found = Period(
        since=_moment("--since", since, now) if since else ALL_TIME.since,
        until=_end("--until", until, now) if until else ALL_TIME.until,
    )
    if found.since >= found.until:
        hint = "Give an earlier one, or a later --until"
        raise UsageError(f"--since {since}", "this is not before --until", hint=hint)
    return found


async def stored(
    store: Store, ids: Sequence[EntryId], feeds: Mapping[FeedId, Feed]
) -> AsyncIterator[tuple[PastEntry, ...]]:
    """The entries in portions, in the order of `ids`; a feed no longer configured goes by its id."""
    for start in range(0, len(ids), _PORTION):
        loaded = await _load(store, ids[start : start + _PORTION])
        yield tuple(_past(entry, feeds) for entry in loaded)


def read_files(folder: Path, feeds: Mapping[FeedId, Feed], now: datetime) -> FeedFiles:
    """The feeds in a folder, or in `feeds/` below it; each file is the feed that has its name for an id.

    An entry without a date that can be counts as published with the latest that has one. Raises `UsageError`
    where there is no feed to read.
    """
    files = _feed_files(folder)
    parsed = {path: parse_feed(Body(content=path.read_bytes(), content_type="", url="")) for path in files}
    unread = {path.name: result.detail for path, result in parsed.items() if isinstance(result, Unparsed)}
    read = [
        (feeds.get(FeedId(path.stem)) or unknown_feed(path.stem), entry)
        for path, result in parsed.items()
        if isinstance(result, ParsedFeed)
        for entry in result.entries
    ]
    dates = [entry.published for _, entry in read if entry.published and _can_be(entry.published, now)]
    latest = max(dates, default=None) or _changed(files)
    entries = [
        PastEntry(feed=feed, at=effective_time(entry.published, latest), data=entry) for feed, entry in read
    ]
    ordered = sorted(entries, key=lambda entry: (entry.at, entry.feed.id, entry.data.title))
    return FeedFiles(entries=tuple(ordered), unread=unread)


def unknown_feed(name: str) -> Feed:
    """A feed that is not configured."""
    return Feed(id=FeedId(name), url="", name=name, interval=timedelta(hours=1))


def _moment(option: str, text: str, now: datetime) -> datetime:
    """The beginning of the day or moment named, or that of so many hours, days or weeks before `now`.

    A span is counted from the beginning of this hour or day, so that a second run gives the same moment.
    """
    if span := _SPAN.fullmatch(text):
        hour = now.replace(minute=0, second=0, microsecond=0)
        return (hour if span[2] == "h" else hour.replace(hour=0)) - int(span[1]) * _UNITS[span[2]]
    try:
        named = datetime.fromisoformat(text)
        return named.replace(tzinfo=UTC) if named.tzinfo is None else named.astimezone(UTC)
    except (ValueError, OverflowError):
        hint = "Write it as 30d, 12h, 2w, 2025-11-19 or 2025-11-19T09:00Z"
        raise UsageError(f"{option} {text}", "this is neither a date nor a span of time", hint=hint) from None


def _end(option: str, text: str, now: datetime) -> datetime:
    """As `_moment`; a day is meant with all its hours."""
    named = _moment(option, text, now)
    return min(named, _LAST_DAY) + timedelta(days=1) if _DAY.fullmatch(text) else named


async def _load(store: Store, ids: Sequence[EntryId]) -> tuple[StoredEntry, ...]:
    return await store.transact(lambda records: records.entries.load(ids))


def _past(entry: StoredEntry, feeds: Mapping[FeedId, Feed]) -> PastEntry:
    kept = entry.kept
    feed = feeds.get(kept.feed) or unknown_feed(kept.feed)
    return PastEntry(feed=feed, at=kept.document.published, data=from_stored(kept))


def _feed_files(folder: Path) -> list[Path]:
    for place in (folder, folder / "feeds"):
        if place.is_dir() and (found := sorted(p for p in place.iterdir() if p.suffix.lower() in _ENDINGS)):
            return found
    problem = "there is no feed in it" if folder.is_dir() else "there is no such folder"
    hint = "Give a folder of files that end in .xml, .rss, .atom, .rdf or .json"
    raise UsageError(f"--feeds {folder}", problem, hint=hint)


def _can_be(published: datetime, now: datetime) -> bool:
    return effective_time(published, now) == published


def _changed(files: Sequence[Path]) -> datetime:
    return datetime.fromtimestamp(max(int(path.stat().st_mtime) for path in files), UTC)
