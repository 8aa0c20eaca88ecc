"""`bench pages`: what counts as right, what is read from the set, and the figures."""

import gzip
import io
import json
import tarfile
from datetime import date
from pathlib import Path

import pytest

from bot.bench import BENCHES
from bot.bench.pages import Item, measure, read_items, run, word_f1
from bot.errors import UsageError

SENTENCE = "The ferry between the two harbours sails again after eleven weeks in the dry dock."
TWICE = f"{SENTENCE} {SENTENCE}"
THRICE = f"{TWICE} {SENTENCE}"
PAGE = f"""<html><head><meta property="og:title" content="Ferry sails"><meta name="author" content="Ada Quay">
<meta property="article:published_time" content="2025-11-18T23:30:00-02:00"></head>
<body><article><p>{TWICE}</p><p>{THRICE}</p></article></body></html>"""
RECORD = {
    "title": "Ferry  sa\u00adils",
    "publishing_date": "2025-11-19 02:30:00+01:00",
    "authors": ["Ada Quay"],
    "body": {
        "summary": [TWICE],
        "sections": [{"headline": [], "paragraphs": [THRICE]}],
    },
}
ALL_RIGHT = {"title_exact": 1.0, "date_exact": 1.0, "authors_exact": 1.0, "body_f1": 1.0}


def figures(*items: Item) -> dict[str, object]:
    measured = measure(items)
    assert measured.pop("milliseconds_per_page") >= 0  # type: ignore[operator]  # depends on the machine
    return measured


def item(**changed: object) -> Item:
    right = {
        "content": PAGE.encode(),
        "title": "Ferry sails",
        "day": date(2025, 11, 19),
        "authors": frozenset({"Ada Quay"}),
        "body": f"{TWICE} {THRICE}",
    }
    return Item(**(right | changed))


def archive(path: Path, files: dict[str, bytes]) -> Path:
    path.parent.mkdir(exist_ok=True)
    with tarfile.open(path, "w:gz") as packed:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            packed.addfile(info, io.BytesIO(content))
    return path


def outlet(*days: str, records: int = 1) -> dict[str, bytes]:
    pages = {f"xx/Gazette_{day}.html.gz": gzip.compress(PAGE.encode()) for day in days}
    return {
        **pages,
        "xx/Gazette.json": json.dumps({f"V{n}": RECORD for n in range(records)}).encode(),
        "xx/meta.info": b"{}",
    }


def test_all_read_right_is_one_throughout():
    assert figures(item()) == {**ALL_RIGHT, "pages": 1}


@pytest.mark.parametrize(
    ("changed", "figure"),
    [
        ({"title": "Ferry stays"}, "title_exact"),
        ({"day": date(2025, 11, 18)}, "date_exact"),
        ({"day": None}, "date_exact"),
        ({"authors": frozenset({"Ada Quay", "Bo Pier"})}, "authors_exact"),
        ({"body": "nothing alike"}, "body_f1"),
    ],
)
def test_each_wrong_reading_lowers_its_own_figure(changed: dict[str, object], figure: str):
    assert figures(item(), item(**changed)) == {**ALL_RIGHT, figure: 0.5, "pages": 2}


def test_a_page_without_an_article_has_nothing_right():
    assert figures(item(content=b"<html></html>")) == {**dict.fromkeys(ALL_RIGHT, 0.0), "pages": 1}


def test_a_text_that_nobody_wrote_down_does_not_count():
    assert figures(item(), item(body=""))["body_f1"] == 1.0


@pytest.mark.parametrize(
    ("right", "told", "f1"),
    [("a b", "B a", 1.0), ("a b c d", "a b", 2 / 3), ("a", "a a a", 0.5), ("a", "b", 0.0), ("", "", 0.0)],
)
def test_words_count_as_often_as_they_stand_there(right: str, told: str, f1: float):
    assert word_f1(right, told) == pytest.approx(f1)


def test_the_set_may_be_a_file_or_the_folder_that_holds_it(tmp_path: Path):
    path = archive(tmp_path / "pages" / "publishers-x.tar.gz", outlet("2025_01_31"))
    for data in (path, path.parent, tmp_path):
        assert run(data).items() > {**ALL_RIGHT, "pages": 1}.items()


def test_pages_and_what_is_right_for_them_meet_in_order_of_their_days(tmp_path: Path):
    path = archive(tmp_path / "publishers.tar.gz", outlet("2025_02_01", "2025_01_31", records=2))
    assert [(one.day, len(one.authors)) for one in read_items(path)] == [(date(2025, 11, 19), 1)] * 2


def test_pages_that_nothing_is_known_of_are_a_usage_error(tmp_path: Path):
    path = archive(tmp_path / "publishers.tar.gz", outlet("2025_01_31", "2025_02_01", records=1))
    with pytest.raises(UsageError, match="cannot be read"):
        run(path)


def test_another_file_is_a_usage_error_that_names_it(tmp_path: Path):
    path = tmp_path / "publishers.tar.gz"
    path.write_bytes(b"no archive")
    with pytest.raises(UsageError, match=r"publishers\.tar\.gz cannot be read.*OUTLET\.json"):
        run(path)


def test_without_a_set_the_error_says_what_to_give(tmp_path: Path):
    with pytest.raises(UsageError, match="--data"):
        run(None)
    with pytest.raises(UsageError, match="there is no pages/publishers"):
        BENCHES["pages"](tmp_path)
