"""Feeds that are added: the file keeps what it has, byte for byte, and loads, or is as it was."""

# ruff: noqa: E501 -- settings files as an operator writes them

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.display import clean_text
from bot.errors import UsageError
from bot.settings.addresses import address_problem
from bot.settings.feeds_lines import NewFeed, with_feeds
from bot.settings.feeds_yaml import NewIds, add_feeds
from bot.settings.loader import load
from bot.settings.yaml_text import read_tree

STARTER = Path(__file__).parents[3] / "config" / "feeds.yaml"
GAZETTE = NewFeed(id="gazette", name="Harbour Gazette", url="https://gazette.example/rss")
GAZETTE_LINE = '{id: gazette, name: Harbour Gazette, url: "https://gazette.example/rss"}'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("feeds:\n  - {id: a}  # tail\n", "feeds:\n  - {id: a}  # tail\n  - NEW\n"),
        ("feeds:\n- {id: a}\n", "feeds:\n- {id: a}\n- NEW\n"),
        ("feeds:\n  - {id: a}\n\n  # the end\ndefaults: {}\n", "feeds:\n  - {id: a}\n  - NEW\n\n  # the end\ndefaults: {}\n"),
        ("feeds:\n  - id: a\n    name: >-\n      Outlet\n      A\n\n# more\nx: 1\n", "feeds:\n  - id: a\n    name: >-\n      Outlet\n      A\n  - NEW\n\n# more\nx: 1\n"),
        ("feeds:\n  - id: a\n    tags:\n      - x\n      - y\n", "feeds:\n  - id: a\n    tags:\n      - x\n      - y\n  - NEW\n"),
        ("feeds:\n  - {id: a,\n     name: A}\n", "feeds:\n  - {id: a,\n     name: A}\n  - NEW\n"),
        ("feeds: [{id: a}] # few\n", "feeds: [{id: a}, NEW] # few\n"),
        ("feeds: [] # none\n", "feeds:  # none\n  - NEW\n"),
        ("feeds:\n# none yet\ndefaults: {}\n", "feeds:\n  - NEW\n# none yet\ndefaults: {}\n"),
        ("feeds:\n# none yet\ndefaults: {x: http://a:1}\n", "feeds:\n  - NEW\n# none yet\ndefaults: {x: http://a:1}\n"),
        ("feeds:\n  - {url: http://a:1}  # é\n  # end\n", "feeds:\n  - {url: http://a:1}  # é\n  - NEW\n  # end\n"),
        ("feeds: ~\n", "feeds: \n  - NEW\n"),
        ("# é𝄞\ndefaults: {}\n", "# é𝄞\ndefaults: {}\nfeeds:\n  - NEW\n"),
        ("# nothing\n", "# nothing\nfeeds:\n  - NEW\n"),
        ("", "feeds:\n  - NEW\n"),
        ("feeds:\n  - {id: a}", "feeds:\n  - {id: a}\n  - NEW\n"),
        ("\ufefffeeds:\r\n  - {id: a}\r\n# é\r\n", "\ufefffeeds:\r\n  - {id: a}\r\n  - NEW\r\n# é\r\n"),
    ],
)  # fmt: skip
def test_a_feed_comes_behind_the_last_one_and_everything_else_stays(before, after):
    assert with_feeds(before, [GAZETTE]) == after.replace("NEW", GAZETTE_LINE)


def test_the_starter_file_only_gets_longer():
    text = STARTER.read_text(encoding="utf-8")
    assert with_feeds(text, [GAZETTE]) == f"{text}  - {GAZETTE_LINE}\n"


def test_a_line_holds_what_was_asked_for():
    feed = NewFeed(
        id="2025", name="Yes: no", url="https://a.example/", interval="30m", folder=("World", "Asia"), tags=("desk", "own")
    )  # fmt: skip
    (line,) = with_feeds("", [feed]).splitlines()[1:]
    assert line == (
        '  - {id: "2025", name: "Yes: no", url: "https://a.example/", interval: 30m, folder: World/Asia, tags: [desk, own]}'
    )


NAMES = st.text(min_size=1, max_size=20).map(lambda text: " ".join(clean_text(text).split())).filter(bool)


@given(
    st.builds(
        NewFeed,
        id=st.sampled_from(("a", "null", "1e5", "2025", "true")),
        name=NAMES | st.sampled_from(("null", "True", "~", "# a", "a: b", "- a", "*a", "&a b", "a #b", "[", "{}", "5m")),
        url=st.just("https://a.example/?x=1&y=%22"),
        folder=st.lists(NAMES, max_size=3).map(tuple),
    ),
    st.sampled_from(("", "feeds: [{id: z}]\n", "feeds:\n  - {id: z}\n")),
)  # fmt: skip
def test_any_text_is_read_back_as_it_was_meant(feed, before):
    root, mistakes = read_tree(with_feeds(before, [feed, feed]), "feeds.yaml")
    assert not mistakes
    written = {"id": feed.id, "name": feed.name, "url": feed.url}
    if feed.folder:
        slashes = any("/" in name for name in feed.folder)
        written["folder"] = list(feed.folder) if slashes else "/".join(feed.folder)
    assert root.data["feeds"][-2:] == [written, written]


def test_added_feeds_are_loaded(write, small):
    folder = write(small)
    assert add_feeds(folder, [GAZETTE]) == "config/feeds.yaml"
    assert [feed.id for feed in load(folder).feeds] == ["harbour-wire", "gazette"]
    assert [path.name for path in folder.iterdir() if path.is_file()].count("feeds.yaml") == 1
    assert not list(folder.glob(".*"))


@pytest.mark.parametrize("name", ["feeds.yaml", "feeds.yml", None])
def test_the_file_is_the_one_that_is_read_and_is_made_where_there_is_none(write, small, name):
    text = small.pop("feeds.yaml")
    folder = write({**small, name: text} if name else small)
    add_feeds(folder, [GAZETTE])
    assert load(folder).feeds[-1].id == "gazette"
    assert [path.name for path in folder.glob("feeds.*")] == [name or "feeds.yaml"]


def test_a_file_behind_a_link_keeps_its_place_and_its_rights(write, small, tmp_path):
    folder = write(small)
    kept = tmp_path / "kept.yaml"
    (folder / "feeds.yaml").rename(kept)
    kept.chmod(0o600)
    (folder / "feeds.yaml").symlink_to(kept)
    add_feeds(folder, [GAZETTE])
    assert (folder / "feeds.yaml").is_symlink()
    assert "gazette" in kept.read_text(encoding="utf-8")
    assert kept.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", [None, "{feeds: [], defaults: {}}\n", "feeds:\n  - {id: a, name: A, url: https://a.example}\n"])  # fmt: skip
def test_a_file_that_would_be_wrong_is_as_it_was(write, small, content):
    del small["feeds.yaml"]
    folder = write({**small, "feeds.yaml": content} if content else small)
    wrong = [GAZETTE, NewFeed(id="b", name="B", url="ftp://b.example")]
    with pytest.raises(UsageError, match="Nothing was changed"):
        add_feeds(folder, wrong)
    path = folder / "feeds.yaml"
    assert (path.read_text(encoding="utf-8") if path.exists() else None) == content


def test_a_folder_that_cannot_be_written_is_said(write, small):
    folder = write(small)
    (folder / ".feeds.yaml.new").mkdir()
    with pytest.raises(UsageError, match=r"config/feeds.yaml: cannot be written"):
        add_feeds(folder, [GAZETTE])


@pytest.mark.parametrize(
    ("names", "taken", "found"),
    [
        (["Harbour Gazette"], [], "harbour-gazette"),
        (["Harbour Gazette"], ["harbour-gazette", "harbour-gazette-2"], "harbour-gazette-3"),
        (["Мир", "mir.example"], [], "mir-example"),
        (["Мир", ""], ["feed"], "feed-2"),
        (["a" * 99], [], "a" * 60),
        (["a" * 99], ["a" * 60], f"{'a' * 54}-2"),
    ],
)
def test_an_id_is_made_of_a_name_and_is_nobody_elses(names, taken, found):
    assert NewIds(taken).make(*names) == found


def test_no_id_is_made_twice():
    ids = NewIds(["a-2"])
    assert [ids.make("A") for _ in range(4)] == ["a", "a-3", "a-4", "a-5"]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://a.example/rss?x=1", ""),
        ("ftp://a.example", "not a web address"),
        ("https://me:hunter2@a.example", "user name or a password"),
        ("https:///rss", "names no host"),
    ],
)
def test_an_address_is_judged_without_a_file(url, words):
    assert words in address_problem(url)
    assert bool(words) == bool(address_problem(url))
    assert "hunter2" not in address_problem(url)
