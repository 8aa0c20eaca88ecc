"""Killed at every named point, and at any other moment, the bot loses nothing and tells nothing twice."""

import ast
import asyncio
import json
import signal
import sqlite3
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any
from urllib.request import Request, urlopen

import pytest
import pytest_asyncio
from aiohttp import web
from anyio import to_thread

from bot.faults import FaultPoint
from fakes.happenings import (
    MOST,
    Entry,
    Happening,
    Shown,
    on_discord,
    on_slack,
    rss,
    wrong_with,
    wrong_with_digests,
)
from fakes.nursery import Nursery, nursery
from fakes.processes import running
from fakes.wirewatch import CAPPED, CHANNELS, run, write_configuration

_ROOT = Path(__file__).parents[2]
_RECOVERY = (FaultPoint.RECOVER_SUSPECTED, FaultPoint.RECOVER_SEARCHED)
_AS_IT_LEAVES = tuple(point for point in FaultPoint if point.startswith("deliver."))
_MORE_THAN_AN_HOUR = timedelta(minutes=70)
_A_NIGHT = 5
"""So many of them are longer than quiet hours."""
_LATEST = 30
"""Entries that a feed shows, as others do."""
_BRINGING_A_PICTURE = (
    "chat.postMessage",
    "upload",
    "files.completeUploadExternal",
    "files.getUploadURLExternal",
)
"""What a reply with a picture asks of Slack: the reply itself first."""
_ENTRIES_A_SECOND = 50
_ENTRIES_A_HAPPENING = 300
_WINDOW = 600
"""Entries that the busy feed shows beside those that are told of: the last 12 seconds."""
_LONGEST_LIFE = 6.0
_KILLS_A_RECOVERY = 4
_LATE = {"one_in": 4, "seconds": 5.0}
_SETTLE = "6s"


def test_every_fault_point_is_reached_somewhere_and_nowhere_twice() -> None:
    reached: Counter[str] = Counter()
    for path in (*_ROOT.glob("bot/**/*.py"), *_ROOT.glob("adapters/**/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "faults.reach":
                reached[ast.unparse(node.args[0]).removeprefix("FaultPoint.")] += 1
    assert reached == Counter(point.name for point in FaultPoint)


def test_no_happening_shares_a_word_of_its_own_with_another() -> None:
    """Else two are joined by their words, and told once."""
    ordinary = {"India", "and", "Russia:", "summit"}
    told = (Happening(number).first() for number in range(MOST, 1_000))
    words = Counter(
        word for entry in told for word in {*f"{entry.title} {entry.body}".replace(".", "").split()}
    )
    assert {word for word, times in words.items() if times > 1} == ordinary


class Feed:
    """A feed on loopback whose entries a test decides."""

    def __init__(self) -> None:
        self.entries: Callable[[], list[Entry]] = list
        self._runner = web.AppRunner(web.Application(), access_log=None)
        self.url = ""

    async def start(self) -> None:
        self._runner.app.router.add_get("/feed.xml", self._serve)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/feed.xml"

    async def close(self) -> None:
        await self._runner.cleanup()

    async def _serve(self, _: web.Request) -> web.Response:
        return web.Response(text=rss(self.entries()), content_type="application/rss+xml")


class World:
    """A feed, both platforms, and what a fresh process needs to find them."""

    def __init__(self, folder: Path, born: Nursery, slack: str, discord: str) -> None:
        self.announced: list[Happening] = []
        self.dated: list[Happening] = []
        self.log = folder / "wirewatch.log"
        self._folder = folder
        self._born = born
        self._slack, self._discord = slack, discord
        self._ahead = timedelta()
        self._environ = {
            "SLACK_BOT_TOKEN": "xoxb-test",
            "SLACK_APP_TOKEN": "xapp-test",
            "SLACK_API_URL": slack,
            "DISCORD_TOKEN": "discord-test",
            "DISCORD_API_URL": f"{discord}api/v10",
            "DISCORD_GATEWAY_URL": f"{discord}gateway".replace("http", "ws", 1),
        }

    def configure(
        self, feed: Feed, *, settle: str = "1s", channels: str = CHANNELS, pictures: bool = False
    ) -> None:
        write_configuration(
            self._folder,
            {"harbour": feed.url},
            database=self._folder / "wirewatch.db",
            settle=settle,
            channels=channels,
            pictures=pictures,
        )

    def entries(self) -> list[Entry]:
        return [happening.first() for happening in self.announced] + [h.second() for h in self.dated]

    def happen(self) -> bool:
        """Announce a summit, or give the last one its days: an edit and a reply; which of the two it was."""
        if len(self.dated) < min(len(self.announced), MOST):
            self.dated.append(self.announced[-1])
            return True
        self.announced.append(Happening(len(self.announced)))
        return False

    def announce(self, count: int) -> None:
        self.announced += map(Happening, range(len(self.announced), len(self.announced) + count))

    async def passes(self, span: timedelta) -> None:
        """Set the clocks of the platforms, and of each process from now on, ahead by that much."""
        self._ahead += span
        await self.order("ahead", seconds=self._ahead.total_seconds())

    async def noon(self) -> None:
        """Wait for the next one, by these clocks."""
        now = datetime.now(UTC) + self._ahead
        noon = datetime.combine(now.date() + timedelta(days=1), time(12), UTC)
        await self.passes(noon - now)

    async def start(self, *args: str, fault: str = "") -> None:
        await self._born.start(
            "run",
            *("--config", str(self._folder / "config")),
            *args,
            environ=self._environ | {"WIREWATCH_FAULT": fault},
            cwd=self._folder,
            log=self.log,
            ahead=self._ahead.total_seconds(),
        )

    async def dies_at(self, fault: str) -> bool:
        """Whether a run was killed at that point; else it has ended in order."""
        await self.start("--once", fault=fault)
        code = await self._born.ended()
        assert code in (0, -signal.SIGKILL), self.log.read_text(encoding="utf-8")[-4_000:]
        return code == -signal.SIGKILL

    async def dies_later_at(self, fault: str) -> bool:
        """`dies_at` when an hour has passed."""
        await self.passes(_MORE_THAN_AN_HOUR)
        return await self.dies_at(fault)

    async def dies_asking_slack(self, method: str) -> None:
        """Slack does not answer that call, and the process is killed meanwhile."""
        await self.order_slack("faults", method=method, mode="hang")
        asked = await self._asked(method)
        await self.start("--once")
        end = asyncio.create_task(self._born.ended())
        while await self._asked(method) == asked:
            assert not end.done(), self.log.read_text(encoding="utf-8")[-4_000:]
        self._born.kill()
        assert await end == -signal.SIGKILL

    async def _asked(self, method: str) -> int:
        calls = await to_thread.run_sync(_ask, f"{self._slack}_fake/calls")
        return [call["method"] for call in calls].count(method)

    async def lives(self, seconds: float) -> None:
        """Let the process that was started live so long, then kill it."""
        end = asyncio.create_task(self._born.ended())
        early, _ = await asyncio.wait({end}, timeout=seconds)
        assert not early, self.log.read_text(encoding="utf-8")[-4_000:]
        self._born.kill()
        assert await end == -signal.SIGKILL

    async def ends_well(self) -> None:
        """The command itself, started once more, brings everything to its end; the database is whole."""
        arguments = ("run", "--config", str(self._folder / "config"), "--once")
        ended = await to_thread.run_sync(lambda: run(*arguments, environ=self._environ, cwd=self._folder))
        assert ended.returncode == 0, ended.stderr
        assert self.stored("PRAGMA integrity_check") == [("ok",)]

    async def ends_well_by_and_by(self) -> None:
        """With what is held for a later hour."""
        left = "SELECT id, state FROM deliveries WHERE state NOT IN ('sent', 'superseded')"
        for _ in range(_A_NIGHT):
            assert not await self.dies_later_at("")
            if not self.stored(left):
                break
        assert self.stored(left) == []
        assert self.stored("PRAGMA integrity_check") == [("ok",)]

    def stored(self, query: str) -> list[tuple[Any, ...]]:
        database = sqlite3.connect(self._folder / "wirewatch.db")
        try:
            return database.execute(query).fetchall()
        finally:
            database.close()

    def shown(self) -> tuple[tuple[Shown, ...], tuple[Shown, ...]]:
        slack, discord = (_ask(f"{url}_fake/messages") for url in (self._slack, self._discord))
        return on_slack(slack), on_discord(discord)

    async def order(self, what: str, **details: Any) -> list[Any]:
        """The answers of both platforms."""
        urls = (f"{self._slack}_fake/{what}", f"{self._discord}_fake/{what}")
        return [await to_thread.run_sync(_ask, url, details) for url in urls]

    async def order_slack(self, what: str, **details: Any) -> None:
        await to_thread.run_sync(_ask, f"{self._slack}_fake/{what}", details)


def _ask(url: str, details: dict[str, Any] | None = None) -> Any:
    body = None if details is None else json.dumps(details).encode()
    request = Request(url, data=body, headers={"Content-Type": "application/json"})  # noqa: S310 - our own fake
    with urlopen(request, timeout=30) as answer:  # noqa: S310
        return json.loads(answer.read() or b"null")


@pytest.fixture(scope="module")
def platforms() -> Iterator[tuple[str, str]]:
    with running("fakes.slack_server") as slack, running("fakes.discord_server") as discord:
        yield slack, discord


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def born() -> AsyncIterator[Nursery]:
    async with nursery() as own:
        yield own


@pytest.fixture
def world(tmp_path: Path, born: Nursery, platforms: tuple[str, str]) -> World:
    for url in platforms:
        _ask(f"{url}_fake/reset", {})
    return World(tmp_path, born, *platforms)


@pytest_asyncio.fixture(loop_scope="module")
async def feed() -> AsyncIterator[Feed]:
    own = Feed()
    await own.start()
    yield own
    await own.close()


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("point", FaultPoint)
async def test_killed_at_a_point_nothing_is_lost_and_nothing_repeated(
    world: World, feed: Feed, point: FaultPoint, pytestconfig: pytest.Config
) -> None:
    """At its first passing or a later one: at a message, an edit, a reply, of one platform or the other."""
    feed.entries = world.entries
    world.configure(feed)
    kills, wanted = 0, pytestconfig.getoption("--kills")
    while kills < wanted:
        passing = 1 + kills // 2 % (4 if world.happen() else 2)
        if point in _RECOVERY and not await world.dies_at(f"{FaultPoint.DELIVER_ANSWERED}:{passing}"):
            continue
        passing = passing if point.startswith("deliver.") else 1
        kills += await world.dies_at(f"{point}:{passing}")
    await world.ends_well()
    for shown in world.shown():
        assert wrong_with(shown, world.announced, world.dated) == []


@pytest.mark.asyncio(loop_scope="module")
async def test_killed_as_digests_leave_each_story_is_told_in_one_message(
    world: World, feed: Feed, pytestconfig: pytest.Config
) -> None:
    """More happens than its hour has room for: the rest is held for a digest an hour later.

    Killed at the digests of both platforms, while more comes in to be held, and as they are looked for.
    """
    feed.entries = lambda: world.entries()[-_LATEST:]
    world.configure(feed, channels=CAPPED)
    await world.noon()
    wanted = (pytestconfig.getoption("--kills") + 1) // 2
    for number, point in enumerate(_AS_IT_LEAVES):
        kills = 0
        while kills < wanted:
            world.announce(3)
            assert not await world.dies_later_at("")
            world.announce(1)
            killed = await world.dies_later_at(f"{point}:{1 + (number + kills) % 2}")
            if killed and point is FaultPoint.DELIVER_ANSWERED:
                for later in _RECOVERY:
                    assert await world.dies_later_at(later)
            kills += killed
    await world.ends_well_by_and_by()
    for shown in world.shown():
        assert wrong_with_digests(shown, world.announced) == []
    digests = world.stored("SELECT attempts, reason FROM deliveries WHERE digest_id IS NOT NULL")
    sys.stderr.write(f"digests, by requests and how they ended: {Counter(digests)}\n")
    assert (1, "found_in_history") in digests


@pytest.mark.asyncio(loop_scope="module")
async def test_a_digest_whose_answer_was_lost_is_found_by_its_key(world: World, feed: Feed) -> None:
    """It is shown up to a second after its connection was lost."""
    feed.entries = world.entries
    world.configure(feed, channels=CAPPED)
    await world.noon()
    world.announce(3)
    assert not await world.dies_at("")
    await world.order("late", one_in=1, seconds=1)
    assert not await world.dies_later_at("")
    told = [happening.words for happening in world.announced]
    assert await world.order("until", texts=told, seconds=20) == [{"missing": []}] * 2
    assert not await world.dies_later_at("")
    found = world.stored("SELECT state, reason FROM deliveries WHERE digest_id IS NOT NULL")
    assert found == [("sent", "found_in_history")] * 2  # of Slack's and of Discord's
    for shown in world.shown():
        assert wrong_with_digests(shown, world.announced) == []


@pytest.mark.asyncio(loop_scope="module")
async def test_killed_while_a_picture_is_on_its_way_the_reply_is_told_once(
    world: World, feed: Feed, pytestconfig: pytest.Config
) -> None:
    """Between its steps, and between its upload and the reply that shows it."""
    now = datetime.now(UTC)
    feed.entries = lambda: [
        replace(entry, published=now - timedelta(hours=1 if entry.outlet == "courier" else 3))
        for entry in world.entries()
    ]
    world.configure(feed, pictures=True)
    await world.order_slack("scopes", grant=["files:write"])
    for kill in range(min(pytestconfig.getoption("--kills"), MOST)):
        assert not world.happen()
        assert not await world.dies_at("")
        assert world.happen()
        await world.dies_asking_slack(_BRINGING_A_PICTURE[kill % len(_BRINGING_A_PICTURE)])
    await world.ends_well()
    for shown in world.shown():
        assert wrong_with(shown, world.announced, world.dated) == []
        replies = [message for message in shown if message.thread]
        assert all("Reports over time: 2 " in reply.text for reply in replies)


class BusyFeed:
    """50 entries a second; of 300 one announces a summit, and one gives its days."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._began = asyncio.get_running_loop().time()
        self._notes: list[Entry] = []
        self._made = 0
        self.still = False

    def __call__(self) -> list[Entry]:
        passed = asyncio.get_running_loop().time() - self._began
        while not self.still and self._made < passed * _ENTRIES_A_SECOND:
            self._make(self._made)
            self._made += 1
        return self._world.entries() + self._notes[-_WINDOW:]

    def _make(self, number: int) -> None:
        if number % (_ENTRIES_A_HAPPENING // 2) == 0:
            self._world.happen()
            return
        words = Happening(100_000 + number).words
        title = f"Harbour notes {number}: {words}"
        self._notes.append(Entry(title=title, body=f"Boats of {words}.", outlet="harbour"))


@pytest.mark.asyncio(loop_scope="module")
async def test_random_kills_under_load(world: World, feed: Feed, pytestconfig: pytest.Config) -> None:
    """At any moment, while messages are shown up to five seconds after their connection was lost.

    What a few kills have left is told soon after a start, and at the end everything stands there once.
    """
    seed, within = pytestconfig.getoption("--seed"), pytestconfig.getoption("--recovered-within")
    random = Random(seed)  # noqa: S311 -- to be repeated
    busy = BusyFeed(world)
    feed.entries = busy
    world.configure(feed, settle=_SETTLE)
    await world.order("late", **_LATE)
    took: list[float] = []
    for number in range(1, pytestconfig.getoption("--random-kills") + 1):
        busy()
        left = [h.words for h in world.announced] + [h.days for h in world.dated]
        began = asyncio.get_running_loop().time()
        await world.start()
        if number % _KILLS_A_RECOVERY == 0:
            answers = await world.order("until", texts=left, seconds=within)
            assert answers == [{"missing": []}] * 2
            took.append(asyncio.get_running_loop().time() - began)
        await world.lives(random.uniform(0, _LONGEST_LIFE))
    busy.still = True
    await world.ends_well()
    late = f"recovered within {max(took, default=0):.1f} s"
    sys.stderr.write(f"seed {seed}: {len(world.announced)} messages, {len(world.dated)} changes, {late}\n")
    for shown in world.shown():
        assert wrong_with(shown, world.announced, world.dated) == []
