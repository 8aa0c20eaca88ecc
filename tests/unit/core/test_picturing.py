"""The picture of how a story came about: all of its reports, its changes in their time, and all in words."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.core.display import length
from bot.core.entries import EntryId
from bot.core.feeds import FeedId
from bot.core.ledger import NEWS, Assertion, Change
from bot.core.picturing import picture_of, step_name
from bot.core.stories import Report, Story, StoryId
from bot.core.watches import WatchId
from bot.extraction.facts import Fact, Slot
from bot.extraction.text import Span

NINE = datetime(2025, 11, 28, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def story(times: Sequence[datetime]) -> Story:
    reports = tuple(
        Report(
            entry=EntryId(number),
            feed=FeedId("f"),
            outlet=f"outlet{number % 3}.example",
            title="<!channel> Dockers to strike",
            url="https://outlet.example/1",
            published=at,
            summary=(),
            evidence=(),
        )
        for number, at in enumerate(times)
    )
    return Story(id=StoryId("s"), first_seen=NINE, updated=NINE, revision=3, reports=reports)


def said(slot: Slot, shown: str, entry: int) -> Assertion:
    here = Span(start=0, end=1)
    fact = Fact(
        slot=slot, value=shown, shown=shown, sentence=here, evidence=here, rule="test/1", confidence=0.9
    )
    return Assertion(
        watch=WatchId("strike"),
        entry=EntryId(entry),
        fact=fact,
        sentence="A sentence of the feed.",
        outlet="quay.example",
        url="https://quay.example/1",
        published=NINE,
        seen=NINE,
    )


def change(entry: int, before: str, after: str, slot: Slot = Slot.DATE) -> Change:
    return Change(before=said(slot, before, 0) if before else None, after=said(slot, after, entry))


def hours(*numbers: float) -> list[datetime]:
    return [NINE + number * HOUR for number in numbers]


def test_bars_are_reports_and_turns_are_changes_at_their_report() -> None:
    picture = picture_of(
        story(hours(0, 0.1, 7.5, 8)), [change(2, "4 May", "5 May"), change(0, "", "Kobe", Slot.CITY)]
    )
    assert picture is not None
    assert (picture.begins, picture.step) == (NINE, HOUR)
    assert picture.bars == (2, 0, 0, 0, 0, 0, 0, 1, 1)
    assert [(turn.at, turn.label) for turn in picture.turns] == [
        (NINE, "City"),
        (NINE + 7.5 * HOUR, "Date"),
    ]
    assert picture.alt == (
        "Reports over time: 4 by 3 outlets, from 28 Nov 2025, 09:00 UTC to 28 Nov 2025, 17:00 UTC. "
        "Most within 1 hour: 2, from 28 Nov 2025, 09:00 UTC. Facts changed: "
        "1: City Kobe (28 Nov 2025, 09:00 UTC); 2: Date 4 May → 5 May (28 Nov 2025, 16:30 UTC)."
    )


@pytest.mark.parametrize("times", [[], hours(0), hours(0, 0, 0), hours(0, 0.2)])
def test_there_is_no_picture_of_a_single_moment(times: list[datetime]) -> None:
    assert picture_of(story(times), [change(0, "", "5 May")]) is None


@pytest.mark.parametrize(
    ("lasting", "step", "begins"),
    [
        (5 * HOUR, HOUR / 4, NINE),
        (20 * HOUR, HOUR, NINE),
        (60 * HOUR, 3 * HOUR, NINE),
        (100 * HOUR, 6 * HOUR, NINE - 3 * HOUR),
        (500 * HOUR, 24 * HOUR, NINE - 9 * HOUR),
        (timedelta(days=60), timedelta(days=7), datetime(2025, 11, 24, tzinfo=UTC)),
    ],
)
def test_steps_are_those_of_the_clock_and_the_calendar(
    lasting: timedelta, step: timedelta, begins: datetime
) -> None:
    """Days begin at midnight UTC, and weeks on Monday."""
    picture = picture_of(story([NINE, NINE + lasting]), [])
    assert picture is not None
    assert (picture.step, picture.begins) == (step, begins)


def test_a_change_of_a_report_that_left_the_story_is_not_shown() -> None:
    picture = picture_of(story(hours(0, 2)), [change(7, "", "5 May")])
    assert picture is not None
    assert (picture.turns, picture.alt.endswith("No fact changed.")) == ((), True)


def test_of_many_changes_the_latest_are_shown_and_the_others_counted() -> None:
    picture = picture_of(story(hours(*range(12))), [change(n, "", f"{n + 1} May") for n in range(12)])
    assert picture is not None
    assert [turn.at for turn in picture.turns] == hours(*range(4, 12))
    assert "(4 earlier not shown): 1: Date 5 May (" in picture.alt


@pytest.mark.parametrize(
    ("step", "name"),
    [
        (HOUR / 4, "15 minutes"),
        (HOUR, "1 hour"),
        (6 * HOUR, "6 hours"),
        (24 * HOUR, "1 day"),
        (timedelta(weeks=52), "52 weeks"),
        (timedelta(seconds=90), "1 minute"),
    ],
)
def test_a_step_is_named_in_the_largest_unit_that_holds_it(step: timedelta, name: str) -> None:
    assert step_name(step) == name


moments = st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC))
near = st.floats(0, 1e6).map(lambda minutes: NINE + timedelta(minutes=minutes))
values = st.text(max_size=30) | st.sampled_from(
    [
        "<!channel>",
        "@everyone",
        "<@U1>",
        "**bold** `x`",
        "שלום " * 20,
        "👨‍👩‍👧" * 40,
        "a" * 9_000,
        "\u202egnp\n\n\nx",
    ]
)
changes = st.builds(change, st.integers(0, 40), values, values, st.sampled_from(sorted(NEWS)))


@given(st.lists(moments | near, max_size=40), st.lists(changes, max_size=30))
@example(hours(*range(0, 4_000, 100)), [change(n, "w" * 99, "m" * 99, Slot.NUMBER) for n in range(40)])
def test_any_story_gives_a_picture_within_its_bounds(times: list[datetime], made: list[Change]) -> None:
    picture = picture_of(story(times), made)
    if picture is None:
        return
    assert sum(picture.bars) == len(times)
    assert picture.bars[0]
    assert picture.bars[-1]
    assert 2 <= len(picture.bars) <= 24 or picture.step == timedelta(weeks=52)
    assert picture.begins <= min(times) <= max(times) < picture.ends
    turns = [turn.at for turn in picture.turns]
    assert turns == sorted(turns)
    assert all(picture.begins <= at < picture.ends for at in turns)
    assert length(picture.alt) <= 1_024
    assert picture.alt.endswith(".")  # nothing was cut off


@given(st.lists(changes, min_size=1, max_size=10))
def test_words_of_feeds_are_in_it_only_where_they_can_do_nothing(made: list[Change]) -> None:
    picture = picture_of(story(hours(*range(41))), made)
    assert picture is not None
    assert not set(picture.alt) & set("<>@`\n\u202e")
    assert "Dockers" not in picture.alt
    assert "outlet0" not in picture.alt
