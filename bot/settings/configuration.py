"""What was loaded: values for the rest of the bot, which remember of the files only where watches stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path

from bot.core.admission import ChannelPolicy
from bot.core.channels import Channel
from bot.core.deliveries import WhenUnsure
from bot.core.feeds import Feed
from bot.core.rights import MANAGERS, Rights
from bot.core.routes import Route
from bot.core.watches import Watch, WatchId
from bot.extraction.lexicon import Lexicon
from bot.settings.mistakes import Mistake, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusPageOptions:
    host: str
    port: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchOptions:
    contact: str
    timeout: timedelta
    max_body: int
    """Bytes, decompressed."""
    max_compressed: int
    """Bytes as they travel, where they are compressed."""
    concurrency: int
    """Feeds asked at once."""
    per_host: int
    """Requests to one host at once."""
    parsers: int
    """Processes that read feeds."""
    allow_private: tuple[IPv4Network | IPv6Network, ...]


OUTLETS = (5, 20)
"""An independent outlet has copied from no other: five are news in itself, and twenty are everybody."""
KEEP_DECISIONS = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertOptions:
    group_wait: timedelta
    group_wait_high: timedelta
    group_interval: timedelta
    outlets: tuple[int, ...] = OUTLETS
    """Numbers of independent outlets at which a story that was told speaks again, increasing."""
    keep_decisions: timedelta = KEEP_DECISIONS
    """How long it can be asked why something was told or not."""
    pictures: bool = False
    """Whether updates in a story's thread show a picture of how it came about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryOptions:
    settle: timedelta
    when_unsure: WhenUnsure


class SlackMode(StrEnum):
    SOCKET = "socket"
    HTTP = "http"


SLACK_HOST, SLACK_PORT = "127.0.0.1", 8018


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackOptions:
    api_url: str | None
    """None: Slack's own."""
    mode: SlackMode | None = None
    """None: as the secrets that are set ask for."""
    host: str = SLACK_HOST
    port: int = SLACK_PORT
    """Where HTTP mode listens."""


class DiscordStyle(StrEnum):
    COMPONENTS = "components"
    EMBEDS = "embeds"


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscordOptions:
    api_url: str | None
    gateway_url: str | None
    style: DiscordStyle = DiscordStyle.COMPONENTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Settings of the whole bot."""

    database: Path
    """The SQLite file; relative to where the bot was started."""
    status_page: StatusPageOptions | None
    fetch: FetchOptions
    alerts: AlertOptions
    operators: Channel | None
    """Where those are told who look after the bot; None: nowhere but in the log and on the status page."""
    delivery: DeliveryOptions
    slack: SlackOptions
    discord: DiscordOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A text that its watch must match, or must not."""

    text: str
    matches: bool
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    options: Options
    feeds: tuple[Feed, ...]
    """Those that are enabled, in the order of the file."""
    channels: Mapping[Channel, str | None]
    """The declared channels, each with the platform's id of it, if the operator gave one."""
    lexicon: Lexicon
    watches: tuple[Watch, ...]
    policies: Mapping[Channel, ChannelPolicy] = field(default_factory=dict)
    """How each declared channel and the console want to be told."""
    routes: tuple[Route, ...] = ()
    rights: Rights = MANAGERS
    """Who may mute what in chat."""
    off: tuple[Feed, ...] = ()
    """Feeds that are kept in the file and not polled."""
    examples: Mapping[WatchId, tuple[Example, ...]] = field(default_factory=dict)
    warnings: tuple[Mistake, ...] = ()
    """What can run and was hardly meant."""
