"""Publishers' sites, each on a port of its own: `python -m fakes.site_server` prints the URL of the first.

`/_fake/sites` names them all with their URLs: `open` has no robots.txt, `strict` one with rules, `ailing`
answers it with 500, `locked` with 403, `huge` with more than is read, `inner` stands for a service of the own
network. `/_fake/log` is what was asked, in order, as site and path.
"""

import asyncio
import contextlib
import json

from aiohttp import web

from fakes.feed_server import RSS

SENTENCE = "The ferry between the two harbours sails again after eleven weeks in the dry dock. "
ARTICLE = f"""<!doctype html><html><head><title>Ferry sails again | Harbour Gazette</title>
<meta property="og:title" content="Ferry sails again | Harbour Gazette">
<meta property="og:site_name" content="Harbour Gazette">
<meta name="author" content="Ada Quay">
<meta property="article:published_time" content="2025-11-18T10:00:00+01:00">
</head><body><nav><ul><li><a href="/">Home</a></li></ul></nav>
<article><h1>Ferry sails again</h1><p>{SENTENCE * 3}</p><p>{SENTENCE * 2}</p></article>
<footer>All rights reserved</footer></body></html>"""
PAYWALL = f"<!doctype html><html><body><article><p>{SENTENCE}</p><p>Subscribe.</p></article></body></html>"
HOME = """<!doctype html><html><head><title>Harbour Gazette</title>
<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">
<link rel="alternate" type="application/rss+xml" title="News" href="/news.rss">
<link rel="alternate" type="application/rss+xml" title="Gone" href="/missing.rss">
<link rel="alternate" type="application/rss+xml" title="A page" href="/article">
</head><body><a href="/sport/rss">Sport</a></body></html>"""
ROBOTS = "User-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /private\nCrawl-delay: 7\n"
SITES = ("open", "strict", "ailing", "locked", "huge", "inner")

_PAGES = {
    "/": HOME,
    "/article": ARTICLE,
    "/private": ARTICLE,
    "/paywall": PAYWALL,
    "/links": '<html><body><a href="/sport/rss">Sport</a><a href="/article">More</a></body></html>',
    "/bare": "<html><body>Nothing to see.</body></html>",
}
_FEEDS = ("/news.rss", "/comments/feed", "/sport/rss", "/feed.xml")
_ANSWERS = {
    "/busy": (429, {"Retry-After": "3600"}, ""),
    "/picture": (200, {"Content-Type": "image/png"}, "not really"),
    **{path: (200, {"Content-Type": "text/html"}, text) for path, text in _PAGES.items()},
    **{path: (200, {"Content-Type": "application/rss+xml"}, RSS) for path in _FEEDS},
}
_ROBOTS = {
    "strict": (200, ROBOTS),
    "ailing": (500, ""),
    "locked": (403, ""),
    "huge": (200, "#" * (3 * 2**20)),
}


class SiteServer:
    def __init__(self) -> None:
        self.urls: dict[str, str] = {}
        self.log: list[tuple[str, str]] = []

    def app(self, site: str) -> web.Application:
        async def answer(request: web.Request) -> web.Response:
            self.log.append((site, request.path))
            return self.answer(site, request)

        app = web.Application()
        app.router.add_get("/_fake/sites", self.sites)
        app.router.add_get("/_fake/log", self.told)
        app.router.add_get("/{path:.*}", answer)
        return app

    def answer(self, site: str, request: web.Request) -> web.Response:
        path = request.path
        if path == "/robots.txt":
            status, text = _ROBOTS.get(site, (404, ""))
            return web.Response(status=status, text=text)
        if path == "/leave":
            return web.Response(status=302, headers={"Location": request.query["to"]})
        status, headers, body = _ANSWERS.get(path, (404, {}, ""))
        return web.Response(status=status, headers=headers, body=body.encode())

    async def sites(self, _: web.Request) -> web.Response:
        return web.json_response(self.urls)

    async def told(self, _: web.Request) -> web.Response:
        return web.Response(text=json.dumps(self.log), content_type="application/json")


async def serve() -> None:
    server = SiteServer()
    for site in SITES:
        runner = web.AppRunner(server.app(site), access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        server.urls[site] = f"http://127.0.0.1:{runner.addresses[0][1]}"
    print(server.urls["open"], flush=True)  # noqa: T201 - the one line that the parent waits for
    await asyncio.Event().wait()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve())
