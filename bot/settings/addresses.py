"""Addresses that settings name: of feeds and platforms, of networks and hosts, and the database's path."""

import re
from collections.abc import Callable
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from bot.settings.mistakes import TOKEN, shown
from bot.settings.refusal import refuse, text_of

_URL_LENGTH = 2_000
_CREDENTIALS = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*://)?[^/?#]*@")
_NOT_IN_URL = re.compile(r"[\s\x00-\x1f\x7f\\<>\"]")
_HOST = re.compile(r"[A-Za-z0-9.:_-]{1,253}")


def _check_contact(value: str) -> str:
    if value.isascii() and value.isprintable():
        return value.strip()
    raise refuse("the contact must be one line of plain ASCII", why="It is sent with every request.")


def _url_check(*schemes: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        _refuse_secrets(value)
        _refuse_characters(value)
        _refuse_scheme(value, schemes)
        return value

    return check


_check_web = _url_check("http", "https")


def address_problem(url: str) -> str:
    """What keeps `url` from being a feed's address, as a clause; empty where nothing does."""
    try:
        _check_web(url)
    except PydanticCustomError as error:
        return str((error.context or {})["what"])
    return ""


def _refuse_secrets(url: str) -> None:
    """First of all, so that no later message repeats one."""
    if TOKEN.search(url):
        raise refuse("this address holds a token", hint="Remove it and make a new token: this one is known.")
    if _CREDENTIALS.match(url):
        what = "the address holds a user name or a password"
        raise refuse(what, hint="Remove what stands before the @.")


def _refuse_characters(url: str) -> None:
    if _NOT_IN_URL.search(url):
        what = f"{shown(url)} holds a space or a character that an address cannot hold"
        raise refuse(what, hint="Copy it once more.")
    if len(url) > _URL_LENGTH:
        raise refuse(f"the address is longer than {_URL_LENGTH} characters", hint="Copy it once more.")


def _refuse_scheme(url: str, schemes: tuple[str, ...]) -> None:
    try:
        parts = urlsplit(url)
        named = bool(parts.hostname) and parts.port != 0
    except ValueError:
        parts, named = urlsplit(""), False
    if "://" in url and url.partition("://")[0].casefold() in schemes and not named:
        raise refuse(
            f"{shown(url)} names no host", hint=f'Write it like "{schemes[-1]}://news.example/feed".'
        )
    if parts.scheme not in schemes:
        hint = f"It must begin with {' or '.join(f'{scheme}://' for scheme in schemes)}."
        if "://" not in url and "." in url:
            hint = f'Write "{schemes[-1]}://{url}".'
        raise refuse(f"{shown(url)} is not a web address", hint=hint)


def _check_host(value: str) -> str:
    if _HOST.fullmatch(value):
        return value
    raise refuse(f"{shown(value)} is not a host", hint="Write 127.0.0.1, or 0.0.0.0 for every address.")


def _check_database(value: str) -> str:
    if "://" in value or "@" in value:
        raise refuse("the database is a path, not an address", hint='Write one like "data/wirewatch.db".')
    if not value.strip() or value.endswith("/"):
        raise refuse(f"{shown(value)} names no file", hint='Write a path like "data/wirewatch.db".')
    return value.strip()


def _network(value: Any) -> IPv4Network | IPv6Network:
    text = text_of(value, "a network")
    try:
        return ip_network(text)
    except ValueError:
        pass
    try:
        hint = f'Write "{ip_network(text, strict=False)}".'
    except ValueError:
        hint = "Write an address and a prefix length, as 10.0.0.0/8 or fd00::/8."
    raise refuse(f"{shown(value)} is not a network", hint=hint)


WebAddress = Annotated[str, AfterValidator(_check_web), Field(json_schema_extra={"pattern": "^https?://"})]
SocketAddress = Annotated[
    str, AfterValidator(_url_check("ws", "wss")), Field(json_schema_extra={"pattern": "^wss?://"})
]
Contact = Annotated[str, AfterValidator(_check_contact)]
Host = Annotated[str, AfterValidator(_check_host)]
DatabasePath = Annotated[str, AfterValidator(_check_database)]
Network = Annotated[
    IPv4Network | IPv6Network,
    PlainValidator(_network),
    WithJsonSchema({"type": "string", "examples": ["127.0.0.0/8", "10.0.0.0/8"]}),
]
