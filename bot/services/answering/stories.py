"""Which story somebody means: by a link, an id, an alert's button, or as the last one."""

import re
from dataclasses import dataclass

from bot.core.answers.sorry import Sorry, short
from bot.core.deliveries import Action, DeliveryKey, DeliveryState
from bot.core.entries import EntryId
from bot.core.stories import Story, StoryId
from bot.records import Records, StoredEntry
from bot.services.answering.asking import Asking

LAST = "last"
_RECENT = 20
"""Stories, told last, among which a channel's last alert is looked for."""
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_ENTRY = re.compile(r"\d{1,18}")
_HOW = (
    "Give an article's link, the id of a story or an entry, or `last`; or press “Why this?” under an alert."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Untold:
    """An entry that is part of no story."""

    entry: StoredEntry


def standing(records: Records, story: StoryId) -> Story | None:
    """The story, or the one that it was made part of; None where it is not kept any more."""
    found = records.stories.find(story)
    seen = {story}
    while found and found.merged_into and found.merged_into not in seen:
        seen.add(found.merged_into)
        found = records.stories.find(found.merged_into)
    return found


def meant(asking: Asking, item: str) -> Story | Untold | Sorry:
    """What `item` stands for: a delivery's key, a story's id, a link, an entry's id, or `last`."""
    if item.casefold() == LAST:
        return _last(asking) or Sorry(problem="No alert was told yet.")
    if address := _ADDRESS.fullmatch(item.strip("<>")):  # so Slack writes links
        return _at(asking.records, address[0].partition("|")[0])  # and their label behind a bar
    records = asking.records
    story = records.deliveries.story_of(DeliveryKey(item)) or StoryId(item)
    if found := standing(records, story):
        return found
    if _ENTRY.fullmatch(item) and (entry := _entry(records, EntryId(int(item)))):
        return entry
    problem = f"No alert has that id: “{short(item)}”." if item else "Which story?"
    return Sorry(problem=f"{problem} {_HOW}")


def _last(asking: Asking) -> Story | None:
    """The story of the last alert in the channel where it is asked; else of the last anywhere."""
    recent = asking.records.stories.latest(_RECENT)
    if asking.question.channel is None:
        return next(iter(recent), None)
    channel = asking.setup.channels.get(asking.question.channel, asking.question.channel)
    sent = (
        (delivery.dispatched_at, story)
        for story in recent
        for delivery in asking.records.deliveries.of_story(story.id)
        if delivery.channel == channel
        and delivery.state is DeliveryState.SENT
        and delivery.action is not Action.EDIT
        and delivery.dispatched_at
    )
    newest = max(sent, key=lambda one: one[0], default=None)
    return newest[1] if newest else next(iter(recent), None)


def _at(records: Records, url: str) -> Story | Untold | Sorry:
    entries = records.entries.at_url(url)
    for entry in reversed(entries):
        if story := _story_of(records, entry):
            return story
    for stored in records.entries.load(entries[-1:]):
        return Untold(entry=stored)
    return Sorry(problem="No entry with that link was stored. `/watch search` finds those that were.")


def _entry(records: Records, entry: EntryId) -> Story | Untold | None:
    if story := _story_of(records, entry):
        return story
    return next((Untold(entry=stored) for stored in records.entries.load([entry])), None)


def _story_of(records: Records, entry: EntryId) -> Story | None:
    story = records.stories.of_entry(entry)
    return standing(records, story) if story else None
