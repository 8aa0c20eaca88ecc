"""`wirewatch bench`: how fast and how right the bot's parts are."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
from rich.table import Table

from bot.bench import BENCHES
from bot.cli.options import console
from bot.errors import UsageError


@click.command()
@click.argument("name", required=False)
@click.option(
    "--data",
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="The folder with the data to measure on, or one file of it, for a benchmark that needs any.",
)
@click.option("--feeds", type=click.IntRange(20), help="How many feeds `poll` polls.  [default: 10000]")
@click.option("--json", "as_json", is_flag=True, help="The figures as one JSON object, on the last line.")
def bench(*, name: str | None, data: Path | None, feeds: int | None, as_json: bool) -> None:
    """Run the benchmark NAME and show its figures, or list the benchmarks."""
    if name is None:
        click.echo("\n".join(sorted(BENCHES)))
        return
    if name not in BENCHES:
        raise click.BadParameter(f"{name} is none of {', '.join(sorted(BENCHES))}", param_hint="NAME")
    if data is not None and not data.exists():
        raise UsageError(f"--data {data}", "there is nothing there")
    if feeds is not None and name != "poll":
        raise click.UsageError("--feeds is for `bench poll` alone")
    figures = BENCHES[name](data) if feeds is None else BENCHES[name](data, feeds=feeds)
    if as_json:
        click.echo(json.dumps(figures, ensure_ascii=False))
    else:
        console().print(_table(figures))


def _table(figures: Mapping[str, object]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for name, value in _rows(figures):
        table.add_row(name, value)
    return table


def _rows(figures: Mapping[str, object], above: str = "") -> Iterator[tuple[str, str]]:
    """A line for each number, named by all the names that lead to it."""
    for name, value in figures.items():
        path = f"{above}{name}".replace("_", " ")
        if isinstance(value, Mapping):
            yield from _rows(value, f"{path} · ")
        else:
            yield path, _shown(value)


def _shown(value: object) -> str:
    match value:
        case float() if abs(value) < 10:
            return f"{value:.3f}"
        case int() | float():
            return f"{value:,.0f}"
        case _:
            return str(value)
