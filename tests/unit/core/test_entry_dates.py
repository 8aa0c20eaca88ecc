"""Dates (R30): 200 hostile ones; none makes an entry new, none orders it after the moment it was seen."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.core.entries import EntryData, EntryId, KnownEntry, Novelty, decide_entries, effective_time, identify

NOW = datetime(2025, 11, 20, 12, tzinfo=UTC)
FIRST, LAST = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)
HOUR = timedelta(hours=1)

ABSURD = [FIRST, LAST, LAST - HOUR, FIRST + HOUR] + [
    datetime(y, 1, 1, tzinfo=UTC) for y in (2, 25, 99, 1900, 9999)
]
EDGES_ELSEWHERE = [
    edge.replace(tzinfo=timezone(timedelta(hours=hours)))
    for edge in (FIRST, LAST)
    for hours in (-14, -1, 1, 14)
]
BEFORE_THE_WEB = [datetime(year, 12, 31, 23, 59, 59, tzinfo=UTC) for year in range(1960, 1990)]
FAR_AHEAD = [NOW + timedelta(days=days) for days in (1, 2, 7, 30, 365, 3650, 36_500, 365_000)]
SLIGHTLY_AHEAD = [NOW + timedelta(seconds=seconds) for seconds in range(1, 1_200, 40)]
WRONG_ZONE = [(NOW - HOUR / 2).replace(tzinfo=timezone(HOUR / 2 * half)) for half in range(-28, 29)]
SAME_SECOND = [NOW - HOUR] * 20
PAST = [NOW - timedelta(minutes=minutes) for minutes in range(0, 34 * 997, 997)]
MISSING: list[datetime | None] = [None, None, None, None]
CORPUS: list[datetime | None] = [
    *MISSING,
    *ABSURD,
    *EDGES_ELSEWHERE,
    *BEFORE_THE_WEB,
    *FAR_AHEAD,
    *SLIGHTLY_AHEAD,
    *WRONG_ZONE,
    *SAME_SECOND,
    *PAST,
]


def entry(number: int, published: datetime | None) -> EntryData:
    return EntryData(
        guid=f"urn:{number}",
        url=f"https://harbour.example/{number}",
        title=f"Report {number}",
        published=published,
    )


def test_the_corpus_holds_two_hundred_dates() -> None:
    assert len(CORPUS) == 200


@pytest.mark.parametrize("published", CORPUS, ids=str)
def test_no_entry_counts_as_published_after_it_was_seen(published: datetime | None) -> None:
    """Nor before there were feeds; a date that can be stays as it is."""
    effective = effective_time(published, NOW)
    assert datetime(1989, 12, 31, tzinfo=UTC) < effective <= NOW
    if published is not None and NOW - timedelta(days=9_999) < published <= NOW:
        assert effective == published


def test_order_is_that_of_time_and_then_of_the_feed() -> None:
    """Sorting again, and another poll later, change nothing."""
    times = [effective_time(published, NOW) for published in CORPUS]
    order = sorted(range(len(times)), key=times.__getitem__)
    assert sorted(order, key=times.__getitem__) == order
    same = [place for place in order if CORPUS[place] == NOW - HOUR]
    assert same == sorted(same)


def test_entries_with_new_dates_are_the_same_entries() -> None:
    """Every entry gets the date of another; none is new, none is changed."""
    entries = [entry(number, published) for number, published in enumerate(CORPUS)]
    known = [KnownEntry(id=EntryId(n), identity=identify(data)) for n, data in enumerate(entries)]
    for shift in (1, 50, 117):
        moved = [
            replace(data, published=CORPUS[(number + shift) % len(CORPUS)])
            for number, data in enumerate(entries)
        ]
        intents = decide_entries(known, moved)
        assert [intent.known for intent in intents] == list(range(len(CORPUS)))
        assert {intent.novelty for intent in intents} == {Novelty.SEEN}
