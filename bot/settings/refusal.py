"""Refusing a value with a sentence and a way out."""

from typing import Any

from pydantic_core import PydanticCustomError

from bot.settings.mistakes import shown

REFUSED = "refused"
"""Type of the errors made here; their context holds `what`, `why`, `hint` and perhaps `at`."""

NO_SORT = "no_sort"
"""Type of the error of a mapping in a rule that none of its keys explains."""


def refuse(what: str, *, why: str = "", hint: str = "", at: int | None = None) -> PydanticCustomError:
    """`at` counts characters from the beginning of a text value, where the mistake is inside of it."""
    context: dict[str, Any] = {"what": what, "why": why, "hint": hint}
    return PydanticCustomError(REFUSED, "{what}", context if at is None else {**context, "at": at})


def text_of(value: Any, example: str) -> str:
    """`value` if it is text; `example` is what it should be: "a network"."""
    if isinstance(value, str):
        return value
    raise refuse(f"{shown(value)} is not {example}")
