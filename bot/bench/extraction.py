"""How long the reading of one document takes, on one core, with the configured watches.

A matched document is read for everything: names, dates, events and facts, summary and sketch. An unmatched
one is only held against the watches. Where a set is given its articles are read, cut or left out so that each
has about 400 words; else two articles of that length that come with the bot.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from time import perf_counter

from bot.app.parts import make_reader
from bot.bench.articles import OTHER, OTHER_TITLE, SUMMIT, SUMMIT_TITLE
from bot.bench.sets import open_lines, set_file
from bot.extraction.reading import Reader
from bot.extraction.text import Document, make_document
from bot.settings.loader import load

_FILES = ("stories/wikinews*.jsonl.gz", "wikinews*.jsonl.gz", "stories/*.jsonl.gz")
_WORDS = 400
_SHORTEST = 300
_ARTICLES = 100
_ROUNDS = 5
"""The best of them counts: the others met other work of the machine."""
_PUBLISHED = datetime(2026, 5, 20, tzinfo=UTC)


def run(data: Path | None) -> Mapping[str, object]:
    """`ms_per_matched_document` and `ms_per_unmatched_document`, `import_seconds`, and `growth`.

    The import is that of the core in a new interpreter; growth is how much longer ten times a hostile text
    takes, by kind of text: 10 is linear. `data` is a set of articles, one JSON object with a `text` a
    line, or a folder that holds it.
    """
    reader = make_reader(load(Path(os.environ.get("WIREWATCH_CONFIG", "config"))))
    return {
        **measure(reader, documents_of(data)),
        "import_seconds": _import_seconds(),
        "growth": growth(reader),
    }


def measure(reader: Reader, documents: Sequence[Document]) -> dict[str, object]:
    """Milliseconds for each document, the mean over `documents`; the best of some rounds."""
    unmatched = [document for document in documents if reader.read(document) is None]
    return {
        "documents": len(documents),
        "words": round(sum(len(d.text.split()) for d in documents) / len(documents)),
        "ms_per_matched_document": _mean_ms(reader.read_anyway, documents),
        "ms_per_unmatched_document": _mean_ms(reader.read, unmatched or documents),
    }


def growth(reader: Reader) -> dict[str, float]:
    """How many times longer ten times the text takes, by kind of text."""
    return {name: _growth(reader, shape) for name, shape in HOSTILE.items()}


HOSTILE: Mapping[str, str] = {
    "no_full_stop": "the talks of Modi and Putin on 5 December in Moscow and ",
    "sentences": "The 23rd India–Russia summit will be held in New Delhi on 5 December. ",
    "talks": "Modi met Putin in Moscow on 5 December. The leaders discussed trade and energy. ",
    "names": "Foreign Minister Aiko Mori and Luc Garnier and Rosa Lima ",
    "capitals": "Summit Summit Of The And Minister President ",
    "numbers": "5 December 2025, 6-7 12/11/2025 by 2026 ",
    "right_to_left": "القمة الهندية الروسية في موسكو 5 ديسمبر 2025. ",
    "emoji": "🇮🇳🤝🇷🇺 👩‍👩‍👧‍👦 ❤️‍🔥 summit ",
    "markup": "<<b>&amp;</b ",
    "one_word": "summit",
}
"""Pieces that are repeated without end."""
SMALL = 20_000
"""Characters: small texts are read too fast to be timed."""


def _growth(reader: Reader, piece: str) -> float:
    small, large = (_fastest(reader, piece * (size // len(piece))) for size in (SMALL, 10 * SMALL))
    return round(large / small, 1)


def _fastest(reader: Reader, body: str) -> float:
    """Seconds from raw text to facts and summary, the better of two."""
    return min(_seconds(lambda: reader.read_anyway(_document("", body))) for _ in range(2))


def documents_of(data: Path | None) -> list[Document]:
    """Those to be read: of the set, or our own. Raises `UsageError` where `data` holds no set."""
    if data is None:
        return [_document(SUMMIT_TITLE, SUMMIT), _document(OTHER_TITLE, OTHER)]
    path = set_file("extraction", data, _FILES, needs="a set of articles")
    return list(islice(_of_fitting_length(path), _ARTICLES))


def _of_fitting_length(path: Path) -> Iterator[Document]:
    with open_lines(path) as lines:
        for line in lines:
            item = json.loads(line)
            body = "\n\n".join(_first_words(str(item.get("text", "")).split("\n\n"), _WORDS))
            if len(body.split()) >= _SHORTEST:
                yield _document(str(item.get("title") or ""), body)


def _first_words(paragraphs: Iterable[str], count: int) -> Iterator[str]:
    """Whole paragraphs, until there are about `count` words."""
    words = 0
    for paragraph in paragraphs:
        if words >= count:
            return
        words += len(paragraph.split())
        yield paragraph


def _document(title: str, body: str) -> Document:
    return make_document(title=title, body=body, published=_PUBLISHED, plain=True)


def _mean_ms(read: Callable[[Document], object], documents: Sequence[Document]) -> float:
    def all_of_them() -> None:
        for document in documents:
            read(document)

    return round(1_000 * min(_seconds(all_of_them) for _ in range(_ROUNDS)) / len(documents), 3)


def _seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def _import_seconds() -> float:
    """Of the extraction core alone, the interpreter's own start not counted; the best of three."""
    code = "from time import perf_counter as t; a = t(); import bot.extraction.reading; print(t() - a)"
    command = [sys.executable, "-c", code]
    runs = (subprocess.run(command, capture_output=True, check=True) for _ in range(3))  # noqa: S603 - our own
    return round(min(float(run.stdout) for run in runs), 3)
