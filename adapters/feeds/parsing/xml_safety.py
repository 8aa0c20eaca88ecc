"""What is looked at before any parser sees a feed: the characters, the sizes, the prolog."""

import re

from adapters.feeds.parsing.parsed import Unparsed
from bot.core.reasons import Reason

ENTITIES = Unparsed(
    reason=Reason.PARSER_FAILED,
    detail="the feed declares XML entities, which can be made to swell without end; they are never read",
)
_MOST_TAGS = 500_000
"""A feed of 10 MiB that people read has some 200,000, those of quoted HTML among them."""
_LONGEST_TOKEN = 2**20
"""Bytes; R25 of the requirements."""
_TOO_MANY = Unparsed(reason=Reason.TOO_LARGE, detail=f"the feed has more than {_MOST_TAGS:,} tags")
_TOO_LONG = Unparsed(
    reason=Reason.TOO_LARGE, detail="a single text, tag or comment of the feed is longer than 1 MiB"
)

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML 1.0 does not have; one of them in one entry would make the whole feed malformed."""
_REFERENCE = re.compile(r"&#(?:x([0-9a-f]+)|([0-9]+));", re.IGNORECASE)
_TOKEN = re.compile(rb"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<[^<>]*>?|[^<]+", re.DOTALL)
_ELEMENT = re.compile(rb"<\w")


def cleaned(text: str) -> str:
    """`text` without what stops both of feedparser's parsers: characters and references that XML lacks."""
    return _REFERENCE.sub(_sound_reference, _CONTROLS.sub("", text))


def danger(data: bytes) -> Unparsed | None:
    """Why XML is not to be read, as far as can be told without parsing it."""
    if data.count(b"<") > _MOST_TAGS:
        return _TOO_MANY
    if len(data) > _LONGEST_TOKEN and _longest_token(data) > _LONGEST_TOKEN:
        return _TOO_LONG
    element = _ELEMENT.search(data)
    prolog = data[: element.start()] if element else data
    return ENTITIES if b"<!ENTITY" in prolog else None  # even in a comment: feedparser reads those too


def _longest_token(data: bytes) -> int:
    return max(token.end() - token.start() for token in _TOKEN.finditer(data))


def _sound_reference(reference: re.Match[str]) -> str:
    """A reference to no character, at which both of feedparser's parsers stop, becomes U+FFFD."""
    digits, base = (reference[1], 16) if reference[1] else (reference[2], 10)
    digits = digits.lstrip("0")
    code = int(digits, base) if 0 < len(digits) < 8 else 0
    sound = code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code <= 0x10FFFF
    return reference[0] if sound and code not in (0xFFFE, 0xFFFF) else "\ufffd"
