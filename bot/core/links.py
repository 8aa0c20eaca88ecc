"""Links in messages: only where an address may become one."""

from bot.core.display import safe_url
from bot.core.messages import Link, Span, Text

_LONGEST_URL = 2_000
"""Longer links are left out (R43)."""


def link(text: str, url: str) -> Span:
    """A link where the address may become one, else its text."""
    safe = safe_url(url, _LONGEST_URL)
    return Link(text=text, url=safe) if safe else Text(text=text)
