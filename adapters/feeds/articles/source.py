"""Pages of articles: fetched where robots.txt lets us, not faster than is polite, and read for their text."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from urllib.parse import urlsplit

from adapters.feeds.articles.pace import Pace
from adapters.feeds.articles.pages import Page
from adapters.feeds.articles.robots import AGENT, Robots, Rules
from adapters.feeds.articles.worker import ArticleReader
from adapters.feeds.fetching.guard import url_problem
from adapters.feeds.fetching.http import Answer, Failure, GuardedHttp, Request
from bot.core.reasons import Reason
from bot.ports import Article, NoArticle

_MAX_BODY = 5 * 2**20
"""Bytes; of sixty publishers' pages the largest has a seventh of it."""
_ACCEPT = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"


class PageArticles:
    """Implements `ArticleSource`.

    `pause` lies between the starts of two requests to one host, or more where its robots.txt asks for more
    (Crawl-delay). Redirects are followed; the robots.txt of where they end counts too.
    """

    def __init__(
        self,
        http: GuardedHttp,
        reader: ArticleReader,
        *,
        pause: timedelta = timedelta(seconds=2),
        seconds: Callable[[], float] = time.monotonic,
        wait: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._http = http
        self._reader = reader
        self._pause = pause.total_seconds()
        self._robots = Robots(http, seconds=seconds)
        self._pace = Pace(seconds=seconds, wait=wait)

    async def fetch(self, url: str) -> Article | NoArticle:
        """See `ArticleSource`."""
        problem = url_problem(url)
        if problem:
            return _none(Reason.REFUSED_ADDRESS, f"the article's address {problem}")
        async with self._pace.turn(_host(url)):
            answer = await self._ask(url)
        if isinstance(answer, NoArticle):
            return answer
        page = Page(content=answer.body, content_type=answer.content_type, url=answer.url)
        if not page.is_html:
            return _none(Reason.NO_ARTICLE, f"what {_host(page.url)} gives there is no HTML page")
        return await self._reader.read(page)

    async def _ask(self, url: str) -> Answer | NoArticle:
        rules = await self._rules(url)
        if isinstance(rules, NoArticle):
            return rules
        host = _host(url)
        if not await self._pace.begin(host, max(self._pause, rules.delay)):
            return _none(Reason.HTTP_ERROR, f"{host} asked to be left alone for a while")
        answer = await self._http.get(Request(url=url, accept=_ACCEPT, max_body=_MAX_BODY))
        if isinstance(answer, Failure):
            if answer.terms.retry_after is not None:
                self._pace.rest(host, answer.terms.retry_after.total_seconds())
            return _none(answer.reason, answer.detail)
        moved = await self._rules(answer.url) if answer.url != url else rules
        return moved if isinstance(moved, NoArticle) else answer

    async def _rules(self, url: str) -> Rules | NoArticle:
        """The rules of the site that has this URL, if they let us ask for it."""
        rules = await self._robots.rules(url)
        if isinstance(rules, Failure):
            return _none(rules.reason, f"left alone, for its robots.txt could not be read: {rules.detail}")
        if not rules.allow(url):
            return _none(
                Reason.ROBOTS_REFUSED, f"robots.txt of {_host(url)} does not let {AGENT} fetch the page"
            )
        return rules


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def _none(reason: Reason, detail: str) -> NoArticle:
    return NoArticle(reason=reason, detail=detail)
