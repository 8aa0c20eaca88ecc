"""Deliveries: one alert on its way to one channel, and what becomes of it.

    pending -> sending -> sent
                 |  `---> pending (again later) | parked (waiting mends nothing) | superseded (another way on)
                 `------> ambiguous -> sent (found in the channel) | pending (not there: send again) | parked

`sending` is written before the request leaves and a receipt after it was answered, so that a process killed
in between leaves a row that says so. Such a row becomes `ambiguous`: it is searched for in the channel once
every request of its time must have ended, and only then sent again.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, StrEnum, auto
from typing import NewType

from bot.core.channels import Channel, Platform
from bot.core.digests import DigestId
from bot.core.notices import NoticeId
from bot.core.reasons import Reason
from bot.core.stories import StoryId

DeliveryId = NewType("DeliveryId", str)
DeliveryKey = NewType("DeliveryKey", str)
"""Opaque name of one message in one channel, stamped into the message so that it can be found again."""

_UNKNOWN_TRIES = 5
"""An error that nobody has explained is parked after so many tries, over about half an hour (R20)."""
_BACKOFF = tuple(timedelta(seconds=s) for s in (2, 10, 60, 300, 900))
"""Waits between tries; the last one repeats while a platform is unreachable."""

_GAPS = {Platform.SLACK: timedelta(seconds=1)}
"""Between two requests to one channel. Slack: chat.postMessage takes about one a second and channel
(docs.slack.dev/apis/web-api/rate-limits); Discord names its limits in each answer,
and its client heeds them."""
_MENDABLE = frozenset({Reason.NO_SUCH_CHANNEL, Reason.NOT_ALLOWED, Reason.TOKEN_REFUSED, Reason.GAVE_UP})


class DeliveryState(StrEnum):
    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    HELD = "held"
    AMBIGUOUS = "ambiguous"
    PARKED = "parked"
    SUPERSEDED = "superseded"


_LEFT = frozenset({DeliveryState.SENDING, DeliveryState.AMBIGUOUS, DeliveryState.SENT})


class Action(StrEnum):
    POST = "post"
    EDIT = "edit"
    REPLY = "reply"  # in the thread of the message, with what is new


class Way(Enum):
    """What becomes of news whose edit or reply was refused for good."""

    PARK = auto()
    """Nothing else helps."""
    LEAVE = auto()
    """The message stays as it is; a reply tells what is new."""
    ANEW = auto()
    """A new message takes the old one's place, with the story as it is."""


class WhenUnsure(StrEnum):
    """What to do with an ambiguous delivery whose channel's history cannot be read (R04)."""

    RESEND = "resend"  # marked as a possible repeat
    HOLD = "hold"  # parked until an operator decides


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Proof of delivery: where the platform put the message."""

    channel_id: str
    message_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    id: DeliveryId
    key: DeliveryKey
    """Of the message that it makes or changes: a reply, and what replaces a lost message, has its own."""
    thread: DeliveryKey
    """Key under which the message at the head of the thread is kept; of a first message its own."""
    story: StoryId | None = None
    """What it tells of; None where it brings a notice or a digest."""
    notice: NoticeId | None = None
    """What operators are told instead of a story."""
    digest: DigestId | None = None
    """The digest that it brings."""
    channel: Channel
    revision: int
    """Its place among the rows of its thread, from 1: none leaves before an earlier one has ended."""
    action: Action
    state: DeliveryState
    due_at: datetime
    attempts: int = 0
    dispatched_at: datetime | None = None
    """When the last request was about to leave."""
    reason: Reason | None = None
    detail: str = ""
    possible_repeat: bool = False
    announce: bool = True
    """False for an edit that readers need not notice: only a count changed."""
    tells: int = 0
    """The story's revision that it tells of, as it left last; 0 before."""
    held_for: DigestId | None = None
    """Of a row that is or was held: the digest that tells of it instead."""

    @property
    def told(self) -> int:
        """The story's revision that readers know by this row; 0 where it never left, in a digest neither."""
        return self.tells if self.state in _LEFT or self.held_for else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """The platform accepted the message."""

    receipt: Receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class TryAgain:
    """The platform did not accept it, and may do so later. `after` is what it asked for (Retry-After)."""

    reason: Reason
    detail: str
    after: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """The platform will not accept it until somebody mends the cause."""

    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsure:
    """The request left and its answer was lost: the message may stand in the channel."""

    detail: str


SendOutcome = Sent | TryAgain | Refused | Unsure


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    receipt: Receipt
    key: DeliveryKey | None = None
    """The key that it carries, where the platform gives it back."""
    at: datetime | None = None
    """When it was sent, by the platform's clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFound:
    """The channel's messages since the dispatch were read, and the key is in none of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """The channel's history cannot be read (a missing right); `detail` says why."""

    detail: str


FindOutcome = Found | NotFound | Unreadable | TryAgain


def delivery_key(subject: StoryId | NoticeId | DigestId, channel: Channel, reply: int = 0) -> DeliveryKey:
    """Deterministic, 20 characters of [0-9a-f]: fits Discord's 25-character nonce.

    `reply` is the revision of a reply, or of a message in place of one that is gone: each is one of its own.
    """
    name = f"{subject}\0{channel}\0{reply}" if reply else f"{subject}\0{channel}"
    return DeliveryKey(hashlib.blake2b(name.encode(), digest_size=10).hexdigest())


def delivery_id(thread: DeliveryKey, revision: int) -> DeliveryId:
    """One row for each revision of a thread."""
    return DeliveryId(f"{thread}-{revision}")


def dispatch(delivery: Delivery, now: datetime) -> Delivery:
    """The row as it must be stored before the request leaves."""
    return replace(
        delivery, state=DeliveryState.SENDING, attempts=delivery.attempts + 1, dispatched_at=now, reason=None
    )


def gap_after(channel: Channel) -> timedelta:
    """How long to leave the channel alone after a request."""
    return _GAPS.get(channel.platform, timedelta(0))


def after_send(delivery: Delivery, outcome: SendOutcome, now: datetime, *, settle: timedelta) -> Delivery:
    """What a sending delivery becomes with the platform's answer."""
    match outcome:
        case Sent():
            return replace(delivery, state=DeliveryState.SENT, reason=Reason.DELIVERED, detail="")
        case TryAgain():
            return _later(delivery, outcome, now)
        case Refused(reason=reason, detail=detail):
            parked = way_on(delivery, reason) is Way.PARK
            state = DeliveryState.PARKED if parked else DeliveryState.SUPERSEDED
            return replace(delivery, state=state, reason=reason, detail=detail)
        case Unsure(detail=detail):
            return suspect(delivery, detail, settle=settle)


def way_on(delivery: Delivery, refused: Reason) -> Way:
    """What to do instead of what the platform refuses for good.

    A message that somebody deleted comes back with the next news only, not for a count that changed.
    """
    if delivery.story is None or delivery.action is Action.POST:
        return Way.PARK
    if delivery.action is Action.EDIT and refused is Reason.NOT_EDITABLE:
        return Way.LEAVE
    if refused is Reason.MESSAGE_GONE:
        return Way.ANEW if delivery.announce else Way.LEAVE
    closed = delivery.action is Action.REPLY and refused is Reason.THREAD_CLOSED
    return Way.ANEW if closed else Way.PARK


def suspect(delivery: Delivery, detail: str, *, settle: timedelta) -> Delivery:
    """A delivery whose request may have arrived: looked for once `settle` has passed since its dispatch.

    An edit is simply made again: doing it twice leaves the same message.
    """
    since = delivery.dispatched_at or delivery.due_at
    edit = delivery.action is Action.EDIT
    state = DeliveryState.PENDING if edit else DeliveryState.AMBIGUOUS
    due_at = since + (_BACKOFF[0] if edit else settle)
    return replace(delivery, state=state, due_at=due_at, reason=Reason.RESPONSE_LOST, detail=detail)


def after_restart(delivery: Delivery, now: datetime) -> Delivery:
    """A parked delivery whose cause an operator may have mended is tried once more at each start."""
    if delivery.state is DeliveryState.PARKED and delivery.reason in _MENDABLE:
        return replace(delivery, state=DeliveryState.PENDING, due_at=now, attempts=0)
    return delivery


def after_find(delivery: Delivery, outcome: FindOutcome, now: datetime, *, unsure: WhenUnsure) -> Delivery:
    """What an ambiguous delivery becomes once its channel was searched."""
    match outcome:
        case Found():
            return replace(delivery, state=DeliveryState.SENT, reason=Reason.FOUND_IN_HISTORY, detail="")
        case NotFound():
            return replace(delivery, state=DeliveryState.PENDING, due_at=now)
        case Unreadable(detail=detail):
            if unsure is WhenUnsure.HOLD:
                held = DeliveryState.PARKED
                return replace(delivery, state=held, reason=Reason.HISTORY_UNREADABLE, detail=detail)
            return replace(
                delivery,
                state=DeliveryState.PENDING,
                due_at=now,
                reason=Reason.HISTORY_UNREADABLE,
                detail=detail,
                possible_repeat=True,
            )
        case TryAgain():
            wait = outcome.after or backoff(delivery.attempts)
            return replace(delivery, due_at=now + wait, detail=outcome.detail)


def _later(delivery: Delivery, outcome: TryAgain, now: datetime) -> Delivery:
    if outcome.reason is Reason.PLATFORM_ERROR and delivery.attempts >= _UNKNOWN_TRIES:
        return replace(delivery, state=DeliveryState.PARKED, reason=Reason.GAVE_UP, detail=outcome.detail)
    wait = max(outcome.after or timedelta(0), backoff(delivery.attempts))
    if outcome.reason is Reason.RATE_LIMITED:
        wait = outcome.after or wait
    return replace(
        delivery,
        state=DeliveryState.PENDING,
        due_at=now + wait,
        reason=outcome.reason,
        detail=outcome.detail,
    )


def backoff(attempts: int) -> timedelta:
    """How long to wait after so many tries without success."""
    return _BACKOFF[min(max(attempts, 1), len(_BACKOFF)) - 1]
