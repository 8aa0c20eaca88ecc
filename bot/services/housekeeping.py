"""What a database need not keep for ever."""

from bot.ports import Clock
from bot.records import Store
from bot.services.setup import Current


class Housekeeping:
    """Called every hour."""

    def __init__(self, *, store: Store, setup: Current, clock: Clock) -> None:
        self._store = store
        self._setup = setup
        self._clock = clock

    async def __call__(self) -> None:
        before = self._clock.now() - self._setup().keep_decisions
        await self._store.transact(lambda records: records.alerts.forget(before))
