"""A server of hostile feeds on loopback, in a process of its own: `python -m bot.bench.hostile_farm HOSTS`.

It prints its port and ends with the pipe that it reads from. `/good/<n>` is a feed, `/drip` and the names in
`KINDS` are what should harm nobody but themselves.
"""

import asyncio
import contextlib
import gzip
import sys
from collections.abc import Awaitable, Callable, Mapping

from bot.bench.feed_farm import address

Visit = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

_OPENING = b'<rss version="2.0"><channel><title>x</title>'
_CLOSING = b"</channel></rss>"
_DRIP_SECONDS = 0.5
"""Between two bytes of a drip."""


def _bomb() -> bytes:
    return gzip.compress(_OPENING + b" " * (200 << 20) + _CLOSING, 9)


def _members() -> bytes:
    return gzip.compress(b"") * 100_000


def _laughs() -> bytes:
    levels = b"".join(b'<!ENTITY l%d "%s">' % (n + 1, b"&l%d;" % n * 10) for n in range(9))
    return (
        b'<!DOCTYPE r [<!ENTITY l0 "ha">'
        + levels
        + b"]>"
        + _OPENING
        + b"<item><title>&l9;</title></item>"
        + _CLOSING
    )


def _deep() -> bytes:
    return _OPENING + b"<item>" + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</item>" + _CLOSING


def _swarm() -> bytes:
    return _OPENING + b"<item><title>x</title></item>" * 60_000 + _CLOSING


def _comments() -> bytes:
    return _OPENING + b"<item><title>x</title><description>" + b"<!--" * 450_000


def _attributes() -> bytes:
    named = b" ".join(b'a%d="x"' % number for number in range(100_000))
    return _OPENING + b"<item " + named + b"><title>x</title></item>" + _CLOSING


def _token() -> bytes:
    return _OPENING + b"<item><title>" + b"x" * (9 << 20) + b"</title></item>" + _CLOSING


def _unclosed() -> bytes:
    return _OPENING + b"<item><author>" + b"a@b (" * 100_000


def _noise() -> bytes:
    return bytes(range(256)) * 8_000


KINDS: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "bomb": (_bomb, "gzip"),
    "members": (_members, "gzip"),
    "laughs": (_laughs, ""),
    "deep": (_deep, ""),
    "swarm": (_swarm, ""),
    "comments": (_comments, ""),
    "attributes": (_attributes, ""),
    "token": (_token, ""),
    "unclosed": (_unclosed, ""),
    "noise": (_noise, ""),
}
"""Body and Content-Encoding by name."""


class _Farm:
    def __init__(self) -> None:
        self._bodies = {name: (make(), encoding) for name, (make, encoding) in KINDS.items()}
        self._asked = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            while True:
                request = await reader.readuntil(b"\r\n\r\n")
                await self._answer(request.split(b" ", 2)[1].decode().strip("/"), writer)
        writer.close()

    async def _answer(self, path: str, writer: asyncio.StreamWriter) -> None:
        name = path.partition("/")[0]
        if name == "drip":
            await drip(writer)
        elif name == "endless":
            await _endless(writer)
        elif name == "headers":
            writer.write(b"HTTP/1.1 200 OK\r\n" + b"X-Much: %s\r\n" % (b"x" * 7_000) * 500 + b"\r\n")
        elif name == "good":
            self._asked += 1
            _whole(writer, self._good(path))
        else:
            _whole(writer, *self._bodies[name])
        await writer.drain()

    def _good(self, path: str) -> bytes:
        item = f"<item><title>Report {self._asked}</title><guid>{path}-{self._asked}</guid></item>"
        return _OPENING + item.encode() + _CLOSING


def _whole(writer: asyncio.StreamWriter, body: bytes, encoding: str = "") -> None:
    coded = f"Content-Encoding: {encoding}\r\n" if encoding else ""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\n{coded}Content-Length: {len(body)}\r\n\r\n"
    writer.write(head.encode() + body)


async def drip(writer: asyncio.StreamWriter) -> None:
    """An answer that comes a byte at a time, until whoever asked goes away."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(_DRIP_SECONDS)


async def _endless(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        writer.write(b" " * 65_536)
        await writer.drain()


async def serve(hosts: int, visit: Visit) -> None:
    """Listen on so many addresses until standard input ends; print the port."""
    names = [address(number) for number in range(hosts)]
    first = await asyncio.start_server(visit, names[0], 0)
    port = first.sockets[0].getsockname()[1]
    if names[1:]:
        await asyncio.start_server(visit, names[1:], port)
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), _Farm().serve))
