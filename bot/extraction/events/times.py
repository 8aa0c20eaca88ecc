"""DATE: what a date expression that belongs to an event makes of it."""

from dataclasses import replace
from datetime import date

from bot.extraction.dates import DateExpression, Granularity, Relation
from bot.extraction.events.drafts import Draft
from bot.extraction.events.shown import shown_date
from bot.extraction.facts import Interval, Slot

MOVED = "date.moved/1"
_VAGUE = 0.9
"""How much less a part of a month, or a month, counts than days: the ledger prefers the surer value."""

_LEAST = 0.65
"""What the words state, however vaguely, is believed where the event itself is."""


def draft_of(expression: DateExpression, rule: str, weight: float, published: date) -> Draft:
    """The DATE that an expression gives; "by 5 December" leaves the days from publication on."""
    if rule == MOVED:  # "postponed until autumn" is to autumn
        expression = replace(expression, relation=None, edtf=expression.edtf.removeprefix("../"))
    vague = expression.approximate or expression.granularity is not Granularity.DAY
    sure = max(expression.confidence * (_VAGUE if vague else 1.0), _LEAST)
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
