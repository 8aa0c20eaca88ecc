"""The composition root: every part is made here, and handed what it needs."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from rich.console import Console

from adapters.console.notifier import ConsoleNotifier
from adapters.feeds.client import FetchSettings, HttpFeedSource
from adapters.feeds.guard import Allowance
from adapters.feeds.worker import WorkerParser
from adapters.scheduling.jobs import SchedulerJobs
from adapters.storage.database import open_store
from adapters.web.server import StatusPage
from bot.core.alerts import Pace
from bot.core.channels import CONSOLE, Channel, Platform
from bot.core.watches import Watch
from bot.errors import PlatformUnreachable
from bot.extraction.reading import Reader
from bot.ports import ChatPlatform, Notifier
from bot.records import Store
from bot.services.answer import NewsDesk
from bot.services.deliver import Deliver, Promise
from bot.services.ingest import Ingest
from bot.services.poll import Poll
from bot.services.status import StatusReport
from bot.settings.configuration import Configuration, Options
from bot.settings.secrets import Secrets

log = logging.getLogger(__name__)

_POLL_TICK = timedelta(seconds=1)
_DELIVER_TICK = timedelta(milliseconds=250)
_PATIENCE = timedelta(seconds=4)
"""For what runs at the end, twice (jobs, then deliveries): SIGTERM ends the process within 10 s (R14)."""
_ONCE_PATIENCE = timedelta(minutes=3)
"""For `--once`: longer than the settle time of a delivery in doubt and a retry after it."""
_PARSERS = 2
"""Worker processes; more than the small machine has cores would only cost memory."""


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bot:
    """The running parts, as `assembled` made them."""

    poll: Poll
    deliver: Deliver
    jobs: SchedulerJobs
    page: StatusPage | None
    platforms: tuple[Platform, ...]


def make_reader(configuration: Configuration) -> Reader:
    """The extraction core for the configured watches."""
    watches = configuration.watches
    return Reader(
        configuration.lexicon,
        {watch.id: watch.rule for watch in watches},
        {watch.id: watch.event for watch in watches if watch.event},
    )


async def run(
    configuration: Configuration,
    secrets: Secrets,
    console: Console,
    *,
    once: bool = False,
    as_json: bool = False,
    allowed: tuple[Allowance, ...] = (),
    started: Callable[[Bot], None] = lambda _: None,
) -> None:
    """Run until SIGINT or SIGTERM, or with `once` until every feed was polled and everything is delivered.

    Raises any `WirewatchError` that keeps the bot from starting; nothing is left running then.
    """
    stop = asyncio.Event()
    _stop_on_signals(stop)
    async with assembled(
        configuration, secrets, console, as_json=as_json, hurry=once, allowed=allowed
    ) as bot:
        started(bot)
        if once:
            await _run_once(bot)
            return
        bot.jobs.every(_POLL_TICK, "poll", bot.poll)
        bot.jobs.every(_DELIVER_TICK, "deliver", bot.deliver)
        bot.jobs.start()
        await stop.wait()
        log.info("stopping")


async def _run_once(bot: Bot) -> None:
    """Raises `PlatformUnreachable` where something is left to deliver; it is kept for the next run."""
    loop = asyncio.get_running_loop()
    await bot.poll()
    await bot.poll.settle()
    deadline = loop.time() + _ONCE_PATIENCE.total_seconds()
    while left := await bot.deliver.unfinished():
        if loop.time() > deadline:
            problem = f"{left} deliveries could not be brought to their end"
            raise PlatformUnreachable("run --once", problem, hint="They are kept; run it again later")
        await asyncio.sleep(_DELIVER_TICK.total_seconds())


@asynccontextmanager
async def assembled(
    configuration: Configuration,
    secrets: Secrets,
    console: Console,
    *,
    as_json: bool = False,
    hurry: bool = False,
    allowed: tuple[Allowance, ...] = (),
) -> AsyncIterator[Bot]:
    """All parts made and connected; on the way out each is ended before what it stands on.

    With `hurry` nothing waits for other outlets before it is told. `allowed` are addresses that feeds may be
    polled at beside public ones and those of the configuration.
    """
    options, clock = configuration.options, SystemClock()
    async with AsyncExitStack() as stack:
        store = open_store(options.database)
        stack.push_async_callback(store.close)
        await store.transact(lambda records: records.feeds.sync(configuration.feeds))
        learned = await store.transact(lambda records: records.deliveries.channel_ids())
        platforms = _platforms(configuration, secrets, learned)
        names = tuple(platform.platform for platform in platforms)
        page = await _open_page(stack, configuration, store, names, clock)
        notifiers = await _connect(
            stack, platforms, NewsDesk(store=store, watches=configuration.watches, clock=clock)
        )
        notifiers[Platform.CONSOLE] = ConsoleNotifier(console, as_json=as_json)
        deliver = Deliver(
            store=store,
            notifiers=notifiers,
            watches=configuration.watches,
            promise=Promise(settle=options.delivery.settle, when_unsure=options.delivery.when_unsure),
            clock=clock,
        )
        await deliver.recover()
        stack.push_async_callback(deliver.finish, _PATIENCE)
        source = HttpFeedSource(_fetch_settings(options, allowed), WorkerParser(workers=_PARSERS))
        await source.open()
        stack.push_async_callback(source.close)
        ingest = Ingest(
            store=store,
            reader=make_reader(configuration),
            watches=configuration.watches,
            channels=destinations(configuration.watches, names),
            pace=_pace(options, hurry=hurry),
            clock=clock,
        )
        poll = Poll(feeds=configuration.feeds, source=source, ingest=ingest, store=store, clock=clock)
        stack.push_async_callback(poll.finish)
        jobs = SchedulerJobs()
        stack.push_async_callback(jobs.stop, _PATIENCE)
        yield Bot(poll=poll, deliver=deliver, jobs=jobs, page=page, platforms=names)


def destinations(watches: Iterable[Watch], platforms: Iterable[Platform]) -> Mapping[Channel, Channel]:
    """Where what is meant for a channel goes: there if its platform is on, else nowhere.

    With no platform at all, everything goes to the terminal.
    """
    on = {*platforms, Platform.CONSOLE}
    wanted = {channel for watch in watches for channel in watch.channels}
    if on == {Platform.CONSOLE}:
        return dict.fromkeys(wanted, CONSOLE)
    return {channel: channel for channel in wanted if channel.platform in on}


def _platforms(
    configuration: Configuration, secrets: Secrets, learned: Mapping[Channel, str]
) -> tuple[ChatPlatform, ...]:
    """The platforms that have tokens. Their clients are imported only then: they cost half a second.

    `learned` are ids of channels that messages went to before: with its id a channel's history can be read.
    """
    found: list[ChatPlatform] = []
    options = configuration.options
    if secrets.slack:
        from adapters.slack.platform import API_URL, SlackPlatform  # noqa: PLC0415

        found.append(
            SlackPlatform(
                bot_token=secrets.slack.bot,
                app_token=secrets.slack.app,
                api_url=secrets.slack_api_url or options.slack.api_url or API_URL,
                channel_ids=_ids(configuration, Platform.SLACK, learned),
            )
        )
    if secrets.discord_token:
        from adapters.discord.platform import DiscordPlatform  # noqa: PLC0415

        found.append(
            DiscordPlatform(
                secrets.discord_token,
                api_url=secrets.discord_api_url or options.discord.api_url,
                gateway_url=secrets.discord_gateway_url or options.discord.gateway_url,
                channel_ids=_ids(configuration, Platform.DISCORD, learned),
            )
        )
    return tuple(found)


def _ids(configuration: Configuration, platform: Platform, learned: Mapping[Channel, str]) -> dict[str, str]:
    given = {channel: given for channel, given in configuration.channels.items() if given}
    return {
        channel.name: channel_id
        for channel, channel_id in {**learned, **given}.items()
        if channel.platform is platform
    }


async def _connect(
    stack: AsyncExitStack, platforms: Iterable[ChatPlatform], desk: NewsDesk
) -> dict[Platform, Notifier]:
    notifiers: dict[Platform, Notifier] = {}
    for platform in platforms:
        stack.push_async_callback(platform.close)
        await platform.connect(desk)
        log.info("connected to %s", platform.platform)
        notifiers[platform.platform] = platform.notifier
    return notifiers


async def _open_page(
    stack: AsyncExitStack,
    configuration: Configuration,
    store: Store,
    platforms: tuple[Platform, ...],
    clock: SystemClock,
) -> StatusPage | None:
    options = configuration.options.status_page
    if options is None:
        return None
    report = StatusReport(store=store, feeds=configuration.feeds, platforms=platforms, clock=clock)
    page = StatusPage(report, host=options.host, port=options.port)
    await page.start()
    stack.push_async_callback(page.close)
    return page


def _fetch_settings(options: Options, allowed: tuple[Allowance, ...]) -> FetchSettings:
    fetch = options.fetch
    return FetchSettings(
        contact=fetch.contact,
        timeout=fetch.timeout,
        max_body=fetch.max_body,
        allowed=(*allowed, *(Allowance(network=network) for network in fetch.allow_private)),
    )


def _pace(options: Options, *, hurry: bool) -> Pace:
    nothing = timedelta(0)
    return Pace(
        group_wait=nothing if hurry else options.alerts.group_wait,
        group_wait_high=nothing if hurry else options.alerts.group_wait_high,
        group_interval=nothing if hurry else options.alerts.group_interval,
    )


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
