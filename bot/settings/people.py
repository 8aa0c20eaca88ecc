"""Who may change what: `everyone`, `managers`, or people and groups by their platforms' ids."""

import re
from typing import Annotated, Any

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

from bot.core.rights import Rights
from bot.settings.mistakes import did_you_mean, shown
from bot.settings.refusal import refuse

_PERSON = "slack:[SUW][A-Z0-9]{2,20}|discord:[0-9]{15,20}"
"""Slack's user groups begin with S; ids of Discord's roles look like those of its people."""
_EVERYONE, _MANAGERS = "everyone", "managers"
_FORM = (
    "Write everyone, managers, or a list of people, Slack user groups and Discord roles as "
    "[slack:U0123456789, slack:S0123456789, discord:123456789012345678]."
)


def _changers(value: Any) -> Rights:
    match value:
        case Rights():
            return value
        case "everyone":
            return Rights(everyone=True)
        case "managers":
            return Rights()
        case list():
            return Rights(people=frozenset(map(_person, value)))
    hint = did_you_mean(value, (_EVERYONE, _MANAGERS)) if isinstance(value, str) else ""
    raise refuse(f"{shown(value)} names nobody", hint=hint or _FORM)


def _person(value: Any) -> str:
    if isinstance(value, str) and re.fullmatch(_PERSON, value, re.ASCII):
        return value
    hint = (
        "Slack shows the id in a profile's menu (slack:U0123456789) and a user group's in its own "
        "(slack:S0123456789), Discord under Copy User ID and Copy Role ID."
    )
    raise refuse(f"{shown(value)} is not the id of a person or a group", hint=hint)


def _written(rights: Rights) -> str | list[str]:
    return _EVERYONE if rights.everyone else sorted(rights.people) or _MANAGERS


Changers = Annotated[
    Rights,
    PlainValidator(_changers),
    PlainSerializer(_written),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": [_EVERYONE, _MANAGERS]},
                {"type": "array", "items": {"type": "string", "pattern": f"^({_PERSON})$"}},
            ]
        }
    ),
]
