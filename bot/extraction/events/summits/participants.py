"""PARTICIPANT: who the text says takes part; not whoever comes to prepare it or speaks of it."""

from collections.abc import Iterable, Iterator

from bot.extraction.events.drafts import Draft
from bot.extraction.events.links import doubted
from bot.extraction.events.lists import row_after, row_before
from bot.extraction.events.summits.phrases import Phrase
from bot.extraction.facts import Modality, Slot
from bot.extraction.lazily import lazy
from bot.extraction.lexicon import EntityKind
from bot.extraction.names import Named

_ATTENDS = lazy(
    r"(?:,? who(?:se \w+ [^,;:]{0,40},)?)?"
    r"(?: (?:will|would|to|is|are|was|were|has|have|had|also|both|due|set|expected|scheduled|likely))*"
    r" (?:attend(?:s|ed|ing)?|join(?:s|ed)?|addresse?[sd]?|co-chair(?:s|ed)?|chair(?:s|ed)?|host(?:s|ed)?"
    r"|open(?:s|ed)?|clos(?:e|es|ed)"
    r"|inaugurat(?:e|es|ed)|preside[sd]? over|be (?:present |there )?at|be in [\w ]{2,30} for"
    r"|represent(?:s|ed)? [\w ]{2,30} at"
    r"|(?:lead|leads|led|head|heads|headed) (?:(?:the|his|her|its|a|an) )?(?:[\w’'-]+ ){0,5}delegation to"
    r"|take[sn]? part in(?: the (?:works?|proceedings|opening|session) of)?"
    r"|(?:sit|sits|sat) (?:down )?at the table of|confirmed (?:his|her|their) (?:attendance"
    r"|participation) (?:at|in)"
    r"|participat(?:e|es|ed|ing) in|took part in(?: the (?:works?|proceedings|opening|session) of)?"
    r"|arriv(?:e|es|ed) (?:in [\w ]{2,30} )?(?:for|to attend)) $"
)
_ATTENDED_BY = lazy(
    r"(?: (?:was|is|will be|were) (?:held|convened|hosted|opened|staged))?"
    r"(?: (?:here|there|in|at|on) [^.,;:]{0,40}?)?,?(?: (?:which|that))?(?: (?:was|is|will be|were|to be"
    r"|being|are))?(?: also)?"
    r" (?:(?:attended|chaired|co-chaired|hosted|opened|addressed|joined|presided over|led"
    r"|inaugurated)(?: also)? by"
    r"|bring(?:s|ing) together|brought together|(?:will|to) bring together) (?=\S)"
)
_WITH = lazy(r"[^.;:“”]{0,80}?,? with (?=\S)")
_PRESIDING = lazy(
    r"(?: [A-Z][\w.’-]+)? (?:in (?:the chair|attendance)|presiding|taking part|attending|representing"
    r"|welcoming|hosting|announcing|telling|saying|calling|shaking|signing|urging|pledging)\b"
)
_BY_FIRST = lazy(r"(?:Co-)?(?:[Hh]osted|[Cc]haired|[Oo]pened|Presided over|Attended) by (?=\S)")
_REACH = 90
"""Characters: the verb with its auxiliaries and a city."""
_AHEAD = lazy(r"\b(?:will|would|to|due|set|expected|scheduled|likely)\b")


def participants(phrase: Phrase) -> Iterator[Draft]:
    """Persons in the phrase ("between Mori and Garnier"), those who hold it, and those who attend it."""
    sentence = phrase.sentence
    if phrase.verb is None:
        yield from _persons(sentence.within(phrase.whole), phrase, "participant.named/1", 0.95)
    if (held := phrase.holders.subject) and not _summons(phrase):
        yield from _persons(sentence.within(held.span), phrase, "participant.holds/1", 0.95)
    if by := _ATTENDED_BY.match(sentence.cut(phrase.end, sentence.span.end)):
        row = row_after(sentence, phrase.end + by.end())
        if row:
            yield from _persons(row.named, phrase, "participant.attended-by/1", 0.9)
    yield from _presiding(phrase)
    yield from _hosted(phrase)
    received = phrase.holders.guests
    if received is not None:
        yield from _persons(received.named, phrase, "participant.received/1", 0.9)
    start = max(sentence.span.start, phrase.head.start - _REACH)
    if match := _ATTENDS.search(sentence.cut(start, phrase.head.start)):
        row = row_before(sentence, start + match.start())
        if row and not doubted(sentence, start + match.end()):
            put = Modality.SCHEDULED if _AHEAD.search(match[0]) else Modality.HELD
            yield from _persons(row.named, phrase, "participant.attends/1", 0.9, put)


def _presiding(phrase: Phrase) -> Iterator[Draft]:
    """Those after it: "the summit opened with Mori in the chair"."""
    sentence = phrase.sentence
    tail = sentence.cut(phrase.end, sentence.span.end)
    if not _PRESIDING.search(tail) or not (by := _WITH.match(tail)):
        return
    row = row_after(sentence, phrase.end + by.end())
    if row and _PRESIDING.match(sentence.cut(row.span.end, min(sentence.span.end, row.span.end + 40))):
        yield from _persons(row.named, phrase, "participant.presides/1", 0.9)


def _hosted(phrase: Phrase) -> Iterator[Draft]:
    """Who is told in front of it as its host: "Hosted by President Mori, the summit"."""
    sentence = phrase.sentence
    before = sentence.cut(sentence.told_from, phrase.head.start)
    if not (by := _BY_FIRST.match(before)):
        return
    row = row_after(sentence, sentence.told_from + by.end())
    named = [n for n in row.named if n.span.end <= phrase.head.start] if row else []
    if named and sentence.cut(named[-1].span.end, phrase.head.start) == ", ":
        yield from _persons(named, phrase, "participant.host/1", 0.9)


def _summons(phrase: Phrase) -> bool:
    """Who calls others to it need not come."""
    coming = phrase.holders.coming
    return coming is not None and phrase.sentence.cut(coming.verb.start, coming.verb.start + 6) == "summon"


def _persons(
    named: Iterable[Named], phrase: Phrase, rule: str, weight: float, modality: Modality | None = None
) -> Iterator[Draft]:
    people = phrase.sentence.names.people
    for n in named:
        if n.entity.kind is EntityKind.PERSON:
            person = people.get(n.entity.id)
            yield Draft(
                slot=Slot.PARTICIPANT,
                value=n.entity.id,
                shown=n.entity.name,
                evidence=n.span,
                rule=rule,
                weight=weight,
                modality=modality,
                role=person.role if person else "",
            )
