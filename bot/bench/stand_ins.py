"""Stand-ins for the platforms, in processes of their own, so that what is measured shares no loop with them.

A stand-in prints its base URL, then carries out orders, one JSON object a line, and answers each with
another. It ends with the pipe that it reads from.
"""

import asyncio
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import web

Order = Callable[..., Awaitable[Mapping[str, object]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """The side that gives orders."""

    base: str
    """As `http://127.0.0.1:1234/`."""
    process: subprocess.Popen[str]

    def begin(self, order: str, **given: float) -> None:
        assert self.process.stdin  # noqa: S101 - for the types: it was opened with pipes
        self.process.stdin.write(f"{json.dumps({'order': order, **given})}\n")
        self.process.stdin.flush()

    def ended(self) -> Mapping[str, Any]:
        """What the order that was begun has come to, once it is carried out."""
        assert self.process.stdout  # noqa: S101 - as above
        return dict(json.loads(self.process.stdout.readline()))


@contextmanager
def stand_in(module: str) -> Iterator[StandIn]:
    command = [sys.executable, "-m", module]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own
        try:
            base = process.stdout.readline().strip() if process.stdout else ""
            yield StandIn(base=base, process=process)
        finally:
            process.terminate()


async def serve(app: web.Application, ready: Callable[[str], None], orders: Mapping[str, Order]) -> None:
    """The side that carries them out; `ready` is told the base URL."""
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    ready(base)
    _tell(base)
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        given = json.loads(line)
        _tell(json.dumps(await orders[given.pop("order")](**given)))
    await runner.cleanup()


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
