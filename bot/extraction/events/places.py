"""HOST and CITY: where the event is, from places that the text ties to its phrase."""

import re
from collections.abc import Iterator

from bot.extraction.dates import DateExpression
from bot.extraction.events.drafts import Draft
from bot.extraction.events.links import linked
from bot.extraction.events.phrases import Phrase
from bot.extraction.events.sentences import Named, Sentence
from bot.extraction.facts import EventOfInterest, Slot
from bot.extraction.lexicon import EntityId, EntityKind, Lexicon

_IN = re.compile(r"\b(?:in|at)(?: the)? $")
_HOSTED_BY = re.compile(r"\bhosted by $")
_HOSTS = re.compile(r"(?<!\bto co-)\b(?:co-)?host(?:s|ed|ing)?\b", re.IGNORECASE)
_SUBJECT_GAP = re.compile(
    r"(?:[’']s)?,?(?: (?:will|would|is|are|was|were|has|had|to|set|due|gears|gearing|geared|up|prepares"
    r"|preparing|expected|ready|then|last"
    r"|also|again|jointly|agreed|offered|capital|president|prime minister|pm|proudly|next|successfully))* ",
    re.IGNORECASE,
)
_OBJECT_REACH = 110
"""Characters from "host" to the phrase: "host President Luc Garnier for the"."""


def places(
    phrase: Phrase, event: EventOfInterest, lexicon: Lexicon, dates: tuple[DateExpression, ...]
) -> Iterator[Draft]:
    """The place after the phrase ("was held in Tokyo", "hosted by Japan") and the host before it."""
    sentence = phrase.sentence
    for named in sentence.named:
        if named.entity.kind not in {EntityKind.CITY, EntityKind.COUNTRY} or named.span.start < phrase.end:
            continue
        link = sentence.cut(phrase.end, named.span.start)
        fits = _IN.search(link) or _HOSTED_BY.search(link)
        if (
            fits
            and not _IN.search(link[: fits.start()])
            and linked(sentence, phrase.end, named.span.start, dates=dates)
        ):
            yield from place_of(named, lexicon, "place.in/1", 0.95)
    yield from _hosts(phrase, event, lexicon)


def _hosts(phrase: Phrase, event: EventOfInterest, lexicon: Lexicon) -> Iterator[Draft]:
    """The subject of "host": "Japan will host Garnier for the summit"."""
    sentence = phrase.sentence
    start = sentence.span.start
    for verb in _HOSTS.finditer(sentence.text):
        end = start + verb.end()
        if not 0 < phrase.head.start - end <= _OBJECT_REACH or not _is_object(sentence, end, phrase, event):
            continue
        before = [n for n in sentence.named if n.span.end <= start + verb.start()]
        latest = max((n.span.end for n in before), default=start)
        for subject in (n for n in before if n.span.end == latest):
            if _SUBJECT_GAP.fullmatch(sentence.cut(latest, start + verb.start())):
                yield from _host(subject, lexicon)


def _is_object(sentence: Sentence, start: int, phrase: Phrase, event: EventOfInterest) -> bool:
    """What is hosted is the event, or a guest from a party who comes for it."""
    between = sentence.cut(start, phrase.head.start)
    if linked(sentence, start, phrase.head.start):
        return True
    guests = [n for n in sentence.named if start <= n.span.start < phrase.head.start]
    from_parties = guests and all(n.stands_for & frozenset(event.parties) for n in guests)
    return bool(from_parties) and re.search(r"[,;:]| (?:and|after|before|said) ", between) is None


def _host(subject: Named, lexicon: Lexicon) -> Iterator[Draft]:
    if subject.entity.kind is EntityKind.CITY:
        yield from place_of(subject, lexicon, "host.hosts/1", 0.9)
    elif subject.country is not None:
        yield _draft(
            slot=Slot.HOST,
            named=subject,
            value=subject.country,
            lexicon=lexicon,
            rule="host.hosts/1",
            weight=0.9,
        )


def place_of(named: Named, lexicon: Lexicon, rule: str, weight: float) -> Iterator[Draft]:
    """The CITY where it is one, and the HOST, its country."""
    if named.entity.kind is EntityKind.CITY:
        yield _draft(
            slot=Slot.CITY, named=named, value=named.entity.id, lexicon=lexicon, rule=rule, weight=weight
        )
    if named.country is not None:
        yield _draft(
            slot=Slot.HOST, named=named, value=named.country, lexicon=lexicon, rule=rule, weight=weight
        )


def _draft(*, slot: Slot, named: Named, value: EntityId, lexicon: Lexicon, rule: str, weight: float) -> Draft:
    return Draft(
        slot=slot,
        value=value,
        shown=lexicon[value].name if value in lexicon else value,
        evidence=named.span,
        rule=rule,
        weight=weight,
    )
