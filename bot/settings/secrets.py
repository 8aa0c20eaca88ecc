"""Secrets: from the environment or from files that it names, never from the settings folder."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import ConfigError

_TOKEN_HINT = "Copy it once more from the app's page at the platform."  # noqa: S105 -- a sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackTokens:
    bot: str = field(repr=False)
    app: str = field(repr=False)
    """Empty where Slack is heard over HTTP alone."""
    signing_secret: str = field(default="", repr=False)
    """Proves what comes over HTTP; empty in Socket Mode."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """What the environment gives. A platform without tokens is off."""

    slack: SlackTokens | None = None
    discord_token: str | None = field(default=None, repr=False)
    slack_api_url: str | None = None
    """Overrides `slack.api_url`; the same for the two below."""
    discord_api_url: str | None = None
    discord_gateway_url: str | None = None


def read_secrets(environ: Mapping[str, str]) -> Secrets:
    """The secrets of `environ`: each variable itself or, with _FILE behind its name, the file that holds it.

    Raises `ConfigError`, which never repeats a value, where a token is missing or cannot be one.
    """
    return Secrets(
        slack=_slack(environ),
        discord_token=_discord(environ),
        slack_api_url=_address(environ, "SLACK_API_URL", "http://", "https://"),
        discord_api_url=_address(environ, "DISCORD_API_URL", "http://", "https://"),
        discord_gateway_url=_address(environ, "DISCORD_GATEWAY_URL", "ws://", "wss://"),
    )


def _slack(environ: Mapping[str, str]) -> SlackTokens | None:
    bot, app = _value(environ, "SLACK_BOT_TOKEN"), _value(environ, "SLACK_APP_TOKEN")
    secret = _value(environ, "SLACK_SIGNING_SECRET")
    if bot.startswith("xapp-") and app.startswith("xoxb-"):
        hint = "Give SLACK_BOT_TOKEN the one that begins with xoxb-."
        raise ConfigError("SLACK_BOT_TOKEN", "the two Slack tokens stand in each other's place", hint=hint)
    _check_prefix("SLACK_BOT_TOKEN", bot, "xoxb-")
    _check_prefix("SLACK_APP_TOKEN", app, "xapp-")
    if bot and (app or secret):
        return SlackTokens(bot=bot, app=app, signing_secret=secret)
    if bot:
        hint = "Slack needs both; set both or neither. In HTTP mode SLACK_SIGNING_SECRET stands in its place."
        raise ConfigError("SLACK_APP_TOKEN", "it is missing, and SLACK_BOT_TOKEN is set", hint=hint)
    if app or secret:
        given = "SLACK_APP_TOKEN" if app else "SLACK_SIGNING_SECRET"
        hint = "Slack needs both; set both or neither."
        raise ConfigError("SLACK_BOT_TOKEN", f"it is missing, and {given} is set", hint=hint)
    return None


def _check_prefix(name: str, token: str, prefix: str) -> None:
    if token and not token.startswith(prefix):
        raise ConfigError(name, f"a token that begins with {prefix} is wanted", hint=_TOKEN_HINT)


def _discord(environ: Mapping[str, str]) -> str | None:
    token = _value(environ, "DISCORD_TOKEN")
    if token.startswith(("xoxb-", "xapp-")):
        raise ConfigError("DISCORD_TOKEN", "this is a token of Slack", hint=_TOKEN_HINT)
    return token or None


def _value(environ: Mapping[str, str], name: str) -> str:
    """The variable, or the content of the file it names, stripped; empty where neither is given."""
    direct, path = environ.get(name, "").strip(), environ.get(f"{name}_FILE", "").strip()
    if direct and path:
        hint = "Set one of the two."
        raise ConfigError(name, f"it is set, and {name}_FILE too", hint=hint)
    value = _from_file(f"{name}_FILE", path) if path else direct
    if not value.isascii() or not value.isprintable() or " " in value:
        raise ConfigError(name, "it holds a character that no token holds", hint=_TOKEN_HINT)
    return value


def _from_file(name: str, path: str) -> str:
    try:
        value = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not text"
        raise ConfigError(name, f"the file {path} cannot be read: {why}", hint="Check its rights.") from None
    if not value:
        raise ConfigError(name, f"the file {path} is empty", hint="Write the token into it.")
    return value


def _address(environ: Mapping[str, str], name: str, *beginnings: str) -> str | None:
    value = environ.get(name, "").strip()
    if value and not value.startswith(beginnings):
        raise ConfigError(
            name, f"it must begin with {' or '.join(beginnings)}", hint="Unset it for the platform's own."
        )
    return value or None
