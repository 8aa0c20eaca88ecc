"""One GET over HTTP: guarded at every connection, bounded in size and time, polite to the host.

Feeds, article pages, robots.txt, and whatever else the bot asks of the world go through `GuardedHttp`.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from types import TracebackType
from typing import Self
from weakref import WeakValueDictionary

import aiohttp
from aiohttp.abc import AbstractResolver

from adapters.feeds.fetching import freshness
from adapters.feeds.fetching.bodies import BodyLimits, BodyProblem, read_body
from adapters.feeds.fetching.failures import Trouble, body_trouble, connection_trouble, status_trouble
from adapters.feeds.fetching.guard import Allowance, url_problem
from adapters.feeds.fetching.metered import Meters
from adapters.feeds.fetching.names import GuardedNames, SystemNames
from adapters.feeds.fetching.session import new_session
from adapters.feeds.fetching.trips import Redirect, Trip
from bot.core.feeds import Terms, Validators
from bot.core.reasons import Reason

_HEADERS = 64 * 1024
"""Bytes of all headers together (R26). aiohttp counts the lines and the bytes of each, not their sum."""
_LARGE_BODIES = 2
"""Bodies of more than 1 MB in memory at once: 20 MB of them, and as much again while they are parsed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpSettings:
    contact: str = ""
    """Where a publisher can complain, a page or an address; told to every server."""
    timeout: timedelta = timedelta(seconds=30)
    """For one request with all its redirects: a server that drips a byte a second trips no shorter one."""
    connect_timeout: timedelta = timedelta(seconds=10)
    max_body: int = 10 * 2**20
    """Bytes, decompressed."""
    max_compressed: int = 3 * 2**20
    """Bytes as they travel, where they are compressed."""
    allowed: tuple[Allowance, ...] = ()
    """Addresses that may be asked although they are not public."""
    per_host: int = 1
    """Requests to one host at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    url: str
    accept: str = "*/*"
    headers: Mapping[str, str] = field(default_factory=dict)
    """Conditions (If-None-Match, If-Modified-Since), sent as they are."""
    max_body: int | None = None
    """Less than the settings' where less is enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A 2xx with its body, or a 304 to a conditional request with none."""

    status: int
    url: str
    """The address that answered in the end."""
    body: bytes = b""
    content_type: str = ""
    validators: Validators = field(default_factory=Validators)
    terms: Terms = field(default_factory=Terms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """No usable answer. `detail` is one line for the operator: it names the host, and holds no byte of it."""

    reason: Reason
    detail: str
    status: int | None = None
    """None where no answer came at all, or one that could not be read."""
    terms: Terms = field(default_factory=Terms)


def _utc_now() -> datetime:
    return datetime.now(UTC)


class GuardedHttp:
    """Open between `open` and `close`, or as a context manager."""

    def __init__(
        self,
        settings: HttpSettings,
        *,
        resolver: AbstractResolver | None = None,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        """`resolver` finds the addresses of names; the machine's own unless a test brings another."""
        self._settings = settings
        self._resolver = resolver
        self._now = now
        self._session: aiohttp.ClientSession | None = None
        self._names: GuardedNames | None = None
        self._turns: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()
        self._meters = Meters()
        self._room = asyncio.Semaphore(_LARGE_BODIES)

    async def open(self) -> None:
        if self._session is None:
            self._names = GuardedNames(self._resolver or SystemNames(), self._settings.allowed)
            self._session = new_session(
                self._settings.contact,
                self._settings.allowed,
                self._names,
                self._meters,
            )

    async def close(self) -> None:
        session, self._session = self._session, None
        names, self._names = self._names, None
        if session is not None:
            await session.close()
        if names is not None:
            await names.close()

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def get(self, request: Request, held: AsyncExitStack | None = None) -> Answer | Failure:
        """Ask once, following redirects. Raises nothing but `RuntimeError` where it is not open.

        There is room for few large bodies at once. One of them has it until `held` is closed, where that is
        given, else until it has been read; waiting for room is no part of the time that a request may take.
        """
        async with AsyncExitStack() as own:
            return await self._get(request, own if held is None else held)

    async def _get(self, request: Request, held: AsyncExitStack) -> Answer | Failure:
        problem = url_problem(request.url)
        if problem:
            return Failure(reason=Reason.REFUSED_ADDRESS, detail=f"the address {problem}")
        trip = Trip(url=request.url, left=self._settings.timeout.total_seconds(), held=held)
        while True:
            hop = await self._ask(request, trip)
            if not isinstance(hop, Redirect):
                return hop
            refused = trip.follow(hop)
            if refused:
                return _failure(refused)

    async def _ask(self, request: Request, trip: Trip) -> Answer | Failure | Redirect:
        """One hop. Waiting for the host's turn does not use up the request's time."""
        clock = asyncio.get_running_loop().time
        async with self._turns.setdefault(trip.host, asyncio.Semaphore(self._settings.per_host)):
            started = clock()
            try:
                return await self._exchange(request, trip)
            except (aiohttp.ClientError, OSError, ValueError) as error:  # ValueError: a host that cannot be
                return _failure(connection_trouble(error, trip.host))
            finally:
                trip.left -= clock() - started

    async def _exchange(self, request: Request, trip: Trip) -> Answer | Failure | Redirect:
        if self._session is None:
            raise RuntimeError("GuardedHttp.get was called before open() or after close()")
        connecting = aiohttp.ClientTimeout(total=None, connect=self._settings.connect_timeout.total_seconds())
        headers = {"Accept": request.accept, **request.headers}
        async with (
            asyncio.timeout(trip.left) as deadline,  # aiohttp's own could not stand still while we wait
            self._session.get(
                trip.url, headers=headers, timeout=connecting, allow_redirects=False
            ) as response,
        ):
            hop = await self._judge(request, trip, response, partial(self._make_room, trip, deadline))
            if not isinstance(hop, Answer):
                response.close()  # what is left of the body is not worth waiting for
            return hop

    async def _make_room(self, trip: Trip, deadline: asyncio.Timeout) -> None:
        clock = asyncio.get_running_loop().time
        end, started = deadline.when(), clock()
        deadline.reschedule(None)
        await trip.held.enter_async_context(self._room)
        waited = clock() - started
        trip.left += waited
        deadline.reschedule(None if end is None else end + waited)

    async def _judge(
        self,
        request: Request,
        trip: Trip,
        response: aiohttp.ClientResponse,
        room: Callable[[], Awaitable[None]],
    ) -> Answer | Failure | Redirect:
        status, headers = response.status, response.headers
        if sum(len(name) + len(value) for name, value in response.raw_headers) > _HEADERS:
            return _failure((Reason.TOO_LARGE, f"{trip.host} sends more than {_HEADERS >> 10} KB of headers"))
        if 200 <= status < 300 and status != 206:
            body = await self._receive(request, trip, response, room)
            return self._answer(trip, response, body) if isinstance(body, bytes) else body
        if status == 304 and _is_conditional(request):
            return self._answer(trip, response)
        redirect = trip.redirect(status, headers.get("Location", ""))
        if redirect:
            return redirect
        asked = freshness.retry_after(headers.get("Retry-After", ""), self._now())
        return _failure(status_trouble(status, trip.host), status=status, terms=Terms(retry_after=asked))

    def _answer(self, trip: Trip, response: aiohttp.ClientResponse, body: bytes = b"") -> Answer:
        headers = response.headers
        given = {name: ",".join(headers.getall(name)) for name in freshness.HEADERS if name in headers}
        return Answer(
            status=response.status,
            url=trip.url,
            body=body,
            content_type=headers.get("Content-Type", ""),
            validators=freshness.read_validators(headers),
            terms=freshness.read_terms(given, self._now(), moved_to=trip.moved_to),
        )

    async def _receive(
        self,
        request: Request,
        trip: Trip,
        response: aiohttp.ClientResponse,
        room: Callable[[], Awaitable[None]],
    ) -> bytes | Failure:
        most = min(self._settings.max_body, request.max_body or self._settings.max_body)
        limits = BodyLimits(decompressed=most, compressed=min(most, self._settings.max_compressed))
        encoding = response.headers.get("Content-Encoding", "")
        if (response.content_length or 0) > most:
            body: bytes | BodyProblem = BodyProblem.TOO_LARGE
        else:
            async with aclosing(self._meters.read(response)) as pieces:
                body = await read_body(pieces, encoding, limits, room)
        return body if isinstance(body, bytes) else _failure(body_trouble(body, trip.host, limits))


def _failure(trouble: Trouble, *, status: int | None = None, terms: Terms | None = None) -> Failure:
    reason, detail = trouble
    return Failure(reason=reason, detail=detail, status=status, terms=terms or Terms())


def _is_conditional(request: Request) -> bool:
    return "If-None-Match" in request.headers or "If-Modified-Since" in request.headers
