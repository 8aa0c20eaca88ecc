"""What is said of a meeting without naming it anew: "the talks", "were part of the meeting"."""

import re
from collections.abc import Iterator, Sequence

from bot.extraction.events.meetings.adjuncts import surroundings
from bot.extraction.events.meetings.frames import frames
from bot.extraction.events.meetings.nouns import NOUN, OTHERS, held_by
from bot.extraction.events.meetings.offices import is_elsewhere
from bot.extraction.events.meetings.rounds import round_draft
from bot.extraction.events.meetings.rows import side_before
from bot.extraction.events.meetings.sides import Side, side_after
from bot.extraction.events.meetings.subjects import subject_of
from bot.extraction.events.meetings.telling import Told
from bot.extraction.events.modality import hypothetical, stated_modality
from bot.extraction.events.modality.nouns import predicate_of
from bot.extraction.events.sentences import Sentence
from bot.extraction.facts import EventKind, Modality
from bot.extraction.lazily import lazy
from bot.extraction.text import Span

_CHANGED = frozenset({Modality.CANCELLED, Modality.POSTPONED})
_UNSAID = frozenset({Modality.DENIED, Modality.RUMOURED, Modality.PROPOSED})
_OWN_SIDES = lazy(r" (?:with|between|among|of|involving)\b")
_ONLY_IF = lazy(r"[^.;:]{0,60}?\b(?:if|unless|provided)\b")
_BODY = lazy(
    r"\b(?:cabinet|council|committee|ministerial|plenary|task force)(?:[- ]\w+)? $",
    re.IGNORECASE,
)
_THE = lazy(r"(?:^|\b)(?:the|this|these|their|that) (?:[a-z-]+ ){0,3}$", re.IGNORECASE)
_ATTENDED = lazy(
    r"\b(?:(?:was|were) (?:also )?(?:part of|present (?:at|during|in)|in attendance (?:at|during)"
    r"|involved in)"
    r"|attended|(?:took|takes?|taking) part in|participated in|joined|sat in on)(?: (?:the|their|this"
    r"|these|both)"
    r"(?: [a-z-]+){0,3}? (?:meeting|talks|discussions|consultations|negotiations|conversation|call"
    r"|delegation-level talks))\b"
    r"|\b(?:was|were) (?:also )?(?:present|in attendance)(?=[.,;]|$)",
)
_ACCOMPANIED = lazy(r"\b(?:accompanied|flanked|joined) by(?= )")
_INCLUDING = lazy(r"\b(?:including|among them|such as|like|namely)(?= )", re.IGNORECASE)
_ATTENDED_BY = lazy(r"\battended by(?= )|\b(?:attendees|participants) (?:included|were)(?= )")


def meetings_attended(sentence: Sentence) -> Iterator[Told]:
    """Who else was there."""
    for _, verb in frames(_ATTENDED, sentence):
        side = _listed(sentence, verb.start)
        if side is not None and side.people and not hypothetical(sentence, verb):
            yield _back(sentence, verb, (side,), "meeting.attended")
    for pattern in (_ACCOMPANIED, _ATTENDED_BY):
        for _, verb in frames(pattern, sentence):
            side = side_after(sentence, verb.end)
            if side is not None and side.people:
                yield _back(sentence, verb, (side,), "meeting.attended")


def _listed(sentence: Sentence, end: int) -> Side | None:
    """The subject, or what "including" lists before the verb: "officials including A, B and C were"."""
    text = sentence.cut(sentence.span.start, end)
    including = list(_INCLUDING.finditer(text))
    if including:
        side = side_after(sentence, sentence.span.start + including[-1].end())
        if side is not None and not sentence.cut(side.span.end, end).strip(" ,"):
            return side
    return subject_of(sentence, end) or side_before(sentence, end - 1)


def meetings_spoken_of(sentence: Sentence, besides: Sequence[Span]) -> Iterator[Told]:
    """As "The talks were held in Geneva on Friday": only where it says when, where or how."""
    for _, noun in frames(NOUN, sentence):
        taken = any(other.start <= noun.start < other.end for other in besides)
        if taken or not _is_back(sentence, noun):
            continue
        found = surroundings(sentence, noun, ())
        put = _said(sentence, noun)
        number = round_draft(sentence, noun)
        if (found.dates or found.places or put or number) and not hypothetical(sentence, noun):
            yield Told(
                kind=EventKind.MEETING,
                sentence=sentence,
                words=noun,
                rule="meeting.spoken-of",
                put=put,
                beside=found,
                certainty=0.75,
                refers_back=True,
                extra=(number,) if number else (),
                present=held_by(sentence, noun) is not None,
            )


def _is_back(sentence: Sentence, noun: Span) -> bool:
    """Is it "the talks", with no sides of their own?"""
    before = sentence.cut(max(sentence.span.start, noun.start - 50), noun.start)
    if not _THE.search(before) or OTHERS.search(before) or _BODY.search(before):
        return False
    text, end = sentence.document.text, sentence.span.end
    if _OWN_SIDES.match(text, noun.end, end) or _ONLY_IF.match(text, noun.end, end):
        return False
    return not is_elsewhere(sentence)


def _said(sentence: Sentence, noun: Span) -> Modality | None:
    """Only what is said of its being held: "would not attend the talks" says nothing of the talks."""
    put = predicate_of(sentence, noun)
    if put is None and (held_by(sentence, noun) or stated_modality(sentence, noun) in _CHANGED):
        put = stated_modality(sentence, noun)
    return None if put in _UNSAID else put


def _back(sentence: Sentence, verb: Span, sides: tuple[Side, ...], rule: str) -> Told:
    return Told(
        kind=EventKind.MEETING,
        sentence=sentence,
        words=verb,
        rule=rule,
        put=stated_modality(sentence, verb),
        beside=surroundings(sentence, verb, ()),
        sides=sides,
        certainty=0.9,
        refers_back=True,
    )
