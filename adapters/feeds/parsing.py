"""A feed's body to values: RSS, Atom and RDF through feedparser, JSON Feed by ourselves.

Runs in a worker process (see `worker`): feedparser can be kept busy for minutes by 2 MB made for it.
"""

import io
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, NoReturn
from xml.parsers import expat

import feedparser

from adapters.feeds.charset import decode
from adapters.feeds.jsonfeed import parse_json_feed
from adapters.feeds.parsed import Parsed, ParsedFeed, Unparsed, absolute, in_utc, valid
from bot.core.entries import EntryData
from bot.core.reasons import Reason

_EMPTY = Unparsed(reason=Reason.NOT_A_FEED, detail="the address answers with nothing at all")
_WEB_PAGE = Unparsed(
    reason=Reason.NOT_A_FEED,
    detail="the address answers with a web page, not a feed: open it in a browser and look for its RSS link",
)
_NO_FEED = Unparsed(
    reason=Reason.NOT_A_FEED, detail="the address answers with something that is no RSS, Atom or JSON Feed"
)
_ENTITIES = Unparsed(
    reason=Reason.PARSER_FAILED,
    detail="the feed declares XML entities, which can be made to swell without end; they are never read",
)
_FAILED = Unparsed(reason=Reason.PARSER_FAILED, detail="the feed could not be read: it is too badly damaged")

_OPENING = 4096
"""Characters in which a web page shows that it is one."""
_PAGE = re.compile(r"(?:\s|<\?[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL)
_FEED_ROOT = re.compile(r"<(?:rss|feed|rdf:rdf)[\s>]", re.IGNORECASE)
"""Some feeds carry the doctype of a web page."""
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML 1.0 does not have; one of them in one entry would make the whole feed malformed."""
_DECLARATION = '<?xml version="1.0"?>'
_REFERENCE = re.compile(r"&#(?:x([0-9a-f]+)|([0-9]+));", re.IGNORECASE)


def parse_feed(body: bytes, content_type: str, url: str) -> Parsed:
    """The feed in `body`, whose relative links are meant on `url`; `content_type` is the header as it came.

    Gives a value for any bytes whatever; an `Unparsed` holds nothing of them.
    """
    try:
        return _parse(body, content_type, url)
    except Exception:  # noqa: BLE001 - feedparser raises whatever its input makes it stumble over
        return _FAILED


def _parse(body: bytes, content_type: str, url: str) -> Parsed:
    decoded = decode(body, content_type)
    text = decoded.text.lstrip("\ufeff \t\r\n\0")
    if not text:
        return _EMPTY
    if text[0] in "{[":
        return parse_json_feed(text, url)
    opening = text[:_OPENING]
    if _PAGE.match(opening) and not _FEED_ROOT.search(opening):
        return _WEB_PAGE
    if _declares_entities(text):
        return _ENTITIES
    return _parse_xml(text, decoded.repaired, url)


def _parse_xml(text: str, repaired: str, url: str) -> Parsed:
    cleaned = _REFERENCE.sub(_sound_reference, _CONTROLS.sub("", text))
    result = _feedparsed(cleaned, url)
    if not result.version and not result.entries:
        return _NO_FEED
    problems = (repaired, _repaired(result, changed=cleaned != text))
    return ParsedFeed(
        entries=tuple(_entry(entry, url) for entry in result.entries),
        title=valid(result.feed.get("title")),
        repaired="; ".join(filter(None, problems)),
    )


def _feedparsed(text: str, url: str) -> Any:
    if not text.startswith("<?xml"):
        text = _DECLARATION + text  # feedparser would add one in a line of its own, and count that
    # A stream, always: given bytes or text, feedparser opens the file or fetches the URL that they name.
    # Its sanitiser is slow (seconds for 1 MB) and lets scripts through; what we show is text anyhow.
    return feedparser.parse(
        io.BytesIO(text.encode("utf-8", "replace")),
        response_headers={"content-type": "application/xml; charset=utf-8", "content-location": url},
        resolve_relative_uris=False,
        sanitize_html=False,
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


def _repaired(result: Mapping[str, Any], *, changed: bool) -> str:
    error: Any = result.get("bozo_exception")
    if error is None:
        return "characters that XML does not allow were left out" if changed else ""
    line = error.getLineNumber() if hasattr(error, "getLineNumber") else None
    return f"its XML is not well-formed near line {line}" if line else "its XML is not well-formed"


def _sound_reference(reference: re.Match[str]) -> str:
    """A reference to no character, at which both of feedparser's parsers stop, becomes U+FFFD."""
    digits, base = (reference[1], 16) if reference[1] else (reference[2], 10)
    digits = digits.lstrip("0")
    code = int(digits, base) if 0 < len(digits) < 8 else 0
    sound = code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code <= 0x10FFFF
    return reference[0] if sound and code not in (0xFFFE, 0xFFFF) else "\ufffd"


class _EntityFoundError(Exception):
    pass


class _RootReachedError(Exception):
    pass


def _declares_entities(text: str) -> bool:
    """Whether the prolog declares entities; an article that quotes `<!ENTITY` does not."""
    if "<!ENTITY" not in text:
        return False
    parser = expat.ParserCreate("utf-8")
    parser.EntityDeclHandler = _entity_found
    parser.StartElementHandler = _root_reached
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)  # noqa: FBT003 - expat takes no keywords
    except _RootReachedError:
        return False
    except (_EntityFoundError, expat.ExpatError):
        return True
    return True


def _entity_found(*_: object) -> NoReturn:
    raise _EntityFoundError


def _root_reached(*_: object) -> NoReturn:
    raise _RootReachedError
