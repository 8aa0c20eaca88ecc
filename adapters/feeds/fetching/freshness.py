"""What the headers of an answer say about the next request (RFC 9111 and RFC 9110, section 10.2.3)."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from bot.core.feeds import Terms, Validators

HEADERS = ("Age", "Cache-Control", "Date", "Expires", "Retry-After")
"""Those that matter; the lines of one that is given twice are to be joined by commas."""

_LONGEST = timedelta(days=365)
_NOT_KEPT = frozenset(("no-cache", "no-store", "private"))
_NUMBER = re.compile("[0-9]+")


def read_terms(headers: Mapping[str, str], now: datetime, *, moved_to: str = "") -> Terms:
    """The terms in `headers`, which are named as `HEADERS` are; nonsense counts as not given."""
    return Terms(
        fresh_for=_fresh_for(headers, now),
        retry_after=retry_after(headers.get("Retry-After", ""), now),
        moved_to=moved_to,
    )


def read_validators(headers: Mapping[str, str]) -> Validators:
    return Validators(
        etag=_echoable(headers.get("ETag")), last_modified=_echoable(headers.get("Last-Modified"))
    )


def retry_after(value: str, now: datetime) -> timedelta | None:
    """How long a server asked to be left alone: seconds or an HTTP date; None where it did not say."""
    asked = _seconds(value)
    if asked is None and (date := _date(value)):
        asked = date - now
    return None if asked is None else _sane(asked)


def _fresh_for(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """`s-maxage` is meant for caches that many share, which Wirewatch is not."""
    directives = _directives(headers.get("Cache-Control", ""))
    if directives.keys() & _NOT_KEPT:
        return None
    if "max-age" in directives:
        lifetime = _seconds(directives["max-age"])
    else:
        expires = _date(headers.get("Expires", ""))
        # By the server's own clock, which may be wrong: only the difference is meant.
        lifetime = expires - (_date(headers.get("Date", "")) or now) if expires else None
    if lifetime is None:
        return None
    return _sane(lifetime - (_seconds(headers.get("Age", "")) or timedelta(0)))


def _directives(cache_control: str) -> dict[str, str]:
    """By name; of one that is given twice the first counts."""
    found: dict[str, str] = {}
    for directive in cache_control.lower().split(","):
        name, _, value = directive.partition("=")
        found.setdefault(name.strip(), value.strip().strip('"'))
    return found


def _seconds(value: str) -> timedelta | None:
    value = value.strip()
    if not _NUMBER.fullmatch(value):
        return None
    # more digits than a year of seconds has are a year
    return timedelta(seconds=int(value)) if len(value) < 9 else _LONGEST


def _date(value: str) -> datetime | None:
    if not value:
        return None
    try:
        date = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    return date.replace(tzinfo=UTC) if date.tzinfo is None else date


def _sane(span: timedelta) -> timedelta:
    return max(timedelta(0), min(span, _LONGEST))


def _echoable(value: str | None) -> str | None:
    """A validator that can be stored and sent back as it came; bytes that are no UTF-8 cannot."""
    try:
        (value or "").encode()
    except UnicodeEncodeError:
        return None
    return value or None
