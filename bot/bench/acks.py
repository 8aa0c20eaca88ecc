"""How fast commands are acknowledged by the bot itself, in a process of its own, while all else is slow.

Slack and Discord give three seconds. The database is locked by somebody else, a hundred feeds drip, and
stand-ins for both platforms ask as many questions at once; then Slack's has connection after connection
replaced. In real time: it takes about a minute and a half.
"""

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from time import sleep

from bot.bench.desks import farm, progress
from bot.bench.feed_farm import address
from bot.bench.slack_stand_in import CHANNEL
from bot.bench.stand_ins import StandIn, stand_in
from bot.errors import PlatformUnreachable

_COMMANDS = 200
"""To each platform, beside one another."""
_EVERY = 0.05
"""Seconds: twenty commands a second."""
_REFRESHES = 200
_REFRESH_EACH = 0.25
_FEEDS = 100
_UNDER_WAY = 2.0
"""Seconds until the feeds are asked and have begun to drip."""
_PATIENCE = 15.0
_LOG = "log"
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "PYTHONPATH", "VIRTUAL_ENV", "SYSTEMROOT")
"""Of the environment: no tokens, no proxy, no faults."""
_FILES = {
    "wirewatch.yaml": "database: {database}\nstatus_page: false\nfetch: {{allow_private: [127.0.0.0/8]}}\n",
    "channels.yaml": 'channels: {{"slack:#desk": {channel}}}\n',
    "entities/places.yaml": "entities:\n  - {{id: harbour, name: Harbour, kind: country}}\n",
    "watchlists/desk.yaml": "watches:\n  - id: summit\n    name: Harbour summit\n"
    "    event: {{kind: summit, parties: [harbour]}}\n    match: {{all: [summit]}}\n"
    '    channels: ["slack:#desk"]\n',
}


def run(
    data: Path | None, *, commands: int = _COMMANDS, refreshes: int = _REFRESHES, feeds: int = _FEEDS
) -> Mapping[str, object]:
    """Of each platform: how many commands were asked, acked and answered, and after how many milliseconds.

    `locked` is while the database was locked, `refreshed` while Slack's connections were replaced. `data` is
    not looked at. Raises `PlatformUnreachable` where the bot does not come up.
    """
    del data
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="wirewatch-bench-")))
        port, _ = stack.enter_context(farm("bot.bench.drips", feeds))
        slack = stack.enter_context(stand_in("bot.bench.slack_stand_in"))
        discord = stack.enter_context(stand_in("bot.bench.discord_stand_in"))
        config = _configured(folder, port, feeds)
        stack.enter_context(_bot(config, slack, discord))
        _connected(config / _LOG, slack, discord)
        progress("begin to drip", feeds)
        sleep(_UNDER_WAY)
        with _locked(folder / "wirewatch.db"):
            progress("drip, and the database is locked", feeds)
            for platform in (slack, discord):
                platform.begin("ask", count=commands, every=_EVERY)
            sleep(commands * _EVERY)
        locked = {"slack": slack.ended(), "discord": discord.ended()}
        progress("drip, and Slack's connections are replaced", feeds)
        slack.begin("refresh", times=refreshes, each=_REFRESH_EACH, every=_EVERY)
        return {"locked": locked, "refreshed": slack.ended()}


def _configured(folder: Path, port: int, feeds: int) -> Path:
    config = folder / "config"
    for name, text in _FILES.items():
        file = config / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.format(database=folder / "wirewatch.db", channel=CHANNEL), encoding="utf-8")
    lines = (
        f"  - {{id: f{n}, name: f{n}, url: 'http://{address(n)}:{port}/drip/{n}'}}\n" for n in range(feeds)
    )
    (config / "feeds.yaml").write_text(f"feeds:\n{''.join(lines)}", encoding="utf-8")
    return config


@contextmanager
def _bot(config: Path, slack: StandIn, discord: StandIn) -> Iterator[None]:
    """`wirewatch run`, which logs into a file beside its configuration."""
    environ = {name: os.environ[name] for name in _KEPT if name in os.environ} | {
        "SLACK_BOT_TOKEN": "xoxb-made-up",
        "SLACK_APP_TOKEN": "xapp-made-up",
        "SLACK_API_URL": slack.base,
        "DISCORD_TOKEN": "made-up",
        "DISCORD_API_URL": f"{discord.base}api",
        "DISCORD_GATEWAY_URL": f"{discord.base.replace('http', 'ws', 1)}gateway",
    }
    command = [sys.executable, "-c", "from bot.cli import main; main()", "run", "--config", str(config)]
    with (config / _LOG).open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - our own
            command, cwd=config.parent, env=environ, stdin=subprocess.DEVNULL, stderr=log
        )
        try:
            yield
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()


def _connected(log: Path, *platforms: StandIn) -> None:
    for platform in platforms:
        platform.begin("connect")
        if not platform.ended()["connected"]:
            last = log.read_text("utf-8", "replace").strip().rpartition("\n")[2]
            raise PlatformUnreachable("bench acks", f"the bot did not connect: {last}")


@contextmanager
def _locked(database: Path) -> Iterator[None]:
    """Another process, such as a back-up, holds the lock that every write needs."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")
