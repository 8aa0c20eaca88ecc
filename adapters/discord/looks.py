"""The two looks of a message in Discord, and its requests in each."""

from collections.abc import Awaitable
from dataclasses import dataclass
from enum import StrEnum

import discord

from adapters.discord.layout import Painted, embed, layout, rows
from adapters.discord.renderer import render, render_embed
from bot.ports import Outgoing

_SILENT = discord.AllowedMentions.none()


class Look(StrEnum):
    COMPONENTS = "components"
    """Texts and buttons in one container (Components V2)."""
    EMBEDS = "embeds"
    """One embed with buttons below: for servers whose clients and bots know nothing newer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dress:
    """How a message is shown: its look, and its picture where it has one."""

    look: Look
    painted: Painted | None = None

    def send(self, place: discord.abc.Messageable, outgoing: Outgoing) -> Awaitable[discord.Message]:
        """Discord makes previews of the links in a message's content, and of those in components too.

        The flag against them takes every embed away, so an embed goes without it: it has no content, and
        links within an embed are not previewed.
        """
        files, key = self._files(), outgoing.key
        if self.look is Look.EMBEDS:
            card = render_embed(outgoing.message)
            return place.send(
                embed=embed(card, key, self.painted),
                view=rows(card.buttons),
                files=files,
                nonce=key,
                allowed_mentions=_SILENT,
            )
        view = layout(render(outgoing.message), key, self.painted)
        return place.send(view=view, files=files, nonce=key, allowed_mentions=_SILENT, suppress_embeds=True)

    def edit(self, message: discord.PartialMessage, outgoing: Outgoing) -> Awaitable[discord.Message]:
        """Refused for an embed in the place of components, which a message keeps for good (50035).

        An embed becomes components where content and embeds are emptied in the same request
        (resources/message, Edit Message). The files of the request replace those of the message.
        """
        files, key = self._files(), outgoing.key
        if self.look is Look.EMBEDS:
            card = render_embed(outgoing.message)
            return message.edit(
                embed=embed(card, key, self.painted),
                view=rows(card.buttons),
                attachments=files,
                allowed_mentions=_SILENT,
            )
        view = layout(render(outgoing.message), key, self.painted)
        return message.edit(content=None, embed=None, view=view, attachments=files, allowed_mentions=_SILENT)

    def _files(self) -> list[discord.File]:
        return [self.painted.file()] if self.painted else []


def dresses(look: Look, painted: Painted | None) -> tuple[Dress, ...]:
    """What to try, one after the other while Discord refuses the message: the last asks least of it."""
    plain = (Dress(look=Look.COMPONENTS),) if painted else ()
    return (*(Dress(look=each, painted=painted) for each in dict.fromkeys((look, Look.COMPONENTS))), *plain)
