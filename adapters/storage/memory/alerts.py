"""Alerts and decisions, in dictionaries and lists."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.core.alerts import Alert, Update
from bot.core.deciding import last_of_each_slot
from bot.core.entries import EntryId
from bot.core.ledger import Change
from bot.core.reasons import Reason
from bot.core.stories import StoryId
from bot.records import Decision


class MemoryAlerts:
    def __init__(self) -> None:
        self._alerts: dict[StoryId, list[Alert]] = {}
        self._decisions: dict[StoryId | None, list[Decision]] = {}
        self._reasons: Counter[Reason] = Counter()

    def add(self, alert: Alert) -> None:
        self._alerts.setdefault(alert.story.id, []).append(alert)

    def changes(self, story: StoryId) -> tuple[Change, ...]:
        return last_of_each_slot(change for alert in self._alerts.get(story, ()) for change in alert.changes)

    def updates(self, story: StoryId, after: int) -> tuple[Update, ...]:
        return tuple(
            Update(revision=alert.story.revision, reason=alert.reason, changes=alert.changes, at=alert.at)
            for alert in self._alerts.get(story, ())
            if alert.story.revision > after
        )

    def note(self, decisions: Sequence[Decision]) -> None:
        for decision in decisions:
            self._reasons[decision.reason] += 1
            self._decisions.setdefault(decision.story, []).append(decision)

    def decisions(self, story: StoryId) -> tuple[Decision, ...]:
        return tuple(self._decisions.get(story, ()))

    def decisions_on(self, entry: EntryId) -> tuple[Decision, ...]:
        found = (d for of_story in self._decisions.values() for d in of_story if d.entry == entry)
        return tuple(sorted(found, key=lambda decision: decision.at))

    def forget(self, before: datetime) -> None:
        for story, decisions in self._decisions.items():
            self._decisions[story] = [decision for decision in decisions if decision.at >= before]
        kept = (d.reason for decisions in self._decisions.values() for d in decisions)
        self._reasons = Counter(kept)

    def reasons(self) -> Mapping[Reason, int]:
        return dict(self._reasons)
