"""Ids of the items of all files: each may stand once, unless an entity says that it replaces another."""

from collections.abc import Iterable, Iterator

from bot.settings.checked import items
from bot.settings.mistakes import Mistake, Place, did_you_mean, mistake, shown
from bot.settings.sources import Source, Sources
from bot.settings.tree import Node


def ids(root: Node | None, key: str) -> Iterator[Node]:
    """The nodes of the ids of a list's items."""
    return (node for item in items(root, key) if (node := _id(item)))


def _id(item: Node) -> Node | None:
    node = item.child("id")
    return node if node is not None and isinstance(node.data, str) else None


def used_twice(sources: Sources) -> Iterator[Mistake]:
    yield from _repeated(ids(sources.feeds.root, "feeds"), "feed")
    yield from _repeated(
        (node for source in sources.watchlists for node in ids(source.root, "watches")), "watch"
    )
    yield from _repeated(ids(sources.routes.root, "routes"), "route")
    yield from _entities(sources.entities)


def _repeated(nodes: Iterable[Node], noun: str) -> Iterator[Mistake]:
    first: dict[str, Place] = {}
    for node in nodes:
        if node.data in first:
            what = f"the {noun} id {shown(node.data)} is used twice"
            hint = f"It stands in {first[node.data]} already: rename or remove one of the two."
            yield mistake(node.place, what, hint=hint)
        else:
            first[node.data] = node.place


def _entities(sources: Iterable[Source]) -> Iterator[Mistake]:
    entities = [item for source in sources for item in items(source.root, "entities")]
    own = [node for item in entities if not _replaces(item) and (node := _id(item))]
    replacing = [node for item in entities if _replaces(item) and (node := _id(item))]
    known = {node.data for node in own}
    for twice in _repeated(own, "entity"):
        hint = f"{twice.hint[:-1]}, or write replaces: true here, or extends to add names."
        yield mistake(twice.place, twice.what, hint=hint)
    yield from _repeated(replacing, "replaced entity")
    for node in replacing:
        if node.data not in known:
            what = f"no other entity has the id {shown(node.data)}, so nothing is replaced"
            yield mistake(node.place, what, hint=did_you_mean(node.data, known) or "Remove replaces.")


def _replaces(item: Node) -> bool:
    node = item.child("replaces")
    return node is not None and node.data is True
