"""Parsing in processes of their own: what a feed may take there, and how a worker may end."""

import asyncio
import os
import resource
import signal
from datetime import timedelta

import pytest
from anyio import BrokenWorkerProcess, to_process

from adapters.feeds.parsing.parsed import Body, Parsed, ParsedFeed, Unparsed
from adapters.feeds.parsing.worker import WorkerParser, parse_within
from bot.core.reasons import Reason

ITEM = b"<item><title>x</title></item>"


def body(items: bytes) -> Body:
    content = b'<rss version="2.0"><channel>' + items + b"</channel></rss>"
    return Body(content=content, content_type="", url="http://feed.example/")


def told(parsed: Parsed) -> Unparsed:
    assert isinstance(parsed, Unparsed), parsed
    return parsed


async def pid_of_worker(parser: WorkerParser) -> int:
    await parser.start()
    return await to_process.run_sync(os.getpid)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def test_a_feed_that_takes_too_long_costs_one_poll_and_its_worker() -> None:
    parser = WorkerParser(limit=timedelta(milliseconds=300))
    pid = await pid_of_worker(parser)
    slow = told(await parser.parse(body(ITEM * 19_000)))
    assert (slow.reason, "0.3 seconds" in slow.detail) == (Reason.PARSER_FAILED, True)
    assert isinstance(await parser.parse(body(ITEM)), ParsedFeed)
    assert not is_running(pid)


async def test_ctrl_c_in_the_terminal_does_not_end_a_worker() -> None:
    parser = WorkerParser()
    pid = await pid_of_worker(parser)
    os.kill(pid, signal.SIGINT)
    assert isinstance(await parser.parse(body(ITEM)), ParsedFeed)
    assert await to_process.run_sync(os.getpid) == pid


async def test_a_worker_that_was_killed_from_outside_is_replaced() -> None:
    parser = WorkerParser()
    os.kill(await pid_of_worker(parser), signal.SIGKILL)
    results = [await parser.parse(body(ITEM)) for _ in range(2)]
    assert isinstance(results[-1], ParsedFeed)


def test_workers_end_with_the_event_loop() -> None:
    assert not is_running(asyncio.run(pid_of_worker(WorkerParser())))


async def test_a_feed_that_takes_too_much_memory_fails_and_its_worker_lives() -> None:
    """A million small objects, 10 MiB as they travel."""
    parser = WorkerParser()
    pid = await pid_of_worker(parser)
    swelling = Body(content=b'{"items":[' + b'{"":0},' * 1_400_000 + b"{}]}", content_type="", url="")
    assert told(await parser.parse(swelling)).reason is Reason.PARSER_FAILED
    assert isinstance(await parser.parse(body(ITEM)), ParsedFeed)
    assert await to_process.run_sync(os.getpid) == pid


LIMITS = (resource.RLIMIT_CORE, resource.RLIMIT_NOFILE, resource.RLIMIT_AS)


async def test_a_worker_dumps_no_core_and_has_little_of_everything() -> None:
    parser = WorkerParser()
    await parser.start()
    assert isinstance(await parser.parse(body(ITEM)), ParsedFeed)
    core, files, memory = [(await to_process.run_sync(resource.getrlimit, kind))[0] for kind in LIMITS]
    assert core == 0
    assert files <= 32
    assert memory < 2**30


async def test_the_next_job_of_a_worker_has_all_the_time_it_needs() -> None:
    parser = WorkerParser()
    assert isinstance(await parser.parse(body(ITEM)), ParsedFeed)
    soft, hard = await to_process.run_sync(resource.getrlimit, resource.RLIMIT_CPU)
    assert soft == hard


async def test_the_limit_of_processor_time_ends_a_worker_that_nobody_watches() -> None:
    """A main process that is stuck itself cannot stop one."""
    parser = WorkerParser()
    await parser.start()
    endless = body(b"<item>" + b"".join(b"<category>x%d</category>" % n for n in range(60_000)) + b"</item>")
    with pytest.raises(BrokenWorkerProcess):
        await to_process.run_sync(parse_within, endless, 0.1)
