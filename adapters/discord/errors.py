"""What Discord's errors mean for a delivery: one table.

Codes: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
"""

from datetime import timedelta
from enum import Enum

import discord

from adapters.discord.attempt import RateLimitedAnswer, ServerFaultAnswer
from bot.core.channels import Channel
from bot.core.deliveries import Refused, TryAgain, Unsure
from bot.core.reasons import Reason

Trouble = TryAgain | Refused | Unsure


class Right(Enum):
    """What the bot needs in a channel, as Discord's settings call it."""

    POST = "View Channel, Send Messages and Read Message History"
    OPEN_THREAD = "Create Public Threads"
    REPLY = "Send Messages in Threads"


THREAD_IS_THERE = 160004
"""A thread was made of the message before; `threads` takes it for success."""

TOKEN_HINT = "Copy the token again from the page Bot of your application in Discord's developer portal"  # noqa: S105
_INVITE = "Check that the bot was invited to the server and may see the channel"
_TOKEN = "Put the bot's present token into DISCORD_TOKEN"  # noqa: S105 - a hint, no token

_REFUSED: dict[int, tuple[Reason, str | None]] = {
    10003: (Reason.NO_SUCH_CHANNEL, _INVITE),  # unknown channel
    10004: (Reason.NO_SUCH_CHANNEL, _INVITE),  # unknown guild
    10008: (Reason.MESSAGE_GONE, "It was deleted in Discord"),  # unknown message
    40001: (Reason.TOKEN_REFUSED, _TOKEN),  # unauthorised
    50001: (Reason.NOT_ALLOWED, None),  # missing access
    50005: (Reason.NOT_EDITABLE, "It was written by another bot"),  # cannot edit another's message
    50006: (Reason.MESSAGE_REFUSED, ""),  # empty message
    50008: (Reason.NO_SUCH_CHANNEL, "Choose a text channel"),  # not a text channel
    50013: (Reason.NOT_ALLOWED, None),  # missing permissions
    50014: (Reason.TOKEN_REFUSED, _TOKEN),  # invalid token
    50024: (Reason.NO_SUCH_CHANNEL, "Choose a text channel"),  # not on this kind of channel
    50035: (Reason.MESSAGE_REFUSED, ""),  # invalid form body
    50083: (Reason.THREAD_CLOSED, "The thread is archived"),
    160005: (Reason.THREAD_CLOSED, "The thread is locked"),
    160006: (Reason.THREAD_CLOSED, "Archive threads of the server that are not needed"),
    200000: (Reason.MESSAGE_REFUSED, "The server's AutoMod blocks it"),
    200001: (Reason.MESSAGE_REFUSED, "The server's AutoMod blocks its title"),
    240000: (Reason.MESSAGE_REFUSED, "Discord's filter of harmful links blocks it"),
}
"""With the way out; None where it is to give the bot the right that the request needs."""

_LATER = {
    20016: (Reason.RATE_LIMITED, timedelta(minutes=1)),  # slow mode
    20028: (Reason.RATE_LIMITED, timedelta(minutes=1)),  # the channel's write limit
    30046: (Reason.RATE_LIMITED, timedelta(minutes=15)),  # edits of messages older than an hour
    130000: (Reason.UNREACHABLE, timedelta(minutes=1)),  # overloaded
}
_BY_STATUS: dict[int, tuple[Reason, str | None]] = {
    401: (Reason.TOKEN_REFUSED, _TOKEN),
    403: (Reason.NOT_ALLOWED, None),
    413: (Reason.MESSAGE_REFUSED, ""),
}
"""For answers that bring no code, or one that is not listed."""

CODES = frozenset(_REFUSED) | frozenset(_LATER)
"""Every code with a row of its own."""


def explain(error: Exception, channel: Channel, *, left: bool, right: Right = Right.POST) -> Trouble:
    """What becomes of a request that ended in `error`.

    `left` says whether Discord may have got it, `right` which one the bot needed for it.
    """
    match error:
        case RateLimitedAnswer():
            return TryAgain(reason=Reason.RATE_LIMITED, detail=_busy(channel), after=error.after)
        case discord.RateLimited():
            wait = timedelta(seconds=error.retry_after)
            return TryAgain(reason=Reason.RATE_LIMITED, detail=_busy(channel), after=wait)
        case ServerFaultAnswer():
            return Unsure(detail=f"{channel}: Discord answered with status {error.status}")
        case discord.HTTPException():
            return _answered(error, channel, right)
        case _ if left:
            return Unsure(detail=f"{channel}: Discord's answer was lost ({type(error).__name__})")
        case _:
            return TryAgain(
                reason=Reason.UNREACHABLE,
                detail=f"{channel}: Discord cannot be reached ({type(error).__name__})",
            )


def _answered(error: discord.HTTPException, channel: Channel, right: Right) -> Trouble:
    said = f"{channel}: Discord answered {error.code or error.status}, {error.text or 'without a reason'}"
    if error.status >= 500:
        return Unsure(detail=said)
    if error.code in _LATER:
        reason, after = _LATER[error.code]
        return TryAgain(reason=reason, detail=said, after=after)
    found = _REFUSED.get(error.code) or _BY_STATUS.get(error.status)
    if found is None:
        return TryAgain(reason=Reason.PLATFORM_ERROR, detail=said)
    reason, hint = found
    if hint is None:
        hint = f"Give the bot {right.value} in the channel"
    return Refused(reason=reason, detail=f"{said}. {hint}" if hint else said)


def _busy(channel: Channel) -> str:
    return f"{channel}: Discord asks to wait"
