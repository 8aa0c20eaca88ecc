"""The Discord adapter against a server in a process of its own that speaks Discord's protocol."""

import asyncio
import json
import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import discord
import jsonschema
import pytest

from adapters.discord.platform import DiscordPlatform
from bot.core.channels import Channel, Platform
from bot.core.deliveries import (
    DeliveryKey,
    Found,
    NotFound,
    Receipt,
    Refused,
    Sent,
    TryAgain,
    Unreadable,
    Unsure,
)
from bot.core.messages import Button, Headline, Link, Message, Paragraph, Severity, Text
from bot.core.reasons import Reason
from bot.errors import AuthenticationFailed, PlatformUnreachable
from bot.ports import Choice, Outgoing, Question, Wanted
from fakes.control import Control, controlled
from fakes.processes import running

TOKEN = "discord-test"
KEY = DeliveryKey("0123456789abcdef0123")
OTHER = DeliveryKey("fedcba9876543210fedc")
DIPLOMACY = Channel(platform=Platform.DISCORD, name="diplomacy")
MESSAGE = Message(
    severity=Severity.HIGH,
    blocks=(
        Headline(spans=(Link(text="Putin to visit India", url="https://ndtv.example/a"),)),
        Paragraph(spans=(Text(text="@everyone <@700> **bold**"),)),
    ),
    buttons=(Button(label="Why this?", verb="why", target="story-1"),),
)


class EchoDesk:
    """Answers with the question, and completes with two events."""

    async def answer(self, question: Question) -> Message:
        text = f"{question.verb}|{question.text}|{question.actor}|{question.channel or 'somewhere'}"
        return Message(blocks=(Paragraph(spans=(Text(text=text),)),))

    async def suggest(self, typed: str) -> tuple[Choice, ...]:
        return (
            Choice(label=f"Summit {typed}", value="india-russia-summit"),
            Choice(label="Visit", value="visit"),
        )


class SilentDesk(EchoDesk):
    """Never gets to an answer."""

    def __init__(self) -> None:
        self.asked = asyncio.Event()

    async def answer(self, _question: Question) -> Message:
        self.asked.set()
        return await asyncio.get_running_loop().create_future()


class Fake(Control):
    async def openings(self) -> int:
        """How often a thread was asked for."""
        return sum(call["path"].endswith("/threads") for call in await self.get("calls"))

    async def creations(self) -> int:
        calls = await self.get("calls")
        return sum((c["method"], c["path"][-8:]) == ("POST", "messages") for c in calls)


@pytest.fixture
async def fake(discord_url: str) -> AsyncIterator[Fake]:
    async with controlled(Fake, discord_url) as fake:
        yield fake


@pytest.fixture
def base(fake: Fake) -> str:
    return fake.url


@pytest.fixture
async def platform(base: str) -> AsyncIterator[DiscordPlatform]:
    platform = platform_at(base)
    await platform.connect(EchoDesk())
    yield platform
    await platform.close()


def platform_at(base: str, token: str = TOKEN, **ids: str) -> DiscordPlatform:
    gateway = f"{base.replace('http', 'ws', 1)}gateway"
    return DiscordPlatform(token, api_url=f"{base}api/v10", gateway_url=gateway, channel_ids=ids)


def outgoing(key: DeliveryKey = KEY, channel: Channel = DIPLOMACY, message: Message = MESSAGE) -> Outgoing:
    return Outgoing(key=key, channel=channel, message=message)


def reply(head: Receipt, key: DeliveryKey = OTHER, message: Message = MESSAGE) -> Outgoing:
    return Outgoing(key=key, channel=DIPLOMACY, message=message, thread=head)


def wanted(key: DeliveryKey, channel: Channel, since: datetime, thread: Receipt | None = None) -> Wanted:
    return Wanted(keys=frozenset({key}), channel=channel, since=since, thread=thread)


async def posted(platform: DiscordPlatform, outgoing: Outgoing) -> Receipt:
    outcome = await platform.notifier.post(outgoing)
    assert isinstance(outcome, Sent), outcome
    return outcome.receipt


def found(receipt: Receipt, key: DeliveryKey | None = KEY) -> Found:
    """Discord's id of a message says when it was sent."""
    return Found(receipt=receipt, key=key, at=discord.utils.snowflake_time(int(receipt.message_id)))


def just_now() -> datetime:
    return datetime.now(UTC)


async def test_a_post_is_one_message_with_its_key_as_nonce_and_no_mentions(
    platform: DiscordPlatform, fake: Fake
) -> None:
    outcome = await platform.notifier.post(outgoing())
    (message,) = await fake.get("messages")
    assert outcome == Sent(receipt=Receipt(channel_id="1002", message_id=message["id"]))
    assert message["nonce"] == KEY
    assert message["allowed_mentions"]["parse"] == []
    assert message["flags"] & 4, "previews are suppressed"


async def test_the_same_key_twice_while_the_nonce_lives_is_one_message(
    platform: DiscordPlatform, fake: Fake
) -> None:
    first = await platform.notifier.post(outgoing())
    assert await platform.notifier.post(outgoing()) == first
    assert len(await fake.get("messages")) == 1
    assert await platform.notifier.post(outgoing(OTHER)) != first


async def test_an_edit_changes_the_message_in_place_and_mentions_nobody(
    platform: DiscordPlatform, fake: Fake
) -> None:
    sent = await platform.notifier.post(outgoing())
    assert isinstance(sent, Sent)
    later = Message(blocks=(Paragraph(spans=(Text(text="changed"),)),))
    assert await platform.notifier.edit(outgoing(message=later), sent.receipt) == sent
    (message,) = await fake.get("messages")
    assert message["components"][0]["components"][0]["content"] == "changed"
    assert message["edits"][0]["allowed_mentions"]["parse"] == []


async def test_a_message_is_found_by_its_key_after_the_nonce_is_forgotten_and_after_an_edit(
    platform: DiscordPlatform, fake: Fake
) -> None:
    began = just_now()
    for number in range(150):  # two pages of history
        await platform.notifier.post(outgoing(DeliveryKey(f"{number:020x}")))
        if number == 120:
            sent = await platform.notifier.post(outgoing())
    assert isinstance(sent, Sent)
    await platform.notifier.edit(outgoing(), sent.receipt)
    await fake.post("forget-nonces")
    assert await platform.notifier.find(wanted(KEY, DIPLOMACY, began)) == found(sent.receipt)
    assert await platform.notifier.find(wanted(OTHER, DIPLOMACY, began)) == NotFound()


async def test_messages_from_before_the_dispatch_are_not_searched(platform: DiscordPlatform) -> None:
    await platform.notifier.post(outgoing())
    later = just_now() + timedelta(minutes=10)
    assert await platform.notifier.find(wanted(KEY, DIPLOMACY, later)) == NotFound()


async def test_an_empty_history_is_no_proof_where_the_right_to_read_it_is_missing(
    platform: DiscordPlatform,
) -> None:
    hidden = Channel(platform=Platform.DISCORD, name="no-history")
    assert isinstance(await platform.notifier.post(outgoing(channel=hidden)), Sent)
    unread = await platform.notifier.find(wanted(KEY, hidden, just_now()))
    assert isinstance(unread, Unreadable)
    assert "Read Message History" in unread.detail


async def test_an_empty_history_is_no_proof_where_nobody_knows_of_the_right_to_read_it(base: str) -> None:
    platform = platform_at(base, untold="1008")
    untold = Channel(platform=Platform.DISCORD, name="untold")
    await platform.connect(EchoDesk())
    try:
        empty = await platform.notifier.find(wanted(KEY, untold, just_now()))
        await posted(platform, outgoing(OTHER, untold))
        read = await platform.notifier.find(wanted(KEY, untold, just_now()))
    finally:
        await platform.close()
    assert isinstance(empty, Unreadable)
    assert read == NotFound()


@pytest.mark.parametrize(
    ("fault", "expected", "messages"),
    [
        ({"mode": "reset_before_accept"}, Unsure, 0),
        ({"mode": "reset_after_accept"}, Unsure, 1),
        ({"mode": "not_json"}, Unsure, 1),
        ({"mode": "status", "status": 500}, Unsure, 0),
        ({"mode": "status_after_accept", "status": 502}, Unsure, 1),
        ({"mode": "status", "status": 503}, Unsure, 0),
        ({"mode": "status", "status": 400, "code": 99}, Reason.PLATFORM_ERROR, 0),
        ({"mode": "status", "status": 401}, Reason.TOKEN_REFUSED, 0),
        ({"mode": "status", "status": 403, "code": 50001}, Reason.NOT_ALLOWED, 0),
        ({"mode": "status", "status": 404, "code": 10003}, Reason.NO_SUCH_CHANNEL, 0),
        ({"mode": "status", "status": 400, "code": 50035}, Reason.MESSAGE_REFUSED, 0),
    ],
    ids=lambda value: value["mode"] + str(value.get("code", "")) if isinstance(value, dict) else None,
)
async def test_a_failed_post_is_one_request_and_says_what_became_of_it(
    platform: DiscordPlatform, fake: Fake, fault: dict[str, Any], expected: Any, messages: int
) -> None:
    await fake.post("faults", method="POST", path="/messages", times=9, **fault)
    outcome = await platform.notifier.post(outgoing())
    assert await fake.creations() == 1
    assert len(await fake.get("messages")) == messages
    if expected is Unsure:
        assert isinstance(outcome, Unsure)
    else:
        assert isinstance(outcome, TryAgain | Refused)
        assert outcome.reason is expected


async def test_a_rate_limited_channel_is_not_asked_again_before_its_time_and_others_are(
    platform: DiscordPlatform, fake: Fake
) -> None:
    await fake.post("faults", method="POST", path="/1002/messages", mode="ratelimited", seconds=30.5, times=9)
    first = await platform.notifier.post(outgoing())
    assert first == TryAgain(reason=Reason.RATE_LIMITED, detail=first.detail, after=timedelta(seconds=30.5))
    second = await platform.notifier.post(outgoing())
    assert isinstance(second, TryAgain)
    assert second.after is not None
    assert second.after <= timedelta(seconds=30.5)
    assert await fake.creations() == 1
    energy = Channel(platform=Platform.DISCORD, name="energy")
    assert isinstance(await platform.notifier.post(outgoing(channel=energy)), Sent)


async def test_the_limit_over_everything_holds_every_channel_back(
    platform: DiscordPlatform, fake: Fake
) -> None:
    fault = {"mode": "ratelimited", "seconds": 30, "everywhere": True}
    await fake.post("faults", method="POST", path="/messages", **fault)
    await platform.notifier.post(outgoing())
    energy = Channel(platform=Platform.DISCORD, name="energy")
    outcome = await platform.notifier.post(outgoing(channel=energy))
    assert isinstance(outcome, TryAgain)
    assert outcome.reason is Reason.RATE_LIMITED


@pytest.mark.parametrize("mode", ["reset_after_accept", "status_after_accept"])
async def test_an_edit_whose_answer_is_lost_is_simply_made_again(
    platform: DiscordPlatform, fake: Fake, mode: str
) -> None:
    sent = await platform.notifier.post(outgoing())
    assert isinstance(sent, Sent)
    await fake.post("faults", method="PATCH", path="/messages", mode=mode)
    outcome = await platform.notifier.edit(outgoing(), sent.receipt)
    assert isinstance(outcome, TryAgain)
    assert await platform.notifier.edit(outgoing(), sent.receipt) == sent


async def test_an_edit_of_a_deleted_message_says_that_it_is_gone(platform: DiscordPlatform) -> None:
    outcome = await platform.notifier.edit(outgoing(), Receipt(channel_id="1002", message_id="123"))
    assert isinstance(outcome, Refused)
    assert outcome.reason is Reason.MESSAGE_GONE


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ({"mode": "status", "status": 403, "code": 50001}, Unreadable),
        ({"mode": "status", "status": 500}, TryAgain),
        ({"mode": "ratelimited", "seconds": 5}, TryAgain),
        ({"mode": "reset_before_accept", "times": 2}, TryAgain),  # aiohttp repeats a GET once
    ],
    ids=["forbidden", "server-fault", "rate-limited", "reset"],
)
async def test_a_history_that_cannot_be_read_is_not_taken_for_an_absent_message(
    platform: DiscordPlatform, fake: Fake, fault: dict[str, Any], expected: type
) -> None:
    await platform.notifier.post(outgoing())
    await fake.post("faults", method="GET", path="/messages", **fault)
    assert isinstance(await platform.notifier.find(wanted(OTHER, DIPLOMACY, just_now())), expected)


async def test_a_reply_opens_one_thread_named_after_the_headline_and_is_sent_into_it(
    platform: DiscordPlatform, fake: Fake
) -> None:
    head = await posted(platform, outgoing())
    reply_receipt = await posted(platform, reply(head))
    (thread,) = await fake.get("threads")
    assert thread["sent"]["name"] == "Putin to visit India"
    assert thread["sent"]["auto_archive_duration"] == 1440
    assert thread["id"] == head.message_id == reply_receipt.channel_id
    message = (await fake.get("messages"))[-1]
    assert (message["channel_id"], message["nonce"]) == (thread["id"], OTHER)
    assert message["allowed_mentions"]["parse"] == []


async def test_the_gateway_tells_of_the_thread_so_that_it_is_asked_for_once(
    platform: DiscordPlatform, fake: Fake
) -> None:
    head = await posted(platform, outgoing())
    for number in range(3):
        await posted(platform, reply(head, DeliveryKey(f"reply-{number}")))
    assert await fake.openings() == 1


async def test_a_thread_that_is_there_already_takes_the_reply_after_a_restart(base: str, fake: Fake) -> None:
    before, after = platform_at(base), platform_at(base)
    try:
        await before.connect(EchoDesk())
        head = await posted(before, outgoing())
        await posted(before, reply(head))
        await before.close()
        await after.connect(EchoDesk())
        second = await posted(after, reply(head, DeliveryKey("second")))
    finally:
        await before.close()
        await after.close()
    assert second.channel_id == head.message_id
    assert len(await fake.get("threads")) == 1
    assert await fake.openings() == 2


async def test_the_same_reply_twice_while_the_nonce_lives_is_one_message(
    platform: DiscordPlatform, fake: Fake
) -> None:
    head = await posted(platform, outgoing())
    first = await posted(platform, reply(head))
    assert await posted(platform, reply(head)) == first
    assert len(await fake.get("messages")) == 2


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ({"mode": "reset_before_accept"}, Reason.UNREACHABLE),
        ({"mode": "reset_after_accept"}, Reason.UNREACHABLE),
        ({"mode": "status_after_accept", "status": 502}, Reason.UNREACHABLE),
        ({"mode": "not_json"}, None),
        ({"mode": "ratelimited", "seconds": 9}, Reason.RATE_LIMITED),
        ({"mode": "status", "status": 400, "code": 160004}, Reason.MESSAGE_GONE),
        ({"mode": "status", "status": 400, "code": 160006}, Reason.THREAD_CLOSED),
        ({"mode": "status", "status": 404, "code": 10003}, Reason.NO_SUCH_CHANNEL),
        ({"mode": "status", "status": 404, "code": 10008}, Reason.MESSAGE_GONE),
        ({"mode": "status", "status": 403, "code": 50013}, Reason.NOT_ALLOWED),
    ],
    ids=lambda value: value["mode"] + str(value.get("code", "")) if isinstance(value, dict) else None,
)
async def test_a_thread_that_cannot_be_opened_keeps_the_reply_back_and_nobody_is_unsure(
    platform: DiscordPlatform, fake: Fake, fault: dict[str, Any], expected: Reason | None
) -> None:
    """160004 without a thread: it was deleted. What is no JSON was carried out."""
    head = await posted(platform, outgoing())
    await fake.post("faults", method="POST", path="/threads", **fault)
    outcome = await platform.notifier.post(reply(head))
    if expected is None:
        assert isinstance(outcome, Sent)
        return
    assert isinstance(outcome, TryAgain | Refused)
    assert outcome.reason is expected
    assert len(await fake.get("messages")) == 1
    assert await fake.openings() == 1


@pytest.mark.parametrize("mode", ["reset_after_accept", "status_after_accept"])
async def test_a_thread_whose_answer_was_lost_is_used_at_the_next_try(
    platform: DiscordPlatform, fake: Fake, mode: str
) -> None:
    head = await posted(platform, outgoing())
    await fake.post("faults", method="POST", path="/threads", mode=mode)
    assert isinstance(await platform.notifier.post(reply(head)), TryAgain)
    await posted(platform, reply(head))
    assert len(await fake.get("threads")) == 1


async def test_a_reply_whose_answer_was_lost_leaves_us_unsure_after_one_message(
    platform: DiscordPlatform, fake: Fake
) -> None:
    began = just_now()
    head = await posted(platform, outgoing())
    fault = {"path": f"/{head.message_id}/messages", "mode": "reset_after_accept", "times": 9}
    await fake.post("faults", method="POST", **fault)
    assert isinstance(await platform.notifier.post(reply(head)), Unsure)
    assert await fake.creations() == 2
    message = (await fake.get("messages"))[-1]
    expected = found(Receipt(channel_id=head.message_id, message_id=message["id"]), OTHER)
    assert await platform.notifier.find(wanted(OTHER, DIPLOMACY, began, head)) == expected


async def test_a_thread_that_was_deleted_takes_no_reply_any_more(
    platform: DiscordPlatform, fake: Fake
) -> None:
    head = await posted(platform, outgoing())
    await posted(platform, reply(head))
    await fake.post("delete", thread=head.message_id)
    outcome = await platform.notifier.post(reply(head, DeliveryKey("second")))
    assert isinstance(outcome, Refused)
    assert outcome.reason is Reason.MESSAGE_GONE


async def test_a_locked_thread_refuses_a_reply_by_name(platform: DiscordPlatform, fake: Fake) -> None:
    head = await posted(platform, outgoing())
    path = f"/{head.message_id}/messages"
    await fake.post("faults", method="POST", path=path, mode="status", status=403, code=160005)
    outcome = await platform.notifier.post(reply(head))
    assert isinstance(outcome, Refused)
    assert outcome.reason is Reason.THREAD_CLOSED
    assert "locked" in outcome.detail


@pytest.mark.parametrize(
    ("name", "named"), [("no-threads", "Create Public Threads"), ("no-replies", "Send Messages in Threads")]
)
async def test_a_right_that_a_reply_lacks_is_named(platform: DiscordPlatform, name: str, named: str) -> None:
    channel = Channel(platform=Platform.DISCORD, name=name)
    head = await posted(platform, outgoing(channel=channel))
    outcome = await platform.notifier.post(reply(head))
    assert isinstance(outcome, Refused)
    assert outcome.reason is Reason.NOT_ALLOWED
    assert named in outcome.detail


async def test_an_empty_thread_is_no_proof_where_the_right_to_read_it_is_missing(
    platform: DiscordPlatform,
) -> None:
    hidden = Channel(platform=Platform.DISCORD, name="no-history")
    head = await posted(platform, outgoing(channel=hidden))
    await posted(platform, reply(head))
    unread = await platform.notifier.find(wanted(OTHER, hidden, just_now(), head))
    assert isinstance(unread, Unreadable)


async def test_any_message_of_ours_is_none_of_another_bot_and_none_without_a_key(
    platform: DiscordPlatform, fake: Fake
) -> None:
    began = just_now()
    head = await posted(platform, outgoing())
    await fake.post("message", channel="1002", author="901")
    await fake.post("message", channel="1002", bare=True)
    ours = await platform.notifier.find(Wanted(keys=None, channel=DIPLOMACY, since=began))
    assert ours == found(head, None)


async def test_a_question_from_a_thread_names_its_channel(base: str, fake: Fake) -> None:
    platform = platform_at(base, **{"#diplomacy": "1002"})
    await platform.connect(EchoDesk())
    try:
        head = await posted(platform, outgoing())
        await posted(platform, reply(head))
        for place in ("1002", head.message_id):
            answer = await fake.post("button", custom_id="v1:why:x", channel=place)
            shown = answer["message"]["components"][0]["components"][0]["content"]
            assert shown == r"why\|x\|discord:700\|discord:\#diplomacy"
    finally:
        await platform.close()


async def test_a_channel_is_found_by_name_or_by_the_operators_id_and_a_wrong_name_gets_a_hint(
    base: str,
) -> None:
    platform = platform_at(base, alerts="1005")
    await platform.connect(EchoDesk())
    try:
        alerts = Channel(platform=Platform.DISCORD, name="#alerts")
        by_id = await platform.notifier.post(outgoing(channel=alerts))
        assert isinstance(by_id, Sent)
        assert by_id.receipt.channel_id == "1005"
        wrong = Channel(platform=Platform.DISCORD, name="diplomcy")
        unknown = await platform.notifier.post(outgoing(channel=wrong))
        assert isinstance(unknown, Refused)
        assert unknown.reason is Reason.NO_SUCH_CHANNEL
        assert "config/channels.yaml" in unknown.detail
        read_only = Channel(platform=Platform.DISCORD, name="read-only")
        barred = await platform.notifier.post(outgoing(channel=read_only))
        assert isinstance(barred, Refused)
        assert barred.reason is Reason.NOT_ALLOWED
    finally:
        await platform.close()


async def test_a_server_that_is_gone_is_unreachable_and_nothing_was_sent() -> None:
    before = asyncio.all_tasks()
    with running("fakes.discord_server") as base:
        platform = platform_at(base)
        await platform.connect(EchoDesk())
    try:
        outcome = await platform.notifier.post(outgoing())
        assert isinstance(outcome, TryAgain | Unsure)  # Unsure only where the old connection seemed alive
        again = await platform.notifier.post(outgoing())
        assert isinstance(again, TryAgain)
        assert again.reason is Reason.UNREACHABLE
    finally:
        await platform.close()
    assert asyncio.all_tasks() <= before, "the wait for the next try to reconnect has ended too"


async def test_a_notifier_that_is_not_connected_says_so(base: str) -> None:
    platform = platform_at(base, diplomacy="1002")
    for _moment in ("before connect", "after close"):
        outcome = await platform.notifier.post(outgoing())
        assert isinstance(outcome, TryAgain)
        assert outcome.reason is Reason.UNREACHABLE
        await platform.close()


async def test_a_wrong_token_is_one_sentence_that_names_the_setting_and_not_the_token(base: str) -> None:
    platform = platform_at(base, token="wrong-secret")
    with pytest.raises(AuthenticationFailed) as caught:
        await platform.connect(EchoDesk())
    assert "DISCORD_TOKEN" in str(caught.value)
    assert "wrong-secret" not in str(caught.value)
    await platform.close()


@pytest.mark.parametrize("code", [4004, 4014])
async def test_a_gateway_that_refuses_for_good_is_told_apart_from_a_passing_fault(
    base: str, fake: Fake, code: int
) -> None:
    await fake.post("gateway", close_on_identify=code)
    with pytest.raises(AuthenticationFailed, match=str(code)):
        await platform_at(base).connect(EchoDesk())
    assert len((await fake.get("gateway"))["identifies"]) == 1


async def test_a_platform_that_does_not_answer_is_unreachable() -> None:
    with pytest.raises(PlatformUnreachable, match="Discord"):
        await platform_at("http://127.0.0.1:9/").connect(EchoDesk())


async def test_close_leaves_no_task_behind(base: str) -> None:
    before = asyncio.all_tasks()
    platform = platform_at(base)
    await platform.connect(EchoDesk())
    await platform.close()
    await platform.close()
    assert asyncio.all_tasks() <= before


async def test_close_ends_an_answer_under_way(base: str, fake: Fake) -> None:
    before = asyncio.all_tasks()
    desk, platform = SilentDesk(), platform_at(base)
    await platform.connect(desk)
    asking = asyncio.create_task(fake.post("command", verb="help"))
    await desk.asked.wait()
    await platform.close()
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)
    assert asyncio.all_tasks() <= before


@pytest.mark.usefixtures("platform")
async def test_only_the_guilds_intent_is_asked_for(fake: Fake) -> None:
    (identify,) = (await fake.get("gateway"))["identifies"]
    assert identify["intents"] == 1


@pytest.mark.usefixtures("platform")
async def test_a_command_is_acknowledged_and_answered_to_the_asker_alone(fake: Fake) -> None:
    answer = await fake.post("command", verb="latest", options={"event": "india-russia-summit"})
    assert answer["callback"] == {"type": 5, "data": {"flags": 64}}
    (container,) = answer["message"]["components"]
    shown = container["components"][0]["content"]
    assert shown == r"latest\|india-russia-summit\|discord:700\|somewhere"
    assert answer["body"]["allowed_mentions"]["parse"] == []


@pytest.mark.usefixtures("platform")
async def test_help_and_why_are_commands_too(fake: Fake) -> None:
    for verb, options in (("help", {}), ("why", {"item": "last"})):
        answer = await fake.post("command", verb=verb, options=options)
        assert answer["message"]["components"][0]["components"][0]["content"].startswith(verb)


@pytest.mark.usefixtures("platform")
async def test_completion_offers_what_the_desk_suggests(fake: Fake) -> None:
    answer = await fake.post("autocomplete", verb="latest", options={"event": "ind"})
    assert answer["callback"]["data"]["choices"] == [
        {"name": "Summit ind", "value": "india-russia-summit"},
        {"name": "Visit", "value": "visit"},
    ]


@pytest.mark.usefixtures("platform")
async def test_a_button_of_a_message_from_before_the_start_still_works(fake: Fake) -> None:
    answer = await fake.post("button", custom_id="v1:why:story-1")
    assert answer["callback"]["data"]["flags"] == 64
    assert answer["message"]["components"][0]["components"][0]["content"].startswith(r"why\|story-1\|")


@pytest.mark.usefixtures("platform")
async def test_a_dropped_gateway_is_resumed_and_no_question_is_lost(fake: Fake) -> None:
    await fake.post("gateway", drop=4000)
    answer = await fake.post("command", verb="latest", options={"event": "x"})
    assert answer["message"]
    assert (await fake.get("gateway"))["resumes"] == 1


def api_description() -> dict[str, Any]:
    beside = Path(__file__).resolve().parents[3] / "shared" / "data"
    file = Path(os.environ.get("WIREWATCH_DATA", beside)) / "platforms" / "discord-openapi.json"
    if not file.exists():
        pytest.skip(f"Discord's API description is not at {file}: set WIREWATCH_DATA to its folder")
    return json.loads(file.read_text())


async def test_what_is_sent_fits_the_api_description_of_the_platform(
    platform: DiscordPlatform, fake: Fake
) -> None:
    api = api_description()
    sent = await platform.notifier.post(outgoing())
    assert isinstance(sent, Sent)
    await platform.notifier.edit(outgoing(), sent.receipt)
    await posted(platform, reply(sent.receipt))
    message, _reply = await fake.get("messages")
    (thread,) = await fake.get("threads")
    bodies = {
        "MessageCreateRequest": message["sent"],
        "MessageEditRequestPartial": message["edits"][0],
        "CreateTextThreadWithMessageRequest": thread["sent"],
    }
    for schema, body in bodies.items():
        rules = {"$ref": f"#/components/schemas/{schema}", "components": api["components"]}
        assert [e.message for e in jsonschema.Draft202012Validator(rules).iter_errors(body)] == []
