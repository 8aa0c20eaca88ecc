"""From a watch's assertions to its events."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from bot.core.entries import EntryId
from bot.core.ledger import Assertion
from bot.core.occasions.accounts import Account, accounts
from bot.core.occasions.course import SERIES, VISITS, Course, in_force, nearest
from bot.core.occasions.following import courses_of
from bot.core.occasions.guests import courses_by_guest
from bot.core.occasions.naming import keys, label
from bot.core.watches import Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One event of a watch."""

    key: str
    """Unique among the watch's events; another one, once more is known of the event."""
    label: str
    """For readers: "23rd, December 2025"."""
    assertions: tuple[Assertion, ...]
    """All that its reports say: also what they took back, and what is of the events before and after."""


def occasions(watch: Watch, assertions: Iterable[Assertion]) -> tuple[Occasion, ...]:
    """The watch's events, the oldest first; the one of which reports speak now is the last.

    Depends on the set of assertions alone: not on their order, nor on when they were seen. What was taken
    back makes no event, and has no say in which there are. Time: n log n in the assertions, and for each
    entry as much as there are events.
    """
    told = accounts(watch, assertions)
    courses = _in_order(watch, _courses(watch, [account for account in told if account.stands]))
    said = {id(course): list(course.accounts) for course in courses}
    for account in told:
        if courses and not account.stands:
            said[id(_where_it_belonged(courses, account))].append(account)
    return tuple(
        Occasion(key=key, label=label(course), assertions=_assertions(said[id(course)]))
        for key, course in zip(keys(courses), courses, strict=True)
    )


def occasion_of(occasions: Iterable[Occasion], entries: Collection[EntryId]) -> Occasion | None:
    """The one that most of these entries speak of, of as many the last; None where they speak of none."""
    best, most = None, 0
    for occasion in occasions:
        speak = len({a.entry for a in occasion.assertions if a.entry in entries})
        if speak and speak >= most:
            best, most = occasion, speak
    return best


def find_occasion(occasions: Sequence[Occasion], wanted: str) -> Occasion | None:
    """The one of that key; else the last with these words in its label."""
    words = wanted.strip().casefold()
    by_key = next((occasion for occasion in occasions if occasion.key == words), None)
    return by_key or next((o for o in reversed(occasions) if words and words in o.label.casefold()), None)


def _courses(watch: Watch, told: Sequence[Account]) -> list[Course]:
    return courses_of(told, SERIES) if watch.follows_one else courses_by_guest(told, VISITS)


def _in_order(watch: Watch, courses: Sequence[Course]) -> list[Course]:
    """Of a series by days, the one in force behind an early word of the next; else as last spoken of."""
    if not watch.follows_one:
        return sorted(courses, key=lambda course: (course.spoken, course.day, min(course.outlets)))
    ordered = sorted(courses, key=lambda course: (course.day, course.number, course.begun))
    newest = max(ordered, key=lambda course: course.spoken, default=None)
    now = in_force(ordered, newest.spoken) if newest else None
    return [course for course in ordered if course is not now] + ([now] if now else [])


def _where_it_belonged(courses: Sequence[Course], account: Account) -> Course:
    """The event of which an entry spoke that has taken back all that it said."""
    likely = [c for c in courses if any(account.guests & a.guests for a in c.accounts)] or courses
    number = account.number.value if account.number else ""
    numbered = next((course for course in likely if number and course.number == number), None)
    near = nearest(likely, account.day, SERIES.apart) if account.day else None
    return numbered or near or in_force(likely, account.published) or courses[-1]


def _assertions(said: Iterable[Account]) -> tuple[Assertion, ...]:
    in_order = sorted(said, key=lambda a: (a.published, a.outlet, a.url, a.entry))
    return tuple(assertion for account in in_order for assertion in sorted(account.assertions, key=_place))


def _place(assertion: Assertion) -> tuple[object, ...]:
    fact = assertion.fact
    return fact.occurrence, fact.slot, fact.value, assertion.seen
