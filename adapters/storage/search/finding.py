"""`SearchRecords` on a database: the newest documents that hold the words."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Function,
    Row,
    Select,
    and_,
    or_,
    select,
)

from adapters.storage.search import postgresql, sqlite
from adapters.storage.snippets import read_marks, snippet
from adapters.storage.tables import documents, entries, reports
from bot.core.entries import EntryId
from bot.core.feeds import FeedId
from bot.core.queries import MOST_HITS, Query, address_pattern, parse_query, printable_sources
from bot.core.stories import StoryId
from bot.records import Hit, SearchFor

_RECENT = 1_000
"""Matches, the last to come in, among which the newest are looked for first."""


class Index(Protocol):
    """How one kind of database searches."""

    @property
    def table(self) -> FromClause: ...

    @property
    def entry(self) -> ColumnElement[int]: ...

    def matches(self, query: Query) -> ColumnElement[bool]:
        """The condition on `table`; the query requires something."""

    def marked(self, query: Query) -> ColumnElement[str] | Function[str]:
        """The whole text with `snippets.BEGIN` and `snippets.END` around what was searched for."""


_INDEXES: Mapping[str, Index] = {"sqlite": sqlite.Fts5(), "postgresql": postgresql.TextSearch()}


class _Edge(NamedTuple):
    """The match with which the recent ones begin."""

    entry: int
    first_seen: datetime


class SqlSearch:
    """Needs the index: migration 0004 makes SQLite's, `make_search` PostgreSQL's."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._index = _INDEXES[connection.dialect.name]

    def find(self, wanted: SearchFor) -> tuple[Hit, ...]:
        query = parse_query(wanted.words)
        if not query.required or (wanted.sources and not printable_sources(wanted.sources)):
            return ()
        return self._hits(query, self._newest(query, wanted))

    def _newest(self, query: Query, wanted: SearchFor) -> Sequence[int]:
        """Ids, the newest published first.

        A word may stand in half of all documents, and their order is not the index's, but nearly: no entry is
        published after it was first seen, and ids grow with that moment. So what is published after the
        thousandth match from the end was seen is newer than all before it. Where that is not enough (a
        filter that few pass, or a first poll that brought tens of thousands at once), all matches are sorted.
        """
        limit = max(0, min(wanted.limit, MOST_HITS))
        newest = self._ids(query, wanted).limit(limit)
        if edge := self._edge(query):
            recent = newest.where(self._index.entry >= edge.entry, entries.c.published >= edge.first_seen)
            found = self._connection.scalars(recent).all()
            if len(found) == limit or (wanted.since and wanted.since > edge.first_seen):
                return found
        return self._connection.scalars(newest).all()

    def _edge(self, query: Query) -> _Edge | None:
        """None where there are not that many matches."""
        entry = self._index.entry
        last = select(entry).where(self._index.matches(query)).order_by(entry.desc())
        last = last.offset(_RECENT - 1).limit(1)
        columns = select(entries.c.id, entries.c.first_seen).where(entries.c.id == last.scalar_subquery())
        row = self._connection.execute(columns).first()
        return _Edge(*row) if row else None

    def _ids(self, query: Query, wanted: SearchFor) -> Select[int]:
        found = self._index.table.join(entries, entries.c.id == self._index.entry)
        conditions = (self._index.matches(query), *_conditions(wanted))
        order = (entries.c.published.desc(), entries.c.id.desc())
        return select(entries.c.id).select_from(found).where(*conditions).order_by(*order)

    def _hits(self, query: Query, found: Sequence[int]) -> tuple[Hit, ...]:
        """By themselves, because a statement that sorts would mark the words of all that it sorts."""
        if not found:
            return ()
        index = self._index
        tables = (
            index.table.join(entries, entries.c.id == index.entry)
            .join(documents, documents.c.entry_id == entries.c.id)
            .outerjoin(reports, reports.c.entry_id == entries.c.id)
        )
        columns = (entries, documents.c.title_end, reports.c.story_id, index.marked(query).label("marked"))
        # A sum, which no index is for: FTS5 would look for the words anew for each id of a plain list.
        those = and_(index.entry.between(min(found), max(found)), (index.entry + 0).in_(found))
        rows = self._connection.execute(
            select(*columns).select_from(tables).where(index.matches(query), those)
        )
        hits = {row.id: _hit(row) for row in rows}
        return tuple(hits[entry] for entry in found)


def _conditions(wanted: SearchFor) -> list[ColumnElement[bool]]:
    published = entries.c.published
    conditions: list[ColumnElement[bool]] = []
    if wanted.since:
        conditions.append(published >= wanted.since)
    if wanted.until:
        conditions.append(published < wanted.until)
    if sources := printable_sources(wanted.sources):
        # A pattern beside the list also keeps SQLite from looking each entry of a large feed up by itself.
        at_domain = entries.c.url.regexp_match(address_pattern(sources))
        conditions.append(or_(entries.c.feed_id.in_(sources), at_domain))
    return conditions


def _hit(row: Row[Any]) -> Hit:
    text, marks = read_marks(row.marked)
    return Hit(
        entry=EntryId(row.id),
        feed=FeedId(row.feed_id),
        title=row.title,
        url=row.url,
        published=row.published,
        snippet=snippet(text, marks, row.title_end),
        story=StoryId(row.story_id) if row.story_id else None,
    )
