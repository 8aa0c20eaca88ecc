"""What each make of feed becomes, and that nothing which is sent does harm."""

import json
import pickle
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.feeds.parsed import ParsedFeed, Unparsed
from adapters.feeds.parsing import parse_feed
from bot.core.entries import EntryData
from bot.core.reasons import Reason

URL = "https://gazette.example/news/feed"
NINE = datetime(2025, 11, 18, 9, 0, tzinfo=UTC)


def parsed(body: str | bytes, content_type: str = "application/xml") -> ParsedFeed:
    feed = parse_feed(body.encode() if isinstance(body, str) else body, content_type, URL)
    assert isinstance(feed, ParsedFeed), feed
    return feed


def refused(body: str | bytes, content_type: str = "application/xml") -> Unparsed:
    feed = parse_feed(body.encode() if isinstance(body, str) else body, content_type, URL)
    assert isinstance(feed, Unparsed), feed
    return feed


def rss(item: str, prolog: str = "") -> str:
    spaces = (
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    )
    channel = f"<title>Gazette</title><item>{item}</item>"
    return f'<?xml version="1.0"?>{prolog}<rss version="2.0" {spaces}><channel>{channel}</channel></rss>'


def atom(entry: str) -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Gazette</title><entry>{entry}</entry></feed>'


def one(body: str | bytes) -> EntryData:
    (entry,) = parsed(body).entries
    return entry


def test_rss_2() -> None:
    item = """<title>Oil &amp; gas</title><guid isPermaLink="false">g-1</guid><link>/oil?a=1&amp;b=2</link>
    <description>Short.</description>
    <content:encoded><![CDATA[<p>The whole <b>story</b>.</p>]]></content:encoded>
    <dc:creator>Ada Reyes</dc:creator><pubDate>Tue, 18 Nov 2025 14:30:00 +0530</pubDate>"""
    assert parsed(rss(item)) == ParsedFeed(
        title="Gazette",
        entries=(
            EntryData(
                guid="g-1",
                url="https://gazette.example/oil?a=1&b=2",
                title="Oil & gas",
                body="<p>The whole <b>story</b>.</p>",
                published=NINE,
                author="Ada Reyes",
            ),
        ),
    )


def test_atom() -> None:
    entry = """<id>urn:1</id><title>Talks</title><link rel="self" href="self"/><link href="talks"/>
    <summary>Short.</summary><content type="html">&lt;p&gt;The whole story.&lt;/p&gt;</content>
    <author><name>Ada Reyes</name><email>a@gazette.example</email></author>
    <updated>2025-11-18T10:00:00Z</updated><published>2025-11-18T10:00:00+01:00</published>"""
    assert one(atom(entry)) == EntryData(
        guid="urn:1",
        url="https://gazette.example/news/talks",
        title="Talks",
        body="<p>The whole story.</p>",
        published=NINE,
        author="Ada Reyes",
    )


def test_rss_1_rdf() -> None:
    feed = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
     xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Gazette</title></channel>
     <item rdf:about="https://gazette.example/1"><title>Talks</title><link>https://gazette.example/1</link>
     <dc:date>2025-11-18T09:00:00Z</dc:date></item></rdf:RDF>"""
    entry = one(feed)
    assert (entry.guid, entry.url, entry.title, entry.published) == (
        "https://gazette.example/1",
        "https://gazette.example/1",
        "Talks",
        NINE,
    )


def test_json_feed() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Gazette",
        "items": [
            {
                "id": 7,
                "url": "/talks",
                "title": "Talks",
                "content_html": "<p>Text</p>",
                "content_text": "Text",
                "date_published": "2025-11-18T10:00:00+01:00",
                "authors": [{"name": "Ada Reyes"}, {"name": "Bo Lund"}, {}],
            },
            {
                "id": "8",
                "external_url": "https://other.example/",
                "content_text": "a < b",
                "author": {"name": "Cy"},
            },
            {
                "date_published": "no date",
                "url": ["x"],
                "summary": "Only a summary",
                "date_modified": "2025-11-18",
            },
        ],
    }
    first, second, third = parsed(json.dumps(feed), "application/feed+json").entries
    assert first == EntryData(
        guid="7",
        url="https://gazette.example/talks",
        title="Talks",
        body="<p>Text</p>",
        published=NINE,
        author="Ada Reyes, Bo Lund",
    )
    assert (second.body, second.plain, second.author) == ("a < b", True, "Cy")
    assert (third.body, third.url, third.published) == (
        "Only a summary",
        "",
        datetime(2025, 11, 18, tzinfo=UTC),
    )


def test_items_of_a_json_feed_that_are_no_objects_are_left_out_and_reported() -> None:
    feed = parsed('{"version": "https://jsonfeed.org/version/1", "items": [1, {"id": "a"}, null]}')
    assert [entry.guid for entry in feed.entries] == ["a"]
    assert feed.repaired


def test_the_fullest_text_wins_whichever_element_it_stands_in() -> None:
    item = "<description>A much longer description.</description><content:encoded>Short</content:encoded>"
    assert one(rss(item)).body == "A much longer description."


def test_a_plain_content_is_marked_as_plain() -> None:
    entry = one(atom('<content type="text">a &lt; b</content>'))
    assert (entry.body, entry.plain) == ("a < b", True)


def test_an_entry_with_nothing_in_it_is_an_empty_entry() -> None:
    assert one(rss("")) == EntryData()


@pytest.mark.parametrize(
    ("dates", "published"),
    [
        ("<pubDate>Tue, 18 Nov 2025 09:00:00</pubDate>", NINE),
        ("<pubDate>2025-11-18T09:00:00</pubDate>", NINE),
        ("<pubDate>Tue, 18 Nov 2025 04:00:00 EST</pubDate>", NINE),
        ("<dc:date>2025-11-18T09:00:00Z</dc:date>", NINE),
        ("<pubDate>yesterday</pubDate>", None),
        ("<pubDate>yesterday</pubDate><dc:date>2025-11-18T09:00:00Z</dc:date>", NINE),
        ("<pubDate>0000-00-00T00:00:00Z</pubDate>", None),
        ("<pubDate></pubDate>", None),
        ("", None),
    ],
)
def test_dates_are_aware_and_in_utc_or_none(dates: str, published: datetime | None) -> None:
    assert one(rss(dates)).published == published


@pytest.mark.parametrize("year", ["0000", "0001", "9999"])
@pytest.mark.parametrize("zone", ["Z", "+14:00", "-12:00"])
def test_a_date_at_the_edge_of_time_does_no_harm(year: str, zone: str) -> None:
    published = one(rss(f"<pubDate>{year}-12-31T23:59:60{zone}</pubDate>")).published
    assert published is None or published.tzinfo is UTC


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "mailto:a@gazette.example", "http://[bad", "data:x,y"]
)
def test_a_link_that_is_not_http_is_left_out(link: str) -> None:
    assert one(rss(f"<title>t</title><link>{link}</link>")).url == ""


def test_a_feed_without_entries_is_a_feed() -> None:
    feed = parsed('<rss version="2.0"><channel><title>Quiet</title></channel></rss>')
    assert (feed.title, feed.entries, feed.repaired) == ("Quiet", (), "")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("", "nothing"),
        (" \n\t ", "nothing"),
        ("<!DOCTYPE html><title>Hello</title>", "web page"),
        ("<!-- hi -->\n<HTML lang=en><body>Hello", "web page"),
        ('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', "web page"),
        ("Just some words.", "no RSS"),
        ('<?xml version="1.0"?><catalogue><book/></catalogue>', "no RSS"),
        ("/etc/hostname", "no RSS"),
        ("file:///etc/hostname", "no RSS"),
        ('{"error": "no"}', "JSON"),
        ('{"items": {}}', "JSON"),
        ("[1, 2]", "JSON"),
        ("{", "JSON"),
        ('{"items":' + "[" * 100_000, "JSON"),
    ],
)
def test_what_is_no_feed_says_what_it_is(body: str, words: str) -> None:
    feed = refused(body)
    assert feed.reason is Reason.NOT_A_FEED
    assert words in feed.detail


def test_a_body_that_is_a_path_does_not_open_the_file(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(rss("<title>From the disk</title>"))
    assert refused(str(path)).reason is Reason.NOT_A_FEED


ENTITY = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    "body",
    [
        rss("<title>&b;</title>", ENTITY).encode(),
        rss("<title>&b;</title>", ENTITY).encode("utf-16"),
        rss("<title>&b;</title>", ENTITY).encode("utf-32"),
        rss("<title>&b;</title>", ENTITY).encode("cp037"),
        rss("<title>&x;</title>", '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>').encode(),
        rss("", '<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://gazette.example/x"> %x;]>').encode(),
        rss("", "<!-- <a> -->" + ENTITY).encode(),
        b'<!DOCTYPE rss [<!ENTITY a "never closed',
    ],
    ids=["utf-8", "utf-16", "utf-32", "ebcdic", "external", "parameter", "after a comment", "unclosed"],
)
def test_entities_are_refused_in_any_encoding(body: bytes) -> None:
    feed = refused(body)
    assert (feed.reason, "entities" in feed.detail) == (Reason.PARSER_FAILED, True)


def test_an_article_about_entities_is_no_reason_to_refuse() -> None:
    item = "<description><![CDATA[Write <!ENTITY a 'b'> in the DTD.]]></description>"
    assert "ENTITY" in one(rss(item)).body


def test_a_bare_doctype_passes() -> None:
    entry = one(rss("<title>Old</title>", '<!DOCTYPE rss SYSTEM "http://gazette.example/rss.dtd">'))
    assert entry.title == "Old"


def test_the_doctype_of_a_web_page_does_not_make_a_feed_one() -> None:
    assert one(rss("<title>Still a feed</title>", "<!DOCTYPE html>")).title == "Still a feed"


def test_broken_xml_is_read_leniently_and_the_line_is_told() -> None:
    feed = parsed('<rss version="2.0"><channel>\n<item><title>Tom & Ada</title>\n</item><item><title>Cut o')
    assert feed.entries[0].title == "Tom & Ada"
    assert feed.repaired == "its XML is not well-formed near line 2"


@pytest.mark.parametrize(
    "title", ["a\x00b", "a\x01b", "a&#0;b", "a&#xD800;b", "a&#x110000;b", "a&#99999999999;b"]
)
def test_characters_that_are_none_cost_no_entry(title: str) -> None:
    found = one(rss(f"<title>{title}</title>")).title
    assert found in ("ab", "a\ufffdb")


def test_lone_surrogates_of_json_become_replacement_characters() -> None:
    feed = parsed('{"items": [{"id": "1", "title": "a\\ud800b\\u0000c \\ud83d\\ude00"}]}')
    assert feed.entries[0].title == "a\ufffdbc 😀"


def test_a_latin_1_feed_decodes_by_its_declaration() -> None:
    body = rss("<title>Öl für Zürich</title>").replace('"1.0"', '"1.0" encoding="iso-8859-1"')
    assert one(body.encode("latin-1")).title == "Öl für Zürich"


def texts(feed: ParsedFeed) -> list[str]:
    entries = [text for e in feed.entries for text in (e.guid, e.url, e.title, e.body, e.author)]
    return [feed.title, feed.repaired, *entries]


FRAGMENTS = st.sampled_from(
    [
        *('<rss version="2.0"><channel>', "<item>", "</item>", "<title>", "</title>", "<guid>", "<link>"),
        *(
            '<feed xmlns="http://www.w3.org/2005/Atom">',
            "<entry>",
            "<content type='xhtml'>",
            "<div>",
            "</div>",
        ),
        *(
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<!DOCTYPE x [",
            "<!ENTITY",
            "&#",
            "&#xd800;",
            "&amp",
            "&x;",
            "<?",
        ),
        *("<pubDate>", "9999-99-99", "<author>", "a@b (c)", "\x00", "\ufffe", "é", '{"items": [', "{}", "]}"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=80) | st.lists(FRAGMENTS, max_size=14).map(lambda parts: "".join(parts).encode()))
def test_any_bytes_give_a_value_that_can_travel_and_be_stored(body: bytes) -> None:
    feed = parse_feed(body, "text/xml; charset=utf-8", URL)
    assert pickle.loads(pickle.dumps(feed)) == feed  # noqa: S301 - just made
    if isinstance(feed, ParsedFeed):
        for text in texts(feed):
            assert "\0" not in text
            assert text.encode().decode() == text
        assert all(e.published is None or e.published.tzinfo is UTC for e in feed.entries)
