"""What every platform's notifier does, the in-memory one of the scenarios included."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import aiohttp
import pytest
import pytest_asyncio

from adapters.discord.platform import DiscordPlatform
from adapters.slack.platform import SlackPlatform
from bot.core.channels import Channel, Platform
from bot.core.deliveries import DeliveryKey, Found, NotFound, Receipt, Refused, Sent, Unsure
from bot.core.messages import Button, Headline, Message, Severity, Text
from bot.core.reasons import Reason
from bot.ports import ChatPlatform, Choice, Notifier, Outgoing, Question, Wanted
from fakes.clock import FakeClock
from fakes.notifier import FakeNotifier
from fakes.processes import running

KEY = DeliveryKey("0123456789abcdef0123")
OTHER = DeliveryKey("fedcba9876543210fedc")
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Subject:
    """A notifier, a channel that it can reach, and two things that can happen on the platform."""

    notifier: Notifier
    channel: Channel
    lose_next_answer: Callable[[Receipt], Awaitable[None]]
    """To a reply that is made to the message; it is made all the same."""
    delete: Callable[[Receipt], Awaitable[None]]

    def outgoing(
        self, key: DeliveryKey, text: str = "Leaders meet", thread: Receipt | None = None
    ) -> Outgoing:
        message = Message(
            severity=Severity.HIGH,
            blocks=(Headline(spans=(Text(text=text),)),),
            buttons=(Button(label="Why this?", verb="why", target=key),),
        )
        return Outgoing(key=key, channel=self.channel, message=message, thread=thread)

    async def post(self, key: DeliveryKey, thread: Receipt | None = None) -> Receipt:
        outcome = await self.notifier.post(self.outgoing(key, thread=thread))
        assert isinstance(outcome, Sent)
        return outcome.receipt

    async def find(
        self, *keys: DeliveryKey, thread: Receipt | None = None, since: datetime | None = None
    ) -> Found | None:
        """Without keys: any message of ours. When it was sent is looked at here."""
        found = await self.notifier.find(
            Wanted(
                keys=frozenset(keys) or None,
                channel=self.channel,
                since=since or datetime.now(UTC) - HOUR,
                thread=thread,
            )
        )
        assert isinstance(found, Found | NotFound)
        if isinstance(found, NotFound):
            return None
        assert found.at
        assert abs(datetime.now(UTC) - found.at) < HOUR
        return replace(found, at=None)


def fresh_key() -> DeliveryKey:
    """The platforms outlive a test: what others posted must not be found instead."""
    return DeliveryKey(uuid4().hex[:20])


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
async def connected(platform: ChatPlatform, address: str, channel: str) -> AsyncIterator[Subject]:
    slack = platform.platform is Platform.SLACK

    async def tell(what: str, **order: str) -> None:
        async with aiohttp.ClientSession() as session, session.post(f"{address}_fake/{what}", json=order):
            pass

    async def lose_next_answer(head: Receipt) -> None:
        discord = {"method": "POST", "path": f"/{head.message_id}/messages"}
        fault = {"method": "chat.postMessage"} if slack else discord
        await tell("faults", mode="reset_after_accept", **fault)

    async def delete(receipt: Receipt) -> None:
        await tell("delete", **{"ts" if slack else "message": receipt.message_id})

    try:
        await tell("reset")
        await platform.connect(SilentDesk())
        place = Channel(platform=platform.platform, name=channel)
        yield Subject(platform.notifier, place, lose_next_answer, delete)
    finally:
        await platform.close()


@asynccontextmanager
async def in_memory() -> AsyncIterator[Subject]:
    notifier = FakeNotifier(FakeClock(datetime.now(UTC)))

    async def lose_next_answer(_head: Receipt) -> None:
        notifier.next_outcomes.append(Unsure(detail="lost"))

    async def delete(receipt: Receipt) -> None:
        del notifier.shown[receipt.message_id]

    channel = Channel(platform=Platform.SLACK, name="#diplomacy")
    yield Subject(notifier, channel, lose_next_answer, delete)


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
        return connected(platform, address, "#diplomacy")
    address = request.getfixturevalue("discord_address")
    gateway = f"{address}gateway".replace("http", "ws", 1)
    platform = DiscordPlatform(
        "discord-test", channel_ids={}, api_url=f"{address}api/v10", gateway_url=gateway
    )
    return connected(platform, address, "diplomacy")


@pytest_asyncio.fixture(params=["memory", "slack", "discord"])
async def subject(request: pytest.FixtureRequest) -> AsyncIterator[Subject]:
    async with opened(request.param, request) as found:
        yield found


async def test_what_was_posted_is_found_by_its_key_where_the_receipt_says(subject: Subject) -> None:
    receipt = await subject.post(KEY)
    assert await subject.find(KEY) == Found(receipt=receipt, key=KEY)


async def test_a_key_that_was_never_posted_is_not_found(subject: Subject) -> None:
    await subject.post(KEY)
    assert await subject.find(DeliveryKey("0" * 20)) is None


async def test_an_edit_keeps_the_message_and_its_key(subject: Subject) -> None:
    receipt = await subject.post(OTHER)
    edited = await subject.notifier.edit(subject.outgoing(OTHER, "Leaders met"), receipt)
    assert edited == Sent(receipt=receipt)
    assert await subject.find(OTHER) == Found(receipt=receipt, key=OTHER)


async def test_an_edit_of_a_message_that_is_gone_is_refused_as_that(subject: Subject) -> None:
    receipt = await subject.post(OTHER)
    await subject.delete(receipt)
    outcome = await subject.notifier.edit(subject.outgoing(OTHER), receipt)
    assert isinstance(outcome, Refused)
    assert outcome.reason is Reason.MESSAGE_GONE


async def test_messages_posted_at_once_are_each_found_by_their_own_key(subject: Subject) -> None:
    keys = [DeliveryKey(f"{number:020x}") for number in range(101, 105)]
    await asyncio.gather(*(subject.post(key) for key in keys))
    for key in keys:
        assert await subject.find(key), key


async def test_of_several_keys_the_newest_message_that_carries_one_is_found(subject: Subject) -> None:
    first, second, third = fresh_key(), fresh_key(), fresh_key()
    await subject.post(first)
    receipt = await subject.post(second)
    await subject.post(third)
    assert await subject.find(second, first, fresh_key()) == Found(receipt=receipt, key=second)


async def test_without_keys_the_newest_message_of_ours_is_found(subject: Subject) -> None:
    assert await subject.find() is None
    await subject.post(fresh_key())
    receipt = await subject.post(fresh_key())
    found = await subject.find()
    assert found
    assert found.receipt == receipt
    assert await subject.find(since=datetime.now(UTC) + HOUR) is None


async def test_a_reply_stands_in_the_thread_of_its_message_and_not_in_the_channel(subject: Subject) -> None:
    key = fresh_key()
    head = await subject.post(KEY)
    reply = await subject.post(key, thread=head)
    assert await subject.find(key, thread=head) == Found(receipt=reply, key=key)
    assert await subject.find(key) is None
    newest = await subject.find()
    assert newest
    assert newest.receipt == head, "any message of ours in the channel is the one that was replied to"


async def test_the_message_itself_is_no_reply_to_it(subject: Subject) -> None:
    head = await subject.post(KEY)
    assert await subject.find(KEY, thread=head) is None
    assert await subject.find(thread=head) is None
    await subject.post(fresh_key(), thread=head)
    assert await subject.find(KEY, thread=head) is None


async def test_threads_of_two_messages_are_two(subject: Subject) -> None:
    key = fresh_key()
    here, there = await subject.post(KEY), await subject.post(OTHER)
    await subject.post(fresh_key(), thread=here)
    await subject.post(key, thread=there)
    assert await subject.find(key, thread=here) is None
    assert await subject.find(key, thread=there)


async def test_a_second_reply_stands_in_the_same_thread_and_is_the_newest_there(subject: Subject) -> None:
    first, second = fresh_key(), fresh_key()
    head = await subject.post(KEY)
    earlier = await subject.post(first, thread=head)
    later = await subject.post(second, thread=head)
    assert earlier.channel_id == later.channel_id
    assert await subject.find(first, thread=head) == Found(receipt=earlier, key=first)
    assert await subject.find(first, second, thread=head) == Found(receipt=later, key=second)
    newest = await subject.find(thread=head)
    assert newest
    assert newest.receipt == later


async def test_a_reply_can_be_edited_in_its_thread(subject: Subject) -> None:
    key = fresh_key()
    head = await subject.post(KEY)
    reply = await subject.post(key, thread=head)
    edited = await subject.notifier.edit(subject.outgoing(key, "Leaders met", head), reply)
    assert edited == Sent(receipt=reply)
    assert await subject.find(key, thread=head) == Found(receipt=reply, key=key)


async def test_a_reply_to_a_message_that_is_gone_is_refused_as_that_and_stands_nowhere(
    subject: Subject,
) -> None:
    key = fresh_key()
    head = await subject.post(KEY)
    await subject.delete(head)
    outcome = await subject.notifier.post(subject.outgoing(key, thread=head))
    assert isinstance(outcome, Refused)
    assert outcome.reason is Reason.MESSAGE_GONE
    assert await subject.find(key) is None
    assert await subject.find(key, thread=head) is None


@pytest.mark.parametrize("replies", [0, 1], ids=["first", "second"])
async def test_a_reply_whose_answer_was_lost_is_found_in_the_thread(subject: Subject, replies: int) -> None:
    key = fresh_key()
    head = await subject.post(KEY)
    for _ in range(replies):
        await subject.post(fresh_key(), thread=head)
    await subject.lose_next_answer(head)
    assert isinstance(await subject.notifier.post(subject.outgoing(key, thread=head)), Unsure)
    assert await subject.find(key, thread=head)
    assert await subject.find(key) is None
