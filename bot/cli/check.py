"""`wirewatch check`: every mistake of the configuration, before it matters."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.options import config_option
from bot.errors import ConfigError

if TYPE_CHECKING:
    from bot.settings.mistakes import Mistake


@click.command()
@config_option
@click.option("--json", "as_json", is_flag=True, help="The result for a program.")
@click.pass_context
def check(context: click.Context, *, folder: Path, as_json: bool) -> None:
    """Find every mistake in the configuration and run the watches' examples; nothing is sent.

    Each mistake is given with file, line and column and the way out. Ends with 0, or with 78.
    """
    from bot.settings.examples import failed_examples  # noqa: PLC0415  # see `run`
    from bot.settings.loader import load  # noqa: PLC0415
    from bot.settings.mistakes import ConfigErrors  # noqa: PLC0415

    try:
        configuration = load(folder)
    except ConfigErrors as errors:
        _report(errors.mistakes, (), as_json=as_json)
        context.exit(ConfigError.exit_code)
    mistakes = failed_examples(configuration)
    _report(mistakes, configuration.warnings, as_json=as_json)
    if mistakes:
        context.exit(ConfigError.exit_code)
    if not as_json:
        examples = sum(map(len, configuration.examples.values()))
        click.echo(
            f"{folder}: {len(configuration.watches)} watches, {len(configuration.feeds)} enabled feeds, "
            f"{len(configuration.channels)} channels; {examples} examples hold."
        )


def _report(mistakes: Iterable["Mistake"], warnings: Iterable["Mistake"], *, as_json: bool) -> None:
    if as_json:
        shown = {"mistakes": [_row(m) for m in mistakes], "warnings": [_row(w) for w in warnings]}
        click.echo(json.dumps(shown, ensure_ascii=False))
        return
    for mistake in mistakes:
        click.echo(f"mistake  {mistake}", err=True)
    for warning in warnings:
        click.echo(f"warning  {warning}", err=True)


def _row(mistake: "Mistake") -> dict[str, object]:
    return {
        "file": mistake.file,
        "line": mistake.line,
        "column": mistake.column,
        "what": mistake.what,
        "why": mistake.why,
        "hint": mistake.hint,
        "excerpt": mistake.excerpt,
    }
