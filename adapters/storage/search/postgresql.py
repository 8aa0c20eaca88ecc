"""Search by tsvector, in a column that PostgreSQL itself holds in step with `documents`."""

from collections.abc import Iterable
from functools import reduce

from sqlalchemy import ColumnElement, Connection, Function, and_, cast, column, func, literal, table
from sqlalchemy.dialects.postgresql import REGCONFIG, TSQUERY, TSVECTOR
from sqlalchemy.types import Integer, Text

from adapters.storage.snippets import BEGIN, END
from bot.core.queries import Query, Term

_LANGUAGE = literal("english", REGCONFIG)
"""Its stems and its stop words: a query of nothing but "the" finds nothing here."""

# Words without accents and with nothing between them but blanks, as FTS5 reads a text: PostgreSQL's own
# parser takes a host for one word, and 2025-11-20 for signed numbers.
_MAKE_WORDS = r"""
CREATE FUNCTION search_words(text text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN
    regexp_replace(
        normalize(regexp_replace(normalize(text, NFD), '[\u0300-\u036f]', '', 'g'), NFC),
        '[^[:alnum:]]+', ' ', 'g')
"""
# A tsvector holds a megabyte and refuses more (postgresql.org, "Text Search: Limitations"): 100,000
# characters of four bytes, with the places of their words, stay below.
_MAKE_COLUMN = """
ALTER TABLE documents ADD COLUMN words tsvector
    GENERATED ALWAYS AS (to_tsvector('english', search_words(left(text, 100000)))) STORED
"""
_MAKE_INDEX = "CREATE INDEX ix_documents_words ON documents USING gin (words)"

_documents = table(
    "documents", column("entry_id", Integer), column("text", Text), column("words", TSVECTOR)
).alias("searched")


class TextSearch:
    table = _documents
    entry = _documents.c.entry_id

    def matches(self, query: Query) -> ColumnElement[bool]:
        required = _all(query.required)
        asked = required.op("&&")(_none(query.excluded)) if query.excluded else required
        # Stop words leave nothing of a query, and its exclusions alone would find all other documents.
        return and_(func.numnode(required) > 0, _documents.c.words.bool_op("@@")(asked))

    def marked(self, query: Query) -> Function[str]:
        options = f"HighlightAll=true, StartSel={BEGIN}, StopSel={END}"
        return func.ts_headline(_LANGUAGE, _documents.c.text, _all(query.required), options)


def make_search(connection: Connection) -> None:
    """Add the column and its index to `documents`, whatever they hold. Needs a database in UTF-8."""
    for statement in (_MAKE_WORDS, _MAKE_COLUMN, _MAKE_INDEX):
        connection.exec_driver_sql(statement)


def _all(terms: Iterable[Term]) -> ColumnElement[str]:
    return reduce(lambda one, other: one.op("&&")(other), map(_tsquery, terms))


def _none(terms: Iterable[Term]) -> ColumnElement[str]:
    found = reduce(lambda one, other: one.op("||")(other), map(_tsquery, terms))
    return func.tsquery_not(found)  # the function behind the operator `!!`


def _tsquery(term: Term) -> ColumnElement[str]:
    words = func.search_words(literal(term.text, Text))
    if not term.prefix:
        return func.phraseto_tsquery(_LANGUAGE, words)
    # In the language of tsquery, with nothing but letters and blanks in the quotes, and never nothing at all.
    quoted = literal("'", Text) + func.nullif(func.btrim(words), "") + literal("':*", Text)
    return func.coalesce(func.to_tsquery(_LANGUAGE, quoted), cast("", TSQUERY))
