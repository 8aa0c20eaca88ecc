"""What people in chat may do: rights, pace, what is kept of it, feedback, sharing, and digests on demand."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest
import pytest_asyncio

from bot.core.admission import ChannelPolicy
from bot.core.answers.feedback import Feedback
from bot.core.channels import Channel
from bot.core.deliveries import Refused
from bot.core.digests import DigestSchedule
from bot.core.messages import Message
from bot.core.quiet_hours import QuietHours
from bot.core.rates import RATE
from bot.core.reasons import Reason
from bot.core.rights import MANAGERS, Audited, Rights
from bot.ports import Question
from bot.services.answer import NewsDesk, Reply
from bot.services.pacing import Pacing
from fakes.newsroom import DIPLOMACY, OIL, SUMMIT, Newsroom, channel, report
from fakes.notifier import text_of

ENERGY = channel("slack:#energy")
GUEST, LISTED = "slack:UGUEST", "slack:ULISTED"
FIRST = report(
    "Putin to visit India for 23rd annual summit",
    "The 23rd India–Russia annual summit is scheduled around December 5 in New Delhi.",
)
BARRELS = report("Russian oil finds new buyers", "Russian oil was sold at a discount.", outlet="delhi")


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Newsroom]:
    """A newsroom as an operator gets it, with one person listed."""
    policy = ChannelPolicy(
        digests=(DigestSchedule(at=time(8), zone="Europe/Berlin"),),
        quiet_hours=QuietHours(start=time(22), end=time(7), zone="Europe/Berlin"),
    )
    room = Newsroom(
        path=tmp_path / "w.db",
        rights=Rights(people=frozenset({LISTED})),
        rate=RATE,
        watches=(SUMMIT, replace(OIL, channels=(ENERGY,))),
        policies={DIPLOMACY: policy},
    )
    await room.open()
    await room.at("09:00").publishes("harbour", FIRST)
    await room.until("09:01")
    yield room
    await room.close()


async def asks(
    room: Newsroom,
    asked: str,
    actor: str = GUEST,
    *,
    at: Channel | None = DIPLOMACY,
    manages: bool = False,
    groups: frozenset[str] = frozenset(),
    unread: str = "",
) -> Reply:
    verb, _, text = asked.partition(" ")
    question = Question(
        verb=verb, text=text, actor=actor, channel=at, manages=manages, groups=groups, unread=unread
    )
    return await room.desk.reply(question)


async def refused(room: Newsroom, asked: str, actor: str = GUEST) -> str:
    reply = await asks(room, asked, actor)
    assert not reply.answered, text_of(reply.message)
    return text_of(reply.message)


async def audited(room: Newsroom) -> tuple[Audited, ...]:
    return await room.store.transact(lambda records: records.audit.latest(99))


async def said(room: Newsroom) -> tuple[Feedback, ...]:
    return await room.store.transact(lambda records: records.feedback.all())


def actions(message: Message) -> list[str]:
    return [button.action for button in message.buttons]


@pytest.mark.parametrize("target", ["watch russian-oil", "source harbour", "channel", "russian-oil"])
async def test_who_may_not_is_told_who_may_and_nothing_is_muted(desk: Newsroom, target: str) -> None:
    said = await refused(desk, f"mute {target}")
    assert f"rights: {{change: [{GUEST}]}}" in said
    assert " (ref " in said
    assert await desk.store.transact(lambda records: records.silences.latest(9)) == ()
    assert await audited(desk) == ()


@pytest.mark.parametrize("target", ["watch russian-oil", "source harbour", "channel"])
async def test_managers_and_listed_people_may_mute_and_unmute(desk: Newsroom, target: str) -> None:
    assert (await asks(desk, f"mute {target}", GUEST, manages=True)).answered
    assert (await asks(desk, f"unmute {target}", LISTED)).answered
    assert [change.action for change in await audited(desk)] == ["unmute", "mute"]


async def test_who_is_in_a_listed_group_may_mute_and_unmute_until_a_reload_takes_the_right(
    desk: Newsroom,
) -> None:
    group = frozenset({"slack:S0123456789"})
    assert not (await asks(desk, "mute channel", groups=group)).answered
    desk.rights = Rights(people=group)
    desk.setup.swap(desk.make_setup())
    assert (await asks(desk, "mute channel", groups=group)).answered
    assert (await asks(desk, "unmute channel", "slack:UOTHER", groups=group)).answered
    desk.rights = MANAGERS
    desk.setup.swap(desk.make_setup())
    assert not (await asks(desk, "mute channel", groups=group)).answered


async def test_who_is_refused_hears_why_groups_are_not_known(desk: Newsroom) -> None:
    unread = "Slack did not tell who is in the groups named there: missing_scope."
    reply = await asks(desk, "mute watch russian-oil", unread=unread)
    assert not reply.answered
    assert unread in text_of(reply.message)
    await asks(desk, "mute watch russian-oil", LISTED)
    assert unread in text_of((await asks(desk, "unmute watch russian-oil", unread=unread)).message)


async def test_a_story_anybody_may_mute_and_unmute(desk: Newsroom) -> None:
    assert (await asks(desk, "mute story last")).answered
    assert (await asks(desk, "unmute last", "slack:UOTHER")).answered


async def test_of_several_mutes_those_are_ended_that_one_may_end(desk: Newsroom) -> None:
    await asks(desk, "mute watch russian-oil", LISTED)
    assert "rights: " in await refused(desk, "unmute watch russian-oil")
    desk.rights = Rights(everyone=True)
    desk.setup.swap(desk.make_setup())
    await asks(desk, "mute watch russian-oil for 1h")
    desk.rights = MANAGERS
    desk.setup.swap(desk.make_setup())
    assert (await asks(desk, "unmute watch russian-oil")).answered
    (left,) = await desk.store.transact(lambda records: records.silences.active(desk.clock.now()))
    assert left.author == LISTED


async def test_every_change_is_kept_with_who_where_and_when_and_the_list_tells_the_last(
    desk: Newsroom,
) -> None:
    desk.at("10:00")
    await asks(desk, "mute watch russian-oil", LISTED)
    assert await audited(desk) == (
        Audited(
            at=desk.clock.now(),
            actor=LISTED,
            action="mute",
            target="watch russian-oil",
            channel=DIPLOMACY,
        ),
    )
    listed = text_of((await asks(desk, "list")).message)
    assert f"Last change: mute watch russian-oil in slack:#diplomacy, by {LISTED}, 10:00" in listed


async def test_the_list_tells_the_last_mute_whatever_else_was_changed_since(desk: Newsroom) -> None:
    await asks(desk, "mute watch russian-oil", LISTED)
    retried = Audited(at=desk.clock.now(), actor="cli:ann", action="retry", target="feed x", channel=None)
    await desk.store.transact(lambda records: records.audit.add(retried))
    listed = text_of((await asks(desk, "list")).message)
    assert "Last change: mute watch russian-oil" in listed
    assert "retry" not in listed


@pytest.mark.parametrize("asked", ["share mute watch russian-oil", "share latest zzz", "mute watch zzz"])
async def test_why_there_is_no_answer_is_for_who_asked_alone(desk: Newsroom, asked: str) -> None:
    reply = await asks(desk, asked)
    assert (reply.answered, reply.message.private) == (False, True)
    assert not (await asks(desk, "share list")).message.private


async def test_a_mute_an_unmute_and_a_vote_that_come_twice_have_one_effect(desk: Newsroom) -> None:
    """A platform may send a press again that it never saw acknowledged."""
    (shown,) = desk.notifier.shown.values()
    for asked in ("mute watch russian-oil", f"useful {shown.key}"):
        await asks(desk, asked, LISTED)
        await asks(desk, asked, LISTED)
    silences = await desk.store.transact(lambda records: records.silences.latest(9))
    assert (len(silences), len(await said(desk))) == (1, 1)
    (silence,) = silences
    assert (await asks(desk, f"unmute {silence.id}", LISTED)).answered
    (ended,) = await desk.store.transact(lambda records: records.silences.latest(9))
    desk.at("10:00")
    assert not (await asks(desk, f"unmute {silence.id}", LISTED)).answered
    assert await desk.store.transact(lambda records: records.silences.latest(9)) == (ended,)


async def test_feeds_tells_of_places_that_refused_three_times_until_they_are_tried_again(
    desk: Newsroom,
) -> None:
    pacing = Pacing()
    desk.desk = NewsDesk(store=desk.store, setup=desk.setup, clock=desk.clock, pacing=pacing)
    refused = Refused(reason=Reason.NOT_ALLOWED, detail="not_in_channel: invite the bot")
    for _ in range(3):
        assert "slack:#energy" not in text_of((await asks(desk, "feeds")).message)
        pacing.learn(ENERGY, refused, desk.clock.now(), due_at=desk.clock.now())
    text = text_of((await asks(desk, "feeds")).message)
    assert "nothing is sent to: 1" in text
    assert "slack:#energy: refused several times: not_in_channel: invite the bot" in text
    desk.at("10:02")
    assert "slack:#energy" not in text_of((await asks(desk, "feeds")).message)


async def test_the_21st_question_of_a_minute_is_refused_politely_buttons_too(desk: Newsroom) -> None:
    for number in range(20):
        assert (await asks(desk, "list" if number % 2 else "latest india-russia-summit")).answered
    assert "more than 20 questions in a minute. Please ask again in 60 s." in await refused(desk, "why last")
    assert (await asks(desk, "list", "slack:UOTHER")).answered
    desk.at("09:02")
    assert (await asks(desk, "list")).answered


@pytest.mark.parametrize("actor", ["page", "cli:ann", ""])
async def test_the_page_and_the_terminal_are_many_people_or_the_operator(desk: Newsroom, actor: str) -> None:
    for _ in range(25):
        assert (await asks(desk, "list", actor)).answered


async def test_an_alert_asks_whether_it_is_useful_and_keeps_what_each_person_said_last(
    desk: Newsroom,
) -> None:
    (shown,) = desk.notifier.shown.values()
    buttons = {button.label: button for button in shown.message.buttons}
    assert list(buttons) == ["Timeline", "Why this?", "Mute for 8 h", "Useful", "Not useful"]
    press = {label: f"{buttons[label].verb} {buttons[label].target}" for label in ("Useful", "Not useful")}
    first = await asks(desk, press["Useful"])
    assert "Noted: useful" in text_of(first.message)
    assert actions(first.message) == [buttons["Not useful"].action]
    await asks(desk, press["Useful"])
    await asks(desk, press["Useful"], "discord:42")
    changed = await asks(desk, press["Not useful"])
    assert "Noted: not useful" in text_of(changed.message)
    assert {(one.actor, one.useful) for one in await said(desk)} == {(GUEST, False), ("discord:42", True)}
    one, _ = await said(desk)
    assert (one.headline, one.watches, one.channel) == (FIRST.title, (SUMMIT.id,), DIPLOMACY)
    assert "No alert has that id: “gone”." in await refused(desk, "useful gone")


async def test_feedback_changes_nothing_else(desk: Newsroom) -> None:
    (shown,) = desk.notifier.shown.values()
    await asks(desk, f"not-useful {shown.key}")
    assert await audited(desk) == ()
    await desk.at("10:00").publishes("delhi", BARRELS)
    await desk.until("10:01")
    assert len(desk.headlines(ENERGY)) == 1


@pytest.mark.parametrize(
    "asked",
    ["latest india-russia-summit", "timeline india-russia-summit", "search summit", "why last", "feeds"],
)
async def test_an_answer_is_shared_as_it_is_without_offering_it_again(desk: Newsroom, asked: str) -> None:
    answer = (await asks(desk, asked)).message
    *others, share = answer.buttons
    assert share.action == f"v1:share:{asked}"
    shared = await asks(desk, f"share {share.target}")
    assert shared.message == replace(answer, buttons=tuple(others))


@pytest.mark.parametrize("asked", ["mute story last", "unmute last", "share list", "", "nonsense"])
async def test_only_answers_that_change_nothing_are_shared(desk: Newsroom, asked: str) -> None:
    assert "has no answer to be shared" in await refused(desk, f"share {asked}")
    assert await audited(desk) == ()


@pytest.mark.parametrize("actor", ["page", "cli:ann"])
async def test_outside_of_chat_there_is_nobody_to_share_with(desk: Newsroom, actor: str) -> None:
    assert not [one for one in actions((await asks(desk, "list", actor)).message) if "share" in one]


async def test_digest_tells_the_schedule_and_what_is_held(desk: Newsroom) -> None:
    later = report("India and Russia prepare new summit agenda", "Trade leads the agenda.", outlet="courier")
    await desk.at("22:30").publishes("courier", later)
    await desk.until("22:31")
    text = text_of((await asks(desk, "digest")).message)
    assert "Digests of slack:#diplomacy" in text
    assert "Digest: Every day at 08:00 Europe/Berlin, next 07:00" in text
    assert f"Held: {later.title} · Held for the digest at the end of the quiet hours: " in text
    assert "until 21 Nov 2025, 06:00 UTC" in text
    assert "config/channels.yaml" in text


async def test_a_channel_without_digest_says_so(desk: Newsroom) -> None:
    assert "Digest: None is scheduled" in text_of((await asks(desk, "digest", at=ENERGY)).message)


async def test_digest_now_is_a_preview_that_tells_and_takes_nothing(desk: Newsroom) -> None:
    posts = len(desk.notifier.shown)
    preview = await asks(desk, "digest now")
    assert "Daily digest: 1 story since" in text_of(preview.message)
    assert FIRST.title in text_of(preview.message)
    assert "A preview for you alone" in text_of(preview.message)
    assert preview == await asks(desk, "digest now slack:#diplomacy", at=ENERGY)
    assert "nothing to tell" in text_of((await asks(desk, "digest now", at=ENERGY)).message)
    await desk.until("09:30")
    assert len(desk.notifier.shown) == posts


async def test_a_preview_tells_what_came_since_the_last_digest(desk: Newsroom) -> None:
    await desk.at("2025-11-21 07:00").work()
    assert FIRST.title in desk.texts()[-1]
    assert "nothing to tell since 07:00" in text_of((await asks(desk, "digest now")).message)


@pytest.mark.parametrize("asked", ["digest off", "digest schedule daily"])
async def test_the_schedule_is_the_operators_and_the_answer_says_where(desk: Newsroom, asked: str) -> None:
    assert "config/channels.yaml says when a channel gets its digest" in await refused(desk, asked)


async def test_digest_of_a_channel_that_is_none_suggests_one(desk: Newsroom) -> None:
    reply = await asks(desk, "digest slack:#diplomaci")
    assert "Did you mean: slack:#diplomacy?" in text_of(reply.message)
    assert actions(reply.message) == ["v1:digest:slack:#diplomacy"]
