"""The Discord client inside a simulated Discord, in process: what members see, and what rights allow."""

import asyncio
import logging

import discord
import pytest
from simcord.actors import MemberActor
from simcord.env import Env

from adapters.discord import limits
from adapters.discord.client import DeskClient
from adapters.discord.directory import Directory
from adapters.discord.notifier import DiscordNotifier
from bot.core.channels import Channel, Platform
from bot.core.deliveries import DeliveryKey, Found, NotFound, Receipt, Refused, Sent, Unreadable
from bot.core.messages import Button, Headline, Message, Severity, Text
from bot.core.reasons import Reason
from bot.ports import Choice, Outgoing, Question, Wanted

KEY = DeliveryKey("0123456789abcdef0123")
DIPLOMACY = Channel(platform=Platform.DISCORD, name="#diplomacy")


class RecordingDesk:
    """Keeps the questions, answers each with its own words, suggests more events than Discord takes."""

    def __init__(self) -> None:
        self.questions: list[Question] = []
        self.error: Exception | None = None

    async def answer(self, question: Question) -> Message:
        self.questions.append(question)
        if self.error:
            raise self.error
        text = Text(text=f"{question.verb} {question.text}")
        return Message(blocks=(Headline(spans=(text,)),), buttons=(button("why", "last"),))

    async def suggest(self, typed: str) -> tuple[Choice, ...]:
        return tuple(Choice(label=f"{typed} {n}", value=f"event-{n}") for n in range(40))


def button(verb: str, target: str) -> Button:
    return Button(label=f"{verb}?", verb=verb, target=target)


def alert(text: str = "A headline") -> Message:
    spans = (Text(text=text),)
    return Message(
        severity=Severity.HIGH, blocks=(Headline(spans=spans),), buttons=(button("why", "story-1"),)
    )


def outgoing(channel: Channel = DIPLOMACY, message: Message | None = None) -> Outgoing:
    return Outgoing(key=KEY, channel=channel, message=message or alert())


def reply(to: Receipt) -> Outgoing:
    return Outgoing(key=DeliveryKey("reply"), channel=DIPLOMACY, message=alert("@everyone: news"), thread=to)


def wanted(env: Env, key: DeliveryKey = KEY, thread: Receipt | None = None) -> Wanted:
    return Wanted(keys=frozenset({key}), channel=DIPLOMACY, since=env.now(), thread=thread)


def asked(verb: str, text: str, member: MemberActor, env: Env) -> Question:
    """Everybody has the role whose id is the server's."""
    groups = frozenset({f"discord:{env.guild.id}"})
    return Question(verb=verb, text=text, actor=f"discord:{member.id}", groups=groups)


def found(receipt: Receipt, key: DeliveryKey | None = KEY) -> Found:
    """Discord's id of a message says when it was sent."""
    return Found(receipt=receipt, key=key, at=discord.utils.snowflake_time(int(receipt.message_id)))


@pytest.fixture
def desk() -> RecordingDesk:
    return RecordingDesk()


@pytest.fixture
def simcord_bot(desk: RecordingDesk) -> DeskClient:
    client = DeskClient()
    client.answers.desk = desk
    return client


@pytest.fixture
def notifier(simcord_bot: DeskClient) -> DiscordNotifier:
    return DiscordNotifier(simcord_bot, Directory(simcord_bot, {}))


def texts(message: discord.Message) -> str:
    container = message.components[0]
    assert isinstance(container, discord.Container)
    return "\n".join(part.content for part in container.children if isinstance(part, discord.TextDisplay))


async def test_an_alert_is_posted_with_its_severity_in_words_and_edited_in_place(
    simcord_env: Env, notifier: DiscordNotifier
) -> None:
    channel = simcord_env.create_guild().create_text_channel("diplomacy")
    await simcord_env.settle()
    sent = await notifier.post(outgoing())
    assert isinstance(sent, Sent)
    assert texts(channel.history()[0]) == "-# **▲ HIGH**\n### A headline"
    assert await notifier.edit(outgoing(message=alert("Another")), sent.receipt) == sent
    (message,) = channel.history()
    assert texts(message).endswith("### Another")
    assert await notifier.find(wanted(simcord_env)) == found(sent.receipt)


async def test_a_search_of_a_channel_without_the_key_finds_nothing(
    simcord_env: Env, notifier: DiscordNotifier
) -> None:
    simcord_env.create_guild().create_text_channel("diplomacy")
    await simcord_env.settle()
    assert await notifier.find(wanted(simcord_env)) == NotFound()


async def test_a_reply_opens_a_thread_of_its_message_that_readers_can_see(
    simcord_env: Env, notifier: DiscordNotifier, simcord_bot: DeskClient
) -> None:
    simcord_env.create_guild().create_text_channel("diplomacy")
    await simcord_env.settle()
    sent = await notifier.post(outgoing())
    assert isinstance(sent, Sent)
    replied = await notifier.post(reply(sent.receipt))
    assert isinstance(replied, Sent)
    await simcord_env.settle()
    thread = simcord_bot.get_channel(int(sent.receipt.message_id))
    assert isinstance(thread, discord.Thread)
    assert thread.id == int(replied.receipt.channel_id)
    assert thread.name == "@\u200beveryone: news"
    search = wanted(simcord_env, DeliveryKey("reply"), sent.receipt)
    assert await notifier.find(search) == found(replied.receipt, DeliveryKey("reply"))
    assert await notifier.find(wanted(simcord_env, DeliveryKey("reply"))) == NotFound()


@pytest.mark.parametrize(
    ("lacked", "named"),
    [
        ({"create_public_threads": False}, "Create Public Threads"),
        ({"send_messages_in_threads": False}, "Send Messages in Threads"),
    ],
    ids=["to-open", "to-send"],
)
async def test_a_right_that_a_reply_lacks_is_named(
    simcord_env: Env, notifier: DiscordNotifier, lacked: dict[str, bool], named: str
) -> None:
    guild = simcord_env.create_guild()
    overwrites = {guild.default_role: discord.PermissionOverwrite(**lacked)}
    guild.create_text_channel("diplomacy", overwrites=overwrites)
    await simcord_env.settle()
    sent = await notifier.post(outgoing())
    assert isinstance(sent, Sent)
    refused = await notifier.post(reply(sent.receipt))
    assert isinstance(refused, Refused)
    assert refused.reason is Reason.NOT_ALLOWED
    assert named in refused.detail


async def test_a_question_names_the_channel_where_alerts_go_and_no_other(
    simcord_env: Env, desk: RecordingDesk, simcord_bot: DeskClient
) -> None:
    directory = Directory(simcord_bot, {})
    simcord_bot.answers.declared = directory.declared
    notifier = DiscordNotifier(simcord_bot, directory)
    guild = simcord_env.create_guild()
    channel, other = guild.create_text_channel("diplomacy"), guild.create_text_channel("general")
    alice = guild.add_member(simcord_env.create_user("alice"))
    await simcord_env.settle()
    sent = await notifier.post(outgoing())
    assert isinstance(sent, Sent)
    await alice.slash(channel, "watch help")
    await alice.slash(other, "watch help")
    assert [question.channel for question in desk.questions] == [DIPLOMACY, None]


async def test_a_name_that_stands_for_two_channels_is_refused_with_the_way_out(
    simcord_env: Env, notifier: DiscordNotifier
) -> None:
    for name in ("one", "two"):
        simcord_env.create_guild(name=name).create_text_channel("diplomacy")
    await simcord_env.settle()
    outcome = await notifier.post(outgoing())
    assert isinstance(outcome, Refused)
    assert outcome.reason is Reason.NO_SUCH_CHANNEL
    assert "2 channels" in outcome.detail
    assert "config/channels.yaml" in outcome.detail


async def test_a_channel_without_rights_is_refused_and_its_history_unreadable(
    simcord_env: Env, notifier: DiscordNotifier
) -> None:
    guild = simcord_env.create_guild()
    closed = discord.PermissionOverwrite(send_messages=False, read_message_history=False)
    guild.create_text_channel("diplomacy", overwrites={guild.default_role: closed})
    await simcord_env.settle()
    outcome = await notifier.post(outgoing())
    assert isinstance(outcome, Refused)
    assert outcome.reason is Reason.NOT_ALLOWED
    assert isinstance(await notifier.find(wanted(simcord_env)), Unreadable)


@pytest.mark.parametrize(
    ("verb", "options", "text"),
    [
        ("latest", {"event": "summit"}, "summit"),
        ("latest", {"event": "summit", "as-of": "2025-12-01"}, "summit as-of:2025-12-01"),
        ("timeline", {"event": "summit", "page": 2}, "summit page:2"),
        (
            "search",
            {"query": '"annual summit"', "from": "2025-11-01"},
            '"annual summit" from:2025-11-01 limit:10',
        ),
        ("why", {"item": "last"}, "last"),
        (
            "mute",
            {"target": "watch oil", "for": "8h", "reason": "too loud"},
            "watch oil for:8h because too loud",
        ),
        ("mute", {}, ""),
        ("unmute", {"target": "oil"}, "oil"),
        ("list", {}, ""),
        ("help", {}, ""),
    ],
)
async def test_each_command_reaches_the_desk_and_its_answer_is_ephemeral(
    simcord_env: Env, desk: RecordingDesk, verb: str, options: dict[str, str], text: str
) -> None:
    channel = simcord_env.create_guild().create_text_channel("general")
    alice = simcord_env.guild.add_member(simcord_env.create_user("alice"))
    result = await alice.slash(channel, f"watch {verb}", **options)
    assert desk.questions == [asked(verb, text, alice, simcord_env)]
    assert result.ephemeral
    assert result.response is not None
    assert f"{verb} {text}".strip() in texts(result.response.message)


async def test_completion_offers_at_most_what_discord_takes(simcord_env: Env) -> None:
    channel = simcord_env.create_guild().create_text_channel("general")
    alice = simcord_env.guild.add_member(simcord_env.create_user("alice"))
    choices = await alice.autocomplete(channel, "watch latest", "event", "ind")
    assert len(choices) == limits.CHOICES
    assert choices[0] == {"name": "ind 0", "value": "event-0"}


async def test_a_button_of_an_alert_asks_the_desk_after_a_restart_too(
    simcord_env: Env, desk: RecordingDesk, notifier: DiscordNotifier
) -> None:
    channel = simcord_env.create_guild().create_text_channel("diplomacy")
    alice = simcord_env.guild.add_member(simcord_env.create_user("alice"))
    await simcord_env.settle()
    await notifier.post(outgoing())
    fresh = DeskClient()
    fresh.answers.desk = desk
    await simcord_env.restart_bot(fresh)
    result = await alice.click(channel.history()[0], label="why?")
    assert desk.questions == [asked("why", "story-1", alice, simcord_env)]
    assert result.ephemeral
    assert len(channel.history(viewer=alice)) == 2, "the alert itself stays as it was"


async def test_an_answer_that_fails_is_said_to_the_asker_and_the_error_is_not_swallowed(
    simcord_env: Env, desk: RecordingDesk
) -> None:
    channel = simcord_env.create_guild().create_text_channel("general")
    alice = simcord_env.guild.add_member(simcord_env.create_user("alice"))
    desk.error = LookupError("a bug")
    result = await alice.slash(channel, "watch help")
    assert result.response is not None
    assert "could not answer" in texts(result.response.message)
    assert "a bug" not in texts(result.response.message)
    assert [str(error.__cause__) for error in simcord_env.errors] == ["a bug"]


async def test_what_the_client_does_not_know_it_leaves_to_others(
    simcord_env: Env, desk: RecordingDesk, simcord_bot: DeskClient
) -> None:
    """A button whose id is not of our make reaches no desk."""
    channel = simcord_env.create_guild().create_text_channel("general")
    alice = simcord_env.guild.add_member(simcord_env.create_user("alice"))
    await simcord_env.settle()
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="foreign", custom_id="poll:7"))
    view.stop()
    await simcord_bot.get_partial_messageable(channel.id).send("x", view=view)
    await alice.click(channel.history()[0], label="foreign")
    assert desk.questions == []


async def test_posts_from_several_tasks_do_not_share_an_attempt(
    simcord_env: Env, notifier: DiscordNotifier
) -> None:
    names = ("diplomacy", "energy", "trade")
    guild = simcord_env.create_guild()
    for name in names:
        guild.create_text_channel(name)
    await simcord_env.settle()
    channels = [Channel(platform=Platform.DISCORD, name=name) for name in names]
    outcomes = await asyncio.gather(*(notifier.post(outgoing(channel)) for channel in channels))
    assert all(isinstance(outcome, Sent) for outcome in outcomes)


@pytest.mark.usefixtures("simcord_bot")
def test_a_lost_connection_is_logged_in_one_line(caplog: pytest.LogCaptureFixture) -> None:
    error = ConnectionResetError(104, "reset")
    logging.getLogger("discord.client").error("Attempting a reconnect in %.2fs", 3.1, exc_info=error)
    (record,) = caplog.records
    assert record.getMessage() == "Discord: connection lost (ConnectionResetError), trying again in 3 s"
    assert record.exc_info is None
