"""Visits of those who speak for a state to another country.

`journeys` reads verbs of going ("will visit", "arrived in"), `stays` nouns ("her visit to", "the visit"),
`welcomes` hosts ("India is to host"). Who, when and where are read as for meetings.
"""

from collections.abc import Iterator
from itertools import islice

from bot.extraction.events.drafts import Sighting
from bot.extraction.events.meetings.telling import Told, sighting
from bot.extraction.events.meetings.vocabulary import vocabulary
from bot.extraction.events.sentences import Sentence
from bot.extraction.events.visiting.destinations import PLACES
from bot.extraction.events.visiting.journeys import visits_by_verb
from bot.extraction.events.visiting.stays import visits_by_noun, visits_told_before
from bot.extraction.events.visiting.welcomes import visits_by_host
from bot.extraction.lexicon import EntityKind, Lexicon
from bot.extraction.text import Span
from bot.extraction.wordlists import words

__all__ = ["sight_visits"]

_VERBS = words(
    """
    visit visits visited visiting tours toured touring travel travels traveled travelled traveling
    travelling fly flies flew flown flying head heads headed heading go goes going gone went come comes
    came coming journey journeys journeyed return returns returned returning proceed proceeds proceeded
    proceeding set arrive arrives arrived arriving land lands landed landing touch touches touched touching
    leave leaves leaving left depart departs departed departing embark embarks embarked in
    """
)
_NOUNS = words("visit visits trip trips tour stopover arrival")
_HOSTS = words(
    "host hosts hosted hosting welcome welcomes welcomed welcoming receive receives received receiving carpet"
)
_STAND_INS = words("he she they both two pair leaders presidents ministers premiers")
_MOST = 8
"""Visits told by verbs in one sentence: the stops of a long tour."""
_ANY = _VERBS | _NOUNS | _HOSTS


def sight_visits(sentence: Sentence, lexicon: Lexicon) -> Iterator[Sighting]:
    """The visits that the sentence tells of, in its order: each country of a tour is one."""
    held = vocabulary(sentence.text)
    if _ANY.isdisjoint(held) or sentence.text.endswith("?"):
        return
    found: list[Told] = []
    if _may_name_guest(sentence, held) and any(n.entity.kind in PLACES for n in sentence.named):
        found += islice(visits_by_verb(sentence), _MOST) if not _VERBS.isdisjoint(held) else ()
        found += visits_by_noun(sentence) if not _NOUNS.isdisjoint(held) else ()
        found += visits_by_host(sentence) if not _HOSTS.isdisjoint(held) else ()
    taken = [told.words for told in found]
    if "visit" in held:
        found += [t for t in visits_told_before(sentence) if not any(_overlap(t.words, w) for w in taken)]
    for told in sorted(found, key=lambda t: t.words.start):
        yield sighting(told, lexicon)


def _may_name_guest(sentence: Sentence, held: frozenset[str]) -> bool:
    persons = any(n.entity.kind is EntityKind.PERSON for n in sentence.named)
    return persons or not _STAND_INS.isdisjoint(held)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
