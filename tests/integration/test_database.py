"""The SQLite file: durable, for one process, and as its migrations say."""

from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext

from adapters.storage.database import MIGRATIONS, make_engine, migrate, open_store, records_on
from adapters.storage.tables import metadata
from bot.core.feeds import Feed, FeedId
from bot.core.watches import WatchId
from bot.errors import StorageError


def test_migrations_make_exactly_the_tables_that_the_code_uses(tmp_path: Path) -> None:
    engine = make_engine(tmp_path / "w.db")
    with engine.begin() as connection:
        migrate(connection)
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_facts_of_a_database_from_before_they_had_modality_and_role_are_kept(tmp_path: Path) -> None:
    engine = make_engine(tmp_path / "w.db")
    with engine.begin() as connection:
        first_tables = Config()
        first_tables.set_main_option("script_location", str(MIGRATIONS))
        first_tables.attributes["connection"] = connection
        command.upgrade(first_tables, "0001")
        # Enough of a row to be a fact: foreign keys are checked, so its feed and entry come first.
        connection.exec_driver_sql(
            "INSERT INTO feeds (id, url, failures, problem_detail) VALUES ('f', '', 0, '')"
        )
        connection.exec_driver_sql(
            "INSERT INTO entries VALUES (1, 'f', '', '', '', '', '', '', '', '2025-11-20 12:00:00.000000',"
            " '2025-11-20 12:00:00.000000')"
        )
        connection.exec_driver_sql(
            "INSERT INTO facts VALUES (7, 'summit', 1, 'current', 'city', 'kobe', 'Kobe', NULL, NULL,"
            " 'In Kobe.', 0, 8, 3, 7, 'place/1', 0.9, 'harbour.example', '', '2025-11-20 12:00:00.000000',"
            " '2025-11-20 12:00:00.000000')"
        )
    with engine.begin() as connection:
        migrate(connection)
        (assertion,) = records_on(connection).ledger.assertions(WatchId("summit"))
    engine.dispose()
    assert (assertion.fact.value, assertion.sentence) == ("kobe", "In Kobe.")
    assert (assertion.fact.modality, assertion.fact.role) == (None, "")


def test_every_connection_is_durable(tmp_path: Path) -> None:
    engine = make_engine(tmp_path / "w.db")
    with engine.connect() as one, engine.connect() as other:
        for connection in (one, other):
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2  # FULL
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
            connection.rollback()
    engine.dispose()


async def test_a_second_process_is_refused_with_a_sentence_and_the_first_goes_on(tmp_path: Path) -> None:
    store = open_store(tmp_path / "w.db")
    with pytest.raises(StorageError, match="another Wirewatch is using this database"):
        open_store(tmp_path / "w.db")
    assert await store.transact(lambda records: records.feeds.states()) == {}
    await store.close()


async def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are notes, not a database.\n" * 100, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(StorageError, match=r"notes\.txt: file is not a database"):
        open_store(path)
    assert path.read_bytes() == before


async def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StorageError, match=r"file/w\.db: cannot be written"):
        open_store(tmp_path / "file" / "w.db")


async def test_opening_again_keeps_what_was_stored(tmp_path: Path) -> None:
    feed = Feed(id=FeedId("f"), url="https://f.example/", name="F", interval=timedelta(minutes=5))
    for _ in range(2):
        store = open_store(tmp_path / "w.db")
        await store.transact(lambda records: records.feeds.sync([feed]))
        assert list(await store.transact(lambda records: records.feeds.states())) == ["f"]
        await store.close()
