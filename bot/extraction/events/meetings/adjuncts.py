"""When and where: the dates and places that stand beside a happening and belong to it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.extraction.dates import DateExpression, Relation
from bot.extraction.events.meetings.sides import Side
from bot.extraction.events.meetings.towns import pointed_to
from bot.extraction.events.modality.verbs import chain_start
from bot.extraction.events.sentences import Sentence
from bot.extraction.lazily import lazy
from bot.extraction.lexicon import AliasKind, EntityKind
from bot.extraction.names import Named
from bot.extraction.text import Span

_ENDS = lazy(
    r"""[;:!?](?=\s|$) | (?<![A-Z])\.(?=\s|$) | [“”"\n] | \s[–—]\s
    | ,\s(?:who|which|where|when|and|but|as|with|after|before|while|according|he|she|they|the|an?|his|her
    |in\swhat
        |in\san?|says?|said|[a-z]+ing|days|weeks|hours|amid|officials?|state|local|his)\b
    | \s(?:to(?!\s(?:be|take|begin|start|resume)\s)|that|who|which|about|over|amid|after|before|ahead\sof
    |following|while|but|because|since|despite
        |says?|said|told|agreed|regarding|concerning|discuss\w*|focus\w*|as|and\s(?!\w+day)[a-z]+|against
        |between)\b
    | \son\s(?!the\s(?:sidelines|margins|fringes))(?=[a-z])
    | \sfor\s(?!(?:[\w-]+\s){0,4}(?:talks|meeting|discussions|consultations|visit|summit|negotiations
    |dialogue)\b)
    """,
    re.VERBOSE,
)
_AT_ONCE = lazy(
    r"\b(?:in|at)(?: the)?(?: [\w’'-]+){0,4}? (?:capital|city|town|resort|port|village)(?: of)?,? $"
    r"|\b(?:[Ii]n|[Aa]t)(?: the| downtown| central| nearby| neighbou?ring)? $"
)
_PLACE_ENDS = lazy(
    r"(?![-–]\w)(?![’']s? (?!capital\b|[A-Z]))"
    r"(?! (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct"
    r"|Nov|Dec)[a-z.]*\b|(?:On|In|At|For|To|And|After|Before|This|Next|Amid|With|As|From|Over)\b)[A-Z])"
)
_OPENING = lazy(r"(?:Earlier |Later |Late |Early )?(?:[Oo]n|[Ii]n|[Aa]t)?(?: the)? ?")
_JOINT = lazy(
    r"(?:, where (?:he|she|they)|,? and(?: then)?)(?: (?:will|would|is|was|are|were|to|be|also"
    r"|expected|due|set|later))* $"
)
_WENT = lazy(
    r"\b(?:(?:visit(?:s|ed|ing)?|trip|travel\w*|fl(?:y|ies|ew|ying)|head\w*|went|go(?:es"
    r"|ing)?)(?: to)?|(?:arriv|land)\w+ in)"
    r"(?: the)? $"
)
_ASIDE = lazy(r", (?:who (?:is|was|has been) )?(?:currently |now )?(?P<where>in )")
_PLACES = frozenset({EntityKind.CITY, EntityKind.COUNTRY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stands beside a happening."""

    dates: tuple[DateExpression, ...] = ()
    places: tuple[Named, ...] = ()


def beside(sentence: Sentence, stretches: tuple[Span, ...]) -> Beside:
    """Dates and places in the stretches of text that belong to one happening, each to where others begin."""
    own = tuple(_own(sentence, stretch) for stretch in stretches)
    places = [n for stretch in own for n in sentence.within(stretch) if is_place(sentence, n, stretch.start)]
    found = _first(places)
    if not found or found[0].entity.kind is EntityKind.COUNTRY:
        found = _nearer(found, pointed_to(sentence, own))
    return Beside(dates=_dates_in(sentence, own), places=tuple(found))


def dates_beside(sentence: Sentence, stretches: tuple[Span, ...]) -> tuple[DateExpression, ...]:
    """Only the dates."""
    return _dates_in(sentence, tuple(_own(sentence, stretch) for stretch in stretches))


def _dates_in(sentence: Sentence, own: tuple[Span, ...]) -> tuple[DateExpression, ...]:
    return tuple(d for stretch in own for d in _inside(sentence.dates, stretch) if _dates_it(d))


def _nearer(country: list[Named], towns: Iterable[Named]) -> list[Named]:
    """The town that the text points to, where it lies in the country that it names."""
    lies = {n.entity.id for n in country}
    return next(([town] for town in towns if not lies or town.entity.country in lies), country)


def surroundings(sentence: Sentence, noun: Span, sides: tuple[Side, ...], held: Span | None = None) -> Beside:
    """Dates and places after the noun and its sides, between them, and at the sentence's opening."""
    end = max([noun.end, *(side.span.end for side in sides)])
    stretches = [Span(start=end, end=sentence.span.end)]
    after = [side.span.start for side in sides if side.span.start >= noun.end]
    if after:
        stretches.append(Span(start=noun.end, end=min(after)))
    if held:
        stretches.append(Span(start=chain_start(sentence, held.start), end=held.start))
    first = min([noun.start, *(side.span.start for side in sides)])
    if (opened := opening(sentence, first)) is not None:
        stretches.append(opened)
    own = beside(sentence, tuple(stretches))
    if held is None:
        return own
    if sides and sides[0].span.end < held.start:
        own = between(sentence, sides[0].span.end, held.start, own)
    return arrival(sentence, held.start, own)


def opening(sentence: Sentence, end: int) -> Span | None:
    """What opens the sentence before its subject: "On Monday, in Geneva, "."""
    comma = sentence.document.text.rfind(",", sentence.span.start, end)
    if comma < 0 or not _OPENING.match(sentence.text) or end - sentence.span.start > _LONGEST_OPENING:
        return None
    return Span(start=sentence.span.start, end=comma)


_LONGEST_OPENING = 70
"""Characters: "On the sidelines of the General Assembly in New York on Thursday, "."""


def arrival(sentence: Sentence, verb: int, own: Beside) -> Beside:
    """The place, and the day, of the journey that led there: "travelled to Paris on Monday and met"."""
    if own.places and own.dates:
        return own
    text = sentence.cut(sentence.span.start, verb)
    joint = _JOINT.search(text)
    if joint is None:
        return own
    end = sentence.span.start + joint.start()
    for named in reversed([n for n in sentence.named if n.span.end <= end]):
        before = sentence.cut(max(sentence.span.start, named.span.start - 30), named.span.start)
        if named.entity.kind in _PLACES and _WENT.search(before) and stands_as_place(sentence, named):
            way = beside(sentence, (Span(start=named.span.end, end=end),))
            if any(place.country != named.country for place in own.places):
                return own
            return Beside(dates=own.dates or way.dates, places=own.places or (named,))
    return own


def between(sentence: Sentence, subject: int, verb: int, own: Beside) -> Beside:
    """The place of an aside that parts the subject from its verb: "Mori, in Paris to prepare it, met"."""
    aside = _ASIDE.match(sentence.cut(subject, verb))
    if aside is None or own.places:
        return own
    there = beside(sentence, (Span(start=subject + aside.start("where"), end=verb),))
    return Beside(dates=own.dates, places=there.places)


def is_place(sentence: Sentence, named: Named, start: int) -> bool:
    """Does the name say where: "in Geneva", "at the Kremlin", "in the Saudi capital"?"""
    if named.entity.kind not in _PLACES:
        return False
    before = sentence.cut(max(start, named.span.start - 60), named.span.start)
    return _AT_ONCE.search(before) is not None and stands_as_place(sentence, named)


def stands_as_place(sentence: Sentence, named: Named) -> bool:
    """Is the name the place itself, and not part of another: "visited Tokyo Tower", "Indian troops"?"""
    after = sentence.cut(named.span.end, min(sentence.span.end, named.span.end + 16))
    if is_demonym(named, sentence.cut(named.span.start, named.span.end)):
        return after.startswith(" capital")
    return _PLACE_ENDS.match(after) is not None


def is_demonym(named: Named, text: str) -> bool:
    """Is it the people or the adjective, "Japanese"?"""
    return any(alias.kind is AliasKind.DEMONYM and alias.text == text for alias in named.entity.aliases)


def _own(sentence: Sentence, stretch: Span) -> Span:
    text = sentence.cut(stretch.start, stretch.end)
    for end in _ENDS.finditer(text):
        at = stretch.start + end.start()
        if not _in_date(sentence, at + 1) and not _leads_to_date(sentence, stretch.start + end.end()):
            return Span(start=stretch.start, end=at)
    return stretch


def _in_date(sentence: Sentence, at: int) -> bool:
    return any(d.span.start < at < d.span.end for d in sentence.dates)


def _leads_to_date(sentence: Sentence, at: int) -> bool:
    return any(at <= d.span.start <= at + 4 for d in sentence.dates)


def _inside(dates: tuple[DateExpression, ...], stretch: Span) -> Iterator[DateExpression]:
    return (d for d in dates if stretch.start <= d.span.start and d.span.end <= stretch.end)


def _dates_it(expression: DateExpression) -> bool:
    return expression.relation not in {Relation.SINCE, Relation.AFTER}


def _first(places: list[Named]) -> list[Named]:
    """The first, with the country that shares its words or follows it: "Samarkand, Uzbekistan"."""
    if not places:
        return []
    city = next((n for n in places if n.entity.kind is EntityKind.CITY), None)
    return [city or places[0]]
