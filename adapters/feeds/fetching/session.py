"""The one way out: aiohttp, set up so that no request gets past the guard."""

import aiohttp
from aiohttp.abc import AbstractResolver

from adapters.feeds.fetching.bodies import ACCEPTED
from adapters.feeds.fetching.guard import Allowance, guarded_sockets
from adapters.feeds.fetching.metered import Meters
from bot import __version__

_HEADER_LINES = 100
_KEPT = 0.25
"""Seconds that a connection stays open for the next feed of its host. With thousands of hosts a second, more
would use up the 1,024 open files that a process has by default."""
_LONGEST_HEADER = 16 * 1024
"""Content-Security-Policy headers of real sites are beyond aiohttp's default of 8 KB."""


def new_session(
    contact: str, allowed: tuple[Allowance, ...], names: AbstractResolver, meters: Meters
) -> aiohttp.ClientSession:
    """`contact` is told to every server."""
    contact = " ".join(contact.split())
    connector = aiohttp.TCPConnector(
        keepalive_timeout=_KEPT,
        limit=0,  # who calls bounds the requests at once: the connector's count against the timeouts
        resolver=names,
        use_dns_cache=False,  # every connection is made to addresses that were judged for it
        socket_factory=guarded_sockets(allowed, meters),
    )
    return aiohttp.ClientSession(
        connector=connector,
        headers={
            "User-Agent": f"Wirewatch/{__version__}" + (f" (+{contact})" if contact else ""),
            "Accept-Encoding": ACCEPTED,
        },
        auto_decompress=False,  # aiohttp's own knows no limit for the whole body
        cookie_jar=aiohttp.DummyCookieJar(),
        trust_env=False,  # a proxy would connect in our place, past the guard
        max_line_size=_LONGEST_HEADER,
        max_field_size=_LONGEST_HEADER,
        max_headers=_HEADER_LINES,
    )
