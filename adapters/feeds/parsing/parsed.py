"""What a parser gives back: plain values that travel between processes."""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol
from urllib.parse import urljoin

from bot.core.entries import EntryData
from bot.core.feeds import Seen, Wishes
from bot.core.reasons import Reason

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The body of an answer, to be read as a feed."""

    content: bytes
    content_type: str
    """The header as it came."""
    url: str
    """The address that answered; relative links are meant on it."""
    seen: Seen = Seen()
    """What the last body held: entries that are the same byte for byte are left out."""
    only_identities: bool = False
    """Give entries only as far as identity needs them, unread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    entries: tuple[EntryData, ...]
    known: int = 0
    """Entries left out, since they are among those seen."""
    title: str = ""
    repaired: str = ""
    """What had to be read leniently, in our words; empty for a well-formed feed."""
    wishes: Wishes = Wishes()
    seen: Seen = Seen()
    """What this body held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unparsed:
    """No feed could be read. `detail` is one sentence for the operator and holds nothing of the body."""

    reason: Reason
    detail: str


Parsed = ParsedFeed | Unparsed


class FeedParser(Protocol):
    async def start(self) -> None:
        """Make ready, so that the first feed does not pay for it."""

    async def parse(self, body: Body) -> Parsed:
        """Read the body. Raises nothing."""


def digest(content: bytes) -> bytes:
    """The hash of a body by which it is known again; `Seen.body`."""
    return hashlib.blake2b(content, digest_size=8).digest()


def valid(text: object) -> str:
    """`text` as it can be stored: without NUL and halves of surrogate pairs; "" for what is no text."""
    if not isinstance(text, str):
        return ""
    return _SURROGATE.sub("\ufffd", text.replace("\0", "")).strip()


def absolute(url: str, base: str) -> str:
    """The http or https address that `url` means on a page at `base`; "" where it means none."""
    if not url:
        return ""
    try:
        joined = urljoin(base, url)
    except ValueError:
        return ""
    return joined if joined.lower().startswith(("http://", "https://")) else ""


def in_utc(moment: datetime) -> datetime | None:
    """`moment` in UTC; one without a zone is taken to be in it. None beyond the years that datetime knows."""
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:
        return None
