"""How fast documents are held against watchlists, on one core, beside the bare automaton."""

import resource
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from ahocorasick_rs import AhoCorasick, Implementation

from bot.bench.made_up import MadeUpNews
from bot.extraction.folding import fold
from bot.extraction.lexicon import Lexicon
from bot.extraction.matching import Matcher
from bot.extraction.rules import RegexTerm, Rule
from bot.extraction.text import Document, make_document

SIZES = (10, 100, 1_000, 10_000, 100_000)
"""Terms, in watches of four."""
ALIASES = 50_000
RULES = 5_000
DOCUMENTS = 2_000
_ROUNDS = 3
"""The best of them counts: the others met other work of the machine."""


def run(data: Path | None) -> Mapping[str, object]:
    """The figures by name. It makes its own texts, so `data` is not looked at."""
    del data
    return measure(sizes=SIZES, aliases=ALIASES, rules=RULES, documents=DOCUMENTS)


def measure(*, sizes: Sequence[int], aliases: int, rules: int, documents: int) -> Mapping[str, object]:
    """Documents a second by number of terms, and for entities with rules on them; milliseconds, megabytes."""
    news = MadeUpNews(max(*sizes, aliases))
    texts = news.documents(documents)
    # First, so that the peak is that of a bot with this many entities, and of nothing else.
    _progress(f"{aliases:,} aliases, {rules:,} rules")
    entities = _entities(news, texts, aliases, rules)
    peak = _peak_rss()
    ours, alone = {}, {}
    for terms in sizes:
        _progress(f"{terms:,} terms")
        ours[str(terms)] = _documents_per_second(Matcher(Lexicon(()), news.phrase_rules(terms)), texts)
        alone[str(terms)] = _automaton_alone(news.names[:terms], texts)
    return {
        "documents_per_second": ours,
        "ahocorasick_alone": alone,
        f"aliases_{aliases}_rules_{rules}": entities,
        "peak_rss_mb": peak,
        "redos_ms": _redos(),
    }


def _entities(news: MadeUpNews, texts: Sequence[Document], aliases: int, rules: int) -> int:
    matcher = Matcher(news.lexicon(aliases), news.entity_rules(rules, aliases))
    return _documents_per_second(matcher, texts)


def _documents_per_second(matcher: Matcher, texts: Sequence[Document]) -> int:
    def work() -> None:
        for text in texts:
            matcher.match(text)

    return round(len(texts) / _best(work))


def _automaton_alone(patterns: Sequence[str], texts: Sequence[Document]) -> int:
    folded = [fold(text.text).text for text in texts]
    automaton = AhoCorasick(
        [fold(pattern).text for pattern in patterns], implementation=Implementation.ContiguousNFA
    )

    def work() -> None:
        for text in folded:
            automaton.find_matches_as_indexes(text, overlapping=True)

    return round(len(texts) / _best(work))


def _redos() -> float:
    """Milliseconds for a pattern that takes backtracking engines for ever, on a million characters."""
    matcher = Matcher(Lexicon(()), {"w": Rule(all=(RegexTerm(pattern="(a+)+$"),))})
    text = make_document(title="", body="a" * 1_000_000 + "b", published=datetime.now(UTC), plain=True)
    return round(_best(lambda: matcher.match(text)) * 1_000, 1)


def _best(work: Callable[[], object]) -> float:
    """Seconds."""
    times = []
    for _ in range(_ROUNDS):
        started = perf_counter()
        work()
        times.append(perf_counter() - started)
    return min(times)


def _peak_rss() -> float:
    """Megabytes that the process has held at most."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (2**20 if sys.platform == "darwin" else 2**10), 1)  # macOS counts bytes


def _progress(what: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"{what}\n")
