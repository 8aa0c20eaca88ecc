"""The next delivery of a channel that may leave, marked as leaving; what may not is dealt with on the way.

due -> is there still something to say? -> was it said before a backup was restored? -> may the channel be
disturbed? -> marked `sending`
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.admission import Admitted, Held, Unwanted, admit
from bot.core.channels import Channel
from bot.core.deliveries import Action, Delivery, DeliveryState, Receipt, dispatch
from bot.core.digests import Digest, DigestId, DigestKind, held_digest, next_due
from bot.core.planning import digest_delivery
from bot.core.reasons import Reason
from bot.core.routes import subject_of
from bot.core.silences import channel_silenced
from bot.core.stories import Story
from bot.ports import Outgoing
from bot.records import Decision, Milestone, Records
from bot.services.composing import digest_content, message_of, updates_of, watches_for
from bot.services.setup import Setup

_HOUR = timedelta(hours=1)
_FEEDS_COME_AGAIN = timedelta(days=1)
"""In which every feed is asked again (R27); what it held before the restore may be without a date."""
_PASSED_OVER = 20
"""Deliveries that have no room now are passed over for one that has; a long queue is not read to its end."""
_AT_ONCE = 50
"""Deliveries dealt with in one transaction: after a day's outage thousands are held, and others wait."""
_NO_WATCH = "its watch is no longer configured"


@dataclass(frozen=True, slots=True)
class Claim:
    delivery: Delivery
    """As it was stored, marked as leaving."""
    outgoing: Outgoing
    receipt: Receipt | None
    """Of the message that is to be edited."""


def claim(
    records: Records,
    channel: Channel,
    setup: Setup,
    now: datetime,
    allowed: frozenset[Action] = frozenset(Action),
) -> Claim | None:
    """None where nothing of what is `allowed` may leave for the channel now; the rest waits."""
    last, passed_over = None, 0
    for _ in range(_AT_ONCE):
        delivery = records.deliveries.next_due(channel, DeliveryState.PENDING, now, last)
        if delivery is None:
            return None
        if delivery.action not in allowed:
            last, passed_over = delivery, passed_over + 1
            if passed_over > _PASSED_OVER:
                return None
            continue
        prepared = _prepare(records, delivery, setup, now)
        if prepared.state is not DeliveryState.PENDING:
            records.deliveries.save(prepared)
            continue
        return _take(records, prepared, setup, now)
    return None


def _take(records: Records, delivery: Delivery, setup: Setup, now: datetime) -> Claim:
    head = records.deliveries.receipt(delivery.thread)
    message = message_of(records, delivery, setup)
    taken = replace(dispatch(delivery, now), tells=_tells(records, delivery))
    records.deliveries.save(taken)
    outgoing = Outgoing(
        key=delivery.key,
        channel=delivery.channel,
        message=message,
        announce=delivery.announce,
        thread=head if delivery.action is Action.REPLY else None,
    )
    return Claim(taken, outgoing, head if delivery.action is Action.EDIT else None)


def _tells(records: Records, delivery: Delivery) -> int:
    """The revision of the story that readers notice with it; an edit is noticed by nobody."""
    if delivery.story is None or delivery.action is Action.EDIT:
        return 0
    return records.stories.revision(delivery.story)


def _prepare(records: Records, delivery: Delivery, setup: Setup, now: datetime) -> Delivery:
    """The delivery as it may leave, or as it has ended or waits without leaving."""
    follows = delivery.action is not Action.POST
    if follows and records.deliveries.receipt(delivery.thread) is None:
        # Its message was never sent, or nobody knows where it stands.
        return _over(delivery, Reason.SUPERSEDED)
    if delivery.digest is not None:
        return _prepare_digest(records, delivery, delivery.digest, setup, now)
    if delivery.story is None:
        return delivery
    return _prepare_story(records, delivery, records.stories.load(delivery.story), setup, now)


def _prepare_story(
    records: Records, delivery: Delivery, story: Story, setup: Setup, now: datetime
) -> Delivery:
    if story.merged_into is not None:
        return delivery if delivery.action is Action.EDIT else _over(delivery, Reason.MERGED)
    if not subject_of(story, setup.watches, setup.feed_of).watches:
        return replace(delivery, state=DeliveryState.PARKED, reason=Reason.NO_WATCH, detail=_NO_WATCH)
    if delivery.action is Action.REPLY and not updates_of(records, delivery):
        return _over(delivery, Reason.NOTHING_NEW)
    if (known := _told_before_restore(records, delivery, story, now)) is not None:
        return known
    return _admitted(records, delivery, story, setup, now)


def _admitted(records: Records, delivery: Delivery, story: Story, setup: Setup, now: datetime) -> Delivery:
    policy = setup.policy(delivery.channel)
    subject = subject_of(story, setup.watches, setup.feed_of)
    admission = admit(
        action=delivery.action,
        subject=replace(subject, watches=watches_for(story, delivery.channel, setup)),
        channel=delivery.channel,
        policy=policy,
        silences=records.silences.active(now),
        posts=records.deliveries.posts_since(delivery.channel, now - _HOUR),
        now=now,
        since=_wanted_since(delivery, story),
    )
    match admission:
        case Admitted():
            return delivery
        case Unwanted(reason=reason, detail=detail):
            _note(records, delivery, reason, detail, now)
            return replace(_over(delivery, reason), detail=detail)
        case Held(reason=reason, until=until, detail=detail):
            _note(records, delivery, reason, detail or f"until {until:%Y-%m-%d %H:%M} UTC", now)
            if all(next_due(schedule, now) != until for schedule in policy.digests):
                _hold(records, delivery.channel, now, until)
            return replace(delivery, state=DeliveryState.HELD, reason=reason, detail=detail)


def _wanted_since(delivery: Delivery, story: Story) -> datetime:
    """Each try moves its time on; the story's own tells then since when it waits."""
    return min(delivery.due_at, story.updated) if delivery.attempts else delivery.due_at


def _hold(records: Records, channel: Channel, now: datetime, until: datetime) -> None:
    digest = held_digest(channel, now, until)
    if records.digests.add(digest):
        records.deliveries.save(digest_delivery(digest))


def _prepare_digest(
    records: Records, delivery: Delivery, bringing: DigestId, setup: Setup, now: datetime
) -> Delivery:
    """It takes along all that is held for its channel, also for a later one: no story stands in two."""
    digest = records.digests.load(bringing)
    records.deliveries.hold_for(digest.id, delivery.channel)
    if digest.kind is DigestKind.HELD and not digest_content(records, digest, setup).items:
        return _over(delivery, Reason.NOTHING_NEW)
    return _unless_silenced(records, delivery, digest, now)


def _unless_silenced(records: Records, delivery: Delivery, digest: Digest, now: datetime) -> Delivery:
    """A muted channel gets no digest either; what it would have told is over with it."""
    silence = channel_silenced(records.silences.active(now), delivery.channel, now)
    if silence is None:
        return delivery
    records.deliveries.left_out_of(digest.id, Reason.SILENCED)
    return replace(_over(delivery, Reason.SILENCED), detail=f"{silence.id} by {silence.author}")


def _told_before_restore(
    records: Records, delivery: Delivery, story: Story, now: datetime
) -> Delivery | None:
    """What may have been told already, by a bot whose database was since replaced by an older copy of it.

    A message is looked for before it is sent, as long as what feeds held then may still come in. News in a
    thread that were published before that bot's last message were told by it.
    """
    restored, told = (records.milestones.at(m) for m in (Milestone.RESTORED, Milestone.TOLD_UNTIL))
    if restored is None or told is None or delivery.attempts or delivery.reason is Reason.RESTORED:
        return None
    changes = [change for update in updates_of(records, delivery) for change in update.changes]
    if delivery.action is Action.REPLY and all(change.after.published <= told for change in changes):
        return _over(delivery, Reason.RESTORED)
    if delivery.action is not Action.EDIT and story.first_seen <= restored + _FEEDS_COME_AGAIN:
        return replace(delivery, state=DeliveryState.AMBIGUOUS, reason=Reason.RESTORED, due_at=now)
    return None


def _over(delivery: Delivery, reason: Reason) -> Delivery:
    return replace(delivery, state=DeliveryState.SUPERSEDED, reason=reason)


def _note(records: Records, delivery: Delivery, reason: Reason, detail: str, now: datetime) -> None:
    decision = Decision(at=now, reason=reason, story=delivery.story, detail=f"{delivery.channel}: {detail}")
    records.alerts.note([decision])
