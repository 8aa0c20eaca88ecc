"""Warnings about who is told: watches that nobody hears of, and routes that can take no story."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from bot.core.messages import Severity
from bot.settings.checked import Checked, Files
from bot.settings.mistakes import Mistake, Place, mistake, shown
from bot.settings.models import FeedsFile, WatchItem
from bot.settings.routes_file import RouteItem, RoutesFile

_NEVER = "so it can take no story"
_GRAVITY = {severity: rank for rank, severity in enumerate(Severity)}


def about_routes(files: Files) -> Iterator[Mistake]:
    watches = {watch.id: watch for each in files.watchlists for watch in each.content.watches}
    reported, heard = _Reported(files.feeds.content), set[str]()
    for number, route in enumerate(files.routes.content.routes):
        taken = [name for name in route.watches or watches if _reaches(route, watches[name])]
        if not taken:
            graver = any(_reaches(route, watch) for watch in watches.values())
            yield _too_grave(route, files.routes.place("routes", number, "severity"), graver=graver)
        yield from reported.about(files.routes, number, route)
        if reported.takes(route):
            heard.update(taken)
    yield from _unheard(files, heard)


def _reaches(route: RouteItem, watch: WatchItem) -> bool:
    return _GRAVITY[watch.severity] >= _GRAVITY[route.severity]


def _too_grave(route: RouteItem, place: Place, *, graver: bool) -> Mistake:
    """`graver`: another watch reaches it. A story is as grave as the gravest of its watches."""
    named = "each of its watches" if route.watches else "every watch"
    what = f"the route {shown(route.id)} asks for severity {route.severity}, and {named} is below it"
    hint = "Lower the severity here, or raise that of a watch."
    if not graver:
        return mistake(place, f"{what}, {_NEVER}", hint=hint)
    why = "It takes a story only where a graver watch found the same one."
    return mistake(place, what, why=why, hint=hint)


class _Reported:
    """The tags and languages that reports can have, by the feeds that are polled."""

    def __init__(self, feeds: FeedsFile) -> None:
        polled = [item for item in feeds.feeds if item.enabled]
        self._any = bool(polled)
        self._tags = {tag for item in polled for tag in item.tags}
        self._languages = {item.language or feeds.defaults.language for item in polled}

    def takes(self, route: RouteItem) -> bool:
        return not self._lacking(route)

    def about(self, routes: Checked[RoutesFile], number: int, route: RouteItem) -> Iterator[Mistake]:
        for key in self._lacking(route):
            what = f"no feed that is polled has one of these {key}, {_NEVER}"
            hint = "Write others, or give one to a feed in feeds.yaml."
            yield mistake(routes.place("routes", number, key), what, hint=hint)

    def _lacking(self, route: RouteItem) -> tuple[str, ...]:
        """Conditions that no report can meet. None without any feed: that is said elsewhere."""
        asked = (("tags", route.tags, self._tags), ("languages", route.languages, self._languages))
        return tuple(key for key, wanted, there in asked if self._any and wanted and there.isdisjoint(wanted))


def _unheard(files: Files, heard: AbstractSet[str]) -> Iterator[Mistake]:
    """Watches that name no channel and that no route takes."""
    for watchlist in files.watchlists:
        for number, watch in enumerate(watchlist.content.watches):
            if not watch.channels and watch.id not in heard:
                what = f"the watch {shown(watch.id)} names no channel, and no route takes its stories"
                hint = "Write channels: [..] here, or widen a route in routes.yaml."
                place = watchlist.place("watches", number, "id")
                yield mistake(place, what, why="Nobody would be told of them.", hint=hint)
