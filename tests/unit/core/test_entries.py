"""Identity: which fetched entry is new, changed or seen."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.entries import (
    EntryData,
    EntryId,
    KnownEntry,
    Novelty,
    canonical_url,
    decide_entries,
    effective_time,
    identify,
)

NOW = datetime(2025, 11, 20, 12, tzinfo=UTC)
STORED = EntryData(
    guid="urn:1", url="https://harbour.example/a", title="Leaders meet in the capital", body="They met."
)


def known(*entries: EntryData) -> list[KnownEntry]:
    return [
        KnownEntry(id=EntryId(number), identity=identify(data))
        for number, data in enumerate(entries, start=1)
    ]


def novelty(fetched: EntryData, *stored: EntryData) -> Novelty:
    (intent,) = decide_entries(known(*stored), [fetched])
    return intent.novelty


@pytest.mark.parametrize(
    ("rule", "changed", "expected"),
    [
        ("the same entry is seen", {}, Novelty.SEEN),
        ("a new guid for the same link and title is the same entry", {"guid": "urn:2"}, Novelty.SEEN),
        ("an edited title under guid and link is a change", {"title": "Leaders will meet"}, Novelty.CHANGED),
        ("an edited body is a change", {"body": "They met again."}, Novelty.CHANGED),
        (
            "a moved link under guid and title is the same entry",
            {"url": "https://harbour.example/b"},
            Novelty.SEEN,
        ),
        (
            "a guid reused for another article is a new entry",
            {"url": "https://harbour.example/z", "title": "Storm closes the port", "body": "Wind."},
            Novelty.NEW,
        ),
        (
            "a live page's one link does not make two articles one",
            {"guid": "urn:9", "title": "Storm closes the port", "body": "Wind."},
            Novelty.NEW,
        ),
        (
            "a title that recurs under another link and guid is a new entry",
            {"guid": "urn:9", "url": "https://harbour.example/z"},
            Novelty.NEW,
        ),
        (
            "a link without a guid still knows its entry",
            {"guid": "", "title": "Leaders will meet"},
            Novelty.CHANGED,
        ),
        (
            "tracking parameters do not make a link new",
            {"guid": "", "url": STORED.url + "?utm_source=rss"},
            Novelty.SEEN,
        ),
        ("a touched date changes nothing", {"published": NOW}, Novelty.SEEN),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_identity_is_a_vote(rule: str, changed: dict[str, object], expected: Novelty) -> None:
    assert novelty(replace(STORED, **changed), STORED) is expected, rule


def test_an_entry_given_twice_in_one_feed_is_decided_once() -> None:
    assert len(decide_entries([], [STORED, replace(STORED, published=NOW)])) == 1


def test_one_guid_for_all_entries_does_not_make_them_one() -> None:
    entries = [
        EntryData(guid="same", url=f"https://harbour.example/{n}", title=f"Report number {n}")
        for n in range(5)
    ]
    assert len(decide_entries([], entries)) == 5


def test_an_entry_that_nothing_names_is_left_out() -> None:
    assert decide_entries([], [EntryData(body="words")]) == ()


entries = st.builds(
    EntryData,
    guid=st.sampled_from(["", "g1", "g2", "g3"]),
    url=st.sampled_from(["", "https://a.example/1", "https://a.example/2", "http://a.example/1?utm_x=1"]),
    title=st.sampled_from(["", "One", "Two", "one!"]),
    body=st.sampled_from(["", "x", "y"]),
)


@given(st.lists(entries, max_size=8))
def test_a_poll_repeated_changes_nothing(fetched: list[EntryData]) -> None:
    first = decide_entries([], fetched)
    stored = [KnownEntry(id=EntryId(n), identity=i.identity) for n, i in enumerate(first)]
    again = decide_entries(stored, fetched)
    assert [intent.novelty for intent in again] == [Novelty.SEEN] * len(first)


@given(st.text())
def test_canonical_url_takes_any_text_and_is_idempotent(text: str) -> None:
    assert canonical_url(canonical_url(text)) == canonical_url(text)


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (None, NOW),
        (NOW - timedelta(days=300), NOW - timedelta(days=300)),
        (NOW + timedelta(minutes=5), NOW),
        (NOW + timedelta(days=2), NOW),
        (datetime(1970, 1, 1, tzinfo=UTC), NOW),
    ],
    ids=["missing", "past", "slightly ahead", "far ahead", "before the web"],
)
def test_effective_time_is_never_after_the_entry_was_seen(
    published: datetime | None, expected: datetime
) -> None:
    assert effective_time(published, NOW) == expected
