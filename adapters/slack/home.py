"""The app's Home tab: this workspace's watches, what is muted, and how the feeds are."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.calls import Answered, Rejected, outcome_of_call
from adapters.slack.renderer import render
from adapters.slack.underway import Underway
from bot.core.messages import Message
from bot.ports import Desk, Question

_SHOWN = ("list", "mute", "feeds")
"""Questions of the desk, in the order in which their answers stand."""
_DIVIDER = {"type": "divider"}
_MOST = 100  # docs.slack.dev/reference/views/home-tab-views: blocks

_log = logging.getLogger(__name__)


class Home:
    def __init__(self, desk: Desk, client: AsyncWebClient, underway: Underway) -> None:
        self._desk = desk
        self._client = client
        self._underway = underway

    async def opened(self, event: Mapping[str, Any]) -> None:
        """A member looks at the app. What is shown is made anew each time."""
        if event.get("tab") != "home":
            return
        with self._underway.noted():
            actor = f"slack:{event['user']}"
            answers = [await self._desk.answer(Question(verb=verb, actor=actor)) for verb in _SHOWN]
            published = await outcome_of_call(
                self._client.views_publish(user_id=event["user"], view=view(answers))
            )
            if not isinstance(published, Answered):
                why = published.error if isinstance(published, Rejected) else published.detail
                _log.warning("Slack: the Home tab was not shown (%s)", why)


def view(answers: list[Message]) -> dict[str, Any]:
    """Buttons are left out: what is pressed in a Home tab has no response URL to be answered at."""
    parts = [render(replace(answer, buttons=())).blocks for answer in answers]
    blocks = [block for part in parts for block in (*part, _DIVIDER)][:-1]
    return {"type": "home", "blocks": blocks[:_MOST]}
