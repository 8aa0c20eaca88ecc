"""`wirewatch invite-url discord`: the page that brings the bot into a server."""

import base64
import os

import click

from bot.errors import ConfigError

_HINT = "Give --id; the Application ID is on the page General Information of Discord's developer portal"


@click.group("invite-url")
def invite_url() -> None:
    """Print the page that brings the bot into a server."""


@invite_url.command()
@click.option("--id", "client_id", metavar="ID", help="The application's id.  [default: of DISCORD_TOKEN]")
@click.option("--embeds", is_flag=True, help="The right for `discord: {style: embeds}`, too.")
@click.option("--pictures", is_flag=True, help="The right for `alerts: {pictures: true}`, too.")
def discord(*, client_id: str | None, embeds: bool, pictures: bool) -> None:
    """Print the address that invites the bot with the least rights that it needs."""
    from adapters.discord.rights import invite_url as address_of  # noqa: PLC0415  # see `run`
    from bot.settings.secrets import read_secrets  # noqa: PLC0415

    if client_id is not None and not (client_id.isascii() and client_id.isdigit()):
        raise click.BadParameter("it has digits only", param_hint="--id")
    known = client_id or id_in(read_secrets(os.environ).discord_token or "")
    click.echo(address_of(known, embeds=embeds, pictures=pictures))


def id_in(token: str) -> str:
    """The application's id, which begins a token in base64 (discord.com/developers/docs/reference).

    Raises `ConfigError`, which does not repeat the token, where there is none.
    """
    if not token:
        raise ConfigError("DISCORD_TOKEN", "it is not set", hint=_HINT)
    first = token.partition(".")[0]
    try:
        found = base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)).decode("ascii")
    except ValueError:
        found = ""
    if not found.isdigit():
        raise ConfigError("DISCORD_TOKEN", "no application's id is in it", hint=_HINT)
    return found
