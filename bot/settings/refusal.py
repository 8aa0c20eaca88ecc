"""Refusing a value with a sentence and a way out."""

from typing import Any

from pydantic_core import PydanticCustomError

from bot.settings.mistakes import shown

REFUSED = "refused"
"""Type of the errors made here; their context holds `what`, `why` and `hint`."""


def refuse(what: str, *, why: str = "", hint: str = "") -> PydanticCustomError:
    return PydanticCustomError(REFUSED, "{what}", {"what": what, "why": why, "hint": hint})


def text_of(value: Any, example: str) -> str:
    """`value` if it is text; `example` is what it should be: "a network"."""
    if isinstance(value, str):
        return value
    raise refuse(f"{shown(value)} is not {example}")
