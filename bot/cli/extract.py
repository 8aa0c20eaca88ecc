"""`wirewatch extract`: what one text says to the configured watches."""

import json
from pathlib import Path

import click

from bot.cli.extract_json import document_as_json
from bot.cli.extract_shown import show
from bot.cli.options import config_option, console


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True, dir_okay=False))
@click.option(
    "--published", metavar="DATE", help="The day that “next month” is counted from.  [default: today]"
)
@click.option("--title", default="", help="The headline, where the file holds the body alone.")
@click.option("--html", is_flag=True, help="The file is HTML; taken from its name if it ends in .html.")
@click.option("--json", "as_json", is_flag=True, help="The result for a program.")
@config_option
def extract(
    *, file: Path, published: str | None, title: str, html: bool, as_json: bool, folder: Path
) -> None:
    """Read FILE (- for standard input) as an entry: watches, events with their facts, and summary.

    Nothing is stored or sent.
    """
    from bot.app.parts import make_reader  # noqa: PLC0415  # see `run`
    from bot.cli.texts import document_of  # noqa: PLC0415
    from bot.settings.loader import load  # noqa: PLC0415

    document = document_of(file, title=title, published=published, html=html)
    reader = make_reader(load(folder))
    reading = reader.read_anyway(document)
    if as_json:
        click.echo(json.dumps(document_as_json(document, reading), ensure_ascii=False, indent=2))
    else:
        show(console(), document, reading)
