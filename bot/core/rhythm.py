"""How often a feed brings news: when to look for the next, and when its silence is unusual."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.feeds import Rhythm

_HOUR = timedelta(hours=1)
_NEWEST_COUNTS = 8
"""The newest gap weighs an eighth: the average follows a habit that slows down within some eight gaps."""
_BURST = 4
"""Gaps shorter than a fourth of the average count for less, the shorter the less."""
_POLLS_A_GAP = 4
"""A feed is asked four times in its usual gap, so that news is late by an eighth of it on average."""
_OVERDUE_SHARE = 48
"""What has long been silent is asked each half an hour after a day, each hour after two."""

_QUIET_GAPS = 8
"""So many gaps must be known before a silence can be called unusual, and it must be so many gaps long."""
_QUIET_HOURS = 24
_PAUSE = timedelta(days=4)
"""A silence this long holds a day on which everybody works: its hours need not be counted."""
_FRIDAY = 4


def observed(rhythm: Rhythm, *, new: int, now: datetime, unread: timedelta = timedelta(0)) -> Rhythm:
    """`rhythm` after a poll that was read at `now` and brought `new` entries.

    What the first poll brings has gathered over any time: it only starts the clock. While the feed could not
    be read, for `unread` before now, nobody knows what it held: that is no silence of its own.
    """
    if rhythm.last_news is None:
        return replace(rhythm, last_news=now)
    since = rhythm.last_news + unread
    if not new:
        return replace(rhythm, last_news=since)
    gap, gaps = max(now - since, timedelta(0)), rhythm.gaps + 1
    return Rhythm(gap=_average(rhythm.gap, gap, gaps), gaps=gaps, last_news=now)


def worth_waiting(rhythm: Rhythm, now: datetime) -> timedelta:
    """How long to wait before looking again: not at all just after news, which comes in bursts, then longer.

    The wait grows up to a share of the usual gap and stays there until the feed is long overdue, so that a
    paper's night does not delay its first news of the morning.
    """
    if rhythm.last_news is None:
        return timedelta(0)
    silence = max(now - rhythm.last_news, timedelta(0))
    usual = min(rhythm.gap or timedelta(0), silence)
    return max(usual / _POLLS_A_GAP, silence / _OVERDUE_SHARE)


def fell_quiet(rhythm: Rhythm, now: datetime) -> bool:
    """Nothing new for over 8 usual gaps and over 24 hours, weekends left out, by a feed known well enough."""
    if rhythm.gap is None or rhythm.last_news is None or rhythm.gaps < _QUIET_GAPS:
        return False
    silence = now - rhythm.last_news
    if silence <= _QUIET_GAPS * rhythm.gap:
        return False
    return silence >= _PAUSE or _working_hours(rhythm.last_news, silence) > _QUIET_HOURS


def _average(old: timedelta | None, gap: timedelta, gaps: int) -> timedelta:
    """Moved towards `gap` by its share; less where it is far shorter: a burst is no habit until it lasts."""
    if not old:
        return gap
    share = min(1.0, _BURST * (gap / old)) / min(gaps, _NEWEST_COUNTS)
    return old + (gap - old) * share


def _working_hours(start: datetime, length: timedelta) -> int:
    """Hours begun from `start` on that are on no Friday, Saturday or Sunday: weekends differ by country."""
    hours = -(-length // _HOUR)
    return sum((start + n * _HOUR).weekday() < _FRIDAY for n in range(hours))
