"""`bench dates`: which marks count, what agrees with them, and the figures."""

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from bot.bench import BENCHES
from bot.bench.dates import Item, Mark, measure, read_items, run
from bot.bench.timex import days_of, units_of
from bot.errors import UsageError
from bot.extraction.dates import find_dates
from bot.extraction.facts import Interval
from bot.extraction.text import Span

WRITTEN = date(2026, 4, 15)  # a Wednesday


def days(first: date, last: date) -> Interval:
    return Interval(first=first, last=last)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("1998-08-07", date(1998, 8, 7), date(1998, 8, 7)),
        ("1998-08-07T10:35", date(1998, 8, 7), date(1998, 8, 7)),
        ("1998-W07", date(1998, 2, 9), date(1998, 2, 15)),
        ("1998-W7", date(1998, 2, 9), date(1998, 2, 15)),
        ("1998-W07-WE", date(1998, 2, 14), date(1998, 2, 15)),
        ("1998-02", date(1998, 2, 1), date(1998, 2, 28)),
        ("1998-Q4", date(1998, 10, 1), date(1998, 12, 31)),
        ("1998-H2", date(1998, 7, 1), date(1998, 12, 31)),
        ("1998-FA", date(1998, 9, 1), date(1998, 11, 30)),
        ("1998-WI", date(1998, 12, 1), date(1999, 2, 28)),
        ("1998", date(1998, 1, 1), date(1998, 12, 31)),
        ("199", date(1990, 1, 1), date(1999, 12, 31)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
    ],
)
def test_a_value_of_the_calendar_is_its_days(value: str, first: date, last: date):
    assert days_of(value) == days(first, last)


@pytest.mark.parametrize(
    "value", ["PAST_REF", "PRESENT_REF", "P3D", "1998-XX", "1998-QX", "1998-W99", "1998-02-30", "19", ""]
)
def test_a_value_outside_the_calendar_is_none(value: str):
    assert days_of(value) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It opens in early May 2026.", "2026-05"),
        ("It opens late next week.", "2026-W17"),
        ("It opens in mid-2027.", "2027"),
        ("It opens in late winter 2025.", "2025-WI"),
        ("It opens in the late 1990s.", "199"),
        ("It opens in early Q3 2026.", "2026-Q3"),
        ("It opens around 5 May 2026.", "2026-05-05"),
        ("It opens on 5 May 2026.", "2026-05-05"),
        ("It ran between 2019 and 2023.", "2019"),
        ("It ran between 2019 and 2023.", "2023"),
    ],
)
def test_the_vague_and_the_ends_of_ranges_are_brought_to_the_unit_spoken_of(text: str, value: str):
    (expression,) = find_dates(text, WRITTEN)
    assert days_of(value) in units_of(expression)


def test_a_part_is_not_a_unit_beside_the_whole():
    """Early May is May, its start; it is neither its ten days nor June."""
    (expression,) = find_dates("It opens in early May 2026.", WRITTEN)
    assert units_of(expression) == (days_of("2026-05"),)


def item(text: str, **marked: str | None) -> Item:
    """Marks by the words that they stand at, "_" for a space; None where no date is marked."""
    marks = []
    for words, value in marked.items():
        start = text.index(words.replace("_", " "))
        marks.append(
            Mark(
                span=Span(start=start, end=start + len(words)),
                interval=days_of(value) if value else None,
            )
        )
    return Item(text=text, written=WRITTEN, marks=tuple(marks))


def figures(*items: Item) -> dict[str, object]:
    measured = measure(items)
    assert measured.pop("ms_per_sentence") >= 0  # type: ignore[operator]  # how long depends on the machine
    return measured


def test_all_found_and_right_is_one_throughout():
    assert set(figures(item("They met yesterday.", yesterday="2026-04-14")).values()) == {1.0}


def test_a_date_that_nothing_marked_holds_is_false_and_one_in_a_duration_is_neither():
    """The second item's "yesterday" is marked as something else than a date."""
    measured = figures(
        item("They met yesterday. They meet tomorrow.", yesterday="2026-04-14"),
        item("They met yesterday.", yesterday=None),
    )
    assert (measured["precision"], measured["recall"]) == (0.5, 1.0)


def test_a_mark_that_no_date_meets_lowers_recall_and_value_f1_is_f1_times_equal():
    measured = figures(
        item("They met yesterday at dawn.", yesterday="2026-04-14", dawn="2026-04-14"),
        item("They met on 5 May 2026.", May_2026="2026-06"),
    )
    assert measured["recall"] == pytest.approx(2 / 3, abs=1e-4)
    assert (measured["precision"], measured["equal"]) == (1.0, 0.5)
    assert measured["value_f1"] == 0.4  # an F1 of .8, half of it equal
    assert measured["strict_f1"] == 0.4  # one of two told and three marked


def test_strict_asks_for_the_very_words():
    measured = figures(item("They met on 5 May 2026.", May_2026="2026-05-05"))
    assert (measured["value_f1"], measured["strict_f1"]) == (1.0, 0.0)


def test_nothing_to_read_is_nought():
    assert set(figures().values()) == {0.0}


RECORD = {
    "dct": "2026-04-15T09:42",
    "id": "a",
    "text": "They met yesterday.\n\nThey spoke for two days.",
    "timexes": [
        {"start": 9, "end": 18, "type": "DATE", "value": "2026-04-14"},
        {"start": 36, "end": 44, "type": "DURATION", "value": "2026"},
        {"start": 0, "end": 4, "type": "DATE", "value": None},
    ],
}


def test_the_set_may_be_lines_gzipped_lines_or_the_folder_that_holds_it(tmp_path: Path):
    plain, folder = tmp_path / "set.jsonl", tmp_path / "dates"
    folder.mkdir()
    plain.write_text(json.dumps(RECORD) + "\n", encoding="utf-8")
    zipped = folder / "tempeval-1.jsonl.gz"
    zipped.write_bytes(gzip.compress(plain.read_bytes()))
    assert [run(path)["value_f1"] for path in (plain, zipped, folder, tmp_path)] == [1.0] * 4


def test_only_what_is_of_type_date_counts_and_an_hour_of_writing_is_left_out(tmp_path: Path):
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps(RECORD), encoding="utf-8")
    (read,) = read_items(path)
    assert read.written == WRITTEN
    assert [mark.interval for mark in read.marks] == [days_of("2026-04-14"), None, None]


@pytest.mark.parametrize("line", ["no json", "{}", "[]", json.dumps({**RECORD, "dct": "yesterday"})])
def test_another_file_is_a_usage_error_that_names_it(tmp_path: Path, line: str):
    path = tmp_path / "set.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(UsageError, match=r"set\.jsonl cannot be read.*lines of JSON"):
        run(path)


def test_without_a_set_the_error_says_what_to_give(tmp_path: Path):
    with pytest.raises(UsageError, match="--data"):
        run(None)
    with pytest.raises(UsageError, match="there is no dates/tempeval"):
        BENCHES["dates"](tmp_path)
