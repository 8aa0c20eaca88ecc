"""What a text says, for a person: the text with its marks, its events and its summary."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from bot.extraction.facts import Event, Fact
    from bot.extraction.reading import Reading
    from bot.extraction.text import Document

_STYLES = {
    "date": "bold cyan",
    "host": "bold blue",
    "city": "bold blue",
    "status": "bold magenta",
    "participant": "bold green",
    "imposer": "bold green",
    "target": "bold red",
    "parties": "underline green",
    "agenda": "yellow",
    "outcome": "yellow",
}
_OTHERWISE = "bold yellow"
_AROUND = 60
"""Characters of the sentence shown on each side of the words that state a fact."""


def show(out: Console, document: "Document", reading: "Reading") -> None:
    """The text, the watches that matched, each event with its facts, and the summary."""
    out.print(_marked(document, reading))
    out.rule(style="dim")
    out.print(f"Watches: {', '.join(match.watch for match in reading.matches) or 'none matched'}")
    for event in reading.events:
        out.print()
        out.print(_event(document, event, reading))
    out.print()
    if reading.summary.sentences:
        out.print(Text("Summary", style="bold"))
    for sentence in reading.summary.sentences:
        out.print(Text(f"• {document.cut(sentence)}"))
    if not reading.summary.sentences:
        out.print(f"No summary: {reading.summary.reason}")


def _marked(document: "Document", reading: "Reading") -> Text:
    marked = Text(document.text)
    marked.stylize("bold", document.title.start, document.title.end)
    for match in reading.matches:
        for mention in match.evidence:
            marked.stylize("underline", mention.span.start, mention.span.end)
    facts = [fact for event in reading.events for fact in event.facts]
    # The long ones first, so that a name keeps its own colour inside the words that hold it.
    for fact in sorted(facts, key=lambda f: f.evidence.start - f.evidence.end):
        marked.stylize(_STYLES.get(fact.slot, _OTHERWISE), fact.evidence.start, fact.evidence.end)
    return marked


def _event(document: "Document", event: "Event", reading: "Reading") -> Group:
    heading = Text(f"{event.kind.value.capitalize()}", style="bold")
    series = next((fact.shown for fact in event.facts if fact.slot == "series"), event.name)
    heading.append(f" · {series}", style="not bold")
    if event.occurrence == "previous":
        heading.append(" · the one before", style="dim")
    watches = list(_asked_by(event, reading))
    if watches:
        heading.append(f" · for {', '.join(watches)}", style="dim")
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(max_width=34)
    table.add_column(ratio=1)
    table.add_column(style="dim", no_wrap=True)
    for fact in event.facts:
        table.add_row(
            Text(fact.slot, style=_STYLES.get(fact.slot, _OTHERWISE)),
            _value(fact),
            _in_sentence(document, fact),
            f"{fact.rule} {fact.confidence:.2f}",
        )
    return Group(heading, Padding(table, (0, 0, 0, 2)))


def _asked_by(event: "Event", reading: "Reading") -> Iterator[str]:
    """The watches that take facts of this event."""
    own = set(event.facts)
    return (watch for watch, facts in reading.facts.items() if own & set(facts))


def _value(fact: "Fact") -> Text:
    shown = Text(fact.shown)
    if fact.role:
        shown.append(f", {fact.role}", style="dim")
    if fact.modality and fact.modality != fact.value:
        shown.append(f" ({fact.modality})", style="dim")
    return shown


def _in_sentence(document: "Document", fact: "Fact") -> Text:
    """The words that state it, with a little of the sentence on both sides."""
    start = max(fact.sentence.start, fact.evidence.start - _AROUND)
    end = min(fact.sentence.end, fact.evidence.end + _AROUND)
    before, after = "…" * (start > fact.sentence.start), "…" * (end < fact.sentence.end)
    text = Text(before + document.text[start:end] + after, style="dim")
    shift = len(before) - start
    style = _STYLES.get(fact.slot, _OTHERWISE)
    text.stylize(f"not dim {style}", fact.evidence.start + shift, fact.evidence.end + shift)
    return text
