"""Text and links of strangers, made safe to show: shared by every adapter that renders messages.

What a feed wrote is shown as it reads, never as it could act: no controls, no reordering of the words
around it, no link that hides where it leads. Lengths are UTF-16 code units, the larger of the two ways in
which platforms count, so that what fits here fits everywhere.
"""

import re
import unicodedata
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit, urlunsplit

_ELLIPSIS = "…"
_MARKS = 4
"""Combining marks shown on one base: no living script needs more, and stacked ones cover the lines above."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Our own, because strftime's depend on the locale of the process."""

_NEWLINE = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # controls
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # explicit bidirectional controls
    "\xad\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff"  # no width, no meaning to a reader
    "\ufff9-\ufffb"  # interlinear annotation
    "\ud800-\udfff"  # halves of a pair: no platform takes them
    "\U000e0000-\U000e007f]"  # tags: text that no reader sees
)
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_LEADING = re.compile("(?:^|(?<=\\s))[\u200c\u200d\ufe00-\ufe0f]+")
_STRAY_JOINER = re.compile("(?<=[!-\u00ff])[\u200c\u200d]+|(?<=[\u200c\u200d])[\u200c\u200d]+")
_MARKED_RUN = re.compile(f"[^\x00-\u02ff]{{{_MARKS + 1},}}")
_RIGHT_TO_LEFT = frozenset(("R", "AL"))
_HOST = re.compile(r"[a-zA-Z0-9._-]{0,253}")  # RFC 1035: 253 characters
_URL_SAFE = "/:?#@!$&*+,;=%~-._"
"""What stays as it is: the reserved characters of RFC 3986 without quotes and brackets that end a link."""


def clean_text(text: str) -> str:
    """`text` without what a reader cannot see, with at most one blank line in a row and no space around it.

    Joiners and variation selectors stay where emoji and the scripts that need them have them.
    """
    text = _UNSEEN.sub("", _NEWLINE.sub("\n", text)).replace("\t", " ")
    text = _STRAY_JOINER.sub("", _LEADING.sub("", text))
    text = _MARKED_RUN.sub(lambda run: _thin(run.group()), text)
    return _BLANK_LINES.sub("\n\n", text).strip()


def edges(text: str) -> tuple[str, str, str]:
    """The space before `text`, `text` without it, and the space behind it, which part it from its neighbours.

    Space is a blank or up to two newlines, whatever it was. Text of nothing but space has it all in front.
    """
    bare = text.strip()
    start = text.index(bare[0]) if bare else len(text)
    return _space(text[:start]), bare, _space(text[start + len(bare) :])


def _space(text: str) -> str:
    return "\n" * min(text.count("\n"), 2) or " " * bool(text)


def length(text: str) -> int:
    """UTF-16 code units of `text`."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def shorten(text: str, limit: int) -> str:
    """`text` within `limit` code units, ended by "…" where it was cut, and never cut inside a character.

    A character is what a reader sees as one: with its marks, its joined parts, both letters of a flag.
    """
    if len(text) <= limit and length(text) <= limit:
        return text
    if limit < 1:
        return ""
    cut = _prefix(text, limit - 1)
    while cut and _inside(text, cut):
        cut -= 1
    return text[:cut].rstrip() + _ELLIPSIS


def isolate(text: str) -> str:
    """`text`, set apart where it holds right-to-left letters, so that it cannot reorder its neighbours."""
    if any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in text):
        return f"\u2068{text}\u2069"
    return text


def safe_url(url: str, limit: int) -> str | None:
    """`url` in printable ASCII and within `limit` characters; None where it must not become a link.

    Only http and https. Characters that could end a link in some markup are percent-encoded.
    """
    try:
        parts = urlsplit(url.strip())
        host = _ascii_host(parts.hostname or "")
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError:  # a port or an address that is none, a name that cannot be a host
        return None
    if parts.scheme not in {"http", "https"} or not host:
        return None
    # Names and passwords before the host only ever serve to look like another host.
    rest = (
        quote(part, safe=_URL_SAFE, errors="replace") for part in (parts.path, parts.query, parts.fragment)
    )
    safe = urlunsplit((parts.scheme, host + port, *rest))
    return safe if len(safe) <= limit else None


def domain_of(url: str) -> str:
    """The host that `url` leads to, to be printed beside its link; empty where it has none.

    A name in several scripts, which could look like another, is followed by its ASCII form.
    """
    try:
        host = _ascii_host(urlsplit(url.strip()).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    shown = clean_text(_unicode_host(host))
    return f"{shown} ({host})" if shown != host and len(_scripts(shown)) != 1 else shown


def utc(at: datetime) -> str:
    """An aware moment as "28 Nov 2025, 09:02 UTC"."""
    at = at.astimezone(UTC)
    return f"{day(at)} {at.year}, {at:%H:%M} UTC"


def day(at: datetime) -> str:
    """The day of an aware moment, in UTC, as "28 Nov"."""
    at = at.astimezone(UTC)
    return f"{at.day} {_MONTHS[at.month - 1]}"


def _thin(run: str) -> str:
    """`run` with at most `_MARKS` combining marks on one base; a joiner starts no new base."""
    kept: list[str] = []
    marks = 0
    for character in run:
        category = unicodedata.category(character)
        if category in {"Mn", "Me"}:
            marks += 1
        elif category != "Cf":
            marks = 0
        if marks <= _MARKS:
            kept.append(character)
    return "".join(kept)


def _prefix(text: str, limit: int) -> int:
    """How many of the first characters fit into `limit` code units."""
    used = 0
    for index, character in enumerate(text[:limit]):
        used += 2 if character > "\uffff" else 1
        if used > limit:
            return index
    return min(limit, len(text))


def _inside(text: str, cut: int) -> bool:
    """Whether `cut` parts what a reader sees as one character."""
    before, after = text[cut - 1], text[cut]
    if (
        _extends(after) or before == "\u200d" or unicodedata.combining(before) == 9
    ):  # 9: a virama joins letters
        return True
    if _is_flag_letter(before) and _is_flag_letter(after):
        return _flag_letters_before(text, cut) % 2 == 1
    return _is_jamo(before) and _is_jamo(after)


def _extends(character: str) -> bool:
    return (
        unicodedata.category(character) in {"Mn", "Mc", "Me"}  # marks, variation selectors among them
        or character in "\u200c\u200d"
        or "\U0001f3fb" <= character <= "\U0001f3ff"  # skin tones
        or "\U000e0020" <= character <= "\U000e007f"  # tags of sub-national flags
    )


def _is_flag_letter(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _flag_letters_before(text: str, cut: int) -> int:
    start = cut
    while start and _is_flag_letter(text[start - 1]):
        start -= 1
    return cut - start


def _is_jamo(character: str) -> bool:
    """A Korean letter, or a syllable that further letters may complete."""
    return "\u1100" <= character <= "\u11ff" or "\uac00" <= character <= "\ud7a3"


def _ascii_host(host: str) -> str:
    """`host` in ASCII. Raises `ValueError` where it cannot be a host."""
    if ":" in host:
        return f"[{host}]"
    name = host if host.isascii() else host.encode("idna").decode("ascii")
    if not _HOST.fullmatch(name):
        raise ValueError(host)
    return name.lower()


def _unicode_host(host: str) -> str:
    try:
        return host.encode("ascii").decode("idna")
    except ValueError:
        return host


def _scripts(host: str) -> set[str]:
    """First word of each letter's Unicode name: LATIN, CYRILLIC, CJK ..."""
    return {unicodedata.name(letter, "?").split()[0] for letter in host if letter.isalpha()}
