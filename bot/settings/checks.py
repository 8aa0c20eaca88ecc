"""The kinds of values that settings are made of, each refusing what it is not."""

import re
import unicodedata
from collections.abc import Callable
from datetime import timedelta
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, WithJsonSchema

from bot.settings.mistakes import shown
from bot.settings.refusal import refuse
from bot.settings.units import (
    DURATION_PATTERN,
    SIZE_PATTERN,
    parse_duration,
    parse_size,
    show_duration,
    show_size,
)

T = TypeVar("T")

_ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
ID_LENGTH = 60  # Discord: custom_id at most 100 characters, and ours also hold a version and a verb
_LANGUAGE_PATTERN = r"^[a-z]{2,3}$"
LONGEST = timedelta(days=366)


def id_of(text: str, length: int = ID_LENGTH) -> str:
    """The id, of at most `length` characters, made of `text`; empty where it has no letter for one."""
    bare = re.sub(r"[^\x00-\x7f]", "", unicodedata.normalize("NFKD", text.casefold()))  # é is e
    return "-".join(re.findall(r"[a-z0-9]+", bare))[:length].strip("-")


def _check_id(value: str) -> str:
    if re.fullmatch(_ID_PATTERN, value) and len(value) <= ID_LENGTH:
        return value
    better = id_of(value)
    why = f"An id is made of small letters, digits and hyphens, at most {ID_LENGTH} characters."
    raise refuse(f"{shown(value)} is not an id", why=why, hint=f'Write "{better}".' if better else "")


def _check_words(value: str) -> str:
    if any(character.isalnum() for character in value):
        return " ".join(value.split())
    raise refuse(f"{shown(value)} holds no word", hint="Write what should be seen, or remove it.")


def _check_phrase(value: str) -> str:
    if any(character.isalnum() for character in value):
        return " ".join(value.split())
    raise refuse(
        f"the phrase {shown(value)} holds no word", hint="Write the words to look for, or remove it."
    )


def _check_language(value: str) -> str:
    if re.fullmatch(_LANGUAGE_PATTERN, value):
        return value
    code = re.match(r"[a-z]{2,3}(?![a-z])", value.casefold())
    hint = f'Write "{code.group()}".' if code else "Write a code of two or three letters, as en, hi or ru."
    raise refuse(f"{shown(value)} is not a language", hint=hint)


def _duration(value: Any) -> timedelta:
    if isinstance(value, timedelta):
        return value
    found = parse_duration(value) if isinstance(value, str) else None
    hint = "Write a number and a unit, as 30s, 5m, 12h or 7d."
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        hint = f'A unit is missing: write "{value}s" for seconds or "{value}m" for minutes.'
    if found is None:
        raise refuse(f"{shown(value)} is not a duration", hint=hint)
    if found > LONGEST:
        raise refuse(f"{shown(value)} is longer than a year", hint="Write at most 366d.")
    return found


def _size(value: Any) -> int:
    found = parse_size(value) if isinstance(value, str) else None
    if found is None:
        raise refuse(f"{shown(value)} is not a size", hint="Write a number and a unit, as 500KB or 2MB.")
    return found


def between(least: T, most: T, show: Callable[[T], str]) -> AfterValidator:
    """Refuses values outside of `least` to `most`, both allowed."""

    def check(value: T) -> T:
        if least <= value <= most:  # type: ignore[operator]
            return value
        raise refuse(f"{show(value)} is out of range", hint=f"Write {show(least)} to {show(most)}.")

    return AfterValidator(check)


def _at_least_one(value: tuple[T, ...]) -> tuple[T, ...]:
    if value:
        return value
    raise refuse("this list is empty", hint="Write at least one item.")


def _none_is_empty(value: Any) -> Any:
    """A list whose items are all commented out is empty, not wrong."""
    return () if value is None else value


Many = Annotated[tuple[T, ...], Field(strict=False)]
"""A list; strictness would only take tuples, which YAML cannot write. The items stay strict."""
OrEmpty = BeforeValidator(_none_is_empty)

NotEmpty = AfterValidator(_at_least_one)

Id = Annotated[str, AfterValidator(_check_id), Field(json_schema_extra={"pattern": _ID_PATTERN})]
Language = Annotated[
    str,
    AfterValidator(_check_language),
    Field(json_schema_extra={"pattern": _LANGUAGE_PATTERN, "examples": ["en", "hi", "ru"]}),
]
Words = Annotated[str, AfterValidator(_check_words)]
Phrase = Annotated[str, AfterValidator(_check_phrase)]
Duration = Annotated[
    timedelta,
    BeforeValidator(_duration),
    PlainSerializer(show_duration),
    WithJsonSchema({"type": "string", "pattern": DURATION_PATTERN, "examples": ["30s", "5m", "12h", "7d"]}),
]
Size = Annotated[
    int,
    BeforeValidator(_size),
    PlainSerializer(show_size),
    WithJsonSchema({"type": "string", "pattern": SIZE_PATTERN, "examples": ["500KB", "2MB"]}),
]
