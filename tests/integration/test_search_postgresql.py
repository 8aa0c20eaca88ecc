"""What search on PostgreSQL does beside what every store's search does."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine

from adapters.storage.search import make_search
from fakes.postgresql import postgresql
from fakes.shelves import SqlShelf, make_tables, to_store


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with postgresql() as engine:
        yield engine


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    """Its tables are gone with the test."""
    with engine.connect() as connection:
        make_tables(connection)
        yield connection
        connection.rollback()


def test_documents_that_were_there_before_the_index_are_found(connection: Connection) -> None:
    shelf = SqlShelf(connection)
    shelf.put(to_store("Ferry sold"))
    make_search(connection)
    assert shelf.titles("ferry") == ["Ferry sold"]


def test_words_are_found_by_their_stems_and_shown_as_they_are(connection: Connection) -> None:
    make_search(connection)
    shelf = SqlShelf(connection)
    shelf.put(to_store("Strike ends", "Three ferries sail."))
    (hit,) = shelf.find("ferry sailing")
    assert [words for words, is_match in hit.snippet if is_match] == ["ferries", "sail"]


def test_stop_words_are_neither_asked_for_nor_found(connection: Connection) -> None:
    make_search(connection)
    shelf = SqlShelf(connection)
    shelf.put(to_store("Ferry sold"))
    assert shelf.titles("the ferry") == ["Ferry sold"]
    assert shelf.titles("the") == []
    assert shelf.titles("the -airport") == []
    assert shelf.titles("ferry -the") == ["Ferry sold"]


@pytest.mark.parametrize("letter", ["a", "я", "東", "각", "\U00020000"])
def test_a_document_of_any_length_is_stored_and_found_by_its_beginning(
    connection: Connection, letter: str
) -> None:
    """A tsvector that would hold more than a megabyte is an error."""
    make_search(connection)
    shelf = SqlShelf(connection)
    words = " ".join(f"{letter}{number}" for number in range(200_000))
    shelf.put(to_store("Ferry sold", words))
    assert shelf.titles(f"ferry {letter}77") == ["Ferry sold"]


def test_a_search_can_use_the_index(connection: Connection) -> None:
    make_search(connection)
    connection.exec_driver_sql("SET LOCAL enable_seqscan = off")  # it reads so few documents without
    plan = connection.exec_driver_sql(
        "EXPLAIN SELECT entry_id FROM documents WHERE words @@ phraseto_tsquery('english', 'ferry')"
    )
    assert "ix_documents_words" in "\n".join(plan.scalars())
