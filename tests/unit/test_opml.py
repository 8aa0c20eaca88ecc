"""Lists of feeds as other readers write them: what is taken, what is refused, and what comes back."""

# ruff: noqa: E501 -- files as readers of feeds write them

import tarfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.feeds.opml import NotOpml, Opml, OpmlFeed, read_opml, write_opml


def opml(body: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>', version: str = "2.0") -> bytes:
    return (
        f'{head}\n<opml version="{version}"><head><title>x</title></head><body>{body}</body></opml>'.encode()
    )


def read(content: bytes) -> Opml:
    found = read_opml(content)
    assert isinstance(found, Opml), found
    return found


def said(found: Opml) -> list[tuple[object, ...]]:
    """What two files of the same feeds have in common: files keep the feeds of a folder together."""
    return sorted((feed.folder, feed.url, feed.title, feed.tags, feed.site) for feed in found.feeds)


NESTED = """
<outline text="World">
  <outline title="Asia"><outline type="rss" text="Delhi Post" xmlUrl="https://delhi.example/rss"/></outline>
  <outline type="rss" text="Globe" xmlUrl="https://globe.example/rss" htmlUrl="https://globe.example/"/>
</outline>
<outline text="Loose" xmlUrl="https://loose.example/rss" category="/news/local, Harbour ,/"/>
"""


@pytest.mark.parametrize("version", ["1.0", "1.1", "2.0"])
def test_folders_are_taken_with_all_that_lie_in_them(version):
    found = read(opml(NESTED, version=version))
    assert said(found) == [
        ((), "https://loose.example/rss", "Loose", ("news/local", "Harbour"), ""),
        (("World",), "https://globe.example/rss", "Globe", (), "https://globe.example/"),
        (("World", "Asia"), "https://delhi.example/rss", "Delhi Post", (), ""),
    ]
    assert (found.bad, found.repaired) == ((), "")


@pytest.mark.parametrize("name", ["xmlUrl", "xmlURL", "XMLURL", "xmlurl"])
def test_the_address_is_found_however_it_is_spelt(name):
    (feed,) = read(opml(f'<outline TEXT="A" {name}=" https://a.example/rss "/>')).feeds
    assert (feed.url, feed.title) == ("https://a.example/rss", "A")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("feed://a.example/rss", "http://a.example/rss"),
        ("feed:https://a.example/rss", "https://a.example/rss"),
        ("feed://https://a.example/rss", "https://a.example/rss"),
        ("https://a.example/feed:x", "https://a.example/feed:x"),
    ],
)
def test_an_address_that_calls_a_reader_is_one_of_the_web(written, meant):
    (feed,) = read(opml(f'<outline text="A" xmlUrl="{written}"/>')).feeds
    assert feed.url == meant


def test_what_leads_to_no_feed_is_listed_with_its_line_and_the_rest_is_taken():
    body = """
<outline text="Good" xmlUrl="https://good.example/rss"/>
<outline text="No address" type="rss"/>
<outline text="Empty" xmlUrl=""/>
<outline text="A file" xmlUrl="file:///etc/passwd"/>
<outline xmlUrl="javascript:alert(1)"/>
<outline text="Again" xmlUrl="http://www.good.example/rss/"/>
<outline text="An empty folder"/>
<outline text="A link" type="link" url="https://page.example/"/>
<outline text="Last" xmlUrl="https://last.example/rss"/>
"""
    found = read(opml(body))
    assert [feed.title for feed in found.feeds] == ["Good", "Last"]
    assert found.bad == (
        "line 4: No address: it has no address (xmlUrl)",
        "line 5: Empty: it has no address (xmlUrl)",
        "line 6: A file: its address is not one of the web",
        "line 7: a feed without a name: its address is not one of the web",
        "line 8: Again: its address stands in line 3 already",
    )


@pytest.mark.parametrize(
    "content",
    [
        opml(NESTED).decode().encode("utf-8-sig"),
        opml(NESTED, head="").decode().encode("utf-16"),
        opml(NESTED, head='<?xml version="1.0" encoding="UTF-16"?>').decode().encode("utf-16"),
        opml(NESTED, head='<?xml version="1.0" encoding="windows-1251"?>').decode().encode("cp1251"),
        b"\n  " + opml(NESTED, head=""),
        opml(f"<!-- {'x' * 20} -->{NESTED}", head="<!DOCTYPE opml>"),
        opml(NESTED, head='<!DOCTYPE opml SYSTEM "http://127.0.0.1:9/opml.dtd">'),
    ],
    ids=["mark", "utf-16 mark", "utf-16", "declared", "blank first", "comment", "outer DTD"],
)
def test_every_way_to_write_a_file_is_read(content):
    assert said(read(content)) == said(read(opml(NESTED)))


def test_letters_of_any_encoding_arrive():
    content = '<?xml version="1.0" encoding="windows-1251"?><opml><body><outline text="Мир" xmlUrl="http://a.example"/></body></opml>'
    (feed,) = read(content.encode("cp1251")).feeds
    assert feed.title == "Мир"


@pytest.mark.parametrize(
    ("body", "title", "url", "note"),
    [
        ('<outline text="A &amp; B &lt;3 &#233;" xmlUrl="http://a.example/?x=1&amp;y=2"/>', "A & B <3 é", "?x=1&y=2", ""),
        ('<outline text="A & B" xmlUrl="http://a.example/?x=1&y=2&copy=3"/>', "A & B", "?x=1&y=2&copy=3", "&"),
        ('<outline text="Caf&eacute;&nbsp;A" xmlUrl="http://a.example/"/>', "Café A", "", "&"),
        ('<outline text="A" xmlUrl="http://a.example/"/></wrong><x>', "A", "", "not well-formed"),
        ('<outline text="A" xmlUrl="http://a.example/"/><outline text="B" xmlUrl="http', "A", "", "not well-formed"),
        ('<outline text="\x07A" xmlUrl="http://a.example/"/>', "A", "", "control characters"),
    ],
    ids=["escaped", "not escaped", "names of HTML", "wrong tag", "cut short", "control character"],
)  # fmt: skip
def test_a_slightly_broken_file_is_read_with_a_note(body, title, url, note):
    found = read(opml(body))
    assert [(feed.title, feed.url.removeprefix("http://a.example/")) for feed in found.feeds] == [
        (title, url)
    ]
    assert bool(note) == bool(found.repaired)
    assert note in found.repaired


LAUGHS = '<!DOCTYPE opml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (opml(NESTED, head=LAUGHS), "declares entities"),
        (opml(NESTED, head='<!DOCTYPE opml [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]>'), "declares entities"),
        (opml(NESTED, head=LAUGHS).decode().encode("utf-16"), "declares entities"),
        (b'<rss version="2.0"><channel/></rss>', "no OPML file"),
        (b"<html><body><outline xmlUrl='http://a.example'/></body></html>", "no OPML file"),
        (b"", "no OPML file"),
        (b"\0\xff\xfe", "no OPML file"),
        (b"PK\x03\x04", "no OPML file"),
        (b" " * (20 * 2**20 + 1), "larger than 20 MB"),
    ],
    ids=["laughs", "parameter", "in UTF-16", "RSS", "page", "nothing", "bytes", "zip", "large"],
)  # fmt: skip
def test_what_is_no_list_of_feeds_or_declares_entities_is_refused(content, words):
    found = read_opml(content)
    assert isinstance(found, NotOpml)
    assert words in found.problem


def test_folders_beyond_all_measure_are_no_failure():
    deep = '<outline text="a">' * 5_000 + "</outline>" * 5_000
    found = read(opml(f'<outline text="A" xmlUrl="http://a.example/"/>{deep}'))
    assert [feed.title for feed in found.feeds] == ["A"]
    assert "not well-formed" in found.repaired


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: opml(text[:300].replace("\0", ""))))
def test_no_bytes_are_a_failure(content):
    assert isinstance(read_opml(content), Opml | NotOpml)


NAMES = st.text(max_size=12)
FEEDS = st.lists(
    st.builds(
        OpmlFeed,
        url=st.integers(0, 9).map(lambda number: f"https://h{number}.example/rss?a=1&b=<2>\"'"),
        title=NAMES,
        folder=st.lists(NAMES, max_size=3).map(tuple),
        tags=st.lists(st.from_regex(r"[a-z]{1,5}(-[a-z]{1,5})?", fullmatch=True), max_size=3, unique=True).map(tuple),
        site=st.sampled_from(("", "https://h.example/?a&b")),
    ),
    max_size=8,
    unique_by=lambda feed: feed.url,
)  # fmt: skip


@given(FEEDS)
def test_what_is_written_is_read_back(feeds):
    """Any text, on one line and without what XML cannot hold."""
    first = read(write_opml(feeds, "Feeds"))
    assert (first.bad, first.repaired) == ((), "")
    assert sorted(feed.url for feed in first.feeds) == sorted(feed.url for feed in feeds)
    by_url = {feed.url: feed for feed in first.feeds}
    for feed in feeds:
        came = by_url[feed.url]
        assert (came.tags, came.site) == (feed.tags, feed.site)
        assert came.title == plain(feed.title)
        assert came.folder == tuple(filter(None, map(plain, feed.folder)))
    assert said(read(write_opml(first.feeds, "Feeds"))) == said(first)


def plain(text: str) -> str:
    """What of `text` a file can hold, in words of XML's own definition of a character."""
    kept = (
        c for c in text if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )
    return " ".join("".join(kept).split())


def test_five_thousand_feeds_in_their_folders_come_back():
    feeds = [
        OpmlFeed(url=f"https://h{n}.example/rss", title=f"Outlet {n}", folder=("World", f"Region {n % 50}"))
        for n in range(5_000)
    ]
    found = read(write_opml(feeds, "Feeds"))
    assert said(found) == said(Opml(feeds=tuple(feeds)))
    assert found.bad == ()


def test_every_list_of_a_public_collection_is_read_and_comes_back(shared_data: Path):
    archive = shared_data / "feeds" / "opml.tar.gz"
    if not archive.is_file():
        pytest.skip("NOT CHECKED: feeds/opml.tar.gz is not among the data sets")
    with tarfile.open(archive) as files:
        contents = {
            member.name: source.read()
            for member in files.getmembers()
            if (source := files.extractfile(member)) is not None
        }
    found = {name: read(content) for name, content in contents.items()}
    assert len(found) == 118
    assert all(one.feeds for one in found.values())
    for name, one in found.items():
        again = read(write_opml(one.feeds, name))
        assert (said(again), again.bad, again.repaired) == (said(one), (), ""), name
