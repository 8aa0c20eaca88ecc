"""Articles of sets, one record a line: title, text or description, and where known day, story, address."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot.bench.sets import open_lines
from bot.errors import UsageError
from bot.extraction.text import Document, make_document

_SETS = ("stories/*dev*.jsonl*", "stream/outlets*.jsonl*", "*.jsonl", "*.jsonl.gz")
_UNKNOWN = datetime(2000, 1, 1, tzinfo=UTC)
"""Of records without a day: summaries of one document do not depend on it, and stories keep their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    title: str
    outlet: str
    """Domain of the address; where there is none the record's own name, so that each is an outlet."""
    story: str
    """Empty where the record names none."""
    document: Document


def article_files(data: Path | None) -> list[Path]:
    """`data` itself where it is a file of lines, else the sets in that folder; empty where there are none."""
    if data is None:
        return []
    if data.is_file():
        return [] if data.suffix == ".json" else [data]
    return list(dict.fromkeys(path for pattern in _SETS for path in sorted(data.glob(pattern))))


def read_articles(path: Path) -> Iterator[Article]:
    """The articles in order. Raises `UsageError` where the file is something else."""
    try:
        with open_lines(path) as lines:
            for number, line in enumerate(lines):
                yield _article(json.loads(line), number)
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError) as error:
        hint = "It must be lines of JSON with title and text (or description)."
        raise UsageError("bench summary", f"{path} cannot be read: {error!r}", hint=hint) from error


def _article(record: Mapping[str, Any], number: int) -> Article:
    plain = "text" in record
    title = str(record.get("title") or "")
    document = make_document(
        title=title,
        body=str((record["text"] if plain else record["description"]) or ""),
        published=_time(record.get("published")),
        plain=plain,
    )
    address = _host(str(record.get("url") or record.get("link") or ""))
    return Article(
        title=title,
        outlet=address or str(record.get("source") or number),
        story=str(record.get("story") or ""),
        document=document,
    )


def _host(url: str) -> str:
    """Of the page itself, also where it is an archive's copy: its address ends in that of the page."""
    return urlsplit("//" + url.rpartition("://")[2]).hostname or ""


def _time(text: object) -> datetime:
    if not isinstance(text, str) or not text:
        return _UNKNOWN
    try:
        told = datetime.fromisoformat(text)
    except ValueError:
        return _UNKNOWN
    return told if told.tzinfo else told.replace(tzinfo=UTC)
