"""What a doctor concludes from findings, and what a test message proves."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.channels import Channel, Platform
from bot.core.deliveries import DeliveryKey, Receipt, Refused, Unreadable, Unsure, WhenUnsure
from bot.core.reasons import Reason
from bot.ports import Notifier
from bot.services.doctor import (
    Check,
    Finding,
    Promise,
    Verdict,
    can_be_told,
    clock_finding,
    promise_of,
    rehearse,
)
from fakes.clock import FakeClock
from fakes.notifier import FakeNotifier

CHANNEL = Channel(platform=Platform.SLACK, name="#desk")
KEYS = DeliveryKey("a" * 20), DeliveryKey("b" * 20)
MOST = timedelta(minutes=2)


def finding(check: Check, verdict: Verdict, subject: Channel | Platform = CHANNEL) -> Finding:
    return Finding(subject=subject, check=check, verdict=verdict, detail="")


WELL = (finding(Check.CHANNEL, Verdict.WELL), finding(Check.HISTORY, Verdict.WELL))


@pytest.mark.parametrize(
    ("findings", "promise"),
    [
        (WELL, Promise.ONCE),
        ((), Promise.NOTHING),
        ((*WELL, finding(Check.CLOCK, Verdict.NOTICE, Platform.SLACK)), Promise.ONCE),
        ((*WELL, finding(Check.CLOCK, Verdict.MEND, Platform.SLACK)), Promise.AT_LEAST_ONCE),
        ((*WELL, finding(Check.CLOCK, Verdict.MEND, Platform.DISCORD)), Promise.ONCE),
        ((*WELL, finding(Check.THREADS, Verdict.MEND)), Promise.ONCE),
        ((*WELL, finding(Check.FOUND, Verdict.MEND)), Promise.AT_LEAST_ONCE),
        ((*WELL, finding(Check.POSTED, Verdict.MEND)), Promise.NOTHING),
        ((WELL[0], finding(Check.HISTORY, Verdict.NOTICE)), Promise.AT_LEAST_ONCE),
        ((WELL[0],), Promise.AT_LEAST_ONCE),
        ((finding(Check.HISTORY, Verdict.MEND), finding(Check.FOUND, Verdict.WELL)), Promise.AT_LEAST_ONCE),
    ],
)
def test_the_promise_is_what_the_findings_allow(findings: Sequence[Finding], promise: Promise) -> None:
    """Once needs a history that can be searched at the right time, before any message too."""
    assert promise_of(CHANNEL, findings, WhenUnsure.RESEND) is promise
    held = Promise.AT_MOST_ONCE if promise is Promise.AT_LEAST_ONCE else promise
    assert promise_of(CHANNEL, findings, WhenUnsure.HOLD) is held


@given(st.lists(st.builds(finding, st.sampled_from(Check), st.sampled_from(Verdict))))
def test_no_finding_more_makes_a_channel_tellable_again(findings: list[Finding]) -> None:
    blocked = [*findings, finding(Check.POST, Verdict.MEND)]
    assert not can_be_told(CHANNEL, blocked)
    assert promise_of(CHANNEL, blocked, WhenUnsure.RESEND) is Promise.NOTHING


@pytest.mark.parametrize(
    ("seconds", "verdict", "word"),
    [
        (5, Verdict.WELL, "right"),
        (-5, Verdict.WELL, "right"),
        (6, Verdict.NOTICE, "6 s ahead"),
        (-120, Verdict.NOTICE, "120 s behind"),
        (121, Verdict.MEND, "121 s ahead"),
    ],
)
def test_a_clock_that_is_off_is_said_and_mended_where_searches_would_miss(
    seconds: int, verdict: Verdict, word: str
) -> None:
    found = clock_finding(Platform.SLACK, timedelta(seconds=seconds), MOST)
    assert (found.verdict, word in found.detail) == (verdict, True)
    assert bool(found.way_out) == (verdict is not Verdict.WELL)


class FakeExaminer:
    """Implements `bot.services.doctor.Examiner` on a platform in memory."""

    platform = Platform.SLACK

    def __init__(self, clock: FakeClock) -> None:
        self.fake = FakeNotifier(clock)
        self.removed: tuple[Receipt, ...] = ()
        self.stuck = ""

    @property
    def notifier(self) -> Notifier:
        return self.fake

    async def examine(self, channels: Sequence[Channel]) -> tuple[Finding, ...]:
        return tuple(Finding(subject=c, check=Check.POST, verdict=Verdict.WELL, detail="") for c in channels)

    async def remove(self, receipts: Sequence[Receipt]) -> str:
        self.removed = tuple(receipts)
        return self.stuck

    async def close(self) -> None:
        pass


CLOCK = FakeClock(datetime(2026, 11, 23, tzinfo=UTC))


async def rehearsed(examiner: FakeExaminer) -> dict[Check, Verdict]:
    return {found.check: found.verdict for found in await rehearse(examiner, CHANNEL, KEYS, CLOCK)}


async def test_a_test_message_that_was_refused_is_the_end() -> None:
    examiner = FakeExaminer(CLOCK)
    examiner.fake.next_outcomes.append(Refused(reason=Reason.NOT_ALLOWED, detail="no"))
    assert await rehearsed(examiner) == {Check.POSTED: Verdict.MEND}
    assert examiner.removed == ()


async def test_whatever_fails_after_the_post_both_messages_are_removed() -> None:
    examiner = FakeExaminer(CLOCK)
    examiner.fake.history = Unreadable(detail="no right")
    verdicts = await rehearsed(examiner)
    assert verdicts.pop(Check.FOUND) is Verdict.MEND
    assert set(verdicts.values()) == {Verdict.WELL}
    assert len(examiner.removed) == 2


async def test_an_answer_that_was_lost_is_no_proof() -> None:
    examiner = FakeExaminer(CLOCK)
    examiner.fake.next_outcomes.append(Unsure(detail="lost"))
    assert await rehearsed(examiner) == {Check.POSTED: Verdict.MEND}


async def test_a_test_message_that_stays_is_said() -> None:
    examiner = FakeExaminer(CLOCK)
    examiner.stuck = "not allowed"
    assert (await rehearsed(examiner))[Check.REMOVED] is Verdict.MEND
