"""What is said of an event's facts, in alerts and in answers."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.deliveries import DeliveryKey
from bot.core.entries import EntryId
from bot.core.ledger import Assertion, Change, changes, current, merged
from bot.core.messages import Message, Severity, Style, Table, Text
from bot.core.stories import Evidence, Report, Story, StoryId
from bot.core.watches import Origin, Watch, WatchId
from bot.core.wording import Told, alert_message, facts_message
from bot.extraction.facts import EventKind, EventOfInterest, Fact, Occurrence, Slot
from bot.extraction.rules import Rule
from bot.extraction.text import Span
from fakes.notifier import text_of

NOW = datetime(2025, 11, 28, 9, tzinfo=UTC)
SOMEWHERE = Span(start=0, end=1)
WATCH = Watch(
    id=WatchId("summit"),
    name="Japan–France summit",
    rule=Rule(),
    severity=Severity.HIGH,
    channels=(),
    origin=Origin(file="w.yaml", line=3),
    event=EventOfInterest(kind=EventKind.SUMMIT),
)


def said(
    slot: Slot,
    shown: str,
    *,
    outlet: str = "harbour",
    hours: float = 0,
    sentence: str = "",
    role: str = "",
    occurrence: Occurrence = Occurrence.CURRENT,
) -> Assertion:
    fact = Fact(
        slot=slot,
        value=shown.lower(),
        shown=shown,
        sentence=SOMEWHERE,
        evidence=SOMEWHERE,
        rule="test/1",
        confidence=0.9,
        occurrence=occurrence,
        role=role,
    )
    return Assertion(
        event=WATCH.id,
        entry=EntryId(1),
        fact=fact,
        sentence=sentence or f"{outlet} says {shown}.",
        outlet=f"{outlet}.example",
        url=f"https://{outlet}.example/1",
        published=NOW + timedelta(hours=hours),
    )


def alert(assertions: Iterable[Assertion], told: tuple[Change, ...] = ()) -> Message:
    report = Report(
        entry=EntryId(1),
        outlet="harbour.example",
        title="Leaders to meet",
        url="https://harbour.example/1",
        published=NOW,
        summary=(),
        evidence=(Evidence(watch=WATCH.id, words=("summit",), in_title=True),),
    )
    story = Story(id=StoryId("s"), first_seen=NOW, updated=NOW, revision=1, reports=(report,))
    facts = merged(assertions)
    return alert_message(Told(key=DeliveryKey("k"), story=story, watches=(WATCH,), facts=facts, changes=told))


def lines(message: Message, label: str) -> list[str]:
    return [line for line in text_of(message).split("\n") if line.startswith(f"{label}: ")]


def struck(message: Message) -> list[str]:
    tables = (block for block in message.blocks if isinstance(block, Table))
    spans = (span for table in tables for row in table.rows for span in row.spans)
    return [span.text for span in spans if isinstance(span, Text) and span.style is Style.STRUCK]


@pytest.mark.parametrize("slot", Slot)
@pytest.mark.parametrize("occurrence", Occurrence)
def test_a_fact_of_any_slot_can_be_told(slot: Slot, occurrence: Occurrence) -> None:
    first = said(slot, "Something", occurrence=occurrence)
    assertions = [first, said(slot, "Other", hours=1, occurrence=occurrence)]
    told = changes({}, current(assertions))
    assert "Other (harbour.example, 28 Nov)" in text_of(alert(assertions, told))
    known_already = slot in {Slot.PARTIES, Slot.STATUS, Slot.SERIES}
    taken_as_read = occurrence is not Occurrence.CURRENT and known_already
    assert ("Other" in text_of(facts_message(WATCH, merged(assertions), ()))) is not taken_as_read


def test_what_is_known_is_one_line_in_the_order_of_its_weight() -> None:
    known = [
        said(Slot.AGENDA, "Trade"),
        said(Slot.STATUS, "scheduled"),
        said(Slot.HOST, "Japan"),
        said(Slot.CITY, "Kobe"),
        said(Slot.DATE, "4–5 May 2026"),
        said(Slot.EDITION, "14th"),
        said(Slot.OUTCOME, "9 MoUs"),
    ]
    (line,) = lines(alert(known), "Known")
    assert line.split(" · ") == [
        "Known: Edition 14th",
        "Date 4–5 May 2026",
        "Host Kobe, Japan",
        "Status scheduled",
        "Agenda Trade",
        "Outcomes 9 MoUs",
    ]


def test_of_many_values_the_three_that_most_outlets_tell_are_known_and_the_others_counted() -> None:
    topics = ["Trade", "Energy", "Defence", "Space", "Tourism"]
    known = [said(Slot.AGENDA, topic) for topic in topics]
    known += [said(Slot.AGENDA, topic, outlet="delhi") for topic in ("Tourism", "Space")]
    assert lines(alert(known), "Known") == ["Known: Agenda Space, Tourism, Defence +2"]


def test_who_takes_part_does_not_fill_the_alert() -> None:
    assert lines(alert([said(Slot.PARTICIPANT, "Aya Mori")]), "Known") == []


CITY = [said(Slot.CITY, "Kobe", outlet=outlet) for outlet in ("harbour", "delhi")]
OTHER_CITY = said(Slot.CITY, "Lyon", outlet="courier", hours=1)


def test_what_is_said_against_a_value_is_told_with_outlet_and_day() -> None:
    assert lines(alert([*CITY, OTHER_CITY]), "Disputed") == ["Disputed: City Lyon (courier.example, 28 Nov)"]


def test_a_disputed_city_is_not_told_again_as_its_country() -> None:
    host = [said(Slot.HOST, "Japan", outlet=outlet) for outlet in ("harbour", "delhi")]
    other = said(Slot.HOST, "France", outlet="courier", hours=1)
    assert lines(alert([*CITY, OTHER_CITY, *host, other]), "Disputed") == [
        "Disputed: City Lyon (courier.example, 28 Nov)"
    ]
    assert lines(alert([*host, other]), "Disputed") == ["Disputed: Host France (courier.example, 28 Nov)"]


@pytest.mark.parametrize(
    "assertions",
    [
        CITY,
        [*CITY, said(Slot.CITY, "Kobe", outlet="courier", hours=1)],
        [
            *(said(Slot.COUNT, "13", outlet=outlet) for outlet in ("harbour", "delhi")),
            said(Slot.COUNT, "12", outlet="courier"),
        ],
        [
            *(
                said(Slot.CITY, "Kobe", outlet=outlet, occurrence=Occurrence.PREVIOUS)
                for outlet in ("harbour", "delhi")
            ),
            said(Slot.CITY, "Lyon", outlet="courier", hours=1, occurrence=Occurrence.PREVIOUS),
        ],
    ],
    ids=["undisputed", "agreed", "how many were held", "the one before"],
)
def test_there_is_no_line_of_disputes_where_none_is_worth_telling(assertions: list[Assertion]) -> None:
    assert lines(alert(assertions), "Disputed") == []
    assert lines(facts_message(WATCH, merged(assertions), ()), "Disputed") == []


def test_latest_tells_the_value_before_struck_through_and_disputes_with_their_sentence() -> None:
    moved = [said(Slot.CITY, "Lyon", outlet="delhi", hours=hours) for hours in (2, 3)]
    message = facts_message(WATCH, merged([CITY[0], *moved]), ())
    assert lines(message, "City") == ["City: Kobe → Lyon  delhi.example · 11:00"]
    assert struck(message) == ["Kobe"]
    message = facts_message(WATCH, merged([*CITY, OTHER_CITY]), ())
    assert lines(message, "Disputed") == ["Disputed: City  Lyon  courier.example · 10:00"]
    assert "“courier says Lyon.”" in text_of(message)


def test_latest_groups_many_values_by_the_sentence_that_states_them() -> None:
    who = "Aya Mori and Luc Petit are to take part."
    facts = [
        said(Slot.PARTICIPANT, "Aya Mori", sentence=who, role="Prime Minister"),
        said(Slot.PARTICIPANT, "Luc Petit", sentence=who),
        said(Slot.PARTICIPANT, "Max Stein", outlet="delhi"),
    ]
    text = text_of(facts_message(WATCH, merged(facts), ()))
    assert "Participants: Aya Mori (Prime Minister), Luc Petit  harbour.example · 09:00\n" in text
    assert "\nMax Stein  delhi.example · 09:00\n“delhi says Max Stein.”" in text
    assert text.count(who) == 1


def test_latest_shows_three_sentences_of_a_slot_and_counts_the_values_left_out() -> None:
    topics = [said(Slot.AGENDA, topic) for topic in ("A", "B", "C", "D", "E")]
    text = text_of(facts_message(WATCH, merged(topics), ()))
    assert text.count("harbour.example · ") == 3
    assert "\n+2\n" in text


def test_one_value_of_many_is_named_as_one() -> None:
    assert lines(facts_message(WATCH, merged([said(Slot.OUTCOME, "9 MoUs")]), ()), "Outcome") != []
