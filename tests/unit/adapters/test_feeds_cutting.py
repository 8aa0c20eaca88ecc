"""Entries that were there last time are left out, and what is left reads as if they had not been."""

import random
import re
import tarfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.feeds.parsing.charset import decode
from adapters.feeds.parsing.cutting import pieces, whole
from adapters.feeds.parsing.outline import Flaw, outline_of
from adapters.feeds.parsing.parse import parse_feed
from adapters.feeds.parsing.parsed import Body, ParsedFeed, digest
from adapters.feeds.parsing.xml_safety import cleaned
from bot.core.entries import EntryData

URL = "https://gazette.example/news/feed"
RSS = """<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
 xml:base="https://gazette.example/base/"><channel><title>Gazette</title><link>https://gazette.example/</link>"""
ITEMS = (
    "<item><title>Talks</title><link>talks</link><guid isPermaLink='false'>g-1</guid></item>",
    "<item xml:base='https://gazette.example/other/'><title>Oil</title><link>oil</link></item>",
    "<item><title>Gas</title><guid>https://gazette.example/gas</guid><dc:creator>Ada</dc:creator></item>",
    "<item><media:group><media:title>Film</media:title></media:group><link>film</link></item>",
    "<item><description>&lt;p>No title&lt;/p></description><dc:date>2025-11-18T09:00:00Z</dc:date></item>",
    "<item><title><![CDATA[A > B]]></title><enclosure url='a>b'/><source url='x'>Elsewhere</source></item>",
    "<item><title>Bold</title><description><b>bold</b> <i>text</i></description></item>",
    "<item><link/></item>",
    "<item/>",
)
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Gazette</title>
<author><name>Desk</name></author>"""
ENTRIES = (
    "<entry><id>urn:1</id><title>Talks</title><link href='a'/><updated>2025-11-18T09:00Z</updated></entry>",
    "<entry><id>urn:2</id><title type='html'>&lt;b>Oil</title><author><name>Ada</name></author></entry>",
    """<entry xml:base='/other/'><link href='gas'/><content type='xhtml'><div
    xmlns='http://www.w3.org/1999/xhtml'><p>Text <a href='x'>there</a></p></div></content></entry>""",
    "<entry><source><id>urn:9</id><title>Elsewhere</title></source><title>Own</title></entry>",
    "<entry/>",
)


def rss(items: Sequence[str], head: str = RSS) -> str:
    return head + "\n".join(items) + "</channel></rss>"


def atom(entries: Sequence[str]) -> str:
    return ATOM + "\n".join(entries) + "</feed>"


def body(text: str | bytes, url: str = URL) -> Body:
    content = text.encode() if isinstance(text, str) else text
    return Body(content=content, content_type="application/xml; charset=utf-8", url=url)


def read(posted: Body) -> ParsedFeed:
    feed = parse_feed(posted)
    assert isinstance(feed, ParsedFeed), feed
    return feed


def hashes(feed: ParsedFeed) -> list[bytes]:
    return [feed.seen.entries[at : at + 8] for at in range(0, len(feed.seen.entries), 8)]


def without(posted: Body, known: Sequence[bytes]) -> ParsedFeed:
    return read(replace(posted, seen=replace(posted.seen, entries=b"".join(known))))


def voters(entries: Sequence[EntryData]) -> list[tuple[object, ...]]:
    return [(e.guid, e.url, e.title) for e in entries]


def test_a_feed_whose_entries_only_their_text_tells_apart_is_read_for_it() -> None:
    microblog = (
        b"<rss version='2.0'><channel><item><link>http://a.example/</link><description>Hello</description>"
    )
    body = Body(content=microblog + b"</item></channel></rss>", content_type="", url="", only_identities=True)
    (entry,) = read(body).entries
    assert (entry.read, entry.body) == (True, "Hello")


FEEDS = st.lists(st.sampled_from(ITEMS), min_size=1, max_size=12).map(rss) | st.lists(
    st.sampled_from(ENTRIES), min_size=1, max_size=12
).map(atom)


@settings(max_examples=120, deadline=None)
@given(FEEDS, st.randoms(use_true_random=False))
def test_known_entries_are_left_out_and_the_others_read_the_same(text: str, chance: random.Random) -> None:
    posted = body(text)
    all_of_it = read(posted)
    told = hashes(all_of_it)
    known = [one for one in told if chance.random() < 0.5]
    rest = tuple(e for one, e in zip(told, all_of_it.entries, strict=True) if one not in known)
    cut = without(posted, known)
    assert cut.entries == rest
    assert cut.known == len(told) - len(rest)
    assert cut.seen == all_of_it.seen


@given(FEEDS, st.integers(600, 5000))
def test_pieces_hold_each_entry_once_within_the_limit(text: str, limit: int) -> None:
    data = text.encode()
    outline = outline_of(data)
    assert not isinstance(outline, Flaw)
    texts = [whole(data, entry) for entry in outline.entries]
    cut = pieces(data, outline.entries, texts, limit)
    head = len(data) - sum(map(len, texts))
    if cut is None:
        assert max(map(len, texts)) > limit - head
        return
    assert sum(count for _, count in cut) == len(texts)
    assert all(len(piece) <= limit for piece, _ in cut)
    assert sum(len(piece) for piece, _ in cut) == len(data) + head * (len(cut) - 1)
    if len(cut) == 1:
        assert cut[0][0] == data


@settings(max_examples=80, deadline=None)
@given(FEEDS)
def test_identities_alone_are_those_of_the_full_reading(text: str) -> None:
    posted = body(text)
    learnt = read(replace(posted, only_identities=True))
    assert voters(learnt.entries) == voters(read(posted).entries)
    if all(entry.guid or entry.title for entry in learnt.entries):
        assert all((e.read, e.body, e.author) == (False, "", "") for e in learnt.entries)


def test_a_feed_whose_entries_are_all_known_is_not_read() -> None:
    posted = body(rss(ITEMS[:3]))
    feed = without(posted, hashes(read(posted)))
    assert (feed.entries, feed.known, feed.title) == ((), 3, "")


@pytest.mark.parametrize(
    "changed",
    [
        RSS.replace("/base/", "/elsewhere/"),
        RSS.replace('xmlns:dc="http://purl.org/dc/elements/1.1/"', 'xmlns:dc="http://gazette.example/ns"'),
        RSS.replace("<channel>", "<channel xml:base='https://other.example/'>"),
    ],
    ids=["address", "namespace", "address nearer by"],
)
def test_where_what_entries_inherit_changes_none_is_known(changed: str) -> None:
    known = hashes(read(body(rss(ITEMS[:3]))))
    assert without(body(rss(ITEMS[:3], changed)), known).known == 0


def test_at_another_address_none_is_known() -> None:
    known = hashes(read(body(rss(ITEMS[:3]))))
    assert without(body(rss(ITEMS[:3]), "https://other.example/"), known).known == 0


def test_a_head_that_changes_leaves_the_entries_known() -> None:
    known = hashes(read(body(rss(ITEMS[:3]))))
    later = RSS + "<lastBuildDate>Tue, 18 Nov 2025 14:30:00 GMT</lastBuildDate>"
    assert without(body(rss(ITEMS[:3], later)), known).known == 3


def test_an_entry_that_changes_in_a_byte_is_read_again() -> None:
    known = hashes(read(body(rss(ITEMS[:3]))))
    later = body(rss((ITEMS[0].replace("Talks", "Talks!"), *ITEMS[1:3])))
    assert [entry.title for entry in without(later, known).entries] == ["Talks!"]


@pytest.mark.parametrize(
    "count",
    [
        "<slash:comments>{}</slash:comments>",
        "<media:group><media:community><media:statistics views='{}'/></media:community></media:group>",
        "<thr:total xmlns:thr='http://purl.org/syndication/thread/1.0'>{}</thr:total>",
    ],
)
def test_counts_of_comments_and_views_make_no_entry_another(count: str) -> None:
    first, later = (rss([f"<item><title>Talks</title>{count.format(number)}</item>"]) for number in (7, 8))
    assert without(body(later), hashes(read(body(first)))).known == 1


@pytest.mark.parametrize(
    "text",
    [
        rss(ITEMS[:2]).replace("<channel>", "<channel><title>Tom & Ada</title>"),
        "<!DOCTYPE rss [<!ELEMENT rss ANY>]>" + rss(ITEMS[:2]),
        rss(["<item><title>One</title><item><title>Two</title></item></item>"]),
        rss(["<item xmlns:x='urn:a'><x:a/></item>", "<item xmlns:x='urn:b'><x:a/></item>"]),
        '<!DOCTYPE rss SYSTEM "rss.dtd">' + rss(["<item><title>a&nbsp;b</title></item>"]),
    ],
    ids=["malformed", "internal subset", "nested", "namespaces that clash", "an entity of the DTD"],
)
def test_a_feed_that_cannot_be_told_apart_is_read_as_a_whole(text: str) -> None:
    feed = read(body(text))
    assert feed.entries
    assert feed.seen.entries == b""
    assert feed.seen.body == digest(text.encode())


def test_a_namespace_that_each_entry_declares_anew_keeps_none_from_being_known() -> None:
    items = [
        f"<item xmlns:fb='http://rssnamespace.org/feedburner/ext/1.0'><title>{n}</title></item>" for n in "ab"
    ]
    assert without(body(rss(items)), hashes(read(body(rss(items))))).known == 2


def test_a_feed_too_large_for_one_reading_is_read_in_pieces() -> None:
    items = [
        f"<item><title>{n}</title><description>{'word ' * 60_000}</description></item>" for n in range(8)
    ]
    feed = read(body(rss(items)))
    assert [entry.title for entry in feed.entries] == list("01234567")
    assert feed.title == "Gazette"


@pytest.fixture(scope="session")
def corpus(shared_data: Path) -> tuple[bytes, ...]:
    with tarfile.open(shared_data / "feeds" / "feedparser-tests.tar.gz") as archive:
        files = [archive.extractfile(member) for member in archive if member.name.endswith(".xml")]
        return tuple(file.read() for file in files if file)


def test_every_feed_of_the_parsers_own_set_reads_the_same_in_parts(corpus: tuple[bytes, ...]) -> None:
    compared = 0
    for content in corpus:
        posted = body(content)
        feed = parse_feed(posted)
        if isinstance(feed, ParsedFeed):
            learnt = read(replace(posted, only_identities=True))
            assert voters(learnt.entries) == voters(feed.entries), content
            compared += bool(feed.seen.entries)
    assert compared > 1000


def mixed_feeds(corpus: tuple[bytes, ...]) -> Iterator[bytes]:
    """Feeds of twenty entries each, made of the entries of the set that stand in the same surroundings."""
    chance = random.Random(7)  # noqa: S311
    by_context = defaultdict(list)
    for content in corpus:
        data = cleaned(decode(content, "").text.lstrip()).encode()
        outline = outline_of(data)
        if not isinstance(outline, Flaw) and outline.separable:
            for entry in outline.entries:
                by_context[entry.context].append(data[entry.start : entry.end])
    for context, entries in by_context.items():
        tags = re.findall(rb"<([\w:]+)", re.sub(rb"\"[^\"]*\"|'[^']*'", b"", context))
        closing = b"".join(b"</" + tag + b">" for tag in reversed(tags))
        for _ in range(len(entries) // 10):
            yield context + b"".join(chance.sample(entries, min(20, len(entries)))) + closing


def test_entries_of_many_feeds_in_one_read_the_same_without_the_others(corpus: tuple[bytes, ...]) -> None:
    chance = random.Random(8)  # noqa: S311
    compared = 0
    for content in mixed_feeds(corpus):
        posted = body(content)
        feed = read(posted)
        told = hashes(feed)
        if told:
            known = [one for one in told if chance.random() < 0.5]
            rest = tuple(e for one, e in zip(told, feed.entries, strict=True) if one not in known)
            assert without(posted, known).entries == rest
            assert voters(read(replace(posted, only_identities=True)).entries) == voters(feed.entries)
            compared += len(rest)
    assert compared > 500
