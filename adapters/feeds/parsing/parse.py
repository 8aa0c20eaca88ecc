"""A feed's body to values: RSS, Atom and RDF through feedparser, JSON Feed by ourselves.

Runs in a worker process (see `worker`). Text, a look for dangers, an outline of where the entries stand; then
feedparser, which takes most of the time, reads the head and the entries that are not known.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from adapters.feeds.parsing.charset import Decoded, decode
from adapters.feeds.parsing.cutting import hash_of, identity, known_hashes, pieces, whole
from adapters.feeds.parsing.feedparsed import entries_of, feedparsed
from adapters.feeds.parsing.jsonfeed import parse_json_feed
from adapters.feeds.parsing.outline import Flaw, Outline, outline_of
from adapters.feeds.parsing.parsed import Body, Parsed, ParsedFeed, Unparsed, digest, valid
from adapters.feeds.parsing.wishes import wishes_of
from adapters.feeds.parsing.xml_safety import ENTITIES, cleaned, danger
from bot.core.feeds import Seen
from bot.core.reasons import Reason

_EMPTY = Unparsed(reason=Reason.NOT_A_FEED, detail="the address answers with nothing at all")
_WEB_PAGE = Unparsed(
    reason=Reason.NOT_A_FEED,
    detail="the address answers with a web page, not a feed: open it in a browser and look for its RSS link",
)
_NO_FEED = Unparsed(
    reason=Reason.NOT_A_FEED, detail="the address answers with something that is no RSS, Atom or JSON Feed"
)
_FAILED = Unparsed(reason=Reason.PARSER_FAILED, detail="the feed could not be read: it is too badly damaged")
_TOO_DEEP = Unparsed(reason=Reason.PARSER_FAILED, detail="the feed's XML is nested more than 128 deep")
_TOO_WIDE = Unparsed(
    reason=Reason.PARSER_FAILED, detail="an element of the feed has more than 256 attributes"
)
_INDIVISIBLE = Unparsed(
    reason=Reason.TOO_LARGE,
    detail="the feed is larger than 2 MiB and cannot be read in parts: its XML is not well-formed, or its"
    " entries are too entangled",
)
_HUGE_ENTRY = Unparsed(reason=Reason.TOO_LARGE, detail="a single entry of the feed is larger than 2 MiB")
_TOO_MANY = Unparsed(reason=Reason.TOO_LARGE, detail="the feed holds more than 20,000 entries")
_REFUSED = {
    Flaw.ENTITIES: ENTITIES,
    Flaw.TOO_DEEP: _TOO_DEEP,
    Flaw.TOO_MANY_ATTRIBUTES: _TOO_WIDE,
    Flaw.TOO_MANY_ENTRIES: _TOO_MANY,
}

_AT_ONCE = 2 * 2**20
"""Bytes given to feedparser at once: it needs 50 times as much memory for the smallest entries."""
_OPENING = 4096
"""Characters in which a web page shows that it is one."""
_PAGE = re.compile(r"(?:\s|<\?[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL)
_FEED_ROOT = re.compile(r"<(?:rss|feed|rdf:rdf)[\s>]", re.IGNORECASE)
"""Some feeds carry the doctype of a web page."""


def parse_feed(body: Body) -> Parsed:
    """The feed in `body`, less the entries that `body.seen` knows.

    Gives a value for any bytes whatever; an `Unparsed` holds nothing of them. Where all its entries are known
    a feed is not read, and its title is empty.
    """
    try:
        return _parse(body)
    except Exception:  # noqa: BLE001 - feedparser raises whatever its input makes it stumble over
        return _FAILED


def feed_result(body: Body) -> Any:
    """What feedparser makes of the whole of `body` as we call it; an `Unparsed` where it is not called."""
    text = _text(body)
    if isinstance(text, Unparsed):
        return text
    data = cleaned(text.text).encode("utf-8", "replace")
    outline = _outline(data)
    return outline if isinstance(outline, Unparsed) else feedparsed(data, body.url)


def _parse(body: Body) -> Parsed:
    text = _text(body)
    if isinstance(text, Unparsed):
        return text
    parsed = _parse_json(text.text, body) if text.text[0] in "{[" else _parse_xml(text.text, body)
    if isinstance(parsed, Unparsed):
        return parsed
    if body.only_identities and not all(entry.guid or entry.title for entry in parsed.entries):
        return _parse(replace(body, only_identities=False))  # one that is known by its text alone
    return replace(
        parsed,
        repaired="; ".join(filter(None, (text.repaired, parsed.repaired))),
        seen=replace(parsed.seen, body=digest(body.content)),
    )


def _text(body: Body) -> Decoded | Unparsed:
    """The text, never empty."""
    decoded = decode(body.content, body.content_type)
    text = decoded.text.lstrip("\ufeff \t\r\n\0")
    if not text:
        return _EMPTY
    opening = text[:_OPENING]
    if _PAGE.match(opening) and not _FEED_ROOT.search(opening):
        return _WEB_PAGE
    return replace(decoded, text=text)


def _parse_json(text: str, body: Body) -> Parsed:
    parsed = parse_json_feed(text, body.url)
    if isinstance(parsed, Unparsed) or not body.only_identities:
        return parsed
    learnt = (replace(entry, body="", plain=False, author="", read=False) for entry in parsed.entries)
    return replace(parsed, entries=tuple(learnt))


def _parse_xml(text: str, body: Body) -> Parsed:
    clean = cleaned(text)
    data = clean.encode("utf-8", "replace")
    outline = _outline(data)
    if isinstance(outline, Unparsed):
        return outline
    parsed = (_parse_parts(data, outline, body) if outline else None) or _parse_whole(data, body)
    if isinstance(parsed, Unparsed):
        return parsed
    changed = "" if clean == text else "characters that XML does not allow were left out"
    return replace(parsed, repaired=parsed.repaired or changed, wishes=wishes_of(clean))


def _outline(data: bytes) -> Outline | Unparsed | None:
    """Where the entries are; None where the feed has to be read as a whole."""
    dangerous = danger(data)
    if dangerous:
        return dangerous
    outline = outline_of(data)
    if isinstance(outline, Flaw):
        return _REFUSED.get(outline)
    return outline if outline.separable else None


def _parse_parts(data: bytes, outline: Outline, body: Body) -> Parsed | None:
    """What the entries hold that are not known; None where feedparser sees others than the outline."""
    entries = outline.entries
    hashes = [hash_of(data, entry, body.url) for entry in entries]
    known = frozenset(known_hashes(body.seen.entries))
    text_of = identity if body.only_identities else whole
    texts = [b"" if h in known else text_of(data, e) for h, e in zip(hashes, entries, strict=True)]
    parsed = ParsedFeed(entries=(), known=texts.count(b""), seen=Seen(entries=b"".join(hashes)))
    if entries and parsed.known == len(entries):
        return parsed
    parts = pieces(data, entries, texts, _AT_ONCE)
    return _HUGE_ENTRY if parts is None else _read(parts, parsed, body)


def _read(parts: Sequence[tuple[bytes, int]], parsed: ParsedFeed, body: Body) -> Parsed | None:
    for part, entries in parts:
        result = feedparsed(part, body.url)
        if len(result.entries) != entries:
            return None
        if not _is_feed(result):
            return _NO_FEED
        parsed = _with(parsed, result, body)
    return parsed


def _parse_whole(data: bytes, body: Body) -> Parsed:
    if len(data) > _AT_ONCE:
        return _INDIVISIBLE
    result = feedparsed(data, body.url)
    if not _is_feed(result):
        return _NO_FEED
    return _with(ParsedFeed(entries=(), repaired=_repaired(result)), result, body)


def _is_feed(result: Any) -> bool:
    return bool(result.version or result.entries)


def _with(parsed: ParsedFeed, result: Any, body: Body) -> ParsedFeed:
    entries = entries_of(result, body.url, only_identities=body.only_identities)
    return replace(parsed, entries=(*parsed.entries, *entries), title=valid(result.feed.get("title")))


def _repaired(result: Mapping[str, Any]) -> str:
    error: Any = result.get("bozo_exception")
    if error is None:
        return ""
    line = error.getLineNumber() if hasattr(error, "getLineNumber") else None
    return f"its XML is not well-formed near line {line}" if line else "its XML is not well-formed"
