"""How many days a summit takes, and the days that one of them and its length make."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.extraction.dates import DateExpression, Granularity
from bot.extraction.events.summits.phrases import Phrase
from bot.extraction.facts import Interval, Occurrence
from bot.extraction.lazily import lazy
from bot.extraction.text import Span

Dated = tuple[DateExpression, str, float]
"""A date of the summit's own, with its rule and weight."""

_DAYS = lazy(r"\b(two|three|four|five|2|3|4|5)-day\b", re.IGNORECASE)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5}
_ENDING = lazy(
    r"\b(?:clos(?:e|es|ed|ing)|end(?:s|ed|ing)?|conclud(?:e|es|ed|ing)|wrap(?:s|ped|ping)? up|wound up"
    r"|round(?:s|ed|ing) off|comes? to (?:a close|an end)|came to (?:a close|an end)|last day|final day"
    r"|adopted|failed|agreed|after)\b"
)
_FOLLOWING = lazy(
    r",? (?:and )?(?:runs?|ran|continu(?:es|ed)|lasts?|lasted|goes on|clos(?:es|ed)|end(?:s|ed))?"
    r" ?(?:on |until |till |to |through |into |and )*the (?:following|next) day\b"
)
_TO = lazy(
    r"^,? (?:and |before |but )?(?:(?:it|will|is|to|due|set|expected) )*"
    r"(?:runs?|running|lasts?|continu\w+|ends?|ending"
    r"|clos(?:e|es|ing)|conclud\w+|wrap(?:s|ping)? up)\b[^.;:]{0,24}$"
)
_LONGEST = timedelta(days=10)
_JOINT = frozenset({" and ", " to ", " until "})


def has_length(phrase: Phrase) -> bool:
    """Does the phrase tell its days: "the three-day summit"?"""
    return _DAYS.search(phrase.sentence.cut(phrase.head.start, phrase.head.end)) is not None


def stretched(phrase: Phrase, own: Sequence[Dated]) -> Iterator[Dated]:
    """`own`, each as long as the text says; of an earlier summit no day lies ahead."""
    published = phrase.sentence.document.published.date()
    rest = list(own)
    while rest:
        expression, rule, weight = rest.pop(0)
        if rest and (_joint(phrase, expression, rest[0][0]) or _runs(phrase, expression, rest[0][0])):
            expression = _until(expression, rest.pop(0)[0])
        elif _is_day(expression):
            expression = _lasting(phrase, expression)
        if phrase.occurrence is Occurrence.PREVIOUS and expression.interval.first > published:
            expression = moved_by_years(expression, -1)
        yield expression, rule, weight


def runs_on(between: str) -> bool:
    """Do these words lead from the first day to the last: "and ends on"?"""
    return _TO.search(between) is not None


def _joint(phrase: Phrase, first: DateExpression, last: DateExpression) -> bool:
    """Are they one stretch, as "today and tomorrow" are?"""
    return phrase.sentence.cut(first.span.end, last.span.start) in _JOINT


def _runs(phrase: Phrase, first: DateExpression, last: DateExpression) -> bool:
    """Does it open on the one day and run to the other?"""
    between = phrase.sentence.cut(first.span.end, last.span.start)
    days = _is_day(first) and last.interval.first >= first.interval.last
    return days and last.interval.last - first.interval.first < _LONGEST and runs_on(between)


def _until(first: DateExpression, last: DateExpression) -> DateExpression:
    span = Span(start=first.span.start, end=last.span.end)
    return _over(first, Interval(first=first.interval.first, last=last.interval.last), span)


def _over(expression: DateExpression, days: Interval, span: Span) -> DateExpression:
    return replace(expression, interval=days, span=span, edtf=f"{days.first}/{days.last}")


def _is_day(expression: DateExpression) -> bool:
    one = expression.interval.first == expression.interval.last
    return one and expression.granularity is Granularity.DAY and not expression.approximate


def _lasting(phrase: Phrase, expression: DateExpression) -> DateExpression:
    """A day and all that follow or went before: "a two-day summit that opens on Thursday"."""
    sentence, day = phrase.sentence, expression.interval.first
    if following := _FOLLOWING.match(sentence.cut(expression.span.end, sentence.span.end)):
        span = Span(start=expression.span.start, end=expression.span.end + following.end())
        return _over(expression, Interval(first=day, last=day + timedelta(days=1)), span)
    length = _DAYS.search(sentence.cut(phrase.head.start, phrase.head.end))
    if length is None:
        return expression
    days = timedelta(days=(_NUMBERS.get(length[1].lower()) or int(length[1])) - 1)
    if _ENDING.search(_around(phrase, expression)):
        return _over(expression, Interval(first=day - days, last=day), expression.span)
    return _over(expression, Interval(first=day, last=day + days), expression.span)


def _around(phrase: Phrase, expression: DateExpression) -> str:
    """The words before the phrase and those between it and the date."""
    start = max(phrase.sentence.span.start, phrase.head.start - 60)
    return phrase.sentence.cut(start, max(phrase.end, expression.span.start))


def moved_by_days(expression: DateExpression, days: int) -> DateExpression:
    """The same weekday of another week."""
    first, last = (
        day + timedelta(days=days) for day in (expression.interval.first, expression.interval.last)
    )
    return replace(expression, interval=Interval(first=first, last=last), edtf=first.isoformat())


def moved_by_years(expression: DateExpression, years: int) -> DateExpression:
    """The same days in another year."""
    first, last = expression.interval.first, expression.interval.last
    days = Interval(
        first=first.replace(year=first.year + years, day=_day(first.month, first.day)),
        last=last.replace(year=last.year + years, day=_day(last.month, last.day)),
    )
    edtf = expression.edtf.replace(str(last.year), str(days.last.year))
    return replace(expression, interval=days, edtf=edtf.replace(str(first.year), str(days.first.year)))


def _day(month: int, day: int) -> int:
    return 28 if (month, day) == (2, 29) else day
