"""Answers that mean harm, all at once: each ends, and neither memory nor the event loop suffers (R24, R26).

The client runs in a process of its own, whose memory no other test has grown.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from adapters.feeds.fetching.guard import allow
from adapters.feeds.fetching.http import Answer, Failure, GuardedHttp, HttpSettings, Request
from bot.core.reasons import Reason
from fakes.hostile_server import BOMBS
from fakes.processes import running

TESTS = Path(__file__).resolve().parents[1]
MB = 2**20

READ = "read"
ENDS = {
    "zeros": Reason.BOMB,
    "zeros-again-and-again": Reason.BOMB,
    "members": Reason.BOMB,
    "whitespace-coded": Reason.BOMB,
    "poor": Reason.TOO_LARGE,
    "empty-blocks": Reason.TOO_LARGE,
    "endless-file-name": Reason.TOO_LARGE,
    "padding": Reason.TOO_LARGE,
    "endless": Reason.TOO_LARGE,
    "endless-feed": Reason.TOO_LARGE,
    "endless-chunks": Reason.TOO_LARGE,
    "tiny-chunks": Reason.TOO_LARGE,
    "chunk-extension": Reason.TOO_LARGE,
    "interim": Reason.TOO_LARGE,
    "declared": Reason.TOO_LARGE,
    "long-headers": Reason.TOO_LARGE,
    "trailers": Reason.HTTP_ERROR,
    "header": Reason.HTTP_ERROR,
    "headers": Reason.HTTP_ERROR,
    "status-line": Reason.HTTP_ERROR,
    "no-http": Reason.HTTP_ERROR,
    "nested": Reason.HTTP_ERROR,
    "deflate": Reason.HTTP_ERROR,
    "brotli": Reason.HTTP_ERROR,
    "zstandard": Reason.HTTP_ERROR,
    "whitespace": READ,  # just what is allowed
    "nested-in-secret": READ,  # some bytes that are no feed
}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with running("fakes.hostile_server") as url:
        yield url


def bombed(server: str, *names: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "fakes.bombed", server, *names]
    environment = os.environ | {"PYTHONPATH": str(TESTS)}
    run = subprocess.run(  # noqa: S603 - our own fake
        command, cwd=TESTS.parent, env=environment, stdout=subprocess.PIPE, text=True, check=True, timeout=120
    )
    told: dict[str, Any] = json.loads(run.stdout)
    return told


@pytest.fixture(scope="module")
def barrage(server: str) -> dict[str, Any]:
    """What came of all of them at once."""
    return bombed(server, *ENDS)


def test_every_bomb_is_thrown() -> None:
    assert {*ENDS} == {*BOMBS}


@pytest.mark.parametrize("name", ENDS)
def test_each_ends_and_is_called_what_it_is(barrage: dict[str, Any], name: str) -> None:
    reason, detail, _ = barrage["ends"][name]
    assert reason == ENDS[name], detail


def test_all_at_once_cost_at_most_200_mb(barrage: dict[str, Any]) -> None:
    assert barrage["grown"] <= 200 * MB


def test_forty_of_the_largest_bodies_that_are_read_cost_no_more(server: str) -> None:
    """Few of them are in memory at the same time, however many are sent."""
    told = bombed(server, *(f"endless?{n}" for n in range(40)))
    assert {reason for reason, _, _ in told["ends"].values()} == {Reason.TOO_LARGE}
    assert told["grown"] <= 200 * MB


ANSWERS = st.one_of(
    st.binary(max_size=200),
    st.lists(
        st.sampled_from(
            [
                b"HTTP/1.1 200 OK\r\n",
                b"HTTP/1.1 304 Not Modified\r\n",
                b"HTTP/1.1 301 Moved\r\n",
                b"HTTP/1.0 503 Busy\r\n",
                b"HTTP/9.9 999\r\n",
                b"Location: //[\r\n",
                b"Location: http://\xff\r\n",
                b"Location: /%ff\x85\r\n",
                b"Retry-After: \xd9\xa3\r\n",
                b"Content-Length: 5\r\n",
                b"Content-Length: -1\r\n",
                b"Content-Encoding: gzip\r\n",
                b"Transfer-Encoding: chunked\r\n",
                b"Date: x\r\nExpires: Mon, 99 Zzz 99999 99:99:99 +9999\r\n",
                b"Cache-Control: max-age=9999999999999999999999\r\n",
                b"ETag: \xff\r\n",
                b"\r\n",
                b"5\r\nhello\r\n0\r\n\r\n",
                b"\x1f\x8b\x08",
            ]
        ),
        max_size=8,
    ).map(b"".join),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answer=ANSWERS)
@example(answer=b"HTTP/1.1 301 Moved\r\nLocation: http://[::1\r\n\r\n")
@example(answer=b"HTTP/1.1 301 Moved\r\nLocation: http://" + b"a" * 300 + b".example/\r\n\r\n")
@example(answer=b"HTTP/1.1 301 Moved\r\nLocation: http://\xc3\xa4..example:0/\r\n\r\n")
async def test_any_bytes_for_an_answer_give_a_value(server: str, answer: bytes) -> None:
    async with GuardedHttp(HttpSettings(allowed=(allow("127.0.0.1"),))) as http:
        got = await http.get(Request(url=f"{server}/raw/{answer.hex()}"))
    assert isinstance(got, Answer | Failure)
