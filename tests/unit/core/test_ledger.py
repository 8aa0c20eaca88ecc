"""The ledger: what holds now, and what a reader learns."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.entries import EntryId
from bot.core.ledger import (
    Assertion,
    as_of,
    changes,
    current,
    dispute_changes,
    merged,
    standing,
    unknown,
    worth_telling,
)
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
        watch=WatchId("summit"),
        entry=EntryId(entry),
        fact=fact,
        sentence=f"The leaders meet: {value}.",
        outlet=outlet,
        url="",
        published=NOW + timedelta(hours=after),
        seen=NOW + timedelta(hours=after),
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
    (change,) = changes(merged([AROUND]), merged([AROUND, EXACT]))
    assert (change.before, change.after) == (AROUND, EXACT)


def test_a_first_value_is_a_change_from_nothing() -> None:
    (change,) = changes({}, merged([AROUND]))
    assert change.before is None


def test_the_same_value_from_another_outlet_is_no_change() -> None:
    again = said("2025-12-05~", days=(date(2025, 12, 3), date(2025, 12, 7)), after=1, entry=9)
    assert changes(merged([AROUND]), merged([AROUND, again])) == ()


def test_a_new_value_of_a_slot_that_holds_many_takes_the_place_of_none() -> None:
    first, second = (said(value, slot=Slot.OUTCOME) for value in ("9 mous", "trade pact"))
    (change,) = changes(merged([first]), merged([first, second]))
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
    (change,) = changes({}, merged([said("x", slot=slot)]))
    assert worth_telling(change) is (slot in NEWS)


@pytest.mark.parametrize("slot", Slot)
def test_nothing_of_the_previous_event_is_news(slot: Slot) -> None:
    (change,) = changes({}, merged([said("x", slot=slot, occurrence=Occurrence.PREVIOUS)]))
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


def taken_back(assertion: Assertion, *, after: float) -> Assertion:
    return replace(assertion, taken_back=assertion.seen + timedelta(hours=after))


def test_a_value_that_its_only_outlet_took_back_and_replaced_is_a_correction() -> None:
    stated = [taken_back(EXACT, after=1), said("2025-12-08", after=4, entry=2)]
    (change,) = changes(merged([EXACT]), merged(stated), stated)
    assert (change.before, change.after, change.correction) == (EXACT, stated[1], True)


def test_a_correction_is_one_also_where_another_outlet_s_value_takes_the_place() -> None:
    other = said("2025-12-09", after=1, outlet="courier.example", entry=7, confidence=0.6)
    stated = [taken_back(EXACT, after=1), other]
    (change,) = changes(merged([EXACT, other]), merged(stated), stated)
    assert (change.after, change.correction) == (other, True)


def test_what_the_outlet_states_in_another_report_still_is_not_taken_back() -> None:
    again = replace(EXACT, entry=EntryId(8), sentence="They will sit down together on those two days.")
    newer = said("2025-12-09", after=200, outlet="courier.example", entry=9)
    stated = [taken_back(EXACT, after=1), again, newer]
    (change,) = changes(merged([EXACT]), merged(stated), stated)
    assert not change.correction


def test_a_later_report_with_another_value_is_a_change_and_no_correction() -> None:
    stated = [AROUND, EXACT]
    (change,) = changes(merged([AROUND]), merged(stated), stated)
    assert not change.correction


def test_a_value_that_is_taken_back_and_not_replaced_is_unknown_and_no_change() -> None:
    watch = a_watch(EventOfInterest(kind=EventKind.SUMMIT))
    gone = [taken_back(EXACT, after=1)]
    assert changes(merged([EXACT]), merged(gone), gone) == ()
    assert Slot.DATE not in unknown(watch, merged([EXACT]))
    assert Slot.DATE in unknown(watch, merged(gone))


@pytest.mark.parametrize(
    ("kind", "slots"),
    [
        (EventKind.SUMMIT, (Slot.EDITION, Slot.DATE, Slot.HOST, Slot.STATUS)),
        (EventKind.VISIT, (Slot.DATE, Slot.HOST, Slot.STATUS)),
        (EventKind.MEETING, (Slot.DATE, Slot.HOST, Slot.STATUS)),
        (EventKind.AGREEMENT, (Slot.DATE, Slot.STATUS)),
        (EventKind.SANCTION, (Slot.DATE, Slot.STATUS)),
    ],
)
def test_what_nobody_has_stated_is_unknown(kind: EventKind, slots: tuple[Slot, ...]) -> None:
    watch = a_watch(EventOfInterest(kind=kind))
    assert unknown(watch, {}) == slots
    assert unknown(watch, merged([said("x", slot=slot) for slot in slots])) == ()


def test_where_the_city_is_known_the_country_is_not_asked_for() -> None:
    watch = a_watch(EventOfInterest(kind=EventKind.VISIT))
    assert unknown(watch, merged([said("tokyo", slot=Slot.CITY)])) == (Slot.DATE, Slot.STATUS)


def test_of_a_topic_nothing_is_unknown() -> None:
    assert unknown(a_watch(None), {}) == ()


def test_what_is_known_of_the_event_before_is_not_known_of_this_one() -> None:
    before = said("x", slot=Slot.STATUS, occurrence=Occurrence.PREVIOUS)
    assert Slot.STATUS in unknown(a_watch(EventOfInterest(kind=EventKind.SUMMIT)), merged([before]))


NINTH = said(
    "2025-12-09", days=(date(2025, 12, 9), date(2025, 12, 9)), after=3, entry=4, outlet="courier.example"
)


def test_a_dispute_begins_with_another_outlet_s_value_and_ends_when_it_is_taken_back() -> None:
    alone, disputed = merged([EXACT]), merged([EXACT, said_by("delhi.example", EXACT), NINTH])
    assert dispute_changes(alone, disputed) == ((DATE_SLOT,), ())
    assert dispute_changes(disputed, alone) == ((), (DATE_SLOT,))
    assert dispute_changes(disputed, disputed) == ((), ())


def test_a_dispute_on_the_event_before_is_no_news() -> None:
    both = [EXACT, said_by("delhi.example", EXACT), NINTH]
    before = [replace(a, fact=replace(a.fact, occurrence=Occurrence.PREVIOUS)) for a in both]
    assert merged(before)[SlotKey(Occurrence.PREVIOUS, Slot.DATE)].disputed
    assert dispute_changes({}, merged(before)) == ((), ())


# --- As of --------------------------------------------------------------------------------------------------


def test_as_of_a_moment_what_is_taken_back_later_still_stands() -> None:
    gone = taken_back(EXACT, after=5)
    assert as_of([gone], EXACT.seen) == (EXACT,)
    assert as_of([gone], EXACT.seen + timedelta(hours=4.9)) == (EXACT,)
    assert as_of([gone], EXACT.seen + timedelta(hours=5)) == ()


def test_as_of_a_moment_before_it_was_seen_nothing_was_known_of_it() -> None:
    """Though it had been published by then."""
    late = replace(EXACT, seen=EXACT.published + timedelta(days=1))
    assert as_of([late], EXACT.published) == ()


@st.composite
def many(draw: st.DrawFn) -> list[Assertion]:
    """Assertions of a few entries and outlets, some of them taken back."""
    numbers = st.integers(0, 5)
    made = []
    for entry in range(draw(st.integers(0, 8))):
        first = date(2025, 12, 1) + timedelta(days=draw(numbers))
        last = first + timedelta(days=draw(st.integers(0, 2)))
        stated = said(
            f"{first}/{last}",
            days=(first, last),
            after=draw(numbers) * 10,
            entry=entry,
            outlet=f"{draw(st.sampled_from('abc'))}.example",
        )
        seen = stated.published + timedelta(hours=draw(numbers))
        gone = draw(st.none() | numbers)
        made.append(
            replace(stated, seen=seen, taken_back=seen + timedelta(hours=gone) if gone is not None else None)
        )
    return made


LONG_AFTER = NOW + timedelta(days=400)


@given(many())
def test_as_of_now_is_all_that_stands(assertions: list[Assertion]) -> None:
    assert as_of(assertions, LONG_AFTER) == standing(assertions)


@given(many(), st.integers(0, 60), st.integers(0, 60))
def test_what_was_known_and_never_taken_back_is_known_later(
    assertions: list[Assertion], hours: int, more: int
) -> None:
    moment = NOW + timedelta(hours=hours)
    then, later = (as_of(assertions, at) for at in (moment, moment + timedelta(hours=more)))
    lasting = {a for a in assertions if a.taken_back is None}
    assert {a for a in then if a in lasting} <= set(later)
    assert all(a.seen <= moment for a in then)


@given(many())
def test_what_is_taken_back_has_no_say(assertions: list[Assertion]) -> None:
    assert merged(assertions) == merged(standing(assertions))


@given(many(), st.randoms())
def test_the_whole_ledger_does_not_depend_on_the_order(
    assertions: list[Assertion], shuffler: random.Random
) -> None:
    shuffled = list(assertions)
    shuffler.shuffle(shuffled)
    assert merged(shuffled) == merged(assertions)


@given(many())
def test_the_history_ends_with_what_holds_and_changes_at_every_turn(assertions: list[Assertion]) -> None:
    for slot in merged(assertions).values():
        values = [turn.claim.fact.value for turn in slot.history]
        assert values[-1] == slot.current.fact.value
        assert all(one != next_ for one, next_ in pairwise(values))
        assert [turn.at for turn in slot.history] == sorted(turn.at for turn in slot.history)
        assert {claim.fact.value for claim in slot.replaced} == set(values) - {values[-1]}


def a_watch(event: EventOfInterest | None) -> Watch:
    return Watch(
        id=WatchId("w"),
        name="W",
        rule=Rule(),
        severity=Severity.LOW,
        channels=(),
        origin=Origin(file="w.yaml", line=1),
        event=event,
    )
