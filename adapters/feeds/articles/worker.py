"""Articles are read in a process of their own, which can be killed: no page holds up the loop."""

import asyncio
import logging
import sys
from datetime import timedelta
from typing import Protocol

import anyio
from anyio import CapacityLimiter, to_process

from adapters.feeds.articles.pages import Page
from adapters.feeds.articles.reading import prepare_reading, read_article
from adapters.feeds.parsing.worker import prepare_worker
from bot.core.reasons import Reason
from bot.ports import Article, NoArticle


class ArticleReader(Protocol):
    async def read(self, page: Page) -> Article | NoArticle:
        """The article in a page. Raises nothing."""


class WorkerReader:
    """Implements `ArticleReader`: one page at a time and `limit` for each.

    A page that takes longer costs its worker. Workers end with the event loop.
    """

    def __init__(self, *, limit: timedelta = timedelta(seconds=5)) -> None:
        self._limit = limit
        self._workers = CapacityLimiter(1)
        self._turn = asyncio.Lock()

    async def read(self, page: Page) -> Article | NoArticle:
        """See `ArticleReader`. Waiting for its turn, or for a worker to start, is not the page's fault."""
        async with self._turn:
            try:
                await to_process.run_sync(prepare, cancellable=True, limiter=self._workers)
            except (anyio.BrokenWorkerProcess, OSError):
                return _failed("no process to read its page could be started")
            try:
                with anyio.fail_after(self._limit.total_seconds()):
                    return await to_process.run_sync(
                        read_article, page, cancellable=True, limiter=self._workers
                    )
            except TimeoutError:
                seconds = self._limit.total_seconds()
                return _failed(f"reading its page took longer than {seconds:g} seconds and was stopped")
            except (anyio.BrokenWorkerProcess, OSError):
                return _failed("the process that read its page ended meanwhile")


def prepare() -> None:
    """In the worker: with the bounds of those for feeds, whose processes these are too, and quiet."""
    logging.disable()  # what libraries log of a page would reach the terminal
    prepare_reading()  # first, for memory is bounded beyond what is in use by then
    prepare_worker()
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - Windows has none

        _, hard = resource.getrlimit(resource.RLIMIT_CPU)  # a feed read here before has left a few seconds
        resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))


def _failed(detail: str) -> NoArticle:
    return NoArticle(reason=Reason.PARSER_FAILED, detail=detail)
