"""Phrases that name a summit, and the summit that they name together."""

import re
from dataclasses import dataclass, field

from bot.extraction.events.sentences import Sentence
from bot.extraction.events.summits.holders import Holders
from bot.extraction.events.summits.identity import Certainty, Identity
from bot.extraction.facts import Occurrence
from bot.extraction.lazily import lazy
from bot.extraction.names import Named
from bot.extraction.text import Span
from bot.extraction.wordlists import words as listed

_POLITICAL_TOPICS = listed(
    """
    climate nuclear peace security energy food water migration defence defense emergency ceasefire
    disarmament anti-terrorism counter-terrorism humanitarian reconstruction ai artificial intelligence
    government
    financing ocean forest amazon biodiversity global regional international economic arms political future
    """
)
"""What heads of state and government meet about; a business, tech or chess summit is another thing."""
_REGIONS = frozenset(
    """africa|asia|europe|central asia|southeast asia|south asia|east asia|latin america|south america
    |caribbean|gulf|arab|nordic|baltic|balkans|western balkans|visegrad|caspian|mediterranean|pacific
    |pacific islands|indo-pacific|eurasia|sahel|west africa|east africa|southern africa|horn of africa
    |middle east|north africa|ibero-american|ibero|turkic|francophonie|global south""".replace(
        "\n    ", ""
    ).split("|")
)
"""Parts of the world whose states meet as one."""
_OF_LEADERS = lazy(
    r"\b(?:(?:world|state|bloc['’]s|regional|member) leaders|[Hh]eads of (?:state|government)"
    r"|[Pp]residents (?:and|of)|[Pp]rime [Mm]inisters|(?:Community|Union|League|Council|Organi[sz]ation"
    r"|Association|Alliance|Nations|Commonwealth|Conference|Islands|States)(?:[’']s)?"
    r" (?:\w+ ){0,3}[Ss]ummit)\b"
)
_OF_OFFICES = lazy(r"\b(?:[Pp]resident|[Pp]rime [Mm]inister|PM|[Ll]eaders|[Mm]inister|[Gg]overnments?)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words that name a summit."""

    sentence: Sentence
    head: Span
    """From its first word to the noun: "the 14th annual Japan–France summit"."""
    holders: Holders
    noun: Span
    end: int
    """Where its complement ends: after "between Mori and Garnier"; else the end of `head`."""
    certainty: Certainty
    places: tuple[Named, ...] = ()
    """Cities that the head itself names: "the Budapest summit"."""
    occurrence: Occurrence = Occurrence.CURRENT
    is_next: bool = False
    """The text calls it the next: after a summit that was held, a later one."""
    verb: Span | None = None
    """By which leaders gather, where no noun names it."""

    @property
    def plural(self) -> bool:
        """It names several of a series: "15 EU–Japan summits"."""
        return self.sentence.cut(self.noun.start, self.noun.end).lower().endswith("summits")

    @property
    def whole(self) -> Span:
        return Span(start=self.head.start, end=self.end)


@dataclass(slots=True, kw_only=True)
class Occasion:
    """One summit, or one series of them, and the phrases that name it, in reading order."""

    identity: Identity
    phrases: list[Phrase] = field(default_factory=list)

    @property
    def political(self) -> bool:
        """Is it one of states, rather than of firms, or of no one known?"""
        topics = self.identity.topics
        if topics - _POLITICAL_TOPICS:
            return False
        known = bool(self.identity.parties or self.identity.series)
        unknown = self.identity.unknown
        if unknown:
            return known or bool(topics or unknown & _REGIONS or self._speaks_of(_OF_LEADERS))
        return known or (bool(topics) and self._speaks_of(_OF_OFFICES))

    def _speaks_of(self, words: re.Pattern[str]) -> bool:
        return any(words.search(p.sentence.text) for p in self.phrases)
