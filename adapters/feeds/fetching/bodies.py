"""Bodies read in pieces and never beyond a limit, before and after decompression."""

import asyncio
import zlib
from collections.abc import AsyncGenerator, AsyncIterable, Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass
from enum import StrEnum

ACCEPTED = "gzip"
"""What is asked for. A second encoding would save little and be one more decoder to trust."""

_GZIP = 31
"""zlib's window bits for a gzip stream."""
_MAGIC = b"\x1f\x8b"
_MEMBERS = 100
"""gzip allows streams one after another; 2 MB hold 100,000 empty ones, each with its own start-up cost."""
_STEP = 256 * 1024
"""Bytes decompressed before other work has its turn: about a millisecond."""
_SWELLING = 100
"""Times: feeds shrink to a tenth, the emptiest of them to a fiftieth."""
_SMALL = 2**20
"""Bytes that any body may have: up to here it may swell as it likes and needs no room."""


class BodyProblem(StrEnum):
    TOO_LARGE = "too_large"
    BOMB = "bomb"
    DAMAGED = "damaged"
    UNASKED_ENCODING = "unasked_encoding"


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyLimits:
    """In bytes."""

    decompressed: int
    compressed: int
    """As it travels, where it is compressed."""


async def read_body(
    chunks: AsyncIterable[bytes], encoding: str, limits: BodyLimits, room: Callable[[], Awaitable[None]]
) -> bytes | BodyProblem:
    """The body of an answer whose Content-Encoding is `encoding`; no more than `limits` of it is ever held.

    One of more than 1 MB waits for `room` before it goes on.
    """
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        return await _gather(chunks, limits.decompressed, room)
    if encoding in ("gzip", "x-gzip"):
        async with aclosing(_inflate(chunks, limits.compressed)) as pieces:
            return await _gather(pieces, limits.decompressed, room)
    return BodyProblem.UNASKED_ENCODING


async def _gather(
    pieces: AsyncIterable[bytes | BodyProblem], limit: int, room: Callable[[], Awaitable[None]]
) -> bytes | BodyProblem:
    body = bytearray()
    async for piece in pieces:
        if isinstance(piece, BodyProblem):
            return piece
        size = len(body) + len(piece)
        if size > limit:
            return BodyProblem.TOO_LARGE
        if len(body) <= _SMALL < size:
            await room()
        body += piece
    return bytes(body)


async def _inflate(chunks: AsyncIterable[bytes], limit: int) -> AsyncGenerator[bytes | BodyProblem, None]:
    """What `chunks` hold, in steps; the first problem ends it."""
    inflater = _Inflater()
    travelled = 0
    async for chunk in chunks:
        travelled += len(chunk)
        if travelled > limit:
            yield BodyProblem.TOO_LARGE
            return
        inflater.waiting = chunk
        while inflater.waiting:
            piece = inflater.step()
            yield piece
            if isinstance(piece, BodyProblem):
                return
            if inflater.waiting:
                await asyncio.sleep(0)
    if not inflater.complete:
        yield BodyProblem.DAMAGED


class _Inflater:
    """Decompresses `waiting`, up to `_STEP` bytes at a time."""

    def __init__(self) -> None:
        self.waiting = b""
        self._stream = zlib.decompressobj(_GZIP)
        self._members = 1
        self._started = False
        self._taken = self._given = 0

    @property
    def complete(self) -> bool:
        return self._stream.eof or not self._started

    def step(self) -> bytes | BodyProblem:
        if self._stream.eof and not self._next_member():
            self.waiting = b""  # padding after the last stream
            return b""
        if self._members > _MEMBERS:
            return BodyProblem.BOMB
        self._started = True
        try:
            piece = self._stream.decompress(self.waiting, _STEP)
        except zlib.error:
            return BodyProblem.DAMAGED
        left = self._stream.unused_data or self._stream.unconsumed_tail
        self._taken += len(self.waiting) - len(left)
        self._given += len(piece)
        self.waiting = left
        swells = self._given > max(_SMALL, _SWELLING * self._taken)
        return BodyProblem.BOMB if swells else piece

    def _next_member(self) -> bool:
        if not self.waiting.startswith(_MAGIC[: len(self.waiting)]):
            return False
        self._stream = zlib.decompressobj(_GZIP)
        self._members += 1
        return True
