"""What is central to a document, told by the bot's own means: the lexicon, the matcher and salience.

One tagger for each kind of tag. Each is given the vocabulary, the tags that somebody watches for.
"""

from collections.abc import Iterable, Mapping
from typing import Protocol

from bot.bench.homes import home, listed_in
from bot.bench.tag_names import names_of_organisation, names_of_person
from bot.extraction.lexicon import Alias, AliasKind, Entity, EntityId, EntityKind, Lexicon
from bot.extraction.matching import Matcher
from bot.extraction.rules import EntityTerm
from bot.extraction.salience import salience
from bot.extraction.text import Document, Span

_PLACE_CENTRAL = 0.5
_PERSON_CENTRAL = 0.65
_ORGANISATION_CENTRAL = 0.5
"""Salience from which on a thing is what the document is about. Chosen on half of the set."""

_THEN = {
    "burma": "myanmar",
    "congo": "republic-of-the-congo",
    "czechoslovakia": "czechia slovakia",
    "ivory-coast": "cote-divoire",
    "kampuchea": "cambodia",
    "trinidad-tobago": "trinidad-and-tobago",
    "turkey": "turkiye",
    "uae": "united-arab-emirates",
    "uk": "united-kingdom northern-ireland",
    "usa": "united-states new-mexico us-state-of-georgia washington-state",
    "australia": "new-south-wales",
    "ussr": "russia soviet-union ukraine belarus moldova estonia latvia lithuania georgia armenia azerbaijan"
    " kazakhstan kyrgyzstan tajikistan turkmenistan uzbekistan",
    "west-germany": "germany",
    "yemen-arab-republic": "yemen north-yemen",
    "yemen-demo-republic": "south-yemen",
    "yugoslavia": "serbia croatia slovenia bosnia-and-herzegovina montenegro north-macedonia kosovo",
    "zaire": "dr-congo",
}
"""Tags of the 1980s for entities of today's lexicon."""
_TAG_OF = {EntityId(entity): tag for tag, entities in _THEN.items() for entity in entities.split()}

_POSSESSED = ("administration", "government", "cabinet")
"""The Reagan administration is not Reagan."""

Places = dict[str, list[Span]]


class Tagger(Protocol):
    def tags(self, document: Document) -> frozenset[str]:
        """Those of the vocabulary that are central to the document."""
        ...


class PlaceTagger:
    """Countries by names, people, cities and institutions; where none is central, by the signs of home."""

    def __init__(self, lexicon: Lexicon, vocabulary: frozenset[str]) -> None:
        named = {entity.id for entity in lexicon.entities} | set(_THEN)
        unknown = [_entity(tag, (_words(tag),), EntityKind.COUNTRY) for tag in vocabulary - named]
        entities = (*lexicon.entities, *sorted(unknown, key=lambda entity: entity.id))
        self._tag_of = {e.id: tag for e in entities if (tag := _place_tag(e, vocabulary)) in vocabulary}
        self._matcher = Matcher(Lexicon(entities), {})

    def tags(self, document: Document) -> frozenset[str]:
        mentioned = _mentioned(self._matcher, document, self._tag_of)
        central = _central(document, mentioned, _PLACE_CENTRAL)
        listed = listed_in(document, document.title)
        signs = {listed} if central else {listed, home(document)}
        return central | {self._tag_of[country] for country in signs if country in self._tag_of}


class PersonTagger:
    """People by their names. A surname that others share counts where the document has told whose it is."""

    def __init__(self, vocabulary: frozenset[str]) -> None:
        names = {tag: names_of_person(tag) for tag in sorted(vocabulary)}
        self._bearers: dict[EntityId, list[str]] = {}
        for tag, known in names.items():
            for surname in known.other:
                self._bearers.setdefault(EntityId(f"?{surname}"), []).append(tag)
        people = [_entity(tag, known.strong, EntityKind.PERSON) for tag, known in names.items()]
        surnames = [_entity(of, (of[1:],), EntityKind.PERSON) for of in self._bearers]
        possessed = [
            f"{alias.text} {word}" for entity in people for alias in entity.surfaces for word in _POSSESSED
        ]
        others = [_entity("?", tuple(possessed), EntityKind.TOPIC)] if possessed else []
        self._tag_of = {entity.id: entity.id for entity in (*people, *surnames)}
        self._matcher = Matcher(Lexicon((*people, *surnames, *others)), {})

    def tags(self, document: Document) -> frozenset[str]:
        mentioned = _mentioned(self._matcher, document, self._tag_of)
        told = {name: spans for name, spans in mentioned.items() if not name.startswith("?")}
        given = {tag: list(spans) for tag, spans in told.items()}
        for surname, spans in mentioned.items():
            bearers = [tag for tag in self._bearers.get(EntityId(surname), ()) if tag in told]
            for span in spans if bearers else ():
                given[min(bearers, key=lambda tag: _distance(told[tag], span))].append(span)
        return _central(document, given, _PERSON_CENTRAL)


class OrganisationTagger:
    """Organisations by their names and acronyms."""

    def __init__(self, vocabulary: frozenset[str]) -> None:
        names = {tag: names_of_organisation(tag) for tag in sorted(vocabulary)}
        entities = [
            _entity(tag, known.strong, EntityKind.ORGANISATION, known.other) for tag, known in names.items()
        ]
        self._tag_of = {entity.id: entity.id for entity in entities}
        self._matcher = Matcher(Lexicon(entities), {})

    def tags(self, document: Document) -> frozenset[str]:
        mentioned = _mentioned(self._matcher, document, self._tag_of)
        return _central(document, mentioned, _ORGANISATION_CENTRAL)


def _place_tag(entity: Entity, vocabulary: frozenset[str]) -> str:
    """The tag of a place, or of the country that it lies in or speaks for; empty where there is none."""
    if entity.kind in {EntityKind.COUNTRY, EntityKind.CITY} and entity.id in vocabulary - _TAG_OF.keys():
        return entity.id
    stands = entity.kind is EntityKind.COUNTRY or entity.id in _TAG_OF
    country = entity.id if stands else entity.country
    return _TAG_OF.get(country, country) if country else ""


def _mentioned(matcher: Matcher, document: Document, tag_of: Mapping[EntityId, str]) -> Places:
    """Where each tag is mentioned, in order."""
    places: Places = {}
    for mention in matcher.entities(document):
        if isinstance(mention.term, EntityTerm) and (tag := tag_of.get(mention.term.entity)):
            places.setdefault(tag, []).append(mention.span)
    return places


def _central(document: Document, mentioned: Mapping[str, Iterable[Span]], threshold: float) -> frozenset[str]:
    return frozenset(
        tag for tag, spans in mentioned.items() if salience(document, sorted(spans)) >= threshold
    )


def _distance(spans: Iterable[Span], span: Span) -> tuple[bool, int]:
    """How far `span` is from the last of `spans` before it; what comes only after is farther than all."""
    before = [span.start - other.start for other in spans if other.start < span.start]
    return (not before, min(before, default=0))


def _words(tag: str) -> str:
    return " ".join(word.capitalize() for word in tag.split("-"))


def _entity(tag: str, names: tuple[str, ...], kind: EntityKind, acronyms: tuple[str, ...] = ()) -> Entity:
    short = tuple(Alias(text=text, kind=AliasKind.ACRONYM) for text in acronyms)
    aliases = (*(Alias(text=name) for name in names[1:]), *short)
    return Entity(id=EntityId(tag), name=names[0], kind=kind, aliases=aliases)
