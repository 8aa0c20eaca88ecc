"""What every platform's notifier does, the in-memory one of the scenarios included."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio

from adapters.discord.platform import DiscordPlatform
from adapters.slack.platform import SlackPlatform
from bot.core.channels import Channel, Platform
from bot.core.deliveries import DeliveryKey, Found, NotFound, Receipt, Refused, Sent
from bot.core.messages import Button, Headline, Message, Severity, Text
from bot.core.reasons import Reason
from bot.ports import ChatPlatform, Choice, Notifier, Outgoing, Question
from fakes.clock import FakeClock
from fakes.notifier import FakeNotifier
from fakes.processes import running

KEY = DeliveryKey("0123456789abcdef0123")
OTHER = DeliveryKey("fedcba9876543210fedc")
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Subject:
    """A notifier, and a channel that it can reach."""

    notifier: Notifier
    channel: Channel

    def outgoing(self, key: DeliveryKey, text: str = "Leaders meet") -> Outgoing:
        message = Message(
            severity=Severity.HIGH,
            blocks=(Headline(spans=(Text(text=text),)),),
            buttons=(Button(label="Why this?", verb="why", target=key),),
        )
        return Outgoing(key=key, channel=self.channel, message=message)

    async def post(self, key: DeliveryKey) -> Receipt:
        outcome = await self.notifier.post(self.outgoing(key))
        assert isinstance(outcome, Sent)
        return outcome.receipt


class SilentDesk:
    async def answer(self, question: Question) -> Message:
        raise NotImplementedError(question)

    async def suggest(self, typed: str) -> tuple[Choice, ...]:
        raise NotImplementedError(typed)


@pytest.fixture(scope="module")
def slack_address() -> Iterator[str]:
    with running("fakes.slack_server") as address:
        yield address


@pytest.fixture(scope="module")
def discord_address() -> Iterator[str]:
    with running("fakes.discord_server") as address:
        yield address


@asynccontextmanager
async def connected(platform: ChatPlatform, channel: str) -> AsyncIterator[Subject]:
    try:
        await platform.connect(SilentDesk())
        yield Subject(platform.notifier, Channel(platform=platform.platform, name=channel))
    finally:
        await platform.close()


@asynccontextmanager
async def in_memory() -> AsyncIterator[Subject]:
    channel = Channel(platform=Platform.SLACK, name="#diplomacy")
    yield Subject(FakeNotifier(FakeClock(datetime.now(UTC))), channel)


def opened(name: str, request: pytest.FixtureRequest) -> AbstractAsyncContextManager[Subject]:
    if name == "memory":
        return in_memory()
    if name == "slack":
        address = request.getfixturevalue("slack_address")
        platform: ChatPlatform = SlackPlatform(
            bot_token="xoxb-test",
            app_token="xapp-test",
            api_url=address,
            channel_ids={"#diplomacy": "C00000001"},
        )
        return connected(platform, "#diplomacy")
    address = request.getfixturevalue("discord_address")
    gateway = f"{address}gateway".replace("http", "ws", 1)
    platform = DiscordPlatform(
        "discord-test", channel_ids={}, api_url=f"{address}api/v10", gateway_url=gateway
    )
    return connected(platform, "diplomacy")


@pytest_asyncio.fixture(params=["memory", "slack", "discord"])
async def subject(request: pytest.FixtureRequest) -> AsyncIterator[Subject]:
    async with opened(request.param, request) as found:
        yield found


async def test_what_was_posted_is_found_by_its_key_where_the_receipt_says(subject: Subject) -> None:
    receipt = await subject.post(KEY)
    found = await subject.notifier.find(KEY, subject.channel, datetime.now(UTC) - HOUR)
    assert isinstance(found, Found)
    assert found.receipt.channel_id == receipt.channel_id


async def test_a_key_that_was_never_posted_is_not_found(subject: Subject) -> None:
    await subject.post(KEY)
    found = await subject.notifier.find(DeliveryKey("0" * 20), subject.channel, datetime.now(UTC) - HOUR)
    assert found == NotFound()


async def test_an_edit_keeps_the_message_and_its_key(subject: Subject) -> None:
    receipt = await subject.post(OTHER)
    edited = await subject.notifier.edit(subject.outgoing(OTHER, "Leaders met"), receipt)
    assert edited == Sent(receipt=receipt)
    found = await subject.notifier.find(OTHER, subject.channel, datetime.now(UTC) - HOUR)
    assert isinstance(found, Found)


async def test_an_edit_of_a_message_that_is_gone_is_refused_as_that(subject: Subject) -> None:
    receipt = await subject.post(OTHER)
    gone = Receipt(channel_id=receipt.channel_id, message_id="1")
    if isinstance(subject.notifier, FakeNotifier):
        subject.notifier.shown.clear()
    outcome = await subject.notifier.edit(subject.outgoing(OTHER), gone)
    assert isinstance(outcome, Refused)
    assert outcome.reason is Reason.MESSAGE_GONE


async def test_messages_posted_at_once_are_each_found_by_their_own_key(subject: Subject) -> None:
    keys = [DeliveryKey(f"{number:020x}") for number in range(101, 105)]
    await asyncio.gather(*(subject.post(key) for key in keys))
    for key in keys:
        found = await subject.notifier.find(key, subject.channel, datetime.now(UTC) - HOUR)
        assert isinstance(found, Found), key
