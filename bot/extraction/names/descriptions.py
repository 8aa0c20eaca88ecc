"""Persons meant by their office alone: "the Russian leader", "the External Affairs Minister", "the EAM"."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from bot.extraction.lazily import lazy
from bot.extraction.lexicon import EntityId, EntityKind
from bot.extraction.names.office_words import LOOSE, MODIFIERS, NOT_IN_OFFICE
from bot.extraction.names.people import Acquaintance
from bot.extraction.names.speakers import Speakers
from bot.extraction.text import Span
from bot.extraction.wordlists import words

_NOUNS = (
    "leader|president|minister|premier|chancellor|taoiseach|king|queen|monarch|emir|amir|sultan|pm|fm|eam"
    "|secretary|diplomat|ambassador|envoy"
)
_WORD = r"(?:U\.S\.|[A-Za-z][\w’'-]{0,20})"
_BARE = lazy(
    rf"[Tt]he (?<!\w[Tt]he )(?:({_WORD}(?: {_WORD}){{0,3}}?) )??((?i:{_NOUNS}))\b(?!-)",
)
_START = lazy(r"(?<!\S)\S")
_OF = lazy(r" of (?:the )?(?=[A-Z])")
_MORE = lazy(r" (?:of|for|to) |-|[ ](?:designate|elect)\b")
_NAME_FOLLOWS = lazy(r" [A-Z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    span: Span
    function: frozenset[str]
    """The words of the office that tell it from others."""
    country: EntityId | None


_SPELT_OUT = {
    "defense": "defence",
    "labor": "labour",
    "pm": "prime minister",
    "premier": "prime minister",
    "eam": "external affairs minister",
    "fm": "foreign minister",
    "amir": "emir",
    "king": "monarch",
    "queen": "monarch",
}
_DROPPED = words("of for the and &")
_LEADERS = tuple(
    frozenset(role.split())
    for role in (
        "president",
        "prime minister",
        "chancellor",
        "monarch",
        "emir",
        "sultan",
        "taoiseach",
        "leader",
        "supreme leader",
        "crown prince",
    )
)
_DIPLOMATS = (
    frozenset({"foreign", "minister"}),
    frozenset({"secretary", "state"}),
    frozenset({"foreign", "secretary"}),
)


@lru_cache(maxsize=4_096)
def function_of(role: str) -> frozenset[str]:
    """The words of a role that tell it from others: "Defense Minister" is "minister of defence"."""
    found: list[str] = []
    for word in role.lower().replace("-", " ").split():
        found += _SPELT_OUT.get(word, word).split()
    return frozenset(found) - _DROPPED


def _at_large(function: frozenset[str]) -> frozenset[str]:
    """What other countries call the office: external and foreign affairs are one."""
    if function & {"external", "foreign"}:
        return (function - {"external", "affairs", "relations"}) | {"foreign"}
    return function


def descriptions(text: str, speakers: Speakers) -> Iterator[Description]:
    """Every "the ... president" that no name follows, in order."""
    for match in _BARE.finditer(text):
        found = _described(text, match, speakers)
        if found is not None:
            yield found


def _described(text: str, match: re.Match[str], speakers: Speakers) -> Description | None:
    end = match.end()
    country, lead = _country_of(match, speakers)
    if any(
        (word not in MODIFIERS and word not in LOOSE and word not in _DROPPED) or word in NOT_IN_OFFICE
        for word in lead
    ):
        return None
    of = _OF.match(text, end)
    if of is not None and country is None:
        named = speakers.beginning(of.end())
        if named is None or named.entity.kind is not EntityKind.COUNTRY:
            return None
        country, end = named.country, named.span.end
    if _NAME_FOLLOWS.match(text, end) or _MORE.match(text, end):
        return None
    function = function_of(" ".join([*(w for w in lead if w not in LOOSE), match[2]]))
    return Description(span=Span(start=match.start(), end=end), function=function, country=country)


def _country_of(match: re.Match[str], speakers: Speakers) -> tuple[EntityId | None, list[str]]:
    """The country before the office, "the top |French| diplomat", and the other words before its noun."""
    if match[1] is None:
        return None, []
    start, end = match.span(1)
    for word in _START.finditer(match.string, start, end):
        named = speakers.beginning(word.start())
        if named is not None and named.entity.kind is not EntityKind.CITY and named.span.end <= end:
            rest = match.string[named.span.end : end].removeprefix("'s").removeprefix("’s")
            lead = f"{match.string[start : word.start()]} {rest}"
            return named.entity.country or named.entity.id, lead.lower().split()
    return None, match[1].lower().split()


class Bearers:
    """Who in a document bears which office."""

    def __init__(self, people: Iterable[Acquaintance], first_seen: Mapping[int, int]) -> None:
        self._all = [(one, function_of(one.office.role) if one.office else frozenset()) for one in people]
        self._seen = first_seen
        self._fitting: dict[tuple[frozenset[str], EntityId | None], list[Acquaintance]] = {}

    def meant_by(self, description: Description) -> Acquaintance | None:
        """The one person who fits; of several the one whom the text has named so far."""
        key = description.function, description.country
        fitting = self._fitting.get(key)
        if fitting is None:
            fitting = self._fitting[key] = list(self._who_fits(*key))
        if len(fitting) > 1 and description.country is not None:
            named = (one for one in fitting if self._seen.get(id(one), 0) < description.span.start)
            fitting = list(islice(named, 2))
        return fitting[0] if len(fitting) == 1 else None

    def _who_fits(self, wanted: frozenset[str], country: EntityId | None) -> Iterable[Acquaintance]:
        of_country = [each for each in self._all if country is None or each[0].country == country]
        exactly = [one for one, function in of_country if function == wanted]
        fitting = exactly or [one for one, function in of_country if _matches(function, wanted)]
        if fitting or wanted != {"leader"} or country is None:
            return fitting
        # "Putin met Modi. The Russian leader": nobody else of Russia is named, and no office is told
        return [one for one, _ in of_country if len(of_country) == 1 and one.office is None]


def _matches(function: frozenset[str], wanted: frozenset[str]) -> bool:
    if wanted == {"leader"}:
        return function in _LEADERS
    if wanted in ({"top", "diplomat"}, {"chief", "diplomat"}):
        return _at_large(function) in _DIPLOMATS
    if wanted == {"minister"}:
        return "minister" in function and not function & {"prime", "former", "deputy"}
    return _at_large(function) == _at_large(wanted)


def chosen(found: Sequence[Description], taken: Sequence[Span]) -> Iterator[Description]:
    """Those that no name overlaps; both in order."""
    at = 0
    for one in found:
        while at < len(taken) and taken[at].end <= one.span.start:
            at += 1
        if at == len(taken) or taken[at].start >= one.span.end:
            yield one
