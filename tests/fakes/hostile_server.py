"""A server that means harm: `python -m fakes.hostile_server`; its first line is its base URL.

It speaks over a bare socket, since no web framework would send such answers. Each path of `BOMBS` is one of
them; `/raw/<hex>` answers with exactly these bytes.
"""

import asyncio
import contextlib
import gzip
import random
import zlib
from collections.abc import Callable, Iterator
from functools import cache

MB = 2**20
_OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nConnection: close\r\n"
_PIECE = 64 * 1024


def _plain(body: bytes, *headers: bytes) -> Iterator[bytes]:
    yield _OK + b"".join(header + b"\r\n" for header in headers) + b"\r\n"
    yield body


def _coded(body: bytes, encoding: bytes = b"gzip") -> Iterator[bytes]:
    return _plain(body, b"Content-Encoding: " + encoding)


def _endless(start: bytes, piece: bytes) -> Iterator[bytes]:
    """`piece` again and again, in writes of some size."""
    yield start
    piece *= max(1, _PIECE // len(piece))
    while True:
        yield piece


def _endless_coded(start: bytes, piece: bytes) -> Iterator[bytes]:
    return _endless(_OK + b"Content-Encoding: gzip\r\n\r\n" + start, piece)


@cache
def _zeros(size: int) -> bytes:
    return gzip.compress(bytes(size))


def _poor(size: int) -> bytes:
    """Swells about sixtyfold: below what is called a bomb, and far beyond the limit of size."""
    noise = random.Random(size)  # noqa: S311 - what does not compress, the same in each run
    return gzip.compress(b"".join(noise.randbytes(128) + bytes(9_000) for _ in range(size // 9_128)))


_GZIP_START = b"\x1f\x8b\x08\x00\0\0\0\0\0\xff"
_NAMED_START = b"\x1f\x8b\x08\x08\0\0\0\0\0\xff"
"""Announces a file name, which ends at a NUL that never comes."""
_CHUNKED = _OK + b"Transfer-Encoding: chunked\r\n\r\n"

BOMBS: dict[str, Callable[[], Iterator[bytes]]] = {
    "zeros": lambda: _coded(_zeros(64 * MB)),
    "zeros-again-and-again": lambda: _endless_coded(b"", _zeros(MB)),
    "poor": lambda: _coded(_poor(40 * MB)),
    "members": lambda: _coded(gzip.compress(b"") * 100_000),
    "nested": lambda: _coded(gzip.compress(_zeros(64 * MB)), b"gzip, gzip"),
    "nested-in-secret": lambda: _coded(gzip.compress(_zeros(64 * MB))),
    "deflate": lambda: _coded(zlib.compress(bytes(64 * MB)), b"deflate"),
    "brotli": lambda: _coded(b"\0" * MB, b"br"),
    "zstandard": lambda: _coded(b"\x28\xb5\x2f\xfd" * MB, b"zstd"),
    "empty-blocks": lambda: _endless_coded(_GZIP_START, b"\x00\x00\x00\xff\xff"),
    "endless-file-name": lambda: _endless_coded(_NAMED_START, b"n"),
    "padding": lambda: _endless_coded(gzip.compress(b"x"), b"\0"),
    "endless": lambda: _endless(_OK + b"\r\n", b" "),
    "endless-feed": lambda: _endless(_OK + b'\r\n<rss version="2.0"><channel>', b"<item/>"),
    "endless-chunks": lambda: _endless(_CHUNKED, b"2000\r\n" + b" " * 0x2000 + b"\r\n"),
    "tiny-chunks": lambda: _endless(_CHUNKED, b"1\r\n \r\n"),
    "chunk-extension": lambda: _endless(_CHUNKED + b"1;", b"x"),
    "trailers": lambda: _endless(_CHUNKED + b"1\r\n \r\n0\r\n", b"X-More: more\r\n"),
    "declared": lambda: _plain(b"", b"Content-Length: 99999999999"),
    "whitespace": lambda: _plain(b" " * (10 * MB)),
    "whitespace-coded": lambda: _coded(gzip.compress(b" " * (10 * MB))),
    "header": lambda: _endless(_OK + b"X-Huge: ", b"x"),
    "headers": lambda: _endless(_OK, b"X-Many: many\r\n"),
    "long-headers": lambda: _plain(b"", *(b"X-Long: " + b"x" * 8000 for _ in range(90))),
    "status-line": lambda: _endless(b"HTTP/1.1 200 ", b"x"),
    "interim": lambda: _endless(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
    "no-http": lambda: _endless(b"", b"\0"),
}


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
        request = await reader.readuntil(b"\r\n\r\n")
        name = request.split(b" ", 2)[1].decode("ascii").removeprefix("/").partition("?")[0]
        if name.startswith("raw/"):
            writer.write(bytes.fromhex(name.removeprefix("raw/")))
        else:
            for piece in BOMBS[name]():
                writer.write(piece)
                await writer.drain()
    writer.close()


async def serve() -> None:
    server = await asyncio.start_server(_answer, "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)  # noqa: T201 - for the parent
    await server.serve_forever()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve())
