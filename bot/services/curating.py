"""What an operator does to stories: make two one, or take reports out of one. Both are remembered."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.alerts import Alert
from bot.core.channels import Channel
from bot.core.curating import ended_by_merge, heard_of, kept_and_gone, left_to_tell, parted_id
from bot.core.entries import EntryId
from bot.core.reasons import Reason
from bot.core.rights import Audited
from bot.core.routes import routed, subject_of
from bot.core.stories import Story, StoryId
from bot.records import Decision, Records
from bot.services.planning import plan
from bot.services.setup import Setup


@dataclass(frozen=True, slots=True)
class NotDone:
    """Why nothing was changed, for the person who asked."""

    problem: str
    hint: str = ""


def merge_stories(
    records: Records, one: StoryId, other: StoryId, setup: Setup, *, author: str, now: datetime
) -> Story | NotDone:
    """Make the stories one, and give it: the one that was told, or was first where both or neither were.

    The message of the one that is no more says where its reports went, and what comes in later joins the
    other. Where it was still to be told, the other is told. A silence of it has no say in the other. `author`
    is who asks for it, as `cli:ann`.
    """
    found = [_standing(records, story) for story in (one, other)]
    stories = [story for story in found if isinstance(story, Story)]
    if len(stories) < len(found):
        return next(story for story in found if isinstance(story, NotDone))
    if one == other:
        return NotDone("a story cannot be made part of itself", "Give the ids of two")
    kept, gone = kept_and_gone(*stories)
    records.stories.move(gone.entries, kept.id)
    # Never told, since it is not to be among told stories any more: what it told is the other's.
    records.stories.save(replace(gone, reports=(), revision=0, merged_into=kept.id, updated=now))
    records.stories.save(replace(kept, first_seen=min(kept.first_seen, gone.first_seen), updated=now))
    said = f"{gone.id} into {kept.id}"
    _note(records, Reason.MERGED, (kept.id, gone.id), f"{said}, by {author}", now)
    _audit(records, author, "merge", said, now)
    merged = records.stories.load(kept.id)
    _tell_of_merge(records, merged, gone, setup, now)
    return merged


def split_story(
    records: Records, story: StoryId, entries: Sequence[EntryId], setup: Setup, *, author: str, now: datetime
) -> Story | NotDone:
    """Make the reports of these entries a story of its own, and give it.

    Where the whole was told, or is to be, it is told as such.
    """
    whole = _standing(records, story)
    if isinstance(whole, NotDone):
        return whole
    if not_done := _cannot_part(whole, entries):
        return not_done
    new = Story(
        id=parted_id(whole.id, entries, now),
        first_seen=_first_seen(records, entries, whole),
        updated=now,
        revision=1 if whole.told else 0,
    )
    records.stories.save(new)
    records.stories.move(entries, new.id)
    records.stories.keep_apart(whole.id, new.id)
    rest = whole.entries - set(entries)
    records.stories.save(replace(whole, first_seen=_first_seen(records, rest, whole), updated=now))
    said = f"{new.id} out of {whole.id}"
    _note(records, Reason.SPLIT, (whole.id, new.id), f"{said}, by {author}", now)
    _audit(records, author, "split", said, now)
    parted = records.stories.load(new.id)
    if parted.told:
        records.alerts.add(Alert(story=parted, reason=Reason.SPLIT, changes=(), at=now))
        _tell_of_split(records, records.stories.load(whole.id), parted, setup, now)
    return parted


def _standing(records: Records, story: StoryId) -> Story | NotDone:
    found = records.stories.find(story)
    if found is None:
        return NotDone(f"there is no story {story}")
    if found.merged_into:
        return NotDone(f"{story} is part of {found.merged_into}", f"Give {found.merged_into} instead")
    return found


def _cannot_part(whole: Story, entries: Sequence[EntryId]) -> NotDone | None:
    if strange := sorted(set(entries) - whole.entries):
        said = ", ".join(map(str, strange))
        return NotDone(f"no report of {whole.id} has the entry {said}", "Give entries that it has")
    if not entries or whole.entries == set(entries):
        return NotDone("both stories must have reports", f"Give some of {whole.id}'s entries, not all")
    return None


def _first_seen(records: Records, entries: Iterable[EntryId], whole: Story) -> datetime:
    seen = (stored.kept.first_seen for stored in records.entries.load(entries))
    return min(seen, default=whole.first_seen)


def _tell_of_merge(records: Records, kept: Story, gone: Story, setup: Setup, now: datetime) -> None:
    ended = ended_by_merge(records.deliveries.of_story(gone.id))
    for row in ended:
        records.deliveries.save(row)
    _edit(records, gone, setup, now)
    _edit(records, kept, setup, now)
    _post(records, kept, left_to_tell(ended, records.deliveries.of_story(kept.id)), setup, now)


def _tell_of_split(records: Records, whole: Story, parted: Story, setup: Setup, now: datetime) -> None:
    meant = routed(subject_of(parted, setup.watches, setup.feed_of), setup.routes)
    told = records.deliveries.of_story(whole.id)
    _post(records, parted, heard_of(told, meant), setup, now)
    _edit(records, whole, setup, now)


def _edit(records: Records, story: Story, setup: Setup, now: datetime) -> None:
    """Let the messages that show it show it as it is now."""
    plan(records, story, (), records.deliveries.of_story(story.id), setup, now=now, announce=False)


def _post(records: Records, story: Story, channels: Collection[Channel], setup: Setup, now: datetime) -> None:
    """Tell these channels of it, which show no message of it."""
    existing = [row for row in records.deliveries.of_story(story.id) if row.channel in channels]
    plan(records, story, channels, existing, setup, now=now, announce=True)


def _note(records: Records, reason: Reason, stories: Iterable[StoryId], detail: str, now: datetime) -> None:
    records.alerts.note([Decision(at=now, reason=reason, story=story, detail=detail) for story in stories])


def _audit(records: Records, author: str, action: str, said: str, now: datetime) -> None:
    change = Audited(at=now, actor=author, action=action, target=f"story {said}", channel=None)
    records.audit.add(change)
