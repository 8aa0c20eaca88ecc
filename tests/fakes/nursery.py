"""Many `wirewatch` processes for the price of one: each is forked from a process that has imported it all.

Importing is most of what a start costs. A child runs the command's `main` as the command itself does, with an
environment, a folder and streams of its own, and nothing of the bot has run before it in its parent. Its
clock may be ahead of ours: what waits for hours is killed like the rest.

Run as `python -m fakes.nursery`: for each order (a line of JSON) it prints the child's process id, and its
exit code once it has ended, negative for a signal.
"""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from fakes.wirewatch import clean_environ

_TESTS = Path(__file__).resolve().parents[1]


class Nursery:
    """One child at a time."""

    def __init__(self, parent: Process) -> None:
        self._parent = parent
        self._child = 0

    async def start(
        self, *args: str, environ: Mapping[str, str], cwd: Path, log: Path, ahead: float = 0.0
    ) -> None:
        """`wirewatch args` under way, its clock seconds ahead; both its streams are appended to `log`."""
        order = {"args": args, "environ": dict(environ), "cwd": str(cwd), "log": str(log), "ahead": ahead}
        assert self._parent.stdin is not None
        self._parent.stdin.write(json.dumps(order).encode() + b"\n")
        self._child = await self._number()

    async def ended(self) -> int:
        """The child's exit code, once it has ended by itself or by a signal."""
        code = await self._number()
        self._child = 0
        return code

    def kill(self) -> None:
        """SIGKILL the child; `ended` tells when it is gone."""
        if self._child:
            os.kill(self._child, signal.SIGKILL)

    async def _number(self) -> int:
        assert self._parent.stdout is not None
        return int(await self._parent.stdout.readline())


@asynccontextmanager
async def nursery() -> AsyncIterator[Nursery]:
    """What is still under way at the end is killed."""
    parent = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "fakes.nursery",
        cwd=_TESTS.parent,
        env=clean_environ() | {"PYTHONPATH": str(_TESTS)},
        stdin=PIPE,
        stdout=PIPE,
    )
    own = Nursery(parent)
    try:
        yield own
    finally:
        own.kill()
        assert parent.stdin is not None
        parent.stdin.close()
        await parent.wait()


def _become(order: dict[str, Any]) -> None:
    """What a shell does before it starts a command; never returns."""
    for stream, target, mode in ((0, os.devnull, os.O_RDONLY), (1, order["log"], os.O_WRONLY | os.O_APPEND)):
        opened = os.open(target, mode | os.O_CREAT, 0o600)
        os.dup2(opened, stream)
        os.close(opened)
    os.dup2(1, 2)
    os.chdir(order["cwd"])
    os.environ |= order["environ"]
    sys.argv = ["wirewatch", *order["args"]]
    _set_clock(timedelta(seconds=order["ahead"]))
    _main()


def _set_clock(ahead: timedelta) -> None:
    """The bot's one clock; timeouts are by another, which nobody sets."""
    from bot.app.parts import SystemClock

    SystemClock.now = lambda _: datetime.now(UTC) + ahead


def _main() -> None:
    """Imported here: by the processes that run it, and not by the tests."""
    from bot.cli.main import main

    main()


def _serve() -> None:
    for module in ("adapters.discord", "adapters.slack", "bot.app.running", "bot.cli.main"):
        import_module(module)
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _become(json.loads(line))
        print(child, flush=True)  # noqa: T201 - for who ordered it
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201


if __name__ == "__main__":
    _serve()
