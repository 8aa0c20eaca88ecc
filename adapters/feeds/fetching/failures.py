"""What went wrong with a request, as one line for the operator that names the host and the way out."""

import errno

import aiohttp

from adapters.feeds.fetching.bodies import BodyLimits, BodyProblem
from adapters.feeds.fetching.guard import RefusedAddressError
from adapters.feeds.fetching.metered import FloodError
from bot.core.reasons import Reason

Trouble = tuple[Reason, str]
"""The reason and its line, which holds no byte of the answer."""

_STATUS_HINTS = {
    206: "gives a part of it that nobody asked for",
    401: "wants a password, which Wirewatch does not send: use an address that is open",
    403: "does not allow Wirewatch to read it: ask its publisher, or name a `fetch.contact`",
    404: "has no such page: check the address",
    406: "has no version of it that Wirewatch reads",
    429: "is asked too often: give the feed a longer interval",
}


_NO_ANSWER = "{host} closed the connection without an answer"
_CAUSES: tuple[tuple[type[Exception], str], ...] = (
    (aiohttp.ClientConnectorDNSError, "the name {host} leads nowhere: check the address and the network"),
    (
        aiohttp.ClientConnectorCertificateError,
        "the certificate of {host} is not trusted: expired, self-signed or of another name",
    ),
    (aiohttp.ClientSSLError, "no safe connection (TLS) to {host} came about"),
    (aiohttp.ClientConnectorError, "{host} accepts no connection"),
    (OSError, _NO_ANSWER),
    (aiohttp.ClientConnectionError, _NO_ANSWER),
    (ValueError, "{host} is not a host that can be asked: check the address for a slip"),
)
"""The first that fits."""


def status_trouble(status: int, host: str) -> Trouble:
    """For an answer that is neither a body nor a redirect nor a 304."""
    if status == 410:
        return Reason.GONE, f"{host} says that it is gone for good (410): remove it or find its new address"
    hint = _STATUS_HINTS.get(status)
    if hint is None:
        hint = "has trouble of its own" if status >= 500 else "did not give what was asked for"
    return Reason.HTTP_ERROR, f"{host} {hint} ({status})"


def connection_trouble(error: Exception, host: str) -> Trouble:
    """For what aiohttp raised while it connected, asked or read."""
    cause = error.__cause__
    if isinstance(cause, RefusedAddressError):
        return refused_address(host, cause.address)
    if isinstance(cause, FloodError) or FloodError.__name__ in str(error):  # aiohttp may keep its name alone
        return Reason.TOO_LARGE, f"{host} sends without end"
    if isinstance(error, TimeoutError) or isinstance(cause, TimeoutError):
        return Reason.TIMED_OUT, f"{host} took too long to answer"
    if isinstance(error, aiohttp.ClientResponseError):
        return Reason.HTTP_ERROR, f"{host} answers in a way that breaks HTTP, or with headers without measure"
    if isinstance(error, aiohttp.ClientPayloadError):
        return Reason.HTTP_ERROR, f"{host} broke off its answer in the middle"
    return Reason.UNREACHABLE, _unreachable(error, host)


def refused_address(host: str, address: str) -> Trouble:
    leads = "" if host == address else f" leads to {address}, which"
    return Reason.REFUSED_ADDRESS, (
        f"{host}{leads} is not a public address: "
        "if it is meant, allow it with `fetch.allow_private` in config/wirewatch.yaml"
    )


def body_trouble(problem: BodyProblem, host: str, limits: BodyLimits) -> Trouble:
    match problem:
        case BodyProblem.TOO_LARGE:
            most = f"{_size(limits.decompressed)} ({_size(limits.compressed)} compressed)"
            return Reason.TOO_LARGE, f"{host} answers with more than {most}, the most that is read"
        case BodyProblem.BOMB:
            return Reason.BOMB, f"{host} sends compressed data that swells without measure"
        case BodyProblem.DAMAGED:
            return Reason.HTTP_ERROR, f"{host} sends damaged compressed data"
        case BodyProblem.UNASKED_ENCODING:
            return Reason.HTTP_ERROR, f"{host} compresses its answer in a way not asked for"


def _size(count: int) -> str:
    return f"{count / 2**20:g} MB" if count >= 2**20 else f"{count:,} bytes"


def _unreachable(error: Exception, host: str) -> str:
    if isinstance(error, OSError) and error.errno in (errno.EMFILE, errno.ENFILE):
        return f"{host} was not asked: this process has as many open files as it may (ulimit -n)"
    said = next((said for kind, said in _CAUSES if isinstance(error, kind)), _NO_ANSWER)
    return said.format(host=host)
