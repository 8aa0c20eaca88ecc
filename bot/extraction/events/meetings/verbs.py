"""Meetings told by a verb: "Mori met Garnier", "was received by", "Mori and Garnier spoke by phone"."""

import re
from collections.abc import Iterator

from bot.extraction.events.meetings.adjuncts import Beside, arrival, beside, between, opening
from bot.extraction.events.meetings.frames import frames
from bot.extraction.events.meetings.officials import meeting_of_ministers
from bot.extraction.events.meetings.plausibility import PHONE, plausible
from bot.extraction.events.meetings.sides import Side, side_after
from bot.extraction.events.meetings.subjects import (
    is_stood_for,
    leading,
    only_person,
    stood_for,
    subject_of,
    the_other,
)
from bot.extraction.events.meetings.telling import Told, in_present
from bot.extraction.events.modality import hypothetical, stated_modality
from bot.extraction.events.modality.clauses import is_noun
from bot.extraction.events.modality.verbs import chain_start
from bot.extraction.events.sentences import Sentence
from bot.extraction.facts import EventKind
from bot.extraction.lazily import lazy
from bot.extraction.lexicon import EntityKind
from bot.extraction.text import Span

_VERBS = lazy(
    r"""\b(?:
    (?P<met> me(?:ets?|t|eting)(?:\sup)?(?:\s(?:again|briefly|separately|privately|virtually|face-to-face
    |jointly
        |earlier))?(?:\swith)?
      | (?:sat|sits?|sitting)\sdown(?:\stogether)?(?:\swith)?
      | confer(?:s|red)?(?:\swith)? | (?:huddle[sd]?|parley(?:s|ed)?
      |interact(?:s|ed)?
        |negotiat(?:es?|ed)|consult(?:s|ed))\swith | (?:had|has|granted|have)\san\saudience\swith )
  | (?P<call> (?:spoke|speaks?|speaking|spoken|talk(?:s|ed)?)\s(?:[a-z]+\s){0,3}?(?:with|to)
      | (?:spoke|speaks?|speaking|spoken|talk(?:s|ed)?)
      | phon(?:es?|ed) | telephon(?:es?|ed) )
  | (?P<received> receiv(?:es?|ed|ing) | host(?:s|ed|ing)? | welcom(?:es?|ed|ing) )
  | (?P<called> (?:call(?:s|ed|ing)?|paid\sa\scourtesy\scall|pays?\sa\scourtesy\scall)\son )
  | (?P<saw> sees? | saw )
  | (?P<chaired> chair(?:s|ed)?\s(?:an?|the)\s(?:[\w-]+\s){0,3}?(?:meeting|session)\sof
      \s(?:[\w-]+\s){0,3}?(?:officials|ministers|sherpas|envoys|ambassadors|negotiators) )
  | (?P<convened> convene[sd]? | gather(?:s|ed)? | assemble[sd]? )
    )\b""",
    re.VERBOSE,
)
_BY = lazy(r" (?:by|at the \w+(?: \w+)? by)(?= )")
_ADJUNCT_WITH = lazy(r" (?:in|at|on|there|here|privately)\b(?: (?!with\b)[\w’'-]+){0,8} with(?= )")
_PROGRESSIVE = lazy(r"\b(?:is|are|was|were|be|been|also|currently|before|after|while|by)(?: \w+ly)? $")
_PASSIVE = lazy(r"\b(?:was|were|been|being|be|is|are)(?: \w+ly| also| then)? $")
_BARE_OFFICE = lazy(
    r" (?:the|his|her|their) (?:visiting |new )?(?:[A-Z]\w+ )?(?:leader|president|prime minister"
    r"|premier|chancellor|king"
    r"|emir|foreign minister|counterpart)\b"
)
_CONTINUES = lazy(r"\b(?:and|before|after|then|by)(?: \w+ly)? ?$")
_MANY = lazy(r"\b(?:ministers|ambassadors|envoys|sherpas|representatives|officials|negotiators)\b")
_CHIEFS = lazy(r"\b(?:leaders|prime ministers|presidents|heads)\b")
_MAY_FOLLOW = lazy(
    r"$|[.,;:!?)–—]| (?:in|on|at|for|to|over|during|by|amid|ahead|face|again|privately|virtually"
    r"|briefly|separately"
    r"|earlier|later|last|this|next|today|tomorrow|yesterday|after|before|and|with|as|behind|under"
    r"|\w+day|until"
    r"|late|early|twice|via|from|about|through|\d)"
)
_OF_BODY = lazy(r"secretary[- ]general|high representative|commissioner", re.IGNORECASE)
_GATHERING = frozenset({"met", "convened"})


def meetings_by_verb(sentence: Sentence) -> Iterator[Told]:
    """Each verb of meeting whose subject and object are political, or whose subject is two who are."""
    for match, verb in frames(_VERBS, sentence):
        told = None if _names(sentence, verb) else _read(sentence, verb, match.lastgroup or "")
        if told is not None:
            yield told


def _names(sentence: Sentence, verb: Span) -> bool:
    """Is it the noun: "in a meeting with", not "is meeting with"?"""
    text = sentence.cut(verb.start, verb.end).lower()
    if text.endswith("meeting with"):
        before = sentence.cut(max(sentence.span.start, verb.start - 20), verb.start)
        return _PROGRESSIVE.search(before) is None
    return is_noun(sentence, verb)


def _read(sentence: Sentence, verb: Span, frame: str) -> Told | None:
    sides = _passive(sentence, verb, frame) or _active(sentence, verb, frame)
    if not sides and frame in _GATHERING and _may_follow(sentence, verb):
        return meeting_of_ministers(sentence, verb)
    if not sides or not plausible(sentence, verb, frame, sides) or hypothetical(sentence, verb):
        return None
    end = max([verb.end, *(side.span.end for side in sides)])
    first = min(verb.start, *(side.span.start for side in sides))
    stretches = [Span(start=end, end=sentence.span.end)]
    if sides[0].span.end < verb.start:
        stretches.append(Span(start=chain_start(sentence, verb.start), end=verb.start))
    later = [side.span.start for side in sides if side.span.start > verb.end + 1]
    stretches += [Span(start=verb.end, end=start) for start in later[:1]]
    if (opened := opening(sentence, first)) is not None:
        stretches.append(opened)
    found = beside(sentence, tuple(stretches))
    by_phone = frame == "call" or PHONE.search(sentence.cut(verb.start, min(end + 30, sentence.span.end)))
    return Told(
        kind=EventKind.MEETING,
        sentence=sentence,
        words=verb,
        rule="meeting.call" if by_phone else f"meeting.{frame}",
        put=stated_modality(sentence, verb),
        beside=_where(sentence, verb, sides, found),
        sides=sides,
        certainty=_certainty(frame, sides),
        present=in_present(sentence.cut(verb.start, verb.end).lower()),
    )


def _where(sentence: Sentence, verb: Span, sides: tuple[Side, ...], found: Beside) -> Beside:
    """With the place of the journey that led there, or of an aside, where none stands beside the verb."""
    if sides[0].span.end < verb.start:
        found = between(sentence, sides[0].span.end, verb.start, found)
    return arrival(sentence, verb.start, found)


def _active(sentence: Sentence, verb: Span, frame: str) -> tuple[Side, ...]:
    subject = subject_of(sentence, verb.start)
    other = side_after(sentence, verb.end) or _with(sentence, verb, frame) if frame != "chaired" else None
    if other is None and subject and _BARE_OFFICE.match(sentence.cut(verb.end, sentence.span.end)):
        leader = the_other(sentence, subject)
        return (subject, leader) if leader else (subject,) if subject.people else ()
    if other is None:
        return _together(sentence, verb, frame, subject or stood_for(sentence, verb.start))
    if subject is None:
        besides = frozenset(n.entity.id for n in other.people)
        subject = _going_on(sentence, verb, besides) if _is_open(sentence, verb.start) else None
        return (subject, other) if subject else (other,) if is_stood_for(sentence, verb.start) else ()
    return (subject, other)


def _with(sentence: Sentence, verb: Span, frame: str) -> Side | None:
    """As "conferred in Muscat on Monday with"."""
    match = _ADJUNCT_WITH.match(sentence.document.text, verb.end, sentence.span.end)
    return side_after(sentence, match.end()) if match and frame == "met" else None


def _going_on(sentence: Sentence, verb: Span, besides: frozenset[str]) -> Side | None:
    if is_stood_for(sentence, verb.start):
        meant = stood_for(sentence, verb.start)
        if meant is not None:
            return None if {a.named.entity.id for a in meant.actors} & besides else meant
    return only_person(sentence, verb.start, besides) or leading(sentence, verb.start)


def _is_open(sentence: Sentence, verb: int) -> bool:
    """Is there no other subject right before the verb: "flew to Paris to meet", "and met", "where he met"?"""
    start = chain_start(sentence, verb)
    before = sentence.cut(max(sentence.span.start, start - 30), start)
    return (
        is_stood_for(sentence, verb)
        or _CONTINUES.search(before) is not None
        or sentence.cut(start, verb).lstrip().startswith("to ")
    )


def _together(sentence: Sentence, verb: Span, frame: str, subject: Side | None) -> tuple[Side, ...]:
    """Two or more who meet: "the foreign ministers of Japan and France met"."""
    if frame == "chaired":
        return (subject,) if subject and _speaks_for_body(sentence, subject) else ()
    plural = subject is not None and (len(subject.actors) > 1 or _is_body(sentence, subject))
    if not plural or subject is None or not _may_follow(sentence, verb):
        return ()
    together = frame in {"met", "call"} or (frame == "convened" and _are_officials(sentence, subject))
    return (subject,) if together else ()


def _speaks_for_body(sentence: Sentence, subject: Side) -> bool:
    """Who chairs officials of one state sees to its own affairs; a secretary-general calls many together."""
    roles = (p.role for p in sentence.names.people.values() if p.entity in [n.entity for n in subject.people])
    return any(_OF_BODY.search(role) for role in roles)


def _may_follow(sentence: Sentence, verb: Span) -> bool:
    """Does what stands after the verb leave it without an object?"""
    return _MAY_FOLLOW.match(sentence.cut(verb.end, min(sentence.span.end, verb.end + 20))) is not None


def _are_officials(sentence: Sentence, subject: Side) -> bool:
    """Those of several states or of one body; where leaders gather it is a summit."""
    words = sentence.cut(subject.span.start, subject.span.end)
    offices = any(actor.is_office for actor in subject.actors)
    return offices and _MANY.search(words) is not None and _CHIEFS.search(words) is None


def _is_body(sentence: Sentence, subject: Side) -> bool:
    """The many of one organisation, "EU foreign ministers met"; when its leaders meet it is a summit."""
    of_body = subject.actors[0].named.entity.kind is EntityKind.ORGANISATION
    return of_body and _are_officials(sentence, subject)


def _passive(sentence: Sentence, verb: Span, frame: str) -> tuple[Side, ...]:
    """As "Mori was received by Garnier"."""
    by = _BY.match(sentence.document.text, verb.end, sentence.span.end)
    before = sentence.cut(max(sentence.span.start, verb.start - 30), verb.start)
    if frame != "received" or by is None or not _PASSIVE.search(before):
        return ()
    guest, host = subject_of(sentence, verb.start), side_after(sentence, by.end())
    return (guest, host) if guest and host else ()


def _certainty(frame: str, sides: tuple[Side, ...]) -> float:
    if len(sides) == 1 and len(sides[0].actors) == 1:
        return 0.75
    return 0.8 if frame in {"call", "received"} else 1.0
