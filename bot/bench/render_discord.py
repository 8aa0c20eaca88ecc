"""What Discord would refuse or read as markup in a rendered message, told without the renderer's help."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import discord
from discord.http import handle_message_parameters

from adapters.discord import limits
from adapters.discord.layout import embed, layout, rows
from adapters.discord.renderer import Card, EmbedCard
from bot.bench.render_slack import objects
from bot.core.deliveries import DeliveryKey
from bot.core.display import domain_of, length

Json = Mapping[str, Any]

_TEXT = 10
"""Type of a text among the components."""
_ESCAPED = re.compile(r"\\[^0-9A-Za-z\s]")
_OURS = re.compile(
    r"(?m:^)(?:-# |### )"  # small print and headlines
    r"|<t:\d+:f>"
    r"|\]\(https?://(?:\[[0-9a-f:.]+\])?[^\s()<>\[\]\\]+\)"  # the end of a link
)
_LINK = re.compile(r"\[((?:[^\]\\]|\\.)*)\]\(([^\s)]+)\)( \\\([^\n]*)?")
_LIVE = re.compile(
    r"[*_~|`\]()<>#]"
    r"|:/|@everyone|@here|(?m:^)\s*(?:[-+*]|\d+\.)\s",
    re.IGNORECASE,
)
_STYLED = re.compile(r"\*\*(?=\S)([^*]+?)(?<=\S)\*\*|~~(?=\S)([^~]+?)(?<=\S)~~")
_MENTION = re.compile(r"@(?:everyone|here)|<(?:@[!&]?|#|/|id:)", re.IGNORECASE)


def request(card: Card, key: DeliveryKey) -> Json:
    """The body of the request as discord.py sends it; needs a running event loop."""
    made = handle_message_parameters(
        view=layout(card, key), nonce=key, allowed_mentions=discord.AllowedMentions.none()
    )
    return dict(made.payload or {})


def embed_request(card: EmbedCard, key: DeliveryKey) -> Json:
    """The same for an embed."""
    made = handle_message_parameters(
        embed=embed(card, key),
        view=rows(card.buttons),
        nonce=key,
        allowed_mentions=discord.AllowedMentions.none(),
    )
    return dict(made.payload or {})


def beyond_limits(body: Json) -> Iterator[str]:
    """What breaks a limit of Discord's."""
    parts = [part for part in objects(body["components"]) if "type" in part]
    for shown in body.get("embeds", ()):
        yield from _beyond_embed(shown)
    if len(parts) > limits.COMPONENTS:
        yield f"{len(parts)} components"
    if (shown := sum(length(part.get("content", "")) for part in parts)) > limits.DISPLAY:
        yield f"{shown} characters"
    if len(body["nonce"]) > limits.NONCE:
        yield "the nonce"
    for part in parts:
        yield from _beyond(part)
    for name in ("id", "custom_id"):
        given = [part[name] for part in parts if part.get(name) is not None]
        if len(set(given)) < len(given):
            yield f"{name} given twice"


def unescaped(body: Json) -> Iterator[str]:
    """What Discord could read as markup and is not ours: styles, links, times, headlines, small print.

    A link is ours where the domain that it leads to is its text, or stands beside it.
    """
    for text in _marked(body):
        yield from (f"a link to {found[2]}" for found in _LINK.finditer(text) if not _shows_domain(found))
        bare = _OURS.sub("", _ESCAPED.sub("x", text)).replace("[", "")
        bare = _STYLED.sub(lambda found: found[1] or found[2], bare)
        if found := _LIVE.search(bare):
            yield f"{found.group()!r} in {bare[max(found.start() - 30, 0) : found.end() + 30]!r}"


def mentions(body: Json) -> Iterator[str]:
    if body.get("allowed_mentions", {}).get("parse") != []:
        yield "allowed_mentions"
    for text in _marked(body):
        yield from _MENTION.findall(_ESCAPED.sub("x", text))


def texts(body: Json) -> Iterator[str]:
    """All that a reader is shown, but for the buttons."""
    yield from _marked(body)
    yield from (shown["footer"]["text"] for shown in body.get("embeds", ()) if "footer" in shown)


def _marked(body: Json) -> Iterator[str]:
    """All that is read as markdown, which an embed's footer is not."""
    yield from (part["content"] for part in objects(body["components"]) if part.get("type") == _TEXT)
    yield from (shown["description"] for shown in body.get("embeds", ()))


def _shows_domain(link: re.Match[str]) -> bool:
    words, target, beside = link.groups()
    shown = _ESCAPED.sub(lambda found: found.group()[1], beside or words)
    return domain_of(target).casefold() in shown.casefold()


def _beyond_embed(shown: Json) -> Iterator[str]:
    description, footer = shown["description"], shown.get("footer", {}).get("text")
    if not 0 < length(description.strip()) <= length(description) <= limits.EMBED_DESCRIPTION:
        yield f"a description of {length(description)}"
    if footer is not None and not 0 < length(footer.strip()) <= length(footer) <= limits.EMBED_FOOTER:
        yield f"a footer of {length(footer)}"
    if length(description) + length(footer or "") > limits.EMBED_TOTAL:
        yield "an embed that is too large"


def _beyond(part: Json) -> Iterator[str]:
    match part:
        case {"type": 10, "content": ""}:
            yield "an empty text"
        case {"type": 1, "components": buttons} if not 0 < len(buttons) <= limits.ROW_BUTTONS:
            yield f"{len(buttons)} buttons in a row"
        case {"type": 2, "label": label, "custom_id": custom_id}:
            if not 0 < length(label) <= limits.BUTTON_LABEL:
                yield f"a label of {length(label)}"
            if not 0 < length(custom_id) <= limits.CUSTOM_ID:
                yield f"a custom_id of {length(custom_id)}"
