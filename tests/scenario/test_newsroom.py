"""Timelines: what the channels show as the news comes in."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from bot.core.channels import Platform
from bot.core.deliveries import DeliveryState, Refused, TryAgain, Unreadable, Unsure, WhenUnsure
from bot.core.feeds import BACKFILL_NONE, FetchFailed
from bot.core.reasons import Reason
from bot.ports import Question
from fakes.newsroom import AROUND, AROUND_TOO, DAY, DIPLOMACY, EXACT, SUMMIT, Newsroom, channel, report

CHESS = report("Rain closes the harbour", "The port will open again on Monday, the pilots said.")


async def test_a_report_that_a_watch_matches_is_told_once_after_its_wait(room: Newsroom) -> None:
    await room.at("09:00").publishes("harbour", AROUND, CHESS)
    assert room.headlines() == []
    await room.until("10:00")
    assert room.headlines() == [AROUND.title]


async def test_entries_of_one_guid_that_come_in_together_are_stories_of_their_own(room: Newsroom) -> None:
    """Some feeds give all their entries one guid; a story is named by the entry that opened it."""
    prices = report("Grain prices rise", "A summit of farmers of India and Russia ended in Kazan.")
    ports = report("Ports reopen", "Pilots of India and Russia want a summit on Chennai's quay.")
    films = report("Festival begins", "Film makers of Russia open a summit in Mumbai, India, with a comedy.")
    room.source.publish("harbour", *(replace(entry, guid="wire") for entry in (AROUND, prices)))
    await room.at("09:00").until("09:10")
    told = len(room.headlines())
    await room.publishes("harbour", *(replace(entry, guid="wire") for entry in (ports, films)))
    await room.until("09:20")
    stories = await room.store.transact(lambda records: records.stories.latest(10))
    assert sorted(len(story.reports) for story in stories) == [1] * len(stories)
    assert len(room.headlines()) == len(stories) > told + 1


async def test_two_outlets_on_one_happening_make_one_message(room: Newsroom) -> None:
    room.source.publish("delhi", AROUND_TOO)
    await room.at("09:00").publishes("harbour", AROUND)
    await room.until("09:01")
    assert room.headlines() == [AROUND.title]
    assert "2 outlets" in room.texts()[0]


async def test_repeated_coverage_changes_the_count_and_tells_nobody(room: Newsroom) -> None:
    await room.at("09:00").publishes("harbour", AROUND)
    await room.until("09:01")
    await room.publishes("delhi", AROUND_TOO)
    await room.until("09:10")
    assert len(room.headlines()) == 1
    assert "2 outlets" in room.texts()[0]
    assert "rev 2" not in room.texts()[0]


async def test_a_date_that_changes_is_told_in_the_same_message_with_the_old_value(room: Newsroom) -> None:
    await room.at("09:00").publishes("harbour", AROUND)
    await room.until("09:10")
    await room.publishes("courier", EXACT)
    await room.until("09:20")
    (text,) = room.texts()
    assert "(rev 2)" in text
    assert "What changed: Date  around 5 December 2025 → 4–5 December 2025 (courier.example, 20 Nov)" in text


async def test_a_poll_repeated_tells_nothing(room: Newsroom) -> None:
    await room.at("09:00").publishes("harbour", AROUND)
    await room.until("09:05")
    requests = room.notifier.requests
    await room.until("09:30")
    assert room.notifier.requests == requests


async def test_a_restart_repeats_nothing(room: Newsroom) -> None:
    await room.at("09:00").publishes("harbour", AROUND)
    await room.until("09:05")
    await room.restart()
    await room.until("09:20")
    assert room.headlines() == [AROUND.title]


async def test_a_restart_before_the_wait_is_over_loses_nothing(room: Newsroom) -> None:
    await room.at("09:00").publishes("harbour", AROUND)
    await room.restart()
    await room.until("09:01")
    assert room.headlines() == [AROUND.title]


async def test_each_channel_of_a_watch_is_told(room: Newsroom) -> None:
    await room.at("09:00").publishes("harbour", report("Russian oil exports fall", "Exports fell in May."))
    await room.until("09:02")
    assert list(room.channels_used()) == ["discord:energy", "slack:#energy"]


async def test_the_first_poll_of_a_feed_without_backfill_tells_nothing_but_what_comes_after(
    tmp_path: Path,
) -> None:
    room = await Newsroom(path=tmp_path / "w.db", backfill=BACKFILL_NONE).open()
    await room.at("09:00").publishes("harbour", AROUND)
    await room.until("09:05")
    assert room.headlines() == []
    await room.publishes("harbour", EXACT)
    await room.until("09:10")
    assert len(room.headlines()) == 1
    await room.close()


async def test_a_lost_answer_is_found_in_the_channel_and_not_repeated(room: Newsroom) -> None:
    room.notifier.next_outcomes.append(Unsure(detail="connection reset"))
    await room.at("09:00").publishes("harbour", AROUND)
    await room.until("09:30")
    assert room.headlines() == [AROUND.title]
    assert room.notifier.requests == 1


async def test_a_lost_message_is_sent_again_after_the_settle_time(room: Newsroom) -> None:
    room.notifier.next_outcomes.append(Unsure(detail="connection reset"))
    await room.at("09:00").publishes("harbour", AROUND)
    await room.until("09:00:05")
    room.notifier.shown.clear()  # the platform had not accepted it after all
    await room.until("09:01")
    assert room.headlines() == []
    await room.until("09:02")
    assert room.headlines() == [AROUND.title]


@pytest.mark.parametrize(
    ("policy", "messages"), [(WhenUnsure.RESEND, 2), (WhenUnsure.HOLD, 1)], ids=["resend", "hold"]
)
async def test_an_unreadable_channel_is_dealt_with_as_the_operator_chose(
    tmp_path: Path, policy: WhenUnsure, messages: int
) -> None:
    room = await Newsroom(path=tmp_path / "w.db", when_unsure=policy).open()
    room.notifier.next_outcomes.append(Unsure(detail="connection reset"))
    room.notifier.history = Unreadable(detail="missing_scope")
    await room.at("09:00").publishes("harbour", AROUND)
    await room.until("09:05")
    texts = room.texts()
    assert len(texts) == messages
    assert ("Possible repeat" in texts[-1]) is (policy is WhenUnsure.RESEND)
    await room.close()


async def test_a_rate_limit_on_one_channel_is_obeyed_and_holds_up_no_other(room: Newsroom) -> None:
    limited = TryAgain(reason=Reason.RATE_LIMITED, detail="429", after=timedelta(minutes=2))
    room.notifier.next_outcomes.append(limited)
    await room.at("09:00").publishes("harbour", report("Russian oil exports fall", "Exports fell in May."))
    await room.until("09:01")
    assert len(list(room.channels_used())) == 1
    await room.until("09:04")
    assert list(room.channels_used()) == ["discord:energy", "slack:#energy"]


async def test_one_slack_channel_is_sent_at_most_one_message_a_second(room: Newsroom) -> None:
    things = ("steel", "tea", "grain", "railways", "tourism", "medicine", "diamonds")
    many = [
        # Weeks apart, so that each is a story of its own.
        replace(report(f"India and Russia prepare {thing} summit"), published=DAY - timedelta(weeks=week))
        for week, thing in enumerate(things)
    ]
    await room.at("09:00").publishes("harbour", *many)
    await room.until("09:05")
    times = [s.at for s in room.notifier.shown.values() if s.channel == DIPLOMACY]
    assert len(times) == len(things)
    assert all(later - earlier >= timedelta(seconds=1) for earlier, later in pairwise(times))


async def test_an_unknown_channel_is_parked_and_told_after_it_was_mended(room: Newsroom) -> None:
    room.notifier.next_outcomes.append(Refused(reason=Reason.NO_SUCH_CHANNEL, detail="channel_not_found"))
    await room.at("09:00").publishes("harbour", AROUND)
    await room.until("09:30")
    counts = await room.store.transact(lambda records: records.deliveries.counts())
    assert counts == {DeliveryState.PARKED: 1}
    await room.restart()
    await room.until("09:31")
    assert room.headlines() == [AROUND.title]


async def test_a_platform_without_a_token_is_noted_as_the_reason(tmp_path: Path) -> None:
    room = await Newsroom(path=tmp_path / "w.db", platforms=(Platform.DISCORD,)).open()
    await room.at("09:00").publishes("harbour", AROUND)
    await room.until("09:05")
    assert room.headlines() == []
    reasons = await room.store.transact(lambda records: records.alerts.reasons())
    assert reasons == {Reason.FIRST_REPORT: 1, Reason.PLATFORM_OFF: 1}
    await room.close()


async def test_a_feed_that_fails_loses_nothing_and_recovers(room: Newsroom) -> None:
    room.source.answers("harbour", FetchFailed(reason=Reason.UNREACHABLE, detail="no route to host"))
    await room.at("09:00").publishes("harbour", AROUND)
    await room.until("09:01")
    room.source.answers("harbour", None)
    await room.until("09:30")
    assert room.headlines() == [AROUND.title]


async def test_every_entry_has_a_reason(room: Newsroom) -> None:
    room.source.publish("delhi", AROUND_TOO)
    await room.at("09:00").publishes("harbour", AROUND, CHESS)
    reasons = await room.store.transact(lambda records: records.alerts.reasons())
    told = {Reason.FIRST_REPORT: 1, Reason.JOINED: 1, Reason.REPEATED_COVERAGE: 1}
    assert reasons == told | {Reason.NO_WATCH: 1}


async def test_latest_gives_each_fact_with_its_source_sentence(room: Newsroom) -> None:
    await room.at("09:00").publishes("harbour", AROUND)
    await room.until("09:01")
    answer = await room.desk.answer(Question(verb="latest", text="india-russia"))
    from fakes.notifier import text_of

    text = text_of(answer)
    assert "Edition: 23rd" in text
    assert "harbour.example" in text
    assert "“The 23rd India–Russia annual summit is scheduled around December 5 in New Delhi.”" in text


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (Question(verb="latest", text="inda-rusia"), "Did you mean: india-russia-summit?"),
        (Question(verb="lastest"), "Did you mean: latest?"),
        (Question(verb="latest"), "Which event?"),
        (Question(verb="why", text="nothing"), "No alert has that id"),
        (Question(verb=""), "Ask Wirewatch"),
    ],
    ids=["misspelt event", "misspelt verb", "no event", "unknown alert", "nothing"],
)
async def test_a_question_that_cannot_be_answered_gets_a_way_on(
    room: Newsroom, question: Question, expected: str
) -> None:
    from fakes.notifier import text_of

    assert expected in text_of(await room.desk.answer(question))


async def test_why_names_rule_place_words_and_decision(room: Newsroom) -> None:
    from fakes.notifier import text_of

    await room.at("09:00").publishes("harbour", AROUND)
    await room.until("09:01")
    (shown,) = room.notifier.shown.values()
    text = text_of(await room.desk.answer(Question(verb="why", text=shown.key)))
    assert f"{SUMMIT.id} ({SUMMIT.origin})" in text
    assert "“India”" in text
    assert "Told: the first report of it" in text


async def test_a_story_of_two_watches_is_one_message_in_a_channel_that_both_tell(tmp_path: Path) -> None:
    both = report("Oil on the table as India and Russia hold summit", "Russian oil will be discussed.")
    from fakes.newsroom import OIL

    room = await Newsroom(
        path=tmp_path / "w.db", watches=(SUMMIT, replace(OIL, channels=(DIPLOMACY,)))
    ).open()
    await room.at("09:00").publishes("harbour", both)
    await room.until("09:02")
    (text,) = room.texts(channel("slack:#diplomacy"))
    assert "India–Russia annual summit + Russian oil" in text
    await room.close()
