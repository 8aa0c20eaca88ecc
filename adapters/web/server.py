"""The status page, in the bot's own loop."""

import errno
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

from aiohttp import web
from jinja2 import Environment, select_autoescape

from bot.core.display import safe_url, utc
from bot.errors import AddressInUse
from bot.services.status import Status

_LONGEST_URL = 2_000
_MOST_FEEDS = 500
"""On the page, those in trouble first; thousands would be slow to load."""
_SECURITY_HEADERS = {
    # Nothing on the page runs or loads: what a feed wrote stays text, whatever it holds.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class StatusPage:
    """`GET /` for people, `GET /healthz` for watchers."""

    def __init__(self, report: Callable[[], Awaitable[Status]], *, host: str, port: int) -> None:
        """Port 0 takes any free one; `url` tells which."""
        self._report = report
        self._host, self._port = host, port
        self._runner: web.AppRunner | None = None
        environment = Environment(autoescape=select_autoescape())
        environment.filters["moment"] = _moment
        environment.filters["link"] = _link
        self._template = environment.from_string((Path(__file__).parent / "page.html").read_text("utf-8"))

    @property
    def url(self) -> str:
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"http://{host}:{self._port}"

    async def start(self) -> None:
        """Raises `AddressInUse` where the port is taken."""
        application = web.Application()
        application.add_routes([web.get("/", self._page), web.get("/healthz", self._health)])
        self._runner = web.AppRunner(application, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port)
        try:
            await site.start()
        except OSError as error:
            await self.close()
            raise _cannot_listen(error, self.url) from error
        self._port = self._runner.addresses[0][1]

    async def close(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _page(self, _: web.Request) -> web.Response:
        text = self._template.render(status=await self._report(), most=_MOST_FEEDS)
        return web.Response(text=text, content_type="text/html", headers=_SECURITY_HEADERS)

    async def _health(self, _: web.Request) -> web.Response:
        """200 while the loop turns and the database answers; what needs attention is no failure."""
        status = await self._report()
        return web.json_response(
            {"well": status.well, "failing_feeds": status.failing, "deliveries": status.deliveries}
        )


def _cannot_listen(error: OSError, url: str) -> AddressInUse:
    taken = error.errno == errno.EADDRINUSE
    problem = "the port is already in use" if taken else f"cannot listen there ({error.strerror})"
    return AddressInUse(
        f"status page {url}",
        problem,
        hint="Set another `status_page.port` in config/wirewatch.yaml, or --port",
    )


def _moment(at: datetime | None) -> str:
    return utc(at) if at else "–"


def _link(url: str) -> str | None:
    return safe_url(url, _LONGEST_URL)
