"""What names no edition: it is of the event whose days it gives, or of the one in force at its time."""

from collections.abc import Sequence
from datetime import date

from bot.core.occasions.accounts import Account
from bot.core.occasions.course import Course, Pace, in_force, nearest
from bot.core.occasions.numbers import numbered_courses


def courses_of(accounts: Sequence[Account], pace: Pace) -> list[Course]:
    """The events that the accounts tell of, which come in order of publication; in no order themselves."""
    courses = numbered_courses([account for account in accounts if account.number], pace)
    for account in accounts:
        if not account.number:
            _put(courses, account, pace)
    return courses


def _put(courses: list[Course], account: Account, pace: Pace) -> None:
    day = account.day
    course = _dated(courses, account, day, pace) if day else _undated(courses, account, pace)
    if course is None:
        courses.append(Course(pace, [account]))
    else:
        course.add(account)


def _dated(courses: Sequence[Course], account: Account, day: date, pace: Pace) -> Course | None:
    """The event of the nearest days; else the one in force, which may have been put off. None: another."""
    near = nearest(courses, day, pace.apart)
    if near:
        return near
    known = in_force(courses, account.published)
    if known is None or known.is_over(account.published) or not _reaches(known, account, pace):
        return None
    return known if not known.solid or day > known.day else None


def _undated(courses: Sequence[Course], account: Account, pace: Pace) -> Course | None:
    known = in_force(courses, account.published)
    return known if known and _reaches(known, account, pace) else None


def _reaches(known: Course, account: Account, pace: Pace) -> bool:
    """Whether the event was still, or already, spoken of."""
    if pace.silence is None:
        return True
    still = account.published - known.spoken <= pace.silence or not known.is_over(account.published)
    return known.begun - account.published <= pace.silence and still
