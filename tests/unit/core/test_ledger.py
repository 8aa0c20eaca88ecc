"""The ledger: what holds now, and what a reader learns."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.entries import EntryId
from bot.core.ledger import Assertion, changes, current, merged, on_one_event, worth_telling
from bot.core.messages import Severity
from bot.core.watches import Origin, Watch, WatchId
from bot.extraction.facts import EventKind, EventOfInterest, Fact, Interval, Occurrence, Slot
from bot.extraction.merging import SlotKey
from bot.extraction.rules import Rule
from bot.extraction.text import Span

NOW = datetime(2025, 11, 20, 12, tzinfo=UTC)
SOMEWHERE = Span(start=0, end=1)
DATE_SLOT = SlotKey(Occurrence.CURRENT, Slot.DATE)


def said(
    value: str,
    *,
    days: tuple[date, date] | None = None,
    slot: Slot = Slot.DATE,
    after: float = 0,
    entry: int = 1,
    confidence: float = 0.9,
    occurrence: Occurrence = Occurrence.CURRENT,
    outlet: str = "harbour.example",
) -> Assertion:
    """An assertion published `after` hours."""
    fact = Fact(
        slot=slot,
        value=value,
        shown=value,
        sentence=SOMEWHERE,
        evidence=SOMEWHERE,
        rule="test/1",
        confidence=confidence,
        occurrence=occurrence,
        interval=Interval(first=days[0], last=days[1]) if days else None,
    )
    return Assertion(
        event=WatchId("summit"),
        entry=EntryId(entry),
        fact=fact,
        sentence=f"The leaders meet: {value}.",
        outlet=outlet,
        url="",
        published=NOW + timedelta(hours=after),
    )


def said_by(outlet: str, other: Assertion) -> Assertion:
    """The same, in other words, an hour later."""
    later = other.published + timedelta(hours=1)
    return replace(other, outlet=outlet, published=later, entry=EntryId(99), sentence="That is the day.")


AROUND = said("2025-12-05~", days=(date(2025, 12, 3), date(2025, 12, 7)))
EXACT = said("2025-12-04/2025-12-05", days=(date(2025, 12, 4), date(2025, 12, 5)), after=2, entry=2)
VAGUE = said("2025-12", days=(date(2025, 12, 1), date(2025, 12, 31)), after=4, entry=3)


def test_a_later_report_replaces_what_was_known() -> None:
    assert current([EXACT, AROUND])[DATE_SLOT] == EXACT


def test_a_later_report_that_only_says_less_precisely_replaces_nothing() -> None:
    assert current([AROUND, EXACT, VAGUE])[DATE_SLOT] == EXACT


def test_a_fact_below_confidence_never_holds() -> None:
    assert current([said("2025-12-09", confidence=0.4)]) == {}


def test_a_change_names_the_old_value_and_the_new() -> None:
    (change,) = changes(current([AROUND]), current([AROUND, EXACT]))
    assert (change.before, change.after) == (AROUND, EXACT)


def test_a_first_value_is_a_change_from_nothing() -> None:
    (change,) = changes({}, current([AROUND]))
    assert change.before is None


def test_the_same_value_from_another_outlet_is_no_change() -> None:
    again = said("2025-12-05~", days=(date(2025, 12, 3), date(2025, 12, 7)), after=1, entry=9)
    assert changes(current([AROUND]), current([AROUND, again])) == ()


def test_a_new_value_of_a_slot_that_holds_many_takes_the_place_of_none() -> None:
    first, second = (said(value, slot=Slot.OUTCOME) for value in ("9 mous", "trade pact"))
    (change,) = changes(current([first]), current([first, second]))
    assert (change.before, change.after) == (None, second)


def test_what_holds_knows_what_it_replaced_and_what_disputes_it() -> None:
    nine = (date(2025, 12, 9), date(2025, 12, 9))
    against = said("2025-12-09", days=nine, after=3, entry=4, outlet="courier.example")
    held = merged([AROUND, EXACT, against, said_by("delhi.example", EXACT)])[DATE_SLOT]
    assert (held.current.fact.value, held.replaced, held.disputed) == (
        EXACT.fact.value,
        (AROUND,),
        (against,),
    )


NEWS = {Slot.EDITION, Slot.DATE, Slot.HOST, Slot.CITY, Slot.STATUS, Slot.OUTCOME, Slot.PACKAGE}


@pytest.mark.parametrize("slot", Slot)
def test_when_where_and_whether_it_is_is_news_and_so_is_what_came_of_it(slot: Slot) -> None:
    (change,) = changes({}, current([said("x", slot=slot)]))
    assert worth_telling(change) is (slot in NEWS)


@pytest.mark.parametrize("slot", Slot)
def test_nothing_of_the_previous_event_is_news(slot: Slot) -> None:
    (change,) = changes({}, current([said("x", slot=slot, occurrence=Occurrence.PREVIOUS)]))
    assert not worth_telling(change)


@given(
    st.lists(st.sampled_from([AROUND, EXACT, VAGUE, said("x", slot=Slot.STATUS)]), max_size=6), st.randoms()
)
def test_what_holds_does_not_depend_on_the_order_of_arrival(
    assertions: list[Assertion], shuffler: random.Random
) -> None:
    shuffled = list(assertions)
    shuffler.shuffle(shuffled)
    assert current(shuffled) == current(assertions)


@pytest.mark.parametrize(
    ("event", "entries"),
    [
        (EventOfInterest(kind=EventKind.SUMMIT), [1, 2]),
        (EventOfInterest(kind=EventKind.MEETING, series="Harbour Dialogue"), [1, 2]),
        (EventOfInterest(kind=EventKind.VISIT), [2]),
        (EventOfInterest(kind=EventKind.SANCTION), [2]),
        (None, [2]),
    ],
)
def test_visits_of_two_guests_are_two_events_though_one_watch_asks_for_both(event, entries):
    """Of a series every report is on the same event; else only the reports of one story are."""
    watch = Watch(
        id=WatchId("w"),
        name="W",
        rule=Rule(),
        severity=Severity.LOW,
        channels=(),
        origin=Origin(file="w.yaml", line=1),
        event=event,
    )
    kept = on_one_event([said("may", entry=1), said("june", entry=2)], watch, {EntryId(2)})
    assert [assertion.entry for assertion in kept] == entries
