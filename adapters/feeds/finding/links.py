"""Where an HTML page says, or suggests, that its site has feeds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from adapters.feeds.parsing.parsed import absolute, valid
from bot.extraction.markup import html_line

_TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/feed+json",
    "application/json",
)
"""Of `<link rel="alternate">`, the surest first: application/json is mostly something else."""
_PLACES = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed/")
_LIKE_A_FEED = re.compile(
    r"(?:^|[/._-])(?:rss|feeds?|atom|rdf)\d*(?:[/._-]|$)|\.xml$|(?:^|[&?])(?:feed|format|type)=(?:rss|feed|atom)",
    re.IGNORECASE,
)
_NO_FEED = re.compile(
    r"sitemap|opensearch|oembed|wp-json|\.(?:html?|png|jpe?g|svg|gif|css|js|pdf)$", re.IGNORECASE
)
_COMMENTS = re.compile(r"comment|kommentar|coment[aá]rio|commenti\b|reactions|replies", re.IGNORECASE)
_MANY_TAGS = 30_000
"""Where a page is cut off, since the parser's time grows with the square of the nesting: 2 s at worst."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLink:
    """A place to look for a feed; whether there is one only its answer shows."""

    url: str
    title: str = ""
    """As the page calls it; mostly empty for what it does not declare."""

    @property
    def is_of_comments(self) -> bool:
        return _COMMENTS.search(f"{urlsplit(self.url).path} {self.title}") is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLinks:
    """Three kinds of places, each surer than the next and best first; none stands in two."""

    declared: tuple[FeedLink, ...]
    linked: tuple[FeedLink, ...]
    """Links for readers that look as if they led to a feed of the same site."""
    usual: tuple[FeedLink, ...]
    """Where feeds often are, whether the page names them or not."""


def feed_links(html: str, url: str) -> FeedLinks:
    """The places that a page at `url` gives. Links to anything but http and https are left out."""
    page = LexborHTMLParser(_bounded(html))
    node = page.css_first("base[href]")
    base = absolute(node.attributes.get("href") or "" if node else "", url) or url
    seen = {_bare(url)}
    return FeedLinks(
        declared=_unseen(_declared(page, base), seen),
        linked=_unseen(_linked(page, base, url), seen),
        usual=_unseen((FeedLink(url=urljoin(url, place)) for place in _PLACES), seen),
    )


def _declared(page: LexborHTMLParser, base: str) -> Iterator[FeedLink]:
    for kind in _TYPES:
        for node in page.css("link[href][type]"):
            given = node.attributes
            relations = (given.get("rel") or "").lower().split()
            written = (given.get("type") or "").partition(";")[0].strip().lower()
            link = absolute((given.get("href") or "").strip(), base)
            if written == kind and "alternate" in relations and link:
                yield FeedLink(url=_bare(link), title=_line(given.get("title")))


def _linked(page: LexborHTMLParser, base: str, url: str) -> Iterator[FeedLink]:
    for node in page.css("a[href]"):
        link = absolute((node.attributes.get("href") or "").strip(), base)
        if link and _is_like_a_feed(link) and _same_site(link, url):
            yield FeedLink(url=_bare(link), title=_line(node.attributes.get("title") or node.text()))


def _is_like_a_feed(link: str) -> bool:
    parts = urlsplit(link)
    asked = f"{parts.path}?{parts.query}" if parts.query else parts.path
    like = _LIKE_A_FEED.search(parts.path) or _LIKE_A_FEED.search(asked)
    return like is not None and not _NO_FEED.search(parts.path)


def _same_site(link: str, url: str) -> bool:
    """The page's own host or one below it: feeds.harbour.example for www.harbour.example."""
    there, here = (urlsplit(one).hostname or "" for one in (link, url))
    home = here.removeprefix("www.")
    return there == home or there.endswith(f".{home}")


def _unseen(links: Iterator[FeedLink], seen: set[str]) -> tuple[FeedLink, ...]:
    """The first for each address that is not among `seen`, and is from now on; those of comments last."""
    found: dict[str, FeedLink] = {}
    for link in links:
        if link.url not in seen:
            found.setdefault(link.url, link)
    seen.update(found)
    return tuple(sorted(found.values(), key=lambda link: link.is_of_comments))


def _bounded(html: str) -> str:
    tags = re.finditer("<", html)
    end = next((tag.start() for count, tag in enumerate(tags) if count == _MANY_TAGS), None)
    return html[:end]


def _bare(url: str) -> str:
    return urldefrag(url).url


def _line(text: object) -> str:
    return " ".join(html_line(valid(text)).split())[:200]
