"""Texts with the events that a careful reader finds in them, written down by hand.

Two formats are read, told apart by the key of the day of publication. Ours: `published`, and events whose
participants have roles and whose host and city are apart. The other: `ref`, kind "sanctions" with `who` and
`whom`, plain `attendees`, `what` for an agreement's name, the package as `edition`, and a `host` that may
be a city. A file is an object with a list of `texts`, or with `facts` in parts ("dev", "test"), or a list,
or lines of one object each, gzipped or not.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import Any

from bot.bench.sets import open_lines
from bot.errors import UsageError
from bot.extraction.facts import EventKind, Interval
from bot.extraction.text import Document, make_document


class Measured(StrEnum):
    """What is counted of an event, as the figures name it."""

    EDITION = "edition"
    DATE = "date"
    HOST = "host"
    CITY = "city"
    PARTIES = "parties"
    MEMBERS = "parties_members"
    STATUS = "status"
    PARTICIPANTS = "participants"
    ROLES = "roles"
    AGENDA = "agenda"
    OUTCOMES = "outcomes"
    COUNT = "count"
    TITLE = "title"
    NUMBER = "number"
    IMPOSER = "imposer"
    TARGET = "target"
    MEASURE = "measure"
    PACKAGE = "package"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent:
    kind: EventKind
    said: Mapping[Measured, tuple[str, ...]]
    """As the file has it; the date, members and roles are not among it."""
    days: Interval | None = None
    roles: tuple[str, ...] = ()
    """One for each participant, empty where the text gives none."""
    previous: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldText:
    id: str
    document: Document
    events: tuple[GoldEvent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSet:
    name: str
    texts: tuple[GoldText, ...]
    complete: bool
    """Whether all that a text says of an event is written down; else only the slots used anywhere count."""


_PUBLISHED = time(12, tzinfo=UTC)
"""The sets give days only; at noon it is the same day nearly everywhere."""
_OTHER_NAMES = {"attendees": "participants", "what": "title", "who": "imposer", "whom": "target"}
_APART = {Measured.DATE, Measured.MEMBERS, Measured.ROLES}


def read_set(path: Path) -> GoldSet:
    """The set in a file. Raises `UsageError` where the file is something else."""
    try:
        with open_lines(path) as lines:
            records = list(_records(lines.read()))
        texts = tuple(_text(record, place) for place, record in enumerate(records, start=1))
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError) as error:
        hint = "It must hold texts with published (or ref), text and events, as a JSON list or one a line."
        raise UsageError("bench facts", f"{path} cannot be read: {error!r}", hint=hint) from error
    complete = all("published" in record for record in records)
    return GoldSet(name=path.name.partition(".")[0], texts=texts, complete=complete)


def _records(content: str) -> Iterator[dict[str, Any]]:
    try:
        whole = json.loads(content)
    except json.JSONDecodeError:
        whole = [json.loads(line) for line in content.splitlines() if line.strip()]
    yield from _unpacked(whole)


def _unpacked(whole: Any) -> Iterator[dict[str, Any]]:
    if isinstance(whole, list):
        yield from whole
    elif "texts" in whole:
        yield from whole["texts"]
    elif "facts" in whole:
        for part in whole["facts"].values():
            yield from part if isinstance(part, list) else ()  # beside the parts stands a word on the slots
    else:
        yield whole


def _text(record: dict[str, Any], place: int) -> GoldText:
    published = date.fromisoformat(record["published"] if "published" in record else record["ref"])
    document = make_document(
        title=record.get("title", ""),
        body=record["text"],
        published=datetime.combine(published, _PUBLISHED),
        plain=True,
    )
    events = tuple(map(_event, record["events"]))
    return GoldText(id=str(record.get("id", place)), document=document, events=events)


def _event(record: dict[str, Any]) -> GoldEvent:
    kind = EventKind("sanction" if record["kind"] == "sanctions" else record["kind"])
    slots = {_OTHER_NAMES.get(name, name): value for name, value in record.items()}
    if kind is EventKind.SANCTION and "edition" in slots:
        slots["package"] = slots.pop("edition")
    people = [_person(person) for person in slots.pop("participants", ())]
    said = {
        slot: words for slot in Measured if slot not in _APART and (words := _listed(slots.get(slot.value)))
    }
    if people:
        said[Measured.PARTICIPANTS] = tuple(name for name, _ in people)
    return GoldEvent(
        kind=kind,
        said=said,
        days=_days(slots.get("date")),
        roles=tuple(role for _, role in people),
        previous=bool(slots.get("previous")),
    )


def _person(person: Any) -> tuple[str, str]:
    return (person, "") if isinstance(person, str) else (person["name"], person.get("role", ""))


def _listed(value: Any) -> tuple[str, ...]:
    values: Sequence[Any] = value if isinstance(value, list) else () if value in {None, ""} else (value,)
    return tuple(map(str, values))


def _days(ends: Any) -> Interval | None:
    if not ends:
        return None
    first, last = map(date.fromisoformat, ends)
    return Interval(first=first, last=last)
