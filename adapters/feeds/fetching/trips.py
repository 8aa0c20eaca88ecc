"""One request on its way through redirects."""

from contextlib import AsyncExitStack
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from adapters.feeds.fetching.failures import Trouble
from adapters.feeds.fetching.guard import redirect_problem
from bot.core.reasons import Reason

_REDIRECTS = 5
_STATUSES = frozenset((301, 302, 303, 307, 308))
_PERMANENT = frozenset((301, 308))


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    url: str
    permanent: bool


@dataclass(slots=True, kw_only=True)
class Trip:
    """Where a request is, and where it has been."""

    url: str
    left: float
    """Seconds that it may still take."""
    held: AsyncExitStack
    """What it holds until its answer has been dealt with."""
    redirects: int = 0
    permanent: bool = True
    """All redirects so far were."""

    @property
    def host(self) -> str:
        """As it is told and takes turns."""
        try:
            return urlsplit(self.url).hostname or "the address"
        except ValueError:
            return "the address"

    @property
    def moved_to(self) -> str:
        """See `Terms`."""
        return self.url if self.redirects and self.permanent else ""

    def redirect(self, status: int, location: str) -> Redirect | None:
        """What an answer of this status asks for; None where it is no redirect, or leads nowhere."""
        if status not in _STATUSES or not location:
            return None
        return Redirect(url=_joined(self.url, location), permanent=status in _PERMANENT)

    def follow(self, redirect: Redirect) -> Trouble | None:
        """Go on to where it leads, or say why not."""
        problem = redirect_problem(self.url, redirect.url)
        if problem:
            return Reason.REFUSED_ADDRESS, f"{self.host} redirects to an address that {problem}"
        if self.redirects == _REDIRECTS:
            return Reason.HTTP_ERROR, f"{self.host} redirects more than {_REDIRECTS} times"
        self.redirects += 1
        self.permanent = self.permanent and redirect.permanent
        self.url = redirect.url
        return None


def _joined(base: str, location: str) -> str:
    try:
        return urljoin(base, location)
    except ValueError:
        return location
