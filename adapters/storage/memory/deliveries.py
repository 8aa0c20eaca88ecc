"""Deliveries, digests and silences, in dictionaries."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from adapters.storage.memory.stories import MemoryStories
from bot.core.channels import Channel
from bot.core.deliveries import Action, Delivery, DeliveryId, DeliveryKey, DeliveryState, Receipt
from bot.core.digests import Digest, DigestId, DigestKind
from bot.core.reasons import Reason
from bot.core.silences import Silence, SilenceId
from bot.core.stories import StoryId
from bot.records import Milestone

_OPEN = frozenset({DeliveryState.PENDING, DeliveryState.SENDING, DeliveryState.AMBIGUOUS})
_LEFT = frozenset({DeliveryState.SENDING, DeliveryState.AMBIGUOUS, DeliveryState.SENT})


class MemoryDeliveries:
    def __init__(self, stories: MemoryStories) -> None:
        self._stories = stories
        self._deliveries: dict[StoryId | None, dict[DeliveryId, Delivery]] = {}
        self._receipts: dict[DeliveryKey, Receipt] = {}

    def save(self, delivery: Delivery) -> None:
        self._deliveries.setdefault(delivery.story, {})[delivery.id] = delivery

    def of_story(self, story: StoryId) -> tuple[Delivery, ...]:
        rows = self._deliveries.get(story, {}).values()
        return tuple(sorted(rows, key=lambda row: (row.thread, row.revision)))

    def in_state(self, state: DeliveryState) -> tuple[Delivery, ...]:
        return self._where(lambda row: row.state is state)

    def channels_due(self, now: datetime) -> tuple[Channel, ...]:
        waiting = (DeliveryState.PENDING, DeliveryState.AMBIGUOUS)
        due = self._first_of_threads(lambda row: row.state in waiting and row.due_at <= now)
        first = {row.channel: row.due_at for row in reversed(due)}
        return tuple(sorted(first, key=lambda channel: (first[channel], str(channel))))

    def next_due(
        self, channel: Channel, state: DeliveryState, now: datetime, after: Delivery | None = None
    ) -> Delivery | None:
        due = self._first_of_threads(
            lambda row: row.channel == channel and row.state is state and row.due_at <= now
        )
        return next((row for row in due if after is None or _order(row) > _order(after)), None)

    def counts(self) -> Mapping[DeliveryState, int]:
        return Counter(delivery.state for delivery in self._all())

    def posts_since(self, channel: Channel, since: datetime) -> tuple[datetime, ...]:
        times = (
            row.dispatched_at
            for row in self._all()
            if row.channel == channel
            and row.state in _LEFT
            and row.action is Action.POST
            and row.notice is None
        )
        return tuple(sorted(at for at in times if at and at >= since))

    def held(self, channel: Channel) -> tuple[Delivery, ...]:
        held = DeliveryState.HELD
        return self._where(lambda row: row.channel == channel and row.state is held and row.held_for is None)

    def held_for(self, digest: DigestId) -> tuple[Delivery, ...]:
        return self._where(lambda row: row.held_for == digest)

    def hold_for(self, digest: DigestId, channel: Channel) -> None:
        for row in self.held(channel):
            tells = self._stories.revision(row.story) if row.story else 0
            self.save(replace(row, held_for=digest, tells=tells))

    def told_by(self, digest: DigestId) -> None:
        for row in self.held_for(digest):
            detail = row.reason or ""
            self.save(replace(row, state=DeliveryState.SUPERSEDED, reason=Reason.IN_DIGEST, detail=detail))

    def left_out_of(self, digest: DigestId, reason: Reason) -> None:
        for row in self.held_for(digest):
            self.save(replace(row, state=DeliveryState.SUPERSEDED, reason=reason, held_for=None))

    def last_dispatch(self) -> datetime | None:
        return max((row.dispatched_at for row in self._all() if row.dispatched_at), default=None)

    def keep_receipt(self, key: DeliveryKey, receipt: Receipt, at: datetime) -> None:  # noqa: ARG002 - nobody reads it
        self._receipts[key] = receipt

    def receipt(self, key: DeliveryKey) -> Receipt | None:
        return self._receipts.get(key)

    def channel_ids(self) -> Mapping[Channel, str]:
        heads = (row for row in self._all() if row.key == row.thread and row.key in self._receipts)
        return {row.channel: self._receipts[row.key].channel_id for row in heads}

    def story_of(self, key: DeliveryKey) -> StoryId | None:
        return next((delivery.story for delivery in self._all() if delivery.key == key), None)

    def last_notice(self, channel: Channel) -> Delivery | None:
        of_it = (d for d in self._all() if d.notice is not None and d.channel == channel)
        return max(of_it, key=lambda delivery: delivery.due_at, default=None)

    def told_in(self, channel: Channel) -> frozenset[StoryId]:
        """Stories that have a row for the channel, those that were silenced not among them."""
        return frozenset(
            row.story
            for row in self._all()
            if row.story
            and row.channel == channel
            and not (row.state is DeliveryState.SUPERSEDED and row.reason is Reason.SILENCED)
        )

    def _first_of_threads(self, wanted: Callable[[Delivery], bool]) -> tuple[Delivery, ...]:
        lowest: dict[DeliveryKey, int] = {}
        for row in self._all():
            if row.state in _OPEN:
                lowest[row.thread] = min(row.revision, lowest.get(row.thread, row.revision))
        return self._where(lambda row: wanted(row) and row.revision <= lowest.get(row.thread, row.revision))

    def _where(self, wanted: Callable[[Delivery], bool]) -> tuple[Delivery, ...]:
        return tuple(sorted(filter(wanted, self._all()), key=_order))

    def _all(self) -> Iterable[Delivery]:
        return (delivery for of_story in self._deliveries.values() for delivery in of_story.values())


class MemoryDigests:
    def __init__(self, deliveries: MemoryDeliveries, stories: MemoryStories) -> None:
        self._digests: dict[DigestId, Digest] = {}
        self._deliveries = deliveries
        self._stories = stories

    def add(self, digest: Digest) -> bool:
        if digest.id in self._digests:
            return False
        self._digests[digest.id] = digest
        return True

    def load(self, digest: DigestId) -> Digest:
        return self._digests[digest]

    def last(self, channel: Channel, kind: DigestKind) -> Digest | None:
        fitting = (d for d in self._digests.values() if (d.channel, d.kind) == (channel, kind))
        return max(fitting, key=lambda digest: digest.until, default=None)

    def stories(self, digest: Digest) -> tuple[StoryId, ...]:
        loaded = [self._stories.load(story) for story in self._deliveries.told_in(digest.channel)]
        fitting = [s for s in loaded if s.told and digest.since <= s.updated < digest.until]
        return tuple(s.id for s in sorted(fitting, key=lambda story: (story.first_seen, story.id)))


class MemorySilences:
    def __init__(self) -> None:
        self._silences: dict[SilenceId, Silence] = {}

    def save(self, silence: Silence) -> None:
        self._silences[silence.id] = silence

    def active(self, now: datetime) -> tuple[Silence, ...]:
        holding = [
            s for s in self._silences.values() if s.at <= now < s.until and (s.ended is None or s.ended > now)
        ]
        return tuple(sorted(holding, key=lambda silence: (silence.until, silence.id)))

    def latest(self, limit: int) -> tuple[Silence, ...]:
        by_id = sorted(self._silences.values(), key=lambda silence: silence.id)
        return tuple(sorted(by_id, key=lambda silence: silence.at, reverse=True)[:limit])


class MemoryMilestones:
    def __init__(self) -> None:
        self._at: dict[Milestone, datetime] = {}

    def at(self, milestone: Milestone) -> datetime | None:
        return self._at.get(milestone)

    def pass_by(self, milestone: Milestone, at: datetime) -> None:
        self._at[milestone] = at


def _order(delivery: Delivery) -> tuple[datetime, DeliveryId]:
    return delivery.due_at, delivery.id
