"""Names of hosts to addresses."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from aiohttp.abc import AbstractResolver, ResolveResult

from adapters.feeds.fetching.guard import Allowance, RefusedAddressError, may_connect

_THREADS = 32
"""Lookups at once: a dead name server holds one up for many seconds. The loop's own threads are few (6 on two
cores) and have other work."""


class GuardedNames(AbstractResolver):
    """Gives the addresses of a name where every one of them may be connected to.

    Raises `RefusedAddressError` otherwise: a good address beside a refused one is how a name server that
    changes its mind (DNS rebinding) begins.
    """

    def __init__(self, names: AbstractResolver, allowed: tuple[Allowance, ...]) -> None:
        self._names = names
        self._allowed = allowed

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        found = await self._names.resolve(host, port, family)
        for result in found:
            if not may_connect(result["host"], port, self._allowed):
                raise RefusedAddressError(result["host"])
        return found

    async def close(self) -> None:
        await self._names.close()


class SystemNames(AbstractResolver):
    """Asks as every program of the machine does (`getaddrinfo`), in threads of its own."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="names")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        look_up = partial(
            socket.getaddrinfo, host, port, family=family, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG
        )
        found = await asyncio.get_running_loop().run_in_executor(self._threads, look_up)
        return [
            ResolveResult(
                hostname=host, host=str(address[0]), port=port, family=kind, proto=protocol, flags=0
            )
            for kind, _, protocol, _, address in found
        ]

    async def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
