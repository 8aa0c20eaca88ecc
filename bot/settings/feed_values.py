"""The kinds of values that only feeds have: what of a first poll is told, and folders of feeds."""

import re
from datetime import UTC, date, datetime, time
from typing import Annotated, Any

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

from bot.core.feeds import BACKFILL_ALL, BACKFILL_NONE, BACKFILL_SILENT, Backfill
from bot.settings.checks import LONGEST
from bot.settings.mistakes import did_you_mean, shown
from bot.settings.refusal import refuse
from bot.settings.units import parse_duration, show_duration

_MOST = 10_000
"""Entries that are told at once; feeds hold at most some hundreds."""
_DEEPEST = 10
"""Folders in one another; readers of feeds show two or three."""
_WORDS = {"all": BACKFILL_ALL, "none": BACKFILL_NONE, "silent": BACKFILL_SILENT}
_CHOICES = "It is one of all, none, silent, latest 10, since 2025-11-01, since 7d."
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _backfill(value: Any) -> Backfill:
    if isinstance(value, Backfill):
        return value
    text = " ".join(value.split()) if isinstance(value, str) else ""
    word, _, rest = text.partition(" ")
    if text in _WORDS:
        return _WORDS[text]
    if word == "latest" and re.fullmatch(r"[0-9]{1,6}", rest):
        return _latest(int(rest))
    if word == "since" and (found := _since(rest)):
        return found
    raise refuse(f"backfill cannot be {shown(value)}", why=_CHOICES, hint=_meant(value, word, rest))


def _latest(count: int) -> Backfill:
    if 1 <= count <= _MOST:
        return Backfill(latest=count)
    hint = 'Write "none".' if count == 0 else f'Write "latest {_MOST}" at most, or "all".'
    raise refuse(f"latest {count} is out of range", hint=hint)


def _since(text: str) -> Backfill | None:
    """A day, from its beginning in UTC on, or a time before the poll; None where `text` is neither."""
    within = parse_duration(text)
    if within is not None and within <= LONGEST:
        return Backfill(within=within)
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None
    return Backfill(since=datetime.combine(day, time(tzinfo=UTC))) if day else None


def _meant(value: Any, word: str, rest: str) -> str:
    """The way out for what was likely meant."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f'Write "latest {value}".'
    if word == "since":
        return "After since write a day, as 2025-11-01, or at most a year, as 7d."
    if not rest and _since(word):
        return f'Write "since {word}".'
    close = did_you_mean(word, (*_WORDS, "latest", "since"))
    return close if not rest else close.replace('"?', f' {rest}"?')


def show_backfill(value: Backfill) -> str:
    """As an operator writes it; settings know one limit at a time."""
    if value.since:
        return f"since {value.since:%Y-%m-%d}"
    if value.within is not None:
        return f"since {show_duration(value.within)}"
    if value.silently:
        return "silent"
    if value.latest is None:
        return "all"
    return f"latest {value.latest}" if value.latest else "none"


def _folder(value: Any) -> tuple[str, ...]:
    """`World/Asia`; a list of names where a name holds a slash."""
    names = value.split("/") if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise refuse(f"folder must be text, and is {shown(value)}", hint='Write it like "World/Asia".')
    found = tuple(" ".join(name.split()) for name in names if name.strip())
    if not found:
        raise refuse("folder names none", hint='Write it like "World/Asia", or remove it.')
    if len(found) > _DEEPEST:
        raise refuse(f"these are {len(found)} folders in one another", hint=f"Write {_DEEPEST} at most.")
    return found


BackfillChoice = Annotated[
    Backfill,
    PlainValidator(_backfill),
    PlainSerializer(show_backfill),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^(all|none|silent|latest [0-9]{1,6}"
            r"|since ([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,6}[smhd]))$",
            "examples": ["all", "none", "silent", "latest 10", "since 2025-11-01", "since 7d"],
        }
    ),
]
Folder = Annotated[
    tuple[str, ...],
    PlainValidator(_folder),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": "[^/\\s]"},
                {"type": "array", "items": {"type": "string"}},
            ],
            "examples": ["World", "World/Asia"],
        }
    ),
]
