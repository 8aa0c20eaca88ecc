"""A client under fire: `python -m fakes.bombed <base URL> <name>...` asks for all names at once.

Prints, as JSON: what came of each and after how many seconds, by how many bytes the process grew at most, and
the longest time for which the event loop was held up.
"""

import asyncio
import json
import resource
import sys
from urllib.parse import urlsplit

from adapters.feeds.fetching.guard import allow
from adapters.feeds.fetching.http import Failure, GuardedHttp, HttpSettings, Request


def _peak() -> int:
    """Bytes of memory that the process had at most so far."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


async def _watch(lags: list[float]) -> None:
    clock = asyncio.get_running_loop().time
    while True:
        before = clock()
        await asyncio.sleep(0.005)
        lags.append(clock() - before - 0.005)


async def bombed(base: str, names: list[str]) -> dict[str, object]:
    port = urlsplit(base).port
    settings = HttpSettings(allowed=(allow("127.0.0.1", port),), per_host=len(names))
    clock = asyncio.get_running_loop().time
    ends: dict[str, tuple[str, str, float]] = {}

    async def ask(name: str) -> None:
        started = clock()
        answer = await http.get(Request(url=f"{base}/{name}"))
        told = (answer.reason, answer.detail) if isinstance(answer, Failure) else ("read", str(answer.status))
        ends[name] = (*told, round(clock() - started, 2))

    async with GuardedHttp(settings) as http:
        before, lags = _peak(), list[float]()
        watch = asyncio.create_task(_watch(lags))
        await asyncio.gather(*(ask(name) for name in names))
        watch.cancel()
    return {"ends": ends, "grown": _peak() - before, "lag": max(lags)}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(bombed(sys.argv[1], sys.argv[2:]))))  # noqa: T201 - for the parent
