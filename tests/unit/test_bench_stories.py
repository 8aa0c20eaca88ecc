import json

import pytest

from bot.bench.clusters import agreement
from bot.bench.stories import by_window, reprints, run
from bot.errors import UsageError


def test_agreement_of_a_grouping_with_itself_is_1():
    groups = ["a", "a", "b", "c", "c", "c"]
    assert set(agreement(groups, groups).values()) == {1.0}


def test_agreement_counts_what_each_item_has_in_common():
    """Of four items in one group that are two by the gold: precision a half, recall all."""
    found = agreement(["a", "a", "b", "b"], ["x"] * 4)
    assert found == {"bcubed_f1": 0.6667, "pairwise_precision": 0.3333, "pairwise_recall": 1.0}


def test_items_that_are_all_alone_are_said_nothing_wrong_of():
    found = agreement(["a", "a", "b"], [1, 2, 3])
    assert (found["pairwise_precision"], found["pairwise_recall"]) == (1.0, 0.0)


def test_entries_are_counted_for_each_window():
    speeds = by_window(windows=(10, 120), measured=10)
    assert set(speeds) == {"10", "120"}
    assert all(speed > 0 for speed in speeds.values())


def test_reprints_are_found_and_other_texts_are_none():
    found = reprints(count=30)
    assert found["recall"] > 0.7
    assert found["precision"] == 1.0


def record(story, title, text, day=None):
    return {"id": title, "story": story, "title": title, "text": text, "url": "", "published": day}


FERRY = [
    record(
        "ferry", "Ferry sinks off Mombasa", "A ferry with 40 aboard sank near Mombasa at dawn.", "2026-03-02"
    ),
    record("ferry", "Twelve rescued as ferry sinks near Mombasa", "It had 40 aboard at dawn.", "2026-03-03"),
    record("tax", "Tax on sugar", "Parliament in Nairobi voted for it.", "2026-03-01"),
]


def test_a_folder_with_two_sets_gives_the_figures_of_both(tmp_path, monkeypatch):
    monkeypatch.setattr("bot.bench.stories.by_window", lambda: {"10": 1.0})
    monkeypatch.setattr("bot.bench.stories.reprints", lambda: {"recall": 1.0})
    (tmp_path / "stories").mkdir()
    for name, records in (("incidents-dev.jsonl.gz", FERRY), ("wikinews-dev.jsonl.gz", FERRY[:2])):
        (tmp_path / "stories" / name).write_text("\n".join(map(json.dumps, records)))
    figures = run(tmp_path)
    assert (figures["bcubed_f1"], figures["entries"], figures["stories"]) == (1.0, 3, 2)
    assert figures["wikinews"]["entries"] == 2
    alone = run(tmp_path / "stories" / "wikinews-dev.jsonl.gz")
    assert (alone["entries"], "wikinews" in alone) == (2, False)


def test_without_a_set_it_says_what_is_missing(tmp_path):
    with pytest.raises(UsageError, match="bench stories"):
        run(tmp_path)
