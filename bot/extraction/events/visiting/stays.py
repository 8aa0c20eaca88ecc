"""Visits told by a noun: "his first visit to", "Mori's Paris trip", "the visit"."""

import re
from collections.abc import Iterator

from bot.extraction.events.meetings.adjuncts import beside
from bot.extraction.events.meetings.frames import frames
from bot.extraction.events.meetings.rows import side_before
from bot.extraction.events.meetings.sides import Side, side_after
from bot.extraction.events.meetings.subjects import only_person, subject_of
from bot.extraction.events.meetings.telling import Told, in_present
from bot.extraction.events.modality import hypothetical
from bot.extraction.events.modality.clauses import is_noun
from bot.extraction.events.modality.governors import HOLDING, ON
from bot.extraction.events.modality.nouns import predicate_of
from bot.extraction.events.sentences import Sentence
from bot.extraction.events.visiting.destinations import Destination, destinations, when
from bot.extraction.events.visiting.guests import told_visits
from bot.extraction.facts import EventKind, Modality
from bot.extraction.lazily import lazy
from bot.extraction.lexicon import EntityKind
from bot.extraction.text import Span

_NOUN = lazy(r"\b(?:visits?|trips?|tour|stopover|arrival)\b(?![-’'])")
_WORDS_BETWEEN = (
    r"(?: (?:[A-Z][\w.’'-]*|\d+|of|by|the|this|next|last|week|month|year|later|earlier|on|foreign"
    r"|prime|minister"
    r"|president|scheduled|planned)){0,8}?"
)
_TO = tuple(re.compile(rf"{_WORDS_BETWEEN} {to}(?= )") for to in ("to", "of", "in"))
"""Before the place, the surest first: "the visit of President Mori to", "a tour of", "her arrival in"."""
_BY = lazy(
    r"(?: to (?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3})?(?: (?:this|next|last) \w+"
    r"| on [\w ,]{1,20}?)? (?:by|of)(?= )"
)
_POSSESSOR = lazy(r"[’']s? (?:[\w-]+ ){0,6}$")
_PREMODIFIED = lazy(r"(?:(?<!\w)[a-z-]{1,30} ){0,3}$")
_HIS = lazy(r"\b(?:his|her|their|an?|the|this) (?:[\w-]+ ){0,6}$", re.IGNORECASE)
_THE = lazy(r"(?:^|\b)(?:the|this|his|her|their) (?:[a-z-]+ ){0,3}$", re.IGNORECASE)
_UNSAID = frozenset({Modality.DENIED, Modality.RUMOURED, Modality.PROPOSED})
_REACH = 90
_GAP = lazy(r" (?:(?!(?:and|but|that|who|which)\b)[\w’'.,–-]+ ){0,9}$")


def visits_by_noun(sentence: Sentence) -> Iterator[Told]:
    for match, noun in frames(_NOUN, sentence):
        if not is_noun(sentence, noun) and match[0].lower() not in {"trip", "trips", "arrival"}:
            continue
        places = _places(sentence, noun)
        guest, certainty = _guest(sentence, noun)
        if places and guest is not None and guest.people:
            end = max(noun.end, guest.span.end, places[-1].end)
            times = when(sentence, noun, end, guest)
            yield from told_visits(
                sentence,
                noun,
                guest,
                places,
                times,
                rule="visit.named",
                certainty=certainty,
                present=_begins(sentence, noun),
            )


def _places(sentence: Sentence, noun: Span) -> tuple[Destination, ...]:
    """After it ("visit to Japan") or before it ("Garnier's Tokyo trip")."""
    for to in _TO:
        match = to.match(sentence.document.text, noun.end, sentence.span.end)
        places = destinations(sentence, match.end()) if match else ()
        if places:
            return places
    return _before(sentence, noun)


def _before(sentence: Sentence, noun: Span) -> tuple[Destination, ...]:
    text = sentence.cut(max(sentence.span.start, noun.start - 40), noun.start)
    gap = _PREMODIFIED.search(text)
    end = noun.start - len(gap[0]) - 1 if gap else noun.start - 1
    here = [
        n
        for n in sentence.named
        if n.span.end == end and n.entity.kind in {EntityKind.CITY, EntityKind.COUNTRY}
    ]
    city = next((n for n in here if n.entity.kind is EntityKind.CITY), None)
    # "The French visit" is by the French as often as to them: only the country's own name counts.
    own = [n for n in here if sentence.cut(n.span.start, n.span.end) == n.entity.name]
    return (Destination(named=city or own[0], end=noun.end),) if city or own else ()


def _guest(sentence: Sentence, noun: Span) -> tuple[Side | None, float]:
    """The possessor, who it is by, the subject of "is on", "paid", or the one person of the clause."""
    text = sentence.cut(max(sentence.span.start, noun.start - _REACH), noun.start)
    possessive = _POSSESSOR.search(text)
    owner = side_before(sentence, noun.start - len(possessive[0])) if possessive else None
    if owner is not None:
        return owner, 1.0
    verb = _ruling(noun, text)
    owner = subject_of(sentence, verb) if verb is not None else None
    if owner is not None:
        return owner, 1.0
    by = _BY.match(sentence.document.text, noun.end, sentence.span.end)
    owner = side_after(sentence, by.end()) if by else None
    if owner is not None and owner.people:
        return owner, 1.0
    if _HIS.search(text) or verb is not None:
        return only_person(sentence, noun.start), 0.8
    return None, 0.0


def _begins(sentence: Sentence, noun: Span) -> bool:
    """Is it begun or paid in the present tense: "starts a visit to Kenya on Friday"?"""
    text = sentence.cut(max(sentence.span.start, noun.start - _REACH), noun.start)
    verb = _ruling(noun, text)
    said = sentence.cut(verb, noun.start).lower() if verb is not None else ""
    return said != "" and not said.startswith("on ") and in_present(said)


def _ruling(noun: Span, text: str) -> int | None:
    verbs = [m for m in (*HOLDING.finditer(text), *ON.finditer(text)) if _GAP.fullmatch(text[m.end() :])]
    return noun.start - len(text) + max(m.start() for m in verbs) if verbs else None


def visits_told_before(sentence: Sentence) -> Iterator[Told]:
    """As "The visit, from 4 to 6 May, was her first": only where it says when or how."""
    for match, noun in frames(_NOUN, sentence):
        before = sentence.cut(max(sentence.span.start, noun.start - 50), noun.start)
        if not _THE.search(before) or match[0].lower() != "visit":
            continue
        found = beside(sentence, (Span(start=noun.end, end=sentence.span.end),))
        put = predicate_of(sentence, noun)
        put = None if put in _UNSAID else put
        if (found.dates or put) and not hypothetical(sentence, noun):
            yield Told(
                kind=EventKind.VISIT,
                sentence=sentence,
                words=noun,
                rule="visit.spoken-of",
                put=put,
                beside=found,
                certainty=0.75,
                refers_back=True,
            )
