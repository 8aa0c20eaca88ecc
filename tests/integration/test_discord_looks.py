"""Embeds and pictures against the server that speaks Discord's protocol and keeps its rules."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import jsonschema
import pytest

from adapters.discord.checking import DiscordExaminer
from adapters.discord.looks import Look
from adapters.discord.platform import DiscordPlatform
from adapters.discord.rights import invite_url
from bot.core.channels import Channel, Platform
from bot.core.deliveries import DeliveryKey, Found, NotFound, Receipt, Sent, Unsure
from bot.core.messages import Button, Footnote, Headline, Link, Message, Paragraph, Severity, Text
from bot.core.pictures import Picture
from bot.ports import Notifier, Outgoing, Painter, Question, Wanted
from bot.services.doctor import Verdict
from fakes.clock import FakeClock
from fakes.control import Control, controlled

KEY, OTHER = DeliveryKey("0123456789abcdef0123"), DeliveryKey("fedcba9876543210fedc")
PNG = b"\x89PNG\r\n\x1a\n and what follows"
PICTURE = Picture(
    begins=datetime(2025, 11, 28, tzinfo=UTC),
    step=timedelta(hours=1),
    bars=(1, 4),
    turns=(),
    alt="Five @everyone",
)
BOTH = pytest.mark.parametrize("look", Look)
Open = Callable[..., Awaitable[Notifier]]


class NoDesk:
    """Nobody asks."""

    async def answer(self, question: Question) -> Message:
        raise AssertionError(question)

    async def suggest(self, _typed: str) -> tuple[()]:
        return ()


class FixedPainter:
    """Paints the same for everything."""

    def __init__(self, png: bytes | None = PNG) -> None:
        self._png = png

    async def paint(self, _picture: Picture) -> bytes | None:
        return self._png


class Fake(Control):
    async def count(self, method: str) -> int:
        """Requests that make or change a message."""
        calls = await self.get("calls")
        return sum(call["method"] == method and "/messages" in call["path"] for call in calls)


@pytest.fixture
async def fake(discord_url: str) -> AsyncIterator[Fake]:
    async with controlled(Fake, discord_url) as fake:
        yield fake


@pytest.fixture
async def opened(fake: Fake) -> AsyncIterator[Open]:
    """Notifiers of connected platforms."""
    async with AsyncExitStack() as stack:

        async def open_(look: Look, painter: Painter | None = None, **ids: str) -> Notifier:
            platform = DiscordPlatform(
                "discord-test",
                api_url=f"{fake.url}api/v10",
                gateway_url=f"{fake.url.replace('http', 'ws', 1)}gateway",
                channel_ids=ids,
                style=look,
                painter=painter,
            )
            await platform.connect(NoDesk())
            stack.push_async_callback(platform.close)
            return platform.notifier

        yield open_


def alert(headline: str = "Leaders met", picture: Picture | None = None) -> Message:
    return Message(
        severity=Severity.HIGH,
        blocks=(
            Headline(spans=(Link(text=headline, url="https://news.example/a"),)),
            Paragraph(spans=(Text(text="@everyone <@700> **bold**"),)),
            Footnote(spans=(Text(text="Why this: a *watch*"),)),
        ),
        buttons=(Button(label="Why this?", verb="why", target="story-1"),),
        picture=picture,
    )


def outgoing(message: Message, channel: str = "diplomacy", thread: Receipt | None = None) -> Outgoing:
    place = Channel(platform=Platform.DISCORD, name=channel)
    return Outgoing(key=OTHER if thread else KEY, channel=place, message=message, thread=thread)


async def posted(notifier: Notifier, what: Outgoing) -> Receipt:
    outcome = await notifier.post(what)
    assert isinstance(outcome, Sent), outcome
    return outcome.receipt


async def found(notifier: Notifier, thread: Receipt | None = None) -> Receipt | None:
    """Where the key is found in a history of any length."""
    channel, key = Channel(platform=Platform.DISCORD, name="diplomacy"), OTHER if thread else KEY
    wanted = Wanted(keys=frozenset({key}), channel=channel, since=datetime.now(UTC), thread=thread)
    outcome = await notifier.find(wanted)
    assert isinstance(outcome, Found | NotFound)
    return outcome.receipt if isinstance(outcome, Found) else None


def shown(message: dict[str, Any]) -> str:
    """All that a reader is shown of a message, of either look."""
    texts = [part.get("content", "") for top in message["components"] for part in top["components"]]
    return "\n".join([*texts, *(embed["description"] for embed in message["embeds"])])


async def test_an_embed_is_one_message_with_its_key_and_nothing_that_acts(opened: Open, fake: Fake) -> None:
    """Without the flag against previews: it would take the embed away."""
    await posted(await opened(Look.EMBEDS), outgoing(alert()))
    (message,) = await fake.get("messages")
    (embed,) = message["embeds"]
    assert embed["description"] == (
        "-# **▲ HIGH**\n"
        "### [Leaders met](https://news.example/a) \\(news.example\\)\n"
        "@\u200beveryone \\<@700\\> \\*\\*bold\\*\\*"
    )
    assert embed["footer"] == {"text": "Why this: a *watch*"}
    assert embed["color"] == 0xD64532
    assert [b["custom_id"] for row in message["components"] for b in row["components"]] == ["v1:why:story-1"]
    assert (message["nonce"], message["allowed_mentions"]["parse"], message["flags"]) == (KEY, [], 0)
    assert "title" not in embed, "with one, the address that carries the key could be seen"


@BOTH
async def test_the_same_key_twice_is_one_message_and_an_edit_changes_it(
    look: Look, opened: Open, fake: Fake
) -> None:
    notifier = await opened(look)
    receipt = await posted(notifier, outgoing(alert()))
    assert await posted(notifier, outgoing(alert())) == receipt
    assert await notifier.edit(outgoing(alert("Leaders parted")), receipt) == Sent(receipt=receipt)
    (message,) = await fake.get("messages")
    assert "Leaders parted" in shown(message)
    assert "Leaders met" not in shown(message)
    assert message["edits"][0]["allowed_mentions"]["parse"] == []
    assert await fake.count("PATCH") == 1


@BOTH
@pytest.mark.parametrize("then", Look)
async def test_a_message_of_either_look_is_found_whatever_the_setting_says_now(
    look: Look, then: Look, opened: Open, fake: Fake
) -> None:
    before, after = await opened(look), await opened(then)
    assert await found(after) is None
    receipt = await posted(before, outgoing(alert()))
    await before.edit(outgoing(alert("Leaders parted")), receipt)
    await fake.post("forget-nonces")
    assert await found(after) == receipt


@pytest.mark.parametrize(
    ("look", "then", "requests"), [(Look.EMBEDS, Look.COMPONENTS, 1), (Look.COMPONENTS, Look.EMBEDS, 2)]
)
async def test_an_edit_after_the_setting_was_changed_ends_in_a_message_of_components(
    look: Look, then: Look, requests: int, opened: Open, fake: Fake
) -> None:
    """A message keeps components for good; Discord refuses the embed first."""
    receipt = await posted(await opened(look, FixedPainter()), outgoing(alert(picture=PICTURE)))
    after = await opened(then)
    for headline in ("Leaders parted", "Leaders came back"):
        assert await after.edit(outgoing(alert(headline)), receipt) == Sent(receipt=receipt)
    (message,) = await fake.get("messages")
    assert "Leaders came back" in shown(message)
    assert (message["content"], message["embeds"], message["attachments"]) == ("", [], [])
    assert await fake.count("PATCH") == 2 * requests
    assert await found(after) == receipt


async def test_a_reply_in_embeds_goes_into_the_thread_and_is_found_there(opened: Open, fake: Fake) -> None:
    notifier = await opened(Look.EMBEDS, FixedPainter())
    head = await posted(notifier, outgoing(alert()))
    reply = await posted(notifier, outgoing(alert("Leaders parted", PICTURE), thread=head))
    assert reply.channel_id == head.message_id
    assert await found(notifier, head) == reply
    assert (await fake.get("messages"))[-1]["attachments"]


async def test_an_embed_without_a_key_is_none_of_ours(opened: Open, fake: Fake) -> None:
    notifier = await opened(Look.EMBEDS)
    receipt = await posted(notifier, outgoing(alert()))
    await fake.post("message", channel="1002", bare=True)
    channel = Channel(platform=Platform.DISCORD, name="diplomacy")
    outcome = await notifier.find(Wanted(keys=None, channel=channel, since=datetime.now(UTC)))
    assert isinstance(outcome, Found)
    assert outcome.receipt == receipt


@BOTH
async def test_a_picture_travels_with_its_message_and_says_what_it_shows(
    look: Look, opened: Open, fake: Fake
) -> None:
    notifier = await opened(look, FixedPainter())
    await posted(notifier, outgoing(alert(picture=PICTURE)))
    (message,) = await fake.get("messages")
    (file,) = message["attachments"]
    assert (file["description"], file["size"], file["content_type"]) == (PICTURE.alt, len(PNG), "image/png")
    pictures = [embed["image"]["url"] for embed in message["sent"].get("embeds", [])]
    items = [i for top in message["components"] for part in top["components"] for i in part.get("items", [])]
    pictures += [item["media"]["url"] for item in items]
    assert all(item["description"] == PICTURE.alt for item in items)
    assert pictures == [f"attachment://{file['filename']}"]
    assert (message["nonce"], await fake.count("POST")) == (KEY, 1)


@BOTH
async def test_an_edit_brings_the_picture_as_it_is_now_or_takes_it_away(
    look: Look, opened: Open, fake: Fake
) -> None:
    notifier = await opened(look, FixedPainter())
    receipt = await posted(notifier, outgoing(alert()))
    for picture in (PICTURE, PICTURE, None):
        assert await notifier.edit(outgoing(alert(picture=picture)), receipt) == Sent(receipt=receipt)
        (message,) = await fake.get("messages")
        assert len(message["attachments"]) == (picture is not None)
        assert await found(notifier) == receipt


@BOTH
@pytest.mark.parametrize(
    ("painter", "channel"),
    [
        (None, "diplomacy"),
        (FixedPainter(None), "diplomacy"),
        (FixedPainter(), "no-files"),
        (FixedPainter(), "far"),
    ],
    ids=["no painter", "not paintable", "no right", "rights unknown"],
)
async def test_what_has_no_picture_leaves_without_one_by_the_first_request(
    look: Look, painter: Painter | None, channel: str, opened: Open, fake: Fake
) -> None:
    notifier = await opened(look, painter, far="1008")
    receipt = await posted(notifier, outgoing(alert(picture=PICTURE), channel))
    assert isinstance(await notifier.edit(outgoing(alert(picture=PICTURE), channel), receipt), Sent)
    (message,) = await fake.get("messages")
    assert message["attachments"] == []
    assert (await fake.count("POST"), await fake.count("PATCH")) == (1, 1)


@pytest.mark.parametrize("channel", ["no-embeds", "far"])
async def test_without_the_right_to_embed_or_word_of_it_a_message_is_of_components(
    channel: str, opened: Open, fake: Fake
) -> None:
    notifier = await opened(Look.EMBEDS, far="1008")
    receipt = await posted(notifier, outgoing(alert(), channel))
    assert isinstance(await notifier.edit(outgoing(alert("Leaders parted"), channel), receipt), Sent)
    (message,) = await fake.get("messages")
    assert "Leaders parted" in shown(message)
    assert message["embeds"] == []
    assert (await fake.count("POST"), await fake.count("PATCH")) == (1, 1)


@BOTH
async def test_a_message_that_discord_refuses_leaves_plainer_until_it_is_taken(
    look: Look, opened: Open, fake: Fake
) -> None:
    """A refused request made nothing: there is one message, and the plainest is of components alone."""
    notifier = await opened(look, FixedPainter())
    refusals = 2 if look is Look.EMBEDS else 1
    fault = {"mode": "status", "status": 400, "code": 50035, "times": refusals}
    await fake.post("faults", method="POST", path="/messages", **fault)
    await posted(notifier, outgoing(alert(picture=PICTURE)))
    (message,) = await fake.get("messages")
    assert (message["attachments"], message["embeds"]) == ([], [])
    assert "Leaders met" in shown(message)
    assert await fake.count("POST") == refusals + 1


@BOTH
@pytest.mark.parametrize("status", [403, 500])
async def test_any_other_failure_ends_the_attempt_with_one_request(
    look: Look, status: int, opened: Open, fake: Fake
) -> None:
    notifier = await opened(look, FixedPainter())
    await fake.post("faults", method="POST", path="/messages", mode="status", status=status, times=9)
    assert not isinstance(await notifier.post(outgoing(alert(picture=PICTURE))), Sent)
    assert (await fake.count("POST"), await fake.get("messages")) == (1, [])


@BOTH
async def test_a_picture_whose_answer_was_lost_is_one_message_that_is_found(
    look: Look, opened: Open, fake: Fake
) -> None:
    notifier = await opened(look, FixedPainter())
    await fake.post("faults", method="POST", path="/messages", mode="reset_after_accept", times=9)
    assert isinstance(await notifier.post(outgoing(alert(picture=PICTURE))), Unsure)
    (message,) = await fake.get("messages")
    receipt = await found(notifier)
    assert receipt == Receipt(channel_id="1002", message_id=message["id"])


async def test_the_doctor_notices_a_missing_right_only_where_it_is_wished_for(fake: Fake) -> None:
    """It keeps no alert back, and so is nothing that must be mended."""
    channels = [Channel(platform=Platform.DISCORD, name=name) for name in ("no-files", "no-embeds")]
    said = []
    for wished in (False, True):
        examiner = DiscordExaminer(
            "discord-test",
            channel_ids={},
            clock=FakeClock(datetime.now(UTC)),
            api_url=f"{fake.url}api/v10",
            embeds=wished,
            pictures=wished,
        )
        found = await examiner.examine(channels)
        await examiner.close()
        said.append([(f.subject, f.verdict, f.detail) for f in found if f.verdict is not Verdict.WELL])
    assert said == [
        [],
        [
            (channels[0], Verdict.NOTICE, "“Attach Files” is missing: updates come without pictures"),
            (
                channels[1],
                Verdict.NOTICE,
                "“Embed Links” is missing: alerts come as components, not as embeds",
            ),
        ],
    ]


@pytest.mark.parametrize(
    ("wished", "more"),
    [({"embeds": True}, 1 << 14), ({"pictures": True}, 1 << 15)],
    ids=["embeds", "pictures"],
)
def test_the_invitation_asks_for_a_right_more_only_where_it_is_wished_for(
    wished: dict[str, bool], more: int
) -> None:
    assert invite_url("1", **wished) == invite_url("1").replace("309237713920", str(309237713920 + more))


async def test_discord_keeps_components_for_good(opened: Open, fake: Fake) -> None:
    """The rules of the fake, as resources/message tells them."""
    receipt = await posted(await opened(Look.COMPONENTS), outgoing(alert()))
    address = f"{fake.url}api/v10/channels/1002/messages/{receipt.message_id}"
    async with aiohttp.ClientSession(headers={"Authorization": "Bot discord-test"}) as session:
        for body in ({"flags": 0}, {"embeds": [{"description": "x"}]}, {"content": "x"}):
            async with session.patch(address, json=body) as answer:
                assert (answer.status, (await answer.json())["code"]) == (400, 50035)


@BOTH
async def test_what_is_sent_fits_the_api_description_of_the_platform(
    look: Look, opened: Open, fake: Fake, shared_data: Path
) -> None:
    """But for the number of a file, a string there and a number in Discord's own page, Uploading Files."""
    api = json.loads((shared_data / "platforms" / "discord-openapi.json").read_text())
    notifier = await opened(look, FixedPainter())
    receipt = await posted(notifier, outgoing(alert(picture=PICTURE)))
    await notifier.edit(outgoing(alert(picture=PICTURE)), receipt)
    (message,) = await fake.get("messages")
    for schema, body in (
        ("MessageCreateRequest", message["sent"]),
        ("MessageEditRequestPartial", message["edits"][0]),
    ):
        numbered = body | {"attachments": [file | {"id": str(file["id"])} for file in body["attachments"]]}
        rules = {"$ref": f"#/components/schemas/{schema}", "components": api["components"]}
        assert [e.message for e in jsonschema.Draft202012Validator(rules).iter_errors(numbered)] == []
