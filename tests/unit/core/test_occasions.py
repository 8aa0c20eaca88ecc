"""Which events a watch hears of, of all that its reports state."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.storage.memory.ledger import MemoryLedger
from bot.core.entries import EntryId
from bot.core.ledger import Assertion, merged, standing
from bot.core.messages import Severity
from bot.core.occasions import Occasion, developments, find_occasion, occasion_of, occasions
from bot.core.watches import Origin, Watch, WatchId
from bot.extraction.facts import EventKind, EventOfInterest, Fact, Interval, Occurrence, Slot
from bot.extraction.merging import SlotKey
from bot.extraction.rules import Rule
from bot.extraction.text import Span

SOMEWHERE = Span(start=0, end=1)
EDITION, DATE = (SlotKey(Occurrence.CURRENT, slot) for slot in (Slot.EDITION, Slot.DATE))
Said = tuple[Assertion, ...]


def watch(kind: EventKind = EventKind.SUMMIT, series: str = "", parties: tuple[str, ...] = ()) -> Watch:
    return Watch(
        id=WatchId("w"),
        name="W",
        rule=Rule(),
        severity=Severity.LOW,
        channels=(),
        origin=Origin(file="w.yaml", line=1),
        event=EventOfInterest(kind=kind, series=series, parties=parties),
    )


SERIES, VISITS = watch(), watch(EventKind.VISIT)


def fact(slot: Slot, value: str, *, days: Interval | None = None) -> Fact:
    return Fact(
        slot=slot,
        value=value,
        shown=f"{value}rd" if slot is Slot.EDITION else value.title(),
        sentence=SOMEWHERE,
        evidence=SOMEWHERE,
        rule="test/1",
        confidence=0.9,
        interval=days,
    )


def report(
    entry: int,
    published: str,
    *,
    outlet: str = "",
    edition: str = "",
    days: str = "",
    status: str = "scheduled",
    people: Iterable[str] = (),
    more: Iterable[Fact] = (),
) -> Said:
    """All that one entry states; `days` are "2025-12-04/2025-12-05", or one of them."""
    first, _, last = days.partition("/")
    interval = (
        Interval(first=date.fromisoformat(first), last=date.fromisoformat(last or first)) if days else None
    )
    stated = [
        *([fact(Slot.EDITION, edition)] if edition else []),
        *([fact(Slot.DATE, days, days=interval)] if days else []),
        *([fact(Slot.STATUS, status)] if status else []),
        *(fact(Slot.PARTICIPANT, person) for person in people),
        *more,
    ]
    at = datetime.fromisoformat(published).replace(tzinfo=UTC)
    return tuple(
        Assertion(
            watch=WatchId("w"),
            entry=EntryId(entry),
            fact=one,
            sentence=f"Sentence {entry} of the {one.slot}, in words that nobody else has used: {one.value}.",
            outlet=outlet or f"outlet-{entry}.example",
            url=f"https://paper.example/{entry}",
            published=at,
            seen=at,
        )
        for one in stated
    )


def events(asked: Watch, *reports: Said) -> list[tuple[str, list[int]]]:
    """Key and entries of each event."""
    return [(o.key, entries(o)) for o in occasions(asked, [a for said in reports for a in said])]


def entries(occasion: Occasion) -> list[int]:
    return sorted({assertion.entry for assertion in occasion.assertions})


# --- A series -----------------------------------------------------------------------------------------------

LAST_YEAR = report(1, "2024-06-20", edition="22", days="2024-07-08/2024-07-09")
NAMED = report(2, "2025-11-19", edition="23", days="2025-12-05")
EXACT = report(3, "2025-11-28", edition="23", days="2025-12-04/2025-12-05")


def test_each_edition_is_an_event_of_its_own_the_oldest_first():
    assert events(SERIES, EXACT, LAST_YEAR, NAMED) == [("22", [1]), ("23", [2, 3])]


def test_a_report_without_an_edition_is_of_the_one_whose_days_are_nearest():
    looking_back = report(4, "2025-11-30", days="2024-07-08", status="held")
    ahead = report(5, "2025-11-30", days="2025-12-09")
    assert events(SERIES, LAST_YEAR, NAMED, looking_back, ahead) == [("22", [1, 4]), ("23", [2, 5])]


@pytest.mark.parametrize(
    ("published", "key"),
    [
        ("2024-01-10", "22"),  # nothing was known yet: the first that will be
        ("2024-07-01", "22"),
        ("2024-07-20", "22"),
        ("2025-03-01", "22"),  # over, and nobody spoke of the next
        ("2025-11-20", "23"),
        ("2025-12-20", "23"),
        ("2026-05-01", "23"),
    ],
)
def test_a_report_without_edition_and_days_is_of_the_event_spoken_of_then(published, key):
    found = occasions(SERIES, (*LAST_YEAR, *NAMED, *report(9, published)))
    (holding,) = [occasion for occasion in found if 9 in entries(occasion)]
    assert holding.key == key


def test_an_edition_misread_by_one_outlet_is_a_dispute_and_no_event():
    misread = report(4, "2025-11-29", edition="32", days="2025-12-04/2025-12-05")
    others = [report(n, "2025-11-29", edition="23", days="2025-12-05") for n in (5, 6)]
    (found,) = occasions(SERIES, [a for said in (NAMED, EXACT, misread, *others) for a in said])
    slot = merged(found.assertions)[EDITION]
    assert found.key == "23"
    assert (slot.current.fact.value, [claim.fact.value for claim in slot.disputed]) == ("23", ["32"])


def test_an_edition_misread_is_none_also_where_the_misreading_is_an_old_one_s_number():
    """What counts is whose days it gives: more outlets say so than of its number."""
    misread = report(4, "2025-11-29", edition="22", days="2025-12-05")
    assert events(SERIES, LAST_YEAR, NAMED, EXACT, misread) == [("22", [1]), ("23", [2, 3, 4])]


def test_an_edition_misread_without_days_opens_no_event_either():
    misread = report(4, "2025-11-29", edition="32")
    assert events(SERIES, NAMED, EXACT, misread) == [("23", [2, 3, 4])]


def test_two_outlets_that_differ_on_the_edition_of_the_same_days_tell_of_one_event():
    assert len(events(SERIES, NAMED, report(4, "2025-11-20", edition="24", days="2025-12-04"))) == 1


def test_the_next_edition_named_when_this_one_s_days_have_come_is_the_next_event():
    following = report(4, "2025-12-08", edition="24")
    assert events(SERIES, NAMED, EXACT, following) == [("24", [4]), ("23", [2, 3])]


def test_an_early_word_of_the_next_edition_does_not_make_it_the_one_spoken_of_now():
    early = report(4, "2025-11-29", edition="24", days="2026-10-10")
    undated = report(5, "2025-12-06", status="held")
    assert events(SERIES, NAMED, EXACT, early, undated) == [("24", [4]), ("23", [2, 3, 5])]


def test_weeks_after_the_days_reports_speak_of_the_next_event_that_is_known():
    early = report(4, "2025-11-29", edition="24", days="2026-10-10")
    undated = report(5, "2026-02-01")
    assert events(SERIES, NAMED, EXACT, early, undated) == [("23", [2, 3]), ("24", [4, 5])]


def test_an_edition_that_was_put_off_for_months_is_still_the_same_event():
    put_off = report(4, "2025-12-01", edition="23", days="2026-05-20", status="postponed")
    assert events(SERIES, NAMED, EXACT, put_off) == [("23", [2, 3, 4])]


def test_with_no_edition_ever_stated_a_report_of_next_year_s_days_begins_an_event():
    this, again = report(1, "2025-11-19", days="2025-12-05"), report(2, "2025-12-10", status="held")
    next_year = report(3, "2026-10-01", days="2026-11-20")
    undated = report(4, "2026-10-02")
    assert events(SERIES, this, again, next_year, undated) == [("2025-12", [1, 2]), ("2026-11", [3, 4])]


def test_with_no_edition_days_given_before_the_old_ones_are_past_only_move_the_event():
    this, moved = report(1, "2025-11-19", days="2025-12-05"), report(2, "2025-12-01", days="2026-05-05")
    assert [found for _, found in events(SERIES, this, moved)] == [[1, 2]]


def test_a_postponement_keeps_the_event_open_until_it_has_been_held():
    this = report(1, "2025-11-19", days="2025-12-05")
    off = report(2, "2025-12-03", status="postponed")
    new_date = report(3, "2026-02-20", days="2026-05-05")
    assert [found for _, found in events(SERIES, this, off, new_date)] == [[1, 2, 3]]
    held = report(4, "2025-12-06", status="held")
    assert len(events(SERIES, this, off, held, new_date)) == 2


def test_a_report_of_days_long_past_does_not_move_the_event():
    this, history = report(1, "2025-11-19", days="2025-12-05"), report(2, "2025-12-01", days="2021-12-06")
    assert [found for _, found in events(SERIES, this, history)] == [[2], [1]]


def test_days_that_only_one_outlet_gives_lead_no_other_report_astray():
    mistaken = report(4, "2025-11-29", edition="23", days="2026-12-05")
    next_year = report(5, "2026-10-01", days="2026-12-04")
    assert events(
        SERIES, NAMED, report(6, "2025-11-20", edition="23", days="2025-12-05"), mistaken, next_year
    ) == [
        ("23", [2, 4, 6]),
        ("2026-12", [5]),
    ]


def test_what_is_said_of_the_events_before_and_after_stays_with_the_report():
    before = [
        replace(fact(slot, value), occurrence=Occurrence.PREVIOUS)
        for slot, value in ((Slot.EDITION, "22"), (Slot.CITY, "moscow"))
    ]
    after = replace(fact(Slot.EDITION, "24"), occurrence=Occurrence.NEXT)
    (found,) = occasions(SERIES, report(1, "2025-12-06", edition="23", more=[*before, after]))
    assert found.key == "23"
    assert len(found.assertions) == 5


def test_a_guest_does_not_part_the_reports_of_a_series():
    one, other = (report(n, "2025-11-19", days="2025-12-05", people=[who]) for n, who in ((1, "a"), (2, "b")))
    assert len(events(SERIES, one, other)) == 1


# --- Many events --------------------------------------------------------------------------------------------

FIRST = report(1, "2025-12-01", days="2025-12-12", people=["mira-aldane"])


def test_reports_of_one_visit_are_one_event_whatever_story_they_are_in():
    arrived = report(2, "2025-12-12", people=["mira-aldane"], status="held")
    left = report(3, "2025-12-14", days="2025-12-12", people=["mira-aldane", "jon-brook"], status="held")
    assert events(VISITS, FIRST, arrived, left) == [("mira-aldane-2025-12", [1, 2, 3])]


def test_different_visitors_at_the_same_time_are_two_events():
    other = report(2, "2025-12-01", days="2025-12-12", people=["otto-kern"])
    assert sorted(events(VISITS, FIRST, other)) == [("mira-aldane-2025-12", [1]), ("otto-kern-2025-12", [2])]


def test_who_comes_again_months_later_makes_another_visit():
    again = report(2, "2026-04-01", days="2026-04-20", people=["mira-aldane"])
    undated = report(3, "2026-08-01", people=["mira-aldane"])
    assert [found for _, found in events(VISITS, FIRST, again, undated)] == [[1], [2], [3]]


def test_a_visit_that_is_put_off_stays_one():
    moved = report(2, "2025-12-10", days="2026-02-10", people=["mira-aldane"], status="postponed")
    assert [found for _, found in events(VISITS, FIRST, moved)] == [[1, 2]]


def test_one_report_of_two_visits_does_not_make_them_one():
    kern = [report(n, f"2025-12-0{n}", days="2025-12-12", people=["otto-kern"]) for n in (2, 3)]
    aldane = report(4, "2025-12-02", days="2025-12-12", people=["mira-aldane"])
    both = report(5, "2025-12-05", days="2025-12-12", people=["mira-aldane", "otto-kern"])
    found = events(VISITS, FIRST, aldane, *kern, both)
    assert len(found) == 2
    assert sum(5 in entries for _, entries in found) == 1


def test_a_report_that_names_no_guest_is_of_the_only_visit_of_its_days():
    unnamed = report(2, "2025-12-11", days="2025-12-12")
    assert [found for _, found in events(VISITS, FIRST, unnamed)] == [[1, 2]]
    other = report(3, "2025-12-01", days="2025-12-12", people=["otto-kern"])
    assert [2] in [found for _, found in events(VISITS, FIRST, other, unnamed)]


def test_a_minister_s_meetings_of_one_day_are_told_apart_by_whom_he_met():
    meetings = watch(EventKind.MEETING)
    one = report(1, "2025-11-18", days="2025-11-18", people=["kern", "aldane"])
    same = report(2, "2025-11-19", days="2025-11-18", people=["aldane", "brook", "kern"])
    other = report(3, "2025-11-18", days="2025-11-18", people=["kern", "dale"])
    assert sorted(found for _, found in events(meetings, one, same, other)) == [[1, 2], [3]]


def test_sanctions_are_told_apart_by_who_imposes_them_and_by_package():
    asked = watch(EventKind.SANCTION, parties=("freedonia",))

    def imposed(entry: int, published: str, imposer: str, package: str = "") -> Said:
        numbered = [fact(Slot.PACKAGE, package)] if package else []
        return report(entry, published, days=published, more=[fact(Slot.IMPOSER, imposer), *numbered])

    found = events(
        asked,
        imposed(1, "2025-10-22", "ruritania"),
        imposed(2, "2025-10-23", "league", "19"),
        imposed(3, "2025-10-24", "league", "19"),
        imposed(4, "2026-02-24", "league", "20"),
    )
    assert found == [("ruritania-2025-10", [1]), ("league-19", [2, 3]), ("league-20", [4])]


def test_visitors_known_by_their_country_only_are_told_apart_by_it():
    asked = watch(EventKind.VISIT, parties=("india",))
    one, other = (
        report(n, "2025-12-01", days="2025-12-12", more=[fact(Slot.PARTIES, f"{country},india")])
        for n, country in ((1, "freedonia"), (2, "ruritania"))
    )
    assert sorted(key for key, _ in events(asked, one, other)) == ["freedonia-2025-12", "ruritania-2025-12"]


def test_the_visit_of_which_reports_speak_now_is_the_last():
    later_days = report(2, "2025-11-20", days="2026-03-01", people=["otto-kern"])
    assert [found for _, found in events(VISITS, FIRST, later_days)] == [[2], [1]]


# --- What is taken back -------------------------------------------------------------------------------------


def taken_back(said: Said) -> Said:
    return tuple(replace(a, taken_back=a.seen + timedelta(hours=1)) for a in said)


def test_what_is_taken_back_makes_no_event_and_stays_with_that_of_its_report():
    gone = taken_back(report(4, "2025-11-29", edition="31", days="2027-01-01"))
    assert [entries for _, entries in events(SERIES, NAMED, EXACT, gone)] == [[2, 3, 4]]
    assert events(SERIES, gone) == []


def test_of_a_report_what_stands_says_which_event_it_is_of():
    wrong, right = report(4, "2025-11-29", edition="22"), report(4, "2025-11-29", edition="23")
    found = occasions(SERIES, (*LAST_YEAR, *NAMED, *taken_back(wrong[:1]), *right))
    assert [(o.key, entries(o)) for o in found] == [("22", [1]), ("23", [2, 4])]


# --- Finding ------------------------------------------------------------------------------------------------


def test_the_event_of_a_story_is_the_one_that_most_of_its_reports_speak_of():
    found = occasions(SERIES, (*LAST_YEAR, *NAMED, *EXACT))
    assert [getattr(occasion_of(found, of), "key", None) for of in ({1}, {1, 2, 3}, {1, 2}, {7}, ())] == [
        "22",
        "23",
        "23",
        None,
        None,
    ]


def test_an_event_is_found_by_its_key_or_by_words_of_its_label():
    found = occasions(SERIES, (*LAST_YEAR, *NAMED))
    assert [occasion.label for occasion in found] == ["22rd, July 2024", "23rd, December 2025"]
    asked = ("22", " 23RD ", "july", "2", "2025", "2031", "")
    assert [getattr(find_occasion(found, words), "key", None) for words in asked] == [
        "22",
        "23",
        "22",
        "23",
        "23",
        None,
        None,
    ]


def test_two_visits_of_a_guest_in_one_month_have_keys_of_their_own():
    again = report(2, "2025-12-29", days="2025-12-30", people=["mira-aldane"])
    early = report(1, "2025-11-20", days="2025-12-01", people=["mira-aldane"])
    close = [key for key, _ in events(VISITS, early, again)]
    assert len(set(close)) == len(close)


def test_developments_name_the_old_value_and_the_new_and_leave_out_what_is_no_news():
    moved = report(4, "2025-11-28", edition="23", days="2025-12-08/2025-12-09")
    held = report(5, "2025-12-09", status="held", people=["a"])
    (found,) = occasions(SERIES, (*NAMED, *moved, *held))
    told = [
        (d.slot, d.before and d.before.fact.value, d.after.fact.value)
        for d in developments(merged(found.assertions))
    ]
    assert told == [
        (Slot.DATE, None, "2025-12-05"),
        (Slot.EDITION, None, "23"),
        (Slot.STATUS, None, "scheduled"),
        (Slot.DATE, "2025-12-05", "2025-12-08/2025-12-09"),
        (Slot.STATUS, "scheduled", "held"),
    ]


@pytest.mark.parametrize("asked", [SERIES, VISITS], ids=["series", "visits"])
def test_days_at_the_ends_of_the_calendar_are_days_like_others(asked):
    far = [report(1, "2025-11-19", days="9999-12-31"), report(2, "2025-11-20", days="0001-01-01")]
    undated = report(3, "2026-11-19")
    assert sorted(n for _, found in events(asked, *far, undated) for n in found) == [1, 2, 3]


# --- What always holds --------------------------------------------------------------------------------------


@st.composite
def reports(draw: st.DrawFn) -> list[Said]:
    """Reports of three years by few outlets, in order of publication."""
    made = []
    for entry in range(draw(st.integers(0, 9))):
        published = date(2024, 1, 1) + timedelta(days=draw(st.integers(0, 30)) * 30)
        day = published + timedelta(days=draw(st.integers(-8, 8)) * 20)
        made.append(
            report(
                entry,
                str(published),
                outlet=f"{draw(st.sampled_from('abcd'))}.example",
                edition=draw(st.sampled_from(["", "", "22", "23", "32"])),
                days=draw(st.sampled_from(["", str(day)])),
                status=draw(st.sampled_from(["", "scheduled", "postponed", "held"])),
                people=draw(st.sets(st.sampled_from(["aldane", "brook", "kern"]), max_size=2)),
            )
        )
    return made


KINDS = st.sampled_from([SERIES, VISITS, watch(EventKind.MEETING), watch(EventKind.SANCTION)])


def kept(said: Sequence[Said]) -> tuple[Assertion, ...]:
    """As a ledger keeps them that hears of them in this order, an hour after the other."""
    ledger = MemoryLedger()
    for number, stated in enumerate(said):
        if stated:
            at = datetime(2027, 1, 1, tzinfo=UTC) + timedelta(hours=number)
            ledger.state(WatchId("w"), stated[0].entry, stated, at)
    return ledger.assertions(WatchId("w"))


def told(found: Iterable[Occasion]) -> list[object]:
    """All but when it was seen."""
    epoch = datetime(2020, 1, 1, tzinfo=UTC)
    return [
        (
            occasion.key,
            occasion.label,
            tuple(replace(a, seen=epoch) for a in occasion.assertions),
            {
                key: (replace(slot.current, seen=epoch), slot.votes, [a.fact.value for a in slot.disputed])
                for key, slot in merged(occasion.assertions).items()
            },
        )
        for occasion in found
    ]


@given(reports(), KINDS, st.randoms())
def test_another_order_of_arrival_gives_the_same_events_and_ledgers(said, asked, shuffler: random.Random):
    shuffled = list(said)
    shuffler.shuffle(shuffled)
    assert told(occasions(asked, kept(shuffled))) == told(occasions(asked, kept(said)))


@given(reports(), KINDS)
def test_every_report_is_of_exactly_one_event_and_every_key_of_one(said, asked):
    assertions = [a for stated in said for a in stated]
    found = occasions(asked, assertions)
    shared = [entry for occasion in found for entry in entries(occasion)]
    assert sorted(shared) == sorted({a.entry for a in assertions})
    assert sorted(map(repr, (a for o in found for a in o.assertions))) == sorted(map(repr, assertions))
    assert len({occasion.key for occasion in found}) == len(found)


@given(reports(), KINDS, st.data())
def test_what_is_taken_back_has_no_say_in_which_events_there_are(said, asked, data):
    assertions = [
        replace(a, taken_back=a.seen) if data.draw(st.booleans()) else a for stated in said for a in stated
    ]
    everything, only = occasions(asked, assertions), occasions(asked, standing(assertions))
    assert [(o.key, o.label, standing(o.assertions)) for o in everything] == [
        (o.key, o.label, o.assertions) for o in only
    ]
