"""What each make of feed becomes, and that nothing which is sent does harm."""

import json
import pickle
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.feeds.parsing.parse import parse_feed
from adapters.feeds.parsing.parsed import Body, ParsedFeed, Unparsed
from bot.core.entries import EntryData
from bot.core.feeds import Wishes
from bot.core.reasons import Reason

URL = "https://gazette.example/news/feed"
NINE = datetime(2025, 11, 18, 9, 0, tzinfo=UTC)


def posted(body: str | bytes, content_type: str = "application/xml") -> Body:
    content = body.encode() if isinstance(body, str) else body
    return Body(content=content, content_type=content_type, url=URL)


def parsed(body: str | bytes, content_type: str = "application/xml") -> ParsedFeed:
    feed = parse_feed(posted(body, content_type))
    assert isinstance(feed, ParsedFeed), feed
    return feed


def refused(body: str | bytes, content_type: str = "application/xml") -> Unparsed:
    feed = parse_feed(posted(body, content_type))
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
    feed = parsed(rss(item))
    assert (feed.title, feed.entries) == (
        "Gazette",
        (
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


@pytest.mark.parametrize(
    ("head", "wishes"),
    [
        ("<ttl>60</ttl>", Wishes(ttl=timedelta(hours=1))),
        ("<ttl>0</ttl>", Wishes()),
        ("<ttl>soon</ttl>", Wishes()),
        ("<ttl>60</ttl><sy:updatePeriod>daily</sy:updatePeriod>", Wishes(ttl=timedelta(hours=1))),
        ("<sy:updatePeriod>\n hourly </sy:updatePeriod>", Wishes(ttl=timedelta(hours=1))),
        (
            "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>",
            Wishes(ttl=timedelta(hours=6)),
        ),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", Wishes()),
        ("<sy:updatePeriod>always</sy:updatePeriod>", Wishes()),
        (
            "<skipHours><hour>1</hour><hour>24</hour><hour>25</hour></skipHours>",
            Wishes(skip_hours=frozenset((0, 1))),
        ),
        ("<skipDays><day>Sunday</day><day>someday</day></skipDays>", Wishes(skip_days=frozenset((6,)))),
        ("<skipHours>" + "".join(f"<hour>{n}</hour>" for n in range(24)) + "</skipHours>", Wishes()),
        ("<item><description>&lt;ttl>60&lt;/ttl><ttl>60</ttl></description></item>", Wishes()),
    ],
)
def test_what_the_publisher_wishes_is_read_where_it_makes_sense(head: str, wishes: Wishes) -> None:
    spaces = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
    assert parsed(f'<rss version="2.0" {spaces}><channel>{head}</channel></rss>').wishes == wishes


def deep(levels: int) -> str:
    return rss("<a>" * levels + "</a>" * levels)


def wide(attributes: int) -> str:
    return rss("<a " + " ".join(f'a{n}="x"' for n in range(attributes)) + "/>")


def test_depth_and_attributes_have_limits() -> None:
    inside = 3  # rss, channel, item
    assert parsed(deep(128 - inside)).entries
    assert "128" in refused(deep(129 - inside)).detail
    assert parsed(wide(256)).entries
    assert "256" in refused(wide(257)).detail


MIB = 2**20
HEAD = '<rss version="2.0"><channel>'


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (rss(f"<title>{'x' * (MIB + 1)}</title>"), "1 MiB"),
        (rss(f"<title><![CDATA[{'<' * 300_000}{'x' * MIB}]]></title>"), "1 MiB"),
        (rss(f"<a b='{'x' * (MIB + 1)}'/>"), "1 MiB"),
        (HEAD + "<item><title>" + "<!--" * 300_000, "1 MiB"),
        (HEAD + "<item>" + f"<title>{'x ' * 400_000}</title>" * 3 + "</item></channel></rss>", "2 MiB"),
        (HEAD + f"<item>&<title>{'x ' * 400_000}</title></item>" * 3, "2 MiB"),
        (HEAD + "<item/>" * 500_001, "500,000 tags"),
        (HEAD + "<item/>" * 20_001 + "</channel></rss>", "20,000 entries"),
    ],
    ids=["text", "CDATA", "attribute", "comment", "entry", "malformed", "tags", "entries"],
)
def test_what_is_too_large_to_read_is_refused(body: str, words: str) -> None:
    feed = refused(body)
    assert (feed.reason, words in feed.detail) == (Reason.TOO_LARGE, True)


@pytest.mark.parametrize("junk", ["", "&"], ids=["well-formed", "malformed"])
def test_an_author_of_many_letters_is_not_searched_for_an_address(junk: str) -> None:
    """The search of feedparser takes the square of the letters: hours for these."""
    author = "a" * 900_000
    assert author in one(rss(f"<author>{junk}{author}</author>")).author


def test_a_long_prolog_is_not_searched_for_doctypes() -> None:
    """The search of feedparser takes the square of the lines: minutes for these."""
    assert one("<?xml version='1.0'?>" + "\n " * 200_000 + rss("<title>Late</title>")[21:]).title == "Late"


def test_entities_declared_in_a_comment_are_refused_too() -> None:
    """They would be taken for declarations."""
    prolog = '<!DOCTYPE rss>\n<!--\n<!ENTITY a "aaaa">\n-->'
    assert "entities" in refused(rss("<title>&a;</title>", prolog)).detail


def test_the_external_dtd_of_a_feed_is_not_fetched(tmp_path: Path) -> None:
    dtd = tmp_path / "rss.dtd"
    dtd.write_text('<!ENTITY secret "From the disk">')
    found = one(rss("<title>a &secret; b</title>", f'<!DOCTYPE rss SYSTEM "file://{dtd}">')).title
    assert "disk" not in found


def test_only_identities_of_a_json_feed_are_taken() -> None:
    text = '{"items": [{"id": "1", "title": "T", "content_text": "Text", "author": {"name": "Ada"}}]}'
    feed = parse_feed(replace(posted(text), only_identities=True))
    assert isinstance(feed, ParsedFeed)
    assert feed.entries == (EntryData(guid="1", title="T", read=False),)


def test_a_feed_read_leniently_gives_identities_too() -> None:
    feed = parse_feed(
        replace(posted(rss("<title>Tom & Ada</title><author>Bo</author>")), only_identities=True)
    )
    assert isinstance(feed, ParsedFeed)
    assert feed.entries == (EntryData(title="Tom & Ada", read=False),)


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
    feed = parse_feed(posted(body, "text/xml; charset=utf-8"))
    assert pickle.loads(pickle.dumps(feed)) == feed  # noqa: S301 - just made
    if isinstance(feed, ParsedFeed):
        for text in texts(feed):
            assert "\0" not in text
            assert text.encode().decode() == text
        assert all(e.published is None or e.published.tzinfo is UTC for e in feed.entries)
