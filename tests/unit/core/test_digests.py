"""When digests are due, what each covers, and that it holds each story once."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.channels import Channel, Platform
from bot.core.digests import (
    Digest,
    DigestItem,
    DigestKind,
    DigestSchedule,
    digest_id,
    digest_items,
    digest_to_make,
    held_digest,
    last_due,
    next_due,
)
from bot.core.entries import EntryId
from bot.core.ledger import Assertion, Change
from bot.core.messages import Severity
from bot.core.reasons import Reason
from bot.core.stories import Story, StoryId
from bot.core.watches import Origin, Watch, WatchId
from bot.extraction.facts import Fact, Slot
from bot.extraction.rules import Rule
from bot.extraction.text import Span

DESK = Channel(platform=Platform.SLACK, name="#desk")
NIGHT = Channel(platform=Platform.DISCORD, name="night")
BERLIN = "Europe/Berlin"
DAY = timedelta(days=1)


def at(text: str) -> datetime:
    """A moment in UTC, as "2025-11-28 09:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


NOW = at("2025-11-28 09:00")


def schedule(wall: str, zone: str = BERLIN, weekday: int | None = None) -> DigestSchedule:
    return DigestSchedule(at=time.fromisoformat(wall), zone=zone, weekday=weekday)


@pytest.mark.parametrize(
    ("wanted", "now", "last", "following"),
    [
        (schedule("08:00"), "2025-11-28 06:59:59", "2025-11-27 07:00", "2025-11-28 07:00"),
        (schedule("08:00"), "2025-11-28 07:00", "2025-11-28 07:00", "2025-11-29 07:00"),
        (schedule("08:00", weekday=0), "2025-11-28 07:00", "2025-11-24 07:00", "2025-12-01 07:00"),
        (schedule("08:00", weekday=4), "2025-11-28 07:00", "2025-11-28 07:00", "2025-12-05 07:00"),
        (schedule("08:00", weekday=4), "2025-11-28 06:00", "2025-11-21 07:00", "2025-11-28 07:00"),
        # Berlin, spring: 02:30 is left out; the digest is due when the clock jumps.
        (schedule("02:30"), "2025-03-30 00:59", "2025-03-29 01:30", "2025-03-30 01:00"),
        (schedule("02:30"), "2025-03-30 01:00", "2025-03-30 01:00", "2025-03-31 00:30"),
        # Berlin, autumn: 02:30 is shown twice; the digest is due at the first.
        (schedule("02:30"), "2025-10-26 00:30", "2025-10-26 00:30", "2025-10-27 01:30"),
        (schedule("02:30"), "2025-10-26 01:30", "2025-10-26 00:30", "2025-10-27 01:30"),
        (schedule("01:30", "America/New_York"), "2025-11-02 06:30", "2025-11-02 05:30", "2025-11-03 06:30"),
        (
            schedule("02:10", "Australia/Lord_Howe"),
            "2025-10-04 15:30",
            "2025-10-04 15:30",
            "2025-10-05 15:10",
        ),
        (schedule("08:00", "Asia/Kolkata"), "2025-11-28 02:30", "2025-11-28 02:30", "2025-11-29 02:30"),
        (
            schedule("23:30", "Pacific/Auckland", 6),
            "2025-11-30 12:00",
            "2025-11-30 10:30",
            "2025-12-07 10:30",
        ),
    ],
)
def test_due_at_that_time_on_the_wall(wanted: DigestSchedule, now: str, last: str, following: str) -> None:
    assert last_due(wanted, at(now)) == at(last)
    assert next_due(wanted, at(now)) == at(following)


def test_the_kind_and_the_moment_name_a_digest_of_a_channel() -> None:
    one = digest_id(DESK, DigestKind.DAILY, NOW)
    assert len(one) == 20
    assert set(one) <= set("0123456789abcdef")
    assert one == digest_id(DESK, DigestKind.DAILY, NOW.astimezone(ZoneInfo(BERLIN)))
    others = [
        digest_id(NIGHT, DigestKind.DAILY, NOW),
        digest_id(DESK, DigestKind.HELD, NOW),
        digest_id(DESK, DigestKind.DAILY, NOW + DAY),
    ]
    assert len({one, *others}) == 4


def test_the_first_digest_covers_what_came_since_the_bot_first_ran() -> None:
    began = at("2025-11-27 15:00")
    assert digest_to_make(schedule("08:00"), DESK, None, began, at("2025-11-28 06:59")) is None
    first = digest_to_make(schedule("08:00"), DESK, None, began, NOW)
    assert first
    assert (first.kind, first.channel) == (DigestKind.DAILY, DESK)
    assert (first.since, first.until) == (began, at("2025-11-28 07:00"))


def test_a_digest_is_made_once() -> None:
    first = digest_to_make(schedule("08:00"), DESK, None, NOW - DAY, NOW)
    assert first
    assert digest_to_make(schedule("08:00"), DESK, first, NOW - DAY, NOW) is None
    assert digest_to_make(schedule("08:00"), DESK, None, NOW - DAY, NOW + DAY / 4) == first


def test_after_days_without_the_bot_one_digest_covers_all_of_them() -> None:
    last = digest_to_make(schedule("08:00"), DESK, None, NOW - DAY, NOW)
    assert last
    late = digest_to_make(schedule("08:00"), DESK, last, NOW - DAY, NOW + 5 * DAY)
    assert late
    assert (late.since, late.until) == (last.until, last.until + 5 * DAY)


def test_a_held_digest_brings_what_was_held_until_then() -> None:
    made = held_digest(DESK, NOW, NOW + DAY / 3)
    assert made == Digest(
        id=digest_id(DESK, DigestKind.HELD, NOW + DAY / 3),
        channel=DESK,
        kind=DigestKind.HELD,
        since=NOW,
        until=NOW + DAY / 3,
    )


SCHEDULES = st.builds(
    DigestSchedule,
    at=st.builds(time, st.integers(0, 23), st.sampled_from([0, 10, 30, 59])),
    zone=st.sampled_from(
        [
            BERLIN,
            "America/New_York",
            "Australia/Lord_Howe",
            "Asia/Kolkata",
            "Pacific/Apia",
            "America/St_Johns",
        ]
    ),
    weekday=st.none() | st.integers(0, 6),
)
MOMENTS = st.datetimes(
    datetime(2010, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)
) | st.sampled_from(
    [at("2011-12-30 10:00"), at("2010-11-07 02:31"), at("2025-03-30 01:00"), at("2025-10-26 01:00")]
)


@given(SCHEDULES, MOMENTS)
def test_no_due_moment_lies_between_the_last_and_the_next(wanted: DigestSchedule, now: datetime) -> None:
    last, following = last_due(wanted, now), next_due(wanted, now)
    assert last <= now < following
    assert next_due(wanted, last) == following
    assert last_due(wanted, following - timedelta(microseconds=1)) == last


@given(SCHEDULES, MOMENTS, st.lists(st.timedeltas(timedelta(0), 20 * DAY), max_size=6))
def test_digests_cover_all_time_without_gap_or_overlap(
    wanted: DigestSchedule, began: datetime, waits: list[timedelta]
) -> None:
    """Whenever the bot looks, and however often."""
    now, last = began, None
    for wait in waits:
        now += wait
        made = digest_to_make(wanted, DESK, last, began, now)
        if made:
            assert made.since == (last.until if last else began)
            assert made.since < made.until <= now
            last = made
        assert digest_to_make(wanted, DESK, last, began, now) is None
        assert (last.until if last else began) >= min(last_due(wanted, now), now)


def change(shown: str) -> Change:
    fact = Fact(
        slot=Slot.DATE,
        value=shown,
        shown=shown,
        sentence=Span(start=0, end=1),
        evidence=Span(start=0, end=1),
        rule="test/1",
        confidence=0.9,
    )
    said = Assertion(
        watch=WatchId("strike"),
        entry=EntryId(1),
        fact=fact,
        sentence="The strike moves.",
        outlet="port.example",
        url="",
        published=NOW,
        seen=NOW,
    )
    return Change(before=None, after=said)


def watch(name: str) -> Watch:
    return Watch(
        id=WatchId(name),
        name=name,
        rule=Rule(),
        severity=Severity.NORMAL,
        channels=(),
        origin=Origin(file="w.yaml", line=1),
    )


def item(
    story: str, revision: int = 1, *changes: str, held: Reason | None = None, of: str = "ports"
) -> DigestItem:
    return DigestItem(
        story=Story(id=StoryId(story), first_seen=NOW, updated=NOW, revision=revision),
        watches=(watch(of),),
        changes=tuple(map(change, changes)),
        held=held,
    )


def test_a_post_and_its_replies_are_one_item() -> None:
    post = item("a", 1, "4 May", held=Reason.CAP)
    other = item("b")
    reply = item("a", 3, "4 May", "5 May", held=Reason.QUIET_HOURS, of="unions")

    first, second = digest_items([post, other, reply])

    assert second == other
    assert first.story == reply.story
    assert first.changes == (change("4 May"), change("5 May"))
    assert [w.id for w in first.watches] == ["ports", "unions"]
    assert first.held is Reason.CAP


ITEMS = st.lists(
    st.builds(
        lambda story, revision, changes: item(story, revision, *changes),
        st.sampled_from("abcd"),
        st.integers(1, 4),
        st.lists(st.sampled_from(["4 May", "5 May", "6 May"]), max_size=3),
    ),
    max_size=10,
)


@given(ITEMS)
def test_a_digest_holds_each_story_once_and_all_that_is_told_of_it(entries: list[DigestItem]) -> None:
    made = digest_items(entries)
    assert [i.story.id for i in made] == list(dict.fromkeys(e.story.id for e in entries))
    for one in made:
        same = [e for e in entries if e.story.id == one.story.id]
        assert set(one.changes) == {c for e in same for c in e.changes}
        assert len(same) == 1 or len(one.changes) == len(set(one.changes))
        assert one.story.revision == max(e.story.revision for e in same)


@given(ITEMS)
def test_items_made_once_are_made_of_themselves(entries: list[DigestItem]) -> None:
    made = digest_items(entries)
    assert digest_items(made) == made


def test_what_waits_without_being_held_takes_the_reason_of_what_is() -> None:
    (one,) = digest_items([item("a"), replace(item("a"), held=Reason.QUIET_HOURS)])
    assert one.held is Reason.QUIET_HOURS
