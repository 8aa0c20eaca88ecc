"""How well the bot tells what an item is about: places, people and organisations, against tags set by hand.

Micro precision, recall and F1 over all items, beside plain name matching: every item whose text holds the
words of the tag, whatever their case (of a person's tag the last word, the surname).
"""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import track

from bot.bench.tagged import KINDS, Item, newswire_file, read_items
from bot.bench.tagging import OrganisationTagger, PersonTagger, PlaceTagger, Tagger
from bot.extraction.lexicon import Lexicon
from bot.extraction.text import Document
from bot.settings.loader import load

Scores = dict[str, float]


def run(data: Path | None) -> Mapping[str, object]:
    """For each of `places`, `people` and `orgs` its `precision`, `recall` and `f1`; the same under `naive`.

    `data` is the set or a folder that holds it. The tags of the set are what is watched for; the lexicon is
    the configuration's. Raises `UsageError` where there is no set, `ConfigError` where the configuration has
    mistakes.
    """
    path = newswire_file(data)
    lexicon = load(Path(os.environ.get("WIREWATCH_CONFIG", "config"))).lexicon
    items = list(_shown(read_items(path), "reading"))
    return measure(items, lexicon)


def measure(items: Sequence[Item], lexicon: Lexicon) -> dict[str, object]:
    """The figures of `run` for items already read."""
    vocabulary = {kind: frozenset().union(*(item.tags[kind] for item in items)) for kind in KINDS}
    taggers: dict[str, Tagger] = {
        "places": PlaceTagger(lexicon, vocabulary["places"]),
        "people": PersonTagger(vocabulary["people"]),
        "orgs": OrganisationTagger(vocabulary["orgs"]),
    }
    figures: dict[str, object] = {kind: _score(items, kind, taggers[kind].tags) for kind in KINDS}
    naive = {kind: _score(items, kind, _by_words(vocabulary[kind], kind)) for kind in KINDS}
    return {"items": len(items), **figures, "naive": naive}


@dataclass(slots=True)
class _Tally:
    """Tags that were rightly told, told and there to be told."""

    right: int = 0
    told: int = 0
    there: int = 0

    def add(self, told: frozenset[str], there: frozenset[str]) -> None:
        self.right += len(told & there)
        self.told += len(told)
        self.there += len(there)

    def scores(self) -> Scores:
        return {
            "precision": _share(self.right, self.told),
            "recall": _share(self.right, self.there),
            "f1": _share(2 * self.right, self.told + self.there),
        }


def _score(items: Iterable[Item], kind: str, tags: Callable[[Document], frozenset[str]]) -> Scores:
    tally = _Tally()
    for item in _shown(items, kind):
        tally.add(tags(item.document), item.tags[kind])
    return tally.scores()


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _by_words(vocabulary: frozenset[str], kind: str) -> Callable[[Document], frozenset[str]]:
    """The baseline."""
    bearers: dict[str, set[str]] = {}
    for tag in vocabulary:
        bearers.setdefault(_naive_name(tag, kind), set()).add(tag)
    longest_first = sorted(bearers, key=len, reverse=True)
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)

    def tags(document: Document) -> frozenset[str]:
        found = {match.lower() for match in pattern.findall(document.text)}
        return frozenset(tag for name in found for tag in bearers[name])

    return tags if bearers else lambda _: frozenset()


def _naive_name(tag: str, kind: str) -> str:
    return tag.rpartition("-")[2] if kind == "people" else tag.replace("-", " ")


def _shown(items: Iterable[Item], what: str) -> Iterator[Item]:
    """The items, with progress on a terminal only."""
    quiet = not sys.stderr.isatty()
    return iter(track(items, what, console=Console(stderr=True), disable=quiet, transient=True))
