"""Text of strangers in Discord's markdown: it reads as it was written and never acts.

discord.py's own `escape_markdown` leaves ordered lists, timestamps, channel and command mentions and masked
links with a newline alive, so this is ours: every character that opens a construct gets a backslash, which
Discord removes before it shows the text. One pass, so nothing is escaped twice.
"""

import re
from datetime import datetime

from adapters.discord import limits
from bot.core.display import clean_text, domain_of, isolate, length, safe_url, shorten

_ANYWHERE = re.compile(
    r"""[\\*_~|`\[\]()<>#]"""  # emphasis, code, spoilers, links, mentions, timestamps, headings, quotes
    r"""|:(?=/|\Z)"""  # an address, which would become a link of its own
    r"""|@(?=everyone|here|\Z)"""
    r"""|^\s*(?:[-+.]|\d+\.)""",  # lists and small print: any text may begin a line
    re.IGNORECASE,
)
_MENTION = re.compile("@(?=everyone|here)", re.IGNORECASE)
"""In the address of a link: the same address with the sign encoded."""
_READ = 50_000
"""Characters of one text that are looked at: far more than any message shows."""

_BRACKETS = str.maketrans("[]", "()")
_NO_BREAK = "\u200b"
"""Zero width: parts what would otherwise be read as one construct."""


def plain(text: str, limit: int) -> str:
    """Cleaned, in one line, at most `limit` long, not yet escaped. A space at either end is kept as one."""
    text = text[:_READ]
    shown = shorten(" ".join(clean_text(text).split()), limit)
    if not shown:
        return " " if text else ""
    before = " " if text[0].isspace() else ""
    after = " " if text[-1].isspace() else ""
    return f"{before}{isolate(shown)}{after}"


def escape(text: str) -> str:
    """One line of text with no live markup in it, also where it begins a line of the message."""
    return _ANYWHERE.sub(_disarm, text)


def strong(text: str) -> str:
    return _wrapped(text, "**")


def struck(text: str) -> str:
    return _wrapped(text, "~~")


def link(text: str, url: str, limit: int) -> str:
    """A masked link with the domain beside it; text and domain alone where the address cannot be a link.

    Brackets become parentheses in the text of a link: Discord pairs them before it looks at backslashes.
    """
    domain = domain_of(url)
    label = plain(text, limit).translate(_BRACKETS).strip() or domain
    shown = escape(label)
    target = safe_url(url, limits.URL)
    if target is not None:
        shown = f"[{shown}]({_MENTION.sub('%40', target)})"
    if not domain or label.casefold().removeprefix("www.") == domain.casefold():
        return shown
    return f"{shown} {escape(f'({shorten(domain, limits.URL)})')}"


def moment(at: datetime) -> str:
    """Date and time in each reader's own zone and language."""
    return f"<t:{int(at.timestamp())}:f>"


def join(parts: list[str]) -> str:
    """The parts in one line; two equal marks that would meet are kept apart."""
    line = ""
    for part in parts:
        meet = line[-1:] in {"*", "~"} and part[:1] == line[-1:]
        line += f"{_NO_BREAK}{part}" if meet else part
    return line


def size(text: str) -> int:
    """How much of the display limit `text` takes: markup counts, as discord.py counts it too."""
    return length(text)


def _disarm(found: re.Match[str]) -> str:
    mark = found.group()
    if mark == "@":
        return f"@{_NO_BREAK}"  # a backslash does not keep the platform's own search for mentions away
    return f"{mark[:-1]}\\{mark[-1]}"


def _wrapped(text: str, mark: str) -> str:
    """`text` between marks, its outer spaces outside of them, where every reader of markdown wants them."""
    inner = text.strip()
    if not inner:
        return text
    start = text.index(inner)
    escaped = escape(inner)
    if escaped.endswith(mark[0]):
        escaped += _NO_BREAK
    return f"{text[:start]}{mark}{escaped}{mark}{text[start + len(inner) :]}"
