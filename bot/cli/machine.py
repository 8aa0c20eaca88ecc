"""What `wirewatch doctor` looks at on this machine."""

import asyncio
import os
import platform
import pyexpat
import socket
import sqlite3
import zoneinfo
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

from adapters.storage.readonly import ReadOnlyStore
from bot.core.channels import Channel
from bot.core.feeds import Feed
from bot.errors import StorageError
from bot.services.doctor import Check, Finding, Verdict

_EXPAT = (2, 6, 0)
"""Older ones take quadratic time for a large token (CVE-2023-52425); workers with limits parse the feeds."""
_LOOKUPS = 20
"""Names looked up at once."""
_LOOKUP_PATIENCE = 10.0


def versions() -> list[Finding]:
    """Python, and the libraries below it."""
    expat = ".".join(map(str, pyexpat.version_info))
    old = pyexpat.version_info < _EXPAT
    slow = f"{expat}, in which a hostile feed can be slow to read" if old else expat
    zones = len(zoneinfo.available_timezones())
    return [
        _finding(Check.PYTHON, platform.python_version()),
        _finding(
            Check.EXPAT,
            slow,
            verdict=Verdict.NOTICE if old else Verdict.WELL,
            way_out="Its worker is stopped after seconds; 2.6 or later needs none of that" if old else "",
        ),
        _sqlite(),
        _finding(Check.TIME_ZONES, f"{zones} known")
        if zones
        else _broken(Check.TIME_ZONES, "none is known", "Install tzdata"),
    ]


def _sqlite() -> Finding:
    with closing(sqlite3.connect(":memory:")) as memory:
        if memory.execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')").fetchone() == (1,):
            return _finding(Check.SQLITE, f"{sqlite3.sqlite_version} with FTS5")
    problem = f"{sqlite3.sqlite_version} without FTS5, which search needs"
    return _broken(Check.SQLITE, problem, "Use a Python whose SQLite has it")


def database(path: Path) -> tuple[Finding, Mapping[Channel, str]]:
    """Whether the bot can write it, and the ids of channels in it. Only reads; the bot may be running."""
    folder = path.absolute().parent
    if not path.exists():
        return _unmade(path, next(place for place in (folder, *folder.parents) if place.exists())), {}
    try:
        learned = asyncio.run(_channel_ids(path))
    except StorageError as error:
        return _broken(Check.DATABASE, f"{error.subject} {error.problem}", error.hint), {}
    for place in (path, folder):
        if not os.access(place, os.W_OK):
            problem = f"{place} cannot be written"
            return _broken(Check.DATABASE, problem, "Give the bot's user the right to"), learned
    return _finding(Check.DATABASE, f"{path} can be read and written"), learned


async def _channel_ids(path: Path) -> Mapping[Channel, str]:
    store = ReadOnlyStore(path)
    try:
        return await store.transact(lambda records: records.deliveries.channel_ids())
    finally:
        await store.close()


def _unmade(path: Path, place: Path) -> Finding:
    if os.access(place, os.W_OK):
        return _finding(Check.DATABASE, f"{path} is not there yet, and can be made")
    problem = f"{path} is not there, and {place} cannot be written"
    return _broken(Check.DATABASE, problem, "Give the bot's user the right to")


async def feed_hosts(feeds: Iterable[Feed]) -> Finding:
    """Whether the names of the feeds' hosts are known to the name server."""
    hosts = {host for feed in feeds if (host := urlsplit(feed.url).hostname)}
    turns = asyncio.Semaphore(_LOOKUPS)
    known = dict(zip(hosts, await asyncio.gather(*(_known(host, turns) for host in hosts)), strict=True))
    unknown = sorted(host for host in hosts if not known[host])
    if not unknown:
        return _finding(Check.FEED_HOSTS, f"{len(hosts)} found")
    shown = ", ".join(unknown[:10]) + (f" and {len(unknown) - 10} more" if len(unknown) > 10 else "")
    return _broken(Check.FEED_HOSTS, f"not found: {shown}", "Check the addresses, and the name server")


async def _known(host: str, turns: asyncio.Semaphore) -> bool:
    try:
        async with turns, asyncio.timeout(_LOOKUP_PATIENCE):
            await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):  # a name server that does not answer in time, too
        return False
    return True


def _finding(check: Check, detail: str, *, verdict: Verdict = Verdict.WELL, way_out: str = "") -> Finding:
    return Finding(subject=None, check=check, verdict=verdict, detail=detail, way_out=way_out)


def _broken(check: Check, detail: str, way_out: str) -> Finding:
    return _finding(check, detail, verdict=Verdict.MEND, way_out=way_out)
