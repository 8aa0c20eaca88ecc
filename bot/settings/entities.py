"""The lexicon out of the items of all files: entities, what replaces them, and names that extend them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.extraction.lexicon import Alias, AliasKind, Entity, EntityId, Lexicon
from bot.settings.checked import Checked
from bot.settings.mistakes import Place
from bot.settings.models import EntitiesFile, EntityItem, ExtensionItem, NamesPart

_LISTS = (
    ("aliases", AliasKind.NAME),
    ("acronyms", AliasKind.ACRONYM),
    ("demonyms", AliasKind.DEMONYM),
    ("metonyms", AliasKind.METONYM),
    ("weak", AliasKind.WEAK),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An item of an entities file and where it stands."""

    item: EntityItem | ExtensionItem
    checked: Checked[EntitiesFile]
    number: int

    def place(self, *steps: str | int) -> Place:
        return self.checked.place("entities", self.number, *steps)

    @property
    def entity_id(self) -> str:
        return self.item.id if isinstance(self.item, EntityItem) else self.item.extends

    @property
    def names(self) -> Iterator[tuple[Alias, Place]]:
        """What it calls the entity, the canonical name first."""
        if isinstance(self.item, EntityItem):
            yield Alias(text=self.item.name), self.place("name")
        for key, index, alias in _aliases(self.item):
            yield alias, self.place(key, index)


def entries(files: Iterable[Checked[EntitiesFile]]) -> tuple[Written, ...]:
    """Every item that counts, the replaced left out, in the order of the files."""
    written = [
        Written(item=item, checked=checked, number=number)
        for checked in files
        for number, item in enumerate(checked.content.entities)
    ]
    replaced = {w.entity_id for w in written if _replaces(w)}
    return tuple(w for w in written if _replaces(w) or not _is_replaced(w, replaced))


def _replaces(written: Written) -> bool:
    return isinstance(written.item, EntityItem) and written.item.replaces


def _is_replaced(written: Written, replaced: set[str]) -> bool:
    return isinstance(written.item, EntityItem) and written.item.id in replaced


def lexicon_of(written: Sequence[Written]) -> Lexicon:
    """The entities, each with the names of its extensions."""
    more: dict[str, list[Alias]] = {}
    for each in written:
        if isinstance(each.item, ExtensionItem):
            more.setdefault(each.item.extends, []).extend(alias for _, _, alias in _aliases(each.item))
    return Lexicon(
        _entity(w.item, more.get(w.item.id, ())) for w in written if isinstance(w.item, EntityItem)
    )


def _entity(item: EntityItem, more: Sequence[Alias]) -> Entity:
    own = [alias for _, _, alias in _aliases(item)]
    changed = {alias.text for alias in more}
    return Entity(
        id=EntityId(item.id),
        name=item.name,
        kind=item.kind,
        aliases=tuple(dict.fromkeys((*(alias for alias in own if alias.text not in changed), *more))),
        country=EntityId(item.country) if item.country else None,
    )


def _aliases(item: NamesPart) -> Iterator[tuple[str, int, Alias]]:
    """Each name with the list and the place in it where it stands."""
    for key, kind in _LISTS:
        for index, text in enumerate(getattr(item, key)):
            yield key, index, Alias(text=text, kind=kind)
