"""Meetings told by a noun: "talks between", "his meeting with", "the U.S.-Iran talks", "held talks"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.extraction.events.drafts import Draft
from bot.extraction.events.meetings.adjuncts import Beside, surroundings
from bot.extraction.events.meetings.frames import frames
from bot.extraction.events.meetings.offices import is_elsewhere
from bot.extraction.events.meetings.rounds import round_draft
from bot.extraction.events.meetings.rows import side_before
from bot.extraction.events.meetings.sides import Actor, Side, side_after
from bot.extraction.events.meetings.subjects import (
    is_stood_for,
    next_subject,
    only_person,
    stood_for,
    subject_of,
)
from bot.extraction.events.meetings.telling import Told, in_present
from bot.extraction.events.modality import hypothetical, stated_modality
from bot.extraction.events.modality.governors import GOVERNORS, HOLDING
from bot.extraction.events.sentences import Sentence
from bot.extraction.facts import EventKind
from bot.extraction.lazily import lazy
from bot.extraction.lexicon import EntityKind
from bot.extraction.text import Span

NOUN = lazy(
    r"\b(?:talks|meetings?|discussions?|consultations|conversations?|negotiations|interactions?"
    r"|parleys|deliberations"
    r"|tête-à-tête|one-on-one|pull-asides?|sit-downs?|brush-by|bilaterals?(?= with\b)|(?<=joint )commission"
    r"|(?:phone|telephone|video) calls?|phone conversation|call(?= with\b"
    r"|s with\b)|dialogue"
    r"|engagements?(?= with\b))(?![\w-])(?! (?:room|point|place|hall|venue)s?\b)",
)
OTHERS = lazy(
    r"\b(?:board|shareholders?|general|annual|party|contract|merger"
    r"|takeover|pay|wage|title"
    r"|title race|transfer|coalition|budget|town hall|rate|policy|summit|staff|club|race|team"
    r"|parents?|public|prayer"
    r"|business|investors?|creditors?|debt|exploratory|union|rally|OPEC\+?|election|campaign"
    r"|leaders[’'])(?:[- ]\w+)? $",
    re.IGNORECASE,
)
_PLURAL = lazy(r"(?:meetings|interactions|conversations|calls|engagements)$", re.IGNORECASE)
_BETWEEN = lazy(
    r" (?:(?!(?:after|before|following|talks|meeting|as|that|which|while|amid|when"
    r"|where)\b)[\w’'-]+ ){0,8}?(?:between|among|involving) "
)
_OF = lazy(r" of (?=the (?:leaders|presidents|foreign|prime|defen[cs]e|two)|[A-Z])")
_WITH = lazy(
    r"(?: (?!(?:and|but|said|that|who|to|after|before|amid|over|about|following|despite|since|as"
    r"|because|against|where)\b)[\w’',()–-]+){0,10}? with(?= )"
)
_PAIR = lazy(r"(?:[\w.’'-]+ ){0,5}$")
_DASH = lazy(r"[-–—/]| and | & ")
_POSSESSOR = lazy(r"[’']s? (?:[\w-]+ ){0,5}$")
_PRONOUN = lazy(r"\b(?:his|her|their) (?:[\w-]+ ){0,5}$", re.IGNORECASE)
_SUMMIT_TOO = lazy(r"[^.,;:]{0,40}, (?:an?|the|their) (?:[\w-]+ ){0,2}summit\b")
"""An apposition: "a meeting with Lima, their first summit"."""
_VERB_REACH = 90
_GAP = lazy(
    r" (?:(?!(?:but|that|who|which|after|before|following|and (?:the|will|would|is|are|was|has|they"
    r"|he|she))\b)[\w’'.,–-]+ ){0,9}$"
)
_CAME_FOR = lazy(
    r"\b(?:travel\w*|arriv\w+|fl(?:y|ies|ew|ying)|land\w*|head\w*|go(?:es|ing)?|went|c[ao]mes?|coming"
    r"|return\w*|is in|are in)\b"
    r"[^;:]{0,90}? for(?: [\w’'-]+){0,6} $"
)
_OPENS = lazy(r"(?:After|Following|During|Ahead of|Before|In)(?: [\w’'-]+){0,6} $")


def meetings_by_noun(sentence: Sentence) -> Iterator[Told]:
    for _, noun in frames(NOUN, sentence):
        start = noun.start
        inside = any(n.span.start <= start < n.span.end for n in sentence.named)
        if not inside and not OTHERS.search(sentence.cut(max(sentence.span.start, start - 40), start)):
            yield from _read(sentence, noun)


def _read(sentence: Sentence, noun: Span) -> Iterator[Told]:
    held = held_by(sentence, noun)
    sides = _sides(sentence, noun, held)
    if not sides or not _plausible(sentence, sides) or hypothetical(sentence, noun):
        return
    if _SUMMIT_TOO.match(sentence.document.text, max(noun.end, sides[-1].span.end), sentence.span.end):
        return
    for several in _apart(sentence, noun, sides):
        told = _told(sentence, noun, held, several)
        if told.put or told.beside.dates or told.beside.places or told.extra or _are_people(told):
            yield told


def _are_people(told: Told) -> bool:
    """Two persons are enough to tell a meeting; of states "talks between" may be no more than a wish."""
    return len([actor for actor in told.actors if actor.is_person]) > 1


def held_by(sentence: Sentence, noun: Span) -> Span | None:
    """The verb of holding that rules the noun: "held a second round of indirect"."""
    reach = max(sentence.span.start, noun.start - _VERB_REACH)
    text = sentence.cut(reach, noun.start)
    verbs = [m for m in HOLDING.finditer(text) if _GAP.fullmatch(text[m.end() :])]
    if not verbs:
        return None
    return Span(start=reach + verbs[-1].start(), end=reach + verbs[-1].end())


def _sides(sentence: Sentence, noun: Span, held: Span | None) -> tuple[Side, ...]:
    text = sentence.document.text
    for pattern in (_BETWEEN, _OF):
        match = pattern.match(text, noun.end, sentence.span.end)
        side = side_after(sentence, match.end()) if match else None
        if side is not None and len(side.actors) > 1:
            return (side,)
    pair = _pair(sentence, noun)
    if pair is not None:
        return (pair,)
    with_ = _WITH.match(text, noun.end, sentence.span.end)
    other = side_after(sentence, with_.end()) if with_ else None
    mine = _possessor(sentence, noun) or (_holder(sentence, held) if held else None)
    if other is not None and not other.people and mine is None and _implied_by_way(sentence, noun) is None:
        return ()
    if other is None:
        return (mine,) if mine and len(mine.actors) > 1 else ()
    mine = mine or _implied(sentence, noun, other)
    if mine is not None:
        return (mine, other)
    unnamed = _PRONOUN.search(_before(sentence, noun)) or (held and is_stood_for(sentence, held.start))
    return (other,) if other.people and other.parties and (unnamed or not held) else ()


def _holder(sentence: Sentence, held: Span) -> Side | None:
    return subject_of(sentence, held.start) or stood_for(sentence, held.start)


def _before(sentence: Sentence, noun: Span) -> str:
    return sentence.cut(max(sentence.span.start, noun.start - _VERB_REACH), noun.start)


def _pair(sentence: Sentence, noun: Span) -> Side | None:
    """Two that a dash joins: "the second round of Japan-Brazil talks", "the Mori-Garnier meeting"."""
    near = _PAIR.search(_before(sentence, noun))
    if near is None:
        return None
    start = noun.start - len(near[0])
    names = [n for n in sentence.named if n.span.end <= noun.start and n.span.end > start - 40]
    names = [n for n in names if n.entity.kind is not EntityKind.CITY]
    for left, right in zip(names[-2::-1], names[:0:-1], strict=False):
        joint = sentence.cut(left.span.end, right.span.start)
        if _DASH.fullmatch(joint) and right.span.end >= start and right.span.end + 1 <= noun.start:
            if joint.strip() in {"and", "&"}:
                return None
            actors = tuple(Actor(named=n) for n in (left, right))
            return Side(span=Span(start=left.span.start, end=right.span.end), actors=actors)
    return None


def _possessor(sentence: Sentence, noun: Span) -> Side | None:
    match = _POSSESSOR.search(_before(sentence, noun))
    return side_before(sentence, noun.start - len(match[0]), owns=True) if match else None


def _implied(sentence: Sentence, noun: Span, other: Side) -> Side | None:
    """The subject of the clause: "will travel to Japan for talks with", "After talks with Lima, Mori"."""
    if _OPENS.fullmatch(sentence.cut(sentence.span.start, noun.start)):
        named = next_subject(sentence, other.span.end)
        return Side(span=named.span, actors=(Actor(named=named),)) if named else None
    return (
        _implied_by_way(sentence, noun)
        or _planner(sentence, noun)
        or only_person(sentence, noun.start, frozenset(n.entity.id for n in other.people))
    )


def _planner(sentence: Sentence, noun: Span) -> Side | None:
    """Who seeks, cancels or rules it out."""
    before = _before(sentence, noun)
    verbs = [m for m in GOVERNORS.finditer(before) if _GAP.fullmatch(before[m.end() :])]
    return subject_of(sentence, noun.start - len(before) + verbs[-1].start()) if verbs else None


def _implied_by_way(sentence: Sentence, noun: Span) -> Side | None:
    came = _CAME_FOR.search(sentence.cut(max(sentence.span.start, noun.start - 160), noun.start))
    return subject_of(sentence, noun.start - len(came[0])) if came else None


def _plausible(sentence: Sentence, sides: tuple[Side, ...]) -> bool:
    named = all(side.people for side in sides)
    return (named or not is_elsewhere(sentence)) and sum(len(side.actors) for side in sides) > 0


def _apart(sentence: Sentence, noun: Span, sides: tuple[Side, ...]) -> Iterator[tuple[Side, ...]]:
    """Meetings, in the plural, with several are one with each."""
    if len(sides) == 2 and _PLURAL.search(sentence.cut(noun.start, noun.end)) and len(sides[1].actors) > 1:
        for actor in sides[1].actors:
            yield sides[0], Side(span=actor.named.span, actors=(actor,))
    else:
        yield sides


def _told(sentence: Sentence, noun: Span, held: Span | None, sides: tuple[Side, ...]) -> Told:
    words = Span(start=held.start, end=noun.end) if held else noun
    return Told(
        kind=EventKind.MEETING,
        sentence=sentence,
        words=words,
        rule=_rule(sentence, noun, held),
        put=stated_modality(sentence, noun),
        beside=_hosted(sentence, held, surroundings(sentence, noun, sides, held)),
        sides=sides,
        certainty=1.0 if sum(len(side.actors) for side in sides) > 1 else 0.75,
        present=held is not None and in_present(sentence.cut(held.start, held.end).lower()),
        extra=_round(sentence, noun),
    )


def _hosted(sentence: Sentence, held: Span | None, found: Beside) -> Beside:
    """Where a city or country hosts it, there it is: "Geneva hosted a meeting of Mori and Garnier"."""
    if held is None or "host" not in sentence.cut(held.start, held.end).lower():
        return found
    host = subject_of(sentence, held.start)
    named = host.actors[0].named if host is not None and len(host.actors) == 1 else None
    if named is None or named.entity.kind not in {EntityKind.CITY, EntityKind.COUNTRY}:
        return found
    return replace(found, places=(named,))


def _rule(sentence: Sentence, noun: Span, held: Span | None) -> str:
    text = sentence.cut(held.start if held else noun.start, noun.end).lower()
    if "call" in text or "phone" in text:
        return "meeting.call"
    return "meeting.held" if held else "meeting.named"


def _round(sentence: Sentence, noun: Span) -> tuple[Draft, ...]:
    found = round_draft(sentence, noun)
    return (found,) if found else ()
