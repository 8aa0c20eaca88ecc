"""`digest`: when a channel gets one, what is held for it, and what it would say now."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.core.admission import ChannelPolicy
from bot.core.answers.asking import Grammar
from bot.core.answers.digests import WHERE, HeldStory, plan_message, preview_message
from bot.core.answers.sorry import Sorry
from bot.core.channels import Channel, parse_channel
from bot.core.digests import Digest, DigestItem, DigestKind, digest_id, digest_items
from bot.core.messages import Message
from bot.services.answering.asking import Asking
from bot.services.answering.targets import here, target_of
from bot.services.composing import digest_content, watches_for

_NOW = "now"
_OPERATORS = frozenset({"schedule", "off", "on"})
_DAY = timedelta(days=1)


def digest(asking: Asking) -> Message | Sorry:
    wanted = asking.understood(Grammar())
    if isinstance(wanted, Sorry):
        return wanted
    first, _, rest = wanted.name.partition(" ")
    if first.casefold() in _OPERATORS:
        return Sorry(problem=f"{WHERE}, under `digest`: the operator writes it there. `digest` shows it.")
    preview = first.casefold() == _NOW
    channel = _channel(asking, rest.strip() if preview else wanted.name)
    if isinstance(channel, Sorry):
        return channel
    return _preview(asking, channel) if preview else _plan(asking, channel)


def _channel(asking: Asking, words: str) -> Channel | Sorry:
    if not words and (channel := here(asking)):
        return channel
    found = target_of(asking, f"channel {words}")
    if isinstance(found, Sorry):
        names = tuple(suggestion.removeprefix("channel ") for suggestion in found.suggestions)
        return Sorry(problem=found.problem, suggestions=names, verb="digest")
    return parse_channel(found.id) or Sorry(problem="Which channel?")


def _plan(asking: Asking, channel: Channel) -> Message:
    return plan_message(channel, asking.setup.policy(channel), tuple(_held(asking, channel)), asking.now)


def _held(asking: Asking, channel: Channel) -> Iterator[HeldStory]:
    for row in asking.records.deliveries.held(channel):
        if row.story is not None:
            story = asking.records.stories.load(row.story)
            title = next((report.title for report in story.reports if report.title), "(no title)")
            yield HeldStory(title=title, reason=row.reason, detail=row.detail)


def _preview(asking: Asking, channel: Channel) -> Message:
    """What was told or held since the channel's last scheduled digest; of a channel without, in a day."""
    since = _since(asking, channel, asking.setup.policy(channel))
    made = Digest(
        id=digest_id(channel, DigestKind.DAILY, asking.now),
        channel=channel,
        kind=DigestKind.DAILY,
        since=since,
        until=asking.now,
    )
    told = digest_content(asking.records, made, asking.setup)
    held = (item for item in _items(asking, channel) if item.watches)
    return preview_message(made, digest_items((*held, *told.items)))


def _items(asking: Asking, channel: Channel) -> Iterator[DigestItem]:
    for row in asking.records.deliveries.held(channel):
        if row.story is not None:
            story = asking.records.stories.load(row.story)
            yield DigestItem(story=story, watches=watches_for(story, channel, asking.setup), held=row.reason)


def _since(asking: Asking, channel: Channel, policy: ChannelPolicy) -> datetime:
    kinds = {schedule.kind for schedule in policy.digests}
    last = (asking.records.digests.last(channel, kind) for kind in kinds)
    return max((one.until for one in last if one), default=asking.now - _DAY)
