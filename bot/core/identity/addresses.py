"""Addresses: one form for one article, however it was linked.

The form is for comparison only. It need not be the address that a reader would open.
"""

import re
from base64 import urlsafe_b64decode
from urllib.parse import SplitResult, parse_qsl, quote, unquote_to_bytes, urlencode, urlsplit

from bot.core.identity.trackers import is_tracker

_WRAPPINGS = 5
"""Redirectors unpacked one inside the other; more is no link that anybody made to be read."""

_LONGEST = 4_000
"""Characters. Browsers and servers refuse longer addresses; these are compared as they came."""

_SITE_TWINS = frozenset(("www", "www2", "www3", "m", "mobile", "amp", "wap", "touch"))
"""Labels before a site's name under which it shows the same articles."""

_PLAIN = re.compile(r"[A-Za-z0-9/._~!$&'()*+,;=:@-]*")
"""What stands in a path as it is (RFC 3986, 3.3)."""
_PUNCTUATION = "/~!$&'()*+,;=:@"
_IN_QUERY = _PUNCTUATION + '?%[]{}|\\^`<>"# '

_SESSION = re.compile(r";(?:jsessionid|phpsessid)=[^/;]*", re.IGNORECASE)
_DRESSING = re.compile(
    r"""/amp(?=/) | (?<=/)(?:amp_)+(?=\w) | (?:[._-]amp)+(?=\.html?$)
        | (?: /amp(?:\.html?)? | \.amp | /lite | /(?:index|default)\.(?:s?html?|php\d?|aspx?|jsp|cfm) | / )+$
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What makes another page of the same article (AMP, lite), the name of a default document, the last slash."""

_AMP_CACHE = re.compile(r"/(?:[a-z]/|amp/)(s/)?(?=[\w-]+\.)")
"""`/c/s/host/path` at a cache, `/amp/s/host/path` at a search engine; `s` where the page is had over TLS."""
_WEB = re.compile(r"https?://[^\s/?#]")
_NEWS_ID = re.compile(r"/(?:__i/rss/rd/|rss/)?(?:articles|read)/([\w-]{8,}={0,2})$")
_REDIRECTOR = re.compile(
    r"/(?:.*/)?(?:|r|rd|go|goto|out|away|exit|l|link|links|c|clk|click|ck|track|tracking|jump|visit|url|redir|redirect)"
    r"(?:\.(?:php|aspx?|html?|cgi))?/?|/news/apiclick\.aspx",
    re.IGNORECASE,
)
"""Paths of pages that only send on, to the address in one of these parameters."""
_TARGETS = ("url", "u", "q", "target", "to", "dest", "destination", "redirect", "link", "goto", "z")
_ARTICLE_NUMBER = re.compile(
    r"(?<![a-z\d])(?:article|story|news|art|id|a|n)?(?!(?:19|20)\d{6}(?!\d))(\d{5,})(?![a-z\d])",
    re.IGNORECASE,
)
"""In a path; eight digits that are a day are none."""


def canonical_url(url: str) -> str:
    """One address for one article: https, one host for desktop and mobile, nothing that only tracks.

    Takes any text: what is no address comes back as it is, stripped.
    """
    url = url.strip()
    if len(url) > _LONGEST:
        return url
    try:
        for _ in range(_WRAPPINGS):
            parts = urlsplit(url.replace("&amp;", "&"))
            inner = _unwrapped(parts)
            if not inner:
                break
            url = inner.strip()
        return _canonical(parts) if parts.hostname else url
    except ValueError:  # a port that is no number, half a bracket, half a surrogate pair
        return url


def without_host(url: str) -> str:
    """Path and query of a canonical address; empty for a home page."""
    return url.partition("://")[2].partition("/")[2]


def article_number(url: str) -> str:
    """The number in the path of a canonical address, which stays when its words change; else empty."""
    numbers = _ARTICLE_NUMBER.findall(without_host(url).partition("?")[0])
    return numbers[-1] if numbers else ""


def _canonical(parts: SplitResult) -> str:
    path = _path(parts.path)
    query = _query(parts.query) if parts.query else ""
    # Pages that live in the fragment: `#!/story/5`, `#/story/5`; any other fragment is a place on a page.
    page = f"#{parts.fragment}" if parts.fragment[:1] in {"!", "/"} else ""
    return f"https://{_host(parts)}{path}{query}{page}"


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if not host.isascii():
        host = _ascii(host)
    labels = host.split(".")
    if len(labels) > 2:
        host = ".".join([label for label in labels[:-2] if label not in _SITE_TWINS] + labels[-2:])
    if ":" in host:
        host = f"[{host}]"
    if host == "feedproxy.google.com":
        host = "feeds.feedburner.com"
    return host if parts.port in {None, 80, 443} else f"{host}:{parts.port}"


def _ascii(host: str) -> str:
    """`мир.example` as it is asked of name servers; as it is where no name server would take it."""
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host


def _path(path: str) -> str:
    if not _PLAIN.fullmatch(path):
        path = quote(unquote_to_bytes(path), safe=_PUNCTUATION)
    if ";" in path:
        path = _SESSION.sub("", path)
    while "//" in path:
        path = path.replace("//", "/")
    while (bare := _DRESSING.sub("", path)) != path:  # one layer may hide under another: `/a.amp.html/amp`
        path = bare
    return path


def _query(query: str) -> str:
    """`?` and what names the article, sorted; empty where nothing does."""
    if not query.isascii():
        query = quote(query, safe=_IN_QUERY)
    # Latin-1 keeps every byte apart: old sites escape their own code pages, not UTF-8.
    pairs = parse_qsl(query, keep_blank_values=True, encoding="latin-1")
    kept = sorted(pair for pair in pairs if not is_tracker(*pair))
    return "?" + urlencode(kept, encoding="latin-1") if kept else ""


def _unwrapped(parts: SplitResult) -> str:
    """The address inside a redirector's or a cache's; empty where it is neither."""
    host = parts.hostname or ""
    if "google." in host or host.endswith(("ampproject.org", "bing.com")):
        return _news_article(host, parts) or _cached(host, parts) or _redirected(parts)
    return _redirected(parts)


def _redirected(parts: SplitResult) -> str:
    if not ("http" in parts.query and _REDIRECTOR.fullmatch(parts.path or "/")):
        return ""
    given = dict(parse_qsl(parts.query))
    return next((given[name] for name in _TARGETS if _is_web(given.get(name, ""))), "")


def _cached(host: str, parts: SplitResult) -> str:
    found = _AMP_CACHE.match(parts.path)
    if not found or not (host.endswith("cdn.ampproject.org") or parts.path.startswith("/amp/")):
        return ""
    query = f"?{parts.query}" if parts.query else ""
    return f"https://{parts.path[found.end() :]}{query}"


def _news_article(host: str, parts: SplitResult) -> str:
    """The address inside a Google News link of the old kind; the new kind holds a number only Google knows.

    Such a link is given back bare: its parameters are about the reader's language and country.
    """
    found = _NEWS_ID.match(parts.path) if host == "news.google.com" else None
    if not found:
        return ""
    bare = f"https://news.google.com/rss/articles/{found[1]}"
    return _held_address(found[1]) or ("" if parts.geturl() == bare else bare)


def _held_address(number: str) -> str:
    """A protocol buffer: field 1 is 19, field 4 the address, its length a byte, or two from 128 on."""
    number = number.rstrip("=")
    held = urlsafe_b64decode(number[: len(number) - (len(number) % 4 == 1)] + "===")
    if not held.startswith(b"\x08\x13\x22") or len(held) < 6:
        return ""
    length, start = held[3], 4
    if length > 127:
        length, start = (length & 127) | held[4] << 7, 5
    address = held[start : start + length].decode("utf-8", "replace")
    return address if _is_web(address) else ""


def _is_web(address: str) -> bool:
    return _WEB.match(address) is not None
