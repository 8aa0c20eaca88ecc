"""Search of stored documents, in SQLite's FTS5 and in PostgreSQL's tsvector."""

from adapters.storage.search.finding import SqlSearch
from adapters.storage.search.postgresql import make_search

__all__ = ["SqlSearch", "make_search"]
