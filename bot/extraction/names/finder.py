"""From mentions of the lexicon, and from the text itself, to names."""

from collections.abc import Iterable, Iterator, Sequence

from bot.extraction.findings import Mention
from bot.extraction.lexicon import EntityKind, Lexicon
from bot.extraction.names.introductions import Introductions
from bot.extraction.names.people import People
from bot.extraction.names.values import Named, Names, Person
from bot.extraction.rules import EntityTerm
from bot.extraction.text import Document


def find_names(document: Document, mentions: Sequence[Mention], lexicon: Lexicon) -> Names:
    """The names in `document`. `mentions` are the lexicon's, as `Matcher.entities` gives them.

    They stay, save those inside the longer name of a person: "Melania Trump" is nobody else, "Paris Hilton"
    no city. Persons whom only the text introduces are made from it, with their offices. Time is linear in the
    length of the text.
    """
    named = [
        Named(span=mention.span, entity=lexicon[mention.term.entity])
        for mention in mentions
        if isinstance(mention.term, EntityTerm) and mention.term.entity in lexicon
    ]
    named.sort(key=_place)
    people = People(lexicon)
    found = Introductions(document, named, people)
    found.read()
    persons = {id(who): people.person(who) for _, who in found.meant}
    meant = [Named(span=span, entity=persons[id(who)].entity) for span, who in found.meant]
    rest = [one for one in named if one.span not in found.hidden]
    return _together(meant, rest, persons.values())


def _together(meant: list[Named], rest: list[Named], persons: Iterable[Person]) -> Names:
    meant.sort(key=_place)
    people = {person.entity.id: person for person in persons}
    kept = list(_apart(rest, meant))
    for one in kept:
        if one.entity.kind is EntityKind.PERSON:
            people.setdefault(one.entity.id, Person(entity=one.entity))
    return Names(named=tuple(sorted([*kept, *meant], key=_place)), people=people)


def _place(one: Named) -> tuple[int, int]:
    return one.span.start, -one.span.end


def _apart(rest: Sequence[Named], meant: Sequence[Named]) -> Iterator[Named]:
    """Those of `rest` that overlap none of `meant`; both are in order, and none of `meant` overlap."""
    at = 0
    for one in rest:
        while at < len(meant) and meant[at].span.end <= one.span.start:
            at += 1
        if at == len(meant) or meant[at].span.start >= one.span.end:
            yield one
