"""What search on SQLite does beside what every store's search does."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, delete, insert

from adapters.storage.database import MIGRATIONS, make_engine
from adapters.storage.tables import documents
from fakes.shelves import SqlShelf, to_store


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    """Without the index, as it was before migration 0004."""
    engine = make_engine(tmp_path / "w.db")
    with engine.begin() as connection:
        upgrade(connection, "0003")
        yield connection
    engine.dispose()


def upgrade(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def check(connection: Connection) -> None:
    """Raises where the index does not hold exactly the words of the documents (sqlite.org/fts5.html, 6.5)."""
    connection.exec_driver_sql(
        "INSERT INTO documents_search (documents_search, rank) VALUES ('integrity-check', 1)"
    )


def test_documents_that_were_there_before_the_index_are_found(connection: Connection) -> None:
    shelf = SqlShelf(connection)
    shelf.learn(to_store("Ferry sold"))
    kept = {"entry_id": 1, "text": "Ferry sold", "title_end": 10}
    connection.execute(insert(documents).values(kept))
    upgrade(connection, "head")
    assert shelf.titles("ferry") == ["Ferry sold"]


def test_the_index_keeps_in_step_with_what_is_added_changed_and_dropped(connection: Connection) -> None:
    upgrade(connection, "head")
    shelf = SqlShelf(connection)
    first, second, third = shelf.put(*(to_store(f"Ferry {number}", "It sails.") for number in range(3)))
    check(connection)
    shelf.revise(second, to_store("Ferry sold"))
    check(connection)
    connection.execute(delete(documents).where(documents.c.entry_id == first))
    check(connection)
    assert [hit.entry for hit in shelf.find("ferry")] == [third, second]
    assert [hit.entry for hit in shelf.find("sails")] == [third]


def test_words_are_found_by_their_stems_and_shown_as_they_are(connection: Connection) -> None:
    upgrade(connection, "head")
    shelf = SqlShelf(connection)
    shelf.put(to_store("Strike ends", "Three ferries sail."))
    (hit,) = shelf.find("ferry sailing")
    assert [words for words, is_match in hit.snippet if is_match] == ["ferries", "sail"]
