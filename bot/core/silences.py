"""Silences: what a team does not want to hear of for a while, who said so, and until when."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import blake2b
from typing import NewType

from bot.core.channels import Channel
from bot.core.routes import Subject

SilenceId = NewType("SilenceId", str)


class SilenceKind(StrEnum):
    STORY = "story"
    WATCH = "watch"
    SOURCE = "source"  # a feed by its id, or an outlet by its domain
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Nothing new is told of the target from `at` until `until`, or until somebody ends it."""

    id: SilenceId
    """Deterministic, 8 characters of [0-9a-f]: short enough to be typed."""
    kind: SilenceKind
    target: str
    """Id of the story or watch, feed id or domain, or the channel as it is written."""
    channel: Channel | None
    """Where it holds; None: everywhere. Of a silenced channel the channel itself."""
    author: str
    """The platform's id of who asked for it, as `slack:U123`, or the name of the operator."""
    why: str
    """In their own words; may be empty."""
    at: datetime
    until: datetime
    ended: datetime | None = None
    ended_by: str = ""

    @property
    def over(self) -> datetime:
        """When it ends, or ended."""
        return min(self.until, self.ended) if self.ended else self.until


def make_silence(  # noqa: PLR0917 -- in the order in which it is said: mute what, where, who and why, how long
    kind: SilenceKind,
    target: str,
    channel: Channel | None,
    author: str,
    why: str,
    at: datetime,
    until: datetime,
) -> Silence:
    """A new silence. The same wish of the same person at the same moment has the same id."""
    said = "\0".join((kind, target, str(channel or ""), author, at.astimezone(UTC).isoformat()))
    return Silence(
        id=SilenceId(blake2b(said.encode("utf-8", "replace"), digest_size=4).hexdigest()),
        kind=kind,
        target=target,
        channel=channel,
        author=author,
        why=why,
        at=at,
        until=until,
    )


def end_silence(silence: Silence, by: str, at: datetime) -> Silence:
    """The silence as `by` ends it; as it is where somebody has ended it before."""
    return silence if silence.ended else replace(silence, ended=at, ended_by=by)


def silenced(
    silences: Iterable[Silence], subject: Subject, channel: Channel, now: datetime
) -> Silence | None:
    """The silence that keeps the story from the channel at that moment, if any.

    `subject.watches` are those for which the channel hears of it: a silence of a watch keeps it away only
    where every one of them is silenced, one of a source only where every report comes from a silenced source.
    Where several do that together, the one that ends first speaks for them, for then the story is heard
    again; of those that would do alone, the one that ends last.
    """
    here = _holding(silences, channel, now)

    def of(kind: SilenceKind, *targets: str) -> Silence | None:
        return max((s for s in here if s.kind is kind and s.target in targets), key=_by_end, default=None)

    ways = (
        of(SilenceKind.STORY, subject.story),
        channel_silenced(here, channel, now),
        _together(of(SilenceKind.WATCH, watch.id) for watch in subject.watches),
        _together(of(SilenceKind.SOURCE, *names) for names in subject.sources),
    )
    return max(filter(None, ways), key=_by_end, default=None)


def channel_silenced(silences: Iterable[Silence], channel: Channel, now: datetime) -> Silence | None:
    """The silence of the whole channel at that moment, if any: of several the one that ends last."""
    whole = [s for s in _holding(silences, channel, now) if _is_of(s, channel)]
    return max(whole, key=_by_end, default=None)


def _holding(silences: Iterable[Silence], channel: Channel, now: datetime) -> list[Silence]:
    return [s for s in silences if s.channel in (None, channel) and s.at <= now < s.over]


def _is_of(silence: Silence, channel: Channel) -> bool:
    return silence.kind is SilenceKind.CHANNEL and silence.target == str(channel)


def _together(parts: Iterable[Silence | None]) -> Silence | None:
    """The first to end, where each part has a silence and there is a part at all."""
    each = tuple(parts)
    whole = [silence for silence in each if silence]
    return min(whole, key=_by_end) if each and len(whole) == len(each) else None


def _by_end(silence: Silence) -> tuple[datetime, str]:
    return silence.over, silence.id
