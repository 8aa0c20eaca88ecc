"""The answers to `digest`: when a channel gets one, what is held for it, and what it would say now."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.admission import ChannelPolicy
from bot.core.answers.reason_words import reason_words
from bot.core.answers.sorry import buttons
from bot.core.channels import Channel
from bot.core.digest_wording import digest_message
from bot.core.digests import Digest, DigestItem, DigestSchedule, next_due
from bot.core.messages import Footnote, Headline, Message, Row, Span, Table, Text, Time
from bot.core.reasons import Reason

_SHOWN = 5
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WHERE = "config/channels.yaml says when a channel gets its digest"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldStory:
    """A story that waits for a digest."""

    title: str
    reason: Reason | None
    detail: str = ""
    """Until when, and by what."""


def plan_message(
    channel: Channel, policy: ChannelPolicy, held: Sequence[HeldStory], now: datetime
) -> Message:
    """When the channel gets digests, and what it gets next because it was held back."""
    rows = [Row(label="Digest", spans=_when(schedule, now)) for schedule in policy.digests]
    rows = rows or [Row(label="Digest", spans=(Text(text="None is scheduled"),))]
    rows += [Row(label="Held", spans=_held(story)) for story in held[:_SHOWN]]
    rows += [Row(label="Held", spans=(Text(text=f"and {len(held[_SHOWN:])} more"),))] if held[_SHOWN:] else []
    return Message(
        blocks=(
            Headline(spans=(Text(text=f"Digests of {channel}"),)),
            Table(rows=tuple(rows)),
            Footnote(spans=(Text(text=f"{WHERE}."),)),
        ),
        buttons=buttons([("Preview", "digest", f"now {channel}")]),
    )


def preview_message(digest: Digest, items: Sequence[DigestItem]) -> Message:
    """What the digest would say; it is not told, and nothing is taken out of the next."""
    said = digest_message(digest, items)
    note = Footnote(spans=(Text(text=f"A preview for you alone, of {digest.channel}: nothing was sent."),))
    return replace(said, blocks=(*said.blocks, note))


def _when(schedule: DigestSchedule, now: datetime) -> tuple[Span, ...]:
    day = "day" if schedule.weekday is None else _WEEKDAYS[schedule.weekday]
    said = f"Every {day} at {schedule.at:%H:%M} {schedule.zone}, next "
    return Text(text=said), Time(at=next_due(schedule, now))


def _held(story: HeldStory) -> tuple[Span, ...]:
    why = f" · {reason_words(story.reason, story.detail)}" if story.reason else ""
    return (Text(text=f"{story.title}{why}"),)
