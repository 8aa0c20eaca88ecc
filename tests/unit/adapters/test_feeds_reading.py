"""Bodies, encodings and the sentences about what went wrong."""

import codecs
import gzip
import ssl
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from aiohttp.client_reqrep import ConnectionKey
from hypothesis import given
from hypothesis import strategies as st

from adapters.feeds.bodies import BodyProblem, read_body
from adapters.feeds.charset import decode
from adapters.feeds.failures import connection_failure, refused_address, retry_after, status_failure
from bot.core.reasons import Reason

NOW = datetime(2025, 11, 18, 9, 0, tzinfo=UTC)
KEY = ConnectionKey(
    host="a.example", port=443, is_ssl=True, ssl=True, proxy=None, proxy_auth=None, proxy_headers_hash=None
)


async def pieces(body: bytes, size: int) -> AsyncIterator[bytes]:
    for start in range(0, len(body), size):
        yield body[start : start + size]


async def read(body: bytes, encoding: str = "", limit: int = 1000, size: int = 7) -> bytes | BodyProblem:
    return await read_body(pieces(body, size), encoding, limit)


@pytest.mark.parametrize("encoding", ["", "identity", " Identity "])
async def test_a_plain_body_is_read_up_to_the_limit(encoding: str) -> None:
    assert await read(b"x" * 1000, encoding) == b"x" * 1000
    assert await read(b"x" * 1001, encoding) is BodyProblem.TOO_LARGE


@pytest.mark.parametrize("size", [1, 7, 10_000])
async def test_a_compressed_body_is_measured_decompressed(size: int) -> None:
    assert await read(gzip.compress(b"x" * 1000), "gzip", size=size) == b"x" * 1000
    assert await read(gzip.compress(b"x" * 1001), "gzip", size=size) is BodyProblem.TOO_LARGE


async def test_a_compressed_body_is_also_measured_as_it_travels() -> None:
    assert await read(gzip.compress(b"") + bytes(2000), "gzip") is BodyProblem.TOO_LARGE


@pytest.mark.parametrize("size", [1, 7, 10_000])
async def test_gzip_streams_one_after_another_are_one_body(size: int) -> None:
    body = gzip.compress(b"one ") + gzip.compress(b"two")
    assert await read(body, "x-gzip", size=size) == b"one two"


async def test_a_crowd_of_empty_gzip_streams_is_refused() -> None:
    body = gzip.compress(b"") * 200
    assert await read(body, "gzip", limit=10**6, size=10**6) is BodyProblem.TOO_LARGE


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


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Tue, 18 Nov 2025 09:10:00 GMT", 600),
        ("Tuesday, 18-Nov-25 09:10:00 GMT", 600),
        ("Tue, 18 Nov 2025 09:10:00", 600),
        ("Tue, 18 Nov 2025 08:00:00 GMT", 0),
        ("", None),
        ("-5", None),
        ("soon", None),
        ("1.5", None),
        ("٣", None),
        ("9" * 5000, 365 * 86400),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 365 * 86400),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str, seconds: int | None) -> None:
    asked = retry_after(value, NOW)
    assert asked == (None if seconds is None else timedelta(seconds=seconds))


@given(st.text(max_size=40))
def test_any_retry_after_is_a_wait_or_none(value: str) -> None:
    asked = retry_after(value, NOW)
    assert asked is None or timedelta(0) <= asked <= timedelta(days=365)


@pytest.mark.parametrize("status", [100, 300, 304, 400, 401, 403, 404, 406, 418, 429, 500, 503, 599])
def test_a_status_is_named_with_its_host(status: int) -> None:
    failure = status_failure(status, {"Retry-After": "60"}, "a.example", NOW)
    assert failure.reason is Reason.HTTP_ERROR
    assert "a.example" in failure.detail
    assert str(status) in failure.detail
    assert failure.retry_after == timedelta(seconds=60)


def test_410_is_gone() -> None:
    assert status_failure(410, {}, "a.example", NOW).reason is Reason.GONE


@pytest.mark.parametrize(
    ("error", "reason", "words"),
    [
        (aiohttp.ClientConnectorDNSError(KEY, OSError("unknown")), Reason.UNREACHABLE, "leads nowhere"),
        (aiohttp.ClientConnectorError(KEY, OSError("refused")), Reason.UNREACHABLE, "no connection"),
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
    failure = connection_failure(error, "a.example")
    assert failure.reason is reason
    assert words in failure.detail
    assert "a.example" in failure.detail


def test_a_refused_address_is_told_with_the_way_out() -> None:
    failure = refused_address("news.example", "10.0.0.1")
    assert failure.detail == (
        "news.example leads to 10.0.0.1, which is not a public address: "
        "if it is meant, allow it with `fetch.allow_private` in config/wirewatch.yaml"
    )
