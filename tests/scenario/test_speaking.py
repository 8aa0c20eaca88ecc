"""Timelines: when a story speaks again, and when it only changes what it shows."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

from bot.core.entries import EntryData
from bot.core.reasons import Reason
from fakes.newsroom import AROUND, EXACT, PACE, STEP, SUMMIT, Newsroom, report

LATER = report(
    "India-Russia annual summit now on 11-12 December",
    "The 23rd India–Russia annual summit will be held on 11–12 December 2025 in New Delhi. "
    "Officials of both countries gave no reason for the new date of the talks.",
    outlet="delhi",
)
CANCELLED = report(
    "India-Russia annual summit cancelled",
    "The 23rd India–Russia annual summit in New Delhi has been cancelled. "
    "Officials of both countries had prepared the agenda of the talks.",
    outlet="courier",
)


AGREEING = report(
    "Modi to host Putin on 4-5 December for annual summit",
    "New Delhi will host the 23rd annual summit of India and Russia on 4–5 December 2025, the ministry said.",
    outlet="delhi",
)


async def reasons(room: Newsroom) -> dict[Reason, int]:
    found = await room.store.transact(lambda records: records.alerts.reasons())
    return {reason: count for reason, count in found.items() if reason is not Reason.JOINED}


ASIDES = (
    "Trade between the two has doubled since the last meeting in Moscow.",
    "Protocol officers walked through Hyderabad House on Monday.",
    "Neither side would say whether fighter jets are on the table.",
    "A joint statement on energy is being drafted, two diplomats said.",
    "Police will close the ring road for both mornings.",
    "Fertiliser makers hope for a contract that runs five years.",
    "The visitor is expected to lay a wreath at Rajghat.",
    "Payments in roubles and rupees remain the hardest question.",
    "Hotels near the embassy district are booked out.",
    "A business forum will bring together eight hundred managers.",
    "Analysts see little room for a deal on nuclear reactors.",
    "The two leaders last spoke by telephone in October.",
)


def told_by(number: int) -> EntryData:
    """The same news in one of many papers, with a choice of asides in an order of its own."""
    chosen = Random(number).sample(ASIDES, 6)  # noqa: S311 -- the same in every run
    news = "The 23rd India–Russia annual summit is scheduled around December 5 in New Delhi."
    body = " ".join([*chosen[:2], news, *chosen[2:]])
    paper = report("Putin to visit India for annual summit", body, outlet=f"paper{number}")
    return replace(paper, guid=f"told-{number}")


async def test_a_thousand_entries_in_a_minute_are_one_message_and_one_reply_an_interval(
    tmp_path: Path,
) -> None:
    room = await Newsroom(path=tmp_path / "w.db", outlets=(5, 20, 100, 500)).open()
    await room.at("09:00").publishes("harbour", AROUND)
    for step in range(12):
        room.source.publish("delhi", *(told_by(number) for number in range(step * 84, step * 84 + 84)))
        room.clock.forward(STEP)
        await room.work()
    await room.until("09:40")
    assert len(room.headlines()) == 1
    replies = [shown.at for shown in room.notifier.shown.values() if shown.thread]
    assert 1 <= len(replies) <= 4
    times = [next(iter(room.notifier.shown.values())).at, *replies]
    assert all(later - earlier >= PACE.group_interval for earlier, later in pairwise(times))
    assert "1009 outlets" in room.texts()[0]
    await room.close()


async def test_a_date_that_changes_is_told_in_the_thread_and_shown_in_the_message(room: Newsroom) -> None:
    await room.at("09:00").publishes("harbour", AROUND)
    await room.until("09:10")
    await room.publishes("courier", EXACT)
    await room.until("09:20")
    (text,) = room.texts()
    assert "(rev 2)" in text
    assert "Date  around 5 December 2025 → 4–5 December 2025" in text
    (reply,) = room.replies()
    assert "Date  around 5 December 2025 → 4–5 December 2025  courier.example" in reply
    assert "Edition" not in reply  # only what is new
    assert (await reasons(room))[Reason.FACT_CHANGED] == 1


async def test_news_within_an_interval_are_told_together(room: Newsroom) -> None:
    await room.at("09:00").publishes("harbour", AROUND)
    await room.until("09:01")
    await room.publishes("courier", EXACT)
    await room.until("09:02")
    await room.publishes("courier", CANCELLED)
    await room.until("09:20")
    (reply,) = room.replies()
    assert "4–5 December" in reply
    assert "cancelled" in reply


async def test_a_cancelled_summit_is_told_as_such(room: Newsroom) -> None:
    await room.at("09:00").publishes("harbour", AROUND)
    await room.until("09:10")
    await room.publishes("courier", CANCELLED)
    await room.until("09:20")
    (reply,) = room.replies()
    assert "scheduled → cancelled" in reply
    assert "Status cancelled" in room.texts()[0]
    assert (await reasons(room))[Reason.STATUS_CHANGED] == 1


async def test_a_dispute_and_its_end_are_shown_and_told_to_nobody(room: Newsroom) -> None:
    """One outlet against one that said so on the same day is no change; a second one with it decides it."""
    await room.at("09:00").publishes("harbour", AROUND)
    await room.publishes("courier", EXACT)
    await room.publishes("delhi", AGREEING)
    await room.until("09:10")
    told = len(room.replies())
    await room.publishes("harbour", report(LATER.title, LATER.body[3:-4]))
    await room.until("09:20")
    assert "Disputed: Date 11–12 December 2025" in room.texts()[0]
    assert len(room.replies()) == told
    room.source.replaces(
        "harbour",
        AROUND,
        replace(report(LATER.title, EXACT.body[3:-4]), title="India-Russia annual summit in December"),
    )
    await room.until("09:40")
    assert "Disputed" not in room.texts()[0]
    found = await reasons(room)
    assert found[Reason.DISPUTED] == 1
    assert found[Reason.DISPUTE_ENDED] == 1


async def test_an_outlet_that_corrects_itself_is_told_as_a_correction(room: Newsroom) -> None:
    wrong = report(
        "Putin to visit India on 8-9 December for annual summit",
        "The 23rd India–Russia annual summit will be held on 8–9 December 2025 in New Delhi.",
    )
    right = replace(wrong, title=wrong.title.replace("8-9", "4-5"), body=wrong.body.replace("8–9", "4–5"))
    await room.at("09:00").publishes("harbour", wrong)
    await room.until("09:10")
    room.source.replaces("harbour", right)
    await room.until("09:20")
    (reply,) = room.replies()
    assert "Corrected: Date  8–9 December 2025 → 4–5 December 2025" in reply
    assert (await reasons(room))[Reason.CORRECTED] == 1
    assert "Disputed" not in room.texts()[0]


async def test_a_number_of_outlets_is_told_in_the_thread(tmp_path: Path) -> None:
    room = await Newsroom(path=tmp_path / "w.db", outlets=(3,)).open()
    await room.at("09:00").publishes("harbour", AROUND)
    await room.until("09:10")
    independent = [
        report(
            "Modi to receive Putin for annual summit",
            "Two diplomats in New Delhi say that Vladimir Putin comes to India in the first week of December "
            "for the annual summit of India and Russia, the 23rd of its kind.",
            outlet="delhi",
        ),
        report(
            "Kremlin confirms Putin's visit to India for annual summit",
            "Around December 5, Russia's president will be in New Delhi, his spokesman told reporters. It is "
            "the 23rd annual summit with India, after last year's in Moscow.",
            outlet="courier",
        ),
    ]
    room.source.publish("delhi", independent[0])
    room.source.publish("courier", independent[1])
    await room.until("09:20")
    (reply,) = room.replies()
    assert "Now 3 outlets" in reply
    await room.close()


async def test_decisions_are_kept_for_thirty_days(room: Newsroom) -> None:
    from bot.services.housekeeping import Housekeeping

    keep = Housekeeping(store=room.store, setup=room.setup, clock=room.clock)
    await room.at("09:00").publishes("harbour", AROUND)
    room.clock.forward(timedelta(days=30))
    await keep()
    assert (await reasons(room))[Reason.FIRST_REPORT] == 1
    room.clock.forward(timedelta(seconds=1))
    await keep()
    assert await reasons(room) == {}


async def test_what_an_edit_takes_out_of_a_watchs_sight_is_taken_back(room: Newsroom) -> None:
    await room.at("09:00").publishes("harbour", AROUND)
    await room.until("09:10")
    edited = replace(AROUND, title="Ferry timetable", body="<p>Ferries sail at nine from December 5.</p>")
    room.source.replaces("harbour", edited)
    await room.until("09:20")
    held = await room.store.transact(lambda records: records.ledger.assertions(SUMMIT.id))
    assert held
    assert all(assertion.taken_back for assertion in held)
