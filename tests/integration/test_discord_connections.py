"""Discord's side of questions: who asks, who sees the answer, and what happens when the gateway drops."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest

from adapters.discord import limits
from adapters.discord.platform import DiscordPlatform
from bot.core.answers.sorry import Sorry, sorry_message
from bot.core.channels import Channel, Platform
from bot.core.deliveries import DeliveryKey, Sent
from bot.core.messages import Button, Message, Paragraph, Text
from bot.errors import AuthenticationFailed, WirewatchError
from bot.ports import Choice, Outgoing, Question
from fakes.control import Control, controlled
from fakes.discord_world import EDITORS, GUILD_ID

KEY = DeliveryKey("0123456789abcdef0123")
DROPS = 100
EPHEMERAL = 64


class NotingDesk:
    """Answers every question with its words, and keeps them; fails where it is asked to."""

    def __init__(self) -> None:
        self.asked: list[Question] = []

    async def answer(self, question: Question) -> Message:
        self.asked.append(question)
        if question.text == "break":
            raise ZeroDivisionError
        if question.text == "refuse":
            return sorry_message(Sorry(problem="No such thing."), "7F3K")
        return Message(blocks=(Paragraph(spans=(Text(text=f"{question.verb} {question.text}"),)),))

    async def suggest(self, _typed: str) -> tuple[Choice, ...]:
        return ()


@pytest.fixture
async def fake(discord_url: str) -> AsyncIterator[Control]:
    async with controlled(Control, discord_url) as fake:
        yield fake


@pytest.fixture
def desk() -> NotingDesk:
    return NotingDesk()


@pytest.fixture
def losses() -> asyncio.Queue[WirewatchError]:
    return asyncio.Queue()


@pytest.fixture
async def platform(fake: Control, desk: NotingDesk, losses: asyncio.Queue) -> AsyncIterator[DiscordPlatform]:
    platform = DiscordPlatform(
        "discord-test",
        api_url=f"{fake.url}api/v10",
        gateway_url=f"{fake.url.replace('http', 'ws', 1)}gateway",
        channel_ids={"#diplomacy": "1002"},
        lost=losses.put_nowait,
    )
    await platform.connect(desk)
    yield platform
    await platform.close()


def shown(answer: Any) -> str:
    return answer["message"]["components"][0]["components"][0]["content"]


@pytest.mark.usefixtures("platform")
class TestShare:
    async def test_an_answer_is_posted_for_everyone_and_mentions_nobody(
        self, fake: Control, desk: NotingDesk
    ) -> None:
        answer = await fake.post("button", custom_id="v1:share:latest grain-ports since:7d")
        assert shown(answer) == "share latest grain-ports since:7d"
        assert not answer["body"].get("flags", 0) & EPHEMERAL
        assert answer["body"]["allowed_mentions"]["parse"] == []
        (question,) = desk.asked
        assert (question.verb, question.text) == ("share", "latest grain-ports since:7d")
        assert "Shared by " in str(answer["message"]["components"])

    async def test_the_press_is_acknowledged_first_and_the_answer_under_it_stays(self, fake: Control) -> None:
        answer = await fake.post("button", custom_id="v1:share:list")
        assert answer["callback"]["type"] == 6  # deferred update of the message with the button

    async def test_that_something_failed_is_told_to_the_asker_alone(self, fake: Control) -> None:
        answer = await fake.post("button", custom_id="v1:share:break")
        assert answer["body"]["flags"] & EPHEMERAL
        assert "could not answer" in shown(answer)

    async def test_why_there_is_no_answer_is_told_to_the_asker_alone(self, fake: Control) -> None:
        answer = await fake.post("button", custom_id="v1:share:refuse")
        assert answer["body"]["flags"] & EPHEMERAL
        assert "No such thing" in shown(answer)
        assert "Shared by" not in str(answer["message"]["components"])


@pytest.mark.usefixtures("platform")
async def test_the_roles_of_who_asks_come_with_the_question(fake: Control, desk: NotingDesk) -> None:
    """Everyone has the role whose id is the server's; a role that the server does not have is none."""
    await fake.post("button", custom_id="v1:list:", roles=[EDITORS, "999999999999999999"])
    await fake.post("command", verb="list")
    first, second = (question.groups for question in desk.asked)
    assert first == {f"discord:{GUILD_ID}", f"discord:{EDITORS}"}
    assert second == {f"discord:{GUILD_ID}"}


class TestWhyMenu:
    async def test_it_asks_for_the_key_of_the_message(
        self, platform: DiscordPlatform, fake: Control, desk: NotingDesk
    ) -> None:
        alert = Message(
            blocks=(Paragraph(spans=(Text(text="news"),)),),
            buttons=(
                Button(label="Timeline", verb="timeline", target="x"),
                Button(label="Why?", verb="why", target=KEY),
            ),
        )
        channel = Channel(platform=Platform.DISCORD, name="diplomacy")
        sent = await platform.notifier.post(Outgoing(key=KEY, channel=channel, message=alert))
        assert isinstance(sent, Sent)
        answer = await fake.post("menu", name="Why this?")
        assert answer["callback"] == {"type": 5, "data": {"flags": EPHEMERAL}}
        assert [(question.verb, question.text) for question in desk.asked] == [("why", KEY)]

    @pytest.mark.usefixtures("platform")
    @pytest.mark.parametrize(
        ("content", "asked"), [("see https://news.example/a now", "https://news.example/a"), ("no link", "")]
    )
    async def test_of_anyone_elses_message_it_asks_for_the_link(
        self, fake: Control, desk: NotingDesk, content: str, asked: str
    ) -> None:
        await fake.post("menu", name="Why this?", content=content)
        assert [(question.verb, question.text) for question in desk.asked] == [("why", asked)]


@pytest.mark.usefixtures("platform")
@pytest.mark.parametrize(
    ("permissions", "manages"), [("0", False), (str(1 << 11), False), (str(1 << 5), True)], ids=str
)
async def test_who_may_manage_the_server_is_told_to_the_desk(
    fake: Control, desk: NotingDesk, permissions: str, *, manages: bool
) -> None:
    await fake.post("button", custom_id="v1:list:", permissions=permissions)
    (question,) = desk.asked
    assert question.manages is manages


@pytest.mark.usefixtures("platform")
async def test_commands_are_open_to_everyone_in_servers_and_nowhere_else(fake: Control) -> None:
    """Who may change what is the desk's to decide; Discord would hide the whole command."""
    for command in await fake.get("commands"):
        assert command.get("default_member_permissions") is None
        assert command["contexts"] == [0] or command["dm_permission"] is False


def named(part: Any) -> Iterator[Any]:
    """A command, its subcommands and their options."""
    yield part
    for option in part.get("options", ()):
        yield from named(option)


@pytest.mark.usefixtures("platform")
@pytest.mark.parametrize("locale", ["de", "fr"])
async def test_every_command_is_told_in_other_languages_within_the_limits(fake: Control, locale: str) -> None:
    """Options keep their English names, `watch` is ours."""
    parts = [part for command in await fake.get("commands") for part in named(command)]
    menus = [
        part for part in parts if part["type"] == 3 and "options" not in part and not part["description"]
    ]
    verbs = [part for part in parts if part["type"] == 1 and part["name"] != "watch"]
    assert len(menus) == 1
    assert len(verbs) > 8
    for part in (*menus, *verbs):
        assert part["name_localizations"][locale]
    for verb in verbs:
        assert re.fullmatch(r"[-_'\w]{1,32}", verb["name_localizations"][locale])
    names = [verb["name_localizations"][locale] for verb in verbs]
    assert len(set(names)) == len(names)
    for part in parts:
        assert part in menus or 0 < len(part["description_localizations"][locale]) <= 100


@pytest.mark.usefixtures("platform")
async def test_all_words_of_a_command_are_within_the_budget(fake: Control) -> None:
    """8,000 characters of names, descriptions and values; of each the longest language counts."""
    for command in await fake.get("commands"):
        words = [
            max(map(len, (part[key], *(part.get(f"{key}_localizations") or {}).values())))
            for part in named(command)
            for key in ("name", "description")
        ]
        assert sum(words) <= limits.COMMAND_CHARACTERS


@pytest.mark.usefixtures("platform")
async def test_no_question_is_lost_over_many_drops_of_the_gateway(
    fake: Control, desk: NotingDesk, losses: asyncio.Queue
) -> None:
    for number in range(DROPS):
        await fake.post("gateway", drop=4000)
        answer = await fake.post("command", verb="latest", options={"event": f"e{number}"})
        assert shown(answer) == f"latest e{number}"
    assert [question.text for question in desk.asked] == [f"e{number}" for number in range(DROPS)]
    gateway = await fake.get("gateway")
    assert gateway["resumes"] == DROPS
    assert len(gateway["identifies"]) == 1
    assert losses.empty()


@pytest.mark.usefixtures("platform")
async def test_an_event_that_cannot_be_read_is_passed_over(
    fake: Control, desk: NotingDesk, losses: asyncio.Queue
) -> None:
    """Else it would end discord.py's connection, and with it the bot."""
    await fake.post("gateway", event="CHANNEL_UPDATE", data={"id": "1", "type": "none", "guild_id": "x"})
    answer = await fake.post("command", verb="latest", options={"event": "summit"})
    assert shown(answer) == "latest summit"
    assert [question.text for question in desk.asked] == ["summit"]
    assert losses.empty()


@pytest.mark.usefixtures("platform")
@pytest.mark.parametrize("code", [4004, 4010, 4011, 4012, 4013, 4014])
async def test_a_close_for_good_after_the_start_is_reported_once_as_what_the_operator_can_mend(
    fake: Control, losses: asyncio.Queue, code: int
) -> None:
    await fake.post("gateway", drop=code)
    async with asyncio.timeout(5):
        loss = await losses.get()
    assert losses.empty()
    assert isinstance(loss, AuthenticationFailed)
    assert loss.exit_code == 78
    assert str(code) in str(loss)


async def test_a_close_of_our_own_is_no_loss(platform: DiscordPlatform, losses: asyncio.Queue) -> None:
    await platform.close()
    assert losses.empty()
