"""Which addresses Wirewatch connects to: public ones, and those that the operator allowed by name.

The check stands where a socket is made, after the name was resolved, so that neither a redirect nor a name
server that changes its answer (DNS rebinding) gets around it. A name that leads to a refused address beside
good ones is refused as a whole, before a socket is made for any of them (`adapters.feeds.fetching.names`).
"""

import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

from adapters.feeds.fetching.metered import Meters

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
AddressInfo = tuple[int, int, int, str, tuple[str, int] | tuple[str, int, int, int] | tuple[int, bytes]]
"""What `socket.getaddrinfo` gives for one address."""

# IANA IPv4 Special-Purpose Address Registry, and everything from 224.0.0.0 on. Two addresses of it
# that are called globally reachable, 192.0.0.9 and 192.0.0.10, serve the own network: no feed lives there.
_NOT_PUBLIC_4 = tuple(
    IPv4Network(block)
    for block in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT
        "127.0.0.0/8",
        "169.254.0.0/16",  # link-local, the metadata services of clouds among it
        "172.16.0.0/12",
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays, deprecated
        "192.168.0.0/16",
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
)
_GLOBAL_UNICAST = IPv6Network("2000::/3")
"""The only part of IPv6 that IANA gives out to the public."""
# IANA IPv6 Special-Purpose Address Registry, as far as it lies in 2000::/3. Some of 2001::/23 are called
# globally reachable (anycast, AMT, ORCHIDv2, drone IDs): no feed lives there.
_NOT_PUBLIC_6 = tuple(
    IPv6Network(block)
    for block in (
        "2001::/23",  # protocol assignments: Teredo, benchmarks, ORCHID
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, deprecated; it wraps any IPv4 address
        "3fff::/20",  # documentation
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")
_ISATAP = frozenset((0x0000_5EFE, 0x0200_5EFE))
"""What stands before the IPv4 address in the last 64 bits of an ISATAP address (RFC 5214, section 6.1)."""
_NUMERIC = re.compile(r"[0-9]+|0x[0-9a-f]*", re.ASCII | re.IGNORECASE)
"""A host whose last label is such is an IPv4 address, in whatever spelling (WHATWG URL Standard)."""


class RefusedAddressError(OSError):
    """The guard did not make a socket for `address`.

    It is always worded alike: of several equal errors the connector raises the first as it is, of several
    different ones a mixture that has lost its type.
    """

    def __init__(self, address: str) -> None:
        super().__init__("the address is not public")
        self.address = address


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """Addresses that are fetched from although they are not public; any port unless one is named."""

    network: Network
    port: int | None = None

    def permits(self, address: Address, port: int) -> bool:
        return address in self.network and self.port in (None, port)


def allow(text: str, port: int | None = None) -> Allowance:
    """The allowance for an address or a network as written: `10.1.2.3`, `10.0.0.0/8`, `fd00::/8`.

    Raises `ValueError` where `text` is neither.
    """
    return Allowance(network=ip_network(text, strict=False), port=port)


def is_public(address: Address) -> bool:
    """Whether anybody on the internet could reach `address`; one that wraps another is judged by both."""
    if isinstance(address, IPv4Address):
        return not any(address in block for block in _NOT_PUBLIC_4)
    inner = _unwrapped(address)
    if inner is not None:
        return is_public(inner)
    if address not in _GLOBAL_UNICAST or any(address in block for block in _NOT_PUBLIC_6):
        return False
    tunnelled = int(address) >> 32 & 0xFFFF_FFFF in _ISATAP
    return not tunnelled or is_public(IPv4Address(int(address) & 0xFFFF_FFFF))


def may_connect(host: str, port: object, allowed: tuple[Allowance, ...]) -> bool:
    """Whether a connection to the address `host` is permitted; never to what is no address."""
    try:
        address = ip_address(host)
    except ValueError:
        return False
    if is_public(address):
        return True
    if not isinstance(port, int):
        return False
    inner = _unwrapped(address) if isinstance(address, IPv6Address) else None
    return any(allowance.permits(inner or address, port) for allowance in allowed)


def guarded_sockets(allowed: tuple[Allowance, ...], meters: Meters) -> Callable[[AddressInfo], socket.socket]:
    """A socket factory for `aiohttp.TCPConnector`; it raises `RefusedAddressError`."""

    def make(info: AddressInfo) -> socket.socket:
        family, kind, protocol, _, (host, port, *_) = info
        if not may_connect(str(host), port, allowed):
            raise RefusedAddressError(str(host))
        return meters.make(family, kind, protocol)

    return make


def url_problem(url: str) -> str:
    """What is wrong with a URL to fetch, as the end of a sentence about it; empty where it is in order."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return "is not a valid address"
    if parts.scheme not in ("http", "https"):
        return "is not an http or https address"
    if not parts.hostname:
        return "names no host"
    if _is_odd_number(parts.hostname):
        return "names its host by a number that is no proper IP address"
    if parts.username is not None or parts.password is not None:
        return "holds a user name or password, which would be shown in logs"
    return ""


def redirect_problem(origin: str, target: str) -> str:
    """What is wrong with a redirect, as the end of a sentence about its target; empty for nothing."""
    if urlsplit(origin).scheme == "https" and target[:5].lower() == "http:":
        return "is not encrypted (https), as the one before it is"
    return url_problem(target)


def _is_odd_number(host: str) -> bool:
    """Whether `host` is an IPv4 address as only some programs read it: octal, hexadecimal, short."""
    if not _NUMERIC.fullmatch(host.rstrip(".").rpartition(".")[2]):
        return False
    try:
        IPv4Address(host)
    except ValueError:
        return True
    return False


def _unwrapped(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that a connection would end at: IPv4-mapped, or translated (NAT64)."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return None
