"""Backfill: which entries of a first poll are told."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.backfill import chosen
from bot.core.entries import EntryData
from bot.core.feeds import BACKFILL_ALL, BACKFILL_NONE, Backfill

NOW = datetime(2025, 11, 20, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def feed(*ages: float | None) -> list[EntryData]:
    """Entries published so many days before the poll; None: without a date."""
    return [
        EntryData(guid=str(place), published=None if age is None else NOW - age * DAY)
        for place, age in enumerate(ages)
    ]


@pytest.mark.parametrize(
    ("rule", "backfill", "ages", "told"),
    [
        ("all are told", BACKFILL_ALL, (1, None, 3), {0, 1, 2}),
        ("none is told", BACKFILL_NONE, (1, None, 3), set()),
        ("the latest go by date, wherever they stand", Backfill(latest=2), (9, 1, 5, 2), {1, 3}),
        ("of one moment the upper ones are newer", Backfill(latest=2), (1, 1, 1), {0, 1}),
        ("more than there are", Backfill(latest=9), (1, 2), {0, 1}),
        ("without dates the place decides", Backfill(latest=2), (None, None, None), {0, 1}),
        ("one without a date is as old as the one above it", Backfill(latest=2), (1, None, 5), {0, 1}),
        ("or, at the top, as the first with a date", Backfill(latest=1), (None, 5, 1), {2}),
        ("an impossible date is none", Backfill(latest=2), (1, 20_000, 5), {0, 1}),
        ("a date ahead is now", Backfill(within=DAY), (-3, 0.5, 2), {0, 1}),
        ("since includes the moment", Backfill(since=NOW - 2 * DAY), (1, 2, 3), {0, 1}),
        ("so does within", Backfill(within=2 * DAY), (1, 2, 3), {0, 1}),
        ("without any date all are of now", Backfill(within=DAY), (None, None), {0, 1}),
        ("an undated one among old ones is old", Backfill(within=2 * DAY), (1, 9, None), {0}),
        ("every limit must pass", Backfill(latest=2, since=NOW - 4 * DAY, within=9 * DAY), (5, 3, 6), {1}),
        ("an empty feed", Backfill(latest=2), (), set()),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_which_entries_are_told(
    rule: str, backfill: Backfill, ages: tuple[float | None, ...], told: set[int]
) -> None:
    assert chosen(backfill, feed(*ages), NOW) == told, rule


ages = st.lists(st.one_of(st.none(), st.integers(-400, 40_000)), max_size=12)


@given(ages, st.integers(0, 14), st.integers(0, 2_000))
def test_a_further_limit_never_adds_an_entry(days: list[int | None], latest: int, within: int) -> None:
    fetched = feed(*days)
    newest = chosen(Backfill(latest=latest), fetched, NOW)
    both = chosen(Backfill(latest=latest, within=within * DAY), fetched, NOW)
    assert len(newest) == min(latest, len(fetched))
    assert both == newest & chosen(Backfill(within=within * DAY), fetched, NOW)
