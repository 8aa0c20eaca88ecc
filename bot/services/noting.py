"""A store that notes what is decided in it, while everything is kept as ever."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from bot.core.alerts import Alert, Update
from bot.core.entries import EntryId
from bot.core.ledger import Change
from bot.core.reasons import Reason
from bot.core.stories import Story, StoryId
from bot.records import (
    AlertRecords,
    AuditRecords,
    Decision,
    DeliveryRecords,
    DigestRecords,
    EntryRecords,
    FeedbackRecords,
    FeedRecords,
    LedgerRecords,
    MilestoneRecords,
    NoticeRecords,
    Records,
    SearchRecords,
    SilenceRecords,
    Store,
    StoryRecords,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedAlert:
    alert: Alert
    story: Story
    """As it was then, with all its reports."""
    entry: EntryId | None
    """The entry on which it was decided."""


@dataclass(slots=True)
class Notebook:
    """What was decided so far, in order."""

    decisions: list[Decision] = field(default_factory=list)
    alerts: list[NotedAlert] = field(default_factory=list)


class NotingStore:
    """`Store` that writes every decision and alert into the notebook."""

    def __init__(self, store: Store, notebook: Notebook) -> None:
        self._store = store
        self._notebook = notebook

    async def transact(self, work: Callable[[Records], T]) -> T:
        return await self._store.transact(lambda records: work(_noting(records, self._notebook)))

    async def close(self) -> None:
        await self._store.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class _NotingRecords:
    feeds: FeedRecords
    entries: EntryRecords
    stories: StoryRecords
    ledger: LedgerRecords
    alerts: AlertRecords
    deliveries: DeliveryRecords
    notices: NoticeRecords
    digests: DigestRecords
    silences: SilenceRecords
    audit: AuditRecords
    feedback: FeedbackRecords
    milestones: MilestoneRecords
    search: SearchRecords


def _noting(records: Records, notebook: Notebook) -> Records:
    return _NotingRecords(
        feeds=records.feeds,
        entries=records.entries,
        stories=records.stories,
        ledger=records.ledger,
        alerts=_NotingAlerts(records, notebook),
        deliveries=records.deliveries,
        notices=records.notices,
        digests=records.digests,
        silences=records.silences,
        audit=records.audit,
        feedback=records.feedback,
        milestones=records.milestones,
        search=records.search,
    )


class _NotingAlerts:
    """`AlertRecords` that passes everything on."""

    def __init__(self, records: Records, notebook: Notebook) -> None:
        self._alerts = records.alerts
        self._stories = records.stories
        self._notebook = notebook
        self._entry: EntryId | None = None

    def note(self, decisions: Sequence[Decision]) -> None:
        self._alerts.note(decisions)
        self._notebook.decisions += decisions
        if decisions:
            self._entry = decisions[-1].entry

    def add(self, alert: Alert) -> None:
        """An alert follows the decision that it comes of, in the same transaction."""
        self._alerts.add(alert)
        story = self._stories.load(alert.story.id)
        self._notebook.alerts.append(NotedAlert(alert=alert, story=story, entry=self._entry))

    def changes(self, story: StoryId) -> tuple[Change, ...]:
        return self._alerts.changes(story)

    def updates(self, story: StoryId, after: int) -> tuple[Update, ...]:
        return self._alerts.updates(story, after)

    def decisions_on(self, entry: EntryId) -> tuple[Decision, ...]:
        return self._alerts.decisions_on(entry)

    def forget(self, before: datetime) -> None:
        self._alerts.forget(before)

    def decisions(self, story: StoryId) -> tuple[Decision, ...]:
        return self._alerts.decisions(story)

    def reasons(self) -> Mapping[Reason, int]:
        return self._alerts.reasons()
