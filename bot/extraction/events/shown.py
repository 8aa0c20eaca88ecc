"""Values as a reader is shown them."""

from datetime import date

from bot.extraction.dates import DateExpression, Granularity, Part, Relation

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_RELATIONS = {
    Relation.BY: "by ",
    Relation.BEFORE: "before ",
    Relation.AFTER: "after ",
    Relation.SINCE: "from ",
}
_SEASONS = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th, 23rd."""
    teen = number % 100 in {11, 12, 13}
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def shown_date(expression: DateExpression) -> str:
    """Such as "4–5 December 2025", "around 5 December 2025", "early December 2025", "by 31 March 2026"."""
    lead = _RELATIONS.get(expression.relation, "") if expression.relation else ""
    return lead + _stretch(expression)


def _stretch(expression: DateExpression) -> str:
    first, last = expression.interval.first, expression.interval.last
    if expression.part is Part.LATE and expression.relation is not None:
        return f"the end of {_unit(expression)}"
    if expression.part in {Part.EARLY, Part.MID, Part.LATE}:
        return f"{expression.part}{'-' if expression.part is Part.MID else ' '}{_unit(expression)}"
    if expression.part in {Part.EARLIER, Part.LATER}:
        return f"{expression.part} in {_unit(expression)}"
    if expression.granularity in {Granularity.DAY, Granularity.WEEK}:
        around = expression.approximate and expression.granularity is Granularity.DAY
        return f"around {_day(_middle(first, last))}" if around else _days(first, last)
    return f"around {_unit(expression)}" if expression.approximate else _unit(expression)


def _middle(first: date, last: date) -> date:
    return first + (last - first) // 2


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _days(first: date, last: date) -> str:
    if first == last:
        return _day(first)
    if first.year != last.year:
        return f"{_day(first)} – {_day(last)}"
    if first.month != last.month:
        return f"{first.day} {_MONTHS[first.month - 1]} – {_day(last)}"
    return f"{first.day}–{_day(last)}"


def _unit(expression: DateExpression) -> str:
    """The month, quarter, season or year itself, whatever part of it is meant."""
    first, last = expression.interval.first, expression.interval.last
    match expression.granularity:
        case Granularity.MONTH if (first.year, first.month) == (last.year, last.month):
            unit = f"{_MONTHS[first.month - 1]} {first.year}"
        case Granularity.QUARTER:
            unit = f"the {ordinal((first.month + 2) // 3)} quarter of {first.year}"
        case Granularity.HALF:
            unit = f"the {'first' if first.month == 1 else 'second'} half of {first.year}"
        case Granularity.SEASON if first.month in _SEASONS and expression.part is None:
            unit = f"{_SEASONS[first.month]} {first.year}"
        case Granularity.YEAR if first.year == last.year:
            unit = str(first.year)
        case Granularity.DECADE if expression.part is None:
            unit = f"the {first.year}s"
        case _:
            unit = _days(first, last)
    return unit
