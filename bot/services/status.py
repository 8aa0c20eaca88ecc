"""How the bot is: one picture for the status page, its health check and the command line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.core.channels import Platform
from bot.core.circuits import Shut
from bot.core.deliveries import Delivery, DeliveryState
from bot.core.feed_wording import remark, trouble
from bot.core.feeds import Feed, FeedForUpdate, FeedState
from bot.core.stories import Story
from bot.ports import Clock
from bot.records import Records, Store
from bot.services.pacing import Pacing
from bot.services.reload import Reload
from bot.services.setup import Current

_STORIES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedStatus:
    name: str
    url: str
    entries: int
    remark: str
    """What is wrong, or where it has moved, as one line; empty for nothing."""
    failing: bool
    stopped: bool
    last_success: datetime | None
    next_poll: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    at: datetime
    platforms: tuple[Platform, ...]
    feeds: tuple[FeedStatus, ...]
    """Those in trouble first, then in the order of the file."""
    stories: tuple[Story, ...]
    deliveries: Mapping[DeliveryState, int]
    troubled: tuple[Delivery, ...]
    """Deliveries that wait for somebody: parked or in doubt."""
    reload_problem: str = ""
    """Why the configuration in the files is not the one in force."""
    shut: tuple[Shut, ...] = ()
    """Channels and platforms that are left alone for a while, because they refused several times."""

    @property
    def failing(self) -> int:
        return sum(1 for feed in self.feeds if feed.failing)

    @property
    def well(self) -> bool:
        return not (self.failing or self.troubled or self.reload_problem or self.shut)


class StatusReport:
    """Called for each request of the status page."""

    def __init__(
        self,
        *,
        store: Store,
        setup: Current,
        platforms: Iterable[Platform],
        reload: Reload,
        clock: Clock,
        pacing: Pacing | None = None,
    ) -> None:
        self._store = store
        self._setup = setup
        self._platforms = tuple(platforms)
        self._reload = reload
        self._clock = clock
        self._pacing = pacing or Pacing()

    async def __call__(self) -> Status:
        shut = self._pacing.shut(self._clock.now())  # not within: a transaction runs in another thread
        return await self._store.transact(lambda records: self._read(records, shut))

    def _read(self, records: Records, shut: tuple[Shut, ...]) -> Status:
        states, counts = records.feeds.states(), records.feeds.counts()
        deliveries = records.deliveries
        return Status(
            at=self._clock.now(),
            platforms=self._platforms,
            feeds=tuple(
                sorted(
                    (
                        _feed_status(feed, states.get(feed.id, FeedState()), counts.get(feed.id, 0))
                        for feed in self._setup().feeds
                    ),
                    key=lambda feed: (not feed.failing, not feed.remark),
                )
            ),
            stories=records.stories.latest(_STORIES),
            deliveries=deliveries.counts(),
            troubled=(
                *deliveries.in_state(DeliveryState.PARKED),
                *deliveries.in_state(DeliveryState.AMBIGUOUS),
            ),
            reload_problem=self._reload.problem.explanation if self._reload.problem else "",
            shut=shut,
        )


def _feed_status(feed: Feed, state: FeedState, entries: int) -> FeedStatus:
    polled = FeedForUpdate(feed=feed, state=state)
    return FeedStatus(
        name=feed.name,
        url=feed.url,
        entries=entries,
        remark=remark(polled),
        failing=bool(trouble(polled)),
        stopped=state.stopped,
        last_success=state.last_success,
        next_poll=state.next_poll,
    )
