"""One request an attempt.

discord.py asks again by itself: after 500, 502, 504 and 524 up to five times over 25 s, and after 429 once
the time that Discord asked for is over. Whether and when to try again is the bot's decision, so the requests
made inside `one_request` are watched through aiohttp's tracing, which discord.py lets through
(`Client(http_trace=...)`): an answer that discord.py would meet by asking again ends the attempt instead.
On Linux it does not repeat a reset connection (it looks for errno 54 and 10054), and aiohttp repeats
neither POST nor PATCH. Waiting for a rate limit known beforehand stays discord.py's: nothing has left then.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace

import aiohttp

_TOO_MANY = 429
_SERVER_FAULT = 500


@dataclass(slots=True)
class Attempt:
    """What is known about the request while it is under way."""

    left: bool = False
    """The request was written to a connection: from here on the platform may have taken it."""


class RateLimitedAnswer(Exception):
    """429. `after` is what Discord asked to wait, `everywhere` is true for the limit over all requests."""

    def __init__(self, after: timedelta | None, *, everywhere: bool) -> None:
        super().__init__(after)
        self.after = after
        self.everywhere = everywhere


class ServerFaultAnswer(Exception):
    """Any 5xx."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


_current: ContextVar[Attempt | None] = ContextVar("discord_attempt", default=None)


@contextmanager
def one_request() -> Iterator[Attempt]:
    """Inside, the first 429 or 5xx raises `RateLimitedAnswer` or `ServerFaultAnswer`."""
    attempt = Attempt()
    token = _current.set(attempt)
    try:
        yield attempt
    finally:
        _current.reset(token)


def tracing() -> aiohttp.TraceConfig:
    """What a `discord.Client` needs for `one_request` to work; requests outside of it are left alone."""
    trace = aiohttp.TraceConfig()
    trace.on_request_headers_sent.append(_note_departure)
    trace.on_request_end.append(_judge_answer)
    return trace


async def _note_departure(
    _session: aiohttp.ClientSession, _context: SimpleNamespace, _sent: aiohttp.TraceRequestHeadersSentParams
) -> None:
    if attempt := _current.get():
        attempt.left = True


async def _judge_answer(
    _session: aiohttp.ClientSession, _context: SimpleNamespace, ended: aiohttp.TraceRequestEndParams
) -> None:
    answer = ended.response
    if _current.get() is None or (answer.status != _TOO_MANY and answer.status < _SERVER_FAULT):
        return
    body = await answer.read()  # to the end, which gives the connection back
    if answer.status == _TOO_MANY:
        raise _rate_limited(body, answer.headers.get("Retry-After"))
    raise ServerFaultAnswer(answer.status)


def _rate_limited(body: bytes, header: str | None) -> RateLimitedAnswer:
    """The body says it to the millisecond; a proxy before Discord gives the header alone."""
    try:
        said = json.loads(body)
    except ValueError:
        said = None
    told = said if isinstance(said, dict) else {}
    seconds = _seconds(told.get("retry_after")) or _seconds(header)
    after = timedelta(seconds=seconds) if seconds else None
    return RateLimitedAnswer(after, everywhere=told.get("global") is True)


def _seconds(value: object) -> float:
    """Zero where `value` is no number of seconds; at most a day, to keep a broken answer harmless."""
    try:
        return min(max(float(str(value)), 0.0), 86_400.0)
    except ValueError:
        return 0.0
