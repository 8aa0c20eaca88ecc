"""Killed at every named point, again and again, the bot loses nothing and tells nothing twice."""

import ast
import json
import signal
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping
from itertools import count
from pathlib import Path
from random import Random
from urllib.request import urlopen

import pytest
import pytest_asyncio
from anyio import to_thread

from adapters.feeds.samples import SampleServer
from bot.faults import FaultPoint
from fakes.processes import running
from fakes.wirewatch import run, write_configuration

_ROOT = Path(__file__).parents[2]
_RECOVERY = (FaultPoint.RECOVER_SUSPECTED, FaultPoint.RECOVER_SEARCHED)

_SYLLABLES = ("ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "wu", "za")


def test_every_fault_point_is_reached_somewhere_and_nowhere_twice() -> None:
    reached: Counter[str] = Counter()
    for path in (*_ROOT.glob("bot/**/*.py"), *_ROOT.glob("adapters/**/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "faults.reach":
                reached[ast.unparse(node.args[0]).removeprefix("FaultPoint.")] += 1
    assert reached == Counter(point.name for point in FaultPoint)


class World:
    """A feed that grows, both platforms, and what a fresh process needs to find them."""

    def __init__(self, folder: Path, feeds: SampleServer, slack: str, discord: str) -> None:
        self.headlines: list[str] = []
        self._folder = folder
        self._slack, self._discord = slack, discord
        self._numbers = count()
        self.publish()
        urls = dict(feeds.feeds)
        self._config = write_configuration(folder, urls, database=folder / "wirewatch.db")

    def publish(self) -> None:
        """One more entry, about a happening of its own."""
        n = next(self._numbers)
        headline = f"India and Russia: {_made_up(n)} summit, part {n:04}"
        self.headlines.append(headline)
        items = "".join(
            f"<item><title>{text}</title><guid>{text}</guid>"
            f"<link>https://harbour.example/{number}</link>"
            f"<pubDate>{1 + number % 28:02} {_month(number)} GMT</pubDate></item>"
            for number, text in enumerate(self.headlines)
        )
        feed = f'<rss version="2.0"><channel><title>Harbour</title>{items}</channel></rss>'
        (self._folder / "feeds" / "harbour.xml").write_text(feed, encoding="utf-8")

    async def run(self, fault: str = "") -> int:
        """One process until it ends or is killed; its exit code, negative for a signal."""
        environ = {
            "SLACK_BOT_TOKEN": "xoxb-test",
            "SLACK_APP_TOKEN": "xapp-test",
            "SLACK_API_URL": self._slack,
            "DISCORD_TOKEN": "discord-test",
            "DISCORD_API_URL": f"{self._discord}api/v10",
            "DISCORD_GATEWAY_URL": f"{self._discord}gateway".replace("http", "ws", 1),
            "WIREWATCH_FAULT": fault,
        }
        command = ("run", "--config", str(self._config), "--once")
        ended = await to_thread.run_sync(lambda: run(*command, environ=environ, cwd=self._folder))
        assert ended.returncode in (0, -signal.SIGKILL), ended.stderr
        return ended.returncode

    def shown(self) -> Mapping[str, Counter[str]]:
        """How often each headline stands on each platform."""
        return {
            "slack": self._count(_messages(f"{self._slack}_fake/messages")),
            "discord": self._count(_messages(f"{self._discord}_fake/messages")),
        }

    def _count(self, messages: list[object]) -> Counter[str]:
        texts = [json.dumps(message, ensure_ascii=False) for message in messages]
        return Counter({h: sum(h in text for text in texts) for h in self.headlines})


def _made_up(number: int) -> str:
    """Words of no other headline, so that no two are reports of one story."""
    random = Random(number)  # noqa: S311 -- the same in every process
    return " ".join("".join(random.choices(_SYLLABLES, k=4)) for _ in range(6))


def _month(number: int) -> str:
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{months[number % 12]} {2000 + number // 12} 10:00:00"


def _messages(url: str) -> list[object]:
    with urlopen(url, timeout=10) as answer:  # noqa: S310 - our own fake on loopback
        messages = json.load(answer)
    return list(messages["messages"] if isinstance(messages, dict) else messages)


@pytest.fixture
def platforms() -> Iterator[tuple[str, str]]:
    with running("fakes.slack_server") as slack, running("fakes.discord_server") as discord:
        yield slack, discord


@pytest_asyncio.fixture
async def world(tmp_path: Path, platforms: tuple[str, str]) -> AsyncIterator[World]:
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds" / "harbour.xml").write_text("", encoding="utf-8")
    feeds = SampleServer(tmp_path / "feeds")
    await feeds.start()
    yield World(tmp_path, feeds, *platforms)
    await feeds.close()


@pytest.mark.parametrize("point", FaultPoint)
async def test_killed_at_a_point_nothing_is_lost_and_nothing_repeated(
    world: World, point: FaultPoint, pytestconfig: pytest.Config
) -> None:
    kills = 0
    while kills < pytestconfig.getoption("--kills"):
        world.publish()
        if point in _RECOVERY:
            assert await world.run(FaultPoint.DELIVER_ANSWERED) == -signal.SIGKILL
        kills += await world.run(point) == -signal.SIGKILL
    assert await world.run() == 0
    everything_once = Counter(dict.fromkeys(world.headlines, 1))
    assert world.shown() == {"slack": everything_once, "discord": everything_once}
