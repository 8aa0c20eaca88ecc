"""The feeds of a site, found from any of its addresses."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from adapters.feeds.articles.pages import Page, markup
from adapters.feeds.fetching.guard import url_problem
from adapters.feeds.fetching.http import Answer, Failure, GuardedHttp, Request
from adapters.feeds.finding.links import FeedLink, feed_links
from adapters.feeds.parsing.charset import decode
from adapters.feeds.parsing.parsed import Body, FeedParser, Unparsed
from adapters.feeds.parsing.worker import WorkerParser
from bot.core.reasons import Reason

_REQUESTS = 8
"""For one look: the address itself and seven more places."""
_ACCEPT = (
    "text/html, application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, "
    "*/*;q=0.5"
)
_ROOT = re.compile(
    r"(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*>)*+<(?:[\w.-]+:)?(rss|feed|rdf)\b",
    re.DOTALL | re.IGNORECASE,
)
_JSON_FEED = re.compile(r"\s*\{.*?\"version\"\s*:\s*\"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/", re.DOTALL)
_HEAD = 8192
"""Characters that say what a body is."""


class FeedKind(StrEnum):
    RSS = "rss"
    ATOM = "atom"
    JSON = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFeed:
    """A feed that was asked for and read."""

    url: str
    """Its new address where it has moved for good."""
    title: str
    kind: FeedKind
    entries: int


async def find_feeds(
    http: GuardedHttp, url: str, *, parser: FeedParser | None = None
) -> tuple[FoundFeed, ...] | Failure:
    """The feed at `url`, or those of the page there, the best first; at most eight requests in all.

    An address without http(s):// is meant to have it. What the page declares goes before what it links to,
    and that before the usual places; the less sure are asked only where the surer hold no feed. Empty where
    none was found; a failure where the address itself does not answer or its feed cannot be read.
    """
    search = _Search(http, parser or WorkerParser())
    url = url.strip() if "://" in url else f"https://{url.strip()}"
    problem = url_problem(url)
    if problem:
        return Failure(reason=Reason.REFUSED_ADDRESS, detail=f"the address {problem}")
    answer = await search.ask(url)
    if isinstance(answer, Failure):
        return answer
    kind = kind_of(answer.body, answer.content_type)
    if kind is not None:
        feed = await search.read(FeedLink(url=url), answer, kind)
        return feed if isinstance(feed, Failure) else (feed,)
    page = Page(content=answer.body, content_type=answer.content_type, url=answer.url)
    links = feed_links(markup(page), answer.url)
    for places in (links.declared, links.linked, links.usual):
        if found := await search.look(places):
            return found
    return ()


def kind_of(body: bytes, content_type: str) -> FeedKind | None:
    """What kind of feed begins so; None for anything else, whatever it calls itself."""
    head = decode(body, content_type).text.removeprefix("\ufeff")[:_HEAD]
    if root := _ROOT.match(head):
        return FeedKind.ATOM if root[1].lower() == "feed" else FeedKind.RSS
    return FeedKind.JSON if _JSON_FEED.match(head) else None


class _Search:
    """Requests are counted over the whole look."""

    def __init__(self, http: GuardedHttp, parser: FeedParser) -> None:
        self._http = http
        self._parser = parser
        self._left = _REQUESTS

    async def ask(self, url: str) -> Answer | Failure:
        self._left -= 1
        return await self._http.get(Request(url=url, accept=_ACCEPT))

    async def read(self, link: FeedLink, answer: Answer, kind: FeedKind) -> FoundFeed | Failure:
        body = Body(content=answer.body, content_type=answer.content_type, url=answer.url)
        parsed = await self._parser.parse(body)
        if isinstance(parsed, Unparsed):
            return Failure(reason=parsed.reason, detail=parsed.detail, status=answer.status)
        return FoundFeed(
            url=answer.terms.moved_to or link.url,
            title=parsed.title or link.title,
            kind=kind,
            entries=len(parsed.entries),
        )

    async def look(self, places: Iterable[FeedLink]) -> tuple[FoundFeed, ...]:
        """The feeds in these places, as long as requests are left; what leads to the same one counts once."""
        found: dict[str, FoundFeed] = {}
        for link in places:
            if not self._left:
                break
            answer = await self.ask(link.url)
            kind = None if isinstance(answer, Failure) else kind_of(answer.body, answer.content_type)
            if isinstance(answer, Failure) or kind is None or answer.url in found:
                continue
            feed = await self.read(link, answer, kind)
            if isinstance(feed, FoundFeed):
                found[answer.url] = feed
        return tuple(found.values())
