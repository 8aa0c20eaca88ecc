"""Warnings: settings that can run and were hardly meant."""

from collections.abc import Iterator
from datetime import timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

from bot.core.channels import CONSOLE, Channel
from bot.core.entries import canonical_url
from bot.extraction.lexicon import AliasKind, EntityKind
from bot.settings import models
from bot.settings.building import aliases_of, term_of
from bot.settings.checked import Checked, Files
from bot.settings.mistakes import Mistake, Place, mistake, shown
from bot.settings.units import show_duration
from bot.settings.wirewatch_file import WirewatchFile

_POLITE = timedelta(minutes=1)
"""Publishers refuse readers who ask more often than about once a minute."""
_REQUEST_LIFE = timedelta(seconds=60)
"""After a lost answer a request may still arrive for so long (DESIGN, "Traps the platforms set")."""


def warnings_of(files: Files) -> Iterator[Mistake]:
    """What an operator should look at, in no order."""
    yield from _about_feeds(files.feeds)
    yield from _about_channels(files)
    yield from _about_entities(files)
    yield from _about_delivery(files.wirewatch)
    for watchlist in files.watchlists:
        for number, watch in enumerate(watchlist.content.watches):
            yield from _about_watch(watchlist, number, watch)


def _about_feeds(feeds: Checked[models.FeedsFile]) -> Iterator[Mistake]:
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


def _too_often(feeds: Checked[models.FeedsFile], number: int, feed: models.FeedItem) -> Iterator[Mistake]:
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


def _about_channels(files: Files) -> Iterator[Mistake]:
    used = {
        channel for each in files.watchlists for watch in each.content.watches for channel in watch.channels
    }
    keys = files.channels.root.child("channels")
    for channel in files.channels.content.channels:
        if channel not in used and channel != CONSOLE and keys is not None:
            yield _unused(keys.keys.get(str(channel), keys.place), channel)


def _unused(place: Place, channel: Channel) -> Mistake:
    hint = "Name it under channels of a watch, or remove it."
    return mistake(place, f"no watch tells the channel {shown(channel)} anything", hint=hint)


def _about_entities(files: Files) -> Iterator[Mistake]:
    kinds = {item.id: item.kind for each in files.entities for item in each.content.entities}
    owners: dict[str, tuple[str, Place]] = {}
    for checked in files.entities:
        for number, item in enumerate(checked.content.entities):
            place = checked.place("entities", number, "id")
            yield from _shared_aliases(item, place, owners)
            if item.country and kinds[item.country] is not EntityKind.COUNTRY:
                what = f"{shown(item.country)}, the country of {shown(item.id)}, is no country"
                yield mistake(checked.place("entities", number, "country"), what)


def _shared_aliases(
    item: models.EntityItem, place: Place, owners: dict[str, tuple[str, Place]]
) -> Iterator[Mistake]:
    """Names that an entity before this one has too: only one of the two can be meant."""
    strong = (alias for alias in aliases_of(item) if alias.kind is not AliasKind.WEAK)
    names = [item.name, *(alias.text for alias in strong)]
    for key, name in {" ".join(name.casefold().split()): name for name in names}.items():
        owner, where = owners.setdefault(key, (item.id, place))
        if owner != item.id:
            what = f"{shown(name)} is a name of {shown(item.id)} and of {shown(owner)}"
            hint = f"See {where}. Keep it where it is meant most often, or write it under weak in both."
            yield mistake(place, what, hint=hint)


def _about_delivery(wirewatch: Checked[WirewatchFile]) -> Iterator[Mistake]:
    settle = wirewatch.content.delivery.settle
    if settle < _REQUEST_LIFE:
        what = f"after {show_duration(settle)} a lost message may still be on its way"
        place = wirewatch.place("delivery", "settle")
        yield mistake(place, what, why="It could then be posted twice.", hint="Write 60s or more.")


def _about_watch(
    watchlist: Checked[models.WatchlistFile], number: int, watch: models.WatchItem
) -> Iterator[Mistake]:
    place = watchlist.place("watches", number, "id")
    yield from _about_examples(watch, place)
    none = {term_of(term) for term in watch.match.none}
    for key, terms in (("all", watch.match.all), ("any", watch.match.any)):
        for index, term in enumerate(terms):
            if term_of(term) in none:
                yield _contradicts(watchlist.place("watches", number, "match", key, index), key)


def _about_examples(watch: models.WatchItem, place: Place) -> Iterator[Mistake]:
    match, no_match = watch.examples.match, watch.examples.no_match
    if match and no_match:
        return
    only = "a text under no_match" if match else "a text under match"
    lacks = only if match or no_match else "examples"
    hint = "Examples are tests: with them no later edit breaks the watch unseen."
    yield mistake(place, f"the watch {shown(watch.id)} lacks {lacks}", hint=hint)


def _contradicts(place: Place, key: str) -> Mistake:
    effect = "the watch can never match" if key == "all" else "it never counts"
    what = f"this term stands under {key} and under none, so {effect}"
    return mistake(place, what, hint="Remove it from one of the two.")
