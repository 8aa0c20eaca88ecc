"""Who is spoken of: visits of different guests are different events, though one watch asks for both."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from itertools import combinations

from bot.core.occasions.accounts import Account
from bot.core.occasions.course import Course, Pace
from bot.core.occasions.following import courses_of

_SAME_DAYS = timedelta(days=3)
"""For how long news of one happening is repeated: stories are joined for as long."""
_COMPANY = 12
"""Guests of one account that are looked at: a longer list is no visit."""


def courses_by_guest(accounts: Sequence[Account], pace: Pace) -> list[Course]:
    """The events of each guest; an account that names none is of the only one at its time, if there is."""
    of_guest = _parted([account for account in accounts if account.guests])
    courses = [course for said in of_guest for course in courses_of(said, pace)]
    unnamed = [account for account in accounts if not account.guests]
    hosts = [_only_one(courses, account) for account in unnamed]
    for account, host in zip(unnamed, hosts, strict=True):
        if host:
            host.add(account)
    left = [account for account, host in zip(unnamed, hosts, strict=True) if host is None]
    return courses + courses_of(left, pace)


def _parted(accounts: Sequence[Account]) -> list[list[Account]]:
    told = Counter(guest for account in accounts for guest in account.guests)
    chief = _companies(accounts, told)
    parted: dict[str, list[Account]] = {}
    for account in accounts:
        known = max(account.guests, key=lambda guest: (told[guest], guest))
        parted.setdefault(chief[known], []).append(account)
    return [said for _, said in sorted(parted.items())]


def _companies(accounts: Iterable[Account], told: Mapping[str, int]) -> dict[str, str]:
    """For each guest one who stands for all that travel together.

    Two do where most accounts of the one who is named less name both: one report that tells of two visits
    does not make them one.
    """
    together = Counter(
        pair for account in accounts for pair in combinations(sorted(account.guests)[:_COMPANY], 2)
    )
    chief = {guest: guest for guest in told}
    for (one, other), times in sorted(together.items()):
        if 2 * times > min(told[one], told[other]):
            first, second = sorted((_found(chief, one), _found(chief, other)))
            chief[second] = first
    return {guest: _found(chief, guest) for guest in chief}


def _found(chief: dict[str, str], guest: str) -> str:
    while chief[guest] != guest:
        chief[guest] = guest = chief[chief[guest]]
    return guest


def _only_one(courses: Iterable[Course], account: Account) -> Course | None:
    fitting = [course for course in courses if _at_its_time(course, account)]
    return fitting[0] if len(fitting) == 1 else None


def _at_its_time(course: Course, account: Account) -> bool:
    if account.day and course.solid:
        distance = course.distance(account.day)
        return distance is not None and distance <= _SAME_DAYS
    early, late = course.begun - account.published, account.published - course.spoken
    return early <= _SAME_DAYS and late <= _SAME_DAYS
