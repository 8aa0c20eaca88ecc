"""Routes: to which channels a story goes, by its watches, severity, and its feeds' tags and languages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NewType

from bot.core.channels import Channel
from bot.core.feeds import Feed, FeedId
from bot.core.messages import Severity
from bot.core.stories import Story, StoryId
from bot.core.watches import Origin, Watch, WatchId

RouteId = NewType("RouteId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A story goes to these channels too if it meets every condition that is given; an empty one is none."""

    id: RouteId
    channels: tuple[Channel, ...]
    origin: Origin
    watches: frozenset[WatchId] = frozenset()
    """One of the story's watches is among them."""
    at_least: Severity = Severity.LOW
    tags: frozenset[str] = frozenset()
    """One of the feeds that reported has one of them."""
    languages: frozenset[str] = frozenset()
    """One of the feeds that reported is in one of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A story as routes and silences see it."""

    story: StoryId
    watches: tuple[Watch, ...]
    """Those of its watches that are still configured, the gravest first."""
    tags: frozenset[str]
    languages: frozenset[str]
    sources: tuple[frozenset[str], ...]
    """For each report the names by which a silence may mean where it comes from: feed id, outlet's domain."""

    @property
    def severity(self) -> Severity:
        """That of the gravest watch; low where there are none."""
        return self.watches[0].severity if self.watches else Severity.LOW


def subject_of(story: Story, watches: Mapping[WatchId, Watch], feeds: Mapping[FeedId, Feed]) -> Subject:
    """The story among the configured watches and feeds; of a report from no such feed, only the outlet."""
    reported = [feeds[report.feed] for report in story.reports if report.feed in feeds]
    return Subject(
        story=story.id,
        watches=known_watches(story.watches, watches),
        tags=frozenset(tag for feed in reported for tag in feed.tags),
        languages=frozenset(feed.language for feed in reported if feed.language),
        sources=tuple(
            frozenset({report.outlet, report.feed} if report.feed in feeds else {report.outlet})
            for report in story.reports
        ),
    )


def routed(subject: Subject, routes: Iterable[Route]) -> Mapping[Channel, tuple[str, ...]]:
    """Where the story goes, in order of channels, and what leads there, as "watch oil" and "route desk".

    The order of the routes does not matter.
    """
    why: dict[Channel, list[str]] = {}
    for watch in subject.watches:
        for channel in dict.fromkeys(watch.channels):
            why.setdefault(channel, []).append(f"watch {watch.id}")
    for route in sorted(routes, key=lambda route: route.id):
        for channel in dict.fromkeys(route.channels) if _let_through(subject, route) else ():
            why.setdefault(channel, []).append(f"route {route.id}")
    return {channel: tuple(why[channel]) for channel in sorted(why)}


def heard(subject: Subject, channel: Channel, routes: Iterable[Route]) -> tuple[Watch, ...]:
    """The watches for which the channel hears of the story, the gravest first; none if nothing leads there.

    They are those that name the channel; where only routes lead there, those that the routes let through.
    """
    if named := tuple(watch for watch in subject.watches if channel in watch.channels):
        return named
    through = {w.id for route in routes if channel in route.channels for w in _let_through(subject, route)}
    return tuple(watch for watch in subject.watches if watch.id in through)


def gravest(watches: Iterable[Watch]) -> Severity:
    """The highest severity among the watches; low where there are none."""
    return max((watch.severity for watch in watches), key=_rank, default=Severity.LOW)


def known_watches(ids: Iterable[WatchId], watches: Mapping[WatchId, Watch]) -> tuple[Watch, ...]:
    """The watches still configured, the gravest first."""
    found = [watches[watch_id] for watch_id in ids if watch_id in watches]
    return tuple(sorted(found, key=lambda watch: -_rank(watch.severity)))


def _let_through(subject: Subject, route: Route) -> tuple[Watch, ...]:
    """The watches for which the route takes the story: each meets all that it asks of watches."""
    if not _reported_as_asked(subject, route):
        return ()
    return tuple(
        watch
        for watch in subject.watches
        if _rank(watch.severity) >= _rank(route.at_least) and (not route.watches or watch.id in route.watches)
    )


def _reported_as_asked(subject: Subject, route: Route) -> bool:
    asked = ((route.tags, subject.tags), (route.languages, subject.languages))
    return all(not wanted or wanted & there for wanted, there in asked)


def _rank(severity: Severity) -> int:
    return list(Severity).index(severity)
