"""A web server with feeds of every temper: `python -m fakes.feed_server`; its first line is its base URL.

A second listener, whose URL is the answer of `/_fake/inner`, stands for a service of the own network that no
feed may reach. `/_fake/calls` counts the requests per path, of both; `/_fake/headers` are the last request's.
"""

import asyncio
import contextlib
import gzip
import json
from collections import Counter
from typing import Any

from aiohttp import web

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Harbour Gazette</title><link>http://harbour.example/</link>
<item><title>Ferry line reopens</title><guid isPermaLink="false">gazette-1</guid>
<link>http://harbour.example/ferry</link><description>&lt;p&gt;The ferry sails again.&lt;/p&gt;</description>
<pubDate>Tue, 18 Nov 2025 09:00:00 GMT</pubDate></item>
<item><title>Relative link</title><guid isPermaLink="false">gazette-2</guid><link>/quay</link></item>
</channel></rss>
"""
ETAG = 'W/"odd ""tag\u00e9"'
"""Quotes, a space and a character beyond ASCII: what an echo byte for byte must survive."""
MODIFIED = "Tue, 18 Nov 2025 09:00:00 GMT"
BOMB = 64 * 2**20
"""Bytes that the gzip bomb swells to; about 64 KB travel."""
LAUGHS = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><rss version="2.0"><channel><title>&c;</title></channel></rss>"""

_XML = {"Content-Type": "application/rss+xml"}
_PLAIN = {
    "/good": (200, _XML, RSS.encode()),
    "/missing": (404, {}, b"missing"),
    "/gone": (410, {}, b"gone"),
    "/forbidden": (403, {}, b""),
    "/busy": (429, {"Retry-After": "120"}, b""),
    "/busy-until": (503, {"Retry-After": "Sat, 01 Jan 2000 00:10:00 GMT"}, b""),
    "/broken": (500, {}, b""),
    "/page": (200, {"Content-Type": "text/html"}, b"<!doctype html><html><title>Hello</title></html>"),
    "/nothing": (200, _XML, b""),
    "/no-entries": (200, _XML, b'<rss version="2.0"><channel><title>Quiet</title></channel></rss>'),
    "/huge-headers": (200, _XML | {"X-Huge": "x" * 200_000}, RSS.encode()),
    "/laughs": (200, _XML, LAUGHS.encode()),
    "/large": (200, _XML, RSS.encode() + b" " * 10 * 2**20),
    "/long": (200, _XML, RSS.encode() + b" " * 9 * 2**20),
    "/empty": (204, {}, b""),
    "/part": (206, _XML | {"Content-Range": "bytes 0-9/100"}, RSS.encode()),
    "/fresh": (200, _XML | {"Cache-Control": "public, max-age=600", "Age": "60"}, RSS.encode()),
    "/many-headers": (200, _XML | {f"X-Many-{n}": "x" * 1000 for n in range(80)}, RSS.encode()),
    "/latin-1": (
        200,
        {"Content-Type": "application/xml; charset=iso-8859-1"},
        RSS.replace("Ferry", "Fähre").encode("latin-1"),
    ),
    "/gzip": (200, _XML | {"Content-Encoding": "gzip"}, gzip.compress(RSS.encode())),
    "/gzip-damaged": (200, _XML | {"Content-Encoding": "gzip"}, gzip.compress(RSS.encode())[:-20]),
    "/gzip-twice": (200, _XML | {"Content-Encoding": "gzip, gzip"}, gzip.compress(b"")),
    "/brotli": (200, _XML | {"Content-Encoding": "br"}, b"anything"),
    "/unasked-304": (304, {}, b""),
    "/redirect-nowhere": (302, {}, b""),
    "/odd-etag": (200, _XML | {"ETag": ETAG}, RSS.encode()),
}


class FeedServer:
    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()
        self.headers: dict[str, str] = {}
        self.inner = ""
        self.now = 0
        self.most = 0
        self.connections: set[object] = set()

    @web.middleware
    async def count(self, request: web.Request, handler: Any) -> web.StreamResponse:
        if not request.path.startswith("/_fake/"):
            self.calls[request.path] += 1
            self.headers = dict(request.headers)
            self.connections.add(request.transport)
        return await handler(request)

    def app(self) -> web.Application:
        app = web.Application(middlewares=[self.count])
        for path in _PLAIN:
            app.router.add_get(path, self.plain)
        app.router.add_get("/conditional", self.conditional)
        app.router.add_get("/redirect", self.redirect)
        app.router.add_get("/chain/{left}", self.chain)
        app.router.add_get("/drip", self.drip)
        app.router.add_get("/bomb", self.bomb)
        app.router.add_get("/busy-host/{n}", self.crowd)
        app.router.add_get("/hang-up", self.hang_up)
        app.router.add_get("/secret", self.secret)
        app.router.add_get("/_fake/calls", self.tell(lambda: self.calls))
        app.router.add_get("/_fake/headers", self.tell(lambda: self.headers))
        app.router.add_get("/_fake/inner", self.tell(lambda: self.inner))
        app.router.add_get("/_fake/most", self.tell(lambda: self.most))
        app.router.add_get("/_fake/most/reset", self.reset)
        app.router.add_get("/_fake/connections", self.tell(lambda: len(self.connections)))
        return app

    def tell(self, value: Any) -> Any:
        async def answer(_: web.Request) -> web.Response:
            return web.Response(text=json.dumps(value()), content_type="application/json")

        return answer

    async def plain(self, request: web.Request) -> web.Response:
        status, headers, body = _PLAIN[request.path]
        return web.Response(status=status, headers=headers, body=body)

    async def conditional(self, request: web.Request) -> web.Response:
        headers = {"ETag": ETAG, "Last-Modified": MODIFIED}
        if request.headers.get("If-None-Match") == ETAG:
            return web.Response(status=304, headers=headers)
        return web.Response(headers=_XML | headers, body=RSS.encode())

    async def redirect(self, request: web.Request) -> web.Response:
        """To `to`; with `then`, by way of another redirect of that status."""
        status = int(request.query.get("status", "302"))
        if "then" in request.query:
            url = request.rel_url.without_query_params("then").update_query(status=request.query["then"])
            return web.Response(status=status, headers={"Location": str(url)})
        return web.Response(status=status, headers={"Location": request.query["to"]})

    async def chain(self, request: web.Request) -> web.Response:
        left = int(request.match_info["left"])
        return web.Response(status=301, headers={"Location": f"/chain/{left - 1}" if left > 1 else "/good"})

    async def drip(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers=_XML)
        await response.prepare(request)
        with contextlib.suppress(ConnectionError):
            while True:
                await response.write(b" ")
                await asyncio.sleep(0.02)
        return response

    async def bomb(self, _: web.Request) -> web.Response:
        body = gzip.compress(bytes(BOMB))
        return web.Response(headers=_XML | {"Content-Encoding": "gzip"}, body=body)

    async def crowd(self, _: web.Request) -> web.Response:
        """Remember how many requests were answered at the same time."""
        self.now += 1
        self.most = max(self.most, self.now)
        await asyncio.sleep(0.02)
        self.now -= 1
        return web.Response(headers=_XML, body=RSS.encode())

    async def reset(self, _: web.Request) -> web.Response:
        self.most = 0
        return web.Response()

    async def hang_up(self, request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    async def secret(self, _: web.Request) -> web.Response:
        return web.Response(headers=_XML, body=RSS.encode())


async def serve() -> None:
    server = FeedServer()
    runner = web.AppRunner(server.app(), access_log=None)
    await runner.setup()
    for _ in range(2):
        await web.TCPSite(runner, "127.0.0.1", 0).start()
    outer, inner = (f"http://127.0.0.1:{port}" for _, port in runner.addresses)
    server.inner = inner
    print(outer, flush=True)  # noqa: T201 - the one line that the parent waits for
    await asyncio.Event().wait()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve())
