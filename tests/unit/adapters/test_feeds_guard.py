"""Which addresses a feed may be fetched from."""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.feeds.guard import (
    RefusedAddressError,
    allow,
    guarded_sockets,
    is_public,
    redirect_problem,
    url_problem,
)

NOT_PUBLIC = """
0.0.0.0 0.255.1.2 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.254 127.0.0.1 127.255.255.254
169.254.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.9 192.0.2.1 192.88.99.1
192.168.0.1 192.168.255.255 198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.7 224.0.0.1
239.255.255.250 240.0.0.1 255.255.255.255
:: ::1 ::127.0.0.1 ::169.254.169.254 ::8.8.8.8
::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:0.0.0.0 ::ffff:224.0.0.1
64:ff9b::127.0.0.1 64:ff9b::10.0.0.1 64:ff9b::169.254.169.254 64:ff9b:1::1
2002:7f00:1:: 2002:a00:1:: 2002:a9fe:a9fe:: 2002:c0a8:101::
2001::1 2001:0:7f00:1:: 2001:2::1 2001:10::1 2001:20::1 2001:db8::1 3fff::1
100::1 5f00::1 fc00::1 fd12:3456::1 fe80::1 fe80::1%1 fec0::1 ff02::1 ff0e::1 4000::1 e000::1
"""

PUBLIC = """
1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0
169.253.255.255 172.15.255.255 172.32.0.0 192.0.1.1 192.167.255.255 192.169.0.0 198.17.255.255
198.20.0.0 223.255.255.255
2001:4860:4860::8888 2606:4700::1111 2a00:1450::1 2001:200::1 3ffe::1
::ffff:8.8.8.8 64:ff9b::8.8.8.8 2002:808:808::1
"""


@pytest.mark.parametrize("address", NOT_PUBLIC.split())
def test_is_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC.split())
def test_is_public(address: str) -> None:
    assert is_public(ip_address(address))


@given(st.ip_addresses(v=4))
def test_what_python_calls_private_or_multicast_is_never_public(address: IPv4Address) -> None:
    if not address.is_global or address.is_multicast:
        assert not is_public(address)


@given(st.ip_addresses(v=4))
def test_an_address_wrapped_in_ipv6_is_as_public_as_it_is_bare(address: IPv4Address) -> None:
    for prefix in ("::ffff:", "64:ff9b::"):
        assert is_public(IPv6Address(f"{prefix}{address}")) == is_public(address)
    high, low = divmod(int(address), 2**16)
    assert is_public(IPv6Address(f"2002:{high:x}:{low:x}::1")) == is_public(address)


@given(st.ip_addresses(v=6))
def test_what_python_calls_private_in_ipv6_is_never_public(address: IPv6Address) -> None:
    if not address.is_global or address.is_multicast:
        assert address.ipv4_mapped or not is_public(address)


def connect(host: str, port: int, *allowed: tuple[str, int | None]) -> bool:
    """Whether the guard makes a socket; none of them is connected."""
    make = guarded_sockets(tuple(allow(network, only) for network, only in allowed))
    address = (host, port, 0, 0) if ":" in host else (host, port)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        made = make((family, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", address))
    except RefusedAddressError:
        return False
    made.close()
    return True


def test_a_public_address_gets_a_socket() -> None:
    assert connect("8.8.8.8", 443)


def test_a_private_address_gets_none() -> None:
    assert not connect("10.1.2.3", 80)
    assert not connect("::1", 80)


def test_a_refusal_names_the_address() -> None:
    with pytest.raises(RefusedAddressError) as refused:
        guarded_sockets()((socket.AF_INET, socket.SOCK_STREAM, 0, "", ("10.1.2.3", 80)))
    assert refused.value.address == "10.1.2.3"


@pytest.mark.parametrize(
    ("host", "port", "permitted"),
    [
        ("10.1.2.3", 80, True),
        ("10.1.2.3", 8080, True),
        ("10.2.0.1", 80, False),
        ("::ffff:10.1.2.3", 80, True),
        ("192.168.1.5", 8017, True),
        ("192.168.1.5", 80, False),
        ("fd00::7", 80, True),
        ("fd01::7", 80, False),
        ("169.254.169.254", 80, False),
    ],
)
def test_an_allowance_holds_for_its_network_and_port_only(host: str, port: int, *, permitted: bool) -> None:
    allowed = (("10.1.0.0/16", None), ("192.168.1.5", 8017), ("fd00::/16", None))
    assert connect(host, port, *allowed) is permitted


def test_what_is_no_address_gets_no_socket() -> None:
    assert not connect("printer.local", 80, ("10.0.0.0/8", None))


@pytest.mark.parametrize("text", ["printer", "10.0.0.0/40", ""])
def test_an_allowance_for_no_address_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match="does not appear"):
        allow(text)


@pytest.mark.parametrize("url", ["http://a.example/feed", "https://a.example:8443/x?y=z", "http://[::1]/"])
def test_http_and_https_addresses_are_in_order(url: str) -> None:
    assert url_problem(url) == ""


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("file:///etc/hosts", "http"),
        ("gopher://a.example/", "http"),
        ("ftp://a.example/", "http"),
        ("a.example/feed", "http"),
        ("", "http"),
        ("http:///feed", "no host"),
        ("http://user:word@a.example/", "password"),
        ("http://user@a.example/", "password"),
        ("http://a.example:99999/", "valid"),
        ("http://[::1/", "valid"),
    ],
)
def test_other_addresses_are_refused_with_what_is_wrong(url: str, problem: str) -> None:
    assert problem in url_problem(url)
    assert "word@" not in url_problem(url)


@pytest.mark.parametrize(
    ("origin", "target", "in_order"),
    [
        ("http://a.example/", "https://a.example/", True),
        ("https://a.example/", "https://b.example/", True),
        ("http://a.example/", "http://b.example/", True),
        ("https://a.example/", "http://a.example/", False),
        ("https://a.example/", "ftp://a.example/", False),
    ],
)
def test_a_redirect_never_leaves_encryption(origin: str, target: str, *, in_order: bool) -> None:
    assert (redirect_problem(origin, target) == "") is in_order
