"""From checked files to the values the bot works with."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from bot.core.feeds import Feed, FeedId
from bot.core.routes import Route, RouteId
from bot.core.watches import Origin, Watch, WatchId
from bot.extraction.facts import EventOfInterest
from bot.extraction.lexicon import EntityId, Lexicon
from bot.settings import models
from bot.settings.checked import Checked, Files
from bot.settings.configuration import (
    AlertOptions,
    Configuration,
    DeliveryOptions,
    DiscordOptions,
    Example,
    FetchOptions,
    Options,
    SlackOptions,
    StatusPageOptions,
)
from bot.settings.mistakes import Mistake, Place
from bot.settings.policies import ids_of, policies_of
from bot.settings.routes_file import RoutesFile
from bot.settings.rule_values import rule_of
from bot.settings.wirewatch_file import WirewatchFile


def build(files: Files, lexicon: Lexicon, *, warnings: tuple[Mistake, ...]) -> Configuration:
    """The configuration that the files describe."""
    watches = [
        (item, origin, examples)
        for checked in files.watchlists
        for item, origin, examples in _watches(checked)
    ]
    return Configuration(
        options=_options(files.wirewatch.content),
        feeds=tuple(_feeds(files.feeds.content, enabled=True)),
        off=tuple(_feeds(files.feeds.content, enabled=False)),
        channels=ids_of(files.channels.content),
        policies=policies_of(files.channels.content),
        routes=tuple(_routes(files.routes)),
        rights=files.wirewatch.content.rights.change,
        lexicon=lexicon,
        watches=tuple(_watch(item, origin) for item, origin, _ in watches),
        examples={WatchId(item.id): examples for item, _, examples in watches},
        warnings=warnings,
    )


def _options(content: WirewatchFile) -> Options:
    page, fetch, alerts = content.status_page, content.fetch, content.alerts
    return Options(
        database=Path(content.database),
        status_page=StatusPageOptions(host=page.host, port=page.port) if page else None,
        fetch=FetchOptions(
            contact=fetch.contact,
            timeout=fetch.timeout,
            max_body=fetch.max_body,
            max_compressed=fetch.max_compressed,
            concurrency=fetch.concurrency,
            per_host=fetch.per_host,
            parsers=fetch.parsers,
            allow_private=fetch.allow_private,
        ),
        alerts=AlertOptions(
            group_wait=alerts.group_wait,
            group_wait_high=alerts.group_wait_high,
            group_interval=alerts.group_interval,
            outlets=alerts.outlets,
            keep_decisions=alerts.keep_decisions,
            pictures=alerts.pictures,
        ),
        operators=content.operators.channel,
        delivery=DeliveryOptions(settle=content.delivery.settle, when_unsure=content.delivery.when_unsure),
        slack=SlackOptions(
            api_url=content.slack.api_url,
            mode=content.slack.mode,
            host=content.slack.host,
            port=content.slack.port,
        ),
        discord=DiscordOptions(
            api_url=content.discord.api_url,
            gateway_url=content.discord.gateway_url,
            style=content.discord.style,
        ),
    )


def _feeds(content: models.FeedsFile, *, enabled: bool) -> Iterator[Feed]:
    for item in content.feeds:
        if item.enabled is enabled:
            yield Feed(
                id=FeedId(item.id),
                url=item.url,
                name=item.name,
                interval=item.interval or content.defaults.interval,
                longest_interval=item.longest_interval or content.defaults.longest_interval,
                backfill=item.backfill or content.defaults.backfill,
                tags=frozenset(item.tags),
                language=item.language or content.defaults.language or "",
                folder=item.folder or (),
                article=content.defaults.article if item.article is None else item.article,
            )


def _watches(
    checked: Checked[models.WatchlistFile],
) -> Iterator[tuple[models.WatchItem, Origin, tuple[Example, ...]]]:
    for number, item in enumerate(checked.content.watches):
        origin = _origin(checked.place("watches", number, "id"))
        yield item, origin, tuple(_examples(checked, number, item))


def _origin(place: Place) -> Origin:
    """`config/watchlists/x.yaml` of any path: a chat is not told how the machine is laid out."""
    parts = PurePosixPath(place.file).parts
    below = parts[::-1].index("watchlists") if "watchlists" in parts else 0
    return Origin(file="/".join(parts[max(len(parts) - 2 - below, 0) :]), line=place.line)


def _routes(checked: Checked[RoutesFile]) -> Iterator[Route]:
    for number, item in enumerate(checked.content.routes):
        yield Route(
            id=RouteId(item.id),
            channels=tuple(dict.fromkeys(item.channels)),
            origin=_origin(checked.place("routes", number, "id")),
            watches=frozenset(map(WatchId, item.watches)),
            at_least=item.severity,
            tags=frozenset(item.tags),
            languages=frozenset(item.languages),
        )


def _examples(
    checked: Checked[models.WatchlistFile], number: int, item: models.WatchItem
) -> Iterator[Example]:
    for key, texts in (("match", item.examples.match), ("no_match", item.examples.no_match)):
        for index, text in enumerate(texts):
            place = checked.place("watches", number, "examples", key, index)
            yield Example(text=text, matches=key == "match", place=place)


def _watch(item: models.WatchItem, origin: Origin) -> Watch:
    return Watch(
        id=WatchId(item.id),
        name=item.name,
        rule=rule_of(item.match),
        severity=item.severity,
        channels=tuple(dict.fromkeys(item.channels)),
        origin=origin,
        event=_event(item.event) if item.event else None,
    )


def _event(part: models.EventPart) -> EventOfInterest:
    parties = tuple(EntityId(party) for party in dict.fromkeys(part.parties))
    return EventOfInterest(kind=part.kind, parties=parties, series=part.series or "")
