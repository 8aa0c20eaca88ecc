"""From pydantic's errors to mistakes at their places in the file."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any, TypeVar, get_args

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from bot.settings.excerpts import excerpt, place_inside
from bot.settings.mistakes import Mistake, Place, closest, did_you_mean, mistake, shown
from bot.settings.part import Part
from bot.settings.refusal import NO_SORT, REFUSED
from bot.settings.tree import Node

K = TypeVar("K")

_KEY = "[key]"
"""pydantic's last step where the key itself was refused, not its value."""

_NO_KEYS = frozenset(("phrase", "one", "many", "line", "page", "off", _KEY))
"""Steps that pydantic adds: the members of unions; one that is a `Part` is called as its class."""

_SORTS_OF_ITEMS = (
    "Write a phrase, or {entity: ..}, {regex: ..}, {title: ..}, {near: [..]}, {all: [..]} or {any: [..]}."
)

_WANTED = {
    "string_type": "text",
    "bool_type": "true or false",
    "literal_error": "false, or a mapping with host and port",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "tuple_type": "a list",
    "float_type": "a number",
    "dict_type": "a mapping (keys and values)",
    "model_type": "a mapping (keys and values)",
    "model_attributes_type": "a mapping (keys and values)",
}


def explain(error: ValidationError, model: type[Part], node: Node, text: str) -> tuple[Mistake, ...]:
    """Every error of validating `node` as a `model`; a key that is only misspelt is not missing too.

    `text` is that of the file, for mistakes inside of a value.
    """
    errors = error.errors(include_url=False)
    meant = {
        (*details["loc"][:-1], _meant(details, model))
        for details in errors
        if details["type"] == "extra_forbidden"
    }
    missed = (details for details in errors if details["type"] != "missing" or details["loc"] not in meant)
    return tuple(_explain_one(details, model, node, text) for details in missed)


def _meant(details: ErrorDetails, model: type[Part]) -> str:
    """The key that an unknown one stands for, by its spelling."""
    *steps, key = details["loc"]
    return closest(str(key), _keys(_parts_at(model, steps)))


def _explain_one(details: ErrorDetails, model: type[Part], node: Node, text: str) -> Mistake:
    sort, steps = details["type"], details["loc"]
    place, parts = _place(node, steps, key=sort == "extra_forbidden"), _parts_at(model, steps[:-1])
    if sort == REFUSED:
        return _refused(place, details, text)
    if sort == NO_SORT:
        return mistake(place, "this item does not say what it looks for", hint=_SORTS_OF_ITEMS)
    if sort == "extra_forbidden":
        return _unknown_key(place, str(steps[-1]), parts)
    if sort == "missing":
        why = f"It must have {', '.join(_required(parts))}."
        return mistake(place, f'{parts[0].subject} needs the key "{steps[-1]}"', why=why)
    if sort == "enum":
        return _not_a_choice(place, details, _choices(parts, steps))
    return _wrong_type(place, details, _name(steps))


def _refused(place: Place, details: ErrorDetails, text: str) -> Mistake:
    said = details["ctx"]
    found = mistake(place, said["what"], why=said["why"], hint=said["hint"])
    if "at" not in said:
        return found
    inside = place_inside(place, str(details["input"]), said["at"], text)
    return replace(found, line=inside.line, column=inside.column, excerpt=excerpt(inside, text))


def _place(node: Node, steps: Sequence[int | str], *, key: bool) -> Place:
    """Where the value at `steps` stands, or its key: if asked for, if refused, if it has no value.

    Steps that name a member of a union are no part of the file.
    """
    last = len(steps) - (2 if steps[-1:] == (_KEY,) else 1)
    for number, step in enumerate(steps):
        child = node.child(step)
        if number == last and step in node.keys and (key or last < len(steps) - 1 or _is_empty(child)):
            return node.keys[str(step)]
        node = child or node
    return node.place


def _is_empty(node: Node | None) -> bool:
    return node is None or node.data is None


def _parts_at(model: type[Part], steps: Iterable[int | str]) -> tuple[type[Part], ...]:
    """The models that may stand at `steps`."""
    parts: tuple[type[Part], ...] = (model,)
    for step in steps:
        if chosen := tuple(part for part in parts if part.__name__ == step):
            parts = chosen
            continue
        fields = [field for part in parts if (field := _fields(part).get(str(step)))]
        kinds = (kind for field in fields for kind in _kinds(field.annotation, Part))
        parts = tuple(dict.fromkeys(kinds)) or parts
    return parts


def _fields(part: type[Part]) -> dict[str, FieldInfo]:
    """By the keys that an operator writes: `from` cannot be an attribute."""
    return {field.alias or name: field for name, field in part.model_fields.items()}


def _kinds(annotation: Any, base: type[K]) -> Iterator[type[K]]:
    """The subclasses of `base` that an annotation holds at any depth."""
    if isinstance(annotation, type) and issubclass(annotation, base):
        yield annotation
    for inner in get_args(annotation):
        yield from _kinds(inner, base)


def _keys(parts: Iterable[type[Part]]) -> list[str]:
    """Those that must be there first."""
    fields = {key: field for part in parts for key, field in _fields(part).items()}
    return sorted(fields, key=lambda name: not fields[name].is_required())


def _required(parts: Sequence[type[Part]]) -> list[str]:
    return [key for key, field in _fields(parts[0]).items() if field.is_required()]


def _unknown_key(place: Place, key: str, parts: Sequence[type[Part]]) -> Mistake:
    known = _keys(parts)
    hint = did_you_mean(key, known)
    if key == "<<":
        hint = "Merge keys are not read: write the keys out, or share a list with an anchor."
    why = f"Its keys are {', '.join(known)}."
    return mistake(place, f"{parts[0].subject} has no key {shown(key)}", why=why, hint=hint)


def _choices(parts: Sequence[type[Part]], steps: Sequence[int | str]) -> tuple[str, ...]:
    """The words that an enum at `steps`, or each item of a list there, takes."""
    key = next((step for step in reversed(steps) if isinstance(step, str)), "")
    fields = [field for part in parts if (field := _fields(part).get(key))]
    return tuple(word for field in fields for kind in _kinds(field.annotation, StrEnum) for word in kind)


def _not_a_choice(place: Place, details: ErrorDetails, choices: tuple[str, ...]) -> Mistake:
    value = details["input"]
    hint = did_you_mean(value, choices) if isinstance(value, str) else ""
    name = _name(details["loc"])
    return mistake(
        place, f"{name} cannot be {shown(value)}", why=f"It is one of {', '.join(choices)}.", hint=hint
    )


def _name(steps: Sequence[int | str]) -> str:
    """What a message calls the value at `steps`: its key, or an item of its list."""
    words = [step for step in steps if isinstance(step, int) or not (step in _NO_KEYS or step[:1].isupper())]
    last = words[-1] if words else "this file"
    key = next((step for step in reversed(words) if isinstance(step, str)), "")
    return f"an item of {key}" if isinstance(last, int) and key else str(last)


def _wrong_type(place: Place, details: ErrorDetails, name: str) -> Mistake:
    value, wanted = details["input"], _WANTED.get(details["type"], "")
    if not wanted:
        return mistake(place, f"{name}: {details['msg']}")
    what = f"{name} must be {wanted}, and is {shown(value)}"
    if value is None:
        return mistake(
            place, f"{name} is empty", why=f"It must be {wanted}.", hint="Write it, or remove the line."
        )
    return mistake(place, what, hint=_retype(value, wanted))


def _retype(value: object, wanted: str) -> str:
    if wanted == "text" and isinstance(value, int | float):
        return f'Put it in quotes: "{shown(value).removeprefix("the number ")}".'
    if wanted == "a list" and isinstance(value, str | int):
        return f"Put it in brackets: [{value}]." if len(str(value)) < 40 else "Begin the line with a hyphen."
    if wanted == "true or false":
        return f"Write {'false' if str(value).casefold() in {'no', 'off', '0', 'false'} else 'true'}."
    if wanted == "a list":
        return "Begin each item with a hyphen."
    if wanted == "a whole number" and str(value).isdigit():
        return f"Write {value} without quotes."
    return ""
