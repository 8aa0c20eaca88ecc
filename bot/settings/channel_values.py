"""The kinds of values that only channels have: times of day, weekdays, time zones, caps, and `off`."""

import re
from datetime import time
from functools import cache
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from pydantic import BeforeValidator, PlainValidator, WithJsonSchema

from bot.settings.mistakes import did_you_mean, shown
from bot.settings.refusal import refuse, text_of

_TIME_PATTERN = "([01]?[0-9]|2[0-3]):([0-5][0-9])"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_BY_WORD = {word: day for day, name in enumerate(_WEEKDAYS) for word in (name, name[:3])}
_MOST_POSTS = 1_000
"""Posts an hour: more than anybody reads. Who wants more wants no limit."""

PostsPerHour = int | Literal["unlimited"]


def _time(value: Any) -> time:
    """`22:00`, with quotes or without: our YAML is 1.2, where it is a text. That of 1.1 makes it 1320."""
    found = re.fullmatch(_TIME_PATTERN, value, re.ASCII) if isinstance(value, str) else None
    if found:
        return time(int(found[1]), int(found[2]))
    raise refuse(f"{shown(value)} is not a time of day", hint=_meant_time(value))


def _meant_time(value: Any) -> str:
    if value == "24:00":
        return 'Write "00:00".'
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 24:
        return f'Write "{value:02}:00".'
    return 'Write hours and minutes in quotes, as "22:00".'


def _weekday(value: Any) -> int:
    """Monday 0."""
    text = text_of(value, "a day of the week")
    if text in _BY_WORD:
        return _BY_WORD[text]
    hint = did_you_mean(text, _BY_WORD) or "Write one as monday or mon."
    raise refuse(f"{shown(text)} is not a day of the week", hint=hint)


@cache
def _zones() -> frozenset[str]:
    """Looked for once: it takes some ten milliseconds."""
    return frozenset(available_timezones())


def _zone(value: Any) -> str:
    text = text_of(value, "a time zone")
    if text in _zones():
        return text
    hint = "Write it by a large city, as Europe/Berlin, or UTC."
    if not re.search("[0-9]", text):  # an offset knows no summer time, and Etc/GMT+2 is two hours *behind*
        hint = did_you_mean(text, _zones()) or hint
    raise refuse(f"{shown(text)} is not a time zone", hint=hint)


def _posts(value: Any) -> PostsPerHour:
    if value == "unlimited":
        return "unlimited"
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST_POSTS:
        return value
    hint = f"Write 0 (digests only) to {_MOST_POSTS}, or unlimited."
    if isinstance(value, str) and value.isascii() and value.isdigit():
        hint = f"Write {value[:5]} without quotes."
    raise refuse(f"posts_per_hour cannot be {shown(value)}", hint=hint)


def is_off(value: Any) -> bool:
    """Whether `value` undoes a default: `off`, which is false to other readers of YAML."""
    return value is False or value == "off"


TimeOfDay = Annotated[
    time,
    PlainValidator(_time),
    WithJsonSchema({"type": "string", "pattern": f"^{_TIME_PATTERN}$", "examples": ["22:00", "07:30"]}),
]
Weekday = Annotated[int, PlainValidator(_weekday), WithJsonSchema({"enum": list(_BY_WORD)})]
Zone = Annotated[
    str, PlainValidator(_zone), WithJsonSchema({"type": "string", "examples": ["Europe/Berlin", "UTC"]})
]
Posts = Annotated[
    PostsPerHour,
    PlainValidator(_posts),
    WithJsonSchema(
        {"anyOf": [{"type": "integer", "minimum": 0, "maximum": _MOST_POSTS}, {"const": "unlimited"}]}
    ),
]
Off = Annotated[Literal[False], BeforeValidator(lambda _: False), WithJsonSchema({"enum": ["off", False]})]
"""For a union whose discriminator asks `is_off`."""
