"""Commands, buttons, the shortcut: what a team member asks on Slack, and the answer that only they see.

But for an answer that they share.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import aiohttp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond

from adapters.slack import shortcuts
from adapters.slack.groups import Groups
from adapters.slack.renderer import render
from adapters.slack.underway import Underway
from bot.core.answers.sharing import SHARE, shared_by
from bot.core.answers.sorry import FAILED
from bot.core.channels import Channel
from bot.core.messages import Message
from bot.core.rights import MUTING
from bot.ports import Desk, Question

BUTTONS = r"v1:[^:]+:.*"
"""What the buttons of our messages carry as their action, see `bot.core.messages.Button`."""

_log = logging.getLogger(__name__)


class Handlers:
    """What bolt calls. Each acknowledges first: Slack gives three seconds, and a search may need more."""

    def __init__(
        self, desk: Desk, underway: Underway, declared: Callable[[str], Channel | None], groups: Groups
    ) -> None:
        """`declared` gives the channel of an id, where an operator named it."""
        self._groups = groups
        self._desk = desk
        self._underway = underway
        self._declared = declared

    async def command(self, ack: AsyncAck, command: Mapping[str, Any], respond: AsyncRespond) -> None:
        with self._underway.noted():
            await ack()
            channel = self._declared(command.get("channel_id", ""))
            await self._answer(question_of(command.get("text", ""), command["user_id"], channel), respond)

    async def button(
        self, ack: AsyncAck, action: Mapping[str, Any], body: Mapping[str, Any], respond: AsyncRespond
    ) -> None:
        with self._underway.noted():
            await ack()
            _, verb, target = action["action_id"].split(":", 2)
            actor = _actor(body["user"]["id"])
            question = Question(verb=verb, text=target, actor=actor, channel=self._place(body))
            await self._answer(question, respond, sharer=body["user"] if verb == SHARE else None)

    async def why(self, ack: AsyncAck, shortcut: Mapping[str, Any], respond: AsyncRespond) -> None:
        with self._underway.noted():
            await ack()
            text = shortcuts.meant(shortcut.get("message") or {})
            actor = _actor(shortcut["user"]["id"])
            question = Question(verb="why", text=text, actor=actor, channel=self._place(shortcut))
            await self._answer(question, respond)

    def _place(self, body: Mapping[str, Any]) -> Channel | None:
        return self._declared((body.get("channel") or {}).get("id", ""))

    async def _answer(
        self, question: Question, respond: AsyncRespond, *, sharer: Mapping[str, Any] | None = None
    ) -> None:
        """Everyone in the channel sees what somebody shares, except why there is no answer."""
        try:
            answer = await self._desk.answer(await self._with_groups(question))
        except Exception:
            await _show(FAILED, question, respond, shared=False)
            raise
        if sharer is not None:
            answer = shared_by(answer, sharer.get("username", ""))
        await _show(answer, question, respond, shared=sharer is not None and not answer.private)

    async def _with_groups(self, question: Question) -> Question:
        """Only where it matters is Slack asked; a button's verb is as it was sent, a typed one lower case."""
        if question.verb not in MUTING:
            return question
        known = await self._groups.of(question.actor)
        return replace(question, groups=known.groups, unread=known.unread)


async def _show(message: Message, question: Question, respond: AsyncRespond, *, shared: bool) -> None:
    payload = render(message)
    if respond.response_url is None:
        _log.warning("Slack: the answer to %r was not shown (no place to answer at)", question.verb)
        return
    try:
        response = await respond(
            text=payload.text,
            blocks=payload.blocks,
            response_type="in_channel" if shared else "ephemeral",
            replace_original=False,
            unfurl_links=False,
            unfurl_media=False,
        )
    except (aiohttp.ClientError, OSError) as error:
        _log.warning("Slack: the answer to %r was not shown (%s)", question.verb, type(error).__name__)
        return
    if response.status_code != 200:  # respond() does not raise
        _log.warning("Slack: the answer to %r was not shown (HTTP %d)", question.verb, response.status_code)


def question_of(text: str, user_id: str, channel: Channel | None) -> Question:
    """What was typed after `/watch`: a verb and the rest. Nothing typed asks for help."""
    verb, _, rest = text.strip().partition(" ")
    return Question(verb=verb.lower() or "help", text=rest.strip(), actor=_actor(user_id), channel=channel)


def _actor(user_id: str) -> str:
    return f"slack:{user_id}"
