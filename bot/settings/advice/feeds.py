"""Warnings about feeds: none at all, one twice, one asked too often."""

from collections.abc import Iterator
from datetime import timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

from bot.core.entries import canonical_url
from bot.settings.checked import Checked
from bot.settings.mistakes import Mistake, Place, mistake, shown
from bot.settings.models import FeedItem, FeedsFile
from bot.settings.units import show_duration

_POLITE = timedelta(minutes=1)
"""Publishers refuse readers who ask more often than about once a minute."""


def about_feeds(feeds: Checked[FeedsFile]) -> Iterator[Mistake]:
    if not any(feed.enabled for feed in feeds.content.feeds):
        hint = "Write one with id, name and url into feeds.yaml."
        yield mistake(feeds.root.place, "there is no feed to poll", hint=hint)
    seen: dict[str, Place] = {}
    for number, feed in enumerate(feeds.content.feeds):
        place = feeds.place("feeds", number, "url")
        url = canonical_url(feed.url)
        if url in seen:
            what = f"the feed {shown(feed.id)} has an address that another feed has"
            hint = f"It stands in {seen[url]} already: each entry would be read twice."
            yield mistake(place, what, hint=hint)
        seen.setdefault(url, place)
        yield from _too_often(feeds, number, feed)


def _too_often(feeds: Checked[FeedsFile], number: int, feed: FeedItem) -> Iterator[Mistake]:
    interval = feed.interval or feeds.content.defaults.interval
    if feed.enabled and interval < _POLITE and not _is_own_host(feed.url):
        place = feeds.place("feeds", number, "interval" if feed.interval else "id")
        what = f"the feed {shown(feed.id)} is asked every {show_duration(interval)}"
        yield mistake(
            place, what, why="Publishers refuse readers who ask so often.", hint="Write 1m or more."
        )


def _is_own_host(url: str) -> bool:
    """Whether the URL names this machine or a private address, without asking a name server."""
    host = urlsplit(url).hostname or ""
    try:
        return not ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))
