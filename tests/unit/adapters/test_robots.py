"""What a robots.txt means for Wirewatch, how long it is believed, and the pace between requests."""

import asyncio
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.feeds.articles.pace import Pace
from adapters.feeds.articles.robots import Robots, Rules
from adapters.feeds.fetching.http import Answer, Failure, Request
from bot.core.reasons import Reason

DAY, HOUR = 86_400.0, 3_600.0
PAGE = "https://gazette.example/news/ferry"


class HandClock:
    """Seconds that pass only by waiting, or by hand."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.waited: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.now += seconds


@dataclass
class Site:
    """Answers every request alike, and remembers them."""

    answer: Answer | Failure
    asked: list[Request] = field(default_factory=list)

    async def get(self, request: Request) -> Answer | Failure:
        self.asked.append(request)
        return self.answer


def text(body: str) -> Answer:
    return Answer(status=200, url="https://gazette.example/robots.txt", body=body.encode())


def failure(status: int | None, reason: Reason = Reason.HTTP_ERROR) -> Failure:
    return Failure(reason=reason, detail="gazette.example has trouble", status=status)


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /news/", False),
        ("User-agent: *\nDisallow: /news/\nAllow: /news/ferry", True),
        ("User-agent: *\nDisallow: /*ferry$", False),
        ("User-agent: other\nDisallow: /", True),
        ("User-agent: Wire\nDisallow: /", True),
        ("user-agent: WIREWATCH\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
        ("User-agent: Wirewatch/2.0\nDisallow: /", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Wirewatch\nDisallow: /admin", True),
        ("User-agent: other\nUser-agent: wirewatch # us\nDisallow: /", False),
        ("Disallow: /", True),
        ("<!doctype html><html><body>Not found</body></html>", True),
        ("User-agent: *\r\nDisallow: /\r\n", False),
    ],
)
def test_the_group_that_names_us_counts_else_the_one_for_all(robots: str, *, allowed: bool):
    assert Rules(robots).allow(PAGE) is allowed


@pytest.mark.parametrize(
    ("robots", "delay"),
    [
        ("", 0),
        ("User-agent: *\nCrawl-delay: 10", 10),
        ("User-agent: *\nCrawl-delay: 86400", 30),
        ("User-agent: *\nCrawl-delay: soon", 0),
        ("User-agent: *\nCrawl-delay: -5", 0),
        ("User-agent: other\nCrawl-delay: 10", 0),
    ],
)
def test_a_delay_is_obeyed_up_to_half_a_minute(robots: str, delay: float):
    assert Rules(robots).delay == delay


@given(st.text())
def test_any_text_is_rules_of_some_kind(robots: str):
    assert Rules(robots).allow(PAGE) in (True, False)


def test_agents_by_the_thousand_with_rules_by_the_thousand_are_read_once():
    """Each rule is kept once for each agent of its group: here 100 million times, were they told apart."""
    agents = "".join(f"User-agent: a{n}\n" for n in range(10_000))
    assert Rules(agents + "".join(f"Disallow: /b{n}\n" for n in range(10_000))).allow(PAGE)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451, 304])
async def test_a_site_without_robots_txt_allows_all(status: int):
    """RFC 9309: a 4xx of any kind is "unavailable"."""
    rules = await Robots(Site(failure(status)), seconds=HandClock()).rules(PAGE)
    assert isinstance(rules, Rules)
    assert rules.allow(PAGE)


@pytest.mark.parametrize(
    "answer",
    [
        failure(500),
        failure(503),
        failure(429),
        failure(None, Reason.TIMED_OUT),
        failure(None, Reason.TOO_LARGE),
    ],
)
async def test_a_site_whose_robots_txt_cannot_be_read_is_left_alone_for_an_hour(answer: Failure):
    clock, site = HandClock(), Site(answer)
    robots = Robots(site, seconds=clock)
    assert await robots.rules(PAGE) is answer
    clock.now += HOUR - 1
    assert await robots.rules(PAGE) is answer
    assert len(site.asked) == 1
    clock.now += 1
    site.answer = text("")
    assert isinstance(await robots.rules(PAGE), Rules)


async def test_rules_are_believed_for_a_day_and_for_each_site_by_itself():
    clock, site = HandClock(), Site(text("User-agent: *\nDisallow: /"))
    robots = Robots(site, seconds=clock)
    for url in (
        PAGE,
        "https://GAZETTE.example/other",
        "http://gazette.example/",
        "https://gazette.example:8443/",
    ):
        await robots.rules(url)
    clock.now += DAY - 1
    await robots.rules(PAGE)
    assert [request.url for request in site.asked] == [
        "https://gazette.example/robots.txt",
        "http://gazette.example/robots.txt",
        "https://gazette.example:8443/robots.txt",
    ]
    clock.now += 1
    await robots.rules(PAGE)
    assert len(site.asked) == 4


async def test_what_stands_behind_the_first_500_kib_is_not_obeyed():
    body = "User-agent: *\n" + "#" * 500 * 1024 + "\nDisallow: /\n"
    rules = await Robots(Site(text(body)), seconds=HandClock()).rules(PAGE)
    assert isinstance(rules, Rules)
    assert rules.allow(PAGE)


async def test_only_the_sites_asked_last_are_kept():
    site = Site(text(""))
    robots = Robots(site, seconds=HandClock())
    for n in range(501):
        await robots.rules(f"https://site-{n}.example/")
    await robots.rules("https://site-500.example/")
    assert len(site.asked) == 501
    await robots.rules("https://site-0.example/")
    assert len(site.asked) == 502


@given(st.lists(st.tuples(st.sampled_from("ab"), st.floats(0, 40), st.floats(0, 30)), max_size=20))
def test_between_two_starts_at_a_host_lies_the_pause(visits: list[tuple[str, float, float]]):
    """Each visit is a host, how long after the one before it is asked for, and the pause it asks for."""
    clock = HandClock()
    pace = Pace(seconds=clock, wait=clock.wait)
    allowed: dict[str, float] = {}

    async def visit_all() -> None:
        for host, after, pause in visits:
            clock.now += after
            async with pace.turn(host):
                assert await pace.begin(host, pause)
            assert clock.now >= allowed.get(host, 0.0) - 1e-6
            allowed[host] = clock.now + pause

    asyncio.run(visit_all())
    assert all(seconds > 0 for seconds in clock.waited)


async def test_two_requests_to_a_host_take_turns():
    clock = HandClock()
    pace = Pace(seconds=clock, wait=clock.wait)
    order: list[str] = []
    first_is_in, may_leave = asyncio.Event(), asyncio.Event()

    async def first() -> None:
        async with pace.turn("a"):
            first_is_in.set()
            await may_leave.wait()
            order.append("first leaves")

    async def second() -> None:
        await first_is_in.wait()
        async with pace.turn("a"):
            order.append("second enters")

    async def other() -> None:
        await first_is_in.wait()
        async with pace.turn("b"):
            order.append("another host")
        may_leave.set()

    await asyncio.gather(first(), second(), other())
    assert order == ["another host", "first leaves", "second enters"]


async def test_a_long_rest_is_not_waited_for():
    clock = HandClock()
    pace = Pace(seconds=clock, wait=clock.wait)
    pace.rest("a", 3_600)
    assert not await pace.begin("a", 2)
    assert clock.waited == []
    clock.now += 3_590
    assert await pace.begin("a", 2)
    assert clock.waited == [10]


async def test_only_the_hosts_asked_last_have_a_pace():
    clock = HandClock()
    pace = Pace(seconds=clock, wait=clock.wait)
    for n in range(1_001):
        await pace.begin(f"host-{n}.example", 5)
    await pace.begin("host-0.example", 5)
    assert clock.waited == []
    await pace.begin("host-1000.example", 5)
    assert clock.waited == [5]
