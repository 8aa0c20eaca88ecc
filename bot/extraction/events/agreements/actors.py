"""Who can sign, ratify and impose: states and their bodies, by name or through those who speak for them."""

import re
from functools import lru_cache

from bot.extraction.events.agreements.words import Words
from bot.extraction.lazily import lazy
from bot.extraction.lexicon import AliasKind, Entity, EntityId, EntityKind, Lexicon
from bot.extraction.names import Named
from bot.extraction.wordlists import words as listed

GOVERNMENT = listed(
    """
    government governments administration cabinet president presidents prime minister ministers ministry
    ministries premier premiers chancellor king emir sultan crown prince secretary secretaries leader leaders
    official officials authorities parliament lawmakers senate congress treasury department office delegation
    delegations diplomat diplomats counterpart counterparts envoy envoys negotiator negotiators representative
    representatives states nations countries regime junta council commission commissioner chief ambassador
    ambassadors ruler head heads pm fm eam nsa members republic federation kingdom navy military sides
    neighbours neighbors side government-to-government parliaments legislature duma rada politburo mps
    """
)
"""What a state acts through: after its name or adjective they make the words speak for it."""

PARLIAMENTS = listed(
    "parliament parliaments lawmakers senate congress duma rada legislature assembly mps house legislators"
)

BUSINESS = listed(
    """
    firm firms company companies giant giants bank banks club clubs team teams side's striker midfielder
    defender goalkeeper player players coach captain star stars singer rapper actor actress billionaire tycoon
    businessman businesswoman carmaker automaker automakers maker makers airline airlines chipmaker startup
    start-up developer developers conglomerate group retailer insurer lender producer producers refiner miner
    investor investors broadcaster studio studios label league federation's forward winger batsman bowler
    cricketer footballer boxer driver golfer athlete athletes executive executives ceo chairman tourist
    tourists students university universities hospital newspaper airport stock shares bonds currency
    """
)
"""After a country's name they make it somebody in it."""

PEOPLE = lazy(
    r"\b(?:minister|president|premier|chancellor|secretary|king|queen|emir|sultan|prince|ambassador|envoy"
    r"|commissioner|adviser|advisor|aide|speaker|spokes\w+|senator|diplomat|negotiator|representative|leader"
    r"|head of (?:state|government|delegation)|counterpart|policy chief|PM|FM|undersecretary"
    r"|official|ruler)\b",
    re.IGNORECASE,
)
"""Offices that speak for a state."""
_PRIVATE = lazy(
    r"\b(?:chief executive|ceo|chairman|chairwoman|coach|captain|founder|club|company|bank)\b", re.IGNORECASE
)


def political(role: str) -> bool:
    """Does the office speak for a state? An unknown one does: the lexicon's persons are its leaders."""
    return not role or (PEOPLE.search(role) is not None and _PRIVATE.search(role) is None)


SEATS = listed(
    """
    washington moscow beijing brussels london paris berlin tokyo delhi new-delhi islamabad tehran ankara kyiv
    seoul pyongyang canberra ottawa wellington riyadh doha abu-dhabi cairo jerusalem damascus baghdad kabul
    dhaka colombo kathmandu hanoi jakarta manila bangkok naypyidaw taipei rome madrid lisbon warsaw prague
    vienna bern budapest bucharest sofia athens belgrade minsk tbilisi yerevan baku astana tashkent bishkek
    dushanbe ashgabat nairobi addis-ababa khartoum pretoria abuja accra kinshasa kigali kampala harare lusaka
    algiers rabat tunis tripoli bamako niamey ouagadougou brasilia buenos-aires santiago lima bogota caracas
    havana quito la-paz mexico-city helsinki stockholm oslo copenhagen vilnius riga tallinn the-hague dublin
    kuala-lumpur ulaanbaatar chisinau beirut amman muscat kuwait-city manama sanaa
    """
)
"""Capitals that the press lets speak for their countries. Other cities sign for themselves, or are clubs."""

_SEATED = {EntityId("brussels"): EntityId("european-union")}
"""Whose seat is meant where it is not the country's."""

_OF_BODIES = dict.fromkeys(
    map(EntityId, ("council-of-the-eu", "european-commission", "european-council")),
    EntityId("european-union"),
)
"""Who acts through them."""
_BODY = lazy(
    r"\b(?:Union|Nations|League|Organi[sz]ation|Council|Commission|Association|Community|Fund|Agency|Court"
    r"|Forum|Commonwealth|Treaty|States|Cooperation|Co-operation|Partnership|Alliance|Bank|Movement|Dialogue"
    r"|Group of \w+)\b"
)
_OF_A_STATE = lazy(
    r"\b(?:Ministry|Department|Treasury|Parliament|Congress|Senate|Assembly|Duma|Rada|Lords|Exchequer"
    r"|Foreign Assets Control)\b",
    re.IGNORECASE,
)
_ACRONYM = lazy(r"[A-Z][A-Z0-9+]{1,7}")
_STOPS = listed(
    """
    in at to with against on over by near of from for into onto during after before under between among amid
    through via without within about as around toward towards despite following upon off like alongside unlike
    except besides and or but is are was were be been being has have had will would shall should can could may
    might must also not that which who whom whose where when while said says it its their his her they he she
    then jointly formally officially this last next later earlier today yesterday tomorrow worth aimed
    """
)
"""Words before which a name has ended."""
_LOOKED_AT = 7
"""Words after an adjective in which its noun is sought: "Kenyan Cabinet Secretary for Foreign Affairs"."""


@lru_cache(maxsize=4096)
def is_body(entity: Entity) -> bool:
    """Do states make it up, as its names tell? A company's do not."""
    return any(_BODY.search(alias.text) for alias in entity.surfaces) or bool(_ACRONYM.fullmatch(entity.name))


@lru_cache(maxsize=8)
def _states(lexicon: Lexicon) -> dict[str, EntityId]:
    """What countries are called, in lower case."""
    return {
        alias.text.lower(): entity.id
        for entity in lexicon.entities
        if entity.kind is EntityKind.COUNTRY
        for alias in entity.surfaces
        if alias.kind in {AliasKind.NAME, AliasKind.DEMONYM, AliasKind.ACRONYM}
    }


def _state_of_body(entity: Entity, lexicon: Lexicon) -> EntityId | None:
    """Of a ministry, a treasury or a parliament its state, as its country or its names tell."""
    if not any(_OF_A_STATE.search(alias.text) for alias in entity.surfaces):
        return None
    if entity.country is not None:
        return entity.country
    states = _states(lexicon)
    for alias in entity.surfaces:
        owner = states.get(alias.text.split(" ", 1)[0].lower().removesuffix("'s"))
        if owner is not None:
            return owner
    return EntityId("united-states") if entity.id == "ofac" else None


def party_of(words: Words, named: Named, lexicon: Lexicon) -> EntityId | None:
    """The state or body that a name acts for; None for companies, towns and private persons."""
    entity = named.entity
    match entity.kind:
        case EntityKind.COUNTRY:
            return entity.id
        case EntityKind.PERSON:
            person = words.sentence.names.people.get(entity.id)
            country = entity.country and _OF_BODIES.get(entity.country, entity.country)
            return country if person is None or political(person.role) else None
        case EntityKind.CITY:
            return _seated_in(entity, lexicon)
        case EntityKind.ORGANISATION if entity.id in _OF_BODIES and _OF_BODIES[entity.id] in lexicon:
            return _OF_BODIES[entity.id]
        case EntityKind.ORGANISATION:
            state = _state_of_body(entity, lexicon)
            return state or (entity.id if entity.country is None and is_body(entity) else None)
        case _:
            return None


def _seated_in(city: Entity, lexicon: Lexicon) -> EntityId | None:
    """Whom the press means by a capital; None for other towns."""
    seated = _SEATED.get(city.id)
    if seated is not None and seated in lexicon:
        return seated
    return city.country if city.id in SEATS else None


def speaks(words: Words, place: int, end: int, *, strict: bool = False) -> bool:
    """Does the name that begins at `place` itself act, or through an office after it, before `end`?

    "India", "Indian foreign minister" and "Japan's government" do; "Indian striker", "India Cements" and
    "Japan's Toyota" do not. `strict` where `end` is the verb: a plain word before it is the noun that acts.
    """
    named = words.names[place]
    after = words.after(place)
    end = min(end, len(words))
    if after + 1 < end and words.low[after] in {"-", "–"} and after + 1 in words.names:
        return speaks(words, after + 1, end, strict=strict)
    through = _through_office(words, after, end)
    if through is not None:
        return through
    if words.possessive(place) or _is_adjective(words, named):
        return False
    if after >= end or named.entity.kind is EntityKind.PERSON or _is_end(words, after):
        return True
    return words.raw[after][0].islower() and not strict and named.entity.kind is not EntityKind.CITY


def _is_end(words: Words, k: int) -> bool:
    """Does a name before the word at `k` end there?"""
    return not words.raw[k][0].isalnum() or words.low[k] in _STOPS or k in words.dated


def _through_office(words: Words, after: int, end: int) -> bool | None:
    """Whether the words from `after` name an office or somebody private; None where they do neither."""
    for k in range(after, min(end, after + _LOOKED_AT)):
        low = words.low[k]
        if low in BUSINESS:
            return False
        if low in GOVERNMENT:
            return True
        if _is_end(words, k):
            return None
        if k in words.names:
            return True if k > after and words.names[k].entity.kind is EntityKind.PERSON else None
    return None


def _is_adjective(words: Words, named: Named) -> bool:
    said = words.sentence.cut(named.span.start, named.span.end).lower()
    return any(
        alias.kind is AliasKind.DEMONYM and alias.text.lower() == said for alias in named.entity.aliases
    )
