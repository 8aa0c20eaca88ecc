"""Loading: every file is read, every mistake of every file said at once, and only then are values made."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from bot.settings.advice import warnings_of
from bot.settings.building import build
from bot.settings.channels_file import ChannelsFile
from bot.settings.checked import Checked, Files, items
from bot.settings.configuration import Configuration
from bot.settings.entities import entries, lexicon_of
from bot.settings.explaining import explain
from bot.settings.ids import ids, used_twice
from bot.settings.mistakes import ConfigErrors, Mistake, Place, mistake
from bot.settings.models import EntitiesFile, FeedsFile, WatchlistFile
from bot.settings.part import Part
from bot.settings.references import Names, is_channel
from bot.settings.routes_file import RoutesFile
from bot.settings.sources import Source, Sources, read_folder
from bot.settings.tree import Node, empty_tree
from bot.settings.uncollected import uncollected
from bot.settings.wirewatch_file import WirewatchFile

P = TypeVar("P", bound=Part)


@uncollected()
def load(folder: Path) -> Configuration:
    """The settings under `folder`. Raises `ConfigErrors` with every mistake of every file."""
    sources = read_folder(folder)
    checker = _Checker(_names(sources))
    files = Files(
        wirewatch=checker.read(WirewatchFile, sources.wirewatch),
        feeds=checker.read(FeedsFile, sources.feeds),
        channels=checker.read(ChannelsFile, sources.channels),
        routes=checker.read(RoutesFile, sources.routes),
        entities=tuple(checker.read(EntitiesFile, source) for source in sources.entities),
        watchlists=tuple(checker.read(WatchlistFile, source) for source in sources.watchlists),
    )
    mistakes = (*checker.mistakes, *used_twice(sources), *_no_watch(sources))
    if mistakes:
        raise ConfigErrors(sources.folder, mistakes)
    entities = entries(files.entities)
    lexicon = lexicon_of(entities)
    warnings = (*sources.warnings, *warnings_of(files, entities, lexicon))
    return build(files, lexicon, warnings=tuple(sorted(warnings)))


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
            self.mistakes.extend(explain(error, model, root, source.text))
            content = model()
        return Checked(content=content, root=root)


def _names(sources: Sources) -> Names:
    """What may be referred to. Entities that are wrong otherwise count: a mistake is said once."""
    return Names(
        entities=_declared(sources.entities, "entities"),
        feeds=_declared((sources.feeds,), "feeds"),
        channels=_channels(sources.channels.root),
        watches=_declared(sources.watchlists, "watches"),
        tags=_tags(sources.feeds.root),
        routed=sources.routes.root is None or any(items(sources.routes.root, "routes")),
        zoned=_zoned(sources.channels.root),
    )


def _declared(sources: Sequence[Source], key: str) -> frozenset[str] | None:
    """The ids of the items under `key`; None where a file could not be read."""
    if any(source.root is None for source in sources):
        return None
    return frozenset(node.data for source in sources for node in ids(source.root, key))


def _tags(root: Node | None) -> frozenset[str] | None:
    """The tags of all feeds; None where they could not be read."""
    if root is None:
        return None
    lists = (node.data for item in items(root, "feeds") if (node := item.child("tags")))
    return frozenset(tag for tags in lists if isinstance(tags, list) for tag in tags if isinstance(tag, str))


def _zoned(root: Node | None) -> bool:
    """Whether times there may go without a time zone, because there is one for all."""
    defaults = root.child("defaults") if root else None
    zone = defaults.child("zone") if defaults else None
    return zone is not None and zone.data is not None


def _channels(root: Node | None) -> frozenset[str] | None:
    """The declared channels; None where one of them is wrong, so that its uses are not called wrong too."""
    if root is None or not isinstance(root.data, dict):
        return None
    declared = root.data.get("channels") or {}
    if isinstance(declared, dict) and all(map(is_channel, declared)):
        return frozenset(("console", *declared))
    return None


def _no_watch(sources: Sources) -> Iterator[Mistake]:
    """A bot without a watch would be silent for ever; said only where no file with a watch is broken."""
    watchlists = sources.watchlists
    if any(source.root is None or any(items(source.root, "watches")) for source in watchlists):
        return
    place = watchlists[0].root.place if watchlists and watchlists[0].root else None
    folder = Place(file=f"{sources.folder}/watchlists")
    hint = "Write one into a file there, with id, name, match and channels."
    yield mistake(place or folder, "there is no watch, so nothing would ever be told", hint=hint)
