"""What keeps alerts from their channels, found before it matters: findings, each with its way out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Protocol

from bot.core.channels import Channel, Platform
from bot.core.deliveries import (
    DeliveryKey,
    FindOutcome,
    Found,
    NotFound,
    Receipt,
    SendOutcome,
    Sent,
    TryAgain,
    Unreadable,
    WhenUnsure,
)
from bot.core.messages import Headline, Message, Paragraph, Text
from bot.ports import Clock, Notifier, Outgoing, Wanted


class Verdict(StrEnum):
    WELL = "well"
    NOTICE = "notice"  # it works, and somebody may want to know
    MEND = "mend"
    WRONG_TOKEN = "wrong_token"  # noqa: S105 -- a verdict


class Check(StrEnum):
    TOKEN = "token"  # noqa: S105 -- a check
    SCOPES = "scopes"
    CLOCK = "clock"
    CHANNEL = "channel"  # it is there, and the bot may see it
    POST = "post"
    THREADS = "threads"
    HISTORY = "history"
    # with a test message
    POSTED = "posted"
    EDITED = "edited"
    REPLIED = "replied"
    FOUND = "found"  # in the channel's history, by the key stamped into it
    REMOVED = "removed"
    # this machine
    PYTHON = "python"
    EXPAT = "expat"
    SQLITE = "sqlite"
    DATABASE = "database"
    TIME_ZONES = "time_zones"
    FEED_HOSTS = "feed_hosts"


class Promise(StrEnum):
    """How often a channel is told each alert, whatever breaks in between."""

    ONCE = "once"
    AT_LEAST_ONCE = "at least once"
    AT_MOST_ONCE = "at most once"  # what is in doubt is held
    NOTHING = "nothing"  # it cannot be told at all, as things are


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    subject: Channel | Platform | None
    """What it is about; None: this machine."""
    check: Check
    verdict: Verdict
    detail: str
    way_out: str = ""


class Examiner(Protocol):
    """Looks a platform over without connecting to it, so that a bot with the same tokens may be running."""

    @property
    def platform(self) -> Platform: ...

    @property
    def notifier(self) -> Notifier:
        """Works from `examine` until `close`."""

    async def examine(self, channels: Sequence[Channel]) -> tuple[Finding, ...]:
        """Changes nothing on the platform and raises nothing; where the token is no good, it says no more."""

    async def remove(self, receipts: Sequence[Receipt]) -> str:
        """Delete messages of ours, replies before their heads; why that failed, or nothing."""

    async def close(self) -> None: ...


_NOTICEABLE = timedelta(seconds=5)
"""A kept clock is right to well below a second; the answer's Date has whole ones, and took its time."""


def clock_finding(platform: Platform, skew: timedelta, most: timedelta) -> Finding:
    """`skew` is ours against the platform's; beyond `most`, messages are looked for at the wrong time."""
    off = abs(skew)
    detail = (
        f"this machine's clock is {off.total_seconds():.0f} s {'ahead' if skew > timedelta(0) else 'behind'}"
    )
    if off <= _NOTICEABLE:
        return Finding(
            subject=platform,
            check=Check.CLOCK,
            verdict=Verdict.WELL,
            detail=f"right to {_NOTICEABLE.seconds} s",
        )
    return Finding(
        subject=platform,
        check=Check.CLOCK,
        verdict=Verdict.MEND if off > most else Verdict.NOTICE,
        detail=detail,
        way_out="Let it be set by a time server (NTP)",
    )


_BLOCKING = frozenset({Check.CHANNEL, Check.POST, Check.POSTED})


def can_be_told(channel: Channel, findings: Iterable[Finding]) -> bool:
    """Whether nothing speaks against it; of a channel that was never looked at, it is not known."""
    own = [finding for finding in findings if finding.subject == channel]
    return bool(own) and not any(f.check in _BLOCKING and f.verdict is Verdict.MEND for f in own)


def promise_of(channel: Channel, findings: Sequence[Finding], when_unsure: WhenUnsure) -> Promise:
    """An alert is told once where a message whose answer was lost can be looked for, which needs history."""
    if not can_be_told(channel, findings):
        return Promise.NOTHING
    verdicts = {(finding.subject, finding.check): finding.verdict for finding in findings}
    searched = {verdicts.get((channel, Check.HISTORY)), verdicts.get((channel, Check.FOUND), Verdict.WELL)}
    if searched == {Verdict.WELL} and verdicts.get((channel.platform, Check.CLOCK)) is not Verdict.MEND:
        return Promise.ONCE
    return Promise.AT_MOST_ONCE if when_unsure is WhenUnsure.HOLD else Promise.AT_LEAST_ONCE


async def rehearse(
    examiner: Examiner, channel: Channel, keys: tuple[DeliveryKey, DeliveryKey], clock: Clock
) -> tuple[Finding, ...]:
    """Post a test message and a reply with these keys, edit it, find it by its key, and delete both."""
    notifier, (key, reply_key), since = examiner.notifier, keys, clock.now()
    posted = await notifier.post(Outgoing(key=key, channel=channel, message=_test("It will be edited.")))
    found = [_sent(channel, Check.POSTED, posted)]
    if not isinstance(posted, Sent):
        return tuple(found)
    head = posted.receipt
    again = Outgoing(key=key, channel=channel, message=_test("It was edited, and goes away by itself."))
    found.append(_sent(channel, Check.EDITED, await notifier.edit(again, head)))
    below = Outgoing(key=reply_key, channel=channel, message=_test("A reply."), thread=head)
    replied = await notifier.post(below)
    found.append(_sent(channel, Check.REPLIED, replied))
    wanted = Wanted(keys=frozenset({key}), channel=channel, since=since)
    found.append(_searched(channel, head, await notifier.find(wanted)))
    receipts = (head, replied.receipt) if isinstance(replied, Sent) else (head,)
    found.append(_removed(channel, await examiner.remove(receipts)))
    return tuple(found)


def _test(text: str) -> Message:
    headline = Headline(spans=(Text(text="A test of this channel"),))
    told = f"Somebody asks whether Wirewatch can tell its alerts here. {text}"
    return Message(blocks=(headline, Paragraph(spans=(Text(text=told),))))


def _sent(channel: Channel, check: Check, outcome: SendOutcome) -> Finding:
    if isinstance(outcome, Sent):
        detail = f"id {outcome.receipt.channel_id}" if check is Check.POSTED else ""
        return Finding(subject=channel, check=check, verdict=Verdict.WELL, detail=detail)
    return Finding(subject=channel, check=check, verdict=Verdict.MEND, detail=outcome.detail)


def _searched(channel: Channel, head: Receipt, outcome: FindOutcome) -> Finding:
    match outcome:
        case Found(receipt=receipt) if receipt == head:
            return Finding(subject=channel, check=Check.FOUND, verdict=Verdict.WELL, detail="by its key")
        case Found() | NotFound():
            detail = "its key is not in the channel's history"
        case Unreadable(detail=detail) | TryAgain(detail=detail):
            pass
    return Finding(subject=channel, check=Check.FOUND, verdict=Verdict.MEND, detail=detail)


def _removed(channel: Channel, trouble: str) -> Finding:
    verdict = Verdict.MEND if trouble else Verdict.WELL
    way_out = "Delete the test message by hand" if trouble else ""
    return Finding(subject=channel, check=Check.REMOVED, verdict=verdict, detail=trouble, way_out=way_out)
