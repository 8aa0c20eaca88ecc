"""The real Slack clients against a fake Slack in a process of its own."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from adapters.slack import limits
from adapters.slack.addresses import Addresses
from adapters.slack.calls import web_client
from adapters.slack.notifier import SlackNotifier
from adapters.slack.platform import SlackPlatform
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
from bot.core.messages import Button, Headline, Message, Severity, Text
from bot.core.reasons import Reason
from bot.errors import AuthenticationFailed, PlatformUnreachable
from bot.ports import Choice, Outgoing, Question, Wanted
from fakes.control import Control, controlled

pytestmark = pytest.mark.usefixtures("no_proxy")

BOT, APP = "xoxb-test", "xapp-test"
CLOSED = "http://127.0.0.1:9/"
"""Nobody listens on the discard port."""
DIPLOMACY = Channel(platform=Platform.SLACK, name="#diplomacy")
IDS = {"#diplomacy": "C00000001"}
KEY = DeliveryKey("0123456789abcdef0123")
AN_HOUR_AGO = datetime.now(UTC) - timedelta(hours=1)


class Fake(Control):
    async def called(self, method: str) -> list[Any]:
        return [call["args"] for call in await self.get("calls") if call["method"] == method]


class Answers:
    """A desk that says what it was asked."""

    async def answer(self, question: Question) -> Message:
        place = question.channel or "somewhere"
        return saying(f"{question.actor} asked {question.verb}({question.text}) in {place}")

    async def suggest(self, typed: str) -> tuple[Choice, ...]:
        raise NotImplementedError(typed)


def saying(words: str) -> Message:
    return Message(blocks=(Headline(spans=(Text(text=words),)),), severity=Severity.HIGH)


def outgoing(
    words: str = "Putin to visit India",
    key: DeliveryKey = KEY,
    name: str = "#diplomacy",
    thread: Receipt | None = None,
) -> Outgoing:
    channel = Channel(platform=Platform.SLACK, name=name)
    return Outgoing(key=key, channel=channel, message=saying(words), thread=thread)


def wanted(
    *keys: DeliveryKey,
    channel: Channel = DIPLOMACY,
    since: datetime = AN_HOUR_AGO,
    thread: Receipt | None = None,
) -> Wanted:
    """Of KEY unless others are named."""
    return Wanted(keys=frozenset(keys or (KEY,)), channel=channel, since=since, thread=thread)


def found(receipt: Receipt, key: DeliveryKey = KEY) -> Found:
    """Slack's id of a message is when it was sent."""
    return Found(receipt=receipt, key=key, at=datetime.fromtimestamp(float(receipt.message_id), UTC))


async def no_wait(_: int) -> None:
    """In place of the pause after connections that did not last."""


@pytest.fixture
async def slack(slack_url: str) -> AsyncIterator[Fake]:
    async with controlled(Fake, slack_url) as fake:
        yield fake


@pytest.fixture
def notifier(slack: Fake) -> SlackNotifier:
    return SlackNotifier(web_client(BOT, slack.url), Addresses(IDS))


@pytest.fixture
async def platform(slack: Fake) -> AsyncIterator[SlackPlatform]:
    platform = SlackPlatform(
        bot_token=BOT, app_token=APP, channel_ids=IDS, api_url=slack.url, handshake=0.5, wait=no_wait
    )
    yield platform
    await platform.close()


class TestPost:
    async def test_a_message_stands_in_its_channel_once_and_bears_its_key(self, slack: Fake, notifier):
        sent = await notifier.post(outgoing())
        [message] = await slack.get("messages")
        assert sent == Sent(receipt=Receipt(channel_id="C00000001", message_id=message["ts"]))
        assert message["text"] == "▲ HIGH\nPutin to visit India"
        assert message["metadata"] == {"event_type": "wirewatch_delivery", "event_payload": {"key": KEY}}
        assert message["blocks"][0]["block_id"] == KEY

    async def test_slack_is_told_neither_to_find_mentions_nor_to_unfold_links(self, slack: Fake, notifier):
        await notifier.post(outgoing())
        [args] = await slack.called("chat.postMessage")
        assert args["unfurl_links"] is args["unfurl_media"] is args["mrkdwn"] is False
        assert not {"link_names", "parse"} & set(args)

    async def test_a_channel_without_a_configured_id_is_addressed_by_name(self, slack: Fake, notifier):
        sent = await notifier.post(outgoing(name="#general"))
        assert isinstance(sent, Sent)
        assert [message["channel"] for message in await slack.get("messages")] == ["C00000002"]

    @pytest.mark.parametrize(
        ("name", "reason"),
        [
            ("#nowhere", Reason.NO_SUCH_CHANNEL),
            ("#archived", Reason.NO_SUCH_CHANNEL),
            ("#private", Reason.NOT_ALLOWED),
        ],
    )
    async def test_a_channel_that_is_closed_to_us_refuses(
        self, slack: Fake, notifier, name: str, reason: Reason
    ):
        refused = await notifier.post(outgoing(name=name))
        assert isinstance(refused, Refused)
        assert refused.reason is reason
        assert await slack.get("messages") == []

    async def test_a_wrong_token_refuses(self, slack: Fake):
        refused = await SlackNotifier(web_client("xoxb-wrong", slack.url), Addresses(IDS)).post(outgoing())
        assert isinstance(refused, Refused)
        assert refused.reason is Reason.TOKEN_REFUSED
        assert "SLACK_BOT_TOKEN" in refused.detail
        assert "xoxb-wrong" not in refused.detail


class TestFaults:
    @pytest.mark.parametrize(
        ("mode", "arrived"),
        [
            ("reset_before_accept", 0),
            ("reset_after_accept", 1),
            ("status_500", 0),
            ("not_json", 0),
            ("plain_text", 0),
            ("broken_json", 0),
        ],
    )
    async def test_a_lost_answer_leaves_us_unsure_after_exactly_one_request(
        self, slack: Fake, notifier, mode: str, arrived: int
    ):
        await slack.post("faults", method="chat.postMessage", mode=mode)
        assert isinstance(await notifier.post(outgoing()), Unsure)
        assert len(await slack.called("chat.postMessage")) == 1
        assert len(await slack.get("messages")) == arrived

    async def test_a_request_that_gets_no_answer_in_time_leaves_us_unsure(self, slack: Fake):
        await slack.post("faults", method="chat.postMessage", mode="hang")
        impatient = SlackNotifier(web_client(BOT, slack.url, timeout=1), Addresses(IDS))
        assert isinstance(await impatient.post(outgoing()), Unsure)
        assert len(await slack.called("chat.postMessage")) == 1

    async def test_a_rate_limit_is_tried_again_when_slack_says(self, slack: Fake, notifier):
        await slack.post("faults", method="chat.postMessage", mode="ratelimited", seconds=30)
        limited = await notifier.post(outgoing())
        assert isinstance(limited, TryAgain)
        assert (limited.reason, limited.after) == (Reason.RATE_LIMITED, timedelta(seconds=30))
        assert len(await slack.called("chat.postMessage")) == 1

    async def test_slack_that_cannot_be_reached_has_got_nothing(self):
        lost = await SlackNotifier(web_client(BOT, CLOSED), Addresses(IDS)).post(outgoing())
        assert isinstance(lost, TryAgain)
        assert lost.reason is Reason.UNREACHABLE

    async def test_an_unknown_error_is_tried_again(self, slack: Fake, notifier):
        await slack.post("faults", method="chat.postMessage", mode="error", error="new_in_2031")
        again = await notifier.post(outgoing())
        assert isinstance(again, TryAgain)
        assert again.reason is Reason.PLATFORM_ERROR
        assert "new_in_2031" in again.detail


class TestEdit:
    async def test_an_edit_changes_the_message_in_place(self, slack: Fake, notifier):
        sent = await notifier.post(outgoing("around 5 December"))
        edited = await notifier.edit(outgoing("4–5 December"), sent.receipt)
        [message] = await slack.get("messages")
        assert edited == sent
        assert message["text"] == "▲ HIGH\n4–5 December"
        assert message["edits"] == 1

    async def test_an_edited_message_is_still_found_by_its_key(self, notifier):
        sent = await notifier.post(outgoing("before"))
        await notifier.edit(outgoing("after"), sent.receipt)
        assert await notifier.find(wanted()) == found(sent.receipt)

    async def test_a_message_that_was_deleted_is_gone(self, slack: Fake, notifier):
        gone = await notifier.edit(outgoing(), Receipt(channel_id="C00000001", message_id="1.000001"))
        assert isinstance(gone, Refused)
        assert gone.reason is Reason.MESSAGE_GONE
        assert len(await slack.called("chat.update")) == 1

    async def test_a_lost_answer_leaves_us_unsure_after_exactly_one_request(self, slack: Fake, notifier):
        sent = await notifier.post(outgoing("before"))
        await slack.post("faults", method="chat.update", mode="reset_after_accept")
        assert isinstance(await notifier.edit(outgoing("after"), sent.receipt), Unsure)
        assert len(await slack.called("chat.update")) == 1


class TestFind:
    async def test_a_message_whose_answer_was_lost_is_found(self, slack: Fake, notifier):
        await slack.post("faults", method="chat.postMessage", mode="reset_after_accept")
        await notifier.post(outgoing())
        [message] = await slack.get("messages")
        again = await notifier.find(wanted())
        assert again == found(Receipt(channel_id="C00000001", message_id=message["ts"]))

    async def test_a_message_accepted_late_is_found_once_it_is_there(self, slack: Fake, notifier):
        await slack.post("faults", method="chat.postMessage", mode="late_accept", seconds=0.3)
        await notifier.post(outgoing())
        before = await notifier.find(wanted())
        await slack.post("settle")
        after = await notifier.find(wanted())
        assert (type(before), type(after)) == (NotFound, Found)

    async def test_a_message_that_never_arrived_is_not_found_among_others(self, slack: Fake, notifier):
        await notifier.post(outgoing(key=DeliveryKey("another")))
        await slack.post("faults", method="chat.postMessage", mode="reset_before_accept")
        await notifier.post(outgoing())
        assert await notifier.find(wanted()) == NotFound()

    async def test_every_page_is_read(self, slack: Fake, notifier):
        sent = await notifier.post(outgoing())
        for number in range(4):
            await notifier.post(outgoing(key=DeliveryKey(f"later-{number}")))
        await slack.post("pages", size=2)
        assert await notifier.find(wanted()) == found(sent.receipt)
        assert len(await slack.called("conversations.history")) == 3

    async def test_a_history_longer_than_we_read_is_not_called_searched(self, slack: Fake, notifier):
        for number in range(12):
            await notifier.post(outgoing(key=DeliveryKey(f"later-{number}")))
        await slack.post("pages", size=1)
        assert isinstance(await notifier.find(wanted()), Unreadable)

    async def test_messages_of_before_the_dispatch_are_not_read(self, notifier):
        await notifier.post(outgoing())
        in_an_hour = datetime.now(UTC) + timedelta(hours=1)
        assert await notifier.find(wanted(since=in_an_hour)) == NotFound()

    async def test_our_clock_may_be_ahead_of_slacks(self, notifier):
        await notifier.post(outgoing())
        in_a_minute = datetime.now(UTC) + timedelta(minutes=1)
        assert isinstance(await notifier.find(wanted(since=in_a_minute)), Found)

    async def test_without_the_scope_the_history_is_unreadable(self, slack: Fake, notifier):
        await slack.post("scopes", revoke=["channels:history"])
        unreadable = await notifier.find(wanted())
        assert isinstance(unreadable, Unreadable)
        assert "missing_scope" in unreadable.detail

    @pytest.mark.parametrize(
        ("mode", "reason"),
        [
            ("ratelimited", Reason.RATE_LIMITED),
            ("reset_before_accept", Reason.UNREACHABLE),
            ("status_500", Reason.UNREACHABLE),
        ],
    )
    async def test_a_search_that_was_cut_off_is_made_again(
        self, slack: Fake, notifier, mode: str, reason: Reason
    ):
        await slack.post(
            "faults", method="conversations.history", mode=mode, times=2
        )  # aiohttp repeats a GET
        again = await notifier.find(wanted())
        assert isinstance(again, TryAgain)
        assert again.reason is reason

    async def test_a_button_about_another_message_is_not_taken_for_the_message(self, notifier):
        about = Button(label="Why this?", verb="why", target=KEY)
        digest = Message(blocks=saying("Digest").blocks, buttons=(about,))
        await notifier.post(Outgoing(key=DeliveryKey("digest"), channel=DIPLOMACY, message=digest))
        assert await notifier.find(wanted()) == NotFound()

    async def test_messages_of_other_apps_are_not_ours(self, slack: Fake, notifier):
        other = {"event_type": "other", "event_payload": {"key": KEY}}
        await web_client(BOT, slack.url).chat_postMessage(channel="C00000001", text="x", metadata=other)
        assert await notifier.find(Wanted(keys=None, channel=DIPLOMACY, since=AN_HOUR_AGO)) == NotFound()


class TestReply:
    @pytest.fixture
    async def head(self, notifier) -> Receipt:
        sent = await notifier.post(outgoing("head", DeliveryKey("head")))
        return sent.receipt

    async def test_a_reply_is_one_message_in_the_thread_and_not_sent_to_the_channel_too(
        self, slack: Fake, notifier, head: Receipt
    ):
        sent = await notifier.post(outgoing(thread=head))
        [_, message] = await slack.get("messages")
        assert sent == Sent(receipt=Receipt(channel_id="C00000001", message_id=message["ts"]))
        assert message["thread_ts"] == head.message_id
        [_, args] = await slack.called("chat.postMessage")
        assert "reply_broadcast" not in args

    async def test_it_goes_to_the_channel_of_its_message_whatever_the_name_stands_for_now(
        self, slack: Fake, notifier, head: Receipt
    ):
        await notifier.post(outgoing(name="#general", thread=head))
        assert [message["channel"] for message in await slack.get("messages")] == ["C00000001"] * 2

    async def test_every_page_of_a_thread_is_read_for_the_newest(self, slack: Fake, notifier, head: Receipt):
        keys = [DeliveryKey(f"reply-{number}") for number in range(5)]
        for key in keys:
            sent = await notifier.post(outgoing(key=key, thread=head))
        await slack.post("pages", size=2)
        before = len(await slack.called("conversations.replies"))
        newest = await notifier.find(wanted(*keys, thread=head))
        assert newest == found(sent.receipt, keys[-1])
        assert len(await slack.called("conversations.replies")) - before == 3

    async def test_replies_of_before_the_dispatch_are_not_read(self, notifier, head: Receipt):
        await notifier.post(outgoing(thread=head))
        in_an_hour = datetime.now(UTC) + timedelta(hours=1)
        assert await notifier.find(wanted(since=in_an_hour, thread=head)) == NotFound()

    async def test_to_a_message_that_is_gone_nothing_is_sent(self, slack: Fake, notifier, head: Receipt):
        """Slack would put it into the channel."""
        await slack.post("delete", ts=head.message_id)
        gone = await notifier.post(outgoing(thread=head))
        assert isinstance(gone, Refused)
        assert gone.reason is Reason.MESSAGE_GONE
        assert len(await slack.called("chat.postMessage")) == 1

    @pytest.mark.parametrize("error", ["thread_not_found", "message_not_found"])
    async def test_slack_may_say_so_itself(self, slack: Fake, notifier, head: Receipt, error: str):
        await slack.post("faults", method="chat.postMessage", mode="error", error=error)
        gone = await notifier.post(outgoing(thread=head))
        assert isinstance(gone, Refused)
        assert gone.reason is Reason.MESSAGE_GONE

    async def test_without_the_scope_to_look_it_is_sent_all_the_same(
        self, slack: Fake, notifier, head: Receipt
    ):
        await slack.post("scopes", revoke=["channels:history"])
        assert isinstance(await notifier.post(outgoing(thread=head)), Sent)
        assert isinstance(await notifier.find(wanted(thread=head)), Unreadable)

    async def test_a_reply_that_slack_put_into_the_channel_is_sent_and_logged(
        self, slack: Fake, notifier, head: Receipt, caplog: pytest.LogCaptureFixture
    ):
        await slack.post("scopes", revoke=["channels:history"])
        await slack.post("delete", ts=head.message_id)
        assert isinstance(await notifier.post(outgoing(thread=head)), Sent)
        assert "slack:#diplomacy: a reply stands in the channel" in caplog.text

    @pytest.mark.parametrize(
        ("mode", "reason"),
        [
            ("ratelimited", Reason.RATE_LIMITED),
            ("reset_before_accept", Reason.UNREACHABLE),
            ("status_500", Reason.UNREACHABLE),
        ],
    )
    async def test_where_the_look_is_cut_off_nothing_is_sent_and_it_is_tried_again(
        self, slack: Fake, notifier, head: Receipt, mode: str, reason: Reason
    ):
        fault = {"method": "conversations.replies", "mode": mode, "times": 2}  # aiohttp repeats a GET
        await slack.post("faults", **fault)
        again = await notifier.post(outgoing(thread=head))
        assert isinstance(again, TryAgain)
        assert again.reason is reason
        assert len(await slack.called("chat.postMessage")) == 1

    async def test_a_look_that_gets_no_answer_does_not_use_up_the_time_of_the_reply(
        self, slack: Fake, notifier, head: Receipt, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setattr(limits, "HEAD_TIMEOUT", 0.2)
        await slack.post("faults", method="conversations.replies", mode="hang")
        again = await notifier.post(outgoing(thread=head))
        assert isinstance(again, TryAgain)
        assert again.reason is Reason.UNREACHABLE

    async def test_a_lost_answer_leaves_us_unsure_after_exactly_one_message(
        self, slack: Fake, notifier, head: Receipt
    ):
        await slack.post("faults", method="chat.postMessage", mode="reset_after_accept")
        assert isinstance(await notifier.post(outgoing(thread=head)), Unsure)
        assert len(await slack.get("messages")) == 2


class TestFindWithoutAConfiguredId:
    @pytest.fixture
    def notifier(self, slack: Fake) -> SlackNotifier:
        return SlackNotifier(web_client(BOT, slack.url), Addresses({}))

    async def test_an_earlier_post_has_told_it(self, notifier):
        sent = await notifier.post(outgoing())
        assert await notifier.find(wanted()) == found(sent.receipt)

    async def test_slack_is_asked_where_the_app_may_list_channels(self, slack: Fake, notifier):
        await slack.post("scopes", grant=["channels:read"])
        await slack.post("pages", size=1)
        await slack.post("faults", method="chat.postMessage", mode="reset_after_accept")
        await notifier.post(outgoing(name="#general"))
        channel = Channel(platform=Platform.SLACK, name="#general")
        assert isinstance(await notifier.find(wanted(channel=channel)), Found)

    async def test_otherwise_the_operator_is_told_where_to_write_it(self, notifier):
        unreadable = await notifier.find(wanted())
        assert isinstance(unreadable, Unreadable)
        assert "slack:#diplomacy" in unreadable.detail
        assert "config/channels.yaml" in unreadable.detail

    async def test_a_network_that_is_away_is_not_taken_for_a_missing_right(self, slack: Fake, notifier):
        await slack.post("faults", method="conversations.list", mode="reset_before_accept", times=2)
        assert isinstance(await notifier.find(wanted()), TryAgain)

    async def test_an_id_in_place_of_a_name_is_used_as_it_is(self, notifier):
        sent = await notifier.post(outgoing(name="C00000001"))
        channel = Channel(platform=Platform.SLACK, name="C00000001")
        assert await notifier.find(wanted(channel=channel)) == found(sent.receipt)


class TestCommands:
    @pytest.mark.parametrize(
        ("typed", "asked"),
        [
            ("latest india-russia-summit", "latest(india-russia-summit)"),
            ("  Search   nuclear deal ", "search(nuclear deal)"),
            ("list", "list()"),
            ("", "help()"),
        ],
    )
    async def test_a_command_is_answered_to_its_asker_alone(
        self, slack: Fake, platform: SlackPlatform, typed: str, asked: str
    ):
        await platform.connect(Answers())
        [response] = (await slack.post("command", text=typed, user="U7"))["responses"]
        assert response["text"] == f"▲ HIGH\nslack:U7 asked {asked} in slack:#diplomacy"
        assert response["blocks"]
        assert response["response_type"] == "ephemeral"
        assert response["replace_original"] is False

    @pytest.mark.parametrize("target", ["s1", "watch:india-russia", ""])
    async def test_a_button_asks_with_its_target(self, slack: Fake, platform: SlackPlatform, target: str):
        button = Button(label="Why this?", verb="why", target=target)
        await platform.connect(Answers())
        [response] = (await slack.post("action", action_id=button.action, user="U7"))["responses"]
        assert response["text"] == f"▲ HIGH\nslack:U7 asked why({target}) in slack:#diplomacy"
        assert response["response_type"] == "ephemeral"

    @pytest.mark.parametrize(
        ("how", "given"), [("command", {"text": "list"}), ("action", {"action_id": "v1:list:"})]
    )
    async def test_a_channel_that_nobody_declared_is_not_named_until_it_was_posted_to(
        self, slack: Fake, platform: SlackPlatform, how: str, given: dict[str, str]
    ):
        await platform.connect(Answers())
        [before] = (await slack.post(how, channel="C00000002", **given))["responses"]
        await platform.notifier.post(outgoing(name="#general"))
        [after] = (await slack.post(how, channel="C00000002", **given))["responses"]
        assert before["text"].endswith("asked list() in somewhere")
        assert after["text"].endswith("asked list() in slack:#general")

    async def test_a_channel_that_slack_listed_is_not_declared_by_that(
        self, slack: Fake, platform: SlackPlatform
    ):
        await slack.post("scopes", grant=["channels:read"])
        await platform.connect(Answers())
        general = Channel(platform=Platform.SLACK, name="#general")
        assert await platform.notifier.find(wanted(channel=general)) == NotFound()
        [response] = (await slack.post("command", text="list", channel="C00000003"))["responses"]
        assert response["text"].endswith("asked list() in somewhere")

    async def test_a_command_is_acknowledged_before_it_is_answered(
        self, slack: Fake, platform: SlackPlatform
    ):
        class Slow(Answers):
            async def answer(self, question: Question) -> Message:
                assert question
                return saying(str((await slack.post("acked"))["acked"]))

        await platform.connect(Slow())
        [response] = (await slack.post("command", text="search x"))["responses"]
        assert response["text"] == "▲ HIGH\nTrue"

    async def test_an_answer_that_slack_does_not_take_is_logged(
        self, slack: Fake, platform: SlackPlatform, caplog: pytest.LogCaptureFixture
    ):
        await platform.connect(Answers())
        await slack.post("faults", method="response_url", mode="status_500")
        await slack.post("command", text="latest x")
        await platform.close()  # waits for the answer under way
        assert "the answer to 'latest' was not shown (HTTP 500)" in caplog.text

    async def test_the_platforms_notifier_posts(self, slack: Fake, platform: SlackPlatform):
        await platform.connect(Answers())
        assert isinstance(await platform.notifier.post(outgoing()), Sent)
        assert len(await slack.get("messages")) == 1
        assert platform.platform is Platform.SLACK


class TestConnection:
    @pytest.mark.parametrize(
        ("bot", "app", "variable"),
        [
            ("xoxb-wrong", APP, "SLACK_BOT_TOKEN"),
            (BOT, "xapp-wrong", "SLACK_APP_TOKEN"),
            (BOT, "", "SLACK_APP_TOKEN"),
        ],
    )
    async def test_a_wrong_token_is_named_and_not_shown(self, slack: Fake, bot: str, app: str, variable: str):
        before = asyncio.all_tasks()
        platform = SlackPlatform(bot_token=bot, app_token=app, api_url=slack.url)
        with pytest.raises(AuthenticationFailed) as failed:
            await platform.connect(Answers())
        assert variable in str(failed.value)
        assert "wrong" not in str(failed.value)
        assert asyncio.all_tasks() == before
        await platform.close()

    @pytest.mark.parametrize("method", ["auth.test", "apps.connections.open"])
    @pytest.mark.parametrize("mode", ["status_500", "ratelimited", "reset_before_accept", "not_json"])
    async def test_slack_in_trouble_is_no_wrong_token(
        self, slack: Fake, platform: SlackPlatform, method: str, mode: str
    ):
        await slack.post("faults", method=method, mode=mode)
        with pytest.raises(PlatformUnreachable, match="Slack: "):
            await platform.connect(Answers())

    async def test_slack_that_does_not_answer_is_unreachable(self):
        with pytest.raises(PlatformUnreachable, match="Check the network"):
            await SlackPlatform(bot_token=BOT, app_token=APP, api_url=CLOSED).connect(Answers())

    async def test_a_socket_that_cannot_be_opened_leaves_nothing_running(
        self, slack: Fake, platform: SlackPlatform
    ):
        before = asyncio.all_tasks()
        await slack.post("faults", method="socket", mode="refuse", times=99)
        with pytest.raises(PlatformUnreachable):
            await platform.connect(Answers())
        assert asyncio.all_tasks() == before

    async def test_closing_leaves_no_task_and_no_connection(self, slack: Fake, platform: SlackPlatform):
        before = asyncio.all_tasks()
        await platform.connect(Answers())
        await slack.post("command", text="latest x")
        await platform.close()
        await platform.close()
        assert asyncio.all_tasks() == before
        assert await slack.post("left") == {"left": True}

    async def test_closing_ends_an_answer_that_does_not_come(self, slack: Fake, platform: SlackPlatform):
        class Stuck(Answers):
            async def answer(self, question: Question) -> Message:
                await asyncio.Event().wait()
                raise AssertionError(question)

        before = asyncio.all_tasks()
        await platform.connect(Stuck())
        asked = asyncio.create_task(slack.post("command", text="latest x"))
        await slack.post("acked")
        await platform.close()
        asked.cancel()
        await asyncio.gather(asked, return_exceptions=True)
        assert asyncio.all_tasks() == before

    @pytest.mark.parametrize("mode", ["asked", "closed"])
    async def test_a_connection_that_ends_is_made_again(
        self, slack: Fake, platform: SlackPlatform, mode: str
    ):
        await platform.connect(Answers())
        assert await slack.post("disconnect", mode=mode) == {"reconnected": True}
        assert (await slack.post("command", text="list"))["responses"]

    async def test_a_failed_handshake_is_repeated_with_a_new_ticket(
        self, slack: Fake, platform: SlackPlatform
    ):
        await platform.connect(Answers())
        await slack.post("faults", method="socket", mode="refuse")
        assert await slack.post("disconnect", mode="closed") == {"reconnected": True}
        assert (await slack.post("command", text="list"))["responses"]

    async def test_tokens_are_never_logged(
        self, slack: Fake, platform: SlackPlatform, caplog: pytest.LogCaptureFixture
    ):
        caplog.set_level(logging.DEBUG)
        await platform.connect(Answers())
        await platform.notifier.post(outgoing())
        await slack.post("faults", method="chat.postMessage", mode="reset_before_accept")
        await platform.notifier.post(outgoing())
        await slack.post("command", text="latest x")
        await slack.post("disconnect", mode="asked")
        await platform.close()
        assert caplog.records  # a log that is empty would prove nothing
        assert BOT not in caplog.text
        assert APP not in caplog.text
        assert "ticket-" not in caplog.text
