"""The walk over the text: one expression after the other, in linear time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial

from bot.extraction.dates import (
    anchored,
    days,
    holidays,
    in_words,
    named_days,
    named_units,
    periods,
    relative,
)
from bot.extraction.dates.tense import direction_at
from bot.extraction.dates.values import DateExpression, Granularity, Part, Reading, Relation
from bot.extraction.dates.words import Kind, Setting, pattern
from bot.extraction.facts import Interval
from bot.extraction.text import Span
from bot.extraction.wordlists import words

_WORDS = words(
    "early late mid middle beginning start end the this next last past current previous coming earlier later"
    " very by no not until till through up before prior ahead after following since from starting as between"
    " around about circa approximately roughly sometime on in within over nearly almost some spring summer"
    " autumn fall winter first second third fourth 1st 2nd 3rd 4th q1 q2 q3 q4 h1 h2 fiscal yesterday today"
    " tonight tomorrow a an one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen twenty thirty fifty year same corresponding comparable"
    " nineteen christmas thanksgiving boxing new"
)
_NAMES = words("jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun")
_TOKEN = re.compile(r"\w+")
_NO_START = "$€£₹#"
"""Right before a number these make it money, or a place in a list."""
_JOINTS = "-–—+."
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?![0-9])")
_LONGEST_WORD = 24
_CORE = re.compile(
    r"[0-9]|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|spring|summer|autumn"
    r"|fall|winter|today|tonight|tomorrow|yesterday|christmas|thanksgiving|boxing|period|half|halves|nineteen|twenty)"
    r"|day|week|month|quarter|year|decade|ties\b|morning|afternoon|evening|night",
    re.IGNORECASE,
)
"""One of these stands in every expression: the small words around them start one too often to try each."""
_LEADS_REACH = 60
"""Characters before the first of them: "around the very beginning of the first half of"."""
_RELATIONS = tuple(
    (relation, pattern(rf"(?:{lead})(?: on)? "))
    for relation, lead in (
        (Relation.BY, "by|no later than|not later than|until|till|up to|up until|through"),
        (Relation.BEFORE, "before|prior to|ahead of"),
        (Relation.AFTER, "after|following"),
        (Relation.SINCE, "since|from|starting|as of|beginning"),
    )
)
_AROUND = pattern(
    "(?:(?:on|in) or )?(?:around|about|circa|approximately|roughly|sometime(?: around| in)?) (?:the )?"
    "(?!\\w+day['’]s(?!\\w))"  # "to get around Wednesday's ruling"
)
_PARTS = tuple(
    (part, pattern(lead))
    for part, lead in (
        (Part.FIRST_HALF, "(?:the )?first half of "),
        (Part.SECOND_HALF, "(?:the )?second half of "),
        (Part.EARLY, "(?:the )?(?:very )?(?:early|beginning|start)(?: (?:of|in|on))?(?: |-)"),
        (Part.MID, "(?:the )?(?:mid|middle)(?: (?:of|in))?(?: |-)"),
        (Part.LATE, "(?:the )?(?:very )?(?:late|end)(?: (?:of|in|on))?(?: |-)"),
        (Part.EARLIER, "earlier (?:in |on )?"),
        (Part.LATER, "later (?:in |on )?"),
    )
)
_ANCHORED = 200
"""Characters between a date and the one counted from it ("the next day"): a sentence."""
_KINDS: tuple[Kind, ...] = (
    *periods.KINDS,
    *anchored.KINDS,
    *in_words.KINDS,
    *holidays.KINDS,
    *named_days.KINDS,
    *named_units.KINDS,
    *relative.KINDS,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lead:
    """What stands before a date and changes it; `end` is where the date itself starts."""

    end: int
    relation: Relation | None = None
    around: bool = False
    part: Part | None = None


def find_dates(text: str, reference: date, *, within: Span | None = None) -> tuple[DateExpression, ...]:
    """The expressions in `text` (or in its part `within`), in order and apart, read as said on `reference`.

    Durations, ages, scores and counts are no dates. What the text leaves open is chosen as a reader would:
    a missing year by the tense and nearness, an early month as its first third.
    """
    span = within or Span(start=0, end=len(text))
    return tuple(_walk(text, reference, span))


def _walk(text: str, reference: date, span: Span) -> Iterator[DateExpression]:
    resume = span.start
    last: DateExpression | None = None
    for start in _triggers(text, span):
        if start < resume:
            continue
        near = last is not None and start - last.span.end < _ANCHORED
        anchor = last.interval if last and near else None
        found = _read_at(text, reference, start, span.end, anchor)
        if found is not None:
            resume = found.span.end
            last = found
            yield found


def _triggers(text: str, span: Span) -> Iterator[int]:
    """Where an expression can start: at one of its first words, or at a digit, with its core soon after.

    Not inside a number, a sum of money or a score. A scan of words: one large regex took four times as long.
    """
    waiting: list[int] = []
    for token in _TOKEN.finditer(text, span.start, span.end):
        start = token.start()
        is_start, is_core = _meaning(token[0].lower()[:_LONGEST_WORD])
        if is_start and _may_start(text, start, token[0]):
            waiting.append(start)
        if is_core and waiting:
            yield from (at for at in waiting if start - at <= _LEADS_REACH)
            waiting.clear()


@lru_cache(maxsize=8_192)
def _meaning(word: str) -> tuple[bool, bool]:
    """Whether a word in lower case may start an expression, and whether it may be the core of one."""
    starts = word in _WORDS or word[:3] in _NAMES or word[0] in "0123456789"
    return starts, len(word) < _LONGEST_WORD and _CORE.search(word) is not None


def _may_start(text: str, start: int, word: str) -> bool:
    before = text[start - 1 : start] if start else ""
    if before and (before in _NO_START or (before in ".,:/" and text[start - 2 : start - 1].isdigit())):
        return False
    lower = word.lower()
    if lower[:3] in _NAMES or (lower in _WORDS and before != "-"):
        return True
    return word[0].isdigit() and (not before or before not in _JOINTS or _YEAR.match(text, start) is not None)


def _read_at(
    text: str, reference: date, start: int, end: int, anchor: Interval | None
) -> DateExpression | None:
    for lead in _leads(text, start, end):
        setting = Setting(
            text=text,
            reference=reference,
            start=lead.end,
            direction=partial(direction_at, text, lead.end),
            part=lead.part,
            bounded=lead.relation is not None or lead.around,
            anchor=anchor,
        )
        for kind in _KINDS:
            match = kind.pattern.match(text, lead.end, end)
            reading = match and _read(kind, match, setting)
            if match and reading:
                return _express(reading, lead, Span(start=start, end=match.end()), reference)
    return None


def _leads(text: str, start: int, end: int) -> Iterator[_Lead]:
    """The ways to divide the words at `start`, the plain one first: "first half of 2026" is itself a kind."""
    plain = _Lead(end=start)
    yield plain
    taken = plain
    for relation, said in _RELATIONS:
        if match := said.match(text, taken.end, end):
            taken = replace(taken, end=match.end(), relation=relation)
            yield taken
            break
    if match := _AROUND.match(text, taken.end, end):
        taken = replace(taken, end=match.end(), around=True)
        yield taken
    for part, said in _PARTS:
        if match := said.match(text, taken.end, end):
            yield replace(taken, end=match.end(), part=part)
            break


def _read(kind: Kind, match: re.Match[str], setting: Setting) -> Reading | None:
    try:
        return kind.read(match, setting)
    except (ValueError, OverflowError):
        return None  # 31 February, or a day outside the years 1 to 9999


def _express(reading: Reading, lead: _Lead, span: Span, reference: date) -> DateExpression | None:
    part = lead.part or reading.part
    if part is not None and reading.granularity is not Granularity.DAY:
        partly = _part(reading, part, reference)
        if partly is None:
            return None
        reading = partly
    if lead.around:
        reading = replace(
            reading, interval=days.around(reading.interval), edtf=_unsure(reading.edtf), approximate=True
        )
    return DateExpression(
        span=span,
        interval=reading.interval,
        edtf=_bounded(reading.edtf, lead.relation),
        approximate=reading.approximate,
        relation=lead.relation,
        part=part if reading.granularity is not Granularity.DAY or reading.approximate else None,
        granularity=reading.granularity,
        confidence=reading.confidence,
    )


def _part(reading: Reading, part: Part, reference: date) -> Reading | None:
    """Where today is a bound the EDTF stays that of the whole: reports of "later this year" agree."""
    interval = days.part_of(reading, part, reference)
    if interval is None:
        return None
    if part in {Part.EARLIER, Part.LATER}:
        return replace(reading, interval=interval, approximate=True)
    edtf = f"{interval.first.isoformat()}/{interval.last.isoformat()}"
    if part in {Part.FIRST_HALF, Part.SECOND_HALF}:
        return replace(reading, interval=interval, edtf=edtf, granularity=Granularity.DAY)
    return replace(reading, interval=interval, edtf=_unsure(edtf), approximate=True)


def _unsure(edtf: str) -> str:
    return "/".join(end.removesuffix("~") + "~" for end in edtf.split("/"))


def _bounded(edtf: str, relation: Relation | None) -> str:
    """An open interval: only the end that the relation speaks of is known."""
    if relation is None:
        return edtf
    ends = edtf.split("/")
    return f"../{ends[-1]}" if relation in {Relation.BY, Relation.BEFORE} else f"{ends[0]}/.."
