"""Feeds of strangers as they are written into feeds.yaml, and those that stand there."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from bot.core.display import clean_text
from bot.core.entries import canonical_url
from bot.core.feeds import FeedId
from bot.settings.configuration import Configuration


def known_by_address(configuration: Configuration) -> Mapping[str, FeedId]:
    """The ids of all feeds, those turned off too, by what their addresses have in common with others."""
    feeds = (*configuration.feeds, *configuration.off)
    return {canonical_url(feed.url): feed.id for feed in feeds}


def one_line(text: str) -> str:
    """`text` as it can be shown and written; empty where it holds no letter and no digit."""
    line = " ".join(clean_text(text).split())
    return line if any(character.isalnum() for character in line) else ""


def host_of(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
