"""Whether a message may leave, is held for a digest, or is not wanted."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.admission import Admission, Admitted, ChannelPolicy, Held, Unwanted, admit
from bot.core.channels import Channel, Platform
from bot.core.deliveries import Action
from bot.core.digests import DigestSchedule
from bot.core.messages import Severity
from bot.core.quiet_hours import QuietHours, quiet_until
from bot.core.reasons import Reason
from bot.core.routes import Subject
from bot.core.silences import Silence, SilenceKind, make_silence
from bot.core.stories import StoryId
from bot.core.watches import Origin, Watch, WatchId
from bot.extraction.rules import Rule

NOW = datetime(2025, 11, 28, 9, 20, tzinfo=UTC)
HOUR = timedelta(hours=1)
DESK = Channel(platform=Platform.SLACK, name="#desk")
NIGHT = QuietHours(start=time(22), end=time(7), zone="UTC")
MORNING = QuietHours(start=time(9), end=time(11), zone="UTC")
MUTED = make_silence(SilenceKind.STORY, "strike", None, "slack:U1", "enough", NOW - HOUR, NOW + HOUR)


def subject(severity: Severity = Severity.NORMAL) -> Subject:
    ports = Watch(
        id=WatchId("ports"),
        name="Ports",
        rule=Rule(),
        severity=severity,
        channels=(DESK,),
        origin=Origin(file="w.yaml", line=1),
    )
    return Subject(
        story=StoryId("strike"), watches=(ports,), tags=frozenset(), languages=frozenset(), sources=()
    )


def ask(
    action: Action = Action.POST,
    policy: ChannelPolicy | None = None,
    *,
    severity: Severity = Severity.NORMAL,
    silences: tuple[Silence, ...] = (),
    minutes: tuple[float, ...] = (),
    now: datetime = NOW,
) -> Admission:
    """`minutes`: how long ago the channel's posts left."""
    return admit(
        action=action,
        subject=subject(severity),
        channel=DESK,
        policy=policy or ChannelPolicy(),
        silences=silences,
        posts=[now - timedelta(minutes=m) for m in minutes],
        now=now,
    )


def test_what_nothing_speaks_against_may_leave() -> None:
    assert ask(minutes=(1, 5, 9, 20, 40)) == Admitted()


@pytest.mark.parametrize("action", [Action.POST, Action.REPLY])
def test_what_is_silenced_is_not_wanted_whatever_else_holds(action: Action) -> None:
    policy = ChannelPolicy(quiet_hours=MORNING, high_breaks_through=True)
    assert ask(action, policy, severity=Severity.HIGH, silences=(MUTED,)) == Unwanted(
        reason=Reason.SILENCED,
        detail=f"{MUTED.id}: story strike until 28 Nov 2025, 10:20 UTC, by slack:U1",
    )


@pytest.mark.parametrize("action", [Action.POST, Action.REPLY])
def test_quiet_hours_hold_until_their_end(action: Action) -> None:
    admission = ask(action, ChannelPolicy(quiet_hours=MORNING))
    assert admission == Held(
        reason=Reason.QUIET_HOURS,
        until=NOW + timedelta(minutes=100),
        detail="09:00 to 11:00 UTC; until 28 Nov 2025, 11:00 UTC",
    )


@pytest.mark.parametrize("severity", Severity)
def test_only_high_breaks_through_quiet_hours_and_cap_and_only_where_it_may(severity: Severity) -> None:
    for limits in ({"quiet_hours": MORNING}, {"posts_per_hour": 1}, {"posts_per_hour": 0}):
        firm, open_to_high = ChannelPolicy(**limits), ChannelPolicy(**limits, high_breaks_through=True)
        assert isinstance(ask(policy=firm, severity=severity, minutes=(5,)), Held)
        admitted = ask(policy=open_to_high, severity=severity, minutes=(5,)) == Admitted()
        assert admitted is (severity is Severity.HIGH)


def test_the_cap_holds_until_the_oldest_post_of_the_hour_is_an_hour_old() -> None:
    capped = ask(policy=ChannelPolicy(posts_per_hour=3), minutes=(50, 2, 61, 30))
    assert capped == Held(
        reason=Reason.CAP,
        until=NOW + timedelta(minutes=10),
        detail="3 in an hour, of 3; until 28 Nov 2025, 09:30 UTC",
    )
    assert ask(policy=ChannelPolicy(posts_per_hour=3), minutes=(60, 30, 2)) == Admitted()


def test_where_more_left_than_the_cap_lets_the_digest_too_waits_its_turn() -> None:
    """High stories that broke through count: two of four must be an hour old before a third may leave."""
    capped = ask(policy=ChannelPolicy(posts_per_hour=3), minutes=(50, 40, 30, 2))
    assert isinstance(capped, Held)
    assert capped.until == NOW + timedelta(minutes=20)


def test_replies_and_edits_count_towards_no_cap() -> None:
    full = ChannelPolicy(posts_per_hour=1)
    assert ask(Action.REPLY, full, minutes=(5,)) == Admitted()
    assert ask(Action.EDIT, full, minutes=(5,)) == Admitted()


def test_a_channel_without_a_cap_takes_what_there_is() -> None:
    assert ask(policy=ChannelPolicy(posts_per_hour=None), minutes=tuple(range(60))) == Admitted()


def test_quiet_hours_come_before_the_cap() -> None:
    held = ask(policy=ChannelPolicy(quiet_hours=MORNING, posts_per_hour=1), minutes=(5,))
    assert isinstance(held, Held)
    assert held.reason is Reason.QUIET_HOURS


def test_what_the_cap_holds_does_not_leave_within_quiet_hours() -> None:
    late = datetime(2025, 11, 28, 21, 50, tzinfo=UTC)
    held = ask(policy=ChannelPolicy(quiet_hours=NIGHT, posts_per_hour=1), minutes=(5,), now=late)
    assert isinstance(held, Held)
    assert held.until == datetime(2025, 11, 29, 7, tzinfo=UTC)


def test_a_channel_of_digests_only_waits_for_the_next_of_them() -> None:
    weekly = DigestSchedule(at=time(8), zone="UTC", weekday=0)
    daily = DigestSchedule(at=time(18), zone="UTC")
    held = ask(policy=ChannelPolicy(posts_per_hour=0, digests=(weekly, daily)))
    assert held == Held(
        reason=Reason.CAP,
        until=datetime(2025, 11, 28, 18, tzinfo=UTC),
        detail="digests only; until 28 Nov 2025, 18:00 UTC",
    )


def test_a_channel_of_digests_only_that_schedules_none_gets_one_at_the_full_hour() -> None:
    held = ask(policy=ChannelPolicy(posts_per_hour=0))
    assert isinstance(held, Held)
    assert held.until == datetime(2025, 11, 28, 10, tzinfo=UTC)


QUIET = st.none() | st.builds(
    QuietHours,
    start=st.builds(time, st.integers(0, 23)),
    end=st.builds(time, st.integers(0, 23)),
    zone=st.sampled_from(["UTC", "Europe/Berlin", "America/New_York"]),
)
POLICIES = st.builds(
    ChannelPolicy,
    quiet_hours=QUIET,
    posts_per_hour=st.none() | st.integers(0, 4),
    high_breaks_through=st.booleans(),
    digests=st.lists(
        st.builds(DigestSchedule, at=st.builds(time, st.integers(0, 23)), zone=st.just("UTC")), max_size=2
    ).map(tuple),
)
POSTS = st.lists(st.integers(0, 120), max_size=8).map(tuple)
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2026, 1, 1), timezones=st.just(UTC))


@given(st.sampled_from(Action), POLICIES, st.sampled_from(Severity), st.booleans(), POSTS, MOMENTS)
def test_everything_is_admitted_held_or_unwanted_and_says_why(
    action: Action,
    policy: ChannelPolicy,
    severity: Severity,
    muted: bool,  # noqa: FBT001 -- hypothesis gives them by position
    minutes: tuple[int, ...],
    now: datetime,
) -> None:
    silences = (make_silence(SilenceKind.STORY, "strike", None, "op", "", now, now + HOUR),) if muted else ()
    given_to = ask(action, policy, severity=severity, silences=silences, minutes=minutes, now=now)
    match given_to:
        case Admitted():
            assert action is Action.EDIT or not muted
        case Unwanted(reason=reason):
            assert muted
            assert reason is Reason.SILENCED
        case Held(reason=reason, until=until):
            assert action is not Action.EDIT
            assert until > now
            assert reason is Reason.QUIET_HOURS or (reason is Reason.CAP and action is Action.POST)
            quiet = policy.quiet_hours
            assert (reason is Reason.QUIET_HOURS) is bool(quiet and quiet_until(quiet, now))
    assert (
        ask(action, policy, severity=severity, silences=silences, minutes=minutes[::-1], now=now) == given_to
    )


@given(POSTS, st.integers(1, 4), MOMENTS)
def test_the_digest_fits_at_the_moment_until_which_the_cap_holds(
    minutes: tuple[int, ...], cap: int, now: datetime
) -> None:
    policy = ChannelPolicy(posts_per_hour=cap)
    held = ask(policy=policy, minutes=minutes, now=now)
    if isinstance(held, Held):
        waited = (held.until - now).total_seconds() / 60
        assert ask(policy=policy, minutes=tuple(m + waited for m in minutes), now=held.until) == Admitted()
