"""Entries: what a feed gave, and whether it is new, changed or seen.

Identity is a vote of guid, canonical URL and normalised title, never of a date: feeds repeat guids, move
articles between URLs and touch dates, but rarely change two of the three at once. The votes are counted in
`bot.core.identity.voting`.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from html import unescape
from typing import NewType

from bot.core.identity.addresses import article_number, canonical_url
from bot.core.identity.edits import tells_news
from bot.core.identity.titles import letters, normalised_title
from bot.core.identity.voting import Identity, matches

__all__ = [
    "EntryData",
    "EntryId",
    "EntryIntent",
    "Identity",
    "KnownEntry",
    "Novelty",
    "canonical_url",
    "decide_entries",
    "effective_time",
    "entry_names",
    "has_date",
    "identify",
    "normalised_title",
]

EntryId = NewType("EntryId", int)

_WEB_BEGAN = 1990
_OPENING = 200
"""Characters of the text that stand for a title where a feed gives none."""
_TAG = re.compile(r"<[^<>]{0,2000}>")
_COUNT_OR_TRACKER = re.compile(r"\d{0,2}|[^=]*=.*")
"""Fragments of guids that count revisions (`#1`) or track; others tell the posts of one page apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryData:
    """One item of a feed as fetched: markup as it came, dates aware and in UTC where the feed gave one."""

    guid: str = ""
    url: str = ""
    title: str = ""
    body: str = ""
    """The fullest text that the feed gives; HTML unless `plain`."""
    plain: bool = False
    """The body is plain text, not HTML (JSON Feed's content_text)."""
    published: datetime | None = None
    author: str = ""
    read: bool = True
    """False: only what identity needs was taken from the feed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEntry:
    """A stored entry of the same feed, as far as identity needs it."""

    id: EntryId
    identity: Identity


class Novelty(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SEEN = "seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryIntent:
    """What to do with a fetched entry; `known` is the stored one that it is, unless it is new."""

    data: EntryData
    identity: Identity
    novelty: Novelty
    news: bool
    """It tells something: a new entry, or one whose title now says more than a correction does."""
    known: EntryId | None = None


def identify(data: EntryData) -> Identity:
    """The identity of a fetched entry."""
    title = normalised_title(data.title)
    text = _text(data) if data.read or not title else ""
    url = canonical_url(data.url) if data.url else ""
    return Identity(
        guid=_guid(data.guid) if data.guid.strip() else _numbered(url),
        url=url,
        title=title or normalised_title(text[:_OPENING]),
        content=_hash(data.title, text) if data.read else "",
    )


def entry_names(feed: str, identity: Identity) -> tuple[str, str]:
    """The entry's lasting names, the same in another database.

    Its feed with its guid, address or title, which stays when the entry is edited; and with all of them, for
    where another entry has that name already: some feeds give many entries one guid.
    """
    said = (identity.guid, identity.url, identity.title)
    return f"{feed}\0{next(filter(None, said), '')}", "\0".join((feed, *said))


def decide_entries(
    known: Iterable[KnownEntry], fetched: Iterable[EntryData], identities: Iterable[Identity] | None = None
) -> tuple[EntryIntent, ...]:
    """Which of the fetched entries are new, changed or seen; an entry given twice is decided once.

    One that holds nothing at all is left out; one that has only a text is known by its first words.
    `identities` are those of the fetched entries, where they were needed before.
    """
    stored = sorted(known, key=lambda entry: entry.id)
    entries = tuple(fetched)
    given = zip(entries, map(identify, entries) if identities is None else identities, strict=True)
    asked = [(data, identity) for data, identity in given if identity.guid or identity.url or identity.title]
    found = matches([entry.identity for entry in stored], [identity for _, identity in asked])
    return tuple(
        _intent(*asked[place], None if match is None else stored[match]) for place, match in found.items()
    )


def effective_time(published: datetime | None, first_seen: datetime) -> datetime:
    """When the entry counts as published: never after it was seen, and never on a date that cannot be."""
    return min(published, first_seen) if published is not None and has_date(published) else first_seen


def has_date(published: datetime | None) -> bool:
    """Whether the feed gave a date that can be: no feed is older than the web."""
    return published is not None and published.year >= _WEB_BEGAN


def _intent(data: EntryData, identity: Identity, known: KnownEntry | None) -> EntryIntent:
    if known is None:
        return EntryIntent(data=data, identity=identity, novelty=Novelty.NEW, news=True)
    changed = _is_changed(known.identity, identity)
    news = changed and bool(data.title.strip()) and tells_news(known.identity.title, data.title)
    novelty = Novelty.CHANGED if changed else Novelty.SEEN
    return EntryIntent(data=data, identity=identity, novelty=novelty, known=known.id, news=news)


def _is_changed(before: Identity, after: Identity) -> bool:
    if before.content and after.content:
        return before.content != after.content
    return bool(before.title and after.title) and before.title != after.title


def _guid(guid: str) -> str:
    """A guid that is an address is compared as one, so that `http` and `https` are one guid."""
    guid = guid.strip()
    if not guid[:8].lower().startswith(("http://", "https://")):
        return guid
    address, _, place = guid.partition("#")
    address = canonical_url(address)
    if place and not _COUNT_OR_TRACKER.fullmatch(place):
        return f"{address}#{place}"
    return _numbered(address) or address


def _numbered(url: str) -> str:
    """A guid made of the host and the article's number, which stay when an address changes its words."""
    number = article_number(url)
    return f"{url[: url.index('/', 8)]}/{number}" if number else ""


def _text(data: EntryData) -> str:
    """What a reader sees of the body, roughly: enough to see that two are the same."""
    body = data.body
    if not data.plain:
        if "<" in body:
            body = _TAG.sub(" ", body)
        if "&" in body:
            body = unescape(body)
    return " ".join(body.split())


def _hash(title: str, text: str) -> str:
    shown = f"{letters(title)}\0{text}"
    return hashlib.blake2b(shown.encode("utf-8", "replace"), digest_size=16).hexdigest()
