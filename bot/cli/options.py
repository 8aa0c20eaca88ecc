"""What several commands share."""

import getpass
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from rich.console import Console

if TYPE_CHECKING:
    from bot.settings.configuration import Configuration

Command = TypeVar("Command", bound=Callable[..., Any])


def config_option(command: Command) -> Command:
    """`--config`: the operator's folder."""
    return click.option(
        "--config",
        "folder",
        type=click.Path(path_type=Path),
        default=Path("config"),
        envvar="WIREWATCH_CONFIG",
        show_default=True,
        help="The folder with feeds.yaml, channels.yaml, watchlists/ and entities/.",
    )(command)


def page_options(command: Command) -> Command:
    """`--host` and `--port`: where the status page is, whatever the configuration says."""
    port = click.option(
        "--port",
        type=click.IntRange(0, 65535),
        help="Port of the status page; 0 takes a free one.  [default: as configured, 8017]",
    )
    host = click.option("--host", help="Address of the status page.  [default: as configured, 127.0.0.1]")
    return host(port(command))


def with_page(configuration: "Configuration", host: str | None, port: int | None) -> "Configuration":
    """The configuration with the status page elsewhere, if the command line says so."""
    page = configuration.options.status_page
    if page is None:
        return configuration
    moved = replace(page, host=page.host if host is None else host, port=page.port if port is None else port)
    return replace(configuration, options=replace(configuration.options, status_page=moved))


def operator() -> str:
    """Who is at the terminal, as changes are kept with: the name by which the system knows them."""
    return f"cli:{getpass.getuser()}"


def console() -> Console:
    """Standard output for people: colours on a terminal only, and never with NO_COLOR."""
    return Console(highlight=False, soft_wrap=False, width=None if _has_width() else 110)


def _has_width() -> bool:
    """A terminal knows its width, and so does whoever sets COLUMNS; a pipe gets room for whole lines."""
    return "COLUMNS" in os.environ or os.isatty(1)
