"""SQLite on one writer thread: every transaction is a synchronous function, run one after another."""

import asyncio
import fcntl
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO, TypeVar

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import SQLAlchemyError

from adapters.storage.alerts import SqlAlerts
from adapters.storage.audit import SqlAudit
from adapters.storage.deliveries import SqlDeliveries
from adapters.storage.entries import SqlEntries
from adapters.storage.feedback import SqlFeedback
from adapters.storage.feeds import SqlFeeds
from adapters.storage.ledger import SqlLedger
from adapters.storage.notices import SqlNotices
from adapters.storage.quiet import SqlDigests, SqlMilestones, SqlSilences
from adapters.storage.search import SqlSearch
from adapters.storage.stories import SqlStories
from bot.errors import StorageError
from bot.records import Records

T = TypeVar("T")

MIGRATIONS = Path(__file__).parent / "migrations"
_BUSY_SECONDS = 30
"""How long a write waits for another process (a back-up, `sqlite3` in a terminal) before it fails."""


@dataclass(frozen=True, slots=True)
class SqlRecords:
    """All kinds of records on one connection, inside its transaction."""

    feeds: SqlFeeds
    entries: SqlEntries
    stories: SqlStories
    ledger: SqlLedger
    alerts: SqlAlerts
    deliveries: SqlDeliveries
    notices: SqlNotices
    digests: SqlDigests
    silences: SqlSilences
    audit: SqlAudit
    feedback: SqlFeedback
    milestones: SqlMilestones
    search: SqlSearch


def records_on(connection: Connection) -> SqlRecords:
    ledger = SqlLedger(connection)
    return SqlRecords(
        feeds=SqlFeeds(connection),
        entries=SqlEntries(connection),
        stories=SqlStories(connection),
        ledger=ledger,
        alerts=SqlAlerts(connection, ledger),
        deliveries=SqlDeliveries(connection),
        notices=SqlNotices(connection),
        digests=SqlDigests(connection),
        silences=SqlSilences(connection),
        audit=SqlAudit(connection),
        feedback=SqlFeedback(connection),
        milestones=SqlMilestones(connection),
        search=SqlSearch(connection),
    )


class SqliteStore:
    """`Store` on one SQLite file; `open_store` makes one."""

    def __init__(self, engine: Engine, lock: TextIO | None) -> None:
        self._engine = engine
        self._lock = lock
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")

    async def transact(self, work: Callable[[Records], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._run, work)

    async def close(self) -> None:
        """Let the transaction under way end, then give the file free."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._engine.dispose)
        self._thread.shutdown()
        if self._lock:
            self._lock.close()

    def _run(self, work: Callable[[Records], T]) -> T:
        try:
            with self._engine.begin() as connection:
                return work(records_on(connection))
        except SQLAlchemyError as error:
            raise StorageError(str(self._engine.url.database), _first_line(error)) from error


def open_store(path: Path, *, alone: bool = True) -> SqliteStore:
    """Open the database at `path`, make or upgrade its tables, and hold it for this process alone.

    With `alone` false it is shared with a bot that may be running, for small writes: nothing is made or
    upgraded, and a write waits at most half a minute for its turn.
    Raises `StorageError` where the file cannot be used, another process holds it, or the tables that are to
    be shared are not those of this version.
    """
    if not alone:
        must_exist(path)
        return SqliteStore(_prepared(path, _refuse_other_tables), lock=None)
    lock = _lock(path)
    try:
        return SqliteStore(_prepared(path, migrate), lock)
    except StorageError:
        lock.close()
        raise


def _prepared(path: Path, prepare: Callable[[Connection], None]) -> Engine:
    try:
        engine = make_engine(path)
        with engine.begin() as connection:
            prepare(connection)
    except (SQLAlchemyError, sqlite3.Error, CommandError) as error:
        raise StorageError(str(path), _first_line(error)) from error
    return engine


def must_exist(path: Path) -> None:
    if not path.is_file():
        raise StorageError(str(path), "there is no such database yet", hint="`wirewatch run` makes it")


def make_engine(path: Path) -> Engine:
    """An engine whose every connection is durable: a commit survives a power cut."""
    engine = create_engine(f"sqlite:///{path}", connect_args={"check_same_thread": False})
    event.listen(engine, "connect", _set_up_connection)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def migrate(connection: Connection) -> None:
    """Bring the tables to the newest version."""
    config = _migrations()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _refuse_other_tables(connection: Connection) -> None:
    newest = ScriptDirectory.from_config(_migrations()).get_current_head()
    if MigrationContext.configure(connection).get_current_revision() != newest:
        raise StorageError(
            str(connection.engine.url.database),
            "its tables are not those of this version",
            hint="`wirewatch run` of the newest version upgrades them",
        )


def _migrations() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


def _set_up_connection(connection: DBAPIConnection, _: Any) -> None:
    # The driver's own way of beginning transactions leaves reads outside of them; SQLAlchemy's documents
    # ("SQLite: serializable isolation") take it over with these two listeners.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    # FULL, not NORMAL: in WAL mode NORMAL may lose the last commits on power loss (sqlite.org, pragma docs)
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute(f"PRAGMA busy_timeout={_BUSY_SECONDS * 1000}")
    cursor.close()


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _lock(path: Path) -> TextIO:
    """A lock that the system gives free with the process, however it ends."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = path.with_name(path.name + ".lock").open("w")
    except OSError as error:
        raise StorageError(str(path), f"cannot be written: {error.strerror}") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        handle.close()
        raise StorageError(
            str(path),
            "another Wirewatch is using this database",
            hint="End it first, or set another `database`",
        ) from error
    return handle


def _first_line(error: Exception) -> str:
    cause = getattr(error, "orig", None) or error
    return str(cause).splitlines()[0] if str(cause) else type(cause).__name__
