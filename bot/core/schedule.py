"""When a feed is polled again: its interval, longer while it fails, and never before the server allows it."""

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.feeds import Feed, FeedId, FeedState, FetchFailed, FetchOutcome, NotModified, Validators
from bot.core.reasons import Reason

_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_BACKOFF = timedelta(hours=6)
_LONGEST_WAIT = timedelta(hours=24)
"""However long a server asks to be left alone, a mistake in its header costs one day (R27)."""
_NO_JITTER_UNDER = timedelta(minutes=1)
_DOUBLINGS = 20
"""2^20 first waits are beyond every limit here; more would only overflow."""


def after_poll(feed: Feed, state: FeedState, outcome: FetchOutcome, now: datetime) -> FeedState:
    """What to keep about `feed` once a poll ended at `now` with `outcome`."""
    if isinstance(outcome, FetchFailed):
        return _after_failure(feed, state, outcome, now)
    kept = outcome.validators
    if isinstance(outcome, NotModified):
        kept = _updated(state.validators, kept)
    next_poll = now + _jittered(feed.interval, feed.id)
    return FeedState(validators=kept, next_poll=next_poll, last_success=now)


def _after_failure(feed: Feed, state: FeedState, outcome: FetchFailed, now: datetime) -> FeedState:
    failures = state.failures + 1
    return replace(
        state,
        next_poll=now + _wait(feed, failures, outcome),
        failures=failures,
        problem=outcome.reason,
        problem_detail=outcome.detail,
    )


def _wait(feed: Feed, failures: int, outcome: FetchFailed) -> timedelta:
    longest = max(_LONGEST_WAIT, feed.interval)
    if outcome.reason is Reason.GONE:
        return longest
    ours = _jittered(max(feed.interval, _backoff(feed.interval, failures)), feed.id)
    asked = outcome.retry_after or timedelta(0)
    return max(ours, min(asked, longest))


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
