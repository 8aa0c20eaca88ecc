"""The bot's database for a command that only reads: no lock, no change, beside a bot that runs."""

import asyncio
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from sqlalchemy import NullPool, create_engine
from sqlalchemy.exc import DBAPIError

from adapters.storage.database import must_exist, records_on
from bot.errors import StorageError
from bot.records import Records

T = TypeVar("T")


class ReadOnlyStore:
    """`Store` whose transactions see one moment and cannot write.

    Raises `StorageError` where the file is not there or is no database of Wirewatch's.
    """

    def __init__(self, path: Path) -> None:
        must_exist(path)
        self._path = path
        self._engine = create_engine("sqlite://", creator=self._connect, poolclass=NullPool)

    async def transact(self, work: Callable[[Records], T]) -> T:
        return await asyncio.to_thread(self._run, work)

    async def close(self) -> None:
        self._engine.dispose()

    def _run(self, work: Callable[[Records], T]) -> T:
        try:
            with self._engine.connect() as connection:
                connection.exec_driver_sql("BEGIN")
                return work(records_on(connection))
        except DBAPIError as error:
            raise StorageError(str(self._path), f"cannot be read: {error.orig}") from error

    def _connect(self) -> sqlite3.Connection:
        address = f"file:{quote(str(self._path.absolute()))}?mode=ro"
        if not os.access(self._path.parent, os.W_OK) and not _log_of(self._path).exists():
            # SQLite shares a log with writers in files beside the database, and would have to make them.
            # Where it cannot, no bot can be running either.
            address += "&immutable=1"
        return sqlite3.connect(address, uri=True, check_same_thread=False, isolation_level=None)


def _log_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")
