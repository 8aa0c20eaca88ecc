"""What a fake platform tells of what happened, and what it is told to do: its endpoints under /_fake/."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import aiohttp

_T = TypeVar("_T", bound="Control")


class Control:
    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        """`url` is the fake's own, with a slash at its end."""
        self.url = url
        self._session = session

    async def get(self, name: str) -> Any:
        async with self._session.get(f"{self.url}_fake/{name}") as answer:
            assert answer.status < 400, await answer.text()
            return await answer.json()

    async def post(self, name: str, /, **given: object) -> Any:
        """None where the fake has nothing to say."""
        async with self._session.post(f"{self.url}_fake/{name}", json=given) as answer:
            assert answer.status < 400, await answer.text()
            return await answer.json() if answer.content_type == "application/json" else None


@asynccontextmanager
async def controlled(made: type[_T], url: str) -> AsyncIterator[_T]:
    """Of a fake that has forgotten what happened before."""
    async with aiohttp.ClientSession() as session:
        control = made(url, session)
        await control.post("reset")
        yield control
