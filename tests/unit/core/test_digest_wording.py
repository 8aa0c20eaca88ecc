"""What a digest says of many stories."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.renderer import render as as_card
from adapters.slack.renderer import render as as_blocks
from bot.core.channels import Channel, Platform
from bot.core.digest_wording import digest_message
from bot.core.digests import Digest, DigestId, DigestItem, DigestKind
from bot.core.entries import EntryId
from bot.core.feeds import FeedId
from bot.core.ledger import Assertion, Change
from bot.core.messages import Footnote, Headline, Link, Message, Row, Severity, Style, Table, Text, Time
from bot.core.reasons import Reason
from bot.core.stories import Report, Story, StoryId
from bot.core.watches import Origin, Watch, WatchId
from bot.extraction.facts import Fact, Slot
from bot.extraction.rules import Rule
from bot.extraction.text import Span
from fakes.notifier import text_of

NOW = datetime(2025, 11, 28, 6, tzinfo=UTC)
SOMEWHERE = Span(start=0, end=1)


def digest(kind: DigestKind = DigestKind.HELD) -> Digest:
    return Digest(
        id=DigestId("d"),
        channel=Channel(platform=Platform.SLACK, name="#desk"),
        kind=kind,
        since=NOW - timedelta(hours=9),
        until=NOW,
    )


def said(shown: str, entry: int) -> Assertion:
    fact = Fact(
        slot=Slot.DATE,
        value=shown,
        shown=shown,
        sentence=SOMEWHERE,
        evidence=SOMEWHERE,
        rule="test/1",
        confidence=0.9,
    )
    return Assertion(
        watch=WatchId("strike"),
        entry=EntryId(entry),
        fact=fact,
        sentence=f"Dockers walk out on {shown}.",
        outlet="quay.example",
        url="https://quay.example/1",
        published=NOW,
        seen=NOW,
    )


def watch(name: str, severity: Severity = Severity.NORMAL) -> Watch:
    return Watch(
        id=WatchId(name.lower()),
        name=name,
        rule=Rule(),
        severity=severity,
        channels=(),
        origin=Origin(file="w.yaml", line=1),
    )


def item(
    title: str,
    *watches: Watch,
    outlets: int = 1,
    changes: tuple[Change, ...] = (),
    held: Reason | None = Reason.QUIET_HOURS,
    url: str = "https://outlet{}.example/1",
) -> DigestItem:
    reports = tuple(
        Report(
            entry=EntryId(number),
            feed=FeedId("f"),
            outlet=f"outlet{number}.example",
            title=title if number == 1 else f"{title} ({number})",
            url=url.format(number),
            published=NOW,
            summary=(),
            evidence=(),
        )
        for number in range(1, outlets + 1)
    )
    story = Story(id=StoryId(title), first_seen=NOW, updated=NOW, revision=1, reports=reports)
    return DigestItem(story=story, watches=watches or (watch("Ports"),), changes=changes, held=held)


def rows(message: Message) -> tuple[Row, ...]:
    return tuple(row for block in message.blocks if isinstance(block, Table) for row in block.rows)


def headline(message: Message) -> str:
    (head,) = (block for block in message.blocks if isinstance(block, Headline))
    return "".join("<time>" if isinstance(span, Time) else span.text for span in head.spans)


@pytest.mark.parametrize(
    ("kind", "held", "expected"),
    [
        (DigestKind.HELD, (Reason.QUIET_HOURS,) * 2, "Digest: 2 stories, quiet hours until <time>"),
        (DigestKind.HELD, (Reason.CAP,), "Digest: 1 story, held by the channel's cap until <time>"),
        (DigestKind.HELD, (Reason.CAP, Reason.QUIET_HOURS), "Digest: 2 stories, held until <time>"),
        (DigestKind.DAILY, (None,), "Daily digest: 1 story since <time>"),
        (DigestKind.WEEKLY, (None, None), "Weekly digest: 2 stories since <time>"),
        (DigestKind.DAILY, (), "Daily digest: nothing to tell since <time>"),
        (DigestKind.HELD, (), "Digest: nothing to tell since <time>"),
    ],
)
def test_the_headline_counts_the_stories_and_says_why_they_come_together(
    kind: DigestKind, held: tuple[Reason | None, ...], expected: str
) -> None:
    items = [item(f"Story {number}", held=reason) for number, reason in enumerate(held)]
    assert headline(digest_message(digest(kind), items)) == expected


def test_moments_are_spans_which_each_reader_sees_in_their_own_zone() -> None:
    told = digest_message(digest(), [item("Cranes stand still")])
    moments = [span.at for block in told.blocks[:2] for span in block.spans if isinstance(span, Time)]
    assert moments == [digest().since, digest().until, digest().until]


def test_a_row_says_severity_headline_outlets_watches_and_what_changed() -> None:
    change = Change(before=said("4 May", 1), after=said("5 May", 2))
    told = digest_message(
        digest(),
        [
            item(
                "Dockers to strike",
                watch("Ports", Severity.HIGH),
                watch("Unions"),
                outlets=3,
                changes=(change,),
            )
        ],
    )
    (row,) = rows(told)
    assert told.severity is Severity.HIGH
    assert row.label == "▲ HIGH"
    assert row.spans[0] == Link(text="Dockers to strike (2)", url="https://outlet2.example/1")
    assert "".join(span.text for span in row.spans[1:]) == (
        " · 3 outlets · Ports + Unions · Date  4 May → 5 May (quay.example, 28 Nov)"
    )
    assert Text(text="4 May", style=Style.STRUCK) in row.spans
    assert Text(text="5 May", style=Style.STRONG) in row.spans


def test_a_correction_is_marked_as_one() -> None:
    change = Change(before=said("4 May", 1), after=said("5 May", 2), correction=True)
    assert "Corrected: Date" in text_of(
        digest_message(digest(), [item("Dockers to strike", changes=(change,))])
    )


def test_of_many_changes_the_last_are_told() -> None:
    changes = tuple(Change(before=None, after=said(f"{day} May", 1)) for day in range(1, 6))
    text = text_of(digest_message(digest(), [item("Dockers to strike", changes=changes)]))
    assert [f"{day} May" in text for day in range(1, 6)] == [False, False, True, True, True]


def test_the_gravest_stories_come_first_and_else_the_order_is_kept() -> None:
    low, high = watch("Tides", Severity.LOW), watch("Ports", Severity.HIGH)
    told = digest_message(digest(), [item("A", low), item("B", high), item("C", low), item("D", high)])
    assert [row.spans[0].text for row in rows(told)] == ["B", "D", "A", "C"]


def test_a_story_without_reports_does_not_keep_the_others_back() -> None:
    """An operator may have made it part of another since it was held."""
    told = digest_message(digest(), [item("Merged", outlets=0), item("Dockers to strike")])
    assert [row.spans[0].text for row in rows(told)] == ["(no title)", "Dockers to strike"]


def test_a_digest_of_more_than_25_stories_counts_the_rest() -> None:
    told = digest_message(digest(), [item(f"Story {n}") for n in range(30)], more=7)
    assert headline(told).startswith("Digest: 37 stories")
    assert len(rows(told)) == 25
    assert told.blocks[-1] == Footnote(spans=(Text(text="and 12 more: `/watch search`"),))


def test_a_digest_of_nothing_says_so_without_a_severity() -> None:
    told = digest_message(digest(DigestKind.DAILY), [])
    assert told.severity is None
    assert len(told.blocks) == 2


ITEMS = st.lists(
    st.builds(
        lambda number, length, path, names, dates: item(
            f"N{number}x " + ("Cranes in the northern harbour stand still " * 9)[:length],
            *(watch(f"Watch of the {name}") for name in names),
            outlets=2,
            changes=tuple(Change(before=said("early May", 1), after=said(f"{d} May", 1)) for d in dates),
            url="https://outlet{}.example/" + "news/" * path,
        ),
        st.integers(0),
        st.integers(0, 360),
        st.integers(0, 60),
        st.lists(st.sampled_from(["harbour", "unions", "northern coast"]), min_size=1, unique=True),
        st.lists(st.integers(1, 31), max_size=4),
    ),
    max_size=40,
    unique_by=lambda made: made.story.id,
)


@given(ITEMS)
def test_what_is_shown_and_what_is_counted_are_all_stories_on_every_platform(items: list[DigestItem]) -> None:
    """No platform has to cut the rows: what is left out is in the count."""
    told = digest_message(digest(), items)
    left = len(items) - len(rows(told))
    assert bool(rows(told)) is bool(items)
    counted = Footnote(spans=(Text(text=f"and {left} more: `/watch search`"),))
    assert (counted in told.blocks) is (left > 0)
    card, blocks = as_card(told), as_blocks(told)
    for row in rows(told):
        number = row.spans[0].text.split()[0]
        assert number in card.texts[0]
        assert number in str(blocks.blocks)
    assert not any(text.endswith("\n…") for text in card.texts)
    if left:
        assert f"and {left} more" in str(blocks.blocks)
