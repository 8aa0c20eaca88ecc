"""What is explained, and the words for why a watch does not hold for it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.core.display import clean_text
from bot.core.entries import EntryId
from bot.core.feeds import Feed, FeedId
from bot.extraction.findings import Explanation, Filter, Mention
from bot.extraction.query import format_part
from bot.extraction.rules import Provenance, Rule, Words
from bot.extraction.text import Document, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is explained."""

    document: Document
    feed: Feed | None
    entry: EntryId | None = None
    """Its number, where it is stored."""
    url: str = ""
    others: tuple[FeedId, ...] = ()
    """Further feeds that have the same article."""

    @property
    def provenance(self) -> Provenance:
        feed = self.feed
        return Provenance(feed=feed.id, tags=feed.tags, language=feed.language) if feed else Provenance()


def reasons(subject: Subject, rule: Rule, explanation: Explanation) -> Iterator[str]:
    """Why it does not hold; nothing where it does."""
    document = subject.document
    for name in explanation.filtered:
        yield _filtered(name, rule, subject.feed)
    missing = explanation.missing
    if missing:
        needed = [part for part in missing if part in rule.all]
        choice = [part for part in missing if part not in rule.all]
        if needed:
            yield f"missing: {', '.join(map(format_part, needed))}"
        if choice:
            yield f"missing: any of {', '.join(map(format_part, choice))}"
    if explanation.blocked:
        yield f"forbidden, but seen: {places(document, explanation.blocked)}"
    if explanation.apart:
        yield f"everything is there, but never together within {_within(rule)}"
    if explanation.too_slight:
        yield "what it names is not central enough to the text"


def _filtered(name: Filter, rule: Rule, feed: Feed | None) -> str:
    wanted = {Filter.FEED: rule.feeds, Filter.TAG: rule.tags, Filter.LANGUAGE: rule.languages}[name]
    asked = f"it asks for {name}s: {', '.join(sorted(wanted))}"
    if feed is None:
        return f"{asked}; the text is of no feed (say which with --feed)"
    has = {Filter.FEED: feed.id, Filter.TAG: ", ".join(sorted(feed.tags)), Filter.LANGUAGE: feed.language}[
        name
    ]
    return f"{asked}; the feed {feed.id} has {has or 'none'}"


def _within(rule: Rule) -> str:
    return f"{rule.within.count} words" if isinstance(rule.within, Words) else f"one {rule.within}"


def places(document: Document, mentions: Iterable[Mention]) -> str:
    """The words of the mentions, each with its place."""
    return ", ".join(f"“{clean_text(document.cut(m.span))}” ({place(document, m.span)})" for m in mentions)


def place(document: Document, span: Span) -> str:
    """`title`, or `paragraph 3`."""
    if span.end <= document.title.end:
        return "title"
    return f"paragraph {sum(paragraph.start <= span.start for paragraph in document.paragraphs)}"
