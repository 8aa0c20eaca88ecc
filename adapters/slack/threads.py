"""Whether a reply can still go below the message that it is for."""

import asyncio

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import limits
from adapters.slack.calls import Answered, Lost, outcome_of_call
from adapters.slack.errors import explained
from adapters.slack.history import is_gone, not_read
from bot.core.deliveries import Receipt, Refused, TryAgain
from bot.core.reasons import Reason


async def obstacle(client: AsyncWebClient, head: Receipt) -> Refused | TryAgain | None:
    """What keeps a reply to `head` away; None where it may be sent, also where its thread cannot be read.

    Asked before each reply, because Slack puts one to a message that was deleted into the channel itself,
    without an error: https://github.com/slack-go/slack/issues/1571.
    """
    try:
        async with asyncio.timeout(limits.HEAD_TIMEOUT):
            answer = await outcome_of_call(
                client.conversations_replies(channel=head.channel_id, ts=head.message_id, limit=1)
            )
    except TimeoutError:
        answer = Lost(detail="no answer from Slack (TimeoutError)")
    if isinstance(answer, Answered):
        return None
    if is_gone(answer):
        return Refused(reason=Reason.MESSAGE_GONE, detail=explained("thread_not_found"))
    unread = not_read(answer)
    return unread if isinstance(unread, TryAgain) else None
