"""Sockets that stop a flood: what an answer is wrapped in is bounded, too, and not only what it holds.

aiohttp reads interim answers and chunk extensions without end, and shows none of them to its caller.
"""

import socket


class FloodError(OSError):
    """More came than any answer that is read could need."""


class MeteredSocket(socket.socket):
    """Receives at most `limit` bytes between two sendings. Raises `FloodError`."""

    __slots__ = ("_got", "_limit")

    def __init__(
        self, family: int, kind: int, protocol: int, fileno: int | None = None, *, limit: int
    ) -> None:
        super().__init__(family, kind, protocol, fileno)
        self._limit = limit
        self._got = 0

    def send(self, *given: object) -> int:
        self._got = 0
        return super().send(*given)  # type: ignore[arg-type]

    def recv(self, size: int, flags: int = 0) -> bytes:  # for http
        data = super().recv(size, flags)
        self._count(len(data))
        return data

    def recv_into(self, *given: object) -> int:  # for https
        count = super().recv_into(*given)  # type: ignore[arg-type]
        self._count(count)
        return count

    def _count(self, size: int) -> None:
        self._got += size
        if self._got > self._limit:
            raise FloodError("the server sends without end")
