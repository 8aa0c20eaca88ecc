"""`bench render`: no message that a feed can bring about is refused, acts, or mentions anybody."""

import asyncio
import re
from pathlib import Path

import pytest

from adapters.discord.renderer import Card, EmbedCard
from adapters.slack.renderer import SlackPayload
from bot.bench import render_discord, render_slack
from bot.bench.render import figures, measure, run
from bot.bench.wild_messages import WildMessages
from bot.bench.wild_texts import ATTACKS
from bot.core.deliveries import DeliveryKey
from bot.errors import UsageError

KEY = DeliveryKey("0123456789abcdef0123")
LIVE = re.compile(r"[*_~|`]\S|<\S+>|]\(|^@(?:everyone|here)", re.IGNORECASE)
OURS = ("<t:1700000000:R>", "~~gone~~", "**strong**", "\\*not\\*", "\\\\**x**")
"""What looks as our own markup does, or is escaped."""
NONE = {"refused_by_limits", "refused_by_schema", "unescaped", "mentions_allowed", "unseen"}


def text_of(text: str) -> SlackPayload:
    return SlackPayload(text=text, blocks=[])


def block_of(*elements: dict) -> SlackPayload:
    section = {"type": "rich_text_section", "elements": list(elements)}
    return SlackPayload(text="x", blocks=[{"type": "rich_text", "elements": [section]}])


def body_of(*texts: str) -> render_discord.Json:
    async def made() -> render_discord.Json:
        return render_discord.request(Card(texts=texts), KEY)

    return asyncio.run(made())


def test_no_message_of_some_hundred_has_a_flaw() -> None:
    counted = figures(measure(None, 7, 320))
    assert counted["messages"] == 320
    assert {name: counted[name] for name in NONE} == dict.fromkeys(NONE, 0)


def test_none_is_refused_by_the_schemas_of_the_platforms(shared_data: Path) -> None:
    counted = figures(measure(shared_data / "platforms", 11, 16))
    assert counted["held_against_schemas"] == 16
    assert counted["refused_by_schema"] == 0


def test_the_same_seed_makes_the_same_messages() -> None:
    assert list(WildMessages(3).messages(16)) == list(WildMessages(3).messages(16))


@pytest.mark.parametrize("text", ["a & b", "<b>", "&copy;", "<!channel>"])
def test_text_that_slack_would_read_as_markup_is_seen(text: str) -> None:
    assert list(render_slack.unescaped(text_of(text)))


@pytest.mark.parametrize(
    "element",
    [
        {"type": "mrkdwn", "text": "x"},
        {"type": "plain_text", "text": "x", "emoji": True},
        {"type": "link", "url": "javascript:alert(1)", "text": "x"},
    ],
    ids=lambda element: element["type"],
)
def test_an_element_that_reads_markup_is_seen(element: dict) -> None:
    assert list(render_slack.unescaped(block_of(element)))


@pytest.mark.parametrize("kind", ["user", "usergroup", "channel", "broadcast"])
def test_a_mention_in_slack_is_seen(kind: str) -> None:
    assert list(render_slack.mentions(block_of({"type": kind})))


@pytest.mark.parametrize(
    "payload",
    [
        text_of("x" * 4_001),
        text_of(""),
        block_of({"type": "text", "text": "x" * 10_001}),
        block_of({"type": "text", "text": ""}),
        block_of(),
        SlackPayload(text="x", blocks=[{"type": "divider"}] * 51),
        SlackPayload(text="x", blocks=[{"type": "actions", "elements": []}]),
    ],
)
def test_what_slack_would_refuse_is_seen(payload: SlackPayload) -> None:
    assert list(render_slack.beyond_limits(payload))


@pytest.mark.parametrize("attack", [a for a in ATTACKS if a not in OURS and LIVE.search(a)])
def test_an_attack_that_was_not_escaped_is_seen_in_discord(attack: str) -> None:
    body = body_of(f"report {attack}")
    assert list(render_discord.unescaped(body)) or list(render_discord.mentions(body))


@pytest.mark.parametrize(
    "text", ["# heading", "1. one", "- item", "`code`", "||x||", "https://evil.example", "<@1>"]
)
def test_live_markup_that_is_not_ours_is_seen(text: str) -> None:
    assert list(render_discord.unescaped(body_of(f"first\n{text}")))


@pytest.mark.parametrize(
    "text",
    ["**bold** ~~gone~~", "-# small", "### [a](https://a.example/x) \\(a.example\\)", "<t:1:f>", "a \\* b"],
)
def test_our_own_markup_is_no_flaw(text: str) -> None:
    assert list(render_discord.unescaped(body_of(text))) == []


@pytest.mark.parametrize("texts", [("x" * 4_001,), ("",)], ids=["long", "empty"])
def test_what_discord_would_refuse_is_seen(texts: tuple[str, ...]) -> None:
    assert list(render_discord.beyond_limits(body_of(*texts)))


def test_what_discord_would_refuse_of_an_embed_is_seen() -> None:
    async def complaints(card: EmbedCard) -> list[str]:
        return list(render_discord.beyond_limits(render_discord.embed_request(card, KEY)))

    assert asyncio.run(complaints(EmbedCard(description="x", footer="y"))) == []
    for card in (
        EmbedCard(description=" "),
        EmbedCard(description="x" * 4_097),
        EmbedCard(description="x", footer=" "),
        EmbedCard(description="x", footer="y" * 2_049),
        EmbedCard(description="x" * 4_000, footer="y" * 2_001),
    ):
        assert asyncio.run(complaints(card)), card


def test_an_embeds_description_is_read_as_markdown_and_its_footer_is_not() -> None:
    async def flaws(card: EmbedCard) -> list[str]:
        body = render_discord.embed_request(card, KEY)
        return [*render_discord.unescaped(body), *render_discord.mentions(body)]

    assert asyncio.run(flaws(EmbedCard(description="<@1> `code`")))
    assert asyncio.run(flaws(EmbedCard(description="x", footer="<@1> `code`"))) == []


def test_a_folder_without_the_schemas_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="slack-blocks"):
        run(tmp_path)
