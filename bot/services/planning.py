"""Keep what is to be delivered of a story."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.core.channels import Channel
from bot.core.deliveries import Delivery
from bot.core.planning import plan_deliveries
from bot.core.stories import Story
from bot.records import Records
from bot.services.setup import Setup


def plan(
    records: Records,
    story: Story,
    channels: Iterable[Channel],
    existing: Iterable[Delivery],
    setup: Setup,
    *,
    now: datetime,
    announce: bool,
    wait: timedelta = timedelta(0),
) -> None:
    """See `plan_deliveries`; without a `wait` there is nothing more to gather."""
    interval = setup.pace.group_interval
    for delivery in plan_deliveries(
        story, channels, existing, announce=announce, wait=wait, interval=interval, now=now
    ):
        records.deliveries.save(delivery)
