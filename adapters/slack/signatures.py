"""Whether a request comes from Slack: the check that its signing secret allows.

Source: docs.slack.dev/authentication/verifying-requests-from-slack.
"""

import hashlib
import hmac
import re
from enum import StrEnum
from typing import Protocol

from adapters.slack.reception import Remembered

SKEW = 300
"""Seconds that a request's clock and ours may be apart."""
_TIME, _SIGNATURE = "X-Slack-Request-Timestamp", "X-Slack-Signature"
_DIGITS = re.compile("[0-9]{1,12}")
_MOST = 20_000


class Headers(Protocol):
    """What is needed of aiohttp's; names are compared without regard to case."""

    def getall(self, key: str, default: list[str]) -> list[str]: ...


class Verdict(StrEnum):
    GENUINE = "genuine"
    REPEATED = "repeated"
    """Genuine, and taken before: Slack's own repeats are signed anew."""
    EARLY = "early"
    """Genuine, and signed before this process listened: the one before may have taken it."""
    FORGED = "forged"


class Signatures:
    def __init__(self, secret: str, since: float) -> None:
        """`since` is when requests were first listened for, in seconds of Unix time."""
        self._secret = secret.encode()
        self._since = since
        # A time that is ahead of ours stays good for twice the skew.
        self._taken = Remembered(span=2 * SKEW + 1, most=_MOST)

    def plausible(self, headers: Headers, now: float) -> bool:
        """Whether the headers can belong to a genuine request: known before its body is read."""
        return _claim(headers, now) is not None

    def check(self, headers: Headers, body: bytes, now: float) -> Verdict:
        """`now` in seconds of Unix time. Raises nothing, whatever the request holds."""
        claim = _claim(headers, now)
        if claim is None:
            return Verdict.FORGED
        sent, signature = claim
        signed = hmac.new(self._secret, f"v0:{sent}:".encode() + body, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(f"v0={signed}".encode(), signature.encode("utf-8", "surrogateescape")):
            return Verdict.FORGED
        if int(sent) < self._since:
            return Verdict.EARLY
        return Verdict.GENUINE if self._taken.is_new(signature, now) else Verdict.REPEATED


def _claim(headers: Headers, now: float) -> tuple[str, str] | None:
    """The time and the signature that a request states, each once, where the time is about now."""
    match headers.getall(_TIME, []), headers.getall(_SIGNATURE, []):
        case [sent], [signature] if _DIGITS.fullmatch(sent) and abs(now - int(sent)) <= SKEW:
            return sent, signature
        case _:
            return None
