"""Parts made from the configuration; `running` puts them together."""

import os
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.pictures.painter import PillowPainter
from bot.core.admission import ChannelPolicy
from bot.core.alerts import Pace
from bot.core.channels import CONSOLE, Channel, Platform
from bot.errors import ConfigError, WirewatchError
from bot.extraction.reading import Reader
from bot.ports import ChatPlatform
from bot.services.reload import Fingerprint
from bot.services.setup import Setup
from bot.settings.configuration import Configuration, Options, SlackMode, SlackOptions
from bot.settings.examples import failed_examples
from bot.settings.loader import load
from bot.settings.mistakes import ConfigErrors
from bot.settings.secrets import Secrets, SlackTokens


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


def load_checked(folder: Path) -> Configuration:
    """The configuration, with the watches' examples run. Raises `ConfigErrors` with every mistake."""
    configuration = load(folder)
    if failed := failed_examples(configuration):
        raise ConfigErrors(str(folder), failed)
    return configuration


def fingerprint(folder: Path) -> Fingerprint:
    """What changes when a file below the folder is edited, added or removed."""
    return frozenset(
        (str(path), stat.st_size, stat.st_mtime_ns)
        for path in folder.rglob("*.y*ml")
        if (stat := _stat(path)) is not None
    )


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:  # an editor is just putting another file in its place
        return None


def make_reader(configuration: Configuration) -> Reader:
    """The extraction core for the configured watches."""
    watches = configuration.watches
    return Reader(
        configuration.lexicon,
        {watch.id: watch.rule for watch in watches},
        {watch.id: watch.event for watch in watches if watch.event},
    )


def make_setup(configuration: Configuration, platforms: Iterable[Platform], *, hurry: bool = False) -> Setup:
    """What the services work with. With `hurry` nothing waits for other outlets before it is told."""
    operators, alerts = configuration.options.operators, configuration.options.alerts
    watched = {channel for watch in configuration.watches for channel in watch.channels}
    wanted = watched.union(*(route.channels for route in configuration.routes))
    channels = destinations(wanted | ({operators} if operators else set()), platforms)
    return Setup(
        feeds=configuration.feeds,
        watches={watch.id: watch for watch in configuration.watches},
        reader=make_reader(configuration),
        channels=channels,
        pace=_pace(configuration.options, hurry=hurry),
        operators=channels.get(operators) if operators else None,
        routes=configuration.routes,
        policies={channel: _policy(configuration, channel) for channel in {*channels.values()}},
        rights=configuration.rights,
        outlets=alerts.outlets,
        keep_decisions=alerts.keep_decisions,
        pictures=alerts.pictures,
    )


def _policy(configuration: Configuration, channel: Channel) -> ChannelPolicy:
    """The terminal, where it stands in for channels, shows everything unless the operator declared it."""
    if channel == CONSOLE and CONSOLE not in configuration.channels:
        return ChannelPolicy(posts_per_hour=None)
    return configuration.policies[channel]


def destinations(wanted: Iterable[Channel], platforms: Iterable[Platform]) -> Mapping[Channel, Channel]:
    """Where what is meant for a channel goes: there if its platform is on, else nowhere.

    With no platform at all, everything goes to the terminal.
    """
    on = {*platforms, Platform.CONSOLE}
    if on == {Platform.CONSOLE}:
        return dict.fromkeys(wanted, CONSOLE)
    return {channel: channel for channel in wanted if channel.platform in on}


def make_platforms(
    configuration: Configuration,
    secrets: Secrets,
    learned: Mapping[Channel, str],
    lost: Callable[[WirewatchError], None] = lambda _: None,
    named: Callable[[], frozenset[str]] = frozenset,
) -> tuple[ChatPlatform, ...]:
    """The platforms that have tokens. Their clients are imported only then: they cost half a second.

    `learned` are ids of channels that messages went to before: with its id a channel's history can be read.
    `lost` hears of a platform that ends the connection for good. `named` gives the people and groups that the
    configuration in force gives rights to.
    """
    found: list[ChatPlatform] = []
    options, painter = configuration.options, PillowPainter()
    if secrets.slack:
        from adapters.slack.app import API_URL  # noqa: PLC0415
        from adapters.slack.platform import ByHttp, SlackPlatform  # noqa: PLC0415

        slack, secret = options.slack, secrets.slack.signing_secret
        found.append(
            SlackPlatform(
                bot_token=secrets.slack.bot,
                app_token=secrets.slack.app,
                by_http=(
                    ByHttp(signing_secret=secret, host=slack.host, port=slack.port)
                    if slack_mode(slack, secrets.slack) is SlackMode.HTTP
                    else None
                ),
                api_url=secrets.slack_api_url or options.slack.api_url or API_URL,
                channel_ids=channel_ids(configuration, Platform.SLACK, learned),
                lost=lost,
                named=named,
                painter=painter,
            )
        )
    if secrets.discord_token:
        from adapters.discord.looks import Look  # noqa: PLC0415
        from adapters.discord.platform import DiscordPlatform  # noqa: PLC0415

        found.append(
            DiscordPlatform(
                secrets.discord_token,
                api_url=secrets.discord_api_url or options.discord.api_url,
                gateway_url=secrets.discord_gateway_url or options.discord.gateway_url,
                channel_ids=channel_ids(configuration, Platform.DISCORD, learned),
                style=Look(options.discord.style),
                lost=lost,
                painter=painter,
            )
        )
    return tuple(found)


def slack_mode(options: SlackOptions, tokens: SlackTokens) -> SlackMode:
    """How Slack is heard. Raises `ConfigError` where the secret for what the operator wants is missing."""
    mode = options.mode or (SlackMode.SOCKET if tokens.app else SlackMode.HTTP)
    missing = "SLACK_SIGNING_SECRET" if mode is SlackMode.HTTP else "SLACK_APP_TOKEN"
    if not (tokens.signing_secret if mode is SlackMode.HTTP else tokens.app):
        hint = "Set it, or change `slack: {mode: ...}` in wirewatch.yaml."
        raise ConfigError(missing, f"it is missing, and Slack is to be heard by {mode}", hint=hint)
    return mode


def channel_ids(
    configuration: Configuration, platform: Platform, learned: Mapping[Channel, str]
) -> dict[str, str]:
    """The platform's ids of channels, by name: an operator's own before what receipts told."""
    given = {channel: given for channel, given in configuration.channels.items() if given}
    return {
        channel.name: channel_id
        for channel, channel_id in {**learned, **given}.items()
        if channel.platform is platform
    }


def _pace(options: Options, *, hurry: bool) -> Pace:
    nothing = timedelta(0)
    return Pace(
        group_wait=nothing if hurry else options.alerts.group_wait,
        group_wait_high=nothing if hurry else options.alerts.group_wait_high,
        group_interval=nothing if hurry else options.alerts.group_interval,
    )
