from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from fakes.newsroom import Newsroom


@pytest_asyncio.fixture
async def room(tmp_path: Path) -> AsyncIterator[Newsroom]:
    newsroom = Newsroom(path=tmp_path / "wirewatch.db")
    await newsroom.open()
    yield newsroom
    await newsroom.close()
