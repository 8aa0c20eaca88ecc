"""Whether anything that feeds may hold breaks a message: refused for a limit, read as markup, a mention.

Alerts, replies, digests and answers are made by the bot's own wording from made-up texts of every script and
every attack we know, rendered for both platforms, and what would be sent is looked at without the renderers'
help. Where the platforms' published schemas are given, each kind of message is held against those too.
"""

import asyncio
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import Any

from adapters.discord.renderer import render as render_card
from adapters.discord.renderer import render_embed
from adapters.slack.renderer import SlackPayload
from adapters.slack.renderer import render as render_blocks
from bot.bench import render_discord as in_discord
from bot.bench import render_slack as in_slack
from bot.bench.wild_messages import WildMessages
from bot.core.deliveries import DeliveryKey
from bot.core.messages import Message
from bot.errors import UsageError

_MESSAGES = 100_000
_SHARE = 500
"""Messages of one task, made from one seed."""
_KINDS, _BY_SCHEMA = 16, 20
"""Of so many rounds of all kinds one is held against the schemas, which takes as long as the other rounds."""
_PROCESSES = 2
_SLACK, _DISCORD = "slack-blocks.schema.json", "discord-openapi.json"
_KEY = DeliveryKey("0123456789abcdef0123")
_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066\u2067\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
"""What no message may hold (R31); U+2068 and U+2069 are ours."""
_FLAWS = ("refused_by_limits", "refused_by_schema", "unescaped", "mentions_allowed", "unseen")

Flaw = tuple[str, str]
"""One of `_FLAWS`, and what it is."""


def run(data: Path | None, *, messages: int = _MESSAGES) -> Mapping[str, object]:
    """How many flaws were found, in renderings for both platforms, and messages a second and core for each.

    `data` is the folder with the platforms' schemas, or with a folder `platforms` of them; without it none is
    held against them. Raises `UsageError` where a folder was given that lacks them.
    """
    folder = _folder(data)
    shares = [(seed, min(_SHARE, messages - seed * _SHARE)) for seed in range(-(-messages // _SHARE))]
    total: Counter[str] = Counter()
    with ProcessPoolExecutor(_PROCESSES, mp_context=get_context("spawn")) as pool:
        for done, counted in enumerate(
            pool.map(partial(measure, folder), *zip(*shares, strict=True)), start=1
        ):
            total.update(counted)
            _progress(done, len(shares))
    return figures(total)


def measure(folder: Path | None, seed: int, count: int) -> Counter[str]:
    """The counts of so many messages made from the seed; times in microseconds."""
    return asyncio.run(_measure(folder, seed, count))


def figures(counted: Mapping[str, int]) -> Mapping[str, object]:
    made = counted["messages"]
    speed = {name: round(made * 1e6 / (counted[f"{name}_us"] or 1)) for name in ("slack", "discord")}
    return {
        "messages": made,
        "held_against_schemas": counted["held_against_schemas"],
        **{flaw: counted[flaw] for flaw in _FLAWS},
        "messages_per_second": speed,
    }


async def _measure(folder: Path | None, seed: int, count: int) -> Counter[str]:
    """discord.py builds messages in a running loop only; nothing is awaited."""
    counted: Counter[str] = Counter()
    schemas = Schemas(folder) if folder else None
    for number, message in enumerate(WildMessages(seed).messages(count)):
        sampled = schemas if number // _KINDS % _BY_SCHEMA == 0 else None
        counted["messages"] += 1
        counted["held_against_schemas"] += sampled is not None
        for flaw, detail in _flaws(message, sampled, counted):
            counted[flaw] += 1
            print(f"message {number} of seed {seed}: {flaw}: {detail[:300]!r}", file=sys.stderr)  # noqa: T201
    return counted


def _flaws(message: Message, schemas: "Schemas | None", counted: Counter[str]) -> Iterator[Flaw]:
    began = perf_counter()
    blocks = render_blocks(message)
    between = perf_counter()
    card = render_card(message)
    ended = perf_counter()
    counted["slack_us"] += round((between - began) * 1e6)
    counted["discord_us"] += round((ended - between) * 1e6)
    body = in_discord.request(card, _KEY)
    yield from _slack_flaws(blocks)
    classic = in_discord.embed_request(render_embed(message), _KEY)
    yield from _discord_flaws(body)
    yield from _discord_flaws(classic)
    if schemas:
        complaints = schemas.complaints(blocks.blocks, body, classic)
        yield from (("refused_by_schema", detail) for detail in complaints)


def _slack_flaws(payload: SlackPayload) -> Iterator[Flaw]:
    yield from (("refused_by_limits", detail) for detail in in_slack.beyond_limits(payload))
    yield from (("unescaped", detail) for detail in in_slack.unescaped(payload))
    yield from (("mentions_allowed", detail) for detail in in_slack.mentions(payload))
    yield from (("unseen", text) for text in in_slack.texts(payload) if _UNSEEN.search(text))


def _discord_flaws(body: in_discord.Json) -> Iterator[Flaw]:
    yield from (("refused_by_limits", detail) for detail in in_discord.beyond_limits(body))
    yield from (("unescaped", detail) for detail in in_discord.unescaped(body))
    yield from (("mentions_allowed", detail) for detail in in_discord.mentions(body))
    yield from (("unseen", text) for text in in_discord.texts(body) if _UNSEEN.search(text))


class Schemas:
    """What the platforms publish on the messages that they take."""

    def __init__(self, folder: Path) -> None:
        """Raises `UsageError` where the library that reads schemas is not installed."""
        try:
            jsonschema: Any = import_module("jsonschema")  # for development: no dependency of the bot's
        except ImportError as error:
            raise UsageError("bench render --data", "needs the Python package jsonschema") from error
        blocks = {"$ref": "#/definitions/MessageBlocks"} | _definitions(folder / _SLACK, "definitions")
        message = {"$ref": "#/components/schemas/MessageCreateRequest"} | _definitions(
            folder / _DISCORD, "components"
        )
        self._blocks = jsonschema.Draft7Validator(blocks)
        self._message = jsonschema.Draft202012Validator(message)

    def complaints(self, blocks: list[dict[str, Any]], *bodies: in_discord.Json) -> Iterator[str]:
        if blocks:  # a message of text alone has none
            yield from (f"Slack: {error.message}" for error in self._blocks.iter_errors(blocks))
        for body in bodies:
            yield from (f"Discord: {error.message}" for error in self._message.iter_errors(body))


def _definitions(file: Path, part: str) -> dict[str, Any]:
    return {part: json.loads(file.read_text(encoding="utf-8"))[part]}


def _progress(done: int, shares: int) -> None:
    """On a terminal only."""
    if sys.stderr.isatty():
        end = "\n" if done == shares else "\r"
        sys.stderr.write(f"{done * 100 // shares} % of the messages rendered{end}")


def _folder(data: Path | None) -> Path | None:
    if data is None:
        return None
    for folder in (data, data / "platforms"):
        if (folder / _SLACK).is_file() and (folder / _DISCORD).is_file():
            return folder
    raise UsageError(f"--data {data}", f"there is no {_SLACK} with {_DISCORD} in it")
