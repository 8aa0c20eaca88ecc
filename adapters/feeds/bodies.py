"""Bodies read in pieces and never beyond a limit, before and after decompression."""

import zlib
from collections.abc import AsyncIterable
from enum import StrEnum

ACCEPTED = "gzip"
"""What is asked for. A second encoding would save little and be one more decoder to trust."""

_GZIP = 31
"""zlib's window bits for a gzip stream."""
_MEMBERS = 100
"""gzip allows streams one after another; 2 MB hold 100,000 empty ones, each with its own start-up cost."""
_MAGIC = b"\x1f\x8b"


class BodyProblem(StrEnum):
    TOO_LARGE = "too_large"
    DAMAGED = "damaged"
    UNASKED_ENCODING = "unasked_encoding"


async def read_body(chunks: AsyncIterable[bytes], encoding: str, limit: int) -> bytes | BodyProblem:
    """The body of an answer whose Content-Encoding is `encoding`.

    No more than `limit` bytes of it are held, neither as they travel nor decompressed.
    """
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        return await _read_plain(chunks, limit)
    if encoding in ("gzip", "x-gzip"):
        return await _read_gzip(chunks, limit)
    return BodyProblem.UNASKED_ENCODING


async def _read_plain(chunks: AsyncIterable[bytes], limit: int) -> bytes | BodyProblem:
    body = bytearray()
    async for chunk in chunks:
        body += chunk
        if len(body) > limit:
            return BodyProblem.TOO_LARGE
    return bytes(body)


async def _read_gzip(chunks: AsyncIterable[bytes], limit: int) -> bytes | BodyProblem:
    inflater = _Inflater(limit)
    travelled = 0
    async for chunk in chunks:
        travelled += len(chunk)
        if travelled > limit:
            return BodyProblem.TOO_LARGE
        problem = inflater.add(chunk)
        if problem:
            return problem
    return bytes(inflater.body) if inflater.complete else BodyProblem.DAMAGED


class _Inflater:
    """Decompresses up to `limit` bytes; a byte more is a `TOO_LARGE`."""

    def __init__(self, limit: int) -> None:
        self.body = bytearray()
        self._limit = limit
        self._stream = zlib.decompressobj(_GZIP)
        self._members = 1
        self._started = False

    @property
    def complete(self) -> bool:
        return self._stream.eof or not self._started

    def add(self, data: bytes) -> BodyProblem | None:
        try:
            while data:
                if self._stream.eof:
                    if not data.startswith(_MAGIC[: len(data)]):
                        return None  # padding after the last stream
                    self._begin_member()
                self._started = True
                self.body += self._stream.decompress(data, self._limit + 1 - len(self.body))
                if len(self.body) > self._limit or self._members > _MEMBERS:
                    return BodyProblem.TOO_LARGE
                data = self._stream.unused_data
        except zlib.error:
            return BodyProblem.DAMAGED
        return None

    def _begin_member(self) -> None:
        self._stream = zlib.decompressobj(_GZIP)
        self._members += 1
