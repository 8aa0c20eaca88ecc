"""`wirewatch manifest slack`: the app as Slack wants it described."""

from io import StringIO

import click

from adapters.slack.app import COMMAND, GROUPS, HISTORY, NEEDED, PATH, PICTURES, WHY

_USAGE = "latest <event> | timeline <event> | search <words> | why last | mute … | feeds | help"
_NEXT = "Paste it at https://api.slack.com/apps (Create New App, from a manifest) and install the app. Then:"
_WITH_SOCKET = (
    "SLACK_BOT_TOKEN: OAuth & Permissions; SLACK_APP_TOKEN: Basic Information, App-Level Tokens, "
    "with the scope connections:write."
)
_WITH_HTTP = "SLACK_BOT_TOKEN: OAuth & Permissions; SLACK_SIGNING_SECRET: Basic Information, App Credentials."
_UNSEARCHED = (
    "Without history a message whose answer was lost cannot be looked for: alerts come at least once, "
    "and a possible repeat says so."
)


@click.group()
def manifest() -> None:
    """Print what a platform wants to know of the app before it can be installed."""


@manifest.command()
@click.option(
    "--history/--no-history",
    default=True,
    help="Scopes to read channels, which keep a message from being sent twice.  [default: history]",
)
@click.option("--pictures", is_flag=True, help="The scope for `alerts: {pictures: true}`, too.")
@click.option("--groups", is_flag=True, help="The scope to name user groups under `rights`, too.")
@click.option("--http", "address", metavar="URL", help="Slack sends to this address; no socket is opened.")
def slack(*, history: bool, pictures: bool, groups: bool, address: str | None) -> None:
    """Print the manifest of the Slack app; standard error says what to do with it."""
    from ruamel.yaml import YAML  # noqa: PLC0415  # see `run`

    if address is not None and not address.startswith("https://"):
        raise click.BadParameter("it must begin with https://", param_hint="--http")
    endpoint = address.rstrip("/").removesuffix(PATH) + PATH if address else None
    yaml, out = YAML(), StringIO()
    yaml.width = 200
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.dump(app(history=history, pictures=pictures, groups=groups, endpoint=endpoint), out)
    click.echo(out.getvalue(), nl=False)
    for line in (_NEXT, _WITH_HTTP if endpoint else _WITH_SOCKET, *(() if history else (_UNSEARCHED,))):
        click.echo(line, err=True)


def app(
    *, history: bool, pictures: bool = False, groups: bool = False, endpoint: str | None
) -> dict[str, object]:
    """The manifest; `endpoint` is the whole address that Slack sends to, None for Socket Mode.

    https://docs.slack.dev/reference/app-manifest names the keys and their limits.
    """
    scopes = (
        *NEEDED,
        *(HISTORY if history else ()),
        *((PICTURES,) if pictures else ()),
        *((GROUPS,) if groups else ()),
    )
    where = {"request_url": endpoint} if endpoint else {}
    command = {
        "command": COMMAND,
        **({"url": endpoint} if endpoint else {}),
        "description": "Ask Wirewatch",
        "usage_hint": _USAGE,
        "should_escape": False,
    }
    shortcut = {
        "name": "Why this?",
        "type": "message",
        "callback_id": WHY,
        "description": "Why Wirewatch told this",
    }
    return {
        "display_information": {"name": "Wirewatch", "description": "A news desk for this team's chat"},
        "features": {
            "app_home": {"home_tab_enabled": True, "messages_tab_enabled": False},
            "bot_user": {"display_name": "Wirewatch", "always_online": True},
            "shortcuts": [shortcut],
            "slash_commands": [command],
        },
        "oauth_config": {"scopes": {"bot": [*scopes]}},
        "settings": {
            "event_subscriptions": {**where, "bot_events": ["app_home_opened"]},
            "interactivity": {"is_enabled": True, **where},
            "socket_mode_enabled": endpoint is None,
        },
    }
