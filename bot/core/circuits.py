"""When to leave a channel, or a whole platform, alone because it refuses or does not answer (R18)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.channels import Channel, Platform
from bot.core.deliveries import Refused, SendOutcome, Sent, TryAgain, backoff
from bot.core.reasons import Reason

_REFUSALS = 3
"""So many one after another, and nothing is sent there until somebody had time to mend it."""
_REST = timedelta(hours=1)
_NEEDS_SOMEBODY = frozenset({Reason.NOT_ALLOWED, Reason.NO_SUCH_CHANNEL, Reason.TOKEN_REFUSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Circuit:
    """What a place answered of late."""

    refusals: int = 0
    """In a row, for want of a right, the channel or the token."""
    silences: int = 0
    """In a row: requests that did not reach the platform."""
    open_until: datetime | None = None
    """Nothing is sent there before; then one try decides."""
    detail: str = ""
    """What it refused with last."""

    def lets_through(self, now: datetime) -> bool:
        """A moment further away than any rest is one of a clock that was set back since."""
        until = self.open_until
        return until is None or until <= now or until > now + _REST

    @property
    def tripped(self) -> bool:
        """Whether it is shut for refusals, which somebody must mend."""
        return self.refusals >= _REFUSALS


@dataclass(frozen=True, slots=True, kw_only=True)
class Shut:
    """A place to which nothing is sent for a while, because it refused several times."""

    place: Channel | Platform
    until: datetime
    detail: str
    """What it refused with last, and the way out where one is known."""


def is_refusal(outcome: SendOutcome) -> bool:
    """Whether it says that the bot may not write in the place at all."""
    return isinstance(outcome, Refused) and outcome.reason in _NEEDS_SOMEBODY


def after_outcome(circuit: Circuit, outcome: SendOutcome, now: datetime) -> Circuit:
    match outcome:
        case Refused(detail=detail) if is_refusal(outcome):
            refusals = circuit.refusals + 1
            rest = now + _REST if refusals >= _REFUSALS else None
            return Circuit(refusals=refusals, open_until=rest, detail=detail)
        case TryAgain(reason=Reason.UNREACHABLE, after=after):
            silences = circuit.silences + 1
            wait = max(after or timedelta(0), backoff(silences))
            return replace(circuit, silences=silences, open_until=now + min(wait, _REST))
        case Sent() | Refused():
            return Circuit()
        case _:
            return circuit
