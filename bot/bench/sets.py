"""The file of a set to measure with: found in a folder, and read line by line."""

import gzip
from pathlib import Path
from typing import TextIO

from bot.errors import UsageError


def set_file(bench: str, data: Path | None, patterns: tuple[str, ...], *, needs: str) -> Path:
    """`data` itself where it is a file, or the first in that folder that fits a pattern.

    Raises `UsageError` naming the bench and what it `needs` where there is none.
    """
    if data is not None and data.is_file():
        return data
    found = (path for pattern in patterns for path in sorted(data.glob(pattern))) if data else iter(())
    path = next(found, None)
    if path is None:
        where = f"there is no {patterns[0]} in {data}" if data else f"it needs {needs}"
        raise UsageError(
            f"bench {bench}", where, hint="Give --data the folder that holds the set, or its file."
        )
    return path


def open_lines(path: Path) -> TextIO:
    """The file's lines, gzipped or not."""
    with path.open("rb") as file:
        zipped = file.read(2) == b"\x1f\x8b"
    return gzip.open(path, "rt", encoding="utf-8") if zipped else path.open(encoding="utf-8")
