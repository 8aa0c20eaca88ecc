"""What is read off an article's page: its text, and what it states of itself."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.feeds.articles.page_facts import moment, page_facts
from adapters.feeds.articles.pages import Page, markup
from adapters.feeds.articles.reading import read_article
from bot.core.reasons import Reason
from bot.ports import Article, NoArticle

SITE = '<meta property="og:site_name" content="Gazette">'
SENTENCE = "The ferry between the two harbours sails again after eleven weeks in the dry dock. "
TEXT = f"<article><p>{SENTENCE * 3}</p><ul><li>{SENTENCE}</li></ul><p>{SENTENCE * 2}</p></article>"


def page(html: str | bytes, content_type: str = "text/html; charset=utf-8") -> Page:
    content = html.encode() if isinstance(html, str) else html
    return Page(content=content, content_type=content_type, url="https://gazette.example/ferry")


def linked_data(*stated: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in stated)


def headline(words: str, kind: str = "NewsArticle") -> str:
    return linked_data({"@type": kind, "headline": words})


def shared(title: str) -> str:
    return f'<meta property="og:title" content="{title}">'


def article(html: str) -> Article:
    read = read_article(page(html))
    assert isinstance(read, Article), read
    return read


def test_the_text_is_plain_with_a_paragraph_a_line():
    sentence = SENTENCE.strip()
    lines = article(f"<html><body><nav>Home</nav>{TEXT}<footer>Rights</footer></body></html>").text.split(
        "\n"
    )
    assert lines == [f"{SENTENCE * 3}".strip(), sentence, f"{SENTENCE * 2}".strip()]


def test_comments_and_tables_are_left_out():
    comments = f'<div id="comments"><h2>Comments</h2><p class="comment">Nonsense! {SENTENCE}</p></div>'
    read = article(f"<html><body>{TEXT}<table><tr><td>Fares</td></tr></table>{comments}</body></html>")
    assert "Fares" not in read.text
    assert "Nonsense" not in read.text


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<html></html>",
        f"<html><body><article><p>{SENTENCE}</p><p>Subscribe to read on.</p></article></body></html>",
        "<div>" * 5_000 + "deep" + "</div>" * 5_000,
        "\x89PNG\r\n\x1a\n\0\0",
    ],
)
def test_a_page_with_less_than_a_few_sentences_has_no_article(html: str):
    read = read_article(page(html))
    assert isinstance(read, NoArticle)
    assert read.reason in (Reason.NO_ARTICLE, Reason.PARSER_FAILED)


@given(st.binary(max_size=300))
def test_any_bytes_are_an_article_or_none(content: bytes):
    read = read_article(page(TEXT.encode() + content, "text/html"))
    assert isinstance(read, Article | NoArticle)
    if isinstance(read, Article):
        assert "\0" not in read.text


def test_robots_meta_tags_speak_to_search_engines_and_not_to_us():
    robots = '<head><meta name="robots" content="noindex, none"></head>'
    assert article(f"<html>{robots}<body>{TEXT}</body></html>").text


def test_what_is_not_stated_is_read_off_the_page_and_a_day_is_its_midnight():
    shown = '<h1>Ferry sails again</h1><time datetime="2024-03-05">5 March 2024</time>'
    read = article(f"<html><head><title>T</title></head><body>{shown}{TEXT}</body></html>")
    assert (read.title, read.published) == ("Ferry sails again", datetime(2024, 3, 5, tzinfo=UTC))


@pytest.mark.parametrize(
    ("content_type", "head", "encoding"),
    [
        ("text/html; charset=iso-8859-1", "", "latin-1"),
        ("text/html", '<meta charset="windows-1252">', "cp1252"),
        ("text/html", '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8-r"),
        ("text/html; charset=iso-8859-1", "", "utf-8"),
        ("", "", "utf-8"),
    ],
)
def test_the_encoding_is_the_header_s_then_the_page_s_but_for_valid_utf8(
    content_type: str, head: str, encoding: str
):
    word = "Фёдор" if encoding == "koi8-r" else "Köln"
    if encoding == "koi8-r":
        word = word.replace("ё", "е")
    content = f"<html><head>{head}</head><body>{word}</body></html>".encode(encoding)
    assert word in markup(page(content, content_type))


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Plain</title>", "Plain"),
        (shared("Open") + "<title>Plain</title>", "Open"),
        (shared("Ferry sails - Gazette") + SITE, "Ferry sails"),
        (shared("Gazette") + SITE, "Gazette"),
        (shared("Day of the Gazette") + SITE, "Day of the Gazette"),
        (headline("Ferry sails") + shared("Ferry sails | News | Gazette"), "Ferry sails"),
        (headline("Ferry") + shared("Ferry-goers rejoice"), "Ferry-goers rejoice"),
        (headline("&quot;It sails&quot;"), '"It sails"'),
        (headline("Gazette", kind="Organization") + "<title>Plain</title>", "Plain"),
        (shared(" A \n  title ") + "<title>Plain</title>", "A title"),
        ("", ""),
    ],
)
def test_the_title_is_the_one_for_sharing_without_its_outlet(head: str, title: str):
    assert page_facts(f"<html><head>{head}</head><body></body></html>").title == title


@pytest.mark.parametrize(
    ("head", "hour"),
    [
        (linked_data({"@type": "NewsArticle", "datePublished": "2025-11-18T10:00:00+01:00"}), 9),
        (linked_data({"@graph": [{"@type": ["Report"], "datePublished": "2025-11-18T10:00:00Z"}]}), 10),
        (linked_data([{"@type": "BlogPosting", "datePublished": "2025-11-18T10:00:00.0000000Z"}]), 10),
        (linked_data({"mainEntity": {"@type": "Article", "datePublished": "20251118T100000Z"}}), 10),
        ('<meta property="article:published_time" content="Tue, 18 Nov 2025 10:00:00 +0200">', 8),
        ('<meta property="article:published_time" content="2025-11-18 10:00">', 10),
        (
            linked_data({"@type": "NewsArticle", "datePublished": "2025-11-18T11:00:00"})
            + '<meta property="article:published_time" content="2025-11-18T10:00:00Z">',
            10,
        ),
        ('<time itemprop="datePublished" datetime="2025-11-18T10:00Z">today</time>', 10),
    ],
)
def test_the_date_is_in_utc_and_one_with_a_zone_goes_before_one_without(head: str, hour: int):
    facts = page_facts(f"<html><head>{head}</head></html>")
    assert facts.published == datetime(2025, 11, 18, hour, tzinfo=UTC)


@pytest.mark.parametrize("written", ["", "yesterday", "2025-13-40", "0", None, 20251118, {"a": 1}, "9" * 400])
def test_what_is_no_date_is_none(written: object):
    assert moment(written) is None


def test_a_date_beyond_the_calendar_in_utc_is_none():
    head = linked_data({"@type": "Article", "datePublished": "0001-01-01T00:00:00+14:00"})
    assert page_facts(head).published is None


@pytest.mark.parametrize(
    ("head", "author"),
    [
        (linked_data({"@type": "Article", "author": {"name": "Ada Quay"}}), "Ada Quay"),
        (
            linked_data({"@type": "Article", "author": [{"name": "Ada Quay"}, "Bo Pier", "Bo Pier"]}),
            "Ada Quay, Bo Pier",
        ),
        (
            linked_data(
                {"@graph": [{"@type": "Article", "author": {"@id": "#a"}}, {"@id": "#a", "name": "Ada Quay"}]}
            ),
            "Ada Quay",
        ),
        ('<meta name="author" content="Ada Quay">', "Ada Quay"),
        ('<meta property="article:author" content="https://gazette.example/ada">', ""),
        (linked_data({"@type": "Article", "author": 7}), ""),
    ],
)
def test_authors_are_named_by_the_linked_data_else_by_the_meta_tags(head: str, author: str):
    assert page_facts(f"<html><head>{head}</head></html>").author == author


@pytest.mark.parametrize(
    "data", ["{", "null", "7", "[" * 100_000, '{"@graph": 1, "@type": null}', '{"@id": []}']
)
def test_broken_linked_data_states_nothing(data: str):
    head = f'<script type="application/ld+json">{data}</script><title>Plain</title>'
    facts = page_facts(f"<html><head>{head}</head></html>")
    assert (facts.title, facts.author, facts.published) == ("Plain", "", None)
