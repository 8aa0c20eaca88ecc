"""A server of made-up feeds on loopback, in a process of its own: `python -m bot.bench.feed_farm HOSTS`.

It prints its port, and ends with the pipe that it reads from. `GET /set/<first>/<mode>/<every>` says what
feeds hold from then on. It costs little, since what is measured shares the machine with it.
"""

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape

from bot.bench.made_up import MadeUpNews

ENTRIES = 50
_SHAPES = 500
"""Texts that entries are made of: the next one begins again with the first, under another name."""
_TOPICAL = 50
"""One text in so many, that is one of each feed's, tells what the starter watchlists ask for..."""
_TOPICAL_FEEDS = 25
"""...in one feed in so many; in the others it tells of the weather."""
_START = datetime(2026, 3, 2, tzinfo=UTC)
_HEAD = (
    b'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
    b'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
    b"<title>Outlet @FEED@</title><link>https://outlet@FEED@.example/</link><description>News</description>"
)
_TAIL = b"</channel></rss>"


class Farm:
    """What the feeds hold at the moment."""

    def __init__(self) -> None:
        self._items = _shapes()
        self._bodies: dict[int, bytes] = {}
        self._before = self._now = 0
        self._every = 1
        self._etags = True

    def set(self, first: int, mode: str, every: int) -> None:
        """Every so many of the feeds hold entries from number `first` on, the others what they held before.

        In mode `bare` feeds have no validators, and conditional requests are answered in full.
        """
        if first != self._now:
            self._before, self._now = self._now, first
        self._every = every
        self._etags = mode == "etags"

    def answer(self, path: bytes, condition: bytes) -> bytes:
        """The whole answer to a GET of `path` with that If-None-Match."""
        feed = path.lstrip(b"/")
        if feed.startswith(b"set/"):
            _, first, mode, every = feed.split(b"/")
            self.set(int(first), mode.decode(), int(every))
            return b"HTTP/1.1 204 No Content\r\n\r\n"
        first_entry = self._before if int(feed) % self._every else self._now
        etag = b'"%d"' % first_entry
        if self._etags and condition == etag:
            return b"HTTP/1.1 304 Not Modified\r\nETag: %s\r\n\r\n" % etag
        topic = b"Wind and rain" if int(feed) % _TOPICAL_FEEDS else b"EU prepares sanctions on Russian oil"
        body = self._body(first_entry).replace(b"@FEED@", feed).replace(b"@TOPIC@", topic)
        validator = b"ETag: %s\r\n" % etag if self._etags else b""
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n%sContent-Length: %d\r\n\r\n"
        return head % (validator, len(body)) + body

    def _body(self, first: int) -> bytes:
        if first not in self._bodies:
            # The newest first, as feeds have it.
            items = (self._item(number) for number in range(first + ENTRIES - 1, first - 1, -1))
            self._bodies[first] = _HEAD + b"".join(items) + _TAIL
        return self._bodies[first]

    def _item(self, number: int) -> bytes:
        return self._items[number % _SHAPES].replace(b"@NUMBER@", b"%d" % number)


def _shapes() -> list[bytes]:
    """Of some 1,200 bytes each, so that a feed has 60 KB."""
    texts = [document.text for document in MadeUpNews(5_000).documents(2 * _SHAPES)]
    return [_shape(n, *_text(n, texts[n], texts[_SHAPES + n])) for n in range(_SHAPES)]


def _text(number: int, text: str, more: str) -> tuple[str, str]:
    title, _, body = text.partition("\n")
    if number % _TOPICAL == 7:
        title = f"@TOPIC@ of place {number}"
    return title, f"{body}\n{more.partition(chr(10))[2]}"


def _shape(number: int, title: str, body: str) -> bytes:
    date = format_datetime(_START + timedelta(minutes=number), usegmt=True)
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in body.splitlines())
    return (
        f"<item><title>{escape(title)}</title>"
        "<link>https://outlet@FEED@.example/news/@NUMBER@?utm_source=rss</link>"
        f'<guid isPermaLink="false">outlet@FEED@:@NUMBER@</guid><pubDate>{date}</pubDate>'
        "<dc:creator>A Reporter</dc:creator><category>World</category>"
        f"<description>{escape(paragraphs)}</description></item>"
    ).encode()


class _Connection(asyncio.Protocol):
    def __init__(self, farm: Farm) -> None:
        self._farm = farm
        self._buffer = b""
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)  # noqa: S101 - asyncio's own promise, for the types
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0 and self._transport:
            request, self._buffer = self._buffer[:end], self._buffer[end + 4 :]
            path = request.split(b" ", 2)[1]
            self._transport.write(self._farm.answer(path, _condition(request)))


def _condition(request: bytes) -> bytes:
    at = request.lower().find(b"\r\nif-none-match:")
    return request[at + 16 :].split(b"\r\n", 1)[0].strip() if at >= 0 else b""


async def _serve(hosts: int) -> None:
    farm, loop = Farm(), asyncio.get_running_loop()
    names = [address(number) for number in range(hosts)]
    first = await loop.create_server(lambda: _Connection(farm), names[0], 0)
    port = first.sockets[0].getsockname()[1]
    if names[1:]:
        await loop.create_server(lambda: _Connection(farm), names[1:], port)
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    await loop.run_in_executor(None, sys.stdin.read)  # until the parent ends or closes the pipe


def address(host: int) -> str:
    """The loopback address of the host with that number, from 0."""
    return f"127.0.{1 + host // 250}.{1 + host % 250}"


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
