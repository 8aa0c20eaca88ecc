"""The ledger of one summit over three weeks: the opening article, and what five outlets report after it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from adapters.storage.memory.ledger import MemoryLedger
from bot.core.entries import EntryId
from bot.core.ledger import Assertion, Ledger, as_of, changes, dispute_changes, merged, unknown
from bot.core.occasions import developments, occasions
from bot.core.watches import Watch, WatchId
from bot.extraction.facts import Occurrence, Slot
from bot.extraction.merging import SlotKey
from bot.extraction.reading import Reader
from bot.extraction.text import make_document
from bot.settings.loader import load

_CONFIG = Path(__file__).resolve().parents[2] / "config"
SUMMIT = WatchId("india-russia-summit")
DATE, STATUS, CITY, EDITION = (
    SlotKey(Occurrence.CURRENT, slot) for slot in (Slot.DATE, Slot.STATUS, Slot.CITY, Slot.EDITION)
)
AROUND_5, THE_5_6, THE_4_5, THE_8 = (
    "2025-12-05~",
    "2025-12-05/2025-12-06",
    "2025-12-04/2025-12-05",
    "2025-12-08",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    entry: int
    outlet: str
    at: datetime
    """Read as soon as it is published; of a revised one, when it was revised."""
    title: str
    text: str
    published: datetime | None = None
    """Of a revised one, when it first was."""


def on(day: int, hour: int = 9, *, month: int = 12) -> datetime:
    return datetime(2025, month, day, hour, tzinfo=UTC)


OWN_OPENING = Report(
    entry=1,
    outlet="lantern.example",
    at=on(19, month=11),
    title="Jaishankar prepares ground in Moscow for Putin's India trip",
    text="External Affairs Minister S Jaishankar met Russian President Vladimir Putin at the Kremlin "
    "on Tuesday to prepare the annual summit with Prime Minister Narendra Modi. Putin will travel"
    " to India for the 23rd India-Russia Annual Summit, which is scheduled around December 5. The"
    " last summit was held in Moscow on July 8-9, 2024.",
)
LATER = (
    Report(
        entry=2,
        outlet="neva.example",
        at=on(21, month=11),
        title="Kremlin names dates for annual summit in New Delhi",
        text="MOSCOW - The 23rd India-Russia annual summit will be held in New Delhi on December 5-6, the "
        "Kremlin said on Friday. President Vladimir Putin will lead the Russian delegation.",
    ),
    Report(
        entry=3,
        outlet="yamuna.example",
        at=on(28, month=11),
        title="Delhi brings annual summit with Russia forward by a day",
        text="The 23rd India-Russia annual summit will be held in New Delhi on December 4-5, the Ministry "
        "of External Affairs announced on Friday. Prime Minister Narendra Modi will host President "
        "Vladimir Putin.",
    ),
    Report(
        entry=4,
        outlet="taiga.example",
        at=on(28, 18, month=11),
        title="Moscow stands by its dates for summit with India",
        text="The India-Russia annual summit in New Delhi will take place on December 5-6, a Kremlin aide "
        "told reporters on Friday evening.",
    ),
    Report(
        entry=5,
        outlet="courier.example",
        at=on(2),
        title="Sherpas finish work on India-Russia summit",
        text="The annual India-Russia summit is scheduled for December 8 in New Delhi, officials said on "
        "Tuesday as the two sides finished work on a joint statement.",
    ),
    Report(
        entry=5,
        outlet="courier.example",
        at=on(3),
        published=on(2),
        title="Sherpas finish work on India-Russia summit",
        text="The annual India-Russia summit is scheduled for December 4-5 in New Delhi, officials said on"
        " Tuesday as the two sides finished work on a joint statement. An earlier version gave "
        "another date.",
    ),
    Report(
        entry=6,
        outlet="monsoon.example",
        at=on(6),
        title="Modi and Putin conclude annual summit",
        text="Prime Minister Narendra Modi and President Vladimir Putin held the 23rd India-Russia annual "
        "summit in New Delhi on December 4-5. The two sides signed 16 agreements after the talks.",
    ),
)


@pytest.fixture(scope="module")
def configured() -> tuple[Watch, Reader]:
    settings = load(_CONFIG)
    watches = settings.watches
    rules = {watch.id: watch.rule for watch in watches}
    events = {watch.id: watch.event for watch in watches if watch.event}
    return next(w for w in watches if w.id == SUMMIT), Reader(settings.lexicon, rules, events)


@pytest.fixture(scope="module", params=["the seed article", "an article of our own"])
def opening(request: pytest.FixtureRequest) -> Report:
    if request.param != "the seed article":
        return OWN_OPENING
    shared_data: Path = request.getfixturevalue("shared_data")
    (article,) = (shared_data / "seed").glob("*.txt")
    return replace(OWN_OPENING, title="", text=article.read_text("utf-8"))


@pytest.fixture(scope="module")
def kept(opening: Report, configured: tuple[Watch, Reader]) -> tuple[Assertion, ...]:
    ledger = MemoryLedger()
    for report in (opening, *LATER):
        ledger.state(SUMMIT, EntryId(report.entry), stated(report, configured[1]), report.at)
    return ledger.assertions(SUMMIT)


def stated(report: Report, reader: Reader) -> tuple[Assertion, ...]:
    published = report.published or report.at
    document = make_document(title=report.title, body=report.text, published=published, plain=True)
    reading = reader.read(document)
    assert reading is not None, report.title
    return tuple(
        Assertion(
            watch=SUMMIT,
            entry=EntryId(report.entry),
            fact=fact,
            sentence=document.cut(fact.sentence),
            outlet=report.outlet,
            url=f"https://{report.outlet}/{report.entry}",
            published=published,
            seen=report.at,
        )
        for fact in reading.facts[SUMMIT]
    )


def values(assertions: Iterable[Assertion]) -> list[str]:
    return [assertion.fact.value for assertion in assertions]


def shown(ledger: Ledger, key: SlotKey) -> tuple[str, list[str], list[str]]:
    """The value that holds, those it replaced, and those that outlets state against it."""
    slot = ledger[key]
    return slot.current.fact.value, values(slot.replaced), values(slot.disputed)


AS_OF = {
    "announced roughly": (on(19, month=11), (AROUND_5, [], []), "scheduled"),
    "a day later nothing is new": (on(20, month=11), (AROUND_5, [], []), "scheduled"),
    "announced": (on(21, month=11), (THE_5_6, [AROUND_5], []), "scheduled"),
    "changed": (on(28, month=11), (THE_4_5, [THE_5_6, AROUND_5], []), "scheduled"),
    "two outlets differ": (on(29, month=11), (THE_5_6, [THE_4_5, AROUND_5], [THE_4_5]), "scheduled"),
    "one is mistaken": (on(2), (THE_8, [THE_5_6, THE_4_5, AROUND_5], []), "scheduled"),
    "and corrects itself": (on(3), (THE_4_5, [THE_5_6, AROUND_5], [THE_5_6]), "scheduled"),
    "held": (on(6), (THE_4_5, [THE_5_6, AROUND_5], [THE_5_6]), "held"),
}


@pytest.mark.parametrize(("moment", "date", "status"), AS_OF.values(), ids=AS_OF)
def test_as_of_each_day_the_ledger_says_what_was_known_then(kept, moment, date, status):
    then = merged(as_of(kept, moment))
    assert shown(then, DATE) == date
    assert then[STATUS].current.fact.value == status


def test_before_the_first_report_all_is_unknown_and_said_so(kept, configured):
    watch, _ = configured
    before = merged(as_of(kept, on(18, month=11)))
    assert before == {}
    assert unknown(watch, before) == (Slot.EDITION, Slot.DATE, Slot.HOST, Slot.STATUS)


def test_in_the_end_nothing_that_every_summit_has_is_unknown(kept, configured):
    assert unknown(configured[0], merged(kept)) == ()


def test_all_reports_are_on_one_event_whatever_the_day(kept, configured):
    """Also the ones that name no edition, and the one that had the wrong day."""
    watch, _ = configured
    found = [occasions(watch, as_of(kept, moment)) for moment, *_ in AS_OF.values()]
    assert [[(occasion.key, occasion.label) for occasion in then] for then in found] == [
        [("23", "23rd, December 2025")]
    ] * len(AS_OF)


def test_the_summit_before_stays_with_the_reports_that_tell_of_it(kept):
    previous = merged(kept)[SlotKey(Occurrence.PREVIOUS, Slot.DATE)]
    assert previous.current.fact.value == "2024-07-08/2024-07-09"


def test_every_value_keeps_its_sentence_outlet_and_times(kept):
    held = merged(kept)[DATE].current
    assert held.sentence.startswith("Prime Minister Narendra Modi and President Vladimir Putin held")
    assert (held.outlet, held.published, held.seen) == ("monsoon.example", on(6), on(6))


def told_between(kept: Sequence[Assertion], before: datetime, now: datetime) -> list[tuple[str, ...]]:
    """What changes of date and status a reader is told of who knew what held at `before`."""
    then, since = merged(as_of(kept, before)), merged(as_of(kept, now))
    seen = [assertion for assertion in kept if assertion.seen <= now]
    return [
        (
            change.before.fact.value if change.before else "",
            change.after.fact.value,
            change.after.outlet,
            "corrected" if change.correction else "",
        )
        for change in changes(then, since, seen)
        if change.after.fact.occurrence is Occurrence.CURRENT
        and change.after.fact.slot in {Slot.DATE, Slot.STATUS}
    ]


def test_each_change_is_told_with_what_it_replaced_and_a_correction_as_one(kept):
    moments = [on(18, month=11), *(moment for moment, *_ in AS_OF.values())]
    told = [told_between(kept, before, now) for before, now in pairwise(moments)]
    assert told == [
        [("", AROUND_5, "lantern.example", ""), ("", "scheduled", "lantern.example", "")],
        [],
        [(AROUND_5, THE_5_6, "neva.example", "")],
        [(THE_5_6, THE_4_5, "yamuna.example", "")],
        [(THE_4_5, THE_5_6, "taiga.example", "")],
        [(THE_5_6, THE_8, "courier.example", "")],
        [(THE_8, THE_4_5, "courier.example", "corrected")],
        [("scheduled", "held", "monsoon.example", "")],
    ]


def test_a_dispute_begins_when_outlets_differ_and_ends_with_the_next_day_that_holds(kept):
    moments = [moment for moment, *_ in AS_OF.values()]
    ledgers = [merged(as_of(kept, moment)) for moment in moments]
    told = [dispute_changes(before, now) for before, now in pairwise(ledgers)]
    assert told == [((), ()), ((), ()), ((), ()), ((DATE,), ()), ((), (DATE,)), ((DATE,), ()), ((), ())]


def test_the_timeline_tells_how_each_value_came_about(kept):
    """What an outlet took back is in no timeline of what stands."""
    dated = [
        (f"{d.at:%d %b}", d.before.fact.value if d.before else "", d.after.fact.value, d.after.outlet)
        for d in developments(merged(kept))
        if d.slot in {Slot.DATE, Slot.STATUS, Slot.CITY, Slot.OUTCOME}
    ]
    assert dated == [
        ("19 Nov", "", AROUND_5, "lantern.example"),
        ("19 Nov", "", "scheduled", "lantern.example"),
        ("21 Nov", "", "new-delhi", "neva.example"),
        ("21 Nov", AROUND_5, THE_5_6, "neva.example"),
        ("28 Nov", THE_5_6, THE_4_5, "yamuna.example"),
        ("28 Nov", THE_4_5, THE_5_6, "taiga.example"),
        ("02 Dec", THE_5_6, THE_4_5, "courier.example"),
        ("06 Dec", "", "16 agreements", "monsoon.example"),
        ("06 Dec", "scheduled", "held", "monsoon.example"),
    ]


def test_another_order_of_arrival_gives_the_same_ledger(opening, configured, kept):
    """Each report read at another time than before; of the revised one the first text still comes first."""
    watch, reader = configured
    ledger = MemoryLedger()
    for number, report in enumerate((LATER[-1], *LATER[2:5], LATER[1], opening, LATER[0])):
        ledger.state(SUMMIT, EntryId(report.entry), stated(report, reader), on(7 + number))
    (first,), (second,) = occasions(watch, kept), occasions(watch, ledger.assertions(SUMMIT))
    assert second.key == first.key
    assert summed_up(merged(second.assertions)) == summed_up(merged(first.assertions))


def summed_up(ledger: Ledger) -> dict[SlotKey, tuple[object, ...]]:
    """The ledger but for when what it says was seen."""
    return {
        key: (shown(ledger, key), slot.current.sentence, slot.votes, [turn.at for turn in slot.history])
        for key, slot in ledger.items()
    }
