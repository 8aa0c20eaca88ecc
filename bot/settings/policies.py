"""How each channel wants to be told, from what is written for it and for all."""

from collections.abc import Mapping
from typing import Literal, TypeVar

from bot.core.admission import POSTS_AN_HOUR, ChannelPolicy
from bot.core.channels import CONSOLE, Channel
from bot.core.digests import DigestSchedule
from bot.core.quiet_hours import EVERY_DAY, QuietHours
from bot.settings.channel_values import PostsPerHour
from bot.settings.channels_file import (
    ChannelDefaults,
    ChannelItem,
    ChannelsFile,
    DigestPart,
    QuietHoursPart,
)

T = TypeVar("T")


def policies_of(content: ChannelsFile) -> Mapping[Channel, ChannelPolicy]:
    """One for each declared channel, and for the console, which needs no declaration."""
    return {
        channel: _policy(item if isinstance(item, ChannelItem) else ChannelItem(), content.defaults)
        for channel, item in {CONSOLE: None, **content.channels}.items()
    }


def ids_of(content: ChannelsFile) -> Mapping[Channel, str | None]:
    """The platform's id of each declared channel, if the operator gave one."""
    return {
        channel: item.id if isinstance(item, ChannelItem) else item
        for channel, item in content.channels.items()
    }


def _policy(item: ChannelItem, defaults: ChannelDefaults) -> ChannelPolicy:
    return ChannelPolicy(
        quiet_hours=_quiet_hours(_said(item.quiet_hours, defaults.quiet_hours), defaults.zone),
        posts_per_hour=_posts(_said(item.posts_per_hour, defaults.posts_per_hour)),
        high_breaks_through=bool(_said(item.high_breaks_through, defaults.high_breaks_through)),
        digests=_digests(_said(item.digest, defaults.digest), defaults.zone),
    )


def _posts(said: PostsPerHour | None) -> int | None:
    if said is None:
        return POSTS_AN_HOUR
    return None if said == "unlimited" else said


def _said(first: T | None, second: T | None) -> T | None:
    """`first`, unless nothing is said there. False and 0 are said."""
    return second if first is None else first


def _quiet_hours(part: QuietHoursPart | Literal[False] | None, zone: str | None) -> QuietHours | None:
    if not part:
        return None
    return QuietHours(
        start=part.start,
        end=part.end,
        zone=_zone(part.zone, zone),
        days=EVERY_DAY if part.days is None else frozenset(part.days),
    )


def _digests(
    parts: DigestPart | tuple[DigestPart, ...] | Literal[False] | None, zone: str | None
) -> tuple[DigestSchedule, ...]:
    """Each schedule once, however often it is written."""
    each = (parts,) if isinstance(parts, DigestPart) else parts or ()
    return tuple(
        dict.fromkeys(
            DigestSchedule(at=part.at, zone=_zone(part.zone, zone), weekday=part.on) for part in each
        )
    )


def _zone(own: str | None, common: str | None) -> str:
    """A file in which both are missing was refused."""
    return own or common or "UTC"
