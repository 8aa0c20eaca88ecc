"""The SQLite file: durable, for one process, and as its migrations say."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Column, Connection, MetaData, String, Table, event
from sqlalchemy.exc import IntegrityError

from adapters.storage.database import MIGRATIONS, make_engine, migrate, open_store, records_on
from adapters.storage.tables import metadata
from bot.core.entries import Identity
from bot.core.feeds import Feed, FeedId, FeedState
from bot.core.reasons import Reason
from bot.core.watches import WatchId
from bot.errors import StorageError
from bot.extraction.text import make_document
from bot.records import EntryToStore

NOW = datetime(2025, 11, 20, 12, tzinfo=UTC)
FEED = Feed(id=FeedId("f"), url="https://f.example/", name="F", interval=timedelta(minutes=5))


def test_migrations_make_exactly_the_tables_that_the_code_uses(tmp_path: Path) -> None:
    engine = make_engine(tmp_path / "w.db")
    with engine.begin() as connection:
        migrate(connection)
        ours = {"include_object": lambda _, name, *__: not is_of_the_index(name)}
        assert compare_metadata(MigrationContext.configure(connection, opts=ours), metadata) == []
    engine.dispose()


def is_of_the_index(table: str) -> bool:
    """FTS5's own tables, which nobody writes to by hand."""
    return table.startswith("documents_search")


def upgrade(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def tables_of(connection: Connection) -> list[Table]:
    """As they stand in the database, those that are referred to first."""
    found = MetaData()
    found.reflect(connection)
    ours = (table for table in found.sorted_tables if table.name != "alembic_version")
    return [table for table in ours if not is_of_the_index(table.name)]


def some_value(column: Column[Any]) -> object:
    """Keys are the same everywhere, so that each row refers to those of the other tables."""
    if column.primary_key or column.foreign_keys:
        return "x" if isinstance(column.type, String) else 1
    made = {datetime: datetime(2025, 11, 20, 12, 0, 0, 123456), date: date(2025, 12, 5), bool: True}
    made |= {int: 7, float: 0.75, str: f"this is {column.name}", object: [column.name], bytes: b"\xff"}
    return made[column.type.python_type]


LEFT = {("reports", "sketch")}
"""Columns that later versions do without: sketches of another kind join no new report."""


@pytest.mark.parametrize("revision", ["0001", "0002", "0003"])
def test_an_older_database_is_upgraded_with_nothing_lost(tmp_path: Path, revision: str) -> None:
    engine = make_engine(tmp_path / "w.db")
    with engine.begin() as connection:
        upgrade(connection, revision)
        rows = {}
        for table in tables_of(connection):
            rows[table.name] = {column.name: some_value(column) for column in table.c}
            if table.name == "deliveries" and "notice_id" in table.c:
                rows[table.name]["notice_id"] = None
            connection.execute(table.insert(), rows[table.name])
    with engine.begin() as connection:
        migrate(connection)
    with engine.begin() as connection:
        upgraded = {table.name: table for table in tables_of(connection)}
        for name, row in rows.items():
            (kept,) = connection.execute(upgraded[name].select()).mappings()
            assert {column: kept[column] for column in row if (name, column) not in LEFT} == {
                column: value for column, value in row.items() if (name, column) not in LEFT
            }
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
    engine.dispose()


def test_what_an_older_database_did_not_know_of_feeds_and_facts_is_as_if_new(tmp_path: Path) -> None:
    engine = make_engine(tmp_path / "w.db")
    with engine.begin() as connection:
        upgrade(connection, "0001")
        for table in tables_of(connection):
            values = {column.name: some_value(column) for column in table.c}
            known = {"slot": "city", "occurrence": "current", "problem": "gone"}
            connection.execute(table.insert(), values | {k: v for k, v in known.items() if k in values})
        migrate(connection)
        records = records_on(connection)
        (assertion,) = records.ledger.assertions(WatchId("this is event"))
        ((_, state),) = records.feeds.states().items()
    engine.dispose()
    assert (assertion.fact.modality, assertion.fact.role) == (None, "")
    older = FeedState(
        validators=state.validators,
        next_poll=state.next_poll,
        last_success=state.last_success,
        failures=7,
        problem=Reason.GONE,
        problem_detail="this is problem_detail",
    )
    assert state == older


@pytest.mark.parametrize("brought", [(), ("story_id", "notice_id"), ("story_id", "digest_id")])
@pytest.mark.parametrize("upgraded", [True, False])
def test_a_delivery_brings_a_story_or_a_notice_or_a_digest(
    tmp_path: Path, brought: tuple[str, ...], *, upgraded: bool
) -> None:
    engine = make_engine(tmp_path / "w.db")
    with engine.begin() as connection:
        migrate(connection) if upgraded else metadata.create_all(connection)
        for table in tables_of(connection):
            values = {column.name: some_value(column) for column in table.c}
            if table.name != "deliveries":
                connection.execute(table.insert(), values)
                continue
            nothing = values | dict.fromkeys(("story_id", "notice_id", "digest_id"))
            with pytest.raises(IntegrityError, match="one_subject"):
                connection.execute(table.insert(), nothing | dict.fromkeys(brought, "x"))
            for number, one in enumerate(("story_id", "notice_id", "digest_id")):
                connection.execute(table.insert(), nothing | {"id": str(number), one: "x"})
    engine.dispose()


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    """To a new database, inside a transaction."""
    engine = make_engine(tmp_path / "w.db")
    with engine.begin() as opened:
        migrate(opened)
        yield opened
    engine.dispose()


def plans(connection: Connection, work: Callable[[], object]) -> list[str]:
    """How SQLite goes about each statement that `work` executes, a line for each step."""
    executed: list[tuple[str, Any]] = []

    def remember(_c: object, _cursor: object, statement: str, values: object, *_: object) -> None:
        executed.append((statement, values))

    event.listen(connection, "before_cursor_execute", remember)
    work()
    event.remove(connection, "before_cursor_execute", remember)
    steps = (connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {s}", v).all() for s, v in executed)
    return [step[-1] for plan in steps for step in plan]


def test_feeds_that_are_due_are_found_without_looking_at_the_others(connection: Connection) -> None:
    feeds = records_on(connection).feeds
    assert plans(connection, lambda: feeds.due(NOW, 5)) == [
        "SEARCH feeds USING INDEX ix_feeds_due (active=? AND stopped=? AND next_poll=?)",
        "SEARCH feeds USING INDEX ix_feeds_due (active=? AND stopped=? AND next_poll<?)",
    ]


def test_entries_are_looked_up_and_no_others_of_their_feed_are_read(connection: Connection) -> None:
    wanted = [Identity(guid="a", url="b", title="c", content="")]
    entries = records_on(connection).entries
    steps = plans(connection, lambda: entries.known(FEED.id, wanted))
    read = [step for step in steps if " entries " in step]
    assert [step.rpartition("(")[2] for step in read] == [
        "rowid=?)",
        "feed_id=? AND guid=?)",
        "feed_id=? AND url_key=?)",
        "feed_id=? AND title_key=?)",
    ]


def test_feeds_that_are_synced_again_are_not_written(connection: Connection) -> None:
    feeds = [replace(FEED, id=FeedId(str(n)), url=f"https://{n}.example/") for n in range(100)]
    records_on(connection).feeds.sync(feeds)
    driver = connection.connection.dbapi_connection
    assert isinstance(driver, sqlite3.Connection)
    before = driver.total_changes
    records_on(connection).feeds.sync(feeds)
    assert driver.total_changes == before
    records_on(connection).feeds.sync(feeds[:-1])
    assert driver.total_changes == before + 1


def test_an_entrys_revisions_are_counted(connection: Connection) -> None:
    document = make_document(title="Leaders meet", body="", published=NOW)
    identity = Identity(guid="a", url="b", title="c", content="d")
    kept = EntryToStore(
        feed=FEED.id, identity=identity, title="", url="", author="", first_seen=NOW, document=document
    )
    records = records_on(connection)
    records.feeds.sync([FEED])
    one, other = records.entries.add([kept, kept])
    for _ in range(2):
        records.entries.revise(other, kept)
    rows = connection.exec_driver_sql("SELECT id, revision FROM entries").all()
    assert rows == [(one, 0), (other, 2)]


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


async def test_a_command_may_write_beside_the_process_that_holds_the_database(tmp_path: Path) -> None:
    bot = open_store(tmp_path / "w.db")
    await bot.transact(lambda records: records.feeds.sync([FEED]))
    command = open_store(tmp_path / "w.db", alone=False)
    state = FeedState(failures=2)
    await command.transact(lambda records: records.feeds.save({FEED.id: state}))
    await command.close()
    assert await bot.transact(lambda records: records.feeds.states()) == {FEED.id: state}
    with pytest.raises(StorageError, match="another Wirewatch"):
        open_store(tmp_path / "w.db")
    await bot.close()


def test_a_command_makes_no_database(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="there is no such database yet"):
        open_store(tmp_path / "w.db", alone=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("revision", ["base", "0002"])
def test_a_command_upgrades_no_tables(tmp_path: Path, revision: str) -> None:
    engine = make_engine(tmp_path / "w.db")
    with engine.begin() as connection:
        upgrade(connection, revision)
    with pytest.raises(StorageError, match="its tables are not those of this version"):
        open_store(tmp_path / "w.db", alone=False)
    with engine.connect() as connection:
        assert "notices" not in [table.name for table in tables_of(connection)]
    engine.dispose()


def test_a_database_of_a_later_version_is_refused_and_not_held(tmp_path: Path) -> None:
    engine = make_engine(tmp_path / "w.db")
    with engine.begin() as connection:
        migrate(connection)
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    for _ in range(2):
        with pytest.raises(StorageError, match="9999"):
            open_store(tmp_path / "w.db")
    with pytest.raises(StorageError, match="not those of this version"):
        open_store(tmp_path / "w.db", alone=False)
    engine.dispose()


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
    for _ in range(2):
        store = open_store(tmp_path / "w.db")
        await store.transact(lambda records: records.feeds.sync([FEED]))
        assert list(await store.transact(lambda records: records.feeds.states())) == ["f"]
        await store.close()
