"""What a story comes to in a few sentences of its reports, each with the outlet that printed it."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from bot.core.entries import EntryId
from bot.core.ledger import Assertion, Ledger
from bot.core.messages import Span, Style, Text
from bot.core.stories import Report, Story
from bot.extraction.facts import MANY, Occurrence
from bot.extraction.summary import SourceText, Statement, summarise_story


def summary_spans(story: Story, facts: Ledger, *, headline: str) -> tuple[Span, ...]:
    """The sentences in order, each outlet after its own where several speak; empty where there are none."""
    quotes = summarise_story(_sources(story.reports, facts), headline=headline).quotes
    several = len({quote.outlet for quote in quotes}) > 1
    spans: list[Span] = []
    for outlet, said in groupby(quotes, key=lambda quote: quote.outlet):
        gap = " " if spans else ""
        spans.append(Text(text=gap + " ".join(quote.text for quote in said)))
        spans += [Text(text=f" ({outlet})", style=Style.QUIET)] if several else []
    return tuple(spans)


def _sources(reports: Iterable[Report], facts: Ledger) -> list[SourceText]:
    by_entry: dict[EntryId, list[Assertion]] = {}
    for merged in facts.values():
        if merged.current.fact.occurrence is Occurrence.CURRENT:
            by_entry.setdefault(merged.current.entry, []).append(merged.current)
    return [_source(report, by_entry) for report in reports]


def _source(report: Report, by_entry: Mapping[EntryId, list[Assertion]]) -> SourceText:
    stated = by_entry.get(report.entry, [])
    return SourceText(
        outlet=report.outlet,
        published=report.published,
        sentences=report.summary,
        facts=tuple(
            # A summary's sentence may have lost the dateline that the ledger's still has.
            frozenset(_statement(assertion) for assertion in stated if assertion.sentence.endswith(sentence))
            for sentence in report.summary
        ),
    )


def _statement(assertion: Assertion) -> Statement:
    fact = assertion.fact
    about = f"{fact.slot} {fact.value}" if fact.slot in MANY else fact.slot.value
    return Statement(about=about, value=fact.value)
