"""Moments and spans of time as people type them: `8h`, `3 days`, `2025-12-01`, `yesterday`; days of UTC."""

import re
from datetime import UTC, datetime, timedelta

_SPAN = re.compile(r"(\d{1,4}) ?(m|min|minutes?|h|hours?|d|days?|w|weeks?)", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}([T ].+)?")
_UNITS = {
    "w": timedelta(weeks=1),
    "d": timedelta(days=1),
    "h": timedelta(hours=1),
    "m": timedelta(minutes=1),
}
_DAYS = {"today": 0, "yesterday": 1}
_DAY = timedelta(days=1)

HOW = "Write it as 7d, 12h, 2w, yesterday, 2025-11-19 or 2025-11-19T09:00Z."


def span_of(text: str) -> timedelta | None:
    """The span that `text` names, or None where it names none; longer than nothing."""
    found = _SPAN.fullmatch(text.strip())
    span = int(found[1]) * _UNITS[found[2][0].lower()] if found else None
    return span or None


def moment_of(text: str, now: datetime) -> datetime | None:
    """The moment, the beginning of the day, or so long before `now`; None where `text` names none of them."""
    named = _named(text, now)
    return named[0] if named else None


def end_of(text: str, now: datetime) -> datetime | None:
    """As `moment_of`; a day is meant with all its hours."""
    named = _named(text, now)
    return named[1] if named else None


def _named(text: str, now: datetime) -> tuple[datetime, datetime] | None:
    """The first moment that is meant and the one behind the last."""
    text = text.strip().removesuffix(" ago")
    try:
        if (span := span_of(text)) is not None:
            return (now - span,) * 2
        if text.casefold() in _DAYS:
            day = now.replace(hour=0, minute=0, second=0, microsecond=0) - _DAYS[text.casefold()] * _DAY
            return day, day + _DAY
        found = _DATE.fullmatch(text)
        moment = datetime.fromisoformat(text) if found else None
        if found is None or moment is None:
            return None
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        return (moment,) * 2 if found[1] else (moment, moment + _DAY)
    except (ValueError, OverflowError):  # a 31 February, the year 0 or 9999
        return None
