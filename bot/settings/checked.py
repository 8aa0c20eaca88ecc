"""Files whose content was found right, each with the tree that knows the places."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.settings.channels_file import ChannelsFile
from bot.settings.mistakes import Place
from bot.settings.models import EntitiesFile, FeedsFile, WatchlistFile
from bot.settings.part import Part
from bot.settings.routes_file import RoutesFile
from bot.settings.tree import Node
from bot.settings.wirewatch_file import WirewatchFile

P = TypeVar("P", bound=Part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked(Generic[P]):
    content: P
    root: Node

    def node(self, *steps: str | int) -> Node:
        """The value at `steps`, or the nearest value above it that the file does hold."""
        node = self.root
        for step in steps:
            node = node.child(step) or node
        return node

    def place(self, *steps: str | int) -> Place:
        """Where that value stands."""
        return self.node(*steps).place


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    wirewatch: Checked[WirewatchFile]
    feeds: Checked[FeedsFile]
    channels: Checked[ChannelsFile]
    routes: Checked[RoutesFile]
    entities: tuple[Checked[EntitiesFile], ...]
    watchlists: tuple[Checked[WatchlistFile], ...]


def items(source_root: Node | None, key: str) -> Iterator[Node]:
    """The items of the list under `key`, of a tree that may hold anything."""
    found = source_root.child(key) if source_root else None
    if found is not None and isinstance(found.children, list):
        yield from found.children
