"""Thirty days of polling on a clock of its own: nobody is asked too early, operators hear what matters."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from adapters.storage.memory.entries import MemoryEntries
from adapters.storage.memory.feeds import MemoryFeeds
from bot.core.feeds import (
    Feed,
    FeedData,
    FeedForUpdate,
    FeedId,
    FetchFailed,
    FetchOutcome,
    NotModified,
    Terms,
    Wishes,
)
from bot.core.health import decide_notice
from bot.core.notices import Notice
from bot.core.reasons import Reason
from bot.core.schedule import after_poll

START = datetime(2025, 11, 3, tzinfo=UTC)  # a Monday
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
END = START + 30 * DAY
SHORTEST = 5 * MINUTE
LONGEST = 6 * HOUR
NEW_HOME = "https://new.example/feed"

Answer = Callable[[datetime, str], FetchOutcome | None]
"""What a server says to a request for an address, instead of giving the feed."""


def every(gap: timedelta, since: datetime = START, until: datetime = END) -> tuple[datetime, ...]:
    return tuple(since + n * gap for n in range((until - since) // gap))


def day(number: float) -> datetime:
    return START + number * DAY


def as_usual(_now: datetime, _url: str) -> None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    at: datetime
    url: str
    allowed: datetime
    """Before this moment the server does not want another one, as it answers."""


@dataclass(slots=True, kw_only=True)
class Server:
    """One feed's: publishes at its times, and writes down who asked when."""

    name: str
    news: Sequence[datetime] = ()
    terms: Terms = field(default_factory=Terms)
    wishes: Wishes = field(default_factory=Wishes)
    instead: Answer = as_usual
    log: list[Request] = field(default_factory=list)
    read_until: datetime = START

    @property
    def feed(self) -> Feed:
        return Feed(
            id=FeedId(self.name),
            url=f"https://{self.name}.example/feed",
            name=self.name,
            interval=SHORTEST,
            longest_interval=LONGEST,
        )

    def answer(self, url: str, now: datetime) -> tuple[FetchOutcome, int]:
        """And how many entries are new to who has read all of before."""
        outcome = self.instead(now, url) or self._feed(now)
        ttl = self.wishes.ttl if not isinstance(outcome, FetchFailed) else None
        asked = (outcome.terms.fresh_for, outcome.terms.retry_after, ttl)
        self.log.append(Request(at=now, url=url, allowed=now + max(ask or timedelta(0) for ask in asked)))
        if isinstance(outcome, FetchFailed):
            return outcome, 0
        new = bisect_right(self.news, now) - bisect_right(self.news, self.read_until)
        self.read_until = now
        return outcome, new

    def _feed(self, now: datetime) -> FetchOutcome:
        if self.log and bisect_right(self.news, now) == bisect_right(self.news, self.read_until):
            return NotModified(terms=self.terms)
        return FeedData(entries=(), terms=self.terms, wishes=self.wishes)

    def waits(self, since: datetime = START, until: datetime = END) -> list[timedelta]:
        times = [request.at for request in self.log if since <= request.at < until]
        return [later - earlier for earlier, later in pairwise(times)]


def failure(reason: Reason, retry_after: timedelta | None = None) -> FetchFailed:
    return FetchFailed(reason=reason, detail="trouble", terms=Terms(retry_after=retry_after))


def busy(now: datetime, _url: str) -> FetchOutcome | None:
    """Too much to do in the first minutes of every third hour, and asks for peace with the feed as well."""
    if now.hour % 3:
        return None
    if now.minute < 10:
        return failure(Reason.HTTP_ERROR, retry_after=90 * MINUTE)
    return NotModified(terms=Terms(retry_after=25 * MINUTE)) if now.minute < 20 else None


def between(start: float, end: float, outcome: FetchOutcome) -> Answer:
    return lambda now, _url: outcome if day(start) <= now < day(end) else None


def moving(now: datetime, url: str) -> FetchOutcome | None:
    """The old address leads to the new one for ten days, then answers no more."""
    if url == NEW_HOME or now < day(8):
        return None
    if now < day(18):
        return FeedData(entries=(), terms=Terms(moved_to=NEW_HOME))
    return failure(Reason.HTTP_ERROR)


def servers() -> tuple[Server, ...]:
    office_hours = [at for at in every(HOUR) if at.weekday() < 5 and 6 <= at.hour < 20]
    burst = every(5 * MINUTE, day(17), day(17.5))
    return (
        Server(name="wire", news=every(10 * MINUTE)),
        Server(name="paper", news=office_hours),
        Server(name="blog", news=every(7 * DAY, day(1))),
        Server(name="burst", news=sorted({*every(7 * DAY, day(1)), *burst})),
        Server(
            name="wishes",
            news=every(30 * MINUTE),
            wishes=Wishes(ttl=HOUR, skip_hours=frozenset(range(6)), skip_days=frozenset({6})),
        ),
        Server(name="cached", news=every(20 * MINUTE), terms=Terms(fresh_for=2 * HOUR)),
        Server(name="busy", news=every(15 * MINUTE), instead=busy),
        Server(name="gone", news=every(HOUR), instead=between(10, 99, failure(Reason.GONE))),
        Server(name="hostile", news=every(HOUR), instead=between(5, 99, failure(Reason.BOMB))),
        Server(name="down", news=every(HOUR), instead=between(12, 14, failure(Reason.UNREACHABLE))),
        Server(name="moving", news=every(HOUR), instead=moving),
        Server(name="quiet", news=(*every(30 * MINUTE, START, day(15)), *every(30 * MINUTE, day(25)))),
    )


class Desk:
    """Polls whatever is due. All it knows of the past is in the records."""

    def __init__(self, records: MemoryFeeds, servers: Sequence[Server]) -> None:
        self._records = records
        self._servers: Mapping[FeedId, Server] = {server.feed.id: server for server in servers}
        records.sync(server.feed for server in servers)

    def run(self, start: datetime, end: datetime) -> Iterator[Notice]:
        now = start
        while now < end:
            for feed in self._records.due(now, limit=1000):
                yield from self._poll(self._servers[feed], now)
            times = [s.next_poll for s in self._records.states().values() if s.next_poll and not s.stopped]
            now = max(min(times, default=end), now)

    def _poll(self, server: Server, now: datetime) -> Iterator[Notice]:
        feed, before = server.feed, self._records.states()[server.feed.id]
        outcome, new = server.answer(FeedForUpdate(feed=feed, state=before).url, now)
        after = after_poll(feed, before, outcome, new=new, now=now)
        after, notice = decide_notice(feed, before, after, now)
        self._records.save({feed.id: after})
        if notice:
            yield notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    servers: Mapping[str, Server]
    notices: Sequence[Notice]


@pytest.fixture(scope="module")
def month() -> Month:
    all_servers = servers()
    desk = Desk(MemoryFeeds(MemoryEntries()), all_servers)
    notices = list(desk.run(START, END))
    return Month(servers={server.name: server for server in all_servers}, notices=notices)


def test_no_server_is_asked_while_it_wants_to_be_left_alone(month: Month) -> None:
    asked = [pair for server in month.servers.values() for pair in pairwise(server.log)]
    assert sum(earlier.allowed > earlier.at for earlier, _ in asked) > 500
    assert [later for earlier, later in asked if later.at < earlier.allowed] == []


def test_no_server_is_asked_more_often_than_the_operator_said(month: Month) -> None:
    assert min(wait for server in month.servers.values() for wait in server.waits()) >= 0.9 * SHORTEST


def test_no_server_is_asked_in_the_hours_and_on_the_days_that_it_skips(month: Month) -> None:
    wishes = month.servers["wishes"]
    later = wishes.log[1:]  # the first answer is the one that says so
    assert len(later) > 300
    assert {request.at.hour for request in later} == set(range(6, 24))
    assert {request.at.weekday() for request in later} == {0, 1, 2, 3, 4, 5}


def test_a_lively_feed_is_asked_at_the_shortest_interval(month: Month) -> None:
    assert max(month.servers["wire"].waits()) <= 1.1 * SHORTEST


def test_a_weekly_blog_is_asked_at_the_longest_interval(month: Month) -> None:
    """From two days after each issue on; in the hours after one there may be more."""
    blog = month.servers["blog"]
    waits = [wait for week in (1, 8, 15, 22) for wait in blog.waits(day(week + 2), day(week + 7))]
    assert 0.9 * LONGEST <= min(waits) <= max(waits) <= 1.1 * LONGEST
    assert len(blog.log) < 400


def test_a_feed_that_fell_quiet_slows_down(month: Month) -> None:
    assert min(month.servers["quiet"].waits(day(21), day(25))) >= HOUR


def test_a_burst_speeds_a_slow_feed_up_at_once(month: Month) -> None:
    burst = month.servers["burst"]
    assert min(burst.waits(day(16), day(17))) >= HOUR
    first = next(request.at for request in burst.log if request.at >= day(17))
    during = burst.waits(first, day(17.5))
    assert len(during) > 50
    assert max(during) <= 1.1 * SHORTEST


def test_a_stopped_feed_is_not_asked_again(month: Month) -> None:
    assert sum(request.at >= day(10) for request in month.servers["gone"].log) == 1
    assert sum(request.at >= day(5) for request in month.servers["hostile"].log) == 3


def test_a_server_that_is_down_is_asked_less_and_less_often(month: Month) -> None:
    waits = month.servers["down"].waits(day(12), day(14))
    assert waits == sorted(waits)
    assert len(waits) < 20


def test_a_feed_that_moved_is_asked_at_its_new_address_alone(month: Month) -> None:
    old = month.servers["moving"].feed.url
    assert sum(request.url == old and request.at >= day(8) for request in month.servers["moving"].log) == 3


def test_operators_hear_of_each_trouble_once_and_of_its_end_once(month: Month) -> None:
    told = [(notice.feed, notice.reason, (notice.at - START).days) for notice in month.notices]
    assert told == [
        ("hostile", Reason.BOMB, 5),
        ("moving", Reason.MOVED, 8),
        ("gone", Reason.GONE, 10),
        ("down", Reason.UNREACHABLE, 12),
        ("down", Reason.WELL_AGAIN, 14),
        ("quiet", Reason.FELL_QUIET, 15),
        ("quiet", Reason.WELL_AGAIN, 25),
    ]


@pytest.mark.parametrize("restarts", [100])
def test_restarts_make_no_requests(restarts: int) -> None:
    """A hundred in an hour ask for exactly what one bot that runs through asks for."""
    logs = []
    for runs in (1, restarts):
        records, all_servers = MemoryFeeds(MemoryEntries()), servers()
        part = HOUR / runs
        for n in range(runs):
            list(Desk(records, all_servers).run(START + n * part, START + (n + 1) * part))
        logs.append({server.name: len(server.log) for server in all_servers})
    assert logs[0] == logs[1]
    assert sum(logs[0].values()) > 50
