"""Whether reports of one happening become one story, and what that costs, on the bot's own path.

Text to sketch, candidates from the database, choice, report stored; entries come in order of publication,
fifty a transaction. Names are those that capitals show: a set has no watches, and so no entities.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from bot.bench.clusters import agreement
from bot.bench.made_up import MadeUpNews
from bot.bench.sets import open_lines, set_file
from bot.bench.story_desk import StoryDesk, story_desk
from bot.extraction.text import Document, make_document

_FILES = ("stories/incidents*.jsonl.gz", "incidents*.jsonl.gz", "stories/*.jsonl.gz", "*.jsonl.gz")
_WORLD = ("stories/wikinews*.jsonl.gz", "wikinews*.jsonl.gz")
WINDOWS = (1_000, 100_000)
_MEASURED = 1_000
"""Entries that are timed with so many in the window."""
_ROUNDS = 4
_DISTINCT = 10_000
"""Made-up reports; a fuller window holds some of them again, under other numbers."""
_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
_CUT = 0.2
_SEED = 20_260_302


def run(data: Path | None) -> Mapping[str, object]:
    """`bcubed_f1`, `pairwise_precision` and `pairwise_recall` of a set of articles, `entries_per_second`.

    Those are with 100,000 in the window; under `by_window` they stand beside others. Where `data` is a folder
    that also holds a set of world news, its figures are under `wikinews`, and under `reprints` are the recall
    and precision of texts made up and then edited.
    """
    path = set_file("stories", data, _FILES, needs="a set of articles with their stories")
    figures = measure(_articles(path))
    world = [found for pattern in _WORLD for found in sorted(path.parent.glob(pattern.rpartition("/")[2]))]
    if data is not None and data.is_dir() and world and world[0] != path:
        figures["wikinews"] = measure(_articles(world[0]))
    speeds = by_window()
    figures["entries_per_second"] = speeds[max(speeds, key=int)]
    return figures | {"by_window": speeds, "reprints": reprints()}


def measure(articles: Sequence[tuple[str, Document]]) -> dict[str, object]:
    """Of articles with their stories."""
    ordered = sorted(articles, key=lambda article: article[1].published)
    with story_desk() as desk:
        found = desk.take([document for _, document in ordered])
        speed = round(len(ordered) / desk.seconds, 1)
    stories = [story for story, _ in found]
    return {
        **agreement([gold for gold, _ in ordered], stories),
        "entries": len(ordered),
        "stories": len(set(stories)),
        "entries_per_second": speed,
    }


def by_window(windows: Sequence[int] = WINDOWS, measured: int = _MEASURED) -> dict[str, float]:
    """Entries per second, by how many are in the window already: of some rounds the fastest.

    The others met other work of the machine.
    """
    documents = MadeUpNews(5_000).documents(min(max(windows), _DISTINCT) + measured)
    speeds = {}
    for window in windows:
        with story_desk() as desk:
            desk.fill(documents[measured:], window)
            speeds[str(window)] = max(_speed(desk, documents[n:measured:_ROUNDS]) for n in range(_ROUNDS))
    return speeds


def _speed(desk: StoryDesk, documents: Sequence[Document]) -> float:
    desk.seconds = 0.0
    desk.take(documents)
    return round(len(documents) / desk.seconds, 1)


def reprints(count: int = 300) -> dict[str, float]:
    """Recall and precision, of made-up articles each printed once more, cut or edited, among others."""
    random = Random(_SEED)  # noqa: S311 - the same on every run is what is wanted
    news = MadeUpNews(2_000)
    firsts, others = news.documents(count), news.documents(count)
    again = [_edited(document, random) for document in firsts]
    with story_desk() as desk:
        desk.take(firsts)
        right = sum(reprint for _, reprint in desk.take(again))
        wrong = sum(reprint for _, reprint in desk.take(others))
    return {
        "recall": round(right / count, 4),
        "precision": round(right / (right + wrong), 4) if right else 0.0,
    }


def _edited(document: Document, random: Random) -> Document:
    """With another title, without its end, and one word in thirty changed."""
    words = document.text[document.title.end :].split()
    kept = words[: round(len(words) * (1 - random.uniform(0, _CUT)))]
    body = " ".join("changed" if random.random() < 1 / 30 else word for word in kept)
    title = " ".join(kept[:6])
    later = document.published + timedelta(hours=random.randrange(24))
    return make_document(title=title, body=body, published=later, plain=True)


def _articles(path: Path) -> list[tuple[str, Document]]:
    with open_lines(path) as lines:
        return [_article(json.loads(line)) for line in lines]


def _article(record: Mapping[str, str | None]) -> tuple[str, Document]:
    day = record.get("published")
    published = datetime.fromisoformat(day) if day else _UNDATED
    document = make_document(
        title=record.get("title") or "",
        body=record.get("text") or "",
        published=published if published.tzinfo else published.replace(tzinfo=UTC),
        plain=True,
    )
    return str(record["story"]), document
