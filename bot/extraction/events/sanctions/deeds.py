"""Deeds of sanctioning, and who does them."""

from dataclasses import dataclass

from bot.extraction.events.agreements.actors import party_of
from bot.extraction.events.agreements.clauses import VERBS
from bot.extraction.events.agreements.groups import Group, group_in
from bot.extraction.events.agreements.words import Words
from bot.extraction.events.sanctions.phrases import Phrase
from bot.extraction.facts import Modality
from bot.extraction.lexicon import Lexicon
from bot.extraction.wordlists import words as listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One of them."""

    verb: int
    """The place of its word."""
    status: str
    imposers: Group
    target: tuple[int, int] | None
    """Its places: the first, and the one after the last."""
    first: int
    """The place where it begins, its subject left out."""
    start: int
    """From here on no other verb stands before it."""
    end: int
    """The place where its clause ends."""
    rule: str
    weight: float = 0.95
    foreign: bool = False
    """Its measure itself names whom it hits: "a ban on Russian gas"."""
    thought: Modality | None = None
    """It is only proposed or considered, as the verb itself says."""


AUXILIARIES = listed("was were been being be get got gets is are")
_AGENT_ENDS = listed(
    "over for in on at after following as amid to during since under from because until with accused against"
)
_PASSED = AUXILIARIES | listed("has have had also not will to recently later")
_OPENS = VERBS | listed(", ; : that said says after before as when while and but who which “ ” — –")
_RELATIVES = listed("who which that ,")
_LONGEST_SUBJECT = 14


def agents(words: Words, first: int, end: int, lexicon: Lexicon) -> Group:
    """Those after "by"."""
    for k in range(first, end):
        if words.low[k] == "by" and k + 1 not in words.dated:
            ends = (j for j in range(k + 1, end) if words.low[j] in _AGENT_ENDS or j in words.dated)
            return group_in(words, k + 1, next(ends, end), lexicon)
    return Group()


def owners(words: Words, phrase: Phrase, lexicon: Lexicon) -> Group:
    """Those whose sanctions they are: "EU sanctions", "Japan's sanctions"."""
    found = [
        (party, words.names[k].span)
        for k in range(phrase.first, phrase.noun)
        if k in words.names and not (k > 0 and words.low[k - 1] in {"anti", "-"})
        if (party := party_of(words, words.names[k], lexicon)) is not None
    ]
    return Group(parties=tuple(found))


def sufferer(words: Words, verb: int) -> tuple[int, int] | None:
    """The subject of a passive: the words before its auxiliaries, back to where the clause begins."""
    last = verb - 1
    while last >= 0 and (words.low[last] in _PASSED or last in words.dated or words.low[last].endswith("ly")):
        last -= 1
    if last < 0 or words.low[last] in _RELATIVES:
        return None
    first = last
    while first > 0 and last - first < _LONGEST_SUBJECT and not _clause_opens(words, first - 1):
        first -= 1
    named = any(k in words.inside for k in range(first, last + 1))
    return (first, last + 1) if named else None


def _clause_opens(words: Words, k: int) -> bool:
    return words.low[k] in _OPENS and k not in words.inside
