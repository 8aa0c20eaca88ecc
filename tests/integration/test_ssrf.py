"""No spelling of an address, no redirect and no name server leads Wirewatch to a place that is not public.

The places that may not be reached are sockets that listen and wait: a single packet would show.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import pytest

from adapters.feeds.fetching.guard import Allowance, allow
from adapters.feeds.fetching.http import Answer, Failure, GuardedHttp, HttpSettings, Request
from bot.core.reasons import Reason
from fakes.name_server import FakeNames
from fakes.processes import running

GOOD = "127.0.0.2"
"""Stands for a public address: it is allowed, as 127.0.0.1 is not, and no packet leaves the machine."""

NAMES = {
    "inner.example": [["127.0.0.1"]],
    "inner6.example": [["::1"]],
    "mapped.example": [["::ffff:127.0.0.1"]],
    "metadata.example": [["169.254.169.254"]],
    "router.example": [["192.168.0.1"]],
    "nat.example": [["100.64.0.1"]],
    "mixed.example": [["127.0.0.2", "127.0.0.1"]],
    "mixed-first.example": [["10.0.0.1", "127.0.0.2"]],
    "localhost": [["127.0.0.1", "::1"]],
}

_URLS = """
http://127.0.0.1:{port}/ http://127.0.0.1.:{port}/ http://127.1.2.3:{port}/ http://127.255.255.254:{port}/
http://0.0.0.0:{port}/ http://0.1.2.3/ http://10.0.0.1/ http://10.255.255.254:8080/ http://172.16.0.1/
http://172.31.255.1/ http://192.168.0.1/ http://192.168.178.1:80/ http://169.254.169.254/latest/meta-data/
http://169.254.1.1/ http://100.64.0.1/ http://100.127.255.254/ http://100.100.100.200/latest/ http://192.0.0.192/
http://198.18.0.1/ http://192.0.2.1/ http://203.0.113.9/ http://224.0.0.1/ http://239.255.255.250:1900/
http://240.0.0.1/ http://255.255.255.255/
http://[::1]:{port}/ http://[::]:{port}/ http://[0:0:0:0:0:0:0:1]:{port}/ http://[::ffff:127.0.0.1]:{port}/
http://[::ffff:7f00:1]:{port}/ http://[::127.0.0.1]:{port}/ http://[64:ff9b::127.0.0.1]:{port}/
http://[64:ff9b:1::7f00:1]:{port}/ http://[2002:7f00:1::]:{port}/ http://[2001:0:7f00:1::]:{port}/
http://[2001:db8::1]/ http://[fc00::1]/ http://[fd00:ec2::254]/latest/ http://[fe80::1]/ http://[fec0::1]/
http://[ff02::1]/ http://[2a00:1450::5efe:127.0.0.1]:{port}/
http://127.1:{port}/ http://127.0.1:{port}/ http://2130706433:{port}/ http://0177.0.0.1:{port}/
http://0x7f.0.0.1:{port}/ http://0x7f000001:{port}/ http://017700000001:{port}/ http://0x7f.1:{port}/
http://127.0.0.0x1:{port}/ http://00000177.1:{port}/ http://4294967297:{port}/ http://256.1.1.1/
http://①②⑦.⓪.⓪.①:{port}/ http://127。0。0。1:{port}/
http://localhost:{port}/ http://LOCALHOST:{port}/ http://inner.example:{port}/ https://inner.example:{port}/
http://inner6.example:{port}/ http://mapped.example:{port}/ http://metadata.example/ http://router.example/
http://nat.example/ http://mixed.example:{port}/ http://mixed-first.example:{port}/
http://user:word@127.0.0.1:{port}/ http://127.0.0.2@127.0.0.1:{port}/ http://127.0.0.1:{port}@127.0.0.2/
http://good.example\\@127.0.0.1:{port}/ http:///127.0.0.1:{port}/ http://127.0.0.1:99999/
file:///etc/hosts file://127.0.0.1/etc/hosts gopher://127.0.0.1:{port}/_x ftp://127.0.0.1:{port}/x
dict://127.0.0.1:{port}/ ldap://127.0.0.1:{port}/ data:text/xml,<rss/> jar:http://127.0.0.1:{port}/!/
unix:///run/docker.sock
"""
CORPUS = _URLS.split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trap:
    """A listening socket that nobody may connect to."""

    port: int
    sockets: tuple[socket.socket, ...]

    def is_silent(self) -> bool:
        return not any(_has_caller(listener) for listener in self.sockets)


def _has_caller(listener: socket.socket) -> bool:
    """The kernel completes a connection before anybody accepts it."""
    try:
        caller, _ = listener.accept()
    except BlockingIOError:
        return False
    caller.close()
    return True


def _listen(address: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.settimeout(0)
    listener.bind((address, port))
    listener.listen()
    return listener


@pytest.fixture
def trap() -> Iterator[Trap]:
    first = _listen("127.0.0.1", 0)
    sockets = [first]
    with suppress(OSError):  # a machine without IPv6 cannot be reached by it
        sockets.append(_listen("::1", first.getsockname()[1]))
    yield Trap(port=first.getsockname()[1], sockets=tuple(sockets))
    for listener in sockets:
        listener.close()


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with running("fakes.feed_server") as url:
        yield url


def guarded(*allowed: Allowance, names: FakeNames | None = None) -> GuardedHttp:
    return GuardedHttp(HttpSettings(allowed=allowed), resolver=names or FakeNames(NAMES))


def test_the_corpus_is_large_enough() -> None:
    assert len(set(CORPUS)) >= 60


def test_the_trap_would_show_a_packet(trap: Trap) -> None:
    with socket.create_connection(("127.0.0.1", trap.port)):
        assert not trap.is_silent()


@pytest.mark.parametrize("url", CORPUS)
async def test_asked_directly_it_is_refused_and_no_packet_is_sent(trap: Trap, url: str) -> None:
    async with guarded() as http:
        answer = await http.get(Request(url=url.replace("{port}", str(trap.port))))
    assert isinstance(answer, Failure)
    assert answer.reason is Reason.REFUSED_ADDRESS, answer.detail
    assert "word" not in answer.detail.replace("password", "")
    assert trap.is_silent()


@pytest.mark.parametrize("url", CORPUS)
async def test_redirected_it_is_refused_and_no_packet_is_sent(trap: Trap, server: str, url: str) -> None:
    """The server that redirects is allowed by its port, where nobody else is reached."""
    target = quote(url.replace("{port}", str(trap.port)), safe="")
    async with guarded(allow("127.0.0.1", urlsplit(server).port)) as http:
        answer = await http.get(Request(url=f"{server}/redirect?to={target}"))
    assert isinstance(answer, Failure)
    # "http:///127.0.0.1" is a path once it stands in a redirect: it leads back to the server that sent it
    expected = Reason.HTTP_ERROR if url.startswith("http:///") else Reason.REFUSED_ADDRESS
    assert answer.reason is expected, answer.detail
    assert trap.is_silent()


async def test_a_refusal_names_the_address_that_a_name_leads_to() -> None:
    async with guarded(allow(GOOD)) as http:
        answer = await http.get(Request(url="http://mixed.example/"))
    assert isinstance(answer, Failure)
    assert answer.detail.startswith("mixed.example leads to 127.0.0.1, which is not a public address")


@asynccontextmanager
async def good_server(port: int) -> AsyncIterator[list[int]]:
    """Answers at GOOD, on the trap's own port, and closes each connection; gives the count of its answers."""
    count = [0]

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        count[0] += 1
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
        writer.close()
        await writer.wait_closed()

    try:
        server = await asyncio.start_server(answer, GOOD, port)
    except OSError:
        pytest.skip(f"NOT CHECKED: this system has no {GOOD}")
    async with server:
        yield count


async def test_a_name_server_that_changes_its_mind_gets_nowhere(trap: Trap) -> None:
    """R23: good at first, 127.0.0.1 ever after, 1,000 requests."""
    names = FakeNames({"rebind.example": [[GOOD], ["127.0.0.1"]]})
    url = f"http://rebind.example:{trap.port}/"
    async with good_server(trap.port) as answered, guarded(allow(GOOD), names=names) as http:
        answers = [await http.get(Request(url=url)) for _ in range(1000)]
    assert isinstance(answers[0], Answer)
    assert {a.reason for a in answers[1:] if isinstance(a, Failure)} == {Reason.REFUSED_ADDRESS}
    assert sum(isinstance(answer, Answer) for answer in answers) == answered[0] == 1
    assert trap.is_silent()


@pytest.mark.parametrize("mixed", [[GOOD, "127.0.0.1"], ["127.0.0.1", GOOD], [GOOD, "::1", GOOD]])
async def test_an_answer_that_mixes_good_and_bad_is_refused_as_a_whole(trap: Trap, mixed: list[str]) -> None:
    """R23: not even the good address is connected to."""
    names = FakeNames({"mixed.example": [mixed]})
    url = f"http://mixed.example:{trap.port}/"
    async with good_server(trap.port) as answered, guarded(allow(GOOD), names=names) as http:
        answers = [await http.get(Request(url=url)) for _ in range(100)]
    assert all(isinstance(a, Failure) and a.reason is Reason.REFUSED_ADDRESS for a in answers)
    assert answered == [0]
    assert trap.is_silent()


async def test_names_are_asked_for_again_at_each_connection(trap: Trap) -> None:
    names = FakeNames({"good.example": [[GOOD]]})
    async with good_server(trap.port), guarded(allow(GOOD), names=names) as http:
        for _ in range(3):
            assert isinstance(await http.get(Request(url=f"http://good.example:{trap.port}/")), Answer)
    assert names.asked == 3


async def test_the_machines_own_names_are_judged_too(trap: Trap) -> None:
    async with GuardedHttp(HttpSettings()) as http:
        answer = await http.get(Request(url=f"http://localhost:{trap.port}/"))
    assert isinstance(answer, Failure)
    assert answer.reason is Reason.REFUSED_ADDRESS
    assert trap.is_silent()


async def test_a_proxy_of_the_environment_is_not_used(
    trap: Trap, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{trap.port}")
    async with guarded(allow("127.0.0.1", urlsplit(server).port)) as http:
        assert isinstance(await http.get(Request(url=f"{server}/good")), Answer)
    assert trap.is_silent()
