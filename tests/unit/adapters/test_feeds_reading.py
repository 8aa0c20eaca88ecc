"""Bodies, encodings and the sentences about what went wrong."""

import asyncio
import codecs
import errno
import gzip
import random
import ssl
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp.client_reqrep import ConnectionKey
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.feeds.fetching.bodies import BodyLimits, BodyProblem, read_body
from adapters.feeds.fetching.failures import connection_trouble, refused_address, status_trouble
from adapters.feeds.parsing.charset import decode
from bot.core.reasons import Reason

MB = 2**20
KEY = ConnectionKey(
    host="a.example", port=443, is_ssl=True, ssl=True, proxy=None, proxy_auth=None, proxy_headers_hash=None
)


async def pieces(body: bytes, size: int) -> AsyncIterator[bytes]:
    for start in range(0, len(body), size):
        yield body[start : start + size]


async def no_wait() -> None:
    pass


async def read(
    body: bytes, encoding: str = "", limit: int = 1000, compressed: int = 1000, size: int = 7
) -> bytes | BodyProblem:
    limits = BodyLimits(decompressed=limit, compressed=compressed)
    return await read_body(pieces(body, size), encoding, limits, no_wait)


@pytest.mark.parametrize("encoding", ["", "identity", " Identity "])
async def test_a_plain_body_is_read_up_to_the_limit(encoding: str) -> None:
    assert await read(b"x" * 1000, encoding) == b"x" * 1000
    assert await read(b"x" * 1001, encoding) is BodyProblem.TOO_LARGE


@pytest.mark.parametrize("size", [1, 7, 10_000])
async def test_a_compressed_body_is_measured_decompressed(size: int) -> None:
    assert await read(gzip.compress(b"x" * 1000), "gzip", size=size) == b"x" * 1000
    assert await read(gzip.compress(b"x" * 1001), "gzip", size=size) is BodyProblem.TOO_LARGE


async def test_a_compressed_body_is_also_measured_as_it_travels() -> None:
    body = gzip.compress(random.Random(1).randbytes(500))  # noqa: S311 - what does not compress
    assert await read(body, "gzip", compressed=len(body)) == gzip.decompress(body)
    assert await read(body, "gzip", compressed=len(body) - 1) is BodyProblem.TOO_LARGE


@pytest.mark.parametrize(("size", "told"), [(2**20, None), (2**20 + 1, BodyProblem.BOMB)])
async def test_beyond_a_megabyte_nothing_may_swell_a_hundredfold(size: int, told: BodyProblem | None) -> None:
    body = await read(gzip.compress(bytes(size)), "gzip", limit=2 * MB, compressed=MB, size=MB)
    assert body == (told or bytes(size))


async def test_a_large_body_that_swells_tenfold_is_read() -> None:
    body = b"".join(b"%d: some words of an entry, again and again\n" % n for n in range(100_000))
    packed = gzip.compress(body)
    assert 5 < len(body) / len(packed) < 100
    assert await read(packed, "gzip", limit=10 * MB, compressed=3 * MB, size=65_536) == body


@settings(max_examples=60, deadline=None)
@given(st.lists(st.binary(max_size=300), max_size=4), st.integers(1, 200), st.integers(0, 600_000))
async def test_what_was_compressed_comes_back_however_it_is_cut(
    parts: list[bytes], size: int, zeros: int
) -> None:
    parts = [*parts, bytes(zeros)]
    packed = b"".join(gzip.compress(part) for part in parts)
    assert await read(packed, "gzip", limit=MB, compressed=MB, size=size) == b"".join(parts)


@pytest.mark.parametrize("size", [1, 7, 10_000])
async def test_gzip_streams_one_after_another_are_one_body(size: int) -> None:
    body = gzip.compress(b"one ") + gzip.compress(b"two")
    assert await read(body, "x-gzip", size=size) == b"one two"


async def test_a_crowd_of_empty_gzip_streams_is_refused() -> None:
    body = gzip.compress(b"")
    assert await read(body * 100, "gzip", compressed=MB, size=MB) == b""
    assert await read(body * 101, "gzip", compressed=MB, size=MB) is BodyProblem.BOMB


async def test_padding_after_a_gzip_stream_is_left_out() -> None:
    assert await read(gzip.compress(b"feed") + bytes(30), "gzip") == b"feed"


@pytest.mark.parametrize("body", [gzip.compress(b"feed")[:-3], b"no gzip at all", b"\x1f\x8b\x00"])
async def test_what_is_not_whole_gzip_is_damaged(body: bytes) -> None:
    assert await read(body, "gzip") is BodyProblem.DAMAGED


async def test_an_empty_body_may_be_called_compressed() -> None:
    assert await read(b"", "gzip") == b""


@pytest.mark.parametrize("encoding", ["br", "zstd", "deflate", "gzip, gzip", "gzip, identity"])
async def test_an_encoding_that_was_not_asked_for_is_not_read(encoding: str) -> None:
    assert await read(b"anything", encoding) is BodyProblem.UNASKED_ENCODING


async def test_other_work_has_its_turn_while_a_bomb_is_taken_apart() -> None:
    turns: list[int] = []

    async def other() -> None:
        while True:
            turns.append(1)
            await asyncio.sleep(0)

    work = asyncio.create_task(other())
    await read(gzip.compress(bytes(4 * MB)), "gzip", limit=10 * MB, compressed=MB, size=MB)
    work.cancel()
    assert len(turns) >= 3


async def test_a_large_body_asks_for_room_once_and_a_small_one_never() -> None:
    asked: list[int] = []

    async def room() -> None:
        asked.append(1)

    limits = BodyLimits(decompressed=4 * MB, compressed=MB)
    assert len(await read_body(pieces(bytes(MB), MB // 4), "", limits, room)) == MB
    assert asked == []
    assert len(await read_body(pieces(bytes(3 * MB), MB // 4), "", limits, room)) == 3 * MB
    assert asked == [1]


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        ("Öl".encode(), "text/xml", "Öl"),
        ("Öl".encode(), "text/xml; charset=iso-8859-1", "Öl"),
        ("Öl".encode("latin-1"), "text/xml; charset=ISO-8859-1", "Öl"),
        ("Öl".encode("latin-1"), 'text/xml; charset="latin1"', "Öl"),
        ("“Öl”".encode("cp1252"), "text/xml; charset=iso-8859-1", "“Öl”"),
        ("Öl".encode("latin-1"), "text/xml", "Öl"),
        ("Öl".encode("latin-1"), "text/xml; charset=no-such-set", "Öl"),
        ("нефть".encode("koi8-r"), "text/xml; charset=koi8-r", "нефть"),
        ("石油".encode("gb18030"), "text/xml; charset=gb2312", "石油"),
        ("石油".encode("iso2022_jp"), "text/xml; charset=iso-2022-jp", "石油"),
        (codecs.BOM_UTF8 + b"oil", "text/xml; charset=utf-16", "oil"),
        ("<a>Öl</a>".encode("utf-16"), "", "<a>Öl</a>"),
        ("<a>Öl</a>".encode("utf-16-be"), "", "<a>Öl</a>"),
        ("<a>Öl</a>".encode("utf-16-le"), "", "<a>Öl</a>"),
        ("<a>Öl</a>".encode("utf-32"), "", "<a>Öl</a>"),
        ("<a>Öl</a>".encode("utf-32-be"), "", "<a>Öl</a>"),
        (b"oil", "text/xml; charset=utf-16", "oil"),
        (b"+ADw-oil+AD4-", "text/xml; charset=utf-7", "+ADw-oil+AD4-"),
        (b"\\u003coil", "text/xml; charset=unicode_escape", "\\u003coil"),
        (b"", "", ""),
    ],
)
def test_text_is_decoded_by_what_it_is_before_what_it_claims(
    body: bytes, content_type: str, text: str
) -> None:
    assert decode(body, content_type).text == text


def test_the_xml_declaration_is_believed_where_the_header_says_nothing() -> None:
    text = '<?xml version="1.0" encoding="windows-1251"?><a>нефть</a>'
    decoded = decode(text.encode("cp1251"), "application/rss+xml")
    assert (decoded.text, decoded.repaired) == (text, "")


def test_a_wrong_claim_is_reported_in_our_words() -> None:
    assert "UTF-8" in decode("Öl".encode(), "text/xml; charset=latin1").repaired
    assert "bytes" in decode(b"\xff\xd6l", "text/xml; charset=utf-8").repaired


@given(
    st.binary(max_size=60), st.sampled_from(["", "utf-8", "utf-16", "gb2312", "idna", "punycode", "cp037"])
)
def test_any_bytes_give_text(body: bytes, charset: str) -> None:
    assert isinstance(decode(body, f"text/xml; charset={charset}").text, str)


@pytest.mark.parametrize("status", [100, 206, 300, 304, 400, 401, 403, 404, 406, 418, 429, 500, 503, 599])
def test_a_status_is_named_with_its_host(status: int) -> None:
    reason, detail = status_trouble(status, "a.example")
    assert reason is Reason.HTTP_ERROR
    assert "a.example" in detail
    assert str(status) in detail


def test_410_is_gone() -> None:
    assert status_trouble(410, "a.example")[0] is Reason.GONE


@pytest.mark.parametrize(
    ("error", "reason", "words"),
    [
        (aiohttp.ClientConnectorDNSError(KEY, OSError("unknown")), Reason.UNREACHABLE, "leads nowhere"),
        (aiohttp.ClientConnectorError(KEY, OSError("refused")), Reason.UNREACHABLE, "no connection"),
        (
            aiohttp.ClientConnectorError(KEY, OSError(errno.EMFILE, "too many")),
            Reason.UNREACHABLE,
            "ulimit -n",
        ),
        (
            aiohttp.ClientConnectorCertificateError(KEY, ssl.CertificateError("expired")),
            Reason.UNREACHABLE,
            "certificate",
        ),
        (aiohttp.ClientConnectorSSLError(KEY, ssl.SSLError("bad")), Reason.UNREACHABLE, "TLS"),
        (aiohttp.ServerTimeoutError(), Reason.TIMED_OUT, "too long"),
        (TimeoutError(), Reason.TIMED_OUT, "too long"),
        (aiohttp.ClientPayloadError(), Reason.HTTP_ERROR, "broke off"),
        (aiohttp.ServerDisconnectedError(), Reason.UNREACHABLE, "closed"),
        (aiohttp.InvalidURL("http://a example/"), Reason.UNREACHABLE, "address"),
        (UnicodeError(), Reason.UNREACHABLE, "address"),
    ],
)
def test_an_error_of_the_connection_names_its_host_and_cause(
    error: Exception, reason: Reason, words: str
) -> None:
    told, detail = connection_trouble(error, "a.example")
    assert told is reason
    assert words in detail
    assert "a.example" in detail


def test_a_refused_address_is_told_with_the_way_out() -> None:
    _, detail = refused_address("news.example", "10.0.0.1")
    assert detail == (
        "news.example leads to 10.0.0.1, which is not a public address: "
        "if it is meant, allow it with `fetch.allow_private` in config/wirewatch.yaml"
    )
