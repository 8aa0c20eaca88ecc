"""Newswire items with the places, people and organisations that are central to each."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

from bot.bench.sets import open_lines, set_file
from bot.errors import UsageError
from bot.extraction.text import Document, make_document

KINDS = ("places", "people", "orgs")
"""The kinds of tag, as the set spells them."""

_FILES = ("watches/reuters*.jsonl.gz", "reuters*.jsonl.gz")
_INDENTED = re.compile(r"\n {2,}(?=\S)")
_PUBLISHED = datetime(1987, 1, 1, tzinfo=UTC)
"""Which year it is; nothing that is measured here asks for the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    document: Document
    tags: dict[str, frozenset[str]]
    """By kind."""


def newswire_file(data: Path | None) -> Path:
    """The set's file: `data` itself, or the first that fits in that folder. Raises `UsageError`."""
    return set_file("watches", data, _FILES, needs="a set of tagged newswire")


def read_items(path: Path) -> Iterator[Item]:
    """The items, in order. Raises `UsageError` where the file is something else."""
    try:
        with open_lines(path) as lines:
            for line in lines:
                yield _item(json.loads(line))
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError) as error:
        hint = "It must be lines of JSON with title, text, places, people and orgs."
        raise UsageError("bench watches", f"{path} cannot be read: {error!r}", hint=hint) from error


def _item(record: dict[str, Any]) -> Item:
    """Paragraphs of the set are indented, not parted; its titles hold no markup, and may hold <CODES>."""
    document = make_document(
        title=escape(record["title"].strip()),
        body=_INDENTED.sub("\n\n", record["text"]),
        published=_PUBLISHED,
        plain=True,
    )
    return Item(document=document, tags={kind: frozenset(record[kind]) for kind in KINDS})
