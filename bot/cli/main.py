"""The group that all commands hang on, and how an error ends the process."""

import logging
import sys
from pathlib import Path

import click
from dotenv import load_dotenv

from bot import __version__
from bot.cli.ask import ask
from bot.cli.audit import audit
from bot.cli.backtest import backtest
from bot.cli.bench import bench
from bot.cli.check import check
from bot.cli.demo import demo
from bot.cli.doctor import doctor
from bot.cli.explain import explain
from bot.cli.extract import extract
from bot.cli.feedback import feedback
from bot.cli.feeds.group import feeds
from bot.cli.invite import invite_url
from bot.cli.manifest import manifest
from bot.cli.run import run
from bot.cli.schema import schema
from bot.cli.stories.group import stories
from bot.errors import WirewatchError

INTERRUPTED = 130


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 ok, 1 failure, 2 usage, 75 try again, 78 configuration, 130 interrupted.",
)
@click.version_option(__version__, prog_name="wirewatch")
@click.option("-v", "--verbose", is_flag=True, help="Log what happens, on standard error.")
def group(*, verbose: bool) -> None:
    """Wirewatch: a news desk for a team's chat.

    It polls news feeds, matches every entry against your watchlists, gathers many outlets' reports into one
    story and tells the right Slack and Discord channels once.
    """
    logging.basicConfig(
        level=logging.INFO if verbose else logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        stream=sys.stderr,
    )


for command in (
    run,
    demo,
    check,
    doctor,
    manifest,
    invite_url,
    feeds,
    stories,
    ask,
    audit,
    feedback,
    explain,
    backtest,
    extract,
    schema,
    bench,
):
    group.add_command(command)


def main() -> None:
    """Entry point of `wirewatch`."""
    load_dotenv(Path(".env"))
    try:
        sys.exit(group(prog_name="wirewatch", standalone_mode=False))  # what `context.exit` was given
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except WirewatchError as error:
        click.echo(f"wirewatch: {error}", err=True)
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(INTERRUPTED)
