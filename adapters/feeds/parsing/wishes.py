"""How often a publisher wants to be asked, as the head of the feed says."""

import re
from datetime import timedelta

from bot.core.feeds import Wishes

_ENTRY = re.compile(r"<(?:[\w.-]{1,40}:)?(?:item|entry)[\s>]")
_LONGEST_HEAD = 64 * 1024
_TTL = re.compile(r"<ttl>\s{0,99}(\d{1,6})\s{0,99}</ttl>", re.IGNORECASE)
_SKIPPED_HOURS = re.compile(r"<skipHours>(.{0,2000}?)</skipHours>", re.IGNORECASE | re.DOTALL)
_HOUR = re.compile(r"<hour>\s{0,99}(\d{1,2})\s{0,99}</hour>", re.IGNORECASE)
_SKIPPED_DAYS = re.compile(r"<skipDays>(.{0,2000}?)</skipDays>", re.IGNORECASE | re.DOTALL)
_DAY = re.compile(r"<day>\s{0,99}(\w{6,9})\s{0,99}</day>", re.IGNORECASE)
_PERIOD = re.compile(r"<[\w.-]{1,40}:updatePeriod>\s{0,99}(\w{5,7})\s{0,99}</")
_FREQUENCY = re.compile(r"<[\w.-]{1,40}:updateFrequency>\s{0,99}(\d{1,4})\s{0,99}</")

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}


def wishes_of(text: str) -> Wishes:
    """The wishes in a feed of RSS; what makes no sense is no wish. Time is linear in the head's length."""
    entry = _ENTRY.search(text, 0, _LONGEST_HEAD)
    head = text[: entry.start() if entry else _LONGEST_HEAD]
    hours = frozenset(int(hour) % 24 for hour in _inside(_SKIPPED_HOURS, _HOUR, head) if int(hour) <= 24)
    days = frozenset(
        _DAYS.index(day.lower()) for day in _inside(_SKIPPED_DAYS, _DAY, head) if day.lower() in _DAYS
    )
    return Wishes(
        ttl=_ttl(head),
        skip_hours=hours if len(hours) < 24 else frozenset(),
        skip_days=days if len(days) < 7 else frozenset(),
    )


def _ttl(head: str) -> timedelta | None:
    """RSS `ttl` is in minutes; 0 is none. WordPress says `hourly`, once, whatever the truth."""
    ttl = _TTL.search(head)
    if ttl and int(ttl[1]):
        return timedelta(minutes=int(ttl[1]))
    period, frequency = _PERIOD.search(head), _FREQUENCY.search(head)
    if not period or period[1] not in _PERIODS:
        return None
    times = int(frequency[1]) if frequency else 1
    return _PERIODS[period[1]] / times if times else None


def _inside(block: re.Pattern[str], item: re.Pattern[str], head: str) -> list[str]:
    found = block.search(head)
    return item.findall(found[1]) if found else []
