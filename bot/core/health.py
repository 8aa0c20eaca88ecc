"""Whether operators are told of a feed: once when trouble starts, once when it is over."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.display import utc
from bot.core.feeds import Feed, FeedForUpdate, FeedState
from bot.core.notices import Notice, notice_id
from bot.core.reasons import Reason
from bot.core.rhythm import fell_quiet

_FAILURES = 3
_FAILING_FOR = timedelta(minutes=30)
"""Shorter troubles mend themselves, and nobody could have done anything about them."""
_UNITS = ((timedelta(days=1), "day"), (timedelta(hours=1), "hour"), (timedelta(minutes=1), "minute"))


def decide_notice(
    feed: Feed, before: FeedState, after: FeedState, now: datetime
) -> tuple[FeedState, Notice | None]:
    """`after` with what operators now know, and what they are to be told, if anything.

    A trouble that changes its reason is still the one that they know of. A move is told when it is first
    followed; as nobody can derive it later, it goes before a recovery, which the next poll will still see.
    """
    news = _news(feed, before, after, now)
    if news is None:
        return after, None
    reason, detail = news
    told = {Reason.MOVED: after.told, Reason.WELL_AGAIN: None}.get(reason, reason)
    notice = Notice(
        id=notice_id(feed.id, reason, now), feed=feed.id, name=feed.name, reason=reason, detail=detail, at=now
    )
    return replace(after, told=told), notice


def _news(feed: Feed, before: FeedState, after: FeedState, now: datetime) -> tuple[Reason, str] | None:
    """What operators do not know yet, and how to put it."""
    if moved_to := _newly_moved(feed, before, after):
        return Reason.MOVED, _moved_detail(moved_to)
    if after.told is not None:
        return (Reason.WELL_AGAIN, _over_detail(after.told, before)) if _over(after, now) else None
    if after.problem is not None:
        return (after.problem, _failing_detail(feed, after, now)) if _worth_telling(after, now) else None
    return (Reason.FELL_QUIET, _quiet_detail(after, now)) if fell_quiet(after.rhythm, now) else None


def _newly_moved(feed: Feed, before: FeedState, after: FeedState) -> str:
    """The new address if this poll was the one to settle it, else empty."""
    new = FeedForUpdate(feed=feed, state=after)
    old = FeedForUpdate(feed=feed, state=before)
    return new.url if new.moved and new.url != old.url else ""


def _worth_telling(state: FeedState, now: datetime) -> bool:
    since = state.failing_since or now
    return state.stopped or (state.failures >= _FAILURES and now - since >= _FAILING_FOR)


def _over(state: FeedState, now: datetime) -> bool:
    quiet = state.told is Reason.FELL_QUIET and fell_quiet(state.rhythm, now)
    return state.problem is None and not quiet


def _moved_detail(url: str) -> str:
    return f"it has moved for good and is now read at {url}: put that address into feeds.yaml"


def _failing_detail(feed: Feed, state: FeedState, now: datetime) -> str:
    retry = f"`wirewatch feeds retry {feed.id}`"
    since = f"failing since {utc(state.failing_since or now)}"
    way_out = (
        f"not asked any more: once that is mended, run {retry}"
        if state.stopped
        else f"asked again by itself, or at once by {retry}"
    )
    return f"{state.problem_detail}; {since}; {way_out}"


def _quiet_detail(state: FeedState, now: datetime) -> str:
    since = utc(state.rhythm.last_news or now)
    usual = _about(state.rhythm.gap or timedelta(0))
    return (
        f"it answers, but has brought nothing new since {since}, where news came every {usual} or so: "
        "look whether the publisher has another address for it"
    )


def _over_detail(told: Reason, before: FeedState) -> str:
    if told is Reason.FELL_QUIET:
        return "it brings news again"
    since = f"; it had failed since {utc(before.failing_since)}" if before.failing_since else ""
    return f"it can be read again{since}"


def _about(length: timedelta) -> str:
    """A length of time in its largest unit, as "3 hours"."""
    unit, word = next(((u, w) for u, w in _UNITS if length >= u), _UNITS[-1])
    count = max(round(length / unit), 1)
    return f"{count} {word}s" if count > 1 else word
