"""Merging: what holds of an event when many outlets tell of it over days."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extraction.facts import MANY, Fact, Interval, Modality, Occurrence, Slot
from bot.extraction.merging import Claim, Merged, SlotKey, merge
from bot.extraction.text import Span

START = datetime(2026, 4, 1, 9, tzinfo=UTC)
SOMEWHERE = Span(start=0, end=1)
NUMBERS = count()


def says(
    outlet: str,
    value: str,
    *,
    days: float = 0,
    slot: Slot = Slot.STATUS,
    sentence: str = "",
    confidence: float = 0.9,
    occurrence: Occurrence = Occurrence.CURRENT,
    modality: Modality | None = None,
    role: str = "",
) -> Claim:
    """A claim published so many days after the start, in words of its own unless they are given."""
    fact = Fact(
        slot=slot,
        value=value,
        shown=value,
        sentence=SOMEWHERE,
        evidence=SOMEWHERE,
        rule="test/1",
        confidence=confidence,
        occurrence=occurrence,
        interval=interval(value) if slot is Slot.DATE else None,
        modality=modality,
        role=role,
    )
    own = sentence or f"Sentence {next(NUMBERS)} of {outlet} on the talks of Mori and Petit."
    return Claim(fact=fact, sentence=own, outlet=outlet, published=START + timedelta(days=days))


def interval(value: str) -> Interval:
    """Of "5-9" and "9": days of May 2026; of "5-" and so on: from the 5th to the end of the month."""
    first, _, last = value.partition("-")
    return Interval(
        first=date(2026, 5, int(first)), last=date(2026, 5, int(last or (31 if "-" in value else first)))
    )


def on(outlet: str, value: str, **more: object) -> Claim:
    return says(outlet, value, slot=Slot.DATE, **more)  # type: ignore[arg-type]


def result(*claims: Claim, slot: Slot = Slot.STATUS) -> Merged[Claim]:
    return merge(claims)[SlotKey(Occurrence.CURRENT, slot)]


def values(claims: tuple[Claim, ...]) -> list[str]:
    return [claim.fact.value for claim in claims]


# --- Dates -------------------------------------------------------------------------------------------------

DATES = {
    "the only one": ([on("a", "5")], "5", [], []),
    "an exacter one replaces the vague": ([on("a", "3-7"), on("b", "4-5", days=1)], "4-5", ["3-7"], []),
    "a vaguer one supports the exact": ([on("a", "4-5"), on("b", "1-", days=1)], "4-5", [], []),
    "the outlet's own vaguer one too": ([on("a", "4-5"), on("a", "1-", days=1)], "4-5", [], []),
    "a vaguer one of many outlets": (
        [on("a", "4-5"), *(on(outlet, "1-", days=1) for outlet in "bcde")],
        "4-5",
        [],
        [],
    ),
    "the later of two outlets": ([on("a", "5"), on("b", "9", days=1)], "9", ["5"], []),
    "one outlet does not outvote three of the same day": (
        [on("a", "5"), on("b", "5"), on("c", "5"), on("d", "9", days=0.3)],
        "5",
        [],
        ["9"],
    ),
    "but three that are a fortnight old": (
        [on("a", "5"), on("b", "5"), on("c", "5"), on("d", "9", days=14)],
        "9",
        ["5"],
        [],
    ),
    "outlets that change their word take their votes along": (
        [on("a", "5"), on("b", "5"), on("a", "9", days=0.1), on("b", "9", days=0.2)],
        "9",
        ["5"],
        [],
    ),
    "support of the vague decides between the exact": (
        [on("a", "5"), on("b", "3-7", days=0.1), on("c", "9", days=0.2)],
        "5",
        [],
        ["9"],
    ),
    "who repeats the old date disputes the new": (
        [on("a", "5"), *(on(outlet, "9", days=1) for outlet in "bcd"), on("a", "5", days=2)],
        "9",
        ["5"],
        ["5"],
    ),
    "a dispute is over after a fortnight": (
        [*(on(outlet, "9") for outlet in "abc"), on("d", "5", days=1), on("a", "9", days=16)],
        "9",
        [],
        [],
    ),
    "of disputing dates only the exact": (
        [*(on(outlet, "9") for outlet in "abc"), on("d", "4-6", days=1), on("e", "5", days=1)],
        "9",
        [],
        ["5"],
    ),
    "a rumour does not replace what one outlet states": (
        [on("a", "5"), *(on(outlet, "9", days=1, modality=Modality.RUMOURED) for outlet in "bcd")],
        "5",
        [],
        [],
    ),
    "what is stated replaces any rumour": (
        [*(on(outlet, "9", modality=Modality.PROPOSED) for outlet in "bcd"), on("a", "5", days=1)],
        "5",
        ["9"],
        [],
    ),
}


@pytest.mark.parametrize(("claims", "holds", "replaced", "disputed"), DATES.values(), ids=DATES.keys())
def test_of_dates_the_one_holds_that_most_say_and_of_as_many_the_later(
    claims: list[Claim], holds: str, replaced: list[str], disputed: list[str]
) -> None:
    merged = result(*claims, slot=Slot.DATE)
    assert merged.current.fact.value == holds
    assert values(merged.replaced) == replaced
    assert values(merged.disputed) == disputed


def test_values_that_held_before_are_told_newest_first_and_each_once() -> None:
    said = [on("a", day, days=number) for number, day in enumerate(["5", "9", "5", "12", "20"])]
    assert values(result(*said, slot=Slot.DATE).replaced) == ["12", "5", "9"]


def test_what_holds_is_shown_with_the_newest_sentence_that_states_it() -> None:
    newest = on("c", "5", days=2)
    assert result(on("a", "5"), newest, on("b", "5", days=1), slot=Slot.DATE).current is newest


def test_a_claim_that_is_not_sure_neither_holds_nor_disputes_nor_votes() -> None:
    unsure = [on(outlet, "9", days=1, confidence=0.4) for outlet in "bcd"]
    merged = result(on("a", "5"), *unsure, slot=Slot.DATE)
    assert (merged.current.fact.value, merged.disputed, set(merged.votes)) == ("5", (), {"5"})
    assert merge(unsure) == {}


# --- Votes -------------------------------------------------------------------------------------------------


def test_an_outlet_has_one_vote_for_a_value_however_often_it_says_so() -> None:
    often = [says("a", "22", slot=Slot.EDITION, days=0.1 * number) for number in range(9)]
    others = [says(outlet, "23", slot=Slot.EDITION) for outlet in "bc"]
    assert result(*often, *others, slot=Slot.EDITION).current.fact.value == "23"


def test_votes_are_confidence_halved_every_three_days() -> None:
    said = [says("a", "22", slot=Slot.EDITION, confidence=0.8), says("b", "23", slot=Slot.EDITION, days=3)]
    assert result(*said, slot=Slot.EDITION).votes == pytest.approx({"22": 0.4, "23": 0.9})


def test_an_outlet_that_only_says_less_stands_by_what_it_said() -> None:
    said = [on("a", "5", days=-3), on("a", "1-")]
    assert result(*said, slot=Slot.DATE).votes == pytest.approx({"5": 0.9})


WIRE = "The 23rd summit of the two countries will be held in Kobe on Tuesday the aide said"
REPRINTS = {
    "the same words": (WIRE, WIRE, 1),
    "other case, dashes and accents": ("Élan – talks in Kobe", "ELAN - TALKS IN KOBE", 1),
    "an agency before it": (WIRE, f"KOBE, April 1 (Kyodo) - {WIRE}", 1),
    "a place before it": (WIRE, f"New Delhi: {WIRE}", 1),
    "an agency in brackets": (WIRE, f"(Kyodo) {WIRE}", 1),
    "another word at the end": (WIRE, f"{WIRE} here", 1),
    "words changed": (WIRE, WIRE.replace("the aide", "an official").replace("Tuesday", "May 5"), 2),
    "what is left after a colon is short": ("Mori: Talks in Kobe", "Petit: Talks in Kobe", 2),
    "another sentence": (WIRE, "Kobe hosts the leaders of both countries on Tuesday.", 2),
}


@pytest.mark.parametrize(("first", "second", "voices"), REPRINTS.values(), ids=REPRINTS.keys())
def test_a_reprint_is_no_second_voice(first: str, second: str, voices: int) -> None:
    said = [
        says("a", "kobe", slot=Slot.CITY, sentence=first, confidence=1),
        says("b", "kobe", slot=Slot.CITY, sentence=second, confidence=1, days=0.001),
    ]
    assert result(*said, slot=Slot.CITY).votes["kobe"] == pytest.approx(voices, rel=0.01)


def test_a_wire_that_many_print_does_not_outvote_two_who_wrote_for_themselves() -> None:
    wire = [says(outlet, "22", slot=Slot.EDITION, sentence=WIRE) for outlet in "abcdefgh"]
    own = [says(outlet, "23", slot=Slot.EDITION) for outlet in "xy"]
    assert result(*wire, *own, slot=Slot.EDITION).current.fact.value == "23"


def test_an_old_sentence_printed_again_makes_its_value_no_newer() -> None:
    said = [on("a", "5", sentence=WIRE), on("b", "9", days=1), on("c", "5", sentence=WIRE, days=2)]
    merged = result(*said, slot=Slot.DATE)
    assert (merged.current.fact.value, merged.disputed) == ("9", ())


# --- Statuses ----------------------------------------------------------------------------------------------

PLANNED = [says(outlet, "scheduled") for outlet in "abcd"]
STATUSES = {
    "postponed beats many at once": ([*PLANNED, says("x", "postponed", days=0.1)], "postponed", []),
    "cancelled beats many at once": ([*PLANNED, says("x", "cancelled", days=0.1)], "cancelled", []),
    "but not what was said after it": (
        [says("x", "cancelled", days=-1), *(replace(claim) for claim in PLANNED)],
        "cancelled",
        ["scheduled"],
    ),
    "who goes on telling the plan disputes it": (
        [*PLANNED, says("x", "postponed", days=0.1), says("a", "scheduled", days=0.2)],
        "postponed",
        ["scheduled"],
    ),
    "and is right when it was a mistake": (
        [
            *PLANNED,
            says("x", "postponed", days=0.1),
            *(says(outlet, "scheduled", days=3) for outlet in "abc"),
        ],
        "scheduled",
        ["postponed"],
    ),
    "cancelled and postponed are counted": (
        [*(says(outlet, "postponed") for outlet in "abc"), says("x", "cancelled", days=0.1)],
        "postponed",
        ["cancelled"],
    ),
    "held beats many at once": ([*PLANNED, says("x", "held", days=0.1)], "held", []),
    "an old plan told after it is no dispute": (
        [*PLANNED, says("x", "held", days=0.1), *(says(outlet, "scheduled", days=5) for outlet in "abc")],
        "held",
        [],
    ),
    "not before its day": (
        [on("a", "5"), *PLANNED, *(says(outlet, "held", days=1) for outlet in "uvwxyz")],
        "scheduled",
        [],
    ),
    "on its day": ([on("a", "5-6"), *PLANNED, says("x", "held", days=34)], "held", []),
    "postponed and then held": (
        [on("a", "5"), *PLANNED, says("x", "postponed", days=1), says("a", "held", days=35)],
        "held",
        [],
    ),
    "postponed by many and then held": (
        [
            on("a", "5"),
            *(says(outlet, "postponed", days=34) for outlet in "abcd"),
            says("x", "held", days=35),
        ],
        "held",
        [],
    ),
    "a rumour long after any word of a plan": (
        [*PLANNED[:1], says("x", "rumoured", days=20)],
        "rumoured",
        [],
    ),
    "denied disputes what several state": (
        [*PLANNED, says("x", "denied", days=0.1)],
        "scheduled",
        ["denied"],
    ),
    "even where more deny it": (
        [*PLANNED[:2], *(says(outlet, "denied", days=0.1) for outlet in "uvwxyz")],
        "scheduled",
        ["denied"],
    ),
    "denied replaces what one stated": ([*PLANNED[:1], says("x", "denied", days=0.1)], "denied", []),
    "a rumour is no dispute": ([*PLANNED[:1], says("x", "rumoured", days=0.1)], "scheduled", []),
    "nor is a proposal": ([*PLANNED[:1], says("x", "proposed", days=0.1)], "scheduled", []),
    "a plan replaces rumours": (
        [*(says(outlet, "rumoured") for outlet in "uvw"), says("a", "scheduled", days=0.1)],
        "scheduled",
        [],
    ),
    "signed beats the plan at once": ([*PLANNED, says("x", "signed", days=0.1)], "signed", []),
    "imposed, later extended": ([says("a", "imposed"), says("b", "extended", days=9)], "extended", []),
}


@pytest.mark.parametrize(("claims", "holds", "disputed"), STATUSES.values(), ids=STATUSES.keys())
def test_of_statuses_a_step_told_once_makes_history_of_those_before(
    claims: list[Claim], holds: str, disputed: list[str]
) -> None:
    merged = result(*claims)
    assert merged.current.fact.value == holds
    assert values(merged.disputed) == disputed


OFF = [
    *(on(outlet, "5") for outlet in "abcd"),
    *PLANNED,
    says("x", "postponed", days=1),
]
MOVED = [says("y", "scheduled", days=3), on("y", "20", days=3)]
NEW_DATE_CONFIRMED = [on(outlet, "20", days=3.5) for outlet in "abc"]
POSTPONED = {
    "the plan with its old date": (
        [says("y", "scheduled", days=1.5), on("y", "5", days=1.5)],
        "postponed",
        "5",
    ),
    "the plan without a date": ([says("y", "scheduled", days=1.5)], "postponed", "5"),
    "the plan with a new date": (MOVED, "scheduled", "20"),
    "to a new date": ([says("y", "postponed", days=1.1), on("y", "20", days=1.1)], "postponed", "20"),
    "to a new date that others confirm": (
        [
            says("y", "postponed", days=1.1),
            on("y", "20", days=1.1),
            says("a", "scheduled", days=2),
            on("a", "20", days=2),
        ],
        "scheduled",
        "20",
    ),
    "a new date, and who has not heard of it": (
        [*MOVED, *(on(outlet, "5", days=3.5) for outlet in "abcd")],
        "scheduled",
        "20",
    ),
    "a new date, and the old news again": ([*MOVED, says("b", "postponed", days=4)], "scheduled", "20"),
    "a new date, told with how it came about": (
        [*MOVED, says("b", "postponed", days=9), on("b", "20", days=9)],
        "scheduled",
        "20",
    ),
    "a new date, and postponed once more": ([*MOVED, says("b", "postponed", days=9)], "postponed", "20"),
    "a new date told by one, after many told of the postponement": (
        [*(says(outlet, "postponed", days=1.1) for outlet in "abcd"), *MOVED],
        "scheduled",
        "20",
    ),
    "a new date in the month that was known": ([on("e", "1-", days=0.5), *MOVED], "scheduled", "20"),
    "a new date that one outlet contradicts after the old news": (
        [*MOVED, *NEW_DATE_CONFIRMED, says("d", "postponed", days=4), on("e", "28", days=4.5)],
        "scheduled",
        "20",
    ),
    "a new date that one contradicts after a word on how it came about": (
        [
            *MOVED,
            *NEW_DATE_CONFIRMED,
            says("d", "postponed", days=6),
            on("d", "20", days=6),
            on("e", "28", days=6.5),
        ],
        "scheduled",
        "20",
    ),
    "once more, and who has not heard of that": (
        [*MOVED, says("b", "postponed", days=9), says("c", "scheduled", days=10), on("c", "20", days=10)],
        "postponed",
        "20",
    ),
    "and back to the first date": (
        [
            *MOVED,
            says("b", "postponed", days=9),
            says("c", "scheduled", days=10),
            on("c", "5", days=10),
            on("d", "20", days=10.5),
        ],
        "scheduled",
        "5",
    ),
    "twice, to a third date": (
        [*MOVED, says("b", "postponed", days=9), says("c", "scheduled", days=10), on("c", "28", days=10)],
        "scheduled",
        "28",
    ),
}


@pytest.mark.parametrize(("after", "status", "day"), POSTPONED.values(), ids=POSTPONED.keys())
def test_what_was_postponed_is_scheduled_again_with_a_new_date(
    after: list[Claim], status: str, day: str
) -> None:
    merged = merge([*OFF, *after])
    assert merged[SlotKey(Occurrence.CURRENT, Slot.STATUS)].current.fact.value == status
    assert merged[SlotKey(Occurrence.CURRENT, Slot.DATE)].current.fact.value == day


def test_a_date_that_is_itself_told_as_postponed_needs_no_status() -> None:
    moved = on("x", "20", days=1, modality=Modality.POSTPONED)
    merged = result(*(on(outlet, "5") for outlet in "abcd"), moved, slot=Slot.DATE)
    assert (merged.current, values(merged.replaced)) == (moved, ["5"])


def test_the_event_before_is_merged_apart() -> None:
    last = says("x", "cancelled", days=1, occurrence=Occurrence.PREVIOUS)
    merged = merge([*PLANNED, last])
    assert merged[SlotKey(Occurrence.CURRENT, Slot.STATUS)].current.fact.value == "scheduled"
    assert merged[SlotKey(Occurrence.PREVIOUS, Slot.STATUS)].current is last


# --- Slots of many values -----------------------------------------------------------------------------------


@pytest.mark.parametrize("slot", sorted(MANY))
def test_many_values_stand_side_by_side_each_with_its_votes(slot: Slot) -> None:
    said = [says("a", "trade", slot=slot), says("b", "trade", slot=slot), says("a", "energy", slot=slot)]
    merged = merge(said)
    assert {key.value: held.votes for key, held in merged.items()} == {
        "trade": pytest.approx({"trade": 1.8}),
        "energy": pytest.approx({"energy": 0.9}),
    }
    assert not any(held.replaced or held.disputed for held in merged.values())


def test_of_a_participant_the_newest_holds_that_tells_the_office() -> None:
    told = says("a", "oreshkin", slot=Slot.PARTICIPANT, role="Deputy Head")
    later = says("b", "oreshkin", slot=Slot.PARTICIPANT, days=1)
    (held,) = merge([told, later]).values()
    assert held.current is told


# --- Any claims ---------------------------------------------------------------------------------------------

SLOTS = {
    Slot.STATUS: ("scheduled", "postponed", "cancelled", "held", "denied", "rumoured", "signed"),
    Slot.DATE: ("5", "9", "3-7", "1-", "20"),
    Slot.CITY: ("kobe", "lyon"),
    Slot.AGENDA: ("trade", "energy"),
}
ANY_CLAIM = st.sampled_from(sorted(SLOTS)).flatmap(
    lambda slot: st.builds(
        says,
        st.sampled_from("abc"),
        st.sampled_from(SLOTS[slot]),
        slot=st.just(slot),
        days=st.sampled_from([0, 0, 1, 2, 5, 40]),
        sentence=st.sampled_from(["", "", WIRE, f"KOBE (Kyodo) - {WIRE}"]),
        confidence=st.sampled_from([0.4, 0.6, 0.9]),
        occurrence=st.sampled_from(Occurrence),
        modality=st.sampled_from([None, Modality.POSTPONED, Modality.RUMOURED]),
        role=st.sampled_from(["", "Aide"]),
    )
)
ANY_CLAIMS = st.lists(ANY_CLAIM, max_size=25)


@given(ANY_CLAIMS, st.randoms())
def test_what_holds_does_not_depend_on_the_order_of_the_claims(
    claims: list[Claim], shuffler: random.Random
) -> None:
    shuffled = list(claims)
    shuffler.shuffle(shuffled)
    assert merge(shuffled) == merge(claims)


@given(ANY_CLAIMS)
def test_claims_heard_twice_change_nothing_and_what_holds_holds_by_itself(claims: list[Claim]) -> None:
    merged = merge(claims)
    assert merge([*claims, *claims]) == merged
    held = {key: slot.current for key, slot in merged.items()}
    assert {key: slot.current for key, slot in merge(held.values()).items()} == held


@given(ANY_CLAIMS)
def test_every_slot_with_a_sure_claim_holds_one_of_its_claims(claims: list[Claim]) -> None:
    merged = merge(claims)
    sure = [claim for claim in claims if claim.fact.confidence >= 0.5]
    assert {(key.occurrence, key.slot) for key in merged} == {(c.fact.occurrence, c.fact.slot) for c in sure}
    for key, held in merged.items():
        shown = (held.current, *held.replaced, *held.disputed)
        assert all(claim in sure and claim.fact.slot is key.slot for claim in shown)
        assert held.current.fact.value not in values(held.replaced) + values(held.disputed)


@given(ANY_CLAIMS, st.sampled_from(["5", "9", "20"]))
def test_a_later_date_that_says_less_changes_no_date(claims: list[Claim], day: str) -> None:
    known = [*claims, on("a", day, days=41)]
    vaguer = on("d", f"{day}-", days=42)
    before, after = result(*known, slot=Slot.DATE), result(*known, vaguer, slot=Slot.DATE)
    if before.current.fact.value == day:
        assert after.current == before.current
