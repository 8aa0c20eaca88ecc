"""Places told before a summit's phrase, and "here" and "there", which stand for one named elsewhere."""

from collections.abc import Iterator

from bot.extraction.events.drafts import Draft
from bot.extraction.events.places import place_of
from bot.extraction.events.sentences import Sentence
from bot.extraction.events.summits.phrases import Phrase
from bot.extraction.events.summits.scope import FAR
from bot.extraction.lazily import lazy
from bot.extraction.lexicon import EntityKind, Lexicon
from bot.extraction.names import Named
from bot.extraction.salience import DATELINE, DATELINE_SEEN

_PLACES = frozenset({EntityKind.CITY, EntityKind.COUNTRY})
_WHERE = lazy(r"(?:, [^,.;:]{3,60},|,)? (?:is )?where (?:the |its |their )?(?:[\w’'-]+ ){0,5}$")
_WHERE_THEY = lazy(r"(?:, [^,.;:]{3,60},|,)? is where (?:[\w’'-]+ ){0,14}$")
_PREPARED = lazy(r"\b[Pp]reparations?\b[^.;:,]{0,40}\bin $|\b(?:gets|getting) ready in $")
_FOR_IT = lazy(r" (?:for|ahead of) ")
_OPENING_GAP = lazy(
    r"(?:,? on \w+)?,? [^.;:“”\"]{0,90}?\b(?:hold|holds|held|open|opens|opened|host|hosts|hosted"
    r"|conven(?:e|es|ed)|attend|attends"
    r"|attended|gather(?:ed)? for|met for|meet for|began|begin|conclude[sd]?) $"
)
_THERE = lazy(
    r"(?:(?:,? which)? (?:was|is|to be|being|will be))?(?: now)?(?: be)? (?:held|hosted|convened"
    r"|taking place|meeting) there\b"
)
_HERE = lazy(
    r"(?P<said>(?:(?! here\b).){0,60}\b(?:said|told|announced|reporters|arriv\w+"
    r"|visit\w*)\b)?(?:(?! here\b)[^.;:“”\"]){0,70} here\b"
)


def place_before(phrase: Phrase, lexicon: Lexicon) -> Iterator[Draft]:
    """A place before it: "Brussels, where the leaders meet", "In Addis Ababa, leaders opened the summit"."""
    sentence = phrase.sentence
    for named in sentence.named:
        if (
            named.entity.kind not in _PLACES
            or named.span.end > phrase.head.start
            or named.span.start < sentence.told_from
        ):
            continue
        if phrase.head.start - named.span.end > FAR:
            continue
        gap = sentence.cut(named.span.end, phrase.head.start)
        opening = sentence.cut(sentence.told_from, named.span.start).strip().lower()
        prepared = _FOR_IT.fullmatch(gap) and _PREPARED.search(
            sentence.cut(max(sentence.span.start, named.span.start - 60), named.span.start)
        )
        opens = opening in {"in", "at"} and _OPENING_GAP.fullmatch(gap)
        if _WHERE.fullmatch(gap) or (phrase.verb and _WHERE_THEY.fullmatch(gap)) or opens:
            yield from place_of(named, lexicon, "place.where/1", 0.85)
        elif prepared:  # often, but not always, where it will be
            yield from place_of(named, lexicon, "place.prepared/1", 0.6)


def place_here(phrase: Phrase, lexicon: Lexicon) -> Iterator[Draft]:
    """What is held "here" is held in the town of the dateline, "there" in the place named before."""
    sentence = phrase.sentence
    if _THERE.match(sentence.cut(phrase.end, min(sentence.span.end, phrase.end + 60))):
        before = [n for n in sentence.named if n.entity.kind in _PLACES and n.span.end < phrase.head.start]
        for named in before[-1:]:
            yield from place_of(named, lexicon, "place.there/1", 0.85)
    here = _HERE.match(sentence.cut(phrase.end, min(sentence.span.end, phrase.end + 120)))
    if here and not here["said"]:
        for named in dateline_towns(sentence):
            yield from place_of(named, lexicon, "place.here/1", 0.85)


def dateline_towns(sentence: Sentence) -> tuple[Named, ...]:
    """The town from which the report comes."""
    document = sentence.document
    if not document.paragraphs:
        return ()
    start = document.paragraphs[0].start
    line = DATELINE.match(document.text, start, start + DATELINE_SEEN)
    if line is None:
        return ()
    inside = (n for n in sentence.names.named if start <= n.span.start < line.end())
    found = [n for n in inside if n.entity.kind in _PLACES]
    towns = [n for n in found if n.entity.kind is EntityKind.CITY]
    return tuple((towns or found)[:1])
