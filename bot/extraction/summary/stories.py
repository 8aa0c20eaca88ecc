"""The summary of a story: sentences out of the reports' own summaries, none twice, each understood alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.extraction.summary.pool import Pool, Telling
from bot.extraction.summary.values import SummaryReason

_FIRST_REPORTS = 8
_LAST_REPORTS = 24
"""Of a long story the first reports hold what happened and the last ones what is new; what lies between
repeats them. With three sentences each some hundred are weighed against one another, a few milliseconds."""
_CHANGED = 2
"""What a value counts that took the place of another: news of a story is what changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a sentence states: of two statements about the same, the later one holds."""

    about: str
    """Such as "current date"; where several values stand side by side ("participant maxim-oreshkin"), the
    value belongs in here, for then none takes the place of another."""
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """What one report gives to the story's summary."""

    outlet: str
    published: datetime
    sentences: tuple[str, ...]
    """Its own summary, in the order of the report, as `summarise` gave it; empty where it has none."""
    facts: tuple[frozenset[Statement], ...] = ()
    """What each sentence states, parallel to `sentences`; shorter or empty where that is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    outlet: str
    report: int
    """Its index among the reports that were given."""
    sentence: int
    """Its index in the report's own summary."""
    text: str
    """Word for word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySummary:
    quotes: tuple[Quote, ...]
    """The most important first; those of one report stand together and in its order."""
    reason: SummaryReason
    """FOCUS where one was chosen for what it states, NO_TEXT where no report has a sentence, else LEAD."""


def summarise_story(reports: Sequence[SourceText], at_most: int = 3, *, headline: str = "") -> StorySummary:
    """At most `at_most` sentences of the reports that together tell the story as it stands.

    First what the newest statements say, changes before all, each by the first report to say so; then the
    lead that most outlets agree with, with the latest of its versions where they differ in a figure; then
    what other reports add, the newest first. A sentence that points back comes only straight after its
    predecessor from the same report; `headline` is what readers see above and may take as known.
    """
    considered = _considered(reports)
    pool = Pool(
        [Telling(report=i, outlet=reports[i].outlet, sentences=reports[i].sentences) for i in considered],
        headline,
        at_most,
    )
    pool.cover(_worth(reports, considered))
    focused = bool(pool.taken)
    pool.fill()
    if not pool.taken:
        return StorySummary(quotes=(), reason=SummaryReason.NO_TEXT)
    quotes = tuple(
        Quote(outlet=reports[r].outlet, report=r, sentence=s, text=reports[r].sentences[s])
        for r, s in pool.in_order()
    )
    return StorySummary(quotes=quotes, reason=SummaryReason.FOCUS if focused else SummaryReason.LEAD)


def _considered(reports: Sequence[SourceText]) -> list[int]:
    """Indices of the reports that are weighed, in order of publication."""
    order = sorted(
        (i for i, report in enumerate(reports) if report.sentences), key=lambda i: (reports[i].published, i)
    )
    if len(order) <= _FIRST_REPORTS + _LAST_REPORTS:
        return order
    sources = {at[0] for at in _first_to_say(reports, order).values()}
    ends = {*order[:_FIRST_REPORTS], *order[-_LAST_REPORTS:]}
    return [i for i in order if i in ends or i in sources]


def _stated(reports: Sequence[SourceText], order: Iterable[int]) -> Iterable[tuple[int, int, Statement]]:
    """Report, sentence and statement, in order of publication."""
    for i in order:
        for j, facts in enumerate(reports[i].facts[: len(reports[i].sentences)]):
            for statement in sorted(facts, key=lambda s: (s.about, s.value)):
                yield i, j, statement


def _first_to_say(reports: Sequence[SourceText], order: Sequence[int]) -> dict[Statement, tuple[int, int]]:
    """Where each statement that holds was made first."""
    holding: dict[str, Statement] = {}
    first: dict[Statement, tuple[int, int]] = {}
    for i, j, statement in _stated(reports, order):
        holding[statement.about] = statement
        first.setdefault(statement, (i, j))
    return {statement: first[statement] for statement in holding.values()}


def _worth(
    reports: Sequence[SourceText], order: Sequence[int]
) -> Mapping[tuple[int, int], Mapping[Statement, int]]:
    """What each sentence states that holds, with what that counts."""
    values: dict[str, list[str]] = {}
    for _, _, statement in _stated(reports, order):
        known = values.setdefault(statement.about, [])
        if not known or known[-1] != statement.value:
            known.append(statement.value)
    worth: dict[tuple[int, int], dict[Statement, int]] = {}
    for i, j, statement in _stated(reports, order):
        known = values[statement.about]
        if known[-1] == statement.value:
            worth.setdefault((i, j), {})[statement] = _CHANGED if len(known) > 1 else 1
    return worth
