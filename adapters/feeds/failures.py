"""What went wrong with a poll, as one line for the operator that names the host and the way out."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp

from adapters.feeds.bodies import BodyProblem
from adapters.feeds.guard import RefusedAddressError
from bot.core.feeds import FetchFailed
from bot.core.reasons import Reason

_LONGEST_ASKED = timedelta(days=365)
_STATUS_HINTS = {
    401: "wants a password, which Wirewatch does not send: use an address that is open",
    403: "does not allow Wirewatch to read it: ask its publisher, or name a `fetch.contact`",
    404: "has no such page: check the feed's address",
    406: "has no version of it that Wirewatch reads",
    429: "is asked too often: give the feed a longer interval",
}


def status_failure(status: int, headers: Mapping[str, str], host: str, now: datetime) -> FetchFailed:
    """For an answer that is neither a body nor a redirect nor a 304."""
    if status == 410:
        return FetchFailed(
            reason=Reason.GONE,
            detail=f"{host} says that the feed is gone for good (410): remove it or find its new address",
        )
    hint = _STATUS_HINTS.get(status)
    if hint is None:
        hint = "has trouble of its own" if status >= 500 else "did not give the feed"
    return FetchFailed(
        reason=Reason.HTTP_ERROR,
        detail=f"{host} {hint} ({status})",
        retry_after=retry_after(headers.get("Retry-After", ""), now),
    )


def retry_after(value: str, now: datetime) -> timedelta | None:
    """How long a server asked to be left alone: seconds or an HTTP date; None where it did not say."""
    value = value.strip()
    if re.fullmatch("[0-9]+", value):
        # more digits than a year of seconds has are a year
        return min(timedelta(seconds=int(value[:9])), _LONGEST_ASKED) if len(value) < 9 else _LONGEST_ASKED
    try:
        date = parsedate_to_datetime(value)
    except ValueError:
        return None
    date = date.replace(tzinfo=UTC) if date.tzinfo is None else date
    return max(timedelta(0), min(date - now, _LONGEST_ASKED))


def connection_failure(error: Exception, host: str) -> FetchFailed:
    """For what aiohttp raised while it connected, asked or read."""
    cause = error.__cause__
    if isinstance(cause, RefusedAddressError):
        return refused_address(host, cause.address)
    if isinstance(error, TimeoutError) or isinstance(cause, TimeoutError):
        return FetchFailed(reason=Reason.TIMED_OUT, detail=f"{host} took too long to answer")
    if isinstance(error, aiohttp.ClientResponseError):
        return FetchFailed(reason=Reason.HTTP_ERROR, detail=f"{host} answers in a way that breaks HTTP")
    if isinstance(error, aiohttp.ClientPayloadError):
        return FetchFailed(reason=Reason.HTTP_ERROR, detail=f"{host} broke off its answer in the middle")
    return FetchFailed(reason=Reason.UNREACHABLE, detail=_unreachable(error, host))


def refused_address(host: str, address: str) -> FetchFailed:
    leads = "" if host == address else f" leads to {address}, which"
    return FetchFailed(
        reason=Reason.REFUSED_ADDRESS,
        detail=f"{host}{leads} is not a public address: "
        "if it is meant, allow it with `fetch.allow_private` in config/wirewatch.yaml",
    )


def body_failure(problem: BodyProblem, host: str, limit: int) -> FetchFailed:
    match problem:
        case BodyProblem.TOO_LARGE:
            size = f"{limit / 2**20:g} MB" if limit >= 2**20 else f"{limit:,} bytes"
            return FetchFailed(
                reason=Reason.TOO_LARGE, detail=f"{host} answers with more than {size}, the most that is read"
            )
        case BodyProblem.DAMAGED:
            return FetchFailed(reason=Reason.HTTP_ERROR, detail=f"{host} sends damaged compressed data")
        case BodyProblem.UNASKED_ENCODING:
            return FetchFailed(
                reason=Reason.HTTP_ERROR,
                detail=f"{host} compresses its answer in a way not asked for",
            )


def _unreachable(error: Exception, host: str) -> str:
    if isinstance(error, ValueError) and not isinstance(error, OSError):
        return f"{host} is not a host that can be asked: check the feed's address for a slip"
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return f"the name {host} leads nowhere: check the feed's address and the network"
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return f"the certificate of {host} is not trusted: expired, self-signed or of another name"
    if isinstance(error, aiohttp.ClientSSLError):
        return f"no safe connection (TLS) to {host} came about"
    if isinstance(error, aiohttp.ClientConnectorError):
        return f"{host} accepts no connection"
    return f"{host} closed the connection without an answer"
