"""Articles over loopback HTTP: robots.txt, pace by a clock set by hand, the guard, workers that may die."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, urlsplit
from urllib.request import urlopen

import pytest

from adapters.feeds.articles.pages import Page
from adapters.feeds.articles.reading import read_article
from adapters.feeds.articles.source import PageArticles
from adapters.feeds.articles.worker import WorkerReader
from adapters.feeds.fetching.guard import allow
from adapters.feeds.fetching.http import Failure, GuardedHttp, HttpSettings
from adapters.feeds.finding.discovery import find_feeds
from bot.core.reasons import Reason
from bot.ports import Article, NoArticle
from fakes.processes import running


class HandClock:
    """Seconds that pass only by waiting; `waited` are the waits."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waited: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.now += seconds


class DirectReader:
    """Reads in the test's own process: what the worker does, without its start."""

    async def read(self, page: Page) -> Article | NoArticle:
        return read_article(page)


@pytest.fixture(scope="module")
def first() -> Iterator[str]:
    with running("fakes.site_server") as url:
        yield url


@pytest.fixture
def sites(first: str) -> dict[str, str]:
    return told(first, "sites")


def told(first: str, what: str):
    with urlopen(f"{first}/_fake/{what}") as answer:  # noqa: S310 - our own loopback server
        return json.load(answer)


@pytest.fixture
async def http(sites: dict[str, str]) -> AsyncIterator[GuardedHttp]:
    ports = [urlsplit(url).port for site, url in sites.items() if site != "inner"]
    async with GuardedHttp(HttpSettings(allowed=tuple(allow("127.0.0.1", port) for port in ports))) as http:
        yield http


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def articles(http: GuardedHttp, clock: HandClock) -> PageArticles:
    return PageArticles(http, DirectReader(), seconds=clock, wait=clock.wait)


async def none(articles: PageArticles, url: str) -> tuple[Reason, str]:
    got = await articles.fetch(url)
    assert isinstance(got, NoArticle), got
    return got.reason, got.detail


async def test_an_article_has_its_text_title_author_and_date(articles: PageArticles, sites: dict[str, str]):
    got = await articles.fetch(f"{sites['open']}/article")
    assert isinstance(got, Article)
    assert (got.title, got.author) == ("Ferry sails again", "Ada Quay")
    assert got.published == datetime(2025, 11, 18, 9, tzinfo=UTC)
    assert got.text.count("The ferry between the two harbours") == 5
    assert "All rights" not in got.text


@pytest.mark.parametrize(
    ("site", "path", "reason"),
    [
        ("open", "/paywall", Reason.NO_ARTICLE),
        ("open", "/picture", Reason.NO_ARTICLE),
        ("open", "/missing", Reason.HTTP_ERROR),
        ("strict", "/private", Reason.ROBOTS_REFUSED),
        ("ailing", "/article", Reason.HTTP_ERROR),
        ("huge", "/article", Reason.TOO_LARGE),
        ("inner", "/article", Reason.REFUSED_ADDRESS),
    ],
)
async def test_each_reason_for_no_article(
    articles: PageArticles, sites: dict[str, str], site: str, path: str, reason: Reason
):
    assert (await none(articles, sites[site] + path))[0] is reason


@pytest.mark.parametrize(
    "url", ["ftp://gazette.example/a", "file:///etc/passwd", "a", "http://u:p@gazette.example/"]
)
async def test_other_addresses_are_refused(articles: PageArticles, url: str):
    assert (await none(articles, url))[0] is Reason.REFUSED_ADDRESS


async def test_a_refused_page_is_never_asked_for(articles: PageArticles, sites: dict[str, str], first: str):
    before = len(told(first, "log"))
    await none(articles, f"{sites['strict']}/private")
    await none(articles, f"{sites['ailing']}/article")
    assert told(first, "log")[before:] == [["strict", "/robots.txt"], ["ailing", "/robots.txt"]]


async def test_a_locked_robots_txt_is_none(articles: PageArticles, sites: dict[str, str]):
    assert isinstance(await articles.fetch(f"{sites['locked']}/article"), Article)


async def test_requests_to_a_host_start_a_pause_apart_and_robots_txt_is_asked_once(
    articles: PageArticles, sites: dict[str, str], clock: HandClock, first: str
):
    before = len(told(first, "log"))
    got = await asyncio.gather(*(articles.fetch(f"{sites['open']}/article") for _ in range(4)))
    assert all(isinstance(one, Article) for one in got)
    assert clock.waited == [2, 2, 2]
    assert told(first, "log")[before:] == [["open", "/robots.txt"]] + [["open", "/article"]] * 4


async def test_the_site_s_own_delay_goes_before_a_shorter_pause(
    articles: PageArticles, sites: dict[str, str], clock: HandClock
):
    for _ in range(3):
        await articles.fetch(f"{sites['strict']}/article")
    assert clock.waited == [7, 7]


async def test_a_site_that_asks_to_be_left_alone_is(
    articles: PageArticles, sites: dict[str, str], clock: HandClock, first: str
):
    assert (await none(articles, f"{sites['open']}/busy"))[0] is Reason.HTTP_ERROR
    asked = len(told(first, "log"))
    assert "left alone" in (await none(articles, f"{sites['open']}/article"))[1]
    assert (len(told(first, "log")), clock.waited) == (asked, [])
    clock.now += 3_600
    assert isinstance(await articles.fetch(f"{sites['open']}/article"), Article)


async def test_a_redirect_is_followed_but_not_to_where_robots_txt_or_the_guard_refuses(
    articles: PageArticles, sites: dict[str, str], first: str
):
    def leave(to: str) -> str:
        return f"{sites['open']}/leave?to={quote(to)}"

    assert isinstance(await articles.fetch(leave("/article")), Article)
    assert isinstance(await articles.fetch(leave(f"{sites['strict']}/article")), Article)
    assert (await none(articles, leave(f"{sites['strict']}/private")))[0] is Reason.ROBOTS_REFUSED
    assert (await none(articles, leave(f"{sites['inner']}/article")))[0] is Reason.REFUSED_ADDRESS
    assert (await none(articles, leave("file:///etc/passwd")))[0] is Reason.REFUSED_ADDRESS
    assert "inner" not in {site for site, _ in told(first, "log")}


async def test_a_worker_reads_what_the_process_itself_would(http: GuardedHttp, sites: dict[str, str]):
    url = f"{sites['open']}/article"
    assert await PageArticles(http, WorkerReader()).fetch(url) == await PageArticles(
        http, DirectReader()
    ).fetch(url)


async def test_a_page_that_takes_too_long_costs_its_worker_and_not_the_next_page(sites: dict[str, str]):
    """What is nested 200,000 deep is read for minutes."""
    article = f"<html><body><p>{'The ferry sails again from the old quay. ' * 20}</p>".encode()
    good = Page(content=article, content_type="text/html", url=sites["open"])
    bad = Page(content=article + b"<div>" * 200_000, content_type="text/html", url=sites["open"])
    slow = await WorkerReader(limit=timedelta(milliseconds=300)).read(bad)
    assert isinstance(slow, NoArticle)
    assert "stopped" in slow.detail
    assert isinstance(await WorkerReader().read(good), Article)


async def test_a_site_s_feeds_are_found_main_before_comments(http: GuardedHttp, sites: dict[str, str]):
    home = sites["open"]
    feeds = await find_feeds(http, f"{home}/")
    assert not isinstance(feeds, Failure)
    assert [feed.url for feed in feeds] == [f"{home}/news.rss", f"{home}/comments/feed"]
    assert [(feed.title, feed.entries) for feed in feeds] == [("Harbour Gazette", 2)] * 2


@pytest.mark.parametrize(
    ("path", "feeds"),
    [
        ("/news.rss", ["/news.rss"]),
        ("/links", ["/sport/rss"]),
        ("/bare", ["/feed.xml"]),
        ("/picture", ["/feed.xml"]),
    ],
)
async def test_a_feed_is_found_at_its_address_by_links_and_in_usual_places(
    http: GuardedHttp, sites: dict[str, str], path: str, feeds: list[str]
):
    found = await find_feeds(http, sites["open"] + path)
    assert not isinstance(found, Failure)
    assert [feed.url.removeprefix(sites["open"]) for feed in found] == feeds
