"""An HTML page as it was fetched, and its text."""

import re
from dataclasses import dataclass

from adapters.feeds.parsing.charset import decode

_META = re.compile(rb"<meta\b[^<>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_HTML = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    content: bytes
    content_type: str
    """The header as it came."""
    url: str
    """The address that answered; relative links are meant on it."""

    @property
    def is_html(self) -> bool:
        """What names no type may be a page too."""
        kind = self.content_type.partition(";")[0].strip().lower()
        return kind in _HTML or not kind


def markup(page: Page) -> str:
    """The page's HTML. The header's charset goes before the one in the page; valid UTF-8 before both."""
    content_type = page.content_type
    if "charset" not in content_type.lower():
        # Where browsers look for it; WHATWG HTML, "prescan a byte stream", has 1,024 bytes, sites use more.
        meta = _META.search(page.content[:4096])
        content_type += f"; charset={meta[1].decode('ascii', 'replace')}" if meta else ""
    return decode(page.content, content_type).text.replace("\0", "")
