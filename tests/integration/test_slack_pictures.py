"""Pictures on Slack, against a fake Slack: a reply shows one or leaves without it, and always leaves once."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from adapters.pictures.painter import PillowPainter
from adapters.slack.addresses import Addresses
from adapters.slack.calls import web_client
from adapters.slack.notifier import SlackNotifier
from adapters.slack.pictures import Pictures
from bot.core.channels import Channel, Platform
from bot.core.deliveries import DeliveryKey, Receipt, Refused, Sent, TryAgain, Unsure
from bot.core.messages import Message, Paragraph, Text
from bot.core.pictures import Picture
from bot.core.reasons import Reason
from bot.ports import Outgoing
from fakes.control import Control, controlled

pytestmark = pytest.mark.usefixtures("no_proxy")

BOT = "xoxb-test"
PICTURE = Picture(
    begins=datetime(2025, 11, 28, 6, tzinfo=UTC),
    step=timedelta(hours=3),
    bars=(1, 0, 4, 9, 2),
    turns=(),
    alt="Reports over time: 16.",
)


class Fake(Control):
    async def times(self, method: str) -> int:
        return [call["method"] for call in await self.get("calls")].count(method)


class Broken:
    """A painter that has nothing to paint with."""

    async def paint(self, picture: Picture) -> bytes | None:
        assert picture.bars


class Slow:
    """A painter that never ends."""

    async def paint(self, _: Picture) -> bytes | None:
        return await asyncio.get_running_loop().create_future()


@pytest.fixture
async def slack(slack_url: str) -> AsyncIterator[Fake]:
    async with controlled(Fake, slack_url) as fake:
        await fake.post("scopes", grant=["files:write"])
        yield fake


@pytest.fixture
def notifier(slack: Fake) -> SlackNotifier:
    return showing(slack)


def showing(slack: Fake, painter: Any = None, patience: float = 5.0) -> SlackNotifier:
    client = web_client(BOT, slack.url)
    pictures = Pictures(client, painter or PillowPainter(), patience=patience)
    return SlackNotifier(client, Addresses({"#diplomacy": "C00000001"}), pictures)


@pytest.fixture
async def reply(notifier: SlackNotifier) -> Outgoing:
    """To a message that stands in the channel."""
    sent = await notifier.post(outgoing("head", None))
    assert isinstance(sent, Sent)
    return outgoing("reply", PICTURE, thread=sent.receipt)


def outgoing(words: str, picture: Picture | None, *, thread: Receipt | None = None) -> Outgoing:
    return Outgoing(
        key=DeliveryKey(words),
        channel=Channel(platform=Platform.SLACK, name="#diplomacy"),
        message=Message(blocks=(Paragraph(spans=(Text(text=words),)),), picture=picture),
        thread=thread,
    )


async def shown(slack: Fake) -> list[list[str]]:
    """The files that each reply shows."""
    return [
        [block["slack_file"]["id"] for block in message["blocks"] if block["type"] == "image"]
        for message in await slack.get("messages")
        if message["text"].startswith("reply")
    ]


async def test_a_reply_shows_its_picture_which_is_uploaded_once_and_shared_nowhere(
    slack: Fake, notifier: SlackNotifier, reply: Outgoing
) -> None:
    assert isinstance(await notifier.post(reply), Sent)
    ((file, held),) = (await slack.get("files")).items()
    assert (held["completed"], held["png"]) == (True, True)
    assert await shown(slack) == [[file]]
    message = (await slack.get("messages"))[-1]
    assert message["text"] == "reply\nPicture: Reports over time: 16."
    (completed,) = [
        call["args"] for call in await slack.get("calls") if call["method"] == "files.completeUploadExternal"
    ]
    assert not {"channel_id", "channels"} & set(completed)


async def test_a_message_without_a_picture_asks_for_no_upload(slack: Fake, notifier: SlackNotifier) -> None:
    await notifier.post(outgoing("head", None))
    assert await slack.times("files.getUploadURLExternal") == 0


async def test_the_token_is_not_shown_to_the_place_of_the_upload(
    slack: Fake, notifier: SlackNotifier, reply: Outgoing
) -> None:
    await notifier.post(reply)
    (upload,) = [call["args"] for call in await slack.get("calls") if call["method"] == "upload"]
    assert upload == {"authorized": False}


async def test_without_the_scope_replies_leave_without_pictures_and_the_log_says_it_once(
    slack: Fake, notifier: SlackNotifier, reply: Outgoing, caplog: pytest.LogCaptureFixture
) -> None:
    await slack.post("scopes", revoke=["files:write"])
    with caplog.at_level(logging.WARNING):
        await notifier.post(reply)
        await notifier.post(outgoing("reply 2", PICTURE, thread=reply.thread))
    assert await shown(slack) == [[], []]
    assert "Picture" not in (await slack.get("messages"))[-1]["text"]
    (said,) = [record.getMessage() for record in caplog.records]
    assert "files:write" in said


@pytest.mark.parametrize(
    ("method", "mode"),
    [
        ("files.getUploadURLExternal", "status_500"),
        ("files.getUploadURLExternal", "not_json"),
        ("files.getUploadURLExternal", "ratelimited"),
        ("files.getUploadURLExternal", "hang"),
        ("upload", "status_500"),
        ("upload", "reset_before_accept"),
        ("upload", "hang"),
        ("files.completeUploadExternal", "reset_after_accept"),
        ("files.completeUploadExternal", "hang"),
    ],
)
async def test_a_reply_whose_picture_cannot_be_uploaded_leaves_once_without_it(
    slack: Fake, reply: Outgoing, caplog: pytest.LogCaptureFixture, method: str, mode: str
) -> None:
    await slack.post("faults", method=method, mode=mode)
    sent = await showing(slack, patience=0.5).post(reply)
    assert isinstance(sent, Sent)
    assert await shown(slack) == [[]]
    assert await slack.times("chat.postMessage") == 2  # the head, and the reply
    assert "upload/" not in caplog.text  # whoever has the address may upload


@pytest.mark.parametrize("painter", [Broken(), Slow()])
async def test_a_reply_whose_picture_cannot_be_painted_leaves_without_it(
    slack: Fake, reply: Outgoing, painter: object
) -> None:
    assert isinstance(await showing(slack, painter, patience=0.2).post(reply), Sent)
    assert await shown(slack) == [[]]
    assert await slack.times("files.getUploadURLExternal") == 0


async def test_a_file_that_slack_has_not_looked_into_yet_makes_the_reply_leave_without_it(
    slack: Fake, notifier: SlackNotifier, reply: Outgoing
) -> None:
    """The refused request was the one of its try; the next try is the bot's decision."""
    await slack.post("files", ready=False)
    refused = await notifier.post(reply)
    assert isinstance(refused, TryAgain)
    assert refused.reason is Reason.PICTURE_REFUSED
    assert await slack.times("chat.postMessage") == 2
    assert isinstance(await notifier.post(reply), Sent)
    assert await shown(slack) == [[]]
    assert await slack.times("files.getUploadURLExternal") == 1


async def test_a_reply_that_is_refused_without_a_picture_too_stays_refused(
    slack: Fake, notifier: SlackNotifier, reply: Outgoing
) -> None:
    await slack.post("faults", method="chat.postMessage", mode="error", error="no_text", times=3)
    outcomes = [await notifier.post(reply) for _ in range(3)]
    assert [type(outcome) for outcome in outcomes] == [TryAgain, Refused, Refused]


@pytest.mark.parametrize("fault", [{"mode": "error", "error": "new_in_2031"}, {"mode": "status_500"}])
async def test_a_picture_that_may_be_at_fault_is_not_sent_again(
    slack: Fake, notifier: SlackNotifier, reply: Outgoing, fault: dict[str, str]
) -> None:
    """Else a reply could be given up, or asked for without end, for its picture."""
    await slack.post("faults", method="chat.postMessage", **fault)
    assert isinstance(await notifier.post(reply), TryAgain | Unsure)
    assert isinstance(await notifier.post(reply), Sent)
    assert await shown(slack) == [[]]


async def test_a_reply_that_has_to_wait_is_shown_with_the_picture_that_was_uploaded(
    slack: Fake, notifier: SlackNotifier, reply: Outgoing
) -> None:
    await slack.post("faults", method="chat.postMessage", mode="ratelimited")
    assert isinstance(await notifier.post(reply), TryAgain)
    assert isinstance(await notifier.post(reply), Sent)
    assert len(await slack.get("files")) == 1
    assert [len(files) for files in await shown(slack)] == [1]


async def test_pictures_of_messages_that_never_left_are_forgotten(
    slack: Fake, notifier: SlackNotifier, reply: Outgoing
) -> None:
    """A hundred are remembered; after that the picture is uploaded anew."""
    await slack.post("faults", method="chat.postMessage", mode="ratelimited", times=101)
    await slack.post("faults", method="files.getUploadURLExternal", mode="error", error="x", times=100)
    for number in range(100):
        await notifier.post(outgoing(f"waiting {number}", PICTURE, thread=reply.thread))
    await notifier.post(reply)
    await notifier.post(outgoing("waiting 0", PICTURE, thread=reply.thread))
    assert await slack.times("files.getUploadURLExternal") == 102
