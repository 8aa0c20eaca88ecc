"""What operators are told of a feed: once when trouble starts, once when it is over."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.feeds import (
    Feed,
    FeedData,
    FeedId,
    FeedState,
    FetchFailed,
    FetchOutcome,
    Move,
    NotModified,
    Rhythm,
    Terms,
)
from bot.core.health import decide_notice
from bot.core.notices import Notice, notice_id
from bot.core.reasons import Reason
from bot.core.schedule import after_poll, retried

NOW = datetime(2025, 11, 18, 9, 0, tzinfo=UTC)  # a Tuesday
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
NEW = "https://news.gazette.example/feed"
NEWER = "https://feeds.gazette.example/all"
FEED = Feed(
    id=FeedId("gazette"), url="https://gazette.example/feed", name="The Gazette", interval=15 * MINUTE
)
DATA = FeedData(entries=())
DOWN = FetchFailed(reason=Reason.UNREACHABLE, detail="gazette.example does not answer")
BOMB = FetchFailed(reason=Reason.BOMB, detail="gazette.example sent a body that swells without measure")
GONE = FetchFailed(reason=Reason.GONE, detail="gazette.example says that the feed is gone for good (410)")
MOVED = NotModified(terms=Terms(moved_to=NEW))
ON = NotModified(terms=Terms(moved_to=NEWER))


class Desk:
    """One feed, polled when a test says so, and what operators hear of it."""

    def __init__(self, state: FeedState) -> None:
        self.state = state
        self.told: list[Notice] = []

    def poll(self, outcome: FetchOutcome, now: datetime, new: int = 0) -> None:
        after = after_poll(FEED, self.state, outcome, new=new, now=now)
        self.state, notice = decide_notice(FEED, self.state, after, now)
        self.told.extend([notice] if notice else [])

    def polls(self, outcomes: Sequence[FetchOutcome], every: timedelta = 20 * MINUTE) -> "Desk":
        for n, outcome in enumerate(outcomes):
            self.poll(outcome, NOW + n * every)
        return self

    @property
    def reasons(self) -> list[Reason]:
        return [notice.reason for notice in self.told]


LIVELY = FeedState(last_success=NOW, rhythm=Rhythm(gap=10 * MINUTE, gaps=100, last_news=NOW))


@pytest.fixture
def desk() -> Desk:
    return Desk(LIVELY)


def test_a_feed_that_is_well_is_not_spoken_of(desk: Desk) -> None:
    assert desk.polls([DATA] * 50).told == []


def test_a_trouble_is_told_once_and_its_end_once(desk: Desk) -> None:
    assert desk.polls([DATA, *[DOWN] * 20, *[DATA] * 5]).reasons == [Reason.UNREACHABLE, Reason.WELL_AGAIN]


def test_the_next_trouble_is_told_again(desk: Desk) -> None:
    assert desk.polls([*[DOWN] * 5, DATA, *[DOWN] * 5]).reasons == [
        Reason.UNREACHABLE,
        Reason.WELL_AGAIN,
        Reason.UNREACHABLE,
    ]


@pytest.mark.parametrize(
    ("failures", "every", "told"),
    [(2, DAY, 0), (3, 15 * MINUTE, 1), (3, 14 * MINUTE, 0), (20, MINUTE, 0), (31, MINUTE, 1)],
)
def test_a_trouble_is_three_failures_over_half_an_hour(
    desk: Desk, failures: int, every: timedelta, told: int
) -> None:
    assert len(desk.polls([DOWN] * failures, every).told) == told


def test_a_short_trouble_is_never_spoken_of(desk: Desk) -> None:
    assert desk.polls([DOWN, DOWN, DATA] * 10).told == []


def test_a_trouble_that_changes_its_reason_is_still_the_same(desk: Desk) -> None:
    assert desk.polls([*[DOWN] * 3, *[BOMB] * 2, GONE]).reasons == [Reason.UNREACHABLE]


def test_a_feed_that_is_gone_is_told_at_once(desk: Desk) -> None:
    assert desk.polls([GONE]).reasons == [Reason.GONE]


def test_a_hostile_feed_is_told_when_it_is_stopped(desk: Desk) -> None:
    assert desk.polls([BOMB] * 3, every=MINUTE).reasons == [Reason.BOMB]


def test_a_feed_stopped_retried_and_well_is_told_as_well(desk: Desk) -> None:
    desk.polls([GONE])
    desk.state = retried(desk.state, NOW + DAY)
    desk.poll(GONE, NOW + DAY)
    desk.state = retried(desk.state, NOW + 2 * DAY)
    desk.poll(DATA, NOW + 2 * DAY)
    assert desk.reasons == [Reason.GONE, Reason.WELL_AGAIN]


def test_a_move_is_told_when_it_is_first_followed(desk: Desk) -> None:
    desk.polls([*[MOVED] * 3, *[DATA] * 5, *[ON] * 3, *[DATA] * 5])
    assert desk.reasons == [Reason.MOVED, Reason.MOVED]
    assert [NEW in desk.told[0].detail, NEWER in desk.told[1].detail] == [True, True]


def test_a_recovery_that_comes_with_a_move_is_told_after_it(desk: Desk) -> None:
    assert desk.polls([MOVED, *[DOWN] * 5]).reasons == [Reason.UNREACHABLE]
    desk.state = replace(desk.state, move=Move(url=NEW, times=2))
    desk.poll(MOVED, NOW + DAY)
    desk.poll(DATA, NOW + DAY + HOUR)
    assert desk.reasons == [Reason.UNREACHABLE, Reason.MOVED, Reason.WELL_AGAIN]


def test_going_back_to_the_operators_address_is_part_of_the_trouble(desk: Desk) -> None:
    desk.polls([*[MOVED] * 3, *[DOWN] * 3, DATA, *[MOVED] * 3])
    assert desk.reasons == [Reason.MOVED, Reason.UNREACHABLE, Reason.WELL_AGAIN, Reason.MOVED]


def test_silence_is_told_once_and_its_end_once(desk: Desk) -> None:
    desk.polls([NotModified()] * 30, every=HOUR)
    assert desk.reasons == [Reason.FELL_QUIET]
    desk.poll(DATA, NOW + 31 * HOUR, new=1)
    assert desk.reasons == [Reason.FELL_QUIET, Reason.WELL_AGAIN]


def test_failures_of_a_quiet_feed_are_the_same_trouble(desk: Desk) -> None:
    desk.polls([*[NotModified()] * 30, *[DOWN] * 30, *[NotModified()] * 5], every=HOUR)
    assert desk.reasons == [Reason.FELL_QUIET]


def test_the_time_in_which_a_feed_was_down_is_no_silence_of_its_own(desk: Desk) -> None:
    desk.polls([*[DOWN] * 50, *[NotModified()] * 5], every=HOUR)
    assert desk.reasons == [Reason.UNREACHABLE, Reason.WELL_AGAIN]


def test_a_feed_that_comes_back_is_well_again_before_its_silence_is_spoken_of(desk: Desk) -> None:
    desk.state = replace(desk.state, rhythm=replace(desk.state.rhythm, last_news=NOW - 30 * HOUR))
    assert desk.polls([*[DOWN] * 5, DATA]).reasons == [Reason.UNREACHABLE, Reason.WELL_AGAIN]


def test_details_say_what_since_when_and_the_way_out(desk: Desk) -> None:
    down, well_again = desk.polls([*[DOWN] * 3, DATA], every=HOUR).told
    assert down.detail == (
        "gazette.example does not answer; failing since 18 Nov 2025, 09:00 UTC; asked again by itself, "
        "or at once by `wirewatch feeds retry gazette`"
    )
    assert well_again.detail == "it can be read again; it had failed since 18 Nov 2025, 09:00 UTC"


def test_a_stopped_feed_says_how_to_start_it(desk: Desk) -> None:
    assert desk.polls([GONE]).told[0].detail == (
        "gazette.example says that the feed is gone for good (410); failing since 18 Nov 2025, 09:00 UTC; "
        "not asked any more: once that is mended, run `wirewatch feeds retry gazette`"
    )


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        (20 * timedelta(seconds=1), "every minute or so"),
        (10 * MINUTE, "every 10 minutes or so"),
        (HOUR, "every hour or so"),
        (2 * DAY, "every 2 days or so"),
    ],
)
def test_silence_is_told_with_the_usual_gap(gap: timedelta, words: str) -> None:
    desk = Desk(FeedState(last_success=NOW, rhythm=Rhythm(gap=gap, gaps=9, last_news=NOW)))
    desk.poll(NotModified(), NOW + 30 * DAY)
    assert "nothing new since 18 Nov 2025, 09:00 UTC" in desk.told[0].detail
    assert words in desk.told[0].detail


def test_a_notice_names_its_feed_and_can_be_derived_again(desk: Desk) -> None:
    notice = desk.polls([GONE]).told[0]
    assert (notice.feed, notice.name, notice.at) == ("gazette", "The Gazette", NOW)
    assert notice.id == notice_id(FEED.id, Reason.GONE, NOW)
    others = [
        (FeedId("other"), Reason.GONE, NOW),
        (FEED.id, Reason.BOMB, NOW),
        (FEED.id, Reason.GONE, NOW + HOUR),
    ]
    assert len({notice.id, *(notice_id(*other) for other in others)}) == 4


outcomes = st.sampled_from([DATA, NotModified(), MOVED, ON, DOWN, BOMB, GONE])
happenings = st.lists(
    st.tuples(outcomes, st.sampled_from([0, 0, 1]), st.sampled_from([timedelta(0), HOUR, 5 * DAY])),
    max_size=40,
)


@given(happenings)
def test_trouble_and_its_end_take_turns(coming: Sequence[tuple[FetchOutcome, int, timedelta]]) -> None:
    """Whatever happens; and operators know of a trouble exactly while it has been told and not ended."""
    desk, now = Desk(LIVELY), NOW
    for outcome, new, late in coming:
        desk.poll(outcome, now, new)
        turns = [reason for reason in desk.reasons if reason is not Reason.MOVED]
        assert all((reason is Reason.WELL_AGAIN) == bool(n % 2) for n, reason in enumerate(turns))
        assert (desk.state.told is not None) == bool(len(turns) % 2)
        if desk.state.stopped:
            assert desk.state.told is not None
            desk.state = retried(desk.state, now)
        assert desk.state.next_poll is not None
        now = desk.state.next_poll + late
    assert len({notice.id for notice in desk.told}) == len(desk.told)
