"""One call of Slack's Web API as a value: answered, rejected, never sent, or lost on the way."""

import logging
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack import limits

_sdk_log = logging.getLogger("adapters.slack.sdk")
_sdk_log.setLevel(logging.CRITICAL)
"""The SDK's own words are kept back: a traceback every five seconds while the network is away, and on DEBUG
the bodies of messages. What an operator needs is logged by us."""
logging.getLogger("slack_sdk").setLevel(logging.INFO)  # on DEBUG it writes the secret URLs of answers

_NOT_SENT = (aiohttp.ClientConnectorError, aiohttp.ClientHttpProxyError, aiohttp.InvalidURL)
"""No connection was made, so no request can have arrived."""
_LOST = (aiohttp.ClientError, SlackClientError, OSError, TimeoutError, ValueError, AttributeError)
"""The last two: what the SDK trips over where a proxy answers with something that is no JSON object."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """Slack says no; `error` is its own word. `after` is what it asked for (Retry-After)."""

    error: str
    after: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSent:
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """The request left, and no answer of Slack's came back: it may have been carried out."""

    detail: str


CallOutcome = Answered | Rejected | NotSent | Lost


def web_client(token: str, api_url: str, *, timeout: int = limits.REQUEST_TIMEOUT) -> AsyncWebClient:
    """A client that makes exactly one HTTP request for a call that posts or edits.

    By default the SDK sends a request again where the connection broke, even one that posts a message. (A GET
    is repeated once, by aiohttp: reading twice does no harm.) It opens a connection a request, so none can
    break between two of them.
    """
    return AsyncWebClient(token=token, base_url=api_url, timeout=timeout, retry_handlers=[], logger=_sdk_log)


async def outcome_of_call(call: Awaitable[AsyncSlackResponse]) -> CallOutcome:
    """Await the call. Raises nothing that the network or Slack can cause."""
    try:
        response = await call
    except SlackApiError as error:
        return _rejection(error.response)
    except _NOT_SENT as error:
        return NotSent(detail=_named(error))
    except _LOST as error:
        return Lost(detail=_named(error))
    return Answered(data=response.data) if isinstance(response.data, dict) else _no_answer(200)


def _rejection(response: AsyncSlackResponse | aiohttp.ClientResponse) -> Rejected | Lost:
    """The SDK hands out its own response, or aiohttp's where the body is no JSON."""
    status = response.status_code if isinstance(response, AsyncSlackResponse) else response.status
    if status == 429:
        return Rejected(error="ratelimited", after=_retry_after(response.headers))
    if status >= 500:
        return _no_answer(status)  # Slack may have carried it out before it failed
    data = response.data if isinstance(response, AsyncSlackResponse) else None
    error = data.get("error") if isinstance(data, dict) else None
    if isinstance(error, str):
        return Rejected(error=error, after=_retry_after(response.headers))
    return Rejected(error=f"HTTP {status}") if status >= 400 else _no_answer(status)


def _no_answer(status: int) -> Lost:
    return Lost(detail=f"Slack answered HTTP {status} with nothing that the Web API would say")


def _retry_after(headers: Mapping[str, str]) -> timedelta | None:
    """Slack gives whole seconds."""
    seconds = headers.get("Retry-After", "")
    return timedelta(seconds=min(int(seconds), 86_400)) if seconds.isdecimal() else None


def _named(error: Exception) -> str:
    """One line for the operator, without the error's own words: they may quote headers, and so the token."""
    return f"no answer from Slack ({type(error).__name__})"
