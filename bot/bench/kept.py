"""Expectations about what the bot keeps of a feed, judged on what it kept."""

import ast
from calendar import timegm
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from adapters.feeds.parsing.parsed import Parsed, ParsedFeed, Unparsed
from bot.bench.expectations import Unknown, constant, field_of, visible
from bot.core.entries import EntryData


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An expectation about what the bot keeps of a feed."""

    field: str
    entry: int | None
    """None: of the feed."""
    expected: Any

    def is_met(self, parsed: Parsed) -> bool:
        if isinstance(parsed, Unparsed):
            return False
        value = self._value(parsed)
        match self.field:
            case "title" | "body":
                return bool(visible(value) == visible(self.expected))
            case "published":
                return bool(value == datetime.fromtimestamp(timegm(self.expected), UTC))
            case "url" if not self.expected.startswith(("http://", "https://")):
                return not value
            case _:
                return bool(value == self.expected)

    def _value(self, parsed: ParsedFeed) -> Any:
        if self.entry is None:
            return parsed.title
        entry = parsed.entries[self.entry] if self.entry < len(parsed.entries) else EntryData()
        return getattr(entry, self.field)


_FIELDS = {
    "title": "title",
    "id": "guid",
    "guid": "guid",
    "link": "url",
    "summary": "body",
    "description": "body",
    "content": "body",
    "published_parsed": "published",
    "updated_parsed": "published",
    "author": "author",
}


def kept_of(tree: ast.expr) -> Kept | None:
    """The expectation, where it is that a single kept value equals one given, whether or not `not bozo`."""
    match tree:
        case ast.BoolOp(op=ast.And(), values=[ast.UnaryOp(op=ast.Not(), operand=ast.Name(id="bozo")), rest]):
            return kept_of(rest)
        case ast.Compare(left=where, ops=[ast.Eq()], comparators=[value]):
            return _kept(where, value)
        case _:
            return None


def _kept(where: ast.expr, value: ast.expr) -> Kept | None:
    name, holder = field_of(where), getattr(where, "value", None)
    match holder:  # entries[0]['title_detail']['value'], entries[0]['content'][0]['value']
        case ast.Subscript(value=inner, slice=ast.Constant(value=str(detail))) if name == "value":
            name, holder = detail.removesuffix("_detail"), inner
        case ast.Subscript(value=ast.Subscript(value=inner), slice=ast.Constant(value=int())) as part if (
            name == "value"
        ):
            name, holder = field_of(part.value), inner
        case ast.Subscript(value=inner, slice=ast.Constant(value="author_detail")) if name == "name":
            name, holder = "author", inner
    match holder:
        case ast.Name(id="feed") if name == "title":
            return _expecting("title", None, value)
        case ast.Subscript(value=ast.Name(id="entries"), slice=ast.Constant(value=int(index))):
            return _expecting(_FIELDS.get(name, ""), index, value)
        case _:
            return None


def _expecting(field: str, entry: int | None, value: ast.expr) -> Kept | None:
    try:
        expected = constant(value)
    except (Unknown, LookupError, TypeError):
        return None
    right = isinstance(expected, tuple if field == "published" else str)
    return Kept(field=field, entry=entry, expected=expected) if field and right else None
