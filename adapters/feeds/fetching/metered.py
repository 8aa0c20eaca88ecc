"""Sockets that stop a flood: what an answer is wrapped in is bounded, too, and not only what it holds.

aiohttp reads interim answers, chunk extensions and chunks of a byte without end, and shows none of them to
its caller. Here what comes must keep step with what of it is read as a body.
"""

import socket
from collections.abc import AsyncGenerator
from weakref import WeakValueDictionary

import aiohttp

_AHEAD = 2**20
"""Bytes that may come before any of the body is read: headers, and what aiohttp reads ahead (some 400 KB)."""
_WRAPPING = 2
"""Bytes that may come for each one of the body: chunks of real servers add a hundredth."""


class FloodError(OSError):
    """More came than any answer that is read could need."""


class MeteredSocket(socket.socket):
    """Receives a megabyte after each sending, and as much more as `earn` allows. Raises `FloodError`."""

    __slots__ = ("_left",)

    def __init__(self, family: int, kind: int, protocol: int, fileno: int | None = None) -> None:
        super().__init__(family, kind, protocol, fileno)
        self._left = _AHEAD

    def earn(self, size: int) -> None:
        """So many bytes of the body have been read."""
        self._left += _WRAPPING * size

    def send(self, *given: object) -> int:
        self._left = _AHEAD
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
        self._left -= size
        if self._left < 0:
            raise FloodError("the server sends without end")


class Meters:
    """The open sockets, found again by the answers that come over them."""

    def __init__(self) -> None:
        self._sockets: WeakValueDictionary[int, MeteredSocket] = WeakValueDictionary()

    def make(self, family: int, kind: int, protocol: int) -> MeteredSocket:
        made = MeteredSocket(family, kind, protocol)
        self._sockets[made.fileno()] = made
        return made

    async def read(self, response: aiohttp.ClientResponse) -> AsyncGenerator[bytes, None]:
        """The body as it travels, piece by piece."""
        meter = self._of(response)
        async for piece in response.content.iter_any():
            if meter is not None:
                meter.earn(len(piece))
            yield piece

    def _of(self, response: aiohttp.ClientResponse) -> MeteredSocket | None:
        """None where all of the answer has come already, and its connection is free for another."""
        transport = response.connection and response.connection.transport
        if transport is None:
            return None
        return self._sockets.get(transport.get_extra_info("socket").fileno())
