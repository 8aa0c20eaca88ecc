"""What summaries of real articles look like, and what of the events told in them they hold.

Of documents: `documents`; `summarised`, the share with a summary, and `none`, the shares without one by
reason; `verbatim`, the share of sentences that are words of one paragraph, which must be 1; `dangling`, the
share of summaries with a sentence that opens by pointing back (He, This, However) without its predecessor;
`questions`, `announcements` and `cut_quotes`, the shares of summaries with a question, a publisher's own
words, a quotation that is not closed or not opened; `repeated`, the share of summaries in which two sentences
have four fifths of the shorter one's words in common; `sentences` and `characters` of a summary on average;
`lead_overlap`, the share of sentences that are among the first three of their body; `ms_per_document`.

Of stories, where the records name any, under `stories`: `stories` of two reports or more, `verbatim` (in the
report that is quoted), `dangling`, `questions`, `announcements`, `cut_quotes`, `repeated`, `sentences`,
`characters`, `outlets` quoted on average and `ms_per_story`.

Of texts with their events written down, under `coverage`: `texts` of more than three sentences, the number of
`values` (edition, days, city, host, parties, participants of the first event) and the share of them that
stands in the summary made with the bot's own facts in `focus`, in the one made `without`, and in the first
three sentences, `lead`.

The checks are those of `bot.bench.readability`.
"""

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import perf_counter

from bot.bench.coverage import coverage
from bot.bench.gold import read_set
from bot.bench.news import Article, article_files, read_articles
from bot.bench.readability import CHECKS, Shown
from bot.errors import UsageError
from bot.extraction.summary import SourceText, SummaryReason, summarise, summarise_story
from bot.extraction.text import Document, Span, sentences
from bot.settings.loader import load

_GOLD = ("facts-*.json", "gold/facts-*.json")
_OURS = Path("tests/gold")


def run(data: Path | None) -> Mapping[str, object]:
    """The figures above. `data` is a folder with sets of articles or of texts with their events, or one file.

    Without any, or where it holds none, the events are those of the project's own set. Raises `UsageError`
    where there is nothing to read or a file is something else, `ConfigError` where the configuration that
    gives the lexicon has mistakes.
    """
    articles, gold = article_files(data), _gold_files(data)
    if not articles and not gold:
        hint = "Give --data the folder that holds sets of articles, or one of its files."
        raise UsageError("bench summary", f"there is no set of articles in {data}", hint=hint)
    figures: dict[str, object] = {}
    if articles:
        figures |= measure(article for path in articles for article in read_articles(path))
    if gold:
        lexicon = load(Path(os.environ.get("WIREWATCH_CONFIG", "config"))).lexicon
        figures["coverage"] = coverage((text for path in gold for text in read_set(path).texts), lexicon)
    return figures


def measure(articles: Iterable[Article]) -> dict[str, object]:
    """The figures of documents and stories for articles already read."""
    tally, by_story = _Tally(), defaultdict[str, list[_Report]](list)
    for article in articles:
        told = tally.document(article.document)
        if article.story:
            by_story[article.story].append(_Report(article=article, told=told))
    figures = tally.figures("document")
    stories = [reports for reports in by_story.values() if len(reports) > 1]
    return {**figures, "stories": _of_stories(stories)} if stories else figures


@dataclass(frozen=True, slots=True, kw_only=True)
class _Report:
    article: Article
    told: tuple[str, ...]


def _of_stories(stories: Sequence[Sequence[_Report]]) -> dict[str, object]:
    tally = _Tally()
    for reports in stories:
        tally.story(sorted(reports, key=_published))
    return tally.figures("story")


def _published(report: _Report) -> datetime:
    return report.article.document.published


class _Tally:
    def __init__(self) -> None:
        self.seconds = 0.0
        self.outlets = 0
        self.summaries: list[list[Shown]] = []
        self.reasons = Counter[SummaryReason]()

    def document(self, document: Document) -> tuple[str, ...]:
        """The sentences told."""
        before = perf_counter()
        summary = summarise(document)
        self.seconds += perf_counter() - before
        self.reasons[summary.reason] += 1
        body = [span for span in sentences(document) if span.start >= document.title.end]
        self.summaries.append(list(_shown(document, summary.sentences, body)))
        return tuple(document.cut(span) for span in summary.sentences)

    def story(self, reports: Sequence[_Report]) -> None:
        sources = [
            SourceText(
                outlet=report.article.outlet,
                published=report.article.document.published,
                sentences=report.told,
            )
            for report in reports
        ]
        before = perf_counter()
        summary = summarise_story(sources, headline=reports[0].article.title)
        self.seconds += perf_counter() - before
        self.reasons[summary.reason] += 1
        self.outlets += len({quote.outlet for quote in summary.quotes})
        places = [(quote.report, quote.sentence) for quote in summary.quotes]
        self.summaries.append(
            [
                Shown(
                    text=quote.text,
                    verbatim=quote.text in reports[quote.report].article.document.text,
                    follows=at > 0 and places[at - 1] == (quote.report, quote.sentence - 1),
                )
                for at, quote in enumerate(summary.quotes)
            ]
        )

    def figures(self, unit: str) -> dict[str, object]:
        told = [summary for summary in self.summaries if summary]
        shown = [sentence for summary in told for sentence in summary]
        plural = "stories" if unit == "story" else "documents"
        none = {r: _share(n, len(self.summaries)) for r, n in sorted(self.reasons.items()) if r in _WITHOUT}
        return {
            plural: len(self.summaries),
            "summarised": _share(len(told), len(self.summaries)),
            **({"none": none} if none and unit == "document" else {}),
            "verbatim": _share(sum(sentence.verbatim for sentence in shown), len(shown)),
            **{name: _share(sum(map(check, told)), len(told)) for name, check in CHECKS.items()},
            "sentences": _share(len(shown), len(told)),
            "characters": round(_share(sum(len(sentence.text) for sentence in shown), len(told)), 1),
            **self._particular(unit, shown, len(told)),
            f"ms_per_{unit}": _share(1000 * self.seconds, len(self.summaries)),
        }

    def _particular(self, unit: str, shown: Sequence[Shown], told: int) -> dict[str, float]:
        if unit == "story":
            return {"outlets": _share(self.outlets, told)}
        return {"lead_overlap": _share(sum(sentence.in_lead for sentence in shown), len(shown))}


_WITHOUT = {SummaryReason.NO_TEXT, SummaryReason.TOO_SHORT}


def _shown(document: Document, told: Sequence[Span], body: Sequence[Span]) -> Iterator[Shown]:
    for at, span in enumerate(told):
        between = document.text[told[at - 1].end : span.start] if at else "-"
        yield Shown(
            text=document.cut(span),
            verbatim=any(p.start <= span.start < span.end <= p.end for p in document.paragraphs),
            follows=not between.strip(),
            in_lead=any(first.start <= span.start < first.end for first in body[:3]),
        )


def _share(part: float, whole: float) -> float:
    return round(part / whole, 4) if whole else 0.0


def _gold_files(data: Path | None) -> list[Path]:
    if data is not None and data.is_file():
        return [data] if data.suffix == ".json" else []
    found = [path for pattern in _GOLD for path in sorted(data.glob(pattern))] if data else []
    return found or sorted(_OURS.glob(_GOLD[0]))
