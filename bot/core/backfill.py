"""Which entries of a feed's first poll are told."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.core.entries import EntryData, effective_time, has_date
from bot.core.feeds import Backfill


def chosen(backfill: Backfill, fetched: Sequence[EntryData], now: datetime) -> frozenset[int]:
    """Places of the entries that pass every limit; `now` is the moment of the poll.

    An entry without a date that can be counts as old as the one above it: feeds put the newest first.
    """
    times = list(_times(fetched, now))
    newest_first = sorted(range(len(fetched)), key=lambda place: (now - times[place], place))
    return frozenset(
        place for place in newest_first[: backfill.latest] if _is_young(backfill, times[place], now)
    )


def _is_young(backfill: Backfill, time: datetime, now: datetime) -> bool:
    if backfill.since is not None and time < backfill.since:
        return False
    return backfill.within is None or now - time <= backfill.within


def _times(fetched: Sequence[EntryData], now: datetime) -> Iterator[datetime]:
    dates = (effective_time(entry.published, now) for entry in fetched if has_date(entry.published))
    last = next(dates, now)
    for entry in fetched:
        if has_date(entry.published):
            last = effective_time(entry.published, now)
        yield last
