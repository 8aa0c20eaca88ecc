"""`wirewatch extract`: what one text says to the configured watches."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.table import Table
from rich.text import Text

from bot.cli.options import config_option, console

if TYPE_CHECKING:
    from bot.extraction.facts import Fact
    from bot.extraction.reading import Reading
    from bot.extraction.text import Document


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
    """Read FILE (- for standard input) as an entry: watches, facts with their sentences, and summary.

    Nothing is stored or sent.
    """
    from bot.app.parts import make_reader  # noqa: PLC0415  # see `run`
    from bot.cli.texts import document_of  # noqa: PLC0415
    from bot.settings.loader import load  # noqa: PLC0415

    document = document_of(file, title=title, published=published, html=html)
    reader = make_reader(load(folder))
    reading = reader.read_anyway(document)
    if as_json:
        click.echo(json.dumps(_as_json(document, reading), ensure_ascii=False, indent=2))
    else:
        _show(document, reading)


def _as_json(document: "Document", reading: "Reading") -> dict[str, object]:
    return {
        "published": document.published.date().isoformat(),
        "title": document.cut(document.title),
        "text": document.text,
        "matches": [
            {
                "watch": match.watch,
                "in_title": match.in_title,
                "evidence": [
                    {
                        "text": document.cut(mention.span),
                        "start": mention.span.start,
                        "end": mention.span.end,
                    }
                    for mention in match.evidence
                ],
            }
            for match in reading.matches
        ],
        "facts": [
            _fact_as_json(document, watch, fact) for watch, facts in reading.facts.items() for fact in facts
        ],
        "summary": [document.cut(sentence) for sentence in reading.summary.sentences],
        "no_summary_because": None if reading.summary.sentences else reading.summary.reason,
    }


def _fact_as_json(document: "Document", watch: str, fact: "Fact") -> dict[str, object]:
    interval = fact.interval
    return {
        "watch": watch,
        "slot": fact.slot,
        "value": fact.value,
        "shown": fact.shown,
        "first_day": interval.first.isoformat() if interval else None,
        "last_day": interval.last.isoformat() if interval else None,
        "occurrence": fact.occurrence,
        "confidence": fact.confidence,
        "rule": fact.rule,
        "evidence": document.cut(fact.evidence),
        "start": fact.evidence.start,
        "end": fact.evidence.end,
        "sentence": document.cut(fact.sentence),
    }


def _show(document: "Document", reading: "Reading") -> None:
    out = console()
    marked = Text(document.text)
    marked.stylize("bold", document.title.start, document.title.end)
    for match in reading.matches:
        for mention in match.evidence:
            marked.stylize("underline", mention.span.start, mention.span.end)
    facts = [(watch, fact) for watch, found in reading.facts.items() for fact in found]
    for _, fact in facts:
        marked.stylize("bold yellow", fact.evidence.start, fact.evidence.end)
    out.print(marked)
    out.rule(style="dim")
    out.print(f"Watches: {', '.join(match.watch for match in reading.matches) or 'none matched'}")
    if facts:
        out.print(_facts_table(document, facts))
    for sentence in reading.summary.sentences:
        out.print(Text(f"• {document.cut(sentence)}"))
    if not reading.summary.sentences:
        out.print(f"No summary: {reading.summary.reason}")


def _facts_table(document: "Document", facts: list[tuple[str, "Fact"]]) -> Table:
    table = Table("Slot", "Value", "About", "Sentence", "Rule", box=None, pad_edge=False, header_style="dim")
    for _, fact in facts:
        sentence = Text(document.cut(fact.sentence), style="dim")
        offset = fact.sentence.start
        sentence.stylize("not dim yellow", fact.evidence.start - offset, fact.evidence.end - offset)
        value = Text(f"{fact.shown}\n{fact.value}")
        table.add_row(fact.slot, value, fact.occurrence, sentence, f"{fact.rule} {fact.confidence:.2f}")
    return table
