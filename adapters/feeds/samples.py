"""A small feed server on loopback: the demonstration polls it as it would poll the world."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import blake2b
from pathlib import Path

from aiohttp import web

_CONTENT_TYPES = {
    ".xml": "application/xml",
    ".rss": "application/rss+xml",
    ".atom": "application/atom+xml",
    ".json": "application/feed+json",
}
_HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sample:
    body: bytes
    etag: str
    modified: datetime


class SampleServer:
    """Serves the feeds of `folder` at `/feeds/<file name>`, read again at each request.

    Once `later_after` has passed since `start`, a file of `later` stands in for the one of the same name.
    """

    def __init__(
        self,
        folder: Path,
        later: Path | None = None,
        later_after: timedelta = timedelta(0),
        *,
        seconds: Callable[[], float] | None = None,
    ) -> None:
        """`seconds` is a clock that only goes forward; the event loop's unless a test brings its own."""
        self._folder = folder
        self._later = later
        self._later_after = later_after
        self._seconds = seconds
        self._started = 0.0
        self._runner: web.AppRunner | None = None
        self._address: tuple[str, int] | None = None

    @property
    def address(self) -> tuple[str, int]:
        """Host and port. Raises `RuntimeError` before `start`."""
        if self._address is None:
            raise RuntimeError("SampleServer.address was asked for before start()")
        return self._address

    @property
    def feeds(self) -> tuple[tuple[str, str], ...]:
        """File name without its ending, and URL, of each feed in the folder, in order of names."""
        host, port = self.address
        return tuple((path.stem, f"http://{host}:{port}/feeds/{path.name}") for path in self._files())

    async def start(self, port: int = 0) -> None:
        """Listen on loopback; 0 takes a free port. Raises `OSError` where the port is taken."""
        app = web.Application()
        app.router.add_get("/feeds/{name}", self._serve)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, _HOST, port).start()
        except OSError:
            await self.close()
            raise
        host, bound, *_ = self._runner.addresses[0]
        self._address = (host, bound)
        self._started = self._now()

    async def close(self) -> None:
        """Stop listening; also before `start`, and more than once."""
        runner, self._runner, self._address = self._runner, None, None
        if runner is not None:
            await runner.cleanup()

    async def _serve(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name not in {path.name for path in self._files()}:
            raise web.HTTPNotFound(text=f"There is no sample feed named {name!r}.")
        sample = await asyncio.to_thread(_read, self._current(name))
        headers = {"ETag": sample.etag, "Last-Modified": format_datetime(sample.modified, usegmt=True)}
        if _is_known(request, sample):
            return web.Response(status=304, headers=headers)
        headers["Content-Type"] = _CONTENT_TYPES[Path(name).suffix]
        return web.Response(body=sample.body, headers=headers)

    def _files(self) -> list[Path]:
        return sorted(path for path in self._folder.iterdir() if path.suffix in _CONTENT_TYPES)

    def _current(self, name: str) -> Path:
        if self._later is not None and self._now() - self._started >= self._later_after.total_seconds():
            path = self._later / name
            if path.is_file():
                return path
        return self._folder / name

    def _now(self) -> float:
        return self._seconds() if self._seconds else asyncio.get_running_loop().time()


def _read(path: Path) -> _Sample:
    body = path.read_bytes()
    modified = datetime.fromtimestamp(int(path.stat().st_mtime), UTC)  # HTTP dates have whole seconds
    return _Sample(body=body, etag=f'"{blake2b(body, digest_size=8).hexdigest()}"', modified=modified)


def _is_known(request: web.Request, sample: _Sample) -> bool:
    """RFC 9110: an ETag, where one is sent, decides alone."""
    etag = request.headers.get("If-None-Match")
    if etag is not None:
        return etag == sample.etag
    since = request.headers.get("If-Modified-Since")
    try:
        return since is not None and sample.modified <= parsedate_to_datetime(since)
    except (ValueError, TypeError):  # no date; a date without a zone
        return False
