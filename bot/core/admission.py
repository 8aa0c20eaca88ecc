"""Whether a message may leave, is held for a digest, or not wanted: decided when it is about to leave."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.channels import Channel
from bot.core.deliveries import Action
from bot.core.digests import DigestSchedule, next_due
from bot.core.display import utc
from bot.core.messages import Severity
from bot.core.quiet_hours import QuietHours, quiet_until
from bot.core.reasons import Reason
from bot.core.routes import Subject
from bot.core.silences import Silence, silenced

POSTS_AN_HOUR = 6
"""Messages an hour that a channel takes unless the operator says otherwise (R63)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelPolicy:
    """How a channel wants to be told."""

    quiet_hours: QuietHours | None = None
    posts_per_hour: int | None = POSTS_AN_HOUR
    """Messages of their own, without replies in threads; None: as many as there are; 0: digests only."""
    high_breaks_through: bool = False
    """Stories of severity high are neither held by quiet hours nor by the cap; they count towards it."""
    digests: tuple[DigestSchedule, ...] = ()


@dataclass(frozen=True, slots=True)
class Admitted:
    """It may leave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """It goes into the digest of that moment: QUIET_HOURS, CAP or STALE."""

    reason: Reason
    until: datetime
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unwanted:
    """It is not told: SILENCED, and which silence says so."""

    reason: Reason
    detail: str


Admission = Admitted | Held | Unwanted

_HOUR = timedelta(hours=1)
MAX_AGE = timedelta(hours=6)
"""What had to wait longer is told in one digest, not message by message (R15)."""


def admit(
    *,
    action: Action,
    subject: Subject,
    channel: Channel,
    policy: ChannelPolicy,
    silences: Iterable[Silence],
    posts: Sequence[datetime],
    now: datetime,
    since: datetime | None = None,
) -> Admission:
    """Whether what tells of the story may leave for the channel now.

    `subject.watches` are those for which the channel hears of it. `posts` are the moments at which messages
    of their own left for it, at least those of the last hour. `since` is when it should have left, where
    that was not now. An edit disturbs nobody, and a reply counts towards no cap.
    """
    if action is Action.EDIT:
        return Admitted()
    if silence := silenced(silences, subject, channel, now):
        return Unwanted(reason=Reason.SILENCED, detail=_who_silenced(silence))
    if since and now - since > MAX_AGE:
        until = _next_digest(policy, now) if policy.posts_per_hour == 0 else _undisturbed(policy, now)
        return _held(Reason.STALE, until, f"waited since {utc(since)}")
    if policy.high_breaks_through and subject.severity is Severity.HIGH:
        return Admitted()
    return (
        _quiet(policy, now) or (_capped(policy, posts, now) if action is Action.POST else None) or Admitted()
    )


def _who_silenced(silence: Silence) -> str:
    return f"{silence.id}: {silence.kind} {silence.target} until {utc(silence.over)}, by {silence.author}"


def _quiet(policy: ChannelPolicy, now: datetime) -> Held | None:
    quiet = policy.quiet_hours
    if quiet and (until := quiet_until(quiet, now)):
        return _held(Reason.QUIET_HOURS, until, f"{quiet.start:%H:%M} to {quiet.end:%H:%M} {quiet.zone}")
    return None


def _capped(policy: ChannelPolicy, posts: Sequence[datetime], now: datetime) -> Held | None:
    cap = policy.posts_per_hour
    recent = sorted(post for post in posts if post > now - _HOUR)
    if cap is None or len(recent) < cap:
        return None
    if cap == 0:
        return _held(Reason.CAP, _next_digest(policy, now), "digests only")
    # When one less than the cap are in the hour before: the digest is a message too.
    until = _undisturbed(policy, recent[-cap] + _HOUR)
    return _held(Reason.CAP, until, f"{len(recent)} in an hour, of {cap}")


def _held(reason: Reason, until: datetime, why: str) -> Held:
    return Held(reason=reason, until=until, detail=f"{why}; until {utc(until)}")


def _next_digest(policy: ChannelPolicy, now: datetime) -> datetime:
    """The next that is scheduled; of a channel without schedule at the next full hour."""
    hour = now.replace(minute=0, second=0, microsecond=0) + _HOUR
    scheduled = (next_due(schedule, now) for schedule in policy.digests)
    return min(scheduled, default=_undisturbed(policy, hour))


def _undisturbed(policy: ChannelPolicy, at: datetime) -> datetime:
    """That moment, or the end of the quiet hours in which it lies: a digest disturbs as any message does."""
    quiet = policy.quiet_hours
    return (quiet_until(quiet, at) if quiet else None) or at
