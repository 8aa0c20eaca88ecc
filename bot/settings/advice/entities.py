"""Warnings about entities: names that two of them share, countries that are none, replacements of nothing."""

from collections.abc import Iterator, Sequence

from bot.extraction.lexicon import AliasKind, EntityId, EntityKind, Lexicon
from bot.settings.entities import Written
from bot.settings.mistakes import Mistake, Place, mistake, shown
from bot.settings.models import EntityItem


def about_entities(written: Sequence[Written], lexicon: Lexicon) -> Iterator[Mistake]:
    yield from _shared_names(written, lexicon)
    for each in written:
        if isinstance(each.item, EntityItem) and each.item.country:
            yield from _about_country(each, each.item.country, lexicon)


def _about_country(written: Written, country: str, lexicon: Lexicon) -> Iterator[Mistake]:
    if country in lexicon and lexicon[EntityId(country)].kind is not EntityKind.COUNTRY:
        what = f"{shown(country)}, the country of {shown(written.entity_id)}, is no country"
        hint = "Write the id of an entity of the kind country."
        yield mistake(written.place("country"), what, hint=hint)


def _shared_names(written: Sequence[Written], lexicon: Lexicon) -> Iterator[Mistake]:
    """Names that an entity before this one has too: only one of the two can be meant."""
    weak = {
        (entity.id, alias.text)
        for entity in lexicon.entities
        for alias in entity.aliases
        if alias.kind is AliasKind.WEAK
    }
    owners: dict[str, tuple[str, Place]] = {}
    for each in written:
        for alias, place in each.names:
            if alias.kind is AliasKind.WEAK or (each.entity_id, alias.text) in weak:
                continue
            owner, where = owners.setdefault(" ".join(alias.text.casefold().split()), (each.entity_id, place))
            if owner != each.entity_id:
                yield _shared(alias.text, each.entity_id, owner, place, where)


def _shared(name: str, entity: str, owner: str, place: Place, where: Place) -> Mistake:
    what = f"{shown(name)} is a name of {shown(entity)} and of {shown(owner)}"
    why = f"{shown(owner)} has it at {where}: nobody can tell which of the two a text means."
    hint = "Keep it where it is meant most often, or write it under weak in both."
    return mistake(place, what, why=why, hint=hint)
