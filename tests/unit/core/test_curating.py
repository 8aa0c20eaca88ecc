"""What ends and what is still told when a story becomes part of another."""

from dataclasses import replace

import pytest

from bot.core.channels import CONSOLE, parse_channel
from bot.core.curating import ended_by_merge, heard_of, left_to_tell
from bot.core.deliveries import Action, Delivery, DeliveryId, DeliveryKey, DeliveryState
from bot.core.digests import DigestId
from bot.core.reasons import Reason
from fakes.newsroom import DAY

ENERGY, DESK = parse_channel("slack:#energy"), parse_channel("discord:desk")
POST = Delivery(
    id=DeliveryId("k-1"),
    key=DeliveryKey("k"),
    thread=DeliveryKey("k"),
    channel=ENERGY,
    revision=1,
    action=Action.POST,
    state=DeliveryState.PENDING,
    due_at=DAY,
)


@pytest.mark.parametrize(
    "row",
    [
        POST,
        replace(POST, action=Action.REPLY),
        replace(POST, state=DeliveryState.HELD, reason=Reason.QUIET_HOURS),
        replace(POST, state=DeliveryState.PARKED, reason=Reason.NO_SUCH_CHANNEL, attempts=1),
        replace(POST, state=DeliveryState.AMBIGUOUS, reason=Reason.RESTORED),
    ],
    ids=["waits", "reply", "held", "parked", "looked-for-after-a-restore"],
)
def test_what_has_not_left_ends_as_merged(row: Delivery) -> None:
    (ended,) = ended_by_merge([row])
    assert (ended.state, ended.reason) == (DeliveryState.SUPERSEDED, Reason.MERGED)


@pytest.mark.parametrize(
    "row",
    [
        replace(POST, action=Action.EDIT),
        replace(POST, state=DeliveryState.SENT),
        replace(POST, state=DeliveryState.SENDING, attempts=1),
        replace(POST, state=DeliveryState.AMBIGUOUS, reason=Reason.RESPONSE_LOST, attempts=1),
        replace(POST, state=DeliveryState.SUPERSEDED, reason=Reason.SILENCED),
        replace(POST, state=DeliveryState.HELD, held_for=DigestId("d")),
        replace(POST, state=DeliveryState.PARKED, reason=Reason.HISTORY_UNREADABLE, attempts=1),
    ],
    ids=["edit", "sent", "leaving", "in-doubt", "silenced", "in-a-digest", "nobody-knows"],
)
def test_what_has_left_or_may_have_left_stays_as_it_is(row: Delivery) -> None:
    assert ended_by_merge([row]) == ()


def test_the_other_story_is_told_only_where_it_shows_no_message() -> None:
    ended = [POST, replace(POST, channel=DESK), replace(POST, channel=DESK, action=Action.REPLY)]
    assert left_to_tell(ended, []) == (ENERGY, DESK)
    assert left_to_tell(ended, [replace(POST, state=DeliveryState.SENT)]) == (DESK,)
    assert left_to_tell([replace(POST, action=Action.REPLY)], []) == ()


def test_a_part_is_for_those_of_the_whole_that_it_is_meant_for_and_for_the_terminal_in_their_place() -> None:
    rows = [POST, replace(POST, channel=DESK), replace(POST, channel=DESK, action=Action.EDIT)]
    assert heard_of(rows, {DESK}) == (DESK,)
    assert heard_of([replace(POST, channel=CONSOLE)], {DESK}) == (CONSOLE,)
    assert heard_of([replace(POST, channel=CONSOLE)], ()) == ()
