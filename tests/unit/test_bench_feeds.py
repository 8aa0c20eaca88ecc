"""`bench feeds`: what an expectation is, when it holds, and the figures."""

import ast
import io
import tarfile
from pathlib import Path

import pytest

from bot.bench import BENCHES
from bot.bench.expectations import Unknown, by_text, holds, read_expectation, verbatim
from bot.bench.feeds import run
from bot.bench.kept import Kept, kept_of
from bot.errors import UsageError

NAMES = {"bozo": 0, "feed": {"title": "<b>News</b>", "id": "<b>1</b>"}, "entries": [{"tags": ["a", "b"]}]}


def tree(expression: str) -> ast.expr:
    return ast.parse(expression, mode="eval").body


@pytest.mark.parametrize(
    "expression",
    [
        "not bozo and feed['title'] == '<b>News</b>'",
        "feed.title == '<b>' + 'News</b>'",
        "len(entries[0]['tags']) == 2 and entries[-1]['tags'] == ['a', 'b']",
        "'a' in entries[0].tags and 'c' not in entries[0].tags",
        "bozo or feed.get('link') is None",
        "'feed' in locals() and not feed.has_key('link')",
        "bozo == 0 == len({})",
        "(1, -2) != (1, 2)",
    ],
)
def test_an_expression_that_is_true_holds(expression: str) -> None:
    assert holds(tree(expression), NAMES, verbatim)
    assert not holds(tree(f"not ({expression})"), NAMES, verbatim)


@pytest.mark.parametrize(
    "expression",
    ["__import__('os').getcwd()", "open('x')", "[x for x in feed]", "lambda: 1", "2 ** 9", "1 < 2", "~1"],
)
def test_what_is_not_known_is_never_run(expression: str) -> None:
    with pytest.raises(Unknown):
        holds(tree(expression), NAMES, verbatim)


def test_an_attribute_is_only_looked_up_in_dictionaries() -> None:
    with pytest.raises(KeyError):
        holds(tree("feed.__class__"), NAMES, verbatim)


@pytest.mark.parametrize(
    ("where", "value", "expected", "same"),
    [
        ("feed['title']", "<b>News</b><script>x()</script>", "News", True),
        ("feed.title", "<b>News</b>", "<i>News</i>", True),
        ("feed['title']", "News and more", "News", False),
        ("feed['title']", "x()News", "News", False),
        ("feed['title']", None, "", False),
        ("feed['id']", "<b>1</b>", "1", False),
    ],
)
def test_fields_with_markup_are_the_same_where_a_reader_sees_the_same(
    where: str, value: object, expected: str, same: object
) -> None:
    assert by_text(tree(where), value, expected) is same


def test_an_expectation_is_read_with_the_headers_that_it_asks_for() -> None:
    text = "<!--\nHeader:  Content-Type: text/xml; charset=utf-8\nExpect: not bozo\n--><feed/>"
    expectation = read_expectation(text)
    assert expectation
    assert expectation.headers == {"content-type": "text/xml; charset=utf-8"}
    assert ast.unparse(expectation.tree) == "not bozo"


@pytest.mark.parametrize("text", ["<feed/>", "<!--\nSkipUnless: __import__('chardet')\nExpect: bozo -->"])
def test_a_feed_that_states_none_has_none(text: str) -> None:
    assert read_expectation(text) is None


@pytest.mark.parametrize(
    ("expression", "kept"),
    [
        ("feed['title'] == 'x'", Kept(field="title", entry=None, expected="x")),
        (
            "not bozo and entries[0]['title_detail']['value'] == 'x'",
            Kept(field="title", entry=0, expected="x"),
        ),
        ("entries[1]['content'][0]['value'] == 'x'", Kept(field="body", entry=1, expected="x")),
        ("entries[0].link == 'x'", Kept(field="url", entry=0, expected="x")),
        ("entries[0]['author_detail']['name'] == 'x'", Kept(field="author", entry=0, expected="x")),
        (
            "entries[0]['updated_parsed'] == (2025, 11, 18, 9, 0, 0, 1, 322, 0)",
            Kept(field="published", entry=0, expected=(2025, 11, 18, 9, 0, 0, 1, 322, 0)),
        ),
        ("feed['rights'] == 'x'", None),
        ("entries[0]['updated'] == '2025'", None),
        ("entries[0]['source']['title'] == 'x'", None),
        ("entries[0]['title'] != 'x'", None),
        ("len(entries) == 1", None),
    ],
)
def test_what_the_bot_keeps_is_told_from_what_it_does_not(expression: str, kept: Kept | None) -> None:
    assert kept_of(tree(expression)) == kept


def archive(folder: Path, *feeds: tuple[str, str]) -> Path:
    path = folder / "feedparser-tests.tar.gz"
    with tarfile.open(path, "w:gz") as tar:
        for number, (expect, item) in enumerate(feeds):
            text = (
                f"<!--\nExpect: {expect}\n--><rss version='2.0'><channel><item>{item}</item></channel></rss>"
            )
            member = tarfile.TarInfo(f"tests/{number}.xml")
            member.size = len(text.encode())
            tar.addfile(member, io.BytesIO(text.encode()))
    return path


def test_the_figures_count_what_is_stated_and_what_is_met(tmp_path: Path) -> None:
    archive(
        tmp_path,
        ("entries[0]['title'] == 'a'", "<title>a</title>"),
        ("entries[0]['title'] == 'a'", "<title>&lt;b>a&lt;/b></title>"),
        ("entries[0]['title'] == 'b'", "<title>a</title>"),
        ("entries[0]['category'] == 'a'", "<category>a</category>"),
        ("entries[0]['nothing'] == 'a'", "<title>a</title>"),
    )
    figures = dict(BENCHES["feeds"](tmp_path))
    assert isinstance(figures.pop("milliseconds_per_feed"), float)
    assert figures == {
        "expectations_stated": 5,
        "expectations_met": 3,
        "expectations_met_verbatim": 2,
        "kept_stated": 3,
        "kept_met": 2,
        "unreadable": 0,
        "crashes": 0,
    }


def test_a_folder_without_the_set_is_a_mistake_of_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="bench feeds"):
        run(tmp_path)


def test_a_file_that_is_no_archive_is_a_mistake_of_usage(tmp_path: Path) -> None:
    path = tmp_path / "feeds.tar.gz"
    path.write_text("no archive")
    with pytest.raises(UsageError, match="cannot be read"):
        run(path)


def test_the_parsers_own_set_is_met_as_far_as_promised(shared_data: Path) -> None:
    figures = run(shared_data)
    assert figures["expectations_stated"] == 2098
    assert isinstance(figures["expectations_met"], int)
    assert figures["expectations_met"] >= 1949
    assert figures["crashes"] == 0
