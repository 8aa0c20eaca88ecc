"""`wirewatch schema`: JSON Schemas of the configuration, for editors."""

from pathlib import Path

import click


@click.command()
@click.argument("name", required=False)
@click.option(
    "--write",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write all of them into this folder, as NAME.schema.json.",
)
def schema(*, name: str | None, folder: Path | None) -> None:
    """Print the JSON Schema of a kind of configuration file (NAME), or list the kinds."""
    from bot.settings.schema import schema_text, schemas  # noqa: PLC0415  # see `run`

    known = schemas()
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        for kind, content in known.items():
            (folder / f"{kind}.schema.json").write_text(schema_text(content), encoding="utf-8")
    elif name is None:
        click.echo("\n".join(sorted(known)))
    elif name in known:
        click.echo(schema_text(known[name]), nl=False)
    else:
        raise click.BadParameter(f"{name} is none of {', '.join(sorted(known))}", param_hint="NAME")
