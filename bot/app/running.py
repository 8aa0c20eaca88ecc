"""The bot from its start to its end."""

import asyncio
import logging
import resource
import signal
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from rich.console import Console

from adapters.console.notifier import ConsoleNotifier
from adapters.feeds.articles.source import PageArticles
from adapters.feeds.articles.worker import WorkerReader
from adapters.feeds.client import HttpFeedSource
from adapters.feeds.fetching.guard import Allowance
from adapters.feeds.fetching.http import GuardedHttp
from adapters.feeds.parsing.worker import WorkerParser
from adapters.scheduling.jobs import SchedulerJobs
from adapters.storage.database import open_store
from adapters.web.server import StatusPage
from bot.app.http import http_settings
from bot.app.parts import SystemClock, fingerprint, make_platforms, make_setup
from bot.core.channels import Platform
from bot.errors import AuthenticationFailed, PlatformUnreachable, WirewatchError
from bot.ports import ChatPlatform, Clock, Desk, Notifier
from bot.records import Store
from bot.services.answer import NewsDesk
from bot.services.articles import FetchArticles
from bot.services.deliver import Deliver
from bot.services.digest import MakeDigests
from bot.services.doubts import Promise
from bot.services.housekeeping import Housekeeping
from bot.services.ingest import Ingest
from bot.services.pacing import Pacing
from bot.services.poll import Poll, PollLimits
from bot.services.reload import Reload
from bot.services.restoring import notice_restored
from bot.services.setup import Current, Setup
from bot.services.status import StatusReport
from bot.settings.configuration import Configuration, Options
from bot.settings.secrets import Secrets

log = logging.getLogger(__name__)

_POLL_TICK = timedelta(seconds=1)
_DELIVER_TICK = timedelta(milliseconds=250)
_RELOAD_TICK = timedelta(milliseconds=500)
"""An edit is in force within a second of it."""
_DIGEST_TICK = timedelta(seconds=15)
_HOUSEKEEPING_TICK = timedelta(hours=1)
_PATIENCE = timedelta(seconds=4)
"""For what runs at the end, twice (jobs, then deliveries): SIGTERM ends the process within 10 s (R14)."""
_OPEN_FILES = 8_192
_ONCE_PATIENCE = timedelta(minutes=3)
"""For `--once`: longer than the settle time of a delivery in doubt and a retry after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a command asks for."""

    folder: Path
    """The operator's, whose files are watched."""
    load: Callable[[], Configuration]
    """Reads the folder; called again after an edit. Raises `ConfigError`."""
    secrets: Secrets
    console: Console
    once: bool = False
    """Poll every feed once, wait for no other outlets, deliver everything, and end."""
    as_json: bool = False
    allowed: tuple[Allowance, ...] = ()
    """Addresses that feeds may be polled at beside public ones and those of the configuration."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bot:
    """The running parts, as `assembled` made them."""

    poll: Poll
    deliver: Deliver
    make_digests: MakeDigests
    housekeeping: Housekeeping
    reload: Reload
    jobs: SchedulerJobs
    page: StatusPage | None
    platforms: tuple[Platform, ...]
    feeds: int


def _allow_open_files() -> None:
    """More than the 1,024 that a process has by default, as each request needs one or two."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = _OPEN_FILES if hard == resource.RLIM_INFINITY else min(_OPEN_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


async def run(order: Order, *, started: Callable[[Bot], None] = lambda _: None) -> None:
    """Run until SIGINT or SIGTERM, or once.

    Raises any `WirewatchError` that keeps the bot from starting; nothing is left running then.
    """
    _allow_open_files()
    stop = asyncio.Event()
    _stop_on_signals(stop)
    losses: list[WirewatchError] = []

    def lost(error: WirewatchError) -> None:
        """A platform has ended the connection for good: the bot ends as it would have at its start."""
        losses.append(error)
        stop.set()

    async with assembled(order, lost) as bot:
        started(bot)
        if order.once:
            await _run_once(bot, stop)
        else:
            await _run_until(bot, stop)
    if losses:
        raise losses[0]


async def _run_until(bot: Bot, stop: asyncio.Event) -> None:
    bot.jobs.every(_POLL_TICK, "poll", bot.poll)
    bot.jobs.every(_DELIVER_TICK, "deliver", bot.deliver)
    bot.jobs.every(_RELOAD_TICK, "reload", bot.reload)
    bot.jobs.every(_DIGEST_TICK, "digest", bot.make_digests)
    bot.jobs.every(_HOUSEKEEPING_TICK, "housekeeping", bot.housekeeping)
    _reload_on_hangup(bot.reload)
    bot.jobs.start()
    told = ", ".join(bot.platforms) or "this terminal"
    log.info(
        "at work: feeds polled: %d, told: %s%s", bot.feeds, told, f", {bot.page.url}" if bot.page else ""
    )
    await stop.wait()
    log.info("stopping")


async def _run_once(bot: Bot, stop: asyncio.Event) -> None:
    """Raises `PlatformUnreachable` where something is left to deliver; it is kept for the next run."""
    loop = asyncio.get_running_loop()
    await bot.make_digests()
    await bot.poll()
    await bot.poll.settle()
    deadline = loop.time() + _ONCE_PATIENCE.total_seconds()
    while not stop.is_set() and (left := await bot.deliver.unfinished()):
        if loop.time() > deadline:
            problem = f"{left} deliveries could not be brought to their end"
            raise PlatformUnreachable("run --once", problem, hint="They are kept; run it again later")
        await asyncio.sleep(_DELIVER_TICK.total_seconds())


@asynccontextmanager
async def assembled(
    order: Order, lost: Callable[[WirewatchError], None] = lambda _: None
) -> AsyncIterator[Bot]:
    """All parts made and connected; on the way out each is ended before what it stands on."""
    configuration, clock = order.load(), SystemClock()
    options = configuration.options
    async with AsyncExitStack() as stack:
        store = open_store(options.database)
        stack.push_async_callback(store.close)
        await store.transact(lambda records: records.feeds.sync(configuration.feeds))
        learned = await store.transact(lambda records: records.deliveries.channel_ids())
        # Asked only once somebody is heard, by when there is a setup; a reload's takes its place.
        platforms = make_platforms(
            configuration, order.secrets, learned, lost, named=lambda: setup().rights.people
        )
        names = tuple(platform.platform for platform in platforms)
        setup = Current(make_setup(configuration, names, hurry=order.once))
        reload = _make_reload(order, options, names, setup, store, clock=clock)
        pacing = Pacing()
        report = StatusReport(
            store=store, setup=setup, platforms=names, reload=reload, clock=clock, pacing=pacing
        )
        desk = NewsDesk(store=store, setup=setup, clock=clock, pacing=pacing)
        page = await _open_page(stack, options, report, desk)
        notifiers = await _connect(stack, platforms, desk)
        notifiers[Platform.CONSOLE] = ConsoleNotifier(order.console, as_json=order.as_json)
        promise = Promise(settle=options.delivery.settle, when_unsure=options.delivery.when_unsure)
        deliver = Deliver(
            store=store,
            notifiers=notifiers,
            setup=setup,
            promise=promise,
            clock=clock,
            pacing=pacing,
            token_refused=lambda platform, words: lost(token_refused(platform, words)),
        )
        await notice_restored(store, notifiers, setup(), clock.now())
        await deliver.recover()
        stack.push_async_callback(deliver.finish, _PATIENCE)
        http = await stack.enter_async_context(GuardedHttp(http_settings(options.fetch, order.allowed)))
        source = HttpFeedSource(http, WorkerParser(workers=options.fetch.parsers))
        await source.open()
        poll = Poll(
            setup=setup,
            source=source,
            articles=FetchArticles(source=PageArticles(http, WorkerReader()), store=store, clock=clock),
            ingest=Ingest(store=store, setup=setup, clock=clock),
            store=store,
            clock=clock,
            limits=PollLimits(at_once=options.fetch.concurrency, per_host=options.fetch.per_host),
        )
        stack.push_async_callback(poll.finish)
        jobs = SchedulerJobs()
        stack.push_async_callback(jobs.stop, _PATIENCE)
        yield Bot(
            poll=poll,
            deliver=deliver,
            make_digests=MakeDigests(store=store, setup=setup, clock=clock),
            housekeeping=Housekeeping(store=store, setup=setup, clock=clock),
            reload=reload,
            jobs=jobs,
            page=page,
            platforms=names,
            feeds=len(configuration.feeds),
        )


def token_refused(platform: Platform, words: str) -> AuthenticationFailed:
    """What ends the bot where a platform that took the token at the start takes it no more (R18)."""
    problem = f"takes the bot's token no more ({words})"
    hint = "`wirewatch doctor` says more; what waits is told after the next start"
    return AuthenticationFailed(platform.value.capitalize(), problem, hint=hint)


def _make_reload(
    order: Order,
    started_with: Options,
    platforms: Iterable[Platform],
    setup: Current,
    store: Store,
    *,
    clock: Clock,
) -> Reload:
    def load() -> Setup:
        configuration = order.load()
        options = configuration.options
        if replace(options, alerts=started_with.alerts, operators=started_with.operators) != started_with:
            log.warning(
                "wirewatch.yaml: what is not under `alerts` or `operators` takes effect at the next start"
            )
        return make_setup(configuration, platforms, hurry=order.once)

    return Reload(
        fingerprint=lambda: fingerprint(order.folder), load=load, setup=setup, store=store, clock=clock
    )


async def _open_page(
    stack: AsyncExitStack, options: Options, report: StatusReport, desk: NewsDesk
) -> StatusPage | None:
    if options.status_page is None:
        return None
    page = StatusPage(report, desk.reply, host=options.status_page.host, port=options.status_page.port)
    await page.start()
    stack.push_async_callback(page.close)
    return page


async def _connect(
    stack: AsyncExitStack, platforms: Iterable[ChatPlatform], desk: Desk
) -> dict[Platform, Notifier]:
    notifiers: dict[Platform, Notifier] = {}
    for platform in platforms:
        stack.push_async_callback(platform.close)
        await platform.connect(desk)
        log.info("connected to %s", platform.platform)
        notifiers[platform.platform] = platform.notifier
    return notifiers


def _reload_on_hangup(reload: Reload) -> None:
    """SIGHUP loads the configuration anew, also where no file has changed."""
    under_way: set[asyncio.Task[None]] = set()

    def begin() -> None:
        task = asyncio.get_running_loop().create_task(reload.now())
        under_way.add(task)
        task.add_done_callback(under_way.discard)

    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, begin)


def _stop_on_signals(stop: asyncio.Event) -> None:
    """The first signal ends in order; the next ends at once, as it would without us."""
    loop = asyncio.get_running_loop()

    def ask_to_stop() -> None:
        stop.set()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
            signal.signal(number, signal.SIG_DFL)

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ask_to_stop)
