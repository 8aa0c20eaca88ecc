"""The rights that the bot asks for, and what becomes of alerts without each."""

from collections.abc import Iterator, Mapping

import discord

from bot.core.channels import Channel
from bot.services.doctor import Check, Finding, Verdict

_NEEDED = {
    "view_channel": Check.CHANNEL,
    "send_messages": Check.POST,
    "create_public_threads": Check.THREADS,
    "send_messages_in_threads": Check.THREADS,
    "read_message_history": Check.HISTORY,
}
"""The rights that the bot needs in a channel, by discord.py's names."""

_EMBEDS = {"embed_links": (Check.POST, "alerts come as components, not as embeds")}
_PICTURES = {"attach_files": (Check.THREADS, "updates come without pictures")}
_NAMES = {"send_messages_in_threads": "Send Messages in Threads", "view_channel": "View Channels"}
Wishes = Mapping[str, tuple[Check, str]]
"""Rights that the bot can do without, and what it does then."""


def wishes(*, embeds: bool, pictures: bool) -> Wishes:
    """For what an operator may ask for."""
    return {**(_EMBEDS if embeds else {}), **(_PICTURES if pictures else {})}


def invite_url(client_id: str, *, embeds: bool = False, pictures: bool = False) -> str:
    """The page that invites the bot with the rights it needs and no others."""
    names = (*_NEEDED, *wishes(embeds=embeds, pictures=pictures))
    rights = discord.Permissions(**dict.fromkeys(names, True))
    return discord.utils.oauth_url(client_id, permissions=rights, scopes=("bot", "applications.commands"))


def findings(channel: Channel, rights: discord.Permissions, wished: Wishes) -> Iterator[Finding]:
    """Each right that is needed, and those that are wished for and missing."""
    if not rights.view_channel:  # without it no other right counts
        yield _right(channel, "view_channel", Check.CHANNEL, Verdict.MEND)
        return
    for right, check in _NEEDED.items():
        yield _right(channel, right, check, Verdict.WELL if getattr(rights, right) else Verdict.MEND)
    for right, (check, instead) in wished.items():
        if not getattr(rights, right):
            yield _right(channel, right, check, Verdict.NOTICE, f": {instead}")


def _right(channel: Channel, right: str, check: Check, verdict: Verdict, instead: str = "") -> Finding:
    name = _NAMES.get(right, right.replace("_", " ").title())
    out = f"Allow it to the bot's role in the permissions of {channel.name}, or of the server"
    return Finding(
        subject=channel,
        check=check,
        verdict=verdict,
        detail=f"“{name}” {'is granted' if verdict is Verdict.WELL else 'is missing'}{instead}",
        way_out="" if verdict is Verdict.WELL else out,
    )
