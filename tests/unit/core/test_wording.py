"""What is said of an event's facts, in alerts and in answers."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.core.deliveries import DeliveryKey
from bot.core.entries import EntryId
from bot.core.feeds import FeedId
from bot.core.ledger import Assertion, Change, changes, merged
from bot.core.messages import Message, Severity
from bot.core.stories import Evidence, Report, Story, StoryId
from bot.core.watches import Origin, Watch, WatchId
from bot.core.wording import Told, alert_message
from bot.extraction.facts import EventKind, EventOfInterest, Occurrence, Slot
from bot.extraction.rules import Rule
from fakes.assertions import stated
from fakes.notifier import text_of

NOW = datetime(2025, 11, 28, 9, tzinfo=UTC)
WATCH = Watch(
    id=WatchId("summit"),
    name="Japan–France summit",
    rule=Rule(),
    severity=Severity.HIGH,
    channels=(),
    origin=Origin(file="w.yaml", line=3),
    event=EventOfInterest(kind=EventKind.SUMMIT),
)


def said(slot: Slot, shown: str, *, hours: float = 0, **how: Any) -> Assertion:
    return stated(slot, shown, watch=WATCH.id, at=NOW + timedelta(hours=hours), **how)


def alert(assertions: Iterable[Assertion], told: tuple[Change, ...] = ()) -> Message:
    report = Report(
        entry=EntryId(1),
        feed=FeedId("harbour"),
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


@pytest.mark.parametrize("slot", Slot)
@pytest.mark.parametrize("occurrence", Occurrence)
def test_a_fact_of_any_slot_can_be_told(slot: Slot, occurrence: Occurrence) -> None:
    first = said(slot, "Something", occurrence=occurrence)
    assertions = [first, said(slot, "Other", hours=1, occurrence=occurrence)]
    told = changes({}, merged(assertions))
    assert "Other (harbour.example, 28 Nov)" in text_of(alert(assertions, told))


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
