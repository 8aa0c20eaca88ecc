"""Names that one file declares and another uses: entities, feeds, their tags, watches and channels."""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, PlainValidator, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from bot.core.channels import Channel, Platform, parse_channel
from bot.settings.mistakes import did_you_mean, shown
from bot.settings.refusal import refuse, text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What the other files declare. None where a file could not be read: its names are then not checked."""

    entities: AbstractSet[str] | None = None
    feeds: AbstractSet[str] | None = None
    channels: AbstractSet[str] | None = None
    watches: AbstractSet[str] | None = None
    tags: AbstractSet[str] | None = None
    """Those of all feeds, polled or not."""
    routed: bool = True
    """Whether there is a route, or may be one: a watch without channels is in order only then."""
    zoned: bool = True
    """Whether channels.yaml names a time zone under defaults, or may."""


def known_entity(value: str, info: ValidationInfo, at: int | None = None) -> str:
    """`value` where an entity has this id; `at` is its place inside a longer text."""
    known = info.context.entities if isinstance(info.context, Names) else None
    if known is None or value in known:
        return value
    hint = did_you_mean(value, known) or "Declare it in a file under entities/."
    raise refuse(f"no entity has the id {shown(value)}", hint=hint, at=at)


def known_feed(value: str, info: ValidationInfo, at: int | None = None) -> str:
    """`value` where a feed has this id, enabled or not; `at` is its place inside a longer text."""
    known = info.context.feeds if isinstance(info.context, Names) else None
    if known is None or value in known:
        return value
    hint = did_you_mean(value, known) or "Declare it in feeds.yaml."
    raise refuse(f"no feed has the id {shown(value)}", hint=hint, at=at)


def _watch(value: str, info: ValidationInfo) -> str:
    known = info.context.watches if isinstance(info.context, Names) else None
    if known is None or value in known:
        return value
    hint = did_you_mean(value, known) or "Declare it in a file under watchlists/."
    raise refuse(f"no watch has the id {shown(value)}", hint=hint)


def _tag(value: str, info: ValidationInfo) -> str:
    known = info.context.tags if isinstance(info.context, Names) else None
    if known is None or value in known:
        return value
    hint = did_you_mean(value, known) or "Give it to a feed in feeds.yaml, as tags: [..]."
    raise refuse(f"no feed has the tag {shown(value)}", hint=hint)


def _channel(value: Any) -> Channel:
    """A channel as it is declared."""
    text = text_of(value, "a channel")
    channel = parse_channel(text)
    form = 'Write "slack:#name" or "discord:name".'
    if channel is None or channel.name == "#":
        raise refuse(f"{shown(text)} is not a channel", hint=_platform_hint(text) or form)
    if channel.platform is Platform.SLACK and not channel.name.startswith("#"):
        raise refuse(f"{shown(text)} lacks its #", hint=f'Write "slack:#{channel.name}", in quotes.')
    if channel.platform is Platform.DISCORD and channel.name.startswith("#"):
        why = "Discord's channels have no # in their names."
        raise refuse(f"{shown(text)} has a #", why=why, hint=f'Write "discord:{channel.name.lstrip("#")}".')
    return channel


def is_channel(text: str) -> bool:
    """Whether `text` could be declared as a channel."""
    try:
        _channel(text)
    except PydanticCustomError:
        return False
    return True


def _platform_hint(text: str) -> str:
    platform, colon, name = text.partition(":")
    meant = did_you_mean(platform, (Platform.SLACK, Platform.DISCORD, Platform.CONSOLE))
    return meant.replace('"?', f':{name}"?') if colon and meant and "console" not in meant else meant


def _known_channel(value: Any, info: ValidationInfo) -> Channel:
    text = text_of(value, "a channel")
    names, channel = info.context, parse_channel(text)
    known = names.channels if isinstance(names, Names) else None
    if channel is not None and (known is None or text in known):
        return channel
    if channel is None and known is None:
        return _channel(value)
    hint = did_you_mean(text, known or ()) or "Declare it in channels.yaml."
    raise refuse(f"no channel is called {shown(text)}", hint=hint)


def _channel_id(value: Any) -> str:
    """Slack: C0123456789 (older ones begin with G); Discord: a snowflake, which YAML reads as a number."""
    text = str(value)
    if not isinstance(value, bool | float) and re.fullmatch(r"[CGD][A-Z0-9]{2,20}|[0-9]{15,20}", text):
        return text
    hint = "Slack shows it at the foot of a channel's details (C0123456789), Discord under Copy Channel ID."
    raise refuse(f"{shown(value)} is not a channel's id", hint=hint)


def _entity(value: str, info: ValidationInfo) -> str:
    return known_entity(value, info)


def _feed(value: str, info: ValidationInfo) -> str:
    return known_feed(value, info)


EntityRef = Annotated[str, AfterValidator(_entity)]
FeedRef = Annotated[str, AfterValidator(_feed)]
WatchRef = Annotated[str, AfterValidator(_watch)]
TagRef = Annotated[str, AfterValidator(_tag)]
_CHANNEL_SCHEMA = WithJsonSchema({"type": "string", "pattern": "^(slack:#.+|discord:.+|console)$"})
DeclaredChannel = Annotated[Channel, PlainValidator(_channel), _CHANNEL_SCHEMA]
KnownChannel = Annotated[Channel, PlainValidator(_known_channel), _CHANNEL_SCHEMA]
ChannelId = Annotated[
    str,
    PlainValidator(_channel_id),
    WithJsonSchema({"type": ["string", "integer"], "description": "The platform's own id of the channel."}),
]
