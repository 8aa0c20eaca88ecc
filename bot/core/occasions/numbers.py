"""What names an edition: reports of the same one are of one event, and a number misread opens none."""

from collections.abc import Iterable, Sequence
from datetime import date

from bot.core.occasions.accounts import Account
from bot.core.occasions.course import Course, Pace, in_force


def numbered_courses(accounts: Iterable[Account], pace: Pace) -> list[Course]:
    """The events that `accounts`, all of which name an edition, tell of.

    Two numbers for the same days are one event with a dispute about its number, known by the one that more
    outlets give. A number without days is that of the event in force, unless it is the next one's.
    """
    groups: dict[str, list[Account]] = {}
    for account in accounts:
        if account.number:
            groups.setdefault(account.number.value, []).append(account)
    courses: list[Course] = []
    for group in sorted((Course(pace, group, number) for number, group in groups.items()), key=_most_told):
        same = _same_event(group, courses, pace)
        if same is None:
            courses.append(group)
        else:
            for account in group.accounts:
                same.add(account)
    return _by_support(courses, pace)


def _most_told(group: Course) -> tuple[bool, int, str]:
    return not group.solid, -len(group.outlets), group.number


def _same_event(group: Course, courses: Sequence[Course], pace: Pace) -> Course | None:
    if group.solid:
        return next((course for course in courses if _share_days(group, course, pace)), None)
    known = in_force(courses, group.begun)
    return known if known and _speaks_of(group, known, pace) else None


def _share_days(group: Course, course: Course, pace: Pace) -> bool:
    """Whether each gives only days that are near one of the other's."""
    pairs = ((group, course), (course, group))
    distances = [one.distance(day) for one, other in pairs for day in other.solid]
    return all(distance is not None and distance <= pace.near for distance in distances)


def _speaks_of(group: Course, known: Course, pace: Pace) -> bool:
    """Whether a number without days is another word for the event that was known then."""
    follows = _comes_next(known.number, group.number) and group.begun.date() > known.day
    return known.begun - group.begun <= pace.near and not known.is_over(group.begun) and not follows


def _comes_next(number: str, other: str) -> bool:
    return number.isdecimal() and other.isdecimal() and int(other) == int(number) + 1


def _by_support(courses: Sequence[Course], pace: Pace) -> list[Course]:
    """Each account to the event whose days it gives, where more outlets give them than for its number."""
    moved = [Course(pace, number=course.number) for course in courses]
    for index, course in enumerate(courses):
        chosen = {
            day: _most_supported(courses, index, day) for day in {a.day for a in course.accounts} if day
        }
        for account in course.accounts:
            moved[chosen.get(account.day, index) if account.day else index].add(account)
    return [course for course in moved if course.accounts]


def _most_supported(courses: Sequence[Course], own: int, day: date) -> int:
    support = [course.support(day) for course in courses]
    best = max(support)
    return own if support[own] == best else support.index(best)
