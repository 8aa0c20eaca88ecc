"""HOST and CITY: where the summit is, from places that the text ties to its phrase."""

import re
from collections.abc import Iterator

from bot.extraction.dates import DateExpression
from bot.extraction.events.drafts import Draft
from bot.extraction.events.links import linked
from bot.extraction.events.places import place_of
from bot.extraction.events.sentences import Sentence
from bot.extraction.events.summits.hosts import hosts_of, relative_host, venue
from bot.extraction.events.summits.phrases import Phrase
from bot.extraction.events.summits.scope import FAR, masked, reaches
from bot.extraction.events.summits.surroundings import place_before, place_here
from bot.extraction.facts import Slot
from bot.extraction.lazily import lazy
from bot.extraction.lexicon import EntityId, EntityKind, Lexicon
from bot.extraction.names import Named
from bot.extraction.text import Span
from bot.extraction.wordlists import words

_TOWN_NOUNS = [
    "city",
    "town",
    "resort",
    "capital",
    "port",
    "island",
    "province",
    "state",
    "region",
    "suburb",
    "village",
    "outskirts",
    "venue",
    "palace",
]
_TOWN_NOUN = rf"(?:{'|'.join(_TOWN_NOUNS)})"
_IN_OR_BY = lazy(r"\b(?:(?:in|at)(?: the)?|hosted by) $")
_SHORT = 12
_LONG = 120
"""Characters before a place that tie it: "hosted by", "opened in the southern coastal city of"."""
_ENDINGS = (
    *(" in ", " at ", " for ", " by ", " the ", " a ", " of ", ", "),
    *(f" {noun} " for noun in _TOWN_NOUNS),
)
_PLACED = lazy(r"\b(?:in|to|on|at)(?: the)? $")
_TOWN = lazy(
    r"\b(?:in|(?:city|town|resort|port|capital) of|in the (?:city|town"
    r"|resort)) ([A-Z][^\W\d_A-Z]+(?:[ -][A-Z][^\W\d_A-Z]+){0,2})(?=[ ,.;:]|$)(?! (?:House|Palace|Hotel))"
)
_PLACES = frozenset({EntityKind.CITY, EntityKind.COUNTRY})
_LEAD = lazy(
    r"(?:held|holds?|holding|place|conven(?:e|es|ed|ing)|open(?:s|ed|ing)?|begin(?:s|ning)?|began"
    r"|start(?:s|ed|ing)?|clos(?:e|es|ed|ing)|end(?:s|ed|ing)?|conclud\w+|meet(?:s|ing)?|met|gather\w*"
    r"|assembl\w+|together|down|due|in|set|scheduled|slated|planned|expected|hosted|staged|chaired|way|here"
    r"|there|back|leaders|nations|countries|states|sides|again|moved|shifted|relocated|off|up|runs?|was|were"
    r"|is|be|bloc|grouping|alliance|group|week|month|year|days?|weekend|own|arranged|revived|organi[sz]ed|later"
    r"|earlier|next|virtually|neighbou?rs|members|presidents|likely|morning|afternoon|evening|night|time"
    r"|produced)"
)
_FOR = frozenset({"planned", "set", "scheduled", "slated", "in"})
"""After these "for" leads to a place too."""
_PLACING = lazy(
    r"(?:^| )(?:(?:both|also) )?(?P<in>in|at|for)(?: the| a)?"
    rf"(?: (?:[\w’'-]+ ){{0,5}}?{_TOWN_NOUN}(?:,| of)?(?: the)?)? $"
)
_TOWN_WORD = lazy(rf" (?:[\w’'-]+ ){{0,3}}?{_TOWN_NOUN}\b", re.IGNORECASE)
_MORE = lazy(
    r" (?!(?:on|in|and|for|from|at|to|with|by|is|was|next|this|last|late|early|later|will|has|that|which|as"
    r"|who|or|under|over|had|between|but|before|after|until|during|where|when)\b)[a-z]+\b"
)
"""A word after a country's name, of which that may be the adjective."""
_NO_TOWNS = words(
    """
    parliament congress europe africa asia america north south east west central latin southeast northern
    southern eastern western english french russian chinese arabic spanish person january february march
    april may june july august september october november december monday tuesday wednesday thursday
    friday saturday sunday european african asian arab gulf middle
    """
)


def places(
    phrase: Phrase, parties: frozenset[EntityId], lexicon: Lexicon, dates: tuple[DateExpression, ...]
) -> Iterator[Draft]:
    """The place after the phrase ("was held in Tokyo", "hosted by Japan") and the host before it."""
    sentence = phrase.sentence
    for named in phrase.places:
        yield from place_of(named, lexicon, "place.named/1", 0.85)
    if coming := phrase.holders.coming:
        for named in sentence.within(Span(start=coming.verb.end, end=phrase.head.start)):
            before = sentence.cut(coming.verb.end, named.span.start)
            if named.entity.kind not in _PLACES:
                continue
            if _PLACED.search(before) or (not coming.gathers and before == " "):
                yield from place_of(named, lexicon, "place.gathering/1", 0.9)
        yield from _town_between(phrase, coming.verb.end, phrase.head.start, dates)
    yield from _unknown_city(phrase, lexicon, dates)
    for named in sentence.named:
        if (
            named.entity.kind in _PLACES
            and named.span.start >= phrase.end
            and _is_place(phrase, named, dates)
        ):
            yield from place_of(named, lexicon, "place.in/1", 0.95)
    yield from place_before(phrase, lexicon)
    yield from venue(phrase, lexicon)
    yield from place_here(phrase, lexicon)
    yield from hosts_of(phrase, parties, lexicon)
    yield from relative_host(phrase, lexicon)


def _is_place(phrase: Phrase, named: Named, dates: tuple[DateExpression, ...]) -> bool:
    sentence = phrase.sentence
    if named.span.start > phrase.end + FAR:
        return False
    link = sentence.cut(phrase.end, named.span.start)
    if not link.endswith(_ENDINGS):  # cheap, and mostly so
        return False
    fits = _IN_OR_BY.search(link, max(0, len(link) - _SHORT))
    if fits and linked(sentence, phrase.end, named.span.start, dates=dates):
        return True
    if not reaches(sentence, phrase.end, named.span.start, dates=dates):
        return False
    if not _leads_in(masked(sentence, phrase.end, named.span.start, dates)):
        return False
    return named.entity.kind is EntityKind.CITY or _stands_for_place(sentence, named)


def _leads_in(between: str) -> bool:
    """Do these words lead from the phrase to a place: "was held in the city of ", "opens _ at "?"""
    low = between[-_LONG:].lower()
    placing = _PLACING.search(low)
    if placing is None:
        return False
    before = low[: placing.start()]
    if not before or before[-1] in ",)_":
        return placing["in"] != "for"
    word = before.rpartition(" ")[2]
    return _LEAD.fullmatch(word) is not None and (placing["in"] != "for" or word in _FOR)


def _stands_for_place(sentence: Sentence, named: Named) -> bool:
    """A country by its name, or its adjective before "capital": not "in the Japanese parliament"."""
    name = sentence.cut(named.span.start, named.span.end).removesuffix("'s").removesuffix("’s")
    after = sentence.cut(named.span.end, min(sentence.span.end, named.span.end + 40))
    if _TOWN_WORD.match(after):
        return True
    return not _MORE.match(after) and not name.endswith(("ian", "ese", "ish", "ani", "can"))


def _town_between(phrase: Phrase, start: int, end: int, dates: tuple[DateExpression, ...]) -> Iterator[Draft]:
    """A town that the lexicon does not know, between the verb of coming and the phrase."""
    sentence = phrase.sentence
    known = [n.span for n in sentence.named] + [date.span for date in dates]
    for match in _TOWN.finditer(sentence.cut(start, end)):
        town = Span(start=start + match.start(1), end=start + match.end(1))
        if not any(span.start < town.end and town.start < span.end for span in known) and _is_town(match[1]):
            yield _town(sentence, town)
            return


def _is_town(name: str) -> bool:
    return name.split(maxsplit=1)[0].lower() not in _NO_TOWNS


def _town(sentence: Sentence, town: Span) -> Draft:
    name = sentence.cut(town.start, town.end)
    return Draft(
        slot=Slot.CITY,
        value="-".join(name.lower().split()),
        shown=name,
        evidence=town,
        rule="place.town/1",
        weight=0.75,
    )


def _unknown_city(phrase: Phrase, lexicon: Lexicon, dates: tuple[DateExpression, ...]) -> Iterator[Draft]:
    """A town that the lexicon does not know: "takes place in Livingstone", and its country after it."""
    sentence = phrase.sentence
    known = [n.span for n in sentence.named] + [date.span for date in dates]
    for match in _TOWN.finditer(sentence.cut(phrase.end, min(sentence.span.end, phrase.end + FAR))):
        town = Span(start=phrase.end + match.start(1), end=phrase.end + match.end(1))
        if any(span.start < town.end and town.start < span.end for span in known) or not _is_town(match[1]):
            continue
        if linked(sentence, phrase.end, town.start, dates=dates) or (
            reaches(sentence, phrase.end, town.start, dates=dates)
            and _leads_in(masked(sentence, phrase.end, town.start, dates))
        ):
            yield _town(sentence, town)
            after = (n for n in sentence.named if n.entity.kind is EntityKind.COUNTRY)
            for named in after:
                if sentence.cut(town.end, named.span.start) == ", ":
                    yield from place_of(named, lexicon, "place.town/1", 0.85)
            return
