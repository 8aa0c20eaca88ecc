"""Digests: many stories in one message, because they were held back or because it is time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from hashlib import blake2b
from typing import NewType
from zoneinfo import ZoneInfo

from bot.core.channels import Channel
from bot.core.ledger import Change
from bot.core.reasons import Reason
from bot.core.stories import Story, StoryId
from bot.core.wall_clock import moment
from bot.core.watches import Watch

DigestId = NewType("DigestId", str)


class DigestKind(StrEnum):
    HELD = "held"  # what quiet hours or the cap of posts held back
    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestSchedule:
    """Every day at a local time, or every week on one day."""

    at: time
    zone: str
    weekday: int | None = None
    """Monday 0; None: every day."""

    @property
    def kind(self) -> DigestKind:
        return DigestKind.DAILY if self.weekday is None else DigestKind.WEEKLY


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One digest of one channel, made or to be made."""

    id: DigestId
    channel: Channel
    kind: DigestKind
    since: datetime
    """It tells of stories updated from then on; of one that brings what was held: when the first was held."""
    until: datetime
    """... and before then: the moment that it is for. The message may leave later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestItem:
    """What a digest tells of one story."""

    story: Story
    watches: tuple[Watch, ...]
    """Those for which the channel hears of it, the gravest first."""
    changes: tuple[Change, ...] = ()
    """In order of telling."""
    held: Reason | None = None
    """Why it was not told at once; None where it is only told again."""


def last_due(schedule: DigestSchedule, now: datetime) -> datetime:
    """The last moment, in UTC, for which the schedule wants a digest; it may be `now`."""
    return max(due for due in _moments(schedule, now) if due <= now)


def next_due(schedule: DigestSchedule, after: datetime) -> datetime:
    """The first such moment behind `after`."""
    return min(due for due in _moments(schedule, after) if due > after)


def digest_id(channel: Channel, kind: DigestKind, until: datetime) -> DigestId:
    """Deterministic, 20 characters of [0-9a-f]."""
    name = f"{channel}\0{kind}\0{until.astimezone(UTC).isoformat()}"
    return DigestId(blake2b(name.encode("utf-8", "replace"), digest_size=10).hexdigest())


def digest_to_make(
    schedule: DigestSchedule, channel: Channel, last: Digest | None, began: datetime, now: datetime
) -> Digest | None:
    """The scheduled digest that is due and not made yet, if any.

    `last` is the channel's last one of that kind, `began` the moment at which the bot first ran. It covers
    all that came since: after days without the bot there is one digest, not one for each of them.
    """
    due = last_due(schedule, now)
    since = max(last.until, began) if last else began
    return _digest(channel, schedule.kind, since, due) if since < due else None


def held_digest(channel: Channel, first_held: datetime, until: datetime) -> Digest:
    """The digest that brings what is held until then."""
    return _digest(channel, DigestKind.HELD, first_held, until)


def digest_items(entries: Iterable[DigestItem]) -> tuple[DigestItem, ...]:
    """One item for each story, in the order in which they are first named.

    Each holds all that the entries of its story hold, each thing once, and the story as it was last.
    """
    items: dict[StoryId, DigestItem] = {}
    for entry in entries:
        known = items.get(entry.story.id)
        items[entry.story.id] = _united(known, entry) if known else entry
    return tuple(items.values())


def _united(one: DigestItem, other: DigestItem) -> DigestItem:
    return replace(
        one,
        story=max(one.story, other.story, key=lambda story: (story.revision, story.updated)),
        watches=tuple(dict.fromkeys(one.watches + other.watches)),
        changes=tuple(dict.fromkeys(one.changes + other.changes)),
        held=one.held or other.held,
    )


def _digest(channel: Channel, kind: DigestKind, since: datetime, until: datetime) -> Digest:
    return Digest(id=digest_id(channel, kind, until), channel=channel, kind=kind, since=since, until=until)


def _moments(schedule: DigestSchedule, around: datetime) -> Iterator[datetime]:
    """When it wants digests, from more than a week before `around` to more than a week behind it."""
    zone = ZoneInfo(schedule.zone)
    today = around.astimezone(zone).date()
    for number in range(-8, 9):
        day = today + timedelta(days=number)
        if schedule.weekday in (None, day.weekday()):
            yield moment(day, schedule.at, zone)
