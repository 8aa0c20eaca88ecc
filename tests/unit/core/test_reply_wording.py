"""What is said in the thread of a told story."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.alerts import Update
from bot.core.entries import EntryId
from bot.core.fact_rows import change_rows
from bot.core.feeds import FeedId
from bot.core.ledger import Assertion, Change
from bot.core.messages import Kicker, Link, Message, Paragraph, Row, Severity, Style, Table, Text, Time
from bot.core.reasons import Reason
from bot.core.reply_wording import reply_message
from bot.core.stories import Report, Story, StoryId
from bot.core.watches import Origin, Watch, WatchId
from bot.extraction.facts import Fact, Slot
from bot.extraction.rules import Rule
from bot.extraction.text import Span
from fakes.notifier import text_of

NOW = datetime(2025, 11, 28, 9, tzinfo=UTC)
SOMEWHERE = Span(start=0, end=1)
WATCH = Watch(
    id=WatchId("strike"),
    name="Dock strike",
    rule=Rule(),
    severity=Severity.HIGH,
    channels=(),
    origin=Origin(file="w.yaml", line=1),
)


def said(slot: Slot, shown: str) -> Assertion:
    fact = Fact(
        slot=slot,
        value=shown,
        shown=shown,
        sentence=SOMEWHERE,
        evidence=SOMEWHERE,
        rule="test/1",
        confidence=0.9,
    )
    return Assertion(
        watch=WATCH.id,
        entry=EntryId(1),
        fact=fact,
        sentence=f"The union now says {shown}.",
        outlet="quay.example",
        url="https://quay.example/1",
        published=NOW,
        seen=NOW,
    )


def change(slot: Slot, before: str, after: str, *, correction: bool = False) -> Change:
    return Change(
        before=said(slot, before) if before else None, after=said(slot, after), correction=correction
    )


def update(*changes: Change, reason: Reason = Reason.FACT_CHANGED, revision: int = 2) -> Update:
    return Update(revision=revision, reason=reason, changes=changes, at=NOW)


def story(outlets: int = 1, reprints: int = 0) -> Story:
    reports = tuple(
        Report(
            entry=EntryId(number),
            feed=FeedId("f"),
            outlet=f"outlet{number}.example",
            title="Dockers to strike",
            url=f"https://outlet{number}.example/1",
            published=NOW,
            summary=("A summary that was told before.",),
            evidence=(),
            reprint_of=EntryId(0) if number >= outlets - reprints else None,
        )
        for number in range(outlets)
    )
    return Story(id=StoryId("s"), first_seen=NOW, updated=NOW, revision=3, reports=reports)


def rows(message: Message) -> list[Row]:
    return [row for block in message.blocks if isinstance(block, Table) for row in block.rows]


def words(row: Row) -> str:
    return "".join("<time>" if isinstance(span, Time) else span.text for span in row.spans)


SOURCE = "  quay.example · <time>\n“The union now says {}.”"


@pytest.mark.parametrize(
    ("one", "label", "expected"),
    [
        (change(Slot.DATE, "4 May", "5 May"), "What changed", "Date  4 May → 5 May" + SOURCE.format("5 May")),
        (change(Slot.CITY, "", "Kobe"), "New", "City  Kobe" + SOURCE.format("Kobe")),
        (
            change(Slot.DATE, "4 May", "5 May", correction=True),
            "Corrected",
            "Date  4 May → 5 May" + SOURCE.format("5 May"),
        ),
        (
            change(Slot.STATUS, "scheduled", "postponed"),
            "Status",
            "scheduled → postponed" + SOURCE.format("postponed"),
        ),
        (
            change(Slot.STATUS, "cancelled", "scheduled", correction=True),
            "Corrected",
            "Status  cancelled → scheduled" + SOURCE.format("scheduled"),
        ),
    ],
)
def test_each_change_is_a_row_with_its_source(one: Change, label: str, expected: str) -> None:
    (row,) = rows(reply_message(story(), (WATCH,), [update(one)]))
    assert row.label == label
    assert words(row) == expected
    assert Link(text="quay.example", url="https://quay.example/1") in row.spans
    struck = [span.text for span in row.spans if isinstance(span, Text) and span.style is Style.STRUCK]
    assert struck == ([one.before.fact.shown] if one.before else [])


def test_only_what_is_new_is_said() -> None:
    """Headline, summary and sources stand in the message at the head of the thread."""
    told = reply_message(story(4), (WATCH,), [update(change(Slot.DATE, "", "5 May"))])
    assert [type(block) for block in told.blocks] == [Kicker, Table]
    assert told.blocks[0] == Kicker(spans=(Text(text="Update · Dock strike"),))
    assert told.severity is Severity.HIGH
    assert "Dockers to strike" not in text_of(told)


def test_several_updates_are_told_in_their_order() -> None:
    updates = [update(change(Slot.DATE, "", "5 May")), update(change(Slot.CITY, "", "Kobe"), revision=3)]
    assert [words(row).split()[0] for row in rows(reply_message(story(), (WATCH,), updates))] == [
        "Date",
        "City",
    ]


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        (story(10, reprints=2), "Now 10 outlets, 8 in words of their own"),
        (story(5), "Now 5 outlets"),
    ],
)
def test_a_number_of_outlets_that_was_reached_is_told_as_it_is_now(about: Story, expected: str) -> None:
    reached = [update(reason=Reason.OUTLETS_REACHED), update(reason=Reason.OUTLETS_REACHED, revision=3)]
    told = reply_message(about, (WATCH,), reached)
    assert told.blocks[1:] == (Paragraph(spans=(Text(text=expected),)),)


def test_outlets_and_changes_are_told_together() -> None:
    updates = [update(change(Slot.DATE, "", "5 May")), update(reason=Reason.OUTLETS_REACHED, revision=3)]
    told = reply_message(story(6, reprints=1), (WATCH,), updates)
    assert [type(block) for block in told.blocks] == [Kicker, Table, Paragraph]


def test_an_alert_marks_corrections_too() -> None:
    corrected = change(Slot.STATUS, "cancelled", "scheduled", correction=True)
    (row,) = change_rows([corrected])
    assert (row.label, words(row)) == ("Corrected", "Status  cancelled → scheduled (quay.example, 28 Nov)")


CHANGES = st.builds(
    change,
    st.sampled_from([Slot.DATE, Slot.CITY, Slot.STATUS]),
    st.sampled_from(["", "early May", "Kobe"]),
    st.sampled_from(["5 May", "Nagoya", "postponed"]),
    correction=st.booleans(),
)
UPDATES = st.lists(
    st.builds(
        lambda changes, reason: update(*changes, reason=reason),
        st.lists(CHANGES, max_size=3),
        st.sampled_from([Reason.FACT_CHANGED, Reason.OUTLETS_REACHED, Reason.CORRECTED]),
    ),
    max_size=4,
)


@given(UPDATES)
def test_a_reply_has_one_row_for_each_change_and_is_never_empty(updates: list[Update]) -> None:
    told = reply_message(story(3), (WATCH,), updates)
    assert len(rows(told)) == sum(len(one.changes) for one in updates)
    assert len(told.blocks) > 1
