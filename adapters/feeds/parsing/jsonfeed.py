"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from adapters.feeds.parsing.parsed import Parsed, ParsedFeed, Unparsed, absolute, in_utc, valid
from bot.core.entries import EntryData
from bot.core.reasons import Reason

Item = Mapping[str, Any]


def parse_json_feed(text: str, url: str) -> Parsed:
    """Entries without a readable part come with what can be read; items that are no objects are left out."""
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError):
        return Unparsed(reason=Reason.NOT_A_FEED, detail="the address answers with JSON that cannot be read")
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        return Unparsed(
            reason=Reason.NOT_A_FEED, detail="the address answers with JSON that is not a JSON Feed"
        )
    items = tuple(item for item in feed["items"] if isinstance(item, dict))
    return ParsedFeed(
        entries=tuple(_entry(item, url) for item in items),
        title=valid(feed.get("title")),
        repaired="" if len(items) == len(feed["items"]) else "some of its items are not objects",
    )


def _entry(item: Item, base: str) -> EntryData:
    body, plain = _body(item)
    return EntryData(
        guid=_guid(item.get("id")),
        url=absolute(valid(item.get("url")) or valid(item.get("external_url")), base),
        title=valid(item.get("title")),
        body=body,
        plain=plain,
        published=_date(item.get("date_published")) or _date(item.get("date_modified")),
        author=_author(item),
    )


def _guid(value: object) -> str:
    """1.0 allowed numbers, and readers have to take them as text."""
    return str(value) if isinstance(value, int | float) else valid(value)


def _body(item: Item) -> tuple[str, bool]:
    markup = valid(item.get("content_html"))
    if markup:
        return markup, False
    return valid(item.get("content_text")) or valid(item.get("summary")), True


def _date(value: object) -> datetime | None:
    try:
        return in_utc(datetime.fromisoformat(valid(value)))
    except ValueError:
        return None


def _author(item: Item) -> str:
    authors = item.get("authors")
    people = authors if isinstance(authors, list) else [item.get("author")]
    names = (valid(person.get("name")) for person in people if isinstance(person, dict))
    return ", ".join(name for name in names if name)
