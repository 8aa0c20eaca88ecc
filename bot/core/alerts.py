"""Alerts: the decision to tell a story, and how fast it is told."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.ledger import Change
from bot.core.messages import Severity
from bot.core.reasons import Reason
from bot.core.stories import Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How long to gather before speaking, and how often a told message may change its count."""

    group_wait: timedelta
    group_wait_high: timedelta
    group_interval: timedelta

    def wait(self, severity: Severity) -> timedelta:
        return self.group_wait_high if severity is Severity.HIGH else self.group_wait


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a story's new report is told; `announce` is what readers should notice."""

    announce: bool
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """The decision to tell a story, once for each revision."""

    story: Story
    reason: Reason
    changes: tuple[Change, ...]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What one alert told of a story."""

    revision: int
    reason: Reason
    changes: tuple[Change, ...]
    at: datetime
