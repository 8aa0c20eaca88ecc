"""Whose visit it is."""

from collections.abc import Iterator
from dataclasses import replace

from bot.extraction.events.meetings.adjuncts import Beside
from bot.extraction.events.meetings.sides import Actor, Side
from bot.extraction.events.meetings.telling import Told
from bot.extraction.events.modality import hypothetical, stated_modality
from bot.extraction.events.sentences import Sentence
from bot.extraction.events.visiting.destinations import Destination, by_country
from bot.extraction.facts import EventKind, Modality
from bot.extraction.text import Span


def abroad(guest: Side, place: Destination) -> Side | None:
    """The persons for whom the place is another country."""
    actors = tuple(a for a in guest.actors if a.is_person and a.party != place.named.country)
    return Side(span=guest.span, actors=actors) if actors else None


def told_visits(
    sentence: Sentence,
    words: Span,
    guest: Side,
    places: tuple[Destination, ...],
    times: Beside,
    *,
    rule: str,
    certainty: float = 1.0,
    present: bool = False,
) -> Iterator[Told]:
    """One visit for each country that is not the guest's own."""
    put = stated_modality(sentence, words)
    if hypothetical(sentence, words):
        return
    for place in by_country(places):
        going = abroad(guest, place)
        if going is not None:
            yield Told(
                kind=EventKind.VISIT,
                sentence=sentence,
                words=words,
                rule=rule,
                put=put,
                beside=replace(times, places=(place.named,)),
                sides=(going, Side(span=place.named.span, actors=(_host(place),))),
                certainty=certainty,
                present=present and put is Modality.HELD,
            )


def _host(place: Destination) -> Actor:
    return Actor(named=place.named)
