"""HOST: whoever hosts the summit, as the subject of the verb or as the place offered for it."""

import re
from collections.abc import Iterator

from bot.extraction.events.drafts import Draft
from bot.extraction.events.links import linked
from bot.extraction.events.places import host_of, place_of
from bot.extraction.events.sentences import Sentence
from bot.extraction.events.summits.phrases import Phrase
from bot.extraction.events.summits.scope import masked
from bot.extraction.events.summits.venues import venue_for
from bot.extraction.lazily import lazy
from bot.extraction.lexicon import EntityId, EntityKind, Lexicon
from bot.extraction.names import Named
from bot.extraction.text import Span

_PLACES = frozenset({EntityKind.CITY, EntityKind.COUNTRY})
_HOSTS = lazy(
    r"(?<!\bto co-)\b(?:(?:co-)?host(?:s|ed|ing)?|play(?:s|ed|ing)? host to"
    r"|(?<!the )stag(?:e|es|ed|ing)|saw|sees|convening|organi[sz](?:e|es|ed|ing)"
    r"|(?<!set )(?<!sets )(?<!setting )the (?:venue|stage|setting|scene|host) (?:of|for)(?: the opening"
    r" of)?)\b",
    re.IGNORECASE,
)
_SUBJECT_GAP = lazy(
    r"(?:[’']s)?,?(?: (?:will|would|is|are|was|were|has|had|be|become|to|set|due|gears|gearing|geared|up"
    r"|prepares"
    r"|preparing|expected|ready|then|last"
    r"|been (?:chosen|picked|selected|named|confirmed)(?: over \w+| as venue)? to|has|be the next to|_"
    r"|on _|today|readies|readying|getting"
    r"|also|again|jointly|agreed|offered|capital|president|prime minister|pm|proudly|next|successfully))* ",
    re.IGNORECASE,
)
_THAT = lazy(r",? (?:which|that) (?:the )?")
_THEN_HOSTS = lazy(
    r"(?: (?:will|would|is|was|are|were|has|had|to|due|set|been|also|planned|expected|be|have))*"
    r" (?:host(?:s|ed|ing)?|hold(?:s|ing)?|held|stag(?:e|es|ed)|convened?s?|organi[sz]ed?s?)\b"
)
_PASSED_OVER = lazy(r"\b(?:over|instead of|rather than|against|ahead of)(?: the)? $")
_OBJECT_REACH = 110
"""Characters from "host" to the phrase: "host President Luc Garnier for the"."""


def hosts_of(phrase: Phrase, parties: frozenset[EntityId], lexicon: Lexicon) -> Iterator[Draft]:
    """The subject of "host": "Japan will host Garnier for the summit"."""
    sentence = phrase.sentence
    start = sentence.span.start
    if phrase.verb is not None and phrase.verb.start < phrase.head.start:
        yield from _subjects_of(sentence, phrase.verb.start, lexicon)
        return
    for verb in _HOSTS.finditer(sentence.text):
        end = start + verb.end()
        if not 0 < phrase.head.start - end <= _OBJECT_REACH or not _is_object(sentence, end, phrase, parties):
            continue
        yield from _subjects_of(sentence, start + verb.start(), lexicon)


def _subjects_of(sentence: Sentence, verb: int, lexicon: Lexicon) -> Iterator[Draft]:
    before = [
        n
        for n in sentence.named
        if n.span.end <= verb and not _PASSED_OVER.search(sentence.cut(sentence.span.start, n.span.start))
    ]
    latest = max((n.span.end for n in before), default=sentence.span.start)
    for subject in (n for n in before if n.span.end == latest):
        if _SUBJECT_GAP.fullmatch(masked(sentence, latest, verb, sentence.dates)):
            yield from _host(subject, lexicon)


def _is_object(sentence: Sentence, start: int, phrase: Phrase, parties: frozenset[EntityId]) -> bool:
    """What is hosted is the event, or a guest from a party who comes for it."""
    between = sentence.cut(start, phrase.head.start)
    if linked(sentence, start, phrase.head.start):
        return True
    guests = [n for n in sentence.named if start <= n.span.start < phrase.head.start]
    from_parties = guests and all(n.stands_for & parties for n in guests)
    return bool(from_parties) and re.search(r"[,;:]| (?:and|after|before|said) ", between) is None


def _host(subject: Named, lexicon: Lexicon) -> Iterator[Draft]:
    if subject.entity.kind is EntityKind.CITY:
        yield from place_of(subject, lexicon, "host.hosts/1", 0.9)
    elif subject.country is not None:
        yield host_of(subject, subject.country, lexicon, "host.hosts/1", 0.9)


def relative_host(phrase: Phrase, lexicon: Lexicon) -> Iterator[Draft]:
    """The host in "the summit that New Delhi is to host"."""
    sentence = phrase.sentence
    for named in sentence.named:
        if named.span.start < phrase.end or named.span.start > phrase.end + 50:
            continue
        gap = sentence.cut(phrase.end, named.span.start)
        after = sentence.cut(named.span.end, min(sentence.span.end, named.span.end + 60))
        if _THAT.fullmatch(gap) and _THEN_HOSTS.match(after):
            yield from _host(named, lexicon)


def venue(phrase: Phrase, lexicon: Lexicon) -> Iterator[Draft]:
    """The place offered or chosen for it."""
    venue = venue_for(phrase)
    if venue is None:
        return
    start = phrase.head.start - len(venue.string)
    inside = Span(start=start + venue.start("place"), end=start + venue.end("place"))
    for named in phrase.sentence.within(inside):
        if named.entity.kind in _PLACES:
            yield from place_of(named, lexicon, "place.venue/1", 0.9)
