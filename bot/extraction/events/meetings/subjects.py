"""Who does what a verb tells: the row before it, or the one person of whom the clause speaks."""

import re

from bot.extraction.events.meetings.antecedents import he, the_two
from bot.extraction.events.meetings.offices import is_political
from bot.extraction.events.meetings.rows import side_before
from bot.extraction.events.meetings.sides import Actor, Side, side_after
from bot.extraction.events.modality.verbs import chain_start
from bot.extraction.events.sentences import Sentence
from bot.extraction.lazily import lazy
from bot.extraction.lexicon import EntityKind
from bot.extraction.names import Named
from bot.extraction.text import Span

_REACH = 160
"""Characters before a verb: an aside and little more."""
_ASIDE = lazy(r", (?:who|whose|which|now|currently|in|on|at|speaking|making|[a-z]+ed)\b[^,;:.]{1,100}$")
"""A clause between a subject and its verb: "Rubio, who arrived on Monday, met"."""
_WHO = lazy(r",? who$")
_SAID = lazy(r"\b(?:sa(?:id|ys?)|told|tells?|that|urg\w+|ask\w*|invit\w+)\b|[;:“”]")
_ASKED = lazy(
    r"\b(?:that|sa(?:ys|id)|urg\w+|ask\w*|invit\w+|call\w* (?:on|for)|want\w*|press\w*|allow\w*|for)$"
)
_PRONOUN = lazy(r"\b(?:[Hh]e|[Ss]he)$")
_PRONOUN_FIRST = lazy(r"(?:He|She)\b")
_TRAILING = " ,("
_STANDS_IN = lazy(
    r"(?:^|[^\w])(?:he|she|they|both|the (?:two|pair|(?:\w+ ){0,2}?(?:leaders?|presidents?"
    r"|prime ministers?|premiers?"
    r"|ministers?|chancellor|eam|pm|king|emir|envoys?|officials?|delegations?|sides|duo)))$",
    re.IGNORECASE,
)


def subject_of(sentence: Sentence, verb: int) -> Side | None:
    """The row of participants whose verb begins at `verb`, over auxiliaries, dates and asides between."""
    end = _without_chain(sentence, verb)
    side = side_before(sentence, end) or _before_who(sentence, end)
    if side is not None and _is_way(sentence, side, verb):
        return None
    if side is None:
        text = sentence.cut(max(sentence.span.start, end - _REACH), end)
        aside = _ASIDE.search(text)
        side = side_before(sentence, end - len(text) + aside.start()) if aside else None
    return side


def _is_way(sentence: Sentence, side: Side, verb: int) -> bool:
    """Is the place before an infinitive no subject: "visits France to meet"?"""
    if side.people or not sentence.cut(side.span.end, verb).lstrip(_TRAILING).startswith("to "):
        return False
    before = sentence.cut(sentence.span.start, side.span.start).rstrip()
    return bool(before) and before[-1] not in ",:;" and not _ASKED.search(before)


def _before_who(sentence: Sentence, end: int) -> Side | None:
    """As "Rubio, who arrived in Doha"."""
    who = _WHO.search(sentence.cut(max(sentence.span.start, end - 6), end))
    return side_before(sentence, end - len(who[0])) if who else None


def is_stood_for(sentence: Sentence, verb: int) -> bool:
    """Does a pronoun or a bare office stand as the subject: "He will meet", "the two leaders met"?"""
    end = _without_chain(sentence, verb)
    return _STANDS_IN.search(sentence.cut(max(sentence.span.start, end - 40), end)) is not None


def stood_for(sentence: Sentence, verb: int) -> Side | None:
    """Whom the pronoun or office that stands as the subject takes up, where that is clear."""
    end = _without_chain(sentence, verb)
    pronoun = _PRONOUN.search(sentence.cut(max(sentence.span.start, end - 4), end))
    if pronoun is not None:
        at = Span(start=end - len(pronoun[0]), end=end)
        return only_person(sentence, at.start) or he(sentence, at)
    return the_two(sentence, end)


def opening_pronoun(sentence: Sentence) -> Side | None:
    """Whom the "he" means that opens the sentence."""
    opens = _PRONOUN_FIRST.match(sentence.text)
    return (
        he(sentence, Span(start=sentence.span.start, end=sentence.span.start + len(opens[0])))
        if opens
        else None
    )


def only_person(sentence: Sentence, before: int, besides: frozenset[str] = frozenset()) -> Side | None:
    """The one political person named before `before` in the sentence, if there is but one."""
    found = {
        n.entity.id: n
        for n in sentence.named
        if n.span.end <= before
        and n.entity.kind is EntityKind.PERSON
        and n.entity.id not in besides
        and is_political(n, sentence.names)
    }
    if len(found) != 1:
        return None
    (named,) = found.values()
    return Side(span=named.span, actors=(Actor(named=named),))


def leading(sentence: Sentence, verb: int) -> Side | None:
    """The persons who open the sentence, where it goes on to `verb`: "Mori met Lima before flying"."""
    if _SAID.search(sentence.cut(sentence.span.start, verb)):
        return None
    side = side_after(sentence, sentence.span.start)
    return side if side is not None and side.people and side.span.end < verb else None


def the_other(sentence: Sentence, side: Side) -> Side | None:
    """Whom "the leader" means: the one person of another country named before."""
    besides = frozenset(
        n.entity.id
        for n in sentence.named
        if n.entity.country in side.parties and n.entity.country is not None
    )
    return only_person(sentence, side.span.start, besides) if side.parties else None


def next_subject(sentence: Sentence, after: int) -> Named | None:
    """The subject of the main clause after an opening one: "After talks with Xi, Macron said"."""
    comma = sentence.document.text.find(", ", after, sentence.span.end)
    people = [
        n
        for n in sentence.named
        if comma >= 0 and n.span.start >= comma and n.entity.kind is EntityKind.PERSON
    ]
    if not people or people[0].span.start - comma > _TITLES_REACH:
        return None
    return people[0] if is_political(people[0], sentence.names) else None


_TITLES_REACH = 50
"""Characters: the longest office before a name that opens a clause."""


def _without_chain(sentence: Sentence, verb: int) -> int:
    """Where the subject ends: before "will", "on Tuesday", "is expected to"."""
    start = chain_start(sentence, verb)
    return (
        start
        - len(sentence.cut(sentence.span.start, start))
        + len(sentence.cut(sentence.span.start, start).rstrip(_TRAILING))
    )
