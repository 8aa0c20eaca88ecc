"""The answer of `explain` for people."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.cli.subject import Subject, places, reasons
from bot.core.watches import Watch
from bot.extraction.findings import Explanation, PartExplanation, Role
from bot.extraction.query import format_part, format_rule
from bot.extraction.rules import Rule
from bot.extraction.text import Document, Span

Found = Sequence[tuple[Watch, Explanation]]

_SEEN = "bold cyan"
_BLOCKING = "bold red"


def show(subject: Subject, found: Found, out: Console) -> None:
    """The marked text; then the watches that hold, those that do not, and those of which nothing is seen."""
    out.print(_heading(subject))
    for line in _marked(subject.document, [explanation for _, explanation in found], out):
        out.print(Padding(line, (0, 0, 0, 2), expand=False))
    unseen = [watch.id for watch, explanation in found if not _touched(explanation)]
    for watch, explanation in sorted(found, key=lambda pair: pair[1].match is None):
        if _touched(explanation) or len(found) == 1:
            out.print()
            _show_watch(subject, watch, explanation, out)
    if unseen and len(found) > 1:
        out.print()
        out.print(Text(f"Nothing of what they look for is seen: {', '.join(unseen)}"))


def _touched(explanation: Explanation) -> bool:
    return bool(explanation.match or explanation.seen or explanation.blocked)


def _heading(subject: Subject) -> Text:
    parts = [
        f"entry {subject.entry}" if subject.entry is not None else "",
        f"feed {subject.feed.id}" if subject.feed else "",
        subject.url,
        f"also in {', '.join(subject.others)}: choose with --feed" if subject.others else "",
    ]
    return Text(" · ".join(filter(None, parts)) or "the text given", style="dim")


def _marked(document: Document, explanations: Sequence[Explanation], out: Console) -> Iterator[Text]:
    """The title and each paragraph in which something was seen, with what was seen marked."""
    seen = {mention.span for explanation in explanations for mention in explanation.seen}
    blocked = {mention.span for explanation in explanations for mention in explanation.blocked}
    blocking = blocked if len(explanations) == 1 else set()  # what one watch forbids another may ask for
    left_out = False
    for line in (document.title, *document.paragraphs):
        inside = _apart(span for span in seen | blocked if line.start <= span.start and span.end <= line.end)
        if inside or line is document.title:
            yield _line(document, line, inside, blocking, coloured=out.is_terminal and not out.no_color)
        elif not left_out:
            yield Text("…", style="dim")
        left_out = not inside and line is not document.title


def _line(document: Document, line: Span, inside: list[Span], blocking: set[Span], *, coloured: bool) -> Text:
    """With colours where there are any, else in brackets; what a watch forbids is red, or has a `!`."""
    text, at = Text(), line.start
    for span in inside:
        text.append(document.text[at : span.start])
        blocks = any(span.start <= other.start and other.end <= span.end for other in blocking)
        words = document.cut(span)
        if coloured:
            text.append(words, style=_BLOCKING if blocks else _SEEN)
        else:
            text.append(f"[!{words}]" if blocks else f"[{words}]")
        at = span.end
    text.append(document.text[at : line.end])
    return text


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Overlapping spans made into one, in order."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(start=merged[-1].start, end=max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return merged


def _show_watch(subject: Subject, watch: Watch, explanation: Explanation, out: Console) -> None:
    held = explanation.match is not None
    heading = Text("holds   " if held else "fails   ", style="bold green" if held else "bold yellow")
    heading.append(watch.id, style="bold")
    heading.append(f"  {watch.origin}", style="not bold dim")
    out.print(heading)
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row("rule", Text(format_rule(watch.rule)))
    for reason in reasons(subject, watch.rule, explanation):
        grid.add_row("because", Text(reason))
    if salience := _salience(watch.rule, explanation):
        grid.add_row("salience", salience)
    out.print(Padding(grid, (0, 0, 0, 8), expand=False))
    out.print(Padding(_parts(subject.document, explanation.parts), (0, 0, 0, 8), expand=False))


def _salience(rule: Rule, explanation: Explanation) -> str:
    shown = f"{explanation.salience:.2f}" if explanation.salience is not None else ""
    asked = f"at least {rule.min_salience:.2f} is asked for" if rule.min_salience else ""
    return "; ".join(filter(None, (shown, asked)))


def _parts(document: Document, parts: Iterable[PartExplanation]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold", ratio=2)
    table.add_column(overflow="fold", ratio=3)
    for depth, alike in _flattened(parts):
        first = alike[0]
        style = ("red" if first.role is Role.NONE else "green") if first.held else ""
        shown = Text("  " * depth + ", ".join(format_part(part.part) for part in alike))
        table.add_row(Text(_state(first), style=style), first.role.value, shown, _where(document, first))
    return table


def _flattened(
    parts: Iterable[PartExplanation], depth: int = 0
) -> Iterator[tuple[int, tuple[PartExplanation, ...]]]:
    """The parts with their own parts below them; those of one list that were not seen are one line."""
    for (_, unseen), group in groupby(parts, key=lambda part: (part.role, _unseen(part))):
        for alike in [tuple(group)] if unseen else [(part,) for part in group]:
            yield depth, alike
            yield from _flattened(alike[0].parts, depth + 1)


def _unseen(part: PartExplanation) -> bool:
    return not (part.held or part.mentions or part.parts)


def _state(part: PartExplanation) -> str:
    if part.role is Role.NONE:
        return "blocks" if part.held else "absent"
    return "there" if part.held else "not there"


def _where(document: Document, part: PartExplanation) -> Text:
    note = part.note.value if part.note and part.role is not Role.NONE else ""
    return Text(": ".join(filter(None, (note, places(document, part.mentions)))))
