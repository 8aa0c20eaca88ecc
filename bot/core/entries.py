"""Entries: what a feed gave, and whether it is new, changed or seen.

Identity is a vote of guid, canonical URL and normalised title, never of a date: feeds repeat guids, move
articles between URLs and touch dates, but rarely change two of the three at once.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

EntryId = NewType("EntryId", int)

_TRACKING = frozenset(
    (
        "at_campaign",
        "at_medium",
        "cmpid",
        "dclid",
        "fbclid",
        "gclid",
        "igshid",
        "mc_cid",
        "mc_eid",
        "msclkid",
        "ref_src",
        "traffic_source",
    )
)
"""Query parameters that say where a reader came from, not what is read."""

_MAX_AHEAD = timedelta(minutes=10)
"""A published date further ahead than this is a mistake of the feed; R30 of the requirements."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The three voters and the hash of what a reader would see. Empty voter: the feed did not give it."""

    guid: str
    url: str
    title: str
    content: str


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
    known: EntryId | None = None


def canonical_url(url: str) -> str:
    """One address for one article: https, without `www.`, fragment, tracking parameters and last slash."""
    try:
        parts = urlsplit(url.strip())
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return url.strip()
    if not parts.hostname:
        return url.strip()
    kept = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if key not in _TRACKING and not key.startswith("utm_")
    ]
    host = parts.hostname.removeprefix("www.") + port
    return urlunsplit(("https", host, parts.path.rstrip("/"), urlencode(kept), ""))


def normalised_title(title: str) -> str:
    """Title for comparison: case and everything but letters and digits set aside."""
    return " ".join("".join(c if c.isalnum() else " " for c in title.casefold()).split())


def identify(data: EntryData) -> Identity:
    """The identity of a fetched entry."""
    body = " ".join(data.body.split())
    content = hashlib.blake2b(f"{data.title.strip()}\0{body}".encode("utf-8", "replace"), digest_size=16)
    return Identity(
        guid=data.guid.strip(),
        url=canonical_url(data.url) if data.url else "",
        title=normalised_title(data.title),
        content=content.hexdigest(),
    )


def decide_entries(known: Iterable[KnownEntry], fetched: Iterable[EntryData]) -> tuple[EntryIntent, ...]:
    """Which of the fetched entries are new, changed or seen; an entry given twice is decided once.

    The weights (guid 4, URL 3, title 2) say: any two voters outvote the third; between two that disagree a
    guid beats a URL and a URL a title; a title alone, against another URL, is a new entry.
    """
    by_voter: dict[tuple[str, str], list[KnownEntry]] = {}
    for entry in known:
        for voter in _voters(entry.identity):
            by_voter.setdefault(voter, []).append(entry)

    intents: list[EntryIntent] = []
    taken: list[Identity] = []
    taken_by_voter: dict[tuple[str, str], list[Identity]] = {}
    for data in fetched:
        identity = identify(data)
        voters = _voters(identity)
        if not voters:
            continue  # neither guid nor link nor title: nothing that could be told or recognised again
        if any(_same(identity, other) for voter in voters for other in taken_by_voter.get(voter, ())):
            continue
        taken.append(identity)
        for voter in voters:
            taken_by_voter.setdefault(voter, []).append(identity)
        candidates = {c.id: c for voter in voters for c in by_voter.get(voter, ())}
        same = [c for c in candidates.values() if _same(identity, c.identity)]
        best = max(same, key=lambda c: (_weigh(identity, c.identity), -c.id), default=None)
        if best is None:
            intents.append(EntryIntent(data=data, identity=identity, novelty=Novelty.NEW))
        else:
            unchanged = best.identity.content == identity.content
            novelty = Novelty.SEEN if unchanged else Novelty.CHANGED
            intents.append(EntryIntent(data=data, identity=identity, novelty=novelty, known=best.id))
    return tuple(intents)


def effective_time(published: datetime | None, first_seen: datetime) -> datetime:
    """When the entry counts as published: never after it was seen, and never on a date that cannot be."""
    if published is None or published > first_seen + _MAX_AHEAD or published.year < 1990:
        return first_seen
    return min(published, first_seen)


def _voters(identity: Identity) -> tuple[tuple[str, str], ...]:
    named = (("guid", identity.guid), ("url", identity.url), ("title", identity.title))
    return tuple(voter for voter in named if voter[1])


def _weigh(a: Identity, b: Identity) -> tuple[int, int]:
    """Weights of the voters for and against `a` being `b`; an empty voter abstains."""
    pairs = ((a.guid, b.guid, 4), (a.url, b.url, 3), (a.title, b.title, 2))
    given = [(x == y, weight) for x, y, weight in pairs if x and y]
    return sum(w for same, w in given if same), sum(w for same, w in given if not same)


def _same(a: Identity, b: Identity) -> bool:
    votes_for, votes_against = _weigh(a, b)
    return votes_for > votes_against
