"""When a feed is polled again, and where: never before its server and its publisher allow it."""

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.feeds import (
    MOVED_AFTER,
    Feed,
    FeedData,
    FeedForUpdate,
    FeedId,
    FeedState,
    FetchFailed,
    FetchOutcome,
    Move,
    NotModified,
    Seen,
    Terms,
    Validators,
    Wishes,
)
from bot.core.reasons import Reason
from bot.core.rhythm import observed, worth_waiting

_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_BACKOFF = timedelta(hours=6)
_LONGEST_WAIT = timedelta(hours=24)
"""However long a server asks to be left alone, a mistake in its header costs one day (R27)."""
_NO_JITTER_UNDER = timedelta(minutes=1)
_DOUBLINGS = 20
"""2^20 first waits are beyond every limit here; more would only overflow."""
_HOUR = timedelta(hours=1)
_HOURS_A_WEEK = 7 * 24
_GIVE_UP_AFTER = 3
"""Failures in a row after which a hostile feed is stopped (R34) and a new address is given up."""
_HOSTILE = frozenset({Reason.REFUSED_ADDRESS, Reason.TOO_LARGE, Reason.BOMB, Reason.PARSER_FAILED})
"""What costs us or others something with each try, and does not mend itself."""


def after_poll(feed: Feed, state: FeedState, outcome: FetchOutcome, *, new: int, now: datetime) -> FeedState:
    """What to keep about `feed` once a poll ended at `now` with `outcome`.

    `new`: how many of its entries were not known before.
    """
    if isinstance(outcome, FetchFailed):
        return _after_failure(feed, state, outcome, now)
    return _after_success(feed, state, outcome, new, now)


def retried(state: FeedState, now: datetime) -> FeedState:
    """A feed that an operator wants polled at once, even if it was stopped."""
    return replace(state, next_poll=now, stopped=False, failures=0)


def _after_success(
    feed: Feed, state: FeedState, outcome: FeedData | NotModified, new: int, now: datetime
) -> FeedState:
    if isinstance(outcome, FeedData):
        validators, wishes, seen = outcome.validators, outcome.wishes, _kept(state.seen, outcome.seen)
    else:
        validators, wishes, seen = _updated(state.validators, outcome.validators), state.wishes, state.seen
    unread = now - state.failing_since if state.failing_since else timedelta(0)
    rhythm = observed(state.rhythm, new=new, now=now, unread=unread)
    longest = max(feed.interval, feed.longest_interval)
    ours = min(max(feed.interval, worth_waiting(rhythm, now)), longest)
    return FeedState(
        validators=validators,
        next_poll=_next_poll(feed, ours, _asked(outcome.terms, wishes.ttl), wishes, now),
        last_success=now,
        told=state.told,
        move=_moved(state.move, outcome.terms.moved_to, feed.url),
        wishes=wishes,
        rhythm=rhythm,
        seen=seen,
    )


def _after_failure(feed: Feed, state: FeedState, outcome: FetchFailed, now: datetime) -> FeedState:
    failures = state.failures + 1
    stopped = outcome.reason is Reason.GONE or _hostile(state, outcome)
    if failures >= _GIVE_UP_AFTER or stopped:
        state = _back_home(feed, state)
    ours = max(feed.interval, _backoff(feed.interval, failures))
    # The publisher's ttl counts from the last success, and has run out since.
    next_poll = _next_poll(feed, ours, _asked(outcome.terms), state.wishes, now)
    return replace(
        state,
        next_poll=None if stopped else next_poll,
        failures=failures,
        failing_since=state.failing_since or now,
        problem=outcome.reason,
        problem_detail=outcome.detail,
        stopped=stopped,
    )


def _hostile(state: FeedState, outcome: FetchFailed) -> bool:
    """The third failure or a later one, of a hostile kind like the one before it.

    The count does not tell kinds apart: after an ordinary failure the second hostile one is the last.
    """
    return state.failures + 1 >= _GIVE_UP_AFTER and outcome.reason in _HOSTILE and state.problem in _HOSTILE


def _moved(move: Move, target: str, home: str) -> Move:
    """Where the feed is after a success that permanent redirects led to `target`; empty: there were none.

    not moved --redirect--> watched (times 1, 2) --the same again--> followed (times 3)
        watched: no redirect -> not moved; to elsewhere -> watched anew
        followed: no redirect -> followed; a redirect -> followed, with doubts (times 4, 5)
        with doubts: no redirect -> followed; a third in a row -> followed to there (or home: not moved)

    Failures change nothing until there are three in a row, which lead from `followed` back home.
    """
    if move.times < MOVED_AFTER:
        if target in {"", home}:
            return Move()
        return Move(url=target, times=move.times + 1 if target == move.url else 1)
    if target in {"", move.url}:
        return Move(url=move.url, times=MOVED_AFTER)
    if move.times + 1 < 2 * MOVED_AFTER:
        return Move(url=move.url, times=move.times + 1)
    return Move() if target == home else Move(url=target, times=MOVED_AFTER)


def _back_home(feed: Feed, state: FeedState) -> FeedState:
    """To the operator's address, if it was left, without validators that only the other address knows."""
    if not FeedForUpdate(feed=feed, state=state).moved:
        return state
    return replace(state, move=Move(), validators=Validators())


def _asked(terms: Terms, ttl: timedelta | None = None) -> timedelta:
    """How long the other side wants to be left alone."""
    return max(ask or timedelta(0) for ask in (terms.fresh_for, terms.retry_after, ttl))


def _next_poll(feed: Feed, ours: timedelta, asked: timedelta, wishes: Wishes, now: datetime) -> datetime:
    asked = min(asked, max(_LONGEST_WAIT, feed.interval))
    return _allowed(now + max(_jittered(ours, feed.id), asked), wishes)


def _allowed(at: datetime, wishes: Wishes) -> datetime:
    """`at`, or the beginning of the next hour that is not to be skipped; `at` too where there is none."""
    if not wishes.skip_hours and not wishes.skip_days:
        return at
    hour = at.replace(minute=0, second=0, microsecond=0)
    for n in range(_HOURS_A_WEEK + 1):
        later = hour + n * _HOUR
        if later.hour not in wishes.skip_hours and later.weekday() not in wishes.skip_days:
            return max(at, later)
    return at


def _backoff(interval: timedelta, failures: int) -> timedelta:
    """1 minute (or a shorter interval), doubled with each failure up to 6 hours."""
    first = min(interval, _FIRST_WAIT)
    doublings: int = min(failures - 1, _DOUBLINGS)
    return min(first * (1 << doublings), _LONGEST_BACKOFF)


def _jittered(wait: timedelta, feed: FeedId) -> timedelta:
    """`wait` up to 10 % longer or shorter, always the same for one feed: feeds of one file spread out."""
    if wait < _NO_JITTER_UNDER:
        return wait
    digest = hashlib.blake2b(feed.encode(), digest_size=4).digest()
    share = int.from_bytes(digest, "big") / 0xFFFFFFFF  # 0 to 1
    return wait * (0.9 + 0.2 * share)


def _updated(old: Validators, new: Validators) -> Validators:
    """A 304 may leave out what has not changed."""
    return Validators(
        etag=new.etag if new.etag is not None else old.etag,
        last_modified=new.last_modified if new.last_modified is not None else old.last_modified,
    )


def _kept(old: Seen, new: Seen) -> Seen:
    """A body that was read only in part, or leniently, has no hashes of its own: the last ones still hold."""
    return Seen(body=new.body or old.body, entries=new.entries or old.entries)
