"""Take over an edited configuration while the bot works, or keep the old one and say why.

    changed -> load (all that can fail) -> new feeds stored -> swapped in, at once

Until the swap nothing live is touched, and a piece of work that began before it ends with the old setup.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from bot.core.display import shorten
from bot.core.rights import FILES, Audited
from bot.errors import ConfigError
from bot.ports import Clock
from bot.records import Records, Store
from bot.services.setup import Current, Setup

log = logging.getLogger(__name__)

_SAID = 300
"""Characters of a mistake that are kept with who changed what."""

Fingerprint = frozenset[tuple[str, int, int]]
"""Name, size and time of change (nanoseconds) of every file of the configuration."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReloadProblem:
    """Why the configuration in the files is not the one in force."""

    explanation: str


class Reload:
    """Each call looks whether the files have changed; `now` loads them whether they have or not."""

    def __init__(
        self,
        *,
        fingerprint: Callable[[], Fingerprint],
        load: Callable[[], Setup],
        setup: Current,
        store: Store,
        clock: Clock,
    ) -> None:
        """`load` raises `ConfigError`; it is called outside of the event loop, as is `fingerprint`."""
        self._fingerprint = fingerprint
        self._load = load
        self._setup = setup
        self._store = store
        self._clock = clock
        self._loaded = fingerprint()
        self._turn = asyncio.Lock()
        self.problem: ReloadProblem | None = None

    async def __call__(self) -> None:
        if await asyncio.to_thread(self._fingerprint) != self._loaded:
            await self.now()

    async def now(self) -> None:
        async with self._turn:
            # Taken before the files are read: an edit while they are is seen at the next look.
            fingerprint = await asyncio.to_thread(self._fingerprint)
            try:
                setup = await asyncio.to_thread(self._load)
            except ConfigError as error:
                await self._refuse(error)
            else:
                await self._take_over(setup)
            self._loaded = fingerprint

    async def _take_over(self, setup: Setup) -> None:
        told = ", ".join(_differences(self._setup(), setup)) or "nothing that feeds or watches depend on"

        def keep(records: Records) -> None:
            records.feeds.sync(setup.feeds)
            records.audit.add(self._change(told))

        await self._store.transact(keep)
        self._setup.swap(setup)
        self.problem = None
        log.info("configuration reloaded: %s", told)

    async def _refuse(self, error: ConfigError) -> None:
        self.problem = ReloadProblem(explanation=str(error))
        log.error("the edited configuration is not used; the one before stays in force: %s", error)
        change = self._change(f"refused: {shorten(str(error).splitlines()[0], _SAID)}")
        await self._store.transact(lambda records: records.audit.add(change))

    def _change(self, told: str) -> Audited:
        """Who edited the files is not known."""
        now = self._clock.now()
        return Audited(at=now, actor=FILES, action="reload", target=told, channel=None)


def _differences(old: Setup, new: Setup) -> Iterable[str]:
    yield from _counted("feed", {f.id: f for f in old.feeds}, {f.id: f for f in new.feeds})
    yield from _counted("watch", dict(old.watches.items()), dict(new.watches.items()), plural="watches")
    if old.rights != new.rights:
        yield "rights changed"


def _counted(
    noun: str, old: Mapping[str, object], new: Mapping[str, object], plural: str = ""
) -> Iterable[str]:
    changes = {
        "added": len(new.keys() - old.keys()),
        "removed": len(old.keys() - new.keys()),
        "changed": sum(1 for key in new.keys() & old.keys() if new[key] != old[key]),
    }
    for change, count in changes.items():
        if count:
            yield f"{count} {noun if count == 1 else plural or noun + 's'} {change}"
