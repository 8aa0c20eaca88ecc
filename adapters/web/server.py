"""The status page, and the answers to what may be asked on a page, in the bot's own loop."""

import errno
from collections.abc import Awaitable, Callable

from aiohttp import web

from adapters.web.rendering import Field, Form, Pages
from bot.errors import AddressInUse
from bot.ports import Question
from bot.services.answer import Reply
from bot.services.status import Status

_SECURITY_HEADERS = {
    # Nothing on a page runs or loads: what a feed wrote stays text, whatever it holds.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_ACTOR = "page"
"""Nobody logs in: the log says that somebody asked here."""
_SEARCH = (
    ("q", "Words", '"annual summit" india'),
    ("source", "Source", "tass.example"),
    ("from", "From", "2025-11-01"),
    ("to", "To", "2025-12-01"),
)
_LATEST = (("since", "Changed since", "7d"), ("as-of", "As it was known on", "2025-12-01"))


class StatusPage:
    """`GET /` for people, `GET /healthz` for watchers, and answers: watches, stories, search."""

    def __init__(
        self,
        report: Callable[[], Awaitable[Status]],
        reply: Callable[[Question], Awaitable[Reply]],
        *,
        host: str,
        port: int,
    ) -> None:
        """Port 0 takes any free one; `url` tells which."""
        self._report = report
        self._reply = reply
        self._host, self._port = host, port
        self._runner: web.AppRunner | None = None
        self._pages = Pages()

    @property
    def url(self) -> str:
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"http://{host}:{self._port}"

    async def start(self) -> None:
        """Raises `AddressInUse` where the port is taken."""
        application = web.Application()
        application.add_routes(
            [
                web.get("/", self._page),
                web.get("/healthz", self._health),
                web.get("/watches", self._watches),
                web.get("/watches/{watch}", self._latest),
                web.get("/watches/{watch}/timeline", self._timeline),
                web.get("/stories/{story}", self._story),
                web.get("/search", self._search),
            ]
        )
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
        return _html(self._pages.status(await self._report()))

    async def _health(self, _: web.Request) -> web.Response:
        """200 while the loop turns and the database answers; what needs attention is no failure."""
        status = await self._report()
        return web.json_response(
            {"well": status.well, "failing_feeds": status.failing, "deliveries": status.deliveries}
        )

    async def _watches(self, _: web.Request) -> web.Response:
        return await self._answered("list", "", rows_lead_to="/watches/")

    async def _latest(self, request: web.Request) -> web.Response:
        watch = request.match_info["watch"]
        form = _form(request, "Show", _LATEST)
        return await self._answered("latest", f"{_quoted(watch)} {_options(request, 'since', 'as-of')}", form)

    async def _timeline(self, request: web.Request) -> web.Response:
        watch = request.match_info["watch"]
        return await self._answered("timeline", f"{_quoted(watch)} {_options(request, 'page')}")

    async def _story(self, request: web.Request) -> web.Response:
        return await self._answered("why", _quoted(request.match_info["story"]))

    async def _search(self, request: web.Request) -> web.Response:
        form = _form(request, "Search", _SEARCH)
        words = request.query.get("q", "").strip()
        if not words:
            return _html(self._pages.answer(None, form=form))
        options = _options(request, "source", "from", "to")
        return await self._answered("search", f"{options} {words}", form, unanswered=400)

    async def _answered(
        self,
        verb: str,
        text: str,
        form: Form | None = None,
        *,
        unanswered: int = 404,
        rows_lead_to: str = "",
    ) -> web.Response:
        reply = await self._reply(Question(verb=verb, text=text, actor=_ACTOR))
        shown = form if reply.answered or verb == "search" else None
        page = self._pages.answer(reply.message, form=shown, rows_lead_to=rows_lead_to)
        return _html(page, 200 if reply.answered else unanswered)


def _html(text: str, status: int = 200) -> web.Response:
    return web.Response(text=text, status=status, content_type="text/html", headers=_SECURITY_HEADERS)


def _form(request: web.Request, button: str, fields: tuple[tuple[str, str, str], ...]) -> Form:
    """Fields hold what they were sent with."""
    return Form(
        action=request.rel_url.raw_path,
        button=button,
        fields=tuple(
            Field(name=name, label=label, value=request.query.get(name, ""), hint=hint)
            for name, label, hint in fields
        ),
    )


def _options(request: web.Request, *names: str) -> str:
    """The query's values as the options of a question."""
    given = ((name, request.query.get(name, "").strip()) for name in names)
    return " ".join(f"{name}:{_quoted(value)}" for name, value in given if value)


def _quoted(value: str) -> str:
    """`value` as one word, which is no option whatever it holds."""
    return '"{}"'.format(value.replace('"', ""))


def _cannot_listen(error: OSError, url: str) -> AddressInUse:
    taken = error.errno == errno.EADDRINUSE
    problem = "the port is already in use" if taken else f"cannot listen there ({error.strerror})"
    return AddressInUse(
        f"status page {url}",
        problem,
        hint="Set another `status_page.port` in config/wirewatch.yaml, or --port",
    )
