"""Feeds over HTTP: conditional, polite, and only from addresses that the guard lets through."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit
from weakref import WeakValueDictionary

import aiohttp

from adapters.feeds.bodies import ACCEPTED, BodyProblem, read_body
from adapters.feeds.failures import body_failure, connection_failure, status_failure
from adapters.feeds.guard import Allowance, guarded_sockets, redirect_problem, url_problem
from adapters.feeds.parsed import FeedParser, Unparsed
from bot import __version__
from bot.core.feeds import FeedData, FeedForUpdate, FetchFailed, FetchOutcome, NotModified, Validators
from bot.core.reasons import Reason

_REDIRECTS = 5
_REDIRECT_STATUSES = frozenset((301, 302, 303, 307, 308))
_LONGEST_HEADER = 16 * 1024
"""Content-Security-Policy headers of real sites are beyond aiohttp's default of 8 KB."""
_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    contact: str = ""
    """Where a publisher can complain, a page or an address; told to every server."""
    timeout: timedelta = timedelta(seconds=30)
    """For one poll with all its redirects: a server that drips a byte a second trips no shorter one."""
    connect_timeout: timedelta = timedelta(seconds=10)
    max_body: int = 2 * 2**20
    """Bytes, compressed or not."""
    allowed: tuple[Allowance, ...] = ()
    concurrency: int = 50
    """Requests at once, over all hosts; to one host it is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Redirect:
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    body: bytes
    content_type: str
    url: str
    validators: Validators


_Hop = _Answer | _Redirect | NotModified | FetchFailed


@dataclass(slots=True, kw_only=True)
class _Poll:
    """One poll on its way through redirects; `left` is what its requests may still take, in seconds."""

    url: str
    headers: dict[str, str]
    left: float
    redirects: int = 0


def _utc_now() -> datetime:
    return datetime.now(UTC)


class HttpFeedSource:
    """Implements `FeedSource`; open between `open` and `close`, or as a context manager."""

    def __init__(
        self, settings: FetchSettings, parser: FeedParser, *, now: Callable[[], datetime] = _utc_now
    ) -> None:
        self._settings = settings
        self._parser = parser
        self._now = now
        self._session: aiohttp.ClientSession | None = None
        self._slots = asyncio.Semaphore(settings.concurrency)
        self._hosts: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def open(self) -> None:
        if self._session is None:
            self._session = self._new_session()
            await self._parser.start()

    async def close(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def fetch(self, feed: FeedForUpdate) -> FetchOutcome:
        """See `FeedSource`. Relative links are resolved against the address that answered in the end."""
        poll = _Poll(
            url=feed.feed.url,
            headers=_conditions(feed.state.validators),
            left=self._settings.timeout.total_seconds(),
        )
        hop = await self._ask(poll)
        while isinstance(hop, _Redirect):
            refused = _follow(poll, hop.url)
            hop = refused or await self._ask(poll)
        return await self._read(hop) if isinstance(hop, _Answer) else hop

    async def _read(self, answer: _Answer) -> FeedData | FetchFailed:
        parsed = await self._parser.parse(answer.body, answer.content_type, answer.url)
        if isinstance(parsed, Unparsed):
            return FetchFailed(reason=parsed.reason, detail=f"{_host(answer.url)}: {parsed.detail}")
        return FeedData(
            entries=parsed.entries,
            validators=answer.validators,
            title=parsed.title,
            repaired=parsed.repaired,
        )

    async def _ask(self, poll: _Poll) -> _Hop:
        """One request. Waiting for the host's turn and for a free slot does not use up the poll's time."""
        problem = url_problem(poll.url)
        if problem:
            return FetchFailed(reason=Reason.REFUSED_ADDRESS, detail=f"the feed's address {problem}")
        host = _host(poll.url)
        turn = self._hosts.setdefault(host, asyncio.Lock())
        async with turn, self._slots:
            started = asyncio.get_running_loop().time()
            try:
                return await self._request(poll)
            except (aiohttp.ClientError, OSError, ValueError) as error:  # ValueError: a host that cannot be
                return connection_failure(error, host)
            finally:
                poll.left -= asyncio.get_running_loop().time() - started

    async def _request(self, poll: _Poll) -> _Hop:
        if self._session is None:
            raise RuntimeError("HttpFeedSource.fetch was called before open() or after close()")
        timeout = aiohttp.ClientTimeout(
            total=max(poll.left, 0.001),  # 0 would mean none
            connect=self._settings.connect_timeout.total_seconds(),
        )
        async with self._session.get(
            poll.url, headers=poll.headers, timeout=timeout, allow_redirects=False
        ) as response:
            hop = await self._judge(response, poll)
            if not isinstance(hop, _Answer):
                response.close()  # what is left of the body is not worth waiting for
            return hop

    async def _judge(self, response: aiohttp.ClientResponse, poll: _Poll) -> _Hop:
        host = _host(poll.url)
        if 200 <= response.status < 300:
            return await self._receive(response, poll)
        if response.status == 304 and _is_conditional(poll.headers):
            return NotModified(validators=_validators(response))
        location = response.headers.get("Location")
        if response.status in _REDIRECT_STATUSES and location:
            return _Redirect(url=_joined(poll.url, location))
        return status_failure(response.status, response.headers, host, self._now())

    async def _receive(self, response: aiohttp.ClientResponse, poll: _Poll) -> _Answer | FetchFailed:
        body = await read_body(
            response.content.iter_any(), response.headers.get("Content-Encoding", ""), self._settings.max_body
        )
        if isinstance(body, BodyProblem):
            return body_failure(body, _host(poll.url), self._settings.max_body)
        return _Answer(
            body=body,
            content_type=response.headers.get("Content-Type", ""),
            url=poll.url,
            validators=_validators(response),
        )

    def _new_session(self) -> aiohttp.ClientSession:
        contact = " ".join(self._settings.contact.split())
        return aiohttp.ClientSession(
            # The limits are ours (`_slots`, `_hosts`): the connector's count against the timeouts.
            connector=aiohttp.TCPConnector(limit=0, socket_factory=guarded_sockets(self._settings.allowed)),
            headers={
                "User-Agent": f"Wirewatch/{__version__}" + (f" (+{contact})" if contact else ""),
                "Accept": _ACCEPT,
                "Accept-Encoding": ACCEPTED,
            },
            auto_decompress=False,  # aiohttp's own knows no limit for the whole body
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,  # a proxy would connect in our place, past the guard
            max_line_size=_LONGEST_HEADER,
            max_field_size=_LONGEST_HEADER,
        )


def _follow(poll: _Poll, url: str) -> FetchFailed | None:
    """Point the poll at `url`, unless that is refused."""
    host = _host(poll.url)
    if poll.redirects == _REDIRECTS:
        return FetchFailed(
            reason=Reason.HTTP_ERROR,
            detail=f"{host} redirects more than {_REDIRECTS} times: check the feed's address",
        )
    problem = redirect_problem(poll.url, url)
    if problem:
        return FetchFailed(
            reason=Reason.REFUSED_ADDRESS, detail=f"{host} redirects to an address that {problem}"
        )
    poll.redirects += 1
    poll.url = url
    return None


def _conditions(validators: Validators) -> dict[str, str]:
    given = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: value for name, value in given.items() if value}


def _is_conditional(headers: dict[str, str]) -> bool:
    return "If-None-Match" in headers or "If-Modified-Since" in headers


def _validators(response: aiohttp.ClientResponse) -> Validators:
    return Validators(
        etag=_echoable(response.headers.get("ETag")),
        last_modified=_echoable(response.headers.get("Last-Modified")),
    )


def _echoable(value: str | None) -> str | None:
    """A validator that can be stored and sent back as it came; bytes that are no UTF-8 cannot."""
    if not value or any("\ud800" <= character <= "\udfff" for character in value):
        return None
    return value


def _joined(base: str, location: str) -> str:
    try:
        return urljoin(base, location)
    except ValueError:
        return location


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or "the feed's address"
    except ValueError:
        return "the feed's address"
