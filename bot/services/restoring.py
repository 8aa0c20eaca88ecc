"""Find out whether the database was replaced by an older copy of itself since its last message left.

The channels are the witnesses: a message of ours that is newer than any that the database knows of was sent
by a bot whose memory is gone. Without rights to read a channel's history nobody can tell, and what that bot
told is told again.
"""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.core.channels import Channel, Platform
from bot.core.deliveries import Found
from bot.ports import Notifier, Wanted
from bot.records import Milestone, Records, Store
from bot.services.setup import Setup

log = logging.getLogger(__name__)

_CLOCKS_DIFFER = timedelta(minutes=5)
"""A platform's clock and ours; a request also takes its time. A copy is restored after hours."""


async def notice_restored(
    store: Store, notifiers: Mapping[Platform, Notifier], setup: Setup, now: datetime
) -> None:
    """Keep it as milestones where it was. One search for each channel that messages go to."""
    last = await store.transact(lambda records: records.deliveries.last_dispatch())
    if last is None:
        return
    unknown = [
        found
        for channel in dict.fromkeys(setup.channels.values())
        if channel.platform in notifiers
        and (found := await _newest(notifiers[channel.platform], channel, last + _CLOCKS_DIFFER))
    ]
    if unknown:
        log.warning("the database is older than messages in its channels: those are looked for, not repeated")
        await store.transact(lambda records: _keep(records, last, max(unknown), now))


def _keep(records: Records, known: datetime, newest: datetime, now: datetime) -> None:
    records.milestones.pass_by(Milestone.RESTORED, now)
    records.milestones.pass_by(Milestone.KNOWN_UNTIL, known)
    records.milestones.pass_by(Milestone.TOLD_UNTIL, newest)


async def _newest(notifier: Notifier, channel: Channel, since: datetime) -> datetime | None:
    found = await notifier.find(Wanted(keys=None, channel=channel, since=since))
    return found.at if isinstance(found, Found) and found.at and found.at > since else None
