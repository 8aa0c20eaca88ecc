"""What several integration tests stand on: fake platforms in processes of their own, a bot's database."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.storage.database import SqliteStore, open_store
from fakes.processes import running
from fakes.wirewatch import write_configuration


@pytest.fixture(scope="module")
def discord_url() -> Iterator[str]:
    with running("fakes.discord_server") as url:
        yield url


@pytest.fixture(scope="module")
def slack_url() -> Iterator[str]:
    with running("fakes.slack_server") as url:
        yield url


@pytest.fixture
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return write_configuration(
        tmp_path, {"harbour": "https://harbour.example/rss"}, database=tmp_path / "wirewatch.db"
    )


@pytest.fixture
def bot(config: Path) -> Iterator[SqliteStore]:
    """The database as a bot that runs holds it."""
    store = open_store(config.parent / "wirewatch.db")
    yield store
    asyncio.run(store.close())
