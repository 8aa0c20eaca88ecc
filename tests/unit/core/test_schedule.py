"""When a feed is polled again, and where."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.feeds import (
    Feed,
    FeedData,
    FeedForUpdate,
    FeedId,
    FeedState,
    FetchFailed,
    FetchOutcome,
    Move,
    NotModified,
    Rhythm,
    Seen,
    Terms,
    Validators,
    Wishes,
)
from bot.core.reasons import Reason
from bot.core.schedule import after_poll, retried

NOW = datetime(2025, 11, 18, 9, 0, tzinfo=UTC)  # a Tuesday
QUARTER = timedelta(minutes=15)
HOUR = timedelta(hours=1)
DAY = timedelta(hours=24)
HOME = "https://gazette.example/feed"
NEW = "https://news.gazette.example/feed"
NEWER = "https://feeds.gazette.example/all"
HOSTILE = (Reason.REFUSED_ADDRESS, Reason.TOO_LARGE, Reason.BOMB, Reason.PARSER_FAILED)
ORDINARY = (Reason.UNREACHABLE, Reason.TIMED_OUT, Reason.HTTP_ERROR, Reason.NOT_A_FEED)
LIVELY = Rhythm(gap=10 * timedelta(minutes=1), gaps=50, last_news=NOW)
DATA = FeedData(entries=())
NEVER_POLLED = FeedState()


def feed(interval: timedelta = QUARTER, name: str = "gazette", longest: timedelta = timedelta(0)) -> Feed:
    return Feed(id=FeedId(name), url=HOME, name="Gazette", interval=interval, longest_interval=longest)


def failed(reason: Reason = Reason.HTTP_ERROR, retry_after: timedelta | None = None) -> FetchFailed:
    return FetchFailed(
        reason=reason, detail="gazette.example has trouble (500)", terms=Terms(retry_after=retry_after)
    )


def moved(to: str) -> NotModified:
    return NotModified(terms=Terms(moved_to=to))


def polls(
    outcomes: Sequence[FetchOutcome], state: FeedState = NEVER_POLLED, *, of: Feed | None = None
) -> FeedState:
    """The state after these polls, each made when the one before said."""
    now = NOW
    for outcome in outcomes:
        state = after_poll(of or feed(), state, outcome, new=0, now=now)
        now = state.next_poll or now
    return state


def wait(
    outcome: FetchOutcome,
    *,
    of: Feed | None = None,
    state: FeedState = NEVER_POLLED,
    new: int = 0,
    now: datetime = NOW,
) -> timedelta:
    after = after_poll(of or feed(), state, outcome, new=new, now=now)
    assert after.next_poll is not None
    return after.next_poll - now


# a poll that went well


@given(st.text(min_size=1, max_size=20))
def test_a_poll_that_went_well_is_repeated_after_the_interval_give_or_take_a_tenth(name: str) -> None:
    assert 0.9 * QUARTER <= wait(DATA, of=feed(name=name)) <= 1.1 * QUARTER


def test_feeds_with_one_interval_spread_out() -> None:
    assert len({wait(DATA, of=feed(name=f"feed-{n}")) for n in range(100)}) == 100


def test_the_same_feed_always_gets_the_same_wait() -> None:
    assert wait(DATA) == wait(NotModified())


@pytest.mark.parametrize("seconds", [1, 5, 59])
def test_an_interval_under_a_minute_is_kept_to_the_second(seconds: int) -> None:
    assert wait(DATA, of=feed(timedelta(seconds=seconds))) == timedelta(seconds=seconds)


def test_a_success_clears_the_problem_and_keeps_the_new_validators() -> None:
    before = FeedState(
        failures=3,
        problem=Reason.TIMED_OUT,
        problem_detail="slow",
        failing_since=NOW - HOUR,
        validators=Validators(etag='"old"'),
        told=Reason.TIMED_OUT,
    )
    given_now = Validators(last_modified="Tue, 18 Nov 2025 09:00:00 GMT")
    after = after_poll(feed(), before, FeedData(entries=(), validators=given_now), new=0, now=NOW)
    assert after == FeedState(
        validators=given_now,
        next_poll=after.next_poll,
        last_success=NOW,
        told=Reason.TIMED_OUT,
        rhythm=Rhythm(last_news=NOW),
    )


def test_a_304_counts_as_success_and_keeps_what_it_does_not_repeat() -> None:
    before = FeedState(
        validators=Validators(etag='"1"', last_modified="then"),
        failures=1,
        wishes=Wishes(ttl=HOUR),
        seen=Seen(body=b"body", entries=b"entries!"),
    )
    after = after_poll(feed(), before, NotModified(validators=Validators(etag='"2"')), new=0, now=NOW)
    assert after.validators == Validators(etag='"2"', last_modified="then")
    assert (after.failures, after.last_success) == (0, NOW)
    assert (after.wishes, after.seen) == (before.wishes, before.seen)


def test_what_a_body_says_of_itself_replaces_what_the_last_one_said() -> None:
    before = FeedState(wishes=Wishes(ttl=DAY), seen=Seen(body=b"old", entries=b"01234567"))
    data = FeedData(entries=(), wishes=Wishes(ttl=HOUR), seen=Seen(body=b"new", entries=b"76543210"))
    after = after_poll(feed(), before, data, new=0, now=NOW)
    assert (after.wishes, after.seen) == (data.wishes, data.seen)


@pytest.mark.parametrize(
    ("given_now", "kept"),
    [
        (Seen(), Seen(body=b"old", entries=b"01234567")),
        (Seen(body=b"new"), Seen(body=b"new", entries=b"01234567")),
    ],
    ids=["cut short", "read leniently"],
)
def test_a_body_without_hashes_leaves_those_of_the_last_one(given_now: Seen, kept: Seen) -> None:
    before = FeedState(seen=Seen(body=b"old", entries=b"01234567"))
    assert after_poll(feed(), before, FeedData(entries=(), seen=given_now), new=0, now=NOW).seen == kept


# as lively as the feed

WIDE = feed(longest=6 * HOUR)


def quiet_for(silence: timedelta, gap: timedelta) -> FeedState:
    return FeedState(last_success=NOW, rhythm=Rhythm(gap=gap, gaps=20, last_news=NOW - silence))


def test_a_weekly_feed_is_asked_at_the_longest_interval() -> None:
    waited = wait(DATA, of=WIDE, state=quiet_for(timedelta(days=3), gap=timedelta(days=7)))
    assert 0.9 * 6 * HOUR <= waited <= 1.1 * 6 * HOUR


def test_a_lively_feed_is_asked_at_its_interval_through_a_quiet_night() -> None:
    waited = wait(DATA, of=WIDE, state=quiet_for(10 * HOUR, gap=HOUR))
    assert 0.9 * QUARTER <= waited <= 1.1 * QUARTER


def test_news_speeds_a_slow_feed_up_at_once() -> None:
    state = quiet_for(timedelta(days=3), gap=timedelta(days=7))
    assert 0.9 * QUARTER <= wait(DATA, of=WIDE, state=state, new=1) <= 1.1 * QUARTER


def test_a_feed_that_died_silently_slows_down_however_lively_it_was() -> None:
    state = quiet_for(timedelta(days=20), gap=10 * timedelta(minutes=1))
    assert wait(DATA, of=WIDE, state=state) >= 0.9 * 6 * HOUR


def test_without_a_longest_interval_the_interval_is_kept() -> None:
    state = quiet_for(timedelta(days=20), gap=timedelta(days=7))
    assert 0.9 * QUARTER <= wait(DATA, state=state) <= 1.1 * QUARTER


def test_failures_are_no_silence_of_the_feed() -> None:
    before = FeedState(
        rhythm=replace(LIVELY, last_news=NOW - 50 * HOUR), failing_since=NOW - 49 * HOUR, failures=9
    )
    assert after_poll(feed(), before, DATA, new=0, now=NOW).rhythm.last_news == NOW - HOUR


# what servers and publishers ask for

ASKED = {
    "retry_after": lambda asked: NotModified(terms=Terms(retry_after=asked)),
    "fresh_for": lambda asked: NotModified(terms=Terms(fresh_for=asked)),
    "ttl": lambda asked: FeedData(entries=(), wishes=Wishes(ttl=asked)),
    "retry_after of a failure": lambda asked: failed(retry_after=asked),
    "fresh_for of a failure": lambda asked: replace(failed(), terms=Terms(fresh_for=asked)),
}


@pytest.mark.parametrize("asks", ASKED.values(), ids=ASKED)
@pytest.mark.parametrize("asked", [timedelta(minutes=40), timedelta(hours=23)])
def test_a_server_is_never_asked_earlier_than_it_wants(asks, asked: timedelta) -> None:
    assert wait(asks(asked)) == asked


@pytest.mark.parametrize("asks", ASKED.values(), ids=ASKED)
def test_a_short_wish_does_not_shorten_the_interval(asks) -> None:
    assert wait(asks(timedelta(seconds=1))) == wait(DATA)


@pytest.mark.parametrize("asks", ASKED.values(), ids=ASKED)
def test_a_server_can_ask_for_a_day_and_no_more(asks) -> None:
    assert wait(asks(timedelta(days=300))) == DAY


def test_a_server_may_ask_for_as_long_as_the_operator_waits_anyway() -> None:
    week = timedelta(days=7)
    asked = failed(retry_after=timedelta(days=300))
    assert min(wait(asked, of=feed(week, name=f"feed-{n}")) for n in range(20)) == week


def test_the_longest_of_several_wishes_counts() -> None:
    terms = Terms(fresh_for=2 * HOUR, retry_after=3 * HOUR)
    assert wait(FeedData(entries=(), terms=terms, wishes=Wishes(ttl=HOUR))) == 3 * HOUR


def test_a_ttl_counts_from_the_last_success_and_does_not_hinder_another_try() -> None:
    state = FeedState(wishes=Wishes(ttl=DAY), last_success=NOW - DAY)
    assert wait(failed(), state=state) == wait(DATA)


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        (Wishes(skip_hours=frozenset({9, 10})), NOW.replace(hour=11)),
        (Wishes(skip_hours=frozenset(range(9, 24))), NOW.replace(day=19, hour=0)),
        (Wishes(skip_days=frozenset({1, 2})), NOW.replace(day=20, hour=0)),
        (Wishes(skip_hours=frozenset(range(23)), skip_days=frozenset({1})), NOW.replace(day=19, hour=23)),
        (Wishes(skip_days=frozenset(range(1, 7))), NOW.replace(day=24, hour=0)),
    ],
    ids=["an hour", "till midnight", "days", "hours and days", "till Monday"],
)
@pytest.mark.parametrize("success", [True, False], ids=["success", "failure"])
def test_skipped_hours_and_days_are_waited_for(wishes: Wishes, expected: datetime, *, success: bool) -> None:
    outcome = NotModified() if success else failed()
    assert NOW + wait(outcome, state=FeedState(wishes=wishes)) == expected


@pytest.mark.parametrize(
    "wishes",
    [
        Wishes(skip_hours=frozenset(range(24))),
        Wishes(skip_days=frozenset(range(7))),
        Wishes(skip_hours=frozenset({20})),
    ],
    ids=["all hours", "all days", "not now"],
)
def test_a_feed_that_skips_everything_or_another_hour_is_asked_as_usual(wishes: Wishes) -> None:
    assert wait(NotModified(), state=FeedState(wishes=wishes)) == wait(NotModified())


# failures


def test_a_failure_is_counted_and_leaves_the_rest_as_it_was() -> None:
    before = FeedState(
        validators=Validators(etag='"1"'),
        last_success=NOW - DAY,
        failures=1,
        failing_since=NOW - HOUR,
        wishes=Wishes(ttl=HOUR),
        rhythm=LIVELY,
        seen=Seen(body=b"body", entries=b"entries!"),
        move=Move(url=NEW, times=2),
    )
    after = after_poll(feed(), before, failed(), new=0, now=NOW)
    changed = replace(
        before,
        failures=2,
        next_poll=after.next_poll,
        problem=Reason.HTTP_ERROR,
        problem_detail="gazette.example has trouble (500)",
    )
    assert after == changed


def test_the_first_failure_of_a_spell_says_since_when() -> None:
    assert polls([failed(), failed(Reason.TIMED_OUT)]).failing_since == NOW
    assert polls([failed(), DATA]).failing_since is None


def test_failures_never_make_a_feed_be_polled_sooner_than_its_interval() -> None:
    assert wait(failed()) == wait(DATA)


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 5), (1, 10), (2, 20), (3, 40)], ids=["1st", "2nd", "3rd", "4th"]
)
def test_a_short_interval_doubles_with_each_failure(failures: int, seconds: int) -> None:
    waited = wait(failed(), of=feed(timedelta(seconds=5)), state=FeedState(failures=failures))
    assert waited == timedelta(seconds=seconds)


@pytest.mark.parametrize("failures", [9, 20, 10**6])
def test_the_back_off_ends_at_six_hours(failures: int) -> None:
    six = timedelta(hours=6)
    assert 0.9 * six <= wait(failed(), state=FeedState(failures=failures)) <= 1.1 * six


def test_a_feed_that_is_gone_is_stopped() -> None:
    after = polls([DATA, failed(Reason.GONE)])
    assert (after.stopped, after.next_poll, after.problem) == (True, None, Reason.GONE)


@pytest.mark.parametrize("reason", HOSTILE)
def test_the_third_hostile_failure_in_a_row_stops_a_feed(reason: Reason) -> None:
    assert not polls([failed(reason)] * 2).stopped
    after = polls([failed(Reason.BOMB), failed(Reason.TOO_LARGE), failed(reason)])
    assert (after.stopped, after.next_poll) == (True, None)


def test_a_success_or_an_ordinary_failure_between_hostile_ones_lets_a_feed_go_on() -> None:
    bomb = failed(Reason.BOMB)
    assert not polls([bomb, bomb, DATA, bomb, bomb]).stopped
    assert not polls([bomb, bomb, failed(), bomb]).stopped


@pytest.mark.parametrize("reason", ORDINARY)
def test_ordinary_failures_never_stop_a_feed(reason: Reason) -> None:
    assert not polls([failed(reason)] * 100).stopped


# an operator's retry


def test_a_retried_feed_is_due_at_once_and_keeps_what_is_known_of_it() -> None:
    before = replace(
        polls([DATA, *[failed(Reason.BOMB)] * 3]), validators=Validators(etag='"1"'), told=Reason.BOMB
    )
    assert before.stopped
    expected = replace(before, next_poll=NOW + DAY, stopped=False, failures=0)
    assert retried(before, NOW + DAY) == expected


def test_a_retried_hostile_feed_has_three_more_tries() -> None:
    bomb = failed(Reason.BOMB)
    again = retried(polls([bomb] * 3), NOW)
    assert [polls([bomb] * n, again).stopped for n in (1, 2, 3)] == [False, False, True]


# a feed that moves


def url_after(outcomes: Sequence[FetchOutcome]) -> str:
    return FeedForUpdate(feed=feed(), state=polls(outcomes)).url


FOLLOWED = (moved(NEW),) * 3


@pytest.mark.parametrize(
    ("outcomes", "url"),
    [
        ([moved(NEW)] * 2, HOME),
        (FOLLOWED, NEW),
        ([moved(NEW), failed(), moved(NEW), failed(), moved(NEW)], NEW),
        ([moved(NEW), moved(NEW), DATA, moved(NEW)], HOME),
        ([moved(NEW), moved(NEW), moved(NEWER), moved(NEWER)], HOME),
        ([moved(NEW), moved(NEWER), moved(NEWER), moved(NEWER)], NEWER),
        ([*FOLLOWED, *[DATA] * 50], NEW),
        ([*FOLLOWED, moved(NEWER), moved(NEWER)], NEW),
        ([*FOLLOWED, moved(NEWER), moved(NEWER), DATA, moved(NEWER)], NEW),
        ([*FOLLOWED, *[moved(NEWER)] * 3], NEWER),
        ([*FOLLOWED, *[moved(HOME)] * 3], HOME),
        ([moved(HOME)] * 3, HOME),
        ([*FOLLOWED, failed(), failed()], NEW),
        ([*FOLLOWED, failed(), failed(), DATA, failed()], NEW),
        ([*FOLLOWED, *[failed()] * 3], HOME),
        ([*FOLLOWED, failed(Reason.GONE)], HOME),
        ([*FOLLOWED, *[failed()] * 3, *FOLLOWED], NEW),
    ],
    ids=[
        "two redirects are a chance",
        "three are a move",
        "failures between do not count",
        "an answer at home starts anew",
        "another target starts anew",
        "the other target is followed in its turn",
        "once followed it stands",
        "a redirect from there is watched too",
        "and forgotten when it ends",
        "and followed in its turn",
        "and home again",
        "to where it is already",
        "two failures are a chance",
        "a success between forgets them",
        "three send the polls home",
        "so does a new address that is gone",
        "from where it may move again",
    ],
)
def test_a_feed_is_polled_where_it_has_moved_for_good(outcomes: Sequence[FetchOutcome], url: str) -> None:
    assert url_after(outcomes) == url


def test_a_feed_that_moved_back_home_has_not_moved() -> None:
    assert polls([*FOLLOWED, *[moved(HOME)] * 3]).move == Move()


def test_validators_of_a_new_address_are_not_shown_to_the_old_one() -> None:
    answered = NotModified(validators=Validators(etag='"new"'), terms=Terms(moved_to=NEW))
    assert polls([answered] * 3 + [failed()] * 2).validators == Validators(etag='"new"')
    assert polls([answered] * 3 + [failed()] * 3).validators == Validators()


# whatever comes

waits = st.none() | st.timedeltas(timedelta(0), timedelta(days=365))
terms = st.builds(
    Terms, fresh_for=waits, retry_after=waits, moved_to=st.sampled_from(["", "", NEW, NEWER, HOME])
)
wishes = st.builds(
    Wishes,
    ttl=waits,
    skip_hours=st.frozensets(st.integers(0, 23)),
    skip_days=st.frozensets(st.integers(0, 6)),
)
outcomes = st.one_of(
    st.builds(FeedData, entries=st.just(()), terms=terms, wishes=wishes),
    st.builds(NotModified, terms=terms),
    st.builds(
        FetchFailed, reason=st.sampled_from((*HOSTILE, *ORDINARY)), detail=st.just("trouble"), terms=terms
    ),
)
happenings = st.lists(
    st.tuples(outcomes, st.integers(0, 3), st.timedeltas(timedelta(0), timedelta(days=3))), max_size=12
)
feeds = st.builds(
    feed,
    interval=st.timedeltas(timedelta(seconds=1), timedelta(days=7)),
    name=st.text(min_size=1, max_size=5),
    longest=st.timedeltas(timedelta(0), timedelta(days=30)),
)


@given(feeds, happenings)
def test_the_next_poll_is_neither_early_nor_forgotten(
    polled: Feed, coming: Sequence[tuple[FetchOutcome, int, timedelta]]
) -> None:
    """Never inside what was asked for (at most a day), and never later than the longest of all waits."""
    state, now = FeedState(), NOW
    for outcome, new, late in coming:
        state = after_poll(polled, state, outcome, new=new, now=now)
        assert state.stopped == (state.next_poll is None)
        if state.next_poll is None:
            state = retried(state, now + late)
        else:
            asked = [outcome.terms.fresh_for, outcome.terms.retry_after]
            if not isinstance(outcome, FetchFailed):
                asked.append(state.wishes.ttl)
            earliest = max(min(ask or timedelta(0), DAY) for ask in asked)
            assert state.next_poll >= now + max(earliest, 0.9 * polled.interval)
            longest = max(DAY, 1.1 * polled.interval, 1.1 * polled.longest_interval)
            assert state.next_poll <= now + longest + skipped(state.wishes)
        assert state.next_poll is not None
        now = state.next_poll + late


def skipped(wishes: Wishes) -> timedelta:
    """The longest that skipped hours and days can add."""
    return timedelta(days=8) if wishes.skip_hours or wishes.skip_days else timedelta(0)


@given(feeds, happenings)
def test_no_poll_is_planned_in_an_hour_or_on_a_day_to_be_skipped(
    polled: Feed, coming: Sequence[tuple[FetchOutcome, int, timedelta]]
) -> None:
    state, now = FeedState(), NOW
    for outcome, new, late in coming:
        state = after_poll(polled, state, outcome, new=new, now=now)
        if state.next_poll is None:
            return
        hours, days = state.wishes.skip_hours, state.wishes.skip_days
        if len(hours) < 24 and len(days) < 7:
            assert state.next_poll.hour not in hours
            assert state.next_poll.weekday() not in days
        now = state.next_poll + late
