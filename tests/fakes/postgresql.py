"""A PostgreSQL server of a test's own: in a temporary folder, on a Unix socket, gone with the test."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import Engine, create_engine

_PATIENCE = 60
"""Seconds for any one of the server's commands."""


@contextmanager
def postgresql() -> Iterator[Engine]:
    """An engine on an empty database in UTF-8. Skips, loudly, where no server is installed."""
    programs = _programs()
    if programs is None:
        pytest.skip("NOT CHECKED: PostgreSQL is not installed (package postgresql)")
    # Not pytest's folder: a socket's path has 107 characters at most (unix(7)).
    with TemporaryDirectory(prefix="wirewatch-pg-") as name:
        folder = Path(name)
        _make_cluster(programs, folder)
        socket = {"unix_sock": f"{folder}/.s.PGSQL.5432"}
        engine = create_engine("postgresql+pg8000://tester@/postgres", connect_args=socket)
        try:
            yield engine
        finally:
            engine.dispose()
            _run(folder, programs / "pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop")


def _programs() -> Path | None:
    """The folder of the newest server; Debian keeps them off the path."""
    if found := shutil.which("pg_ctl"):
        return Path(found).resolve().parent
    folders = Path("/usr/lib/postgresql").glob("*/bin/pg_ctl")
    return max((path.parent for path in folders), key=lambda path: float(path.parent.name), default=None)


def _make_cluster(programs: Path, folder: Path) -> None:
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    options = ("--username=tester", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
    _run(folder, programs / "initdb", "-D", folder / "data", *options)
    server = f"-k {folder} -c listen_addresses='' -c fsync=off"
    log = folder / "log"
    _run(folder, programs / "pg_ctl", "-D", folder / "data", "-l", log, "-o", server, "-w", "start")


def _run(folder: Path, *command: str | Path) -> None:
    """As `postgres` where we are root, under whom the server refuses to run."""
    user = "postgres" if os.geteuid() == 0 else None
    # To nowhere: a server that is left running would hold a pipe open, and us with it.
    subprocess.run(  # noqa: S603 - the server's own programs
        command, cwd=folder, user=user, check=True, stdout=subprocess.DEVNULL, timeout=_PATIENCE
    )
