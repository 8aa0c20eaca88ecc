"""Search by reading every document: words as they are, without their stems."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from adapters.storage.memory.entries import MemoryEntries
from adapters.storage.memory.stories import MemoryStories
from adapters.storage.snippets import snippet
from bot.core.queries import MOST_HITS, Query, Term, address_pattern, parse_query, printable_sources
from bot.extraction.folding import fold
from bot.extraction.text import Span
from bot.records import Hit, SearchFor, StoredEntry

_WORD = re.compile(r"[^\W_]+")
_EVER = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))


class MemorySearch:
    def __init__(self, entries: MemoryEntries, stories: MemoryStories) -> None:
        self._entries = entries
        self._stories = stories

    def find(self, wanted: SearchFor) -> tuple[Hit, ...]:
        query = parse_query(wanted.words)
        since, until = wanted.since or _EVER[0], wanted.until or _EVER[1]
        hits: list[Hit] = []
        for stored in self._entries.load(reversed(self._entries.published(since, until))):
            if len(hits) >= min(wanted.limit, MOST_HITS):
                break
            if _is_from(stored, wanted.sources) and (marks := _marks(stored.kept.document.text, query)):
                hits.append(self._hit(stored, marks))
        return tuple(hits)

    def _hit(self, stored: StoredEntry, marks: Sequence[Span]) -> Hit:
        kept = stored.kept
        return Hit(
            entry=stored.id,
            feed=kept.feed,
            title=kept.title,
            url=kept.url,
            published=kept.document.published,
            snippet=snippet(kept.document.text, marks, kept.document.title.end),
            story=self._stories.of_entry(stored.id),
        )


def _is_from(stored: StoredEntry, sources: Sequence[str]) -> bool:
    named = printable_sources(sources)
    if not sources or stored.kept.feed in named:
        return True
    return bool(named) and re.search(address_pattern(named), stored.kept.url) is not None


def _marks(text: str, query: Query) -> tuple[Span, ...]:
    """Where the required terms stand; nothing where one is missing or an excluded one is there."""
    folded = fold(text)
    words = [found.span() for found in _WORD.finditer(folded.text)]
    spelled = [folded.text[start:end] for start, end in words]
    places = [[*_places(spelled, term)] for term in query.required]
    if not all(places) or any(True for term in query.excluded for _ in _places(spelled, term)):
        return ()
    ranges = sorted({(words[first][0], words[last][1]) for found in places for first, last in found})
    return tuple(folded.span(start, end) for start, end in ranges)


def _places(words: Sequence[str], term: Term) -> Iterator[tuple[int, int]]:
    """The first and the last word of each place where the term stands."""
    *whole, last = _WORD.findall(fold(term.text).text) or [""]
    for at in range(len(words) - len(whole)):
        ending = words[at + len(whole)]
        if words[at : at + len(whole)] == whole and (
            ending.startswith(last) if term.prefix else ending == last
        ):
            yield at, at + len(whole)
