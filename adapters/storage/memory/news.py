"""Stories, facts, alerts and deliveries, in dictionaries and lists."""

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.core.alerts import Alert
from bot.core.channels import Channel
from bot.core.deliveries import Delivery, DeliveryId, DeliveryKey, DeliveryState, Receipt
from bot.core.entries import EntryId
from bot.core.ledger import Assertion, Change
from bot.core.reasons import Reason
from bot.core.stories import Candidate, Report, Story, StoryId
from bot.core.watches import WatchId
from bot.extraction.merging import SlotKey, slot_key
from bot.extraction.sketch import Sketch
from bot.records import Decision

_FINAL = (DeliveryState.SENT, DeliveryState.PARKED, DeliveryState.SUPERSEDED)


class MemoryStories:
    def __init__(self) -> None:
        self._stories: dict[StoryId, Story] = {}
        self._members: dict[StoryId, dict[EntryId, tuple[Report, Sketch]]] = {}
        self._story_of: dict[EntryId, StoryId] = {}
        self._by_time: list[tuple[datetime, EntryId]] = []

    def candidates(self, since: datetime, until: datetime) -> tuple[Candidate, ...]:
        first = bisect_left(self._by_time, (since, EntryId(0)))
        behind = bisect_right(self._by_time, until, key=lambda item: item[0])
        near = {self._story_of[entry] for _, entry in self._by_time[first:behind]}
        return tuple(
            Candidate(id=story, sketches=tuple(sketch for _, sketch in self._members[story].values()))
            for story in sorted(near)
        )

    def of_entry(self, entry: EntryId) -> StoryId | None:
        return self._story_of.get(entry)

    def load(self, story: StoryId) -> Story:
        reports = (report for report, _ in self._members.get(story, {}).values())
        ordered = sorted(reports, key=lambda report: (report.published, report.entry))
        return replace(self._stories[story], reports=tuple(ordered))

    def save(self, story: Story) -> None:
        self._stories[story.id] = replace(story, reports=())

    def add_report(self, story: StoryId, report: Report, sketch: Sketch) -> None:
        if (before := self._story_of.get(report.entry)) is not None:
            old, _ = self._members[before].pop(report.entry)
            self._by_time.remove((old.published, report.entry))
        evidence = tuple(sorted(report.evidence, key=lambda evidence: evidence.watch))
        kept = replace(report, evidence=evidence)
        self._members.setdefault(story, {})[report.entry] = (kept, sketch)
        self._story_of[report.entry] = story
        insort(self._by_time, (report.published, report.entry))

    def latest(self, limit: int) -> tuple[Story, ...]:
        told = sorted((story for story in self._stories.values() if story.told), key=lambda story: story.id)
        newest = sorted(told, key=lambda story: story.updated, reverse=True)[:limit]
        return tuple(self.load(story.id) for story in newest)


class MemoryLedger:
    def __init__(self) -> None:
        self._assertions: dict[WatchId, dict[object, Assertion]] = {}

    def assertions(self, event: WatchId) -> tuple[Assertion, ...]:
        return tuple(self._assertions.get(event, {}).values())

    def add(self, assertions: Iterable[Assertion], seen: datetime) -> None:  # noqa: ARG002 - nobody reads it
        for assertion in assertions:
            fact = assertion.fact
            stated = (assertion.entry, fact.occurrence, fact.slot, fact.value)
            self._assertions.setdefault(assertion.event, {}).setdefault(stated, assertion)


class MemoryAlerts:
    def __init__(self) -> None:
        self._alerts: dict[StoryId, list[Alert]] = {}
        self._decisions: dict[StoryId | None, list[Decision]] = {}
        self._reasons: Counter[Reason] = Counter()

    def add(self, alert: Alert) -> None:
        self._alerts.setdefault(alert.story.id, []).append(alert)

    def changes(self, story: StoryId) -> tuple[Change, ...]:
        last: dict[SlotKey, Change] = {}
        for change in (change for alert in self._alerts.get(story, ()) for change in alert.changes):
            slot = slot_key(change.after.fact)
            last.pop(slot, None)
            last[slot] = change
        return tuple(last.values())

    def note(self, decisions: Sequence[Decision]) -> None:
        for decision in decisions:
            self._reasons[decision.reason] += 1
            self._decisions.setdefault(decision.story, []).append(decision)

    def decisions(self, story: StoryId) -> tuple[Decision, ...]:
        return tuple(self._decisions.get(story, ()))

    def reasons(self) -> Mapping[Reason, int]:
        return dict(self._reasons)


class MemoryDeliveries:
    def __init__(self) -> None:
        self._deliveries: dict[StoryId | None, dict[DeliveryId, Delivery]] = {}
        self._receipts: dict[DeliveryKey, Receipt] = {}

    def save(self, delivery: Delivery) -> None:
        self._deliveries.setdefault(delivery.story, {})[delivery.id] = delivery

    def of_story(self, story: StoryId) -> tuple[Delivery, ...]:
        return _by_due(self._deliveries.get(story, {}).values())

    def in_state(self, state: DeliveryState) -> tuple[Delivery, ...]:
        return _by_due(delivery for delivery in self._all() if delivery.state is state)

    def due(self, state: DeliveryState, now: datetime) -> tuple[Delivery, ...]:
        open_ones = [delivery for delivery in self._all() if delivery.state not in _FINAL]
        lowest = {d.key: d.revision for d in sorted(open_ones, key=lambda d: -d.revision)}
        return tuple(
            d for d in self.in_state(state) if d.due_at <= now and d.revision <= lowest.get(d.key, d.revision)
        )

    def counts(self) -> Mapping[DeliveryState, int]:
        return Counter(delivery.state for delivery in self._all())

    def keep_receipt(self, key: DeliveryKey, receipt: Receipt, at: datetime) -> None:  # noqa: ARG002 - as above
        self._receipts[key] = receipt

    def receipt(self, key: DeliveryKey) -> Receipt | None:
        return self._receipts.get(key)

    def channel_ids(self) -> Mapping[Channel, str]:
        return {d.channel: self._receipts[d.key].channel_id for d in self._all() if d.key in self._receipts}

    def story_of(self, key: DeliveryKey) -> StoryId | None:
        return next((delivery.story for delivery in self._all() if delivery.key == key), None)

    def last_notice(self, channel: Channel) -> Delivery | None:
        of_it = (d for d in self._all() if d.notice is not None and d.channel == channel)
        return max(of_it, key=lambda delivery: delivery.due_at, default=None)

    def _all(self) -> Iterable[Delivery]:
        return (delivery for of_story in self._deliveries.values() for delivery in of_story.values())


def _by_due(deliveries: Iterable[Delivery]) -> tuple[Delivery, ...]:
    return tuple(sorted(deliveries, key=lambda delivery: (delivery.due_at, delivery.id)))
