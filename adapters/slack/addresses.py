"""Ids of channels: what the operator wrote, what Slack told with an accepted message, what it lists."""

import re
from collections.abc import Mapping

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import limits
from adapters.slack.calls import Answered, Lost, NotSent, Rejected, outcome_of_call
from bot.core.channels import Channel, Platform

_ID = re.compile("[CDG][A-Z0-9]{7,}")


class Addresses:
    """Names as operators write them (`#diplomacy`) with the ids that Slack's methods want."""

    def __init__(self, configured: Mapping[str, str]) -> None:
        self._ids = dict(configured)
        self._listed: dict[str, str] = {}
        """All public channels, whether or not an operator ever named them."""

    def known(self, name: str) -> str | None:
        if _ID.fullmatch(name):
            return name
        return self._ids.get(name) or self._listed.get(name)

    def remember(self, name: str, channel_id: str) -> None:
        """A message to `name`, as an operator wrote it, arrived there."""
        self._ids.setdefault(name, channel_id)

    def declared(self, channel_id: str) -> Channel | None:
        """The channel as an operator names it; None where its id is neither configured nor was posted to."""
        names = (name for name, known in self._ids.items() if known == channel_id)
        name = next(names, None)
        return Channel(platform=Platform.SLACK, name=name) if name else None

    async def look_up(self, client: AsyncWebClient, name: str) -> str | Rejected | NotSent | Lost | None:
        """The id, asked of Slack where need be; what came instead of it; None where no channel has the name.

        Only public channels: asking for others without their scope gets no answer at all.
        """
        cursor = ""
        for _ in range(limits.LIST_PAGES):
            if known := self.known(name):
                return known
            listed = await outcome_of_call(
                client.conversations_list(
                    types="public_channel", exclude_archived=True, limit=limits.LIST_PAGE, cursor=cursor
                )
            )
            if not isinstance(listed, Answered):
                return listed
            for channel in listed.data.get("channels", ()):
                self._listed[f"#{channel['name']}"] = channel["id"]
            cursor = listed.data.get("response_metadata", {}).get("next_cursor", "")
            if not cursor:
                break
        return self.known(name)
