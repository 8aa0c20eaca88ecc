"""DATE: the days of the event, from dates that the text ties to its phrase."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.extraction.dates import DateExpression, Granularity, Relation
from bot.extraction.events.drafts import Draft
from bot.extraction.events.links import linked
from bot.extraction.events.phrases import Phrase
from bot.extraction.events.shown import shown_date
from bot.extraction.facts import Interval, Slot

_ORIGINALLY = re.compile(
    r"\b(?:originally|initially|earlier|previously|first|(?:had|was|were) (?:been )?(?:due|set"
    r"|scheduled|planned))\b"
)
_CHANGED = re.compile(
    r"\b(?:cancell?ed|called off|scrapped|postponed|put off|deferred|delayed|pushed back|rescheduled|moved)\b"
)
_CHANGES = re.compile(
    r"\b(?:postpon|cancel|defer|delay|reschedul|call|scrap|put)\w*(?: off)?(?: (?:the|its|their|this"
    r"|an?))? ?$",
    re.IGNORECASE,
)
_NEW_DATE = re.compile(r"\b(?:to|until|till) (?:the )?$|\bfor (?:the )?$")
_HOLDS = re.compile(
    r",? [^.;:]{0,80}?\b(?:holds?|held|hosts?|hosted|attends?|opens?|convenes?|meet for|co-hosts?) $",
    re.IGNORECASE,
)


MOVED = "date.moved/1"
_VAGUE = 0.9
"""How much less a part of a month, or a month, counts than days: the ledger prefers the surer value."""


def dates_of(
    phrase: Phrase, dates: tuple[DateExpression, ...]
) -> Iterator[tuple[DateExpression, str, float]]:
    """The dates that are the event's own, each with its rule and weight; those of anything else are left."""
    for expression in dates:
        if expression.relation in {Relation.SINCE, Relation.AFTER}:
            continue
        rule = _rule(phrase, expression, dates)
        if rule is not None:
            yield expression, *rule


def _rule(
    phrase: Phrase, expression: DateExpression, dates: tuple[DateExpression, ...]
) -> tuple[str, float] | None:
    if phrase.head.start <= expression.span.start and expression.span.end <= phrase.head.end:
        return "date.named/1", 0.85
    if expression.span.start >= phrase.end:
        return _after(phrase, expression, dates)
    return _opening(phrase, expression)


def _after(
    phrase: Phrase, expression: DateExpression, dates: tuple[DateExpression, ...]
) -> tuple[str, float] | None:
    """A date after the phrase: "the summit is scheduled around December 5"."""
    sentence = phrase.sentence
    link = sentence.cut(phrase.end, expression.span.start)
    if not linked(sentence, phrase.end, expression.span.start, dates=dates):
        return None
    before = sentence.cut(max(sentence.span.start, phrase.head.start - 40), phrase.head.start)
    if _CHANGED.search(link) or _CHANGES.search(before):
        # "Postponed on Tuesday" is the day of the news. "From May to June" is read by no rule yet.
        new = _NEW_DATE.search(link) or expression.relation is Relation.BY
        return (MOVED, 0.9) if new else None
    return None if _ORIGINALLY.search(link) else ("date.scheduled/1", 1.0)


def _opening(phrase: Phrase, expression: DateExpression) -> tuple[str, float] | None:
    """A date that opens the sentence: "On May 4, Japan and France will hold their summit"."""
    sentence = phrase.sentence
    before = sentence.cut(sentence.span.start, expression.span.start).strip().lower()
    if before not in {"", "on", "in"}:
        return None
    return (
        ("date.opening/1", 0.9)
        if _HOLDS.fullmatch(sentence.cut(expression.span.end, phrase.head.start))
        else None
    )


def draft_of(expression: DateExpression, rule: str, weight: float, published: date) -> Draft:
    """The DATE that an expression gives; "by 5 December" leaves the days from publication on."""
    if rule == MOVED:  # "postponed until autumn" is to autumn
        expression = replace(expression, relation=None, edtf=expression.edtf.removeprefix("../"))
    vague = expression.approximate or expression.granularity is not Granularity.DAY
    sure = expression.confidence * (_VAGUE if vague else 1.0)
    return Draft(
        slot=Slot.DATE,
        value=expression.edtf,
        shown=shown_date(expression),
        evidence=expression.span,
        rule=rule,
        weight=weight * sure,
        interval=_possible(expression, published),
    )


def _possible(expression: DateExpression, published: date) -> Interval:
    named = expression.interval
    if expression.relation in {Relation.BY, Relation.BEFORE} and published < named.last:
        return Interval(first=published, last=named.last)
    return named
