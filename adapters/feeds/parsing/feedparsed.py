"""feedparser, called the one way that is safe, and its result as entries."""

import io
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import feedparser

from adapters.feeds.parsing.parsed import absolute, in_utc, valid
from bot.core.entries import EntryData

_DECLARATION = b'<?xml version="1.0"?>'
_ROOT = re.compile(rb"<\w")
_LONGEST_PROLOG = 8 * 1024
"""Bytes: feedparser looks for doctypes in what comes before the root in quadratic time (200 KB: a minute)."""
_LONGEST_AUTHOR = 500
"""Characters in which an author's address is looked for, in quadratic time too (32 KB: 3 s)."""


def feedparsed(data: bytes, url: str) -> Any:
    """What feedparser makes of UTF-8 that declares no entities; relative links are meant on `url`."""
    root = _ROOT.search(data)
    if root and root.start() > _LONGEST_PROLOG:
        data = data[root.start() :]
    if not data.startswith(b"<?xml"):
        data = _DECLARATION + data  # feedparser would add one in a line of its own, and count that
    # A stream, always: given bytes or text, feedparser opens the file or fetches the URL that they name.
    # Its sanitiser is slow (seconds for 1 MB) and lets scripts through; what we show is text anyhow.
    return feedparser.parse(
        io.BytesIO(data),
        response_headers={"content-type": "application/xml; charset=utf-8", "content-location": url},
        resolve_relative_uris=False,
        sanitize_html=False,
    )


def entries_of(result: Any, base: str, *, only_identities: bool) -> Iterable[EntryData]:
    """The result's entries in order; relative links are meant on `base`."""
    read = _identity if only_identities else _entry
    return (read(entry, base) for entry in result.entries)


def _identity(entry: Mapping[str, Any], base: str) -> EntryData:
    return EntryData(
        guid=valid(entry.get("id")),
        url=absolute(valid(entry.get("link")), base),
        title=valid(entry.get("title")),
        read=False,
    )


def _entry(entry: Mapping[str, Any], base: str) -> EntryData:
    body, plain = _body(entry)
    return EntryData(
        guid=valid(entry.get("id")),
        url=absolute(valid(entry.get("link")), base),
        title=valid(entry.get("title")),
        body=body,
        plain=plain,
        published=_date(entry),
        author=_author(entry),
    )


def _body(entry: Mapping[str, Any]) -> tuple[str, bool]:
    """The longest of the contents and the summary, and whether it is plain text."""
    summary = entry.get("summary_detail", {"value": entry.get("summary")})
    texts = [(valid(part.get("value")), part.get("type")) for part in (*entry.get("content", ()), summary)]
    body, kind = max(texts, key=lambda text: len(text[0]))
    return body, kind == "text/plain"


def _date(entry: Mapping[str, Any]) -> datetime | None:
    """When it was published, or else updated; a date without a zone is taken to be in UTC."""
    for name in ("published", "updated"):
        parsed = entry.get(f"{name}_parsed") if f"{name}_parsed" in entry else None
        date = _from_fields(parsed) if parsed else _from_text(entry.get(name) if name in entry else None)
        if date is not None:
            return date
    return None


def _from_fields(parsed: tuple[int, ...]) -> datetime | None:
    year, month, day, hour, minute, second, *_ = parsed
    try:
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)  # 60: a leap second
    except ValueError:
        return None


def _from_text(text: object) -> datetime | None:
    """What feedparser leaves unread: the dates of e-mails, which RSS uses, without their zone."""
    try:
        return in_utc(parsedate_to_datetime(valid(text)))
    except ValueError:
        return None


def _author(entry: Mapping[str, Any]) -> str:
    named = entry.get("author_detail", {}).get("name")
    return valid(named) or valid(entry.get("author"))


def _bound_authors() -> None:
    """Have feedparser look for an address in short authors only: there is no other way to stop it."""
    mixin: Any = feedparser.mixin._FeedParserMixin  # noqa: SLF001
    look = mixin._sync_author_detail  # noqa: SLF001

    def look_in_short(parser: Any, key: str = "author") -> None:
        if len(parser._get_context().get(key) or "") <= _LONGEST_AUTHOR:  # noqa: SLF001
            look(parser, key)

    mixin._sync_author_detail = look_in_short  # noqa: SLF001


_bound_authors()
