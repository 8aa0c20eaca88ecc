"""Make the digests that channels get by schedule; what they say is written when they leave."""

from bot.core.digests import digest_to_make
from bot.core.planning import digest_delivery
from bot.ports import Clock
from bot.records import Milestone, Records, Store
from bot.services.setup import Current


class MakeDigests:
    """Called every few seconds."""

    def __init__(self, *, store: Store, setup: Current, clock: Clock) -> None:
        self._store = store
        self._setup = setup
        self._clock = clock

    async def __call__(self) -> None:
        """Raises `StorageError`; nothing is lost then, since the next call finds it due again."""
        if any(policy.digests for policy in self._setup().policies.values()):
            await self._store.transact(self._make)

    def _make(self, records: Records) -> None:
        now = self._clock.now()
        began = records.milestones.at(Milestone.BEGAN)
        if began is None:
            records.milestones.pass_by(Milestone.BEGAN, now)
            return
        for channel, policy in self._setup().policies.items():
            for schedule in policy.digests:
                last = records.digests.last(channel, schedule.kind)
                digest = digest_to_make(schedule, channel, last, began, now)
                if digest and records.digests.add(digest):
                    records.deliveries.save(digest_delivery(digest))
