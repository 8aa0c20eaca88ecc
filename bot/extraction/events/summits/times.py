"""DATE: the days of the summit, from dates that the text ties to its phrase."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.extraction.dates import DateExpression, Relation
from bot.extraction.events.links import linked
from bot.extraction.events.summits.coming import Coming
from bot.extraction.events.summits.phrases import Phrase
from bot.extraction.events.summits.scope import FAR, is_of_the_news, reaches
from bot.extraction.events.summits.statuses import is_long_over
from bot.extraction.events.summits.stretches import (
    has_length,
    moved_by_days,
    moved_by_years,
    runs_on,
)
from bot.extraction.events.times import MOVED
from bot.extraction.facts import Interval
from bot.extraction.lazily import lazy
from bot.extraction.text import Span

_ORIGINALLY = lazy(
    r"\b(?:originally|initially|earlier|previously|first|(?:had|was|were) (?:been )?(?:due|set"
    r"|scheduled|planned))|(?:was|were) to have\b|billed\b"
)
_CHANGED = lazy(
    r"\b(?:cancell?ed|called off|scrapped|postponed|put off|put back|brought forward|deferred|delayed"
    r"|pushed back|rescheduled|moved|shifted)\b"
)
_CHANGES = lazy(
    r"\b(?:postpon|cancel|defer|delay|reschedul|call|scrap|put)\w*(?: off)?(?: (?:the|its|their|this"
    r"|an?))? ?$",
    re.IGNORECASE,
)
_NEW_DATE = lazy(r"\b(?:to|until|till) (?:the )?$|\bfor (?:the )?$")
_FROM_TO = lazy(r"(?:from )?[^/]{3,30} to ")
_CLOSING = lazy(
    r", (?:formally |jointly )?(?:wrapping up|concluding|ending|closing|opening|kicking off|rounding off) $"
)
"""What the main clause tells happened on the day on which it ended, or began."""
_HOLDING = (
    r"(?:holds?|held|holding|hosts?|hosted|hosting|attend(?:s|ed)?|open(?:s|ed)?|conven(?:e|es|ed)"
    r"|co-host(?:s|ed)?|co-chair(?:s|ed)?"
    r"|chair(?:s|ed)?|saw|sees?|stages?|staged|clos(?:e|es|ed)|conclud(?:e|es|ed)|wrap(?:s|ped)? up|wound up"
    r"|rounded off|kick(?:s|ed)? off|welcom(?:e|es|ed)|addressed|join(?:s|ed)?|began|begins?|starts?"
    r"|started|ended|ends?"
    r"|plays? host to|played host to|inaugurat(?:e|es|ed)|attending|launch(?:es|ed)?|gather(?:s|ed)?"
    r"|meet(?:s|ing)? for|met for"
    r"|preside[sd]? over|takes? part in|took part in|receiv(?:e|es|ed)|brings? together|brought together"
    r"|summon(?:s|ed)?|wants?(?: to (?:hold|convene))?|the (?:stage|venue|scene|setting) (?:for|of)"
    r"(?: the opening of)?|becomes? the (?:[\w-]+ ){1,5}to (?:host|stage|hold))"
)
_WHEN = lazy(r", (?:when|on which|the day(?: on which| when)?) ")
_YEAR = lazy(r"\b(?:19|20)[0-9]{2}\b|\b(?:last|this)\b|[a-z]day\b")
_WEEKDAY = lazy(r"(?:on )?[A-Z][a-z]+day")
_IS_DUE = lazy(
    r"\b(?:ends|closes|concludes|wraps up|opens|begins|starts|kicks off|follows|gets under way)\b[^,;]{0,40}$"
)
_ENDS = lazy(
    r"\b(?:ends|closes|concludes|wraps up|comes to (?:a close|an end)|ending|closing|until|runs until"
    r"|runs till)\b[^,;]{0,20}$"
)
"""Of the last day alone nobody knows when it began."""
_CALLED_OFF = lazy(r"\b(?:cancell?ed|called off|scrapped|stands cancell?ed)\b")
"""The days of a summit that will not be are those that it would have had."""
_FIXED = lazy(
    r"\b(?:(?:settled|agreed|decided) (?:on|upon)|fix(?:ed)?|set|cho(?:se|sen)|picked|named|suggested"
    r"|proposed|eyeing"
    r"|earmarked|pencilled in|announced)(?: on)? (?:the )?$"
)
_FOR = lazy(r"(?: as (?:the )?dates?)? for ")
_SAID = lazy(r"\b(?:said|told|announced|confirmed|says|reported|after|before)\b")
_PLACE_GAP = 60
"""Characters: a place between the day and the leaders."""
_CHAIN = (
    r"(?: (?:will|would|shall|to|is|are|was|were|be|been|has|have|had|also|jointly|again|both|due|set"
    r"|expected|scheduled))*"
)
_HOLDS = lazy(rf",? [^.;:“”\"]{{0,110}}?\b{_HOLDING} (?:its |their )?$", re.IGNORECASE)
_VERB_GAP = lazy(rf",?{_CHAIN} {_HOLDING}(?: what (?:is|was) billed as)? (?:for |at )?$", re.IGNORECASE)
_CHAIN_GAP = lazy(rf",?{_CHAIN} ", re.IGNORECASE)


def dates_of(
    phrase: Phrase, dates: tuple[DateExpression, ...]
) -> Iterator[tuple[DateExpression, str, float]]:
    """The dates that are the event's own, each with its rule and weight; those of anything else are left."""
    for found in dates:
        if not -FAR < found.span.start - phrase.end < FAR:
            continue
        expression = _ahead(phrase, _moved(phrase, found))
        if expression.relation in {Relation.SINCE, Relation.AFTER}:
            continue
        rule = _rule(phrase, expression, dates)
        backwards = rule is not None and rule[0] == MOVED and expression.interval.last < _published(phrase)
        if rule is not None and not backwards:
            yield expression, *rule


def _ahead(phrase: Phrase, expression: DateExpression) -> DateExpression:
    """What is wanted "by 30 June" lies ahead, and so does the Friday on which a summit "opens"."""
    if expression.interval.last >= _published(phrase):
        return expression
    said = phrase.sentence.cut(expression.span.start, expression.span.end)
    link = phrase.sentence.cut(phrase.end, max(phrase.end, expression.span.start))
    if _WEEKDAY.fullmatch(said) and _IS_DUE.search(link):
        return moved_by_days(expression, 7)
    by = expression.relation in {Relation.BY, Relation.BEFORE}
    return expression if not by or _YEAR.search(said) else moved_by_years(expression, 1)


def _published(phrase: Phrase) -> date:
    return phrase.sentence.document.published.date()


def _rule(
    phrase: Phrase, expression: DateExpression, dates: tuple[DateExpression, ...]
) -> tuple[str, float] | None:
    if phrase.head.start <= expression.span.start and expression.span.end <= phrase.head.end:
        return "date.named/1", 0.85
    if expression.span.start >= phrase.end:
        return _after(phrase, expression, dates)
    if _moved_to(phrase, expression):
        return MOVED, 0.9
    return None if is_of_the_news(phrase.sentence, expression.span) else _ahead_of(phrase, expression)


def _ahead_of(phrase: Phrase, expression: DateExpression) -> tuple[str, float] | None:
    """A date that comes before the phrase."""
    coming = phrase.holders.coming
    if coming is not None and (coming.chain <= expression.span.start or coming.gathers):
        there = _while_coming(coming, phrase, expression) or is_long_over(phrase)
        return ("date.gathering/1", 0.95) if there else None
    gap = phrase.sentence.cut(expression.span.end, phrase.head.start)
    before = phrase.sentence.cut(phrase.sentence.span.start, expression.span.start)
    if _FOR.fullmatch(gap) and _FIXED.search(before):
        return "date.fixed/1", 0.9
    if _WHEN.fullmatch(gap):
        return "date.when/1", 0.85
    if _CLOSING.search(gap) and not _SAID.search(gap):
        return "date.closing/1", 0.85
    return _before_verb(phrase, expression) or _opening(phrase, expression)


def _while_coming(coming: Coming, phrase: Phrase, expression: DateExpression) -> bool:
    """On days between verb and phrase they are there; "will on Thursday welcome" is such a day too."""
    if coming.chain <= expression.span.start:
        return coming.gathers
    gap = phrase.sentence.cut(expression.span.end, coming.verb.start)
    opening = _opening(phrase, expression) is not None
    return expression.span.end <= coming.verb.start and (opening or _CHAIN_GAP.fullmatch(gap) is not None)


def _moved_to(phrase: Phrase, expression: DateExpression) -> bool:
    """Before the phrase: "has postponed to 29 June the summit"."""
    sentence = phrase.sentence
    before = sentence.cut(max(sentence.span.start, expression.span.start - 40), expression.span.start)
    changed = list(_CHANGED.finditer(before))
    nothing = not sentence.cut(expression.span.end, phrase.head.start).strip()
    return nothing and bool(changed) and before[changed[-1].end() :].strip() in {"to", "until", "till", "for"}


def _before_verb(phrase: Phrase, expression: DateExpression) -> tuple[str, float] | None:
    """A date between the subject and its verb: "Tokyo on Monday hosted the summit"."""
    end = phrase.verb.start if phrase.verb and phrase.verb.start > phrase.head.end else phrase.head.start
    gap = phrase.sentence.cut(expression.span.end, end) if expression.span.end <= end else ""
    fits = _VERB_GAP.fullmatch(gap) if end == phrase.head.start else _CHAIN_GAP.fullmatch(gap)
    return ("date.verb/1", 0.9) if gap and fits else None


def _moved(phrase: Phrase, found: DateExpression) -> DateExpression:
    """Of "put back from 12 May to 26 May" the second day alone."""
    text = phrase.sentence.cut(found.span.start, found.span.end)
    link = phrase.sentence.cut(phrase.end, found.span.start) if found.span.start > phrase.end else ""
    to = _FROM_TO.match(text)
    moved = text.startswith("from ") or link.endswith(" from ")
    if to is None or not moved or not _CHANGED.search(link) or "/" not in found.edtf:
        return found
    last = found.interval.last
    return replace(
        found,
        span=Span(start=found.span.start + to.end(), end=found.span.end),
        interval=Interval(first=last, last=last),
        edtf=last.isoformat(),
        relation=None,
    )


def _after(
    phrase: Phrase, expression: DateExpression, dates: tuple[DateExpression, ...]
) -> tuple[str, float] | None:
    """A date after the phrase: "the summit is scheduled around December 5"."""
    sentence = phrase.sentence
    link = sentence.cut(phrase.end, expression.span.start)
    tied = linked(sentence, phrase.end, expression.span.start, dates=dates)
    if not tied and (
        not reaches(sentence, phrase.end, expression.span.start, dates=dates)
        or is_of_the_news(sentence, expression.span)
    ):
        return None
    before = sentence.cut(max(sentence.span.start, phrase.head.start - 40), phrase.head.start)
    if _CHANGED.search(link) or _CHANGES.search(before):
        # "Postponed on Tuesday" is the day of the news.
        to = phrase.sentence.cut(expression.span.start - 4, expression.span.start) == " to "
        new = to or _NEW_DATE.search(link) or expression.relation is Relation.BY
        return (MOVED, 0.9) if new else None
    opened = any(
        phrase.end <= day.span.start
        and day.span.end <= expression.span.start
        and runs_on(sentence.cut(day.span.end, expression.span.start))
        for day in dates
    )
    if _ENDS.search(link) and not has_length(phrase) and not opened:
        return None
    late = _ORIGINALLY.search(link) and not _CALLED_OFF.search(
        sentence.cut(expression.span.end, sentence.span.end)
    )
    return None if late else ("date.scheduled/1", 1.0) if tied else ("date.within/1", 0.9)


def _opening(phrase: Phrase, expression: DateExpression) -> tuple[str, float] | None:
    """A date that opens the sentence: "On May 4, Japan and France will hold their summit"."""
    sentence = phrase.sentence
    before = sentence.cut(sentence.told_from, expression.span.start).strip().lower()
    if before not in {"", "on", "in", "by", "late on", "early on", "from", "come"}:
        return None
    if phrase.verb is not None:
        gap = sentence.cut(expression.span.end, phrase.head.start)
        return (
            ("date.opening/1", 0.85)
            if len(gap) < _PLACE_GAP and reaches(sentence, expression.span.end, phrase.head.start)
            else None
        )
    return (
        ("date.opening/1", 0.9)
        if _HOLDS.fullmatch(gap := sentence.cut(expression.span.end, phrase.head.start))
        and not _SAID.search(gap)
        else None
    )
