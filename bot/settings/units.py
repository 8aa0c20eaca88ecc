"""Durations and sizes as people write them: `30s`, `5m`, `12h`, `7d`; `500KB`, `2MB`."""

import re
from datetime import timedelta

DURATION_PATTERN = r"^[0-9]{1,6}[smhd]$"
SIZE_PATTERN = r"^[0-9]{1,6}(B|KB|MB)$"

_DURATION = re.compile(DURATION_PATTERN)
_SIZE = re.compile(SIZE_PATTERN)
_SECONDS = {"d": 86_400, "h": 3_600, "m": 60, "s": 1}
_BYTES = {"MB": 1024 * 1024, "KB": 1024, "B": 1}


def parse_duration(text: str) -> timedelta | None:
    """The duration that `text` names, or None where it names none."""
    if not _DURATION.fullmatch(text):
        return None
    return timedelta(seconds=int(text[:-1]) * _SECONDS[text[-1]])


def show_duration(duration: timedelta) -> str:
    """`duration` (whole seconds) in the largest unit that holds it exactly."""
    seconds = int(duration.total_seconds())
    unit = next(unit for unit, size in _SECONDS.items() if seconds % size == 0 and (seconds or size == 1))
    return f"{seconds // _SECONDS[unit]}{unit}"


def parse_size(text: str) -> int | None:
    """The number of bytes that `text` names (1 MB is 1024 KB), or None where it names none."""
    found = _SIZE.fullmatch(text)
    if not found:
        return None
    unit = found.group(1)
    return int(text.removesuffix(unit)) * _BYTES[unit]


def show_size(size: int) -> str:
    """`size` in bytes, in the largest unit that holds it exactly."""
    unit = next(unit for unit, factor in _BYTES.items() if size % factor == 0 and (size or factor == 1))
    return f"{size // _BYTES[unit]}{unit}"
