"""How the bot asks the world over HTTP, as configured."""

from adapters.feeds.fetching.guard import Allowance
from adapters.feeds.fetching.http import HttpSettings
from bot.settings.configuration import FetchOptions


def http_settings(fetch: FetchOptions, allowed: tuple[Allowance, ...] = ()) -> HttpSettings:
    """`allowed`: addresses that may be asked beside public ones and those of the configuration."""
    return HttpSettings(
        contact=fetch.contact,
        timeout=fetch.timeout,
        max_body=fetch.max_body,
        max_compressed=fetch.max_compressed,
        per_host=fetch.per_host,
        allowed=(*allowed, *(Allowance(network=network) for network in fetch.allow_private)),
    )
