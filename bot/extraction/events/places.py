"""Places of an event: a city and its country, or a country alone."""

from collections.abc import Iterator

from bot.extraction.events.drafts import Draft
from bot.extraction.facts import Slot
from bot.extraction.lexicon import EntityId, EntityKind, Lexicon
from bot.extraction.names import Named


def place_of(named: Named, lexicon: Lexicon, rule: str, weight: float) -> Iterator[Draft]:
    """The CITY where it is one, and the HOST, its country."""
    if named.entity.kind is EntityKind.CITY:
        yield Draft(
            slot=Slot.CITY,
            value=named.entity.id,
            shown=named.entity.name,
            evidence=named.span,
            rule=rule,
            weight=weight,
        )
    if named.country is not None:
        yield host_of(named, named.country, lexicon, rule, weight)


def host_of(named: Named, country: EntityId, lexicon: Lexicon, rule: str, weight: float) -> Draft:
    """The HOST `country`, as `named` tells it."""
    return Draft(
        slot=Slot.HOST,
        value=country,
        shown=lexicon[country].name if country in lexicon else country,
        evidence=named.span,
        rule=rule,
        weight=weight,
    )
