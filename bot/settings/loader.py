"""Loading: every file is read, every mistake of every file said at once, and only then are values made."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from bot.settings.advice import warnings_of
from bot.settings.building import build
from bot.settings.checked import Checked, Files, items
from bot.settings.configuration import Configuration
from bot.settings.explaining import explain
from bot.settings.mistakes import ConfigErrors, Mistake, Place, mistake, shown
from bot.settings.models import ChannelsFile, EntitiesFile, FeedsFile, WatchlistFile
from bot.settings.part import Part
from bot.settings.references import Names, is_channel
from bot.settings.sources import Source, Sources, read_folder
from bot.settings.tree import Node, empty_tree
from bot.settings.wirewatch_file import WirewatchFile

P = TypeVar("P", bound=Part)


def load(folder: Path) -> Configuration:
    """The settings under `folder`. Raises `ConfigErrors` with every mistake of every file."""
    sources = read_folder(folder)
    checker = _Checker(_names(sources))
    files = Files(
        wirewatch=checker.read(WirewatchFile, sources.wirewatch),
        feeds=checker.read(FeedsFile, sources.feeds),
        channels=checker.read(ChannelsFile, sources.channels),
        entities=tuple(checker.read(EntitiesFile, source) for source in sources.entities),
        watchlists=tuple(checker.read(WatchlistFile, source) for source in sources.watchlists),
    )
    mistakes = (*checker.mistakes, *_used_twice(sources), *_no_watch(sources))
    if mistakes:
        raise ConfigErrors(sources.folder, mistakes)
    return build(files, warnings=tuple(sorted((*sources.warnings, *warnings_of(files)))))


class _Checker:
    """Validates files one after another and keeps what was wrong with them."""

    def __init__(self, names: Names) -> None:
        self.mistakes: list[Mistake] = []
        self._names = names

    def read(self, model: type[P], source: Source) -> Checked[P]:
        """`source` as a `model`; with mistakes, an empty one, which nobody sees."""
        self.mistakes.extend(source.mistakes)
        root = source.root or empty_tree(source.file)
        try:
            content = model.model_validate(root.data, context=self._names)
        except ValidationError as error:
            self.mistakes.extend(explain(error, model, root))
            content = model()
        return Checked(content=content, root=root)


def _names(sources: Sources) -> Names:
    """What may be referred to. Entities that are wrong otherwise count: a mistake is said once."""
    entities = {node.data for source in sources.entities for node in _ids(source.root, "entities")}
    unread = any(source.root is None for source in sources.entities)
    return Names(entities=None if unread else entities, channels=_channels(sources.channels.root))


def _channels(root: Node | None) -> frozenset[str] | None:
    """The declared channels; None where one of them is wrong, so that its uses are not called wrong too."""
    if root is None or not isinstance(root.data, dict):
        return None
    declared = root.data.get("channels") or {}
    if isinstance(declared, dict) and all(map(is_channel, declared)):
        return frozenset(("console", *declared))
    return None


def _ids(root: Node | None, key: str) -> Iterator[Node]:
    """The nodes of the ids of a list's items."""
    for item in items(root, key):
        if (node := item.child("id")) is not None and isinstance(node.data, str):
            yield node


def _used_twice(sources: Sources) -> Iterator[Mistake]:
    yield from _repeated_ids((sources.feeds,), "feeds", "feed")
    yield from _repeated_ids(sources.entities, "entities", "entity")
    yield from _repeated_ids(sources.watchlists, "watches", "watch")


def _repeated_ids(sources: Iterable[Source], key: str, noun: str) -> Iterator[Mistake]:
    first: dict[str, Place] = {}
    for node in (node for source in sources for node in _ids(source.root, key)):
        if node.data in first:
            what = f"the {noun} id {shown(node.data)} is used twice"
            hint = f"It stands in {first[node.data]} already: rename or remove one of the two."
            yield mistake(node.place, what, hint=hint)
        else:
            first[node.data] = node.place


def _no_watch(sources: Sources) -> Iterator[Mistake]:
    """A bot without a watch would be silent for ever; said only where no file with a watch is broken."""
    watchlists = sources.watchlists
    if any(source.root is None or any(items(source.root, "watches")) for source in watchlists):
        return
    place = watchlists[0].root.place if watchlists and watchlists[0].root else None
    folder = Place(file=f"{sources.folder}/watchlists")
    hint = "Write one into a file there, with id, name, match and channels."
    yield mistake(place or folder, "there is no watch, so nothing would ever be told", hint=hint)
