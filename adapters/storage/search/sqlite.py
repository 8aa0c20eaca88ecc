"""Search by FTS5, in the table that migration 0004 makes.

Triggers hold it in step with the documents that are changed and dropped; those that are added are added here.
"""

from collections.abc import Iterable

from sqlalchemy import (
    ColumnElement,
    Connection,
    Function,
    bindparam,
    column,
    func,
    literal_column,
    table,
    text,
)
from sqlalchemy.types import Integer

from adapters.storage.snippets import BEGIN, END
from bot.core.queries import Query, Term


class Fts5:
    table = table("documents_search", column("rowid", Integer))
    entry = table.c.rowid

    def matches(self, query: Query) -> ColumnElement[bool]:
        return _WHOLE_ROW.bool_op("MATCH")(bindparam("asked", _expression(query), unique=True))

    def marked(self, _: Query) -> Function[str]:
        return func.highlight(_WHOLE_ROW, 0, BEGIN, END)


_WHOLE_ROW: ColumnElement[str] = literal_column("documents_search")


_ADD = text(
    "INSERT INTO documents_search (rowid, text) SELECT entry_id, text FROM documents WHERE entry_id >= :first"
)

_ADD_ONE = text(
    "INSERT INTO documents_search (rowid, text) SELECT entry_id, text FROM documents WHERE entry_id = :entry"
)


def index_from(connection: Connection, first: int) -> None:
    """Have the documents from that number on found, none of which were before. For SQLite's index alone."""
    if connection.dialect.name == "sqlite":
        connection.execute(_ADD, {"first": first})


def index_one(connection: Connection, entry: int) -> None:
    """Have this document found, which was not before."""
    connection.execute(_ADD_ONE, {"entry": entry})


def _expression(query: Query) -> str:
    """In the language of FTS5, where whatever stands in quotes is words (sqlite.org/fts5.html, 3.1)."""
    required = _joined(" AND ", query.required)
    return f"({required}) NOT ({_joined(' OR ', query.excluded)})" if query.excluded else required


def _joined(operator: str, terms: Iterable[Term]) -> str:
    return operator.join(f'"{term.text}"{"*" * term.prefix}' for term in terms)
