"""Platforms that take a message after its connection was lost, and waiting for what is shown at last."""

import asyncio
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

_LOOK_AGAIN = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Lateness:
    """Of the messages one in `one_in` is late, up to `seconds`; which, and by how much, its key decides."""

    one_in: int = 0
    seconds: float = 0.0

    def of(self, key: str) -> float | None:
        """Seconds until the message is shown; None where it is taken at once."""
        number = int.from_bytes(blake2b(key.encode(), digest_size=8).digest())
        if not key or not self.one_in or number % self.one_in:
            return None
        return self.seconds * (number // self.one_in % 1_000) / 999


async def missing_after(seconds: float, texts: Iterable[str], messages: Callable[[], list[Any]]) -> list[str]:
    """Those of the texts that stand in none of the messages so long from now; none as soon as all do."""
    left, loop = list(texts), asyncio.get_running_loop()
    deadline = loop.time() + seconds
    while left and loop.time() < deadline:
        shown = json.dumps(messages(), ensure_ascii=False)
        left = [text for text in left if text not in shown]
        await asyncio.sleep(_LOOK_AGAIN if left else 0)
    return left
