"""What of a feed has to be read: its head, with the entries that were not there last time."""

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import pairwise

from adapters.feeds.parsing.outline import Entry, tag_end

_HASH = 8
"""Bytes of an entry's hash."""


def known_hashes(hashes: bytes) -> Iterator[bytes]:
    """The hashes that were stored one after another."""
    return (hashes[at : at + _HASH] for at in range(0, len(hashes), _HASH))


def hash_of(data: bytes, entry: Entry, url: str) -> bytes:
    """The same for the same bytes in the same place of a feed at the same address, volatile parts aside."""
    place = url.encode("utf-8", "replace") + b"\0" + entry.context + b"\0"
    hashed = blake2b(place, digest_size=_HASH)
    at = entry.start
    for part in entry.volatile:
        hashed.update(data[at : part.start])
        at = part.end
    hashed.update(data[at : entry.end])
    return hashed.digest()


def whole(data: bytes, entry: Entry) -> bytes:
    return data[entry.start : entry.end]


def identity(data: bytes, entry: Entry) -> bytes:
    """The entry with only those children that say which it is and from when."""
    opened = tag_end(data, entry.start)
    if opened == entry.end:
        return whole(data, entry)  # `<item/>`
    children = (data[child.start : child.end] for child in entry.identity)
    closing = data.rindex(b"</", entry.start, entry.end)
    return b"".join((data[entry.start : opened], *children, data[closing : entry.end]))


def pieces(
    data: bytes, entries: Sequence[Entry], texts: Sequence[bytes], limit: int
) -> list[tuple[bytes, int]] | None:
    """Feeds of at most `limit` bytes that together hold the `texts` of the entries, and how many each holds.

    An entry whose text is empty is left out. At least one feed; None where an entry fits into none.
    """
    gaps = [data[before:after] for before, after in pairwise(_edges(data, entries))][::2]
    groups = _groups(texts, limit - sum(map(len, gaps)))
    return None if groups is None else [_joined(gaps, texts, group) for group in groups]


def _edges(data: bytes, entries: Sequence[Entry]) -> Iterator[int]:
    yield 0
    for entry in entries:
        yield entry.start
        yield entry.end
    yield len(data)


def _groups(texts: Sequence[bytes], room: int) -> list[range] | None:
    if max(map(len, texts), default=0) > room:
        return None
    groups, start, size = [], 0, 0
    for index, text in enumerate(texts):
        size += len(text)
        if size > room:
            groups.append(range(start, index))
            start, size = index, len(text)
    return [*groups, range(start, len(texts))]


def _joined(gaps: Sequence[bytes], texts: Sequence[bytes], group: range) -> tuple[bytes, int]:
    """The parts of the feed around the entries, all of them, with the texts of the group in their places."""
    parts = list(gaps[: group.start + 1])
    for index in group:
        parts += (texts[index], gaps[index + 1])
    parts += gaps[group.stop + 1 :]
    return b"".join(parts), sum(bool(texts[index]) for index in group)
