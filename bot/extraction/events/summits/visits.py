"""A leader's visit for the event: "Garnier to visit Tokyo on May 4-5 for summit".

Only a leader's: the minister who comes to prepare a summit comes on other days.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.extraction.dates import DateExpression
from bot.extraction.events.links import linked
from bot.extraction.events.sentences import Sentence
from bot.extraction.events.summits.phrases import Phrase
from bot.extraction.lazily import lazy
from bot.extraction.lexicon import EntityId, EntityKind
from bot.extraction.names import Named
from bot.extraction.text import Span

_VISITS = lazy(
    r"\b(?:visit(?:s|ing)?(?: to)?|travel(?:s|ling)? to|arriv(?:e|es|ing) in|fl(?:y|ies|ying) to"
    r"|land(?:s|ing)? in|come(?:s)? to|coming to"
    r"|trip to|head(?:s|ing)? to) (?:the )?$",
    re.IGNORECASE,
)
_ARRIVES = ("arriv", "land", "fly", "flies", "head")
_LEADER = lazy(
    r"(?<!vice )(?<!vice-)(?<!deputy )(?<!former )(?<!ex-)\b(?:president|prime minister|pm|premier"
    r"|chancellor)(?: [A-Z][\w.’-]+){0,2} $",
    re.IGNORECASE,
)
_DOUBT = lazy(
    r"\b(?:not|no|never|could|might|(?-i:may)|if|unlikely|invited?|postponed?|cancell?ed)\b", re.IGNORECASE
)

_PURPOSE = lazy(r"\b(?:for|to attend|to hold|to participate in|to take part in) $")
_AHEAD = lazy(r"\b(?:to|will|is (?:expected|due|set|scheduled) to)$", re.IGNORECASE)

_LONGEST = 20
"""Characters of a verb of visiting."""
_DOUBT_REACH = 80
"""Characters before the place in which a doubt about the visit is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One leader's way to another party."""

    sentence: Sentence
    who: Named
    where: tuple[Named, ...]
    """The same words may name a city and, by metonymy, its country."""
    arrives: bool
    """Only of the way there is told: on which day, says nothing of the event's days."""
    ahead: Span | None
    """The words that say it is still to come: "is expected to visit"."""


def leaders_of(
    sentences: Iterable[Sentence], phrases: Iterable[Phrase], parties: frozenset[EntityId]
) -> frozenset[EntityId]:
    """The parties' persons whom the text calls president or the like, or names in the event's phrase."""
    titled = {
        named.entity.id
        for sentence in sentences
        for named in _persons(sentence.named, parties)
        if _LEADER.search(sentence.cut(max(sentence.span.start, named.span.start - 50), named.span.start))
    }
    in_phrases = {
        named.entity.id
        for phrase in phrases
        for named in _persons(phrase.sentence.within(phrase.whole), parties)
    }
    return frozenset(titled | in_phrases)


def _persons(named: Iterable[Named], parties: frozenset[EntityId]) -> Iterator[Named]:
    return (n for n in named if n.entity.kind is EntityKind.PERSON and n.entity.country in parties)


def visits_in(sentence: Sentence, parties: frozenset[EntityId]) -> Iterator[Visit]:
    """Visits of persons of one of two parties to the other, ahead of the report."""
    if not parties <= {n.country for n in sentence.named}:
        return
    for start in sorted({n.span.start for n in sentence.named if n.country in parties}):
        verb = _VISITS.search(sentence.cut(max(sentence.span.start, start - _LONGEST), start))
        before = sentence.cut(max(sentence.span.start, start - _DOUBT_REACH), start)
        if not verb or _DOUBT.search(before):
            continue
        where = tuple(n for n in sentence.named if n.span.start == start and n.country in parties)
        guests = (n for n in _persons(sentence.named, parties) if n.country != where[0].country)
        who = [n for n in guests if n.span.end < start]
        if who:
            ahead = _ahead(sentence, start - len(verb[0]), start)
            arrives = verb[0].lower().startswith(_ARRIVES)
            yield Visit(sentence=sentence, who=who[-1], where=where, arrives=arrives, ahead=ahead)


def _ahead(sentence: Sentence, verb: int, end: int) -> Span | None:
    before = sentence.cut(max(sentence.span.start, verb - 24), verb).rstrip()
    match = _AHEAD.search(before)
    return Span(start=verb - len(match[0]) - 1, end=end - 1) if match else None


def date_of(visit: Visit, dates: tuple[DateExpression, ...]) -> DateExpression | None:
    """The first date after the place that nothing but words of scheduling parts from it."""
    end = max(n.span.end for n in visit.where)
    following = (d for d in dates if d.span.start >= end)
    if visit.arrives:
        return None  # the day before, often
    return next((d for d in following if linked(visit.sentence, end, d.span.start, dates=dates)), None)


def is_for(visit: Visit, phrase: Phrase) -> bool:
    """Does the text lead from the visit to the phrase as to its purpose: "... for the annual summit"?"""
    after = max(n.span.end for n in visit.where)
    if phrase.sentence is not visit.sentence or phrase.head.start < after:
        return False
    between = visit.sentence.cut(after, phrase.head.start)
    return "," not in between and _PURPOSE.search(between) is not None
