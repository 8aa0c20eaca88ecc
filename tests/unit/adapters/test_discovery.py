"""Where a page's feeds are looked for, in which order, and what counts as a feed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.feeds.fetching.http import Answer, Failure, Request
from adapters.feeds.finding.discovery import FeedKind, FoundFeed, find_feeds, kind_of
from adapters.feeds.finding.links import feed_links
from adapters.feeds.parsing.parsed import Body, Parsed, ParsedFeed, Unparsed
from bot.core.entries import EntryData
from bot.core.feeds import Terms
from bot.core.reasons import Reason

HOME = "https://www.harbour.example/news/"
RSS = b'<?xml version="1.0"?><rss version="2.0"><channel><title>Gazette</title></channel></rss>'


def link(href: str, kind: str = "application/rss+xml", title: str = "", rel: str = "alternate") -> str:
    return f'<link rel="{rel}" type="{kind}" title="{title}" href="{href}">'


def declared(html: str) -> list[tuple[str, str]]:
    return [(one.url, one.title) for one in feed_links(html, HOME).declared]


def linked(html: str) -> list[str]:
    return [one.url for one in feed_links(html, HOME).linked]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        (link("/feed.xml", title="News"), [("https://www.harbour.example/feed.xml", "News")]),
        (link("feed"), [("https://www.harbour.example/news/feed", "")]),
        (link("https://feeds.other.example/h"), [("https://feeds.other.example/h", "")]),
        (link("//cdn.example/rss"), [("https://cdn.example/rss", "")]),
        ('<base href="/de/">' + link("feed"), [("https://www.harbour.example/de/feed", "")]),
        ('<base href="javascript:1">' + link("feed"), [("https://www.harbour.example/news/feed", "")]),
        (link("/a#top") + link("/a"), [("https://www.harbour.example/a", "")]),
        (
            link("/a", "Application/Atom+XML; charset=utf-8", rel="feed ALTERNATE"),
            [("https://www.harbour.example/a", "")],
        ),
        (link("/a", title="A &amp;amp; B"), [("https://www.harbour.example/a", "A & B")]),
        (
            link("/j", "application/json") + link("/f", "application/feed+json"),
            [("https://www.harbour.example/f", ""), ("https://www.harbour.example/j", "")],
        ),
        (link("/a", "text/html"), []),
        (link("/a", rel="stylesheet"), []),
        (link("javascript:alert(1)"), []),
        (link("file:///etc/passwd"), []),
        (link(""), [(HOME, "")][:0]),
        (link("http://[broken"), []),
        ("", []),
    ],
)
def test_feeds_are_declared_by_alternate_links_of_their_types(html: str, found: list[tuple[str, str]]):
    assert declared(html) == found


@pytest.mark.parametrize("comments", ["/comments/feed/", "/feed/?t=1"])
def test_feeds_of_comments_come_last(comments: str):
    title = "" if "comments" in comments else "Harbour » Comments Feed"
    found = declared(link(comments, title=title) + link("/feed/", title="Harbour"))
    assert [title for _, title in found] == ["Harbour", title]


@pytest.mark.parametrize(
    "href",
    ["/rss", "/sport/rss.xml", "/feed/", "/feeds/all", "/atom.xml", "/x.rss", "/index.rdf", "/rss2",
     "/?feed=rss2", "/list?format=rss", "https://feeds.harbour.example/atom", "http://harbour.example/news.xml"],
)  # fmt: skip
def test_links_of_the_same_site_that_look_like_feeds_are_tried(href: str):
    assert len(linked(f'<a href="{href}">it</a>')) == 1


@pytest.mark.parametrize(
    "href",
    ["/feedback", "/rsst", "/news", "/about-rss.html", "/sitemap.xml", "/feed-icon.png",
     "mailto:rss@x.example", "https://feedly.example/rss", "https://notharbour.example/rss",
     "https://harbour.example.evil.example/rss"],
)  # fmt: skip
def test_other_links_are_not(href: str):
    assert linked(f'<a href="{href}">it</a>') == []


def test_the_usual_places_are_at_the_root_and_no_place_is_named_twice():
    links = feed_links(link("/feed") + '<a href="/feed">f</a><a href="/rss">r</a>', HOME)
    everywhere = [one.url for one in (*links.declared, *links.linked, *links.usual)]
    assert len(everywhere) == len(set(everywhere)) == 7
    assert [one.url for one in links.linked] == ["https://www.harbour.example/rss"]


def test_a_page_of_nothing_but_open_tags_is_cut_off():
    """Nested 400,000 deep it would be read for minutes."""
    assert linked('<a href="/rss">r</a>' + "<div>" * 400_000 + '<a href="/feed">f</a>') == [
        "https://www.harbour.example/rss"
    ]


@given(st.text())
def test_any_text_gives_only_web_addresses(html: str):
    links = feed_links(f'<a href="{html}">{html}</a>{link(html, title=html)}', HOME)
    assert all(one.url.startswith(("http://", "https://")) for one in (*links.declared, *links.linked))


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (RSS, FeedKind.RSS),
        (b"\xef\xbb\xbf  <!-- a --><?xml-stylesheet href='a'?><!DOCTYPE rss><RSS version='2'>", FeedKind.RSS),
        (b'<rdf:RDF xmlns:rdf="x">', FeedKind.RSS),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"/>', FeedKind.ATOM),
        (b"<atom:feed xmlns:atom='x'>", FeedKind.ATOM),
        ('<?xml version="1.0" encoding="utf-16"?><rss>'.encode("utf-16"), FeedKind.RSS),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', FeedKind.JSON),
        (b'{"a": 1, "version": "https:\\/\\/jsonfeed.org\\/version\\/1"}', FeedKind.JSON),
        (b'{"version": "1.0"}', None),
        (b"<!doctype html><html><rss></html>", None),
        (b"<feedback>", None),
        (b"<urlset/>", None),
        (b"rss", None),
        (b"", None),
    ],
)
def test_a_feed_is_known_by_its_beginning_whatever_it_calls_itself(body: bytes, kind: FeedKind | None):
    assert kind_of(body, "text/html") == kind


@pytest.mark.parametrize("unit", [b"<!---->", b"<??>", b" ", b"<!--", b"<?", b"<!doctype>"])
def test_beginnings_of_any_length_are_looked_at_in_no_time(unit: bytes):
    """None of them may be read in more than one way: 8,192 characters would never end."""
    assert kind_of(unit * 100_000, "") is None


class Site:
    """Gives what stands at each address, 404 for the rest."""

    def __init__(self, pages: dict[str, bytes | Answer]) -> None:
        self.pages = pages
        self.asked: list[str] = []

    async def get(self, request: Request) -> Answer | Failure:
        self.asked.append(request.url)
        page = self.pages.get(request.url)
        if page is None:
            return Failure(reason=Reason.HTTP_ERROR, detail="no such page", status=404)
        return page if isinstance(page, Answer) else Answer(status=200, url=request.url, body=page)


class Parser:
    """Two entries in anything but what says that it is broken."""

    async def start(self) -> None:
        pass

    async def parse(self, body: Body) -> Parsed:
        if b"broken" in body.content:
            return Unparsed(reason=Reason.NOT_A_FEED, detail="it is broken")
        title = "Gazette" if b"Gazette" in body.content else ""
        return ParsedFeed(title=title, entries=(EntryData(guid="1"), EntryData(guid="2")))


async def found(site: Site, url: str = HOME) -> tuple[FoundFeed, ...] | Failure:
    return await find_feeds(site, url, parser=Parser())


async def urls(site: Site) -> list[str]:
    feeds = await found(site)
    assert not isinstance(feeds, Failure)
    return [feed.url for feed in feeds]


async def test_an_address_of_a_feed_is_that_feed():
    site = Site({HOME: RSS})
    assert await found(site) == (FoundFeed(url=HOME, title="Gazette", kind=FeedKind.RSS, entries=2),)
    assert site.asked == [HOME]


async def test_an_address_without_a_scheme_is_meant_for_https():
    assert await found(Site({"https://harbour.example": RSS}), " harbour.example ") != ()


@pytest.mark.parametrize(
    "url", ["ftp://harbour.example/", "file:///etc/passwd", "https://a:b@harbour.example/"]
)
async def test_other_addresses_are_refused_unasked(url: str):
    site = Site({})
    refused = await found(site, url)
    assert isinstance(refused, Failure)
    assert (refused.reason, site.asked) == (Reason.REFUSED_ADDRESS, [])


async def test_a_page_that_does_not_answer_and_a_broken_feed_are_failures():
    for pages in ({}, {HOME: b"<rss>broken</rss>"}):
        assert isinstance(await found(Site(pages)), Failure)


async def test_what_is_declared_goes_before_links_and_those_before_usual_places():
    root = "https://www.harbour.example"
    pages = {HOME: (link("/a") + '<a href="/rss">r</a>').encode(), f"{root}/a": RSS, f"{root}/rss": RSS,
             f"{root}/feed": RSS}  # fmt: skip
    assert await urls(Site(pages)) == [f"{root}/a"]
    pages[f"{root}/a"] = b"<html>"
    assert await urls(Site(pages)) == [f"{root}/rss"]
    pages[f"{root}/rss"] = b"<rss>broken"
    assert await urls(Site(pages)) == [f"{root}/feed"]
    del pages[f"{root}/feed"]
    assert await urls(Site(pages)) == []


async def test_there_are_at_most_eight_requests():
    site = Site({HOME: "".join(link(f"/{n}") for n in range(50)).encode()})
    assert await urls(site) == []
    assert len(site.asked) == 8


async def test_two_addresses_of_one_feed_are_one_and_a_feed_that_moved_is_at_its_new_place():
    new = "https://www.harbour.example/new"
    there = Answer(status=200, url=new, body=RSS, terms=Terms(moved_to=new))
    pages = {HOME: (link("/old") + link("/older")).encode()}
    site = Site(
        {**pages, "https://www.harbour.example/old": there, "https://www.harbour.example/older": there}
    )
    assert await urls(site) == [new]


async def test_a_feed_without_a_title_has_that_of_its_link():
    site = Site({HOME: link("/a", title="News").encode(), "https://www.harbour.example/a": b"<rss>"})
    feeds = await found(site)
    assert not isinstance(feeds, Failure)
    assert [feed.title for feed in feeds] == ["News"]
