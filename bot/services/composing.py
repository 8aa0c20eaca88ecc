"""What a delivery says, as the records stand when it is about to leave."""

from collections.abc import Iterable
from typing import NamedTuple

from bot.core.alerts import Update
from bot.core.channels import Channel
from bot.core.deciding import last_of_each_slot
from bot.core.deliveries import Action, Delivery
from bot.core.digest_wording import digest_message
from bot.core.digests import Digest, DigestItem, DigestKind, digest_items
from bot.core.feed_wording import notice_message
from bot.core.ledger import Ledger
from bot.core.messages import Message
from bot.core.occasions import occasion_of
from bot.core.pictures import Picture
from bot.core.picturing import picture_of
from bot.core.reply_wording import reply_message
from bot.core.routes import heard, subject_of
from bot.core.stories import Story, StoryId
from bot.core.watches import Watch
from bot.core.wording import Told, alert_message, merged_message
from bot.records import Records
from bot.services.answering.stories import standing
from bot.services.ledgers import Ledgers
from bot.services.setup import Setup

_READ_FOR_A_DIGEST = 60
"""Stories; a digest shows 25 at most."""


def message_of(records: Records, delivery: Delivery, setup: Setup) -> Message:
    """Raises `LookupError` where there is nothing to say: `fit_to_leave` finds that out before."""
    if delivery.notice is not None:
        return notice_message(records.notices.together(delivery.notice))
    if delivery.digest is not None:
        digest = records.digests.load(delivery.digest)
        content = digest_content(records, digest, setup)
        return digest_message(digest, content.items, more=content.more)
    if delivery.story is None:
        raise LookupError(f"delivery {delivery.id} tells of nothing")
    story = records.stories.load(delivery.story)
    if story.merged_into is not None:
        return merged_message(standing(records, story.merged_into) or story)
    told = told_of(records, delivery, story, setup)
    if delivery.action is not Action.REPLY:
        return alert_message(told)
    picture = _picture(records, story) if setup.pictures else None
    return reply_message(story, told.watches, updates_of(records, delivery), picture=picture)


def _picture(records: Records, story: Story) -> Picture | None:
    """Of all that the story's alerts told so far, each value of a fact at its time."""
    updates = records.alerts.updates(story.id, 0)
    return picture_of(story, (change for update in updates for change in update.changes))


def told_of(records: Records, delivery: Delivery, story: Story, setup: Setup) -> Told:
    """What the delivery's message about the story is made of."""
    watches = watches_for(story, delivery.channel, setup)
    return Told(
        key=delivery.thread,
        story=story,
        watches=watches,
        facts=facts_of(records, watches, story, setup.ledgers),
        changes=tuple(c for c in records.alerts.changes(story.id) if c.after.entry in story.entries),
        possible_repeat=delivery.possible_repeat,
    )


def watches_for(story: Story, channel: Channel, setup: Setup) -> tuple[Watch, ...]:
    """The watches for which the channel hears of the story, the gravest first."""
    subject = subject_of(story, setup.watches, setup.feed_of)
    meant = [wanted for wanted, goes in setup.channels.items() if goes == channel]
    through = {watch.id for wanted in meant for watch in heard(subject, wanted, setup.routes)}
    return tuple(watch for watch in subject.watches if watch.id in through) or subject.watches


def facts_of(records: Records, watches: Iterable[Watch], story: Story, ledgers: Ledgers) -> Ledger:
    """What the ledger holds of the event that the story tells of, for the first watch that keeps facts."""
    for watch in watches:
        if watch.event is None:
            continue
        events = ledgers.of(records, watch)
        found = occasion_of(events.occasions, story.entries)
        if found and (facts := events.ledger(found)):
            return facts
    return {}


def updates_of(records: Records, delivery: Delivery) -> tuple[Update, ...]:
    """What the channel has not been told yet: all since the last message that left, or stood in a digest."""
    if delivery.story is None:
        return ()
    return records.alerts.updates(delivery.story, _told_before(records, delivery, delivery.story))


class DigestContent(NamedTuple):
    items: tuple[DigestItem, ...]
    more: int
    """Stories beside them, which are only counted."""


def digest_content(records: Records, digest: Digest, setup: Setup) -> DigestContent:
    """The stories of the digest, each once: those held for it, and those of its time if it has one.

    After a day's outage thousands are held; of so many the latest are read.
    """
    rows = {row.story: row for row in records.deliveries.held_for(digest.id) if row.story is not None}
    of_its_time = records.digests.stories(digest) if digest.kind is not DigestKind.HELD else ()
    wanted = list(dict.fromkeys((*rows, *of_its_time)))
    items = [
        _item(records, rows[story], story, setup)
        if story in rows
        else _told_again(records, digest.channel, story, setup)
        for story in wanted[-_READ_FOR_A_DIGEST:]
    ]
    more = max(len(wanted) - _READ_FOR_A_DIGEST, 0)
    return DigestContent(digest_items(item for item in items if item.watches), more)


def _told_again(records: Records, channel: Channel, of: StoryId, setup: Setup) -> DigestItem:
    story = records.stories.load(of)
    return DigestItem(story=story, watches=watches_for(story, channel, setup))


def _item(records: Records, row: Delivery, of: StoryId, setup: Setup) -> DigestItem:
    story = records.stories.load(of)
    changes = [change for update in updates_of(records, row) for change in update.changes]
    watches = watches_for(story, row.channel, setup)
    return DigestItem(story=story, watches=watches, changes=last_of_each_slot(changes), held=row.reason)


def _told_before(records: Records, row: Delivery, story: StoryId) -> int:
    rows = records.deliveries.of_story(story)
    return max((r.told for r in rows if r.thread == row.thread and r.id != row.id), default=0)
