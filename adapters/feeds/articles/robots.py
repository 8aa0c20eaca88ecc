"""What a site's robots.txt says of Wirewatch (RFC 9309)."""

import re
from collections import OrderedDict
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

from protego import Protego

from adapters.feeds.fetching.http import Failure, GuardedHttp, Request

AGENT = "Wirewatch"
"""The product token by which a robots.txt names us."""
_READ = 500 * 1024
"""Bytes that are obeyed; RFC 9309, section 2.5, asks for no more."""
_FETCHED = 2 * 2**20
"""Bytes at most that a robots.txt may have at all: of a longer one not even the beginning is known."""
_KEPT = timedelta(hours=24).total_seconds()  # RFC 9309, section 2.4
_RETRIED = timedelta(hours=1).total_seconds()
_SITES = 500
_LONGEST_DELAY = 30.0
"""Seconds of Crawl-delay that are waited, whatever a site asks for: some ask for days."""
_AGENT_LINE = re.compile(r"\s*user[\s-]*agent\s*:?\s*([^#]*)", re.IGNORECASE)


class Rules:
    """A robots.txt as it was read; an empty one allows everything."""

    def __init__(self, text: str = "") -> None:
        self._parsed = Protego.parse("\n".join(_plain_agent(line) for line in text.splitlines()))

    def allow(self, url: str) -> bool:
        return self._parsed.can_fetch(url, AGENT)

    @property
    def delay(self) -> float:
        """Seconds that the site wants between the starts of two requests; 0 where it does not say."""
        return min(self._parsed.crawl_delay(AGENT) or 0.0, _LONGEST_DELAY)


class Robots:
    """The rules of the sites asked last. `seconds` is any clock that never goes back."""

    def __init__(self, http: GuardedHttp, *, seconds: Callable[[], float]) -> None:
        self._http = http
        self._seconds = seconds
        self._known: OrderedDict[str, tuple[float, Rules | Failure]] = OrderedDict()

    async def rules(self, url: str) -> Rules | Failure:
        """For the site of this URL, kept for a day. A failure means hands off, and is kept for an hour.

        No robots.txt (4xx) means that everything is allowed. Being asked too often (429) is no such answer.
        """
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}".lower()
        expires, rules = self._known.get(site, (0.0, None))
        if rules is None or self._seconds() >= expires:
            rules = await self._fetch(f"{site}/robots.txt")
            expires = self._seconds() + (_RETRIED if isinstance(rules, Failure) else _KEPT)
        self._known[site] = (expires, rules)
        self._known.move_to_end(site)
        if len(self._known) > _SITES:
            self._known.popitem(last=False)
        return rules

    async def _fetch(self, url: str) -> Rules | Failure:
        answer = await self._http.get(Request(url=url, accept="text/plain, */*;q=0.5", max_body=_FETCHED))
        if not isinstance(answer, Failure):
            return Rules(answer.body[:_READ].decode("utf-8-sig", "replace"))
        return Rules() if _has_none(answer.status) else answer


def _has_none(status: int | None) -> bool:
    """RFC 9309, section 2.3.1: a 4xx, or redirects without end (2.3.1.2), is a site without rules."""
    return status is not None and 300 <= status < 500 and status != 429


def _plain_agent(line: str) -> str:
    """All other agents become one: thousands of them with thousands of rules would be read for minutes."""
    found = _AGENT_LINE.match(line)
    if found is None:
        return line
    name = found[1].partition("/")[0].strip().lower()
    return f"User-agent: {name if name in ('*', AGENT.lower()) else 'another'}"
